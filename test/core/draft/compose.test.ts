// Sections composed from facts and figures: nothing typed, nothing dropped, nothing unbacked.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FactBook, factBook } from '../../../src/core/book.ts';
import { carryForward } from '../../../src/core/carry.ts';
import { composeSection } from '../../../src/core/draft/compose.ts';
import { paragraphText, type SectionDraft, sectionText } from '../../../src/core/draft/section.ts';
import { termsOf } from '../../../src/core/draft/terms.ts';
import { verifyText } from '../../../src/core/draft/verify.ts';
import { passageFigures } from '../../../src/core/extract/passage.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { scanQuantities } from '../../../src/core/number/scan.ts';
import { statedFigures } from '../../../src/steps/facts-file.ts';
import { readAnswers } from '../../../src/steps/read-answers.ts';
import { cpuTime } from '../../cpu-time.ts';
import { PROFILES, profileNamed } from '../../profiles.ts';

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const profile = profileNamed('jiangxi-2022');
const sectionOf = (id: string) => profile.outline.find((s) => s.id === id)!;

type Loose = Partial<StatedFact> & { key: string; value: string };
const fact = (f: Loose): StatedFact => ({
  period: 2022,
  scope: null,
  item: null,
  unit: '',
  qualifier: null,
  label: null,
  ...f,
});
const money = (key: string, value: string, more: Partial<StatedFact> = {}) =>
  fact({ key, value, unit: '万元', ...more });
const count = (key: string, value: string, unit: string, more: Partial<StatedFact> = {}) =>
  fact({ key, value, unit, ...more });
/** A list key's passages with the figures inside them, as extraction and answers give them. */
const passages = (key: string, texts: string[], period = 2022): StatedFact[] =>
  texts.flatMap((value, i) => {
    const p = fact({ key, value, period, item: String(i + 1) });
    return [p, ...passageFigures(p)];
  });

function draftOf(id: string, facts: readonly StatedFact[], period = 2022): SectionDraft {
  const book = factBook(facts, period);
  return composeSection({ section: sectionOf(id), profile, book, figures: computeFigures(book, profile), prior: null });
}
const textOf = (id: string, facts: readonly StatedFact[], period = 2022): string =>
  sectionText(draftOf(id, facts, period).paragraphs);

const NAME = fact({ key: 'unit_name', value: '云河市数据中心' });
const BUDGET = [
  money('budget_income_total', '7910'),
  money('budget_income_prior_delta', '4660'),
  money('budget_income_fiscal', '3250'),
  money('budget_income_fiscal_prior_delta', '0'),
  money('budget_income_other', '4660'),
  money('budget_income_other_prior_delta', '4660'),
  money('budget_expenditure_total', '7910'),
  money('budget_expenditure_basic', '1128.6'),
  money('budget_expenditure_project', '6781.4'),
  money('final_income_total', '17847.37'),
  money('final_expenditure_total', '17847.37'),
  count('execution_rate', '100', '%'),
];

