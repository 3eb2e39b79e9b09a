// Facts in tables. Chooses the reader by the table's shape; cells that hold words are read here.
import type { TableCell } from '../text/document.ts';
import { isNumeric } from '../text/structure.ts';
import type { Ledger } from './ledger.ts';
import { listItems } from './organisation.ts';
import type { Reading } from './reading.ts';
import { subjectsOf } from './scope.ts';
import { contextOf, emit, type Table } from './table-cell.ts';
import { readFlat } from './table-flat.ts';
import { readGrid } from './table-grid.ts';
import { meaningOf, tidy } from './table-meaning.ts';

export function mineTables(r: Reading, names: readonly string[], ledger: Ledger): void {
  const who = subjectsOf(names);
  r.tables.forEach((t) => {
    const single = t.rows.filter((row) => row.length === 1).length;
    const wide =
      !headed(t) &&
      (t.rows.length <= 2 ||
        (t.rows.length <= 3 && t.rows.some((row) => row.length >= 20 || (row.length > 9 && alternations(row) > 3))));
    if (single * 2 > t.rows.length || wide) readFlat(r, t, ledger);
    else readGrid(r, t, who, ledger);
    for (const row of t.rows) for (const cell of row) readInside(r, t, cell, ledger);
    listsIn(r, t, ledger);
  });
}

/** Two rows of one width, words over numbers: a table with a single row of data. */
function headed({ rows }: Table): boolean {
  const [head, data] = rows;
  if (rows.length !== 2 || !head || !data || head.length !== data.length || head.length < 2 || head.length > 19)
    return false;
  return !head.some((c) => isNumeric(c.text)) && data.slice(1).some((c) => isNumeric(c.text));
}

/** How often a row goes from words to numbers: once for each row of a table that was run together. */
function alternations(row: readonly TableCell[]): number {
  let n = 0;
  for (let i = 1; i < row.length; i++) if (isNumeric(row[i]!.text) && !isNumeric(row[i - 1]!.text)) n++;
  return n;
}

/** 按支出性质分：基本支出：254.73 inside one cell. */
function readInside(r: Reading, t: Table, cell: TableCell, ledger: Ledger): void {
  const m = /([^：]{2,20})：([\d,]+(?:\.\d+)?)$/.exec(cell.text);
  if (!m) return;
  const meaning = meaningOf(m[1]!);
  const c = contextOf(r, t, ledger);
  if (
    meaning.is === 'money' &&
    meaning.concept &&
    (meaning.concept === 'general-budget' || meaning.concept === 'fiscal')
  )
    return;
  const start = cell.end - m[2]!.length;
  if (meaning.is !== 'none')
    emit(
      c,
      { is: 'none' },
      meaning,
      { text: m[2]!, start, end: cell.end },
      { text: m[1]!, start: start - 1 - m[1]!.length, end: start - 1 },
      2,
    );
}

function listsIn(r: Reading, t: Table, ledger: Ledger): void {
  for (const row of t.rows)
    for (let i = 0; i + 1 < row.length; i++) {
      const label = tidy(row[i]!.text);
      const cell = row[i + 1]!;
      const key = /^内设(?:机构|科室|股室)$/.test(label)
        ? 'internal_departments'
        : /^(?:下属|所属)(?:事业|预算|二级)?(?:单位|机构)$/.test(label)
          ? 'subordinate_units'
          : null;
      if (!key) continue;
      const items = listItems(cell.text, /\p{Script=Han}{2,}$/u);
      const place = { period: r.period, unit: '个', start: cell.start, end: cell.end, rank: 2 };
      if (/^无$/.test(cell.text)) ledger.add({ key, value: '0', qualifier: '无', ...place });
      else if (items && !/等$/.test(cell.text)) ledger.add({ key, value: String(items), qualifier: '列举', ...place });
    }
}
