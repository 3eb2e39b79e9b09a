// Tables as the forms of the final accounts print them: rows that number the columns, rows with one value under its header.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { readDocument } from '../../../src/core/text/read.ts';

const facts = (text: string): string[] =>
  extractFacts(readDocument(text))
    .candidates.filter((c) => c.unit === '万元')
    .map((c) => `${c.key} ${c.value}`);

describe('a form of the final accounts', () => {
  it('states nothing in the row that numbers its columns', () => {
    const head = '2023年度“三公”经费支出决算表\n单位：万元\n';
    const columns =
      '预算数合计 | 预算数因公出国（境）费 | 预算数公务接待费 | 决算数合计 | 决算数因公出国（境）费 | 决算数公务接待费 |\n';
    const values = '1.8 |  | 0.8 | 1.13 |  | 0.31 |\n';
    const expected = [
      'three_public_budget 1.8',
      'three_public_reception_budget 0.8',
      'three_public_actual 1.13',
      'three_public_reception_actual 0.31',
    ];
    expect(facts(`${head}${columns}1 | 2 | 3 | 4 | 5 | 6 |\n${values}`)).toEqual(expected);
    expect(facts(`${head}项目 | ${columns}栏次 | 1 | 2 | 3 | 4 | 5 | 6 |\n合计 | ${values}`)).toEqual(expected);
  });

  it('gives a value that stands alone in its row to the column it stands under', () => {
    const table = (rows: string): string[] => facts(`2023年度收支表\n单位：万元\n项目 | 预算数 | 决算数 |\n${rows}`);
    expect(table('基本支出 | 10 |  |\n项目支出 | 20 | 21 |\n')).toContain('budget_expenditure_basic 10');
    expect(table('基本支出 |  | 10 |\n项目支出 | 20 | 21 |\n')).toContain('final_expenditure_basic 10');
  });

  it('reads a table with a single row of data by its head', () => {
    expect(facts('某市某局2023年度部门决算\n单位：万元\n项目 | 预算数 | 决算数 |\n基本支出 | 10 |  |\n')).toEqual([
      'budget_expenditure_basic 10',
    ]);
    const head =
      '某市某局2023年度部门决算\n单位：万元\n项目 | 年初预算基本支出 | 年初预算项目支出 | 决算基本支出 | 决算项目支出 |\n';
    expect(facts(`${head}合计 | 11 | 22 | 33 | 44 |\n`)).toEqual([
      'budget_expenditure_basic 11',
      'budget_expenditure_project 22',
      'final_expenditure_basic 33',
      'final_expenditure_project 44',
    ]);
  });
});
