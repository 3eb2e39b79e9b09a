// The tables of a text as rules read them: rows of cells between tabs or bars, with the unit that the caption names. Judges nothing.
import { type Exact, exact, fromDecimal, mul } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import { decimalsOf } from './amounts.ts';
import type { TextScene } from './text-rule.ts';

export interface Cell {
  text: string;
  start: number;
  end: number;
  /** Null for words. */
  value: Exact | null;
  percent: boolean;
  places: number;
}

export interface Table {
  /** What stands above it: its name and its unit. */
  caption: string;
  /** 万元, 元 … where the caption names it. */
  unit: string | null;
  head: readonly Cell[];
  rows: readonly (readonly Cell[])[];
}

const MONEY_UNIT = /单位[：:]\s?(?:人民币)?\s?([万亿]?元)/;
const NUMBER = /^-?\d[\d,]{0,18}(?:\.\d{1,8})?$/;
const LEAST = 3;
const known = new WeakMap<TextScene, readonly Table[]>();

/** One pass over the lines, once for all rules. */
export function tablesOf(scene: TextScene): readonly Table[] {
  const before = known.get(scene);
  if (before) return before;
  const tables: Table[] = [];
  let rows: Cell[][] = [];
  let captionAt = 0;
  const close = (): void => {
    if (rows.length >= LEAST) {
      const caption = scene.lines
        .slice(Math.max(0, captionAt - 2), captionAt)
        .map((l) => l.text.trim())
        .filter((t) => t.length <= 60)
        .join(' ');
      const [head, ...body] = rows as [Cell[], ...Cell[][]];
      tables.push({
        caption,
        unit: MONEY_UNIT.exec(caption + head.map((c) => c.text).join(''))?.[1] ?? null,
        head,
        rows: body,
      });
    }
    rows = [];
  };
  for (const [i, line] of scene.lines.entries()) {
    const cells = cellsOf(line.text, line.start);
    if (cells.length >= LEAST && /^[-:—\s]*$/.test(cells.map((c) => c.text).join(''))) continue;
    if (cells.length < LEAST || (rows.length && rows[0]!.length !== cells.length)) close();
    if (cells.length < LEAST) continue;
    if (!rows.length) captionAt = i;
    rows.push(cells);
  }
  close();
  known.set(scene, tables);
  return tables;
}

function cellsOf(text: string, offset: number): Cell[] {
  const bar = text.includes('\t') ? '\t' : text.includes('|') ? '|' : null;
  if (!bar) return [];
  const cells: Cell[] = [];
  let at = 0;
  for (const piece of text.split(bar)) {
    const lead = piece.length - piece.trimStart().length;
    const said = piece.trim();
    const plain = said.replace(/[%％]$/, '');
    const isNumber = NUMBER.test(plain);
    cells.push({
      text: said,
      start: offset + at + lead,
      end: offset + at + lead + said.length,
      value: isNumber ? fromDecimal(plain.replaceAll(',', '')) : null,
      percent: plain !== said,
      places: decimalsOf(plain),
    });
    at += piece.length + 1;
  }
  // | a | b | has an empty piece on either side.
  return bar === '|'
    ? cells.slice(text.trimStart().startsWith('|') ? 1 : 0, text.trimEnd().endsWith('|') ? -1 : undefined)
    : cells;
}

/** A cell's money in 元; null where the table names no unit or the cell holds no plain number. */
export const moneyIn = (table: Table, cell: Cell): Exact | null =>
  table.unit && cell.value && !cell.percent ? mul(cell.value, unitOf(table.unit).factor) : null;

/** Half a last place of a printed number. */
export const halfPlace = (places: number): Exact => exact(1n, 2n * 10n ** BigInt(places));
