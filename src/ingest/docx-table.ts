// The rows of a Word table as cells with spans: vertical and old horizontal merges become spans, deleted rows are gone.
import type { GridCell } from './grid.ts';

/** Word's own limit; also keeps a stated span from growing the table. */
export const MAX_COLUMNS = 63;

export interface WordCell {
  text: string;
  columns: number;
  /** w:vMerge and w:hMerge: `restart` opens a merge, `continue` belongs to the one before. */
  down: 'none' | 'restart' | 'continue';
  across: 'none' | 'restart' | 'continue';
}

export interface WordRow {
  /** Grid columns left empty before the first cell. */
  before: number;
  cells: WordCell[];
}

interface Open {
  cell: GridCell;
  columns: number;
}

/** Cells of a horizontal merge as one; what Word hides in the continued ones comes back in `hidden`. */
function acrossMerged(row: WordRow, hidden: string[]): WordCell[] {
  const out: WordCell[] = [];
  for (const cell of row.cells) {
    const last = out.at(-1);
    if (cell.across === 'continue' && last && last.across !== 'none') {
      last.columns += cell.columns;
      if (cell.text.trim() !== '') hidden.push(cell.text);
    } else out.push({ ...cell });
  }
  return out;
}

/** Each row lists the cells that start in it. `hidden`: texts in cells that a merge covers, which Word does not show. */
export function gridOf(rows: readonly WordRow[]): { rows: GridCell[][]; hidden: string[] } {
  const hidden: string[] = [];
  let open = new Map<number, Open>();
  const out = rows.map((row) => {
    const next = new Map<number, Open>();
    const starts: GridCell[] = [];
    if (row.before > 0) starts.push({ text: '', rows: 1, columns: row.before });
    let column = row.before;
    for (const cell of acrossMerged(row, hidden)) {
      const above = cell.down === 'continue' ? open.get(column) : undefined;
      if (above && above.columns === cell.columns) {
        above.cell.rows++;
        next.set(column, above);
        if (cell.text.trim() !== '') hidden.push(cell.text);
      } else {
        const start: GridCell = { text: cell.text, rows: 1, columns: cell.columns };
        starts.push(start);
        if (cell.down !== 'none') next.set(column, { cell: start, columns: cell.columns });
      }
      column += cell.columns;
    }
    open = next;
    return starts;
  });
  return { rows: out, hidden };
}

/** One cell a row: a frame around text, not a table. */
export const isFrame = (rows: readonly WordRow[]): boolean => rows.every((r) => r.cells.length <= 1);

const isProse = (text: string): boolean => text.length >= 120 && text.includes('。');

/** A form's row: a text, and beside it a label or two at most. Its paragraphs are lines, not a cell; a row with figures stays. */
export function holdsText(row: WordRow): boolean {
  const filled = row.cells.filter((c) => c.text !== '');
  const beside = filled.filter((c) => !isProse(c.text)).map((c) => c.text);
  return (
    filled.length - beside.length === 1 && beside.length <= 2 && beside.every((t) => t.length <= 30 && !/\d/.test(t))
  );
}
