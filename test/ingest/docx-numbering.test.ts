// The numbers that Word writes before paragraphs and does not store with their text: formats, levels, restarts, styles.
import { AlignmentType, Document, LevelFormat, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, LARGEST } from '../../src/ingest/docx-number-format.ts';
import { readFile } from '../../src/ingest/read-file.ts';
import { para, readParts } from './docx-made.ts';

/** As Word prints them (ECMA-376 part 1, 17.18.59, and Word's own list of formats). */
const FORMATS: readonly (readonly [string, readonly (readonly [number, string])[]])[] = [
  [
    'decimal',
    [
      [1, '1'],
      [12, '12'],
    ],
  ],
  [
    'decimalZero',
    [
      [9, '09'],
      [10, '10'],
    ],
  ],
  ['decimalFullWidth', [[12, '１２']]],
  [
    'decimalEnclosedCircle',
    [
      [1, '①'],
      [20, '⑳'],
      [21, '㉑'],
      [50, '㊿'],
      [51, '51'],
    ],
  ],
  [
    'decimalEnclosedCircleChinese',
    [
      [1, '①'],
      [10, '⑩'],
    ],
  ],
  [
    'decimalEnclosedFullstop',
    [
      [1, '⒈'],
      [20, '⒛'],
    ],
  ],
  [
    'decimalEnclosedParen',
    [
      [1, '⑴'],
      [20, '⒇'],
    ],
  ],
  [
    'chineseCounting',
    [
      [1, '一'],
      [10, '十'],
      [11, '十一'],
      [20, '二十'],
      [35, '三十五'],
      [105, '一〇五'],
    ],
  ],
  [
    'chineseCountingThousand',
    [
      [10, '十'],
      [21, '二十一'],
      [105, '一百零五'],
      [110, '一百一十'],
      [1010, '一千零一十'],
    ],
  ],
  [
    'chineseLegalSimplified',
    [
      [1, '壹'],
      [10, '壹拾'],
      [23, '贰拾叁'],
    ],
  ],
  [
    'ideographDigital',
    [
      [1, '一'],
      [10, '一〇'],
      [23, '二三'],
    ],
  ],
  [
    'japaneseCounting',
    [
      [10, '十'],
      [25, '二十五'],
    ],
  ],
  [
    'taiwaneseCounting',
    [
      [10, '十'],
      [25, '二十五'],
    ],
  ],
  ['taiwaneseCountingThousand', [[105, '一百零五']]],
  [
    'ideographTraditional',
    [
      [1, '甲'],
      [10, '癸'],
    ],
  ],
  [
    'ideographZodiac',
    [
      [1, '子'],
      [12, '亥'],
    ],
  ],
  [
    'ideographZodiacTraditional',
    [
      [1, '甲子'],
      [13, '丙子'],
      [60, '癸亥'],
    ],
  ],
  [
    'ideographEnclosedCircle',
    [
      [1, '㊀'],
      [10, '㊉'],
    ],
  ],
  [
    'upperRoman',
    [
      [4, 'IV'],
      [1994, 'MCMXCIV'],
    ],
  ],
  ['lowerRoman', [[9, 'ix']]],
  [
    'upperLetter',
    [
      [1, 'A'],
      [26, 'Z'],
      [27, 'AA'],
      [28, 'BB'],
    ],
  ],
  [
    'lowerLetter',
    [
      [3, 'c'],
      [53, 'aaa'],
    ],
  ],
  [
    'ordinal',
    [
      [1, '1st'],
      [2, '2nd'],
      [3, '3rd'],
      [11, '11th'],
      [21, '21st'],
    ],
  ],
  ['numberInDash', [[3, '- 3 -']]],
  ['none', [[3, '']]],
  ['aFormatNobodyKnows', [[3, '3']]],
  ['toString', [[3, '3']]],
];

describe('number formats', () => {
  it.each(FORMATS.flatMap(([format, cases]) => cases.map(([n, text]) => [format, n, text] as const)))(
    '%s writes %i as %s',
    (format, n, text) => {
      expect(formatNumber(n, format)).toBe(text);
    },
  );

  it('pads as a pattern of its own says', () => {
    expect([1, 23, 1234].map((n) => formatNumber(n, 'custom', '001, 002, 003, ...'))).toEqual(['001', '023', '1234']);
  });

  it('stays short for any number and any format', () => {
    const names = FORMATS.map(([f]) => f);
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...names), (n, format) => {
        expect(formatNumber(n, format).length).toBeLessThanOrEqual(20);
      }),
    );
    expect(formatNumber(1e12, 'decimal')).toBe(String(LARGEST));
  });
});

