// Recognises what has numerals but states no quantity: list marks, dates, document numbers, codes, titles, quoted terms. Offsets only.
import { isDigit, isGap } from './fold.ts';
import { isNumeralChar, parseChineseNumeral } from './numeral.ts';
import { readUnit } from './unit-read.ts';
import { CODE_WORDS, IDIOMS, TERMS } from './words.ts';

const isHan = (c: string | undefined): boolean => c !== undefined && c >= '\u4e00' && c <= '\u9fff';
const CIRCLED = /[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]/;

const indexed = (words: readonly string[]): Map<string, string[]> => {
  const out = new Map<string, string[]>();
  for (const w of new Set(words)) if (w) out.set(w[0]!, [...(out.get(w[0]!) ?? []), w]);
  for (const list of out.values()) list.sort((a, b) => b.length - a.length);
  return out;
};
const IDIOM_INDEX = indexed(IDIOMS);
const TERM_INDEX = indexed(TERMS);
const TERM_SET = new Set(TERMS);
const SPAN_BOUND = 200;

const longest = (index: Map<string, string[]>, s: string, i: number): number => {
  for (const w of index.get(s[i] ?? '') ?? []) if (s.startsWith(w, i)) return i + w.length;
  return 0;
};
/** End of the idiom at `i`, 0 when there is none. */
export const idiomAt = (s: string, i: number): number => longest(IDIOM_INDEX, s, i);
/** End of the fixed term at `i`; a term that ends in digits may not be cut out of a longer number. */
export function termAt(s: string, i: number): number {
  if (isDigit(s[i]) && (isDigit(s[i - 1]) || s[i - 1] === '.')) return 0;
  const end = longest(TERM_INDEX, s, i);
  if (end === 0 || !isDigit(s[i])) return end;
  // 12345 is a hotline, 12345万元 and 110人 are quantities.
  return /^[\s]{0,2}(?:政务|便民|热线|平台|电话|急救|报警|指挥|消防|宣传|投诉|举报|服务|网络|技术|打印|工程|小时)/.test(
    s.slice(end, end + 6),
  ) ||
    /[\u4e00-\u9fff+A-Z]/.test(s[end - 1]!) ||
    (s[i - 1] === '“' && s[end] === '”')
    ? end
    : 0;
}
/** Whether words in quotation marks are a fixed term of the field. */
export const isFixedTerm = (words: string): boolean =>
  TERM_SET.has(words.replace(/[“”"‘’「」]/g, '')) || IDIOMS.includes(words);

/** End of 《…》 at `i` (nested titles counted), 0 when it does not close soon. */
export function titleAt(s: string, i: number): number {
  if (s[i] !== '《') return 0;
  let depth = 0;
  for (let j = i; j < s.length && j - i < SPAN_BOUND; j++) {
    if (s[j] === '《') depth++;
    else if (s[j] === '》' && --depth === 0) return j + 1;
  }
  return 0;
}

const CLOSERS: Readonly<Record<string, string>> = { '“': '”', '「': '」', '『': '』', '‘': '’', '"': '"' };
/** End of a short quoted stretch at `i`. */
export function quoteAt(s: string, i: number): number {
  const close = CLOSERS[s[i] ?? ''];
  if (!close) return 0;
  for (let j = i + 1; j < s.length && j - i < 32; j++) {
    if (s[j] === close) return j + 1;
    if (s[j] === '\n') return 0;
  }
  return 0;
}

const OPEN = '〔[【（([［';
const NUMBER_SIGN = /[〔[【（(［]\s{0,2}((?:19|20)\d\d)\s{0,2}年?[〕\]】）)］]\s{0,2}(?:第\s{0,2})?\d{1,5}\s{0,2}号/y;
/** 财绩〔2023〕6号: start (issuer included) and end around the bracket at `i`. */
export function documentNumberAt(s: string, i: number): { start: number; end: number; year: number } | null {
  if (!OPEN.includes(s[i] ?? ' ')) return null;
  NUMBER_SIGN.lastIndex = i;
  const m = NUMBER_SIGN.exec(s);
  if (!m) return null;
  let start = i;
  while (start > 0 && i - start < 12 && (isHan(s[start - 1]) || /[A-Za-z]/.test(s[start - 1]!))) {
    if ('照据按和与及以由见即为经将的对是在第关于'.includes(s[start - 1]!)) break;
    start--;
  }
  return { start, end: i + m[0].length, year: Number(m[1]) };
}

/** Whether nothing but layout (blanks, #, >, *, -, |) stands before `i` on its line. */
export function atLineStart(s: string, i: number): boolean {
  let j = i - 1;
  while (j >= 0 && i - j < 16 && ' \t\u3000#*>•·-'.includes(s[j]!)) j--;
  return j < 0 || s[j] === '\n';
}
const isBoundary = (c: string | undefined): boolean => c === undefined || '：:；;。，,、 \n\t（(！!？?“”"|'.includes(c);

/** End of an ordinal or list mark at `i`, 0 when there is none: 第三季度, 一是, （一）, 1、, 1., ①, 附件1, 1.1 at a line start. */
export function ordinalAt(s: string, i: number): number {
  const c = s[i]!;
  if (CIRCLED.test(c)) return i + 1;
  if (c === '第') return afterOrdinalWord(s, i);
  if (c === '（' || c === '(') {
    const m = /^[（(]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）]/.exec(s.slice(i, i + 8));
    return m ? i + m[0].length : 0;
  }
  const head = s.slice(i, i + 14);
  const prev = s[i - 1];
  if (c === '附' || c === '表' || c === '图' || c === '财' || c === '公') {
    const m =
      /^(?:附件|附表|附图|附录|附)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)/.exec(head) ??
      /^(?:财决|公开)\d\d(?:-\d)?表/.exec(head) ??
      (/[报代发列量图仪钟手电年月]/.test(prev ?? '')
        ? null
        : /^[表图]\s?\d{1,2}(?:-\d{1,2})?(?=[\s：:。，）)]|$)/.exec(head));
    return m ? i + m[0].length : 0;
  }
  if (isDigit(c) && !isDigit(prev)) {
    const start = atLineStart(s, i);
    const m = /^\d{1,2}(?=[、．.)）]|\s?是\S)/.exec(head);
    if (m) {
      const after = s[i + m[0].length];
      const then = s[i + m[0].length + 1];
      if (after === '、' && (start || isBoundary(prev)) && !isDigit(then)) return i + m[0].length + 1;
      if (after === '.' && start && (!isDigit(then) || /^\d{1,2}\.(?:19|20)\d\d\s?年/.test(head)))
        return i + m[0].length + 1;
      if (after === '.' && isBoundary(prev) && (isHan(then) || (then === ' ' && isHan(head[m[0].length + 2]))))
        return i + m[0].length + 1;
      if ((after === ')' || after === '）') && (start || '：:；;。，,、 \n'.includes(prev ?? '\n')))
        return i + m[0].length + 1;
    }
    if (start) {
      const levels =
        /^\d{1,2}\.\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.])/.exec(head) ??
        (/#/.test(s.slice(Math.max(0, i - 8), i))
          ? /^\d{1,2}\.\d{1,2}(?=\s?[\u4e00-\u9fff])(?!\s?[万亿%元])/.exec(head)
          : null);
      if (levels) return i + levels[0].length;
    }
    const level = /^\d{1,2}\s?(?:季度|届)/.exec(head);
    return level ? i + level[0].length : 0;
  }
  if (!isNumeralChar(c) || (prev !== undefined && isNumeralChar(prev))) return 0;
  const m = /^[一二三四五六七八九十]{1,3}/.exec(head);
  if (!m) return 0;
  const end = i + m[0].length;
  const next = s[end];
  if (next === '是' && isBoundary(prev)) return end + 1;
  if (
    (next === '、' || next === '．' || next === '.') &&
    (atLineStart(s, i) || (isBoundary(prev) && prev !== '、' && prev !== '，'))
  )
    return end + 1;
  if ((next === ')' || next === '）') && isBoundary(prev)) return end + 1;
  if (next === '级' || next === '届') return end + 1;
  if (next === '季' && s[end + 1] === '度') return end + 2;
  if (next === '类' && (prev === '益' || prev === ' ' || m[0] === '一')) return end + 1;
  if (next === '期' && m[0].length === 1 && !'办展共举行开训成了出设编刊发'.includes(prev ?? ' ')) return end + 1;
  return 0;
}

