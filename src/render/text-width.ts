// How wide text is in ems of its own font size: a full-width character is 1, a Latin letter or digit about half.

const isNarrow = (c: number): boolean => c < 0x2e80 && !(c >= 0x2010 && c <= 0x2027) && !(c >= 0x2460 && c <= 0x24ff);

export function emsOf(text: string): number {
  let ems = 0;
  for (const ch of text) ems += isNarrow(ch.codePointAt(0)!) ? 0.5 : 1;
  return ems;
}

/** The widest piece that a line cannot break: a run of Latin letters, digits and signs. A Chinese character is a piece of its own. */
export function widestPiece(text: string): number {
  let widest = 0;
  let current = 0;
  for (const ch of text) {
    const narrow = isNarrow(ch.codePointAt(0)!) && ch !== ' ';
    current = narrow ? current + 0.5 : 0;
    widest = Math.max(widest, narrow ? current : ch === ' ' ? 0 : 1);
  }
  return widest;
}
