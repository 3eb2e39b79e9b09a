// Report kinds are data: what the shape and the cross-checks refuse, and in which words.
import { describe, expect, it } from 'vitest';
import { CANONICAL } from '../../src/core/canonical.ts';
import { CATALOGUE } from '../../src/core/catalogue/catalogue.ts';
import { FORMULAS } from '../../src/core/figure/formulas.ts';
import { type Profile, readProfile } from '../../src/core/profile.ts';
import { readLibrary } from '../../src/core/read-library.ts';
import { type Library, unusedPassages } from '../../src/core/sentence-library.ts';
import { LIBRARY, PROFILES, profileNamed, WRITTEN } from '../profiles.ts';

const NONE: Library = new Map();
const FIGURES = new Set([
  'a_change',
  'a_change_rate',
  'execution_rate_full_year',
  'budget_income_change',
  'carryover_rate',
]);

type Loose = Record<string, unknown>;
/** A small sound profile, to be spoilt one field at a time. */
function sound(): Loose {
  const whole = structuredClone(profileNamed('jiangxi-2022')) as Loose;
  return {
    ...whole,
    labels: {},
    outline: [
      {
        id: '1',
        number: '一、',
        level: 1,
        title: '部门概况',
        hint: '',
        canonical: [],
        required: true,
        requires: [],
        compose: [],
        tables: [],
      },
      {
        id: '1.1',
        number: '（一）',
        level: 2,
        title: '基本情况',
        hint: '归纳反映基本情况',
        canonical: [],
        required: true,
        requires: ['duties'],
        compose: [{ say: '{{year}}年，{{unit}}在编{{staff_in_post}}。', required: true }],
        tables: [],
      },
    ],
  };
}

const spoil = (change: (p: Loose, section: Loose) => void): string[] => {
  const p = structuredClone(sound());
  change(p, (p.outline as Loose[])[1]!);
  const read = readProfile(p, NONE, FIGURES);
  return read.ok ? [] : read.faults;
};

const SEVEN = 'guangdong hubei hunan jiangxi-2022 national-generic sichuan yunnan'.split(' ');
const leaves = (p: Profile) => p.outline.filter((s) => !p.outline.some((o) => o.id.startsWith(`${s.id}.`)));