const CLAUSE = /[1-9]\d?\.[1-9]\d?(?=\s?[\u4e00-\u9fff])/y;
const LISTED = /\d{1,2}、(?=\d[\d,]{0,15}(?:\.\d{1,6})?[万亿]?元)/y;
/**
 * End of a clause number at `i`: 2.3 at a line start or glued to the amount before it (…万元2.3本项目), where no unit makes it
 * an amount; 1、 where an amount of money follows (1、100万元). 0 when there is none.
 */
export function clauseAt(s: string, i: number, glued: boolean): number {
  const prev = s[i - 1];
  if (isDigit(prev) || prev === '.') return 0;
  if (glued || atLineStart(s, i)) {
    CLAUSE.lastIndex = i;
    const m = CLAUSE.exec(s);
    if (m && readUnit(s, i + m[0].length).unit === '') return i + m[0].length;
  }
  if (atLineStart(s, i) || '：:；;。'.includes(prev ?? '\n')) {
    LISTED.lastIndex = i;
    const m = LISTED.exec(s);
    if (m) return i + m[0].length;
  }
  return 0;
}

/** 第 + numeral + what it orders: 第三季度, 第十七届, 第12号令, 第3条. */
function afterOrdinalWord(s: string, i: number): number {
  const m =
    /^第\s?(?:\d{1,4}|[零〇一二两三四五六七八九十百千]{1,7})\s?(?:季度|批次|章|条|款|项|届|次|批|期|位|名|页|号令|号|年度|年|部分|阶段|轮|个|节|方|产业|类|梯队|线|者|级|篇|场|天|周|月)?/.exec(
      s.slice(i, i + 14),
    );
  if (!m) return 0;
  return i + m[0].length;
}

