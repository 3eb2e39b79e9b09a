// The catalogue is whole: keys unique, every key of the contract there, words and questions to use.
import { describe, expect, it } from 'vitest';
import { CATALOGUE, definitionOf, labelOf } from '../../../src/core/catalogue/catalogue.ts';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { readDocument } from '../../../src/core/text/read.ts';

const CONTRACT =
  'unit_name report_year budget_income_total budget_income_fiscal budget_income_other budget_income_prior_delta budget_expenditure_total budget_expenditure_basic budget_expenditure_project budget_adjusted_total final_income_total final_income_fiscal final_expenditure_total final_expenditure_basic final_expenditure_project final_expenditure_personnel final_expenditure_public execution_rate carryover_end carryover_begin three_public_budget three_public_actual procurement_budget procurement_actual fixed_assets_gross staff_quota staff_in_post staff_contract staff_retired staff_total internal_departments subordinate_units satisfaction_target satisfaction_rate self_score self_grade projects_total projects_completed projects_ongoing projects_preparing'.split(
    ' ',
  );

describe('the catalogue', () => {
  it('has every key once', () => {
    expect(new Set(CATALOGUE.map((d) => d.key)).size).toBe(CATALOGUE.length);
  });
  it.each(CONTRACT)('knows %s', (key) => {
    expect(definitionOf(key)?.key).toBe(key);
    expect(labelOf(key)).toMatch(/\p{Script=Han}/u);
  });
  it('asks a question in Chinese for every key, and gives choices where there are some', () => {
    for (const d of CATALOGUE) {
      expect(d.question, d.key).toMatch(/\p{Script=Han}/u);
      if (d.kind === 'choice') expect(d.choices?.length, d.key).toBeGreaterThan(1);
    }
  });
  it('names an unknown key by itself', () => {
    expect(labelOf('not_there')).toBe('not_there');
  });
  it('holds every key that extraction gives', () => {
    const text =
      '清河县示例局2023年度部门整体支出绩效自评报告\n内设5个科室，核定编制3名，在职2人。收入预算总额9万元，财政拨款收入8万元，其他收入1万元。“三公”经费预算2万元，其中公务接待费1万元。政府采购支出总额3万元，其中货物支出1万元。年末固定资产原值2万元，净值1万元。自评得分92分。';
    for (const c of extractFacts(readDocument(text)).candidates) expect(definitionOf(c.key)?.key).toBe(c.key);
  });
});
