// One worksheet part to its cells as printed, its merges and what is hidden in it. Does not lay out a table.
import { damaged } from './refusal.ts';
import { isoSerial } from './xlsx-date.ts';
import type { NumberFormat } from './xlsx-format.ts';
import { RichText, unescaped } from './xlsx-strings.ts';
import { walkXml } from './xml.ts';

/** Rows and columns from 0, both ends included. */
export interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface Sheet {
  /** Row -> column -> text; empty cells are not held. */
  rows: Map<number, Map<number, string>>;
  merges: Area[];
  hiddenRows: Set<number>;
  /** First and last column of each hidden stretch. */
  hiddenColumns: [number, number][];
  /** Addresses of cells with an error value, and of formulas whose result was never saved. */
  errors: string[];
  uncalculated: string[];
  /** How many values a format hides (`;;;`). */
  invisible: number;
}

export interface Workbook {
  strings: readonly string[];
  formatOf(style: number): NumberFormat;
  from1904: boolean;
}

/** Stands for an error and for a formula never computed: a reader of tables takes it for no value, and the notice says which. */
const NO_VALUE = '—';

const on = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';

const LAST_COLUMN = 16_383;
const LAST_ROW = 1_048_575;

/** `B3` -> column 1, row 2; null when it is no address of a sheet. */
export function addressOf(ref: string): { row: number; column: number } | null {
  const m = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(ref);
  if (!m) return null;
  let column = 0;
  for (const c of m[1]!.toUpperCase()) column = column * 26 + c.charCodeAt(0) - 64;
  const at = { row: Number(m[2]) - 1, column: column - 1 };
  return at.row >= 0 && at.row <= LAST_ROW && at.column <= LAST_COLUMN ? at : null;
}

export function nameOf(row: number, column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

export function areaOf(ref: string): Area | null {
  const [from, to = from] = ref.split(':');
  const [a, b] = [addressOf(from ?? ''), addressOf(to ?? '')];
  return a && b
    ? {
        top: Math.min(a.row, b.row),
        left: Math.min(a.column, b.column),
        bottom: Math.max(a.row, b.row),
        right: Math.max(a.column, b.column),
      }
    : null;
}

interface OpenCell {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

/** Cached results only: a formula is never computed. Throws a Refusal on broken XML. */
export function readSheet(xml: string, book: Workbook): Sheet {
  const sheet: Sheet = {
    rows: new Map(),
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: [],
    errors: [],
    uncalculated: [],
    invisible: 0,
  };
  const rich = new RichText();
  let row = -1;
  let column = -1;
  let cell: OpenCell | null = null;
  let inValue = false;

  const printed = (c: OpenCell): string => {
    if (c.type === 's') {
      const text = book.strings[Number(c.value)];
      if (text === undefined) throw damaged('缺少单元格的文字');
      return book.formatOf(c.style).text(text);
    }
    if (c.type === 'inlineStr') return book.formatOf(c.style).text(rich.take());
    if (c.type === 'str') return book.formatOf(c.style).text(unescaped(c.value));
    if (c.type === 'b') return on(c.value.trim()) ? 'TRUE' : 'FALSE';
    if (c.type === 'e') return NO_VALUE;
    const stored = c.type === 'd' ? (isoSerial(c.value) ?? c.value) : c.value.trim();
    return book.formatOf(c.style).number(stored, book.from1904 && c.type !== 'd');
  };

  const hold = (c: OpenCell, text: string): void => {
    const cells = sheet.rows.get(c.row) ?? new Map<number, string>();
    if (cells.size === 0) sheet.rows.set(c.row, cells);
    cells.set(c.column, text);
  };

  const endCell = (c: OpenCell): void => {
    if (c.value.trim() === '' && c.type !== 'inlineStr') {
      // An empty text is a result too; no result at all means that no program has computed the sheet.
      if (c.hasFormula && c.type !== 'str') {
        sheet.uncalculated.push(nameOf(c.row, c.column));
        hold(c, NO_VALUE);
      }
      return;
    }
    if (c.type === 'e') sheet.errors.push(nameOf(c.row, c.column));
    const text = printed(c);
    if (text.trim() === '') {
      if (c.type !== 'inlineStr' && c.type !== 's' && c.type !== 'str') sheet.invisible++;
      return;
    }
    hold(c, text);
  };

  walkXml(xml, {
    open(name, a) {
      if (name === 'row') {
        const given = Number(a.r);
        row = Number.isInteger(given) && given > 0 && given <= LAST_ROW + 1 ? given - 1 : Math.min(row + 1, LAST_ROW);
        column = -1;
        if (on(a.hidden) || Number(a.ht) === 0) sheet.hiddenRows.add(row);
      } else if (name === 'c') {
        const at = a.r === undefined ? null : addressOf(a.r);
        column = at ? at.column : Math.min(column + 1, LAST_COLUMN);
        cell = {
          row: at ? at.row : Math.max(row, 0),
          column,
          type: a.t ?? 'n',
          style: Number(a.s ?? 0),
          value: '',
          hasFormula: false,
        };
      } else if (name === 'f' && cell) cell.hasFormula = true;
      else if (name === 'v') inValue = true;
      else if (name === 'col' && (on(a.hidden) || Number(a.width) === 0)) {
        const [min, max] = [Number(a.min), Number(a.max)];
        if (min >= 1 && max >= min) sheet.hiddenColumns.push([min - 1, Math.min(max - 1, LAST_COLUMN)]);
      } else if (name === 'mergeCell') {
        const area = areaOf(a.ref ?? '');
        if (area && (area.bottom > area.top || area.right > area.left)) sheet.merges.push(area);
      } else if (cell) rich.open(name);
    },
    text(text) {
      if (!cell) return;
      if (inValue) cell.value += text;
      else rich.text(text);
    },
    close(name) {
      if (name === 'v') inValue = false;
      else if (name === 'c' && cell) {
        endCell(cell);
        rich.take();
        cell = null;
      } else if (cell) rich.close(name);
    },
  });
  return sheet;
}
