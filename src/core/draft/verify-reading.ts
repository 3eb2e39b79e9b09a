// A table of the text read as the extractor reads a source: what a cell states where its frame is all that says so. Judges no sentence.
import { extractFacts } from '../extract/extract.ts';
import type { Candidate } from '../fact.ts';
import { equals, mul } from '../number/exact.ts';
import { equivalent } from '../number/qualifier.ts';
import { numberOf } from '../number/quantity.ts';
import type { Quantity } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';
import { readDocument } from '../text/read.ts';
import type { Evidence } from './verify-evidence.ts';
import type { Standing } from './verify-mention.ts';

/** Backs a cell by the fact of the same key, year, scope and value that the extractor reads in it. */
export interface CellReading {
  at(q: Quantity): Standing | null;
}

/** The text is read once, and only when a cell is asked about. */
export function cellReading(text: string, e: Evidence): CellReading {
  let held: readonly Candidate[] | null = null;
  const found = (): readonly Candidate[] => {
    held ??= extractFacts(readDocument(text), { period: e.period }).candidates;
    return held;
  };
  return {
    at(q) {
      for (const c of found()) {
        if (![c, ...c.also].some((p) => p.start < q.end && p.end > q.start)) continue;
        const fact = e.facts.find(
          (f) =>
            f.key === c.key &&
            f.item === c.item &&
            (f.period ?? e.period) === (c.period ?? e.period) &&
            f.scope === c.scope &&
            sameAmount(f, c) &&
            equivalent(f.qualifier, c.qualifier),
        );
        if (fact && holds(q, c)) return { standing: 'backed', by: fact.key, period: fact.period, scope: fact.scope };
      }
      return null;
    },
  };
}

/** Equal amounts; a value that is no plain number (≥48场) is equal to itself only. */
function sameAmount(a: { value: string; unit: string }, b: { value: string; unit: string }): boolean {
  const [x, y] = [numberOf(a.value), numberOf(b.value)];
  if (!x || !y) return a.value === b.value;
  return (
    equals(mul(x, unitOf(a.unit).factor), mul(y, unitOf(b.unit).factor)) && unitOf(a.unit).base === unitOf(b.unit).base
  );
}

/** The candidate was read from this very number, not from another of its quote. */
function holds(q: Quantity, c: Candidate): boolean {
  const value = numberOf(c.value);
  return value ? q.value !== null && equals(value, q.value) : c.start <= q.start && c.end >= q.end;
}
