// Formulas: differences between columns and what the books must come to. A table.
import type { Formula, Operand } from './formula.ts';
import { ADJUSTMENTS_KNOWN, FUNDS } from './formulas-rates.ts';
import { NO53, TABLE } from './formulas-sources.ts';

/** [key, label, a, b, base in words, source, listed only where known?] */
const DIFFERENCES: readonly [string, string, Operand, Operand, string, string, boolean?][] = [
  [
    'budget_final_difference',
    '支出决算数与年初预算数的差额',
    'final_expenditure_total',
    'budget_expenditure_total',
    '年初预算数',
    TABLE,
  ],
  [
    'income_budget_final_difference',
    '收入决算数与年初预算数的差额',
    'final_income_total',
    'budget_income_total',
    '年初收入预算数',
    TABLE,
  ],
  [
    'budget_final_difference_basic',
    '基本支出决算数与年初预算数的差额',
    'final_expenditure_basic',
    'budget_expenditure_basic',
    '基本支出年初预算数',
    TABLE,
    true,
  ],
  [
    'budget_final_difference_project',
    '项目支出决算数与年初预算数的差额',
    'final_expenditure_project',
    'budget_expenditure_project',
    '项目支出年初预算数',
    TABLE,
    true,
  ],
  [
    'adjusted_final_difference',
    '支出决算数与全年预算数的差额',
    'final_expenditure_total',
    'budget_adjusted_total',
    '全年预算数',
    TABLE,
  ],
  [
    'income_expenditure_difference',
    '本年收支差额',
    'final_income_total',
    'final_expenditure_total',
    '本年支出合计',
    '决算公开01表',
  ],
  [
    'budget_adjustment_implied',
    '支出预算调整额（全年预算数与年初预算数的差额）',
    'budget_adjusted_total',
    'budget_expenditure_total',
    '年初预算数',
    TABLE,
  ],
  [
    'income_budget_adjustment',
    '收入预算调整额（全年预算数与年初收入预算数的差额）',
    'budget_adjusted_total',
    'budget_income_total',
    '年初收入预算数',
    TABLE,
    true,
  ],
  [
    'budget_adjustment_basic',
    '基本支出预算调整额（全年预算数与年初预算数的差额）',
    'budget_adjusted_basic',
    'budget_expenditure_basic',
    '基本支出年初预算数',
    TABLE,
    true,
  ],
  [
    'budget_adjustment_project',
    '项目支出预算调整额（全年预算数与年初预算数的差额）',
    'budget_adjusted_project',
    'budget_expenditure_project',
    '项目支出年初预算数',
    TABLE,
    true,
  ],
  [
    'three_public_difference',
    '“三公”经费决算数与预算数的差额',
    'three_public_actual',
    'three_public_budget',
    '“三公”经费预算数',
    '“三公”经费支出表',
  ],
  [
    'procurement_difference',
    '政府采购实际金额与预算的差额',
    'procurement_actual',
    'procurement_budget',
    '政府采购预算数',
    '政府采购预算表',
  ],
];

/** The adjustment of each source of funds: [stem, name]. */
const ADJUSTED: readonly [string, string][] = FUNDS.map(([stem, name]) => [stem, stem === 'other' ? '其他资金' : name]);

/** [key, label, a, b, base in words] */
const DIFFERENCE_RATES: readonly [string, string, Operand, Operand, string][] = [
  [
    'budget_final_difference_rate',
    '支出决算数较年初预算数增减率',
    'final_expenditure_total',
    'budget_expenditure_total',
    '年初预算数',
  ],
  [
    'budget_adjustment_implied_rate',
    '全年预算数较年初预算数增减率',
    'budget_adjusted_total',
    'budget_expenditure_total',
    '年初预算数',
  ],
  [
    'budget_adjustment_basic_rate',
    '基本支出预算调整率',
    'budget_adjusted_basic',
    'budget_expenditure_basic',
    '基本支出年初预算数',
  ],
];

