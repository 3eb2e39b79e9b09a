// The words of a text that a revision must not touch: quantities, years, dates, numbers of documents, 《titles》, “quoted” words,
// names, open gaps. Finds them; says nothing of whether they are true.
import { titlesIn } from '../draft/terms.ts';
import { scanQuantities } from '../number/scan.ts';

export type KeptIs = 'quantity' | 'year' | 'document-number' | 'title' | 'quoted' | 'name' | 'gap' | 'sign';

export interface Kept {
  text: string;
  /** UTF-16 offsets; text === whole.slice(start, end). */
  start: number;
  end: number;
  is: KeptIs;
}

const QUOTED = /“[^“”\n]{1,60}”/g;
const GAP = /【[^【】\n]{1,200}】/g;
/** Signs with a meaning of their own in lines with slots. */
const SIGN = /[{}⟦⟧]+/g;
/** 一是, （1）, 1. at the start of a line: put and renumbered by code. */
export const ITEM_MARK =
  /^\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳])\s*/;

/** In order, none overlapping: what overlaps is kept as one. `names`: organisations, projects, people. */
export function keptIn(text: string, names: readonly string[] = []): Kept[] {
  const found: Omit<Kept, 'text'>[] = [];
  const each = (pattern: RegExp, is: KeptIs): void => {
    for (const m of text.matchAll(pattern)) found.push({ start: m.index, end: m.index + m[0].length, is });
  };
  for (const q of scanQuantities(text)) {
    if (q.class === 'idiom' || isMark(text, q.start, q.end)) continue;
    const is = q.class === 'year' || q.class === 'date' ? 'year' : q.class === 'document-number' ? q.class : 'quantity';
    found.push({ start: q.start, end: q.end, is });
  }
  for (const t of titlesIn(text)) found.push({ start: t.start, end: t.end, is: 'title' });
  each(QUOTED, 'quoted');
  each(GAP, 'gap');
  each(SIGN, 'sign');
  for (const name of names) {
    if (name.length < 3) continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push({ start: at, end: at + name.length, is: 'name' });
  }
  return unite(found).map((k) => ({ ...k, text: text.slice(k.start, k.end) }));
}

export interface Span {
  start: number;
  end: number;
}

/** Overlapping spans as one, which keeps the properties of the first. */
export function unite<T extends Span>(spans: readonly T[]): T[] {
  const out: T[] = [];
  for (const s of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (last && s.start < last.end) out[out.length - 1] = { ...last, end: Math.max(last.end, s.end) };
    else out.push(s);
  }
  return out;
}

/** Whether the place is the mark of a numbered line. */
function isMark(text: string, start: number, end: number): boolean {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  if (start - line > 6) return false;
  const mark = ITEM_MARK.exec(text.slice(line, line + 12));
  return mark !== null && end <= line + mark[0].length;
}

/** What must be the same before and after, each with how often it stands there; blanks inside do not count. */
export function tally(kept: readonly Kept[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const k of kept) {
    const words = k.text.replace(/\s+/g, '');
    out.set(words, (out.get(words) ?? 0) + 1);
  }
  return out;
}

export interface Difference {
  lost: string[];
  added: string[];
}

export function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Difference {
  const more = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): string[] =>
    [...a].flatMap(([words, n]) => Array.from({ length: Math.max(0, n - (b.get(words) ?? 0)) }, () => words));
  return { lost: more(before, after), added: more(after, before) };
}
