// Formulas over staff, assets, projects, tasks, satisfaction and self-evaluation: a table.
import type { Formula, Operand } from './formula.ts';

const NO53 = '财预〔2013〕53号附件2';
const COMPARE = '两年同口径数据比较';

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

/** [key, label, part, whole, base in words, source, scoped?] */
const COUNT_RATES: readonly [string, string, Operand, Operand, string, string, boolean?][] = [
  ['project_completion_rate', '项目完工率', 'projects_completed', 'projects_total', '重点项目总数', NO53, true],
  ['project_ongoing_share', '在建项目占比', 'projects_ongoing', 'projects_total', '重点项目总数', '重点项目推进台账'],
  [
    'project_preparing_share',
    '前期项目占比',
    'projects_preparing',
    'projects_total',
    '重点项目总数',
    '重点项目推进台账',
  ],
  [
    'project_not_started_share',
    '未开工项目占比',
    'projects_not_started',
    'projects_total',
    '重点项目总数',
    '重点项目推进台账',
  ],
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
  ['debt_ratio', '资产负债率', 'total_liabilities', 'total_assets', '资产总额', '资产负债表'],
];

/** Counts of two years: [stem, label, fact, unit]. */
const COUNT_PAIRS: readonly [string, string, string, string][] = [
  ['staff_in_post', '在职人数', 'staff_in_post', '人'],
  ['staff_contract', '编外聘用人数', 'staff_contract', '人'],
  ['staff_total', '年末实有人数', 'staff_total', '人'],
  ['projects_total', '重点项目数', 'projects_total', '个'],
  ['vehicles', '公务用车保有量', 'vehicles_count', '辆'],
  ['reception_batches', '公务接待批次', 'three_public_reception_batches', '批次'],
  ['reception_persons', '公务接待人次', 'three_public_reception_persons', '人次'],
];

/** Percentages of two years, compared in 百分点: [stem, label, fact]. */
const POINT_PAIRS: readonly [string, string, string][] = [
  ['execution_rate', '预算执行率（原文）', 'execution_rate'],
  ['satisfaction_rate', '满意度', 'satisfaction_rate'],
];

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
      source: '成本控制常用口径',
    }),
  ),
  {
    key: 'house_area_per_head',
    label: '人均房屋面积',
    does: 'each',
    of: ['house_area', { rows: 'staff_total' }],
    unit: '平方米/人',
    base: '年末实有人数',
    source: '成本控制常用口径',
  },
  {
    key: 'car_running_cost_per_vehicle',
    label: '车均运行维护费',
    does: 'each',
    of: ['three_public_car_running_actual', 'vehicles_count'],
    unit: 'money/辆',
    base: '公务用车保有量',
    source: '成本控制常用口径',
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
    ([key, label, part, whole, base, source, scoped]): Formula => ({
      key,
      label,
      does: 'ratio',
      of: [part, whole],
      unit: '%',
      base,
      source,
      ...(scoped ? { scoped } : {}),
    }),
  ),
  ...COUNT_PAIRS.flatMap(([stem, label, fact, unit]): Formula[] => [
    {
      key: `${stem}_change`,
      label: `${label}较上年增减数`,
      does: 'change',
      of: [fact, `${fact}@prior`],
      unit,
      base: `上年${label}`,
      source: COMPARE,
    },
    {
      key: `${stem}_change_rate`,
      label: `${label}较上年增减率`,
      does: 'growth',
      of: [fact, `${fact}@prior`],
      unit: '%',
      base: `上年${label}`,
      source: COMPARE,
    },
  ]),
  ...POINT_PAIRS.map(
    ([stem, label, fact]): Formula => ({
      key: `${stem}_change`,
      label: `${label}较上年变动`,
      does: 'points',
      of: [fact, `${fact}@prior`],
      unit: '百分点',
      base: `上年${label}`,
      source: COMPARE,
    }),
  ),
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
    source: '财预〔2020〕10号',
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
