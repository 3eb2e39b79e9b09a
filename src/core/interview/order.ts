// Orders about the text: what to draft, what to change and where. Words only; the outline is looked up by section-name.ts.
import { DRAFT, SECTION_CODE, SECTION_ENDS, SECTION_NAME, SECTION_ORDINAL, WHOLE } from './commands.ts';
import type { Intent } from './intent.ts';

const ORDER = '一二三四五六七八九';
const digit = (c: string): string => (ORDER.includes(c) ? String(ORDER.indexOf(c) + 1) : c);

/** An outline code, 'all', or the words that may name a section; null when they cannot. */
export function sectionIn(words: string): string | null {
  if (WHOLE.test(words)) return 'all';
  const code = SECTION_CODE.exec(words);
  if (code) return `${code[1]}.${code[2]}`;
  const ordinal = SECTION_ORDINAL.exec(words);
  if (ordinal) {
    const part = digit(ordinal[1] ?? ordinal[2]!);
    return ordinal[3] ? `${part}.${digit(ordinal[3])}` : part;
  }
  if (/^[1-9]$/.test(words)) return words;
  return SECTION_NAME.test(words) && SECTION_ENDS.test(words) ? words : null;
}

export function draftIn(s: string): Intent | null {
  for (const p of DRAFT) {
    const m = p.exec(s);
    const section = m ? sectionIn(m[1]!.trim().replace(/^(?:一下|出)|的$/g, '')) : null;
    if (section) return { is: 'draft', section };
  }
  return null;
}

const N = '[一二三四五六七八九十1-9]';
/** 第三部分第（二）节, 3.2, 第3部分. Groups: code, part, section. */
const AT_SECTION = new RegExp(
  `(?<![\\d.])([1-9][.．][1-9])(?:部分|节|章)?(?!\\d|万|亿|元|%)|第(${N})(?:个?大?部分|章|大块)(?:的?第?[（(]?(${N})[）)]?(?:小?节|部分|小节|点))?`,
);
/** Groups: number, 前/首, 后/末. */
const AT_PARAGRAPH = new RegExp(
  `第(${N})(?:个?自然段|段(?:话|落|文字)?)|(?:最前面|开头|首)(?:的)?(?:那|一)?段(?:话)?|((?:最后|末尾|结尾|倒数第[一1])(?:面)?(?:的)?(?:那|一)?段(?:话)?|末段)`,
);
const AT_ALL = /(?:全文|整篇|通篇|全篇|整个报告|整份报告|报告全文|所有章节)/;
const AT_THIS =
  /(?:(?:刚才|刚刚|上面|前面)(?:写|起草|生成)?的?(?:那|这)?(?:一)?(?:节|部分|段(?:话|文字)?|内容)?|(?:这|那|本)一?(?:节|部分|段(?:话|文字)?|句(?:话)?)|选中的?(?:文字|部分|内容)?)/;
