// One value of a table between its row and its column: which fact it is. Where the labels are is the readers' business.
import type { TableCell } from '../text/document.ts';
import { isNumeric } from '../text/structure.ts';
import type { Ledger } from './ledger.ts';
import { KEYS } from './money-keys.ts';
import type { Aspect, Concept } from './money-words.ts';
import type { Reading } from './reading.ts';
import type { Meaning } from './table-meaning.ts';

export type Table = Reading['tables'][number];

/** The last words before a table: its caption. */
const captionOf = (r: Reading, t: Table): string => {
  const before = r.text
    .slice(Math.max(0, t.start - 90), t.start)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[（(]?(?:金额)?单位[：:]/.test(line.trim()));
  return `${t.under.at(-1) ?? ''} ${before.at(-1) ?? ''} ${t.rows
    .slice(0, 2)
    .map((x) => x[0]?.text ?? '')
    .join(' ')}`;
};

export interface Context {
  r: Reading;
  t: Table;
  ledger: Ledger;
  unit: string;
  stage: Aspect;
  /** Concept of the table or of the group a row stands in. */
  topic: Concept | null;
  /** The topic that the caption sets. */
  caption: Concept | null;
  /** The project a form is about: its sums are not the unit's. '' where the form does not name it. */
  project: string | null;
  /** The part of the unit whose row is read. */
  scope: string | null;
  /** Which satisfaction values a row of the table has stated: later rows are of other people. */
  satisfied: { target?: true; actual?: true };
}

export function contextOf(r: Reading, t: Table, ledger: Ledger): Context {
  const caption = captionOf(r, t);
  const stage: Aspect =
    /预算(?:安排|收支|总表|表|简表|情况|公开|批复|[^，。]{0,8}统计表)|收支预算/.test(caption) &&
    !/决算|执行|自评|评价/.test(caption)
      ? 'budget'
      : r.kind === 'budget'
        ? 'budget'
        : 'final';
  const topic = /三公/.test(caption) ? 'three-public' : null;
  const project = /项目支出绩效(?:目标)?(?:自评|申报|评价)?表/.test(caption) && !/整体/.test(caption) ? '' : null;
  return {
    r,
    t,
    ledger,
    unit: t.unit ?? r.unit ?? '万元',
    stage,
    topic,
    caption: topic,
    project,
    scope: null,
    satisfied: {},
  };
}

export const NUMBER = /^([≥≤>=<]{0,2})(-?[\d,]+(?:\.\d+)?)(%?)(分|人|个|万元|元)?$/;

export function emit(c: Context, row: Meaning, col: Meaning, cell: TableCell, label: TableCell | null, rank = 1): void {
  const m = NUMBER.exec(cell.text.replace(/\s/g, ''));
  if (!m) return;
  const value = m[2]!.replaceAll(',', '');
  const place = {
    start: label && label.end <= cell.start && cell.start - label.end < 6 ? label.start : cell.start,
    end: cell.end,
  };
  const put = (key: string, unit: string, period: number | null, more: object = {}) =>
    c.ledger.add({ key, period, value, unit, ...place, rank, scope: c.scope, confidence: 'high', ...more });
  const count = col.is === 'count' ? col : row.is === 'count' ? row : null;
  if (count) {
    if (m[3] || value.includes('.')) return;
    put(count.key, count.unit, count.year ?? c.r.period, count.alone ? { label: '实有人数' } : {});
    return;
  }
  const rate = col.is === 'rate' ? col.of : row.is === 'rate' ? row.of : null;
  if (c.project !== null && (rate === 'execution' || rate === 'score')) return;
  if (rate === 'execution') {
    const whole = row.is !== 'money' || row.concept === null || row.concept === 'expenditure' || row.total;
    if (row.is === 'money' && row.concept === 'income') {
      put('execution_rate_income', '%', c.r.period);
      return;
    }
    if (
      whole &&
      Number(value) <= 1000 &&
      (row.is === 'money' ? !['basic', 'project'].includes(row.concept ?? '') : true)
    )
      put('execution_rate', '%', c.r.period);
    return;
  }
  if (rate === 'score') {
    if (Number(value) <= 150) put('self_score', '分', c.r.period);
    return;
  }
  if (rate !== null || m[3] || m[1] || c.r.region) return;
  if (col.is !== 'money' && row.is !== 'money') return;
  const [a, b] = [row.is === 'money' ? row : null, col.is === 'money' ? col : null];
  // “三公”经费 under 支出（万元）: the row says what it is, the column only that it was spent.
  const spent = b?.concept === 'expenditure' && b.aspect === null && !b.total && a?.concept && a.concept !== 'income';
  // 支出合计 of a table on 三公 is of that.
  const ofTopic = c.topic === 'three-public' && a?.concept === 'expenditure' && !b?.concept ? c.topic : null;
  const concept =
    ofTopic ??
    (spent ? a.concept : b?.concept) ??
    a?.concept ??
    c.topic ??
    ((a?.total ?? b?.total) || b?.aspect || a?.aspect ? 'expenditure' : null);
  if (!concept) return;
  const aspect = b?.aspect ?? a?.aspect ?? (spent ? 'final' : c.stage);
  const year = b?.year ?? a?.year ?? c.r.period;
  const printed = m[4] === '元' || m[4] === '万元' ? m[4] : null;
  const unit = printed ?? b?.unit ?? a?.unit ?? c.unit;
  // The total column of a table without a subject is the whole expenditure only beside a stage word.
  if (!a?.concept && !b?.concept && !c.topic && !(a?.aspect || b?.aspect)) return;
  if (c.project !== null) {
    const planned = aspect === 'budget' ? 'project_budget' : aspect === 'final' ? 'project_executed' : null;
    if (planned && c.project && concept === 'expenditure')
      put(planned, unit, year, { scope: c.project, confidence: 'medium' });
    return;
  }
  const key =
    concept === 'carry-begin'
      ? 'carryover_begin'
      : KEYS[concept]?.[aspect === 'adjusted' && !KEYS[concept]?.adjusted ? 'budget' : aspect];
  if (!key) return;
  if (concept === 'carry-begin' && b?.aspect && b.aspect !== 'adjusted') return;
  // An adjusted income stands for the budgeted one only where no other is stated.
  const instead = aspect === 'adjusted' && !KEYS[concept]?.adjusted && concept !== 'carry-begin';
  // 当年结余 beside 累计结余: what the year left is a part of what is left.
  const weak = concept === 'carry-end' && (b ?? a)?.current === true;
  put(key, unit, year, instead ? { rank: rank + 2, confidence: 'medium' } : weak ? { rank: 2 } : {});
}

/** From here on a form is about one project (项目名称 beside its name), or about the whole office again. */
export function noteProject(c: Context, cells: readonly TableCell[]): void {
  const text = cells.map((x) => x.text).join('');
  if (/部门(?:（单位）)?名称|整体(?:支出)?绩效/.test(text)) c.project = null;
  const at = cells.findIndex((x) => /^项目(?:（政策）)?名称[：:]?$/.test(x.text.replace(/\s/g, '')));
  const name = at < 0 ? undefined : cells.slice(at + 1).find((x) => x.text !== '');
  if (at >= 0 && cells.length <= at + 4 && !(name && isNumeric(name.text))) c.project = name?.text ?? '';
}
