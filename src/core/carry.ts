// Which facts hold in the report year: the year's own, and carried ones (duties, organisation) of the latest earlier year.
import { definitionOf } from './catalogue/catalogue.ts';
import type { StatedFact } from './fact.ts';

/**
 * Adds, for every catalogue key marked `carried` that has no fact in `period`, the facts of its latest earlier year restated
 * for `period`. Yearly keys are never carried: last year's figures stay last year's.
 */
export function carryForward<T extends StatedFact>(facts: readonly T[], period: number): T[] {
  const has = new Set(facts.filter((f) => f.period === period).map((f) => f.key));
  const latest = new Map<string, number>();
  for (const f of facts) {
    if (f.period === null || f.period >= period || has.has(f.key)) continue;
    if (definitionOf(f.key)?.renewal !== 'carried') continue;
    latest.set(f.key, Math.max(latest.get(f.key) ?? 0, f.period));
  }
  const carried = facts.filter((f) => f.period !== null && latest.get(f.key) === f.period);
  return [...facts, ...carried.map((f) => ({ ...f, period }))];
}
