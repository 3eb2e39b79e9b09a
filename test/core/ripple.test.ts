// Sentences and cells by what backs them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backing, Run } from '../../src/core/draft/section.ts';
import { cellsUsing, sentenceSpans, sentencesUsing, slotId, type Touched } from '../../src/core/ripple.ts';

const fact = (key: string, more: Partial<Extract<Backing, { kind: 'fact' }>> = {}): Backing => ({
  kind: 'fact',
  key,
  period: 2022,
  scope: null,
  item: null,
  ...more,
});
const run = (t: string, by?: Backing): Run => (by ? { t, by } : { t });
const touched = (more: Partial<Touched>): Touched => ({
  period: 2022,
  slots: new Set(),
  figures: new Set(),
  keys: new Set(),
  ...more,
});
const slots = (...all: Backing[]) => new Set(all.flatMap((b) => (b.kind === 'fact' ? [slotId(b, 2022)] : [])));

describe('sentences', () => {
  it.each([
    ['甲1。乙2！丙', ['甲1。', '乙2！', '丙']],
    ['他说“好。”然后走了。', ['他说“好。”', '然后走了。']],
    ['甲；乙。', ['甲；乙。']],
    ['占3.5%。', ['占3.5%。']],
    ['', []],
  ])('%j are %j', (text, parts) => {
    expect(sentenceSpans(text).map((s) => text.slice(s.start, s.end))).toEqual(parts);
  });
  it('join to the text they were cut from, without gap', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('甲', '1', '。', '！', '”', '；', ' ') }), (text) => {
        expect(
          sentenceSpans(text)
            .map((s) => text.slice(s.start, s.end))
            .join(''),
        ).toBe(text);
      }),
    ));
});

describe('sentences that use a fact', () => {
  const paragraphs = [
    {
      runs: [
        run('在编'),
        run('14人', fact('staff_in_post')),
        run('。年末实有'),
        run('37人', fact('staff_total')),
        run('。'),
      ],
    },
    { runs: [run('没有数字的话。')] },
    { runs: [run('控制率'), run('87.5%', { kind: 'figure', key: 'staff_control_rate', scope: null }), run('。')] },
    { runs: [run('资产'), run('【待补：固定资产原值】', { kind: 'missing', key: 'fixed_assets_gross' }), run('。')] },
    { runs: [run('中心在编'), run('5人', fact('staff_in_post', { scope: '中心' })), run('。')] },
  ];
  const names = (t: Touched) => sentencesUsing(paragraphs, t).flatMap((p) => p.sentences.map((s) => s.text));

  it.each<[string, Touched, string[]]>([
    ['a fact', touched({ slots: slots(fact('staff_in_post')) }), ['在编14人。']],
    [
      'the same key of another unit',
      touched({ slots: slots(fact('staff_in_post', { scope: '中心' })) }),
      ['中心在编5人。'],
    ],
    ['last year’s', touched({ slots: slots(fact('staff_in_post', { period: 2021 })) }), []],
    ['a figure', touched({ figures: new Set(['staff_control_rate|']) }), ['控制率87.5%。']],
    ['what is missing', touched({ keys: new Set(['fixed_assets_gross']) }), ['资产【待补：固定资产原值】。']],
    ['nothing', touched({}), []],
  ])('%s', (_, t, sentences) => expect(names(t)).toEqual(sentences));

  it('tells paragraph, sentence and run by their places', () => {
    expect(sentencesUsing(paragraphs, touched({ slots: slots(fact('staff_total')) }))).toEqual([
      {
        index: 0,
        sentences: [
          { index: 1, text: '年末实有37人。', runs: [{ text: '37人', start: 10, end: 13, by: fact('staff_total') }] },
        ],
      },
    ]);
  });
});

it('cells are named by row and column', () => {
  const cells = cellsUsing(
    {
      unitName: '甲局',
      period: 2022,
      nodes: [
        {
          type: 'table',
          section: '1',
          table: 'staff',
          caption: '人员',
          unitLine: null,
          columns: [
            { title: '单位', align: 'left', width: 0.5 },
            { title: '在编', align: 'right', width: 0.5 },
          ],
          rows: [{ kind: 'row', cells: [[run('甲局')], [run('14', fact('staff_in_post'))]] }],
          note: null,
        },
      ],
    },
    touched({ slots: slots(fact('staff_in_post')) }),
  );
  expect(cells).toMatchObject([{ row: 0, column: 1, rowLabel: '甲局', columnTitle: '在编', text: '14' }]);
});
