// Which fact stands behind each quantity of a carried passage. Finds; prints nothing.
import type { FactBook } from '../book.ts';
import { passageFigures } from '../extract/passage.ts';
import type { Claim, StatedFact } from '../fact.ts';
import { compare } from '../number/exact.ts';
import { equivalent } from '../number/qualifier.ts';
import { amountOf } from '../number/quantity.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';

/**
 * Which fact each quantity of the readable text is: a passage figure, or a fact found in this very passage (its quote is here), so
 * that correcting the fact corrects the sentence. Quantities keep their order through the repairs.
 */
export function tie(quantities: readonly Quantity[], passage: StatedFact, book: FactBook): Map<Quantity, Tied> {
  const figures = new Map(
    book
      .every('passage_figure')
      .filter((f) => f.period === passage.period && f.scope === passage.scope)
      .map((f) => [f.item, f]),
  );
  const quoted = quotedFacts(passage, book);
  const tied = new Map<Quantity, Tied>();
  if (!figures.size && !quoted.length) return tied;
  const claims = passageFigures(passage);
  const original = scanQuantities(passage.value);
  let raw = 0;
  let claim = 0;
  for (const q of quantities) {
    const from = next(original, raw, (o) => alike(o, q));
    if (from < 0) continue;
    raw = from + 1;
    const o = original[from]!;
    const at = next(claims, claim, (c) => same(o, c));
    if (at >= 0) claim = at + 1;
    const own = at >= 0 ? figures.get(claims[at]!.item) : undefined;
    const named = quoted.find((f) => f.start <= o.start && f.end >= o.end)?.fact;
    // A correction of either wins over the other's old value.
    const fact = own && named ? (same(o, own) && equivalent(o.qualifier, own.qualifier) ? named : own) : (named ?? own);
    if (!fact) continue;
    const corrected = !same(o, fact) || !equivalent(o.qualifier, fact.qualifier);
    tied.set(q, { fact, key: named?.key ?? fact.key, corrected });
  }
  return tied;
}

/** A repair drops or adds a few quantities at most; looking further would cost the square of a long passage. */
const AHEAD = 24;

function next<T>(items: readonly T[], from: number, fits: (item: T) => boolean): number {
  const end = Math.min(items.length, from + AHEAD);
  for (let i = from; i < end; i++) if (fits(items[i]!)) return i;
  return -1;
}

export interface Tied {
  fact: StatedFact;
  /** The named fact it states, where there is one. */
  key: string;
  corrected: boolean;
}

/** Facts of the year whose quote stands in the passage, with the place of the quote in it. */
function quotedFacts(passage: StatedFact, book: FactBook): { fact: StatedFact; start: number; end: number }[] {
  return book.all.flatMap((fact) => {
    if (fact.item !== null || !fact.quote || fact.period !== passage.period) return [];
    const start = passage.value.indexOf(fact.quote);
    return start < 0 ? [] : [{ fact, start, end: start + fact.quote.length }];
  });
}

/** Facts that the passage itself states by number. */
export const statedIn = (passage: StatedFact, book: FactBook): Set<string> =>
  new Set([...tie(scanQuantities(passage.value), passage, book).values()].map((t) => t.key));

const alike = (a: Quantity, b: Quantity): boolean =>
  a.class === b.class &&
  (a.value === null || b.value === null
    ? a.text === b.text
    : compare(a.value, b.value) === 0 && unitOf(a.unit).base === unitOf(b.unit).base);

function same(q: Quantity, c: Claim): boolean {
  const amount = amountOf(c);
  if (!amount || !q.value) return false;
  const own = amountOf({ value: c.value, unit: '' })!.amount;
  return compare(own, q.value) === 0 && unitOf(q.unit).base === amount.base;
}
