// Formulas over staff, assets, projects, tasks, satisfaction and self-evaluation: a table.
import type { Formula, Operand } from './formula.ts';
import { COST, NO10, NO53 } from './formulas-sources.ts';

/** Head-counts of the whole department: [key, label, fact]. */
const HEADS: readonly [string, string, string][] = [
  ['staff_quota_all', '编制数合计', 'staff_quota'],
  ['staff_in_post_all', '在职人数合计', 'staff_in_post'],
  ['staff_contract_all', '编外聘用人数合计', 'staff_contract'],
  ['staff_total_all', '年末实有人数合计', 'staff_total'],
  ['staff_retired_all', '退休人数合计', 'staff_retired'],
];

/** Money for each person: [key, label, fact, source of the amount]. */
const PER_HEAD: readonly [string, string, string][] = [
  ['per_capita_basic_expenditure', '人均基本支出', 'final_expenditure_basic'],
  ['per_capita_public_expenditure', '人均公用经费', 'final_expenditure_public'],
  ['per_capita_running_cost', '人均机关运行经费', 'agency_running_cost'],
];

/** [key, label, part, whole, base in words, source] */
const COUNT_RATES: readonly [string, string, Operand, Operand, string, string][] = [
  ['task_completion_rate', '实际完成率', 'tasks_completed', 'tasks_planned', '计划工作数', NO53],
  ['task_timely_rate', '完成及时率', 'tasks_on_time', 'tasks_planned', '计划工作数', NO53],
  ['task_quality_rate', '质量达标率', 'tasks_qualified', 'tasks_planned', '计划工作数', NO53],
  ['key_task_completion_rate', '重点工作办结率', 'key_tasks_completed', 'key_tasks_assigned', '交办或下达数', NO53],
  [
    'self_evaluation_coverage',
    '项目自评覆盖率（按个数）',
    'projects_self_evaluated_count',
    'projects_total',
    '项目总数',
    '自评汇总表',
  ],
  [
    'self_evaluation_amount_coverage',
    '项目自评覆盖率（按金额）',
    'projects_self_evaluated_amount',
    { any: ['budget_adjusted_project', 'budget_expenditure_project'] },
    '项目支出预算数',
    '自评汇总表',
  ],
  [
    'satisfaction_response_rate',
    '满意度问卷有效率',
    'satisfaction_valid',
    'satisfaction_sample',
    '样本量',
    '问卷或测评汇总',
  ],
  ['asset_use_rate', '固定资产利用率', 'fixed_assets_in_use', 'fixed_assets_gross', '固定资产原值', NO53],
  ['asset_idle_rate', '固定资产闲置率', 'fixed_assets_idle', 'fixed_assets_gross', '固定资产原值', '国有资产年报'],
  [
    'building_area_control_rate',
    '楼堂馆所规模控制率',
    'building_area_actual',
    'building_area_approved',
    '批复规模',
    '基础数据表（实际÷批复）',
  ],
  [
    'building_investment_control_rate',
    '楼堂馆所投资概算控制率',
    'building_investment_actual',
    'building_investment_budget',
    '预算投资',
    '基础数据表（实际÷预算）',
  ],
  ['debt_ratio', '资产负债率', 'total_liabilities', 'total_assets', '资产总额', '资产负债表'],
];

/** Units without such projects have no rate, and by the form no loss of points either. */
const NO_BUILDING = { key: 'building_none', is: '无', text: '本年度无楼堂馆所建设项目' };

export const WORK: readonly Formula[] = [
  ...HEADS.map(
    ([key, label, fact]): Formula => ({
      key,
      label,
      does: 'value',
      of: [{ rows: fact }],
      unit: '人',
      base: null,
      source: '部门决算基本数字表',
    }),
  ),
  {
    key: 'staff_control_rate',
    label: '在职人员控制率',
    does: 'ratio',
    of: [{ rows: 'staff_in_post' }, { rows: 'staff_quota', like: 'staff_in_post' }],
    unit: '%',
    base: '编制数',
    source: NO53,
  },
  ...PER_HEAD.map(
    ([key, label, fact]): Formula => ({
      key,
      label,
      does: 'each',
      of: [fact, { rows: 'staff_total' }],
      unit: 'money/人',
      base: '年末实有人数',
      source: COST,
    }),
  ),
  {
    key: 'house_area_per_head',
    label: '人均房屋面积',
    does: 'each',
    of: ['house_area', { rows: 'staff_total' }],
    unit: '平方米/人',
    base: '年末实有人数',
    source: COST,
  },
  {
    key: 'vehicles_per_head',
    label: '人均公务用车',
    does: 'each',
    of: ['vehicles_count', { rows: 'staff_total' }],
    unit: '辆/人',
    base: '年末实有人数',
    source: COST,
  },
  {
    key: 'car_running_cost_per_vehicle',
    label: '车均运行维护费',
    does: 'each',
    of: ['three_public_car_running_actual', 'vehicles_count'],
    unit: 'money/辆',
    base: '公务用车保有量',
    source: COST,
  },
  {
    key: 'projects_unfinished',
    label: '未完工项目数',
    does: 'change',
    of: ['projects_total', 'projects_completed'],
    unit: '个',
    base: '重点项目总数',
    source: '重点项目推进台账',
  },
  ...COUNT_RATES.map(
    ([key, label, part, whole, base, source]): Formula => ({
      key,
      label,
      does: 'ratio',
      of: [part, whole],
      unit: '%',
      base,
      source,
      ...(key.startsWith('building_') ? { quiet: true, none: NO_BUILDING } : {}),
    }),
  ),
  {
    key: 'satisfaction_rate_computed',
    label: '按问卷计算的满意度',
    does: 'ratio',
    of: [
      { any: ['satisfaction_satisfied', { plus: ['satisfaction_very', 'satisfaction_basically'] }] },
      'satisfaction_valid',
    ],
    unit: '%',
    base: '有效问卷数',
    source: '问卷或测评汇总（满意与基本满意之和÷有效问卷）',
    quiet: true,
  },
  {
    key: 'satisfaction_gap',
    label: '满意度实际值与目标值之差',
    does: 'points',
    of: ['satisfaction_rate', { limit: 'satisfaction_target' }],
    unit: '百分点',
    base: '满意度目标值',
    source: '部门整体支出绩效目标表',
  },
  {
    key: 'satisfaction_attainment_rate',
    label: '满意度目标完成率',
    does: 'ratio',
    of: ['satisfaction_rate', { limit: 'satisfaction_target' }],
    unit: '%',
    base: '满意度目标值',
    source: NO10,
  },
  {
    key: 'indicator_weight_total',
    label: '指标分值合计',
    does: 'value',
    of: [{ listed: 'indicator_weight' }],
    unit: '分',
    base: null,
    source: '部门整体支出绩效自评表',
    quiet: true,
  },
  {
    key: 'indicator_score_total',
    label: '指标得分合计',
    does: 'value',
    of: [{ listed: 'indicator_score' }],
    unit: '分',
    base: null,
    source: '部门整体支出绩效自评表',
    quiet: true,
  },
];
