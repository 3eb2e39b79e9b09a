// Catalogue: final accounts (决算), 三公, 公用, 采购. The contract's names for 公用经费 预算/决算 are
// budget_expenditure_public and final_expenditure_public: one fact, one key.
import { row } from './definition.ts';

const Y = 'yearly';
const P01 = '决算公开01表';
const P02 = '决算公开02表';
const P03 = '决算公开03表';
const P06 = '决算公开06表';
const SG = '“三公”经费支出表';

export const FINAL = [
  row('final_income_total', '本年收入合计', 'money', '万元', '财务', P01, Y, [
    '本年收入合计',
    '收入决算数',
    '决算收入',
    '收入合计',
  ]),
  row('final_income_fiscal', '财政拨款收入决算数', 'money', '万元', '财务', P02, Y, ['财政拨款收入', '财政拨款']),
  row('final_income_general_public_budget', '一般公共预算财政拨款收入决算数', 'money', '万元', '财务', P02, Y, [
    '一般公共预算财政拨款收入',
  ]),
  row('final_income_government_fund', '政府性基金预算财政拨款收入决算数', 'money', '万元', '财务', P02, Y, [
    '政府性基金预算财政拨款收入',
  ]),
  row('final_income_state_capital', '国有资本经营预算财政拨款收入决算数', 'money', '万元', '财务', P02, Y, [
    '国有资本经营预算财政拨款收入',
  ]),
  row('final_income_superior', '上级补助收入决算数', 'money', '万元', '财务', P02, Y, ['上级补助收入']),
  row('final_income_undertaking', '事业收入决算数', 'money', '万元', '财务', P02, Y, ['事业收入']),
  row('final_income_operating', '经营收入决算数', 'money', '万元', '财务', P02, Y, ['经营收入']),
  row('final_income_affiliated', '附属单位上缴收入决算数', 'money', '万元', '财务', P02, Y, ['附属单位上缴收入']),
  row('final_income_other', '其他收入决算数', 'money', '万元', '财务', P02, Y, ['其他收入']),
  row('final_use_nonfiscal_surplus', '使用非财政拨款结余', 'money', '万元', '财务', P01, Y, ['使用非财政拨款结余']),
  row('carryover_begin', '年初结转和结余', 'money', '万元', '财务', P01, Y, [
    '年初结转和结余',
    '年初结转结余',
    '上年结转',
  ]),
  row('final_income_grand', '收入总计', 'money', '万元', '财务', P01, Y, ['收入总计']),
  row('final_expenditure_total', '本年支出合计', 'money', '万元', '财务', P01, Y, [
    '本年支出合计',
    '支出决算数',
    '决算支出',
    '实际支出',
    '全年执行数',
  ]),
  row('final_expenditure_basic', '基本支出决算数', 'money', '万元', '财务', P03, Y, ['基本支出']),
  row('final_expenditure_project', '项目支出决算数', 'money', '万元', '财务', P03, Y, ['项目支出']),
  row('final_expenditure_operating', '经营支出决算数', 'money', '万元', '财务', P03, Y, ['经营支出']),
  row('final_expenditure_to_superior', '上缴上级支出决算数', 'money', '万元', '财务', P03, Y, ['上缴上级支出']),
  row('final_expenditure_to_affiliated', '对附属单位补助支出决算数', 'money', '万元', '财务', P03, Y, [
    '对附属单位补助支出',
  ]),
  row('final_expenditure_personnel', '人员经费决算数', 'money', '万元', '财务', P06, Y, ['人员经费']),
  row('final_expenditure_public', '公用经费决算数', 'money', '万元', '财务', P06, Y, ['公用经费']),
  ...spentOf('fiscal', '财政拨款'),
  ...spentOf('general_public_budget', '一般公共预算财政拨款'),
  ...spentOf('government_fund', '政府性基金预算财政拨款'),
  ...spentOf('state_capital', '国有资本经营预算财政拨款'),
  ...spentOf('special_account', '财政专户管理资金'),
  ...spentOf('other', '其他资金'),
  row('final_income_special_account', '财政专户管理资金收入决算数', 'money', '万元', '财务', P02, Y, []),
  row('final_expenditure_social_insurance', '社会保险基金支出决算数', 'money', '万元', '财务', P01, Y, []),
  row('final_surplus_allocation', '结余分配', 'money', '万元', '财务', P01, Y, ['结余分配']),
  row('carryover_end', '年末结转和结余', 'money', '万元', '财务', P01, Y, [
    '年末结转和结余',
    '年末结转结余',
    '年末结转',
    '年末结余',
  ]),
  row('final_expenditure_grand', '支出总计', 'money', '万元', '财务', P01, Y, ['支出总计']),
  row('final_expenditure_by_function', '按功能分类的支出决算数', 'money', '万元', '财务', P03, Y, [], {
    scope: 'function',
  }),
  row('agency_running_cost', '机关运行经费', 'money', '万元', '财务', '部门决算说明', Y, ['机关运行经费']),
  row('budget_recovered', '财政收回资金', 'money', '万元', '财务', '财政收回文件', Y, ['财政收回', '收回指标']),
  ...spentBy(1, '一季度末'),
  ...spentBy(2, '上半年末'),
  ...spentBy(3, '三季度末'),
  ...[4, 8, 10].map((month) =>
    row(`spent_by_month${month}`, `1—${month}月累计支出`, 'money', '万元', '财务', '一体化系统支付进度表', Y, []),
  ),
  row('payment_progress_spent', '考核时点累计支出', 'money', '万元', '财务', '一体化系统支付进度表', Y, []),
  row('payment_progress_planned', '考核时点既定支付进度', 'percent', '%', '财务', '财政部门支付进度要求', Y, [], {
    question: '财政部门对本部门在考核时点的既定支付进度是多少（%）？可在绩效目标或支付进度通知中查到。',
  }),
  row('execution_rate', '预算执行率（原文）', 'percent', '%', '程序', '上报口径', Y, [
    '预算执行率',
    '支出执行率',
    '执行率',
  ]),
  row('execution_rate_income', '收入预算执行率（原文）', 'percent', '%', '程序', '上报口径', Y, ['预算执行率']),
  row('low_execution_reason', '执行率偏低的原因', 'text', '', '财务', '执行分析', Y, []),
];

