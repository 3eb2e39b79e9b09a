// Reads one Arabic number, also where layout broke it by a space or a line end. Does not read units or meaning.
import { isDigit, isGap, isInvisible } from './fold.ts';
import { readUnit } from './unit-read.ts';

export interface ArabicRead {
  end: number;
  /** Digits before and after the point, separators removed. */
  whole: string;
  fraction: string;
  grouped: boolean;
}

const isPiece = (c: string | undefined): boolean =>
  isDigit(c) || c === '.' || c === ',' || c === '，' || isInvisible(c);
/** Broken numbers are shorter; the bound keeps long runs linear. */
const LONGEST = 24;
const WELL = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const clean = (s: string): string => s.replace(/[\u200b-\u200d\ufeff\u00ad\u2060]/g, '').replaceAll('，', ',');

/** The number at `i` (a digit). Two numbers of neighbouring table cells are never made one. */
export function readArabic(s: string, i: number): ArabicRead {
  let end = i;
  while (end < s.length && end - i <= LONGEST && isPiece(s[end])) end++;
  return (end - i <= LONGEST ? join(s, i, end, clean(s.slice(i, end))) : null) ?? prefix(s, i);
}

/** The longest well-formed number that starts at `i`. */
function prefix(s: string, i: number): ArabicRead {
  const end = s.length;
  let j = i;
  const digits = (): string => {
    let out = '';
    let from = j;
    while (j < end && (isDigit(s[j]) || (isInvisible(s[j]) && isDigit(s[j + 1])))) {
      if (isInvisible(s[j])) {
        out += s.slice(from, j);
        from = j + 1;
      }
      j++;
    }
    return out + s.slice(from, j);
  };
  let whole = digits();
  let grouped = false;
  if (whole.length <= 3)
    while (s[j] === ',' || s[j] === '，') {
      const at = j;
      if (!isDigit(s[j + 1]) || !isDigit(s[j + 2]) || !isDigit(s[j + 3]) || isDigit(s[j + 4])) break;
      if (s[at] === '，' && !grouped && s[j + 4] !== '.' && s[j + 4] !== '，' && readUnit(s, j + 4).unit === '') break;
      whole += s.slice(j + 1, j + 4);
      j += 4;
      grouped = true;
    }
  let fraction = '';
  if (s[j] === '.' && isDigit(s[j + 1])) {
    j++;
    fraction = digits();
  }
  return { end: j, whole, fraction, grouped };
}

/** Joins the run with the digits after a gap where only a broken number explains them. */
function join(s: string, i: number, end: number, run: string): ArabicRead | null {
  if (!isGap(s[end])) return null;
  let g = end;
  let lines = 0;
  while (g < s.length && g - end < 6 && isGap(s[g])) if (s[g++] === '\n') lines++;
  if (lines > 1 || !isPiece(s[g]) || s[g] === ',' || s[g] === '，') return null;
  let stop = g;
  while (stop < s.length && stop - g < LONGEST && isPiece(s[stop])) stop++;
  while (stop > g && !isDigit(s[stop - 1])) stop--;
  const next = clean(s.slice(g, stop));
  if (next === '' || isDigit(s[stop]) || !mayJoin(s, i, run, next, stop, lines === 1)) return null;
  const text = run + next;
  if (WELL.test(text)) return split(text, stop);
  return /^\d{1,3}(?:,\d{3})*,\d{1,3}(?:\.\d+)?$/.test(text) && lines === 1 ? split(text, stop) : null;
}

function split(text: string, end: number): ArabicRead {
  const [whole, fraction] = text.replaceAll(',', '').split('.');
  return { end, whole: whole!, fraction: fraction ?? '', grouped: text.includes(',') };
}

function mayJoin(s: string, i: number, run: string, next: string, stop: number, line: boolean): boolean {
  const yearNext = /^(?:19|20)\d\d$/.test(next) && s[skipBlank(s, stop)] === '年';
  const yearRun = /^(?:19|20)\d\d$/.test(run);
  const inText = hasTextBefore(s, i);
  const unitNext = readUnit(s, stop).unit !== '';
  if (yearNext || yearRun) return false;
  if (next.startsWith('.')) return /^\d+$/.test(run) && /^\.\d+$/.test(next) && unitNext && inText;
  if (line && /^\d{1,2}$/.test(next) && '、.．)）'.includes(s[stop] ?? ' ')) return false;
  if (run.endsWith('.'))
    return inText && (line || /[\u4e00-\u9fff]/.test(wordBefore(s, i))) && /^\d{1,4}$/.test(next) && unitNext;
  if (run.endsWith(',')) return line && inText && /^\d{3}(?:\D|$)/.test(next);
  const open = /,\d{1,2}$/.test(run);
  if (open) return inText && unitNext && (line || /^\d/.test(next));
  if (!WELL.test(run)) return false;
  if (line)
    return (
      inText &&
      !atLineEnd(s, stop) &&
      (unitNext || /^(?:19|20)\d\d$/.test(run + next)) &&
      !(run.includes('.') && next.includes('.'))
    );
  if (run.includes('.'))
    return inText && unitNext && /^\d{1,2}$/.test(next) && (run.split('.')[1] ?? '').length + next.length <= 2;
  return inText && unitNext && next.includes('.') && run.length <= 3 && !next.includes(',') && !next.startsWith('0.');
}

const skipBlank = (s: string, i: number): number => {
  let j = i;
  while (j - i < 6 && isGap(s[j])) j++;
  return j;
};

/** Whether words stand before the number on its line: a cell of its own line, or one after a tab or a number, has none. */
function hasTextBefore(s: string, i: number): boolean {
  let j = i - 1;
  while (j >= 0 && i - j < 6 && s[j] === ' ') j--;
  const c = s[j];
  if (c === undefined || c === '\n' || c === '\t' || c === '|' || isDigit(c)) return false;
  // List marks and table rows start a line; a sentence has at least two characters before its number.
  return s[j - 1] !== undefined && s[j - 1] !== '\n';
}

/** The character before the number, blanks skipped. */
function wordBefore(s: string, i: number): string {
  let j = i - 1;
  while (j >= 0 && i - j < 6 && s[j] === ' ') j--;
  return s[j] ?? '';
}

function atLineEnd(s: string, i: number): boolean {
  let j = i;
  while (j - i < 6 && s[j] === ' ') j++;
  return s[j] === undefined || s[j] === '\n' || s[j] === '\t' || s[j] === '|';
}
