// Finds out what an endpoint takes: whether it answers at all, how it gives JSON, and what switches its reasoning. A few small calls.
import { z } from 'zod';
import type { CallRecord, ModelCall, ModelFailure } from '../ports.ts';
import { type Asked, askEndpoint } from './ask-endpoint.ts';
import type { Question } from './call-endpoint.ts';
import { type Capability, RUNGS, type Rung, THINKING_SWITCHES, unprobed } from './capability.ts';
import type { Client } from './client.ts';
import { endpointFetch } from './endpoint-fetch.ts';
import { plainSchema } from './plain-schema.ts';
import { jsonIn } from './read-json.ts';

export type Probed =
  | { ok: true; capability: Capability; calls: CallRecord[] }
  | { ok: false; failure: ModelFailure; calls: CallRecord[] };

const shape = z.object({ items: z.array(z.object({ quote: z.string(), raw: z.string() })) });
const SCHEMA = plainSchema(shape);
const LINES = ['编制数14人，年末实有37人。', '全年收入预算7910万元。', '全年支出预算7910万元。'];
const RIGHT = ['14人', '37人', '7910万元'];

const EXTRACT = [
  {
    role: 'system',
    content: `只摘录写明的数，不换算。只输出一个 JSON 对象，第一个字符是 {。JSON 的结构：${JSON.stringify(SCHEMA)}。示例：{"items":[{"quote":"办件800件","raw":"800件"}]}`,
  },
  { role: 'user', content: `列出下面每个数，quote 抄所在的短语，raw 抄数和单位：\n${LINES.join('\n')}` },
] as const;
const HELLO = [
  { role: 'system', content: '按要求简短回答。' },
  { role: 'user', content: '请只回复一个字：好' },
] as const;

const readsRight = (text: string): boolean =>
  jsonIn(text).some((value) => {
    const read = shape.safeParse(value);
    return read.success && RIGHT.every((raw) => read.data.items.some((i) => i.raw.replace(/\s/g, '').includes(raw)));
  });

export async function probeEndpoint(client: Client, call: ModelCall, today: string): Promise<Probed> {
  const { desk } = client;
  const { endpoint, capabilities } = desk;
  const calls: CallRecord[] = [];
  const before = await capabilities.of(call.actor);
  // An administrator who asks has seen to what was wrong.
  desk.breaker.succeeded();
  await capabilities.keep(call.actor, {
    ...unprobed(endpoint.baseUrl),
    tokenFactor: before.tokenFactor,
    context: before.context,
  });
  const { listed, context } = await listing(client, call.signal);
  if (context !== null) await capabilities.keep(call.actor, { ...(await capabilities.of(call.actor)), context });
  const question = (over: Partial<Question>): Question => ({
    task: 'probe',
    prompt: null,
    messages: HELLO,
    wanted: 256,
    piece: null,
    ...over,
  });
  const ask = (over: Partial<Question>): Promise<Asked> => askEndpoint(desk, question(over), call, calls);

  const hello = await ask({});
  if (!hello.ok) {
    // What was known stays known: a network that is down says nothing about JSON.
    await capabilities.keep(call.actor, before);
    return { ok: false, failure: hello.failure, calls };
  }
  const { answer, firstToken } = hello.heard;
  const reasons = answer.reasoning > 0;
  let c = await capabilities.keep(call.actor, {
    ...hello.capability,
    listed,
    reasons,
    firstToken: firstToken === null ? null : Math.round(firstToken),
  });

  const json = async (rung: Rung): Promise<boolean> => {
    const asked = await ask({
      messages: EXTRACT,
      wanted: 600,
      json: { rung, name: 'probe', schema: SCHEMA },
      fills: (heard) => readsRight(heard.answer.aside),
    });
    c = asked.capability;
    if (!asked.ok) return false;
    const { content, aside } = asked.heard.answer;
    return readsRight(content.trim() ? content : aside);
  };
  let rung: Rung | null = null;
  for (const r of RUNGS) {
    if (rung || call.signal.aborted) break;
    if (await json(r)) rung = r;
  }
  c = await capabilities.keep(call.actor, { ...c, rung: rung ?? 'prompt' });

  const wish = endpoint.thinking === 'on' && !reasons ? true : reasons ? false : null;
  for (const thinkingSwitch of wish === null ? [] : THINKING_SWITCHES) {
    if (call.signal.aborted) break;
    await capabilities.keep(call.actor, { ...c, thinkingSwitch });
    const asked = await ask(wish ? { thinking: 'on' } : { thinking: 'off' });
    const works =
      asked.ok &&
      asked.heard.end === null &&
      asked.capability.thinkingSwitch === thinkingSwitch &&
      asked.heard.answer.reasoning > 0 === wish;
    c = await capabilities.keep(call.actor, { ...asked.capability, thinkingSwitch: works ? thinkingSwitch : null });
    if (works) break;
  }
  const counted = calls.some((r) => r.outcome === 'ok' && !r.estimated);
  c = await capabilities.keep(call.actor, {
    ...c,
    thinkingTried: true,
    reasons,
    probedAt: today,
    warnings: [
      ...c.warnings,
      ...warningsOf(c, { rung, listed, counted, reasons, thinking: endpoint.thinking, stated: endpoint.context }),
    ],
  });
  return { ok: true, capability: c, calls };
}

