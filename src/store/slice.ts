// Cuts a source text into values a row may hold and joins them again, unchanged to the last code unit.
import type { Row } from './row.ts';

/** UTF-16 units in one slice: at most three bytes each in UTF-8 and six as JSON, so always below 1 MB. */
const SLICE = 160_000;

export interface Slice {
  n: number;
  form: 'plain' | 'json';
  text: string;
}

const splitsPair = (text: string, at: number): boolean => {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
};

/** At least one slice, so that an empty text is a text too. */
export function toSlices(text: string, size = SLICE): Slice[] {
  const slices: Slice[] = [];
  let start = 0;
  do {
    let end = Math.min(start + size, text.length);
    if (end < text.length && splitsPair(text, end)) end--;
    const part = text.slice(start, end);
    slices.push(
      part.isWellFormed()
        ? { n: slices.length, form: 'plain', text: part }
        : { n: slices.length, form: 'json', text: JSON.stringify(part) },
    );
    start = end;
  } while (start < text.length);
  return slices;
}

export const fromSlices = (rows: readonly Row[]): string =>
  rows.map((r) => (r.form === 'json' ? (JSON.parse(String(r.text)) as string) : String(r.text))).join('');
