import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toText } from '../../../src/core/number/exact.ts';
import { parseChineseNumeral, toChineseNumeral } from '../../../src/core/number/numeral.ts';

const READ: readonly (readonly [string, string | null])[] = [
  ['十一', '11'],
  ['二十', '20'],
  ['一百二', '120'],
  ['一百零二', '102'],
  ['三万五', '35000'],
  ['两千六', '2600'],
  ['十万零一千', '101000'],
  ['一百九十万零三千九百七十一', '1903971'],
  ['两千零十', '2010'],
  ['十四万一', '141000'],
  ['一亿零五十万', '100500000'],
  ['一万亿', '1000000000000'],
  ['二〇二二', '2022'],
  ['二零二三', '2023'],
  ['壹仟贰佰', '1200'],
  ['叁万伍仟', '35000'],
  ['二点六五', '2.65'],
  ['零点五', '0.5'],
  ['半', '0.5'],
  ['零', '0'],
  ['负三', '-3'],
  ['一千零一', '1001'],
  ['三千零五十', '3050'],
  ['一百一十', '110'],
  ['十', '10'],
  ['百万', null],
  ['千', null],
  ['三四', null],
  ['', null],
  ['一百百', null],
  ['一二千', null],
  ['一点', null],
  ['点五', null],
  ['二十零五', null],
  ['人', null],
];

describe('Chinese numerals', () => {
  it.each(READ)('reads %s as %s', (text, value) => {
    const read = parseChineseNumeral(text);
    expect(read && toText(read)).toBe(value);
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 24n }), (n) => {
        const read = parseChineseNumeral(toChineseNumeral(n));
        return read !== null && read.num === n && read.den === 1n;
      }),
      { numRuns: 2000 },
    );
    for (let n = 0n; n < 12_000n; n++) expect(parseChineseNumeral(toChineseNumeral(n))?.num).toBe(n);
  });

  it.each([
    [0n, '零'],
    [10n, '十'],
    [15n, '十五'],
    [105n, '一百零五'],
    [110n, '一百一十'],
    [2010n, '二千零一十'],
    [101_000n, '十万一千'],
    [100_500_000n, '一亿零五十万'],
    [-7n, '负七'],
  ])('writes %s as %s', (n, text) => {
    const written = toChineseNumeral(n);
    expect(written).toBe(text);
  });

  it('never throws and never takes long, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (s) => parseChineseNumeral(s) !== undefined));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'零一二两三九十百千万亿点半负'), maxLength: 3000 }),
        (s) => parseChineseNumeral(s) !== undefined,
      ),
    );
  });
});
