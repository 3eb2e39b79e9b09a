// Abnormal rates and unmet indicators become problems to write about, each with its metric and facts, never with a guessed cause.
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { checkFacts } from '../../../src/core/check/check.ts';
import { problemSeeds } from '../../../src/core/check/problem-seeds.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { type Notation, PERIOD, PROFILE, stated } from '../figure/stated.ts';

const NUMBERS: Notation = {
  budget_expenditure_total: '1000万元',
  budget_adjusted_total: '1000万元',
  final_expenditure_total: '620万元',
  staff_quota: '46人',
  staff_in_post: '50人',
};
const found = (more: Notation = {}) => {
  const book = factBook(stated({ ...NUMBERS, ...more }), PERIOD);
  return checkFacts(book, computeFigures(book, PROFILE), PROFILE);
};

describe('problem seeds', () => {
  it('name the metric, the facts and the numbers, and leave the cause to people', () => {
    const seeds = problemSeeds(found(), []);
    expect(seeds.map((s) => [s.rule, s.metric, s.cause])).toEqual([
      ['C034', '预算执行率', ''],
      ['C043', '在职人员控制率', ''],
    ]);
    expect(seeds[0]!.what).toContain('62%');
    expect(seeds[0]!.facts.map((f) => f.key)).toContain('final_expenditure_total');
    expect(seeds[1]!.facts.map((f) => f.key)).toEqual(expect.arrayContaining(['staff_in_post', 'staff_quota']));
  });
  it('are not sown for what the written problems take up', () => {
    expect(problemSeeds(found(), ['预算执行率偏低，原因是项目开工晚。']).map((s) => s.rule)).toEqual(['C043']);
  });
  it('are not sown where nothing is abnormal', () => {
    expect(problemSeeds(found({ final_expenditure_total: '990万元', staff_in_post: '45人' }), [])).toEqual([]);
  });
});

describe('problems and measures', () => {
  const rules = (more: Notation) => found(more).map((f) => f.rule);
  const problem = '预算执行率偏低，全年只支付62%，原因是项目开工晚。在职50人超编，原因是机构划转。';
  it('every abnormal metric must be among the problems', () => {
    expect(rules({ problems: ['制度不够健全，原因是修订滞后，涉及2项制度。'] })).toContain('C123');
    expect(rules({ problems: [problem] })).not.toContain('C123');
  });
  it('every problem wants a cause, and a measure with who and until when', () => {
    expect(rules({ problems: ['预算执行率只有62%，在编人员50人超编。'] })).toContain('C121');
    expect(rules({ problems: [problem] })).toContain('C124');
    expect(rules({ problems: [problem], measures: ['加快项目支付，控制人员编制。'] })).toContain('C124');
    const whole = rules({ problems: [problem], measures: ['由财务科负责，2023年6月底前完成项目支付和人员编制核减。'] });
    expect(whole).not.toContain('C121');
    expect(whole).not.toContain('C124');
  });
});
