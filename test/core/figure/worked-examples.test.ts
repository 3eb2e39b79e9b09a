// The indicators of the framework and the derived figures, each against a working of its own: whole numbers, no product code.
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import type { Figure } from '../../../src/core/figure/figure.ts';
import { toFixed } from '../../../src/core/number/exact.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { type Notation, PERIOD, PROFILE, stated } from './stated.ts';

const figureOf = (
  notation: Notation,
  key: string,
  profile: Profile = PROFILE,
  scope: string | null = null,
): Figure | undefined =>
  computeFigures(factBook(stated(notation), PERIOD), profile).find((f) => f.key === key && f.scope === scope);

const print = (f: Figure | undefined): string => {
  if (!f) return '没有这一项';
  if (f.state.is === 'computed') return `${toFixed(f.state.value, f.decimals)}${f.unit}`;
  return f.state.is === 'waiting' ? `待 ${f.state.for.join(' ')}` : f.state.text;
};

/** Cents over cents, in % with two decimals, half up: schoolbook long division on whole numbers. */
const percent = (a: number, b: number): string => {
  const [n, d] = [BigInt(Math.round(a * 100)), BigInt(Math.round(b * 100))];
  const negative = n < 0n;
  const hundredths = ((negative ? -n : n) * 100_000n) / d;
  const rounded = (hundredths + 5n) / 10n;
  return `${negative ? '-' : ''}${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}%`;
};

describe('the working of the test itself', () => {
  it.each([
    [(63.46 - 32) * 1, 32, '98.31%'],
    [50, 46, '108.70%'],
    [767.86, 1922.76, '39.94%'],
    [-1, 3, '-33.33%'],
  ])('%s over %s is %s', (a, b, shown) => expect(percent(a, b)).toBe(shown));
});

const with_ = (variants: Record<string, string>): Profile => ({ ...PROFILE, variants });

describe('the sixteen indicators of the framework', () => {
  it.each<[string, Notation, string, string]>([
    ['staff_control_rate', { staff_in_post: '50人', staff_quota: '46人' }, percent(50, 46), '50 ÷ 46 = 108.70%'],
    [
      'three_public_change_rate',
      { three_public_budget: '63.46万元', 'three_public_budget@prior': '32万元' },
      percent(63.46 - 32, 32),
      '(63.46 − 32) ÷ 32 = 98.31%',
    ],
    [
      'key_expenditure_rate',
      { budget_expenditure_key_project: '450万元', budget_expenditure_project: '600万元' },
      percent(450, 600),
      '450 ÷ 600 = 75%',
    ],
    [
      'budget_completion_rate_with_carryover',
      {
        carryover_begin: '19.8万元',
        budget_expenditure_total: '1922.76万元',
        budget_adjustment_add: '767.86万元',
        carryover_end: '19.8万元',
      },
      percent(19.8 + 1922.76 + 767.86 - 19.8, 19.8 + 1922.76 + 767.86),
      '(19.8 + 1922.76 + 767.86 − 19.8) ÷ (19.8 + 1922.76 + 767.86) = 99.27%',
    ],
    [
      'budget_adjustment_rate',
      { budget_expenditure_total: '800万元', budget_adjustment_add: '120万元', budget_adjustment_reduce: '40万元' },
      percent(160, 800),
      '(120 + 40) ÷ 800 = 20%',
    ],
    [
      'budget_control_rate',
      { budget_expenditure_total: '1922.76万元', budget_adjustment_add: '767.86万元' },
      percent(767.86, 1922.76),
      '767.86 ÷ 1922.76 = 39.94%',
    ],
    [
      'payment_progress_rate',
      { payment_progress_spent: '430万元', budget_adjusted_total: '1000万元', payment_progress_planned: '45%' },
      percent(43, 45),
      '(430万元 ÷ 1000万元) ÷ 45% = 95.56%',
    ],
    [
      'carryover_rate',
      { carryover_end: '36万元', budget_expenditure_total: '900万元', budget_adjusted_total: '900万元' },
      percent(36, 900),
      '36 ÷ 900 = 4%',
    ],
    ['carryover_change_rate', { carryover_end: '70万元', 'carryover_end@prior': '100万元' }, '-30.00%', ''],
    [
      'public_expenditure_control_rate',
      { final_expenditure_public: '95万元', budget_expenditure_public: '100万元' },
      '95.00%',
      '95 ÷ 100 = 95%',
    ],
    ['three_public_control_rate', { three_public_actual: '28万元', three_public_budget: '32万元' }, '87.50%', ''],
    ['procurement_execution_rate', { procurement_actual: '72.74万元', procurement_budget: '100万元' }, '72.74%', ''],
    ['asset_use_rate', { fixed_assets_in_use: '900万元', fixed_assets_gross: '1000万元' }, '90.00%', ''],
    ['task_completion_rate', { tasks_completed: '11项', tasks_planned: '12项' }, percent(11, 12), '11 ÷ 12 = 91.67%'],
    ['task_timely_rate', { tasks_on_time: '10项', tasks_planned: '12项' }, percent(10, 12), '10 ÷ 12 = 83.33%'],
    ['task_quality_rate', { tasks_qualified: '9项', tasks_planned: '12项' }, '75.00%', '9 ÷ 12 = 75%'],
    ['key_task_completion_rate', { key_tasks_completed: '7项', key_tasks_assigned: '8项' }, '87.50%', '7 ÷ 8 = 87.50%'],
  ])('%s', (key, facts, value, working) => {
    const f = figureOf(facts, key)!;
    expect(print(f)).toBe(value);
    if (working) expect(f.formula).toBe(working);
    expect(f.source).not.toBe('');
    expect(f.inputs.length).toBeGreaterThan(1);
  });

  it('takes key projects from the marked ones, once every project has its mark', () => {
    const facts: Notation = {
      'project_budget#道路': '300万元',
      'project_budget#培训': '100万元',
      'project_is_key#道路': '是',
      budget_expenditure_project: '400万元',
    };
    expect(print(figureOf(facts, 'key_expenditure_rate'))).toBe('待 budget_expenditure_key_project');
    expect(print(figureOf({ ...facts, 'project_is_key#培训': '否' }, 'key_expenditure_rate'))).toBe('75.00%');
  });
});

