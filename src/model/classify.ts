// From a status, a server's words or the end of an answer to the class of a failure, with the words for staff. No retrying here.
import type { FailureClass, ModelFailure } from '../ports.ts';
import type { Answer } from './accumulate.ts';
import { refusesRung } from './capability.ts';

/** The message inside an error body, in whichever of the shapes servers use; the body itself where there is none. */
export function reasonIn(text: string): string {
  try {
    const found = messageOf(JSON.parse(text));
    if (found) return found.slice(0, 2000);
  } catch {
    // No JSON: the words themselves.
  }
  return text.trim().slice(0, 2000);
}

function messageOf(json: unknown, depth = 0): string {
  if (typeof json === 'string') return json;
  if (depth > 4 || typeof json !== 'object' || json === null) return '';
  if (Array.isArray(json))
    return json
      .map((x) => messageOf(x, depth + 1))
      .filter(Boolean)
      .join('; ');
  const o = json as Record<string, unknown>;
  const words = ['error', 'errors', 'message', 'msg', 'error_msg', 'detail', 'reason', 'raw'].map((k) =>
    messageOf(o[k], depth + 1),
  );
  // Codes often say more than the sentence beside them.
  const codes = ['code', 'type', 'error_code'].map((k) =>
    typeof o[k] === 'string' || typeof o[k] === 'number' ? String(o[k]) : '',
  );
  const said = words.find(Boolean) ?? '';
  const extra = codes.filter((c) => c && !said.includes(c));
  return [said, ...extra].filter(Boolean).join(' ');
}

const QUOTA =
  /insufficient[_ ]?(?:quota|balance|funds)|balance|billing|payment|quota (?:exceeded|exhausted)|exceeded your current quota|余额|欠费|额度|arrear/i;
const MODERATED =
  /content exists risk|data_?inspection_?failed|sensitive_?content|content_?filter|content_policy|moderation|inappropriate|\b1301\b|敏感|违规|不安全|内容安全/i;
const NO_MODEL =
  /no available channel|无可用渠道|model[_ ]not[_ ]found|(?:model|模型).{0,80}(?:does not exist|not exist|not found|不存在|未找到|无权)|unknown model|invalid model/i;
const TOO_LONG =
  /context[_ ]?(?:length|window|size)|maximum context|max(?:imum)?[_ ]?(?:model[_ ]?)?len|prompt is too long|input (?:is )?too long|too many (?:input )?tokens|exceeds? .{0,60}tokens|tokens? .{0,60}exceed|上下文|输入.{0,10}(?:过长|超长|超出)|range of input length/i;
const LOADING = /loading|is (?:starting|warming)|not ready|模型加载|启动中/i;
const BAD_KEY = /api[_ ]?key|unauthori[sz]ed|authentication|token (?:is )?(?:invalid|expired)|令牌|密钥|鉴权/i;
const RATE = /rate[_ ]?limit|too many requests|requests per|限流|频率|并发/i;
const WEB_PAGE = /^\s*(?:<!doctype html|<html)/i;

/** The context a refusal names: "maximum context length is 4096 tokens". */
export function contextIn(message: string): number | null {
  const m = /(?:maximum context length|max_model_len|context (?:length|window|size)|n_ctx)\D{0,30}(\d{3,8})/i.exec(
    message,
  );
  return m ? Number(m[1]) : null;
}

/** status null: an error inside a stream that had begun. */
export function classOf(status: number | null, message: string): FailureClass {
  if (status === 599) return 'network';
  if (status === 504 && /no answer in time/.test(message)) return 'idle';
  if (WEB_PAGE.test(message) && (status === null || status < 500 || status === 502)) return 'bad_request';
  if (status === 401) return 'auth';
  if (MODERATED.test(message)) return 'filtered';
  if (status === 402 || QUOTA.test(message)) return 'quota';
  if (NO_MODEL.test(message)) return 'bad_request';
  if (TOO_LONG.test(message) && (status === null || status < 500 || status === 500)) return 'context_overflow';
  if (status === 403) return 'auth';
  if (status === 429) return 'rate_limited';
  if (status === null && RATE.test(message)) return 'rate_limited';
  if (status === null || status >= 500) return BAD_KEY.test(message) && !LOADING.test(message) ? 'auth' : 'overloaded';
  if (status === 408 || status === 409 || status === 425) return 'overloaded';
  return 'bad_request';
}