/** Last year's amount where only this year's and the stated change are known. */
const priorOf = (key: string, label: string, delta: string): Formula => ({
  key: `${key}_prior`,
  label: `上年${label}`,
  does: 'value',
  of: [{ plus: [key], minus: [delta] }],
  unit: 'money',
  base: null,
  source: '本年数减文中较上年增减额',
  quiet: true,
  unless: `${key}@prior`,
});

/** Sums of what is stated, to hold against the total: a part that nobody stated is not taken for zero, it is just not in. */
const fiscalOf = (stem: string): Operand => {
  const funds = ['general_public_budget', 'government_fund', 'state_capital'].map((s) => `${stem}_${s}`);
  return { any: [`${stem}_fiscal`, { stated: funds }, ...funds] };
};

/** [column, label, total, by source of funds, by nature] */
const BOTH_WAYS: readonly [string, string, string, readonly Operand[], readonly Operand[]][] = [
  [
    'full_year',
    '全年预算数',
    'budget_adjusted_total',
    [
      fiscalOf('budget_adjusted'),
      'budget_adjusted_special_account',
      'budget_adjusted_undertaking',
      'budget_adjusted_operating',
      'budget_adjusted_superior',
      'budget_adjusted_affiliated',
      'budget_adjusted_other',
    ],
    ['budget_adjusted_basic', 'budget_adjusted_project'],
  ],
  [
    'executed',
    '全年执行数',
    'final_expenditure_total',
    [fiscalOf('final_expenditure'), 'final_expenditure_special_account', 'final_expenditure_other'],
    [
      'final_expenditure_basic',
      'final_expenditure_project',
      'final_expenditure_operating',
      'final_expenditure_to_superior',
      'final_expenditure_to_affiliated',
    ],
  ],
];

const bothWays = BOTH_WAYS.flatMap(([column, label, total, sources, natures]): Formula[] =>
  (
    [
      ['source', '资金来源', sources],
      ['nature', '支出性质', natures],
    ] as const
  ).flatMap(([way, words, parts]): Formula[] => [
    {
      key: `${column}_by_${way}`,
      label: `${label}按${words}已列明各项之和`,
      does: 'value',
      of: [{ stated: [...parts] }],
      unit: 'money',
      base: null,
      source: '部门整体支出绩效自评表资金栏',
      quiet: true,
    },
    {
      key: `${column}_by_${way}_gap`,
      label: `${label}合计与按${words}已列明各项之和的差额`,
      does: 'change',
      of: [total, { stated: [...parts] }],
      unit: 'money',
      base: `按${words}已列明各项之和`,
      source: '部门整体支出绩效自评表资金栏',
      quiet: true,
    },
  ]),
);

/** Amounts that the base data table prints together: [key, label, parts]. */
const TOGETHER: readonly [string, string, readonly string[]][] = [
  [
    'three_public_car_budget',
    '公务用车购置及运行维护费预算数',
    ['three_public_car_purchase_budget', 'three_public_car_running_budget'],
  ],
  [
    'three_public_car_actual',
    '公务用车购置及运行维护费决算数',
    ['three_public_car_purchase_actual', 'three_public_car_running_actual'],
  ],
  [
    'utility_travel_budget',
    '水费、电费、差旅费预算数',
    ['water_cost_budget', 'power_cost_budget', 'travel_cost_budget'],
  ],
  [
    'utility_travel_actual',
    '水费、电费、差旅费决算数',
    ['water_cost_actual', 'power_cost_actual', 'travel_cost_actual'],
  ],
  ['meeting_training_budget', '会议费、培训费预算数', ['meeting_budget', 'training_budget']],
  ['meeting_training_actual', '会议费、培训费决算数', ['meeting_actual', 'training_actual']],
];

