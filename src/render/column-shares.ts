// How a table's width is shared: numbers get what they need to stay on one line, words share the rest.
import type { TreeColumn, TreeRow } from '../core/tree.ts';
import { emsOf, widestPiece } from './text-width.ts';

/** Ems of table text across the portrait text width (156 mm at 10.5 pt), and the blank beside the text of one cell. */
const PAGE_EMS = 42;
const PADDING = 1.1;
const WORDS = { least: 6, most: 16 };

/** Shares of the text width, summing to 1. */
export function columnShares(columns: readonly Omit<TreeColumn, 'width'>[], rows: readonly TreeRow[]): number[] {
  const texts = columns.map((_, i) => rows.map((r) => (r.cells[i] ?? []).map((run) => run.t).join('')));
  const isWords = columns.map((c) => c.align === 'left');
  const needs = columns.map((c, i) => {
    const cells = texts[i]!;
    if (!isWords[i]) {
      const title = Math.max(widestPiece(c.title), Math.ceil(emsOf(c.title) / 2));
      return Math.max(2, title, ...cells.map(widestPiece), ...cells.map((t) => Math.min(emsOf(t), 6))) + PADDING;
    }
    return Math.min(WORDS.most, Math.max(WORDS.least, emsOf(c.title), ...cells.map(emsOf))) + PADDING;
  });
  let over = needs.reduce((a, b) => a + b, 0) - PAGE_EMS;
  for (let i = 0; i < needs.length && over > 0; i++) {
    if (!isWords[i]) continue;
    const give = Math.min(over, needs[i]! - WORDS.least - PADDING);
    needs[i]! -= give;
    over -= give;
  }
  const total = needs.reduce((a, b) => a + b, 0);
  const shares = needs.map((n) => Math.round((n / total) * 10_000));
  const widest = shares.indexOf(Math.max(...shares));
  shares[widest]! += 10_000 - shares.reduce((a, b) => a + b, 0);
  return shares.map((s) => s / 10_000);
}
