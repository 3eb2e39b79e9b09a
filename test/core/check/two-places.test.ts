// One fact, several places: which differences are faults, and which are only another way to print the same.
import { describe, expect, it } from 'vitest';
import { twoPlaces } from '../../../src/core/check/two-places.ts';
import type { Backing } from '../../../src/core/draft/section.ts';
import { checkReport } from '../../../src/steps/check-report.ts';
import { profileNamed } from '../../profiles.ts';

const TOTAL: Backing = { kind: 'fact', key: 'final_expenditure_total', period: 2022, scope: null, item: null };

/** ⟨…⟩ marks what rests on the fact. */
function read(marked: string, by: Backing = TOTAL) {
  const spans: { start: number; end: number; by: Backing }[] = [];
  let text = '';
  for (const piece of marked.split(/(⟨[^⟩]*⟩)/)) {
    const bare = piece.replace(/[⟨⟩]/g, '');
    if (bare !== piece) spans.push({ start: text.length, end: text.length + bare.length, by });
    text += bare;
  }
  return { text, found: twoPlaces(text, spans) };
}

describe('a fact printed in two places', () => {
  it.each([
    ['a sentence and a table', '支出⟨1180.40万元⟩。\n\n| 支出 | ⟨1108.40⟩ |\n', false],
    ['two sentences', '支出⟨1180.40万元⟩。\n\n全年支出⟨1108.40万元⟩。\n', true],
    ['an approximation that the table does not bear out', '支出⟨约1500万元⟩。\n\n| 支出 | ⟨1108.40⟩ |\n', false],
  ])('differs: %s', (_, marked, both) => {
    const { text, found } = read(marked);
    expect(found).toMatchObject([{ slot: { key: 'final_expenditure_total' }, both }]);
    expect(found[0]!.places).toHaveLength(2);
    for (const p of found[0]!.places) expect(text.slice(p.start, p.end)).toBe(p.quote);
  });

  it.each([
    ['with and without its unit', '支出⟨1180.4万元⟩。\n\n| 支出 | ⟨1180.40⟩ |\n'],
    ['in two units', '支出⟨11804000元⟩，即⟨1180.40万元⟩。\n'],
    ['in yuan beside a table in 万元', '支出⟨11804000元⟩。\n\n| 支出 | ⟨1180.40⟩ |\n'],
    ['rounded', '支出⟨1180万元⟩。\n\n| 支出 | ⟨1180.40⟩ |\n'],
    ['approximately', '支出⟨约1200万元⟩。\n\n| 支出 | ⟨1180.40⟩ |\n'],
    ['as a missing value in the table', '支出⟨1180.40万元⟩。\n\n| 支出 | ⟨—⟩ |\n'],
    ['in another measure', '支出⟨1180.40万元⟩，占⟨98%⟩。\n'],
    ['several numbers in one stretch', '支出⟨1180.40万元，比上年多20万元⟩。\n\n| 支出 | ⟨3.00⟩ |\n'],
  ])('says the same: %s', (_, marked) => expect(read(marked).found).toEqual([]));

  it('a passage holds many numbers, each its own', () => {
    const passage: Backing = { kind: 'fact', key: 'achievements', period: 2022, scope: null, item: '1' };
    expect(read('走访⟨320户⟩，开会⟨5场⟩。\n', passage).found).toEqual([]);
  });
});

describe('a report from outside', () => {
  const HEAD = '2023年度青禾市交通局部门整体支出绩效自评报告\n一、收支情况\n2023年';
  const TABLE =
    '\n\n表1 收支决算表（单位：万元）\n项目\t年初预算\t决算数\n收入合计\t1100.00\t1200.50\n支出合计\t1100.00\t1180.40\n';
  const found = (sentence: string) => {
    const profile = profileNamed('national-generic');
    const done = checkReport(`${HEAD}${sentence}${TABLE}`, profile, 2023);
    if (!done.ok) throw new Error(done.problem.message);
    expect(done.value.checked).toContain('C144');
    return done.value.findings.filter((f) => f.rule === 'C144');
  };
  it('says one thing in a sentence and another in its table: one finding with both places', () => {
    const [finding, ...more] = found('本部门收入决算1200.50万元，支出决算1108.40万元。');
    expect(more).toEqual([]);
    expect(finding!.message).toBe('正文1108.40万元与附表1180.40万元不一致（本年支出合计），请核对后统一。');
    expect([finding!.place!.quote, finding!.more!.map((p) => p.quote)]).toEqual(['支出决算1108.40万元', ['1180.40']]);
  });
  it.each([
    '本部门收入决算1200.50万元，支出决算1180.40万元。',
    '本部门支出决算约1180万元。',
    '本部门支出决算1180.40万元，因项目跨年，未执行预算364.00万元。',
  ])('says the same: %s', (sentence) => expect(found(sentence)).toEqual([]));
});
