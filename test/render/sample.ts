// A report to render: invented unit and figures, shaped like a real one (duties, staff, budget, achievements, what is missing).
import { factBook } from '../../src/core/book.ts';
import type { Paragraph, Run } from '../../src/core/draft/section.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import type { Figure, FigureState } from '../../src/core/figure/figure.ts';
import { exact, fromDecimal } from '../../src/core/number/exact.ts';
import type { Profile, ProfileSection } from '../../src/core/profile.ts';
import { profileShape } from '../../src/core/profile.ts';
import type { TreeInput } from '../../src/render/tree.ts';
import { SCORING } from '../core/score/form.ts';

export const PERIOD = 2022;
export const UNIT = '青云县新经济产业集聚区管理委员会';

const section = (
  id: string,
  level: 1 | 2,
  number: string,
  title: string,
  tables: ProfileSection['tables'] = [],
  requires: string[] = [],
): ProfileSection => ({
  id,
  number,
  level,
  title,
  hint: '',
  canonical: [],
  required: true,
  requires,
  compose: [],
  tables,
});

export const sampleProfile: Profile = profileShape.parse({
  id: 'sample',
  version: '1',
  name: '部门整体支出绩效自评报告（样例）',
  region: '样例',
  level: '县级',
  titlePattern: '{{unit}}{{year}}年度部门整体支出绩效自评报告',
  moneyUnit: '万元',
  decimals: { money: 2, percent: 2, score: 2 },
  executionBase: 'full_year',
  thresholds: { lowExecution: 0.9, largeAdjustment: 0.3, overTarget: 1.3 },
  grades: [{ from: 90, grade: '优' }],
  scoring: SCORING,
  outline: [
    section('1', 1, '一', '部门概况'),
    section('1.1', 2, '（一）', '部门主要职责职能，组织架构、人员及资产等基本情况', ['staff'], ['duties']),
    section('1.5', 2, '二', '当年部门预算及执行情况', ['budget_execution'], ['budget_income_total']),
    section('2', 1, '二、', '部门整体支出绩效实现情况'),
    section('2.1', 2, '一', '履职完成情况', ['projects'], ['achievements']),
    section('2.3', 2, '二', '社会满意度及可持续性影响', [], ['satisfaction_rate']),
    section('4', 1, '三', '绩效自评结果拟应用和公开情况', [], ['disclosure_channel']),
  ],
  formHints: [],
  verify: [],
});

export const fact = (key: string, value: string, unit = '', more: Partial<StatedFact> = {}): StatedFact => ({
  key,
  period: PERIOD,
  scope: null,
  item: null,
  value,
  unit,
  qualifier: null,
  label: null,
  ...more,
});

export const figure = (
  key: string,
  value: string | FigureState,
  unit: string,
  scope: string | null = null,
): Figure => ({
  key,
  label: key,
  period: PERIOD,
  scope,
  state: typeof value === 'string' ? { is: 'computed', value: fromDecimal(value)! } : value,
  unit,
  decimals: 2,
  base: null,
  formula: '',
  inputs: [],
  source: '',
});

export const sampleFacts: StatedFact[] = [
  fact('unit_name', UNIT),
  fact('staff_quota', '16', '人'),
  fact('staff_in_post', '14', '人'),
  fact('staff_contract', '23', '人'),
  fact('staff_total', '37', '人'),
  fact('staff_in_post', '5', '人', { scope: '企业服务中心' }),
  fact('staff_contract', '8', '人', { scope: '企业服务中心' }),
  fact('staff_total', '13', '名', { scope: '企业服务中心' }),
  fact('budget_income_total', '7910', '万元'),
  fact('budget_income_fiscal', '3250', '万元'),
  fact('budget_income_other', '4660', '万元'),
  fact('budget_expenditure_total', '7910', '万元'),
  fact('budget_expenditure_basic', '1128.6', '万元'),
  fact('budget_expenditure_project', '6781.4', '万元'),
  fact('budget_adjusted_total', '180000000', '元'),
  fact('final_income_total', '17847.37', '万元'),
  fact('final_expenditure_total', '1.784737', '亿元'),
  fact('final_expenditure_total', '6000', '万元', { period: PERIOD - 1, qualifier: '余' }),
  fact('projects_total', '18', '个'),
  fact('projects_completed', '12', '个'),
  fact('projects_ongoing', '3', '个'),
  fact('projects_preparing', '3', '个'),
  fact('satisfaction_target', '95', '%', { qualifier: '以上' }),
];

