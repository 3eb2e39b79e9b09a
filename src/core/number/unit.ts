// What a printed unit measures: its base unit, the factor to it, and its dimension. Unknown measure words are their own.
import type { Exact } from './exact.ts';
import { div, exact, fromDecimal, mul } from './exact.ts';
import { CONVERTED, MAGNITUDES } from './unit-table.ts';

export interface UnitReading {
  base: string;
  /** One printed unit is this many base units. */
  factor: Exact;
  /** Two units of one dimension can be converted; the name of the base unit serves as its name. */
  dimension: string;
}

const ONE = exact(1n);
const TABLE = new Map(Object.entries(CONVERTED).map(([k, [base, f]]) => [k, { base, factor: fromDecimal(f)! }]));
const STEPS = Object.entries(MAGNITUDES)
  .map(([word, f]) => ({ word, factor: fromDecimal(f)! }))
  .sort((a, b) => b.word.length - a.word.length);
const cache = new Map<string, UnitReading>();

/**
 * 元 万元 亿元 万 亿 -> 元; 人 名 -> 人; 人次, %, 百分点 stay apart; 平米 -> 平方米. A multiplier before any unit counts (万人次 -> 人次 × 10000).
 * A bare 万 or 亿 is money, as it is in these reports. '' is the unit of a number that none follows.
 */
export function unitOf(printed: string): UnitReading {
  const known = cache.get(printed);
  if (known) return known;
  const reading = read(printed.replace(/\s+/g, '').replace('％', '%'));
  if (cache.size < 5000) cache.set(printed, reading);
  return reading;
}

/** The value in another unit; null when the two do not measure the same. */
export function convert(value: Exact, from: string, to: string): Exact | null {
  const [a, b] = [unitOf(from), unitOf(to)];
  return a.dimension === b.dimension ? div(mul(value, a.factor), b.factor) : null;
}

function read(unit: string): UnitReading {
  const own = TABLE.get(unit);
  if (own) return { ...own, dimension: own.base };
  for (const { word, factor } of STEPS) {
    if (!unit.startsWith(word)) continue;
    const rest = unit.slice(word.length);
    if (rest === '') return word === '万' || word.endsWith('亿') || word.length > 1 ? money(factor) : plain(unit);
    const inner = read(rest);
    return { ...inner, factor: mul(factor, inner.factor) };
  }
  return plain(unit);
}

const money = (factor: Exact): UnitReading => ({ base: '元', factor, dimension: '元' });
const plain = (unit: string): UnitReading => ({ base: unit, factor: ONE, dimension: unit });
