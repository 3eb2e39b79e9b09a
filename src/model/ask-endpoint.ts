// One question to the endpoint: a call, and after a failure what that failure deserves — one further try, less material, more room,
// another way to say it, or nothing.
import type { CallRecord, FailureClass, ModelCall, ModelFailure } from '../ports.ts';
import { callEndpoint, type Desk, type Question } from './call-endpoint.ts';
import { type Capability, learned, refusesRung } from './capability.ts';
import type { Heard } from './chat.ts';
import { contextIn, failureOf } from './classify.ts';
import { bodyOf, HEADROOM } from './request-body.ts';
import { estimate } from './tokens.ts';

export type Asked =
  | { ok: true; heard: Heard; capability: Capability }
  | { ok: false; failure: ModelFailure; heard: Heard | null; capability: Capability };

/** One further try of the whole request. */
const ONCE_MORE: ReadonlySet<FailureClass> = new Set(['truncated', 'idle', 'empty'] as const);
const LESSONS = 5;
/** What is taken for the window of a model nobody has stated, when there is a way to ask with less. */
const ASSUMED_CONTEXT = 4096;

/** `calls` gets a record of every call made. Never rejects for what the endpoint does. */
export async function askEndpoint(desk: Desk, given: Question, call: ModelCall, calls: CallRecord[]): Promise<Asked> {
  let question = given;
  let c = await desk.capabilities.of(call.actor);
  const used = new Set<FailureClass>();
  let lessons = 0;
  const context = (): number | null => desk.endpoint.context ?? c.context;
  if (given.less && estimate(question.messages, c.tokenFactor) + question.wanted > (context() ?? ASSUMED_CONTEXT)) {
    used.add('context_overflow');
    const messages = given.less();
    if (messages) question = { ...question, messages };
  }
  for (;;) {
    const one = await callEndpoint(desk, question, c, context(), call, calls);
    if ('refused' in one) return { ok: false, failure: one.refused, heard: null, capability: c };
    const { heard } = one;
    c = one.capability;
    if (heard.end === null || (heard.end === 'empty' && question.fills?.(heard)))
      return { ok: true, heard, capability: c };
    const why: FailureClass = heard.end === 'runaway' ? 'unreadable' : heard.end;
    const failed: Asked = { ok: false, failure: failureOf(why, heard.retryAfter ?? undefined), heard, capability: c };
    const again = (): void => call.state?.({ is: 'again', why });
    if (heard.status !== null && [400, 422, 500].includes(heard.status)) {
      // A refused way of asking for JSON is the ladder's business.
      if (question.json && refusesRung(heard.words)) return failed;
      const tooLong = heard.end === 'context_overflow';
      const sent = Object.keys(bodyOf(desk.endpoint, c, question, null));
      const lesson = !tooLong && lessons++ < LESSONS ? learned(c, heard.words, sent) : null;
      if (lesson) {
        c = await desk.capabilities.keep(call.actor, lesson);
        again();
        continue;
      }
    }
    if (why === 'length' && used.has(why) && silenced(desk, c, heard) && question.thinking !== 'off') {
      // The room was doubled and reasoning filled it again.
      question = { ...question, thinking: 'off' };
      again();
      continue;
    }
    if (used.has(why)) return failed;
    used.add(why);
    if (ONCE_MORE.has(why)) {
      again();
      continue;
    }
    if (why === 'length') {
      const silent = heard.answer.content.trim() === '';
      question = { ...question, wanted: question.wanted * 2 + (silent ? HEADROOM : 0) };
      again();
      continue;
    }
    if (why === 'context_overflow') {
      const named = contextIn(heard.words);
      if (named !== null && named !== c.context) {
        c = await desk.capabilities.keep(call.actor, { ...c, context: named });
        // With a smaller answer in mind the same may fit into the window, now that it is known.
        if (context() === named && estimate(question.messages, c.tokenFactor) + question.wanted <= named) {
          used.delete(why);
          again();
          continue;
        }
      }
      const messages = question.less?.();
      if (!messages) return failed;
      question = { ...question, messages };
      again();
      continue;
    }
    return failed;
  }
}

/** Nothing but reasoning came, and there is a switch for it that is not off yet. */
const silenced = ({ endpoint }: Desk, c: Capability, { answer }: Heard): boolean =>
  answer.content.trim() === '' && answer.reasoning > 0 && c.thinkingSwitch !== null && endpoint.thinking !== 'off';