interface Seen {
  rung: Rung | null;
  listed: boolean | null;
  counted: boolean;
  reasons: boolean;
  thinking: string;
  stated: number | null;
}

function warningsOf(c: Capability, s: Seen): string[] {
  const out: string[] = [];
  if (s.listed === false) out.push('服务给出的模型列表里没有 ZHIBI_LLM_MODEL 填写的名称，请核对。');
  if (s.rung === null) out.push('模型没能按要求给出结构化的回答，理解和摘录会改用内置引擎。建议换一个模型。');
  if (!s.counted) out.push('服务不回报用量，用量和费用按字数估计。');
  if (s.thinking === 'off' && s.reasons && c.thinkingSwitch === null)
    out.push('没有找到关闭思考的办法，模型仍会思考，回答较慢、用量较多。');
  if (s.thinking === 'on' && !s.reasons && c.thinkingSwitch === null) out.push('没有找到打开思考的办法。');
  if (s.stated === null && c.context === null)
    out.push('没有填写 ZHIBI_LLM_CONTEXT（模型一次能读的长度），按 4096 安排材料；请查明后填写。');
  return out;
}

/** What servers call the tokens that a model reads at once, in their lists of models. What it was trained with is not what is served. */
const WINDOWS = ['max_model_len', 'context_length', 'context_window', 'max_context_length'] as const;

interface Listing {
  /** Whether the list of models names ours; null where there is no list to be had. */
  listed: boolean | null;
  /** Tokens; null where the list does not say. */
  context: number | null;
}

async function listing({ desk }: Client, signal: AbortSignal): Promise<Listing> {
  const { endpoint } = desk;
  const limits = { ...endpoint.limits, retries: 0 };
  const { fetch } = endpointFetch({
    fetch: desk.fetch,
    apiKey: endpoint.apiKey,
    limits,
    left: () => 0,
    again: () => undefined,
  });
  const none = { listed: null, context: null };
  try {
    const response = await fetch(`${endpoint.baseUrl}/models`, { method: 'GET', signal });
    if (!response.ok) return none;
    const list = (await response.json()) as { data?: ({ id?: unknown } & Record<string, unknown>)[] };
    if (!Array.isArray(list.data)) return none;
    const ours = list.data.find((m) => m?.id === endpoint.model);
    const window = WINDOWS.map((name) => ours?.[name]).find((n) => Number.isSafeInteger(n) && (n as number) >= 1024);
    return { listed: ours !== undefined, context: (window as number | undefined) ?? null };
  } catch {
    return none;
  }
}
