// Workbooks to text: values as printed, merges from the sheet's own list, what is hidden or missing told and never guessed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { SourceText } from '../../src/core/text/source-text.ts';
import { readFile } from '../../src/ingest/read-file.ts';
import { cpuTime } from '../cpu-time.ts';
import { archive, type Parts, relationships, rows, workbook, workbookParts } from './archive.ts';

async function read(bytes: Uint8Array): Promise<SourceText> {
  const result = await readFile('a.xlsx', bytes);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
const textOf = async (...given: Parameters<typeof workbook>): Promise<string> => (await read(workbook(...given))).text;
const noticesOf = async (...given: Parameters<typeof workbook>): Promise<string> =>
  (await read(workbook(...given))).notices.join('\n');
const cells = (inner: string): string => `<sheetData><row r="1">${inner}</row></sheetData>`;

describe('reading a workbook', () => {
  it('gives each sheet under its name, a title and its unit as lines, then the rows', async () => {
    const sheet = {
      name: '部门收支总表',
      xml: `${rows([
        ['2023年部门收支总表', null, null],
        [null, null, '单位：万元'],
        ['项目', '预算数', '决算数'],
        ['基本支出', 1128.6, 1100.25],
        ['项目支出', 500, 480],
      ])}<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>`,
    };
    expect(await read(workbook([sheet, { name: '三公经费', xml: rows([['公务接待费', 0.35]]) }]))).toEqual({
      form: 'xlsx',
      notices: [],
      text: `部门收支总表

2023年部门收支总表
单位：万元
项目 | 预算数 | 决算数 |
基本支出 | 1128.6 | 1100.25 |
项目支出 | 500 | 480 |

三公经费

公务接待费 | 0.35 |
`,
    });
  });

  it('reads what another program writes: texts, numbers with their format, dates, booleans', async () => {
    const file = await writeXlsxFile(
      [
        [{ value: '项目' }, { value: '金额' }, { value: '完成率' }, { value: '日期' }, { value: '是否完成' }],
        [
          { value: '设备购置' },
          { type: Number, value: 1234567.891, format: '#,##0.00' },
          { type: Number, value: 0.9525, format: '0.00%' },
          { type: Date, value: new Date(Date.UTC(2023, 4, 31)), format: 'yyyy"年"m"月"d"日"' },
          { type: Boolean, value: true },
        ],
      ],
      { sheet: '项目表' },
    ).toBuffer();
    expect((await read(new Uint8Array(file))).text).toBe(
      '项目表\n\n项目 | 金额 | 完成率 | 日期 | 是否完成 |\n设备购置 | 1,234,567.89 | 95.25% | 2023年5月31日 | TRUE |\n',
    );
  });

  it.each([
    [
      'shared texts with runs, without phonetic guides',
      cells('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'),
      '收入合计 | 7910 |',
    ],
    [
      'inline texts',
      cells('<c r="A1" t="inlineStr"><is><r><t>收入</t></r><r><t>合计</t></r></is></c><c r="B1"><v>7910</v></c>'),
      '收入合计 | 7910 |',
    ],
    [
      'escaped characters',
      cells('<c r="A1" t="inlineStr"><is><t>a&amp;b_x000D_</t></is></c><c r="B1"><v>1</v></c>'),
      'a&b | 1 |',
    ],
    [
      'cells and rows without addresses',
      '<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>',
      '1 | 2 |\n3',
    ],
    [
      'saved results of formulas',
      cells('<c r="A1"><f>SUM(B1:B9)</f><v>7910.0000000000009</v></c><c r="B1" t="str"><f>T(1)</f><v>合计</v></c>'),
      '7910 | 合计 |',
    ],
    ['booleans', cells('<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>'), 'TRUE | FALSE |'],
    [
      'dates of strict workbooks',
      cells('<c r="A1" t="d" s="1"><v>2023-05-31</v></c><c r="B1"><v>2</v></c>'),
      '2023年5月 | 2 |',
    ],
    [
      'pipes in a cell, which end cells here',
      cells('<c r="A1" t="inlineStr"><is><t>甲|乙</t></is></c><c r="B1"><v>1</v></c>'),
      '甲¦乙 | 1 |',
    ],
  ])('reads %s', async (_what, xml, line) => {
    const strings =
      '<si><r><t>收入</t></r><r><rPr><b/></rPr><t>合计</t></r><rPh sb="0" eb="2"><t>shouru</t></rPh></si><si><t>7910</t></si>';
    expect(await textOf([{ name: '表', xml }], { strings, styles: ['General', 'yyyy"年"m"月"'] })).toBe(
      `表\n\n${line}\n`,
    );
  });

  it('reads the parts under any prefix and in the strict form', async () => {
    const parts = workbookParts([{ name: '表', xml: rows([['收入', 7910]]) }]);
    const renamed = Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        name.startsWith('xl/worksheets')
          ? (part as string)
              .replace(/<(\/?)(?=[a-z])/gi, '<$1x:')
              .replace('xmlns=', 'xmlns:x=')
              .replace(
                'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
                'http://purl.oclc.org/ooxml/spreadsheetml/main',
              )
          : (part as string).replace(
              /http:\/\/schemas\.openxmlformats\.org\/officeDocument\/2006\/relationships/g,
              'http://purl.oclc.org/ooxml/officeDocument/relationships',
            ),
      ]),
    );
    expect((await read(archive(renamed))).text).toBe('表\n\n收入 | 7910 |\n');
  });
});

