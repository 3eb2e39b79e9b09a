// A table with merged cells to lines of text: one line a row, every cell ended by ` | `, merged headers joined into one
// line. Every reader with tables comes through here. Does not say what a table means, and reads no figures.

/** One cell where it starts; `rows` and `columns` are its span as the document states it (1 when it is not merged). */
export interface GridCell {
  text: string;
  rows: number;
  columns: number;
}

interface Placed {
  text: string;
  column: number;
  columns: number;
  /** First row, and the row after the last one it covers. */
  from: number;
  until: number;
}

interface Row {
  starts: Placed[];
  /** Cells from rows above that reach into this one. */
  covers: Placed[];
}

/** Wider tables than this are written without resolving their merges: no office prints one. */
const MAX_COLUMNS = 500;
/** Rows × columns; beyond it merges are not resolved either. Nothing is left out. */
const MAX_CELLS = 400_000;
/** A merged cell longer than this is a text, not a label: it is not repeated. */
const LONGEST_LABEL = 40;

const NUMERIC = /^[-+−–—]*[¥￥]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[%％]?$/;
const YEAR = /^(?:19|20)\d\d$/;
const NOTE = /^[（(【]?(?:注|说明|备注|填报说明|填表|资料来源|数据来源)/;
const UNIT = /单位[:：]/;

const isFigure = (text: string): boolean => NUMERIC.test(text.replace(/\s/g, ''));
/** 2022 over a column is a header, not a figure. */
const hasFigures = (row: Row): boolean => row.starts.some((c) => isFigure(c.text) && !YEAR.test(c.text.trim()));

/** A figure beside a figure must not become one number; anything else is parted by a blank. Pipes would end the cell. */
const inCell = (text: string): string =>
  text
    .trim()
    .replace(/([\d０-９%％])[^\S\n]*(?:\n\s*)+(?=[-−]?[\d０-９])/g, '$1；')
    .replace(/\s+/g, ' ')
    .replace(/[|｜│]/g, '¦');

/** A row of its own outside the grid: its lines stay lines. */
const asLines = (text: string): string =>
  text
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '')
    .join('\n');

/** One row of cells as a line. A blank first cell takes a pipe before it: without, the reader would take it for the margin. */
export function rowLine(cells: readonly string[]): string {
  const row = cells.map((c) => `${c} | `).join('');
  return (cells[0] === '' ? `| ${row}` : row).trimEnd();
}

const joined = (parts: readonly string[]): string => {
  let out = '';
  for (const p of parts)
    out += out === '' || (/[\u2e80-\uffef]$/.test(out) && /^[\u2e80-\uffef]/.test(p)) ? p : ` ${p}`;
  return out;
};

/** Where each cell stands, from the spans alone; null when the grid would be too large to resolve. */
function place(rows: readonly (readonly GridCell[])[]): { rows: Row[]; width: number } | null {
  const out: Row[] = [];
  let width = 0;
  let cells = 0;
  let open: Placed[] = [];
  for (let r = 0; r < rows.length; r++) {
    open = open.filter((p) => p.until > r);
    const taken = new Set<number>();
    for (const p of open) for (let c = p.column; c < p.column + p.columns; c++) taken.add(c);
    const starts: Placed[] = [];
    let column = 0;
    for (const cell of rows[r]!) {
      while (taken.has(column)) column++;
      const wish = Number.isFinite(cell.columns) ? Math.max(1, Math.floor(cell.columns)) : 1;
      let columns = 1;
      while (columns < wish && columns < MAX_COLUMNS && !taken.has(column + columns)) columns++;
      const tall = Number.isFinite(cell.rows) ? Math.max(1, Math.floor(cell.rows)) : 1;
      starts.push({ text: cell.text, column, columns, from: r, until: Math.min(r + tall, rows.length) });
      column += columns;
    }
    const last = starts.at(-1);
    width = Math.max(width, last ? last.column + last.columns : 0);
    cells += column + open.length;
    if (width > MAX_COLUMNS || cells > MAX_CELLS) return null;
    out.push({ starts, covers: open });
    open = [...open, ...starts.filter((p) => p.until > r + 1)];
  }
  // A row of blank cells that one long merge runs through would still cost its width.
  return width * out.length > MAX_CELLS ? null : { rows: out, width };
}

/** Spans left aside: what starts in a row is its line. */
const plainText = (rows: readonly (readonly GridCell[])[]): string =>
  rows
    .map((row) => row.map((c) => inCell(c.text)))
    .filter((row) => row.some((c) => c !== ''))
    .map((row) => (row.length === 1 ? row[0]! : rowLine(row)))
    .join('\n');

const filled = (row: Row): Placed[] => row.starts.filter((c) => c.text.trim() !== '');

