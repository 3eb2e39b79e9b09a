// What was not understood: every number of a text that no fact has its place at, paragraph by paragraph and table row by row,
// with what the words around say about it. Pure; it reads no fact's value and registers nothing.
import { scanQuantities } from '../number/scan.ts';
import type { TextDocument } from '../text/document.ts';
import { toSource } from '../text/read.ts';
import { type Stretch, stretches } from './coverage-stretch.ts';
import { exemption, numberOf, type OpenNumber } from './open-number.ts';

export type { OpenNumber };

export interface OpenParagraph {
  start: number;
  end: number;
  kind: 'paragraph' | 'heading' | 'row';
  /** Headings above it, outermost first. */
  path: string[];
  text: string;
  numbers: OpenNumber[];
}

export interface Coverage {
  paragraphs: OpenParagraph[];
  /** numbers = covered + exempt + open */
  totals: {
    numbers: number;
    covered: number;
    exempt: number;
    open: number;
    exempted: { why: string; count: number }[];
  };
}

/** What is known already: the spans of the source where facts were found, and the slots that have a fact. */
export interface Known {
  places: readonly { start: number; end: number }[];
  /** A suggestion is not made twice. */
  has(key: string, period: number | null): boolean;
}

/** `period`: the year the text speaks of. Linear in the text. */
export function coverageOf(doc: TextDocument, known: Known, period: number | null): Coverage {
  const { text } = doc.normal;
  const covers = spanFinder(known.places);
  const all = scanQuantities(text);
  const paragraphs: OpenParagraph[] = [];
  const exempted = new Map<string, number>();
  const totals = { numbers: all.length, covered: 0, exempt: 0, open: 0 };
  const blocks = stretches(doc);
  let open: OpenParagraph | null = null;
  let at = 0;
  let of: Stretch | null = null;
  for (const [i, q] of all.entries()) {
    while (at < blocks.length && blocks[at]!.end <= q.start) at++;
    const stretch = blocks[at] && blocks[at]!.start <= q.start ? blocks[at]! : null;
    const place = toSource(doc, q.start, q.end);
    if (q.class === 'figure' && covers(place.start, place.end)) {
      totals.covered++;
      continue;
    }
    const why = exemption(text, q, stretch);
    if (why !== null) {
      totals.exempt++;
      exempted.set(why, (exempted.get(why) ?? 0) + 1);
      continue;
    }
    totals.open++;
    if (!open || of !== stretch) {
      const span = stretch ? toSource(doc, stretch.start, stretch.end) : place;
      const { quote, start, end } = span;
      open = { start, end, kind: stretch?.kind ?? 'paragraph', path: stretch?.path ?? [], text: quote, numbers: [] };
      of = stretch;
      paragraphs.push(open);
    }
    const { suggestion, ...number } = numberOf(text, q, all[i - 1], all[i + 1], stretch, period);
    const offered = suggestion && !known.has(suggestion.key, suggestion.period) ? suggestion : null;
    open.numbers.push({ ...number, suggestion: offered, ...asPrinted(place) });
  }
  for (const { why, count } of leftOut(doc)) {
    totals.numbers += count;
    totals.exempt += count;
    exempted.set(why, (exempted.get(why) ?? 0) + count);
  }
  const counted = [...exempted].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
  return { paragraphs, totals: { ...totals, exempted: counted } };
}

/** Numbers that are no part of the reading: in orders to a program, and in what the reading leaves out (page heads, field codes). */
function leftOut(doc: TextDocument): { why: string; count: number }[] {
  const { text, offsets, ends } = doc.normal;
  const orders = doc.residue.filter((r) => r.kind === 'instruction');
  const inOrders = orders.reduce((n, r) => n + scanQuantities(r.quote).length, 0);
  let others = 0;
  let order = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const to = offsets[i]!;
    if (to > from && /\d/.test(doc.source.slice(from, to))) {
      while (order < orders.length && orders[order]!.end <= from) order++;
      const inside = order < orders.length && orders[order]!.start < to;
      if (!inside) others += doc.source.slice(from, to).match(/\d[\d,.]*/g)!.length;
    }
    from = Math.max(from, ends?.[i] ?? offsets[i + 1] ?? doc.source.length);
  }
  return [
    { why: '指令性文字', count: inOrders },
    { why: '页眉页码和模板残留', count: others },
  ].filter((x) => x.count > 0);
}

const asPrinted = ({ quote, start, end }: { quote: string; start: number; end: number }) => ({
  text: quote,
  start,
  end,
});

/** Whether a span touches one of `places`. */
function spanFinder(places: readonly { start: number; end: number }[]): (start: number, end: number) => boolean {
  const merged: { start: number; end: number }[] = [];
  for (const p of [...places].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && p.start <= last.end) last.end = Math.max(last.end, p.end);
    else merged.push({ start: p.start, end: p.end });
  }
  return (start, end) => {
    let [low, high] = [0, merged.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (merged[mid]!.end <= start) low = mid + 1;
      else high = mid;
    }
    return low < merged.length && merged[low]!.start < end;
  };
}
