// Laws that every figure keeps, over all amounts and counts of the catalogue at once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { CATALOGUE } from '../../../src/core/catalogue/catalogue.ts';
import { type StatedFact, slotKey } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import type { Figure } from '../../../src/core/figure/figure.ts';
import { FAMILIES } from '../../../src/core/figure/formulas-shares.ts';
import { toFixed, toText } from '../../../src/core/number/exact.ts';
import { PERIOD, PROFILE } from './stated.ts';

const KEYS = CATALOGUE.filter((d) => ['money', 'count', 'percent', 'score'].includes(d.kind) && !d.many);

const anyFact = fc
  .record({
    d: fc.constantFrom(...KEYS),
    cents: fc.integer({ min: 0, max: 9_999_999 }),
    prior: fc.boolean(),
    scope: fc.constantFrom(null, null, null, '甲中心', '乙站'),
  })
  .map(({ d, cents, prior, scope }): StatedFact => {
    const decimal = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    return {
      key: d.key,
      period: prior ? PERIOD - 1 : PERIOD,
      scope: d.scope ? scope : null,
      item: null,
      value: d.kind === 'money' ? decimal : String(cents % 1000),
      unit: d.unit,
      qualifier: null,
      label: null,
    };
  });
const books = fc.uniqueArray(anyFact, { selector: slotKey, minLength: 40, maxLength: 250 });

const figuresOf = (facts: readonly StatedFact[]): Figure[] => computeFigures(factBook(facts, PERIOD), PROFILE);
const valuesOf = (figures: readonly Figure[]): string[] =>
  figures.map((f) => `${f.key}#${f.scope ?? ''} ${f.state.is === 'computed' ? toText(f.state.value) : f.state.is}`);

describe('laws of all figures', () => {
  it('the order of facts plays no part', () =>
    fc.assert(
      fc.property(
        books.chain((b) => fc.tuple(fc.constant(b), fc.shuffledSubarray(b, { minLength: b.length }))),
        ([facts, shuffled]) => {
          expect(figuresOf(shuffled)).toEqual(figuresOf(facts));
        },
      ),
      { numRuns: 25 },
    ));

  it('the same amounts in 元 give the same values', () =>
    fc.assert(
      fc.property(books, (wan) => {
        const yuan = wan.map((f) =>
          f.unit === '万元' ? { ...f, value: `${BigInt(f.value.replace('.', '')) * 100n}`, unit: '元' } : f,
        );
        expect(valuesOf(figuresOf(yuan))).toEqual(valuesOf(figuresOf(wan)));
      }),
      { numRuns: 25 },
    ));

  it('a number rests on facts that are there, and is gone or changed in its inputs without any one of them', () =>
    fc.assert(
      fc.property(books, fc.nat(), (facts, n) => {
        const there = new Set(facts.map(slotKey));
        const figures = figuresOf(facts);
        for (const f of figures) {
          if (f.state.is !== 'computed') continue;
          for (const slot of f.inputs) expect(there, `${f.key} ${slotKey(slot)}`).toContain(slotKey(slot));
        }
        const lost = slotKey(facts[n % facts.length]!);
        const rest = figuresOf(facts.filter((f) => slotKey(f) !== lost));
        for (const f of rest) if (f.state.is === 'computed') expect(f.inputs.map(slotKey), f.key).not.toContain(lost);
      }),
      { numRuns: 25 },
    ));

  it('no fact, no number but the count of the rows that the form prints', () => {
    expect(figuresOf([]).filter((f) => f.state.is === 'computed' && f.key !== 'indicator_count')).toEqual([]);
  });

  it('printed shares of a whole miss 100% by no more than half a last digit for each of them and for the whole', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...FAMILIES),
        fc.array(fc.bigInt(1n, 10n ** 8n), { minLength: 2, maxLength: 9 }),
        ({ whole, parts }, amounts) => {
          const used = parts.slice(0, amounts.length);
          const fact = (key: string, cents: bigint): StatedFact => ({
            key,
            period: PERIOD,
            scope: null,
            item: null,
            value: String(cents),
            unit: whole === 'projects_total' ? '个' : '元',
            qualifier: null,
            label: null,
          });
          const total = amounts.slice(0, used.length).reduce((a, b) => a + b, 0n);
          const facts = [fact(whole, total), ...used.map((p, i) => fact(String(p[2]), amounts[i]!))];
          const figures = figuresOf(facts).filter((f) => used.some((p) => p[0] === f.key) && f.scope === null);
          expect(figures.length).toBe(used.length);
          const hundredths = figures.map((f) =>
            f.state.is === 'computed' ? BigInt(toFixed(f.state.value, 2).replace('.', '')) : 0n,
          );
          const gap = hundredths.reduce((a, b) => a + b, 0n) - 10_000n;
          const off = gap < 0n ? -gap : gap;
          expect(2n * off).toBeLessThanOrEqual(BigInt(used.length + 1));
          expect(figures.some((f) => f.note !== undefined)).toBe(gap !== 0n);
        },
      ),
      { numRuns: 60 },
    ));
});
