import validate from '@ooxml-tools/validate';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import type { ScoringInput } from '../../src/render/scoring-table.ts';
import { guarded, toXlsx } from '../../src/render/xlsx.ts';
import { fact, PERIOD, sampleFacts, sampleFigures, sampleInput, UNIT } from './sample.ts';

const input = (facts: readonly StatedFact[] = sampleFacts): ScoringInput => ({
  ...sampleInput(),
  book: factBook(facts, PERIOD),
  figures: sampleFigures,
});

const decoded = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Cells by address, read from the parts of the file without the product's help. */
function read(bytes: Uint8Array): {
  cells: Map<string, string | number>;
  parts: Map<string, string>;
  merged: string[];
} {
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));
  const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((m) =>
    decoded([...m[1]!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((t) => t[1]).join('')),
  );
  const sheet = parts.get('xl/worksheets/sheet1.xml')!;
  const cells = new Map<string, string | number>();
  for (const [, at, attributes, value] of sheet.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(?:<v>(.*?)<\/v>)<\/c>/g))
    cells.set(at!, attributes!.includes('t="s"') ? shared[Number(value)]! : Number(value));
  return { cells, parts, merged: [...sheet.matchAll(/<mergeCell ref="([^"]+)"/g)].map((m) => m[1]!) };
}
const rowStarting = (cells: Map<string, string | number>, column: string, label: string): number =>
  Number([...cells].find(([at, v]) => at.startsWith(column) && v === label)![0].slice(1));

