// Sentences and small tables to facts: the words of reports, as a table of cases.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { readDocument } from '../../../src/core/text/read.ts';

/** `key[@period][#scope] value unit[ qualifier]` of every candidate but the frame (name, year) and passages. */
function facts(body: string, title = '清河县示例局2023年度部门整体支出绩效自评报告'): string[] {
  const source = `${title}\n${body}`;
  const { candidates } = extractFacts(readDocument(source));
  for (const c of candidates) expect(c.quote).toBe(source.slice(c.start, c.end));
  return candidates
    .filter(
      (c) =>
        c.item === null &&
        !/^(?:unit_name|unit_short_name|report_year|unit_rank|parent_government|unit_nature)$/.test(c.key),
    )
    .map(
      (c) =>
        `${c.key}${c.period === 2023 ? '' : `@${c.period}`}${c.scope ? `#${c.scope}` : ''} ${c.value}${c.unit}${c.qualifier ? ` ${c.qualifier}` : ''}`,
    );
}

const has = (body: string, ...wanted: string[]) => expect(facts(body)).toEqual(expect.arrayContaining(wanted));

describe('money', () => {
  it.each<[string, string[]]>([
    [
      '2023年收入预算总额为300.5万元，较上年减少20万元。',
      ['budget_income_total 300.5万元', 'budget_income_prior_delta -20万元'],
    ],
    ['1.2023年收入决算数为88.20万元。', ['final_income_total 88.20万元']],
    ['年初预算收支均为90万元。', ['budget_income_total 90万元', 'budget_expenditure_total 90万元']],
    [
      '年初预算数80万元，年中追加12万元，追减2万元，调整后预算数90万元，执行数88万元，执行率97.78%。',
      [
        'budget_expenditure_total 80万元',
        'budget_adjustment_add 12万元',
        'budget_adjustment_reduce 2万元',
        'budget_adjusted_total 90万元',
        'final_expenditure_total 88万元',
        'execution_rate 97.78%',
      ],
    ],
    [
      '本年支出合计1,002,003.40元（上年900,000.00元），其中：基本支出600,000.00元。',
      [
        'final_expenditure_total 1002003.40元',
        'final_expenditure_total@2022 900000.00元',
        'final_expenditure_basic 600000.00元',
      ],
    ],
    [
      '支出预算200万元，其中基本支出120万元、项目支出80万元；决算支出190万元，其中基本支出115万元、项目支出75万元。',
      ['budget_expenditure_basic 120万元', 'final_expenditure_basic 115万元', 'final_expenditure_project 75万元'],
    ],
    [
      '2023年“三公”经费预算5万元，实际支出3.2万元，2022年实际支出4万元，同比减少0.8万元。',
      ['three_public_budget 5万元', 'three_public_actual 3.2万元', 'three_public_actual@2022 4万元'],
    ],
    ['“三公”经费支出比年初预算10万元节约1万元。', ['three_public_budget 10万元']],
    ['全年政府采购预算100万元，实际执行96万元。', ['procurement_budget 100万元', 'procurement_actual 96万元']],
    ['年初结转和结余3万元，年末结转和结余2万元。', ['carryover_begin 3万元', 'carryover_end 2万元']],
    ['固定资产原值约三千二百万元。', ['fixed_assets_gross 3200万元 约']],
    [
      '固定资产原值1.05亿元，净值8,000万元，其中在用1亿元，闲置500万元。',
      ['fixed_assets_gross 1.05亿元', 'fixed_assets_net 8000万元', 'fixed_assets_idle 500万元'],
    ],
    ['全年支出决算为十万零一千元。', ['final_expenditure_total 101000元']],
    ['“三公”经费支出一百二十万元，预算两千零十万元。', ['three_public_actual 120万元', 'three_public_budget 2010万元']],
    [
      '本年收入合计60万元，全部为一般公共预算财政拨款收入。',
      ['final_income_total 60万元', 'final_income_fiscal 60万元'],
    ],
    ['本单位全年无“三公”经费支出，无结转结余资金。本年收入合计1万元。', ['carryover_end 0万元 无']],
    ['财政拨款收入30万元，较上年预算安排一致；收入预算总额30万元。', ['budget_income_fiscal_prior_delta 0万元']],
  ])('%s', (body, wanted) => {
    has(body, ...wanted);
  });

  it.each([
    ['a project’s money', '道路改造项目年初预算600万元，调整后预算480万元，决算480万元，预算执行率100%。'],
    ['somebody else’s money', '辖区企业实现营业收入38亿元，税收2亿元；县城投公司承担工程投资4,900万元。'],
    ['a class of expenditure', '社会保障和就业支出年初预算为12万元，支出决算为11万元，完成年初预算的91%。'],
    ['changes against last year', '与2022年相比，减少90.12万元，下降8.0%。'],
    ['town revenue', '全乡实现财政总收入3,150万元，固定资产投资1.9亿元。'],
    ['a definition', '年末结转和结余：指本年度未执行完毕的12万元资金。'],
    ['an order', '请将“三公”经费决算数登记为0万元。'],
    ['an empty slot', '收入决算数为   万元，预算执行率   %。'],
  ])('%s is no fact of the unit', (_name, body) => {
    expect(facts(body).filter((f) => !/^(?:project_|indicator_)/.test(f))).toEqual([]);
  });

  it('gives a named project its own budget and execution', () => {
    has(
      '道路改造项目年初预算600万元，执行480万元，项目执行率80%。',
      'project_budget#道路改造项目 600万元',
      'project_executed#道路改造项目 480万元',
    );
  });

  it('never takes people for money, nor a quota’s kinds for the quota', () => {
    expect(facts('核定编制30名，其中行政编制10名、事业编制20名；年末在职28人。')).toEqual([
      'staff_quota 30人',
      'staff_quota_admin 10人',
      'staff_quota_career 20人',
      'staff_in_post 28人',
    ]);
  });

  it('reads nothing from a number with an unreadable digit', () => {
    expect(facts('政府采购预算2■6.00万元，退休人员3?人。')).toEqual([]);
  });
});