describe('merges', () => {
  const table = [
    ['项目', '2023年', null],
    [null, '预算数', '决算数'],
    ['基本支出', 10, 10],
    ['项目支出', 10, 10],
  ];
  it('come from the list of merges: headers are joined', async () => {
    const xml = `${rows(table)}<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>`;
    expect(await textOf([{ name: '表', xml }])).toBe(
      '表\n\n项目 | 2023年预算数 | 2023年决算数 |\n基本支出 | 10 | 10 |\n项目支出 | 10 | 10 |\n',
    );
  });

  it('are never guessed from equal values', async () => {
    expect(
      await textOf([
        {
          name: '表',
          xml: rows([
            ['甲', 10, 10],
            ['甲', 10, 10],
          ]),
        },
      ]),
    ).toBe('表\n\n甲 | 10 | 10 |\n甲 | 10 | 10 |\n');
  });

  it('show the value of a first cell that is hidden itself', async () => {
    const xml = `<cols><col min="1" max="1" hidden="1"/></cols>${rows([
      ['标题', null, null],
      ['藏', '项目', '数'],
      ['藏', '支出', 5],
    ])}<mergeCells><mergeCell ref="A1:C1"/></mergeCells>`;
    const got = await read(workbook([{ name: '表', xml }]));
    expect(got.text).toBe('表\n\n标题\n项目 | 数 |\n支出 | 5 |\n');
    expect(got.notices.join()).toContain('1 列被隐藏');
  });

  it('tell of values that they cover', async () => {
    const xml = `${rows([
      ['项目', '数', '数'],
      ['支出', 5, 7],
    ])}<mergeCells><mergeCell ref="B2:C2"/></mergeCells>`;
    const got = await read(workbook([{ name: '表', xml }]));
    expect(got.text).not.toContain('7');
    expect(got.notices.join()).toContain('1 个值被合并单元格盖住');
  });

  it('that overlap keep the one that began first, and cost no more than the sheet is large', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => i + 1);
    const xml = `<sheetData>${many.map((r) => `<row r="${r}"><c r="A${r}"><v>${r}</v></c></row>`).join('')}</sheetData><mergeCells>${many
      .map((r) => `<mergeCell ref="A${r}:A30000"/>`)
      .join('')}</mergeCells>`;
    const from = cpuTime();
    const got = await read(workbook([{ name: '表', xml }]));
    expect(cpuTime() - from).toBeLessThan(5000);
    expect(got.text).toBe('表\n\n1\n');
    expect(got.notices.join()).toContain('19999 个值被合并单元格盖住');
  });

  it('may cover the whole sheet', async () => {
    const xml = `${rows([
      ['全部', null],
      [null, null],
    ])}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`;
    expect(await textOf([{ name: '表', xml }])).toBe('表\n\n全部\n');
  });
});

