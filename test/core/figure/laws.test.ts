// Laws that every figure keeps, over all amounts and counts of the catalogue at once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { CATALOGUE, definitionOf } from '../../../src/core/catalogue/catalogue.ts';
import { checkFacts } from '../../../src/core/check/check.ts';
import { SUM_ROWS } from '../../../src/core/check/sums.ts';
import { type StatedFact, slotKey } from '../../../src/core/fact.ts';
import { computeFigures, FIGURE_KEYS } from '../../../src/core/figure/compute.ts';
import type { Figure } from '../../../src/core/figure/figure.ts';
import { FAMILIES } from '../../../src/core/figure/formulas-shares.ts';
import { toFixed, toText } from '../../../src/core/number/exact.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { PROFILES } from '../../profiles.ts';
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
/** What people choose, mark or write in the scoring table: figures rest on these too. */
const CHOICES: readonly [string, readonly string[]][] = [
  ['budget_base', ['年初预算数', '全年预算数']],
  ['budget_adjusted_includes_carryover', ['含', '不含']],
  ['building_none', ['无']],
  ['project_is_key', ['是', '否']],
  ['indicator_level1', ['产出指标', '效益指标', '满意度指标', '成本指标', '履职效能']],
  ['indicator_target', ['≥10个', '≤5天', '100%', '0次', '提高服务水平']],
  ['indicator_actual', ['12个', '9个', '6天', '98%', '0次', '有所提高']],
  ['indicator_weight', ['10', '25', '50']],
  ['indicator_band', ['达成年度指标', '部分达成年度指标并具有一定效果']],
  ['indicator_not_applicable', ['本年度没有安排此项工作']],
];
const anyChoice = fc.constantFrom(...CHOICES).chain(([key, values]) =>
  fc.record({
    key: fc.constant(key),
    period: fc.constant<number | null>(PERIOD),
    scope: /^(?:indicator|project)_/.test(key) ? fc.constantFrom('甲中心', '乙站') : fc.constant(null),
    item: fc.constant(null),
    value: fc.constantFrom(...values),
    unit: fc.constant(key === 'indicator_weight' ? '分' : ''),
    qualifier: fc.constant(null),
    label: fc.constant(null),
  }),
);
const sparse = fc.uniqueArray(fc.oneof({ weight: 8, arbitrary: anyFact }, { weight: 1, arbitrary: anyChoice }), {
  selector: slotKey,
  minLength: 40,
  maxLength: 250,
});
/** Everything of both years is stated, with a scope of its own where the catalogue has scopes. */
const full = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 2 * KEYS.length, maxLength: 2 * KEYS.length }),
    fc.uniqueArray(anyChoice, { selector: slotKey, maxLength: 20 }),
  )
  .map(([cents, choices]): StatedFact[] => [
    ...KEYS.flatMap((d, i) =>
      [0, 1].map((ago): StatedFact => {
        const n = cents[2 * i + ago]!;
        return {
          key: d.key,
          period: PERIOD - ago,
          scope: d.scope && d.scope !== 'sub_unit' ? '甲中心' : null,
          item: null,
          value:
            d.kind === 'money' ? `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}` : String((n % 999) + 1),
          unit: d.unit,
          qualifier: null,
          label: null,
        };
      }),
    ),
    ...choices.filter((c) => c.key !== 'indicator_weight'),
  ]);
const books = fc.oneof({ weight: 4, arbitrary: sparse }, { weight: 1, arbitrary: full });
/** Each kind has its own variants, rows and rules. */
const kinds = fc.constantFrom<Profile>(PROFILE, ...PROFILES);

const figuresOf = (facts: readonly StatedFact[], kind: Profile = PROFILE): Figure[] =>
  computeFigures(factBook(facts, PERIOD), kind);
/** 49981.60万元 and 49981.6万元 are the same words. */
const bare = (text: string): string => text.replace(/(\d+\.\d*?)0+(?!\d)/g, '$1').replace(/\.(?!\d)/g, '');
const valuesOf = (figures: readonly Figure[]): string[] =>
  figures.map((f) => {
    const { state } = f;
    const said =
      state.is === 'computed' ? toText(state.value) : state.is === 'waiting' ? state.for.join() : bare(state.text);
    return `${f.key}#${f.scope ?? ''} ${said} ${f.note ?? ''}`;
  });