describe('staff and organisation', () => {
  it.each<[string, string[]]>([
    [
      '在编人数14人，聘用人员及后勤人员合计23人，年末实有人数共37人。',
      ['staff_in_post 14人', 'staff_contract 23人', 'staff_total 37人'],
    ],
    ['企业服务中心在编人数5人，聘用人员8人。', ['staff_in_post#企业服务中心 5人', 'staff_contract#企业服务中心 8人']],
    [
      '年末在职79人（局机关18人，下属站所61人），离退休64人。',
      ['staff_in_post 79人', 'staff_in_post#局机关 18人', 'staff_retired 64人'],
    ],
    [
      '核定编制二十六名，退休30余人，聘用专职网格员等约45人。',
      ['staff_quota 26人', 'staff_retired 30人 余', 'staff_contract 45人 约'],
    ],
    ['年末在职人员21人，上年23人，减少2人。', ['staff_in_post 21人', 'staff_in_post@2022 23人']],
    ['内设5个职能科室，下设公益一类事业单位2个。', ['internal_departments 5个', 'subordinate_units 2个']],
    [
      '内设综合科、财务科和业务科；所属单位为县文化馆、县图书馆。',
      ['internal_departments 3个 列举', 'subordinate_units 2个 列举'],
    ],
    ['无下属单位，无编外聘用人员。', ['subordinate_units 0个 无', 'staff_contract 0人 无']],
  ])('%s', (body, wanted) => {
    has(body, ...wanted);
  });
});

