// Catalogue: goals, tasks, projects, results, satisfaction, management, problems, use of results.
import { row } from './definition.ts';

const Y = 'yearly';
const SUMMARY = '年度工作总结';
const TABLE = '部门整体支出绩效目标表';
const many = { many: true } as const;
const project = { scope: 'project' } as const;
const indicator = { scope: 'indicator' } as const;

export const GOALS = [
  row(
    'annual_goal_text',
    '年度履职总体目标',
    'passage',
    '',
    '业务',
    '年度工作要点',
    Y,
    ['履职总体目标', '总体目标'],
    many,
  ),
  row('tasks', '年度工作任务', 'passage', '', '业务', '年度工作要点', Y, ['工作任务', '重点工作任务'], many),
  row(
    'performance_goal_text',
    '年度整体支出绩效目标',
    'passage',
    '',
    '财务',
    TABLE,
    Y,
    ['整体支出绩效目标', '绩效目标'],
    many,
  ),
  row('indicator_target', '绩效指标目标值', 'text', '', '财务', TABLE, Y, ['年度指标值', '目标值'], indicator),
  row(
    'indicator_actual',
    '绩效指标实际完成值',
    'text',
    '',
    '业务',
    '业务台账',
    Y,
    ['实际完成值', '全年完成值'],
    indicator,
  ),
  row('indicator_weight', '绩效指标分值', 'score', '分', '财务', TABLE, Y, ['分值', '权重'], indicator),
  row('indicator_score', '绩效指标得分', 'score', '分', '财务', '自评表', Y, ['得分'], indicator),
  row('project_budget', '项目预算数', 'money', '万元', '财务', '项目支出表', Y, ['项目预算', '预算'], project),
  row(
    'project_executed',
    '项目执行数',
    'money',
    '万元',
    '财务',
    '项目收支决算表',
    Y,
    ['执行', '支出', '已支付'],
    project,
  ),
  row('projects_total', '重点（绩效）项目数', 'count', '个', '业务', '重点项目推进台账', Y, ['重点项目', '项目'], {
    scope: 'sub_unit',
  }),
  row('projects_completed', '已完成项目数', 'count', '个', '业务', '重点项目推进台账', Y, ['已完工', '已完成', '完工']),
  row('projects_ongoing', '在建（实施中）项目数', 'count', '个', '业务', '重点项目推进台账', Y, [
    '在建',
    '顺利推进',
    '实施',
  ]),
  row('projects_preparing', '前期准备项目数', 'count', '个', '业务', '重点项目推进台账', Y, ['前期', '报建手续']),
  row('projects_not_started', '未开工项目数', 'count', '个', '业务', '重点项目推进台账', Y, ['未开工']),
  row('project_completion_rate_stated', '项目完工率（原文）', 'percent', '%', '程序', '上年报告', Y, [
    '完工率',
    '完成率',
  ]),
  row('tasks_planned', '计划工作数', 'count', '项', '业务', '年度工作要点', Y, ['年度任务', '重点任务']),
  row('tasks_completed', '实际完成工作数', 'count', '项', '业务', SUMMARY, Y, ['完成']),
  row('tasks_on_time', '及时完成工作数', 'count', '项', '业务', '督查台账', Y, ['及时完成', '按时办结']),
  row('tasks_qualified', '质量达标工作数', 'count', '项', '业务', '验收资料', Y, ['质量达标']),
  row('key_tasks_assigned', '交办重点工作数', 'count', '项', '办公室', '督查清单', Y, ['交办']),
  row('key_tasks_completed', '交办重点工作完成数', 'count', '项', '办公室', '督查清单', Y, ['办结']),
];

