// Rules of a scoring form against workings done by hand, as tables.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, exact, fromDecimal, toText, ZERO } from '../../../src/core/number/exact.ts';
import { barOf } from '../../../src/core/score/bar.ts';
import { bandRange, measure } from '../../../src/core/score/score-indicator.ts';
import { checklistPoints, pointsOf } from '../../../src/core/score/score-rule.ts';
import type { Rule, Scoring } from '../../../src/core/score/scoring.ts';

type Numeric = Exclude<Rule, { rule: 'checklist' }>;
const d = (s: string) => fromDecimal(s)!;

const SCORING: Scoring = {
  sets: [{ id: 'all', label: '统一', when: 'always' }],
  groups: [{ name: '产出指标', weights: { all: 100 }, level2: [], rows: [], own: true }],
  executionFigure: 'execution_rate_full_year',
  notApplicable: 'full',
  negative: 'linear',
  overTarget: { threshold: 1.3, penalty: 0 },
  bands: [
    { label: '达成年度指标', from: 80, to: 100 },
    { label: '部分达成年度指标并具有一定效果', from: 60, to: 80 },
    { label: '未达成年度指标且效果较差', from: 0, to: 60 },
  ],
  caps: [],
  reasons: { lostPoints: true, overTarget: true, executionBelow: 90, targetAdjusted: true, longest: 200 },
};

const CAPPED: Numeric = { rule: 'capped_ratio', full: 100 };
/** Yueyang's steps for the share of key expenditure: ≥90 full, then 4/5, 3/5, 2/5, 0. */
const KEY_SHARE: Numeric = {
  rule: 'steps',
  steps: [
    { to: 60, inclusive: false, points: 0 },
    { to: 70, inclusive: false, points: 2 },
    { to: 80, inclusive: false, points: 3 },
    { to: 90, inclusive: false, points: 4 },
    { inclusive: true, points: 5 },
  ],
};
/** 预算调整率: 0 → 3, (0,10] → 2, (10,20] → 1, (20,30] → 0.5, above 0, of 3 points. */
const ADJUSTED: Numeric = {
  rule: 'steps',
  steps: [
    { to: 0, inclusive: true, points: 3 },
    { to: 10, inclusive: true, points: 2 },
    { to: 20, inclusive: true, points: 1 },
    { to: 30, inclusive: true, points: 0.5 },
    { inclusive: true, points: 0 },
  ],
};
const STAFF: Numeric = { rule: 'per_point', base: 100, good: 'at_most', step: 1, amount: 0.5, floor: 0 };
const COMPLETION: Numeric = { rule: 'per_point', base: 100, good: 'at_least', step: 5, amount: 2, floor: 0 };

describe('a rule of the form', () => {
  it.each<[string, Numeric, string, string, string]>([
    ['execution at 98.31% of 10 points', CAPPED, '98.31', '10', '9.83'],
    ['execution is capped at its weight', CAPPED, '225.63', '10', '10'],
    ['nothing executed', CAPPED, '0', '10', '0'],
    ['half a point rounds up', CAPPED, '98.35', '10', '9.84'],
    ['key share at 90 is full', KEY_SHARE, '90', '5', '5'],
    ['key share just under 90', KEY_SHARE, '89.99', '5', '4'],
    ['key share at 60', KEY_SHARE, '60', '5', '2'],
    ['key share under 60', KEY_SHARE, '59.9', '5', '0'],
    ['no adjustment', ADJUSTED, '0', '3', '3'],
    ['adjusted by 10% exactly', ADJUSTED, '10', '3', '2'],
    ['adjusted by 39.94%', ADJUSTED, '39.94', '3', '0'],
    ['50 people on 46 posts: 8.70 points over cost 4.35 of 5', STAFF, '108.7', '5', '0.65'],
    ['posts kept', STAFF, '98', '5', '5'],
    ['far over: the floor', STAFF, '150', '5', '0'],
    ['completion 99.27%: 0.73 ÷ 5 × 2 off', COMPLETION, '99.27', '10', '9.71'],
  ])('%s', (_name, rule, value, weight, points) => {
    expect(toText(pointsOf(rule, d(value), d(weight), '%').points)).toBe(points);
  });

  it('keeps every score between nothing and the weight, and never rises when the value gets worse', () => {
    const rate = fc.integer({ min: 0, max: 40_000 }).map((n) => exact(BigInt(n), 100n));
    fc.assert(
      fc.property(fc.constantFrom(STAFF, ADJUSTED), rate, rate, fc.integer({ min: 1, max: 100 }), (rule, a, b, w) => {
        const weight = exact(BigInt(w));
        const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
        const [better, worse] = [pointsOf(rule, low, weight, '%').points, pointsOf(rule, high, weight, '%').points];
        expect(compare(better, worse)).toBeGreaterThanOrEqual(0);
        expect(compare(worse, ZERO)).toBeGreaterThanOrEqual(0);
        expect(compare(better, weight)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('adds up the items of a checklist that are met, and waits for those not answered', () => {
    const item = (met: boolean | null) => ({ label: '制度', points: d('1'), met });
    expect(toText(checklistPoints([item(true), item(false), item(true)], d('3'))!.points)).toBe('2');
    expect(checklistPoints([item(true), item(null)], d('2'))).toBeNull();
  });
});

describe('an indicator of the office', () => {
  it.each<[string, string, string, string, Partial<Scoring>, string]>([
    ['reached', '≥95%', '97%', '10', {}, '10'],
    ['missed: in proportion', '≥18个', '12个', '10', {}, '6.67'],
    ['not more than, kept', '≤30天', '28天', '5', {}, '5'],
    ['not more than, missed: linear', '≤30天', '36天', '5', {}, '4'],
    ['not more than, missed: ratio', '≤30天', '36天', '5', { negative: 'ratio' }, '4.17'],
    ['not more than, twice the target', '≤30天', '60天', '5', {}, '0'],
    ['no accident happened', '≤0次', '0次', '5', {}, '5'],
    ['one accident', '≤0次', '1次', '5', {}, '0'],
    ['far over without a penalty', '≥100人', '140人', '10', {}, '10'],
    ['far over, two points off', '≥100人', '140人', '10', { overTarget: { threshold: 1.3, penalty: 2 } }, '8'],
    [
      'far over, by the deviation',
      '≥100人',
      '140人',
      '10',
      { overTarget: { threshold: 1.3, penalty: 'proportional' } },
      '9',
    ],
    ['one measure in two units', '≥1.2万元', '6000元', '10', {}, '5'],
  ])('%s', (_name, target, actual, weight, over, points) => {
    const measured = measure(barOf(target)!, barOf(actual)!, d(weight), { ...SCORING, ...over });
    expect(measured.is === 'scored' ? toText(measured.points) : measured.why).toBe(points);
  });

  it('leaves to a person what no rule decides', () => {
    expect(measure(barOf('≥0个')!, barOf('3个')!, d('5'), SCORING).is).toBe('to-judge');
    expect(measure(barOf('≥95%')!, barOf('90人')!, d('5'), SCORING).is).toBe('to-judge');
  });

  it('bounds a qualitative score by its band', () => {
    expect(bandRange('部分达成年度指标并具有一定效果', d('5'), SCORING)!.map(toText)).toEqual(['3', '4']);
    expect(bandRange('很好', d('5'), SCORING)).toBeNull();
  });
});