describe('budget and execution', () => {
  it('says change, sources and shares in ready phrases', () => {
    const text = textOf('1.5', [NAME, ...BUDGET]);
    expect(text).toContain('2022年，云河市数据中心收入预算总额为7910万元，较上年增加4660万元，增长143.38%。');
    expect(text).toContain('财政拨款收入3250万元（占41.09%），与上年持平');
    expect(text).toContain('其他收入4660万元（占58.91%），上年无此项，为本年新增。');
    expect(text).toContain('基本支出1128.6万元（占14.27%）；项目支出6781.4万元（占85.73%）。');
  });

  it('without the full-year budget states both amounts and their difference, asks for it, and repeats no rate', () => {
    const draft = draftOf('1.5', [NAME, ...BUDGET]);
    const text = sectionText(draft.paragraphs);
    expect(text).toContain('支出决算数为17847.37万元，支出年初预算数为7910万元，决算数较年初预算数增加9937.37万元');
    expect(text).toContain('【待补：全年（调整后）预算数】');
    expect(text).not.toContain('100%');
    expect(draft.missing).toContain('budget_adjusted_total');
  });

  it('with it goes from initial over adjustment and full year to final, with both rates', () => {
    const text = textOf('1.5', [
      NAME,
      ...BUDGET,
      money('budget_adjusted_total', '18000'),
      money('budget_adjustment_add', '10290'),
      money('budget_adjustment_reduce', '200'),
      fact({ key: 'budget_adjustment_reason', value: '中央专项资金3000万元于年中下达。' }),
    ]);
    expect(text).toContain(
      '支出年初预算数为7910万元，年中追加预算10290万元，年中追减预算200万元，全年（调整后）预算数为18000万元',
    );
    expect(text).toContain('调整的主要原因是中央专项资金3000万元于年中下达。');
    expect(text).toContain('全年支出决算数为17847.37万元，为全年预算数的99.15%，为年初预算数的225.63%');
    expect(text).not.toContain('待补');
  });

  it('compares with last year only as last year', () => {
    const text = textOf(
      '1.5',
      [
        NAME,
        ...BUDGET.map((f) => ({ ...f, period: 2022 })),
        money('budget_income_total', '8000', { period: 2023 }),
        money('budget_expenditure_total', '8000', { period: 2023 }),
        money('final_income_total', '9000', { period: 2023 }),
        money('final_expenditure_total', '9000', { period: 2023 }),
      ],
      2023,
    );
    expect(text).toContain('收入预算总额为8000万元，较上年增加90万元，增长1.14%');
    expect(text).toContain('较上年减少8847.37万元，下降49.57%');
    expect(text).not.toContain('2022');
    expect(text).not.toMatch(/3250|17847\.37/);
  });

  it('never prints an execution rate without its base in the same sentence, whatever facts are there', () => {
    const optional = [
      ...BUDGET,
      money('budget_adjusted_total', '18000'),
      money('budget_adjusted_basic', '1200'),
      money('budget_adjusted_project', '16800'),
      money('final_expenditure_basic', '1150'),
      money('final_expenditure_project', '16697.37'),
      money('three_public_budget', '10'),
      money('three_public_actual', '8'),
      fact({ key: 'low_execution_reason', value: '项目进度偏慢' }),
    ];
    fc.assert(
      fc.property(fc.subarray(optional), (facts) => {
        for (const s of profile.outline) {
          const draft = draftOf(s.id, facts);
          for (const p of draft.paragraphs)
            for (const sentence of paragraphText(p).split(/[。；]/))
              if (/执行率|完成率|执行进度/.test(sentence) && /\d%/.test(sentence))
                expect(sentence).toMatch(/(?:全年|年初)预算数的/);
          const text = sectionText(draft.paragraphs);
          if (!facts.some((f) => f.key === 'budget_adjusted_total')) expect(text).not.toMatch(/(?<!其)全年预算数的\d/);
          expect(text).not.toMatch(/(?<!预算数的)100%/);
          for (const p of draft.paragraphs)
            for (const r of p.runs)
              if (r.by?.kind === 'figure' && r.by.key.startsWith('execution_rate'))
                expect(paragraphText(p)).toMatch(/预算数的[\d.]+%/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('staff', () => {
  const STAFF = [
    NAME,
    ...(
      [
        [null, 14, 23, 37],
        ['管理服务中心', 5, 8, 13],
        ['人社所', 2, 5, 7],
      ] as const
    ).flatMap(([scope, a, b, c]) => [
      count('staff_in_post', String(a), '人', { scope }),
      count('staff_contract', String(b), '人', { scope }),
      count('staff_total', String(c), '人', { scope }),
    ]),
  ];

  it('has a sentence for the office and each part, and computed totals', () => {
    const text = textOf('1.1', STAFF);
    expect(text).toContain('云河市数据中心在编14人，聘用人员及后勤人员23人，年末实有37人。');
    expect(text).toContain('管理服务中心在编5人，聘用人员及后勤人员8人，年末实有13人。');
    expect(text).toContain('人社所在编2人，聘用人员及后勤人员5人，年末实有7人。');
    expect(text).toContain('全部门在职人数合计21人，编外聘用人数合计36人，年末实有人数合计57人。');
  });

  it('of an office without parts has no total to add up', () => {
    expect(
      textOf(
        '1.1',
        STAFF.filter((f) => f.scope === null),
      ),
    ).not.toContain('合计');
  });
});

describe('duties and organisation', () => {
  it('are numbered anew and carried over with residue and misspellings mended', () => {
    const text = textOf('1.1', [
      ...passages('duties', ['（1）认真贯彻上级政策。', '（2）承办 其它事项,并做好绩效管理;']),
      ...passages('organisation_text', [
        `云河市数据中心MERGEFIELD $\{page1.ds2}为市政府派出机构，内设3个部室：1、综合部；2、业务部；3、财务部。`,
      ]),
    ]);
    expect(text).toContain('（1）认真贯彻上级政策。\n（2）承办其他事项，并做好绩效管理。');
    expect(text).toContain('内设3个部室：综合部、业务部、财务部。');
    expect(text).not.toMatch(/MERGEFIELD|\$\{/);
  });

  it('of last year hold this year, without last year’s date', () => {
    const facts = carryForward([...passages('organisation_text', ['2022年末，中心内设3个部室。'])], 2023);
    const text = textOf('1.1', facts, 2023);
    expect(text).toContain('中心内设3个部室。');
    expect(text).not.toContain('2022');
  });
});

describe('goals', () => {
  it('never takes the purpose of evaluating for a target', () => {
    const draft = draftOf('1.3', [
      ...passages('performance_goal_text', ['通过绩效自评，掌握部门全年资金管理使用情况，分析存在的问题，总结经验。']),
      fact({ key: 'satisfaction_target', value: '95', unit: '%', qualifier: '以上' }),
    ]);
    const text = sectionText(draft.paragraphs);
    expect(text).toContain('【待补：年度整体支出绩效目标】');
    expect(text).toContain('服务对象满意度目标为95%以上。');
    expect(text).not.toContain('掌握');
    expect(draft.notes?.join()).toContain('自评目的');
  });

  it('lists the indicators with their targets', () => {
    const indicator = (scope: string, value: string, unit: string) =>
      fact({ key: 'indicator_target', scope, value, unit, qualifier: '不低于' });
    const text = textOf('1.3', [indicator('新增就业人数', '300', '人'), indicator('培训场次', '7', '场')]);
    expect(text).toContain('（1）新增就业人数：目标值不低于300人。\n（2）培训场次：目标值不低于7场。');
  });
});

describe('a carried sentence with an execution rate', () => {
  it('stays only where it says of what', () => {
    const draft = draftOf(
      '3.1',
      passages('problems', ['预算编制偏粗。预算执行率为85%。支出为全年预算数的90%，执行率90%。']),
    );
    expect(sectionText(draft.paragraphs)).toContain('预算编制偏粗。支出为全年预算数的90%，执行率90%。');
    expect(draft.notes?.join()).toContain('没有写明分母');
    const named = '机房改造项目预算4860万元，支出4832.15万元，执行率99.43%。';
    expect(textOf('2.1', passages('achievements', [named]))).toContain('执行率99.43%');
  });
});

describe('an indicator that is an execution rate', () => {
  it('is not printed without its base', () => {
    const facts = [fact({ key: 'indicator_actual', scope: '预算执行率', value: '98.6', unit: '%' })];
    const draft = draftOf('2.1', facts);
    expect(sectionText(draft.paragraphs)).not.toContain('98.6%');
    expect(draft.notes?.join()).toContain('预算执行率');
  });
});

describe('performance management', () => {
  it('is told in the unit’s own voice', () => {
    const text = textOf(
      '1.4',
      passages('self_evaluation_steps', [
        '成立绩效评价工作组，提请单位准备绩效评价相关材料。',
        '核查单位财务账簿。被评价单位应予配合。',
        '整理:分析相关资料，按续效评价要求给出各项指示评价结果。',
      ]),
    );
    expect(text).toContain('（1）成立绩效评价工作组，组织准备绩效评价相关材料。');
    expect(text).toContain('（2）核对本单位财务账簿。');
    expect(text).toContain('整理、分析相关资料，按绩效评价要求给出各项指标评价结果。');
    expect(text).not.toMatch(/提请单位|核查单位|被评价/);
  });
});

describe('achievements', () => {
  const ROADS = '提升建管水平。周边路面铺设沥青1500平米，施画车位120余个，发放手册约200余份，完工率67%。';

  it('keep wording, quantities and approximate words; misspellings go', () => {
    const text = textOf('2.1', passages('achievements', [ROADS, '着力改善民生。新增就业331人。']));
    expect(text).toContain(
      '一是提升建管水平。周边路面铺设沥青1500平方米，施划车位120余个，发放手册200余份，完工率67%。',
    );
    expect(text).toContain('二是着力改善民生。新增就业331人。');
  });

  it('follow a corrected figure', () => {
    const facts = passages('achievements', [ROADS]).map((f) =>
      f.key === 'passage_figure' && f.value === '120' ? { ...f, value: '135', qualifier: null } : f,
    );
    const text = textOf('2.1', facts);
    expect(text).toContain('施划车位135个');
    expect(text).toContain('铺设沥青1500平方米');
    const counted = facts.map((f) => (f.value === '135' ? { ...f, value: '120' } : f));
    expect(textOf('2.1', counted)).toContain('施划车位120个');
  });

  it('follow a correction of the named fact whose quote stands in them, and print our own completion rate', () => {
    const quote = '列入计划的项目有18个';
    const facts = [
      ...passages('achievements', [`聚力项目建设。${quote}，其中12个项目已完工，完工率67%。`]),
      count('projects_total', '18', '个', { quote }),
      count('projects_completed', '12', '个', { quote: '12个项目已完工' }),
    ];
    const text = textOf('2.1', facts);
    expect(text).toContain('有18个，其中12个项目已完工，完工率66.67%。');
    expect(text.match(/18个/g)).toHaveLength(1);
    const corrected = textOf(
      '2.1',
      facts.map((f) => (f.key === 'projects_total' ? { ...f, value: '20' } : f)),
    );
    expect(corrected).toContain('有20个，其中12个项目已完工，完工率60%。');
    expect(corrected).not.toContain('18个');
  });

  it('say projects in a sentence of their own where no passage does', () => {
    const text = textOf('2.1', [
      count('projects_total', '18', '个'),
      count('projects_completed', '12', '个'),
      count('projects_ongoing', '3', '个'),
      count('projects_preparing', '3', '个'),
    ]);
    expect(text).toContain('重点项目共18个，其中已完工12个，完工率66.67%；在建3个，开展前期工作3个。');
  });
});

describe('effects', () => {
  it('of another year are not passed off as this year’s', () => {
    const draft = draftOf('2.2', [
      ...passages('effect_social', ['划分10个网格，治理水平提升。2021年以来新增案件下降。']),
      ...passages('effect_economic', ['2021年以来，清理盘活地块，预计2023将新增产业项目。']),
      ...passages('effect_ecological', ['2022年空气优良天数较2021年增加12天。']),
    ]);
    const text = sectionText(draft.paragraphs);
    expect(text).toContain('划分10个网格，治理水平提升。');
    expect(text).toContain('2022年空气优良天数较2021年增加12天。');
    expect(text).toContain('2.经济效益\n【待补：经济效益】');
    expect(text).not.toMatch(/2021年以来|2023/);
    expect(draft.missing).toEqual(['effect_economic']);
    expect(draft.notes).toHaveLength(2);
  });
});

describe('satisfaction, problems, use', () => {
  it('shows the target as a target and asks for what was measured', () => {
    const target = fact({ key: 'satisfaction_target', value: '95', unit: '%', qualifier: '以上' });
    expect(textOf('2.3', [target])).toContain(
      '服务对象满意度目标为95%以上，服务对象满意度实际为【待补：满意度实际值】。',
    );
    expect(textOf('2.3', [target, fact({ key: 'satisfaction_rate', value: '96.4', unit: '%' })])).toContain(
      '服务对象满意度目标为95%以上，服务对象满意度实际为96.4%。',
    );
  });

  it('names an unexplained gap between budget and final accounts among the problems', () => {
    const draft = draftOf('3.1', [...BUDGET, ...passages('problems', ['绩效管理经验不足。'])]);
    const text = sectionText(draft.paragraphs);
    expect(text).toContain('（1）绩效管理经验不足。\n（2）年初预算与实际执行差异较大。');
    expect(text).toContain('较年初预算数增加9937.37万元，年中预算调整的原因为【待补：预算调整原因】。');
    expect(
      textOf('3.1', [
        ...BUDGET,
        money('budget_adjusted_total', '17900'),
        fact({ key: 'budget_adjustment_reason', value: '专项下达' }),
      ]),
    ).not.toContain('差异较大');
    expect(draftOf('3.2', BUDGET).notes?.join()).toContain('通用表述');
  });

  it('asks for channel and date, unless the unit may not publish', () => {
    expect(textOf('4', [])).toContain('【待补：公开渠道】公开，公开时间为【待补：公开时间】。');
    const exempt = fact({ key: 'disclosure_exempt_reason', value: '经保密审查不宜公开' });
    expect(textOf('4', [exempt])).toContain('依据为经保密审查不宜公开。');
    expect(textOf('4', [exempt])).not.toContain('公开渠道');
  });
});

describe('whatever a passage holds', () => {
  it('is composed without a crash, every figure in a backed run, and in time that grows with its length only', () => {
    const bits = fc.constantFrom(
      '约',
      '200',
      '余',
      '份',
      '2021年',
      '，',
      '。',
      '三十五',
      '万元',
      '%',
      '[',
      '{{a}}',
      '续效',
      '\n',
      '（1）',
      '甲乙',
      '1.5',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 60 }), (words) => {
        const draft = draftOf('2.1', passages('achievements', [words.join('')]));
        expect(loose(draft)).toEqual([]);
      }),
    );
    const cost = (n: number): number => {
      const facts = passages('achievements', ['整改隐患64处，发放手册约200余份。'.repeat(n)]);
      const start = cpuTime();
      draftOf('2.1', facts);
      return cpuTime() - start;
    };
    cost(50);
    expect(cost(2000)).toBeLessThan(5000);
  });
});

// — every section, from nothing and from much

const answers = readAnswers(file('examples/answers-2023.json'), 2023);
const rich = (): StatedFact[] => {
  if (!answers.ok) throw new Error(answers.problem.message);
  return [
    ...answers.value,
    fact({ key: 'unit_name', value: '云河市数据中心', period: 2023 }),
    ...passages('duties', ['贯彻上级政策。', '负责数据归集。'], 2023),
    ...passages('organisation_text', ['内设3个部室。'], 2023),
  ];
};

/** Quantities of the class figure that do not lie inside one backed run. */
function loose(draft: SectionDraft): string[] {
  return draft.paragraphs.flatMap((p) => {
    const text = paragraphText(p);
    const backed: { start: number; end: number }[] = [];
    let at = 0;
    for (const r of p.runs) {
      if (r.by) backed.push({ start: at, end: at + r.t.length });
      at += r.t.length;
    }
    return scanQuantities(text)
      .filter((q) => q.class === 'figure' && !backed.some((b) => b.start <= q.start && b.end >= q.end))
      .map((q) => `${q.text} in ${text}`);
  });
}

describe('every section of the outline', () => {
  const sections = profile.outline.filter((s) => s.compose.length);

  it.each(sections.map((s) => [s.id, s.title]))('%s %s composes from nothing with marks only', (id) => {
    const draft = draftOf(id, []);
    expect(draft.missing.length).toBeGreaterThan(0);
    expect(loose(draft)).toEqual([]);
    for (const p of draft.paragraphs.filter((x) => x.style !== 'heading'))
      expect(paragraphText(p)).toContain('【待补：');
  });

  it.each(sections.map((s) => [s.id, s.title]))('%s %s is complete from a full set of answers', (id) => {
    const draft = draftOf(id, rich(), 2023);
    expect(draft.missing).toEqual([]);
    expect(loose(draft)).toEqual([]);
    const text = sectionText(draft.paragraphs);
    expect(text).not.toMatch(/[[\]{}|]|undefined|null|NaN|。。|，。|；。|：，|，，|\n\n/);
    expect(text).not.toContain('2022');
  });

  it('holds in every form with any part of the facts missing: no crash, no broken punctuation, nothing its own verifier refuses', () => {
    const all = rich();
    fc.assert(
      fc.property(fc.constantFrom(...PROFILES), fc.subarray(all), (profile, facts) => {
        const book: FactBook = factBook(facts, 2023);
        const figures = computeFigures(book, profile);
        for (const section of profile.outline) {
          const draft = composeSection({ section, profile, book, figures, prior: null });
          expect(loose(draft)).toEqual([]);
          const text = sectionText(draft.paragraphs);
          expect(text).not.toMatch(/[[\]{}|]|undefined|。。|，。|；。|：，|，，/);
          const verdicts = verifyText(text, {
            unitName: book.get('unit_name')?.value ?? null,
            period: 2023,
            facts,
            figures: statedFigures(figures),
            terms: termsOf([], facts),
          });
          expect(verdicts.filter((v) => v.standing === 'unbacked')).toEqual([]);
        }
      }),
      { numRuns: 70 },
    );
  });
});
