// Formulas: how payments went through the year against what was asked for. A table; 支付进度率 follows 财预〔2013〕53号 附件2.
import type { Formula, Operand } from './formula.ts';
import { NO53 } from './formulas-sources.ts';

const BUDGET: Operand = 'budget_adjusted_total';

const QUARTERS: readonly [number, string, string, string | null][] = [
  [1, '一季度末', 'spent_by_quarter1', 'planned_progress_quarter1'],
  [2, '上半年末', 'spent_by_quarter2', 'planned_progress_quarter2'],
  [3, '三季度末', 'spent_by_quarter3', 'planned_progress_quarter3'],
  [4, '年末', 'final_expenditure_total', null],
];

/** Ends of months at which monitoring looks besides the quarters. */
const MONTHS: readonly number[] = [4, 8, 10];

const rate = (key: string, label: string, of: [Operand, Operand], base: string, source: string): Formula => ({
  key,
  label,
  does: 'ratio',
  of,
  unit: '%',
  base,
  source,
  about: 'budget',
  quiet: true,
});

export const PROGRESS: readonly Formula[] = [
  {
    ...rate(
      'payment_progress_rate',
      '支付进度率',
      [{ ratio: ['payment_progress_spent', BUDGET] }, 'payment_progress_planned'],
      '既定支付进度',
      NO53,
    ),
    quiet: false,
  },
  ...QUARTERS.flatMap(([n, when, spent, planned]): Formula[] => [
    rate(`spending_progress_quarter${n}`, `${when}支出进度`, [spent, BUDGET], '全年预算数', '累计支出÷全年预算数'),
    ...(planned
      ? [
          rate(
            `payment_progress_rate_quarter${n}`,
            `${when}支付进度率`,
            [{ ratio: [spent, BUDGET] }, planned],
            `${when}既定支付进度`,
            NO53,
          ),
        ]
      : []),
  ]),
  ...MONTHS.map((month) =>
    rate(
      `spending_progress_month${month}`,
      `1—${month}月支出进度`,
      [`spent_by_month${month}`, BUDGET],
      '全年预算数',
      '累计支出÷全年预算数',
    ),
  ),
  {
    key: 'goal_execution_gap',
    label: '工作完成进度与预算执行进度之差',
    does: 'points',
    of: [{ ratio: ['tasks_completed', 'tasks_planned'] }, { ratio: ['final_expenditure_total', BUDGET] }],
    unit: '百分点',
    base: '预算执行率',
    source: '绩效运行监控（目标进度与预算执行进度对照）',
    quiet: true,
  },
];

/** The spending progress at the end of a month, where there is one. */
export const progressAt = (month: number): string =>
  month % 3 === 0 ? `spending_progress_quarter${month / 3}` : `spending_progress_month${month}`;
