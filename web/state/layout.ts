// How a stored text is laid out for reading: lines with cells as tables, the rest as it is. Only places, never new text: the
// pieces joined are the text, so that every offset still holds. Pure.
export interface Cell {
  /** Where its margin begins: a pipe at the head of the line. */
  from: number;
  start: number;
  end: number;
  /** After the separator that ends it. */
  until: number;
}

export type Part =
  | { is: 'text'; start: number; end: number }
  | { is: 'table'; start: number; end: number; rows: Cell[][] };

const isRow = (line: string): boolean => line.includes('|') || /\S\t|\t\S/.test(line);

/** Cells of one line; a pipe at its head is the first cell's margin, one at its end belongs to the last cell. */
function cellsOf(line: string, at: number, until: number): Cell[] {
  const separator = line.includes('|') ? '|' : '\t';
  const cells: Cell[] = [];
  let start = separator === '|' && line.trimStart().startsWith('|') ? line.indexOf('|') + 1 : 0;
  let from = 0;
  for (;;) {
    const end = line.indexOf(separator, start);
    if (end < 0) break;
    cells.push({ from: at + from, start: at + start, end: at + end, until: at + end + 1 });
    from = start = end + 1;
  }
  if (line.slice(start).trim() !== '' || cells.length === 0)
    cells.push({ from: at + from, start: at + start, end: at + line.length, until });
  else cells[cells.length - 1]!.until = until;
  return cells;
}

export function layout(text: string): Part[] {
  const parts: Part[] = [];
  let rows: Cell[][] = [];
  let tableAt = 0;
  let plainAt = 0;
  const closeText = (end: number): void => {
    if (end > plainAt) parts.push({ is: 'text', start: plainAt, end });
  };
  const closeTable = (end: number): void => {
    if (rows.some((r) => r.length > 1)) {
      closeText(tableAt);
      parts.push({ is: 'table', start: tableAt, end, rows });
      plainAt = end;
    }
    rows = [];
  };
  for (let i = 0; i < text.length; ) {
    const newline = text.indexOf('\n', i);
    const end = newline < 0 ? text.length : newline;
    const until = newline < 0 ? text.length : newline + 1;
    const line = text.slice(i, end);
    if (isRow(line)) {
      if (!rows.length) tableAt = i;
      rows.push(cellsOf(line, i, until));
    } else if (rows.length) closeTable(i);
    i = until;
  }
  closeTable(text.length);
  closeText(text.length);
  return parts;
}

/** Every place where a piece has to be cut so that it lies in one cell. */
export const edgesOf = (parts: readonly Part[]): number[] =>
  parts.flatMap((p) =>
    p.is === 'text' ? [p.start, p.end] : p.rows.flatMap((r) => r.flatMap((c) => [c.from, c.start, c.end, c.until])),
  );