/** Spending out of one source of funds. */
function spentOf(stem: string, label: string) {
  return [row(`final_expenditure_${stem}`, `${label}支出决算数`, 'money', '万元', '财务', P01, Y, [])];
}

/** Spending from the start of the year to the end of a quarter, and the progress that was asked for by then. */
function spentBy(quarter: number, label: string) {
  const document = '一体化系统支付进度表';
  return [
    row(`spent_by_quarter${quarter}`, `${label}累计支出`, 'money', '万元', '财务', document, Y, []),
    row(`planned_progress_quarter${quarter}`, `${label}既定支付进度`, 'percent', '%', '财务', document, Y, []),
  ];
}

const sgPair = (stem: string, label: string, words: string[]) => [
  row(`three_public_${stem}_budget`, `${label}预算数`, 'money', '万元', '财务', SG, Y, words),
  row(`three_public_${stem}_actual`, `${label}决算数`, 'money', '万元', '财务', SG, Y, words),
];

export const THREE_PUBLIC = [
  row('three_public_budget', '“三公”经费预算数', 'money', '万元', '财务', SG, Y, ['“三公”经费预算', '三公经费预算']),
  row('three_public_actual', '“三公”经费决算数', 'money', '万元', '财务', SG, Y, [
    '“三公”经费支出',
    '三公经费支出',
    '“三公”经费',
  ]),
  ...sgPair('abroad', '因公出国（境）费', ['因公出国（境）费', '因公出国']),
  ...sgPair('car_purchase', '公务用车购置费', ['公务用车购置费']),
  ...sgPair('car_running', '公务用车运行维护费', ['公务用车运行维护费']),
  ...sgPair('reception', '公务接待费', ['公务接待费']),
  row('three_public_abroad_groups', '因公出国（境）团组数', 'count', '个', '财务', SG, Y, ['团组']),
  row('three_public_abroad_persons', '因公出国（境）人次', 'count', '人次', '财务', SG, Y, []),
  row('three_public_cars_bought', '公务用车购置数', 'count', '辆', '财务', SG, Y, ['购置公务用车']),
  row('three_public_reception_batches', '公务接待批次', 'count', '批次', '财务', SG, Y, ['公务接待']),
  row('three_public_reception_persons', '公务接待人次', 'count', '人次', '财务', SG, Y, ['累计接待']),
  row('three_public_change_reason', '“三公”经费变动原因', 'text', '', '财务', '决算说明', Y, []),
  row('office_cost_actual', '办公费决算数', 'money', '万元', '财务', '经济分类明细表30201', Y, []),
  row('water_cost_actual', '水费决算数', 'money', '万元', '财务', '经济分类明细表30205', Y, []),
  row('power_cost_actual', '电费决算数', 'money', '万元', '财务', '经济分类明细表30206', Y, []),
  row('travel_cost_actual', '差旅费决算数', 'money', '万元', '财务', '经济分类明细表30211', Y, []),
  row('meeting_actual', '会议费决算数', 'money', '万元', '财务', '经济分类明细表30215', Y, ['会议费']),
  row('training_actual', '培训费决算数', 'money', '万元', '财务', '经济分类明细表30216', Y, ['培训费']),
  row('procurement_budget', '政府采购预算', 'money', '万元', '财务', '政府采购预算表', Y, ['政府采购预算']),
  row('procurement_actual', '政府采购实际金额', 'money', '万元', '财务', '采购台账', Y, [
    '政府采购支出总额',
    '实际采购',
    '政府采购金额',
  ]),
  row('procurement_goods', '政府采购货物支出', 'money', '万元', '财务', '部门决算说明', Y, ['货物']),
  row('procurement_works', '政府采购工程支出', 'money', '万元', '财务', '部门决算说明', Y, ['工程']),
  row('procurement_services', '政府采购服务支出', 'money', '万元', '财务', '部门决算说明', Y, ['服务']),
  row('procurement_small_business', '授予中小企业合同金额', 'money', '万元', '财务', '部门决算说明', Y, [
    '授予中小企业合同金额',
  ]),
];
