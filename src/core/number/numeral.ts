// Chinese numerals to exact numbers and back. Reads one numeral; finding numerals in a text is scan.ts's job.
import type { Exact } from './exact.ts';
import { add, exact, fromDecimal, neg } from './exact.ts';

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...[...'零一二三四五六七八九'].map((c, n) => [c, n] as const),
  ...[...'〇壹贰叁肆伍陆柒捌玖'].map((c, n) => [c, n] as const),
  ['○', 0],
  ['两', 2],
  ['弐', 2],
]);
const STEPS: ReadonlyMap<string, bigint> = new Map([
  ['十', 10n],
  ['百', 100n],
  ['千', 1000n],
  ['拾', 10n],
  ['佰', 100n],
  ['仟', 1000n],
]);
const WAN = 10_000n;
const YI = 100_000_000n;
/** Longer runs of multipliers are not numerals anyone writes; the bound keeps the recursion small. */
const LONGEST = 128;

const isZero = (c: string | undefined): boolean => c === '零' || c === '〇' || c === '○';

export const isNumeralChar = (c: string): boolean => DIGITS.has(c) || STEPS.has(c) || c === '万' || c === '亿';
export const digitOf = (c: string): number | undefined => DIGITS.get(c);

/**
 * The value of a Chinese numeral: 十一, 一百二 (120), 一百零二, 三万五 (35000), 十万零一千, 一万亿, 二〇二二, 壹仟贰佰, 二点六五, 半.
 * null when it is not one: 百万 (no digit before the multiplier), 三四 (two neighbours mean "three or four"), anything else.
 */
export function parseChineseNumeral(s: string): Exact | null {
  if (s === '半') return exact(1n, 2n);
  if (s.startsWith('负')) {
    const rest = s.slice(1);
    const v = rest.startsWith('负') ? null : parseChineseNumeral(rest);
    return v && neg(v);
  }
  const dot = s.indexOf('点');
  if (dot < 0) {
    const n = integer(s);
    return n === null ? null : exact(n);
  }
  const whole = integer(s.slice(0, dot));
  const frac = positional(s.slice(dot + 1));
  if (whole === null || frac === null) return null;
  const part = fromDecimal(`0.${frac}`);
  return part && add(exact(whole), part);
}

/** 1903971 -> 一百九十万零三千九百七十一; 10 to 19 lead with 十, as they are said. */
export function toChineseNumeral(n: bigint): string {
  if (n < 0n) return `负${toChineseNumeral(-n)}`;
  if (n === 0n) return '零';
  const text = written(n);
  return text.startsWith('一十') ? text.slice(1) : text;
}

function integer(s: string): bigint | null {
  if (s === '' || (s.length > LONGEST && !DIGITS.has(s[0]!))) return null;
  const digits = positional(s);
  if (digits !== null) {
    if (digits.length === 2 && !isZero(s[0]) && !isZero(s[1]) && Math.abs(Number(digits[1]) - Number(digits[0])) === 1)
      return null;
    return BigInt(digits);
  }
  return s.length > LONGEST ? null : aboveWan(s);
}

/** 二〇二二 -> "2022"; null when something else than digits is in it. */
function positional(s: string): string | null {
  let out = '';
  for (const c of s) {
    const d = DIGITS.get(c);
    if (d === undefined) return null;
    out += d;
  }
  return out || null;
}

function aboveWan(s: string): bigint | null {
  const yi = s.lastIndexOf('亿');
  if (yi >= 0) return joined(yi === 0 ? null : aboveWan(s.slice(0, yi)), s.slice(yi + 1), YI, belowYi);
  return belowYi(s);
}

function belowYi(s: string): bigint | null {
  const wan = s.lastIndexOf('万');
  if (wan >= 0) return joined(wan === 0 ? null : belowWan(s.slice(0, wan)), s.slice(wan + 1), WAN, belowWan);
  return belowWan(s);
}

/** high × unit + rest, where a single trailing digit without 零 counts in tenths of the unit: 三万五 = 35000. */
function joined(high: bigint | null, rest: string, unit: bigint, below: (s: string) => bigint | null): bigint | null {
  if (high === null || high === 0n) return null;
  if (rest === '') return high * unit;
  const single = rest.length === 1 ? DIGITS.get(rest) : undefined;
  if (single) return high * unit + BigInt(single) * (unit / 10n);
  const body = isZero(rest[0]) ? rest.slice(1) : rest;
  if (body === '' || isZero(body[0])) return null;
  const low = below(body);
  return low === null || low === 0n ? null : high * unit + low;
}

function belowWan(s: string): bigint | null {
  let total = 0n;
  let last = WAN;
  let zero = false;
  let i = 0;
  while (i < s.length) {
    const c = s[i]!;
    if (isZero(c)) {
      if (zero || last === 10n) return null;
      zero = true;
      i++;
      continue;
    }
    const d = DIGITS.get(c);
    const step = STEPS.get(d === undefined ? c : (s[i + 1] ?? ''));
    if (d === undefined) {
      // Only 十 may stand without a digit, where 一 is left out: 十二, 两千零十.
      if (step !== 10n || last <= 10n) return null;
      total += 10n;
      last = 10n;
      i++;
    } else if (step === undefined) {
      if (i !== s.length - 1) return null;
      const tenth = zero || i === 0 ? 1n : last / 10n;
      return total + BigInt(d) * tenth;
    } else {
      if (step >= last) return null;
      total += BigInt(d) * step;
      last = step;
      i += 2;
    }
    zero = false;
  }
  return zero && s.length > 1 ? null : total;
}

function written(n: bigint): string {
  if (n >= YI) return section(written(n / YI), '亿', n % YI, YI);
  if (n >= WAN) return section(written(n / WAN), '万', n % WAN, WAN);
  const names = ['千', '百', '十', ''];
  let out = '';
  let gap = false;
  for (const [k, digit] of [...n.toString().padStart(4, '0')].entries()) {
    if (digit === '0') gap = out !== '';
    else {
      out += (gap ? '零' : '') + '零一二三四五六七八九'[Number(digit)] + names[k];
      gap = false;
    }
  }
  return out;
}

function section(high: string, unit: string, rest: bigint, size: bigint): string {
  if (rest === 0n) return high + unit;
  return high + unit + (rest < size / 10n ? '零' : '') + written(rest);
}
