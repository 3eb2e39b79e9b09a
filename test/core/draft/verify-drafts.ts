// Good drafts with their facts, in the styles of published self-evaluations; offices and figures are invented. Data only.

import type { Evidence, StatedFigure } from '../../../src/core/draft/verify.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { div, exact, fromDecimal, mul, sub } from '../../../src/core/number/exact.ts';

export interface Draft {
  name: string;
  text: string;
  evidence: Evidence;
  /** Other ways to say the same: [in the text, instead]. Each stays backed. */
  rephrased: readonly (readonly [string, string])[];
  /** Changes the automatic mutations do not make: [in the text, instead]. Each must be caught. */
  wrong: readonly (readonly [string, string])[];
}

type Extra = Partial<Pick<StatedFact, 'scope' | 'item' | 'label' | 'qualifier' | 'quote' | 'period'>>;
const d = (s: string) => fromDecimal(s)!;
const of = (period: number) => ({
  f: (key: string, value: string, unit: string, extra: Extra = {}): StatedFact => ({
    key,
    period,
    scope: null,
    item: null,
    label: null,
    qualifier: null,
    value,
    unit,
    ...extra,
  }),
  pct: (
    key: string,
    a: string,
    b: string,
    label: string,
    base: string | null,
    scope: string | null = null,
  ): StatedFigure => ({
    key,
    value: mul(div(d(a), d(b))!, exact(100n)),
    unit: '%',
    scope,
    period,
    base,
    label,
  }),
  diff: (key: string, a: string, b: string, unit: string, label: string): StatedFigure => ({
    key,
    value: sub(d(a), d(b)),
    unit,
    scope: null,
    period,
    base: null,
    label,
  }),
});