const together = TOGETHER.flatMap(([key, label, parts]): Formula[] =>
  [
    { key, label, of: parts as readonly Operand[] },
    { key: `${key}_prior`, label: `上年${label}`, of: parts.map((p) => `${p}@prior`), lastYear: true },
  ].map(
    (f): Formula => ({
      key: f.key,
      label: f.label,
      does: 'value',
      of: [{ plus: [...f.of] }],
      unit: 'money',
      base: null,
      source: '部门决算明细表',
      quiet: true,
      ...(f.lastYear ? { lastYear: true } : {}),
    }),
  ),
);

const difference =
  (does: 'change' | 'growth', unit: string) =>
  ([key, label, a, b, base, source, quiet]: readonly [
    string,
    string,
    Operand,
    Operand,
    string,
    string,
    boolean?,
  ]): Formula => ({
    key,
    label,
    does,
    of: [a, b],
    unit,
    base,
    source,
    ...(does === 'growth' ? { about: 'budget' as const } : {}),
    ...(quiet ? { quiet } : {}),
  });

export const BALANCE: readonly Formula[] = [
  priorOf('budget_income_total', '收入预算总额', 'budget_income_prior_delta'),
  priorOf('budget_income_fiscal', '财政拨款收入预算', 'budget_income_fiscal_prior_delta'),
  priorOf('budget_income_other', '其他收入预算', 'budget_income_other_prior_delta'),
  priorOf('budget_expenditure_total', '支出预算总额', 'budget_expenditure_prior_delta'),
  ...DIFFERENCES.map(difference('change', 'money')),
  ...DIFFERENCE_RATES.map(([key, label, a, b, base]) =>
    difference('growth', '%')([key, label, a, b, base, TABLE, key === 'budget_adjustment_basic_rate']),
  ),
  ...ADJUSTED.map(([stem, name]) =>
    difference(
      'change',
      'money',
    )([
      `budget_adjustment_${stem}`,
      `${name}预算调整额（全年预算数与年初预算数的差额）`,
      `budget_adjusted_${stem}`,
      `budget_income_${stem}`,
      `${name}年初预算数`,
      TABLE,
      true,
    ]),
  ),
  ...bothWays,
  ...together,
  {
    key: 'budget_adjusted_computed',
    label: '按调整计算的全年预算数',
    does: 'value',
    of: [
      {
        plus: ['budget_expenditure_total'],
        optional: { plus: ['budget_adjustment_add'], minus: ['budget_adjustment_reduce'] },
        closes: ADJUSTMENTS_KNOWN,
        carriedIn: true,
      },
    ],
    unit: 'money',
    base: null,
    source: '调整预算数=年初预算数+调增−调减（口径含上年结转的，再加上年结转）',
  },
  {
    key: 'carryover_end_computed',
    label: '按收支计算的年末结转和结余',
    does: 'value',
    of: [
      {
        plus: ['carryover_begin', 'final_income_total'],
        minus: ['final_expenditure_total'],
        optional: { plus: ['final_use_nonfiscal_surplus'], minus: ['final_surplus_allocation'] },
        closes: {
          needs: ['carryover_begin', 'final_income_total', 'final_expenditure_total'],
          plus: ['carryover_begin', 'final_income_total', 'final_use_nonfiscal_surplus'],
          minus: ['final_expenditure_total', 'final_surplus_allocation'],
          equals: ['carryover_end'],
        },
      },
    ],
    unit: 'money',
    base: null,
    source: '决算公开01表勾稽关系',
  },
  ...(['change', 'growth'] as const).map(
    (does): Formula => ({
      key: does === 'change' ? 'carryover_change' : 'carryover_change_rate',
      label: does === 'change' ? '年末结转和结余较上年增减额' : '结转结余变动率',
      does,
      of: ['carryover_end', { any: ['carryover_end@prior', 'carryover_begin'] }],
      unit: does === 'change' ? 'money' : '%',
      base: '上年年末结转和结余',
      source: NO53,
    }),
  ),
];
