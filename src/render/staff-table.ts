// The table of staff by unit. The whole unit's own numbers and its sub-units' stand side by side; the total is a figure or is not printed.
import type { FactBook } from '../core/book.ts';
import type { Figure } from '../core/figure/figure.ts';
import type { TreeNode, TreeRow } from '../core/tree.ts';
import { columnShares } from './column-shares.ts';
import { factCell, figureCell, isBlank, type Measure } from './value-cell.ts';

const COLUMNS = [
  { key: 'staff_quota', title: '编制数', always: true },
  { key: 'staff_in_post', title: '在编人数', always: true },
  { key: 'staff_contract', title: '聘用人数', always: true },
  { key: 'staff_logistics', title: '后勤人数', always: false },
  { key: 'staff_total', title: '年末实有人数', always: true },
  { key: 'staff_retired', title: '退休人数', always: false },
] as const;

const PERSONS: Measure = { unit: '人', decimals: 0, grouped: false };

type TableNode = Extract<TreeNode, { type: 'table' }>;

/** Figures named `<key>_all` give the 合计 row of several units. null when no staff fact is known. */
export function staffTable(
  section: string,
  unitName: string,
  book: FactBook,
  figures: readonly Figure[],
): TableNode | null {
  const known = (key: string): boolean => book.get(key) !== undefined || book.scopes(key).length > 0;
  const columns = COLUMNS.filter((c) => c.always || known(c.key));
  if (!columns.some((c) => known(c.key))) return null;

  const scopes = [...new Set(columns.flatMap((c) => book.scopes(c.key)))];
  const rowOf = (label: string, scope: string | null): TreeRow => ({
    kind: 'row',
    cells: [[{ t: label }], ...columns.map((c) => factCell(book.get(c.key, { scope }), c.key, PERSONS))],
  });
  const units = [
    ...(columns.some((c) => book.get(c.key)) ? [rowOf(unitName, null)] : []),
    ...scopes.map((s) => rowOf(s, s)),
  ];
  const totals: TreeRow = {
    kind: 'total',
    cells: [
      [{ t: '合计' }],
      ...columns.map((c, i) =>
        // A unit without a number is not a unit of nobody: a sum over the others would be no total.
        units.every((row) => !isBlank(row.cells[i + 1]!))
          ? figureCell(
              figures.find((f) => f.key === `${c.key}_all` && f.period === book.period && f.scope === null),
              PERSONS,
            )
          : factCell(undefined, c.key, PERSONS),
      ),
    ],
  };
  const rows = units.length > 1 && !totals.cells.slice(1).every(isBlank) ? [...units, totals] : units;
  const plain = [
    { title: '单位', align: 'left' as const },
    ...columns.map((c) => ({ title: c.title, align: 'right' as const })),
  ];
  const shares = columnShares(plain, rows);
  return {
    type: 'table',
    section,
    table: 'staff',
    caption: `${book.period}年末人员情况表`,
    unitLine: '单位：人',
    columns: plain.map((c, i) => ({ ...c, width: shares[i]! })),
    rows,
    note: null,
  };
}
