// A table of the tree as a Word table: fixed widths in twips, full grid, repeated head, rows that do not split.
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { TreeNode, TreeRow } from '../core/tree.ts';
import { cellMargin } from './column-shares.ts';
import { PAGE, TABLE_EM } from './docx-parts.ts';
import { textRuns } from './docx-runs.ts';
import { emsOf, widestPiece } from './text-width.ts';

export type TableNode = Extract<TreeNode, { type: 'table' }>;

interface TableLayout {
  side: boolean;
  /** Twips, summing to the text width. */
  widths: number[];
  /** Blank left and right of a cell's text, twips. */
  margin: number;
}

const ALIGN = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER } as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
/** Every cell edged, as offices print forms. */
export const GRID = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE };

/** Upright if no number has to break there; else on its side. */
export function tableLayout(node: TableNode): TableLayout {
  const margin = Math.round(cellMargin(node.columns.length) * TABLE_EM);
  const upright = spread(node, PAGE.textWidth);
  return fits(node, upright, margin)
    ? { side: false, widths: upright, margin }
    : { side: true, widths: spread(node, PAGE.sideWidth), margin };
}

/** Whole twips by largest remainder, so that they sum to the total. */
function spread(node: TableNode, total: number): number[] {
  const sum = node.columns.reduce((a, c) => a + c.width, 0);
  const ideal = node.columns.map((c) => (c.width / sum) * total);
  const widths = ideal.map(Math.floor);
  const byRemainder = ideal
    .map((x, i) => ({ i, rest: x - Math.floor(x) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  const left = total - widths.reduce((a, b) => a + b, 0);
  for (let n = 0; n < left; n++) widths[byRemainder[n % byRemainder.length]!.i]! += 1;
  return widths;
}

const cellText = (row: TreeRow, i: number): string => (row.cells[i] ?? []).map((r) => r.t).join('');

const fits = (node: TableNode, widths: readonly number[], margin: number): boolean =>
  widths.every((w, i) => {
    const room = w - 2 * margin;
    if (node.columns[i]!.align === 'left') return room >= 4 * TABLE_EM;
    return node.rows.every((r) => widestPiece(cellText(r, i)) * TABLE_EM <= room);
  });

export function wordTable(node: TableNode, layout: TableLayout): Table {
  const { widths, margin } = layout;
  const cell = (i: number, paragraph: Paragraph): TableCell =>
    new TableCell({
      width: { size: widths[i]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [paragraph],
    });
  const under = partIndent(node.rows, widths[0]! - 2 * margin);
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: node.columns.map((c, i) =>
      cell(i, new Paragraph({ style: 'TableHead', children: textRuns([{ t: c.title }]) })),
    ),
  });
  const body = node.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: node.columns.map((c, i) =>
          cell(
            i,
            new Paragraph({
              style: 'TableText',
              ...(c.align === 'left' ? {} : { alignment: ALIGN[c.align] }),
              ...(i === 0 && row.kind === 'part' ? { indent: { left: isFirstPart(row) ? TABLE_EM : under } } : {}),
              children: textRuns(row.cells[i] ?? [], row.kind === 'total' ? { bold: true } : {}),
            }),
          ),
        ),
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { top: 28, bottom: 28, left: margin, right: margin, marginUnitType: WidthType.DXA },
    borders: GRID,
    rows: [head, ...body],
  });
}

const isFirstPart = (row: TreeRow): boolean => cellText(row, 0).startsWith('其中');

/** 其中 stands one character in, and the parts after it under its first part, where there is room for all of them. */
function partIndent(rows: readonly TreeRow[], room: number): number {
  const parts = rows.filter((row) => row.kind === 'part' && !isFirstPart(row));
  return parts.every((row) => (emsOf(cellText(row, 0)) + 4) * TABLE_EM <= room) ? 4 * TABLE_EM : TABLE_EM;
}
