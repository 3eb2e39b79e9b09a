// An endpoint that does what real ones do, good and bad, over real HTTP on loopback. A test says what each request gets, in order.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}
/** Answers one request. What it does not end stays open until the server closes. */
export type Act = (res: ServerResponse, req: Request) => void | Promise<void>;

export interface FaultServer {
  url: string;
  requests: Request[];
  /** What the next requests get; the last one stays. */
  script(...acts: Act[]): void;
  /** Resolves once so many requests have come. */
  arrived(n: number): Promise<void>;
  close(): Promise<void>;
}

export async function faultServer(): Promise<FaultServer> {
  let acts: Act[] = [];
  const requests: Request[] = [];
  const waiting: { n: number; done(): void }[] = [];
  const server: Server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const request = { path: req.url ?? '', headers: req.headers, body: text ? JSON.parse(text) : {} };
    requests.push(request);
    for (const w of waiting.filter((x) => x.n <= requests.length)) w.done();
    const act = acts.length > 1 ? acts.shift()! : acts[0];
    if (!act) throw new Error('the script is empty');
    await act(res, request);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    script(...next) {
      acts = next;
      requests.length = 0;
    },
    arrived: (n) =>
      requests.length >= n ? Promise.resolve() : new Promise((done) => waiting.push({ n, done: () => done() })),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

type Json = Record<string, unknown>;

const SSE = { 'content-type': 'text/event-stream; charset=utf-8' };

export const delta = (d: Json, more: Json = {}): Json => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  model: 'served-model',
  choices: [{ index: 0, delta: d, finish_reason: null }],
  ...more,
});
export const finish = (reason: string | null, more: Json = {}): Json => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  model: 'served-model',
  choices: [{ index: 0, delta: {}, finish_reason: reason, ...more }],
});
export const usage = (input: number, output: number): Json => ({
  id: 'c1',
  choices: [],
  usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
});
export const event = (json: unknown): string => `data: ${JSON.stringify(json)}\n\n`;
export const DONE = 'data: [DONE]\n\n';

/** A stream of these raw pieces, each its own packet where the network lets it. */
export const pieces =
  (...parts: (string | Buffer)[]): Act =>
  async (res) => {
    res.writeHead(200, SSE);
    for (const p of parts) await new Promise<void>((done) => void res.write(p, () => done()));
    res.end();
  };

/** The usual good stream. */
export const says = (text: string, ending: string | null = 'stop', tokens: [number, number] | null = [100, 20]): Act =>
  pieces(
    event(delta({ role: 'assistant', content: '' })),
    ...(text.match(/[\s\S]{1,7}/g) ?? []).map((t) => event(delta({ content: t }))),
    event(finish(ending)),
    ...(tokens ? [event(usage(...tokens))] : []),
    DONE,
  );

export const chunks = (...list: Json[]): Act => pieces(...list.map(event), DONE);

/** A body that is no stream. */
export const answers =
  (status: number, body: unknown, headers: Record<string, string> = {}): Act =>
  (res) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type =
      typeof body === 'string' ? (text.trimStart().startsWith('<') ? 'text/html' : 'text/plain') : 'application/json';
    res.writeHead(status, { 'content-type': type, ...headers });
    res.end(text);
  };

/** Headers and these pieces, then nothing for ever. */
export const stalls =
  (...parts: string[]): Act =>
  (res) => {
    res.writeHead(200, SSE);
    res.flushHeaders();
    for (const p of parts) res.write(p);
  };

/** Takes the request and never answers. */
export const silent: Act = () => undefined;

/** These pieces, then the connection is torn. */
export const tears =
  (...parts: string[]): Act =>
  async (res) => {
    res.writeHead(200, SSE);
    for (const p of parts) await new Promise<void>((done) => void res.write(p, () => done()));
    res.socket?.resetAndDestroy();
  };

/** No answer at all: the connection is torn at once. */
export const hangsUp: Act = (res) => {
  res.socket?.resetAndDestroy();
};
