// The catalogue: every fact a report can need, joined from its themes and indexed by key.
import { BUDGET } from './budget.ts';
import type { FactDefinition } from './definition.ts';
import { FINAL, THREE_PUBLIC } from './final.ts';
import { INDICATORS } from './indicator.ts';
import { GOALS, MANAGEMENT, RESULTS } from './result.ts';
import { ASSETS, STAFF } from './staff.ts';
import { UNIT } from './unit.ts';

export const THEMES = {
  unit: UNIT,
  staff: STAFF,
  assets: ASSETS,
  budget: BUDGET,
  final: FINAL,
  three_public: THREE_PUBLIC,
  goals: GOALS,
  indicators: INDICATORS,
  results: RESULTS,
  management: MANAGEMENT,
} as const;
export type Theme = keyof typeof THEMES;

export const CATALOGUE: readonly FactDefinition[] = Object.values(THEMES).flat();

const BY_KEY = new Map(CATALOGUE.map((d) => [d.key, d]));

/** What a person registers that no entry names: a figure with a label of its own. */
export const OTHER_FIGURE = 'other_figure';

export const definitionOf = (key: string): FactDefinition | undefined => BY_KEY.get(key);
/** The standard Chinese term of a key, or the key itself for keys outside the catalogue. */
export const labelOf = (key: string): string => BY_KEY.get(key)?.label ?? key;