export const sampleFigures: Figure[] = [
  { ...figure('execution_rate_full_year', '1', '%'), state: { is: 'computed', value: exact(1784737n, 18000n) } },
  { ...figure('project_completion_rate', '1', '%'), state: { is: 'computed', value: exact(200n, 3n) } },
];

const runs = (...parts: (string | Run)[]): Run[] => parts.map((p) => (typeof p === 'string' ? { t: p } : p));
const by = (t: string, key: string): Run => ({ t, by: { kind: 'fact', key, period: PERIOD, scope: null, item: null } });
const gap = (what: string, key: string): Run => ({ t: `【待补：${what}】`, by: { kind: 'missing', key } });
export const para = (style: Paragraph['style'], ...parts: (string | Run)[]): Paragraph => ({
  style,
  runs: runs(...parts),
  origin: 'embedded',
});

const DUTIES = [
  '认真贯彻上级政策、法律、法规，尤其是落实好相关优惠政策。',
  '依照法律和政策赋予的权限，制定和发布园区行政管理的制度和规定，并组织实施。',
  '负责对入园企业进行登记，并代办企业各项申报手续，实行“一条龙”服务。',
  '利用多种形式、多种渠道获取政策、市场、产业等多方面的信息，为园区企业和投资者提供优质的咨询服务，并适时调整园区产业结构。',
];

const ACHIEVEMENTS = [
  runs(
    '一是聚力项目建设，全力推动产业转型。列入全区重点项目推进计划的项目有',
    by('18个', 'projects_total'),
    '，其中',
    by('12个', 'projects_completed'),
    '已完工投产，完工率',
    { t: '66.67%', by: { kind: 'figure', key: 'project_completion_rate', scope: null } } as Run,
    '；另有3个项目按进度计划顺利推进，3个项目在办理前期报建手续。',
  ),
  runs(
    '二是建设平安园区，推动市域社会治理。开展“多合一”场所专项排查整治，共排查700余家门店，张贴海报30余张，发放宣传资料200余份，排查出50余处隐患，上传11家个体商户，并完成5场消防演练，5场安全生产知识培训，储备200余件物资。',
  ),
  runs(
    '三是提升建管水平，优化城市品质。对主干道路进行综合环境整治提升，坑洼路面铺设沥青1500平方米，施划车辆停泊位120余个，铲除垃圾广告3000余处，拆除破旧条幅、广告牌180余块，与商户签订门前“三包”责任书320户，使区内面貌焕然一新。',
  ),
];

export const sampleSections = [
  {
    section: '1.1',
    paragraphs: [
      para('heading', '1.主要职能'),
      ...DUTIES.map((d, i) => para('item', `（${i + 1}）${d}`)),
      para('heading', '2.人员情况'),
      para(
        'body',
        '管委会在编人数',
        by('14人', 'staff_in_post'),
        '，聘用人员及后勤人员合计',
        by('23人', 'staff_contract'),
        '，年末实有人数共',
        by('37人', 'staff_total'),
        '。',
      ),
      para('heading', '3.资产情况'),
      para('body', '截至年末，固定资产原值', gap('固定资产原值', 'fixed_assets_gross'), '。'),
    ],
  },
  {
    section: '1.5',
    paragraphs: [
      para('heading', '1.收入支出预算安排情况'),
      para(
        'body',
        '2022年收入预算总额为',
        by('7910万元', 'budget_income_total'),
        '，其中：财政拨款收入',
        by('3250万元', 'budget_income_fiscal'),
        '，其他收入',
        by('4660万元', 'budget_income_other'),
        '。',
      ),
      para('heading', '2.收入支出预算执行情况'),
      para('body', '2022年支出决算数为', by('17847.37万元', 'final_expenditure_total'), '，为全年预算数的99.15%。'),
    ],
  },
  {
    section: '2.1',
    paragraphs: ACHIEVEMENTS.map((r) => ({ style: 'body' as const, runs: r, origin: 'embedded' as const })),
  },
  {
    section: '2.3',
    paragraphs: [para('body', '服务对象满意度目标为95%以上，实际', gap('满意度实际值', 'satisfaction_rate'), '。')],
  },
];

export const sampleInput = (more: Partial<TreeInput> = {}): TreeInput => ({
  profile: sampleProfile,
  unitName: UNIT,
  period: PERIOD,
  sections: sampleSections,
  book: factBook(sampleFacts, PERIOD),
  figures: sampleFigures,
  ...more,
});
