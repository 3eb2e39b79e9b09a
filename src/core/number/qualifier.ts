// Words that turn a number into an interval (余 约 近 以上 …) and what each accepts.
import type { Exact } from './exact.ts';
import { abs, add, compare, exact, mul, sub } from './exact.ts';

export type Qualifier =
  | '余'
  | '多'
  | '约'
  | '左右'
  | '近'
  | '超过'
  | '逾'
  | '突破'
  | '不足'
  | '以上'
  | '不低于'
  | '以下'
  | '列举'
  | '无';

/** A number as a text states it. All parts are in the printed unit. */
export interface Stated {
  value: Exact;
  /** Place value of the last non-zero digit. */
  place: Exact;
  decimals: number;
  qualifier: Qualifier | null;
}

/** Words of one kind accept the same values. 列举 and 无 are exact: a count of a list, a stated absence. */
const KIND: Record<Qualifier, 'exact' | 'above' | 'about' | 'nearly' | 'short' | 'least' | 'most'> = {
  余: 'above',
  多: 'above',
  超过: 'above',
  逾: 'above',
  突破: 'above',
  约: 'about',
  左右: 'about',
  近: 'nearly',
  不足: 'short',
  以上: 'least',
  不低于: 'least',
  以下: 'most',
  列举: 'exact',
  无: 'exact',
};

/** For values that come from outside: an answers file, a facts file. */
export const isQualifier = (word: string): word is Qualifier => Object.hasOwn(KIND, word);

export const isExact = (q: Qualifier | null): boolean => q === null || KIND[q] === 'exact';

/** Open to one side: true of every greater (or smaller) number. */
export const isWeak = (q: Qualifier | null): boolean => q !== null && (KIND[q] === 'least' || KIND[q] === 'most');

/** Whether two qualifiers promise the same: 余 and 多, 约 and 左右, 以上 and 不低于, none and 列举. */
export const equivalent = (a: Qualifier | null, b: Qualifier | null): boolean =>
  (a === null ? 'exact' : KIND[a]) === (b === null ? 'exact' : KIND[b]);

const NINE_TENTHS = exact(9n, 10n);
const TWENTIETH = exact(1n, 20n);
const HALF = exact(1n, 2n);

/**
 * Whether the exact value `v` is fairly stated so. Without a qualifier: rounding `v` half-up to the decimals shown gives the number.
 * 余 多 超过 逾 突破: n < v < n + u. 约 左右: |v − n| ≤ max(5% of n, u/2). 近: 0.9 n ≤ v < n. 不足: n − u < v < n. 以上 不低于: v ≥ n. 以下: v ≤ n.
 */
export function accepts(stated: Stated, v: Exact): boolean {
  const { value: n, place: u } = stated;
  switch (stated.qualifier === null ? 'exact' : KIND[stated.qualifier]) {
    case 'exact':
      return compare(roundTo(v, stated.decimals), n) === 0;
    case 'above':
      return compare(v, n) > 0 && compare(v, add(n, u)) < 0;
    case 'about': {
      const [five, half] = [mul(abs(n), TWENTIETH), mul(u, HALF)];
      return compare(abs(sub(v, n)), compare(five, half) > 0 ? five : half) <= 0;
    }
    case 'nearly':
      return compare(v, mul(n, NINE_TENTHS)) >= 0 && compare(v, n) < 0;
    case 'short':
      return compare(v, sub(n, u)) > 0 && compare(v, n) < 0;
    case 'least':
      return compare(v, n) >= 0;
    case 'most':
      return compare(v, n) <= 0;
  }
}

/** 四舍五入 to `decimals` places, half away from zero, as a number. */
export function roundTo(v: Exact, decimals: number): Exact {
  const scale = 10n ** BigInt(decimals);
  const n = (v.num < 0n ? -v.num : v.num) * scale;
  const q = (n * 2n + v.den) / (v.den * 2n);
  return exact(v.num < 0n ? -q : q, scale);
}
