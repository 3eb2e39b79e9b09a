// The table of the year's budget and its execution: which facts and figures stand in which row. Computes nothing but tail differences.
import type { FactBook } from '../core/book.ts';
import type { Run } from '../core/draft/section.ts';
import type { Figure } from '../core/figure/figure.ts';
import type { Exact } from '../core/number/exact.ts';
import type { Profile } from '../core/profile.ts';
import type { TreeNode, TreeRow } from '../core/tree.ts';
import { columnShares } from './column-shares.ts';
import { isTailDifference } from './tail-difference.ts';
import { DASH, factCell, figureCell, isBlank, type Measure, valueIn } from './value-cell.ts';

interface RowPlan {
  label: string;
  kind: TreeRow['kind'];
  initial?: string;
  fullYear?: string;
  final?: string;
  /** The figure for each base a profile may measure execution against. */
  rates?: Partial<Record<Profile['executionBase'], string>>;
  /** Stem of the figures that compare with last year: `<stem>_change`, `<stem>_change_rate`. */
  change?: string;
  /** Printed even when nothing of it is known. */
  always?: boolean;
}

const source = (name: string, label: string, more: Partial<RowPlan> = {}): RowPlan => ({
  label,
  kind: 'part',
  initial: `budget_income_${name}`,
  final: `final_income_${name}`,
  ...more,
});

const INCOME: readonly RowPlan[] = [
  {
    label: '收入合计',
    kind: 'total',
    initial: 'budget_income_total',
    fullYear: 'budget_adjusted_total',
    final: 'final_income_total',
    rates: { initial: 'income_execution_rate_initial', full_year: 'income_execution_rate' },
    change: 'final_income',
    always: true,
  },
  source('fiscal', '财政拨款收入', {
    rates: { initial: 'income_execution_rate_fiscal' },
    change: 'final_income_fiscal',
  }),
  source('general_public_budget', '一般公共预算财政拨款收入'),
  source('government_fund', '政府性基金预算财政拨款收入'),
  source('state_capital', '国有资本经营预算财政拨款收入'),
  { label: '财政专户管理资金收入', kind: 'part', initial: 'budget_income_special_account' },
  source('undertaking', '事业收入'),
  source('operating', '经营收入'),
  source('superior', '上级补助收入'),
  source('affiliated', '附属单位上缴收入'),
  source('other', '其他收入', { change: 'final_income_other' }),
];

const BESIDE_INCOME: readonly RowPlan[] = [
  {
    label: '使用非财政拨款结余',
    kind: 'row',
    initial: 'budget_use_nonfiscal_surplus',
    final: 'final_use_nonfiscal_surplus',
  },
  { label: '上年结转和结余', kind: 'row', initial: 'budget_carryover_in', final: 'carryover_begin' },
];

const SPENDING: readonly RowPlan[] = [
  {
    label: '支出合计',
    kind: 'total',
    initial: 'budget_expenditure_total',
    fullYear: 'budget_adjusted_total',
    final: 'final_expenditure_total',
    rates: {
      initial: 'execution_rate_initial',
      full_year: 'execution_rate_full_year',
      available: 'execution_rate_available',
    },
    change: 'final_expenditure',
    always: true,
  },
  {
    label: '基本支出',
    kind: 'part',
    initial: 'budget_expenditure_basic',
    fullYear: 'budget_adjusted_basic',
    final: 'final_expenditure_basic',
    rates: { initial: 'execution_rate_basic_initial', full_year: 'execution_rate_basic' },
    change: 'final_basic',
  },
  {
    label: '项目支出',
    kind: 'part',
    initial: 'budget_expenditure_project',
    fullYear: 'budget_adjusted_project',
    final: 'final_expenditure_project',
    rates: { initial: 'execution_rate_project_initial', full_year: 'execution_rate_project' },
    change: 'final_project',
  },
  { label: '经营支出', kind: 'part', final: 'final_expenditure_operating' },
  { label: '上缴上级支出', kind: 'part', final: 'final_expenditure_to_superior' },
  { label: '对附属单位补助支出', kind: 'part', final: 'final_expenditure_to_affiliated' },
];

