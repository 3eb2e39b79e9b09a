// Prints the scoring table (自评表) and the tables of data as an XLSX workbook. What stands in the cells is decided elsewhere.
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/universal';
import { baseDataTables } from './base-data-table.ts';
import { budgetTable } from './budget-table.ts';
import { printable } from './printable.ts';
import { reseal } from './reseal.ts';
import {
  COLUMNS,
  type FormCell,
  type FormRow,
  type ScoringForm,
  type ScoringInput,
  scoringTable,
} from './scoring-table.ts';
import { type TableSheet, tableSheet } from './table-sheet.ts';
import { emsOf } from './text-width.ts';

const WIDTHS = [14, 16, 26, 16, 16, 10, 12, 32];

/** The same input gives the same bytes; the file carries no time. */
export async function toXlsx(input: ScoringInput): Promise<Uint8Array> {
  const form = scoringTable(input);
  const sheets: TableSheet[] = [
    { name: '自评表', rows: sheetRows(form), widths: WIDTHS, repeat: form.repeat + TITLES },
    ...dataSheets(input),
  ];
  const blob = await writeXlsxFile(
    sheets.map(({ name, rows, widths }) => ({
      data: rows.map((row): SheetData[number] => {
        const height = rowHeight(row, widths);
        return row.cells.map((cell) => sheetCell(cell, row, height));
      }),
      sheet: name,
      orientation: 'landscape' as const,
      columns: widths.map((width) => ({ width })),
      showGridLines: false,
    })),
  ).toBlob();
  const titles = sheets.flatMap(({ name, repeat }, i) =>
    repeat === null
      ? []
      : [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${name}'!$${repeat + 1}:$${repeat + 1}</definedName>`,
        ],
  );
  return reseal(new Uint8Array(await blob.arrayBuffer()), (name, text) => {
    if (/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) return onePageWide(text());
    if (name === 'xl/styles.xml')
      return text().replace(/<font>(.*?)<\/font>/g, (_, parts) => `<font>${ordered(parts)}</font>`);
    if (name === 'xl/workbook.xml')
      return text().replace('<definedNames/>', `<definedNames>${titles.join('')}</definedNames>`);
    return null;
  });
}

/** The rows of the sheet: the title over the form, and under it what is missing, by cell. */
const TITLES = 1;
function sheetRows(form: ScoringForm): FormRow[] {
  const wide = (value: string, look: 'title' | 'note'): FormRow => ({
    cells: [{ value, look, columns: COLUMNS }, ...new Array<null>(COLUMNS - 1).fill(null)],
  });
  const open = form.missing.map((m) => `${String.fromCharCode(65 + m.column)}${m.row + TITLES + 1} ${m.what}`);
  return [
    wide(form.title, 'title'),
    ...form.rows,
    ...(open.length ? [wide(`待补（标黄单元格）：${open.join('；')}。`, 'note')] : []),
    wide(form.note, 'note'),
  ];
}

/** The budget and its execution, and the base data where the report kind has them; a table without a number has no sheet. */
function dataSheets({ profile, book, figures }: ScoringInput): TableSheet[] {
  const has = (table: string): boolean => profile.outline.some((o) => o.tables.some((t) => t === table));
  const budget = has('budget_execution') ? budgetTable('', profile, book, figures) : null;
  const base = has('base_data') ? baseDataTables('', profile, book, figures) : [];
  return [
    ...(budget ? [tableSheet('预算执行情况表', [budget])] : []),
    ...(base.length ? [tableSheet('基础数据表', base)] : []),
  ];
}

/** A4 on its side, as wide as one page and as long as it takes. */
const onePageWide = (sheet: string): string =>
  sheet
    .replace(/<sheetPr[^>]*\/>/, '')
    .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace(/<pageSetup[^>]*\/>/, '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');

/** The schema has the parts of a font in this order; the library writes them as they come. */
const FONT_ORDER = ['b', 'i', 'strike', 'u', 'sz', 'color', 'name', 'family', 'charset', 'scheme'];
function ordered(parts: string): string {
  const place = (tag: string): number => FONT_ORDER.indexOf(/^<(\w+)/.exec(tag)![1]!);
  return (parts.match(/<[^>]+\/>/g) ?? []).sort((a, b) => place(a) - place(b)).join('');
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Text that a spreadsheet could take for a formula gets a leading apostrophe, unless it is a plain number. */
export const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** _x0041_ would be read as a character code, and the library drops U+FFFD without a word. */
const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\uFFFD', '□');

const BOX = { borderStyle: 'thin', borderColor: '#000000' } as const;
const LOOK = {
  title: { fontWeight: 'bold', fontSize: 18, align: 'center' },
  head: { fontWeight: 'bold', align: 'center', ...BOX },
  text: { align: 'left', wrap: true, ...BOX },
  label: { align: 'center', wrap: true, ...BOX },
  number: { align: 'right', ...BOX },
  note: { align: 'left', wrap: true },
} as const;

/** Points. Spreadsheets do not grow a row for text in merged cells, so the height is reckoned here; 409 is the most they allow. */
function rowHeight(row: FormRow, widths: readonly number[]): number {
  const lines = row.cells.map((cell, i) => {
    if (!cell?.value || cell.look === 'title') return 1;
    const width = widths.slice(i, i + (cell.columns ?? 1)).reduce((a, b) => a + b, 0);
    // A column's width counts Latin letters of an 11 pt font: half an em each, a little more than ours.
    return cell.value
      .split('\n')
      .map((line) => Math.max(1, Math.ceil(emsOf(line) / (width / 2 - 1))))
      .reduce((a, b) => a + b, 0);
  });
  return row.cells[0]?.look === 'title' ? 36 : Math.min(409, 8 + 14 * Math.max(...lines));
}

function sheetCell(cell: FormCell | null, row: FormRow, height: number): Cell {
  // Covered by a merged neighbour.
  if (cell === null) return null;
  const style = {
    alignVertical: 'center' as const,
    height,
    fontFamily: '宋体',
    fontSize: 10.5,
    ...LOOK[cell.look],
    ...(row.bold ? { fontWeight: 'bold' as const } : {}),
    ...(cell.missing ? { backgroundColor: '#FFFF99' } : {}),
    ...(cell.columns ? { columnSpan: cell.columns } : {}),
    ...(cell.rows ? { rowSpan: cell.rows } : {}),
  };
  if (cell.value === '') return style;
  if (cell.look === 'number' && NUMBER.test(cell.value)) {
    const decimals = cell.value.split('.')[1]?.length ?? 0;
    // The file holds the decimal text of this number; up to 15 digits it is the same text.
    if (cell.value.replace(/\D/g, '').length <= 15)
      return {
        ...style,
        value: Number(cell.value),
        type: Number,
        format: decimals ? `0.${'0'.repeat(decimals)}` : '0',
      };
  }
  return { ...style, value: literal(guarded(printable(cell.value))), type: String };
}