describe('the shipped profiles', () => {
  it('are the seven, each sound against the figures that can be computed, each in the file of its name', () => {
    expect([...WRITTEN.keys()]).toEqual(SEVEN);
    expect(PROFILES.map((p) => p.id)).toEqual(SEVEN);
    for (const json of WRITTEN.values()) {
      const read = readProfile(json, LIBRARY);
      expect(read.ok ? [] : read.faults).toEqual([]);
    }
  });

  it.each(SEVEN)('%s scores itself, to 100 in every set, and names what is to be verified', (id) => {
    const p = profileNamed(id);
    for (const set of p.scoring.sets) {
      const total = p.scoring.groups.reduce((t, g) => t + g.weights[set.id]!, 0);
      expect(total, set.label).toBe(100);
    }
    expect(p.verify.length).toBeGreaterThan(5);
    // What no official table was seen for, or what places set differently.
    const uncertain = ['outline', 'executionBase', 'grades', 'thresholds'];
    const scoring = ['groups', 'bands', 'overTarget', 'negative', 'notApplicable', 'reasons.executionBelow'];
    const fields = [
      ...uncertain,
      ...scoring.map((f) => `scoring.${f}`),
      ...(p.scoring.reasons.longest === null ? [] : ['scoring.reasons.longest']),
      ...(p.thresholds.monitoring ? ['thresholds.monitoring'] : []),
      ...(p.scoring.capsOnOffer ? ['scoring.capsOnOffer'] : []),
      ...(p.moneyUnit === '元' ? ['moneyUnit'] : []),
    ];
    for (const field of fields) expect(p.verify.map((v) => v.field)).toContain(field);
  });

  it.each(SEVEN)('%s has a sentence in every section that no other contains, and asks for what it needs', (id) => {
    const p = profileNamed(id);
    for (const s of leaves(p)) {
      expect(s.compose.length, s.title).toBeGreaterThan(0);
      expect(s.canonical.length, s.title).toBeGreaterThan(0);
    }
    const said = JSON.stringify(p.outline.map((s) => s.compose));
    const asked = p.outline.flatMap((s) => s.requires).filter((k) => k !== 'unit_name');
    expect(asked.filter((k) => !new RegExp(`\\b${k}\\b`).test(said))).toEqual([]);
  });

  it('hold every canonical section somewhere, and each has the ones that no report can do without', () => {
    const held = (p: Profile) => new Set(p.outline.flatMap((s) => s.canonical));
    const all = new Set(PROFILES.flatMap((p) => [...held(p)]));
    // The scoring table is a table of its own, not a section.
    expect(CANONICAL.filter((c) => !all.has(c))).toEqual(['score.table']);
    for (const p of PROFILES)
      for (const c of ['overview.duties', 'money.execution', 'result.output', 'issue.problems', 'score.conclusion'])
        expect(held(p), `${p.id} ${c}`).toContain(c);
  });

  it('say what sets each apart', () => {
    expect(profileNamed('yunnan').moneyUnit).toBe('元');
    expect(
      profileNamed('hubei')
        .outline.slice(0, 2)
        .map((s) => s.title),
    ).toEqual(['自评结论', '部门整体绩效自评得分']);
    expect(profileNamed('hunan').executionBase).toBe('available');
    expect(profileNamed('sichuan').titlePattern).toContain('绩效评价报告');
    const weights = (id: string) => profileNamed(id).scoring.groups.map((g) => [g.name, Object.values(g.weights)]);
    expect(weights('hunan')).toEqual([
      ['投入', [15]],
      ['过程', [40]],
      ['产出与效果', [45]],
    ]);
    expect(weights('guangdong')).toEqual([
      ['履职效能', [50]],
      ['管理效率', [50]],
    ]);
    expect(weights('hubei')).toEqual([
      ['预算执行率', [20]],
      ['年度绩效目标', [80]],
    ]);
    expect(weights('sichuan')).toEqual([
      ['预算执行', [10]],
      ['绩效指标', [90]],
    ]);
    for (const id of ['national-generic', 'yunnan'])
      expect(weights(id)).toEqual([
        ['预算执行率', [10, 10, 10, 10]],
        ['成本指标', [20, 20, 0, 0]],
        ['产出指标', [40, 40, 50, 50]],
        ['效益指标', [30, 20, 40, 30]],
        ['满意度指标', [0, 10, 0, 10]],
      ]);
    expect(profileNamed('sichuan').thresholds.monitoring).toEqual({
      alarms: [
        { month: 4, below: 25 },
        { month: 6, below: 40 },
        { month: 8, below: 60 },
        { month: 10, below: 80 },
      ],
      gap: 10,
    });
  });

  it('have a place for every fact an office can give, in a sentence or a figure; the rest is listed here with its reason', () => {
    const elsewhere = new Set([
      ...['report_year', 'unit_short_name'], // the words {{year}} and {{unit_short}}
      ...['unit_code', 'contact_name', 'contact_phone', 'report_date'], // head and signature, not prose
      ...['execution_rate_income', 'project_completion_rate_stated'], // stated rates are computed anew
      ...['economy_measures', 'project_kind'], // the base data table
      'budget_base', // which budget a figure means
      ...['indicator_check', 'indicator_score_reason', 'indicator_not_applicable', 'indicator_chosen'], // the scoring table
      ...CATALOGUE.map((d) => d.key).filter((k) => /^indicator_(?:level|nature|target_|band|improvement)/.test(k)),
      ...['passage_figure', 'other_figure'], // said inside its passage, or by its own label
    ]);
    const said = JSON.stringify(PROFILES) + JSON.stringify(FORMULAS);
    const unsaid = CATALOGUE.map((d) => d.key).filter((k) => !new RegExp(`\\b${k}\\b`).test(said));
    expect(unsaid.filter((k) => !elsewhere.has(k))).toEqual([]);
  });

  it('share every passage of the library: none lies there unused', () => {
    const outlines = [...WRITTEN.values()].map((json) =>
      (json as { outline: { compose: never[] }[] }).outline.flatMap((s) => s.compose),
    );
    expect(unusedPassages(LIBRARY, outlines)).toEqual([]);
  });

  it('are whole in themselves once read: they can be read again without the library', () => {
    for (const p of PROFILES) expect(readProfile(structuredClone(p), NONE)).toEqual({ ok: true, profile: p });
  });
});

