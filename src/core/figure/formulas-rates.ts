// Formulas: how far budgets were executed, adjusted, kept to and carried over. A table. Definitions follow 财预〔2013〕53号 附件2,
// 财预〔2020〕10号 and the columns of 财决01表.
import type { Closing, Formula, Operand } from './formula.ts';
import { NO10, NO53, TABLE } from './formulas-sources.ts';

type Rate = [key: string, label: string, used: Operand, arranged: Operand, base: string, source: string];

const rate = ([key, label, used, arranged, base, source]: Rate): Formula => ({
  key,
  label,
  does: 'ratio',
  of: [used, arranged],
  unit: '%',
  base,
  source,
  about: 'budget',
});

const EXECUTION: readonly Rate[] = [
  ['execution_rate_full_year', '预算执行率', 'final_expenditure_total', 'budget_adjusted_total', '全年预算数', NO10],
  [
    'execution_rate_initial',
    '年初预算完成率',
    'final_expenditure_total',
    'budget_expenditure_total',
    '年初预算数',
    TABLE,
  ],
  [
    'execution_rate_available',
    '可用资金执行率',
    'final_expenditure_total',
    { available: true },
    '全年可用资金（年初结转结余与全年预算数之和）',
    '上年结转加全年预算的地方口径',
  ],
  ['income_execution_rate', '收入预算执行率', 'final_income_total', 'budget_adjusted_total', '全年预算数', TABLE],
  [
    'income_execution_rate_initial',
    '收入年初预算完成率',
    'final_income_total',
    'budget_income_total',
    '年初收入预算数',
    TABLE,
  ],
  [
    'execution_rate_basic',
    '基本支出执行率',
    'final_expenditure_basic',
    'budget_adjusted_basic',
    '基本支出全年预算数',
    NO10,
  ],
  [
    'execution_rate_project',
    '项目支出执行率',
    'final_expenditure_project',
    'budget_adjusted_project',
    '项目支出全年预算数',
    NO10,
  ],
  [
    'execution_rate_basic_initial',
    '基本支出年初预算完成率',
    'final_expenditure_basic',
    'budget_expenditure_basic',
    '基本支出年初预算数',
    TABLE,
  ],
  [
    'execution_rate_project_initial',
    '项目支出年初预算完成率',
    'final_expenditure_project',
    'budget_expenditure_project',
    '项目支出年初预算数',
    TABLE,
  ],
];

/** Sources of funds: [stem, name]. */
export const FUNDS: readonly [string, string][] = [
  ['fiscal', '财政拨款'],
  ['general_public_budget', '一般公共预算财政拨款'],
  ['government_fund', '政府性基金预算财政拨款'],
  ['state_capital', '国有资本经营预算财政拨款'],
  ['special_account', '财政专户管理资金'],
  ['undertaking', '事业收入'],
  ['operating', '经营收入'],
  ['superior', '上级补助收入'],
  ['affiliated', '附属单位上缴收入'],
  ['other', '其他收入'],
];
/** Sources whose spending is told apart. */
const SPENT: ReadonlySet<string> = new Set([
  'fiscal',
  'general_public_budget',
  'government_fund',
  'state_capital',
  'special_account',
  'other',
]);

const income = (name: string): string => (name.endsWith('收入') ? name : `${name}收入`);

const bySource = ([stem, name]: readonly [string, string]): Formula[] => [
  ...(SPENT.has(stem)
    ? [
        {
          ...rate([
            `execution_rate_${stem}`,
            `${name}支出执行率`,
            `final_expenditure_${stem}`,
            `budget_adjusted_${stem}`,
            `${name}全年预算数`,
            NO10,
          ]),
          quiet: true,
        },
      ]
    : []),
  {
    ...rate([
      `income_execution_rate_${stem}`,
      `${income(name)}年初预算完成率`,
      `final_income_${stem}`,
      `budget_income_${stem}`,
      `年初${income(name)}预算数`,
      TABLE,
    ]),
    ...(stem === 'fiscal' ? {} : { quiet: true }),
  },
  {
    ...rate([
      `income_execution_rate_${stem}_full_year`,
      `${income(name)}预算执行率`,
      `final_income_${stem}`,
      `budget_adjusted_${stem}`,
      `${income(name)}全年预算数`,
      TABLE,
    ]),
    quiet: true,
  },
];

/** A report kind may say which budget 预算数 is: [variant, fact, words]. */
const NAMED_BASES: readonly [string, string, string][] = [
  ['initial', 'budget_expenditure_total', '年初预算数'],
  ['full_year', 'budget_adjusted_total', '全年预算数'],
];

const BROUGHT: Operand = { plus: ['carryover_begin', 'budget_expenditure_total', 'budget_adjustment_add'] };
const LEFT: Operand = {
  plus: ['carryover_begin', 'budget_expenditure_total', 'budget_adjustment_add'],
  minus: ['carryover_end'],
};

