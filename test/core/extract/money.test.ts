// Sums in sentences: whose they are, of which stage and year, and which sums are nobody's.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { readDocument } from '../../../src/core/text/read.ts';

const MONEY = /^(?:budget|final|carryover|three_public|procurement|fixed|execution|agency|meeting|training)/;

/** `key[@year][#part] value unit[ qualifier]` of every sum and rate, in the order of the text. */
function sums(body: string, title = '清河县示例局2023年度部门整体支出绩效自评报告'): string[] {
  const { candidates } = extractFacts(readDocument(`${title}\n${body}`));
  return candidates
    .filter((c) => MONEY.test(c.key))
    .map(
      (c) =>
        `${c.key}${c.period === 2023 ? '' : `@${c.period}`}${c.scope ? `#${c.scope}` : ''} ${c.value}${c.unit}${c.qualifier ? ` ${c.qualifier}` : ''}`,
    );
}

describe('bare stages go on with what the sentence named', () => {
  it.each<[string, string[]]>([
    [
      '基本支出年初预算284万元，调整后预算301万元，实际支出300万元。',
      ['budget_expenditure_basic 284万元', 'budget_adjusted_basic 301万元', 'final_expenditure_basic 300万元'],
    ],
    ['收入年初预算数398万元，决算数437万元。', ['budget_income_total 398万元', 'final_income_total 437万元']],
    ['其他收入年初未安排预算，决算数69万元。', ['final_income_other 69万元']],
    [
      '基本支出预算50万元，项目支出预算30万元，实际支出78万元。',
      ['budget_expenditure_basic 50万元', 'budget_expenditure_project 30万元', 'final_expenditure_total 78万元'],
    ],
    ['机关运行经费年初预算为11万元，支出决算为10万元。', ['agency_running_cost 10万元']],
  ])('%s', (text, wanted) => expect(sums(text)).toEqual(wanted));
});

