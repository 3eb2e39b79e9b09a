// What differs between two readings of the same figures. Computes no figure.
import { equals } from '../number/exact.ts';
import type { Figure, FigureState } from './figure.ts';

/** null: not listed on that side. */
export interface FigureChange {
  before: Figure | null;
  after: Figure | null;
}

export const figureId = (f: Pick<Figure, 'key' | 'scope'>): string => `${f.key}|${f.scope ?? ''}`;

/** Only figures whose value, state or base changed, in the order of the table. */
export function figureChanges(before: readonly Figure[], after: readonly Figure[]): FigureChange[] {
  const was = new Map(before.map((f) => [figureId(f), f]));
  const is = new Map(after.map((f) => [figureId(f), f]));
  const changed = after.flatMap((f): FigureChange[] => {
    const old = was.get(figureId(f)) ?? null;
    return old && old.base === f.base && sameState(old.state, f.state) ? [] : [{ before: old, after: f }];
  });
  return [...changed, ...before.flatMap((f) => (is.has(figureId(f)) ? [] : [{ before: f, after: null }]))];
}

function sameState(a: FigureState, b: FigureState): boolean {
  if (a.is === 'computed') return b.is === 'computed' && equals(a.value, b.value);
  if (a.is === 'waiting') return b.is === 'waiting' && a.for.join() === b.for.join();
  return b.is === 'not-applicable' && a.code === b.code && a.text === b.text;
}
