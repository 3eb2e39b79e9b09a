// Finds every quantity in a text and classifies it. Whether a quantity is true is the verifier's question.
import { readArabic } from './arabic.ts';
import { readChinese } from './chinese.ts';
import type { Exact } from './exact.ts';
import { add, compare, exact } from './exact.ts';
import { fold, isDigit } from './fold.ts';
import * as mark from './mark.ts';
import { isNumeralChar } from './numeral.ts';
import type { Qualifier } from './qualifier.ts';
import { unitOf } from './unit.ts';
import { readUnit, skipGap } from './unit-read.ts';
import { AFTER, BEFORE, NOT_QUALIFIER } from './words.ts';

/** figure: states a quantity and must be backed. The other classes are checked otherwise or exempt (practice B.5). */
export type QuantityClass = 'figure' | 'year' | 'date' | 'ordinal' | 'document-number' | 'term' | 'idiom' | 'code';

export interface Quantity {
  text: string;
  /** UTF-16 offsets into the scanned text; text === scanned.slice(start, end). Covers number, unit and qualifier words. */
  start: number;
  end: number;
  class: QuantityClass;
  /** In the unit as printed; null for imprecise words (十几, 数十, 若干). For a range the lower end. */
  value: Exact | null;
  high: Exact | null;
  /** 万元, 人, %, 百分点, 个 … as printed and folded (平米 stays 平米); '' when none follows. */
  unit: string;
  qualifier: Qualifier | null;
  /** Decimals shown, and the place value u of the last non-zero digit, both in the printed unit. */
  decimals: number;
  place: Exact | null;
  form: 'arabic' | 'chinese';
  /** For class year and date. */
  year: number | null;
}

interface Found {
  start: number;
  end: number;
  class: QuantityClass;
  value?: Exact | null;
  high?: Exact | null;
  unit?: string;
  qualifier?: Qualifier | null;
  decimals?: number;
  form?: 'arabic' | 'chinese';
  year?: number | null;
}

const BEFORE_WORDS = Object.keys(BEFORE).sort((a, b) => b.length - a.length);
const AFTER_WORDS = Object.keys(AFTER).sort((a, b) => b.length - a.length);
/** Longer digit strings are no amounts. */
const LONGEST_NUMBER = 24;

/** Every quantity of `text` in order, none overlapping. Never throws; time grows with the length of the text only. */
export function scanQuantities(text: string): Quantity[] {
  const s = fold(text);
  const out: Quantity[] = [];
  let i = 0;
  let last = 0;
  while (i < s.length) {
    const found = at(s, i, last);
    if (!found) {
      i++;
      continue;
    }
    if ('class' in found) {
      const { start, end } = found;
      const value = found.value ?? null;
      const decimals = found.decimals ?? 0;
      out.push({
        text: text.slice(start, end),
        start,
        end,
        class: found.class,
        value,
        high: found.high ?? null,
        unit: found.unit ?? '',
        qualifier: found.qualifier ?? null,
        decimals,
        place: value && placeOf(value, decimals),
        form: found.form ?? (/\d/.test(s.slice(start, end)) ? 'arabic' : 'chinese'),
        year: found.year ?? null,
      });
      last = end;
    }
    i = Math.max(found.end, i + 1);
  }
  return out;
}

/** Place value of the last non-zero digit of a number shown with so many decimals: 3000 -> 1000, 12.50 -> 0.1. */
export function placeOf(value: Exact, decimals: number): Exact {
  const scale = 10n ** BigInt(decimals);
  let n = (value.num * scale) / value.den;
  let place = 1n;
  while (n !== 0n && n % 10n === 0n) {
    n /= 10n;
    place *= 10n;
  }
  return n === 0n ? exact(1n, scale) : exact(place, scale);
}

