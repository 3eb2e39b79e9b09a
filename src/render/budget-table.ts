// The table of the year's budget and its execution: which facts and figures stand in which row. Computes nothing but tail differences.
import type { FactBook } from '../core/book.ts';
import type { Run } from '../core/draft/section.ts';
import type { Figure } from '../core/figure/figure.ts';
import { abs, compare, type Exact, exact, toFixed } from '../core/number/exact.ts';
import type { Profile } from '../core/profile.ts';
import type { TreeNode, TreeRow } from '../core/tree.ts';
import { columnShares } from './column-shares.ts';
import { isTailDifference } from './tail-difference.ts';
import { DASH, factCell, figureCell, isBlank, type Measure, valueIn } from './value-cell.ts';

interface RowPlan {
  label: string;
  kind: TreeRow['kind'];
  initial?: string;
  /** The figure that leads from the initial to the full-year budget. */
  adjustment?: string;
  fullYear?: string;
  final?: string;
  /** The row is a part of this row and no addend of the total itself. */
  within?: string;
  /** Only where one of these facts is known. */
  needs?: readonly string[];
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
  adjustment: `budget_adjustment_${name}`,
  fullYear: `budget_adjusted_${name}`,
  final: `final_income_${name}`,
  rates: { initial: `income_execution_rate_${name}`, full_year: `income_execution_rate_${name}_full_year` },
  change: `final_income_${name}`,
  ...more,
});

/** Spending out of one source of funds; the budget of a source is the same on both sides. */
const spent = (name: string, label: string, more: Partial<RowPlan> = {}): RowPlan => ({
  label,
  kind: 'part',
  initial: `budget_income_${name}`,
  adjustment: `budget_adjustment_${name}`,
  fullYear: `budget_adjusted_${name}`,
  final: `final_expenditure_${name}`,
  rates: { full_year: `execution_rate_${name}` },
  change: `final_expenditure_${name}`,
  needs: [`final_expenditure_${name}`],
  ...more,
});

const INCOME: readonly RowPlan[] = [
  {
    label: '收入合计',
    kind: 'total',
    initial: 'budget_income_total',
    adjustment: 'income_budget_adjustment',
    fullYear: 'budget_adjusted_total',
    final: 'final_income_total',
    rates: { initial: 'income_execution_rate_initial', full_year: 'income_execution_rate' },
    change: 'final_income',
    always: true,
  },
  source('fiscal', '财政拨款收入'),
  source('general_public_budget', '一般公共预算财政拨款收入', { within: 'fiscal' }),
  source('government_fund', '政府性基金预算财政拨款收入', { within: 'fiscal' }),
  source('state_capital', '国有资本经营预算财政拨款收入', { within: 'fiscal' }),
  source('special_account', '财政专户管理资金收入'),
  source('undertaking', '事业收入'),
  source('operating', '经营收入'),
  source('superior', '上级补助收入'),
  source('affiliated', '附属单位上缴收入'),
  source('other', '其他收入'),
];

const BESIDE_INCOME: readonly RowPlan[] = [
  {
    label: '使用非财政拨款结余',
    kind: 'row',
    initial: 'budget_use_nonfiscal_surplus',
    final: 'final_use_nonfiscal_surplus',
    change: 'final_use_nonfiscal_surplus',
  },
  {
    label: '上年结转和结余',
    kind: 'row',
    initial: 'budget_carryover_in',
    final: 'carryover_begin',
    change: 'carryover_begin',
  },
];

const SPENDING: readonly RowPlan[] = [
  {
    label: '支出合计',
    kind: 'total',
    initial: 'budget_expenditure_total',
    adjustment: 'budget_adjustment_implied',
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
    adjustment: 'budget_adjustment_basic',
    fullYear: 'budget_adjusted_basic',
    final: 'final_expenditure_basic',
    rates: { initial: 'execution_rate_basic_initial', full_year: 'execution_rate_basic' },
    change: 'final_basic',
  },
  {
    label: '项目支出',
    kind: 'part',
    initial: 'budget_expenditure_project',
    adjustment: 'budget_adjustment_project',
    fullYear: 'budget_adjusted_project',
    final: 'final_expenditure_project',
    rates: { initial: 'execution_rate_project_initial', full_year: 'execution_rate_project' },
    change: 'final_project',
  },
  ...(
    [
      ['operating', '经营支出'],
      ['to_superior', '上缴上级支出'],
      ['to_affiliated', '对附属单位补助支出'],
    ] as const
  ).map(
    ([name, label]): RowPlan => ({
      label,
      kind: 'part',
      final: `final_expenditure_${name}`,
      change: `final_expenditure_${name}`,
    }),
  ),
];

const SPENDING_BY_SOURCE: readonly RowPlan[] = [
  spent('fiscal', '财政拨款'),
  spent('general_public_budget', '一般公共预算财政拨款', { within: 'fiscal' }),
  spent('government_fund', '政府性基金预算财政拨款', { within: 'fiscal' }),
  spent('state_capital', '国有资本经营预算财政拨款', { within: 'fiscal' }),
  spent('special_account', '财政专户管理资金'),
  spent('other', '其他资金'),
];

