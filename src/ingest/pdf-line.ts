// Runs of text to lines: by baseline, in a line from left to right, blanks only where the paper shows one.
import type { Run } from './pdf-page.ts';

/** A stretch of a line that stands apart from the next by a clear gap. */
export interface Chunk {
  text: string;
  x: number;
  right: number;
}

export interface Line {
  text: string;
  chunks: Chunk[];
  x: number;
  right: number;
  /** Baseline and font size, in points from the top. */
  base: number;
  size: number;
  page: number;
  /** 0 across the page, 1 and 2 in its left and right column. */
  column: 0 | 1 | 2;
}

/** Han, kana and full-width forms: no blank stands between these and anything else. */
const isWide = (c: string): boolean => c >= '\u2e80' || /[“”‘’…—·×±≥≤①-⑳]/.test(c);

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789'].map((d, i) => [d, '⁰¹²³⁴⁵⁶⁷⁸⁹'[i]!]),
);

/** A gap of so many font sizes parts two chunks. */
export const CHUNK_GAP = 1.2;

/** The share of a run's width that its first k characters take: a wide character is twice a narrow one. */
export function widthShare(text: string, k: number): number {
  let before = 0;
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const w = isWide(text[i]!) ? 2 : 1;
    all += w;
    if (i < k) before += w;
  }
  return all === 0 ? 0 : before / all;
}

/** Width in font sizes that the text would take when set. */
export function setWidth(text: string): number {
  let w = 0;
  for (const c of text) w += isWide(c) ? 1 : 0.5;
  return w;
}

export function linesOf(runs: readonly Run[], page: number): Line[] {
  const rows: Run[][] = [];
  for (const run of [...runs].sort((a, b) => a.base - b.base)) {
    const row = rows.at(-1);
    const lead = row?.[0];
    if (lead && run.base - lead.base <= 0.3 * Math.min(run.size, lead.size)) row.push(run);
    else rows.push([run]);
  }
  return withRaised(rows).map((row) => lineOf(row, page));
}

/** Small text at the shoulder or the foot of a line belongs into it: exponents and note marks. */
function withRaised(rows: Run[][]): Run[][] {
  const biggest = (row: readonly Run[]): Run => row.reduce((a, b) => (b.size > a.size ? b : a));
  for (let i = 0; i < rows.length; i++) {
    if (rows[i]!.length === 0 || rows[i]!.length > 6) continue;
    const small = biggest(rows[i]!);
    for (const k of [i + 1, i - 1]) {
      const main = rows[k]?.length ? biggest(rows[k]!) : null;
      if (!main || small.size > 0.75 * main.size) continue;
      const rise = main.base - small.base;
      const beside = rows[i]!.every((r) =>
        rows[k]!.some((m) => r.x < m.right + main.size && r.right > m.x - main.size),
      );
      if (rise > 0.75 * main.size || rise < -0.35 * main.size || !beside) continue;
      for (const r of rows[i]!) {
        const text = rise > 0.15 * main.size ? r.text.replace(/\d/g, (d) => RAISED[d]!) : r.text;
        rows[k]!.push({ ...r, text, base: main.base });
      }
      rows[i] = [];
      break;
    }
  }
  return rows.filter((r) => r.length > 0);
}

function lineOf(row: readonly Run[], page: number): Line {
  const sorted = [...row].sort((a, b) => a.x - b.x);
  const size = sorted.reduce((a, b) => (b.text.length > a.text.length ? b : a)).size;
  const chunks: Chunk[] = [];
  let last: Run | null = null;
  for (const run of sorted) {
    // Bold is sometimes made by printing the same text twice, a hair apart.
    if (last && last.text === run.text && run.x - last.x < 0.2 * size) continue;
    const open = chunks.at(-1);
    const gap = run.x - (open?.right ?? run.x);
    if (!open || gap >= CHUNK_GAP * size) chunks.push({ text: run.text, x: run.x, right: run.right });
    else {
      open.text += blank(open.text.at(-1)!, run.text[0]!, gap / size) + run.text;
      open.right = Math.max(open.right, run.right);
    }
    last = run;
  }
  for (const c of chunks) c.text = withoutSetBlanks(c.text);
  return {
    text: chunks.map((c) => c.text).join('  '),
    chunks,
    x: chunks[0]!.x,
    right: Math.max(...chunks.map((c) => c.right)),
    base: Math.max(...sorted.map((r) => r.base)),
    size,
    page,
    column: 0,
  };
}

function blank(left: string, right: string, gap: number): string {
  const figure = /[\d.,]/.test(left) && /[\d.,%]/.test(right);
  return gap > (figure || isWide(left) || isWide(right) ? 0.22 : 0.15) ? ' ' : '';
}

/** Lines set wide have air between all characters, which the reader below us took for blanks; a few blanks were typed. */
function withoutSetBlanks(text: string): string {
  const inside = /(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])/g;
  const aired = text.match(inside)?.length ?? 0;
  return aired >= 4 && aired * 3 > text.length ? text.replace(inside, '') : text;
}

const CLOSERS = '，。、；：？！）》」』】〕”’％%,.;:)]}℃';
const WESTERN = /[!-~\u00c0-\u024f≥≤±＞＜]/;
const OPENERS = '（《「『【〔“‘([{';

/** Width, in font sizes, of the shortest beginning that typesetting would not part: a word, a number, a character with its marks. */
export function firstUnit(text: string): number {
  let end = 0;
  while (end < text.length && OPENERS.includes(text[end]!)) end++;
  if (WESTERN.test(text[end] ?? '')) while (end < text.length && WESTERN.test(text[end]!)) end++;
  else end++;
  while (end < text.length && CLOSERS.includes(text[end]!)) end++;
  return setWidth(text.slice(0, end));
}

const WELL_FORMED = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$/;

/**
 * Two pieces that layout has parted: nothing between wide characters, a blank between words. Figures become one only where
 * the first was set to the very edge and both together are a well-formed number.
 */
export function rejoined(left: string, right: string, toEdge = true): string {
  const [a, b] = [left.at(-1) ?? '', right[0] ?? ''];
  if (a === '' || b === '' || isWide(a) || isWide(b)) return left + right;
  if (/[\d.,]/.test(a) && /[\d.,]/.test(b)) {
    const number = /[\d.,]*$/.exec(left.slice(-30))![0] + /^[\d.,]*/.exec(right.slice(0, 30))![0];
    return toEdge && WELL_FORMED.test(number.replace(/[.,]$/, '')) ? left + right : `${left} ${right}`;
  }
  return /[A-Za-z\d]/.test(a) && /[A-Za-z\d]/.test(b) ? `${left} ${right}` : left + right;
}
