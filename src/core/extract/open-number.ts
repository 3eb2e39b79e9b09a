// One number that no fact covers: why it need not be registered, or what the words around say about it.
import { isZero, toFixed } from '../number/exact.ts';
import type { Qualifier } from '../number/qualifier.ts';
import type { Quantity, QuantityClass } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';
import { cellAt, labelLeft, NUMERIC, type Stretch } from './coverage-stretch.ts';
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

const EXEMPT: Record<Exclude<QuantityClass, 'figure'>, string> = {
  year: '年份',
  date: '日期',
  ordinal: '序号',
  'document-number': '文号',
  term: '名称和固定说法',
  idiom: '习惯用语',
  code: '编号和代码',
};

const INDEX = /序号|编号|编码|代码|科目码|行次|栏次|页码/;

/** Chinese: why a number states nothing to register; null where it does. */
export function exemption(text: string, q: Quantity, s: Stretch | null): string | null {
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

/** How much of a clause is read on either side of a number. */
const BEFORE = 80;
const AFTER = 40;

export function numberOf(
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
