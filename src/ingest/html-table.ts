// A table of a page: cells as they are opened and closed, then its lines. Tables that only lay out a page become their text.
import { type GridCell, tableText } from './grid.ts';
import { Flow } from './html-flow.ts';
import { styleOf } from './html-style.ts';

export interface HtmlCell {
  flow: Flow;
  rows: number;
  columns: number;
  /** Blank cells that Excel lets a text run over: a span of the page, not a merge. */
  overrun: number;
  /** What Excel holds where the column was too narrow to print it. */
  number: string | undefined;
  /** A table stands inside. */
  holds: boolean;
}

export interface HtmlTable {
  /** Where its lines go. */
  out: Flow;
  rows: HtmlCell[][];
  cell: HtmlCell | null;
}

/** Browsers take no more either. */
const WIDEST = 1_000;
const TALLEST = 65_534;
/** A cell with this much in this many lines is a part of the page. */
const PAGE_LINES = 4;
const PAGE_LENGTH = 400;

const spanOf = (value: string | undefined, most: number): number => {
  const n = Number.parseInt(value ?? '1', 10);
  return Number.isNaN(n) || n < 0 ? 1 : Math.min(n, most);
};

export function openCell(attributes: ReadonlyMap<string, string>): HtmlCell {
  const columns = Math.max(1, spanOf(attributes.get('colspan'), WIDEST));
  const rows = spanOf(attributes.get('rowspan'), TALLEST);
  const overrun = /colspan/.test(styleOf(attributes.get('style')).get('mso-ignore') ?? '');
  return {
    flow: new Flow(),
    // 0 means down to the end.
    rows: rows === 0 ? TALLEST : rows,
    columns: overrun ? 1 : columns,
    overrun: overrun ? columns - 1 : 0,
    number: attributes.get('x:num'),
    holds: false,
  };
}

/** Text of a finished cell; `narrow` is called where only ### was printed and no number is known. */
export function cellText(cell: HtmlCell, narrow: () => void): string {
  const text = cell.flow.text();
  if (!/^#{2,}$/.test(text)) return text;
  if (cell.number) return cell.number;
  narrow();
  return text;
}

/** The lines of a finished table. A row that holds another table, or a page's worth of text, is not a row of a table. */
export function tableLines(table: HtmlTable, narrow: () => void): string[] {
  const out: string[] = [];
  let open: GridCell[][] = [];
  const close = (): void => {
    if (open.length > 0) for (const l of tableText(open).split('\n')) out.push(l);
    open = [];
  };
  for (const row of table.rows) {
    const texts = row.map((c) => cellText(c, narrow));
    const layout = row.some(
      (c, i) => c.holds || (c.flow.lines.length >= PAGE_LINES && texts[i]!.length >= PAGE_LENGTH),
    );
    if (layout) {
      close();
      for (const cell of row) for (const l of cell.flow.lines) out.push(l);
    } else
      open.push(
        row.flatMap((c, i) => [
          { text: texts[i]!, rows: c.rows, columns: c.columns },
          ...Array.from({ length: c.overrun }, () => ({ text: '', rows: 1, columns: 1 })),
        ]),
      );
  }
  close();
  return out.filter((l) => l !== '');
}
