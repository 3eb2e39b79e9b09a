// Quantities as people say and type them in a chat, beside those that reports print: 14463w, 一个亿, 1.2个亿, 一千二百万, 二十三万五,
// 九成五. What is said roughly without a number (十几万, 两个多亿) has no value. Says nothing about which fact is meant.
import { div, type Exact, exact, fromDecimal, mul, toText } from '../number/exact.ts';
import { fold } from '../number/fold.ts';
import { isNumeralChar, parseChineseNumeral } from '../number/numeral.ts';
import type { Qualifier } from '../number/qualifier.ts';
import { placeOf, type Quantity, scanQuantities } from '../number/scan.ts';

const WAN = exact(10_000n);
const SCALE: Readonly<Record<string, bigint>> = {
  万: 1n,
  十万: 10n,
  百万: 100n,
  千万: 1000n,
  亿: 10_000n,
  十亿: 100_000n,
};

/** 14463w, 1,300 W, 1.2个亿, 3千万. Groups: number, 多/来/几, w, scale. Runs are bounded, so the expression stays linear. */
const DIGITS =
  /(?<![A-Za-z\d.,])(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?)\s?(?:([wW])(?![A-Za-z\d])|个?(多|来|几)?(?:个)?([十百千]?万|十?亿))/g;
/** 一个亿, 两个多亿, 三个千万. */
const COUNTED =
  /(?<![零〇一二两三四五六七八九十百千万亿第])([一二两三四五六七八九十半]{1,4}|十几)个(多|来|几)?([十百千]?万|十?亿)/g;
/** 一千二百万, 二十三万五, 三百多万, 十几万. */
const NUMERAL =
  /(?<![零〇一二两三四五六七八九十百千万亿第])[零〇一二两三四五六七八九十百千万亿点几多来]{2,24}(?:元|块钱?)?/g;
const SHARE = /([一二三四五六七八九])成([一二三四五六七八九半])/g;
const AFTER = /^元?(?:(出头|多点)|(左右|上下))/;

interface Said {
  start: number;
  end: number;
  value: Exact | null;
  unit: string;
  qualifier: Qualifier | null;
}

/** Every quantity of the text in order, none overlapping: the scanner's, and what it leaves out because no report says it so. */
export function spokenQuantities(text: string): Quantity[] {
  const found = scanQuantities(text);
  const s = fold(text);
  if (!/[wW万亿成]/.test(s)) return found;
  const said = [...typed(s), ...counted(s), ...numerals(s), ...shares(s)].filter(
    (q, i, all) => !all.slice(0, i).some((p) => p.start < q.end && q.start < p.end),
  );
  const extra = said.filter(
    (q) => !found.some((f) => settled(f) && f.start < q.end && q.start < f.end && covers(f, q)),
  );
  if (!extra.length) return found;
  const kept = found.filter((f) => !extra.some((q) => q.start < f.end && f.start < q.end));
  return [...kept, ...extra.map((q) => quantityOf(text, q))].sort((a, b) => a.start - b.start);
}

/** The scanner's reading stands where it took all of the words; 千万 is counted in 万 here. */
const covers = (f: Quantity, q: Said): boolean => f.start <= q.start && f.end >= q.end && !/^[十百千]万$/.test(f.unit);
const settled = (f: Quantity): boolean => f.class !== 'code' && f.class !== 'idiom' && f.class !== 'term';

function quantityOf(text: string, q: Said): Quantity {
  const { start, end, value, unit, qualifier } = q;
  const decimals = value ? (/\.(\d+)$/.exec(toText(value))?.[1]?.length ?? 0) : 0;
  return {
    ...{ text: text.slice(start, end), start, end, class: 'figure', value, high: null, unit, qualifier, decimals },
    ...{ place: value && placeOf(value, decimals), form: 'chinese', year: null },
  };
}

/** With the words behind it: 两千万出头, 30万左右. */
function ended(s: string, q: Said): Said {
  const m = q.value && q.qualifier === null ? AFTER.exec(s.slice(q.end, q.end + 5)) : null;
  return m ? { ...q, end: q.end + m[0].length, qualifier: m[1] ? '余' : '左右' } : q;
}

const roughly = (word: string | undefined): Qualifier | null => (word === '多' ? '多' : word === '来' ? '左右' : null);

function typed(s: string): Said[] {
  return [...s.matchAll(DIGITS)].flatMap((m) => {
    const [all, digits, w, rough, scale] = m;
    // 3亿 and 5000来万 are the scanner's own.
    if (!w && !/[个]|[十百千]万|十亿/.test(all)) return [];
    const n = fromDecimal(digits!.replaceAll(',', ''));
    const value = n && rough !== '几' ? mul(n, exact(w ? 1n : SCALE[scale!]!)) : null;
    return [ended(s, { ...at(m.index, all), ...inUnit(value, scale === '亿'), qualifier: roughly(rough) })];
  });
}

function counted(s: string): Said[] {
  return [...s.matchAll(COUNTED)].map((m) => {
    const n = parseChineseNumeral(m[1]!);
    const value = n && !m[2] ? mul(n, exact(SCALE[m[3]!]!)) : null;
    return ended(s, { ...at(m.index, m[0]), ...inUnit(value, m[3] === '亿'), qualifier: null });
  });
}

function numerals(s: string): Said[] {
  return [...s.matchAll(NUMERAL)].flatMap((m) => {
    const words = m[0].replace(/(?:元|块钱?)$/, '');
    if (!/[万亿]/.test(words) || !/^[一二两三四五六七八九十几]/.test(words)) return [];
    const rough = /^(.{1,16})([多来])(万|亿|)$/.exec(words);
    const whole = rough ? rough[1]! + rough[3]! : words;
    const plain = [...whole].every((c) => isNumeralChar(c) || c === '点');
    // 十几万 says no number; 万一, 千万 and 万分 say none at all.
    if (!plain) return /几/.test(whole) ? [{ ...at(m.index, m[0]), value: null, unit: '万', qualifier: null }] : [];
    const n = parseChineseNumeral(whole);
    if (!n) return [];
    const unit = inUnit(div(n, WAN), whole.endsWith('亿'));
    return [ended(s, { ...at(m.index, m[0]), ...unit, qualifier: roughly(rough?.[2]) })];
  });
}

/** 九成五 is 95%. */
function shares(s: string): Said[] {
  return [...s.matchAll(SHARE)].map((m) => {
    const n = parseChineseNumeral(`${m[1]}十${m[2] === '半' ? '五' : m[2]}`);
    return { ...at(m.index, m[0]), value: n, unit: '%', qualifier: null };
  });
}

const at = (start: number, words: string): { start: number; end: number } => ({ start, end: start + words.length });

/** A number of 万, in 亿 where it was said so. */
const inUnit = (wan: Exact | null, yi: boolean): { value: Exact | null; unit: string } => ({
  value: wan && yi ? div(wan, WAN) : wan,
  unit: yi ? '亿' : '万',
});
