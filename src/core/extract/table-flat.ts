// A table that lost its grid: one cell per line, or all of it in one line. Labels, then as many values.
import type { TableCell } from '../text/document.ts';
import { isValue, unitNote } from '../text/structure.ts';
import type { Ledger } from './ledger.ts';
import { INCOME_PARTS } from './money-keys.ts';
import type { Reading } from './reading.ts';
import { type Context, contextOf, emit, noteProject, type Table } from './table-cell.ts';
import { type Meaning, meaningOf, tidy } from './table-meaning.ts';
import { flatSatisfaction, gradesIn, totalScore } from './table-score.ts';

/** One cell per line, or a whole table in one line: labels, then as many values. */
export function readFlat(r: Reading, t: Table, ledger: Ledger): void {
  const c = contextOf(r, t, ledger);
  const cells = joinHalves(t.rows.flat().filter((x) => x.text !== ''));
  const numbered = cells.some((x) => /^(?:收入|支出)?行次$/.test(x.text));
  const coded = cells.some((x) => /科目编码/.test(x.text));
  let header: TableCell[] | null = null;
  let labels: TableCell[] = [];
  for (let i = 0; i < cells.length; ) {
    if (!isValue(cells[i]!.text)) {
      const tidied = tidy(cells[i]!.text);
      if (tidied !== '' && !/^(?:机构名称|序号|备注|项目|科目名称|金额|行次|栏次)$/.test(tidied))
        labels.push(cells[i]!);
      flatSatisfaction(c, cells, i);
      // “三公”经费情况（单位：元）: a caption inside the run, with a unit of its own.
      if (/三公.*(?:情况|支出表)/.test(cells[i]!.text)) {
        c.topic = 'three-public';
        c.unit = unitNote(cells[i]!.text) ?? c.unit;
        header = null;
      }
      if (/名称|整体/.test(cells[i]!.text)) noteProject(c, cells.slice(i, i + 2));
      i++;
      continue;
    }
    let values: TableCell[] = [];
    while (i < cells.length && isValue(cells[i]!.text)) values.push(cells[i++]!);
    // 预算数 | 决算数 | 栏次 | 1 | 2: the columns of the table, numbered.
    const numberedColumns = cells[i - values.length - 1]?.text === '栏次';
    if (numberedColumns && values.length > 1 && values.every((v, j) => v.text === String(j + 1))) {
      const heads = labels.slice(-values.length);
      if (heads.length === values.length && heads.every((h) => meaningOf(h.text).is !== 'none')) header = heads;
      labels = [];
      continue;
    }
    if (coded && values.length > 1 && /^\d{3,7}$/.test(values.at(-1)!.text)) values = values.slice(0, -1);
    if (numbered && values.length >= 1 && /^\d{1,3}$/.test(values[0]!.text) && values.length !== 1)
      values = header?.length === values.length - 1 ? values.slice(1) : values.slice(1, 2);
    else if (
      numbered &&
      values.length === 1 &&
      /^\d{1,3}$/.test(values[0]!.text) &&
      meaningOf(labels.at(-1)?.text ?? '').is !== 'count'
    ) {
      labels = [];
      continue;
    }
    flatGroup(
      c,
      labels,
      values,
      header,
      (h) => {
        header = h;
      },
      coded,
    );
    gradesIn(c, cells.slice(Math.max(0, i - 1), i + 4));
    labels = [];
  }
  gradesIn(c, cells);
}

/** 年初 | 预算数: one column head that was broken over two lines. */
function joinHalves(cells: readonly TableCell[]): TableCell[] {
  const out: TableCell[] = [];
  for (const cell of cells) {
    const before = out.at(-1);
    if (before && FIRST_HALF.test(before.text) && SECOND_HALF.test(cell.text))
      out[out.length - 1] = { ...before, text: before.text + cell.text, end: cell.end };
    else out.push(cell);
  }
  return out;
}
const FIRST_HALF = /^(?:年初|全年|年度|实际|调整后?|预算|决算|执行)$/;
const SECOND_HALF = /^(?:预算|执行|完成|决算|支出)?(?:数|值|金额|额|率)$|^(?:预算|执行|决算)$/;

