// A sheet's cells to lines of text: hidden rows and columns left out, merges given as spans, tables that a blank row parts kept apart.
import { type GridCell, tableText } from './grid.ts';
import type { Area, Sheet } from './xlsx-sheet.ts';

export interface SheetText {
  text: string;
  /** Rows and columns with content that are hidden, and values that a merge covers: none of them are in the text. */
  hiddenRows: number;
  hiddenColumns: number;
  covered: number;
  /** So thinly filled that its merges were not resolved; every value is there. */
  sparse: boolean;
}

/** A merge as it shows: its visible rows and columns. */
interface Shown extends Area {
  text: string;
}

/** Visible rows × columns in use; beyond it only what is filled is written, row by row. */
const MAX_PLACES = 1_000_000;
const FIGURE = /^[-+]?[\d,]+(?:\.\d+)?%?$/;

/** Sorted stretches without overlap, and a lookup that is logarithmic in them. */
function stretches(given: readonly [number, number][]): (column: number) => boolean {
  const joined: [number, number][] = [];
  for (const [from, to] of given.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return (column) => {
    let [low, high] = [0, joined.length - 1];
    while (low <= high) {
      const mid = (low + high) >> 1;
      const [from, to] = joined[mid]!;
      if (column < from) high = mid - 1;
      else if (column > to) low = mid + 1;
      else return true;
    }
    return false;
  };
}

/** Index of the first element not below `value`. */
function firstFrom(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! < value) low = mid + 1;
    else high = mid;
  }
  return low;
}

const numbers = (set: Iterable<number>): number[] => [...set].toSorted((a, b) => a - b);

/** A row of a block; `sole` is its one text where it has no other and no merge from above reaches into it. */
interface Line {
  cells: GridCell[];
  sole: string | null;
}

/** A sentence, or longer than a label: it runs over the empty cells beside it, as Excel shows it. */
const isProse = (text: string): boolean => /[。；：:]\s*$/.test(text) || text.trim().length > 26;
const HEADING =
  /^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}[章节部分]|[（(]?\d{1,2}[）)、.．](?!\d))/;

/** Headings among paragraphs part a block: what follows one is no longer the table above. */
function blockText(lines: readonly Line[], width: number): string {
  const lastRow = lines.findLastIndex((l) => l.sole === null);
  const parts: (string | GridCell[][])[] = [];
  let table: GridCell[][] = [];
  for (const [i, { cells, sole }] of lines.entries()) {
    const next = lines[i + 1];
    if (
      sole !== null &&
      HEADING.test(sole) &&
      (next === undefined || (next.sole !== null && (isProse(next.sole) || HEADING.test(next.sole))))
    ) {
      parts.push(table, sole.replace(/\s+/g, ' ').trim());
      table = [];
    } else if (sole !== null && (isProse(sole) || i > lastRow)) table.push([{ text: sole, rows: 1, columns: width }]);
    else table.push(cells);
  }
  return [...parts, table]
    .map((p) => (typeof p === 'string' ? p : tableText(p)))
    .filter((t) => t !== '')
    .join('\n');
}

/** Rows that follow a blank one but go on with figures belong to the table above. */
function continues(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.some((c) => FIGURE.test(c.trim()));
}

