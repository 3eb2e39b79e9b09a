// A Word table while its rows are read, and what becomes of it: rows of cells, or lines where it only frames text. Also the
// lines of a text, which a table of contents repeats.
import type { Field } from './docx-field.ts';
import type { Piece } from './docx-lines.ts';
import { gridOf, holdsText, isFrame, type WordCell, type WordRow } from './docx-table.ts';
import { tableText } from './grid.ts';

export interface Block {
  piece: Piece;
  /** Of a cell: stands after the table. */
  outside: boolean;
  /** The table of contents that the line is in. */
  contents: Field | null;
}

export interface Cell {
  word: WordCell;
  shaded: boolean;
  removed: boolean;
  blocks: readonly Block[];
}

export interface Row {
  before: number;
  cells: Cell[];
  hidden: boolean;
  removed: boolean;
}

export interface Table {
  shaded: boolean;
  rows: Row[];
  row: Row | null;
  cell: Cell | null;
}

export const newTable = (): Table => ({ shaded: false, rows: [], row: null, cell: null });
export const newRow = (): Row => ({ before: 0, cells: [], hidden: false, removed: false });
export const newCell = (): Cell => ({
  word: { text: '', columns: 1, down: 'none', across: 'none' },
  shaded: false,
  removed: false,
  blocks: [],
});

/** The paragraphs of a cell, one a line; what stands after the table is not in it. */
export const cellText = (blocks: readonly Block[]): string =>
  blocks
    .filter((b) => !b.outside)
    .map((b) => b.piece.text.replace(/\t/g, ' ').trim())
    .filter((t) => t !== '')
    .join('\n');

const wordRow = (row: Row): WordRow => ({ before: row.before, cells: row.cells.map((c) => c.word) });
const cellBlocks = (row: Row): Block[] => row.cells.flatMap((c) => [...c.blocks]);

/** `hidden`: what Word does not show in it. Blocks stand outside a cell around the table, but for the lines of a frame. */
export function tableBlocks(table: Table): { blocks: Block[]; hidden: string[] } {
  const frame = isFrame(table.rows.map(wordRow));
  const blocks: Block[] = [];
  const after: Block[] = [];
  const hidden: string[] = [];
  let rows: WordRow[] = [];
  const close = (): void => {
    const grid = gridOf(rows);
    for (const text of grid.hidden) hidden.push(text);
    const text = tableText(grid.rows);
    if (text !== '') blocks.push({ piece: { kind: 'table', text }, outside: true, contents: null });
    rows = [];
  };
  for (const row of table.rows) {
    const word = wordRow(row);
    if (frame || holdsText(word)) {
      close();
      for (const b of cellBlocks(row)) blocks.push({ ...b, outside: b.outside || !frame });
    } else {
      rows.push(word);
      for (const b of cellBlocks(row)) if (b.outside) after.push(b);
    }
  }
  close();
  return { blocks: [...blocks, ...after], hidden };
}

const bare = (line: string): string => line.replace(/^#+ |\s/g, '');

/** Without the lines of a table of contents whose field has its end, as far as they repeat other lines. */
export function withoutContents(blocks: readonly Block[]): readonly Block[] {
  if (!blocks.some((b) => b.contents?.closed)) return blocks;
  const said = new Set(blocks.filter((b) => b.contents === null).map((b) => bare(b.piece.text)));
  const entry = (line: string): string => bare(line.trim().replace(/\t[^\t]*$|\d{1,4}$/, ''));
  return blocks.filter((b) => !(b.contents?.closed && said.has(entry(b.piece.text))));
}
