// The numeric facts of a book as exact amounts, indexed once. Decides which of several facts in one slot is read; computes nothing.
import type { FactBook } from '../book.ts';
import { definitionOf } from '../catalogue/catalogue.ts';
import type { FactKind } from '../catalogue/definition.ts';
import type { StatedFact } from '../fact.ts';
import type { Exact } from '../number/exact.ts';
import { abs, compare, equals, exact, mul, sub } from '../number/exact.ts';
import { isExact } from '../number/qualifier.ts';
import { amountOf } from '../number/quantity.ts';
import { unitOf } from '../number/unit.ts';

export interface Reading {
  fact: StatedFact;
  /** In the base unit (元, 人, % …). */
  amount: Exact;
  base: string;
  /** False for 余, 约, 以上 …: such a number stands for an interval. */
  isExact: boolean;
}

/** `disputed`: two exact facts in one slot that no rounding reconciles; nobody may compute with either. */
export type Found = Reading | 'missing' | 'disputed';

export interface Readings {
  readonly period: number;
  at(key: string, year?: 0 | -1, scope?: string | null): Found;
  /** Every readable fact in one slot, for rules about facts that contradict each other. */
  all(key: string, year?: 0 | -1, scope?: string | null): readonly Reading[];
  /** Scopes that have this key in the year, sorted. */
  scopes(key: string, year?: 0 | -1): readonly string[];
  slots(): Iterable<readonly Reading[]>;
}

const read = new WeakMap<FactBook, Readings>();

/** Costs one pass over the facts, once for each book. Facts without a period count as the report year's; entries of lists are not numbers. */
export function readings(book: FactBook): Readings {
  const known = read.get(book);
  if (known) return known;
  const fresh = indexed(book);
  read.set(book, fresh);
  return fresh;
}

/** What stands under one key in one year. */
interface Shelf {
  whole: Reading[];
  scoped: Map<string, Reading[]>;
  names: readonly string[] | null;
}

function indexed(book: FactBook): Readings {
  const years = { '0': new Map<string, Shelf>(), '-1': new Map<string, Shelf>() };
  for (const fact of book.all) {
    const year = (fact.period ?? book.period) - book.period;
    if ((year !== 0 && year !== -1) || fact.item !== null) continue;
    const reading = readingOf(fact);
    if (!reading) continue;
    const shelves = years[year];
    let shelf = shelves.get(fact.key);
    if (!shelf) {
      shelf = { whole: [], scoped: new Map(), names: null };
      shelves.set(fact.key, shelf);
    }
    if (fact.scope === null) shelf.whole.push(reading);
    else {
      const row = shelf.scoped.get(fact.scope);
      if (row) row.push(reading);
      else shelf.scoped.set(fact.scope, [reading]);
    }
  }
  const all = (key: string, year: 0 | -1 = 0, scope: string | null = null): readonly Reading[] => {
    const shelf = years[year].get(key);
    return (shelf && (scope === null ? shelf.whole : shelf.scoped.get(scope))) ?? NO_READINGS;
  };
  return {
    period: book.period,
    all,
    at: (key, year, scope) => choose(all(key, year, scope)),
    scopes(key, year = 0) {
      const shelf = years[year].get(key);
      if (!shelf) return NO_NAMES;
      shelf.names ??= [...shelf.scoped.keys()].sort();
      return shelf.names;
    },
    *slots() {
      for (const shelves of Object.values(years))
        for (const shelf of shelves.values()) {
          if (shelf.whole.length) yield shelf.whole;
          yield* shelf.scoped.values();
        }
    },
  };
}

const NO_READINGS: readonly Reading[] = [];
const NO_NAMES: readonly string[] = [];

/** Units a kind of fact can be in: money is never in 人, a rate never in 万元. */
const FITS: Partial<Record<FactKind, (base: string) => boolean>> = {
  money: (base) => base === '元',
  percent: (base) => base === '%',
  count: (base) => base !== '元' && base !== '%',
};

export function readingOf(fact: StatedFact): Reading | null {
  const amount = amountOf(fact);
  if (!amount) return null;
  const kind = definitionOf(fact.key)?.kind;
  if (kind && FITS[kind]?.(amount.base) === false) return null;
  return { fact, amount: amount.amount, base: amount.base, isExact: isExact(fact.qualifier) };
}

/** Exact before approximate, then the finest; a coarser fact must round to it. The order of facts plays no part. */
function choose(row: readonly Reading[]): Found {
  if (row.length === 0) return 'missing';
  if (row.length === 1) return row[0]!;
  const exactOnes = row.filter((r) => r.isExact);
  const pool = [...(exactOnes.length ? exactOnes : row)].sort(finestFirst);
  const best = pool[0]!;
  return pool.every((r) => agree(best, r)) ? best : 'disputed';
}

const printed = (r: Reading): string => `${r.fact.value}${r.fact.unit}${r.fact.qualifier ?? ''}`;
const finestFirst = (a: Reading, b: Reading): number =>
  compare(lastPlace(a), lastPlace(b)) || (printed(a) < printed(b) ? -1 : printed(a) > printed(b) ? 1 : 0);
const agree = (fine: Reading, coarse: Reading): boolean =>
  equals(fine.amount, coarse.amount) ||
  compare(abs(sub(fine.amount, coarse.amount)), mul(lastPlace(coarse), exact(1n, 2n))) <= 0;

/** The worth of the last digit shown, in the base unit: 0.01 亿元 -> 1000000 元. */
export function lastPlace(r: Reading): Exact {
  const decimals = r.fact.value.split(/[.．]/)[1]?.length ?? 0;
  return mul(unitOf(r.fact.unit).factor, exact(1n, 10n ** BigInt(decimals)));
}
