// Tables of the document tree as rows of a worksheet: caption, unit, head, body, note. What stands in the cells is the tree's.
import type { TreeNode, TreeRow } from '../core/tree.ts';
import type { FormCell, FormRow } from './scoring-table.ts';
import { DASH } from './value-cell.ts';

type TableNode = Extract<TreeNode, { type: 'table' }>;

export interface TableSheet {
  name: string;
  rows: FormRow[];
  /** In characters, first column first. */
  widths: number[];
  /** Index of the row to print again on every page; null where there are several heads. */
  repeat: number | null;
}

const FIRST = 36;
const OTHER = 16;

/** One sheet with the tables below each other; the widest of them sets its columns. */
export function tableSheet(name: string, tables: readonly TableNode[]): TableSheet {
  const count = Math.max(...tables.map((t) => t.columns.length));
  const rows: FormRow[] = [];
  let repeat: number | null = null;
  tables.forEach((t, i) => {
    if (i) rows.push({ cells: wide('', 'note', count) });
    rows.push({ cells: wide(t.caption, i ? 'note' : 'title', count), ...(i ? { bold: true } : {}) });
    if (t.unitLine) rows.push({ cells: wide(t.unitLine, 'note', count) });
    repeat = rows.length;
    rows.push({ cells: spread(t, count, (c) => ({ value: t.columns[c]!.title, look: 'head' })) });
    for (const row of t.rows)
      rows.push({
        cells: spread(t, count, (c) => bodyCell(t, row, c)),
        ...(row.kind === 'total' ? { bold: true } : {}),
      });
    if (t.note) rows.push({ cells: wide(t.note, 'note', count) });
  });
  return {
    name,
    rows,
    widths: Array.from({ length: count }, (_, i) => (i ? OTHER : FIRST)),
    repeat: tables.length === 1 ? repeat : null,
  };
}

function wide(value: string, look: FormCell['look'], columns: number): (FormCell | null)[] {
  return [{ value, look, ...(columns > 1 ? { columns } : {}) }, ...new Array<null>(columns - 1).fill(null)];
}

/** A narrower table's last column takes what is left. */
function spread(t: TableNode, count: number, cell: (column: number) => FormCell): (FormCell | null)[] {
  const last = t.columns.length - 1;
  return t.columns.flatMap((_, c): (FormCell | null)[] => {
    const made = cell(c);
    const over = count - t.columns.length;
    return c < last || over === 0 ? [made] : [{ ...made, columns: over + 1 }, ...new Array<null>(over).fill(null)];
  });
}

function bodyCell(t: TableNode, row: TreeRow, c: number): FormCell {
  const runs = row.cells[c] ?? [];
  const text = runs.map((r) => r.t).join('');
  const missing = runs.find((r) => r.by?.kind === 'missing');
  const { align, title } = t.columns[c]!;
  if (missing) return { value: '', look: align === 'left' ? 'text' : 'number', missing: title };
  if (align === 'left') return { value: row.kind === 'part' && c === 0 ? `　${text}` : text, look: 'text' };
  // Separators are the sheet's own business.
  const bare = text.replace(/,(?=\d{3})/g, '');
  return { value: bare === DASH ? DASH : bare, look: align === 'right' ? 'number' : 'label' };
}
