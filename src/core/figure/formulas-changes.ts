// Formulas: this year against last. Named pairs first; every other amount, count and computed rate of the tables follows by itself,
// listed only where both years are known.
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import type { Formula, Operand } from './formula.ts';
import { COMPARE } from './formulas-sources.ts';

/** [stem, label, this year, the stated change if the catalogue has one]: gives `<stem>_change` and `<stem>_change_rate`. */
const PAIRS: readonly [string, string, string, string?][] = [
  ['budget_income', '收入预算总额', 'budget_income_total', 'budget_income_prior_delta'],
  ['budget_income_fiscal', '财政拨款收入预算', 'budget_income_fiscal', 'budget_income_fiscal_prior_delta'],
  ['budget_income_other', '其他收入预算', 'budget_income_other', 'budget_income_other_prior_delta'],
  ['budget_expenditure', '支出预算总额', 'budget_expenditure_total', 'budget_expenditure_prior_delta'],
  ['budget_basic', '基本支出预算', 'budget_expenditure_basic'],
  ['budget_project', '项目支出预算', 'budget_expenditure_project'],
  ['budget_adjusted', '全年预算数', 'budget_adjusted_total'],
  ['final_income', '收入决算数', 'final_income_total'],
  ['final_income_fiscal', '财政拨款收入决算数', 'final_income_fiscal'],
  ['final_income_other', '其他收入决算数', 'final_income_other'],
  ['final_expenditure', '支出决算数', 'final_expenditure_total'],
  ['final_basic', '基本支出决算数', 'final_expenditure_basic'],
  ['final_project', '项目支出决算数', 'final_expenditure_project'],
  ['final_personnel', '人员经费决算数', 'final_expenditure_personnel'],
  ['final_public', '公用经费决算数', 'final_expenditure_public'],
  ['agency_running_cost', '机关运行经费', 'agency_running_cost'],
  ['three_public_budget', '“三公”经费预算数', 'three_public_budget'],
  ['three_public_actual', '“三公”经费决算数', 'three_public_actual'],
  ['three_public_reception', '公务接待费决算数', 'three_public_reception_actual'],
  ['three_public_car_running', '公务用车运行维护费决算数', 'three_public_car_running_actual'],
  ['three_public_abroad', '因公出国（境）费决算数', 'three_public_abroad_actual'],
  ['procurement_actual', '政府采购金额', 'procurement_actual'],
  ['fixed_assets', '固定资产原值', 'fixed_assets_gross'],
];

/** Counts of two years: [stem, label, fact, unit]. */
const COUNT_PAIRS: readonly [string, string, string, string][] = [
  ['staff_in_post', '在职人数', 'staff_in_post', '人'],
  ['staff_contract', '编外聘用人数', 'staff_contract', '人'],
  ['staff_total', '年末实有人数', 'staff_total', '人'],
  ['projects_total', '重点项目数', 'projects_total', '个'],
  ['vehicles', '公务用车保有量', 'vehicles_count', '辆'],
  ['reception_batches', '公务接待批次', 'three_public_reception_batches', '批次'],
  ['reception_persons', '公务接待人次', 'three_public_reception_persons', '人次'],
];

/** Percentages of two years, compared in 百分点: [stem, label, fact]. */
const POINT_PAIRS: readonly [string, string, string][] = [
  ['execution_rate', '预算执行率（原文）', 'execution_rate'],
  ['satisfaction_rate', '满意度', 'satisfaction_rate'],
];

const pair = (stem: string, label: string, now: Operand, before: Operand, unit: string, quiet: boolean): Formula[] =>
  (['change', 'growth'] as const).map((does) => ({
    key: does === 'change' ? `${stem}_change` : `${stem}_change_rate`,
    label: `${label}较上年${does === 'growth' ? '增减率' : unit === 'money' ? '增减额' : '增减数'}`,
    does,
    of: [now, before],
    unit: does === 'growth' ? '%' : unit,
    base: `上年${label}`,
    source: COMPARE,
    ...(quiet ? { quiet } : {}),
  }));

const PAIRED: ReadonlySet<string> = new Set([...PAIRS.map((p) => p[2]), ...COUNT_PAIRS.map((p) => p[2])]);

/** An amount or a count of the whole unit that has a year before: not an entry of a list, not itself a change. */
const isPairable = (d: FactDefinition): boolean =>
  (d.kind === 'money' || d.kind === 'count') &&
  !d.many &&
  d.scope !== 'project' &&
  d.scope !== 'function' &&
  !d.key.endsWith('_delta') &&
  !PAIRED.has(d.key);

/** Rates of two years, each computed from its own year's facts, compared in 百分点. */
export const pointChanges = (rates: readonly Formula[]): Formula[] =>
  rates
    .filter((f) => f.does === 'ratio' && !f.scoped)
    .map((f) => {
      const now: Operand = { ratio: f.of as [Operand, Operand] };
      return {
        key: `${f.key}_change`,
        ...(f.variant ? { variant: f.variant } : {}),
        label: `${f.label}较上年变动`,
        does: 'points',
        of: [now, { before: now }],
        unit: '百分点',
        base: `上年${f.label}${f.base ? `（${f.base}口径）` : ''}`,
        source: COMPARE,
        ...(f.key === 'execution_rate_full_year' ? {} : { quiet: true }),
      };
    });

export const CHANGES: readonly Formula[] = [
  ...PAIRS.flatMap(([stem, label, key, delta]) =>
    pair(stem, label, key, delta ? { prior: key, delta } : `${key}@prior`, 'money', false),
  ),
  ...COUNT_PAIRS.flatMap(([stem, label, key, unit]) => pair(stem, label, key, `${key}@prior`, unit, false)),
  ...CATALOGUE.filter(isPairable).flatMap((d) =>
    pair(d.key, d.label, d.key, `${d.key}@prior`, d.kind === 'money' ? 'money' : d.unit, true),
  ),
  ...POINT_PAIRS.map(
    ([stem, label, fact]): Formula => ({
      key: `${stem}_change`,
      label: `${label}较上年变动`,
      does: 'points',
      of: [fact, `${fact}@prior`],
      unit: '百分点',
      base: `上年${label}`,
      source: COMPARE,
    }),
  ),
];
