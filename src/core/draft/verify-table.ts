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
  /** The cell says in words of its own what the number is. */
  worded?: boolean;
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
  loneNumbers(text, quantities, out);
  lineNumbers(text, quantities, out);
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

/** A formula beside a score: 284.23/310.00=91.69%, （32.00-34.00）/34.00=-5.88%. */
const FORMULA = /^[\d\s.,%％()（）/÷×*+=-]{1,60}$/;

/**
 * Cells that came one to a line: a number alone on its line is called by the line of words above it, whatever signs or one short bare
 * number (a weight) stand between; so are the numbers of a formula.
 */
function loneNumbers(text: string, quantities: readonly Quantity[], out: Map<number, CellPlace>): void {
  for (const q of quantities) {
    if (q.class !== 'figure' || (q.unit !== '' && q.unit !== '%')) continue;
    // Looked at near by only: a line may be as long as the text.
    const before = /\n([^\n]*)$/.exec(text.slice(Math.max(0, q.start - 60), q.start));
    if (!before) continue;
    const start = q.start - before[1]!.length;
    const rest = /^[^\n]*/.exec(text.slice(q.end, q.end + 61))![0];
    const line = `${before[1]}${q.text}${rest}`;
    const formula = /[/÷×=]/.test(line) && FORMULA.test(line);
    const lone = /^[ \u3000]*$/.test(before[1]!) && /^[ \u3000%％|]{0,20}$/.test(rest);
    if (!formula && !lone) continue;
    const above =
      /([^\n]{0,60})\n(?:\s*(?:[≥≤＞＜><=%|]|\d{1,2}(?=\s*\n))[^\S\n]*\|?[^\S\n]*\n)?\s*$/
        .exec(text.slice(Math.max(0, start - 120), start))?.[1]
        ?.replace(/\|\s*$/, '')
        .trim() ?? '';
    if (!/[\u4e00-\u9fff]{2}/.test(above) || above.length > 40 || /[。；，]/.test(above) || /\d\s*$/.test(above))
      continue;
    out.set(q.start, {
      row: above,
      column: '',
      caption: '',
      unit: formula ? '' : unitAt(text, start, above),
      index: false,
    });
  }
}

/** The unit that the words above a lone number give it, else the page's unit line. */
function unitAt(text: string, start: number, above: string): string {
  const own = COLUMN_UNIT.exec(above)?.[1]?.replace('％', '%') ?? '';
  if (KNOWN_UNIT.test(own)) return own;
  if (/率|占比|满意度/.test(above)) return '%';
  if (/人[数员]|编制/.test(above)) return '人';
  const unitLine = text
    .slice(Math.max(0, start - 1500), start)
    .match(new RegExp(UNIT_LINE, 'g'))
    ?.at(-1);
  return unitLine
    ? UNIT_LINE.exec(unitLine)![1]!
        .split(/[、,，/]/)[0]!
        .trim()
    : '';
}

const STATEMENT = /行次|栏次/;

/** 本年收入合计 27 19,289,794.01: in a statement that numbers its lines, a small bare number between blanks is the line's. */
function lineNumbers(text: string, quantities: readonly Quantity[], out: Map<number, CellPlace>): void {
  if (!STATEMENT.test(text)) return;
  const blank = (c: string | undefined): boolean => c === undefined || ' \u3000\t|\n'.includes(c);
  let k = 0;
  let from = 0;
  for (const line of text.split('\n')) {
    const end = from + line.length;
    const numbered = STATEMENT.test(line);
    for (; k < quantities.length && quantities[k]!.start < end; k++) {
      const q = quantities[k]!;
      if (!numbered || q.class !== 'figure' || !/^\d{1,3}$/.test(q.text)) continue;
      if (!blank(text[q.start - 1]) || !blank(text[q.end])) continue;
      if (
        /^[ \u3000\t|]+(?:[-+]?\d[\d,，]*\.\d{2}(?!\d)|[\u4e00-\u9fff（(—-])|^\s*$/.test(
          line.slice(q.end - from, q.end - from + 24),
        )
      )
        out.set(q.start, { row: '', column: '行次', caption: '', unit: '', index: true });
    }
    from = end + 1;
  }
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

const NUMBER_CELL = /^[-+]?\d[\d,，.]*\s*(?:[%％‰]|[\u4e00-\u9fff]{1,3})?$/;

/**
 * The words in the nearest cell to the left that has some and no number; signs and units between do not count. Under a header only a
 * column of indicators says more than the row's own label.
 */
function nearestWords(cells: Line['cells'], c: number, header: readonly string[] | null): string | null {
  for (let k = c - 1; k >= 0; k--) {
    const { text } = cells[k]!;
    if (header && !/三级指标|指标名称|指标内容/.test(header[k] ?? '')) continue;
    if (/[\u4e00-\u9fff]{2}/.test(text) && !/\d/.test(text) && !KNOWN_UNIT.test(text)) return text;
  }
  return null;
}

function place(
  block: readonly Line[],
  unitLine: string,
  caption: string,
  quantities: readonly Quantity[],
  out: Map<number, CellPlace>,
): void {
  // A form has its words and numbers side by side: its first row is no header.
  const form = block[0]!.cells.some((c) => NUMBER_CELL.test(c.text));
  const header = block[0]!.cells.map((c) => (form ? '' : c.text));
  const rows = block.slice(1).filter((l) => !l.cells.every((c) => /^:?-*:?$/.test(c.text)));
  const labelAt = INDEX.test(header[0] ?? '') ? 1 : 0;
  const corner = COLUMN_UNIT.exec(header[0] ?? '')?.[1]?.replace('％', '%') ?? '';
  const whole = KNOWN_UNIT.test(corner) ? corner : unitLine;
  let parent = '';
  let k = 0;
  for (const { cells } of [block[0]!, ...rows]) {
    const isHeader = cells === block[0]!.cells && !form;
    const label = (cells[labelAt]?.text ?? '').replace(/^(?:其中[：:]?|\d{1,2}[.、．])\s*/, '');
    const part = /^其中/.test(cells[labelAt]?.text ?? '');
    if (!part) parent = label;
    for (const [c, cell] of cells.entries()) {
      while (k < quantities.length && quantities[k]!.start < cell.start) k++;
      while (k < quantities.length && quantities[k]!.start < cell.end) {
        const q = quantities[k++]!;
        if (isHeader || c === labelAt) continue;
        const column = header[c] ?? '';
        const beside = c > labelAt + 1 ? nearestWords(cells, c, form ? null : header) : null;
        const given = COLUMN_UNIT.exec(column)?.[1]?.replace('％', '%') ?? '';
        const rowUnit = COLUMN_UNIT.exec(label)?.[1]?.replace('％', '%') ?? '';
        const own = KNOWN_UNIT.test(given) ? given : KNOWN_UNIT.test(rowUnit) ? rowUnit : '';
        const rate = /率|占比|比例|比重|满意度|%/.test(column) || (!/数|额|分/.test(column) && /率|满意度/.test(label));
        out.set(q.start, {
          row: beside !== null && beside !== label ? beside : part && parent !== '' ? `${parent} ${label}` : label,
          column,
          caption,
          unit: own !== '' ? own : rate ? '%' : whole,
          index: INDEX.test(column.trim()),
          worded: (cell.text.slice(0, 80).match(/[\u4e00-\u9fff]/g)?.length ?? 0) >= 6,
        });
      }
    }
  }
}
