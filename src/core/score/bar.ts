// A target or an actual value as a number with its side: ≥95%, 不超过30天, 18个. Judges nothing.
import { type Exact, fromDecimal } from '../number/exact.ts';

export interface Bar {
  way: 'least' | 'most' | 'equal';
  value: Exact;
  unit: string;
}

/** ≥95%, 不低于95%, 95%以上, 18个: a target or an actual value as a number; null for words. */
export function barOf(text: string): Bar | null {
  const m =
    /^\s*(≥|>=|＞|>|≤|<=|＜|<|=|＝|不低于|不少于|不超过|不高于|大于等于|小于等于|达到)?\s*(\d{1,15}(?:\.\d{1,6})?)\s*([^\d\s]{0,6}?)\s*(及?以上|及?以下|以内)?\s*$/.exec(
      text.replace(/[，,](?=\d{3})/g, ''),
    );
  const value = m && fromDecimal(m[2]!);
  if (!m || !value) return null;
  const mark = `${m[1] ?? ''}${m[4] ?? ''}`;
  const way = /≤|<|＜|不超过|不高于|小于|以下|以内/.test(mark)
    ? 'most'
    : /≥|>|＞|不低于|不少于|大于|以上/.test(mark)
      ? 'least'
      : 'equal';
  return { way, value, unit: m[3]!.replace('％', '%') };
}
