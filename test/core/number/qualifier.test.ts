import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, fromDecimal } from '../../../src/core/number/exact.ts';
import { accepts, equivalent, isQualifier, type Qualifier } from '../../../src/core/number/qualifier.ts';
import { placeOf } from '../../../src/core/number/scan.ts';

const d = (s: string) => fromDecimal(s)!;
const stated = (n: string, qualifier: Qualifier | null) => {
  const decimals = n.split('.')[1]?.length ?? 0;
  return { value: d(n), place: placeOf(d(n), decimals), decimals, qualifier };
};

/** [number as stated, qualifier, values it accepts, values it does not] – worked by hand from the contract. */
const TABLE: readonly (readonly [string, Qualifier | null, readonly string[], readonly string[]])[] = [
  ['67', null, ['66.5', '66.67', '67', '67.4999'], ['66.49', '67.5', '76']],
  ['66.7', null, ['66.65', '66.67', '66.7'], ['66.64', '66.75']],
  ['-5.88', null, ['-5.882', '-5.875'], ['5.88', '-5.89']],
  ['700', '余', ['701', '700.5', '799'], ['700', '800', '699']],
  ['3000', '余', ['3001', '3999'], ['3000', '4000']],
  ['30', '多', ['31', '39.9'], ['30', '40']],
  ['2.6', '突破', ['2.61', '2.69'], ['2.6', '2.7', '2.5']],
  ['300', '超过', ['301', '399'], ['300', '400']],
  ['300', '逾', ['301', '399'], ['300', '400']],
  ['120', '约', ['114', '126', '120', '115'], ['113.9', '126.1']],
  ['3', '约', ['2.5', '3.5'], ['2.4', '3.6']],
  ['9', '左右', ['8.5', '9.5'], ['8.4', '9.6']],
  ['70', '近', ['63', '69.99'], ['62.9', '70', '71']],
  ['3', '不足', ['2.1', '2.99'], ['2', '3', '3.1']],
  ['95', '以上', ['95', '100'], ['94.9']],
  ['90', '不低于', ['90', '96'], ['89']],
  ['5', '以下', ['5', '0'], ['5.1']],
  ['5', '列举', ['5'], ['6']],
];

describe('qualifiers', () => {
  it.each(TABLE)('%s with %s accepts %j and not %j', (n, q, yes, no) => {
    for (const v of yes) expect(accepts(stated(n, q), d(v)), v).toBe(true);
    for (const v of no) expect(accepts(stated(n, q), d(v)), v).toBe(false);
  });

  it('says which qualifiers promise the same', () => {
    const same: [Qualifier | null, Qualifier | null][] = [
      ['余', '多'],
      ['约', '左右'],
      ['超过', '突破'],
      ['以上', '不低于'],
      [null, '列举'],
    ];
    for (const [a, b] of same) expect(equivalent(a, b)).toBe(true);
    const apart: [Qualifier | null, Qualifier | null][] = [
      ['余', null],
      ['余', '近'],
      ['约', '余'],
      ['以上', '以下'],
      ['近', '不足'],
    ];
    for (const [a, b] of apart) expect(equivalent(a, b)).toBe(false);
    expect([isQualifier('余'), isQualifier('大概齐')]).toEqual([true, false]);
  });

  const value = fc.tuple(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 3 }));
  it('keeps the laws of its intervals for every number', () => {
    fc.assert(
      fc.property(value, fc.integer({ min: -3_000_000, max: 30_000_000 }), ([n, decimals], raw) => {
        const scale = 10n ** BigInt(decimals);
        const number = exact(BigInt(n), scale);
        const v = exact(BigInt(raw), scale * 7n);
        const s = { value: number, place: placeOf(number, decimals), decimals };
        const is = (q: Qualifier | null): boolean => accepts({ ...s, qualifier: q }, v);
        // Above and below exclude each other; what is exactly n is neither; at least and at most meet only in n.
        expect(is('余') && is('近')).toBe(false);
        expect(is('余')).toBe(is('多'));
        expect(is('余')).toBe(is('超过'));
        if (is('余')) expect(is('以上')).toBe(true);
        if (is('不足')) expect(is('以下')).toBe(true);
        if (is('近')) expect(is('以下')).toBe(true);
        if (is('以上') && is('以下')) expect(v).toEqual(number);
        expect(accepts({ ...s, qualifier: null }, number)).toBe(true);
        for (const q of ['余', '近', '不足', '突破'] as const)
          expect(accepts({ ...s, qualifier: q }, number)).toBe(false);
        for (const q of ['约', '以上', '以下'] as const) expect(accepts({ ...s, qualifier: q }, number)).toBe(true);
      }),
    );
  });
});
