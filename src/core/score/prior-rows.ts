// Indicators of an earlier year's form that this year has no row for: offered, never taken over by themselves. Last year's
// target and result stay last year's; they are shown beside the offer only.
import type { FactBook } from '../book.ts';
import { cellText } from './score-scene.ts';

export interface PriorRow {
  name: string;
  period: number;
  level1: string;
  level2: string;
  nature: string;
  weight: string | null;
  target: string;
  actual: string;
}

const KEYS = [
  'indicator_level1',
  'indicator_level2',
  'indicator_weight',
  'indicator_target',
  'indicator_nature',
] as const;

/** Of the latest earlier year that has any, by name; `taken`: rows that this year has. */
export function priorRows(book: FactBook, taken: ReadonlySet<string>): PriorRow[] {
  const facts = KEYS.flatMap((k) => book.every(k)).filter(
    (f) => f.scope && f.period !== null && f.period < book.period,
  );
  const period = facts.reduce((latest, f) => Math.max(latest, f.period!), 0);
  const names = [...new Set(facts.flatMap((f) => (f.period === period && f.scope ? [f.scope] : [])))].sort();
  return names
    .filter((n) => !taken.has(n))
    .map((name) => {
      const at = (key: string) => book.get(key, { scope: name, period });
      return {
        name,
        period,
        level1: at('indicator_level1')?.value ?? '',
        level2: at('indicator_level2')?.value ?? '',
        nature: at('indicator_nature')?.value ?? '',
        weight: at('indicator_weight')?.value ?? null,
        target: cellText(at('indicator_target')),
        actual: cellText(at('indicator_actual')),
      };
    });
}
