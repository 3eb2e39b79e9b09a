// What was not understood: every number of a text that no fact has its place at, paragraph by paragraph and table row by row,
// with what the words around say about it. Pure; it reads no fact's value and registers nothing.
import { isZero, toFixed } from '../number/exact.ts';
import type { Qualifier } from '../number/qualifier.ts';
import { type Quantity, type QuantityClass, scanQuantities } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';
import type { Block, TableCell, TextDocument } from '../text/document.ts';
import { toSource } from '../text/read.ts';
import { type SectionKind, sectionOf } from '../text/sections.ts';
import { clauseLabel } from './passage.ts';
import { yearNamed } from './period.ts';
import { type Suggestion, suggestKey } from './suggest-key.ts';

export type NumberKind = 'money' | 'people' | 'rate' | 'score' | 'count' | 'measure' | 'bare';

/** Offsets are into the source; text === source.slice(start, end). */
export interface OpenNumber {
  text: string;
  start: number;
  end: number;
  /** Plain decimal in `unit`; null for 十几, 若干. */
  value: string | null;
  /** As printed; for a bare number in a table the table's. */
  unit: string;
  qualifier: Qualifier | null;
  kind: NumberKind;
  label: string;
  suggestion: Suggestion | null;
}

export interface OpenParagraph {
  start: number;
  end: number;
  kind: 'paragraph' | 'heading' | 'row';
  /** Headings above it, outermost first. */
  path: string[];
  text: string;
  numbers: OpenNumber[];
}

export interface Coverage {
  paragraphs: OpenParagraph[];
  /** numbers = covered + exempt + open */
  totals: {
    numbers: number;
    covered: number;
    exempt: number;
    open: number;
    exempted: { why: string; count: number }[];
  };
}

const EXEMPT: Record<Exclude<QuantityClass, 'figure'>, string> = {
  year: '年份',
  date: '日期',
  ordinal: '序号',
  'document-number': '文号',
  term: '名称和固定说法',
  idiom: '习惯用语',
  code: '编号和代码',
};

/** What is known already: the spans of the source where facts were found, and the slots that have a fact. */
export interface Known {
  places: readonly { start: number; end: number }[];
  /** A suggestion is not made twice. */
  has(key: string, period: number | null): boolean;
}

/** `period`: the year the text speaks of. Linear in the text. */
export function coverageOf(doc: TextDocument, known: Known, period: number | null): Coverage {
  const { text } = doc.normal;
  const covers = spanFinder(known.places);
  const all = scanQuantities(text);
  const paragraphs: OpenParagraph[] = [];
  const exempted = new Map<string, number>();
  const totals = { numbers: all.length, covered: 0, exempt: 0, open: 0 };
  const blocks = stretches(doc);
  let open: OpenParagraph | null = null;
  let at = 0;
  let of: Stretch | null = null;
  for (const [i, q] of all.entries()) {
    while (at < blocks.length && blocks[at]!.end <= q.start) at++;
    const stretch = blocks[at] && blocks[at]!.start <= q.start ? blocks[at]! : null;
    const place = toSource(doc, q.start, q.end);
    if (q.class === 'figure' && covers(place.start, place.end)) {
      totals.covered++;
      continue;
    }
    const why = exemption(text, q, stretch);
    if (why !== null) {
      totals.exempt++;
      exempted.set(why, (exempted.get(why) ?? 0) + 1);
      continue;
    }
    totals.open++;
    if (!open || of !== stretch) {
      const span = stretch ? toSource(doc, stretch.start, stretch.end) : place;
      const { quote, start, end } = span;
      open = { start, end, kind: stretch?.kind ?? 'paragraph', path: stretch?.path ?? [], text: quote, numbers: [] };
      of = stretch;
      paragraphs.push(open);
    }
    const { suggestion, ...number } = numberOf(text, q, all[i - 1], all[i + 1], stretch, period);
    const offered = suggestion && !known.has(suggestion.key, suggestion.period) ? suggestion : null;
    open.numbers.push({ ...number, suggestion: offered, ...asPrinted(place) });
  }
  for (const { why, count } of leftOut(doc)) {
    totals.numbers += count;
    totals.exempt += count;
    exempted.set(why, (exempted.get(why) ?? 0) + count);
  }
  const counted = [...exempted].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
  return { paragraphs, totals: { ...totals, exempted: counted } };
}

