// Asking for JSON: the surest way the endpoint takes, zod as the judge, one more try with what is wrong quoted, then one rung down.
import type { z } from 'zod';
import type { CallRecord, ModelCall, ModelFailure } from '../ports.ts';
import { askEndpoint } from './ask-endpoint.ts';
import type { Desk, Question } from './call-endpoint.ts';
import { type Capability, lower, RUNGS, type Rung, refusesRung, rungAt } from './capability.ts';
import { failureOf } from './classify.ts';
import { plainSchema } from './plain-schema.ts';
import { jsonIn } from './read-json.ts';
import type { Message } from './tokens.ts';
import { watchdog } from './watchdog.ts';

export type JsonQuestion = Omit<Question, 'json' | 'watchdog' | 'fills'>;

/** Calls for one value, all rungs together. */
const MOST = 5;
const DAY = 24 * 3_600_000;
const STRIKES = 2;
/** Characters a token may stand for in JSON. */
const CHARACTERS = 2;

export interface LadderParts {
  desk: Desk;
  /** ISO. */
  today(): string;
  /** Runaways of each rung since the start. */
  strikes: Map<Rung, number>;
}

type Judged<T> = { ok: true; value: T } | { ok: false; issues: string };

function judged<T>(shape: z.ZodType<T>, text: string): Judged<T> {
  let issues = '没有找到 JSON 对象';
  for (const candidate of jsonIn(text)) {
    const read = shape.safeParse(candidate);
    if (read.success) return { ok: true, value: read.data };
    issues = read.error.issues
      .slice(0, 8)
      .map((i) => `${i.path.join('.') || '整体'}：${i.message}`)
      .join('；');
  }
  return { ok: false, issues };
}

export async function askJson<T>(
  { desk, today, strikes }: LadderParts,
  shape: z.ZodType<T>,
  question: JsonQuestion,
  call: ModelCall,
  calls: CallRecord[],
): Promise<{ ok: true; value: T } | { ok: false; failure: ModelFailure }> {
  const schema = plainSchema(shape);
  const name = question.task;
  const start = await desk.capabilities.of(call.actor);
  let rung = rungAt(start, today());
  let { messages } = question;
  let quoted = false;
  let failure = failureOf('unreadable');
  for (let n = 0; n < MOST; n++) {
    const asked = await askEndpoint(
      desk,
      {
        ...question,
        messages,
        // Less material is for the first try only: what was quoted belongs to it.
        ...(quoted || !question.less ? { less: () => null } : {}),
        json: { rung, name, schema },
        watchdog: () => watchdog(question.wanted * CHARACTERS),
        fills: (heard) => heard.answer.finish !== 'length' && judged(shape, heard.answer.aside).ok,
      },
      call,
      calls,
    );
    if (asked.ok) {
      const { content, aside } = asked.heard.answer;
      const read = judged(shape, content.trim() ? content : aside);
      if (read.ok) return read;
      failure = failureOf('unreadable');
      if (!quoted) {
        messages = withIssues(question.messages, content, read.issues);
        quoted = true;
        call.state?.({ is: 'again', why: 'unreadable' });
        continue;
      }
    } else {
      failure = asked.failure;
      const { heard, capability } = asked;
      if (heard?.end === 'runaway') {
        const count = (strikes.get(rung) ?? 0) + 1;
        strikes.set(rung, count);
        if (count >= STRIKES) {
          const until = new Date(Date.parse(today()) + DAY).toISOString();
          await desk.capabilities.keep(call.actor, { ...capability, demoted: { from: rung, until } });
          strikes.set(rung, 0);
        }
      } else if (heard && heard.status !== null && [400, 422, 500].includes(heard.status) && refusesRung(heard.words)) {
        const next = refused(capability, rung);
        await desk.capabilities.keep(call.actor, next);
        if (next.objectBySchema !== capability.objectBySchema) {
          call.state?.({ is: 'again', why: 'bad_request' });
          continue;
        }
      } else return { ok: false, failure };
    }
    if (rung === 'prompt') break;
    rung = lower(rung);
    messages = question.messages;
    quoted = false;
    call.state?.({ is: 'again', why: failure.why });
  }
  return { ok: false, failure };
}

/** The record after a rung was refused. Where a schema was taken once but a bare object is not, a schema of an object stands for it. */
function refused(c: Capability, rung: Rung): Capability {
  if (rung === 'object' && !c.objectBySchema && RUNGS.indexOf(c.rung) < RUNGS.indexOf('object'))
    return { ...c, objectBySchema: true };
  return { ...c, rung: lower(rung) };
}

const QUOTED = 2000;

/** Strictly alternating: what it wrote, then what is wrong with it. */
const withIssues = (messages: readonly Message[], wrote: string, issues: string): Message[] => [
  ...messages,
  { role: 'assistant', content: wrote.slice(0, QUOTED) || '（空）' },
  { role: 'user', content: `上面的 JSON 不合要求：${issues}。请只输出改正后的一个 JSON 对象，第一个字符是 {。` },
];
