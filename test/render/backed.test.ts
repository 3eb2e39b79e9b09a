import { describe, expect, it } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import { verifyText } from '../../src/core/draft/verify.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import { computeFigures } from '../../src/core/figure/compute.ts';
import type { Profile } from '../../src/core/profile.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { buildTree } from '../../src/render/tree.ts';
import { fact, PERIOD, sampleInput, sampleProfile, UNIT } from './sample.ts';

/** Every fact that a table can print, each with an amount of its own. */
function everything(): StatedFact[] {
  let n = 0;
  const money = (key: string, more: Partial<StatedFact> = {}): StatedFact =>
    fact(key, `${1000 + 137 * ++n}.${10 + (n % 80)}`, '万元', more);
  const both = (key: string): StatedFact[] => [money(key), money(key, { period: PERIOD - 1 })];
  const sources =
    'fiscal general_public_budget government_fund state_capital undertaking operating superior affiliated other';
  const staff = 'quota in_post contract logistics total retired'.split(' ');
  return [
    fact('unit_name', UNIT),
    fact('report_date', '2023-03-20'),
    money('budget_income_total'),
    ...['budget_income', 'budget_adjusted', 'final_income', 'final_expenditure'].map((k) =>
      money(`${k}_special_account`),
    ),
    ...sources
      .split(' ')
      .flatMap((s) => [money(`budget_income_${s}`), money(`budget_adjusted_${s}`), ...both(`final_income_${s}`)]),
    ...'fiscal general_public_budget government_fund state_capital other'
      .split(' ')
      .flatMap((s) => both(`final_expenditure_${s}`)),
    ...'total basic project operating to_superior to_affiliated'
      .split(' ')
      .flatMap((s) => both(`final_expenditure_${s}`)),
    ...['final_income_total', 'carryover_begin', 'carryover_end', 'final_use_nonfiscal_surplus'].flatMap(both),
    ...['total', 'basic', 'project'].flatMap((s) => [money(`budget_expenditure_${s}`), money(`budget_adjusted_${s}`)]),
    ...['budget_carryover_in', 'budget_use_nonfiscal_surplus'].map((k) => money(k)),
    ...staff.flatMap((s, i) => [
      fact(`staff_${s}`, String(41 + i), '人'),
      fact(`staff_${s}`, String(21 + i), '人', { scope: '服务中心' }),
    ]),
    fact('projects_total', '18', '个'),
    fact('projects_completed', '12', '个'),
    fact('projects_ongoing', '4', '个'),
    fact('projects_preparing', '2', '个'),
    ...'office_cost water_cost power_cost travel_cost three_public_car_purchase three_public_car_running three_public_abroad three_public_reception'
      .split(' ')
      .flatMap((s) => [money(`${s}_budget`), ...both(`${s}_actual`)]),
    ...['meeting', 'training', 'procurement'].flatMap((s) => [money(`${s}_budget`), ...both(`${s}_actual`)]),
    money('three_public_budget'),
    ...both('three_public_actual'),
    money('budget_expenditure_public'),
    ...both('final_expenditure_public'),
    fact('building_area_approved', '1200', '平方米'),
    fact('building_area_actual', '1180.5', '平方米'),
    money('building_investment_budget'),
    money('building_investment_actual'),
    fact('economy_measures', '压减会议3场，节约用电', '', { item: '1' }),
  ];
}
const projects = (facts: readonly StatedFact[]): StatedFact[] => [
  ...facts,
  ...['道路整治项目', '宣传培训'].flatMap((scope, i) => [
    fact('project_budget', `${500 + i}.25`, '万元', { scope }),
    fact('project_executed', `${300 + i}.75`, '万元', { scope }),
  ]),
];

describe('the numbers in the tables', () => {
  const cases = (['万元', '元'] as const).flatMap((moneyUnit) =>
    (['initial', 'full_year', 'available'] as const).flatMap((executionBase) =>
      [everything(), projects(everything())].map((facts) => ({ moneyUnit, executionBase, facts })),
    ),
  );
  it.each(cases)(
    'are all backed as the verifier reads the Markdown: $moneyUnit, $executionBase',
    ({ moneyUnit, executionBase, facts }) => {
      const profile: Profile = {
        ...sampleProfile,
        moneyUnit,
        executionBase,
        outline: sampleProfile.outline.map((o) => (o.id === '4' ? { ...o, tables: ['base_data'] } : o)),
      };
      const book = factBook(facts, PERIOD);
      const figures = computeFigures(book, profile);
      const { text, spans } = toMarkdown(buildTree(sampleInput({ profile, book, figures, sections: [] })), {
        label: true,
      });
      const verdicts = verifyText(text, {
        unitName: UNIT,
        period: PERIOD,
        facts,
        figures: figures.flatMap((f) => (f.state.is === 'computed' ? [{ ...f, value: f.state.value }] : [])),
        terms: [],
      });
      expect(verdicts.filter((v) => v.standing === 'unbacked').map((v) => `${v.text} ${v.why}`)).toEqual([]);
      // Nothing that the tree prints from a fact or a figure is overlooked.
      const numbers = spans.filter((s) => s.by.kind !== 'missing' && /\d/.test(text.slice(s.start, s.end)));
      expect(numbers.length).toBeGreaterThan(80);
      for (const s of numbers) expect(verdicts.some((v) => v.start < s.end && v.end > s.start)).toBe(true);
    },
  );
});
