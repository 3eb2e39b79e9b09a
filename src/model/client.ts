// One endpoint as the model room uses it: text and JSON from a prompt and its inputs. Everything an endpoint does wrong is a value.
import type { z } from 'zod';
import type { CallRecord, Log, ModelCall, ModelTask, Reply } from '../ports.ts';
import { allowanceOf } from './allowance.ts';
import { askEndpoint } from './ask-endpoint.ts';
import { BREAKER, type BreakerSettings, breakerOf } from './breaker.ts';
import type { Desk } from './call-endpoint.ts';
import { capabilityDesk } from './capability-desk.ts';
import type { Endpoint } from './endpoint.ts';
import { askJson, type LadderParts } from './ladder.ts';
import type { Ledger } from './ledger.ts';
import { fillPrompt, type Prompt } from './prompt.ts';
import { queueOf } from './queue.ts';
import type { Message } from './tokens.ts';

export type Inputs = Readonly<Record<string, string>>;

export interface AskOptions {
  /** Tokens of a usual answer. */
  wanted: number;
  /** The section, where a turn works on several: each has the turn's limits for itself. */
  piece?: string;
  /** The inputs with about half the material; null: there is no less. */
  less?: () => Inputs | null;
  task?: ModelTask;
}

export interface Client {
  readonly desk: Desk;
  readonly ladder: LadderParts;
  /** The answer as it was written, reasoning taken out. Streams through `call.text`. */
  text(prompt: Prompt, inputs: Inputs, call: ModelCall, options: AskOptions): Promise<Reply<string>>;
  /** The answer as zod read it. */
  json<T>(shape: z.ZodType<T>, prompt: Prompt, inputs: Inputs, call: ModelCall, options: AskOptions): Promise<Reply<T>>;
}

export interface ClientParts {
  endpoint: Endpoint;
  ledger: Ledger;
  log: Pick<Log, 'warn'>;
  clock: { now(): string };
  /** The runtime's own where it is left out. */
  fetch?: typeof fetch;
  now?(): number;
  breaker?: BreakerSettings;
  jitter?(): number;
}

export const messagesOf = (prompt: Prompt, inputs: Inputs): Message[] => {
  const { system, user } = fillPrompt(prompt, inputs);
  return [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ];
};

export function clientOf(parts: ClientParts): Client {
  const { endpoint, ledger } = parts;
  const desk: Desk = {
    endpoint,
    ledger,
    capabilities: capabilityDesk(ledger, endpoint.baseUrl),
    queue: queueOf(endpoint.concurrency),
    breaker: breakerOf(parts.breaker ?? BREAKER, parts.jitter ?? Math.random),
    allowance: allowanceOf(endpoint.turn),
    fetch: parts.fetch ?? ((url, init) => fetch(url, init)),
    now: parts.now ?? (() => performance.now()),
    warn: (event, fields) => parts.log.warn(event, fields),
  };
  const ladder: LadderParts = { desk, today: () => parts.clock.now(), strikes: new Map() };
  const question = (prompt: Prompt, inputs: Inputs, call: ModelCall, o: AskOptions) => ({
    task: o.task ?? prompt.task,
    prompt: { task: prompt.task, version: prompt.version },
    messages: messagesOf(prompt, inputs),
    wanted: o.wanted,
    piece: call.turn === null ? null : `${call.turn}|${o.piece ?? ''}`,
    ...(o.less
      ? {
          less: () => {
            const fewer = o.less!();
            return fewer && messagesOf(prompt, fewer);
          },
        }
      : {}),
  });
  return {
    desk,
    ladder,
    async text(prompt, inputs, call, options) {
      const calls: CallRecord[] = [];
      const asked = await askEndpoint(desk, question(prompt, inputs, call, options), call, calls);
      return asked.ok
        ? { ok: true, value: asked.heard.answer.content, calls }
        : { ok: false, failure: asked.failure, calls };
    },
    async json(shape, prompt, inputs, call, options) {
      const calls: CallRecord[] = [];
      const asked = await askJson(ladder, shape, question(prompt, inputs, call, options), call, calls);
      return asked.ok ? { ok: true, value: asked.value, calls } : { ok: false, failure: asked.failure, calls };
    },
  };
}
