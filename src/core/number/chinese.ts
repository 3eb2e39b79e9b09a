// Reads a Chinese numeral with its unit at a place in a text: 一百二十万元, 百分之八点四, 七成半, 三四十个, 十余家. Place and class are scan.ts's.

import { readArabic } from './arabic.ts';
import type { Exact } from './exact.ts';
import { exact } from './exact.ts';
import { isDigit } from './fold.ts';
import { digitOf, isNumeralChar, parseChineseNumeral } from './numeral.ts';
import type { Qualifier } from './qualifier.ts';
import { readUnit } from './unit-read.ts';

export interface ChineseRead {
  end: number;
  /** null for imprecise words: 十几, 数十, 三四十. */
  value: Exact | null;
  unit: string;
  decimals: number;
  qualifier: Qualifier | null;
}

const CAPITAL = '壹贰叁肆伍陆柒捌玖拾佰仟';
const BARE = /^[百千万亿]{1,2}$/;
const LONGEST = 128;

function run(s: string, i: number): number {
  let j = i;
  while (j < s.length && j - i < LONGEST && isNumeralChar(s[j]!)) j++;
  return j;
}

/** The quantity at `i`; null when the numeral there states none. `after` is true behind a qualifier: 超百亿元. */
export function readChinese(s: string, i: number, after: boolean): ChineseRead | null {
  const c = s[i]!;
  const share = shareAt(s, i);
  if (share) return share;
  if (c === '几' || c === '数' || c === '上' || c === '好') return vague(s, i);
  if (c === '半' || c === '一')
    if (s.startsWith(c === '半' ? '半数' : '一半', i))
      return { end: i + 2, value: exact(1n, 2n), unit: '分之', decimals: 0, qualifier: null };
  if (c === '翻') return doubling(s, i);
  if (!isNumeralChar(c)) return null;
  if (CAPITAL.includes(c) && !/[拾佰仟]/.test(s.slice(i, i + 3))) return null;
  let j = run(s, i);
  let text = s.slice(i, j);
  let decimals = 0;
  if (s[j] === '点') {
    let k = j + 1;
    while (digitOf(s[k] ?? '') !== undefined && k - j < 12) k++;
    if (k > j + 1 && readUnit(s, k).unit !== '') {
      decimals = k - j - 1;
      text += s.slice(j, k);
      j = k;
    }
  }
  if (s[j] === '几' && /[十百]$/.test(text)) return measured(s, j + 1, null, 0);
  // 张三人民币账户: the last character of a name.
  if (text.length === 1 && s.startsWith('人民币', j) && /[\u4e00-\u9fff]/.test(s[i - 1] ?? ' ')) return null;
  const many = readUnit(s, j, true);
  if (BARE.test(text) && !(after || many.qualifier === '余' || many.qualifier === '多')) return null;
  const lead = BARE.test(text) ? `一${text}` : text;
  // Money keeps its 万 or 亿 as the unit, as in print: 一百二十万元 is 120 万元.
  const step = /[万亿]$/.exec(lead)?.[0];
  if (step && many.unit === '元' && lead.length > 1) {
    // 一亿零五十万元 is 10050 万元: its 亿 does not count in 万.
    const whole = step === '万' && lead.includes('亿') ? parseChineseNumeral(lead) : null;
    const value = whole ? exact(whole.num, whole.den * 10_000n) : parseChineseNumeral(lead.slice(0, -1));
    if (value) return { end: many.end, value, unit: `${step}元`, decimals: 0, qualifier: many.qualifier };
  }
  const value = parseChineseNumeral(lead);
  if (!value) return neighbours(text) ? measured(s, j, null, 0) : null;
  if (s[j] === '成' && many.unit === '成' && s[j + 1] === '半')
    return {
      end: j + 2,
      value: exact(value.num * 2n + value.den, value.den * 2n),
      unit: '成',
      decimals: 1,
      qualifier: null,
    };
  if (many.unit === '成' && (value.den !== 1n || value.num > 10n)) return null;
  return measured(s, j, value, decimals);
}