const park = (): Draft => {
  const { f, pct, diff } = of(2023);
  return {
    name: 'an industrial park, budget and final accounts with last year beside them',
    text: `2023年，映山区数字产业园管理委员会收入预算总额为6420.5万元，较上年预算安排增加1215.3万元；其中：财政拨款收入2980.5万元，较上年预算安排减少120万元；其他收入3440万元，较上年预算安排增加1335.3万元。2023年支出预算总额为6420.5万元，其中：基本支出1036.8万元，占16.15%；项目支出5383.7万元，占83.85%。
年中追加2800.46万元、追减102.5万元，全年预算数为9118.46万元。2023年收入决算数为9118.46万元；2023年支出决算数为9100.2万元，为全年预算数的99.80%，为年初预算数的141.74%。
管委会本级在编人数17人，聘用人员26人，年末实有人数共43人。企业服务中心在编人数6人，聘用人员9人，年末实有人数共15人。人才服务所在编人数4人，聘用人员3人，年末实有人数共7人。
2022年支出决算数为8012.33万元，2023年支出决算数较上年增加1087.87万元，增长13.58%。
截至2023年末，固定资产原值1642.85万元，净值903.17万元，其中在用1598.4万元，闲置44.45万元；公务用车保有量2辆。
2023年度“三公”经费预算36.8万元，实际支出31.05万元，较上年减少1.72万元，其中公务接待费6.82万元、公务用车运行维护费24.23万元。`,
    evidence: {
      unitName: '映山区数字产业园管理委员会',
      period: 2023,
      facts: [
        f('budget_income_total', '6420.5', '万元'),
        f('budget_income_prior_delta', '1215.3', '万元'),
        f('budget_income_fiscal', '2980.5', '万元'),
        f('budget_income_fiscal_prior_delta', '-120', '万元'),
        f('budget_income_other', '3440', '万元'),
        f('budget_income_other_prior_delta', '1335.3', '万元'),
        f('budget_expenditure_total', '6420.5', '万元'),
        f('budget_expenditure_basic', '1036.8', '万元'),
        f('budget_expenditure_project', '5383.7', '万元'),
        f('budget_adjustment_add', '2800.46', '万元'),
        f('budget_adjustment_reduce', '102.5', '万元'),
        f('budget_adjusted_total', '9118.46', '万元'),
        f('final_income_total', '9118.46', '万元'),
        f('final_expenditure_total', '9100.2', '万元'),
        f('final_expenditure_total', '8012.33', '万元', { period: 2022 }),
        f('staff_in_post', '17', '人', { scope: '管委会' }),
        f('staff_contract', '26', '人', { scope: '管委会' }),
        f('staff_total', '43', '人', { scope: '管委会' }),
        f('staff_in_post', '6', '人', { scope: '企业服务中心' }),
        f('staff_contract', '9', '人', { scope: '企业服务中心' }),
        f('staff_total', '15', '人', { scope: '企业服务中心' }),
        f('staff_in_post', '4', '人', { scope: '人才服务所' }),
        f('staff_contract', '3', '人', { scope: '人才服务所' }),
        f('staff_total', '7', '人', { scope: '人才服务所' }),
        f('fixed_assets_gross', '1642.85', '万元'),
        f('fixed_assets_net', '903.17', '万元'),
        f('fixed_assets_in_use', '1598.4', '万元'),
        f('fixed_assets_idle', '44.45', '万元'),
        f('vehicles_count', '2', '辆'),
        f('three_public_budget', '36.8', '万元'),
        f('three_public_actual', '31.05', '万元'),
        f('three_public_actual', '32.77', '万元', { period: 2022 }),
        f('three_public_reception_actual', '6.82', '万元'),
        f('three_public_car_running_actual', '24.23', '万元'),
      ],
      figures: [
        pct('share_basic_budget', '1036.8', '6420.5', '基本支出占支出预算的比重', '支出预算总额'),
        pct('share_project_budget', '5383.7', '6420.5', '项目支出占支出预算的比重', '支出预算总额'),
        pct('execution_rate_full_year', '9100.2', '9118.46', '预算执行率', '全年预算数'),
        pct('execution_rate_initial', '9100.2', '6420.5', '预算执行率', '年初预算数'),
        diff('final_expenditure_change', '9100.2', '8012.33', '万元', '支出决算较上年增减额'),
        pct('final_expenditure_change_rate', '1087.87', '8012.33', '支出决算较上年增减率', '上年支出决算数'),
        diff('three_public_change', '31.05', '32.77', '万元', '“三公”经费较上年增减额'),
      ],
      terms: ['映山区数字产业园管理委员会', '企业服务中心', '人才服务所'],
    },
    rephrased: [
      ['6420.5万元，较上年预算安排增加1215.3', '64205000元，较上年预算安排增加1215.3'],
      ['全年预算数为9118.46万元', '全年预算数为0.91亿元'],
      ['支出决算数为9100.2万元，为', '支出决算数为九千一百点二万元，为'],
      ['99.80%', '99.8%'],
      ['141.74%', '141.7%'],
      ['141.74%', '百分之一百四十一点七四'],
      ['在编人数17人', '在编人数十七人'],
      ['在编人数17人', '在编人数17名'],
      ['较上年增加1087.87万元', '较2022年增加1087.87万元'],
      ['较上年增加1087.87万元', '较上年增加约1088万元'],
      ['原值1642.85万元', '原值约1643万元'],
      ['原值1642.85万元', '原值1642.9万元'],
      ['收入决算数为9118.46万元', '收入决算数为9,118.46万元'],
      ['收入决算数为9118.46万元', '收入决算数为９１１８．４６万元'],
      ['公务用车保有量2辆', '公务用车保有量两辆'],
      ['年末实有人数共43人', '年末实有人数共40余人'],
    ],
    wrong: [
      ['收入预算总额为6420.5', '收入决算数为6420.5'],
      ['在用1598.4万元，闲置44.45万元', '在用44.45万元，闲置1598.4万元'],
      ['为全年预算数的99.80%，为年初预算数的141.74%', '为全年预算数的141.74%，为年初预算数的99.80%'],
      ['基本支出1036.8万元，占16.15%', '基本支出1036.8万元，占99.80%'],
      ['固定资产原值1642.85万元', '固定资产原值1642.85万元，房屋面积3260平方米'],
    ],
  };
};

