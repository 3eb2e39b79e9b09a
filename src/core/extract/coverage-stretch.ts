// A text as people look through it: headings, paragraphs and the rows of tables, each under its headings and columns.
import type { Block, TableCell, TextDocument } from '../text/document.ts';
import { type SectionKind, sectionOf } from '../text/sections.ts';

/** A heading, a paragraph or a table's row, in order of the text. */
export interface Stretch {
  start: number;
  end: number;
  kind: 'paragraph' | 'heading' | 'row';
  path: string[];
  section: SectionKind;
  row: Row | null;
}
export interface Row {
  cells: readonly TableCell[];
  /** Words of the rows that head the columns, by column. */
  columns: readonly string[];
  unit: string | null;
  /** The table numbers its lines (行次) beside their sums. */
  numbered: boolean;
}

export function stretches(doc: TextDocument): Stretch[] {
  const out: Stretch[] = [];
  const path: { level: number; title: string }[] = [];
  for (const b of doc.blocks) {
    if (b.kind === 'heading') {
      while (path.length && path.at(-1)!.level >= b.level) path.pop();
      const above = path.map((p) => p.title);
      path.push({ level: b.level, title: b.title });
      out.push({ start: b.start, end: b.end, kind: 'heading', path: above, section: kindOf(above), row: null });
      continue;
    }
    const base = { path: b.under, section: kindOf(b.under) };
    if (b.kind === 'paragraph') out.push({ ...base, start: b.start, end: b.end, kind: 'paragraph', row: null });
    else out.push(...rowsOf(b).map((row): Stretch => ({ ...base, ...row, kind: 'row' })));
  }
  return out;
}

const kindOf = (path: readonly string[]): SectionKind => {
  const kinds = path.map((title) => sectionOf(title)?.kind ?? 'other');
  return kinds.includes('glossary') ? 'glossary' : (kinds.at(-1) ?? 'other');
};

/** A cell that is a number with its unit: 7910, ≥95%, 51场, (3.20). */
export const NUMERIC = /^[^\p{L}\d]{0,4}\d[\d,.\s]{0,30}[^\d]{0,4}$/u;

/** Rows without numbers above a row with numbers head its columns, until the next such rows. */
function rowsOf(table: Extract<Block, { kind: 'table' }>): { start: number; end: number; row: Row }[] {
  const numbered = table.rows.some((cells) => cells.some((c) => /[行栏]\s{0,4}次/.test(c.text)));
  let columns: string[] = [];
  let heading = false;
  return table.rows.flatMap((cells) => {
    const [from, to] = [cells[0], cells.at(-1)];
    if (!from || !to) return [];
    const words = cells.map((c) => c.text.replace(/\s+/g, ''));
    const here = columns;
    if (words.some((w, j) => j > 0 && NUMERIC.test(w))) heading = false;
    else if (words.filter((w) => w !== '').length > 1) {
      columns = words.map((w, j) => (heading && !columns[j]?.includes(w) ? `${columns[j] ?? ''}${w}` : w).slice(0, 60));
      heading = true;
    }
    return [{ start: from.start, end: to.end, row: { cells, columns: here, unit: table.unit, numbered } }];
  });
}

/** Cells lie in order, so a row of any length costs little. */
export function cellAt(row: Row, q: { start: number }): (TableCell & { index: number }) | null {
  let [low, high] = [0, row.cells.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (row.cells[mid]!.end <= q.start) low = mid + 1;
    else high = mid;
  }
  const cell = row.cells[low];
  return cell && cell.start <= q.start ? { ...cell, index: low } : null;
}

/** No label stands further from its number. */
const REACH = 24;

/** The nearest words left of a cell. */
export function labelLeft(row: Row, index: number): string | null {
  for (let j = index - 1; j >= Math.max(0, index - REACH); j--) {
    const words = row.cells[j]!.text.replace(/\s+/g, '');
    if (/\p{L}/u.test(words) && !NUMERIC.test(words)) return words.slice(0, 60);
  }
  return null;
}
