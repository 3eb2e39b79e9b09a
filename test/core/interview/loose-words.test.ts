// Messages as they are typed between two telephone calls: what must be read, what must not be registered, what is asked about.
import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../../src/core/catalogue/catalogue.ts';
import type { Asked, Intent } from '../../../src/core/interview/intent.ts';
import { understandMessage } from '../../../src/core/interview/understand.ts';

const about = (key: string | null): Asked | null => (key === null ? null : { key, period: 2023, scope: null });
const read = (message: string, key: string | null): Intent[] => understandMessage(message, about(key), 2023);
const claims = (intents: readonly Intent[]): string[] =>
  intents.flatMap((i) => (i.is === 'give' ? i.claims.map((c) => `${c.key}@${c.period}=${c.value}${c.unit}`) : []));

describe('numbers as people say them', () => {
  test.each<[string, string | null, string[]]>([
    ['一个亿', 'budget_income_total', ['budget_income_total@2023=1亿元']],
    ['14463w', 'budget_income_total', ['budget_income_total@2023=14463万元']],
    ['我们单位今年预算收入一个亿', 'problems', ['budget_income_total@2023=1亿元']],
    ['支出预算也是一千二百万', null, ['budget_expenditure_total@2023=1200万元']],
    [
      '收入预算总额1.2亿，支出预算总额也是1.2个亿',
      'problems',
      ['budget_income_total@2023=1.2亿元', 'budget_expenditure_total@2023=1.2亿元'],
    ],
    ['编制没变，还是16个', null, ['staff_quota@2023=16人']],
    ['编制没变，还是16个', 'performance_goal_text', ['staff_quota@2023=16人']],
    ['3台公车', null, ['vehicles_count@2023=3辆']],
    ['发了200份问卷收回198份', null, ['satisfaction_sample@2023=200份', 'satisfaction_valid@2023=198份']],
    [
      '决算收入14463.02万，其中财政拨款14000万，其他463.02万',
      null,
      [
        'final_income_total@2023=14463.02万元',
        'final_income_fiscal@2023=14000万元',
        'final_income_other@2023=463.02万元',
      ],
    ],
    [
      '公务接待费预算去年2.3万，今年1.8万',
      null,
      ['three_public_reception_budget@2022=2.3万元', 'three_public_reception_budget@2023=1.8万元'],
    ],
    [
      '老王刚发我的：固定资产原值5032.6万，在用4980万，闲置52.6万',
      'performance_goal_text',
      ['fixed_assets_gross@2023=5032.6万元', 'fixed_assets_in_use@2023=4980万元', 'fixed_assets_idle@2023=52.6万元'],
    ],
  ])('%j asked %s', (message, key, expected) => {
    expect(claims(read(message, key))).toEqual(expected);
  });

  test('编制没变，还是16个 says nothing else', () => {
    expect(read('编制没变，还是16个', null).map((i) => i.is)).toEqual(['give']);
  });

  test('what was none last year may be something this year', () => {
    expect(read('去年公务接待费2万元，公务接待费预算今年没有', null).map((i) => i.is)).toContain('none');
  });
});

describe('what is said to us is no entry of the list that is asked for', () => {
  test.each([
    '在么',
    '今年预算是多少来着',
    '不对，上面那个是错的',
    '不对，上面那个是错的，应该是1.3亿',
    '改成1300w',
    '没有结转',
    '这个数我没有',
    '存在的问题那块太啰嗦了',
    '帮我把存在问题写短一点',
    '等会儿给你',
    '这个要怎么弄啊',
    '三公经费和去年一样',
    '车子有3辆',
    '导出吧',
  ])('%s', (message) => {
    for (const key of ['problems', 'performance_goal_text', 'achievements', 'effect_social', 'application_items'])
      expect(claims(read(message, key)).filter((c) => c.startsWith(key))).toEqual([]);
  });

  test.each([
    ['预算编制不够细化', 'problems'],
    ['一是预算编制不够细化；二是执行偏慢', 'problems'],
    ['绩效指标设置不够科学，部分指标难以量化', 'problems'],
    ['加强业务培训', 'measures'],
    ['完成老旧小区改造项目前期论证并全部开工', 'achievements'],
  ])('but %s is one', (message, key) => {
    const found = claims(read(message, key));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((c) => c.startsWith(key))).toBe(true);
  });
});

describe('what a loose message asks for', () => {
  test.each<[string, string | null, Partial<Intent>]>([
    ['在么', 'problems', { is: 'social', kind: 'greet' }],
    ['有人吗', null, { is: 'social', kind: 'greet' }],
    ['等会儿给你', 'staff_quota', { is: 'skip', key: 'staff_quota' }],
    ['晚点发你', 'problems', { is: 'skip', key: 'problems' }],
    ['这个数我没有', 'problems', { is: 'skip', key: 'problems' }],
    ['这个要怎么弄啊', 'staff_quota', { is: 'explain', about: 'how' }],
    ['不对，上面那个是错的', 'problems', { is: 'wrong' }],
    ['填错了', null, { is: 'wrong' }],
    ['刚才那个数不对', 'staff_quota', { is: 'wrong' }],
    ['不对，上面那个是错的，应该是1.3亿', 'problems', { is: 'correct' }],
    ['改成1300w', null, { is: 'correct' }],
    ['存在问题主要是预算执行慢', 'disclosure_date', { is: 'give' }],
    ['帮我把存在问题写短一点', 'disclosure_date', { is: 'revise', section: '存在问题', instruction: '写短一点' }],
    ['帮我把存在问题写短一点', 'problems', { is: 'revise', section: '存在问题' }],
    ['存在的问题那块太啰嗦了', 'problems', { is: 'revise' }],
    ['今年预算是多少来着', 'problems', { is: 'recall' }],
    ['第二部分重新写', 'problems', { is: 'draft', section: '2' }],
  ])('%j asked %s', (message, key, expected) => {
    expect(read(message, key)[0]).toMatchObject(expected);
  });

  test.each([
    ['三公经费和去年一样', 'same-as-last-year'],
    ['接待费跟去年一样', 'same-as-last-year'],
    ['三公经费没有', 'none'],
  ])('%s leaves open which of several is meant', (message, is) => {
    for (const key of [null, 'problems', 'disclosure_date']) {
      const [intent] = read(message, key);
      expect(intent).toMatchObject({ is });
      expect((intent as { between?: string[] }).between?.length).toBeGreaterThan(1);
    }
  });

  test.each(['今年预算是多少来着', '收入是多少', '人数多少'])('%s asks for facts there are', (message) => {
    const [intent] = read(message, null);
    for (const key of (intent as { between: string[] }).between) expect(definitionOf(key), key).toBeDefined();
  });
});
