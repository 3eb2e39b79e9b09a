// Catalogue: the budget (年初批复, 调整, 全年).
import { row } from './definition.ts';

const Y = 'yearly';
const INCOME = '部门收入总表';
const SPEND = '部门支出总表';
const FISCAL = '财政拨款收支总表';
const DETAIL = '部门预算支出经济分类表';
const project = { scope: 'project' } as const;

/** The full-year budget of one source of funds. */
const adjustedOf = (stem: string, label: string) => [
  row(`budget_adjusted_${stem}`, `${label}全年预算数`, 'money', '万元', '财务', '财决01表', Y, []),
];

export const BUDGET = [
  row('budget_income_total', '收入预算总额', 'money', '万元', '财务', '部门预算批复', Y, [
    '收入预算总额',
    '年初预算收入',
    '收入预算',
  ]),
  row('budget_income_general_public_budget', '一般公共预算拨款收入预算', 'money', '万元', '财务', FISCAL, Y, [
    '一般公共预算拨款收入',
  ]),
  row('budget_income_government_fund', '政府性基金预算拨款收入预算', 'money', '万元', '财务', FISCAL, Y, [
    '政府性基金收入',
  ]),
  row('budget_income_state_capital', '国有资本经营预算拨款收入预算', 'money', '万元', '财务', FISCAL, Y, [
    '国有资本经营预算收入',
  ]),
  row('budget_income_fiscal', '财政拨款收入预算', 'money', '万元', '财务', FISCAL, Y, ['财政拨款收入', '财政拨款']),
  row('budget_income_special_account', '财政专户管理资金收入预算', 'money', '万元', '财务', INCOME, Y, [
    '财政专户管理资金',
    '纳入专户管理的非税收入',
  ]),
  row('budget_income_undertaking', '事业收入预算', 'money', '万元', '财务', INCOME, Y, ['事业收入']),
  row('budget_income_operating', '事业单位经营收入预算', 'money', '万元', '财务', INCOME, Y, ['经营收入']),
  row('budget_income_superior', '上级补助收入预算', 'money', '万元', '财务', INCOME, Y, ['上级补助收入']),
  row('budget_income_affiliated', '附属单位上缴收入预算', 'money', '万元', '财务', INCOME, Y, ['附属单位上缴收入']),
  row('budget_income_other', '其他收入预算', 'money', '万元', '财务', INCOME, Y, ['其他收入']),
  row('budget_carryover_in', '上年结转（预算）', 'money', '万元', '财务', INCOME, Y, ['上年结转']),
  row('budget_use_nonfiscal_surplus', '使用非财政拨款结余（预算）', 'money', '万元', '财务', INCOME, Y, [
    '使用非财政拨款结余',
  ]),
  row('budget_income_prior_delta', '收入预算较上年增减额', 'money', '万元', '程序', '两年部门预算批复', Y, [
    '较上年预算安排',
  ]),
  row(
    'budget_income_fiscal_prior_delta',
    '财政拨款收入预算较上年增减额',
    'money',
    '万元',
    '程序',
    '两年部门预算批复',
    Y,
    ['较上年预算安排'],
  ),
  row('budget_income_other_prior_delta', '其他收入预算较上年增减额', 'money', '万元', '程序', '两年部门预算批复', Y, [
    '较上年预算安排',
  ]),
  row('budget_expenditure_prior_delta', '支出预算较上年增减额', 'money', '万元', '程序', '两年部门预算批复', Y, [
    '较上年预算安排',
  ]),
  row('budget_expenditure_total', '支出预算总额', 'money', '万元', '财务', SPEND, Y, [
    '支出预算总额',
    '年初预算支出',
    '支出预算',
    '年初预算数',
  ]),
  row('budget_expenditure_basic', '基本支出预算', 'money', '万元', '财务', SPEND, Y, ['基本支出']),
  row('budget_expenditure_personnel', '人员经费预算', 'money', '万元', '财务', '一般公共预算基本支出表', Y, [
    '人员经费',
  ]),
  row('budget_expenditure_public', '公用经费预算', 'money', '万元', '财务', '一般公共预算基本支出表', Y, ['公用经费']),
  row('budget_expenditure_project', '项目支出预算', 'money', '万元', '财务', SPEND, Y, ['项目支出']),
  row('budget_expenditure_by_function', '按功能分类的支出预算', 'money', '万元', '财务', SPEND, Y, [], {
    scope: 'function',
  }),
  row('budget_adjustment_add', '年中追加', 'money', '万元', '财务', '追加预算批复', Y, ['年中追加', '追加']),
  row('budget_adjustment_reduce', '年中追减', 'money', '万元', '财务', '追减预算文件', Y, ['年中追减', '追减']),
  row('budget_adjustment_restructure', '结构调剂', 'money', '万元', '财务', '预算调剂文件', Y, ['结构调剂', '调剂']),
  row('budget_adjustment_exempt', '政策性及交办类调整', 'money', '万元', '财务', '预算调整说明', Y, ['政策性调整']),
  row('budget_adjustment_reason', '预算调整原因', 'text', '', '财务', '预算调整说明', Y, ['主要原因', '追加原因']),
  row(
    'budget_adjusted_total',
    '全年预算数（调整后）',
    'money',
    '万元',
    '财务',
    '财决01表全年预算数栏',
    Y,
    ['全年预算数', '调整后预算数', '调整后预算', '调整预算数', '全年预算'],
    {
      question:
        '请提供全年（调整后）预算数，即年初预算加减年中调整后的数额（万元），可在决算报表财决01表“全年预算数”栏或一体化系统指标余额中查到。',
    },
  ),
  row('budget_adjusted_basic', '基本支出全年预算数', 'money', '万元', '财务', '财决01表', Y, ['基本支出全年预算']),
  row('budget_adjusted_project', '项目支出全年预算数', 'money', '万元', '财务', '财决01表', Y, ['项目支出全年预算']),
  ...adjustedOf('fiscal', '财政拨款'),
  ...adjustedOf('general_public_budget', '一般公共预算财政拨款'),
  ...adjustedOf('government_fund', '政府性基金预算财政拨款'),
  ...adjustedOf('state_capital', '国有资本经营预算财政拨款'),
  ...adjustedOf('special_account', '财政专户管理资金'),
  ...adjustedOf('undertaking', '事业收入'),
  ...adjustedOf('operating', '经营收入'),
  ...adjustedOf('superior', '上级补助收入'),
  ...adjustedOf('affiliated', '附属单位上缴收入'),
  ...adjustedOf('other', '其他资金'),
  row('budget_expenditure_key_project', '重点项目支出预算', 'money', '万元', '财务', '项目支出表', Y, []),
  row('project_is_key', '是否重点项目', 'choice', '', '财务', '项目支出表', Y, [], {
    ...project,
    choices: ['是', '否'],
  }),
  row('project_kind', '项目类别', 'choice', '', '财务', '项目支出表', Y, [], {
    ...project,
    choices: ['业务工作专项', '运行维护专项', '其他专项'],
  }),
  row('office_cost_budget', '办公费预算数', 'money', '万元', '财务', DETAIL, Y, []),
  row('water_cost_budget', '水费预算数', 'money', '万元', '财务', DETAIL, Y, []),
  row('power_cost_budget', '电费预算数', 'money', '万元', '财务', DETAIL, Y, []),
  row('travel_cost_budget', '差旅费预算数', 'money', '万元', '财务', DETAIL, Y, []),
  row('meeting_budget', '会议费预算数', 'money', '万元', '财务', DETAIL, Y, []),
  row('training_budget', '培训费预算数', 'money', '万元', '财务', DETAIL, Y, []),
  // Must be asked once: 预算安排数 can mean either, and 财预〔2013〕53号 says 预算数 alone.
  row('budget_base', '“预算数”的口径', 'choice', '', '财务', '财政部门口径', Y, [], {
    choices: ['年初预算数', '全年预算数'],
    question: '本级财政所说的“预算数”指哪一个：年初预算数，还是全年（调整后）预算数？请选择一项，只需选一次。',
  }),
  row('budget_adjusted_includes_carryover', '全年预算数是否含上年结转', 'choice', '', '财务', '财政部门口径', Y, [], {
    choices: ['含', '不含'],
    question: '本级财政口径的全年（调整后）预算数是否包含上年结转？请选择：含，或不含。',
  }),
];
