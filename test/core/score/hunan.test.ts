// The rows of the Hunan form against the points its table prints.
import { describe, expect, it } from 'vitest';
import { factBook } from '../../../src/core/book.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import { toText } from '../../../src/core/number/exact.ts';
import { scoreTable } from '../../../src/core/score/score.ts';
import { given, pointsOf } from '../../../src/core/score/score-rule.ts';
import { profileNamed } from '../../profiles.ts';

const hunan = profileNamed('hunan');
const rows = hunan.scoring.groups.flatMap((g) => g.rows);

/** row -> [value in %, points as printed in the table] */
const PRINTED: Record<string, [number, string][]> = {
  在职人员控制率: [
    [98, '5'],
    [100, '5'],
    [102, '4'],
    [111, '0'],
  ],
  '“三公”经费变动率': [
    [-12, '5'],
    [0, '5'],
    [3, '3.5'],
    [98.31, '0'],
  ],
  重点支出安排率: [
    [95, '5'],
    [90, '5'],
    [89.99, '4'],
    [80, '4'],
    [75, '3'],
    [60, '2'],
    [59.99, '0'],
  ],
  预算调整率: [
    [0, '3'],
    [10, '2'],
    [10.01, '1'],
    [20, '1'],
    [30, '0.5'],
    [39.94, '0'],
  ],
  '“三公”经费控制率': [
    [77.73, '6'],
    [100, '6'],
    [102, '4'],
    [150, '0'],
  ],
  预算完成率: [
    [100, '5'],
    [95, '3'],
    [99.27, '4.71'],
    [80, '0'],
  ],
};

const cases = Object.entries(PRINTED).flatMap(([name, values]) => values.map(([v, p]) => [name, v, p] as const));

describe('the Hunan form', () => {
  it.each(cases)('%s of %d%% earns %s', (name, value, points) => {
    const row = rows.find((r) => r.name === name)!;
    if (!row.rule || row.rule.rule === 'checklist') throw new Error(`${name} has no rule`);
    expect(toText(pointsOf(row.rule, given(value), given(row.weight), '%').points)).toBe(points);
  });

  const carried = (before: string, end: string): StatedFact[] =>
    [
      { period: 2022, value: before },
      { period: 2023, value: end },
    ].map((f) => ({ key: 'carryover_end', scope: null, item: null, unit: '万元', qualifier: null, label: null, ...f }));

  it.each([
    ['nothing in either year', '0', '0', '3'],
    ['nothing any more', '5', '0', '3'],
    ['no more than last year', '5', '4', '2'],
    ['more than last year', '5', '6', '0'],
  ])('carry-over: %s', (_, before, end, points) => {
    const book = factBook(carried(before, end), 2023);
    const table = scoreTable(hunan, book, computeFigures(book, hunan))!;
    const row = table.groups.flatMap((g) => g.rows).find((r) => r.name === '结转结余变动率')!;
    expect(row.score.is === 'scored' && toText(row.score.final)).toBe(points);
  });
});
