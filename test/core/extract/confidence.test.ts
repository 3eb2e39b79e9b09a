import { describe, expect, it } from 'vitest';
import { confidenceOf, crossFoot, type Reason, reasonWords } from '../../../src/core/extract/confidence.ts';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { type Claim, slotKey } from '../../../src/core/fact.ts';
import { readDocument } from '../../../src/core/text/read.ts';

const HEAD = '清河县示例局2022年度部门整体支出绩效自评报告\n';
const found = (body: string) => extractFacts(readDocument(HEAD + body));
const reasons = (body: string, key: string): Reason[] =>
  found(body).candidates.find((c) => c.key === key)?.reasons ?? [];

describe('confidence', () => {
  it.each([
    [['exact-place', 'clear-wording'], 'high'],
    [['exact-place', 'clear-wording', 'contradicted'], 'medium'],
    [['exact-place', 'clear-wording', 'approximate'], 'high'],
    [['exact-place', 'clear-wording', 'does-not-add-up'], 'medium'],
    [['exact-place', 'indirect-wording'], 'medium'],
    [['exact-place', 'indirect-wording', 'adds-up'], 'high'],
    [['exact-place', 'indirect-wording', 'unit-inferred'], 'low'],
    [['exact-place', 'other-subject'], 'low'],
  ] as const)('of %j is %s', (given, expected) => {
    expect(confidenceOf(given)).toBe(expected);
  });

  it('has its reasons in words for staff', () => {
    expect(reasonWords(['exact-place', 'contradicted'])).toEqual(['原文逐字可查', '同一材料另有不同的数']);
  });
});

describe('what speaks for a figure and what against it', () => {
  it('a sum that holds speaks for the total and its parts', () => {
    const body = '2022年收入预算总额为100万元，其中：财政拨款收入60万元，其他收入40万元。';
    expect(reasons(body, 'budget_income_total')).toContain('adds-up');
    expect(reasons(body, 'budget_income_other')).toContain('adds-up');
  });

  it('a sum that does not hold speaks against them', () => {
    const body = '2022年收入预算总额为100万元，其中：财政拨款收入60万元，其他收入43万元。';
    const { candidates } = found(body);
    const total = candidates.find((c) => c.key === 'budget_income_total');
    expect(total?.reasons).toContain('does-not-add-up');
    expect(total?.confidence).toBe('medium');
  });

  it('a value said twice has both places and is surer', () => {
    const body = '年末在职人员24人。\n三、其他\n2022年末，我局在职人员24人。';
    const fact = found(body).candidates.find((c) => c.key === 'staff_in_post');
    expect(fact?.also).toHaveLength(1);
    expect(fact?.reasons).toContain('said-again');
    for (const p of [fact!, ...fact!.also]) expect((HEAD + body).slice(p.start, p.end)).toBe(p.quote);
  });

  it('two values said as clearly contradict each other', () => {
    const { candidates, conflicts } = found('年末在职人员24人。\n三、其他\n2022年末，我局在职人员26人。');
    expect(conflicts.map((c) => c.candidates.map((x) => x.value))).toEqual([['24', '26']]);
    expect(candidates.find((c) => c.key === 'staff_in_post')).toMatchObject({ value: '24', confidence: 'medium' });
  });

  it('a unit from the head of the table is named as such', () => {
    const body =
      '收支情况表\n单位：万元\n项目 | 预算数 | 决算数 |\n本年收入合计 | 7910.00 | 7920.00 |\n本年支出合计 | 7910.00 | 7900.00 |\n';
    expect(reasons(body, 'final_expenditure_total')).toEqual(expect.arrayContaining(['table-cell', 'header-unit']));
  });
});

describe('sums', () => {
  const claim = (key: string, value: string, unit = '万元', more: Partial<Claim> = {}): Claim => ({
    key,
    period: 2022,
    scope: null,
    item: null,
    value,
    unit,
    qualifier: null,
    label: null,
    ...more,
  });
  const judged = (...claims: Claim[]) =>
    Object.fromEntries(
      [...crossFoot(new Map(claims.map((c) => [slotKey(c), c])))].map(([slot, how]) => [slot.split('|')[0], how]),
    );
  const parts = [claim('budget_expenditure_basic', '60'), claim('budget_expenditure_project', '40')];

  it('hold across units and roundings', () => {
    expect(judged(claim('budget_expenditure_total', '1000040', '元'), ...parts).budget_expenditure_total).toBe(
      'adds-up',
    );
  });

  it('of another year, of a part of the unit or of rough numbers are not judged', () => {
    expect(judged(claim('budget_expenditure_total', '90', '万元', { period: 2021 }), ...parts)).toEqual({});
    expect(judged(claim('budget_expenditure_total', '90', '万元', { scope: '机关' }), ...parts)).toEqual({});
    expect(judged(claim('budget_expenditure_total', '90', '万元', { qualifier: '约' }), ...parts)).toEqual({});
  });

  it('with a part missing say nothing', () => {
    expect(judged(claim('budget_expenditure_total', '90'), parts[0]!)).toEqual({});
  });
});

describe('of two values said as clearly', () => {
  const body = (first: string, second: string) =>
    `2022年支出决算总额为${first}万元。\n三、其他\n2022年支出决算总额为${second}万元，其中基本支出60万元，项目支出40万元。`;

  it.each([
    ['100', '107'],
    ['107', '100'],
  ])('the one that the parts add up to goes first: %s, then %s', (first, second) => {
    const { candidates, conflicts } = found(body(first, second));
    const total = candidates.find((c) => c.key === 'final_expenditure_total');
    expect(total?.value).toBe('100');
    expect(conflicts.find((c) => c.slot.startsWith('final_expenditure_total'))?.candidates.map((c) => c.value)).toEqual(
      ['100', '107'],
    );
  });

  it('the one said first goes first where no sum speaks for either', () => {
    const { conflicts } = found('2022年支出决算总额为100万元。\n三、其他\n2022年支出决算总额为107万元。');
    expect(conflicts[0]?.candidates.map((c) => c.value)).toEqual(['100', '107']);
  });
});
