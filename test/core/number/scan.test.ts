import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toText } from '../../../src/core/number/exact.ts';
import { type Quantity, scanQuantities } from '../../../src/core/number/scan.ts';
import { cpuTime } from '../../cpu-time.ts';

const shown = (q: Quantity): string =>
  [q.value ? toText(q.value) : '?', q.high ? `..${toText(q.high)}` : '', q.unit, q.qualifier ?? '']
    .filter(Boolean)
    .join(' ');
const figures = (text: string): string[] =>
  scanQuantities(text)
    .filter((q) => q.class === 'figure')
    .map(shown);

/** [text, its figures as "value unit qualifier"] */
const FIGURES: readonly (readonly [string, readonly string[]])[] = [
  ['收入预算总额为7910万元,较上年预算安排增加4660万元;', ['7910 万元', '4660 万元']],
  ['收入７９１０．５万元，占４１．０９％', ['7910.5 万元', '41.09 %']],
  ['实际支出2,745.19万元', ['2745.19 万元']],
  ['实际支出2，745.19万元', ['2745.19 万元']],
  ['1,250,000 元', ['1250000 元']],
  ['调整后预算数 5038.9 2 万元;', ['5038.92 万元']],
  ['三公经费支出预算 4\n2.00 万元', ['42 万元']],
  ['“三公”经费实际支出 32 .16 万元,', ['32.16 万元']],
  ['年初预算收入1,0\n8万元', ['108 万元']],
  ['收入支出总计 39,679.\n41 万元。', ['39679.41 万元']],
  ['人员经费 5,\n486.12 万元', ['5486.12 万元']],
  ['采购金额 33,12\n0.00 万元', ['33120 万元']],
  ['占本年支出合计的 10\n0.00%。', ['100 %']],
  ['财政拨款收入1.07\n5亿元', ['1.075 亿元']],
  ['完成调整后预算的96.9\n0%,', ['96.9 %']],
  ['排查隐患 3 .6 万余项。', ['3.6 万项 余']],
  ['本市得分 91. 2 分,', ['91.2 分']],
  ['追加 171 8.47 万元,', ['1718.47 万元']],
  ['基本支出 14108.69 万 元', ['14108.69 万元']],
  // Neighbouring cells of a table are never glued.
  ['128\n119\n92.97%\n', ['128', '119', '92.97 %']],
  ['三公经费\t6.74\t7.00\t5.91\n1、公', ['6.74', '7', '5.91']],
  ['| 12 | 34.50 |\n| 7 | 8.25 |', ['12', '34.5', '7', '8.25']],
  ['本年收入合计 27 19,289,794.01 本年支出合计', ['27', '19289794.01']],
  ['转移安置群众 1.24 万人次。', ['1.24 万人次']],
  ['储备200余件物资', ['200 件 余']],
  ['发放宣传手册约200余份', ['200 份 余']],
  [
    '约120批，近1000册，突破2.6万户，不足3人，超过5%，逾30场',
    ['120 批 约', '1000 册 近', '2.6 万户 突破', '3 人 不足', '5 % 超过', '30 场 逾'],
  ],
  [
    '满意度95%以上，≥90%，不低于8个，15%上下，5年以下',
    ['95 % 以上', '90 % 不低于', '8 个 不低于', '15 % 左右', '5 年 以下'],
  ],
  ['95%（含）以上', ['95 % 以上']],
  ['节约14.65万元，完成签约790人，预约30人次，集约20亩', ['14.65 万元', '790 人', '30 人次', '20 亩']],
  ['大约3万多元，10来个', ['3 万元 多', '10 个 左右']],
  ['13万元～17万元，15%—30%，12至15人，9亿～16亿', ['13 ..17 万元', '15 ..30 %', '12 ..15 人', '9 ..16 亿']],
  ['内涝点由5处减为1处', ['5 处', '1 处']],
  ['提高3.2个百分点，下降0.8个百分点', ['3.2 百分点', '0.8 百分点']],
  ['增长-5.88%', ['-5.88 %']],
  ['近七成，七成半，两成', ['7 成 近', '7.5 成', '2 成']],
  ['百分之八点四，百分之九十以上，千分之三，百分之百', ['8.4 %', '90 % 以上', '3 ‰', '100 %']],
  ['三分之二，一半以上', ['2/3 分之', '0.5 分之 以上']],
  ['翻一番，翻了两番，增长1.4倍', ['1 番', '2 番', '1.4 倍']],
  ['十二亿余元，二点六五万元，一百二十万元，二百余万元', ['12 亿元 余', '2.65 万元', '120 万元', '200 万元 余']],
  ['核定编制二十六名，现有四十一人，三百余人次', ['26 名', '41 人', '300 人次 余']],
  ['两千六百户，两座泵站，十七个', ['2600 户', '2 座', '17 个']],
  ['十几家，数十个，三四十场，几百件，上百名，几个', ['? 家', '? 个', '? 场', '? 件', '? 名', '? 个']],
  ['十余家，百余人，超百亿元', ['10 家 余', '100 人 余', '100 亿元 超过']],
  ['已完成六个，一个正在实施', ['6 个', '1 个']],
  ['控制率119/128=92.97%', ['119', '128', '92.97 %']],
  ['人均3.5元/人', ['3.5 元/人']],
  ['整改隐患１５６条', ['156 条']],
  ['“投入500万元”', ['500 万元']],
  ['預算數31,208,600.00元,9個項目,兩萬餘元', ['31208600 元', '9 个', '2 万元 余']],
];