/** 三四十, 七八成, 十二三: two neighbouring digits say "about". */
function neighbours(text: string): boolean {
  for (let k = 1; k < text.length; k++) {
    const [a, b] = [digitOf(text[k - 1]!), digitOf(text[k]!)];
    if (a && b && b - a === 1) return true;
  }
  return false;
}

function measured(s: string, j: number, value: Exact | null, decimals: number): ChineseRead | null {
  const u = readUnit(s, j, decimals === 0);
  if (u.unit === '' && u.qualifier !== '余') return null;
  return { end: u.end, value, unit: u.unit, decimals, qualifier: u.qualifier };
}

/** 数十, 几百万, 上百, 好几个, 几个. 人数 and 总数 before a number are nouns. */
function vague(s: string, i: number): ChineseRead | null {
  const c = s[i]!;
  let j = i + 1;
  if (c === '好') {
    if (s[j] !== '几') return null;
    j++;
  }
  const from = j;
  while (j - from < 4 && '十百千万亿'.includes(s[j] ?? ' ')) j++;
  if (c === '上' && (j === from || '以加之网线向往史身事至'.includes(s[i - 1] ?? ' '))) return null;
  if (
    c === '数' &&
    (j === from || (/[\u4e00-\u9fff]/.test(s[i - 1] ?? '') && !'有达了过近计约为出共等成用经历'.includes(s[i - 1]!)))
  )
    return null;
  if (c === '几' && '乎何经'.includes(s[j] ?? ' ')) return null;
  return measured(s, j, null, 0);
}

const SHARES: Readonly<Record<string, [unit: string, factor: bigint]>> = {
  百分之: ['%', 1n],
  千分之: ['‰', 1n],
  万分之: ['‰', 10n],
};

function shareAt(s: string, i: number): ChineseRead | null {
  const known = SHARES[s.slice(i, i + 3)];
  if (known) {
    const part = numberAt(s, i + 3);
    if (!part) return null;
    const value = exact(part.value.num, part.value.den * known[1]);
    return { end: part.end, value, unit: known[0], decimals: part.decimals + (known[1] > 1n ? 1 : 0), qualifier: null };
  }
  if (!isNumeralChar(s[i]!)) return null;
  const j = run(s, i);
  if (s[j] !== '分' || s[j + 1] !== '之') return null;
  const den = parseChineseNumeral(s.slice(i, j));
  const num = numberAt(s, j + 2);
  if (!den || !num || den.num <= 0n) return null;
  return {
    end: num.end,
    value: exact(num.value.num * den.den, num.value.den * den.num),
    unit: '分之',
    decimals: 0,
    qualifier: null,
  };
}

/** The number after 百分之, in either script; 百分之百 is 100. */
function numberAt(s: string, i: number): { value: Exact; end: number; decimals: number } | null {
  if (isDigit(s[i])) {
    const n = readArabic(s, i);
    if (n.whole.length > 30) return null;
    return {
      value: exact(BigInt(n.whole + n.fraction), 10n ** BigInt(n.fraction.length)),
      end: n.end,
      decimals: n.fraction.length,
    };
  }
  let j = run(s, i);
  if (j === i) return null;
  let text = s.slice(i, j);
  let decimals = 0;
  if (s[j] === '点') {
    let k = j + 1;
    while (digitOf(s[k] ?? '') !== undefined && k - j < 12) k++;
    decimals = k - j - 1;
    if (decimals > 0) {
      text += s.slice(j, k);
      j = k;
    }
  }
  const value = parseChineseNumeral(text === '百' ? '一百' : text);
  return value && { value, end: j, decimals };
}

/** 翻番, 翻一番, 翻了两番: the number of doublings. */
function doubling(s: string, i: number): ChineseRead | null {
  const m = /^翻了?([一两二三])?番/.exec(s.slice(i, i + 4));
  if (!m) return null;
  return { end: i + m[0].length, value: parseChineseNumeral(m[1] ?? '一'), unit: '番', decimals: 0, qualifier: null };
}
