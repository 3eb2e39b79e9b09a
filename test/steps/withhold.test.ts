import { describe, expect, it } from 'vitest';
import { type Paragraph, sectionText } from '../../src/core/draft/section.ts';
import type { Verdict } from '../../src/core/draft/verdict.ts';
import { WITHHELD, withhold } from '../../src/steps/withhold.ts';

const paragraph = (...runs: string[]): Paragraph => ({
  style: 'body',
  origin: 'embedded',
  runs: runs.map((t) => ({ t })),
});

function unbacked(paragraphs: Paragraph[], ...words: string[]): Verdict[] {
  const text = sectionText(paragraphs);
  return words.map((w) => {
    const start = text.indexOf(w);
    return { text: w, start, end: start + w.length, standing: 'unbacked', by: null };
  });
}

describe('quantities that nothing backs', () => {
  it.each([
    [[paragraph('建成书屋3个。')], ['3个'], `建成书屋${WITHHELD}。`],
    [[paragraph('共', '3', '个，比上年多2个。')], ['3个', '2个'], `共${WITHHELD}，比上年多${WITHHELD}。`],
    [[paragraph('一是建成3个。'), paragraph('二是建成5个。')], ['5个'], `一是建成3个。\n二是建成${WITHHELD}。`],
    [[paragraph('3个')], ['3个'], WITHHELD],
    [[paragraph('没有数字。')], [], '没有数字。'],
  ])('leave a marked gap and the rest as it was (%#)', (paragraphs, words, expected) => {
    expect(sectionText(withhold(paragraphs, unbacked(paragraphs, ...words)))).toBe(expected);
  });

  it('keep what backs the rest', () => {
    const by = { kind: 'fact', key: 'staff_total', period: 2022, scope: null, item: null } as const;
    const held: Paragraph[] = [{ style: 'body', origin: 'embedded', runs: [{ t: '共37人', by }, { t: '，另3人。' }] }];
    const [cut] = withhold(held, unbacked(held, '3人'));
    expect(cut?.runs[0]).toEqual({ t: '共37人', by });
    expect(cut?.runs.map((r) => r.t)).toEqual(['共37人', '，另', WITHHELD, '。']);
  });
});