/** What stands at `i`: something found, a stretch to skip (`end` only), or nothing. `last` is where the latest quantity ended. */
function at(s: string, i: number, last: number): Found | { end: number } | null {
  const c = s[i]!;
  const code = c.charCodeAt(0);
  if (code < 0x30) return c === '-' || c === '"' || c === '(' ? special(s, i, c, last) : null;
  if (code <= 0x39) return digits(s, i, last);
  if (code < 0x80) return /[A-Za-z]/.test(c) ? latin(s, i) : c === '[' ? special(s, i, c, last) : null;
  return code >= 0x4e00 && code <= 0x9fff ? han(s, i, c, last) : special(s, i, c, last);
}

function latin(s: string, i: number): Found | { end: number } {
  const term = mark.termAt(s, i);
  if (term) return { start: i, end: term, class: 'term' };
  const run = mark.latinAt(s, i);
  return run.coded ? { start: i, end: run.end, class: 'code' } : { end: run.end };
}

function special(s: string, i: number, c: string, last: number): Found | { end: number } | null {
  const title = mark.titleAt(s, i);
  if (title) return mark.hasNumeral(s.slice(i, title)) ? { start: i, end: title, class: 'term' } : { end: title };
  const numbered = mark.documentNumberAt(s, i);
  if (numbered)
    return { start: Math.max(numbered.start, last), end: numbered.end, class: 'document-number', year: numbered.year };
  const ordinal = mark.ordinalAt(s, i);
  if (ordinal) return { start: i, end: ordinal, class: 'ordinal' };
  const quoted = mark.quoteAt(s, i);
  if (quoted) {
    const inner = s.slice(i + 1, quoted - 1);
    if (mark.hasNumeral(inner) && (mark.isFixedTerm(inner) || !statesFigure(inner)))
      return { start: i, end: quoted, class: 'term' };
    return null;
  }
  if (c === '-') return isDigit(s[i + 1]) && isMinus(s, i, last) ? digits(s, i + 1, last, true) : null;
  return isNumeralChar(c) ? han(s, i, c, last) : null;
}

/** Characters that begin an ordinal or a numeral; any may begin a set phrase. */
const ORDINAL_FIRST = '第附表图财公';

function han(s: string, i: number, c: string, last: number): Found | { end: number } | null {
  const counts = isNumeralChar(c);
  if (counts || ORDINAL_FIRST.includes(c)) {
    const ordinal = mark.ordinalAt(s, i);
    if (ordinal) return { start: i, end: ordinal, class: 'ordinal' };
  }
  const chinese = counts || '几数上好半翻'.includes(c) ? numeral(s, i, last) : null;
  const term = mark.termAt(s, i);
  const idiom = mark.idiomAt(s, i);
  const word = Math.max(term, idiom);
  if (word && !(chinese && 'class' in chinese && chinese.end > word))
    return { start: i, end: word, class: term >= idiom ? 'term' : 'idiom' };
  return chinese;
}

/** Words in quotation marks that state an amount stay figures: “投入500万元”. “三上三下” and “1+3” are names. */
function statesFigure(inner: string): boolean {
  return /\d(?:\.\d+)?\s?(?:[%‰]|[万亿]?元|百分点)|[元%‰]|百分之|\d\d*[余多]?[万亿]?[人名户家个项件份张块处场次座台套辆]/.test(
    inner,
  );
}

/** A hyphen right before a digit is a sign unless it joins two quantities or stands in a word or a list. */
function isMinus(s: string, i: number, last: number): boolean {
  const prev = s[i - 1];
  if (prev === undefined || prev === '\n') return false;
  if (last === i && last > 0) return false;
  return !/[A-Za-z0-9_.月日年%]/.test(prev);
}

