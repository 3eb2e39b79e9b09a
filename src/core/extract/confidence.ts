// How sure a candidate is: reasons with points, counted in this one place. What a reader or a miner saw becomes reasons; the
// points decide high, medium or low. No opinion of a model counts, and nothing here changes a value.
import { SUM_ROWS } from '../check/sums.ts';
import type { Claim, Confidence } from '../fact.ts';
import { abs, compare, type Exact, exact, isZero, mul, sub, sum, ZERO } from '../number/exact.ts';
import { amountOf } from '../number/quantity.ts';
import { unitOf } from '../number/unit.ts';

/** reason -> points and the words staff see. */
export const REASONS = {
  'exact-place': { points: 1, words: '原文逐字可查' },
  'clear-wording': { points: 3, words: '说法明确' },
  'indirect-wording': { points: 1, words: '由上下文判断' },
  'other-subject': { points: -3, words: '可能不是本单位的数' },
  'table-cell': { points: 0, words: '取自表格' },
  'header-unit': { points: 0, words: '单位取自表头' },
  'unit-inferred': { points: -2, words: '单位由上下文推定' },
  'said-again': { points: 1, words: '文中多处一致' },
  'adds-up': { points: 1, words: '与合计相符' },
  'does-not-add-up': { points: -2, words: '与合计对不上' },
  approximate: { points: -1, words: '约数' },
  contradicted: { points: -2, words: '同一材料另有不同的数' },
} as const satisfies Record<string, { points: number; words: string }>;

export type Reason = keyof typeof REASONS;

export const reasonWords = (reasons: readonly Reason[]): string[] => reasons.map((r) => REASONS[r].words);

/** high from 3 points, medium from 1. */
export function confidenceOf(reasons: readonly Reason[]): Confidence {
  const points = reasons.reduce((n, r) => n + REASONS[r].points, 0);
  return points >= 3 ? 'high' : points >= 1 ? 'medium' : 'low';
}

/** What is known of a candidate beside its claim. */
export interface Evidence {
  /** What the miner said of the wording it went by. */
  wording: Confidence;
  /** The words at its place, as read. */
  quote: string;
  /** In a cell of a table, and whether the table names a unit. */
  cell: boolean;
  tableUnit: string | null;
  places: number;
  contradicted: boolean;
  adds: 'adds-up' | 'does-not-add-up' | null;
}

const WORDING = {
  high: 'clear-wording',
  medium: 'indirect-wording',
  low: 'other-subject',
} as const satisfies Record<Confidence, Reason>;

export function reasonsOf(claim: Claim, e: Evidence): Reason[] {
  const reasons: Reason[] = ['exact-place', WORDING[e.wording]];
  if (e.cell) reasons.push('table-cell');
  if (unitOf(claim.unit).base === '元' && !/[元圆圓万萬亿億]/.test(e.quote))
    reasons.push(e.cell && e.tableUnit !== null ? 'header-unit' : 'unit-inferred');
  if (claim.qualifier && claim.qualifier !== '列举' && claim.qualifier !== '无') reasons.push('approximate');
  if (e.places > 1) reasons.push('said-again');
  if (e.adds) reasons.push(e.adds);
  if (e.contradicted) reasons.push('contradicted');
  return [...new Set(reasons)];
}

/** A stated amount in its base unit, with what rounding may have cost it. */
interface Term {
  slot: string;
  amount: Exact;
  slack: Exact;
}

const CENT = exact(1n, 200n);

const termOf = (c: Claim): Omit<Term, 'slot'> | null => {
  const read = c.qualifier === null ? amountOf(c) : null;
  return read && { amount: read.amount, slack: read.base === '元' ? mul(unitOf(c.unit).factor, CENT) : ZERO };
};

/**
 * Which slots take part in a sum that holds, and which only in sums that do not: parts and whole of the rows of check/sums.ts,
 * each year by itself, the whole unit's figures only. A list that may be incomplete speaks neither for nor against.
 */
export function crossFoot(claims: ReadonlyMap<string, Claim>): Map<string, 'adds-up' | 'does-not-add-up'> {
  const years = new Map<number | null, Map<string, Term>>();
  for (const [slot, c] of claims) {
    if (c.scope !== null || c.item !== null) continue;
    const term = termOf(c);
    if (!term) continue;
    const year = years.get(c.period) ?? new Map<string, Term>();
    year.set(c.key, { slot, ...term });
    years.set(c.period, year);
  }
  const found = new Map<string, 'adds-up' | 'does-not-add-up'>();
  for (const stated of years.values())
    for (const row of SUM_ROWS) {
      const whole = stated.get(row.whole);
      const read = (keys: readonly string[]): Term[] => keys.flatMap((k) => stated.get(k) ?? []);
      const leaves = read(row.parts);
      if (!whole) continue;
      const subtotal = row.instead && stated.get(row.instead.is);
      const rest = subtotal ? read(row.parts.filter((k) => !row.instead!.of.includes(k))) : [];
      const lists = subtotal && rest.length ? [leaves, [subtotal, ...rest]] : [leaves];
      const most = Math.max(...lists.map((l) => l.length));
      if (most < Math.min(row.enough, 2)) continue;
      const extra = read(row.extra ?? []);
      const tries = lists.flatMap((l) => (extra.length ? [l, [...l, ...extra]] : [l]));
      const holds = tries.find((parts) => {
        const gap = abs(sub(sum(parts.map((p) => p.amount)), whole.amount));
        return isZero(gap) || compare(gap, sum([...parts, whole].map((p) => p.slack))) <= 0;
      });
      if (holds) for (const t of [whole, ...holds]) found.set(t.slot, 'adds-up');
      else if (most >= row.enough && (row.must ?? []).every((k) => stated.has(k)))
        for (const t of [whole, ...lists.flat()]) if (!found.has(t.slot)) found.set(t.slot, 'does-not-add-up');
    }
  return found;
}