/** Texts line up as in the sheet. Linear in cells plus, where it is not sparse, rows × columns in use. */
export function sheetText(sheet: Sheet): SheetText {
  const isHidden = stretches(sheet.hiddenColumns);
  const out: SheetText = { text: '', hiddenRows: 0, hiddenColumns: 0, covered: 0, sparse: false };

  // What a merge shows is the value of its first cell, wherever the first visible place of it is.
  const merges: Shown[] = [];
  const origins = new Set<string>();
  for (const m of sheet.merges) {
    const key = `${m.top},${m.left}`;
    const text = sheet.rows.get(m.top)?.get(m.left);
    if (text === undefined || origins.has(key)) continue;
    origins.add(key);
    merges.push({ ...m, text });
  }

  const hiddenColumns = new Set<number>();
  const filled = new Map<number, Map<number, string>>();
  for (const row of numbers(sheet.rows.keys())) {
    const cells = sheet.rows.get(row)!;
    const visible = new Map<number, string>();
    let lost = 0;
    for (const column of numbers(cells.keys())) {
      if (origins.has(`${row},${column}`)) continue;
      if (sheet.hiddenRows.has(row)) lost++;
      else if (isHidden(column)) hiddenColumns.add(column);
      else visible.set(column, cells.get(column)!);
    }
    if (lost > 0) out.hiddenRows++;
    if (visible.size > 0) filled.set(row, visible);
  }
  const shown: Shown[] = [];
  for (const m of merges) {
    let [top, left] = [m.top, m.left];
    while (top <= m.bottom && sheet.hiddenRows.has(top)) top++;
    while (left <= m.right && isHidden(left)) left++;
    if (top > m.bottom) out.hiddenRows++;
    else if (left > m.right) hiddenColumns.add(m.left);
    else shown.push({ ...m, top, left });
  }
  out.hiddenColumns = hiddenColumns.size;

  const columns = numbers(
    new Set([...[...filled.values()].flatMap((c) => [...c.keys()]), ...shown.map((m) => m.left)]),
  );
  const rows = numbers(new Set([...filled.keys(), ...shown.map((m) => m.top)]));
  if (rows.length === 0) return out;
  if (rows.length * columns.length > MAX_PLACES) return { ...out, ...sparseText(filled, shown, rows) };

  const starting = new Map<number, Shown[]>();
  for (const m of shown) {
    const same = starting.get(m.top);
    if (same) same.push(m);
    else starting.set(m.top, [m]);
  }
  const blocks: Line[][] = [[]];
  let open: Shown[] = [];
  let last = rows[0]!;
  for (const row of rows) {
    open = open.filter((m) => m.bottom >= row);
    const beginning = starting.get(row) ?? [];
    const cells = filled.get(row) ?? new Map<number, string>();
    const values = [...cells.values(), ...beginning.map((m) => m.text)];
    if (isApart(sheet, last, row) && open.length === 0 && !continues(values)) blocks.push([]);
    // Blank rows inside a merge are left out of it.
    const line: GridCell[] = [];
    const begun: Shown[] = [];
    const covered = new Set<number>();
    for (const m of open) for (const c of between(columns, m.left, m.right)) covered.add(c);
    const byColumn = new Map(beginning.map((m) => [m.left, m]));
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!;
      const merge = byColumn.get(column);
      if (covered.has(column)) {
        if (cells.has(column) || merge) out.covered++;
        continue;
      }
      if (!merge) {
        line.push({ text: cells.get(column) ?? '', rows: 1, columns: 1 });
        continue;
      }
      // Merges never overlap in a sound sheet; where they do, the one that began first keeps its place.
      let width = 1;
      for (let c = columns[i + 1]; c !== undefined && c <= merge.right && !covered.has(c); c = columns[i + width]) {
        if (cells.has(c) || byColumn.has(c)) out.covered++;
        width++;
      }
      const height = firstFrom(rows, merge.bottom + 1) - firstFrom(rows, row);
      line.push({ text: merge.text, rows: height, columns: width });
      if (merge.bottom > row) begun.push({ ...merge, right: columns[i + width - 1]! });
      i += width - 1;
    }
    const sole = open.length === 0 && values.length === 1 && begun.length === 0 ? values[0]! : null;
    open.push(...begun);
    blocks.at(-1)!.push({ cells: line, sole });
    last = row;
  }
  out.text = blocks
    .map((block) => blockText(block, columns.length))
    .filter((t) => t !== '')
    .join('\n\n');
  return out;
}

const between = (sorted: readonly number[], from: number, to: number): number[] =>
  sorted.slice(firstFrom(sorted, from), firstFrom(sorted, to + 1));

/** A blank row that is not hidden lies between the two. */
function isApart(sheet: Sheet, last: number, row: number): boolean {
  for (let r = last + 1; r < row; r++) if (!sheet.hiddenRows.has(r)) return true;
  return false;
}

function sparseText(
  filled: ReadonlyMap<number, ReadonlyMap<number, string>>,
  shown: readonly Shown[],
  rows: readonly number[],
): Pick<SheetText, 'text' | 'sparse'> {
  const starting = new Map<number, [number, string][]>();
  for (const m of shown) {
    const same = starting.get(m.top);
    if (same) same.push([m.left, m.text]);
    else starting.set(m.top, [[m.left, m.text]]);
  }
  const lines = rows.map((row) => {
    const cells = [...(filled.get(row) ?? []), ...(starting.get(row) ?? [])].toSorted((a, b) => a[0] - b[0]);
    return tableText([cells.map(([, text]) => ({ text, rows: 1, columns: 1 }))]);
  });
  return { text: lines.join('\n'), sparse: true };
}
