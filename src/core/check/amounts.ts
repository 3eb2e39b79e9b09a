// How rules read and print amounts: exact readings only, money in the profile's unit, the tolerance for rounded addends.

import { shown } from '../figure/compute.ts';
import { slotOf } from '../figure/evaluate.ts';
import type { Reading } from '../figure/reading.ts';
import { lastPlace } from '../figure/reading.ts';
import type { Exact } from '../number/exact.ts';
import { abs, add, compare, div, exact, fromDecimal, mul, sub, toText, ZERO } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import type { Profile } from '../profile.ts';
import type { FactScene } from './rule.ts';

export { slotOf };

/** An exact fact, `key@prior` for last year's; undefined when missing, disputed or approximate. */
export function exactFact(scene: FactScene, name: string, scope: string | null = null): Reading | undefined {
  const [key, when] = name.split('@') as [string, string?];
  const found = scene.facts.at(key, when === 'prior' ? -1 : 0, scope);
  return typeof found === 'string' || !found.isExact || isRest(found) ? undefined : found;
}

/** 未执行预算364万元 is what is left of a budget, whatever it was taken for. */
const isRest = (r: Reading): boolean => /^[^，。；]{0,4}未(?:执行|支出|使用|支付|完成)/.test(r.fact.quote ?? '');

/** The readings of all names, or null when one cannot be had. */
export function allOf(scene: FactScene, names: readonly string[], scope: string | null = null): Reading[] | null {
  const found = names.map((n) => exactFact(scene, n, scope));
  return found.every((r) => r !== undefined) ? (found as Reading[]) : null;
}

export const isMoney = (r: Reading): boolean => r.base === '元';

/** 7910万元; counts are plain numbers. */
export function printed(amount: Exact, money: boolean, profile: Profile): string {
  if (!money) return toText(amount);
  const value = div(amount, unitOf(profile.moneyUnit).factor)!;
  return `${shown(value, profile.decimals.money)}${profile.moneyUnit}`;
}

export const percent = (value: Exact, profile: Profile): string => shown(value, profile.decimals.percent);

const HALF = exact(1n, 2n);
const CENT = exact(1n, 200n);

/** What rounding may have cost one number: 0.005 of the display unit; half the last place of one printed in 亿元. Counts: nothing. */
export function slack(r: Reading, profile: Profile): Exact {
  if (!isMoney(r)) return ZERO;
  const [own, display] = [unitOf(r.fact.unit).factor, unitOf(profile.moneyUnit).factor];
  const wan = unitOf('万元').factor;
  if (compare(own, wan) > 0) return mul(lastPlace(r), HALF);
  return mul(compare(own, display) > 0 ? own : display, CENT);
}

/** tol = 0.005 × (k + 1) for k addends and their total. */
export const tolerance = (rs: readonly Reading[], profile: Profile): Exact =>
  rs.reduce((t, r) => add(t, slack(r, profile)), ZERO);

export const differ = (a: Exact, b: Exact, tol: Exact): boolean => compare(abs(sub(a, b)), tol) > 0;

export const decimalsOf = (value: string): number => value.split(/[.．]/)[1]?.length ?? 0;

/** Whether a stated percentage can be a rounding of the computed one: within half its last place and 0.005. */
export function matchesRate(stated: Exact, decimals: number, computed: Exact): boolean {
  const half = exact(1n, 2n * 10n ** BigInt(decimals));
  return compare(abs(sub(stated, computed)), add(half, decimals > 0 ? CENT : ZERO)) <= 0;
}

/** A threshold of the profile as an exact number. */
export const threshold = (n: number): Exact => fromDecimal(String(n)) ?? ZERO;
