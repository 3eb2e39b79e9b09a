import { describe, expect, test } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import type { Finding } from '../../../src/core/check/finding.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { missingFacts, missingText, nextQuestion } from '../../../src/core/interview/next-question.ts';
import { sectionsNamed } from '../../../src/core/interview/section-name.ts';
import type { Profile, ProfileSection } from '../../../src/core/profile.ts';
import { profileNamed } from '../../profiles.ts';
import { SCORING } from '../score/form.ts';

const section = (id: string, title: string, requires: string[], names: string[] = []): ProfileSection => ({
  id,
  number: id,
  level: id.includes('.') ? 2 : 1,
  title,
  hint: '',
  canonical: [],
  names,
  required: true,
  requires,
  compose: [],
  tables: [],
});

const profile = (over: Partial<Profile> = {}): Profile => ({
  id: 'test',
  version: '1',
  name: '测试',
  region: '',
  level: '',
  titlePattern: '',
  moneyUnit: '万元',
  decimals: { money: 2, percent: 2, score: 2 },
  executionBase: 'full_year',
  thresholds: { lowExecution: 80, largeAdjustment: 30, overTarget: 30 },
  grades: [],
  scoring: SCORING,
  outline: [
    section('1', '部门概况', []),
    section('1.1', '部门主要职责职能，组织架构、人员及资产等基本情况', ['duties', 'staff_quota', 'unit_nature']),
    section('1.2', '当年部门履职总体目标、工作任务', ['report_year', 'staff_in_post']),
    section('1.5', '当年部门预算及执行情况', ['budget_income_total', 'duties', 'budget_income_prior_delta']),
    section('2', '部门整体支出绩效实现情况', []),
    section('2.1', '履职完成情况', ['achievements', 'indicator_target']),
    section('2.3', '社会满意度及可持续性影响', ['satisfaction_rate']),
    section('3', '部门整体支出绩效中存在问题及改进措施', []),
    section('3.1', '主要问题及原因分析', ['problems'], ['存在的问题']),
  ],
  formHints: [],
  verify: [],
  ...over,
});

const fact = (key: string, value: string, over: Partial<StatedFact> = {}): StatedFact => ({
  key,
  period: 2023,
  scope: null,
  item: null,
  value,
  unit: '',
  qualifier: null,
  label: null,
  ...over,
});

const finding = (rule: string, severity: Finding['severity'], ask: string[], over: Partial<Finding> = {}): Finding => ({
  id: rule,
  rule,
  severity,
  message: `${rule}的说明`,
  facts: [],
  place: null,
  ask,
  ...over,
});

test('a question about the problems names what does not add up, with its numbers, and asks for each cause', () => {
  const book = factBook([fact('duties', '略')], 2023);
  const low = finding('C034', 'W', ['execution_gap_reason'], { message: '执行率62%低于80%，请说明原因和改进措施。' });
  const staff = finding('C043', 'W', [], { message: '在职人员50人超过编制46人，控制率108.70%，请核实编制数或说明。' });
  const none = finding('C120', 'E', ['problems'], { message: '未分析存在的问题；如确无问题，也需说明依据。' });
  const ask = (findings: Finding[]) => nextQuestion({ profile: profile(), book, figures: [], findings, skipped: [] })!;
  const asked = ask([low, staff, none]);
  expect([asked.key, asked.reason]).toEqual(['problems', none.message]);
  expect(asked.question).toContain(
    '以下2项数据异常，请逐项说明原因：1．预算执行率：执行率62%低于80%；2．在职人员控制率：在职人员50人超过编制46人，控制率108.70%。',
  );
  expect(ask([none]).question).not.toContain('数据异常');
});

const ALL = [
  'duties',
  'staff_quota',
  'unit_nature',
  'staff_in_post',
  'budget_income_total',
  'achievements',
  'indicator_target',
  'satisfaction_rate',
  'problems',
];

const missing = (facts: StatedFact[], over: Partial<Profile> = {}) =>
  missingFacts(profile(over), factBook(facts, 2023), []);