const CLASSES: readonly (readonly [string, readonly (readonly [string, Quantity['class']])[]])[] = [
  [
    '2022年度，2021年末',
    [
      ['2022年度', 'year'],
      ['2021年', 'year'],
    ],
  ],
  ['二〇二二年度部门', [['二〇二二年度', 'year']]],
  [
    '2021—2023年，预计2023将',
    [
      ['2021', 'year'],
      ['2023年', 'year'],
      ['2023', 'year'],
    ],
  ],
  ['万元，比 202\n3 年度', [['202\n3 年度', 'year']]],
  [
    '2022年3月5日至3月底，9月底前',
    [
      ['2022年3月5日至3月底', 'date'],
      ['9月底', 'date'],
    ],
  ],
  ['2023-06-28 09:41', [['2023-06-28 09:41', 'date']]],
  ['1—12月', [['1—12月', 'date']]],
  [
    '第三季度，第一，四季度，二级机构',
    [
      ['第三季度', 'ordinal'],
      ['第一', 'ordinal'],
      ['四季度', 'ordinal'],
      ['二级', 'ordinal'],
    ],
  ],
  [
    '一是抓项目。二是抓招商',
    [
      ['一是', 'ordinal'],
      ['二是', 'ordinal'],
    ],
  ],
  [
    '一、概况\n（一）机构\n1.主要职能\n（1）贯彻\n①落实',
    [
      ['一、', 'ordinal'],
      ['（一）', 'ordinal'],
      ['1.', 'ordinal'],
      ['（1）', 'ordinal'],
      ['①', 'ordinal'],
    ],
  ],
  [
    '部室：1、党政办；2、经济部',
    [
      ['1、', 'ordinal'],
      ['2、', 'ordinal'],
    ],
  ],
  [
    '1.2022年收入',
    [
      ['1.', 'ordinal'],
      ['2022年', 'year'],
    ],
  ],
  ['（岚财绩〔2023〕6号）', [['岚财绩〔2023〕6号', 'document-number']]],
  ['《关于做好2022年度工作的通知》', [['《关于做好2022年度工作的通知》', 'term']]],
  [
    '“一升二降三无”，门前“三包”',
    [
      ['“一升二降三无”', 'term'],
      ['“三包”', 'term'],
    ],
  ],
  [
    '三公经费、十四五规划、一网通办、双随机一公开',
    [
      ['三公经费', 'term'],
      ['十四五', 'term'],
      ['一网通办', 'term'],
      ['双随机一公开', 'term'],
    ],
  ],
  ['12345热线', [['12345热线', 'term']]],
  [
    '一方面，一系列，进一步，统一，万无一失，千方百计，零散',
    [
      ['一方面', 'idiom'],
      ['一系列', 'idiom'],
      ['进一步', 'idiom'],
      ['统一', 'idiom'],
      ['万无一失', 'idiom'],
      ['千方百计', 'idiom'],
      ['零散', 'idiom'],
    ],
  ],
  [
    '电话：0791-88888888，预算编码：318001',
    [
      ['0791-88888888', 'code'],
      ['318001', 'code'],
    ],
  ],
  [
    '5G基站，G60科创走廊',
    [
      ['5G', 'term'],
      ['G60', 'code'],
    ],
  ],
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a leftover of a template, as it stands in real reports
    'MERGEFIELD ${page400644146.ds5_V_BGT}',
    [
      ['page400644146', 'code'],
      ['ds5_V_BGT', 'code'],
    ],
  ],
];