function digits(s: string, i: number, last: number, minus = false): Found | { end: number } | null {
  const start = minus ? i - 1 : i;
  if (!minus) {
    const term = mark.termAt(s, i);
    if (term) return { start, end: term, class: 'term' };
    const iso = mark.isoDateAt(s, i);
    if (iso) return { start, end: iso, class: 'date', year: Number(s.slice(i, i + 4)) };
    const code = mark.codeAt(s, i) || mark.timeAt(s, i);
    if (code) return { start, end: code, class: 'code' };
    const ordinal = mark.ordinalAt(s, i) || mark.clauseAt(s, i, i === last && i > 0);
    if (ordinal) return { start, end: ordinal, class: 'ordinal' };
    const month = mark.monthAt(s, i);
    if (month) return { start, end: month, class: 'date' };
  }
  const n = readArabic(s, i);
  const tail = s[n.end];
  if (n.whole.length + n.fraction.length > LONGEST_NUMBER) return { start, end: n.end, class: 'code' };
  if (!minus) {
    const year = yearAt(s, i, n);
    if (year) return year;
  }
  if (tail === '.' && isDigit(s[n.end + 1])) {
    let end = n.end;
    while (isDigit(s[end]) || (s[end] === '.' && isDigit(s[end + 1]))) end++;
    return { start, end, class: 'code' };
  }
  if (
    tail === '号' ||
    tail === '#' ||
    (tail !== undefined && /[A-Za-z_]/.test(tail) && readUnit(s, n.end).unit === '')
  ) {
    const run = tail === '号' || tail === '#' ? n.end + 1 : mark.latinAt(s, n.end).end;
    return { start, end: run, class: 'code' };
  }
  if (tail === '级') return { start, end: n.end + 1, class: 'ordinal' };
  const value = decimal(n.whole, n.fraction, minus);
  const u = readUnit(s, n.end);
  return complete(
    s,
    { start, end: u.end, value, unit: u.unit, qualifier: u.qualifier, decimals: n.fraction.length, form: 'arabic' },
    last,
  );
}

const decimal = (whole: string, fraction: string, minus = false): Exact => {
  const v = BigInt(whole + fraction);
  return exact(minus ? -v : v, 10n ** BigInt(fraction.length));
};

const MONTHS = /\s{0,2}(?:1[0-2]|0?[1-9])\s{0,2}月/y;

/** 2022年, 2022年3月5日, 2021-2023年, and bare years where the words around say so (预计2023将, 截至2022). */
function yearAt(
  s: string,
  i: number,
  n: { whole: string; fraction: string; end: number; grouped: boolean },
): Found | null {
  if (n.whole.length !== 4 || n.fraction !== '' || n.grouped || !/^(?:19|20)/.test(n.whole)) return null;
  const year = Number(n.whole);
  const next = skipGap(s, n.end);
  if (s[next] === '年') {
    const after = s[next + 1] === '度' ? next + 2 : next + 1;
    MONTHS.lastIndex = after;
    if (MONTHS.test(s)) {
      let m = after;
      while (s[m] === ' ' || s[m] === '\n') m++;
      const end = mark.monthAt(s, m);
      if (end) return { start: i, end, class: 'date', year };
    }
    return { start: i, end: after, class: 'year', year, value: exact(BigInt(year)) };
  }
  const bare = { start: i, end: n.end, class: 'year', year, value: exact(BigInt(year)) } as const;
  const range = /^\s?[-—–~至到、和]{1,2}\s?(?:19|20)\d\d(?:\s?(?:学)?年|$|[^\d.])/.test(s.slice(n.end, n.end + 12));
  const u = readUnit(s, n.end);
  if (range && u.unit === '') return bare;
  if (u.unit !== '' || u.qualifier) return s[n.end] === '级' || s[n.end] === '届' ? bare : null;
  if (year < 1990 || year > 2060) return null;
  const before = s.slice(Math.max(0, i - 3), i).trimEnd();
  if (/(?:预计|计划|截至|截止|自|从|于|到|至|在|比|较|同比|与|及|和|末|迎|展望|[(（—\-~])$/.test(before)) return bare;
  if (/^(?:将|以来|上半年|下半年|财年|学年|版|全年|底|末|初|[)）])/.test(s.slice(n.end, n.end + 3))) return bare;
  return /[|\t\n]\s*$/.test(s.slice(Math.max(0, i - 3), i)) && /^[ ]{0,2}(?:[|\t\n]|$)/.test(s.slice(n.end, n.end + 3))
    ? bare
    : null;
}