describe('missingFacts', () => {
  // 办公室, then 人事, 财务, 业务: the order in which the outline first needs each.
  const GROUPED = [
    'duties',
    'staff_quota',
    'unit_nature',
    'staff_in_post',
    'budget_income_total',
    'indicator_target',
    'achievements',
    'satisfaction_rate',
    'problems',
  ];

  test('all required facts are listed, by supplier, each once; what the program works out is not asked', () => {
    expect(missing([]).map((m) => m.key)).toEqual(GROUPED);
    expect([...new Set(missing([]).map((m) => m.supplier))]).toEqual(['办公室', '人事', '财务', '业务']);
  });

  const without = (...keys: string[]) => GROUPED.filter((k) => !keys.includes(k));
  test.each<[string, StatedFact[], string[]]>([
    ['a fact of the year settles its key', [fact('staff_quota', '20', { unit: '人' })], without('staff_quota')],
    ['a fact of last year does not', [fact('staff_quota', '20', { unit: '人', period: 2022 })], GROUPED],
    ['a fact without a year does', [fact('unit_nature', '行政单位', { period: null })], without('unit_nature')],
    ['zero is a value', [fact('budget_income_total', '0', { unit: '万元' })], without('budget_income_total')],
    ['a stated absence is a value', [fact('problems', '无', { qualifier: '无', item: '1' })], without('problems')],
    ["a sub-unit's value does not stand for the unit", [fact('staff_in_post', '5', { scope: '服务中心' })], GROUPED],
    [
      'an indicator’s value settles an indicator key',
      [fact('indicator_target', '12个', { scope: '企业数' })],
      without('indicator_target'),
    ],
    ['one entry settles a list', [fact('achievements', '新增企业12家', { item: '3' })], without('achievements')],
  ])('%s', (_, facts, keys) => {
    expect(missing(facts).map((m) => m.key)).toEqual(keys);
  });

  test('the supplier order stays while facts come in', () => {
    expect(missing([fact('duties', '一', { item: '1' })]).map((m) => m.supplier)[0]).toBe('人事');
    const left = missing([fact('staff_quota', '1'), fact('unit_nature', '行政单位'), fact('staff_in_post', '1')]);
    expect([...new Set(left.map((m) => m.supplier))]).toEqual(['办公室', '财务', '业务']);
  });

  test('a row says what, how, from whom, from where, and what it was last year', () => {
    const rows = missing([
      fact('budget_income_total', '3250', { unit: '万元', period: 2022 }),
      fact('duties', '一', { period: 2022, item: '1' }),
      fact('duties', '二', { period: 2022, item: '2' }),
    ]);
    expect(rows.find((r) => r.key === 'budget_income_total')).toEqual({
      key: 'budget_income_total',
      period: 2023,
      scope: null,
      label: '收入预算总额',
      question: '请提供收入预算总额（万元）。',
      type: 'money',
      unit: '万元',
      choices: null,
      supplier: '财务',
      document: '部门预算批复',
      hint: '2022年为3250万元',
      section: '1.5',
    });
    expect(rows.find((r) => r.key === 'duties')).toMatchObject({ type: 'list', hint: '2022年有2条', section: '1.1' });
    expect(rows.find((r) => r.key === 'unit_nature')).toMatchObject({
      type: 'choice',
      choices: expect.arrayContaining(['行政单位']),
      hint: null,
    });
    expect(rows.find((r) => r.key === 'satisfaction_rate')).toMatchObject({ type: 'percent', unit: '%' });
  });

  test.each([
    ['余', '700', '家', '2022年为700余家'],
    ['约', '200', '份', '2022年为约200份'],
    ['以上', '95', '%', '2022年为95%以上'],
    ['列举', '4', '个', '2022年为4个'],
    ['无', '0', '个', '2022年为无'],
  ] as const)('last year’s %s stands where it was', (qualifier, value, unit, hint) => {
    const rows = missing([fact('staff_quota', value, { unit, qualifier, period: 2022 })]);
    expect(rows.find((r) => r.key === 'staff_quota')?.hint).toBe(hint);
  });

  test('a profile that reports in 元 asks in 元', () => {
    const [row] = missing([], { moneyUnit: '元' }).filter((m) => m.key === 'budget_income_total');
    expect(row).toMatchObject({ unit: '元', question: '请提供收入预算总额（元）。' });
  });

  test('the list goes out as text, a block for each supplier', () => {
    const rows = missing([fact('budget_income_total', '3250', { unit: '万元', period: 2022 })]).filter((m) =>
      ['staff_quota', 'staff_in_post', 'budget_income_total'].includes(m.key),
    );
    expect(missingText(rows)).toBe(
      [
        '人事（2项）',
        '1. 编制数（人），见编办核定文件',
        '2. 在职（在编）人数（人），见部门决算基本数字表',
        '',
        '财务（1项）',
        '1. 收入预算总额（万元），见部门预算批复，2022年为3250万元',
      ].join('\n'),
    );
    expect(missingText([])).toBe('');
  });
});

