// Notes the last digit that rounding leaves over: shares that make up the whole exactly, but whose printed numbers do not add up to
// 100%. Shares are never bent to fit.
import { equals, fromDecimal, HUNDRED, sum, toFixed } from '../number/exact.ts';
import type { Figure } from './figure.ts';
import { FAMILIES } from './formulas-shares.ts';

/** The figures with a note where their family has one. Equal input, equal output; the order stays. */
export function withTailNotes(figures: readonly Figure[]): Figure[] {
  const whole = new Map(figures.flatMap((f) => (f.scope === null ? [[f.key, f] as const] : [])));
  const notes = new Map<Figure, string>();
  for (const { base, parts } of FAMILIES) {
    const shares = parts.flatMap(([key]) => {
      const f = whole.get(key);
      return f?.state.is === 'computed' ? [{ f, value: f.state.value }] : [];
    });
    if (shares.length < 2 || !equals(sum(shares.map((s) => s.value)), HUNDRED)) continue;
    const { decimals } = shares[0]!.f;
    const shown = sum(shares.map((s) => fromDecimal(toFixed(s.value, decimals))!));
    if (equals(shown, HUNDRED)) continue;
    const note = `各项占${base}的比例之和为${toFixed(shown, decimals)}%，系四舍五入形成的尾数差。`;
    for (const s of shares) notes.set(s.f, note);
  }
  return notes.size ? figures.map((f) => (notes.has(f) ? { ...f, note: notes.get(f)! } : f)) : [...figures];
}