describe('ways of computing that a report kind chooses', () => {
  const sg: Notation = {
    three_public_budget: '63.46万元',
    'three_public_budget@prior': '32万元',
    three_public_actual: '30万元',
    'three_public_actual@prior': '40万元',
  };
  it('三公 changes on budgets, or on final accounts where the profile says so', () => {
    expect(print(figureOf(sg, 'three_public_change_rate'))).toBe('98.31%');
    const local = figureOf(sg, 'three_public_change_rate', with_({ three_public_change_rate: 'actual' }))!;
    expect([print(local), local.base]).toEqual(['-25.00%', '上年“三公”经费决算数']);
  });

  const books: Notation = {
    budget_expenditure_total: '1922.76万元',
    budget_adjustment_add: '767.86万元',
    carryover_begin: '19.8万元',
    carryover_end: '19.8万元',
    budget_adjusted_total: '2690.62万元',
    final_expenditure_total: '2600万元',
    final_expenditure_general_public_budget: '2200万元',
  };
  it.each<[string, string | null, string]>([
    ['budget_completion_rate', 'with_carryover', '99.27%'],
    ['budget_completion_rate', 'initial', percent(2600, 1922.76)],
    ['budget_completion_rate', 'full_year', percent(2600, 2690.62)],
    ['carryover_rate', 'of_general_public_budget', percent(19.8, 2200)],
    ['carryover_rate', 'full_year', percent(19.8, 2690.62)],
    ['carryover_rate', null, '待 budget_base'],
    ['budget_completion_rate', null, '待 budget_base'],
  ])('%s as %s', (key, variant, value) =>
    expect(print(figureOf(books, key, variant ? with_({ [key]: variant }) : PROFILE))).toBe(value),
  );

  // Two years: carried in, approved at first, added, full year, spent, carried out.
  const years: Notation = {};
  for (const [key, now, before] of [
    ['carryover_begin', '20', '30'],
    ['budget_expenditure_total', '800', '750'],
    ['budget_adjustment_add', '200', '150'],
    ['budget_adjustment_reduce', '0', '0'],
    ['budget_adjusted_total', '1000', '900'],
    ['final_expenditure_total', '960', '900'],
    ['final_expenditure_general_public_budget', '640', '600'],
    ['carryover_end', '40', '20'],
  ] as const) {
    years[key] = `${now}万元`;
    years[`${key}@prior`] = `${before}万元`;
  }
  /** (a ÷ b − c ÷ d) × 100, in 百分点. */
  const points = (a: number, b: number, c: number, d: number) => `${((100 * a) / b - (100 * c) / d).toFixed(2)}百分点`;
  it.each<[string, string | null, Notation, string]>([
    ['execution_rate_available', null, {}, points(960, 20 + 1000, 900, 30 + 900)],
    // 930 = 30 + 750 + 150: last year's full budget held what was carried in.
    ['execution_rate_available', null, { 'budget_adjusted_total@prior': '930万元' }, points(960, 1020, 900, 930)],
    ['budget_completion_rate', 'initial', {}, points(960, 800, 900, 750)],
    ['budget_completion_rate', 'full_year', {}, points(960, 1000, 900, 900)],
    ['budget_completion_rate', 'with_carryover', {}, points(20 + 800 + 200 - 40, 1020, 30 + 750 + 150 - 20, 930)],
    ['carryover_rate', 'initial', {}, points(40, 800, 20, 750)],
    ['carryover_rate', 'full_year', {}, points(40, 1000, 20, 900)],
    ['carryover_rate', 'of_general_public_budget', {}, points(40, 640, 20, 600)],
  ])('%s (%s) of two years differs by what each year gives on its own base', (key, variant, more, value) => {
    const kind = variant ? with_({ [key]: variant }) : PROFILE;
    expect(print(figureOf({ ...years, ...more }, `${key}_change`, kind))).toBe(value);
  });

  it('a rate of last year whose base is not told is not compared', () => {
    const { 'budget_adjustment_add@prior': _, ...rest } = years;
    expect(figureOf(rest, 'execution_rate_available_change')).toBeUndefined();
    expect(figureOf(years, 'carryover_rate_change')).toBeUndefined();
  });

  it('预算数 without a choice waits for it, and is named once it is made', () => {
    const chosen = figureOf({ ...books, budget_base: '年初预算数' }, 'carryover_rate')!;
    expect([print(chosen), chosen.base]).toEqual([percent(19.8, 1922.76), '年初预算数']);
    const full = figureOf({ ...books, budget_base: '全年预算数' }, 'budget_completion_rate')!;
    expect([print(full), full.base]).toEqual([percent(2600, 2690.62), '全年预算数']);
  });

  it('calls an indicator as the report kind does', () => {
    const local = { ...PROFILE, labels: { staff_control_rate: '财政供养人员控制率' } };
    expect(figureOf({ staff_in_post: '50人', staff_quota: '46人' }, 'staff_control_rate', local)!.label).toBe(
      '财政供养人员控制率',
    );
  });
});