describe('what is left out is told', () => {
  it('names hidden sheets and does not read them', async () => {
    const got = await read(
      workbook([
        { name: '表', xml: rows([['收入', 1]]) },
        { name: '底稿', xml: rows([['收入', 999]]), state: 'veryHidden' },
      ]),
    );
    expect(got.text).not.toContain('999');
    expect(got.notices.join()).toContain('隐藏的工作表没有读取：“底稿”');
  });

  it('counts hidden rows and columns that hold something', async () => {
    const xml =
      '<cols><col min="3" max="4" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2" hidden="1"><c r="A2"><v>4</v></c></row><row r="3" hidden="1"/></sheetData>';
    const got = await read(workbook([{ name: '表', xml }]));
    expect(got.text).toBe('表\n\n1 | 2 |\n');
    expect(got.notices.join()).toContain('“表”有 1 行、1 列被隐藏或筛选掉');
  });

  it('names formulas without a saved result and gives a dash for them', async () => {
    const xml = cells(
      '<c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1"><f>SUM(C1:C9)</f></c><c r="C1"><f>1/0</f><v></v></c><c r="D1"><v>3</v></c><c r="E1" t="str"><f>""</f><v></v></c>',
    );
    const got = await read(workbook([{ name: '表', xml }]));
    expect(got.text).toBe('表\n\n合计 | — | — | 3 |\n');
    expect(got.notices.join()).toContain('“表”的 B1、C1 是公式，但文件里没有计算结果');
  });

  it('names cells with an error value', async () => {
    const notices = await noticesOf([
      { name: '表', xml: cells('<c r="A1"><v>1</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>') },
    ]);
    expect(notices).toContain('“表”的 B1 是错误值');
  });

  it('names sheets with comments and with words in text boxes', async () => {
    const parts = workbookParts([{ name: '表', xml: rows([['收入', 1]]) }]);
    const got = await read(
      archive({
        ...parts,
        'xl/worksheets/_rels/sheet1.xml.rels': relationships([
          { id: 'r1', type: 'comments', target: '../comments1.xml' },
          { id: 'r2', type: 'drawing', target: '../drawings/drawing1.xml' },
        ]),
        'xl/drawings/drawing1.xml':
          '<xdr:wsDr xmlns:xdr="x" xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:txBody><d:t>说明</d:t></xdr:txBody></xdr:wsDr>',
      }),
    );
    expect(got.notices.join()).toMatch(/“表”有批注.*“表”有文本框/);
  });

  it('refuses a text that is not in the table of texts', async () => {
    const result = await readFile(
      'a.xlsx',
      workbook([{ name: '表', xml: cells('<c r="A1" t="s"><v>7</v></c>') }], { strings: '' }),
    );
    expect(!result.ok && result.problem.code).toBe('damaged_file');
  });

  it('counts numbers that their format hides', async () => {
    const got = await read(
      workbook([{ name: '表', xml: cells('<c r="A1"><v>1</v></c><c r="B1" s="1"><v>77</v></c>') }], {
        styles: ['General', ';;;'],
      }),
    );
    expect(got.text).not.toContain('77');
    expect(got.notices.join()).toContain('1 个数因单元格格式设为不显示');
  });

  it.each([
    ['an empty sheet', workbook([{ name: '表', xml: '<sheetData/>' }]), '表格是空的'],
    [
      'nothing but a hidden sheet',
      workbook([{ name: '藏', xml: rows([['a', 1]]), state: 'hidden' }]),
      '隐藏的工作表没有读取：“藏”',
    ],
  ])('refuses %s', async (_what, bytes, words) => {
    const result = await readFile('a.xlsx', bytes);
    expect(!result.ok && result.problem.message).toContain(words);
  });
});

