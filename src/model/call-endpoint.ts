// One call of the endpoint with all that stands around it: the turn's allowance, the queue, the breaker, the quota, the record of what
// it cost, and what its answer shows about the endpoint. It tries once.
import type { CallRecord, FailureClass, ModelCall, ModelFailure, ModelTask } from '../ports.ts';
import type { Allowance } from './allowance.ts';
import type { Breaker } from './breaker.ts';
import type { Capability } from './capability.ts';
import type { CapabilityDesk } from './capability-desk.ts';
import { type ChatParts, chat, type Heard } from './chat.ts';
import { failureOf, needsAdmin } from './classify.ts';
import type { Endpoint, Thinking } from './endpoint.ts';
import type { Ledger } from './ledger.ts';
import type { Queue } from './queue.ts';
import { bodyOf, type JsonWish } from './request-body.ts';
import { costOf, estimate, estimateText, learnFactor, type Message, wasCut } from './tokens.ts';
import type { Watchdog } from './watchdog.ts';

export interface Question {
  task: ModelTask;
  prompt: CallRecord['prompt'];
  messages: readonly Message[];
  /** Tokens of the answer itself. */
  wanted: number;
  /** The turn, or a section of it, whose allowance is used; null: none. */
  piece: string | null;
  json?: JsonWish;
  /** The same with less material; null: there is no less. */
  less?: () => readonly Message[] | null;
  watchdog?: () => Watchdog;
  /** An answer that looks empty but is none (JSON in the channel of reasoning). */
  fills?: (heard: Heard) => boolean;
  /** Whatever is set for the endpoint. */
  thinking?: Thinking;
}

export interface Desk extends ChatParts {
  endpoint: Endpoint;
  capabilities: CapabilityDesk;
  ledger: Ledger;
  queue: Queue;
  breaker: Breaker;
  allowance: Allowance;
  warn(event: string, fields: Record<string, unknown>): void;
}

/** How long an endpoint is left alone whose settings are at fault. */
const ADMIN_HOLD = 10 * 60_000;

const SPENT = {
  calls: '这一次用到模型的次数已到上限。可以分几次进行。',
  tokens: '这一次让模型读写的字数已到上限。可以缩小范围，分几次进行。',
  time: '这一次的时间已到上限。可以再发一次消息继续。',
} as const;

/** Refused by what stands around it, or heard. */
export async function callEndpoint(
  desk: Desk,
  question: Question,
  c: Capability,
  context: number | null,
  call: ModelCall,
  calls: CallRecord[],
): Promise<{ refused: ModelFailure } | { heard: Heard; capability: Capability }> {
  const { endpoint, queue, breaker } = desk;
  const tokensIn = estimate(question.messages, c.tokenFactor);
  const room = context === null ? null : context - tokensIn;
  if (room !== null && room < Math.min(256, question.wanted)) {
    const heard = unasked('context_overflow');
    return { heard, capability: c };
  }
  const spent = desk.allowance.spent(question.piece, tokensIn + question.wanted, desk.now());
  if (spent) return { refused: failureOf('budget', undefined, SPENT[spent]) };
  const leave = await queue.enter(call.signal, (position) => call.state?.({ is: 'queued', position }));
  if (!leave) return { refused: failureOf('stopped') };
  const reserved = tokensIn + question.wanted;
  let letThrough = false;
  try {
    const wait = breaker.wait(desk.now());
    if (wait !== null) return { refused: failureOf('held', wait) };
    letThrough = true;
    if (!(await desk.ledger.reserve(call.actor, reserved))) {
      return {
        refused: failureOf('budget', undefined, '今天或本月的模型用量已到上限。请明天再试，或请管理员调整用量上限。'),
      };
    }
    const watchdog = question.watchdog?.();
    const asSet = question.thinking ? { ...endpoint, thinking: question.thinking } : endpoint;
    const heard = await chat(desk, endpoint, bodyOf(asSet, c, question, room), {
      signal: call.signal,
      ...(question.json ? {} : { text: (delta) => call.text?.(delta) }),
      state: (state) => call.state?.(state),
      ...(watchdog ? { watchdog } : {}),
    });
    tell(desk, heard);
    letThrough = false;
    const record = recordOf(desk, question, heard, tokensIn);
    calls.push(record);
    desk.allowance.count(question.piece, record.tokensIn + record.tokensOut, desk.now() - heard.ms);
    await desk.ledger.settle({ actor: call.actor, report: call.report, turn: call.turn, record, reserved });
    return { heard, capability: await observed(desk, question, heard, c, call) };
  } finally {
    // It was let through and never made: that says nothing about the endpoint.
    if (letThrough) breaker.unsaid();
    leave();
  }
}