describe('what the scoring table and the figures wait for', () => {
  const BOOKS: [string, string][] = [
    ['budget_expenditure_total', '800'],
    ['budget_adjusted_total', '1000'],
    ['final_expenditure_total', '980'],
    ['carryover_end', '20'],
  ];
  const money = (values: readonly [string, string][]) => values.map(([k, v]) => fact(k, v, { unit: '万元' }));
  const open = (id: string, facts: StatedFact[]) => {
    const [kind, book] = [profileNamed(id), factBook(facts, 2023)];
    return missingFacts(kind, book, computeFigures(book, kind));
  };
  const keysOf = (id: string, facts: StatedFact[]) => open(id, facts).map((m) => m.key);

  test('which budget is 预算数 is asked once the two differ, with its choices, and never again', () => {
    const [asked] = open('guangdong', money(BOOKS)).filter((m) => m.key === 'budget_base');
    expect(asked).toMatchObject({
      type: 'choice',
      choices: ['年初预算数', '全年预算数'],
      supplier: '财务',
      section: '2.1',
    });
    expect(asked!.question).toMatch(/年初预算数.*全年.*只需选一次/);
    const chosen = [...money(BOOKS), fact('budget_base', '全年预算数')];
    expect(keysOf('guangdong', chosen)).not.toContain('budget_base');
  });

  test.each<[string, [string, string][]]>([
    ['nothing is known of the budget', []],
    ['both are the same amount', [['budget_expenditure_total', '1000'], ...BOOKS.slice(1)]],
  ])('it is not asked while %s', (_, values) => {
    expect(keysOf('jiangxi-2022', money(values))).not.toContain('budget_base');
  });

  test('whether the full-year budget contains the carry-over is asked where that decides the available funds', () => {
    const books = [...BOOKS, ['carryover_begin', '50']] as [string, string][];
    expect(keysOf('hunan', money(books))).toContain('budget_adjusted_includes_carryover');
    expect(keysOf('hunan', money(BOOKS))).not.toContain('budget_adjusted_includes_carryover');
  });

  test('what a row of the bureau’s form is scored by is asked, last year’s as such', () => {
    const asked = open('hunan', []);
    for (const key of ['staff_quota', 'procurement_budget', 'payment_progress_planned', 'budget_expenditure_public'])
      expect(asked.map((m) => m.key)).toContain(key);
    expect(asked.find((m) => m.key === 'three_public_budget' && m.period === 2022)).toMatchObject({
      question: expect.stringContaining('2022年'),
    });
    expect(new Set(asked.map((m) => `${m.key}|${m.period}`)).size).toBe(asked.length);
  });

  test('the form’s conclusion is asked once there is a total, and not before', () => {
    const cell = (name: string, key: string, value: string) => fact(key, value, { scope: name });
    const indicators = [
      ['完工项目数', '产出指标', '50'],
      ['新增就业', '效益指标', '30'],
      ['群众满意度', '满意度指标', '10'],
    ].flatMap(([name, level1, weight]) => [
      cell(name!, 'indicator_level1', level1!),
      cell(name!, 'indicator_target', '≥10个'),
      cell(name!, 'indicator_actual', '10个'),
      { ...cell(name!, 'indicator_weight', weight!), unit: '分' },
    ]);
    expect(keysOf('national-generic', indicators)).not.toContain('self_conclusion');
    const scored = [...indicators, ...money(BOOKS)];
    expect(keysOf('national-generic', scored)).toContain('self_conclusion');
    const written = [...scored, fact('self_conclusion', '目标全部完成')];
    expect(keysOf('national-generic', written)).not.toContain('self_conclusion');
  });

  test('a row that does not apply, or is scored by hand, asks for nothing', () => {
    const row = '支付进度率';
    const settled = [fact('indicator_not_applicable', '财政局未下达支付进度要求', { scope: row })];
    expect(keysOf('hunan', [])).toContain('payment_progress_planned');
    expect(keysOf('hunan', settled)).not.toContain('payment_progress_planned');
  });
});