describe('a sum that is not the office’s is no fact', () => {
  it.each([
    '教育支出580万元，其中：基本支出500万元、项目支出80万元。',
    '1.农林水支出（类）水利（款）防汛（项）：支出决算为486.72万元，完成预算的90%。',
    '危桥改造项目年初预算600万元。',
    '人员类项目支出842万元，特定目标类项目支出526万元。',
    '县人民医院业务收入5.26亿元，同比增长7.4%。',
    '全镇完成财政总收入1.86亿元，其中税收收入1.52亿元。',
    '疫情防控物资采购1426.3万元。',
    '组织对9个项目开展绩效评价，全年预算数1145万元。',
    '人均公务接待费73元。',
    '本年支出合计800—900万元。',
  ])('%s', (text) => expect(sums(text).filter((s) => !s.startsWith('project') && !/#/.test(s))).toEqual([]));

  it('nor is anything of a region’s public purse', () => {
    const text =
      '全区一般公共预算总收入41万元，加上债务转贷收入1万元，调入预算稳定调节基金4万元，收入合计51万元，支出合计44万元，年终结余6万元，完成调整后预算的95.1%。其中税收收入20万元、非税收入5万元。';
    expect(sums(text, '2023年全区收支决算')).toEqual([]);
  });
});

describe('whose sum it is', () => {
  const LISTED = '所属单位2个：县卫生监督所、县疾病预防控制中心。\n';
  it.each<[string, string[]]>([
    [
      '1.局机关：收入12万元，支出11万元，其中基本支出8万元。',
      [
        'final_income_total#局机关 12万元',
        'final_expenditure_total#局机关 11万元',
        'final_expenditure_basic#局机关 8万元',
      ],
    ],
    ['2.县卫生监督所：支出5万元。', ['final_expenditure_total#县卫生监督所 5万元']],
    [
      '“三公”经费支出9万元。其中：局机关支出5万元，县疾控中心支出3万元，其余单位支出1万元。',
      ['three_public_actual 9万元', 'three_public_actual#局机关 5万元', 'three_public_actual#县疾控中心 3万元'],
    ],
  ])('%s', (text, wanted) => expect(sums(LISTED + text)).toEqual(wanted));
});

describe('stages, years and asides', () => {
  it.each<[string, string[]]>([
    ['财政拨款安排“三公”经费5.2万元。', ['three_public_budget 5.2万元']],
    ['“三公”经费财政拨款预算数9万元。', ['three_public_budget 9万元']],
    [
      '“三公”经费支出3.45万元，较上年3.60减少0.15万元。',
      ['three_public_actual 3.45万元', 'three_public_actual@2022 3.60万元'],
    ],
    [
      '“三公”经费支出26.8万元，控制在年初预算30万元以内，比2022年的28.35万元下降5.47%。',
      ['three_public_actual 26.8万元', 'three_public_budget 30万元 以下', 'three_public_actual@2022 28.35万元'],
    ],
    [
      '“三公”经费支出9.33万元（其中公务接待费0.83万元），较预算11万元节约1.67万元。',
      ['three_public_actual 9.33万元', 'three_public_reception_actual 0.83万元', 'three_public_budget 11万元'],
    ],
    ['年末结转58万元，比上年末结转的41万元增加17万元。', ['carryover_end 58万元', 'carryover_end@2022 41万元']],
    ['年初无结转结余，年末结转18万元。', ['carryover_begin 0万元 无', 'carryover_end 18万元']],
    ['截至2022年12月31日，固定资产原值3865万元。', ['fixed_assets_gross@2022 3865万元']],
    ['收入预算总额300万元，同比增加8.5万元。', ['budget_income_total 300万元', 'budget_income_prior_delta 8.5万元']],
    [
      '2023年全年支出906万元，预算执行率99.3%，其中一季度执行率22%。',
      ['final_expenditure_total 906万元', 'execution_rate 99.3%'],
    ],
  ])('%s', (text, wanted) => expect(sums(text)).toEqual(wanted));
});

describe('how sums are printed', () => {
  it.each<[string, string[]]>([
    ['本年支出合计1亿2000万元。', ['final_expenditure_total 12000万元']],
    ['本年支出合计860.25万。', ['final_expenditure_total 860.25万元']],
    ['本年支出合计人民币8602500元整。', ['final_expenditure_total 8602500元']],
    ['本年支出合计三百一十万零五千元。', ['final_expenditure_total 3105000元']],
    ['“三公”经费决算一百二万元。', ['three_public_actual 120万元']],
    ['“三公”经费决算一百零二万元。', ['three_public_actual 102万元']],
    ['本年支出合计两千零十万元。', ['final_expenditure_total 2010万元']],
    ['本年支出合计一亿零五十万元。', ['final_expenditure_total 10050万元']],
    [
      '2、本年收入合计1200万元；3、本年支出合计1150万元。',
      ['final_income_total 1200万元', 'final_expenditure_total 1150万元'],
    ],
    ['上年结转和结余12万元，年末结转和结余8.5万元。', ['carryover_begin 12万元', 'carryover_end 8.5万元']],
    ['在职人员126人，本年支出合计860万元，退休31人。', ['final_expenditure_total 860万元']],
    ['本年支出合计1,860.\n25万元。', ['final_expenditure_total 1860.25万元']],
    ['本年支出合计约860万元。', ['final_expenditure_total 860万元 约']],
  ])('%s', (text, wanted) => expect(sums(text)).toEqual(wanted));
});

describe('tables', () => {
  it.each<[string, string, string[]]>([
    [
      'rows under a spanning cell',
      '预算执行（万元） | 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |\n年度资金总额 | 642.8 | 701.36 | 688.47 | 98.16% |\n其中：当年财政拨款 | 630.8 | 668.14 | 655.25 | 98.07% |\n按支出性质 | 基本支出 | 402.8 | 428.9 | 428.9 | 100% |',
      [
        'budget_expenditure_total 642.8万元',
        'budget_adjusted_total 701.36万元',
        'final_expenditure_total 688.47万元',
        'execution_rate 98.16%',
        'budget_expenditure_basic 402.8万元',
        'budget_adjusted_basic 428.9万元',
        'final_expenditure_basic 428.9万元',
      ],
    ],
    [
      'a unit per column',
      '项目 | 年初预算数（万元） | 决算数（元） |\n本年支出合计 | 850.00 | 8,500,000.00 |\n基本支出 | 400.00 | 4,000,000.00 |',
      [
        'budget_expenditure_total 850.00万元',
        'final_expenditure_total 8500000.00元',
        'budget_expenditure_basic 400.00万元',
        'final_expenditure_basic 4000000.00元',
      ],
    ],
    [
      'line numbers and classes beside the sources',
      '项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |\n八、其他收入 | 8 | 12.50 | 八、卫生健康支出 | 38 | 118.20 |\n本年收入合计 | 27 | 1,298.87 | 本年支出合计 | 57 | 1,296.47 |\n年初结转和结余 | 29 | 3.20 | 年末结转和结余 | 59 | 5.60 |',
      [
        'final_income_other 12.50万元',
        'final_income_total 1298.87万元',
        'final_expenditure_total 1296.47万元',
        'carryover_begin 3.20万元',
        'carryover_end 5.60万元',
      ],
    ],
    [
      'a form about one project',
      '部门预算项目支出绩效自评表\n项目名称 | 设备购置 |\n预算执行 | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 |\n总额 | 2.00 | 3.36 | 3.36 | 100.00% |',
      [],
    ],
  ])('%s', (_name, text, wanted) => expect(sums(text)).toEqual(wanted));
});