describe('a published table that adds up one way only', () => {
  const table: Notation = {
    budget_expenditure_total: '861.10万元',
    budget_adjusted_total: '2030.12万元',
    final_expenditure_total: '2030.12万元',
    budget_adjusted_general_public_budget: '1325.68万元',
    budget_adjusted_government_fund: '118.82万元',
    budget_adjusted_other: '585.62万元',
    budget_adjusted_basic: '900.47万元',
    budget_adjusted_project: '1025.20万元',
  };
  it.each([
    ['execution_rate_full_year', '100.00%', '2030.12 ÷ 2030.12 = 100%'],
    ['execution_rate_initial', percent(2030.12, 861.1), '2030.12 ÷ 861.10 = 235.76%'],
    ['budget_adjustment_implied', '1169.02万元', '2030.12 − 861.10 = 1169.02万元'],
    ['full_year_by_source', '2030.12万元', '1325.68 + 118.82 + 585.62 = 2030.12万元'],
    ['full_year_by_source_gap', '0.00万元', '2030.12 − (1325.68 + 118.82 + 585.62) = 0万元'],
    ['full_year_by_nature', '1925.67万元', '900.47 + 1025.20 = 1925.67万元'],
    ['full_year_by_nature_gap', '104.45万元', '2030.12 − (900.47 + 1025.20) = 104.45万元'],
  ])('%s', (key, value, working) => {
    const f = figureOf(table, key)!;
    expect([print(f), f.formula]).toEqual([value, working]);
  });
  it('adds up nothing where one part alone is stated', () => {
    expect(figureOf({ budget_adjusted_basic: '900.47万元' }, 'full_year_by_nature')).toBeUndefined();
  });
});

