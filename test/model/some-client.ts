// A client of the fault server with limits of milliseconds, and somebody who calls.
import type { OrgId, TurnId, UserId } from '../../src/core/id.ts';
import type { BreakerSettings } from '../../src/model/breaker.ts';
import { type Client, clientOf } from '../../src/model/client.ts';
import { type Endpoint, endpointOf, type Limits } from '../../src/model/endpoint.ts';
import { type Ledger, memoryLedger } from '../../src/model/ledger.ts';
import type { Prompt } from '../../src/model/prompt.ts';
import type { CallState, ModelCall } from '../../src/ports.ts';

/** Long enough for a busy machine, short enough for a test that waits for none of them. */
export const QUICK: Partial<Limits> = {
  backoff: 1,
  firstByte: 20_000,
  byteIdle: 20_000,
  tokenIdle: 20_000,
  call: 30_000,
};

export interface Made {
  client: Client;
  ledger: Ledger & { readonly calls: readonly unknown[] };
  warned: { event: string; fields: Record<string, unknown> }[];
}

type Given = Partial<Omit<Endpoint, 'limits'>> & {
  limits?: Partial<Limits>;
  breaker?: BreakerSettings;
  now?(): number;
};

export function someClient(baseUrl: string, { limits, breaker, now, ...given }: Given = {}): Made {
  const ledger = memoryLedger();
  const warned: Made['warned'] = [];
  const client = clientOf({
    endpoint: endpointOf({
      baseUrl,
      apiKey: 'sk-test',
      model: 'some-model',
      ...given,
      limits: { ...QUICK, ...limits },
    }),
    ledger,
    log: { warn: (event, fields = {}) => warned.push({ event, fields }) },
    clock: { now: () => '2026-03-02T08:00:00.000Z' },
    jitter: () => 0,
    ...(breaker ? { breaker } : {}),
    ...(now ? { now } : {}),
  });
  return { client, ledger, warned };
}

export interface Call extends ModelCall {
  states: CallState[];
  texts: string[];
}

export function someCall(given: Partial<ModelCall> = {}): Call {
  const states: CallState[] = [];
  const texts: string[] = [];
  return {
    signal: new AbortController().signal,
    actor: { org: 'org' as OrgId, user: 'user' as UserId, name: '某人' },
    report: null,
    turn: null,
    text: (t) => void texts.push(t),
    state: (s) => void states.push(s),
    ...given,
    states,
    texts,
  };
}

export const turn = (id: string): TurnId => id as TurnId;

export const PLAIN: Prompt = {
  task: 'write',
  version: '7',
  inputs: ['x'],
  output: 'text',
  system: '你写一句话。',
  user: '{{x}}',
};
export const ASKS_JSON: Prompt = { ...PLAIN, task: 'extract', output: 'json', system: '只输出一个 JSON 对象。' };