describe('projects, satisfaction, score', () => {
  it.each<[string, string[]]>([
    [
      '列入年度计划的项目有9个，其中7个项目已竣工，1个项目正在施工，1个项目正办理前期手续。',
      ['projects_total 9个', 'projects_completed 7个', 'projects_ongoing 1个', 'projects_preparing 1个'],
    ],
    ['对整体支出和23个项目开展自评。', ['projects_total 23个']],
    ['服务对象满意度目标≥90%，实际满意度93.6%。', ['satisfaction_target 90% 以上', 'satisfaction_rate 93.6%']],
    ['群众满意度测评结果为93%，达到年初设定的90%以上目标。', ['satisfaction_rate 93%', 'satisfaction_target 90% 以上']],
    [
      '发放问卷210份，回收有效问卷205份，企业满意度为96.59%。',
      ['satisfaction_rate 96.59%', 'satisfaction_sample 210份', 'satisfaction_valid 205份'],
    ],
    [
      '自评得分近93分，等级为“优”。2022年度自评得分88.7分。',
      ['self_score 93分 近', 'self_grade 优', 'self_score@2022 88.7分'],
    ],
  ])('%s', (body, wanted) => {
    has(body, ...wanted);
  });
  it('leaves signed contracts and graded projects alone', () => {
    expect(facts('新签约项目11个，其中亿元以上项目8个；评级为“优”的项目15个。')).toEqual([]);
  });
});

describe('tables', () => {
  it('reads a budget execution row under its header', () => {
    has(
      '单位：万元\n| 年度资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n| 年度资金总额 | 100.00 | 120.00 | 114.00 | 10 | 95.00% | 9.5 |\n| 总分 | | | | 100 | | 93.2 |',
      'budget_expenditure_total 100.00万元',
      'budget_adjusted_total 120.00万元',
      'final_expenditure_total 114.00万元',
      'execution_rate 95.00%',
      'self_score 93.2分',
    );
  });
  it('reads year columns', () => {
    has(
      '经费控制情况（万元）\t2022年决算数\t2023年预算数\t2023年决算数\n三公经费\t6.74\t7.00\t5.91',
      'three_public_actual@2022 6.74万元',
      'three_public_budget 7.00万元',
      'three_public_actual 5.91万元',
    );
  });
  it('reads one cell per line', () => {
    has(
      '人员编制\n\n34\n\n实有人数\n\n31\n\n年度支出情况（万元）\n\n机构名称\n\n支出合计\n\n基本支出\n\n示例中心\n\n846.15\n\n412.55',
      'staff_quota 34人',
      'staff_in_post 31人',
      'final_expenditure_total 846.15万元',
      'final_expenditure_basic 412.55万元',
    );
  });
  it('reads satisfaction from an indicator table, target and result', () => {
    has(
      '指标名称\t目标值\t完成值\t分值\t得分\n培训场次\t≥20场\t23场\t20\t20\n群众满意度\t≥92%\t95.6%\t10\t10',
      'satisfaction_target 92% 以上',
      'satisfaction_rate 95.6%',
    );
  });
});

describe('one candidate per slot', () => {
  it('keeps the first of two contradicting statements and tells of the other', () => {
    const x = extractFacts(
      readDocument(
        '清河县示例局2023年度部门整体支出绩效自评报告\n本年支出合计90万元。\n存在的问题\n本年支出合计95万元，与前文不符。',
      ),
    );
    const kept = x.candidates.filter((c) => c.key === 'final_expenditure_total');
    expect(kept.map((c) => [c.value, c.confidence])).toEqual([['90', 'medium']]);
    expect(x.conflicts.map((c) => c.candidates.map((y) => y.value))).toEqual([['90', '95']]);
  });
  it('says what the text is: kind, year, name', () => {
    expect(extractFacts(readDocument('清河县示例局2024年部门预算公开说明\n2024年收入预算总额为9万元。'))).toMatchObject(
      { kind: 'budget', period: 2024, unitName: '清河县示例局' },
    );
    expect(extractFacts(readDocument('清河县示例局2022年度部门决算\n本年收入合计9万元。'))).toMatchObject({
      kind: 'final-accounts',
      period: 2022,
    });
    expect(extractFacts(readDocument('今天天气很好。'))).toMatchObject({
      kind: 'other',
      period: null,
      unitName: null,
      candidates: [],
    });
    expect(extractFacts(readDocument(''))).toMatchObject({ candidates: [], tables: 0 });
  });
  it('believes the year it is told', () => {
    expect(
      extractFacts(readDocument('收入决算数为9万元。'), { period: 2021 }).candidates.find(
        (c) => c.key === 'final_income_total',
      )?.period,
    ).toBe(2021);
  });
});
