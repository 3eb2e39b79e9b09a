import validate from '@ooxml-tools/validate';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentTree, TreeNode } from '../../src/core/tree.ts';
import { toDocx } from '../../src/render/docx.ts';
import { titleLines } from '../../src/render/docx-title.ts';
import { LABEL_BY_MODEL, LABEL_BY_PROGRAM } from '../../src/render/label.ts';
import { buildTree } from '../../src/render/tree.ts';
import { sampleInput } from './sample.ts';

const META = { createdAt: '2023-03-20T01:02:03.456Z', label: true };
const parts = (bytes: Uint8Array): Map<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));
const sample = async (): Promise<Map<string, string>> => parts(await toDocx(buildTree(sampleInput()), META));
const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map((m) => m[1]!);
/** Paragraph texts in order, read from the XML without the product's help. */
const paragraphs = (xml: string): string[] =>
  all(xml, /<w:p>(.*?)<\/w:p>/gs).map((p) =>
    all(p, /<w:t[^>]*>([^<]*)<\/w:t>/g)
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  );
const style = (xml: string, id: string): string =>
  new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 's').exec(xml)![0];

const table = (over: Partial<Extract<TreeNode, { type: 'table' }>>): TreeNode => ({
  type: 'table',
  section: '1',
  table: 't',
  caption: '表',
  unitLine: '单位：万元',
  columns: [
    { title: '项目', align: 'left', width: 0.5 },
    { title: '数', align: 'right', width: 0.5 },
  ],
  rows: [],
  note: null,
  ...over,
});
const text = (t: string): TreeNode => ({
  type: 'paragraph',
  section: '1',
  style: 'body',
  runs: [{ t }],
  origin: 'staff',
});
const treeOf = (nodes: TreeNode[]): DocumentTree => ({ unitName: '甲局', period: 2022, nodes });

