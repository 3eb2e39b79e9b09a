// Breaks a long title into lines of about equal length, between its words. Short titles stay on one line.
import { emsOf } from './text-width.ts';

/** 156 mm at 22 pt. */
const LINE_EMS = 20;
/** A line may end after these. */
const ENDS = ['年度', '部门', '整体', '支出', '绩效', '自评'];

/** One to four lines whose texts joined are the title. */
export function titleLines(title: string, unitName: string): string[] {
  const total = emsOf(title);
  if (total <= LINE_EMS) return [title];
  const wanted = Math.ceil(total / LINE_EMS);
  const breaks = places(title, unitName);
  for (let count = wanted; count <= wanted + 1; count++) {
    const lines = best(title, breaks, count);
    if (lines) return lines;
  }
  return [title];
}

function places(title: string, unitName: string): number[] {
  const found = new Set<number>();
  if (unitName && title.includes(unitName)) found.add(title.indexOf(unitName) + unitName.length);
  for (const word of ENDS)
    for (let i = title.indexOf(word); i >= 0; i = title.indexOf(word, i + 1)) found.add(i + word.length);
  return [...found].filter((i) => i > 0 && i < title.length).sort((a, b) => a - b);
}

/** The split into `count` lines that all fit with the least difference between the longest and the shortest; null when none fits. */
function best(title: string, breaks: readonly number[], count: number): string[] | null {
  let found: { lines: string[]; spread: number } | null = null;
  const walk = (from: number, next: number, lines: string[]): void => {
    if (lines.length === count - 1) {
      const all = [...lines, title.slice(from)];
      const ems = all.map(emsOf);
      const spread = Math.max(...ems) - Math.min(...ems);
      if (Math.max(...ems) <= LINE_EMS && (!found || spread < found.spread)) found = { lines: all, spread };
      return;
    }
    for (let b = next; b < breaks.length; b++) walk(breaks[b]!, b + 1, [...lines, title.slice(from, breaks[b])]);
  };
  if (count <= 4 && breaks.length <= 24) walk(0, 0, []);
  return (found as { lines: string[] } | null)?.lines ?? null;
}