/** Numbers that are no part of the reading: in orders to a program, and in what the reading leaves out (page heads, field codes). */
function leftOut(doc: TextDocument): { why: string; count: number }[] {
  const { text, offsets, ends } = doc.normal;
  const orders = doc.residue.filter((r) => r.kind === 'instruction');
  const inOrders = orders.reduce((n, r) => n + scanQuantities(r.quote).length, 0);
  let others = 0;
  let order = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const to = offsets[i]!;
    if (to > from && /\d/.test(doc.source.slice(from, to))) {
      while (order < orders.length && orders[order]!.end <= from) order++;
      const inside = order < orders.length && orders[order]!.start < to;
      if (!inside) others += doc.source.slice(from, to).match(/\d[\d,.]*/g)!.length;
    }
    from = Math.max(from, ends?.[i] ?? offsets[i + 1] ?? doc.source.length);
  }
  return [
    { why: '指令性文字', count: inOrders },
    { why: '页眉页码和模板残留', count: others },
  ].filter((x) => x.count > 0);
}

const asPrinted = ({ quote, start, end }: { quote: string; start: number; end: number }) => ({
  text: quote,
  start,
  end,
});

/** Whether a span touches one of `places`. */
function spanFinder(places: readonly { start: number; end: number }[]): (start: number, end: number) => boolean {
  const merged: { start: number; end: number }[] = [];
  for (const p of [...places].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && p.start <= last.end) last.end = Math.max(last.end, p.end);
    else merged.push({ start: p.start, end: p.end });
  }
  return (start, end) => {
    let [low, high] = [0, merged.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (merged[mid]!.end <= start) low = mid + 1;
      else high = mid;
    }
    return low < merged.length && merged[low]!.start < end;
  };
}

/** A heading, a paragraph or a table's row, in order of the text. */
interface Stretch {
  start: number;
  end: number;
  kind: OpenParagraph['kind'];
  path: string[];
  section: SectionKind;
  row: Row | null;
}
interface Row {
  cells: readonly TableCell[];
  /** Words of the rows that head the columns, by column. */
  columns: readonly string[];
  unit: string | null;
  /** The table numbers its lines (行次) beside their sums. */
  numbered: boolean;
}

function stretches(doc: TextDocument): Stretch[] {
  const out: Stretch[] = [];
  const path: { level: number; title: string }[] = [];
  for (const b of doc.blocks) {
    if (b.kind === 'heading') {
      while (path.length && path.at(-1)!.level >= b.level) path.pop();
      const above = path.map((p) => p.title);
      path.push({ level: b.level, title: b.title });
      out.push({ start: b.start, end: b.end, kind: 'heading', path: above, section: kindOf(above), row: null });
      continue;
    }
    const base = { path: b.under, section: kindOf(b.under) };
    if (b.kind === 'paragraph') out.push({ ...base, start: b.start, end: b.end, kind: 'paragraph', row: null });
    else out.push(...rowsOf(b).map((row): Stretch => ({ ...base, ...row, kind: 'row' })));
  }
  return out;
}

const kindOf = (path: readonly string[]): SectionKind => {
  const kinds = path.map((title) => sectionOf(title)?.kind ?? 'other');
  return kinds.includes('glossary') ? 'glossary' : (kinds.at(-1) ?? 'other');
};

/** A cell that is a number with its unit: 7910, ≥95%, 51场, (3.20). */
const NUMERIC = /^[^\p{L}\d]{0,4}\d[\d,.\s]{0,30}[^\d]{0,4}$/u;

/** Rows without numbers above a row with numbers head its columns, until the next such rows. */
function rowsOf(table: Extract<Block, { kind: 'table' }>): { start: number; end: number; row: Row }[] {
  const numbered = table.rows.some((cells) => cells.some((c) => /[行栏]\s{0,4}次/.test(c.text)));
  let columns: string[] = [];
  let heading = false;
  return table.rows.flatMap((cells) => {
    const [from, to] = [cells[0], cells.at(-1)];
    if (!from || !to) return [];
    const words = cells.map((c) => c.text.replace(/\s+/g, ''));
    const here = columns;
    if (words.some((w, j) => j > 0 && NUMERIC.test(w))) heading = false;
    else if (words.filter((w) => w !== '').length > 1) {
      columns = words.map((w, j) => (heading && !columns[j]?.includes(w) ? `${columns[j] ?? ''}${w}` : w).slice(0, 60));
      heading = true;
    }
    return [{ start: from.start, end: to.end, row: { cells, columns: here, unit: table.unit, numbered } }];
  });
}

const INDEX = /序号|编号|编码|代码|科目码|行次|栏次|页码/;