/** Servers quote the key they refuse. */
const withoutKey = (words: string, apiKey: string | null): string =>
  (apiKey ? words.replaceAll(apiKey, '***') : words).replace(/\b(sk|key|ak)-[\w*-]{4,}/gi, '$1-***');

const unasked = (end: FailureClass): Heard => ({
  answer: {
    content: '',
    reasoning: 0,
    aside: '',
    unfinishedThought: false,
    finish: null,
    refusal: '',
    usage: null,
    servedModel: null,
  },
  end,
  words: '',
  status: null,
  retryAfter: null,
  ms: 0,
  firstToken: null,
});

/** What the end of a call says about the endpoint. */
function tell({ breaker, now, warn, endpoint }: Desk, heard: Heard): void {
  const at = now();
  if (heard.end === null || heard.end === 'empty' || heard.end === 'length' || heard.end === 'truncated')
    breaker.succeeded();
  else if (heard.end === 'stopped' || heard.end === 'budget' || heard.end === 'runaway') breaker.unsaid();
  else {
    breaker.failed(heard.end, at);
    if (needsAdmin({ why: heard.end }, heard.words)) breaker.hold(ADMIN_HOLD, heard.end, at);
    else if (heard.retryAfter !== null && heard.retryAfter > endpoint.limits.longestWait)
      breaker.hold(heard.retryAfter, heard.end, at);
  }
  if (heard.end !== null && heard.end !== 'stopped')
    warn('model_call_failed', {
      why: heard.end,
      status: heard.status,
      words: withoutKey(heard.words, endpoint.apiKey).slice(0, 300),
      ms: heard.ms,
    });
}

function recordOf(desk: Desk, question: Question, heard: Heard, tokensIn: number): CallRecord {
  const { answer } = heard;
  const reached = answer.usage !== null || answer.content !== '' || answer.reasoning > 0 || heard.end === null;
  const input = answer.usage?.in ?? (reached ? tokensIn : 0);
  const output = answer.usage?.out ?? Math.ceil(estimateText(answer.content) + answer.reasoning * 0.7);
  return {
    task: question.task,
    model: desk.endpoint.model,
    prompt: question.prompt,
    tokensIn: input,
    tokensOut: output,
    estimated: answer.usage === null,
    cost: costOf(desk.endpoint.price, input, output),
    ms: heard.ms,
    outcome: heard.end === null ? 'ok' : heard.end === 'runaway' ? 'unreadable' : heard.end,
  };
}

export const CUT_WARNING =
  '服务器悄悄截断了给模型的材料（回报的字数远少于发出的）。请加大模型服务的上下文长度，并填写设置 ZHIBI_LLM_CONTEXT。';

/** What an answer shows about the endpoint, beside its words. */
async function observed(desk: Desk, q: Question, heard: Heard, c: Capability, call: ModelCall): Promise<Capability> {
  const { usage, reasoning, servedModel } = heard.answer;
  let next = c;
  if (usage && usage.in > 0) {
    if (wasCut(usage.in, q.messages)) {
      if (!next.warnings.includes(CUT_WARNING)) next = { ...next, warnings: [...next.warnings, CUT_WARNING] };
    } else next = { ...next, tokenFactor: learnFactor(next.tokenFactor, usage.in, q.messages) };
  }
  if (reasoning > 0 && !next.reasons) next = { ...next, reasons: true };
  if (servedModel && servedModel !== next.servedModel) next = { ...next, servedModel };
  return next === c ? c : desk.capabilities.keep(call.actor, next);
}