describe('the profile of the first report', () => {
  it('holds the outline of the bureau, numbered in literal text, with titles in their short form', () => {
    const { outline, formHints } = profileNamed('jiangxi-2022');
    expect(outline.map((s) => s.id).join(' ')).toBe('1 1.1 1.2 1.3 1.4 1.5 2 2.1 2.2 2.3 3 3.1 3.2 4');
    expect(outline.map((s) => s.number).join(' ')).toBe(
      '一、 （一） （二） （三） （四） （五） 二、 （一） （二） （三） 三、 （一） （二） 四、',
    );
    for (const s of outline) for (const hint of formHints) expect(s.title).not.toContain(hint);
    expect(outline.find((s) => s.id === '2.1')).toMatchObject({ title: '履职完成情况' });
  });

  it('never states an execution rate without its base in the same sentence, nor does another', () => {
    const says = JSON.stringify(PROFILES)
      .replace(/"needs":\[[^\]]*\]/g, '')
      .split(/[。；]/);
    for (const s of says.filter((x) => /\{\{execution_rate/.test(x)))
      expect(s).toMatch(/(?:全年|年初)预算数的\{\{|可用资金（.*支出执行率为\{\{/);
  });
});

describe('a faulty profile', () => {
  it('is accepted only when nothing is wrong', () => {
    expect(spoil(() => {})).toEqual([]);
  });

  it.each<[string, (p: Loose, s: Loose) => void, string]>([
    ['a missing field', (p) => delete p.name, 'name：缺少或类型不对，应为 文字'],
    ['an unknown field', (p) => (p.colour = 'red'), '（顶层）：多了不认识的字段 colour'],
    ['a wrong choice', (p) => (p.moneyUnit = '美元'), 'moneyUnit：只能是 万元、元'],
    ['a wrong type in a section', (_, s) => (s.requires = 'duties'), 'outline.1.requires：缺少或类型不对，应为 列表'],
    ['a pattern of no known kind', (_, s) => (s.compose = [{ speak: '甲' }]), 'outline.1.compose.0'],
    [
      'a misspelt list style',
      (_, s) => (s.compose = [{ list: 'duties', style: '（一）' }]),
      'outline.1.compose.0.style：只能是 （1）、1.、一是、plain',
    ],
    ['an id used twice', (_, s) => (s.id = '1'), '章节编号“1”重复'],
    ['a level that the id does not have', (_, s) => (s.level = 1), '编号“1.1”是第2级，level 写的是1'],
    ['a section before its chapter', (_, s) => (s.id = '2.1'), '上级章节“2”不在它前面'],
    ['a hint left in a title', (_, s) => (s.title = '基本情况：归纳反映基本情况'), '标题里残留填写说明'],
    ['a required key outside the catalogue', (_, s) => (s.requires = ['dutys']), '事实目录里没有“dutys”'],
    ['a required key twice', (_, s) => (s.requires = ['duties', 'duties']), '有重复的键'],
    ['an unknown slot', (_, s) => (s.compose = [{ say: '{{no_such}}' }]), '“no_such”既不是事实也不是可计算的指标'],
    [
      'a broken slot',
      (_, s) => (s.compose = [{ say: '{{staff_in_post}' }]),
      'outline.1（1.1）.compose.0.say：第1个字符',
    ],
    ['a change without its figures', (_, s) => (s.compose = [{ say: '{{b~change}}' }]), '需要可计算的指标“b_change”'],
    ['last year of a figure', (_, s) => (s.compose = [{ say: '{{a_change@prior}}' }]), '不能用 @prior'],
    ['a reason of a fact', (_, s) => (s.compose = [{ say: '{{staff_total~why}}' }]), '不能用 ~why'],
    ['a typed figure', (_, s) => (s.compose = [{ say: '完成率100%，{{unit}}' }]), '句式里不能直接写数字'],
    ['a scope outside each', (_, s) => (s.compose = [{ say: '{{scope}}{{staff_total}}' }]), '只能用在 each 句式里'],
    [
      'a sentence that can never appear',
      (_, s) => (s.compose = [{ say: '甲', needs: ['duties'], unless: ['duties'] }]),
      '同时列在 needs 和 unless',
    ],
    [
      'a threshold without a side',
      (_, s) => (s.compose = [{ say: '甲', when: { key: 'a_change' } }]),
      '要写 above、below 或 is',
    ],
    [
      'a list of something that is none',
      (_, s) => (s.compose = [{ list: 'staff_total', style: 'plain' }]),
      '不是列表类',
    ],
    [
      'each of something not given per project',
      (_, s) => (s.compose = [{ each: 'project', of: 'staff_total', say: '{{scope}}' }]),
      '没有按项目分列',
    ],
    ['an unknown label', (p) => (p.labels = { no_such: '甲' }), 'labels.no_such'],
    [
      'grades out of order',
      (p) =>
        (p.grades = [
          { from: 0, grade: '差' },
          { from: 90, grade: '优' },
        ]),
      '从高到低',
    ],
    ['grades that leave scores out', (p) => (p.grades = [{ from: 60, grade: '中' }]), '最低一档应从 0 分开始'],
    ['a title without the unit', (p) => (p.titlePattern = '{year}年度报告'), 'titlePattern'],
    ['a hint too short to be one', (p) => (p.formHints = ['情况']), 'formHints'],
    ['no scoring', (p) => delete p.scoring, 'scoring：缺少或类型不对，应为 对象'],
    [
      'an unknown variant',
      (p) => (p.variants = { carryover_rate: 'magic' }),
      'variants.carryover_rate：没有“magic”这种算法',
    ],
    ['an empty outline', (p) => (p.outline = []), 'outline：没有章节'],
    ['an id that no path can bear', (p) => (p.id = '湖南 版'), 'id：格式编号应为小写字母'],
    [
      'a canonical section nobody knows',
      (_, s) => (s.canonical = ['money.magic']),
      '没有“money.magic”这个通用章节编号',
    ],
    ['a passage that is not there', (_, s) => (s.compose = [{ use: 'money.magic' }]), '句子库里没有“money.magic”'],
    ['an unknown table', (_, s) => (s.tables = ['mystery']), 'outline.1.tables.0：只能是'],
    [
      'an unknown threshold',
      (_, s) => (s.compose = [{ say: '甲', when: { key: 'duties', above: 'high' } }]),
      'when.above',
    ],
    [
      'text above its parts',
      (p) => {
        const [top] = p.outline as Loose[];
        top!.compose = [{ say: '甲' }];
      },
      '上级章节自己有正文',
    ],
    ['a rate over 100', (p) => ((p.thresholds as Loose).lowExecution = 120), 'thresholds.lowExecution'],
    [
      'alarms out of order',
      (p) =>
        ((p.thresholds as Loose).monitoring = {
          alarms: [
            { month: 6, below: 40 },
            { month: 4, below: 25 },
          ],
          gap: null,
        }),
      '从小到大',
    ],
    [
      'a monitoring line at the end of a month that nobody reports',
      (p) => ((p.thresholds as Loose).monitoring = { alarms: [{ month: 5, below: 30 }], gap: null }),
      'thresholds.monitoring.alarms.0.month：没有5月末的支出进度',
    ],
    ['an appendix named twice', (p) => (p.appendices = ['scoring', 'scoring']), '同一张附表写了两次'],
    [
      'a base data table that no section has',
      (p) => (p.appendices = ['scoring', 'base_data']),
      '提纲里没有章节附基础数据表',
    ],
    ['appendices without the scoring table', (p) => (p.appendices = []), '缺少自评表'],
    [
      'limits the wrong way round',
      (_, s) => Object.assign(s, { minCharacters: 500, maxCharacters: 100 }),
      '字数下限大于上限',
    ],
    [
      'a note about a field that is not there',
      (p) => (p.verify = [{ field: 'scoring.magic', check: '甲', against: '乙' }]),
      '格式里没有“scoring.magic”这一项',
    ],
    [
      'rows chosen by outcome that are no indicators',
      (_, s) => (s.compose = [{ each: 'project', of: 'project_budget', only: 'met', say: '{{scope}}' }]),
      '只有按指标分列的句式能用 only',
    ],
  ])('%s is named', (_, change, words) => {
    expect(spoil(change).join('\n')).toContain(words);
  });

  it('has all its faults named together', () => {
    const faults = spoil((p, s) => {
      p.titlePattern = '报告';
      s.requires = ['dutys'];
      s.compose = [{ say: '{{no_such}}' }, { say: '[甲' }];
    });
    expect(faults).toHaveLength(4);
  });

  it.each([null, 3, 'x', []])('that is not even an object (%s) is a fault, not a crash', (json) => {
    expect(readProfile(json, NONE, FIGURES).ok).toBe(false);
  });
});

type Group = { name: string; weights: Record<string, number>; rows: Loose[]; own: boolean; level2: string[] };
const SCORING = {
  sets: [{ id: 'main', label: '统一分值', when: 'always' }],
  groups: [
    {
      name: '预算执行率',
      weights: { main: 10 },
      level2: [],
      own: false,
      rows: [
        {
          name: '预算执行率',
          level2: '',
          weight: 10,
          figure: 'execution_rate_full_year',
          target: '100%',
          rule: { rule: 'capped_ratio', full: 100 },
          nature: 'quantitative',
        },
      ],
    },
    { name: '满意度指标', weights: { main: 90 }, level2: [], own: true, rows: [] },
  ] as Group[],
  executionFigure: 'execution_rate_full_year',
  notApplicable: 'rescale',
  negative: 'linear',
  overTarget: { threshold: 1.3, penalty: 0 },
  bands: [
    { label: '好', from: 60, to: 100 },
    { label: '差', from: 0, to: 60 },
  ],
  caps: [],
  reasons: { lostPoints: true, overTarget: true, executionBelow: 90, targetAdjusted: true, longest: null },
};
type Form = typeof SCORING & Loose;

const spoilScoring = (change: (s: Form, row: Loose) => void): string[] => {
  const scoring = structuredClone(SCORING) as Form;
  change(scoring, scoring.groups[0]!.rows[0]!);
  return spoil((p) => (p.scoring = scoring));
};

describe('how a profile scores', () => {
  it('is accepted only when nothing is wrong', () => {
    expect(spoilScoring(() => {})).toEqual([]);
  });

  it.each<[string, (s: Form, row: Loose) => void, string]>([
    ['weights that miss 100', (s) => (s.groups[1]!.weights.main = 80), '各类分值合计90分，应为100分'],
    ['a group without a weight in a set', (s) => (s.groups[1]!.weights = {}), '缺少方案“main”的分值'],
    ['a weight of no set', (s) => (s.groups[1]!.weights.other = 5), '没有“other”这个分值方案'],
    ['rows that miss their group', (_, r) => (r.weight = 8), '固定指标合计8分，与方案“main”的10分不一致'],
    ['a group nobody can earn', (s) => (s.groups[1]!.own = false), '分值无人可得'],
    ['an unknown figure', (_, r) => (r.figure = 'magic_rate'), '“magic_rate”不是可计算的指标'],
    ['an unknown execution figure', (s) => (s.executionFigure = 'magic_rate'), 'scoring.executionFigure'],
    ['a figure without a rule', (_, r) => (r.rule = null), '就要写计分规则'],
    ['a rule without a figure', (_, r) => (r.figure = null), '要按一个可计算的指标来算'],
    [
      'a name that comes twice',
      (s, r) => s.groups[1]!.rows.push({ ...r, weight: 10 }),
      '指标“预算执行率”出现两次，得分会分不清',
    ],
    [
      'steps out of order',
      (_, r) =>
        (r.rule = {
          rule: 'steps',
          steps: [
            { to: 20, inclusive: true, points: 10 },
            { to: 10, inclusive: true, points: 5 },
            { inclusive: true, points: 0 },
          ],
        }),
      '各档上限应从小到大排列',
    ],
    [
      'steps that end',
      (_, r) =>
        (r.rule = {
          rule: 'steps',
          steps: [
            { to: 20, inclusive: true, points: 10 },
            { to: 30, inclusive: true, points: 5 },
          ],
        }),
      '最后一档不写 to',
    ],
    [
      'steps that nobody can win',
      (_, r) =>
        (r.rule = {
          rule: 'steps',
          steps: [
            { to: 20, inclusive: true, points: 4 },
            { inclusive: true, points: 0 },
          ],
        }),
      '没有一档能得满分10分',
    ],
    [
      'a step above the row',
      (_, r) =>
        (r.rule = {
          rule: 'steps',
          steps: [
            { to: 20, inclusive: true, points: 12 },
            { inclusive: true, points: 10 },
          ],
        }),
      '有一档给12分，超过本行的10分',
    ],
    [
      'a checklist that misses its row',
      (_, r) => {
        r.figure = null;
        r.rule = { rule: 'checklist', items: [{ label: '甲', points: 3 }] };
      },
      '各项合计3分，与本行的10分不一致',
    ],
    [
      'a floor above the row',
      (_, r) => (r.rule = { rule: 'per_point', base: 100, good: 'at_most', step: 1, amount: 1, floor: 20 }),
      '最低分高于本行分值',
    ],
    ['bands with a gap', (s) => (s.bands[0]!.from = 70), '与下一档不相接（70% 与 60%）'],
    ['bands that leave the worst out', (s) => (s.bands[1]!.from = 10), '最差的一档应从 0% 开始'],
    ['bands that leave the best out', (s) => (s.bands[0]!.to = 90), '最好的一档应到 100%'],
    [
      'caps out of order',
      (s) =>
        Object.assign(s, {
          caps: [
            { below: 60, total: 69 },
            { below: 80, total: 89 },
          ],
        }),
      '总分上限应按执行率从高到低排列',
    ],
    [
      'caps on offer out of order',
      (s) =>
        Object.assign(s, {
          capsOnOffer: {
            label: '某市',
            caps: [
              { below: 80, total: 79 },
              { below: 70, total: 89 },
            ],
          },
        }),
      'scoring.capsOnOffer.caps.1',
    ],
    [
      'a choice of one',
      (s, r) => {
        s.groups[0]!.rows = [{ ...r, oneOf: '结转' }];
      },
      '择一指标“结转”只有一行',
    ],
    [
      'a set behind one that always holds',
      (s) => {
        s.sets.push({ id: 'late', label: '晚', when: 'without_satisfaction' });
        for (const g of s.groups) g.weights.late = g.weights.main!;
      },
      '前面的方案总是适用，这个方案永远用不到',
    ],
    ['no set for the rest', (s) => (s.sets[0]!.when = 'without_satisfaction'), '最后一个的 when 应为 always'],
    ['sets by a cost that no group has', (s) => (s.sets[0]!.when = 'with_cost'), '但没有成本指标这一类'],
  ])('%s is named', (_, change, words) => {
    expect(spoilScoring(change).join('\n')).toContain(words);
  });

  it('counts a choice of one once', () => {
    const faults = spoilScoring((s, r) => {
      s.groups[0]!.rows = [
        { ...r, name: '结转结余率', figure: 'carryover_rate', oneOf: '结转' },
        { ...r, name: '另一个', oneOf: '结转' },
      ];
    });
    expect(faults).toEqual([]);
  });
});

describe('the sentence library', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a loop', { a: { 'a.one': [{ use: 'a.two' }], 'a.two': [{ use: 'a.one' }] } }, '“a.one”→“a.two”→“a.one”循环引用'],
    ['an unknown name', { a: { 'a.one': [{ use: 'b.two' }] } }, '句子库里没有“b.two”'],
    ['an unknown key', { a: { 'a.one': [{ say: '{{no_such}}' }] } }, 'a.one.0.say：“no_such”既不是事实'],
    ['an empty passage', { a: { 'a.one': [] } }, 'a.one：没有句子'],
    ['a passage in another file', { a: { 'b.one': [{ say: '甲' }] } }, '“b.one”应写在 b 文件里'],
    ['a sentence of no known kind', { a: { 'a.one': [{ speak: '甲' }] } }, 'a：a.one.0'],
  ])('%s is named', (_, files, words) => {
    const read = readLibrary(files, FIGURES);
    expect(read.ok ? '' : read.faults.join('\n')).toContain(words);
  });

  it('puts a passage and what it names in the place of its name, in order', () => {
    const read = readLibrary({
      a: { 'a.one': [{ say: '一' }, { use: 'a.two' }, { say: '三' }], 'a.two': [{ say: '二' }] },
    });
    if (!read.ok) throw new Error(read.faults.join('\n'));
    const p = sound();
    (p.outline as Loose[])[1]!.compose = [{ use: 'a.one' }, { say: '四' }];
    const made = readProfile(p, read.library);
    expect(made.ok && made.profile.outline[1]!.compose).toEqual([
      { say: '一' },
      { say: '二' },
      { say: '三' },
      { say: '四' },
    ]);
  });
});
