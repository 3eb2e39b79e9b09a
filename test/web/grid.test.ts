// The pure state behind the scoring grid, the trial and the editor of report kinds.
import { describe, expect, it } from 'vitest';
import type { WireScore, WireScoreRow } from '../../src/http/wire.ts';
import { lineOfError } from '../../web/state/json-place.ts';
import { scoringOf } from '../../web/state/profile.ts';
import { nextOpen, placeEdits, placesFor, saidIn } from '../../web/state/score.ts';
import { type Choice, refreshed } from '../../web/state/trial.ts';

const row = (name: string, rest: Partial<WireScoreRow> = {}): WireScoreRow =>
  ({
    name,
    label: name,
    level1: '产出指标',
    level2: '数量指标',
    origin: 'own',
    target: '不低于7场',
    actual: '8场',
    weight: '10',
    score: { final: '10' },
    reason: '',
    improvement: '',
    cells: { target: { id: 't', value: '7', unit: '场', standing: 'confirmed', version: 1 } },
    editable: ['level1', 'level2', 'target', 'actual', 'weight', 'score'],
    ...rest,
  }) as WireScoreRow;
const table = (rows: WireScoreRow[], open: string[]): WireScore =>
  ({
    groups: [{ name: '产出指标', rows }],
    open,
    limits: {
      reason: 200,
      bands: [],
      levels: [
        { level1: '产出指标', level2: ['数量指标', '质量指标'] },
        { level1: '成本指标', level2: [] },
      ],
    },
  }) as unknown as WireScore;

describe('the scoring grid', () => {
  it('types on from what is shown, 不低于 included', () => {
    expect(saidIn(row('培训'), 'target')).toBe('不低于7场');
    expect(saidIn(row('培训'), 'actual')).toBe('');
  });

  it.each([
    ['产出指标', '数量指标', '产出指标/数量指标', 3],
    ['产出指标', '自定的一类', '产出指标/自定的一类', 4],
    ['成本指标', '', '成本指标/', 3],
    ['未归类指标', '', null, 3],
  ])('offers every place an indicator may have: now in %s, %s', (level1, level2, at, count) => {
    const places = placesFor(table([], []), row('培训', { level1, level2 }));
    expect(places.at).toBe(at);
    expect(places.options).toHaveLength(count);
  });

  it('moves a row with its second level, and clears one that belongs elsewhere', () => {
    const [first, , last] = placesFor(table([], []), row('培训')).options;
    expect(placeEdits(row('培训'), first!)).toEqual([{ row: '培训', field: 'level1', value: '产出指标' }]);
    expect(placeEdits(row('培训'), last!)).toEqual([
      { row: '培训', field: 'level1', value: '成本指标' },
      { row: '培训', field: 'level2', value: null },
    ]);
  });

  it('goes to the next row to fill, at its first empty cell, and round again', () => {
    const rows = [
      row('甲', { actual: '' }),
      row('乙'),
      row('丙', { weight: null }),
      row('丁', { level1: '未归类指标' }),
    ];
    const t = table(rows, ['甲', '丙', '丁', '效益指标']);
    const round = ['甲', '乙', '丙', '丁'].map((at) => nextOpen(t, { row: at, column: 'name' }));
    expect(round).toEqual([
      { row: '丙', column: 'weight' },
      { row: '丙', column: 'weight' },
      { row: '丁', column: 'level2' },
      { row: '甲', column: 'actual' },
    ]);
    expect(nextOpen(table(rows, ['效益指标']), null)).toBeNull();
  });
});

it('a trial follows the facts: a value that changed elsewhere makes its result untrue', () => {
  const choice = { id: 'a', now: '100万元' } as Choice;
  const trial = { tried: [{ choice, typed: '120' }], result: {} as never };
  expect(refreshed(trial, [{ ...choice }])).toBe(trial);
  expect(refreshed(trial, [{ ...choice, now: '110万元' }])).toEqual({
    tried: [{ choice: { id: 'a', now: '110万元' }, typed: '120' }],
    result: null,
  });
});

it.each([
  ['{\n"a": 1,\n}', 'Expected double-quoted property name in JSON at position 10', 3],
  ['{\n"a"', 'Unexpected end of JSON input', 2],
  ['', 'Unexpected end of JSON input', null],
  ['x', 'something else', null],
])('a text that is no JSON is wrong at a line: %j', (text, message, line) => {
  expect(lineOfError(text, message)).toBe(line);
});

it('tells the groups that an office fills by itself from those the form prints', () => {
  const groups = [
    { name: '投入', weights: { all: 40 }, rows: [{ name: '预算完成率' }], level2: ['预算配置'], own: false },
    { name: '产出', weights: { all: 60 }, rows: [], level2: ['数量指标'], own: true },
  ];
  expect(scoringOf({ scoring: { sets: [], groups, caps: [] }, grades: [] })!.groups.map((g) => g.own)).toEqual([
    false,
    true,
  ]);
});