function numeral(s: string, i: number, last: number): Found | null {
  const c = s[i]!;
  if (!isNumeralChar(c) && !'几数上好半翻'.includes(c)) return null;
  if (isNumeralChar(c) && i > last && isNumeralChar(s[i - 1] ?? ' ')) return null;
  const year = /^[一二][零〇○一二三四五六七八九]{3}(?=\s?年)/.exec(s.slice(i, i + 6));
  if (year) {
    const y = mark.yearOf(year[0]);
    const end = s.indexOf('年', i) + 1;
    if (y) {
      const m =
        /^(?:[一二三四五六七八九]|十[一二]?)月(?:(?:[一二三四五六七八九]|[一二]?十[一二三四五六七八九]?|三十一?)日)?/.exec(
          s.slice(end, end + 7),
        );
      if (m) return { start: i, end: end + m[0].length, class: 'date', year: y, form: 'chinese' };
      return {
        start: i,
        end: s[end] === '度' ? end + 1 : end,
        class: 'year',
        year: y,
        value: exact(BigInt(y)),
        form: 'chinese',
      };
    }
  }
  const month =
    /^(?:[一二三四五六七八九]|十[一二]?)月(?:底|末|初|份|中旬|上旬|下旬|(?:[一二三四五六七八九]|[一二]?十[一二三四五六七八九]?|三十一?)日)?/.exec(
      s.slice(i, i + 7),
    );
  if (month && s[i + month[0].length] !== '季')
    return { start: i, end: i + month[0].length, class: 'date', form: 'chinese' };
  const q = qualifierBefore(s, i);
  const read = readChinese(s, i, q !== null);
  if (!read) return null;
  if (s.slice(i, read.end) === `一${read.unit}` && isArticle(s, i, read.end, q !== null))
    return { start: i, end: read.end, class: 'idiom', form: 'chinese' };
  return complete(s, { start: i, form: 'chinese', ...read }, last);
}

/** 一个, 一项 … as an article states no count; after a verb of counting, or standing alone, it does. */
function isArticle(s: string, i: number, end: number, qualified: boolean): boolean {
  if (qualified || s[end - 1] === '倍' || s[end - 1] === '成' || s[end - 1] === '元') return false;
  const next = s[end];
  if (next === undefined || '，。；、,;）)\n'.includes(next) || /^(?:正|处|已|在|未|完|尚)/.test(s.slice(end, end + 1)))
    return false;
  const unit = s.slice(i + 1, end);
  if (!/^[个家项名次场座台辆处户件份人所条期]$/.test(unit)) return true;
  return !/(?:共|计|仅|其中|有|设|辖|新增|新建|完成|建成|查处|办结|获得|下设|内设|设立|举办|召开|购置|修订|出台|引进|剩余|另|破获|发生|减少|增加|为)$/.test(
    s.slice(Math.max(0, i - 3), i),
  );
}

/** Qualifiers around a number, and a range with the number that follows. */
function complete(
  s: string,
  n: {
    start: number;
    end: number;
    value: Exact | null;
    unit: string;
    qualifier: Qualifier | null;
    decimals: number;
    form: 'arabic' | 'chinese';
  },
  last: number,
): Found {
  const q = qualifierBefore(s, n.start);
  const found: Found = { ...n, class: 'figure' };
  if (n.unit === '元' && n.value && n.decimals === 0) withCoins(s, found);
  if (q && q.start >= last) {
    found.start = q.start;
    found.qualifier ??= q.qualifier;
  }
  if (n.value && n.form === 'arabic' && !found.qualifier) withRange(s, found, n.start);
  const after = qualifierAfter(s, found.end, n.unit);
  if (after) {
    found.end = after.end;
    found.qualifier ??= after.qualifier;
  }
  if (q?.qualifier === '近' && n.unit === '年' && n.value && compare(n.value, exact(20n)) < 0)
    return { start: found.start, end: found.end, class: 'term' };
  return found;
}

