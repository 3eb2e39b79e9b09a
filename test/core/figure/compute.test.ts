// Figures against workings done by hand, and the laws they must keep.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import type { Figure } from '../../../src/core/figure/figure.ts';
import { FORMULAS } from '../../../src/core/figure/formulas.ts';
import { toFixed, toText } from '../../../src/core/number/exact.ts';
import { type Notation, PERIOD, PROFILE, stated } from './stated.ts';

const figuresOf = (facts: readonly StatedFact[]): Figure[] => computeFigures(factBook(facts, PERIOD), PROFILE);
const figure = (notation: Notation, key: string, scope: string | null = null): Figure => {
  const found = figuresOf(stated(notation)).find((f) => f.key === key && f.scope === scope);
  if (!found) throw new Error(`no figure ${key}`);
  return found;
};
const print = (f: Figure): string => {
  if (f.state.is === 'computed') return `${toFixed(f.state.value, f.decimals)}${f.unit}`;
  return f.state.is === 'waiting' ? `待 ${f.state.for.join(' ')}` : `${f.state.code}：${f.state.text}`;
};

const SEED: Notation = {
  budget_income_total: '7910万元',
  budget_income_prior_delta: '4660万元',
  budget_income_fiscal: '3250万元',
  budget_income_other: '4660万元',
  budget_income_other_prior_delta: '4660万元',
  budget_expenditure_total: '7910万元',
  budget_expenditure_basic: '1128.6万元',
  budget_expenditure_project: '6781.4万元',
  final_income_total: '17847.37万元',
  final_expenditure_total: '17847.37万元',
  projects_total: '18个',
  projects_completed: '12个',
  staff_in_post: '14人',
  'staff_in_post#管理服务中心': '5人',
  'staff_in_post#人社所': '2人',
  staff_contract: '23人',
  'staff_contract#管理服务中心': '8人',
  'staff_contract#人社所': '5人',
  staff_total: '37人',
  'staff_total#管理服务中心': '13人',
  'staff_total#人社所': '7人',
};

describe('figures of a real report agree with workings done by hand', () => {
  it.each([
    ['budget_income_change', '4660.00万元', '7910 − 3250 = 4660万元'],
    ['budget_income_change_rate', '143.38%', '(7910 − 3250) ÷ 3250 = 143.38%'],
    ['budget_income_total_prior', '3250.00万元', '7910 − 4660 = 3250万元'],
    ['budget_income_fiscal_share', '41.09%', '3250 ÷ 7910 = 41.09%'],
    ['budget_income_other_share', '58.91%', '4660 ÷ 7910 = 58.91%'],
    ['budget_basic_share', '14.27%', '1128.6 ÷ 7910 = 14.27%'],
    ['budget_project_share', '85.73%', '6781.4 ÷ 7910 = 85.73%'],
    ['execution_rate_initial', '225.63%', '17847.37 ÷ 7910 = 225.63%'],
    ['budget_final_difference', '9937.37万元', '17847.37 − 7910 = 9937.37万元'],
    ['budget_final_difference_rate', '125.63%', '(17847.37 − 7910) ÷ 7910 = 125.63%'],
    ['project_completion_rate', '66.67%', '12 ÷ 18 = 66.67%'],
    ['staff_in_post_all', '21人', '14 + 5 + 2 = 21人'],
    ['staff_contract_all', '36人', '23 + 8 + 5 = 36人'],
    ['staff_total_all', '57人', '37 + 13 + 7 = 57人'],
    ['execution_rate_full_year', '待 budget_adjusted_total', ''],
    ['income_execution_rate', '待 budget_adjusted_total', ''],
    ['budget_income_other_change_rate', 'NEW：上年无此项，本年新增4660万元', ''],
    ['final_expenditure_change_rate', '待 final_expenditure_total@prior', ''],
  ])('%s is %s', (key, value, formula) => {
    const f = figure(SEED, key);
    expect(print(f)).toBe(value);
    expect(f.formula).toBe(formula);
  });

  it('names every row of a sum and both sides of a rate as inputs', () => {
    expect(figure(SEED, 'staff_total_all').inputs.map((s) => s.scope)).toEqual([null, '管理服务中心', '人社所']);
    expect(figure(SEED, 'project_completion_rate').inputs.map((s) => s.key)).toEqual([
      'projects_completed',
      'projects_total',
    ]);
    expect(figure(SEED, 'execution_rate_initial').base).toBe('年初预算数');
  });
});

