// One office's facts under each of the seven report kinds: every section in its place, every quantity backed, no finding that
// the kind itself causes.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../src/core/fact.ts';
import type { Profile } from '../../src/core/profile.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import { localCall } from '../../src/steps/call-model.ts';
import { readAnswers } from '../../src/steps/read-answers.ts';
import { type FinishedReport, writeReport } from '../../src/steps/write-report.ts';
import { PROFILES, profileNamed } from '../profiles.ts';

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What some outlines ask for and the example has no need of. */
const MORE = {
  facts: [
    'final_expenditure_government_fund',
    'final_expenditure_state_capital',
    'final_expenditure_social_insurance',
  ].map((key) => ({ key, period: 2023, value: '0', unit: '万元' })),
  lists: {
    other_notes: ['无'],
    experience: ['由主要负责同志牵头，按月调度项目进度和资金支付。'],
    management_rules: ['制定预算管理、收支管理、政府采购和资产管理等内部控制制度。'],
  },
};

const amount = (key: string, value: string, period = 2023, scope: string | null = null) => ({
  key,
  period,
  value,
  unit: '万元',
  ...(scope ? { scope } : {}),
});

/** What the base data table asks for besides. */
const BASE_DATA = {
  facts: [
    amount('three_public_abroad_actual', '0', 2022),
    amount('three_public_car_purchase_actual', '0', 2022),
    amount('three_public_car_running_actual', '6.5', 2022),
    amount('three_public_reception_actual', '3.96', 2022),
    amount('final_expenditure_project', '12458', 2022),
    amount('final_expenditure_public', '160.2', 2022),
    amount('procurement_actual', '395.1', 2022),
    ...[
      ['园区基础设施提升', '4980.5'],
      ['企业扶持与产业引导', '6120'],
      ['园区环境综合整治', '845.3'],
      ['群防群治与应急能力提升', '301.4'],
      ['人力资源和社会保障服务', '210.8'],
    ].map(([scope, value]) => amount('project_executed', value!, 2022, scope!)),
    ...['office_cost', 'water_cost', 'power_cost', 'travel_cost', 'meeting', 'training'].flatMap((stem, i) => [
      amount(`${stem}_actual`, `${7 + i}.4`, 2022),
      amount(`${stem}_budget`, `${8 + i}`),
      amount(`${stem}_actual`, `${7 + i}.9`),
    ]),
    { key: 'building_none', period: 2023, value: '无', unit: '' },
  ],
  lists: { economy_measures: ['能合并的会议一律合并召开，推行无纸化办公。'] },
};
const withBaseData = (profile: Profile): boolean => profile.outline.some((o) => o.tables.includes('base_data'));