describe('nextQuestion', () => {
  const ask = (facts: StatedFact[], findings: Finding[], skipped: string[] = []) =>
    nextQuestion({ profile: profile(), book: factBook(facts, 2023), figures: [], findings, skipped });

  const C031 = finding('C031', 'E', ['budget_adjusted_total']);
  const complete = ALL.map((k) => fact(k, '1', k === 'indicator_target' ? { scope: 'x' } : { item: '1' }));

  test.each<[string, StatedFact[], Finding[], string[], string | null, string | null]>([
    ['without findings the first required fact', [], [], [], 'duties', 'required'],
    ['an E finding comes before the outline', [], [C031], [], 'budget_adjusted_total', 'finding'],
    ['a W finding comes after it', [], [finding('C040', 'W', ['meeting_actual'])], [], 'duties', 'required'],
    [
      'a W finding is asked once the outline is complete',
      complete,
      [finding('C040', 'W', ['meeting_actual'])],
      [],
      'meeting_actual',
      'finding',
    ],
    ['a skipped fact gives way', [], [], ['duties'], 'staff_quota', 'required'],
    ['a skipped finding gives way too', [], [C031], ['budget_adjusted_total', 'duties'], 'staff_quota', 'required'],
    [
      'what was skipped comes last',
      complete.filter((f) => f.key !== 'problems' && f.key !== 'duties'),
      [],
      ['problems', 'duties'],
      'problems',
      'skipped',
    ],
    [
      'skipped again, it goes behind the other',
      complete.filter((f) => f.key !== 'problems' && f.key !== 'duties'),
      [],
      ['problems', 'duties', 'problems'],
      'duties',
      'skipped',
    ],
    [
      'a finding asks for what is not there first',
      [fact('budget_income_total', '1')],
      [finding('C003', 'E', ['budget_income_total', 'budget_expenditure_total'])],
      [],
      'budget_expenditure_total',
      'finding',
    ],
    [
      'what the program works out is not asked by a finding',
      complete,
      [finding('C031', 'E', ['execution_rate'])],
      [],
      null,
      null,
    ],
    ['nothing open, nothing asked', complete, [], [], null, null],
    ['a finding without a question asks nothing', complete, [finding('C090', 'E', [])], [], null, null],
  ])('%s', (_, facts, findings, skipped, key, why) => {
    const q = ask(facts, findings, skipped);
    expect(q?.key ?? null).toBe(key);
    expect(q?.why ?? null).toBe(why);
  });

  test('a finding about a value that is there asks for a second look at that very slot', () => {
    const known = fact('staff_total', '13', { unit: '人', period: 2023, scope: '服务中心' });
    const q = ask(
      [known],
      [
        finding('C018', 'E', ['staff_total'], {
          facts: [{ key: 'staff_total', period: 2023, scope: '服务中心', item: null }],
        }),
      ],
    );
    expect(q).toMatchObject({
      key: 'staff_total',
      period: 2023,
      scope: '服务中心',
      question: '请核对服务中心的年末实有人数：现为13人。如有误，请给出正确的数。',
      reason: 'C018的说明',
      why: 'finding',
    });
  });
});

describe('sectionsNamed', () => {
  test.each([
    ['1.5', ['1.5']],
    ['1', ['1.1', '1.2', '1.5']],
    ['all', ['1.1', '1.2', '1.5', '2.1', '2.3', '3.1']],
    ['预算执行情况', ['1.5']],
    ['预算及执行情况', ['1.5']],
    ['履职完成情况', ['2.1']],
    ['社会满意度', ['2.3']],
    ['主要问题及原因分析', ['3.1']],
    ['存在的问题', ['3.1']],
    ['部门概况', ['1.1', '1.2', '1.5']],
    ['工作任务', ['1.2']],
    ['9.9', []],
    ['天气情况', []],
    ['', []],
  ])('%s means %j', (said, ids) => {
    expect(sectionsNamed(said, profile())).toEqual(ids);
  });
});