const market = (): Draft => {
  const { f, pct } = of(2022);
  return {
    name: 'a county bureau, achievements as passages',
    text: `岚溪县市场监督管理局按照《关于做好2022年度预算绩效自评工作的通知》（岚财绩〔2023〕6号）要求开展自评。
一、部门概况
（一）机构设置。内设股室12个，下设3个二级机构。
（二）人员编制。核定编制128名，2022年末在职人员119人，退休人员46人，临时聘用人员11人。
二、履职情况
一是服务市场主体。全年新登记市场主体4316户，其中企业1102户，“一日办结”率97%。
二是守牢安全底线。完成食品抽检1860批次，检查特种设备使用单位420余家，整改隐患267处；立案查处各类案件192件，结案183件，罚没入库316.8万元。
三是维护消费者权益。受理投诉举报2745件，为消费者挽回损失约83万元，投诉量比上年下降两成。
四是推动提质增效。县域实体市场主体突破2.6万户，纳税额同比增长6.8%，培训执法人员380人次，覆盖12个乡镇。
三、满意度
年初设定服务对象满意度目标90%以上，第三方访问企业和群众600户，综合满意度93.6%。
自评得分94.5分，评价等级为“优”。调整后预算数2787.55万元，全年实际支出2745.19万元，预算执行率98.48%。
自评结果于2023年9月底前在县政府门户网站公开。`,
    evidence: {
      unitName: '岚溪县市场监督管理局',
      period: 2022,
      facts: [
        f('internal_departments', '12', '个'),
        f('subordinate_units', '3', '个'),
        f('staff_quota', '128', '人'),
        f('staff_in_post', '119', '人'),
        f('staff_retired', '46', '人'),
        f('staff_contract', '11', '人'),
        f('achievements', '服务市场主体。全年新登记市场主体4316户，其中企业1102户，“一日办结”率97%。', '', {
          item: '1',
        }),
        f('passage_figure', '4316', '户', { item: '1.1', label: '全年新登记市场主体' }),
        f('passage_figure', '1102', '户', { item: '1.2', label: '新登记市场主体其中企业' }),
        f('passage_figure', '97', '%', { item: '1.3', label: '“一日办结”率' }),
        f('passage_figure', '1860', '批次', { item: '2.1', label: '完成食品抽检' }),
        f('passage_figure', '420', '家', { item: '2.2', label: '检查特种设备使用单位', qualifier: '余' }),
        f('passage_figure', '267', '处', { item: '2.3', label: '整改隐患' }),
        f('passage_figure', '192', '件', { item: '2.4', label: '立案查处各类案件' }),
        f('passage_figure', '183', '件', { item: '2.5', label: '结案' }),
        f('passage_figure', '316.8', '万元', { item: '2.6', label: '罚没入库' }),
        f('achievements', '维护消费者权益。受理投诉举报2745件，为消费者挽回损失约83万元，投诉量比上年下降两成。', '', {
          item: '3',
        }),
        f('passage_figure', '2.6', '万户', { item: '4.1', label: '县域实体市场主体', qualifier: '突破' }),
        f('passage_figure', '6.8', '%', { item: '4.2', label: '纳税额同比增长', quote: '纳税额同比增长6.8%' }),
        f('passage_figure', '380', '人次', { item: '4.3', label: '培训执法人员' }),
        f('passage_figure', '12', '个', { item: '4.4', label: '覆盖乡镇' }),
        f('satisfaction_target', '90', '%', { qualifier: '以上' }),
        f('satisfaction_rate', '93.6', '%'),
        f('satisfaction_sample', '600', '户', { label: '第三方访问企业和群众' }),
        f('self_score', '94.5', '分'),
        f('budget_adjusted_total', '2787.55', '万元'),
        f('final_expenditure_total', '2745.19', '万元'),
        f('disclosure_date', '2023年9月底前', ''),
      ],
      figures: [pct('execution_rate_full_year', '2745.19', '2787.55', '预算执行率', '全年预算数')],
      terms: ['岚溪县市场监督管理局', '《关于做好2022年度预算绩效自评工作的通知》', '岚财绩〔2023〕6号', '一日办结'],
    },
    rephrased: [
      ['内设股室12个', '内设股室十二个'],
      ['整改隐患267处', '整改隐患260余处'],
      ['新登记市场主体4316户', '新登记市场主体4300多户'],
      ['罚没入库316.8万元', '罚没入库3168000元'],
      ['罚没入库316.8万元', '罚没入库逾316万元'],
      ['约83万元', '83万元左右'],
      ['下降两成', '下降20%'],
      ['突破2.6万户', '逾2.6万户'],
      ['综合满意度93.6%', '综合满意度百分之九十三点六'],
      ['98.48%', '98.5%'],
      ['培训执法人员380人次', '培训执法人员近400人次'],
      ['目标90%以上', '目标不低于90%'],
      ['2745.19万元，预算', '2，745.19万元，预算'],
    ],
    wrong: [
      ['岚财绩〔2023〕6号', '岚财绩〔2023〕8号'],
      ['《关于做好2022年度预算绩效自评工作的通知》', '《关于开展2022年度绩效评价的通知》'],
      ['2023年9月底前', '2023年6月底前'],
      ['整改隐患267处；', '整改隐患267处，取缔无证摊点35处；'],
      ['“一日办结”', '“三日办结”'],
      ['自评得分94.5分', '自评得分九十八分'],
      ['结案183件', '结案192件'],
    ],
  };
};