describe('DOCX of a report', () => {
  it('has the golden document part', async () => {
    const xml = (await sample()).get('word/document.xml')!;
    await expect(xml.replace(/(<w:(?:p|tbl|tr|sectPr)[ >])/g, '\n$1')).toMatchFileSnapshot(
      '../golden/sample.document.xml',
    );
  });

  it('is an A4 page with the text block of 156 by 225 mm and a grid of 22 lines', async () => {
    const xml = (await sample()).get('word/document.xml')!;
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" [^>]*w:footer="1361"/);
    expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="579"/>');
    expect(11906 - 1588 - 1474).toBe(8844);
    expect(22 * 579).toBeLessThanOrEqual(16838 - 2098 - 1984);
  });

  it('names built-in styles with the faces, sizes and outline levels of an office report', async () => {
    const xml = (await sample()).get('word/styles.xml')!;
    expect(xml).toMatch(
      /<w:docDefaults>.*w:eastAsia="仿宋_GB2312".*<w:sz w:val="32"\/>.*w:line="579" w:lineRule="exact"/s,
    );
    const cases = [
      ['Heading1', 'heading 1', '黑体', 0],
      ['Heading2', 'heading 2', '楷体_GB2312', 1],
      ['Heading3', 'heading 3', '仿宋_GB2312', 2],
    ] as const;
    for (const [id, name, font, level] of cases) {
      expect(style(xml, id)).toContain(`<w:name w:val="${name}"/>`);
      expect(style(xml, id)).toContain(`w:eastAsia="${font}"`);
      expect(style(xml, id)).toContain(`<w:outlineLvl w:val="${level}"/>`);
      expect(style(xml, id)).toContain('<w:keepNext/>');
    }
    expect(style(xml, 'Heading3')).toContain('<w:b/>');
    expect(style(xml, 'Title')).toMatch(
      /w:firstLineChars="0".*<w:jc w:val="center"\/>.*方正小标宋简体.*<w:sz w:val="44"\/>/s,
    );
    expect(style(xml, 'Normal')).toMatch(/w:firstLineChars="200" w:firstLine="640".*<w:spacing w:val="-5"\/>/s);
  });

  it('uses every style that it defines, and defines every style that it uses', async () => {
    const of = await sample();
    const used = new Set([...of.values()].flatMap((xml) => all(xml, /<w:pStyle w:val="([^"]+)"/g)));
    const defined = new Set(all(of.get('word/styles.xml')!, /w:styleId="([^"]+)"/g));
    expect([...used].filter((s) => !defined.has(s))).toEqual([]);
    const built = ['Normal', 'DefaultParagraphFont', 'TableNormal', 'TableText'];
    expect([...defined].filter((s) => !used.has(s) && !built.includes(s))).toEqual([]);
  });

  it('writes heading numbers as text', async () => {
    const xml = (await sample()).get('word/document.xml')!;
    const headings = all(xml, /<w:p><w:pPr><w:pStyle w:val="Heading\d"\/>.*?<\/w:pPr>(.*?)<\/w:p>/gs).flatMap((p) =>
      all(p, /<w:t[^>]*>([^<]*)</g),
    );
    expect(headings.slice(0, 3)).toEqual([
      '一、部门概况',
      '（一）部门主要职责职能，组织架构、人员及资产等基本情况',
      '1.主要职能',
    ]);
    expect(xml).not.toContain('<w:numPr>');
  });

  it('gives each table a full grid, a width in twips for Word and for WPS, a repeated head and rows that do not split', async () => {
    const xml = (await sample()).get('word/document.xml')!;
    const tables = all(xml, /<w:tbl>(.*?)<\/w:tbl>/gs);
    expect(tables).toHaveLength(3);
    for (const t of tables) {
      expect(t).toMatch(/<w:tblW (?=[^>]*w:w="8844")(?=[^>]*w:type="dxa")/);
      expect(t).toContain('<w:tblLayout w:type="fixed"/>');
      const grid = all(t, /<w:gridCol w:w="(\d+)"/g).map(Number);
      expect(grid.reduce((a, b) => a + b, 0)).toBe(8844);
      const rows = all(t, /<w:tr>(.*?)<\/w:tr>/gs);
      for (const row of rows) {
        expect(row).toContain('<w:cantSplit/>');
        expect(all(row, /<w:tcW (?:w:type="dxa" )?w:w="(\d+)"/g).map(Number)).toEqual(grid);
      }
      expect(rows.map((r) => r.includes('<w:tblHeader/>'))).toEqual(rows.map((_, i) => i === 0));
      for (const side of ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'])
        expect(t).toMatch(new RegExp(`<w:${side} (?=[^>]*w:val="single")(?=[^>]*w:sz="4")`));
    }
    const unitLines = all(xml, /(<w:p><w:pPr><w:pStyle w:val="TableUnit"\/><\/w:pPr>.*?<\/w:p>)<w:tbl>/gs);
    expect(unitLines).toHaveLength(2);
  });

  it('aligns numbers to the right and makes total rows bold', async () => {
    const xml = (await sample()).get('word/document.xml')!;
    const cell = (value: string): string =>
      all(xml, /<w:tc>(.*?)<\/w:tc>/gs).find((c) => c.includes(`>${value}</w:t>`))!;
    expect(cell('3250.00')).toContain('<w:jc w:val="right"/>');
    expect(cell('3250.00')).not.toContain('<w:b/>');
    expect(cell('17847.37')).toContain('<w:b/>');
  });

  it('never leaves the signature alone on a page: the last words and the list of appendices go with it', async () => {
    const signature: TreeNode = { type: 'signature', unit: [{ t: '甲局' }], date: [{ t: '2023年3月20日' }] };
    for (const listed of [[], ['附件：1.自评表', '　　　2.基础数据表']]) {
      const tree = treeOf([text('前文。'), text('末段。'), ...listed.map((t) => text(t)), signature]);
      const xml = parts(await toDocx(tree, { ...META, label: false })).get('word/document.xml')!;
      const kept = all(xml, /<w:p>(.*?)<\/w:p>/gs).map((p) => [
        all(p, /<w:t[^>]*>([^<]*)<\/w:t>/g).join(''),
        p.includes('<w:keepNext/>'),
      ]);
      expect(
        kept
          .slice(0, 4 + listed.length)
          .filter(([, keep]) => keep)
          .map(([t]) => t),
      ).toEqual(['末段。', ...listed, '甲局']);
    }
  });

  it('lays a table on its side when a number would have to break', async () => {
    const columns = Array.from({ length: 9 }, (_, i) => ({
      title: i ? '金额' : '项目',
      align: i ? ('right' as const) : ('left' as const),
      width: 1 / 9,
    }));
    const row = { kind: 'row' as const, cells: columns.map((_, i) => [{ t: i ? '123456789.12' : '合计' }]) };
    const tree = treeOf([text('前'), table({ columns, rows: [row] }), text('后')]);
    const xml = parts(await toDocx(tree, META)).get('word/document.xml')!;
    expect(all(xml, /<w:pgSz ([^>]*)\/>/g).map((s) => /w:w="(\d+)" w:h="(\d+)"/.exec(s)!.slice(1).join('x'))).toEqual([
      '11906x16838',
      '16838x11906',
      '11906x16838',
    ]);
    expect(
      all(xml, /<w:gridCol w:w="(\d+)"/g)
        .map(Number)
        .reduce((a, b) => a + b, 0),
    ).toBe(12756);
  });

  it('numbers pages — 1 — on the right of odd pages and the left of even ones', async () => {
    const of = await sample();
    const footers = [...of].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, xml]) => xml);
    expect(footers).toHaveLength(2);
    for (const f of footers) {
      expect(f).toMatch(/—.*<w:instrText[^>]*>PAGE<\/w:instrText>.*—/s);
      expect(f).toContain('<w:pStyle w:val="Footer"/>');
    }
    expect(footers.map((f) => /<w:jc w:val="(\w+)"/.exec(f)![1]).sort()).toEqual(['left', 'right']);
    expect(of.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    expect(style(of.get('word/styles.xml')!, 'Footer')).toMatch(/w:eastAsia="宋体".*<w:sz w:val="28"\/>/s);
    expect(of.get('word/document.xml')).toMatch(/<w:footerReference [^>]*w:type="even"/);
  });

  it('marks what is still missing in yellow', async () => {
    const xml = (await sample()).get('word/document.xml')!;
    const marked = all(xml, /<w:r>(?:(?!<\/w:r>).)*<w:highlight w:val="yellow"\/>.*?<w:t[^>]*>([^<]*)</gs);
    expect(marked).toContain('【待补：固定资产原值】');
    expect(marked).toContain('【待补：成文日期】');
    expect(marked.every((t) => t.startsWith('【待补'))).toBe(true);
  });

  it('offers other fonts where a licensed one is absent, and no theme font that WPS would report missing', async () => {
    const of = await sample();
    expect(of.get('word/fontTable.xml')).toMatch(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong/);
    expect(of.get('word/fontTable.xml')).toMatch(/w:name="方正小标宋简体"><w:altName /);
    for (const [name, xml] of of)
      expect(`${name} ${/Calibri|等线|undefined|NaN|\{\{|MERGEFIELD/.exec(xml)?.[0]}`).toBe(`${name} undefined`);
  });

  it('says that a program wrote it, in the first line and in the properties', async () => {
    const of = await sample();
    expect(paragraphs(of.get('word/document.xml')!)[0]).toBe(LABEL_BY_PROGRAM);
    const record = /<property [^>]*name="AIGC"><vt:lpwstr>(.*?)<\/vt:lpwstr>/.exec(of.get('docProps/custom.xml')!)![1]!;
    const read = JSON.parse(record.replaceAll('&quot;', '"')) as Record<string, string>;
    expect(read).toMatchObject({ Label: '2', ContentProducer: 'zhibi', ContentPropagator: 'zhibi' });
    expect(read.ProduceID).toMatch(/^[0-9a-f]{32}$/);
    expect(read.PropagateID).toBe(read.ProduceID);
  });

  it('leaves the line out when told to, keeps the record, and calls a model a model', async () => {
    const plain = parts(await toDocx(buildTree(sampleInput()), { ...META, label: false }));
    expect(paragraphs(plain.get('word/document.xml')!).join('')).not.toContain(LABEL_BY_PROGRAM);
    expect(plain.get('docProps/custom.xml')).toContain('name="AIGC"');
    const tree = treeOf([{ ...(text('文') as TreeNode & { type: 'paragraph' }), origin: 'model' }]);
    const by = parts(await toDocx(tree, META));
    expect(paragraphs(by.get('word/document.xml')!)[0]).toBe(LABEL_BY_MODEL);
    expect(by.get('docProps/custom.xml')).toContain('&quot;Label&quot;:&quot;1&quot;');
  });

  it('passes the schema of every Word it may be opened in', async () => {
    const wide = Array.from({ length: 9 }, (_, i) => ({ title: '数', align: 'right' as const, width: (i + 1) / 45 }));
    const tree = buildTree(sampleInput());
    tree.nodes.splice(
      3,
      0,
      table({ columns: wide, rows: [{ kind: 'part', cells: wide.map(() => [{ t: '123456789.12' }]) }] }),
    );
    const bytes = await toDocx(tree, META);
    for (const version of ['Office2007', 'Office2013', 'Office2019', 'Microsoft365'] as const)
      expect(await validate(bytes, 'docx', version)).toEqual([]);
  });
});

