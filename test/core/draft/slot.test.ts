// The little language of a profile's sentence patterns.
import { describe, expect, it } from 'vitest';
import { literalsOf, readPattern, slotsOf } from '../../../src/core/draft/slot.ts';

describe('a sentence pattern', () => {
  it('is text, words of the report, slots and nested groups with alternatives', () => {
    expect(readPattern('{{year}}年{{a_b}}[，较上年{{c~change}}[（占{{d}}）]|，{{e@prior}}]。')).toEqual([
      { is: 'word', word: 'year' },
      { is: 'text', text: '年' },
      { is: 'slot', slot: { key: 'a_b', at: 'year', as: 'value' } },
      {
        is: 'group',
        either: [
          [
            { is: 'text', text: '，较上年' },
            { is: 'slot', slot: { key: 'c', at: 'year', as: 'change' } },
            {
              is: 'group',
              either: [
                [
                  { is: 'text', text: '（占' },
                  { is: 'slot', slot: { key: 'd', at: 'year', as: 'value' } },
                  { is: 'text', text: '）' },
                ],
              ],
            },
          ],
          [
            { is: 'text', text: '，' },
            { is: 'slot', slot: { key: 'e', at: 'prior', as: 'value' } },
          ],
        ],
      },
      { is: 'text', text: '。' },
    ]);
  });

  it('lists its slots and its literal text, also inside groups', () => {
    const nodes = readPattern('甲{{a}}[乙{{b}}|丙]');
    expect(slotsOf(nodes).map((s) => s.key)).toEqual(['a', 'b']);
    expect(literalsOf(nodes)).toEqual(['甲', '乙', '丙']);
  });

  it.each([
    ['{{a', '写法不对'],
    ['{{A}}', '写法不对'],
    ['{{a~更多}}', '写法不对'],
    ['[甲', '没有成对'],
    ['甲]', '不在方括号内'],
    ['甲|乙', '不在方括号内'],
    ['{a}', '多余'],
    ['甲}}', '多余'],
  ])('%s is refused with words that say why', (say, why) => {
    expect(() => readPattern(say)).toThrow(why);
  });
});
