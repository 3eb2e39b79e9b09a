// Whether printed parts differ from their printed whole by rounding alone (尾数差). Says nothing about real differences.
import { abs, add, type Exact, exact, fromDecimal, isZero, sub, toFixed, ZERO } from '../core/number/exact.ts';

/**
 * True when the rounded parts do not sum to the rounded whole, and the difference is at most half of the last place for each
 * part and for the whole: 0.005 × (k + 1) with two decimals.
 */
export function isTailDifference(parts: readonly Exact[], whole: Exact, decimals: number): boolean {
  const shown = (v: Exact): Exact => fromDecimal(toFixed(v, decimals))!;
  const difference = abs(sub(parts.map(shown).reduce(add, ZERO), shown(whole)));
  const limit = exact(BigInt(parts.length + 1), 2n * 10n ** BigInt(decimals));
  return !isZero(difference) && sub(difference, limit).num <= 0n;
}