const D = '\\s{0,2}';
const DATE = new RegExp(
  [
    `\\d{1,2}${D}[-—–~至到]{1,2}${D}\\d{1,2}${D}月(?:份)?(?!\\d)`,
    `\\d{1,2}${D}月(?!季)(?:份)?${D}(?:\\d{1,2}${D}[日号](?:${D}[-—–~至到]{1,2}${D}(?:\\d{1,2}${D}月)?${D}\\d{1,2}${D}日)?|${D}(?:上旬|中旬|下旬|底|末|初))?(?:${D}[-—–~至到]{1,2}${D}\\d{1,2}${D}月(?:${D}\\d{1,2}${D}日)?(?:底|末|初|份)?)?`,
  ].join('|'),
  'y',
);
/** End of a month or day at `i` (no year): 3月底, 3月5日, 1—12月. */
export function monthAt(s: string, i: number): number {
  DATE.lastIndex = i;
  const m = DATE.exec(s);
  if (!m) return 0;
  const first = Number(/^\d+/.exec(m[0])![0]);
  return first >= 1 && first <= 12 && !/^\d+\s*月[季饼]/.test(m[0]) ? i + m[0].length : 0;
}

const ISO =
  /(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])(?:\1(?:0?[1-9]|[12]\d|3[01]))(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)/y;
/** End of 2023-06-28 or 2023.6.28 (with a time) at `i`. */
export function isoDateAt(s: string, i: number): number {
  ISO.lastIndex = i;
  const m = ISO.exec(s);
  return m ? i + m[0].length : 0;
}

const TIME = /(?:[01]?\d|2[0-4])[:：][0-5]\d(?::[0-5]\d)?(?!\d)/y;
export function timeAt(s: string, i: number): number {
  TIME.lastIndex = i;
  const m = TIME.exec(s);
  return m ? i + m[0].length : 0;
}

const PHONE = /0\d{2,3}[-—]\d{7,8}(?!\d)|1[3-9]\d{9}(?!\d)|400-?\d{3}-?\d{4}(?!\d)/y;
const CODE_ENDS = CODE_WORDS.flatMap((w) => [w, `${w}为`, `${w}是`]);
const CODE_LAST = new Set(CODE_ENDS.map((w) => w.at(-1)!));
/** End of a phone number, or of the digits after 编码 电话 …, at `i`. */
export function codeAt(s: string, i: number): number {
  PHONE.lastIndex = i;
  const m = PHONE.exec(s);
  if (m) return i + m[0].length;
  let j = i - 1;
  while (j >= 0 && i - j < 5 && (isGap(s[j]) || '：:（('.includes(s[j]!))) j--;
  if (!CODE_LAST.has(s[j] ?? '')) return 0;
  const before = s.slice(Math.max(0, j - 5), j + 1);
  if (!CODE_ENDS.some((w) => before.endsWith(w))) return 0;
  let end = i;
  while (end < s.length && (isDigit(s[end]) || (s[end] === '-' && isDigit(s[end + 1])))) end++;
  return end - i >= 3 ? end : 0;
}

const URL_CHAR = /[A-Za-z0-9\-._~:/?#[\]@!$&'*+,;=%{}]/;
/** A run of Latin letters at `i`: its end, and whether digits make it a code (5G, G60, a URL, a merge field). */
export function latinAt(s: string, i: number): { end: number; coded: boolean } {
  const url = s.startsWith('http', i) || s.startsWith('www.', i);
  let end = i;
  let coded = false;
  while (
    end < s.length &&
    (url
      ? URL_CHAR.test(s[end]!)
      : /[A-Za-z0-9_]/.test(s[end]!) ||
        (s[end] === '.' && coded && isDigit(s[end + 1]) && /[A-Za-z0-9]/.test(s[end + 1]!)))
  ) {
    if (isDigit(s[end])) coded = true;
    end++;
  }
  return { end, coded };
}

/** Whether a stretch has numerals in it at all. */
export const hasNumeral = (s: string): boolean => /[\d零〇一二两三四五六七八九十百千万亿]/.test(s);
export const yearOf = (s: string): number | null => {
  const v = parseChineseNumeral(s);
  return v && v.den === 1n && v.num >= 1900n && v.num <= 2100n ? Number(v.num) : null;
};
