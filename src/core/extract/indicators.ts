// What a scored table says of each indicator beside target and result: its place, nature, full marks, score and why it fell short.
// Works by the names of columns; rows of another width than the heading row are left alone.
import type { TableCell } from '../text/document.ts';
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';

const NAME = /^(?:三级指标|指标名称|绩效指标|具体指标|考核指标|评价指标)$/;
const COLUMNS: readonly { key: string; unit: string; head: RegExp; value: RegExp }[] = [
  { key: 'indicator_level1', unit: '', head: /^一级指标$/, value: /\p{Script=Han}{2}/u },
  { key: 'indicator_level2', unit: '', head: /^二级指标$/, value: /\p{Script=Han}{2}/u },
  { key: 'indicator_nature', unit: '', head: /^指标性质$/, value: /^定[量性]$/ },
  {
    key: 'indicator_weight',
    unit: '分',
    head: /^(?:指标)?(?:分值|权重|标准分|满分|分数)(?:（分）)?$/,
    value: /^\d{1,3}(?:\.\d+)?$/,
  },
  {
    key: 'indicator_score',
    unit: '分',
    head: /^(?:自评)?(?:得分|自评分|评分)(?:（分）)?$/,
    value: /^\d{1,3}(?:\.\d+)?$/,
  },
  {
    key: 'indicator_deviation_reason',
    unit: '',
    head: /(?:偏差|未完成|扣分)原因|原因分析/,
    value: /\p{Script=Han}{4}/u,
  },
];
/** A row of our own form, or another's, that is still to be filled in names no indicator. */
const TO_FILL = /^[【（([](?:待补|待填|请填)/;
const TOTAL = /^(?:总分|合计|总计|小计|自评总分)$/;

export function mineIndicators(r: Reading, ledger: Ledger): void {
  for (const table of r.tables) {
    let header: string[] | null = null;
    const carried = new Map<string, TableCell>();
    for (const row of table.rows) {
      const texts = row.map((c) => c.text.replace(/\s/g, ''));
      if (texts.some((t) => NAME.test(t)) && texts.some((t) => /分值|权重|得分|指标值|目标值/.test(t))) {
        header = texts;
        carried.clear();
      } else if (header && row.length === header.length) readRow(r, header, row, carried, ledger);
    }
  }
}

function readRow(
  r: Reading,
  header: string[],
  row: TableCell[],
  carried: Map<string, TableCell>,
  ledger: Ledger,
): void {
  const name = row[header.findIndex((h) => NAME.test(h))]!.text;
  if (!/\p{Script=Han}{2}/u.test(name) || TO_FILL.test(name) || TOTAL.test(name) || row.some((c) => TOTAL.test(c.text)))
    return;
  for (const column of COLUMNS) {
    const at = header.findIndex((h) => column.head.test(h));
    if (at < 0) continue;
    let cell = row[at]!;
    // 产出指标 stands once for all the rows it spans.
    if (/level/.test(column.key)) {
      if (cell.text === '') cell = carried.get(column.key) ?? cell;
      else carried.set(column.key, cell);
    }
    if (!column.value.test(cell.text)) continue;
    ledger.add({
      key: column.key,
      period: r.period,
      scope: name,
      value: cell.text,
      unit: column.unit,
      start: cell.start,
      end: cell.end,
      rank: 1,
      confidence: 'medium',
    });
  }
}
