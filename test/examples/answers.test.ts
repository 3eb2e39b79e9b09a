// The example answers add up: every identity of a budget and its final accounts, worked here by hand on 分.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitionOf } from '../../src/core/catalogue/catalogue.ts';

interface Answers {
  facts: { key: string; period: number; scope?: string; value: string; unit?: string; qualifier?: string }[];
  lists: Record<string, (string | { text: string; scope?: string })[]>;
}
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;
const answers = read<Answers>('../../examples/answers-2023.json');

/** Ten-thousandths of the printed unit, so that no float is added. */
const whole = (value: string): bigint => {
  const [int = '0', frac = ''] = value.split('.');
  return BigInt(int + frac.padEnd(4, '0'));
};
const of = (key: string, scope?: string): bigint => {
  const found = answers.facts.filter((f) => f.key === key && f.period === 2023 && f.scope === scope);
  expect(found, `${key} ${scope ?? ''}`).toHaveLength(1);
  return whole(found[0]!.value);
};
const add = (...keys: string[]): bigint => keys.reduce((n, k) => n + of(k), 0n);
const overScopes = (key: string): bigint =>
  answers.facts.filter((f) => f.key === key && f.scope).reduce((n, f) => n + whole(f.value), 0n);

describe('the example answers of 2023', () => {
  it.each<[string, () => bigint, () => bigint]>([
    ['收入预算按来源', () => add('budget_income_fiscal', 'budget_income_other'), () => of('budget_income_total')],
    ['收支预算平衡', () => of('budget_income_total'), () => of('budget_expenditure_total')],
    [
      '支出预算按性质',
      () => add('budget_expenditure_basic', 'budget_expenditure_project'),
      () => of('budget_expenditure_total'),
    ],
    [
      '基本支出预算',
      () => add('budget_expenditure_personnel', 'budget_expenditure_public'),
      () => of('budget_expenditure_basic'),
    ],
    [
      '全年预算数',
      () => add('budget_expenditure_total', 'budget_adjustment_add') - of('budget_adjustment_reduce'),
      () => of('budget_adjusted_total'),
    ],
    [
      '全年预算数按性质',
      () => add('budget_adjusted_basic', 'budget_adjusted_project'),
      () => of('budget_adjusted_total'),
    ],
    ['收入决算按来源', () => add('final_income_fiscal', 'final_income_other'), () => of('final_income_total')],
    [
      '支出决算按性质',
      () => add('final_expenditure_basic', 'final_expenditure_project'),
      () => of('final_expenditure_total'),
    ],
    [
      '基本支出决算',
      () => add('final_expenditure_personnel', 'final_expenditure_public'),
      () => of('final_expenditure_basic'),
    ],
    [
      '收入总计',
      () => add('final_income_total', 'final_use_nonfiscal_surplus', 'carryover_begin'),
      () => of('final_income_grand'),
    ],
    [
      '支出总计',
      () => add('final_expenditure_total', 'final_surplus_allocation', 'carryover_end'),
      () => of('final_expenditure_grand'),
    ],
    ['收支总计相等', () => of('final_income_grand'), () => of('final_expenditure_grand')],
    [
      '收回后的全年预算数即收入',
      () => of('budget_adjusted_total') - of('budget_recovered'),
      () => of('final_income_total'),
    ],
    [
      '三公预算',
      () =>
        add(
          'three_public_abroad_budget',
          'three_public_car_purchase_budget',
          'three_public_car_running_budget',
          'three_public_reception_budget',
        ),
      () => of('three_public_budget'),
    ],
    [
      '三公决算',
      () =>
        add(
          'three_public_abroad_actual',
          'three_public_car_purchase_actual',
          'three_public_car_running_actual',
          'three_public_reception_actual',
        ),
      () => of('three_public_actual'),
    ],
    [
      '政府采购',
      () => add('procurement_goods', 'procurement_works', 'procurement_services'),
      () => of('procurement_actual'),
    ],
    ['固定资产', () => add('fixed_assets_in_use', 'fixed_assets_idle'), () => of('fixed_assets_gross')],
    ['项目预算清单', () => overScopes('project_budget'), () => of('budget_expenditure_project')],
    ['项目执行清单', () => overScopes('project_executed'), () => of('final_expenditure_project')],
    ['项目状态', () => add('projects_completed', 'projects_ongoing', 'projects_preparing'), () => of('projects_total')],
  ])('%s对得上', (_, parts, total) => {
    expect(parts()).toBe(total());
  });

  it('staff rows add up in every unit', () => {
    for (const scope of [undefined, '企业服务中心', '人力资源和社会保障服务所'])
      expect(of('staff_in_post', scope) + of('staff_contract', scope)).toBe(of('staff_total', scope));
  });

  it('no project spends more than it was given', () => {
    const scopes = answers.facts.flatMap((f) => (f.key === 'project_executed' ? [f.scope!] : []));
    expect(scopes).toHaveLength(5);
    for (const s of scopes) expect(of('project_executed', s)).toBeLessThanOrEqual(of('project_budget', s));
  });

  it('nothing is spent beyond what was there to spend', () => {
    for (const part of ['basic', 'project', 'total'])
      expect(of(`final_expenditure_${part}`)).toBeLessThanOrEqual(of(`budget_adjusted_${part}`));
    expect(of('three_public_actual')).toBeLessThanOrEqual(of('three_public_budget'));
    expect(of('procurement_actual')).toBeLessThanOrEqual(of('procurement_budget'));
    expect(of('final_expenditure_public')).toBeLessThanOrEqual(of('budget_expenditure_public'));
    expect(of('satisfaction_valid')).toBeLessThanOrEqual(of('satisfaction_sample'));
    for (const scope of [undefined, '企业服务中心', '人力资源和社会保障服务所'])
      expect(of('staff_in_post', scope)).toBeLessThanOrEqual(of('staff_quota', scope));
  });

  it('uses catalogue keys and holds what the profile asks for, apart from what is carried over', () => {
    for (const f of answers.facts) expect(definitionOf(f.key)?.many, f.key).toBe(false);
    for (const key of Object.keys(answers.lists)) expect(definitionOf(key)?.many, key).toBe(true);
    const profile = read<{ outline: { requires: string[] }[] }>('../../db/profiles/jiangxi-2022.json');
    const given = new Set([
      ...answers.facts.filter((f) => f.period === 2023).map((f) => f.key),
      ...Object.keys(answers.lists),
    ]);
    const open = profile.outline.flatMap((s) => s.requires).filter((k) => !given.has(k));
    expect(open.filter((k) => definitionOf(k)!.renewal !== 'carried')).toEqual([]);
  });

  it('speaks of 2023 only; last year appears as facts for comparison', () => {
    expect(JSON.stringify(answers.lists)).not.toContain('2022');
    for (const f of answers.facts.filter((x) => x.period !== 2023)) expect(f).toMatchObject({ period: 2022 });
  });
});
