// The monitoring lines of a report kind against spending progress and a goal's progress.
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { profileNamed } from '../../profiles.ts';
import { type Notation, PERIOD, stated } from './stated.ts';

const SICHUAN = profileNamed('sichuan');
const noteOf = (key: string, notation: Notation, profile = SICHUAN): string | undefined =>
  computeFigures(factBook(stated(notation), PERIOD), profile).find((f) => f.key === key)?.note;

const YEAR = { budget_adjusted_total: '1000万元' };

describe('the lines of monitoring', () => {
  // 25, 40, 60 and 80% by the end of April, June, August and October: under the line is an alarm, on it is none.
  it.each([
    ['spending_progress_month4', 'spent_by_month4', '249.9', '25'],
    ['spending_progress_quarter2', 'spent_by_quarter2', '399.9', '40'],
    ['spending_progress_month8', 'spent_by_month8', '599.9', '60'],
    ['spending_progress_month10', 'spent_by_month10', '799.9', '80'],
  ])('%s under its line is noted, on its line not', (figure, fact, under, line) => {
    expect(noteOf(figure, { ...YEAR, [fact]: `${under}万元` })).toContain(`${line}%`);
    expect(noteOf(figure, { ...YEAR, [fact]: `${Number(line) * 10}万元` })).toBeUndefined();
  });

  it('a quarter without a line of its own is not noted, nor is anything where the report kind has no lines', () => {
    expect(noteOf('spending_progress_quarter1', { ...YEAR, spent_by_quarter1: '1万元' })).toBeUndefined();
    const plain = profileNamed('national-generic');
    expect(noteOf('spending_progress_month4', { ...YEAR, spent_by_month4: '1万元' }, plain)).toBeUndefined();
  });

  // Done 9 of 10 = 90%, spent 799 of 1000 = 79.9%: 10.1 points apart; spent 800: 10 points, still within.
  it('a goal’s progress more than 10 points from the execution is noted, either way', () => {
    const work = { ...YEAR, tasks_planned: '10项', tasks_completed: '9项' };
    expect(noteOf('goal_execution_gap', { ...work, final_expenditure_total: '799万元' })).toContain('10.10个百分点');
    expect(noteOf('goal_execution_gap', { ...work, final_expenditure_total: '800万元' })).toBeUndefined();
    const slow = { ...work, tasks_completed: '6项', final_expenditure_total: '800万元' };
    expect(noteOf('goal_execution_gap', slow)).toContain('20.00个百分点');
  });
});