describe('published examples come out as published', () => {
  it.each<[string, Notation, string]>([
    ['three_public_change_rate', { three_public_budget: '63.46万元', 'three_public_budget@prior': '32万元' }, '98.31%'],
    [
      'budget_completion_rate_with_carryover',
      {
        carryover_begin: '19.8万元',
        budget_expenditure_total: '1922.76万元',
        budget_adjustment_add: '767.86万元',
        carryover_end: '19.8万元',
      },
      '99.27%',
    ],
    ['budget_control_rate', { budget_expenditure_total: '1922.76万元', budget_adjustment_add: '767.86万元' }, '39.94%'],
    ['staff_control_rate', { staff_in_post: '50人', staff_quota: '46名' }, '108.70%'],
    [
      'execution_rate_full_year',
      {
        budget_expenditure_total: '861.10万元',
        budget_adjusted_total: '2030.12万元',
        final_expenditure_total: '2030.12万元',
      },
      '100.00%',
    ],
    [
      'budget_adjustment_implied',
      { budget_expenditure_total: '861.10万元', budget_adjusted_total: '2030.12万元' },
      '1169.02万元',
    ],
    [
      'execution_rate_available',
      {
        budget_expenditure_total: '3618.20万元',
        budget_adjustment_add: '1026.45万元',
        budget_adjustment_reduce: '222.95万元',
        budget_adjusted_total: '4421.70万元',
        carryover_begin: '165.30万元',
        final_expenditure_total: '4284.67万元',
      },
      '93.41%',
    ],
    ['satisfaction_gap', { satisfaction_rate: '92.4%', satisfaction_target: '95%以上' }, '-2.60百分点'],
    ['per_capita_basic_expenditure', { final_expenditure_basic: '1128.6万元', staff_total: '57人' }, '19.80万元/人'],
    ['execution_rate_change', { execution_rate: '96.67%', 'execution_rate@prior': '98.48%' }, '-1.81百分点'],
    ['staff_in_post_change', { staff_in_post: '21人', 'staff_in_post@prior': '23人' }, '-2人'],
    ['carryover_change_rate', { carryover_end: '302.33万元', carryover_begin: '165.30万元' }, '82.90%'],
  ])('%s', (key, facts, value) => expect(print(figure(facts, key))).toBe(value));

  it('computes a project rate for every project and none for the whole unit', () => {
    const all = figuresOf(
      stated({
        'project_budget#抽检': '200万元',
        'project_executed#抽检': '150万元',
        'project_budget#维修': '80万元',
      }),
    ).filter((f) => f.key === 'project_execution_rate');
    expect(all.map((f) => [f.scope, print(f)])).toEqual([['抽检', '75.00%']]);
  });
});

describe('the result of a working', () => {
  it.each<[Notation, string]>([
    // 9999.8 ÷ 10000 = 99.998%: not whole, so it is not written as if it were.
    [{ budget_adjusted_total: '10000万元', final_expenditure_total: '9999.8万元' }, '9999.8 ÷ 10000 = 100.00%'],
    [{ budget_adjusted_total: '10000万元', final_expenditure_total: '10000万元' }, '10000 ÷ 10000 = 100%'],
    [{ budget_adjusted_total: '18万元', final_expenditure_total: '12万元' }, '12 ÷ 18 = 66.67%'],
  ])('of %j is %s', (facts, working) => {
    expect(figure(facts, 'execution_rate_full_year')?.formula).toBe(working);
  });
});