describe('odd layouts', () => {
  it('reads a table far from the corner without the blank rows and columns before it', async () => {
    const xml = '<sheetData><row r="500"><c r="ZZ500"><v>1</v></c><c r="AAB500"><v>2</v></c></row></sheetData>';
    expect(await textOf([{ name: '表', xml }])).toBe('表\n\n1 | 2 |\n');
  });

  it('keeps tables apart that a blank row parts, and a body that goes on after one together', async () => {
    const xml = rows([
      ['项目', '数'],
      ['甲', 1],
      [null, null],
      ['乙', 2],
      [null, null],
      ['二、资产情况', null],
      ['名称', '数量'],
      ['车辆', 3],
    ]);
    expect(await textOf([{ name: '表', xml }])).toBe(
      '表\n\n项目 | 数 |\n甲 | 1 |\n乙 | 2 |\n\n二、资产情况\n名称 | 数量 |\n车辆 | 3 |\n',
    );
  });

  it('keeps paragraphs and headings that run over empty cells as lines, and labels without values as rows', async () => {
    const xml = rows([
      ['项目', '预算数', '决算数'],
      ['一、本年收入', null, null],
      ['财政拨款', 10, 9],
      ['二、情况说明', null, null],
      ['本年收入比上年减少，主要是项目结束。', null, null],
      ['表二', null, null],
      ['名称', '数量', null],
      ['车辆', 3, null],
      ['（三）其他', null, null],
    ]);
    expect((await textOf([{ name: '表', xml }])).split('\n').slice(2)).toEqual([
      '项目 | 预算数 | 决算数 |',
      '一、本年收入 |  |  |',
      '财政拨款 | 10 | 9 |',
      '二、情况说明',
      '本年收入比上年减少，主要是项目结束。',
      '表二',
      '名称 | 数量 |',
      '车辆 | 3 |',
      '（三）其他',
      '',
    ]);
  });

  it('bounds a sheet whose few cells lie on a diagonal, and loses none of them', async () => {
    const far = Array.from(
      { length: 3000 },
      (_, i) => `<row r="${i * 300 + 1}"><c r="${letters(i * 5)}${i * 300 + 1}"><v>${i}</v></c></row>`,
    );
    const from = cpuTime();
    const got = await read(workbook([{ name: '表', xml: `<sheetData>${far.join('')}</sheetData>` }]));
    expect(cpuTime() - from).toBeLessThan(3000);
    expect(got.text.split('\n').filter((l) => /^\d+/.test(l))).toHaveLength(3000);
    expect(got.text.length).toBeLessThan(100_000);
    expect(got.notices.join()).toContain('内容分散');
  });

  it('gives every visible text of any grid in reading order', async () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 99_999 }),
      fc.constantFrom('收入', '支出', '合计'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        async (grid) => {
          const values = grid.flat().filter((v) => v !== null);
          fc.pre(values.length > 0);
          const text = await textOf([{ name: '表', xml: rows(grid) }]);
          expect(
            text
              .slice('表\n\n'.length)
              .split(/[|\n]/)
              .map((s) => s.trim())
              .filter(Boolean),
          ).toEqual(values.map(String));
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** 0 -> A, 26 -> AA. */
function letters(n: number): string {
  let out = '';
  for (let c = n + 1; c > 0; c = Math.floor((c - 1) / 26)) out = String.fromCharCode(65 + ((c - 1) % 26)) + out;
  return out;
}

describe('broken workbooks', () => {
  const good: Parts = workbookParts(
    [
      {
        name: '表',
        xml: rows([
          ['收入', 7910],
          ['支出', 12.5],
        ]),
      },
    ],
    {
      strings: '<si><t>a</t></si>',
      styles: ['0.00'],
    },
  );

  it.each(Object.keys(good).filter((p) => p !== 'xl/sharedStrings.xml' && p !== 'xl/styles.xml'))(
    'without %s are refused with a message',
    async (name) => {
      const { [name]: _gone, ...rest } = good;
      const result = await readFile('a.xlsx', archive(rest));
      expect(!result.ok && result.problem.message.length).toBeGreaterThan(10);
    },
  );

  it('give a text or a message whatever is changed in a part', async () => {
    const names = Object.keys(good);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(40),
        fc.constantFrom(
          '',
          '<',
          '>',
          '&',
          '"',
          'r="A0"',
          '99999999999',
          '<c>',
          '</row>',
          '<!--',
          '\u0000',
          '-1',
          'NaN',
        ),
        async (name, at, cut, put) => {
          const part = good[name] as string;
          const i = at % part.length;
          const result = await readFile(
            'a.xlsx',
            archive({ ...good, [name]: part.slice(0, i) + put + part.slice(i + cut) }),
          );
          expect(result.ok ? result.value.text.length : result.problem.message.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 600 },
    );
  });
});