export const RESULTS = [
  row('achievements', '履职成果', 'passage', '', '业务', SUMMARY, Y, ['履职完成情况', '产出情况', '履职情况'], many),
  row('effect_social', '社会效益', 'passage', '', '业务', SUMMARY, Y, ['社会效益'], many),
  row('effect_economic', '经济效益', 'passage', '', '业务', SUMMARY, Y, ['经济效益'], many),
  row('effect_ecological', '生态效益', 'passage', '', '业务', SUMMARY, Y, ['生态效益'], many),
  row('effect_sustainable', '可持续性影响', 'passage', '', '业务', SUMMARY, Y, ['可持续性影响', '可持续影响'], many),
  // Every quantity inside a passage is a fact of its own: `item` is passage item, a dot, and its number there.
  row('passage_figure', '成果数据', 'count', '', '业务', SUMMARY, Y, [], many),
  // A figure of a text that no entry names; its label says what it counts.
  row('other_figure', '其他数据', 'count', '', '业务', SUMMARY, Y, [], many),
  row('satisfaction_target', '满意度目标值', 'percent', '%', '财务', TABLE, Y, ['满意度目标', '满意度']),
  row(
    'satisfaction_rate',
    '满意度实际值',
    'percent',
    '%',
    '业务',
    '问卷或测评汇总',
    Y,
    ['满意度为', '满意度达', '满意度'],
    {
      question: '满意度实际调查结果是多少（%）？请填调查得到的数，不要填目标值。',
    },
  ),
  row('satisfaction_method', '满意度调查方式', 'text', '', '业务', '问卷或测评汇总', Y, ['问卷', '随机访问']),
  row('satisfaction_sample', '满意度样本量', 'count', '份', '业务', '问卷或测评汇总', Y, ['发放问卷', '样本量']),
  row('satisfaction_valid', '满意度有效样本', 'count', '份', '业务', '问卷或测评汇总', Y, ['有效问卷', '收回']),
  row('satisfaction_satisfied', '满意（含基本满意）份数', 'count', '份', '业务', '问卷或测评汇总', Y, []),
  row('satisfaction_very', '非常满意（满意）份数', 'count', '份', '业务', '问卷或测评汇总', Y, []),
  row('satisfaction_basically', '基本满意份数', 'count', '份', '业务', '问卷或测评汇总', Y, []),
  row('satisfaction_object', '满意度调查对象', 'text', '', '业务', '问卷或测评汇总', Y, ['服务对象']),
  row('satisfaction_date', '满意度调查日期', 'date', '', '业务', '问卷或测评汇总', Y, []),
];

export const MANAGEMENT = [
  row('management_rules', '内部管理制度', 'passage', '', '财务', '制度汇编', 'carried', ['制度'], many),
  row('performance_group', '自评工作组', 'text', '', '财务', '内部通知', Y, ['工作组', '领导小组']),
  row(
    'self_evaluation_steps',
    '自评工作步骤',
    'passage',
    '',
    '财务',
    '自评工作方案',
    Y,
    ['预算绩效管理开展情况', '组织过程'],
    many,
  ),
  row('projects_self_evaluated_count', '开展自评的项目数', 'count', '个', '财务', '自评汇总表', Y, [
    '开展绩效自评',
    '绩效自评的项目',
  ]),
  row('projects_self_evaluated_amount', '开展自评的项目金额', 'money', '万元', '财务', '自评汇总表', Y, [
    '涉及资金',
    '涉及预算金额',
  ]),
  row('monitoring_done', '绩效运行监控情况', 'text', '', '财务', '监控表', Y, ['双监控', '运行监控']),
  row('monitoring_findings', '绩效监控发现的问题', 'passage', '', '财务', '监控表', Y, [], many),
  row('last_year_issues', '上年自评问题整改情况', 'passage', '', '财务', '上年报告', Y, ['上年度绩效自评'], many),
  row('problems', '存在的问题', 'passage', '', '业务', '自评讨论记录', Y, ['主要问题', '存在的问题', '存在问题'], many),
  row('measures', '改进措施', 'passage', '', '业务', '自评讨论记录', Y, ['改进措施', '改进的方向', '下一步'], many),
  row('application_items', '自评结果应用', 'passage', '', '领导', '领导意见', Y, ['结果应用', '拟应用'], many),
  row('disclosure_channel', '公开渠道', 'text', '', '办公室', '信息公开安排', Y, ['公开'], {
    question: '自评结果通过什么渠道公开（如区政府门户网站）？不宜公开的请说明依据。',
  }),
  row('disclosure_date', '公开时间', 'date', '', '办公室', '信息公开安排', Y, []),
  row('disclosure_url', '公开网址', 'text', '', '办公室', '信息公开安排', Y, []),
  row('disclosure_exempt_reason', '不予公开的依据', 'text', '', '办公室', '保密审查意见', Y, []),
  row('self_score', '自评得分', 'score', '分', '财务', '自评表', Y, ['自评得分', '自评总分', '评价得分']),
  row('self_grade', '自评等级', 'choice', '', '财务', '自评表', Y, ['评价等级', '自评等级', '评价等次'], {
    choices: ['优', '良', '中', '差'],
  }),
  row('self_conclusion', '自评结论', 'text', '', '财务', '自评表', Y, ['自评结论', '评价结论'], {
    question: '自评表的“自评结论”怎么写？请用一两句话概括目标完成、资金执行和主要不足。',
  }),
  row('evidence', '佐证材料', 'passage', '', '财务', '佐证目录', Y, ['佐证材料'], many),
  row('experience', '主要经验及做法', 'passage', '', '业务', '年度工作总结', Y, [], {
    ...many,
    question: '预算绩效管理方面有哪些主要经验及做法？请逐条提供；没有的请回答“无”。',
  }),
  row('other_notes', '其他需要说明的情况', 'passage', '', '财务', '自评讨论记录', Y, [], {
    ...many,
    question: '还有哪些需要说明的情况？请逐条提供；没有的请回答“无”。',
  }),
];
