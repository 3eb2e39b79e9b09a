// A day in any form people write it in, as YYYY-MM-DD; what leaves the year open is not guessed.

import { toText } from '../number/exact.ts';
import { parseChineseNumeral } from '../number/numeral.ts';

export interface Day {
  /** YYYY-MM-DD, or YYYY-MM where no day is said. */
  value: string;
  /** UTF-16 offsets of its words. */
  start: number;
  end: number;
}

/** Days without a year, one for each year it may be. */
export interface OpenDay {
  days: Day[];
}

const D = '[0-9０-９]{1,2}';
const C = '[〇零一二三四五六七八九十]';
const SEP = '\\s*[-－—./．。／年]\\s*';
const FORMS = [
  // 2023年12月15日, 2023-12-15, 2023.12.15, 去年12月15号
  new RegExp(
    `(?:([12１２][0-9０-９]{3})(?:年度?|${SEP})|([〇零一二三四五六七八九]{4})年|(去年|上年|今年|本年|当年|明年|次年|来年)\\s*的?)\\s*(${D}|${C}{1,3})(?:月|${SEP})\\s*(?:(${D}|${C}{1,3})\\s*[日号]?(?![0-9０-９%％]))?`,
  ),
  /(?<![0-9])([12][0-9]{3})()()([01][0-9])([0-3][0-9])(?![0-9])/,
];
const WITHOUT_YEAR = new RegExp(
  `(?<![0-9０-９.．])()()()(${D}|${C}{1,3})\\s*[月./．-]\\s*(${D}|${C}{1,3})\\s*[日号]?(?![0-9０-９%％万亿元人个分])`,
);

const RELATIVE: Readonly<Record<string, number>> = {
  去年: -1,
  上年: -1,
  今年: 0,
  本年: 0,
  当年: 0,
  明年: 1,
  次年: 1,
  来年: 1,
};
/** Said in the year after the report's, 去年 is the report year; read with the report, it is the year before: both are offered. */
const SPOKEN: ReadonlySet<string> = new Set(['去年', '今年', '明年', '来年']);
/** UTF-16 units: an answer, not a passage. */
const LONGEST = 60;

function numeral(s: string): number {
  const folded = s.normalize('NFKC');
  if (/^\d+$/.test(folded)) return Number(folded);
  if (/^[〇零一二三四五六七八九]{4}$/.test(s))
    return Number([...s].map((c) => '〇一二三四五六七八九'.indexOf(c === '零' ? '〇' : c)).join(''));
  const value = parseChineseNumeral(s);
  return value ? Number(toText(value)) : Number.NaN;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;

function written(year: number, month: number, day: number | null): string | null {
  if (year < 1990 || year > 2100 || !(month >= 1 && month <= 12)) return null;
  const pad = (n: number): string => String(n).padStart(2, '0');
  if (day === null) return `${year}-${pad(month)}`;
  const longest = month === 2 && !isLeap(year) ? 28 : DAYS[month - 1]!;
  return day >= 1 && day <= longest ? `${year}-${pad(month)}-${pad(day)}` : null;
}

/** The one day a message says; 本年 is the year `period`. With no year in it: that day in `period` and in the year after. */
export function dayIn(message: string, period: number): Day | OpenDay | null {
  if (message.length > LONGEST) return null;
  for (const form of FORMS) {
    const m = form.exec(message);
    if (!m) continue;
    const first = m[3] ? period + RELATIVE[m[3]]! : numeral((m[1] || m[2])!);
    return days(m, SPOKEN.has(m[3] ?? '') ? [first, first + 1] : [first]);
  }
  const m = WITHOUT_YEAR.exec(message);
  if (!m) return null;
  return days(m, [period, period + 1]);
}

function days(m: RegExpExecArray, years: readonly number[]): Day | OpenDay | null {
  const found = years.flatMap((year): Day[] => {
    const value = written(year, numeral(m[4]!), m[5] ? numeral(m[5]) : null);
    return value ? [{ value, start: m.index, end: m.index + m[0].trimEnd().length }] : [];
  });
  return found.length > 1 ? { days: found } : (found[0] ?? null);
}
