// One fact printed in several places of a finished text: the places that do not say the same (C144). Reads runs, decides nothing else.
import { definitionOf } from '../catalogue/catalogue.ts';
import { isNumericKind } from '../catalogue/definition.ts';
import type { Backing } from '../draft/section.ts';
import { type Candidate, type FactSlot, slotKey } from '../fact.ts';
import { abs, div, type Exact, equals, exact, mul } from '../number/exact.ts';
import { accepts, type Stated } from '../number/qualifier.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';
import type { Place } from './finding.ts';

/** One slot as two places print it; `b` stands in a table unless `both` says that both are sentences. */
export interface TwoPlaces {
  slot: FactSlot;
  a: string;
  b: string;
  both: boolean;
  places: readonly Place[];
}

/** What a text read from outside says in a sentence, and otherwise in a table of it. */
export const apartPlaces = (apart: readonly { prose: Candidate; table: Candidate }[]): TwoPlaces[] =>
  apart.map(({ prose, table }) => ({
    slot: { key: prose.key, period: prose.period, scope: prose.scope, item: prose.item },
    a: said(prose),
    b: said(table),
    both: false,
    places: [prose, table].map(({ quote, start, end }): Place => ({ quote, start, end })),
  }));
const said = ({ value, unit }: Candidate): string => `${value}${unit}`;

interface Printed extends Place {
  table: boolean;
  quantity: Quantity;
}

/** `spans`: which stretches of the Markdown rest on which fact, in order. Only places that print one number are compared. */
export function twoPlaces(
  markdown: string,
  spans: readonly { start: number; end: number; by: Backing }[],
): TwoPlaces[] {
  const bySlot = new Map<string, { slot: FactSlot; printed: Printed[] }>();
  for (const { start, end, by } of spans) {
    if (by.kind !== 'fact' || !isNumericKind(definitionOf(by.key)?.kind ?? 'text')) continue;
    const quote = markdown.slice(start, end);
    const [quantity, ...more] = scanQuantities(quote).filter((q) => q.class === 'figure');
    if (!quantity?.value || quantity.high || more.length) continue;
    const { key, period, scope, item } = by;
    const slot: FactSlot = { key, period, scope, item };
    const table = markdown[markdown.lastIndexOf('\n', start - 1) + 1] === '|';
    const row = bySlot.get(slotKey(slot)) ?? { slot, printed: [] };
    row.printed.push({ quote, start, end, table, quantity });
    bySlot.set(slotKey(slot), row);
  }
  return [...bySlot.values()].flatMap(({ slot, printed }) => {
    const first = printed.find((p) => !p.table) ?? printed[0]!;
    const others = printed.filter((p) => p !== first && !alike(first.quantity, p.quantity));
    const other = others.find((p) => p.table) ?? others[0];
    if (!other) return [];
    const places = [first, ...others].map(({ quote, start, end }): Place => ({ quote, start, end }));
    return [{ slot, a: first.quote.trim(), b: other.quote.trim(), both: first.table === other.table, places }];
  });
}

/** A cell names its unit in the head of the table, so an amount of money there may be in 元, 万元 or 亿元. */
const MONEY_STEPS = [exact(1n), exact(10_000n), exact(100_000_000n), exact(1n, 10_000n), exact(1n, 100_000_000n)];

/** Whether both may state one value, each as exactly as it does: 约8000万元 and 7910.00, 减少12人 and -12. */
function alike(a: Quantity, b: Quantity): boolean {
  const [x, y] = [unitOf(a.unit), unitOf(b.unit)];
  const named = a.unit !== '' && b.unit !== '';
  if (named && x.base !== y.base) return true;
  const steps = named ? [div(y.factor, x.factor)!] : [x, y].some((u) => u.base === '元') ? MONEY_STEPS : [exact(1n)];
  const [m, n] = [abs(a.value!), abs(b.value!)];
  return steps.some((step) => {
    const there = mul(n, step);
    return equals(m, there) || holds(a, m, there) || holds(b, n, div(m, step)!);
  });
}

const holds = (q: Quantity, value: Exact, v: Exact): boolean => {
  const stated: Stated = { value, place: q.place ?? exact(1n), decimals: q.decimals, qualifier: q.qualifier };
  return accepts(stated, v);
};
