// Which year and which kind of report a text is, and which year a clause speaks of.

import { toText } from '../number/exact.ts';
import { parseChineseNumeral } from '../number/numeral.ts';
import type { TextDocument } from '../text/document.ts';
import type { ReportKind } from './reading.ts';

const ABOUT = /绩效|自评|决算|预算|整体支出|三公|评价/;
const YEAR = /(?<![\d.,])((?:19|20)\d{2})\s?年?度?(?!\d)|([一二][〇零○九][一二三四五六七八九〇零○]{2})年度?/g;
const GLOSSARY_ONLY = /^[^\n]{0,20}名词解释/;

const yearOf = (m: RegExpMatchArray): number | null => {
  const n = m[1] ? Number(m[1]) : m[2] ? Number(toText(parseChineseNumeral(m[2]) ?? { num: 0n, den: 1n })) : 0;
  return n >= 1990 && n <= 2099 ? n : null;
};

export interface Years {
  period: number | null;
  /** Where the text says so, offsets into the read text. */
  at: { start: number; end: number } | null;
  kind: ReportKind;
  projectsOnly: boolean;
}

export function yearsIn(doc: TextDocument, hint: number | null): Years {
  const text = doc.normal.text;
  const head = text.slice(0, 1500);
  const kind = kindOf(text);
  const projectsOnly =
    /项目支出(?:绩效)?(?:单位)?(?:自评|评价)/.test(text.slice(0, 300)) && !/整体/.test(text.slice(0, 300));
  let best: { year: number; start: number; end: number; weight: number } | null = null;
  const counts = new Map<number, number>();
  let seen = 0;
  for (const m of text.matchAll(YEAR)) {
    if (++seen > 400) break;
    const year = yearOf(m);
    if (!year) continue;
    const line = lineAround(text, m.index);
    const after = text.slice(m.index + m[0].length, m.index + m[0].length + 40);
    const printed = m[0].includes('年');
    const dated = /^\s?\d{1,2}月|^\d|^[-/.]\d/.test(after) || /〔$|\[$|［$/.test(text.slice(m.index - 1, m.index));
    // 较2022年度决算数增加: the year compared with is not the year reported on.
    if (/(?:较|比|与|相比)\s?$/.test(text.slice(Math.max(0, m.index - 3), m.index))) continue;
    if (dated || (!printed && !ABOUT.test(after.slice(0, 12)))) continue;
    counts.set(year, (counts.get(year) ?? 0) + 1);
    let weight = 0;
    if (m.index < head.length) {
      const noticed = /通知|办法|条例|意见/.test(line.slice(0, 120)) && line.includes('《');
      const title = line.length < 90 && ABOUT.test(line) && !noticed && !/\d\s?(?:万|亿)?元|；/.test(line);
      if (title) weight = 6;
      else if (/年度/.test(m[0]) && line.length < 60) weight = 5;
      else if (!noticed && ABOUT.test(after) && m.index < 120) weight = 5;
      else if (/年度/.test(m[0]) && !noticed) weight = 2;
    }
    if (weight > (best?.weight ?? 0)) best = { year, start: m.index, end: m.index + m[0].length, weight };
  }
  const spaced = /(?<!\d)2\s?0\s?(\d)\s?(\d)\s?年/.exec(head);
  let period = best?.year ?? null;
  let at: { start: number; end: number } | null = best ? { start: best.start, end: best.end } : null;
  if (period === null && counts.size > 0 && !GLOSSARY_ONLY.test(text)) {
    period = [...counts].sort((x, y) => y[1] - x[1] || y[0] - x[0])[0]![0];
    at = null;
  }
  if (period === null && spaced) {
    period = Number(`20${spaced[1]}${spaced[2]}`);
    at = { start: spaced.index, end: spaced.index + spaced[0].length };
  }
  if (hint !== null) period = hint;
  if (period !== null && (at === null || hint !== null)) {
    const i = text.search(new RegExp(`${period}年`));
    at = i >= 0 ? { start: i, end: i + 5 } : at;
  }
  return { period, at: period === null ? null : at, kind, projectsOnly };
}

function lineAround(text: string, i: number): string {
  const from = text.lastIndexOf('\n', i) + 1;
  const end = text.indexOf('\n', i);
  return text.slice(Math.max(from, i - 100), Math.min(end < 0 ? text.length : end, i + 100));
}

function kindOf(text: string): ReportKind {
  const head = text.slice(0, 800);
  const score = (words: RegExp) => (head.match(words) ?? []).length;
  const form = /自评表|评分表|基础数据表/.test(head.slice(0, 200));
  const self = score(/自评|绩效评价|绩效自评|整体支出绩效/g);
  const final = score(/部门决算|决算公开|年度决算|支出决算|收入支出决算/g);
  const budget = score(/部门预算(?!绩效|及|管理)|预算公开|预算说明|收支预算/g);
  if (form && self > 0) return 'form';
  if (budget > final && budget > self && !/整体支出/.test(head.slice(0, 200))) return 'budget';
  if (self >= final && self > 0) return 'self-evaluation';
  if (final > 0) return 'final-accounts';
  if (budget > 0 || self > 0) return budget > 0 ? 'budget' : 'self-evaluation';
  // A piece without its title: what its sums are called decides.
  const body = text.slice(0, 6000);
  const planned = (body.match(/(?:收入|支出|总)预算|预算(?:收入|支出|安排|拨款)|(?:拨款|安排)预算/g) ?? []).length;
  const spent = (body.match(/决算|自评|实际支出|执行数/g) ?? []).length;
  return planned >= 2 && planned > 3 * spent ? 'budget' : 'other';
}

/** The year a clause names, or null: 2021年, 上年, 本年. */
export function yearNamed(
  clause: string,
  period: number | null,
): { year: number | null; relative: boolean; at: number } | null {
  let found: { year: number | null; relative: boolean; at: number } | null = null;
  for (const m of clause.matchAll(
    /(?<!\d)((?:19|20)\d{2})(?=\s?年)|(?<![\d.])((?:19|20)\d{2})(?=[^\d.,年]|$)|上一?年度?(?!预算安排|结转|结余|末结|度?结)|去年|前一年|本年|当年|今年/g,
  )) {
    const digits = m[1] ?? m[2];
    if (digits) found = { year: Number(digits), relative: false, at: m.index };
    else if (period !== null)
      found = { year: /上|去|前/.test(m[0]) ? period - 1 : period, relative: true, at: m.index };
  }
  return found;
}
