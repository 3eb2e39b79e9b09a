// The fetch that is given to the SDK: a watch on silence, a readable reason for every failure, and the word on whether to try again.
// The SDK itself waits and retries; it obeys the headers set here (x-should-retry, retry-after-ms).
import { isTransient, reasonIn } from './classify.ts';
import type { Limits } from './endpoint.ts';

export interface Watch {
  /** Why our own watch ended the request; null while it has not. */
  ended: 'first-byte' | 'byte-idle' | null;
  /** Milliseconds the server asked to wait, where it did. */
  retryAfter: number | null;
  /** Requests that were sent. */
  requests: number;
}

export interface EndpointFetchParts {
  fetch: typeof fetch;
  apiKey: string | null;
  limits: Limits;
  /** Milliseconds left for this call; a longer wait is not begun. */
  left(): number;
  /** Before another try. */
  again(status: number): void;
}

const KEPT = 16 * 1024;
/** A whole answer that was not streamed. */
const WHOLE = 4 * 1024 * 1024;
/** Stands for "no connection" in what the SDK sees. */
export const NO_CONNECTION = 599;

export function endpointFetch(parts: EndpointFetchParts): { fetch: typeof fetch; watch: Watch } {
  const watch: Watch = { ended: null, retryAfter: null, requests: 0 };
  const { limits } = parts;
  const send: typeof fetch = async (url, init) => {
    const stop = new AbortController();
    const given = init?.signal;
    const onGiven = (): void => stop.abort(given?.reason);
    if (given?.aborted) onGiven();
    else given?.addEventListener('abort', onGiven, { once: true });
    const released = (): void => given?.removeEventListener('abort', onGiven);
    watch.requests += 1;
    watch.ended = null;
    const timer = setTimeout(() => {
      watch.ended = 'first-byte';
      stop.abort(new Error('no headers in time'));
    }, limits.firstByte);
    let response: Response;
    try {
      response = await parts.fetch(url, { ...init, headers: headersOf(parts.apiKey), signal: stop.signal });
    } catch (cause) {
      released();
      if (given?.aborted) throw cause;
      if (watch.ended) return problem(504, 'no answer in time', false);
      return problem(NO_CONNECTION, reasonOf(cause), true);
    } finally {
      clearTimeout(timer);
    }
    const body = response.body ? watched(response.body, stop, watch, limits.byteIdle, released) : null;
    if (!response.ok) {
      const text = await firstOf(body, KEPT);
      released();
      return failed(response.status, text, response.headers);
    }
    const type = (response.headers.get('content-type') ?? '').toLowerCase();
    if (String(init?.method).toUpperCase() !== 'POST' || /event-stream|octet-stream/.test(type) || type === '')
      return new Response(body, { status: response.status, headers: response.headers });
    const text = await firstOf(body, WHOLE);
    released();
    return wholeAnswer(text) ?? failed(502, text.slice(0, KEPT), response.headers, false);
  };

  /** What the SDK gets for a failure: the server's words, and whether and when to try again. */
  function failed(status: number, text: string, headers: Headers, transient?: boolean): Response {
    const asked = askedWait(headers);
    watch.retryAfter = asked;
    const wait = asked ?? limits.backoff * 2 ** (watch.requests - 1);
    const again =
      (transient ?? isTransient(status, reasonIn(text))) &&
      wait <= limits.longestWait &&
      wait < parts.left() &&
      watch.requests <= limits.retries;
    if (again) parts.again(status);
    const out = new Headers({ 'content-type': 'application/json', 'x-should-retry': String(again) });
    out.set('retry-after-ms', String(wait));
    return new Response(JSON.stringify({ error: { message: reasonIn(text), raw: text } }), { status, headers: out });
  }
  const problem = (status: number, words: string, transient: boolean): Response =>
    failed(status, words, new Headers(), transient);

  return { fetch: send, watch };
}

/** Ours alone: the SDK's own name its host, and take further ones from the environment. */
const headersOf = (apiKey: string | null): Record<string, string> => ({
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
  'user-agent': 'zhibi',
  ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
});

/** Milliseconds of Retry-After (seconds or a date) or retry-after-ms; null where neither is there. */
function askedWait(headers: Headers): number | null {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (ms >= 0) return ms;
  const given = headers.get('retry-after');
  if (!given) return null;
  const seconds = Number.parseFloat(given);
  if (seconds >= 0) return seconds * 1000;
  const until = Date.parse(given) - Date.now();
  return Number.isFinite(until) ? Math.max(0, until) : null;
}

/** A completion that came in one piece although a stream was asked for, as a stream of one chunk. */
function wholeAnswer(text: string): Response | null {
  try {
    const json = JSON.parse(text) as { choices?: unknown };
    if (!Array.isArray(json?.choices) || json.choices.length === 0) return null;
    return new Response(`data: ${JSON.stringify(json)}\n\ndata: [DONE]\n\n`, {
      headers: { 'content-type': 'text/event-stream' },
    });
  } catch {
    return null;
  }
}

async function firstOf(body: ReadableStream<Uint8Array> | null, most: number): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let [text, bytes] = ['', 0];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, most - bytes), { stream: true });
      bytes += value.length;
      if (bytes >= most) break;
    }
  } catch {
    // What came before it broke off is all there is to tell.
  }
  void reader.cancel().catch(() => undefined);
  return text;
}

/** The body as it comes; every byte, of comments too, shows that the server lives. */
function watched(
  body: ReadableStream<Uint8Array>,
  stop: AbortController,
  watch: Watch,
  idle: number,
  released: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(out) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        try {
          const silent = new Promise<never>((_, reject) => {
            timer = setTimeout(() => {
              watch.ended = 'byte-idle';
              reject(new Error('silent for too long'));
              stop.abort(new Error('silent for too long'));
            }, idle);
          });
          const { done, value } = await Promise.race([reader.read(), silent]);
          if (!done) return out.enqueue(value);
          released();
          out.close();
        } catch (cause) {
          released();
          out.error(cause);
        } finally {
          clearTimeout(timer);
        }
      },
      cancel(why) {
        released();
        stop.abort(why);
        return reader.cancel(why).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function reasonOf(cause: unknown): string {
  const parts: string[] = [];
  for (let e = cause as { message?: string; code?: string; cause?: unknown } | undefined; e && parts.length < 4; ) {
    parts.push([e.code, e.message].filter(Boolean).join(' '));
    e = e.cause as typeof e;
  }
  return parts.filter(Boolean).join(': ') || String(cause);
}