describe('derived figures', () => {
  it.each<[string, Notation, string]>([
    [
      'execution_rate_general_public_budget',
      { final_expenditure_general_public_budget: '95万元', budget_adjusted_general_public_budget: '100万元' },
      '95.00%',
    ],
    [
      'execution_rate_government_fund',
      { final_expenditure_government_fund: '30万元', budget_adjusted_government_fund: '120万元' },
      '25.00%',
    ],
    ['execution_score_ratio', { final_expenditure_total: '150万元', budget_adjusted_total: '100万元' }, '100.00%'],
    ['execution_score_ratio', { final_expenditure_total: '70万元', budget_adjusted_total: '100万元' }, '70.00%'],
    [
      'final_income_undertaking_change',
      { final_income_undertaking: '12万元', 'final_income_undertaking@prior': '10.5万元' },
      '1.50万元',
    ],
    [
      'final_income_undertaking_change_rate',
      { final_income_undertaking: '12万元', 'final_income_undertaking@prior': '10万元' },
      '20.00%',
    ],
    ['meeting_actual_change', { meeting_actual: '3万元', 'meeting_actual@prior': '5万元' }, '-2.00万元'],
    ['satisfaction_sample_change', { satisfaction_sample: '200份', 'satisfaction_sample@prior': '150份' }, '50份'],
    [
      'staff_control_rate_change',
      { staff_in_post: '50人', staff_quota: '50人', 'staff_in_post@prior': '45人', 'staff_quota@prior': '50人' },
      '10.00百分点',
    ],
    [
      'public_expenditure_control_rate_change',
      {
        final_expenditure_public: '90万元',
        budget_expenditure_public: '100万元',
        'final_expenditure_public@prior': '99万元',
        'budget_expenditure_public@prior': '100万元',
      },
      '-9.00百分点',
    ],
    ['vehicles_per_head', { vehicles_count: '3辆', staff_total: '60人' }, '0.05辆/人'],
    ['house_area_per_head', { house_area: '1200平方米', staff_total: '60人' }, '20.00平方米/人'],
    [
      'satisfaction_rate_computed',
      { satisfaction_very: '150份', satisfaction_basically: '40份', satisfaction_valid: '196份' },
      percent(190, 196),
    ],
    ['satisfaction_rate_computed', { satisfaction_satisfied: '188份', satisfaction_valid: '200份' }, '94.00%'],
    ['self_evaluation_coverage', { projects_self_evaluated_count: '6个', projects_total: '8个' }, '75.00%'],
    [
      'self_evaluation_amount_coverage',
      { projects_self_evaluated_amount: '300万元', budget_adjusted_project: '400万元' },
      '75.00%',
    ],
    ['spending_progress_quarter2', { spent_by_quarter2: '45万元', budget_adjusted_total: '100万元' }, '45.00%'],
    [
      'payment_progress_rate_quarter2',
      { spent_by_quarter2: '45万元', budget_adjusted_total: '100万元', planned_progress_quarter2: '50%' },
      '90.00%',
    ],
    ['spending_progress_quarter4', { final_expenditure_total: '99万元', budget_adjusted_total: '100万元' }, '99.00%'],
    [
      'building_area_control_rate',
      { building_area_actual: '900平方米', building_area_approved: '1000平方米' },
      '90.00%',
    ],
    ['building_area_control_rate', { building_none: '无' }, '本年度无楼堂馆所建设项目'],
    [
      'three_public_car_actual',
      { three_public_car_purchase_actual: '0万元', three_public_car_running_actual: '3.2万元' },
      '3.20万元',
    ],
    ['three_public_car_actual', { three_public_car_running_actual: '3.2万元' }, '没有这一项'],
    [
      'carryover_end_computed',
      {
        carryover_begin: '10万元',
        final_income_total: '100万元',
        final_expenditure_total: '95万元',
        final_use_nonfiscal_surplus: '0万元',
        final_surplus_allocation: '5万元',
      },
      '10.00万元',
    ],
  ])('%s of %j is %s', (key, facts, value) => expect(print(figureOf(facts, key))).toBe(value));

  it('the full-year budget has the carry-over in it where the office says so, and asks where it does not', () => {
    const facts: Notation = {
      budget_expenditure_total: '1000万元',
      budget_adjustment_add: '200万元',
      budget_adjustment_reduce: '50万元',
      carryover_begin: '30万元',
    };
    const of = (more: Notation) => print(figureOf({ ...facts, ...more }, 'budget_adjusted_computed'));
    expect(of({})).toBe('待 budget_adjusted_includes_carryover');
    expect(of({ budget_adjusted_includes_carryover: '含' })).toBe('1180.00万元');
    expect(of({ budget_adjusted_includes_carryover: '不含' })).toBe('1150.00万元');
    // Told by the books themselves.
    expect(of({ budget_adjusted_total: '1180万元' })).toBe('1180.00万元');
  });

  it('says that rounded shares miss 100% by their last digit, and only then', () => {
    const third = figureOf(
      { projects_total: '6个', projects_completed: '4个', projects_ongoing: '1个', projects_preparing: '1个' },
      'project_ongoing_share',
    )!;
    // 66.67 + 16.67 + 16.67 = 100.01
    expect(third.note).toBe('各项占重点项目总数的比例之和为100.01%，系四舍五入形成的尾数差。');
    const even = figureOf(
      { projects_total: '4个', projects_completed: '3个', projects_ongoing: '1个' },
      'project_ongoing_share',
    )!;
    expect(even.note).toBeUndefined();
    const part = figureOf(
      { projects_total: '6个', projects_completed: '4个', projects_ongoing: '1个' },
      'project_ongoing_share',
    )!;
    expect(part.note).toBeUndefined();
  });
});
