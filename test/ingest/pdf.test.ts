import { describe, expect, it } from 'vitest';
import { MAX_PDF_PAGES, readPdf } from '../../src/ingest/pdf.ts';
import { gridRules, type Paper, paperPdf, type Sheet, setLines } from './pdf-paper.ts';

async function read(paper: Paper | Sheet[]): Promise<{ text: string; notices: string[] }> {
  const result = await readPdf(paperPdf(Array.isArray(paper) ? { sheets: paper } : paper));
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
const textOf = async (...sheets: Sheet[]): Promise<string> => (await read(sheets)).text;
const problemOf = async (bytes: Uint8Array) => {
  const result = await readPdf(bytes);
  return result.ok ? null : result.problem;
};

/** 34 characters a line from the left edge 70: the right edge of the page's text is 478. */
const FULL = '岚溪县水务管理中心负责全县饮用水源保护和农村供水工程建设管理及河道日常巡查养护工作';
const line = (n: number): string => FULL.slice(0, n);
const BODY = [
  `  ${line(32)}`,
  line(34),
  line(20),
  `  ${line(32)}`,
  line(34),
  `${line(9)}。`,
  `  ${line(32)}`,
  line(30),
];

describe('lines', () => {
  it('joins a number whose digits were drawn one by one', async () => {
    const digits = [...'17847.37'].map((text, i) => ({ text, x: 142 + i * 6, y: 100 }));
    const text = await textOf({
      texts: [{ text: '收入决算数为', x: 70, y: 100 }, ...digits, { text: '万元。', x: 190, y: 100 }],
    });
    expect(text).toBe('收入决算数为17847.37万元。');
  });

  it('orders a line from left to right whatever order it was drawn in', async () => {
    const text = await textOf({
      texts: [
        { text: '万元', x: 130, y: 100.4 },
        { text: '预算', x: 70, y: 100 },
        { text: '6420', x: 94, y: 99.8 },
      ],
    });
    expect(text).toBe('预算6420 万元');
  });

  it('keeps two fields of a form apart', async () => {
    const text = await textOf({
      texts: [
        { text: '单位名称：岚溪县水务局', x: 70, y: 100 },
        { text: '填报日期：2024年3月1日', x: 300, y: 100 },
      ],
    });
    expect(text).toBe('单位名称：岚溪县水务局  填报日期：2024年3月1日');
  });

  it('reads a raised figure as a raised figure, never as a digit of the number before it', async () => {
    const text = await textOf({
      texts: [
        { text: '支出决算数为37', x: 70, y: 100 },
        { text: '1', x: 154, y: 95, size: 7 },
        { text: '万元', x: 158, y: 100 },
      ],
    });
    expect(text).toBe('支出决算数为37¹万元');
  });

  it('reads text printed twice to look bold once', async () => {
    const once = { text: '一、部门概况', x: 70, y: 100 };
    expect(await textOf({ texts: [once, { ...once, x: 70.3 }] })).toBe('一、部门概况');
  });

  it('reads a page that was printed sideways', async () => {
    const texts = [1, 2, 3].map((n) => ({ text: `第${n}行文字`, x: 100 + n * 20, y: 700, turn: 90 }));
    expect(await textOf({ texts })).toBe('第1行文字\n第2行文字\n第3行文字');
  });
});

describe('paragraphs', () => {
  it('run on over lines and start anew where a line is indented', async () => {
    const text = await textOf({ texts: setLines(BODY) });
    expect(text.split(/\n+/)).toEqual([
      line(32) + line(34) + line(20),
      `${line(32)}${line(34)}${line(9)}。`,
      line(32) + line(30),
    ]);
  });

  it.each([
    ['a number at its point', '全年支出17847.', '37万元，比上年增加。', '17847.37万元'],
    ['a number between digits', '全年共支出178', '47.37万元，比上年增加。', '17847.37万元'],
    ['a year and its unit', '报告期是2022', '年，各项工作均已完成。', '2022年'],
    ['a word', '年末固定资产原', '值为2860.4万元。', '固定资产原值为'],
  ])('heal %s cut by the line', async (_what, left, right, whole) => {
    const fill = line(34);
    const width = [...left].reduce((w, c) => w + (c > '\u2e80' ? 1 : 0.5), 0);
    const head = fill.slice(0, Math.floor(34 - width)) + left;
    const pad = [`  ${line(32)}`, line(34), line(34), line(34)];
    expect(await textOf({ texts: setLines([...pad, head, right]) })).toContain(whole);
  });

  it('run on over the end of a page, without its page number', async () => {
    const foot = (n: number) => ({ text: `— ${n} —`, x: 280, y: 800 });
    const first = [...BODY.slice(0, 7), line(34)];
    const { text, notices } = await read([
      { texts: [...setLines(first), foot(1)] },
      { texts: [...setLines(['预算收入', ...BODY]), foot(2)] },
    ]);
    expect(text).toContain(`${line(34)}预算收入`);
    expect(text).not.toContain('—');
    expect(notices).toEqual(['已去掉页码 2 处。']);
  });

  it('run on over a footnote, which goes behind the text', async () => {
    const mark = { text: '1', x: 70, y: 760, size: 5 };
    const note = { text: '数据来自部门决算报表。', x: 73, y: 763, size: 9 };
    const text = await textOf(
      { texts: [...setLines([...BODY.slice(0, 7), line(34)]), mark, note] },
      { texts: setLines(['预算收入', ...BODY]) },
    );
    expect(text).toContain(`${line(34)}预算收入`);
    expect(text.split('\n').at(-1)).toBe('¹数据来自部门决算报表。');
  });

  it('do not swallow headings, list items and last lines', async () => {
    const lines = ['一、部门概况', '（一）机构设置', `  ${line(32)}`, `${line(10)}。`, '1.资产情况', `  ${line(20)}`];
    expect((await textOf({ texts: setLines(lines) })).split(/\n+/)).toEqual([
      '一、部门概况',
      '（一）机构设置',
      `${line(32)}${line(10)}。`,
      '1.资产情况',
      line(20),
    ]);
  });

  it('join a title that took two lines', async () => {
    const title = [
      { text: '岚溪县水务管理中心2023年度', x: 146, y: 80, size: 22 },
      { text: '部门整体支出绩效自评报告', x: 142, y: 112, size: 22 },
    ];
    const text = await textOf({ texts: [...title, ...setLines(BODY, 170)] });
    expect(text.split('\n')[0]).toBe('岚溪县水务管理中心2023年度部门整体支出绩效自评报告');
  });
});

describe('a page in two columns', () => {
  const WORDS = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];
  const column = (mark: string, lines: number) =>
    Array.from({ length: lines }, (_, i) => `${mark}${WORDS[i]}${line(i === lines - 1 ? 5 : 14)}`);

  it('is read down the left column, then down the right one', async () => {
    const [left, right] = [column('左', 9), column('右', 8)];
    const text = await textOf({
      texts: [
        { text: '岚溪县水务简报（全年各项工作情况）', x: 190, y: 90 },
        ...setLines(left),
        ...setLines(right, 120, 310),
      ],
    });
    expect(text.split(/\n+/)).toEqual(['岚溪县水务简报（全年各项工作情况）', left.join(''), right.join('')]);
  });

  it('is not seen in a table of words beside figures', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => [`第${WORDS[i]}项农村供水保障工程支出`, `${i}21.50`]);
    const texts = rows.flatMap(([a, b], i) => [
      { text: a!, x: 70, y: 120 + i * 20 },
      { text: b!, x: 360, y: 120 + i * 20 },
    ]);
    expect((await textOf({ texts })).split('\n')[1]).toBe('第乙项农村供水保障工程支出 | 121.50 |');
  });
});

