// Catalogue: what the scoring table (自评表) asks of each indicator. `scope` is the indicator's name as the form prints it.
import { row } from './definition.ts';

const Y = 'yearly';
const GOALS = '部门整体支出绩效目标表';
const FORM = '部门整体支出绩效自评表';
const indicator = { scope: 'indicator' } as const;

export const INDICATORS = [
  row('indicator_level1', '一级指标', 'text', '', '财务', GOALS, Y, ['一级指标'], indicator),
  row('indicator_level2', '二级指标', 'text', '', '财务', GOALS, Y, ['二级指标'], indicator),
  row('indicator_nature', '指标性质', 'choice', '', '财务', GOALS, Y, ['指标性质'], {
    ...indicator,
    choices: ['定量', '定性'],
  }),
  row('indicator_target_approved', '批复的绩效指标目标值', 'text', '', '财务', GOALS, Y, ['批复指标值'], indicator),
  row('indicator_target_adjusted', '调整后的绩效指标目标值', 'text', '', '财务', GOALS, Y, ['调整指标值'], indicator),
  row('indicator_band', '定性指标完成档次', 'choice', '', '业务', FORM, Y, ['完成档次'], {
    ...indicator,
    // 财预〔2020〕10号; a report kind may name its own bands.
    choices: ['达成年度指标', '部分达成年度指标并具有一定效果', '未达成年度指标且效果较差'],
  }),
  row('indicator_check', '检查项是否符合', 'choice', '', '财务', FORM, Y, [], {
    ...indicator,
    many: true,
    choices: ['是', '否'],
  }),
  row('indicator_deviation_reason', '偏差原因分析', 'text', '', '业务', FORM, Y, ['偏差原因分析'], indicator),
  row('indicator_improvement', '偏差改进措施', 'text', '', '业务', FORM, Y, [], indicator),
  row('indicator_score_reason', '调整得分的理由', 'text', '', '财务', FORM, Y, [], indicator),
  row('indicator_not_applicable', '指标不适用的说明', 'text', '', '财务', FORM, Y, [], indicator),
  row('indicator_chosen', '择一指标选用', 'choice', '', '财务', FORM, Y, [], { ...indicator, choices: ['是', '否'] }),
];