/** Chinese: why a number states nothing to register; null where it does. */
function exemption(text: string, q: Quantity, s: Stretch | null): string | null {
  if (q.class !== 'figure') return EXEMPT[q.class];
  if (s?.section === 'glossary') return '名词解释';
  if (s?.section === 'contents') return '目录页码';
  if (s?.kind === 'heading' && q.unit === '') return '标题编号';
  // 2023支出合计: a year whose 年 was lost.
  if (
    /^(?:19|20)\d{2}$/.test(q.text) &&
    /^(?:支出|收入|全年|年|部门|预算|决算|本年)/.test(text.slice(q.end, q.end + 4))
  )
    return '年份';
  const cell = s?.row && cellAt(s.row, q);
  if (!s?.row || !cell) return null;
  const label = labelLeft(s.row, cell.index) ?? '';
  if (q.unit === '' && (INDEX.test(s.row.columns[cell.index] ?? '') || INDEX.test(label))) return '编号和代码';
  if (s.row.numbered && s.row.unit !== null && /^\d{1,2}$/.test(q.text)) return '行次';
  return q.value && isZero(q.value) && NUMERIC.test(cell.text) ? '表中的零' : null;
}

function cellAt(row: Row, q: Quantity): (TableCell & { index: number }) | null {
  const index = row.cells.findIndex((c) => q.start >= c.start && q.start < c.end);
  return index < 0 ? null : { ...row.cells[index]!, index };
}

/** The nearest words left of a cell. */
function labelLeft(row: Row, index: number): string | null {
  for (let j = index - 1; j >= 0; j--) {
    const words = row.cells[j]!.text.replace(/\s+/g, '');
    if (/\p{L}/u.test(words) && !NUMERIC.test(words)) return words.slice(0, 60);
  }
  return null;
}

/** How much of a clause is read on either side of a number. */
const BEFORE = 80;
const AFTER = 40;

function numberOf(
  text: string,
  q: Quantity,
  previous: Quantity | undefined,
  next: Quantity | undefined,
  s: Stretch | null,
  period: number | null,
): Omit<OpenNumber, 'text' | 'start' | 'end'> {
  const cell = s?.row ? cellAt(s.row, q) : null;
  let { unit } = q;
  let label: string;
  let before: string;
  if (s?.row && cell && NUMERIC.test(cell.text)) {
    const [left, column] = [labelLeft(s.row, cell.index) ?? '', s.row.columns[cell.index] ?? ''];
    if (unit === '') unit = unitOfCell(column, left, s.row.unit);
    label = [left, column].filter((w) => w !== '').join(' · ');
    before = `${column}，${left}`;
  } else {
    const within = cell ?? s;
    const floor = Math.max(within?.start ?? 0, q.start - BEFORE);
    const to = Math.max(q.end, Math.min(within?.end ?? text.length, q.end + AFTER));
    const moved = (x: Quantity | undefined): Quantity | undefined =>
      x && x.end > floor && x.start < to ? { ...x, start: x.start - floor, end: x.end - floor } : undefined;
    label = clauseLabel(text.slice(floor, to), moved(q)!, moved(previous), moved(next));
    const clause = text.slice(floor, q.start);
    before = clause.slice(Math.max(clause.lastIndexOf('。'), clause.lastIndexOf('；'), clause.lastIndexOf('\n')) + 1);
  }
  const meant = suggestKey(before, unit);
  const year = yearNamed(before, period)?.year ?? period;
  return {
    value: q.value && toFixed(q.value, q.decimals),
    unit,
    qualifier: q.qualifier,
    kind: numberKind(unit),
    label: label.slice(0, 80),
    suggestion: meant && { key: meant.key, title: meant.label, period: year },
  };
}

function unitOfCell(column: string, left: string, table: string | null): string {
  const named = unitIn(column) ?? unitIn(left);
  if (named !== null) return named;
  if (/分值|得分|权重|扣分/.test(column)) return '分';
  return /率|[%％]|指标值|完成值|目标值|数量|人数|个数/.test(column + left) ? '' : (table ?? '');
}

/** 预算数（万元）, 面积(平方米): the unit a header cell names. */
const unitIn = (words: string): string | null =>
  /[（(]\s?(?:单位[：:])?([万亿]?元|人|人次|名|个|辆|台|户|家|平方米|%|％|分|次|项|套)\s?[)）]/.exec(words)?.[1] ??
  null;

const MEASURES = new Set([
  '平方米',
  '立方米',
  '米',
  '千克',
  '千瓦时',
  '小时',
  '分钟',
  '天',
  '个月',
  '年',
  '学时',
  '课时',
  '亩',
  '工作日',
]);

function numberKind(unit: string): NumberKind {
  const { dimension } = unitOf(unit);
  if (unit === '') return 'bare';
  if (dimension === '元') return 'money';
  if (dimension === '人') return 'people';
  if (dimension === '%' || dimension === '百分点') return 'rate';
  if (dimension === '分') return 'score';
  return MEASURES.has(dimension) ? 'measure' : 'count';
}