describe('what repeats on the pages', () => {
  const pages = (texts: (n: number) => { text: string; x: number; y: number }[], count = 3): Sheet[] =>
    Array.from({ length: count }, (_, i) => ({
      texts: [...setLines([`第${'一二三四五'[i]}部分内容`, ...BODY]), ...texts(i + 1)],
    }));

  it.each(['— # —', '-#-', '－ # －', '第#页', '第 # 页 共 3 页', '第#页/共3页', '#/3', '#', 'Page # of 3', '· # ·'])(
    'drops page numbers of the form %s',
    async (form) => {
      const { text, notices } = await read(pages((n) => [{ text: form.replace('#', String(n)), x: 285, y: 800 }]));
      expect(text).not.toContain(form.replace('#', '2'));
      expect(notices).toEqual(['已去掉页码 3 处。']);
    },
  );

  it('drops a running head and says so; its words are kept once when they stand nowhere else', async () => {
    const head = '岚溪县水务管理中心部门决算公开';
    const { text, notices } = await read(pages(() => [{ text: head, x: 200, y: 50 }]));
    expect(text.split(head)).toHaveLength(2);
    expect(text.startsWith(head)).toBe(true);
    expect(notices.join()).toContain(`“${head}”`);
  });

  it('drops a running foot that counts the pages among words', async () => {
    const { text } = await read(pages((n) => [{ text: `自评报告  第${n}页`, x: 200, y: 800 }]));
    expect(text).not.toContain('第2页');
  });

  it('keeps figures at the same height that do not count the pages', async () => {
    const sums = ['120.50', '98.20', '33.10'];
    const { text } = await read(pages((n) => [{ text: `本页合计${sums[n - 1]}万元`, x: 70, y: 790 }]));
    for (const s of sums) expect(text).toContain(`本页合计${s}万元`);
  });

  it('sets slanted watermarks aside and says what they were', async () => {
    const { text, notices } = await read([
      { texts: [...setLines(BODY), { text: '内部资料', x: 150, y: 500, size: 60, turn: 45 }] },
    ]);
    expect(text).not.toContain('内部资料');
    expect(notices.join()).toContain('“内部资料”');
  });
});

