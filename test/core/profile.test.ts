// Report kinds are data: what the shape and the cross-checks refuse, and in which words.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/core/catalogue/catalogue.ts';
import { readProfile } from '../../src/core/profile.ts';

const text = readFileSync(new URL('../../db/profiles/jiangxi-2022.json', import.meta.url), 'utf8');
const FIGURES = new Set(['a_change', 'a_change_rate', 'execution_rate_full_year', 'budget_income_change']);

type Loose = Record<string, unknown>;
/** A small sound profile, to be spoilt one field at a time. */
function sound(): Loose {
  const whole = JSON.parse(text) as Loose;
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
  const read = readProfile(p, FIGURES);
  return read.ok ? [] : read.faults;
};

describe('the shipped profile', () => {
  it('is sound against the figures that can be computed', () => {
    const read = readProfile(JSON.parse(text));
    expect(read.ok ? [] : read.faults).toEqual([]);
  });

  it('holds the outline of the bureau, numbered in literal text, with titles in their short form', () => {
    const read = readProfile(JSON.parse(text));
    if (!read.ok) throw new Error(read.faults.join('\n'));
    const { outline, formHints } = read.profile;
    expect(outline.map((s) => s.id).join(' ')).toBe('1 1.1 1.2 1.3 1.4 1.5 2 2.1 2.2 2.3 3 3.1 3.2 4');
    expect(outline.map((s) => s.number).join(' ')).toBe(
      '一、 （一） （二） （三） （四） （五） 二、 （一） （二） （三） 三、 （一） （二） 四、',
    );
    for (const s of outline) for (const hint of formHints) expect(s.title).not.toContain(hint);
    expect(outline.find((s) => s.id === '2.1')).toMatchObject({ title: '履职完成情况' });
  });

  it('has a place for every fact an office can give; the rest is listed here with its reason', () => {
    const elsewhere = new Set([
      ...['report_year', 'unit_short_name'], // the words {{year}} and {{unit_short}}
      ...['unit_code', 'contact_name', 'contact_phone', 'report_date'], // head and signature, not prose
      ...CATALOGUE.map((d) => d.key).filter((k) => k.endsWith('_prior_delta')), // said as the computed change
      ...['execution_rate', 'execution_rate_income', 'project_completion_rate_stated'], // stated rates are computed anew
      ...['indicator_check', 'indicator_score_reason', 'indicator_not_applicable', 'indicator_chosen'], // the scoring table
      ...CATALOGUE.map((d) => d.key).filter((k) =>
        /^indicator_(?:level|nature|target_|band|deviation|improvement)/.test(k),
      ),
      ...['passage_figure', 'other_figure'], // said inside its passage, or by its own label
    ]);
    const unsaid = CATALOGUE.map((d) => d.key).filter((k) => !new RegExp(`\\b${k}\\b`).test(text));
    expect(unsaid.filter((k) => !elsewhere.has(k))).toEqual([]);
    expect([...elsewhere].filter((k) => !unsaid.includes(k))).toEqual([]);
  });

  it('never states an execution rate without its base in the same sentence', () => {
    const says = JSON.stringify(JSON.parse(text)).split(/[。；]/);
    for (const s of says.filter((x) => /\{\{execution_rate/.test(x))) expect(s).toMatch(/(?:全年|年初)预算数的\{\{/);
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
      'above 或 below',
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
    ['an empty outline', (p) => (p.outline = []), 'outline：没有章节'],
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
    expect(readProfile(json, FIGURES).ok).toBe(false);
  });
});
