import { describe, expect, it } from 'vitest';
import { readClaim, type Typed } from '../../src/steps/read-claim.ts';

const typed = (key: string, value: string, unit?: string): Typed => ({
  key,
  period: 2022,
  scope: null,
  item: null,
  value,
  unit,
  qualifier: null,
  label: null,
});

describe('a value as staff type it', () => {
  it.each([
    ['budget_income_total', '7910', undefined, '7910', '万元'],
    ['budget_income_total', '7,910.50', undefined, '7910.50', '万元'],
    ['budget_income_total', '７９１０', undefined, '7910', '万元'],
    ['budget_income_total', '0.791亿元', undefined, '0.791', '亿元'],
    ['budget_income_total', ' 1128.6 万元 ', '万元', '1128.6', '万元'],
    ['staff_in_post', '三十七', undefined, '37', '人'],
    ['staff_in_post', '37人', undefined, '37', '人'],
    ['report_year', '2022', undefined, '2022', ''],
    ['indicator_target', '300', '万元', '300', '万元'],
    ['indicator_target', '300', undefined, '300', ''],
    ['indicator_target', '300万元', undefined, '300万元', ''],
    ['indicator_target', '覆盖全部企业', '家', '覆盖全部企业', ''],
    ['indicator_check', '是', '分', '是', ''],
  ])('%s: %s %s is %s %s', (key, value, unit, expected, expectedUnit) => {
    expect(readClaim(typed(key, value, unit))).toMatchObject({
      ok: true,
      value: { value: expected, unit: expectedUnit },
    });
  });

  it.each([
    ['no_such_key', '1', undefined, 'unknown_key'],
    ['budget_income_total', '很多', undefined, 'bad_value'],
    ['budget_income_total', '7910.5.1', undefined, 'bad_value'],
    ['budget_income_total', '37', '人', 'bad_unit'],
    ['budget_income_total', '37人', undefined, 'bad_unit'],
    ['budget_income_total', '7910万元', '元', 'bad_unit'],
    ['staff_in_post', '37', '万元', 'bad_unit'],
    ['report_year', '22', undefined, 'bad_value'],
  ])('%s: %s %s is refused as %s, in Chinese', (key, value, unit, code) => {
    const read = readClaim(typed(key, value, unit));
    expect(read).toMatchObject({ ok: false, problem: { kind: 'bad-input', code } });
    expect(!read.ok && read.problem.message).toMatch(/[\u4e00-\u9fff].*[。]$/);
  });
});
