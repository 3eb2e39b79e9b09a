// Figures of the scoring table: sums by first level and in total, and how many indicators were reached. Scores nothing itself.
import type { FactSlot } from '../fact.ts';
import { slotKey } from '../fact.ts';
import type { Exact } from '../number/exact.ts';
import { div, equals, exact, HUNDRED, mul, sum, toFixed } from '../number/exact.ts';
import type { Profile } from '../profile.ts';
import { finalOf, type ScoreRow, type ScoreTable } from '../score/score-table.ts';
import type { Figure, FigureState } from './figure.ts';

const SOURCE = '部门整体支出绩效自评表';

export const SCORE_FIGURES: readonly string[] = [
  'scoring_group_score',
  'scoring_total',
  'indicator_count',
  'indicator_done_count',
  'indicator_done_rate',
];

/** Rows that count: not passed over, not left out as not applicable. */
const counted = (r: ScoreRow): boolean => !r.passedOver && !(r.score.is === 'not-applicable' && r.score.final === null);
const slotsOf = (rows: readonly ScoreRow[]): FactSlot[] => [
  ...new Map(rows.flatMap((r) => r.inputs).map((s) => [slotKey(s), s])).values(),
];

/** Empty where the report kind has no table or the table has no row. A row that is still open makes its sums wait. */
export function scoreFigures(table: ScoreTable | null, profile: Profile, period: number): Figure[] {
  if (!table) return [];
  const rows = table.groups.flatMap((g) => g.rows).filter(counted);
  if (!rows.length) return [];
  const points = (x: Exact): string => toFixed(x, profile.decimals.score).replace(/\.0+$/, '');
  const figure = (
    key: string,
    label: string,
    scope: string | null,
    unit: string,
    of: readonly ScoreRow[],
    state: FigureState,
    formula: string,
    base: string | null = null,
  ): Figure => ({
    key,
    label,
    period,
    scope,
    state,
    unit,
    decimals: unit === '分' ? profile.decimals.score : unit === '%' ? profile.decimals.percent : 0,
    base,
    formula: state.is === 'computed' ? formula : '',
    inputs: slotsOf(of),
    source: SOURCE,
  });
  const waiting = (of: readonly ScoreRow[]): FigureState => ({
    is: 'waiting',
    for: [
      ...new Set(
        of
          .filter((r) => finalOf(r.score) === null)
          .flatMap((r) =>
            r.score.is === 'waiting' && r.score.for.length ? r.score.for.map((s) => s.key) : ['indicator_score'],
          ),
      ),
    ],
  });
  const state = (value: Exact | null, of: readonly ScoreRow[]): FigureState =>
    value ? { is: 'computed', value } : waiting(of);
  const added = (parts: readonly Exact[], total: Exact): string =>
    `${parts.map(points).join(' + ')} = ${points(total)}分`;

  const groups = table.groups.flatMap((g) => {
    const own = g.rows.filter(counted);
    if (!own.length) return [];
    const parts = own.flatMap((r) => finalOf(r.score) ?? []);
    const working = g.score && parts.length === own.length && equals(sum(parts), g.score) ? added(parts, g.score) : '';
    return [figure('scoring_group_score', `${g.name}得分`, g.name, '分', own, state(g.score, own), working)];
  });
  const sums = table.groups.flatMap((g) => g.score ?? []);
  const capped = table.total && table.cap ? `，${table.cap.why}，不超过${points(table.cap.total)}分` : '';
  const total = figure(
    'scoring_total',
    '自评总分（按自评表计算）',
    null,
    '分',
    rows,
    state(table.total, rows),
    table.sum ? `${equals(sum(sums), table.sum) ? added(sums, table.sum) : `${points(table.sum)}分`}${capped}` : '',
  );
  const count = exact(BigInt(rows.length));
  const allScored = rows.every((r) => finalOf(r.score) !== null && r.weight !== null);
  const done = rows.filter((r) => r.weight && finalOf(r.score) && equals(finalOf(r.score)!, r.weight));
  const doneCount = allScored ? exact(BigInt(done.length)) : null;
  const rate = doneCount && mul(div(doneCount, count)!, HUNDRED);
  return [
    ...groups,
    total,
    figure('indicator_count', '绩效指标数', null, '项', rows, { is: 'computed', value: count }, `共${rows.length}项`),
    figure(
      'indicator_done_count',
      '完成的绩效指标数',
      null,
      '项',
      rows,
      state(doneCount, rows),
      `${rows.length}项中得满分的${done.length}项`,
    ),
    figure(
      'indicator_done_rate',
      '绩效指标完成率',
      null,
      '%',
      rows,
      state(rate, rows),
      rate ? `${done.length} ÷ ${rows.length} = ${toFixed(rate, profile.decimals.percent)}%` : '',
      '绩效指标数',
    ),
  ];
}
