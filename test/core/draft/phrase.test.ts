// Ready phrases: value, unit, qualifier and direction.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factPhrase, figurePhrase, moneyWords, rounded } from '../../../src/core/draft/phrase.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import type { Figure, FigureState } from '../../../src/core/figure/figure.ts';
import { exact } from '../../../src/core/number/exact.ts';
import { profileNamed } from '../../profiles.ts';

const profile = profileNamed('jiangxi-2022');

const fact = (key: string, value: string, unit: string, qualifier: StatedFact['qualifier'] = null): StatedFact => ({
  key,
  period: 2022,
  scope: null,
  item: null,
  value,
  unit,
  qualifier,
  label: null,
});

const figure = (key: string, unit: string, state: FigureState): Figure => ({
  key,
  label: key,
  period: 2022,
  scope: null,
  state,
  unit,
  decimals: 0,
  base: null,
  formula: '',
  inputs: [],
  source: '',
});
const computed = (num: bigint, den = 1n): FigureState => ({ is: 'computed', value: exact(num, den) });

describe('a fact in a sentence', () => {
  it.each([
    ['budget_income_total', '7910', '万元', null, '7910万元'],
    ['budget_expenditure_basic', '1128.6', '万元', null, '1128.6万元'],
    ['final_income_total', '178473700', '元', null, '17847.37万元'],
    ['final_income_total', '1.78', '亿元', null, '17800万元'],
    ['final_income_total', '1.78', '亿元', '约', '约1.78亿元'],
    ['staff_total', '37', '', null, '37人'],
    ['passage_figure', '700', '家', '余', '700余家'],
    ['passage_figure', '1500', '平米', null, '1500平方米'],
    ['passage_figure', '1500', '平方米', '余', '1500余平方米'],
    ['passage_figure', '200', '份', '约', '约200份'],
    ['satisfaction_target', '95', '%', '以上', '95%以上'],
    ['indicator_target', '300', '人', '不低于', '不低于300人'],
    ['indicator_target', '显著提升', '', null, '显著提升'],
    ['internal_departments', '4', '个', '列举', '4个'],
    ['disclosure_date', '2024-04-05', '', null, '2024年4月5日'],
    ['disclosure_date', '2024年4月', '', null, '2024年4月'],
    ['self_grade', '优', '', null, '优'],
  ] as const)('%s %s %s %s reads %s', (key, value, unit, q, text) => {
    expect(factPhrase(fact(key, value, unit, q), profile)).toBe(text);
  });
});

describe('a figure in a sentence', () => {
  it.each([
    ['project_completion_rate', '%', computed(200n, 3n), '66.67%'],
    ['budget_income_change', '万元', computed(4660n), '增加4660万元'],
    ['budget_income_change', '万元', computed(-31n, 10n), '减少3.1万元'],
    ['budget_income_fiscal_change', '万元', computed(0n), '与上年持平'],
    ['budget_income_change_rate', '%', computed(466000n, 3250n), '增长143.38%'],
    ['budget_income_change_rate', '%', computed(-5n, 2n), '下降2.5%'],
    ['project_completion_rate_change', '百分点', computed(25n, 3n), '提高8.33个百分点'],
    ['x_share', '%', computed(100n), '100%'],
    ['x_share', '%', computed(999999n, 10000n), '100.00%'],
  ] as const)('%s (%s) reads %s', (key, unit, state, text) => {
    expect(figurePhrase(figure(key, unit, state), profile)).toBe(text);
  });

  it('says the rule’s own sentence where there is no value, and asks for the fact it waits for', () => {
    const state: FigureState = { is: 'not-applicable', code: 'NEW', text: '上年无此项，本年新增4660万元' };
    expect(figurePhrase(figure('budget_income_other_change_rate', '%', state), profile)).toBe(
      '上年无此项，本年新增4660万元',
    );
    const waiting: FigureState = { is: 'waiting', for: ['budget_adjusted_total'] };
    expect(figurePhrase(figure('execution_rate_full_year', '%', waiting), profile)).toBe(
      '【待补：全年（调整后）预算数】',
    );
  });
});

describe('words in a report that counts in 元', () => {
  const yunnan = profileNamed('yunnan');

  it.each([
    ['不低于300万元', '不低于3000000元'],
    ['上缴税金6,420万元', '上缴税金64200000元'],
    ['税收1.35亿元、费用88.73元', '税收135000000元、费用88.73元'],
    ['拨付33,120.5万元', '拨付331205000元'],
    ['三百万元', '三百万元'],
    ['1.2.3万元', '1.2.3万元'],
  ])('%s reads %s', (words, said) => {
    expect(moneyWords(words, yunnan)).toBe(said);
    expect(moneyWords(words, profile)).toBe(words);
  });

  it('a bound is converted, a rough value is not', () => {
    expect(factPhrase(fact('indicator_target', '300', '万元', '不低于'), yunnan)).toBe('不低于3000000元');
    expect(factPhrase(fact('budget_income_total', '300', '万元', '约'), yunnan)).toBe('约300万元');
  });
});

describe('rounding for display', () => {
  it('is half-up, drops trailing zeros, and never shows an exact whole number that it is not', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 9999n }), (n, d) => {
        const shown = rounded(exact(n, d), 2);
        const near = Math.round((Math.abs(Number(n)) / Number(d)) * 100) / 100;
        expect(Math.abs(Math.abs(Number(shown)) - near)).toBeLessThanOrEqual(0.0100001);
        if (!shown.includes('.')) expect(n % d).toBe(0n);
        expect(shown).not.toMatch(/\.[1-9]0$/);
      }),
    );
  });
});