describe('tables', () => {
  const xs = [70, 190, 290, 390];
  const cells = (rows: string[][], top: number, height = 24) =>
    rows.flatMap((row, i) =>
      row.map((text, k) => ({
        text,
        x: k === 0 ? xs[0]! + 6 : xs[k + 1]! - 6 - [...text].reduce((w, c) => w + (c > '\u2e80' ? 12 : 6), 0),
        y: top + i * height + 16,
      })),
    );
  const edges = (rows: number, top: number, height = 24) =>
    Array.from({ length: rows + 1 }, (_, i) => top + i * height);
  const ROWS = [
    ['项目', '年初预算数', '决算数'],
    ['基本支出', '1,186.30', '1,199.28'],
    ['项目支出', '13,276.70', '—'],
    ['合计', '14,463.00', ''],
  ];
  const LINES = ROWS.map((r) =>
    r
      .map((c) => `${c} | `)
      .join('')
      .trimEnd(),
  );

  it('with ruling lines become one line a row, between the text around them', async () => {
    const text = await textOf({
      texts: [
        { text: '单位：万元', x: 330, y: 90 },
        ...cells(ROWS, 100).filter((t) => t.text !== ''),
        { text: '注：数据来自决算。', x: 70, y: 220 },
      ],
      rules: gridRules(xs, edges(4, 100)),
    });
    expect(text.split(/\n+/)).toEqual(['单位：万元', ...LINES, '注：数据来自决算。']);
  });

  it('keep a merge over columns and rows', async () => {
    const rules = gridRules(xs, edges(3, 100)).filter(([x1, y1, , y2]) => !(x1 === 290 && y1 !== y2) && y1 !== 148);
    rules.push([290, 124, 290, 172], [190, 148, 390, 148]);
    const text = await textOf({
      texts: [
        { text: '项目', x: 76, y: 116 },
        { text: '金额（万元）', x: 250, y: 116 },
        { text: '财政拨款', x: 76, y: 152 },
        { text: '预算', x: 200, y: 140 },
        { text: '120.5', x: 300, y: 140 },
        { text: '决算', x: 200, y: 164 },
        { text: '118.2', x: 300, y: 164 },
      ],
      rules,
    });
    expect(text.split('\n')).toEqual([
      '项目 | 金额（万元） |  |',
      '财政拨款 | 预算 | 120.5 |',
      '财政拨款 | 决算 | 118.2 |',
    ]);
  });

  it('join words and numbers that a narrow cell broke', async () => {
    const text = await textOf({
      texts: [
        { text: '一般公共预算财', x: 76, y: 116 },
        { text: '政拨款收入', x: 76, y: 132 },
        { text: '1,113,276,70', x: 174, y: 116 },
        { text: '5.12', x: 174, y: 132 },
        { text: '已完成', x: 266, y: 116 },
      ],
      rules: gridRules([70, 166, 254, 330], [100, 140]),
    });
    expect(text).toBe('一般公共预算财政拨款收入 | 1,113,276,705.12 | 已完成 |');
  });

  it('never make one number of two that stand under each other', async () => {
    const text = await textOf({
      texts: [
        { text: '在编', x: 76, y: 116 },
        { text: '12', x: 196, y: 116 },
        { text: '13', x: 196, y: 132 },
      ],
      rules: gridRules([70, 190, 290], [100, 140]),
    });
    expect(text).toContain('12；13');
  });

  it('part a text that was drawn over a ruling line', async () => {
    const text = await textOf({
      texts: [
        { text: '合计100.00 200.00', x: 76, y: 116 },
        { text: '其他', x: 76, y: 140 },
      ],
      rules: gridRules([70, 139, 180], [100, 124, 148]),
    });
    expect(text.split('\n')[0]).toBe('合计100.00 | 200.00 |');
  });

  it('go on over a page with one header', async () => {
    const more = [ROWS[0]!, ['其他支出', '20.00', '18.50']];
    const text = await textOf(
      { texts: cells(ROWS, 700).filter((t) => t.text !== ''), rules: gridRules(xs, edges(4, 700)) },
      { texts: cells(more, 80), rules: gridRules(xs, edges(2, 80)) },
    );
    expect(text.split('\n')).toEqual([...LINES, '其他支出 | 20.00 | 18.50 |']);
  });

  it('without ruling lines are told by their columns; an empty cell stays one', async () => {
    const rows = [...ROWS.slice(0, 2), ['政府性基金', '', '30.00'], ['合计', '14,463.00', '1,229.28']];
    const text = await textOf({ texts: cells(rows, 100).filter((t) => t.text !== '') });
    expect(text.split('\n')).toEqual([
      '项目 | 年初预算数 | 决算数 |',
      '基本支出 | 1,186.30 | 1,199.28 |',
      '政府性基金 |  | 30.00 |',
      '合计 | 14,463.00 | 1,229.28 |',
    ]);
  });

  it('whose columns cannot be told stay lines, and the original is asked for', async () => {
    const at = (y: number, ...parts: [string, number][]) => parts.map(([text, x]) => ({ text, x, y }));
    const { text, notices } = await read([
      {
        texts: [
          ...at(100, ['项目', 70], ['预算', 160], ['决算', 200]),
          ...at(120, ['基本支出', 70], ['1,186.30', 140], ['12', 205], ['7', 232]),
          ...at(140, ['项目支出与其他各项支出', 70], ['13,276.70', 224], ['99', 300]),
          ...at(160, ['合计', 110], ['14', 178], ['15', 260]),
        ],
      },
    ]);
    expect(text).toContain('基本支出  1,186.30');
    expect(notices.join()).toMatch(/第 1 页有表格分不清各列.*Word 或 Excel 原件/);
  });

  it('a frame round running text is no table', async () => {
    const text = await textOf({ texts: setLines(BODY), rules: gridRules([60, 500], [100, 300]) });
    expect(text).not.toContain('|');
  });
});