/** 53号's indicators of 预算执行 and 预算管理. */
const INDICATORS: readonly Formula[] = [
  rate(['budget_completion_rate', '预算完成率', 'final_expenditure_total', { base: 'budget' }, '预算数', NO53]),
  ...NAMED_BASES.map(([variant, key, base]) => ({
    ...rate(['budget_completion_rate', '预算完成率', 'final_expenditure_total', key, base, NO53]),
    variant,
  })),
  {
    ...rate([
      'budget_completion_rate',
      '预算完成率',
      LEFT,
      BROUGHT,
      '上年结转、年初预算与本年追加之和',
      `${NO53}（预算完成率，含上年结转的地方口径）`,
    ]),
    variant: 'with_carryover',
  },
  {
    ...rate([
      'budget_completion_rate_with_carryover',
      '预算完成率（含上年结转）',
      LEFT,
      BROUGHT,
      '上年结转、年初预算与本年追加之和',
      `${NO53}（预算完成率，含上年结转的地方口径）`,
    ]),
    quiet: true,
  },
  rate([
    'budget_control_rate',
    '预算控制率',
    'budget_adjustment_add',
    'budget_expenditure_total',
    '年初预算数',
    `${NO53}（预算调整率的地方口径：本年追加÷年初预算）`,
  ]),
  rate([
    'key_expenditure_rate',
    '重点支出安排率',
    { any: ['budget_expenditure_key_project', { marked: 'project_budget', by: 'project_is_key' }] },
    'budget_expenditure_project',
    '项目支出预算数',
    NO53,
  ]),
  rate([
    'public_expenditure_control_rate',
    '公用经费控制率',
    'final_expenditure_public',
    'budget_expenditure_public',
    '预算安排公用经费',
    NO53,
  ]),
  rate([
    'three_public_control_rate',
    '“三公”经费控制率',
    'three_public_actual',
    'three_public_budget',
    '“三公”经费预算数',
    NO53,
  ]),
  rate([
    'procurement_execution_rate',
    '政府采购执行率',
    'procurement_actual',
    'procurement_budget',
    '政府采购预算数',
    NO53,
  ]),
  rate(['carryover_rate', '结转结余率', 'carryover_end', { base: 'budget' }, '支出预算数', NO53]),
  ...NAMED_BASES.map(([variant, key, base]) => ({
    ...rate(['carryover_rate', '结转结余率', 'carryover_end', key, base, NO53]),
    variant,
  })),
  {
    ...rate([
      'carryover_rate',
      '结转结余率',
      'carryover_end',
      'final_expenditure_general_public_budget',
      '本年一般公共预算支出完成数',
      `${NO53}（结转结余率的地方口径：÷本年一般公共预算支出完成数）`,
    ]),
    variant: 'of_general_public_budget',
  },
];

/** 三公 by item: budget against use, and the year's change. */
const THREE_PUBLIC_ITEMS: readonly [string, string][] = [
  ['abroad', '因公出国（境）费'],
  ['car_purchase', '公务用车购置费'],
  ['car_running', '公务用车运行维护费'],
  ['reception', '公务接待费'],
];

/** The year's adjustments are all known when they lead from the initial to the full-year budget, with or without 上年结转. */
export const ADJUSTMENTS_KNOWN: Closing = {
  needs: ['budget_expenditure_total'],
  plus: ['budget_expenditure_total', 'budget_adjustment_add'],
  minus: ['budget_adjustment_reduce'],
  equals: [
    'budget_adjusted_total',
    { plus: ['budget_adjusted_total'], minus: [{ any: ['budget_carryover_in', 'carryover_begin'] }] },
  ],
};

export const RATES: readonly Formula[] = [
  ...EXECUTION.map(rate),
  {
    key: 'execution_score_ratio',
    label: '预算执行率得分系数',
    does: 'capped',
    of: ['final_expenditure_total', 'budget_adjusted_total'],
    unit: '%',
    base: '全年预算数',
    source: `${NO10}（得分=分值×全年执行数÷全年预算数，最高为满分）`,
    about: 'budget',
  },
  ...FUNDS.flatMap(bySource),
  ...INDICATORS,
  ...THREE_PUBLIC_ITEMS.map(
    ([stem, name]): Formula => ({
      ...rate([
        `three_public_${stem}_control_rate`,
        `${name}控制率`,
        `three_public_${stem}_actual`,
        `three_public_${stem}_budget`,
        `${name}预算数`,
        '“三公”经费支出表',
      ]),
      quiet: true,
    }),
  ),
  {
    key: 'budget_adjustment_rate',
    label: '预算调整率',
    does: 'ratio',
    // 追加, 追减 and 结构调剂 count with their absolute amounts; policy and assigned changes are taken out.
    of: [
      {
        plus: [],
        optional: { plus: ['budget_adjustment_add', 'budget_adjustment_reduce'] },
        closes: ADJUSTMENTS_KNOWN,
        claimed: { plus: ['budget_adjustment_restructure'], minus: ['budget_adjustment_exempt'] },
      },
      'budget_expenditure_total',
    ],
    unit: '%',
    base: '年初预算数',
    source: NO53,
    about: 'budget',
  },
  {
    key: 'three_public_change_rate',
    label: '“三公”经费变动率',
    does: 'growth',
    of: ['three_public_budget', 'three_public_budget@prior'],
    unit: '%',
    base: '上年“三公”经费预算数',
    source: `${NO53}（预算口径）`,
  },
  {
    key: 'three_public_change_rate',
    variant: 'actual',
    label: '“三公”经费变动率',
    does: 'growth',
    of: ['three_public_actual', 'three_public_actual@prior'],
    unit: '%',
    base: '上年“三公”经费决算数',
    source: `${NO53}（地方按决算口径）`,
  },
  {
    key: 'project_execution_rate',
    label: '项目执行率',
    does: 'ratio',
    of: ['project_executed', 'project_budget'],
    unit: '%',
    base: '项目预算数',
    source: NO10,
    about: 'budget',
    scoped: true,
    quiet: true,
  },
];