const CARRIED_OUT: readonly RowPlan[] = [
  { label: '年末结转和结余', kind: 'row', final: 'carryover_end', change: 'carryover' },
];

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
  const whole = new Map(figures.flatMap((f) => (f.scope === null && f.period === book.period ? [[f.key, f]] : [])));
  /** A figure that is not listed waits for the first of `from` that nobody gave. */
  const figureAt = (key: string | undefined, m: Measure, from: readonly (string | undefined)[]): Run[] => {
    if (!key) return [{ t: DASH }];
    const figure = whole.get(key);
    if (figure) return figureCell(figure, m);
    const gap = from.find((k) => k && !book.get(k.replace('@prior', ''), k.endsWith('@prior') ? prior : {}));
    return [{ t: DASH, ...(gap ? { by: { kind: 'missing' as const, key: gap } } : {}) }];
  };
  /** A change beside an empty 上年决算数 would be measured against nothing that stands there. */
  const compared = ({ change, final }: RowPlan, key: string, m: Measure): Run[] => {
    if (!change || !final) return [{ t: DASH }];
    if (!book.get(final, prior)) return [{ t: DASH, by: { kind: 'missing', key: `${final}@prior` } }];
    return figureAt(key, m, [final, `${final}@prior`]);
  };
  const cellsOf = (plan: RowPlan): Run[][] => {
    const { initial, fullYear, final } = plan;
    return [
      factAt(initial),
      figureAt(plan.adjustment, money, [initial, fullYear]),
      factAt(fullYear),
      factAt(final),
      figureAt(plan.rates?.[profile.executionBase], percent, [
        profile.executionBase === 'initial' ? initial : fullYear,
        final,
      ]),
      factAt(final, prior),
      compared(plan, `${plan.change}_change`, money),
      compared(plan, `${plan.change}_change_rate`, percent),
    ];
  };
  const block = (plans: readonly RowPlan[], lead: string): TreeRow[] => {
    const rows: TreeRow[] = [];
    for (const plan of plans) {
      if (plan.needs?.every((k) => !book.get(k))) continue;
      const cells = cellsOf(plan);
      if (!plan.always && cells.every(isBlank)) continue;
      const first = plan.kind === 'part' && rows.at(-1)?.kind !== 'part';
      rows.push({ kind: plan.kind, cells: [[{ t: first ? `${lead}${plan.label}` : plan.label }], ...cells] });
    }
    return rows;
  };
  const bySource = block(SPENDING_BY_SOURCE, '按资金分：');
  const rows = [
    ...block(INCOME, '其中：'),
    ...block(BESIDE_INCOME, ''),
    ...block(SPENDING, '其中：'),
    ...bySource,
    ...block(CARRIED_OUT, ''),
  ];
  if (rows.every((r) => r.cells.slice(1).every(isBlank))) return null;

  const base = BASES[profile.executionBase];
  const columns = [
    { title: '项目', align: 'left' as const },
    ...['年初预算数', '调整数', '全年预算数', '决算数', base.column, '上年决算数', '增减额', '增减率(%)'].map(
      (title) => ({
        title,
        align: 'right' as const,
      }),
    ),
  ];
  const shares = columnShares(columns, rows);
  const notes = [
    ...(rows.some((r) => !isBlank(r.cells[5]!))
      ? [`${base.column.replace('(%)', '')}为决算数占${base.words}的比例`]
      : []),
    ...differences(book, whole, money),
    ...([INCOME, SPENDING].some((plans) => hasTailDifference(book, plans, money))
      ? ['因四舍五入和金额单位换算，分项之和与合计可能存在尾数差']
      : []),
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

const TOTALS = { full_year: 'budget_adjusted_total', executed: 'final_expenditure_total' } as const;
/** 0.005 for each of up to nine addends and the whole, in the table's unit. */
const TAIL = exact(5n, 100n);

/** Where the parts do not make the total, by source of funds or by nature, beyond what rounding leaves. */
function differences(book: FactBook, figures: ReadonlyMap<string, Figure>, m: Measure): string[] {
  return (['full_year', 'executed'] as const).flatMap((column) =>
    (['source', 'nature'] as const).flatMap((way) => {
      const [gap, stated] = [figures.get(`${column}_by_${way}_gap`), figures.get(`${column}_by_${way}`)];
      const total = valueIn(book.get(TOTALS[column]), m.unit);
      if (gap?.state.is !== 'computed' || stated?.state.is !== 'computed' || !total) return [];
      if (compare(abs(gap.state.value), TAIL) <= 0) return [];
      const say = (v: Exact): string => `${toFixed(v, m.decimals)}${m.unit}`;
      const words = `${column === 'full_year' ? '全年预算数' : '决算数'}按${way === 'source' ? '资金来源' : '支出性质'}`;
      return [`${words}列明的各项之和为${say(stated.state.value)}，与合计${say(total)}不等`];
    }),
  );
}

function hasTailDifference(book: FactBook, plans: readonly RowPlan[], m: Measure): boolean {
  const total = plans[0];
  const parts = plans.slice(1).filter((p) => !p.within);
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
