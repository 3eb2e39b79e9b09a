// A small whole number as an instruction writes it: 3, 三, 两, 十二, 两百.
import { parseChineseNumeral } from '../number/numeral.ts';

export function readCount(words: string): number | null {
  if (/^\d{1,5}$/.test(words)) return Number(words);
  const n = parseChineseNumeral(words);
  return n?.den === 1n ? Number(n.num) : null;
}
