// CSV as spreadsheets write it: quotes, separators, ragged rows; never a figure joined or lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvToText } from '../../src/ingest/csv.ts';

describe('CSV as rows of cells', () => {
  it.each([
    ['quoted commas', '项目,决算数\r\n基本支出,"1,128.60"', '项目 | 决算数 |\n基本支出 | 1,128.60 |'],
    ['doubled quotes', '项目,说明\n甲,"含""其他"""', '项目 | 说明 |\n甲 | 含"其他" |'],
    ['a line end inside a cell', '项目,金额\n"三公\n经费",5', '项目 | 金额 |\n三公 经费 | 5 |'],
    ['two figures in one cell stay two', '项目,金额\n甲,"11\n22"', '项目 | 金额 |\n甲 | 11；22 |'],
    ['tabs', '项目\t金额\n甲\t1,128.60', '项目 | 金额 |\n甲 | 1,128.60 |'],
    ['the separator that the file names', 'sep=;\n项目;金额\n甲;1,5', '项目 | 金额 |\n甲 | 1,5 |'],
    [
      'a title and a unit above',
      '收支表,,\n,,单位：万元\n项目,预算,决算\n甲,1,2',
      '收支表\n单位：万元\n项目 | 预算 | 决算 |\n甲 | 1 | 2 |',
    ],
    ['a quote that is never closed is a character', '项目,说明\n甲,"5\n乙,6', '项目 | 说明 |\n甲 | "5 |\n乙 | 6 |'],
    ['a blank corner keeps the columns', ',预算,决算\n甲,1,2', '|  | 预算 | 决算 |\n甲 | 1 | 2 |'],
    ['old Mac line ends', '项目,金额\r甲,5', '项目 | 金额 |\n甲 | 5 |'],
    ['one column is lines', '收入7910万元\n支出5万元', '收入7910万元\n支出5万元'],
  ])('%s', (_name, csv, text) => {
    expect(csvToText(csv)).toBe(text);
  });

  it('gives every cell back once, whatever it holds', () => {
    const cell = fc.string({ unit: fc.constantFrom('甲', '5', ',', '"', '\n', '.', '；', '|'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const csv = rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        const digits = (s: string) => s.replace(/\D/g, '');
        expect(digits(csvToText(csv))).toBe(digits(rows.flat().join('')));
      }),
    );
  });

  it.each(['"', ',', '\n', '"\n', ',"', 'a,', '""'])('reads long runs of %j at once', (piece) => {
    expect(csvToText(piece.repeat(100_000)).length).toBeLessThan(1_000_000);
  });
});
