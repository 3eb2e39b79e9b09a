// How a table's width is shared: numbers get what they need to stay on one line, words share the rest.
import type { TreeColumn, TreeRow } from '../core/tree.ts';
import { emsOf, widestPiece } from './text-width.ts';

/** Ems of table text (10.5 pt) across the text width of an upright page (156 mm) and of one on its side (225 mm). */
const PAGE_EMS = 42;
const SIDE_EMS = 60;
const WORDS = { least: 6, most: 16 };
/** 其中 and the parts under it stand this far in. */
const PART_INDENT = 1;

/** Word processors put a little space between Chinese and Latin characters. */
const isMixed = (text: string): boolean => /[0-9A-Za-z]/.test(text) && widestPiece(text) < emsOf(text);

/** Blank on each side of a cell's text, in ems of table text: half a character, less where many columns share the page. */
export const cellMargin = (columns: number): number => (columns < 6 ? 0.5 : 0.27);

/** Shares of the text width, summing to 1. */
export function columnShares(columns: readonly Omit<TreeColumn, 'width'>[], rows: readonly TreeRow[]): number[] {
  const padding = 2 * cellMargin(columns.length) + 0.1;
  const needs = columns.map((column, i) => {
    const texts = rows.map((row) => {
      const text = (row.cells[i] ?? []).map((run) => run.t).join('');
      return { text, ems: emsOf(text) + (i === 0 && row.kind === 'part' ? PART_INDENT : 0) };
    });
    if (column.align === 'left') {
      const wanted = Math.min(WORDS.most, Math.max(WORDS.least, emsOf(column.title), ...texts.map((t) => t.ems)));
      return { words: true, least: WORDS.least + padding, wanted: wanted + padding };
    }
    const cells = texts.map((t) => Math.max(widestPiece(t.text), Math.min(t.ems, 6) + (isMixed(t.text) ? 0.5 : 0)));
    const head = emsOf(column.title);
    const least = Math.max(2, widestPiece(column.title), Math.min(3, head), Math.ceil(head / 2), ...cells) + padding;
    return { words: false, least, wanted: Math.max(least, Math.min(6, head) + padding) };
  });
  const page = needs.reduce((a, n) => a + n.least, 0) <= PAGE_EMS ? PAGE_EMS : SIDE_EMS;
  // Too wide: heads of number columns go on two lines first, then words are broken. A number never is.
  const ems = needs.map((n) => n.wanted);
  for (const words of [false, true]) {
    const over = ems.reduce((a, b) => a + b, 0) - page;
    const spare = needs.reduce((a, n) => a + (n.words === words ? n.wanted - n.least : 0), 0);
    if (over <= 0 || spare <= 0) continue;
    const part = Math.min(1, over / spare);
    needs.forEach((n, i) => {
      if (n.words === words) ems[i]! -= (n.wanted - n.least) * part;
    });
  }
  const total = ems.reduce((a, b) => a + b, 0);
  const shares = ems.map((n) => Math.round((n / total) * 10_000));
  const widest = shares.indexOf(Math.max(...shares));
  shares[widest]! += 10_000 - shares.reduce((a, b) => a + b, 0);
  return shares.map((s) => s / 10_000);
}