describe('fonts', () => {
  const SAID = '收入预算总额7910万元';

  it('named but not carried are read through their registered encoding', async () => {
    const sheet = { texts: [{ text: SAID, x: 70, y: 100 }] };
    expect((await read({ sheets: [sheet], font: 'UniGB-UCS2-H' })).text).toBe(SAID);
    const gbk = {
      收: 'cad5',
      入: 'c8eb',
      预: 'd4a4',
      算: 'cbe3',
      总: 'd7dc',
      额: 'b6ee',
      万: 'cdf2',
      元: 'd4aa',
    };
    const result = await readPdf(paperPdf({ sheets: [sheet], font: 'GBK-EUC-H' }, gbk));
    expect(result.ok && result.value.text).toBe(SAID);
  });

  it('that name radicals, compatibility forms and ligatures give plain characters', async () => {
    expect(await textOf({ texts: [{ text: '⽀出⻓期⾦额ﬁ金', x: 70, y: 100 }] })).toBe('支出长期金额fi金');
  });

  it('whose characters are private are refused, with the way out', async () => {
    const text = '\ue001\ue002\ue003\ue004收入\ue005\ue006\ue007';
    const problem = await problemOf(paperPdf({ sheets: [{ texts: [{ text, x: 70, y: 100 }] }] }));
    expect(problem).toMatchObject({ code: 'pdf_without_characters' });
    expect(problem!.message).toMatch(/字体.*Word 原件/);
  });

  it('without a table of characters are refused when what they yield is nonsense', async () => {
    // Numbers of glyphs, as a font without a table would give them.
    const text = Array.from({ length: 300 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919 + 13) % 20000))).join(
      '',
    );
    const texts = setLines([...Array(10).keys()].map((i) => text.slice(i * 30, i * 30 + 30)));
    expect(await problemOf(paperPdf({ sheets: [{ texts }], font: 'unmapped' }))).toMatchObject({
      code: 'pdf_without_characters',
    });
  });

  it('with the numbers of a registered collection but without a table are refused, not guessed', async () => {
    const text = Array.from({ length: 80 }, (_, i) => String.fromCharCode(1000 + i * 37)).join('');
    const texts = setLines([text.slice(0, 30), text.slice(30, 60), text.slice(60)]);
    expect(await problemOf(paperPdf({ sheets: [{ texts }], font: 'registered' }))).toMatchObject({
      code: 'pdf_without_characters',
    });
  });

  it('with a few unreadable characters are read, and the characters counted', async () => {
    const { notices } = await read([{ texts: setLines([...BODY, '收入\ue000\ue001万元']) }]);
    expect(notices.join()).toContain('有 2 个字符无法识别');
  });
});