/** Trying the same again may do. */
export const isTransient = (status: number, message: string): boolean => {
  // Some servers answer 500 to a schema they cannot compile.
  if (status === 500 && refusesRung(message)) return false;
  const why = classOf(status, message);
  return why === 'network' || why === 'overloaded' || why === 'rate_limited';
};

/** The endpoint's settings are at fault, not this request: nothing will work until an administrator has seen to it. */
export const needsAdmin = (failure: Pick<ModelFailure, 'why'>, message: string): boolean =>
  failure.why === 'auth' ||
  failure.why === 'quota' ||
  (failure.why === 'bad_request' && (NO_MODEL.test(message) || WEB_PAGE.test(message)));

const WORDS: Record<FailureClass, string> = {
  network: `连不上模型服务。请检查网络，以及设置 ZHIBI_LLM_BASE_URL 的地址是否正确、服务是否已启动。`,
  overloaded: `模型服务出错或太忙。可以稍后再试；一直这样请告诉管理员。`,
  rate_limited: `模型服务限制了请求次数。请稍后再试。`,
  truncated: `模型的回答中途断开，没有写完。可以再试一次。`,
  idle: `模型服务很久没有回应。可以稍后再试；一直这样请管理员检查服务或放宽时限。`,
  empty: `模型没有给出回答。可以再试一次；一直这样请管理员关闭思考（ZHIBI_LLM_THINKING=off）或换一个模型。`,
  length: `模型的回答太长，没有写完。可以缩小范围再试。`,
  context_overflow: `给模型的材料超过了它一次能读的长度。请管理员加大模型的上下文长度并填写 ZHIBI_LLM_CONTEXT。`,
  filtered: `模型服务没有处理这段内容。可以换一种说法，或直接修改文字。`,
  unreadable: `模型的回答格式不对，无法使用。可以再试一次；一直这样请管理员换一个模型。`,
  auth: `模型服务拒绝了密钥。请管理员检查设置 ZHIBI_LLM_API_KEY。`,
  quota: `模型服务的余额或额度不足。请管理员充值或调整额度。`,
  bad_request: `模型服务不接受这个请求。请管理员检查设置 ZHIBI_LLM_BASE_URL 和 ZHIBI_LLM_MODEL，并运行 zhibi model probe。`,
  budget: `这一次用到模型的次数、字数或时间已到上限。可以分几次进行。`,
  held: `模型服务暂停使用。稍后会自动再试。`,
  stopped: '已经停止。',
};

/** The same in one place: class, words, and the wait where it is known (ms). */
export function failureOf(why: FailureClass, retryAfter?: number, words: string = WORDS[why]): ModelFailure {
  if (retryAfter === undefined || retryAfter <= 0) return { why, message: words };
  return {
    why,
    message: words
      .replace('请稍后再试', `请${waitWords(retryAfter)}后再试`)
      .replace('稍后会', `${waitWords(retryAfter)}后会`),
    retryAfter,
  };
}

const waitWords = (ms: number): string => (ms < 90_000 ? `${Math.ceil(ms / 1000)}秒` : `${Math.ceil(ms / 60_000)}分钟`);

/** An answer that is none, though nothing went wrong on the way: 抱歉，我无法…… */
const REFUSAL =
  /^(?:非常|很|十分)?(?:抱歉|对不起|不好意思|遗憾)|^(?:我|作为.{0,12}[，,]).{0,6}(?:无法|不能|不便|没有办法)|^(?:I'm sorry|I cannot|I can't|Sorry)/i;
export const isRefusal = (text: string): boolean => {
  const t = text.trim();
  return t.length > 0 && t.length < 80 && !/[{⟦[]/.test(t) && REFUSAL.test(t);
};

const FILTERED = /content_?filter|sensitive|safety|prohibited/i;
const BROKEN = /network_error|insufficient_system_resource|error|abort/i;

/** How an answer that came to its end is to be taken; null: as an answer. Unknown endings are. */
export function endOf(a: Answer): FailureClass | null {
  if (a.finish === null) return 'truncated';
  if (a.finish === 'length' || a.finish === 'max_tokens') return 'length';
  if (FILTERED.test(a.finish) || a.refusal.trim()) return 'filtered';
  if (BROKEN.test(a.finish)) return 'overloaded';
  if (a.unfinishedThought) return 'empty';
  if (a.content.trim() === '') return 'empty';
  return isRefusal(a.content) ? 'filtered' : null;
}
