// Tables without ruling lines: neighbouring lines whose parts stand under each other. Where the columns are not clear the
// lines stay as they are, and that is said.
import type { GridCell } from './grid.ts';
import type { Line } from './pdf-line.ts';

export type Aligned = { rows: GridCell[][]; edges: number[] } | 'unclear' | null;

const FIGURE = /^[-—+]?[\d,，]+(?:\.\d+)?[%％]?$|^[—-]+$/;
const LEADER = /[.·…]{4,}/;

/** May be a row: two or more parts, not a form's line of 名称：值 pairs, no leader dots. */
export const isRow = (line: Line): boolean =>
  line.chunks.length >= 2 &&
  !LEADER.test(line.text) &&
  !line.chunks.every((c) => /[：:]/.test(c.text)) &&
  !line.chunks.some((c) => c.text.length > 40);

/** Lines that follow each other closely and may be rows: [from, to). */
export function rowBlock(lines: readonly Line[], from: number): number {
  let to = from;
  while (to < lines.length && (isRow(lines[to]!) || hangs(lines, from, to))) {
    if (to > from && lines[to]!.base - lines[to - 1]!.base > 3.2 * lines[to]!.size) break;
    to++;
  }
  return to;
}

/** A part of one cell that went on in a second line, between two rows. */
function hangs(lines: readonly Line[], from: number, at: number): boolean {
  const [line, before, next] = [lines[at]!, lines[at - 1], lines[at + 1]];
  return (
    at > from &&
    line.chunks.length === 1 &&
    before !== undefined &&
    next !== undefined &&
    isRow(next) &&
    line.text.length <= 12 &&
    !/[。；：:]$/.test(line.text) &&
    !FIGURE.test(line.text) &&
    line.base - before.base < 1.5 * line.size
  );
}

/** The grid of the block, 'unclear' when parts cannot be given to columns, null when it is no table. */
export function alignedTable(lines: readonly Line[]): Aligned {
  const rows = lines.filter((l) => l.chunks.length > 1);
  const most = Math.max(...rows.map((l) => l.chunks.length));
  const figures = rows.filter((l) => l.chunks.some((c) => FIGURE.test(c.text))).length;
  if (rows.length < 2 || (figures < rows.length * 0.4 && !(most >= 3 && rows.length >= 3))) return null;
  const spans = columnsOf(lines);
  if (spans.length === most || spans.length === most + 1) {
    const grid = placed(lines, (c) => spans.findIndex((s) => c.x < s.right && c.right > s.x), spans.length);
    if (grid) return { rows: grid, edges: spans.map((s) => s.x) };
  }
  // Every row complete: the order is the column.
  if (rows.length === lines.length && rows.every((l) => l.chunks.length === most))
    return { rows: rows.map((l) => l.chunks.map((c) => cell(c.text))), edges: [] };
  const full = rows.find((l) => l.chunks.length === most)!;
  const middles = full.chunks.map((c) => (c.x + c.right) / 2);
  const reach = Math.min(...middles.slice(1).map((m, k) => m - middles[k]!)) * 0.5;
  const nearest = (c: { x: number; right: number }): number => {
    const miss = full.chunks.map((h) =>
      Math.min(Math.abs(h.x - c.x), Math.abs(h.right - c.right), Math.abs((h.x + h.right - c.x - c.right) / 2)),
    );
    const k = miss.indexOf(Math.min(...miss));
    return miss[k]! <= reach ? k : -1;
  };
  const grid = placed(lines, nearest, most);
  return grid ? { rows: grid, edges: full.chunks.map((c) => c.x) } : 'unclear';
}

const cell = (text: string): GridCell => ({ text, rows: 1, columns: 1 });

/** Stretches of the page's width that some part covers, parted by air that no part crosses. */
function columnsOf(lines: readonly Line[]): { x: number; right: number }[] {
  const out: { x: number; right: number }[] = [];
  for (const c of lines.flatMap((l) => l.chunks).sort((a, b) => a.x - b.x)) {
    const last = out.at(-1);
    if (last && c.x < last.right + 1) last.right = Math.max(last.right, c.right);
    else out.push({ x: c.x, right: c.right });
  }
  return out;
}

/** null when two parts of one line fall into one column, or a part into none. */
function placed(
  lines: readonly Line[],
  column: (c: { x: number; right: number }) => number,
  width: number,
): GridCell[][] | null {
  const out: string[][] = [];
  for (const line of lines) {
    const row: string[] = new Array(width).fill('');
    for (const c of line.chunks) {
      const k = column(c);
      if (k < 0 || row[k] !== '') return null;
      row[k] = c.text;
    }
    const above = out.at(-1);
    if (above && line.chunks.length === 1 && !FIGURE.test(line.text)) {
      const k = row.findIndex((t) => t !== '');
      above[k] = `${above[k]}${row[k]}`;
    } else out.push(row);
  }
  return out.map((r) => r.map(cell));
}