describe('the scoring workbook', () => {
  it('holds the money block as numbers, in the unit of the profile', async () => {
    const { cells } = read(await toXlsx(input()));
    expect(cells.get('A1')).toBe('2022年度部门整体支出绩效自评表');
    expect(cells.get('B2')).toBe(UNIT);
    const row = rowStarting(cells, 'A', '年度资金总额');
    expect([...'CDEG'].map((c) => cells.get(`${c}${row}`))).toEqual([7910, 18000, 17847.37, 99.15]);
    expect(cells.get(`C${rowStarting(cells, 'A', '按性质：基本支出')}`)).toBe(1128.6);
  });

  it('leaves what is missing empty and lists it by cell', async () => {
    const { cells } = read(await toXlsx(input()));
    const row = rowStarting(cells, 'A', '年度资金总额');
    expect(cells.get(`F${row}`)).toBe(10);
    const output = rowStarting(cells, 'A', '产出指标');
    expect(cells.has(`C${output}`)).toBe(false);
    const note = [...cells.values()].find((v) => String(v).startsWith('待补（标黄单元格）')) as string;
    expect(note).toContain(`C${output} “产出指标”的指标`);
    expect(note).toContain('E2 预算单位编码；G2 主管部门');
    expect([...cells.values()]).not.toContain(0);
  });

  it('groups indicators under the levels that their names give, and merges those cells', async () => {
    const at = (scope: string, target: string, actual: string): StatedFact[] => [
      fact('indicator_target', target, '', { scope }),
      fact('indicator_actual', actual, '个', { scope }),
      fact('indicator_weight', '10', '分', { scope }),
      fact('indicator_score', '9.5', '分', { scope }),
    ];
    const facts = [
      ...at('产出指标/数量指标/完工项目数', '≥12', '12'),
      ...at('效益指标/社会效益/新增就业', '≥300', '331'),
      ...at('产出指标/数量指标/培训场次', '5', '5'),
      fact('indicator_target', '优', '', { scope: '群众评价' }),
    ];
    const { cells, merged } = read(await toXlsx(input(facts)));
    const head = rowStarting(cells, 'A', '一级指标');
    const block = [1, 2, 3, 4].map((n) => [...'ABCDEFG'].map((c) => cells.get(`${c}${head + n}`)));
    // A score of the office's without a result behind it stands; a computed one stands where it gives none.
    expect(block).toEqual([
      ['产出指标', '数量指标', '培训场次', '5', '5个', 10, 9.5],
      [undefined, undefined, '完工项目数', '≥12', '12个', 10, 9.5],
      ['效益指标', '社会效益', '新增就业', '≥300', '331个', 10, 9.5],
      ['满意度指标', undefined, undefined, undefined, undefined, 10, undefined],
    ]);
    expect(merged).toContain(`A${head + 1}:A${head + 2}`);
    expect(merged).toContain(`B${head + 1}:B${head + 2}`);
    const lost = rowStarting(cells, 'C', '群众评价');
    expect([...'ADEFG'].map((c) => cells.get(`${c}${lost}`))).toEqual([
      '未归类指标',
      '优',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('shows a satisfaction target as an indicator and never as its own result', async () => {
    const { cells } = read(await toXlsx(input()));
    const row = rowStarting(cells, 'C', '服务对象满意度');
    expect(cells.get(`D${row}`)).toBe('95%以上');
    expect(cells.has(`E${row}`)).toBe(false);
  });

  it('takes the goals of the year, not the purpose of evaluating, and the achievements as they are drafted', async () => {
    const facts = [
      fact('performance_goal_text', '通过绩效自评，掌握资金使用情况，分析存在的问题。', '', { item: '1' }),
      fact('annual_goal_text', '全年完工项目12个。', '', { item: '1' }),
      fact('achievements', '完成培训,5场。', '', { item: '1' }),
      fact('achievements', '新增就业331人。', '', { item: '2' }),
    ];
    const { cells } = read(await toXlsx(input(facts)));
    const row = rowStarting(cells, 'A', '年度总体目标') + 1;
    expect(cells.get(`B${row}`)).toBe('全年完工项目12个。');
    expect(cells.get(`E${row}`)).toBe('1.完成培训，5场。\n2.新增就业331人。');
  });

  it('prints on A4 on its side, one page wide, with the indicator head on every page', async () => {
    const { cells, parts } = read(await toXlsx(input()));
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    const head = rowStarting(cells, 'A', '一级指标');
    expect(parts.get('xl/workbook.xml')).toContain(`>'自评表'!$${head}:$${head}</definedName>`);
  });

  it('passes the schema, also with hostile text', async () => {
    const hostile = [
      fact('performance_goal_text', '=HYPERLINK("http://x","y")', '', { item: '1' }),
      fact('achievements', `+cmd|' /C calc'!A0 ]]><&"\u0000\u0008😀𠀀\ud800_x0041_`, '', { item: '1' }),
      fact('indicator_target', '@SUM(1)', '', { scope: '-1+1' }),
    ];
    for (const facts of [sampleFacts, hostile, []])
      expect(await validate(await toXlsx(input(facts)), 'xlsx')).toEqual([]);
    const { cells, parts } = read(await toXlsx(input(hostile)));
    expect(parts.get('xl/worksheets/sheet1.xml')).not.toContain('<f>');
    for (const value of cells.values()) if (typeof value === 'string') expect(value).not.toMatch(/^[=+\-@\t\r]/);
    expect([...cells.values()]).toContain('\'=HYPERLINK("http://x","y")');
    expect([...cells.values()]).toContain(`'+cmd|' /C calc'!A0 ]]><&"😀𠀀□_x005F_x0041_`);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-12.5', '-12.5'],
    ['-12.5万元', "'-12.5万元"],
    ['@x', "'@x"],
    ['一是＝', '一是＝'],
    ['', ''],
  ])('guards %j as %j', (text, safe) => {
    expect(guarded(text)).toBe(safe);
  });

  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  it('is equal bytes for equal input, in every time zone', async () => {
    const built: string[] = [];
    for (const tz of ['Asia/Shanghai', 'America/Los_Angeles']) {
      process.env.TZ = tz;
      built.push(Buffer.from(await toXlsx(input())).toString('base64'));
    }
    expect(built[1]).toBe(built[0]);
  });
});