function qualifierBefore(s: string, start: number): { qualifier: Qualifier; start: number } | null {
  let j = start;
  while (j > 0 && start - j < 3 && (s[j - 1] === ' ' || s[j - 1] === '\n')) j--;
  const word = BEFORE_WORDS.find((w) => s.startsWith(w, j - w.length) && j >= w.length);
  if (!word) return null;
  const prev = s[j - word.length - 1] ?? ' ';
  if (NOT_QUALIFIER[word]?.includes(prev)) return null;
  return { qualifier: BEFORE[word]!, start: j - word.length };
}

function qualifierAfter(s: string, end: number, unit: string): { qualifier: Qualifier; end: number } | null {
  const j = s[end] === ' ' ? end + 1 : end;
  const word = AFTER_WORDS.find((w) => s.startsWith(w, j));
  if (word && !(word === '许' && /[可多久]/.test(s[j + 1] ?? ' ')))
    return { qualifier: AFTER[word]!, end: j + word.length };
  if (
    (s[end] === '多' || s[end] === '余') &&
    /(?:年|个月|小时|倍|米|公里|元|亩|人|吨|岁)$/.test(unit) &&
    !/[次个种方项家名额款年]/.test(s[end + 1] ?? ' ')
  )
    return { qualifier: s[end] === '多' ? '多' : '余', end: end + 1 };
  return null;
}

const COINS = /零?(?:([\d一二三四五六七八九])角)?零?(?:([\d一二三四五六七八九])分(?![\u4e00-\u9fff]))?/y;
const COIN = '零一二三四五六七八九';
const coinOf = (c: string | undefined): bigint =>
  c === undefined ? 0n : BigInt(isDigit(c) ? Number(c) : COIN.indexOf(c));

/** 123元1角1分 is one amount of 123.11 元. */
function withCoins(s: string, found: Found): void {
  COINS.lastIndex = found.end;
  const m = COINS.exec(s);
  if (!m || (m[1] === undefined && m[2] === undefined)) return;
  const coins = exact(coinOf(m[1]) * 10n + coinOf(m[2]), 100n);
  found.value = add(found.value!, coins);
  found.decimals = m[2] === undefined ? 1 : 2;
  found.end += m[0].length;
}

const SEPARATOR = /\s?(?:——|[-—–~]|至|到)\s?-?(?=\d)/y;

/** 13万元～17万元, 15%—30%, 12至15人: one quantity. 由5处减为1处 and 从10到15 are two. */
function withRange(s: string, low: Found, numberStart: number): void {
  SEPARATOR.lastIndex = low.end;
  const m = SEPARATOR.exec(s);
  if (!m || /[从由自]$/.test(s.slice(Math.max(0, numberStart - 1), numberStart))) return;
  const from = low.end + m[0].length;
  if (mark.monthAt(s, from) || mark.isoDateAt(s, from)) return;
  const n = readArabic(s, from);
  if (n.whole.length + n.fraction.length > LONGEST_NUMBER || yearAt(s, from, n)) return;
  if (/[A-Za-z_号.]/.test(s[n.end] ?? ' ') && readUnit(s, n.end).unit === '') return;
  const u = readUnit(s, n.end);
  const high = decimal(n.whole, n.fraction);
  if (low.unit !== '' && u.unit === '') return;
  const lowUnit = low.unit ?? '';
  if (lowUnit !== '' && unitOf(lowUnit).dimension !== unitOf(u.unit).dimension) return;
  const [a, b] = [unitOf(lowUnit || u.unit).factor, unitOf(u.unit).factor];
  if (compare(exact(low.value!.num * a.num * b.den, low.value!.den * a.den * b.num), high) >= 0) return;
  if (low.unit !== '' && low.unit !== u.unit)
    low.value = exact(low.value!.num * a.num * b.den, low.value!.den * a.den * b.num);
  low.high = high;
  low.end = u.end;
  low.unit = u.unit;
  low.qualifier ??= u.qualifier;
  low.decimals = Math.max(low.decimals ?? 0, n.fraction.length);
}