describe('zero, absent and new bases never become 0% or 100%', () => {
  it.each<[string, Notation, string]>([
    [
      'three_public_control_rate',
      { three_public_budget: '0万元', three_public_actual: '0万元' },
      'NA_BOTH_ZERO：本年度无此项预算和支出',
    ],
    [
      'three_public_control_rate',
      { three_public_budget: '0万元', three_public_actual: '3.5万元' },
      'NO_BASE：未安排预算，实际发生3.5万元',
    ],
    [
      'execution_rate_initial',
      { budget_expenditure_total: '0万元', final_expenditure_total: '12万元' },
      'NO_BASE：年初未安排预算，实际发生12万元',
    ],
    [
      'three_public_change_rate',
      { three_public_budget: '4万元', 'three_public_budget@prior': '0万元' },
      'NEW：上年无此项，本年新增4万元',
    ],
    [
      'three_public_change_rate',
      { three_public_budget: '0万元', 'three_public_budget@prior': '0万元' },
      'BOTH_YEARS_ZERO：与上年均为零',
    ],
    // In the report's own unit, to the last digit.
    [
      'execution_rate_initial',
      { budget_expenditure_total: '0万元', final_expenditure_total: '125元' },
      'NO_BASE：年初未安排预算，实际发生0.0125万元',
    ],
    ['three_public_change_rate', { three_public_budget: '4万元' }, '待 three_public_budget@prior'],
    ['three_public_change_rate', { three_public_budget: '0万元', 'three_public_budget@prior': '4万元' }, '-100.00%'],
    ['project_completion_rate', { projects_total: '0个', projects_completed: '0个' }, 'NA_BOTH_ZERO：本年度无此项'],
  ])('%s of %j is %s', (key, facts, value) => expect(print(figure(facts, key))).toBe(value));
});

describe('a figure is not guessed', () => {
  it('an approximate fact yields no exact number', () => {
    const f = figure({ projects_total: '18个', projects_completed: '约12个' }, 'project_completion_rate');
    expect(f.state).toMatchObject({ is: 'not-applicable', code: 'APPROXIMATE' });
    expect(print(f)).toContain('约12个');
  });

  it('a missing reduction is not zero, unless the full-year budget shows that it is', () => {
    const facts: Notation = { budget_expenditure_total: '1000万元', budget_adjustment_add: '200万元' };
    expect(print(figure(facts, 'budget_adjusted_computed'))).toBe('待 budget_adjustment_reduce');
    expect(print(figure({ ...facts, budget_adjusted_total: '1200万元' }, 'budget_adjusted_computed'))).toBe(
      '1200.00万元',
    );
    expect(print(figure({ ...facts, budget_adjusted_total: '1200万元' }, 'budget_adjustment_rate'))).toBe('20.00%');
    expect(print(figure({ ...facts, budget_adjusted_total: '1100万元' }, 'budget_adjustment_rate'))).toBe(
      '待 budget_adjustment_reduce',
    );
  });

  it('adjustments count with their absolute amounts and without what policy required', () => {
    const facts: Notation = {
      budget_expenditure_total: '1000万元',
      budget_adjustment_add: '300万元',
      budget_adjustment_reduce: '100万元',
      budget_adjustment_exempt: '150万元',
    };
    expect(print(figure(facts, 'budget_adjustment_rate'))).toBe('25.00%');
  });

  it('money in a count, or a count in money, is not read', () => {
    expect(print(figure({ staff_in_post: '5万元', staff_quota: '6人' }, 'staff_control_rate'))).toBe(
      '待 staff_in_post',
    );
  });

  it('two facts of one slot that no rounding reconciles are computed with by nobody', () => {
    const twice = [
      ...stated({ final_expenditure_total: '965.30万元' }),
      ...stated({ final_expenditure_total: '956.30万元' }),
    ];
    const facts = [...twice, ...stated({ budget_adjusted_total: '1012万元' })];
    const rate = (fs: StatedFact[]) => print(figuresOf(fs).find((f) => f.key === 'execution_rate_full_year')!);
    expect(rate(facts)).toBe('待 final_expenditure_total');
    const rounded = [
      ...stated({ final_expenditure_total: '0.1亿元' }),
      ...stated({ final_expenditure_total: '965.30万元' }),
    ];
    expect(rate([...rounded, ...stated({ budget_adjusted_total: '1012万元' })])).toBe('95.39%');
  });

  it('the quota of one office does not limit the staff of three', () => {
    const facts: Notation = {
      staff_in_post: '27人',
      'staff_in_post#管委会本级': '17人',
      'staff_in_post#中心': '10人',
      'staff_quota#管委会本级': '20人',
    };
    expect(print(figure(facts, 'staff_control_rate'))).toBe('待 staff_quota');
  });

  it('a stated whole with an own row beside it is the total, not one more row', () => {
    const facts: Notation = {
      staff_total: '65人',
      'staff_total#管委会本级': '43人',
      'staff_total#服务中心': '15人',
      'staff_total#人才所': '7人',
    };
    expect(print(figure(facts, 'staff_total_all'))).toBe('65人');
  });
});