function flatGroup(
  c: Context,
  labels: TableCell[],
  values: TableCell[],
  header: TableCell[] | null,
  setHeader: (h: TableCell[] | null) => void,
  coded: boolean,
): void {
  const k = values.length;
  const last = labels.at(-1);
  if (!last || k === 0) return;
  if (/^总分$/.test(last.text.replace(/\s/g, '')) && /^100/.test(values[0]!.text)) {
    totalScore(c, [last, ...values]);
    return;
  }
  if (k === 1) {
    const meaning = meaningOf(last.text);
    const group =
      labels.length > 1 && /合计|总计|小计/.test(tidy(last.text))
        ? meaningOf(labels.at(-2)!.text)
        : ({ is: 'none' } as const);
    if (header && header.length > 1 && meaning.is === 'money' && meaning.aspect === null && labels.length === 1) return;
    emit(c, group, meaning, values[0]!, last);
    return;
  }
  const columns = (cs: TableCell[]) => cs.map((x) => meaningOf(x.text));
  const staged = (m: Meaning) =>
    (m.is === 'money' && m.concept === null && m.aspect !== null) ||
    m.is === 'rate' ||
    (m.is === 'money' && m.year !== null);
  const before = labels.slice(-1 - k, -1);
  const rowLike =
    !staged(meaningOf(last.text)) && meaningOf(last.text).is !== 'count' && meaningOf(last.text).is !== 'rate';
  // A row may have values in the money columns only (no 分值, 执行率, 得分).
  const fits = (h: TableCell[]) =>
    h.length === k || (k >= 2 && h.length > k && columns(h.slice(0, k)).every((m) => m.is === 'money' && !m.concept));
  if (header && fits(header) && labels.length <= 2 && rowLike) {
    const row = meaningOf(last.text);
    if (row.is === 'none' && !/^(?:合计|总计)$/.test(tidy(last.text))) return;
    // 一般公共预算 | 386 | 421 | 410 under 执行数: who paid, not what was received.
    if (row.is === 'money' && row.concept && INCOME_PARTS.has(row.concept) && header.some((h) => /执行/.test(h.text)))
      return;
    values.forEach((v, j) => {
      emit(c, row, meaningOf(header[j]!.text), v, null);
    });
    return;
  }
  if (before.length === k && rowLike && columns(before).every(staged)) {
    setHeader(before);
    const row = meaningOf(last.text);
    values.forEach((v, j) => {
      emit(c, row, columns(before)[j]!, v, null);
    });
    return;
  }
  const named =
    /(?:局|中心|委员会|委|会|所|站|院|校|馆|办|处|队|政府|园|社|本级）?)$/.test(last.text) &&
    meaningOf(last.text).is === 'none';
  if (named && before.length === k) {
    const topic = c.topic;
    values.forEach((v, j) => {
      emit(c, { is: 'none' }, columns(before)[j]!, v, before[j]!);
    });
    c.topic = topic;
    return;
  }
  if (coded || labels.length < k) return;
  const own = labels.slice(-k);
  // Heads, then the name of a row: a head before them is missing, so which value is whose is not known.
  if (k > 2 && rowLike && columns(own.slice(0, -1)).every((m) => staged(m) || m.is === 'rate')) return;
  const caption = labels.at(-k - 1);
  const group = caption ? meaningOf(caption.text) : ({ is: 'none' } as const);
  values.forEach((v, j) => {
    const col = meaningOf(own[j]!.text);
    emit(c, col.is === 'money' && (col.concept === null || col.total) ? group : { is: 'none' }, col, v, own[j]!);
  });
}
