// A claim's value as an exact amount in its base unit. Reads stored claims; texts are scan.ts's job.
import type { Exact } from './exact.ts';
import { fromDecimal, mul } from './exact.ts';
import { parseChineseNumeral } from './numeral.ts';
import { unitOf } from './unit.ts';

export interface Amount {
  amount: Exact;
  base: string;
}

/** 7910 万元 -> 79100000 元; null when the value is not a number (a name, a passage). Thousands separators are read. */
export function amountOf(c: { value: string; unit: string }): Amount | null {
  const value = numberOf(c.value);
  if (!value) return null;
  const unit = unitOf(c.unit);
  return { amount: mul(value, unit.factor), base: unit.base };
}

/** A stored value as a number: a plain decimal, or a Chinese numeral that an answer was given in. */
export function numberOf(value: string): Exact | null {
  const text = value.trim().normalize('NFKC');
  if (text === '' || text.length > 200) return null;
  const plain = fromDecimal(/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text);
  return plain ?? parseChineseNumeral(text);
}
