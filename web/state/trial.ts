// A trial of other values: what can be tried, and the request it makes. Nothing here is ever saved. Pure.
import type { NewWhatIf, WireFact, WireFigure, WireProspect } from '../../src/http/wire.ts';
import { amount } from '../words/amount.ts';
import { readKey } from './figures.ts';
import { typedValue } from './review.ts';

/** A value that can be tried: a fact there is, or one a figure waits for. */
export interface Choice {
  id: string;
  key: string;
  period: number;
  scope: string | null;
  item: string | null;
  /** Told apart from every other choice: what a person picks by. */
  label: string;
  title: string;
  /** As it is now; '' when there is none. */
  now: string;
  unit: string;
}
export interface Tried {
  choice: Choice;
  typed: string;
}

/** What is tried and what it gave: the step keeps it, so that a look at a figure or a finding loses nothing. */
export interface TrialState {
  tried: Tried[];
  result: WireProspect | null;
}
export const emptyTrial: TrialState = { tried: [], result: null };

/** After facts were read again: unchanged where every value tried still stands as it did. */
export function refreshed(t: TrialState, all: readonly Choice[]): TrialState {
  const now = t.tried.map((x) => ({ ...x, choice: all.find((c) => c.id === x.choice.id) ?? x.choice }));
  return now.every((x, i) => x.choice.now === t.tried[i]!.choice.now) ? t : { tried: now, result: null };
}

const isNumber = (f: WireFact): boolean => f.unit !== '' && /^-?\d+(\.\d+)?$/.test(f.value);

export function choicesOf(facts: readonly WireFact[], figures: readonly WireFigure[], period: number): Choice[] {
  const known = facts
    .filter((f) => f.standing.is === 'confirmed' && isNumber(f) && f.key !== 'passage_figure')
    .map((f) => ({
      id: f.id,
      key: f.key,
      period: f.period ?? period,
      scope: f.scope,
      item: f.item,
      title: `${f.scope ? `${f.scope} · ` : ''}${f.title}${f.item ? `（${f.item}）` : ''}`,
      now: amount(f),
      unit: f.unit,
    }));
  const seen = new Set<string>();
  const missing = figures.flatMap((f) => {
    const { state } = f;
    if (state.is !== 'waiting' || f.scope !== null) return [];
    return state.for.flatMap((w) => {
      const at = readKey(w.key, period);
      if (seen.has(w.key)) return [];
      seen.add(w.key);
      return [{ id: w.key, ...at, scope: null, item: null, title: w.title, now: '', unit: '' }];
    });
  });
  const labels = new Map<string, number>();
  return [...known, ...missing].map((c) => {
    const year = c.period === period || c.title.startsWith('上年') ? '' : `（${c.period}年）`;
    const label = `${c.title}${year}${c.now ? ` ${c.now}` : ''}`;
    const n = (labels.get(label) ?? 0) + 1;
    labels.set(label, n);
    return { ...c, label: n > 1 ? `${label} #${n}` : label };
  });
}

/** The request, or the first choice whose value is no number. Rows left empty are not tried. */
export function trialRequest(tried: readonly Tried[]): { request: NewWhatIf | null; bad: Choice | null } {
  const facts: NewWhatIf['facts'] = [];
  for (const { choice: c, typed } of tried) {
    if (!typed.trim()) continue;
    const got = typedValue(typed, c.unit || '?');
    if (!got || !/^-?\d+(\.\d+)?$/.test(got.value)) return { request: null, bad: c };
    facts.push({
      key: c.key,
      period: c.period,
      scope: c.scope,
      item: c.item,
      value: got.value,
      ...(got.unit === '?' ? {} : { unit: got.unit }),
    });
  }
  return { request: facts.length ? { facts } : null, bad: null };
}
