// Quantities as they are said and typed in a chat: 14463w, 一个亿, 二十三万五.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { spokenQuantities } from '../../../src/core/interview/spoken.ts';
import { toText } from '../../../src/core/number/exact.ts';
import { toChineseNumeral } from '../../../src/core/number/numeral.ts';
import { scanQuantities } from '../../../src/core/number/scan.ts';

const read = (text: string): string[] =>
  spokenQuantities(text)
    .filter((q) => q.class === 'figure')
    .map((q) => `${q.value ? toText(q.value) : '?'}${q.unit}${q.qualifier ?? ''}`);

describe('a number as people say it', () => {
  test.each<[string, string[]]>([
    ['一个亿', ['1亿']],
    ['收入一个亿，支出两个亿', ['1亿', '2亿']],
    ['1.2个亿', ['1.2亿']],
    ['3个亿左右', ['3亿左右']],
    ['14463w', ['14463万']],
    ['14463.02W', ['14463.02万']],
    ['1,300 w', ['1300万']],
    ['预算１３００ｗ', ['1300万']],
    ['3千万', ['3000万']],
    ['2百万吧', ['200万']],
    ['一千二百万', ['1200万']],
    ['支出预算也是一千二百万', ['1200万']],
    ['固定资产五千零三十二万', ['5032万']],
    ['二十三万五', ['23.5万']],
    ['三万五千', ['3.5万']],
    ['一亿四千四百六十三万', ['14463万']],
    ['两千万出头', ['2000万余']],
    ['三百多万', ['300万多']],
    ['九成五', ['95%']],
    ['十几万', ['?万']],
    ['几百万', ['?万']],
    ['两个多亿', ['?亿']],
    ['预算1.3亿，执行1.29亿', ['1.3亿', '1.29亿']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('words that are no number', () => {
  test.each(['千万别忘了', '万一没有呢', '第一万个', '办公用win10系统', 'wps打不开', '成绩'])(
    '%s adds nothing',
    (text) => {
      expect(spokenQuantities(text)).toEqual(scanQuantities(text));
    },
  );
});

it('reads every amount in 万 that is said in Chinese', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (n) => {
      expect(read(`预算是${toChineseNumeral(BigInt(n))}万`)).toEqual([`${n}万`]);
    }),
  );
});

it('keeps its places, in order and without overlap, in any text', () => {
  const part = fc.constantFrom(
    '一',
    '两',
    '十',
    '百',
    '千',
    '万',
    '亿',
    '个',
    '多',
    '几',
    'w',
    '1',
    '23',
    '.',
    '，',
    '成',
    '元',
    '预算',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      let last = 0;
      for (const q of spokenQuantities(text)) {
        expect(q.start).toBeGreaterThanOrEqual(last);
        expect(text.slice(q.start, q.end)).toBe(q.text);
        last = q.end;
      }
    }),
  );
});

it('takes time that grows with the text only', () => {
  for (const run of ['一', '十万', '1,', '1', '万亿', '个多']) {
    const started = performance.now();
    spokenQuantities(run.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(2000);
  }
});