const town = (): Draft => {
  const { f, pct, diff } = of(2024);
  return {
    name: 'projects, indicators and a Markdown table',
    text: `# 柏墅区绿化和市容管理局2024年度部门整体支出绩效自评报告
## 一、预算执行情况
单位：万元

| 项目 | 年初预算数 | 全年预算数 | 决算数 | 执行率(%) | 上年决算数 | 增减额 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| 支出合计 | 37600.00 | 39900.12 | 39549.71 | 99.12 | 41435.91 | -1886.20 |
| 其中：基本支出 | 5980.00 | 6180.50 | 6120.84 | 99.03 | 6001.20 | 119.64 |
| 项目支出 | 31620.00 | 33719.62 | 33428.87 | 99.14 | 35434.71 | -2005.84 |

## 二、项目情况
行道树补植项目预算860万元，执行645万元，预算执行率75%。垃圾分类驿站改造项目预算1250.5万元，执行1238.4万元。
2024年共实施重点项目18个，其中12个项目已完工，占66.67%，3个项目正在实施，3个项目处于前期准备阶段。
垃圾分类达标率目标95%，实际完成96.2%，比上年提高1.4个百分点。
因公出国（境）支出2024年未发生。公务接待批次15批次，接待126人次。人均公用经费2.65万元。
2024年支出决算数39549.71万元，比2023年减少1886.2万元，下降4.55%。`,
    evidence: {
      unitName: '柏墅区绿化和市容管理局',
      period: 2024,
      facts: [
        f('budget_expenditure_total', '37600', '万元'),
        f('budget_adjusted_total', '39900.12', '万元'),
        f('final_expenditure_total', '39549.71', '万元'),
        f('final_expenditure_total', '41435.91', '万元', { period: 2023 }),
        f('budget_expenditure_basic', '5980', '万元'),
        f('budget_adjusted_basic', '6180.5', '万元'),
        f('final_expenditure_basic', '6120.84', '万元'),
        f('final_expenditure_basic', '6001.2', '万元', { period: 2023 }),
        f('budget_expenditure_project', '31620', '万元'),
        f('budget_adjusted_project', '33719.62', '万元'),
        f('final_expenditure_project', '33428.87', '万元'),
        f('final_expenditure_project', '35434.71', '万元', { period: 2023 }),
        f('project_budget', '860', '万元', { scope: '行道树补植项目' }),
        f('project_executed', '645', '万元', { scope: '行道树补植项目' }),
        f('project_budget', '1250.5', '万元', { scope: '垃圾分类驿站改造项目' }),
        f('project_executed', '1238.4', '万元', { scope: '垃圾分类驿站改造项目' }),
        f('projects_total', '18', '个'),
        f('projects_completed', '12', '个'),
        f('projects_ongoing', '3', '个'),
        f('projects_preparing', '3', '个'),
        f('indicator_target', '95%', '', { scope: '垃圾分类达标率' }),
        f('indicator_actual', '96.2%', '', { scope: '垃圾分类达标率' }),
        f('three_public_reception_batches', '15', '批次'),
        f('three_public_reception_persons', '126', '人次'),
      ],
      figures: [
        pct('execution_rate_full_year', '39549.71', '39900.12', '预算执行率', '全年预算数'),
        pct('execution_rate_basic', '6120.84', '6180.5', '基本支出预算执行率', '基本支出全年预算数'),
        pct('execution_rate_project', '33428.87', '33719.62', '项目支出预算执行率', '项目支出全年预算数'),
        diff('final_expenditure_change', '39549.71', '41435.91', '万元', '支出决算较上年增减额'),
        diff('final_expenditure_basic_change', '6120.84', '6001.2', '万元', '基本支出决算较上年增减额'),
        diff('final_expenditure_project_change', '33428.87', '35434.71', '万元', '项目支出决算较上年增减额'),
        pct('final_expenditure_change_rate', '-1886.2', '41435.91', '支出决算较上年增减率', '上年支出决算数'),
        pct('project_completion_rate', '12', '18', '项目完工率', '重点项目数'),
        { ...pct('project_execution_rate', '645', '860', '项目预算执行率', '项目预算数'), scope: '行道树补植项目' },
        { ...diff('indicator_change', '96.2', '94.8', '百分点', '垃圾分类达标率较上年变动'), scope: '垃圾分类达标率' },
        {
          key: 'public_per_capita',
          value: d('2.65'),
          unit: '万元',
          scope: null,
          period: 2024,
          base: null,
          label: '人均公用经费',
        },
      ],
      terms: ['柏墅区绿化和市容管理局'],
    },
    rephrased: [
      ['占66.67%', '占近七成'],
      ['占66.67%', '占三分之二'],
      ['占66.67%', '占67%'],
      ['重点项目18个', '重点项目十八个'],
      ['执行645万元', '执行6450000元'],
      ['| 99.12 |', '| 99.1 |'],
      ['| 41435.91 |', '| 41,435.91 |'],
      ['2024年支出决算数39549.71万元', '2024年支出决算数3.95亿元'],
      ['下降4.55%', '下降4.6%'],
      ['2.65万元', '26500元'],
      ['比2023年减少', '比上年减少'],
    ],
    wrong: [
      ['| 5980.00 |', '| 31620.00 |'],
      ['12个项目已完工', '18个项目已完工'],
      ['重点项目18个', '重点项目12个'],
      ['提高1.4个百分点', '提高1.4%'],
      ['-1886.20', '1886.20'],
      ['执行1238.4万元', '执行645万元'],
    ],
  };
};

export const DRAFTS: readonly Draft[] = [park(), market(), town()];