const CARRIED_OUT: readonly RowPlan[] = [{ label: '年末结转和结余', kind: 'row', final: 'carryover_end' }];

/** The rate column says by its name, and the note in full, what spending is measured against. */
const BASES: Record<Profile['executionBase'], { column: string; words: string }> = {
  initial: { column: '年初预算完成率(%)', words: '年初预算数' },
  full_year: { column: '执行率(%)', words: '全年预算数' },
  available: { column: '可用资金执行率(%)', words: '全年可用资金（上年结转结余与全年预算数之和）' },
};

type TableNode = Extract<TreeNode, { type: 'table' }>;

/** null when no fact of the table is known: a table of dashes tells nobody anything. */
export function budgetTable(
  section: string,
  profile: Profile,
  book: FactBook,
  figures: readonly Figure[],
): TableNode | null {
  const money: Measure = { unit: profile.moneyUnit, decimals: 2, grouped: profile.moneyUnit === '元' };
  const percent: Measure = { unit: '%', decimals: 2, grouped: false };
  const prior = { period: book.period - 1 };

  const factAt = (key: string | undefined, where = {}): Run[] =>
    key ? factCell(book.get(key, where), key, money) : [{ t: DASH }];
  const figureAt = (key: string | undefined, m: Measure): Run[] =>
    key
      ? figureCell(
          figures.find((f) => f.key === key && f.scope === null && f.period === book.period),
          m,
        )
      : [{ t: DASH }];
  const cellsOf = (plan: RowPlan): Run[][] => [
    factAt(plan.initial),
    factAt(plan.fullYear),
    factAt(plan.final),
    figureAt(plan.rates?.[profile.executionBase], percent),
    factAt(plan.final, prior),
    figureAt(plan.change && `${plan.change}_change`, money),
    figureAt(plan.change && `${plan.change}_change_rate`, percent),
  ];
  const block = (plans: readonly RowPlan[]): TreeRow[] => {
    const rows: TreeRow[] = [];
    for (const plan of plans) {
      const cells = cellsOf(plan);
      if (!plan.always && cells.every(isBlank)) continue;
      const first = plan.kind === 'part' && rows.at(-1)?.kind !== 'part';
      rows.push({ kind: plan.kind, cells: [[{ t: first ? `其中：${plan.label}` : plan.label }], ...cells] });
    }
    return rows;
  };
  const blocks = [INCOME, BESIDE_INCOME, SPENDING, CARRIED_OUT].map(block);
  const rows = blocks.flat();
  if (rows.every((r) => r.cells.slice(1).every(isBlank))) return null;

  const base = BASES[profile.executionBase];
  const columns = [
    { title: '项目', align: 'left' as const },
    ...['年初预算数', '全年预算数', '决算数', base.column, '上年决算数', '增减额', '增减率(%)'].map((title) => ({
      title,
      align: 'right' as const,
    })),
  ];
  const shares = columnShares(columns, rows);
  const notes = [
    ...(rows.some((r) => !isBlank(r.cells[4]!))
      ? [`${base.column.replace('(%)', '')}为决算数占${base.words}的比例`]
      : []),
    ...(hasTailDifference(book, SPENDING, money) ? ['因四舍五入和金额单位换算，分项之和与合计可能存在尾数差'] : []),
  ];
  return {
    type: 'table',
    section,
    table: 'budget_execution',
    caption: `${book.period}年度部门预算收支及执行情况表`,
    unitLine: `单位：${profile.moneyUnit}`,
    columns: columns.map((c, i) => ({ ...c, width: shares[i]! })),
    rows,
    note: notes.length ? `注：${notes.join('；')}。` : null,
  };
}

function hasTailDifference(book: FactBook, plans: readonly RowPlan[], m: Measure): boolean {
  const [total, ...parts] = plans;
  return (['initial', 'fullYear', 'final'] as const).some((column) => {
    const value = (p: RowPlan | undefined): Exact | null => {
      const key = p?.[column];
      return key ? valueIn(book.get(key), m.unit) : null;
    };
    const whole = value(total);
    const addends = parts.flatMap((p) => value(p) ?? []);
    return whole !== null && addends.length > 1 && isTailDifference(addends, whole, m.decimals);
  });
}