describe('what cannot be read is said', () => {
  it('a scan', async () => {
    const problem = await problemOf(paperPdf({ sheets: [{ picture: true }, { picture: true }] }));
    expect(problem).toMatchObject({ kind: 'unreadable', code: 'pdf_scanned' });
    expect(problem!.message).toMatch(/共 2 页.*扫描件.*Word 原件.*OCR/);
  });

  it('a scan among pages of text, by its page', async () => {
    const { notices } = await read([{ texts: setLines(BODY) }, { picture: true }, { texts: setLines(BODY) }]);
    expect(notices.join()).toMatch(/第 2 页没有可读取的文字，是扫描件/);
  });

  it('an empty page is nothing to speak of', async () => {
    expect((await read([{ texts: setLines(BODY) }, {}])).notices).toEqual([]);
  });

  it('a text over its own scan is read', async () => {
    expect(await textOf({ picture: true, texts: setLines(BODY) })).toContain('岚溪县');
  });

  it('a password', async () => {
    const problem = await problemOf(paperPdf({ sheets: [{ texts: setLines(BODY) }], locked: true }));
    expect(problem).toMatchObject({ code: 'pdf_encrypted' });
    expect(problem!.message).toContain('密码');
  });

  it('damage', async () => {
    const bytes = paperPdf({ sheets: [{ texts: setLines(BODY) }] });
    for (const cut of [8, 40, 300])
      expect(await problemOf(bytes.slice(0, cut)), String(cut)).toMatchObject({ code: 'pdf_damaged' });
  });

  it('too many pages', async () => {
    const sheets = Array.from({ length: MAX_PDF_PAGES + 1 }, () => ({}));
    expect(await problemOf(paperPdf({ sheets }))).toMatchObject({ kind: 'too-large', code: 'pdf_too_many_pages' });
  });

  it('leaves the bytes it was given as they were', async () => {
    const bytes = paperPdf({ sheets: [{ texts: setLines(BODY) }] });
    const before = bytes.slice();
    await readPdf(bytes);
    expect(bytes).toEqual(before);
  });
});