interface L {
  fmt: string;
  text: string;
  more?: string;
}
const level = (i: number, { fmt, text, more = '' }: L): string =>
  `<w:lvl w:ilvl="${i}">${/<w:start /.test(more) ? '' : '<w:start w:val="1"/>'}<w:numFmt w:val="${fmt}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
const abstract = (id: number, levels: readonly L[], more = ''): string =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels.map((l, i) => level(i, l)).join('')}</w:abstractNum>`;
const num = (id: number, of: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const item = (text: string, lvl: number, numId = 1, more = ''): string =>
  para(text, `${more}<w:numPr><w:ilvl w:val="${lvl}"/><w:numId w:val="${numId}"/></w:numPr>`);
const lines = (text: string): string[] => text.split('\n').filter((l) => l !== '');

const REPORT: readonly L[] = [
  { fmt: 'chineseCountingThousand', text: '%1、', more: '<w:suff w:val="nothing"/>' },
  { fmt: 'chineseCountingThousand', text: '（%2）', more: '<w:suff w:val="nothing"/>' },
  { fmt: 'decimal', text: '%3.' },
  { fmt: 'decimal', text: '（%4）' },
  { fmt: 'decimalEnclosedCircle', text: '%5' },
];
const TWO: readonly L[] = [
  { fmt: 'chineseCounting', text: '第%1章' },
  { fmt: 'decimal', text: '%1.%2' },
  { fmt: 'decimal', text: '%1.%2.%3' },
];

const LISTS: readonly (readonly [string, { numbering: string; styles?: string; body: string }, readonly string[]])[] = [
  [
    'the five levels of a report, lower ones starting again under each higher one',
    {
      numbering: abstract(0, REPORT) + num(1, 0),
      body:
        item('部门概况', 0) +
        item('主要职责', 1) +
        item('机构设置', 1) +
        item('人员情况', 2) +
        item('在职人员', 3) +
        item('在编', 4) +
        item('聘用', 4) +
        item('绩效情况', 0) +
        item('总体目标', 1),
    },
    [
      '一、部门概况',
      '（一）主要职责',
      '（二）机构设置',
      '1.人员情况',
      '（1）在职人员',
      '① 在编',
      '② 聘用',
      '二、绩效情况',
      '（一）总体目标',
    ],
  ],
  [
    'a blank between a label and a figure, whatever Word draws',
    { numbering: abstract(0, REPORT) + num(1, 0), body: item('2023年收入7910万元', 2) + item('ABC项目', 2) },
    ['1. 2023年收入7910万元', '2. ABC项目'],
  ],
  [
    'higher levels inside a label, in digits where the list is legal',
    {
      numbering: abstract(0, [TWO[0]!, { ...TWO[1]!, more: '<w:isLgl/>' }, TWO[2]!]) + num(1, 0),
      body: item('总则', 0) + item('目的', 1) + item('依据', 1) + item('细目', 2),
    },
    ['第一章 总则', '1.1 目的', '1.2 依据', '一.2.1 细目'],
  ],
  [
    'empty paragraphs counted as Word counts them',
    { numbering: abstract(0, REPORT) + num(1, 0), body: item('甲', 0) + item('', 0) + item('丙', 0) },
    ['一、甲', '三、丙'],
  ],
  [
    'a list that starts elsewhere',
    {
      numbering: abstract(0, [{ fmt: 'decimal', text: '%1.', more: '<w:start w:val="5"/>' }]) + num(1, 0),
      body: item('甲', 0) + item('乙', 0),
    },
    ['5.甲', '6.乙'],
  ],
  [
    'two lists over the same pattern as one count, unless one starts again',
    {
      numbering:
        abstract(0, REPORT) +
        num(1, 0) +
        num(2, 0) +
        num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
      body: item('甲', 0, 1) + item('乙', 0, 2) + item('丙', 0, 3) + item('丁', 0, 3) + item('戊', 0, 1),
    },
    ['一、甲', '二、乙', '一、丙', '二、丁', '三、戊'],
  ],
  [
    'a level written over by its list',
    {
      numbering:
        abstract(0, REPORT) +
        num(1, 0, `<w:lvlOverride w:ilvl="0">${level(0, { fmt: 'upperRoman', text: '%1)' })}</w:lvlOverride>`),
      body: item('甲', 0) + item('乙', 0),
    },
    ['I)甲', 'II)乙'],
  ],
  [
    'a level that never starts again',
    {
      numbering: abstract(0, [REPORT[0]!, { ...REPORT[1]!, more: '<w:lvlRestart w:val="0"/>' }]) + num(1, 0),
      body: item('甲', 0) + item('子', 1) + item('乙', 0) + item('丑', 1),
    },
    ['一、甲', '（一）子', '二、乙', '（二）丑'],
  ],
  [
    'a level that starts again only under the first one',
    {
      numbering:
        abstract(0, [
          TWO[0]!,
          { fmt: 'decimal', text: '%2.' },
          { fmt: 'decimal', text: '%3)', more: '<w:lvlRestart w:val="1"/>' },
        ]) + num(1, 0),
      body: item('甲', 0) + item('子', 1) + item('a', 2) + item('丑', 1) + item('b', 2) + item('乙', 0) + item('c', 2),
    },
    ['第一章 甲', '1.子', '1) a', '2.丑', '2) b', '第二章 乙', '1) c'],
  ],
  [
    'numbers by style, inherited, level told by the list',
    {
      numbering:
        abstract(0, [
          { ...REPORT[0]!, more: '<w:pStyle w:val="H1"/>' },
          { ...REPORT[1]!, more: '<w:pStyle w:val="H2"/>' },
        ]) + num(7, 0),
      styles:
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="一级"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="二级"/><w:basedOn w:val="H1"/></w:style>',
      body:
        para('概况', '<w:pStyle w:val="H1"/>') +
        para('职责', '<w:pStyle w:val="H2"/>') +
        para('无号', '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
        para('绩效', '<w:pStyle w:val="H1"/>'),
    },
    ['一、概况', '（一）职责', '无号', '二、绩效'],
  ],
  [
    'a list style with its link',
    {
      numbering: `${abstract(0, REPORT, '<w:styleLink w:val="L"/>')}<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>${num(1, 1)}${num(2, 0)}`,
      styles:
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
      body: item('甲', 0) + item('子', 1),
    },
    ['一、甲', '（一）子'],
  ],
  [
    'bullets as a point, words in their place as words',
    {
      numbering:
        abstract(0, [
          { fmt: 'bullet', text: '\uf0b7' },
          { fmt: 'bullet', text: '第一' },
          { fmt: 'none', text: '' },
        ]) + num(1, 0),
      body: item('甲', 0) + item('乙', 1) + item('丙', 2),
    },
    ['· 甲', '第一 乙', '丙'],
  ],
  [
    'a pattern of its own before the fallback for older programs',
    {
      numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="01, 02, 03, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>${num(1, 0)}`,
      body: item('甲', 0) + item('乙', 0),
    },
    ['01 甲', '02 乙'],
  ],
  [
    'nothing for a list that is not there or goes in a circle',
    {
      numbering: `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>${num(1, 0)}`,
      styles:
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="list"/><w:basedOn w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
      body: item('甲', 0) + item('乙', 0, 99),
    },
    ['甲', '乙'],
  ],
  [
    'a column of numbers in a table',
    {
      numbering: abstract(0, [{ fmt: 'decimal', text: '%1' }]) + num(1, 0),
      body: `<w:tbl>${['序号|项目', '|甲', '|乙']
        .map(
          (r) =>
            `<w:tr>${r
              .split('|')
              .map((c) => `<w:tc>${c === '' ? item('', 0) : para(c)}</w:tc>`)
              .join('')}</w:tr>`,
        )
        .join('')}</w:tbl>`,
    },
    ['序号 | 项目 |', '1 | 甲 |', '2 | 乙 |'],
  ],
  [
    'no number for a paragraph deleted with its mark',
    {
      numbering: abstract(0, REPORT) + num(1, 0),
      body: `${item('甲', 0)}<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>${item('乙', 0)}`,
    },
    ['一、甲', '二、乙'],
  ],
];

describe('automatic numbers', () => {
  it.each(LISTS)('are given back: %s', (_name, parts, expected) => {
    expect(lines(readParts(parts).text)).toEqual(expected);
  });

  it('keeps labels short however long their pattern is', () => {
    const pattern = '%1'.repeat(5000);
    const { text } = readParts({
      numbering: abstract(0, [{ fmt: 'decimal', text: pattern }]) + num(1, 0),
      body: item('甲', 0),
    });
    expect(text.length).toBeLessThan(700);
  });

  it('are given back from a file of an independent program', async () => {
    const formats = [
      [LevelFormat.CHINESE_COUNTING, '%1、'],
      [LevelFormat.CHINESE_COUNTING, '（%2）'],
      [LevelFormat.DECIMAL, '%3.'],
    ] as const;
    const at = (text: string, lvl: number): Paragraph =>
      new Paragraph({ text, numbering: { reference: 'report', level: lvl } });
    const bytes = await Packer.toBuffer(
      new Document({
        numbering: {
          config: [
            {
              reference: 'report',
              levels: formats.map(([format, text], i) => ({ level: i, format, text, alignment: AlignmentType.START })),
            },
          ],
        },
        sections: [{ children: [at('部门概况', 0), at('主要职责', 1), at('人员情况', 2), at('绩效情况', 0)] }],
      }),
    );
    const read = await readFile('a.docx', bytes);
    expect(read.ok && lines(read.value.text)).toEqual(['一、部门概况', '（一）主要职责', '1.人员情况', '二、绩效情况']);
  });
});