describe('the formula table is sound', () => {
  it('has one row for each key, and says the source', () => {
    expect(new Set(FORMULAS.map((f) => `${f.key} ${f.variant ?? ''}`)).size).toBe(FORMULAS.length);
    // A variant is another way to compute a figure that there is.
    const plain = new Set(FORMULAS.filter((f) => !f.variant).map((f) => f.key));
    expect(FORMULAS.filter((f) => f.variant && !plain.has(f.key))).toEqual([]);
    expect(FORMULAS.filter((f) => !f.source || !f.label)).toEqual([]);
  });
  it('never gives an execution rate without its base', () => {
    expect(FORMULAS.filter((f) => /rate|share|coverage/.test(f.key) && !f.base)).toEqual([]);
  });
});

const amount = fc
  .integer({ min: 0, max: 99_999_999 })
  .map((n) => `${(n / 100) | 0}.${String(n % 100).padStart(2, '0')}万元`);
const books = fc.record({
  budget_expenditure_total: amount,
  budget_adjusted_total: amount,
  final_expenditure_total: amount,
  budget_expenditure_basic: amount,
  budget_expenditure_project: amount,
  'final_expenditure_total@prior': amount,
  three_public_budget: amount,
  'three_public_budget@prior': amount,
});
const values = (facts: readonly StatedFact[]): string[] =>
  figuresOf(facts).map((f) => `${f.key} ${f.state.is === 'computed' ? toText(f.state.value) : f.state.is}`);

describe('laws of figures', () => {
  it('the order of facts does not matter', () =>
    fc.assert(
      fc.property(
        books.chain((b) => {
          const facts = stated({ ...SEED, ...b });
          return fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }));
        }),
        ([facts, shuffled]) => {
          expect(figuresOf(shuffled)).toEqual(figuresOf(facts));
        },
      ),
      { numRuns: 50 },
    ));

  it('the same amounts in 元 give the same values', () =>
    fc.assert(
      fc.property(books, (b) => {
        const wan = stated(b);
        const yuan = wan.map((f) => ({ ...f, value: `${BigInt(f.value.replace('.', '')) * 100n}`, unit: '元' }));
        expect(values(yuan)).toEqual(values(wan));
      }),
      { numRuns: 50 },
    ));

  it('the shares of parts that make up the whole add up to 100 exactly', () =>
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n), (a, b) => {
        const facts = stated({
          budget_expenditure_basic: `${a}万元`,
          budget_expenditure_project: `${b}万元`,
          budget_expenditure_total: `${a + b}万元`,
        });
        const share = (key: string) => {
          const s = figuresOf(facts).find((f) => f.key === key)!.state;
          return s.is === 'computed' ? s.value : null;
        };
        const [x, y] = [share('budget_basic_share')!, share('budget_project_share')!];
        expect(x.num * y.den + y.num * x.den).toBe(100n * x.den * y.den);
      }),
    ));
});
