// Reads Markdown and tab tables: which row and column a quantity stands in, and the unit the table gives it.
import type { Quantity } from '../number/scan.ts';

export interface CellPlace {
  row: string;
  column: string;
  /** From the cell's column, the table's unit line, or ''. */
  unit: string;
  /** The line above the table: its caption or heading. */
  caption: string;
  /** A running number, not a figure. */
  index: boolean;
}

const UNIT_LINE = /单位\s*[：:]\s*([万亿]?元|人|个|%|万元\s*[、,，/]\s*%|[\u4e00-\u9fff]{1,4})/;
const COLUMN_UNIT = /[（(]\s*([^（）()]{1,6})\s*[）)]\s*$/;
const KNOWN_UNIT = /^(?:[百千万亿]*元|人|名|人次|个|项|%|％|‰|百分点|户|家|件|份|平方米|辆|台|分|天|次)$/;
const INDEX = /^(?:序号|编号|行次|栏次|No\.?|#)$/i;

interface Line {
  start: number;
  cells: { start: number; end: number; text: string }[];
}

/** For each quantity inside a table, its place; keyed by the quantity's start. */
export function tablePlaces(text: string, quantities: readonly Quantity[]): Map<number, CellPlace> {
  const out = new Map<number, CellPlace>();
  if (!text.includes('|') && !text.includes('\t')) return out;
  let offset = 0;
  let unitLine = '';
  let sinceUnit = 0;
  let caption = '';
  let block: Line[] = [];
  const flush = (): void => {
    if (block.length > 1) place(block, unitLine, caption, quantities, out);
    block = [];
  };
  for (const line of text.split('\n')) {
    const cells = cellsOf(line, offset);
    if (cells) block.push({ start: offset, cells });
    else {
      flush();
      if (line.trim() !== '' && !/单位\s*[：:]/.test(line)) caption = line.length <= 60 ? line : '';
      const unit = UNIT_LINE.exec(line);
      if (unit) {
        unitLine = unit[1]!.split(/[、,，/]/)[0]!.trim();
        sinceUnit = 0;
      } else if (line.trim() !== '' && ++sinceUnit > 3) unitLine = '';
    }
    offset += line.length + 1;
  }
  flush();
  return out;
}

function cellsOf(line: string, offset: number): Line['cells'] | null {
  const mark =
    line.trimStart().startsWith('|') || (line.match(/\|/g)?.length ?? 0) >= 2
      ? '|'
      : (line.match(/\t/g)?.length ?? 0) >= 1
        ? '\t'
        : '';
  if (mark === '') return null;
  const cells: Line['cells'] = [];
  let from = 0;
  for (let i = 0; i <= line.length; i++) {
    if (i < line.length && line[i] !== mark) continue;
    cells.push({ start: offset + from, end: offset + i, text: line.slice(from, i).trim().replace(/\*\*/g, '') });
    from = i + 1;
  }
  if (mark === '|') {
    if (cells[0]?.text === '') cells.shift();
    if (cells.at(-1)?.text === '') cells.pop();
  }
  return cells.length > 1 ? cells : null;
}

function place(
  block: readonly Line[],
  unitLine: string,
  caption: string,
  quantities: readonly Quantity[],
  out: Map<number, CellPlace>,
): void {
  const header = block[0]!.cells.map((c) => c.text);
  const rows = block.slice(1).filter((l) => !l.cells.every((c) => /^:?-*:?$/.test(c.text)));
  const labelAt = INDEX.test(header[0] ?? '') ? 1 : 0;
  const corner = COLUMN_UNIT.exec(header[0] ?? '')?.[1]?.replace('％', '%') ?? '';
  const whole = KNOWN_UNIT.test(corner) ? corner : unitLine;
  let parent = '';
  let k = 0;
  for (const { cells } of [block[0]!, ...rows]) {
    const isHeader = cells === block[0]!.cells;
    const label = (cells[labelAt]?.text ?? '').replace(/^(?:其中[：:]?|\d{1,2}[.、．])\s*/, '');
    const part = /^其中/.test(cells[labelAt]?.text ?? '');
    if (!part) parent = label;
    for (const [c, cell] of cells.entries()) {
      while (k < quantities.length && quantities[k]!.start < cell.start) k++;
      while (k < quantities.length && quantities[k]!.start < cell.end) {
        const q = quantities[k++]!;
        if (isHeader || c === labelAt) continue;
        const column = header[c] ?? '';
        const given = COLUMN_UNIT.exec(column)?.[1]?.replace('％', '%') ?? '';
        const rowUnit = COLUMN_UNIT.exec(label)?.[1]?.replace('％', '%') ?? '';
        const own = KNOWN_UNIT.test(given) ? given : KNOWN_UNIT.test(rowUnit) ? rowUnit : '';
        const rate = /率|占比|比例|比重|满意度|%/.test(column) || (!/数|额|分/.test(column) && /率|满意度/.test(label));
        out.set(q.start, {
          row: part && parent !== '' ? `${parent} ${label}` : label,
          column,
          caption,
          unit: own !== '' ? own : rate ? '%' : whole,
          index: INDEX.test(column.trim()),
        });
      }
    }
  }
}
