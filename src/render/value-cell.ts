// One table cell: a fact or a figure in the table's unit and decimals, with what backs it. A missing value is a dash, never 0.
import type { Backing, Run } from '../core/draft/section.ts';
import type { StatedFact } from '../core/fact.ts';
import type { Figure } from '../core/figure/figure.ts';
import { type Exact, fromDecimal, toFixed, toText } from '../core/number/exact.ts';
import type { Qualifier } from '../core/number/qualifier.ts';
import { convert } from '../core/number/unit.ts';

export const DASH = '—';

/** How the numbers of a column are printed. */
export interface Measure {
  unit: string;
  decimals: number;
  /** Thousands separators: only for tables in 元. */
  grouped: boolean;
}

export const factBacking = (f: StatedFact): Backing => ({
  kind: 'fact',
  key: f.key,
  period: f.period,
  scope: f.scope,
  item: f.item,
});

const BEFORE: ReadonlySet<Qualifier> = new Set(['约', '近', '超过', '逾', '突破', '不足', '不低于']);
const AFTER: ReadonlySet<Qualifier> = new Set(['余', '多', '左右', '以上', '以下']);

const group = (digits: string): string => {
  const [, sign = '', whole = '', frac = ''] = /^(-?)(\d+)(.*)$/.exec(digits) ?? [];
  let out = '';
  for (let i = 0; i < whole.length; i++) out += (i && (whole.length - i) % 3 === 0 ? ',' : '') + whole[i];
  return sign + out + frac;
};

const print = (value: Exact, m: Measure): string =>
  m.grouped ? group(toFixed(value, m.decimals)) : toFixed(value, m.decimals);

/** The fact's value in the column's unit; null when it is not a number or measures something else. */
export function valueIn(f: StatedFact | undefined, unit: string): Exact | null {
  const value = f && fromDecimal(f.value);
  return value ? convert(value, f.unit, unit) : null;
}

/** An approximate fact keeps its own digits and its word: more decimals would claim more than it says. */
export function factCell(f: StatedFact | undefined, key: string, m: Measure): Run[] {
  if (!f) return [{ t: DASH, by: { kind: 'missing', key } }];
  const by = factBacking(f);
  const value = valueIn(f, m.unit);
  if (!value) return [{ t: `${f.value}${f.unit}`, by }];
  const q = f.qualifier;
  if (q && BEFORE.has(q)) return [{ t: `${q}${toText(value)}`, by }];
  if (q && AFTER.has(q)) return [{ t: `${toText(value)}${q}`, by }];
  return [{ t: print(value, m), by }];
}

export function figureCell(f: Figure | undefined, m: Measure): Run[] {
  if (!f) return [{ t: DASH }];
  if (f.state.is === 'waiting') return [{ t: DASH, by: { kind: 'missing', key: f.state.for[0] ?? f.key } }];
  const by: Backing = { kind: 'figure', key: f.key, scope: f.scope };
  if (f.state.is === 'not-applicable') return [{ t: DASH, by }];
  const value = convert(f.state.value, f.unit, m.unit);
  return [{ t: value ? print(value, m) : `${toFixed(f.state.value, f.decimals)}${f.unit}`, by }];
}

export const isBlank = (cell: readonly Run[]): boolean => cell.every((r) => r.t === DASH || r.t === '');
