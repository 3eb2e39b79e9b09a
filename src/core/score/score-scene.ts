// What the rows of a scoring table are read from: facts by the row's name, figures by key. Scores nothing.
import type { FactBook } from '../book.ts';
import { withQualifier } from '../draft/phrase.ts';
import type { FactSlot, StatedFact } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import { type Exact, fromDecimal } from '../number/exact.ts';
import { amountOf } from '../number/quantity.ts';
import type { Scoring } from './scoring.ts';

/** The row that stands for the satisfaction facts while no indicator names them. */
export const SATISFACTION = '服务对象满意度';

export interface Scene {
  scoring: Scoring;
  period: number;
  /** The whole unit's figure of the report year. */
  figure(key: string): Figure | undefined;
  /** What is said of one row. */
  said(key: string, name: string): StatedFact | undefined;
  /** The ticked items of a checklist. */
  checks(name: string): readonly StatedFact[];
  /** Names that facts of `keys` speak of, sorted. */
  names(keys: readonly string[]): string[];
  /** Every fact about the row. */
  slots(name: string): FactSlot[];
}

const slot = ({ key, period, scope, item }: StatedFact): FactSlot => ({ key, period, scope, item });
const inOrder = (a: FactSlot, b: FactSlot): number => {
  const [x, y] = [a, b].map((s) => `${s.key}|${s.period ?? ''}|${s.scope ?? ''}|${(s.item ?? '').padStart(4, '0')}`);
  return x! < y! ? -1 : x === y ? 0 : 1;
};

/** One pass over the facts; every question after it is a look-up. */
export function sceneOf(scoring: Scoring, book: FactBook, figures: readonly Figure[]): Scene {
  const whole = new Map(figures.filter((f) => f.scope === null).map((f) => [f.key, f]));
  const byName = new Map<string, StatedFact[]>();
  for (const f of book.all) {
    if (!f.scope || !f.key.startsWith('indicator_') || (f.period !== book.period && f.period !== null)) continue;
    const row = byName.get(f.scope);
    if (row) row.push(f);
    else byName.set(f.scope, [f]);
  }
  const survey = (key: string): StatedFact | undefined => {
    const source =
      key === 'indicator_target' ? 'satisfaction_target' : key === 'indicator_actual' ? 'satisfaction_rate' : null;
    const f = source ? book.get(source) : undefined;
    return f && { ...f, value: withQualifier(f.value, f.unit, f.qualifier), unit: '', qualifier: null };
  };
  const said: Scene['said'] = (key, name) =>
    byName.get(name)?.find((f) => f.key === key) ?? (name === SATISFACTION ? survey(key) : undefined);
  return {
    scoring,
    period: book.period,
    figure: (key) => whole.get(key),
    said,
    checks: (name) => (byName.get(name) ?? []).filter((f) => f.key === 'indicator_check'),
    names: (keys) =>
      [...byName].flatMap(([name, facts]) => (facts.some((f) => keys.includes(f.key)) ? [name] : [])).sort(),
    slots: (name) => {
      const own = (byName.get(name) ?? []).map(slot);
      const more =
        name === SATISFACTION
          ? ['indicator_target', 'indicator_actual'].flatMap((key) => {
              const f = said(key, name);
              return f && !f.key.startsWith('indicator_') ? [slot(f)] : [];
            })
          : [];
      return [...own, ...more].sort(inOrder);
    },
  };
}

/** What a cell of words says: 约12个 stays 约12个. */
export const cellText = (f: StatedFact | undefined): string => (f ? withQualifier(f.value, f.unit, f.qualifier) : '');

export const pointsSaid = (f: StatedFact | undefined): Exact | null =>
  f ? (amountOf(f)?.amount ?? fromDecimal(f.value)) : null;

/** The slot that a formula's input (`key@prior`) or a cell of a row stands in. */
export function slotFor(key: string, scene: Scene, scope: string | null = null): FactSlot {
  const [name, when] = key.split('@') as [string, string?];
  return { key: name, period: scene.period - (when === 'prior' ? 1 : 0), scope, item: null };
}

/** 76.00 is printed 76. */
export const trimmed = (s: string): string => (s.includes('.') ? s.replace(/\.?0+$/, '') : s);
