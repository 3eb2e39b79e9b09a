// 一, 十二, 二十: the numbers of headings.
const DIGITS = '一二三四五六七八九';

/** 1 to 99; 0 when it is no such number. */
export function numeralOf(s: string): number {
  const [tens, ones] = s.includes('十') ? s.split('十') : [null, s];
  const digit = (c: string): number => DIGITS.indexOf(c) + 1;
  const t = tens === null ? 0 : tens === '' ? 1 : digit(tens);
  const o = ones === '' || ones === undefined ? 0 : digit(ones);
  return (tens ?? '').length > 1 || (ones ?? '').length > 1 ? 0 : t * 10 + o;
}