/** The row after the header that starts at `r`: rows tied to it by a merge over divided columns or down. */
function headerEnd(rows: readonly Row[], r: number, first: boolean): number {
  let end = r + 1;
  for (; end < rows.length; end++) {
    const [above, next] = [rows[end - 1]!, rows[end]!];
    if (hasFigures(next) || filled(next).length === 0) break;
    const divided = filled(above).some(
      (p) =>
        p.columns > 1 &&
        p.until === end &&
        filled(next).filter((n) => n.column >= p.column && n.column + n.columns <= p.column + p.columns).length > 1,
    );
    const inside = filled(next).every((n) =>
      [...above.starts, ...above.covers].some(
        (p) => p.columns > 1 && n.column >= p.column && n.column < p.column + p.columns,
      ),
    );
    // 项目 down two rows beside 2022年 over 预算数: tied by the merge, and figures follow at once.
    const tied = first && filled(above).some((p) => p.until > end) && figuresFollow(rows, end + 1);
    if (!((divided && inside) || tied)) break;
  }
  return end;
}

const figuresFollow = (rows: readonly Row[], r: number): boolean => {
  const row = rows[r];
  if (!row || row.covers.length > 0) return false;
  const values = filled(row).slice(1);
  return values.length > 0 && values.filter((c) => isFigure(c.text)).length >= values.length * 0.6;
};

/** Rows r to end as one line of headers: for each column what stands over it, from the top. */
function headerLine(rows: readonly Row[], r: number, end: number, width: number): string[] {
  const path: Placed[][] = Array.from({ length: width }, () => []);
  for (let i = r; i < end; i++)
    for (const p of filled(rows[i]!)) for (let c = p.column; c < p.column + p.columns; c++) path[c]!.push(p);
  return path.map((over, c) => {
    const own = over.at(-1);
    // A merge that nothing below divides stands over its first column only.
    if (!own || own.column !== c) return '';
    return joined(over.map((p) => inCell(p.text)));
  });
}

/**
 * Labels that a merge runs down beside the row, in the columns before its first value. A row that ends early stays short:
 * what its last cells are is not for us to say.
 */
function bodyLine(row: Row, rows: readonly Row[]): string[] {
  const ends = [...row.starts, ...row.covers].map((p) => p.column + p.columns);
  const cells: string[] = new Array(ends.reduce((a, b) => Math.max(a, b), 0)).fill('');
  for (const p of row.starts) cells[p.column] = inCell(p.text);
  for (const p of row.covers) if (isLabel(p, rows)) cells[p.column] = inCell(p.text);
  return cells;
}

/** Merged down, short, words, and nothing but such cells to its left. */
function isLabel(p: Placed, rows: readonly Row[]): boolean {
  const text = p.text.trim();
  if (text === '' || text.length > LONGEST_LABEL || isFigure(text)) return false;
  const row = rows[p.from]!;
  const left = [...row.starts, ...row.covers].filter((o) => o.column < p.column);
  return left.every((o) => o.until >= p.until && !isFigure(o.text));
}

/**
 * Each input row lists only the cells that start in it; spans come from the document, never from equal text. A row that is
 * one cell over the whole width is a plain line; blank rows and columns are left out. Cost is linear in rows × columns.
 */
export function tableText(rows: readonly (readonly GridCell[])[]): string {
  const placed = place(rows);
  if (!placed) return plainText(rows);
  const { width } = placed;
  const grid = placed.rows;
  const body = grid.findIndex((row) => filled(row).length + row.covers.length > 1);
  const lastBody = grid.findLastIndex((row) => filled(row).length + row.covers.length > 1);
  const out: (string | string[])[] = [];
  let first = true;
  for (let r = 0; r < grid.length; ) {
    const row = grid[r]!;
    // A row that only repeats labels says nothing.
    if (filled(row).length === 0) {
      r++;
      continue;
    }
    const only = filled(row).length === 1 && row.covers.length === 0 ? filled(row)[0]! : null;
    if (only && standsAlone(only, row, width, r < body || body < 0, r > lastBody)) {
      out.push(asLines(only.text));
      r++;
      continue;
    }
    const end = hasFigures(row) || row.covers.length > 0 ? r + 1 : headerEnd(grid, r, first);
    out.push(end > r + 1 ? headerLine(grid, r, end, width) : bodyLine(row, grid));
    first = false;
    r = end;
  }
  const used = Array.from({ length: width }, (_, c) => out.some((l) => typeof l !== 'string' && (l[c] ?? '') !== ''));
  return out
    .map((l) => (typeof l === 'string' ? l : rowLine(l.filter((_, c) => used[c]))))
    .filter((l) => l !== '')
    .join('\n');
}

/** Titles and units before the table, notes after it, long texts in it; a short name over the rows below stays a row. */
function standsAlone(cell: Placed, row: Row, width: number, before: boolean, after: boolean): boolean {
  const whole = row.starts.length === 1 || cell.columns >= width;
  if (before) return true;
  if (after) return whole || NOTE.test(cell.text.trim());
  return (
    (whole && /[。；\n]/.test(cell.text.trim())) || (whole && cell.text.trim().length > 26) || UNIT.test(cell.text)
  );
}
