// The scoring table (自评表) as an appendix of a DOCX: 附件1, title, the form with its merged cells. The section it stands in is laid
// on its side by docx.ts; what stands in the cells is decided in scoring-table.ts.
import {
  AlignmentType,
  type FileChild,
  HeadingLevel,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { FONT, PAGE } from './docx-parts.ts';
import { textRuns } from './docx-runs.ts';
import { GRID } from './docx-table.ts';
import { printable } from './printable.ts';
import { COLUMNS, type FormCell, type FormRow, missingNote, type ScoringForm } from './scoring-table.ts';

/** Twips, summing to the text width of a page on its side. */
const WIDTHS = [1250, 1400, 2206, 1500, 1550, 1050, 1100, 2700] as const;

/** 附件1 at the left, the title in the middle below it; `own`: on a page of its own, and among the headings of the report. */
export function appendixHead(tag: string, title: string, own: boolean): Paragraph[] {
  const plain = (text: string, font: string, size: number, more: IParagraphOptions): Paragraph =>
    new Paragraph({
      indent: { firstLine: 0 },
      keepNext: true,
      ...more,
      children: [new TextRun({ text: printable(text), font: { eastAsia: font, hint: 'eastAsia' }, size })],
    });
  return [
    plain(tag, FONT.hei, 32, { alignment: AlignmentType.LEFT, ...(own ? { pageBreakBefore: true } : {}) }),
    plain(title, FONT.title, 36, {
      alignment: AlignmentType.CENTER,
      ...(own ? { heading: HeadingLevel.HEADING_1 } : {}),
    }),
  ];
}

export function formBlocks(form: ScoringForm, tag: string): FileChild[] {
  const missing = missingNote(form);
  return [
    ...appendixHead(tag, form.title, false),
    formTable(form.rows.slice(0, form.repeat), false),
    // Word joins tables that touch; a line of one point keeps them apart, so that the indicators repeat their own head.
    new Paragraph({ indent: { firstLine: 0 }, spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
    formTable(form.rows.slice(form.repeat), true),
    ...(missing ? [new Paragraph({ style: 'TableNote', children: textRuns([{ t: missing }]) })] : []),
    new Paragraph({ style: 'TableNote', children: textRuns([{ t: form.note }]) }),
  ];
}

function formTable(rows: readonly FormRow[], headed: boolean): Table {
  // Above the indicators a merged cell and what it stands beside stay on one page: a heading without its goals says nothing.
  const kept = rows.map(
    (_, r) =>
      !headed && rows.some((row, from) => row.cells.some((c) => c && from <= r && r < from + (c.rows ?? 1) - 1)),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: PAGE.sideWidth, type: WidthType.DXA },
    columnWidths: [...WIDTHS],
    margins: { top: 28, bottom: 28, left: 85, right: 85, marginUnitType: WidthType.DXA },
    borders: GRID,
    rows: rows.map(
      (row, r) =>
        new TableRow({
          cantSplit: true,
          ...(headed && r === 0 ? { tableHeader: true } : {}),
          // The library writes the covered cells of a merge itself.
          children: row.cells.flatMap((cell, c) => (cell ? [wordCell(cell, c, row.bold === true, kept[r]!)] : [])),
        }),
    ),
  });
}

const ALIGN = {
  head: AlignmentType.CENTER,
  label: AlignmentType.CENTER,
  text: AlignmentType.LEFT,
  number: AlignmentType.RIGHT,
  title: AlignmentType.CENTER,
  note: AlignmentType.LEFT,
} as const;

function wordCell(cell: FormCell, column: number, bold: boolean, keepNext: boolean): TableCell {
  const columns = cell.columns ?? 1;
  const size = WIDTHS.slice(column, Math.min(COLUMNS, column + columns)).reduce((a, b) => a + b, 0);
  const text = cell.missing ? '【待补】' : cell.value;
  return new TableCell({
    width: { size, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(columns > 1 ? { columnSpan: columns } : {}),
    ...(cell.rows ? { rowSpan: cell.rows } : {}),
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          style: cell.look === 'head' ? 'TableHead' : 'TableText',
          alignment: ALIGN[cell.look],
          keepNext,
          children: textRuns([{ t: line }], bold ? { bold: true } : {}),
        }),
    ),
  });
}
