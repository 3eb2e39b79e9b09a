// Half-width punctuation of Chinese sentences to its full-width form; thousands separators, times and addresses stay.
import { type Marks, put } from './tape.ts';

export function markPunctuation(text: string, marks: Marks): void {
  markQuotes(text, marks);
  const digit = (i: number) => {
    const c = text.charCodeAt(i);
    return c >= 48 && c <= 57;
  };
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case ',':
        if (!(digit(i - 1) && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4))) put(marks, i, '，');
        break;
      case '，':
        if (
          digit(i - 1) &&
          digit(i + 1) &&
          digit(i + 2) &&
          digit(i + 3) &&
          !digit(i + 4) &&
          /[\d,，]*\.\d|[\d,，]*[万元]/y.test(text.slice(i + 1, i + 24)) &&
          thousandsBefore(text, i)
        )
          put(marks, i, ',');
        break;
      case ';':
        put(marks, i, '；');
        break;
      case ':':
        if (!(digit(i - 1) && digit(i + 1)) && text[i + 1] !== '/') put(marks, i, '：');
        break;
      case '(':
        put(marks, i, '（');
        break;
      case ')':
        put(marks, i, '）');
        break;
      case '?':
        if (/\p{Script=Han}/u.test(text[i - 1] ?? '')) put(marks, i, '？');
        break;
    }
  }
}

/** A full-width comma is a thousands separator only after one to three digits that start a number. */
const thousandsBefore = (text: string, i: number): boolean =>
  /(?:^|[^\d.,，])\d{1,3}(?:[,，]\d{3})*$/.test(text.slice(Math.max(0, i - 16), i));

/** Straight and single quotation marks to double ones, where they come in pairs on their line. Apostrophes stay. */
function markQuotes(text: string, marks: Marks): void {
  if (!/["‘’]/.test(text)) return;
  for (let i = 0; i < text.length; ) {
    let end = text.indexOf('\n', i);
    if (end < 0) end = text.length;
    const line = text.slice(i, end);
    const straight = [...line.matchAll(/"/g)];
    if (straight.length % 2 === 0)
      for (const [k, m] of straight.entries()) put(marks, i + m.index, k % 2 === 0 ? '“' : '”');
    const [open, close] = [line.split('‘').length, line.split(/(?<![A-Za-z])’/).length];
    // Single ones inside double ones are names in a quotation.
    if (open > 1 && open === close && !line.includes('“'))
      for (const m of line.matchAll(/‘|(?<![A-Za-z])’/g)) put(marks, i + m.index, m[0] === '‘' ? '“' : '”');
    i = end + 1;
  }
}