describe('scanning quantities', () => {
  it.each(FIGURES)('finds the figures of %j', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it.each(CLASSES)('tells in %j what is not a figure', (text, expected) => {
    expect(scanQuantities(text).map((q) => [q.text, q.class])).toEqual(expected);
  });

  it('takes the year of a year and of a date', () => {
    expect(scanQuantities('2022年，二〇二一年三月，2023-06-28').map((q) => q.year)).toEqual([2022, 2021, 2023]);
  });

  it('knows decimals shown and the place of the last non-zero digit', () => {
    const [a, b, c] = scanQuantities('3000余处，12.50万元，三万五千人');
    expect([toText(a!.place!), a!.decimals, toText(b!.place!), b!.decimals, toText(c!.place!)]).toEqual([
      '1000',
      0,
      '0.1',
      2,
      '1000',
    ]);
  });

  it('never reads a numeral before 方面 or in a place of an article as a count', () => {
    expect(figures('从三个方面着手，形成一个整体，做好一项工作，推出一批成果')).toEqual([]);
  });

  const pieces = fc.constantFrom(
    ...[
      '7910',
      '万元',
      '余',
      '约',
      '2022年',
      '\n',
      ' ',
      '，',
      '。',
      '1,0',
      '8',
      '.',
      '%',
      '一百二十',
      '十',
      '个',
      '人次',
      '〔2022〕3号',
      '《',
      '》',
      '“',
      '”',
      '（一）',
      '第',
      '百分之',
      '—',
      '至',
      '-',
      '|',
      '\t',
      '以上',
      '近',
      'G60',
      '项目',
      '半',
      '翻',
      '番',
      '几',
      '数',
      '\u200b',
      '０',
      '億',
    ],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.array(pieces, { maxLength: 40 }).map((p) => p.join('')),
  );
  it('never throws, keeps order, never overlaps, and every span is its slice', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const q of scanQuantities(text)) {
          expect(q.start).toBeGreaterThanOrEqual(last);
          expect(q.end).toBeGreaterThan(q.start);
          expect(text.slice(q.start, q.end)).toBe(q.text);
          if (q.class === 'figure' && q.value) expect(q.place).not.toBeNull();
          last = q.end;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes time in proportion to the length of the text', () => {
    const runs = [
      '1',
      '1,',
      '1 ',
      '1\n',
      '一',
      '十',
      '万',
      '零',
      '《',
      '“',
      '（',
      '约',
      '1-',
      '12月',
      '2022年',
      '百分之',
      'a1',
      '数',
      '1—',
      '三四',
      '翻',
      '点一',
      '-1',
      '1.',
    ];
    for (const run of runs) {
      const time = (n: number): number => {
        const text = run.repeat(n / run.length);
        const from = cpuTime();
        scanQuantities(text);
        return cpuTime() - from;
      };
      time(500);
      const small = Math.min(time(2_000), time(2_000), time(2_000));
      // Thirty-two times the text takes about thirty-two times as long; a quadratic reader would take a thousand times.
      expect(time(64_000), run).toBeLessThan(Math.max(small, 2) * 300);
    }
  });
});