function claimsOf(json: unknown): Claim[] {
  const read = readAnswers(JSON.stringify(json), 2023);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

async function write(profile: Profile, more: readonly Claim[] = claimsOf(MORE)): Promise<FinishedReport> {
  const done = await writeReport(
    {
      prior: [{ name: 'prior-2022.txt', text: file('examples/prior-2022.txt') }],
      material: [],
      answers: {
        file: 'answers.json',
        claims: [
          ...claimsOf(JSON.parse(file('examples/answers-2023.json'))),
          ...(withBaseData(profile) ? claimsOf(BASE_DATA) : []),
          ...more,
        ],
      },
      period: 2023,
      profile,
      createdAt: '2024-03-29T00:00:00.000Z',
    },
    embeddedModel(),
    localCall(),
  );
  if (!done.ok) throw new Error(done.problem.message);
  return done.value;
}

const withoutMarks = (line: string): string => line.replace(/^#+\s*/, '').trim();

describe.each(PROFILES.map((p) => [p.id, p] as const))('a report in the form of %s', (_id, profile) => {
  let report: FinishedReport;
  beforeAll(async () => {
    report = await write(profile);
  }, 60_000);

  it('has every section of the outline, in its order, under its number', () => {
    const heads = report.markdown.split('\n').filter((l) => /^#{2,3} /.test(l) && !/^## 附件/.test(l));
    expect(heads.map(withoutMarks)).toEqual(profile.outline.map((s) => `${s.number}${s.title}`));
  });

  it('says something in every section and leaves nothing open', () => {
    expect(report.markdown).not.toContain('【待补');
    for (const d of report.drafts) expect(d.paragraphs.length, d.section).toBeGreaterThan(0);
  });

  it('backs every quantity', () => {
    expect(report.trace.filter((v) => v.standing === 'unbacked')).toEqual([]);
    expect(report.trace.length).toBeGreaterThan(300);
  });

  it('raises nothing that must be mended, and nothing about its own outline', () => {
    const own = report.findings.filter((f) => f.severity === 'E' || ['C061', 'C106', 'C107', 'C110'].includes(f.rule));
    // What the example itself leaves out of a section that its heading asks for is the example's, not the form's.
    expect(own.filter((f) => !/公开情况/.test(f.message)).map((f) => `${f.rule} ${f.message}`)).toEqual([]);
  });

  it('numbers the headings inside a section without a gap', () => {
    for (const d of report.drafts) {
      const heads = d.paragraphs.filter((p) => p.style === 'heading').map((p) => p.runs.map((r) => r.t).join(''));
      expect(heads.map((h) => Number.parseInt(h, 10))).toEqual(heads.map((_, i) => i + 1));
    }
  });

  it('says the same facts as every other form', () => {
    const said = report.markdown.replace(/\s/g, '');
    for (const words of ['在编15人', '完工率75%', '96.4%', '342', '建立园区设施管护和网格化管理制度'])
      expect(said).toContain(words);
    expect(report.facts.length).toBe(256 + (withBaseData(profile) ? claimsOf(BASE_DATA).length : 0));
  });
});

describe('the conclusion of the form', () => {
  it.each([
    ['jiangxi-2022', '目标全部完成，资金使用规范'],
    ['hubei', '目标全部完成，资金使用规范。'],
    ['hunan', '全年应完成任务12项，实际完成12项。'],
  ])('stands in the text of %s beside the score, with one stop, and is backed', async (id, words) => {
    const told = claimsOf({ facts: [{ key: 'self_conclusion', period: 2023, value: words, unit: '' }] });
    const { markdown, trace } = await write(profileNamed(id), [...claimsOf(MORE), ...told]);
    expect(markdown).toContain(`自评结论：${words.replace(/。$/, '')}。`);
    expect(markdown).not.toContain('。。');
    expect(trace.filter((v) => v.standing === 'unbacked')).toEqual([]);
  });
});

describe('what sets the forms apart', () => {
  it('Yunnan counts in 元 throughout: no amount is left in 万元 or 亿元', async () => {
    const { markdown } = await write(profileNamed('yunnan'));
    expect(markdown).not.toMatch(/\d\s*[万亿]元/);
    expect(markdown).toContain('收入预算总额为144630000元');
    expect(markdown).toContain('追减预算3100000元');
    expect(markdown).toContain('完成税收135000000元');
    expect(markdown).toContain('目标值不低于3000000元，实际完成3800000元');
    expect(markdown).toContain('| 144,630,000.00 |');
  });

  it('Hubei begins with its conclusion and parts the indicators that are met from those that are not', async () => {
    const missed = claimsOf({
      facts: [
        { key: 'indicator_actual', scope: '新增就业人数', period: 2023, value: '280', unit: '人' },
        { key: 'indicator_deviation_reason', scope: '新增就业人数', period: 2023, value: '部分企业推迟用工', unit: '' },
      ],
    });
    const { markdown } = await write(profileNamed('hubei'), [...claimsOf(MORE), ...missed]);
    expect(markdown.indexOf('自评得分为')).toBeLessThan(markdown.indexOf('主要职责'));
    const [, met, unmet] = /已完成的绩效指标：([\s\S]*?)未完成的绩效指标：([\s\S]*?)（三）/.exec(
      markdown.replace(/#+ 3.*\n/, ''),
    )!;
    expect(met).toContain('安全生产培训场次：目标值不低于7场，实际完成8场');
    expect(met).not.toContain('新增就业人数');
    expect(unmet).toContain('新增就业人数：目标值不低于300人，实际完成280人，未完成的原因是部分企业推迟用工');
  });

  it('Hubei says so where every indicator is met, and names none it cannot compare', async () => {
    const { markdown } = await write(profileNamed('hubei'));
    expect(markdown).toContain('可直接比较的绩效指标均已达到目标值。');
  });

  it('Hunan says of every kind of fund whether there is spending, and asks where it is not told', async () => {
    const hunan = profileNamed('hunan');
    const { markdown } = await write(hunan);
    for (const fund of ['政府性基金', '国有资本经营', '社会保险基金'])
      expect(markdown).toContain(`本单位2023年度没有${fund}预算安排的支出。`);
    expect(markdown).toContain('可用资金执行率(%)');
    const some = claimsOf({
      facts: [
        { key: 'final_expenditure_government_fund', period: 2023, value: '120.5', unit: '万元' },
        { key: 'final_income_government_fund', period: 2023, value: '120.5', unit: '万元' },
      ],
    });
    const told = await write(hunan, some);
    expect(told.markdown).toContain('2023年政府性基金预算支出决算数为120.5万元');
    expect(told.markdown).toContain('国有资本经营预算支出：【待补：');
  });

  it('a rate below the threshold asks for its reason; the threshold is the profile’s own', async () => {
    const slow = claimsOf({
      facts: [{ key: 'final_expenditure_total', period: 2023, value: '13200', unit: '万元' }],
    });
    const sichuan = profileNamed('sichuan');
    const asked = await write(sichuan, [...claimsOf(MORE), ...slow]);
    expect(asked.markdown).not.toContain('执行进度偏慢的主要原因是');
    const strict = { ...sichuan, thresholds: { ...sichuan.thresholds, lowExecution: 95 } };
    const stricter = await write(strict, [...claimsOf(MORE), ...slow]);
    expect(stricter.markdown).toContain('执行进度偏慢的主要原因是【待补：执行率偏低的原因】');
  });
});
