// A target or an actual value as a number with its side: ≥95%, 不超过30天, 18个, ≤-30%. Judges nothing.
import { type Exact, fromDecimal, neg } from '../number/exact.ts';

export interface Bar {
  /** Which side is good; 'equal' for a bare number. */
  way: 'least' | 'most' | 'equal';
  /** As a form prints it; strict signs score like the others. */
  sign: '≥' | '>' | '=' | '≤' | '<';
  value: Exact;
  unit: string;
}

const SIGNS: readonly (readonly [RegExp, Bar['way'], Bar['sign']])[] = [
  [/≤|<=|≦|不超过|不高于|不多于|不大于|小于等于|以下|以内|内$/, 'most', '≤'],
  [/≥|>=|≧|不低于|不少于|不小于|大于等于|以上/, 'least', '≥'],
  [/[<＜]|小于|低于|少于/, 'most', '<'],
  [/[>＞]|大于|高于|多于|超过/, 'least', '>'],
];

const BAR =
  /^\s*(≥|>=|≧|＞|>|≤|<=|≦|＜|<|=|＝|不低于|不少于|不小于|不超过|不高于|不多于|不大于|大于等于|小于等于|大于|高于|多于|超过|小于|低于|少于|达到|控制在)?\s*([-−－])?\s*(\d{1,15}(?:\.\d{1,6})?)\s*([^\d\s]{0,6}?)\s*(及?以上|及?以下|及?以内|内)?\s*(?:[（(]含[)）])?\s*[。；;]?\s*$/;

/** ≥95%, 不低于95%, 95%以上, 18个: a target or an actual value as a number; null for words. */
export function barOf(text: string): Bar | null {
  if (text.length > 60) return null;
  const m = BAR.exec(text.replace(/[，,](?=\d{3})/g, ''));
  const value = m && fromDecimal(m[3]!);
  if (!m || !value) return null;
  const mark = `${m[1] ?? ''}${m[5] ?? ''}`;
  const [, way, sign] = SIGNS.find(([word]) => word.test(mark)) ?? ([null, 'equal', '='] as const);
  return { way, sign, value: m[2] ? neg(value) : value, unit: m[4]!.replace('％', '%') };
}