/** “存在的问题”那部分, 主要问题一节: the first group that is set. */
const AT_NAMED =
  /[“"「]([^”"」]{2,20})[”"」](?:这|那)?一?(?:部分|节|段|章)|(?:把|将|对|给|在)?([\u4e00-\u9fff、]{2,18}?)(?:这|那)?一?(?:部分|一节|小节|章节)(?=的|里|中|改|写|再|更|压|精|扩|润|缩|简|太|补|加|删|合|调|按|语|用|$)/;

/** What is to become of the words. */
const STYLE =
  '简洁|精简|简短|简练|凝练|精炼|压缩|缩短|缩写|短一?[点些]|短[点些]|浓缩|删减|扩写|扩展|展开|充实|丰富|详细|具体|细化|写细|长一?[点些]|润色|修饰|优化|美化|完善|改进|正式|书面|严谨|规范|官方|口语|通俗|通顺|流畅|顺畅|平实|朴实|客观|委婉|有力|生动|合并|并成|拆成|拆分|分成|分段|重组|重排|调整(?:一下)?(?:语序|顺序|结构|措辞|语气|表述)?|换个?(?:说法|表述|写法|语气)|改写|语气|措辞|表述|太长|太短|太啰嗦|啰嗦|太简单|太笼统|笼统|太口语|重复|突出|强调|弱化|按.{1,24}(?:顺序|排列|来写|分点|分条)|分条|分点|列点|调到|移到|放到|挪到|提前|靠后|互换|对调';
const EDITS = '改|修改|删去|删除|删掉|去掉|删|补充|增加|加上|加入|添加|加一?[句段条]|写上|替换|换成|补上|补写|说明';
const STYLED = new RegExp(STYLE);
const EDITED = new RegExp(EDITS);
/** 把“…”改为“…”, 删去“…”: the words to change are quoted. */
const QUOTED =
  /^(?:把|将)?[“"「][^”"」]{1,200}[”"」](?:这(?:句|几个字|个词)|(?:全部|全都|统统|都|全))?(?:改为|改成|替换为|换成|删去|删除|删掉|去掉)|^(?:删去|删除|删掉|去掉)[“"「][^”"」]{1,200}[”"」]/;
/** Said of what was written last: 语气更正式一点, 再简洁些, 太长了. */
const BARE = new RegExp(
  `^(?:(?:写|改)得|语气|措辞|表述|文字|语言|内容)?(?:要|得|请|可以|能不能|能)?(?:太|再|更|改得|写得|弄得)?(?:更|再)?(?:加)?(?:${STYLE})(?:一?[点些]|一下|了|些)*(?:的?(?:语气|表述|措辞))?(?:[，,](?:请|帮我)?(?:再|更)?(?:${STYLE})(?:一?[点些]|一下)*)?$`,
);

/** UTF-16 units: an order with the words to put in. */
const LONGEST_ORDER = 400;

/** An order to change words that are there; null when it is none. `said`: a sentence without politeness around it. `bare`: it may do without a place, for no words are asked for. */
export function reviseIn(said: string, bare: boolean): Extract<Intent, { is: 'revise' }> | null {
  if (said.length > LONGEST_ORDER) return null;
  const s = said.trim();
  if (QUOTED.test(s)) {
    // The 把 of an order goes with its politeness.
    const instruction = /^[“"「]/.test(s) ? `把${s}` : s;
    return { is: 'revise', section: null, paragraph: null, instruction };
  }
  // Where: only before the words that are to be put in.
  const quote = s.search(/[“"「]/);
  const open = quote < 0 ? s : s.slice(0, Math.max(quote, AT_NAMED.exec(s)?.index === quote ? s.length : quote));
  const section = AT_SECTION.exec(open);
  const first = AT_PARAGRAPH.exec(open);
  // 第三段和第四段合并 is about both: the order keeps their places.
  const paragraph = first && !AT_PARAGRAPH.test(open.slice(first.index + first[0].length)) ? first : null;
  const several = first !== null && paragraph === null;
  const whole = AT_ALL.exec(open);
  // 把收入预算这部分改为7190万元 is about a number: a section that is only named takes no order with figures.
  const named = section || whole || /\d/.test(s) ? null : (namedSection(open) ?? styledSection(open, bare));
  const here = whole ?? (named || (/\d/.test(s) && quote < 0) ? null : AT_THIS.exec(open));
  if (!section && !paragraph && !here && !named && !several)
    return bare && s.length <= 40 && BARE.test(s)
      ? { is: 'revise', section: null, paragraph: null, instruction: s }
      : null;
  const places = [section?.[0], paragraph?.[0], here?.[0], named?.[0]].filter((p) => p !== undefined);
  const rest = instructionOf(s, places);
  if (!STYLED.test(rest) && !EDITED.test(rest)) return null;
  return {
    is: 'revise',
    section: section
      ? (section[1]?.replace('．', '.') ?? digit(section[2]!) + (section[3] ? `.${digit(section[3])}` : ''))
      : here && AT_ALL.test(here[0])
        ? 'all'
        : (named?.[1] ?? null),
    paragraph: paragraph ? paragraphOf(paragraph) : null,
    instruction: rest,
  };
}

/** 刚才写的那部分, 最后那部分: a place, no name. */
const UNNAMED = /刚才|刚刚|上面|前面|后面|最后|写|起草|生成|^[这那本]|[一二三四五六七八九十]$/;

function namedSection(s: string): [string, string] | null {
  const m = AT_NAMED.exec(s);
  const words = m?.[1] ?? m?.[2]?.replace(/^(?:请|再|就|把|将|对|给|在|帮我)+/, '');
  return m && words && words.length > 1 && !UNNAMED.test(words)
    ? [m[0].replace(/^(?:把|将|对|给|在)/, ''), words]
    : null;
}

/** 存在的问题写短一点, 主要问题太啰嗦: a section by its name alone. While words are asked for only what says 写 or 改 is an order. */
const STYLED_SECTION = new RegExp(
  `^(?:把|将|对|给)?([\\u4e00-\\u9fff、]{2,14}?)(这一?块|那一?块|那里)?(?:再|要|得|都|能不能)*(写|改|弄|搞|整|太|再)(?:得|的)?(?:再|更|太|稍微)*(?:${STYLE})(?:一?[点些]|一下|了)*$`,
);

function styledSection(s: string, bare: boolean): [string, string] | null {
  const m = s.length <= 40 ? STYLED_SECTION.exec(s) : null;
  const words = m?.[1];
  if (!m || !words || UNNAMED.test(words) || !SECTION_ENDS.test(words)) return null;
  return bare || m[2] || !'太再'.includes(m[3]!) ? [words, words] : null;
}

function paragraphOf(m: RegExpExecArray): number {
  if (m[2]) return -1;
  return m[1] ? (m[1] === '十' ? 10 : Number(digit(m[1]))) : 1;
}

/** The order without its place: 把第三部分第二段改得简洁些 -> 改得简洁些; 把3.1的“甲”改为“乙” -> 把“甲”改为“乙”. */
function instructionOf(s: string, places: readonly string[]): string {
  let rest = s;
  for (const place of places) rest = rest.replace(place, '\0');
  rest = rest.replace(/\0(?:的|里面?|中|之)*(?:\0(?:的|里面?|中|之)*)*/, '\0').replaceAll(/\0+/g, '\0');
  rest = rest
    .replace(/^(?:请|帮我|再)*(?:把|将|对|给|在)?\0(?=[“"「])/, '把')
    .replace(/^(?:请|帮我|再)*(?:把|将|对|给|在)?\0(?:里面?|中)?[，,]?/, '')
    .replaceAll('\0', '');
  return rest.replace(/^把(?=删|去掉)/, '').trim();
}
