// Catalogue: the report and the unit (who writes, under whom, with which duties and parts).
import { row } from './definition.ts';

export const UNIT = [
  row('report_year', '评价年度', 'year', '', '财务', '财政部门布置通知', 'yearly', ['评价年度', '年度']),
  row('unit_name', '单位全称', 'name', '', '办公室', '三定规定', 'carried', [
    '部门（单位）名称',
    '单位名称',
    '填报单位',
    '部门名称',
  ]),
  row('unit_short_name', '规范简称', 'name', '', '办公室', '三定规定', 'carried', ['以下简称', '简称']),
  row('unit_code', '预算单位编码', 'name', '', '财务', '预算管理一体化系统', 'carried', ['预算编码', '单位编码']),
  row('parent_department', '主管部门', 'name', '', '办公室', '三定规定', 'carried', ['主管部门']),
  row('parent_government', '所属政府', 'name', '', '办公室', '三定规定', 'carried', ['的派出机构', '工作部门', '直属']),
  row('unit_nature', '单位性质', 'choice', '', '人事', '编办批复', 'carried', ['单位性质'], {
    choices: ['行政单位', '参公事业单位', '公益一类事业单位', '公益二类事业单位', '派出机构'],
  }),
  row('unit_rank', '机构规格', 'name', '', '人事', '三定规定', 'carried', ['机构规格', '规格建制', '级']),
  row('budget_level', '预算级次', 'choice', '', '财务', '预算批复', 'carried', ['预算级次'], {
    choices: ['一级预算单位', '二级预算单位'],
  }),
  row('units_in_scope', '纳入决算编报范围的单位数', 'count', '个', '财务', '决算编报范围', 'yearly', [
    '纳入决算编报范围的单位',
    '纳入部门决算汇编范围的单位',
  ]),
  row('duties', '主要职责', 'passage', '', '办公室', '三定规定', 'carried', ['主要职能', '主要职责', '职能职责'], {
    many: true,
  }),
  row('organisation_text', '组织架构', 'passage', '', '办公室', '三定规定', 'carried', ['组织架构', '机构设置'], {
    many: true,
  }),
  row('internal_departments', '内设机构数', 'count', '个', '办公室', '三定规定', 'carried', [
    '内设机构',
    '内设股室',
    '内设科室',
    '内设',
  ]),
  row('internal_department_names', '内设机构名称', 'text', '', '办公室', '三定规定', 'carried', ['内设']),
  row('subordinate_units', '下属单位数', 'count', '个', '办公室', '编办批复', 'carried', [
    '下属单位',
    '二级机构',
    '所属事业单位',
    '下设',
  ]),
  row('subordinate_unit_names', '下属单位名称', 'text', '', '办公室', '编办批复', 'carried', ['下设', '下属', '所属']),
  row('finance_notice', '布置文件', 'text', '', '财务', '财政部门布置通知', 'yearly', ['根据《', '按照']),
  row('contact_name', '联系人', 'name', '', '财务', '自评表表头', 'carried', ['联系人']),
  row('contact_phone', '联系电话', 'name', '', '财务', '自评表表头', 'carried', ['联系电话', '电话']),
  row('report_date', '成文日期', 'date', '', '办公室', '报告落款', 'yearly', ['报告日期', '填报日期']),
];
