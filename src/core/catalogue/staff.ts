// Catalogue: staff and assets.
import { row } from './definition.ts';

const sub = { scope: 'sub_unit' } as const;
const BASIC = '部门决算基本数字表';

export const STAFF = [
  row(
    'staff_quota',
    '编制数',
    'count',
    '人',
    '人事',
    '编办核定文件',
    'yearly',
    ['核定编制', '编制人数', '编制数', '编制'],
    sub,
  ),
  row('staff_quota_admin', '行政编制数', 'count', '人', '人事', '编办核定文件', 'yearly', ['行政编制'], sub),
  row('staff_quota_career', '事业编制数', 'count', '人', '人事', '编办核定文件', 'yearly', ['事业编制'], sub),
  row('staff_quota_worker', '工勤编制数', 'count', '人', '人事', '编办核定文件', 'yearly', ['工勤编制'], sub),
  row(
    'staff_in_post',
    '在职（在编）人数',
    'count',
    '人',
    '人事',
    BASIC,
    'yearly',
    ['在编在职', '在职在编', '在编人数', '在职人员', '在职'],
    sub,
  ),
  row(
    'staff_contract',
    '编外聘用人数',
    'count',
    '人',
    '人事',
    '用工台账',
    'yearly',
    ['聘用人员及后勤人员', '聘用人员', '临聘', '劳务派遣', '编外'],
    sub,
  ),
  row('staff_logistics', '后勤人员数', 'count', '人', '人事', '用工台账', 'yearly', ['后勤人员'], sub),
  row(
    'staff_total',
    '年末实有人数',
    'count',
    '人',
    '人事',
    BASIC,
    'yearly',
    ['年末实有人数', '年末实有', '实有人数'],
    sub,
  ),
  row('staff_retired', '退休人数', 'count', '人', '人事', BASIC, 'yearly', ['退休人员', '离退休', '退休'], sub),
  row('staff_retired_cadre', '离休人数', 'count', '人', '人事', BASIC, 'yearly', ['离休人员', '离休'], sub),
];

export const ASSETS = [
  row('fixed_assets_gross', '固定资产原值', 'money', '万元', '资产', '国有资产年报', 'yearly', [
    '固定资产原值',
    '固定资产总额',
    '固定资产总值',
  ]),
  row('fixed_assets_net', '固定资产净值', 'money', '万元', '资产', '国有资产年报', 'yearly', ['净值']),
  row('fixed_assets_in_use', '在用固定资产', 'money', '万元', '资产', '国有资产年报', 'yearly', [
    '在用固定资产',
    '其中在用',
    '在用',
  ]),
  row('fixed_assets_idle', '闲置固定资产', 'money', '万元', '资产', '国有资产年报', 'yearly', ['闲置固定资产', '闲置']),
  row('total_assets', '资产总额', 'money', '万元', '财务', '资产负债表', 'yearly', ['资产总额', '资产总计']),
  row('total_liabilities', '负债总额', 'money', '万元', '财务', '资产负债表', 'yearly', ['负债总额', '负债总计']),
  row('house_area', '房屋面积', 'count', '平方米', '资产', '国有资产年报', 'yearly', ['房屋面积', '房屋']),
  row('vehicles_count', '公务用车保有量', 'count', '辆', '资产', '国有资产占用情况表', 'yearly', [
    '公务用车保有量',
    '车辆',
    '公务用车',
  ]),
  row('equipment_over_1m', '单价100万元以上设备数', 'count', '台（套）', '资产', '国有资产占用情况表', 'yearly', [
    '以上设备',
  ]),
  row('building_area_approved', '楼堂馆所批复规模', 'count', '平方米', '资产', '楼堂馆所批复文件', 'yearly', []),
  row('building_area_actual', '楼堂馆所实际规模', 'count', '平方米', '资产', '楼堂馆所竣工资料', 'yearly', []),
  row('building_investment_budget', '楼堂馆所预算投资', 'money', '万元', '资产', '楼堂馆所批复文件', 'yearly', []),
  row('building_investment_actual', '楼堂馆所实际投资', 'money', '万元', '资产', '楼堂馆所竣工资料', 'yearly', []),
  row('building_none', '有无楼堂馆所项目', 'choice', '', '资产', '楼堂馆所批复文件', 'yearly', [], {
    choices: ['有', '无'],
  }),
  row('economy_measures', '厉行节约保障措施', 'passage', '', '财务', '内部管理制度', 'yearly', [], { many: true }),
];