describe('equal reports', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('are equal bytes, in every time zone', async () => {
    const built: string[] = [];
    for (const tz of ['Asia/Shanghai', 'America/Los_Angeles', 'Asia/Shanghai']) {
      process.env.TZ = tz;
      built.push(Buffer.from(await toDocx(buildTree(sampleInput()), META)).toString('base64'));
    }
    expect(built[1]).toBe(built[0]);
    expect(built[2]).toBe(built[0]);
  });

  it('carry the report’s own time and no other', async () => {
    const of = await sample();
    expect(all(of.get('docProps/core.xml')!, /<dcterms:\w+ [^>]*>([^<]*)</g)).toEqual([
      '2023-03-20T01:02:03Z',
      '2023-03-20T01:02:03Z',
    ]);
    const year = String(new Date().getFullYear());
    for (const [name, xml] of of) expect(`${name} ${xml.includes(`${year}-`)}`).toBe(`${name} false`);
    await expect(toDocx(buildTree(sampleInput()), { createdAt: '昨天', label: true })).rejects.toThrow(RangeError);
  });
});

describe('hostile text', () => {
  const CASES: [string, string, string][] = [
    ['control characters', 'a\u0000b\u0008c\u000bd\u001fe\u007f', 'abcde'],
    ['the end of a CDATA section', ']]>&lt;<w:p/>', ']]>&lt;<w:p/>'],
    ['quotes and entities', `"'<&>&amp;&#0;`, `"'<&>&amp;&#0;`],
    ['emoji and Ext-B characters', '😀𠀀𪚥龘', '😀𠀀𪚥龘'],
    ['a lone surrogate', 'x\ud800y', 'x\ufffdy'],
    ['noncharacters', 'x\ufffe\uffffy', 'xy'],
    ['a paragraph of 10 000 characters', '预算'.repeat(5000), '预算'.repeat(5000)],
    ['a field code', '{ PAGE } MERGEFIELD {{x}}', '{ PAGE } MERGEFIELD {{x}}'],
  ];

  it.each(CASES)('survives: %s', async (_, given, kept) => {
    const tree = treeOf([
      { type: 'title', text: given },
      text(given),
      table({ rows: [{ kind: 'row', cells: [[{ t: given }], [{ t: '1' }]] }] }),
    ]);
    const bytes = await toDocx(tree, { ...META, label: false });
    const xml = parts(bytes).get('word/document.xml')!;
    expect(paragraphs(xml).filter((p) => p === kept).length).toBeGreaterThanOrEqual(2);
    expect(await validate(bytes, 'docx')).toEqual([]);
  });

  it('survives: a table of 200 rows', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      kind: 'row' as const,
      cells: [[{ t: `行${i}` }], [{ t: String(i) }]],
    }));
    const xml = parts(await toDocx(treeOf([table({ rows })]), META)).get('word/document.xml')!;
    expect(all(xml, /(<w:tr>)/g)).toHaveLength(201);
    expect(paragraphs(xml)).toContain('行199');
  });
});

describe('a long title', () => {
  it.each([
    ['某局2022年度部门整体支出绩效自评报告', '某局', ['某局2022年度部门整体支出绩效自评报告']],
    [
      '江西青云谱新经济产业集聚区管理委员会2022年度部门整体支出绩效自评报告',
      '江西青云谱新经济产业集聚区管理委员会',
      ['江西青云谱新经济产业集聚区管理委员会', '2022年度部门整体支出绩效自评报告'],
    ],
    ['没有空隙'.repeat(12), '甲', ['没有空隙'.repeat(12)]],
  ])('%s', (title, unit, lines) => {
    expect(titleLines(title, unit)).toEqual(lines);
  });

  it('breaks between words into lines that fit, whatever the unit is called', () => {
    for (let n = 1; n <= 30; n++) {
      const title = `${'区'.repeat(n)}2022年度部门整体支出绩效自评报告`;
      const lines = titleLines(title, '区'.repeat(n));
      expect(lines.join('')).toBe(title);
      if (n <= 20) for (const line of lines) expect(line.length).toBeLessThanOrEqual(22);
    }
  });
});
