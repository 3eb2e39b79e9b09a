// What an administrator says about an endpoint: where it is, what it may cost, and how long it may take. Values and their defaults only.

export type Thinking = 'off' | 'default' | 'on';

/** Milliseconds, characters and counts that end a call. */
export interface Limits {
  /** Until the answer's headers are there. */
  firstByte: number;
  /** Without a byte, comments included. */
  byteIdle: number;
  /** Without a character of text or reasoning. */
  tokenIdle: number;
  /** One call from its start to its last character. */
  call: number;
  /** Retries before the first character, made by the SDK: connection, 408, 409, 429, 5xx. */
  retries: number;
  /** The first pause between them; doubles. A Retry-After of the server comes first. */
  backoff: number;
  /** The longest Retry-After that is waited for. A longer one holds the endpoint. */
  longestWait: number;
}

/** What one turn (one section of it, while drafting) may use. */
export interface TurnLimits {
  calls: number;
  tokens: number;
  ms: number;
}

/** Tokens; null: no limit. */
export interface Quotas {
  userDay: number | null;
  orgMonth: number | null;
}

/** Whole millionths of a currency unit for a million tokens. */
export interface Price {
  in: number;
  out: number;
}

export interface Endpoint {
  /** As typed, without a slash at its end; nothing is ever added to it. */
  baseUrl: string;
  /** null: the server wants none. */
  apiKey: string | null;
  model: string;
  /** Tokens; null: not stated. */
  context: number | null;
  thinking: Thinking;
  temperature: number | null;
  concurrency: number;
  price: Price | null;
  quotas: Quotas;
  turn: TurnLimits;
  limits: Limits;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export const LIMITS: Limits = {
  firstByte: 2 * MINUTE,
  byteIdle: 90 * SECOND,
  tokenIdle: 5 * MINUTE,
  call: 5 * MINUTE,
  retries: 2,
  backoff: SECOND / 2,
  longestWait: MINUTE,
};
export const TURN_LIMITS: TurnLimits = { calls: 8, tokens: 60_000, ms: 10 * MINUTE };

/** A server on this machine or in the office's own network: slower to begin, fewer at once. */
export function isLocal(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '');
  return (
    /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/.test(host) ||
    !/[.:]/.test(host)
  );
}

/** What is not said is taken from the defaults. */
export type GivenEndpoint = Pick<Endpoint, 'baseUrl' | 'apiKey' | 'model'> &
  Partial<Omit<Endpoint, 'limits'>> & { limits?: Partial<Limits> };

/** An endpoint with every value that was left out at its default. */
export function endpointOf(given: GivenEndpoint): Endpoint {
  const local = isLocal(given.baseUrl);
  return {
    context: null,
    thinking: 'default',
    temperature: null,
    concurrency: local ? 4 : 8,
    price: null,
    quotas: { userDay: null, orgMonth: null },
    turn: TURN_LIMITS,
    ...given,
    baseUrl: given.baseUrl.replace(/\/+$/, ''),
    limits: {
      ...LIMITS,
      ...(local ? { firstByte: 10 * MINUTE, call: 15 * MINUTE } : {}),
      ...given.limits,
    },
  };
}
