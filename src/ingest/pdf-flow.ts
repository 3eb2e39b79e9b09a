// What stands on the pages put in one order: lines to paragraphs, tables on over pages, notes behind.
import { type GridCell, tableText } from './grid.ts';
import { alignedTable, isRow, rowBlock } from './pdf-columns.ts';
import type { Sheet } from './pdf-furniture.ts';
import { type PdfTable, sameColumns } from './pdf-grid.ts';
import { type Line, rejoined } from './pdf-line.ts';
import { paragraphText, settingOf } from './pdf-paragraph.ts';

type Cell = GridCell & { lines?: number };
type Part = { lines: Line[] } | { rows: Cell[][]; edges: number[]; page: number };

/** Lines and tables from top to bottom, page after page. */
export function flow(read: { sheets: readonly Sheet[]; tables: readonly PdfTable[] }): {
  text: string;
  unclear: number[];
} {
  const setting = settingOf(read.sheets);
  const notes = takeNotes(read.sheets, setting.size);
  const parts: Part[] = [];
  const unclear: number[] = [];
  const addLine = (line: Line): void => {
    const last = parts.at(-1);
    if (last && 'lines' in last) last.lines.push(line);
    else parts.push({ lines: [line] });
  };
  for (const { page, lines } of read.sheets) {
    const tables = read.tables.filter((t) => t.page === page.number);
    for (let i = 0; i < lines.length || tables.length > 0; ) {
      const table = tables[0];
      if (table && (i >= lines.length || table.top < lines[i]!.base - 0.4 * lines[i]!.size)) {
        addTable(parts, { rows: table.rows, edges: table.edges, page: page.number });
        tables.shift();
        continue;
      }
      const line = lines[i]!;
      const above = tables[0]?.top ?? Infinity;
      const until = isRow(line)
        ? Math.min(rowBlock(lines, i), lines.findIndex((l, k) => k > i && l.base > above) >>> 0)
        : i;
      const aligned = until - i >= 2 ? alignedTable(lines.slice(i, until)) : null;
      if (aligned === null) {
        addLine(line);
        i++;
      } else if (aligned === 'unclear') {
        unclear.push(page.number);
        for (; i < until; i++) addLine(lines[i]!);
      } else {
        addTable(parts, { ...aligned, page: page.number });
        i = until;
      }
    }
  }
  if (notes.length > 0) parts.push({ lines: notes });
  const text = parts
    .map((p) => ('lines' in p ? paragraphText(p.lines, setting) : tableText(p.rows)))
    .filter((t) => t !== '')
    .join('\n');
  return { text, unclear };
}

/** Small lines under a mark at the foot of a page stand between a sentence and its end: they go behind the text. */
function takeNotes(sheets: readonly Sheet[], size: number): Line[] {
  const notes: Line[] = [];
  for (const sheet of sheets) {
    let from = sheet.lines.length;
    const small = (l: Line): boolean => l.size <= 0.82 * size && l.base > 0.4 * sheet.page.height;
    while (from > 0 && small(sheet.lines[from - 1]!)) from--;
    while (from < sheet.lines.length && !/^(?:[⁰¹²³⁴-⁹①-⑳*＊]|[[［]\d{1,2}[\]］])/.test(sheet.lines[from]!.text))
      from++;
    notes.push(...sheet.lines.splice(from));
  }
  return notes;
}

/** A table at the top of a page goes on with the one that ended the page before when their columns agree. */
function addTable(parts: Part[], table: Exclude<Part, { lines: Line[] }>): void {
  const last = parts.at(-1);
  if (!last || !('rows' in last) || last.page !== table.page - 1 || !sameColumns(last.edges, table.edges)) {
    parts.push(table);
    return;
  }
  const same = (a?: GridCell[], b?: GridCell[]): boolean =>
    a !== undefined && b !== undefined && a.length === b.length && a.every((c, k) => c.text === b[k]!.text);
  let header = 0;
  while (header < 4 && header < table.rows.length && same(last.rows[header], table.rows[header])) header++;
  const rest = table.rows.slice(header);
  if (rest[0] && isRestOf(last.rows.at(-1)!, rest[0])) {
    last.rows.push(last.rows.pop()!.map((c, k) => ({ ...c, text: rejoined(c.text, rest[0]![k]!.text, false) })));
    rest.shift();
  }
  last.rows.push(...rest);
  last.page = table.page;
}

/**
 * A row that the page's end cut in two: the rest has words only, in one cell under words, or in several under longer texts,
 * and leaves cells empty that were full. In doubt it stays a row.
 */
function isRestOf(row: readonly Cell[], rest: readonly Cell[]): boolean {
  const filled = rest.filter((c) => c.text !== '').length;
  if (row.length !== rest.length || filled === 0) return false;
  const follows = (c: Cell, above: Cell): boolean =>
    above.text !== '' &&
    !/^[-\d.,%—]+$/.test(c.text) &&
    (filled === 1 ? Math.max(above.lines ?? 1, c.lines ?? 1) > 1 : (above.lines ?? 1) > 2);
  return (
    rest.every((c, k) => c.columns === row[k]!.columns && (c.text === '' || follows(c, row[k]!))) &&
    rest.some((c, k) => c.text === '' && row[k]!.text !== '')
  );
}