describe('laws of all figures', () => {
  it('the order of facts plays no part', () =>
    fc.assert(
      fc.property(
        books.chain((b) => fc.tuple(fc.constant(b), fc.shuffledSubarray(b, { minLength: b.length }))),
        kinds,
        ([facts, shuffled], kind) => {
          expect(figuresOf(shuffled, kind)).toEqual(figuresOf(facts, kind));
        },
      ),
      { numRuns: 60 },
    ));

  it('the same amounts in 元 give the same values', () =>
    fc.assert(
      fc.property(books, kinds, (wan, kind) => {
        const yuan = wan.map((f) =>
          f.unit === '万元' ? { ...f, value: `${BigInt(f.value.replace('.', '')) * 100n}`, unit: '元' } : f,
        );
        expect(valuesOf(figuresOf(yuan, kind))).toEqual(valuesOf(figuresOf(wan, kind)));
      }),
      { numRuns: 60 },
    ));

  it('every figure of the tables is among those that these books reach', () => {
    const reached = new Set<string>();
    for (const kind of [PROFILE, ...PROFILES])
      for (const facts of fc.sample(books, { numRuns: 60, seed: 7 }))
        for (const f of figuresOf(facts, kind)) if (f.state.is !== 'waiting') reached.add(f.key);
    // A whole scoring table, and a year before whose base is unambiguous, do not come about at random; they have tests of their own.
    const apart = ['scoring_total', 'indicator_done_count', 'indicator_done_rate'];
    const lastYears = ['execution_rate_available_change', 'budget_completion_rate_change', 'carryover_rate_change'];
    expect([...FIGURE_KEYS].filter((k) => !reached.has(k) && ![...apart, ...lastYears].includes(k))).toEqual([]);
  });

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

  // Parts in 元 and 分, each printed in 万元 with two decimals, against their total printed likewise: k + 1 roundings of half a
  // last digit each, tol = 0.005 × (k + 1).
  const SUMS = SUM_ROWS.filter((r) => r.enough >= 2 && r.parts.length >= 2 && definitionOf(r.whole)?.kind === 'money');
  it('sums of rounded parts hold within the tolerance, and are told apart beyond it', () => {
    expect(SUMS.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(
        fc.constantFrom(...SUMS),
        fc.array(fc.bigInt(1_000_000n, 10n ** 10n), { minLength: 2, maxLength: 9 }),
        fc.bigInt(1n, 10n ** 6n),
        fc.boolean(),
        (row, amounts, more, up) => {
          const parts = row.parts.slice(0, amounts.length);
          const cents = amounts.slice(0, parts.length);
          const wan = (n: bigint): string => {
            const hundredths = (n + 5_000n) / 10_000n;
            return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
          };
          const stated = (key: string, value: string): StatedFact => ({
            key,
            period: PERIOD,
            scope: null,
            item: null,
            value,
            unit: '万元',
            qualifier: null,
            label: null,
          });
          const total = cents.reduce((a, b) => a + b, 0n);
          const found = (whole: string): string[] => {
            const facts = [stated(row.whole, whole), ...parts.map((key, i) => stated(key, wan(cents[i]!)))];
            const book = factBook(facts, PERIOD);
            return checkFacts(book, computeFigures(book, PROFILE), PROFILE)
              .filter((f) => f.rule === row.id && f.severity !== 'I')
              .map((f) => f.message);
          };
          expect(found(wan(total)), row.id).toEqual([]);
          if (row.extra || row.must || row.instead || parts.length < row.enough) return;
          // Beyond every rounding: the tolerance, a last digit for the total's own rounding, and something more.
          const beyond = BigInt(parts.length + 1) * 5_000n + 20_000n + more;
          if (up || parts.length === row.parts.length)
            expect(found(wan(up ? total - beyond : total + beyond)), row.id).not.toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
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
