// Tables with merged cells to lines: the grid comes from stated spans, headers are joined, values are never repeated.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GridCell, tableText } from '../../src/ingest/grid.ts';

/** 'text', or [text, columns, rows]. */
type Short = string | [string, number, number?];
const table = (rows: Short[][]): GridCell[][] =>
  rows.map((row) =>
    row.map((c) =>
      typeof c === 'string' ? { text: c, rows: 1, columns: 1 } : { text: c[0], columns: c[1], rows: c[2] ?? 1 },
    ),
  );

const CASES: [string, Short[][], string][] = [
  [
    'a merged header is joined with the headers under it',
    [
      [
        ['项目', 1, 2],
        ['年初预算', 2],
        ['决算', 2],
      ],
      ['基本支出', '项目支出', '基本支出', '项目支出'],
      ['合计', '11', '22', '33', '44'],
    ],
    '项目 | 年初预算基本支出 | 年初预算项目支出 | 决算基本支出 | 决算项目支出 |\n合计 | 11 | 22 | 33 | 44 |',
  ],
  [
    'years over stages are joined, bare years too',
    [
      [
        ['项目', 1, 2],
        ['2022', 2],
        ['2023', 2],
      ],
      ['预算', '决算', '预算', '决算'],
      ['基本支出', '5', '6', '7', '8'],
    ],
    '项目 | 2022 预算 | 2022 决算 | 2023 预算 | 2023 决算 |\n基本支出 | 5 | 6 | 7 | 8 |',
  ],
  [
    'a label merged down is repeated, a value merged down is not',
    [
      ['类别', '项目', '决算数', '分值'],
      [['三公经费', 1, 2], '公务接待费', '1', ['10', 1, 2]],
      ['公务用车运行维护费', '3'],
    ],
    '类别 | 项目 | 决算数 | 分值 |\n三公经费 | 公务接待费 | 1 | 10 |\n三公经费 | 公务用车运行维护费 | 3 |  |',
  ],
  [
    'a long text merged down is said once',
    [
      ['项目', '说明'],
      [
        ['按照县委县政府部署，全面落实各项林业工作任务，巩固国土绿化成果，推进森林防火能力建设，提升管护水平', 1, 2],
        '甲',
      ],
      ['乙'],
    ],
    '项目 | 说明 |\n按照县委县政府部署，全面落实各项林业工作任务，巩固国土绿化成果，推进森林防火能力建设，提升管护水平 | 甲 |\n|  | 乙 |',
  ],
  [
    'equal texts side by side are not a merge',
    [
      ['项目', '金额', '金额'],
      ['甲', '5', '5'],
    ],
    '项目 | 金额 | 金额 |\n甲 | 5 | 5 |',
  ],
  [
    'a title, the unit and the notes are lines of their own',
    [
      [['收入支出决算表', 3]],
      ['', '', '单位：万元'],
      ['项目', '预算数', '决算数'],
      ['基本支出', '1', '2'],
      [['注：本表含结转资金。', 3]],
    ],
    '收入支出决算表\n单位：万元\n项目 | 预算数 | 决算数 |\n基本支出 | 1 | 2 |\n注：本表含结转资金。',
  ],
  [
    'a short name over the rows below stays a row, so that the header still holds',
    [['项目', '预算数', '决算数'], [['一、基本支出', 3]], ['人员经费', '1', '2']],
    '项目 | 预算数 | 决算数 |\n一、基本支出 |  |  |\n人员经费 | 1 | 2 |',
  ],
  [
    'a form is not taken for one tall header',
    [
      ['部门名称', ['岚溪县林业局', 3]],
      ['联系人', '张某', '联系电话', '见封面'],
      ['基本支出', '254.73', '项目支出', '100'],
    ],
    '部门名称 | 岚溪县林业局 |  |  |\n联系人 | 张某 | 联系电话 | 见封面 |\n基本支出 | 254.73 | 项目支出 | 100 |',
  ],
  [
    'blank rows and columns go, a blank value stays blank',
    [
      ['项目', '', '预算数', '决算数'],
      ['', '', '', ''],
      ['甲', '', '', '5'],
    ],
    '项目 | 预算数 | 决算数 |\n甲 |  | 5 |',
  ],
  [
    'pipes and line ends inside a cell are harmless and join no figures',
    [
      ['项目|类别', '金额\n（万元）'],
      ['甲\n乙', '11\n22'],
    ],
    '项目¦类别 | 金额 （万元） |\n甲 乙 | 11；22 |',
  ],
  [
    'a blank corner keeps the columns in their places',
    [
      ['', '预算数', '决算数'],
      ['基本支出', '1', '2'],
    ],
    '|  | 预算数 | 决算数 |\n基本支出 | 1 | 2 |',
  ],
  [
    'a row that ends early stays short',
    [
      ['指标', '目标值', '完成值'],
      ['甲', '5'],
    ],
    '指标 | 目标值 | 完成值 |\n甲 | 5 |',
  ],
  ['a layout table is its text', [['第一段。\n第二段。']], '第一段。\n第二段。'],
];

describe('a table as lines', () => {
  it.each(CASES)('%s', (_name, rows, text) => {
    expect(tableText(table(rows))).toBe(text);
  });

  it('survives spans of any size and keeps every text', () => {
    const cell = fc.record({
      text: fc.constantFrom('', '甲', '5', '1,128.60', '合计', 'a|b', '1\n2'),
      rows: fc.oneof(fc.integer({ min: -2, max: 6 }), fc.constantFrom(65534, Number.NaN, 1e12)),
      columns: fc.oneof(fc.integer({ min: -2, max: 6 }), fc.constantFrom(1000, Number.NaN, 1e12)),
    });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }), (rows) => {
        const text = tableText(rows);
        for (const c of rows.flat()) if (c.text === '1,128.60') expect(text).toContain(c.text);
        const figures = (s: string) => s.match(/1,128\.60/g)?.length ?? 0;
        expect(figures(text)).toBe(rows.flat().filter((c) => c.text === '1,128.60').length);
      }),
    );
  });

  it('writes a table too large to resolve without its merges, and leaves nothing out', () => {
    const rows = Array.from({ length: 5_000 }, (_, i) =>
      Array.from({ length: 100 }, (_, j) => ({ text: `${i}-${j}`, rows: 2, columns: 1 })),
    );
    const text = tableText(rows);
    expect(text.split('\n')).toHaveLength(5_000);
    expect(text.endsWith('4999-99 |')).toBe(true);
  });
});
