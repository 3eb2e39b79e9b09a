// Folding characters: one form for each, a digit never becomes another, and every character knows its place in the source.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument, toSource } from '../../../src/core/text/read.ts';
import { TO_SIMPLIFIED } from '../../../src/core/text/simplified.ts';

const read = (source: string): string => readDocument(source).normal.text;

describe('the table of traditional characters', () => {
  it('has no digit, and its numerals keep their value', () => {
    const numerals: Record<string, string> = { 叄: '叁', 萬: '万', 億: '亿', 兩: '两', 貳: '贰', 陸: '陆', 參: '参' };
    for (const [from, to] of TO_SIMPLIFIED) {
      expect(from + to).not.toMatch(/[\d０-９]/);
      if (/[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]/.test(to)) expect(numerals[from]).toBe(to);
      expect(from).not.toMatch(/[零〇一二三四五六七八九十百千壹肆伍柒捌玖拾佰仟]/);
    }
  });
});

describe('characters of one form', () => {
  it.each([
    ['full-width letters and digits', 'ＡＢｃ１２３４５６７８９０', 'ABc1234567890'],
    ['radicals of a dictionary', '⾦额⼈⺠⽀出⾞', '金额人民支出车'],
    ['compatibility ideographs', '\uf90a額\uf9e1', '金额李'],
    ['blanks of all widths', '收入\u2003\u00a012\u202f万元', '收入12万元'],
    ['quotation marks', '「三公」『三公』"三公"', '“三公”“三公”“三公”'],
    ['single quotation marks', '‘三公’', '“三公”'],
    ['an apostrophe stays', 'it’s 5', 'it’s 5'],
    ['fillers, joiners and variation marks', '收\u3164入\u200d预\ufe0f算\u034f', '收入预算'],
    ['line ends of all kinds', '甲。\r\n乙。\r丙。\u2028丁。\u0085戊。', '甲。\n乙。\n丙。\n丁。\n戊。'],
  ])('%s', (_name, source, wanted) => {
    expect(read(source)).toBe(wanted);
  });
});

const PIECES = [
  '收入',
  '支出',
  '為',
  '預算',
  '，',
  '。',
  '１２',
  '3,456',
  '７８．９',
  '0',
  '零',
  '〇',
  '萬元',
  '％',
  '\u200b',
  '\u00ad',
  '\ufeff',
  ' ',
  '\u3000',
  '\n',
  '⾦',
  '\uf90a',
  '“',
  '」',
  '\u202e',
  '\u{e0031}',
  '人',
];
const sources = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((a) => a.join(''));

describe('whatever the text', () => {
  it('its digits stay, in order', () => {
    fc.assert(
      fc.property(sources, (source) => {
        expect(read(source).replace(/\D/g, '')).toBe(source.normalize('NFKC').replace(/\D/g, ''));
      }),
    );
  });
  it('each digit that is read stands at its place in the source', () => {
    fc.assert(
      fc.property(sources, (source) => {
        const doc = readDocument(source);
        for (const m of doc.normal.text.matchAll(/\d/g))
          expect(toSource(doc, m.index, m.index + 1).quote.normalize('NFKC')).toBe(m[0]);
      }),
    );
  });
});
