// What does not belong into a report's sentence whatever it says: markup, hidden characters, addresses, talk, leaks, refusals, orders.
import { isOrder } from '../text/order-words.ts';
import type { Fault, FaultCode } from './fault.ts';
import { HOLE } from './fill-line.ts';

/** Longer than any sentence of such a report without its slots. */
const LONGEST = 400;

const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ue000-\uf8ff]|[\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}\u{1f000}-\u{1faff}]/u;

const PATTERNS: readonly (readonly [FaultCode, RegExp])[] = [
  ['markup', /<\/?[A-Za-z!][^>\n]{0,200}>?|&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});/i],
  [
    'markup',
    /```|~~~|\*\*|__|^#{1,6}\s?|^>\s|!?\[[^\]\n]{0,80}\]\([^)\n]{0,200}\)|^\s*\|.*\||^[-=_*]{3,}$|\\[nrt]|\\u[0-9a-f]{4}/i,
  ],
  ['markup', /[<>|\\^~#*=$@]/],
  [
    'address',
    /https?:|www\.|(?<![\w.-])[\w.-]{1,64}@|(?<![A-Za-z0-9-])[A-Za-z0-9-]{1,40}\.(?:com|cn|net|org|gov|io|top|xyz)\b|javascript:|data:/i,
  ],
  [
    'leak',
    /提示词|占位符|系统提示|系统指令|system|prompt|assistant|user\s*:|token|slot|json|markdown|输出格式|事实清单|必用|可用的?事实|■|│|⟦|⟧|规则\s*[：:]|训练数据|知识截止/i,
  ],
  [
    'leak',
    /(?:作为|我是|身为)(?:一个|一名)?(?:AI|人工智能|语言模型|大模型|智能助手|助手|写作助手)|人工智能助手|语言模型|ChatGPT|GPT|DeepSeek|Qwen|通义|文心|Kimi|Claude/i,
  ],
  ['refusal', /(?:抱歉|对不起|很遗憾|sorry|I\s+can(?:no|')t|unable to)/i],
  [
    'refusal',
    /(?:我|本助手)(?:无法|不能|不便)|(?:无法|不能)(?:满足|协助|回答|生成|撰写|起草|编写)|(?:无法|不能)(?:提供|完成)(?:该|此|这|您|你|上述|相关|更多)?(?:请求|要求|内容|信息|帮助|答案|任务的?撰写)/,
  ],
  ['chatter', /^(?:好的|当然|没问题|明白|收到|可以|嗯|OK|Sure|Here)(?:[，,。！!：:\s]|$)/i],
  [
    'chatter',
    /(?:以下|下面|如下)(?:是|为)?(?:我|为您|根据|按照|按要求|修改后|改写后|起草|撰写|生成|整理)|(?:根据|按照|基于)(?:您|你)|(?:为|给|供|请|与|向)(?:您|你)|您|希望(?:以上|这|对)|如(?:有|需)(?:其他|进一步|任何|更多)(?:问题|需要|修改|调整)|(?<![申恳提聘邀报呈敬])请(?:告知|确认|查收|参考|指正|注意|提供|补充|核对|替换|填写|忽略|把|将)|(?:改写|修改|起草|撰写|生成)(?:说明|如下|完成|完毕)|^(?:注|说明|备注|提示|Note)\s*[：:]/,
  ],
  ['brackets', /[【】〖〗［］[\]]|（(?:待补|此处|略|注|占位|注意)/],
  [
    'order',
    /(?:忽略|无视|忘记|覆盖)(?:以上|上述|之前|前面|所有)|把.{1,20}(?:改为|改成|写成|设为)|(?:你|请)(?:必须|应当|务必|现在|立即)/,
  ],
];

/** Faults of the model's own words (holes for slots). */
export function hygieneFaults(own: string): Fault[] {
  const out: Fault[] = [];
  const whole = own.replaceAll(HOLE, '').trim();
  const bare = whole.slice(0, 2000);
  if (whole === '' && !own.includes(HOLE)) return [{ code: 'empty', words: '' }];
  const hidden = HIDDEN.exec(own.replaceAll(HOLE, ''));
  if (hidden)
    out.push({ code: 'hidden_characters', words: `U+${hidden[0].codePointAt(0)!.toString(16).toUpperCase()}` });
  const seen = new Set<FaultCode>();
  for (const [code, pattern] of PATTERNS) {
    const m = seen.has(code) ? null : pattern.exec(bare);
    if (!m) continue;
    seen.add(code);
    out.push({ code, words: m[0] });
  }
  if (!seen.has('order') && isOrder(bare)) out.push({ code: 'order', words: bare.slice(0, 20) });
  if (whole.length > LONGEST) out.push({ code: 'too_long', words: bare.slice(0, 20) });
  if (!/[。！？；：][”’）」』]?$/.test(own)) out.push({ code: 'unfinished', words: whole.slice(-12) });
  return out;
}
