// One request of an endpoint, streamed, from its body to what the answer adds up to or the class of its failure. The SDK's raw stream,
// our own counting: an answer is whole only when it says how it finished.
import OpenAI from 'openai';
import type { CallState, FailureClass } from '../ports.ts';
import { type Answer, accumulator } from './accumulate.ts';
import { classOf, endOf, reasonIn } from './classify.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointFetch } from './endpoint-fetch.ts';
import type { Watchdog } from './watchdog.ts';

export interface Hearing {
  signal: AbortSignal;
  text?(delta: string): void;
  state?(state: CallState): void;
  watchdog?: Watchdog;
}

export interface Heard {
  /** Also of a failure: what had come by then. */
  answer: Answer;
  /** null: it is an answer. `runaway`: our watch on the text ended it. */
  end: FailureClass | 'runaway' | null;
  /** The server's own words, for the log and for what a refusal teaches; never for staff. */
  words: string;
  status: number | null;
  retryAfter: number | null;
  ms: number;
  /** Milliseconds to the first character of text or reasoning. */
  firstToken: number | null;
}

export interface ChatParts {
  fetch: typeof fetch;
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
}

export function sdkFor(endpoint: Endpoint, send: typeof fetch): OpenAI {
  // Everything the SDK would otherwise take from the environment is given.
  return new OpenAI({
    apiKey: endpoint.apiKey ?? 'none',
    baseURL: endpoint.baseUrl,
    organization: null,
    project: null,
    webhookSecret: null,
    adminAPIKey: null,
    logLevel: 'off',
    maxRetries: endpoint.limits.retries,
    timeout: endpoint.limits.call + endpoint.limits.firstByte,
    fetch: send,
  });
}

type Why = 'stopped' | 'budget' | 'idle' | 'runaway';

export async function chat(
  parts: ChatParts,
  endpoint: Endpoint,
  body: Record<string, unknown>,
  hearing: Hearing,
): Promise<Heard> {
  const began = parts.now();
  const { limits } = endpoint;
  const stop = new AbortController();
  let ended: Why | null = null;
  const end = (why: Why): void => {
    ended ??= why;
    stop.abort(new Error(why));
  };
  const onStop = (): void => end('stopped');
  if (hearing.signal.aborted) onStop();
  else hearing.signal.addEventListener('abort', onStop, { once: true });
  const whole = setTimeout(() => end('budget'), limits.call);
  let idle: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => end('idle'), limits.tokenIdle);
  };
  const { fetch: send, watch } = endpointFetch({
    fetch: parts.fetch,
    apiKey: endpoint.apiKey,
    limits,
    left: () => limits.call - (parts.now() - began),
    again: (status) => hearing.state?.({ is: 'again', why: classOf(status, '') }),
  });
  const all = accumulator();
  let firstToken: number | null = null;
  let state: 'thinking' | 'writing' | null = null;
  let failure: { status: number | null; words: string } | null = null;
  const enter = (next: 'thinking' | 'writing'): void => {
    if (state !== next) hearing.state?.({ is: next });
    state = next;
  };
  try {
    if (!ended) {
      const stream = await sdkFor(endpoint, send).chat.completions.create(
        body as unknown as OpenAI.ChatCompletionCreateParamsStreaming,
        { signal: stop.signal },
      );
      alive();
      for await (const chunk of stream) {
        const grew = all.take(chunk);
        if (!grew.said && !grew.thought && !grew.unsaid) continue;
        firstToken ??= parts.now() - began;
        alive();
        if (grew.unsaid || (grew.thought && state !== 'writing')) enter('thinking');
        if (grew.said.trim() || (grew.said && state === 'writing')) {
          enter('writing');
          hearing.text?.(grew.said);
        }
        if (hearing.watchdog?.hears(grew.said)) {
          end('runaway');
          break;
        }
      }
    }
  } catch (cause) {
    failure = failureIn(cause);
  } finally {
    clearTimeout(whole);
    clearTimeout(idle);
    hearing.signal.removeEventListener('abort', onStop);
  }
  const answer = all.answer();
  const base = {
    answer,
    words: failure?.words ?? '',
    status: failure?.status ?? null,
    retryAfter: watch.retryAfter,
    ms: Math.round(parts.now() - began),
    firstToken,
  };
  if (ended) return { ...base, end: ended };
  if (watch.ended) return { ...base, end: 'idle' };
  if (!failure) return { ...base, end: endOf(answer) };
  // A connection that broke after the answer had begun, or a line that is no JSON.
  if (failure.status === null && failure.words === '') return { ...base, end: 'truncated' };
  return { ...base, end: classOf(failure.status, failure.words) };
}

function failureIn(cause: unknown): { status: number | null; words: string } {
  if (cause instanceof OpenAI.APIUserAbortError) return { status: null, words: '' };
  if (cause instanceof OpenAI.APIConnectionError) return { status: 599, words: String(cause.message) };
  if (cause instanceof OpenAI.APIError)
    return { status: cause.status ?? null, words: reasonIn(JSON.stringify(cause.error ?? cause.message)) || 'error' };
  return { status: null, words: '' };
}
