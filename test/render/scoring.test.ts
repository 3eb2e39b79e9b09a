// The scoring table as it is printed: every number of workbook, Word, Markdown and CSV is the table's own, read back by other means.
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import { computeFigures } from '../../src/core/figure/compute.ts';
import { toFixed } from '../../src/core/number/exact.ts';
import { scoreTable } from '../../src/core/score/score.ts';
import { finalOf } from '../../src/core/score/score-table.ts';
import { toDocx } from '../../src/render/docx.ts';
import { type ScoringInput, scoringTable } from '../../src/render/scoring-table.ts';
import { scoringCsv, scoringMarkdown } from '../../src/render/scoring-text.ts';
import { toXlsx } from '../../src/render/xlsx.ts';
import { fact, PERIOD, sampleProfile, UNIT } from './sample.ts';

const row = (name: string, level1: string, level2: string, target: string, actual: string, weight: string) => [
  fact('indicator_level1', level1, '', { scope: name }),
  fact('indicator_level2', level2, '', { scope: name }),
  fact('indicator_target', target, '', { scope: name }),
  fact('indicator_actual', actual, '', { scope: name }),
  fact('indicator_weight', weight, '分', { scope: name }),
];
const FACTS: StatedFact[] = [
  fact('budget_expenditure_total', '1900', '万元'),
  fact('budget_adjusted_total', '2000', '万元'),
  fact('final_expenditure_total', '1900', '万元'),
  fact('budget_adjusted_basic', '950', '万元'),
  fact('final_expenditure_basic', '940.25', '万元'),
  ...row('完工项目数', '产出指标', '数量指标', '≥18个', '12个', '20'),
  ...row('培训场次', '产出指标', '数量指标', '≥5场', '5场', '15'),
  ...row('验收合格率', '产出指标', '质量指标', '≥100%', '100%', '15'),
  ...row('新增就业', '效益指标', '社会效益指标', '≥300人', '331人', '30'),
  ...row('=HYPERLINK("x")', '满意度指标', '服务对象满意度', '≥95%', '96%', '10'),
];
const input = (facts: readonly StatedFact[] = FACTS): ScoringInput => {
  const book = factBook(facts, PERIOD);
  return { profile: sampleProfile, unitName: UNIT, period: PERIOD, book, figures: computeFigures(book, sampleProfile) };
};
/** 分值 and 得分 of each indicator row, then of the total. */
const wanted = (given: ScoringInput): [string, string, string][] => {
  const table = scoreTable(sampleProfile, given.book, given.figures)!;
  const rows = table.groups.slice(1).flatMap((g) => g.rows);
  return [
    ...rows.map((r): [string, string, string] => [r.label, toFixed(r.weight!, 2), toFixed(finalOf(r.score)!, 2)]),
    ['总分', '100.00', toFixed(table.total!, 2)],
  ];
};
const plain = (xml: string): string =>
  xml
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('自评结论', () => {
  const cell = (facts: readonly StatedFact[]) =>
    scoringTable(input(facts)).rows.find((r) => r.cells[0]?.value === '自评结论')!.cells[1];

  it('is asked for in its cell until somebody writes it, then printed as it was written', () => {
    expect(cell(FACTS)).toMatchObject({ value: '', missing: '自评结论', columns: 7 });
    const words = '年度目标基本完成，资金使用规范，个别项目进度滞后。';
    const form = [...FACTS, fact('self_conclusion', words)];
    expect(cell(form)).toMatchObject({ value: words });
    expect(scoringMarkdown(scoringTable(input(form)))).toContain(words);
    expect(scoringTable(input(form)).complete).toBe(scoringTable(input(FACTS)).complete);
  });
});

describe('the head of the form', () => {
  it('names the unit, its code, who is over it, whom to ask, the day and the unit of money; what is not told is asked for', () => {
    const labels = ['单位名称（盖章）', '单位编码', '主管部门', '联系人', '联系电话', '填报日期'];
    const told = [
      fact('unit_code', '301001'),
      fact('parent_department', '青云县人民政府'),
      fact('contact_name', '王某'),
      fact('contact_phone', '0791-8000000'),
      fact('report_date', '2023-03-20'),
    ];
    const head = (facts: readonly StatedFact[]) => {
      const cells = scoringTable(input(facts))
        .rows.slice(0, 2)
        .flatMap((r) => r.cells);
      return labels.map((l) => cells[cells.findIndex((c) => c?.value === l) + 1]);
    };
    expect(head([...FACTS, ...told]).map((c) => c?.value)).toEqual([
      UNIT,
      '301001',
      '青云县人民政府',
      '王某',
      '0791-8000000',
      '2023年3月20日',
    ]);
    expect(
      head(FACTS)
        .slice(1)
        .every((c) => c?.value === '' && c.missing),
    ).toBe(true);
    for (const r of scoringTable(input(FACTS)).rows.slice(0, 2)) expect(r.cells).toHaveLength(8);
  });
});

describe('填报日期', () => {
  it.each([
    ['2024-03-09', '2024年3月9日'],
    ['20240309', '2024年3月9日'],
    ['2024年3月', '2024年3月'],
  ])('%s stands as %s', (given, printed) => {
    const cells = scoringTable(input([...FACTS, fact('report_date', given)])).rows.flatMap((r) => r.cells);
    expect(cells[cells.findIndex((c) => c?.value === '填报日期') + 1]).toMatchObject({ value: printed });
  });
});

describe('the printed scoring table', () => {
  const given = input();
  const expected = wanted(given);

  it('has the points worked out by hand: 9.5 + 13.33 + 15 + 15 + 30 + 10 = 92.83', () => {
    expect(expected.map(([name, weight, score]) => `${name} ${weight} ${score}`)).toEqual([
      '培训场次 15.00 15.00',
      '完工项目数 20.00 13.33',
      '验收合格率 15.00 15.00',
      '新增就业 30.00 30.00',
      '=HYPERLINK("x") 10.00 10.00',
      '总分 100.00 92.83',
    ]);
  });

  it('is a workbook of real numbers, and no text of it is a formula', async () => {
    const parts = unzipSync(await toXlsx(given));
    const strings = [...strFromU8(parts['xl/sharedStrings.xml']!).matchAll(/<si>(.*?)<\/si>/gs)].map((m) =>
      plain([...m[1]!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((t) => t[1]).join('')),
    );
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    const cells = new Map<string, string>();
    for (const [, at, attributes, value] of sheet.matchAll(/<c r="([A-Z]+\d+)"([^>]*)><v>(.*?)<\/v><\/c>/g))
      cells.set(at!, attributes!.includes('t="s"') ? strings[Number(value)]! : `#${Number(value).toFixed(2)}`);
    const rows = [...cells].flatMap(([at, v]) => {
      const r = at.slice(1);
      const name = v.replace(/^'=/, '=');
      return (at.startsWith('C') || v === '总分') && expected.some(([n]) => n === name)
        ? [[name, cells.get(`F${r}`), cells.get(`G${r}`)]]
        : [];
    });
    expect(rows).toEqual(expected.map(([n, w, s]) => [n, `#${w}`, `#${s}`]));
    expect(sheet).not.toContain('<f>');
    expect([...cells.values()]).toContain('\'=HYPERLINK("x")');
  });

  it('is an appendix of the Word file: on its side, head repeated, rows whole, levels merged, numbers at the right', async () => {
    const nodes = [{ type: 'title' as const, text: '自评报告' }];
    const tree = { unitName: UNIT, period: PERIOD, nodes };
    const bytes = await toDocx(tree, { createdAt: '2023-03-20T00:00:00Z', label: false }, scoringTable(given));
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
    expect(xml).toContain('<w:t xml:space="preserve">附件1</w:t>');
    expect(xml.match(/w:orient="landscape"/g)).toHaveLength(1);
    const [, indicators] = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map((m) => m[0]);
    const rows = [...indicators!.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map((m) => m[0]);
    expect(rows.map((r) => r.includes('<w:tblHeader'))).toEqual(rows.map((_, i) => i === 0));
    expect(rows.every((r) => r.includes('<w:cantSplit'))).toBe(true);
    expect(indicators).toContain('<w:vMerge w:val="restart"/>');
    const texts = rows.map((r) =>
      [...r.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map((c) =>
        plain([...c[0].matchAll(/<w:t[ >][^<]*?>?([^<]*)<\/w:t>/g)].map((t) => t[1]!.replace(/^.*>/, '')).join('')),
      ),
    );
    const names = new Set(expected.map(([n]) => n));
    const found = texts.flatMap((cells) => {
      const name = cells.find((c) => names.has(c));
      if (name === undefined) return [];
      const points = cells.filter((c) => /^\d+\.\d\d$/.test(c));
      return [[name, ...points]];
    });
    expect(found).toEqual(expected);
    expect(rows[1]!.match(/<w:jc w:val="(?:right|end)"\/>/g)).toHaveLength(2);
  });

  it('stands alone without an upright page in front, its line about the draft on the same sheet', async () => {
    const tree = { unitName: UNIT, period: PERIOD, nodes: [] };
    const bytes = await toDocx(tree, { createdAt: '2023-03-20T00:00:00Z', label: true }, scoringTable(given));
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
    expect(xml.match(/<w:sectPr/g)).toHaveLength(1);
    expect(xml).toContain('w:orient="landscape"');
    expect(xml).toContain('须经人工审核');
    // The goals stay with their heading, whatever the page holds above them.
    const [form] = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map((m) => m[0]);
    const head = [...form!.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map((m) => m[0]).find((r) => r.includes('预期目标'))!;
    expect(head.match(/<w:keepNext\/>/g)).toHaveLength(head.match(/<w:p>/g)!.length);
  });

  it('is the same table in Markdown and CSV, levels said in each row', () => {
    const form = scoringTable(given);
    const fields = scoringMarkdown(form)
      .split('\n')
      .filter((l) => l.startsWith('| '))
      .map((l) =>
        l
          .slice(2, -2)
          .split(' | ')
          .map((c) => c.trim().replaceAll('\\', '')),
      );
    const md = fields.filter((f) => expected.some(([n]) => n === f[2] || n === f[0]));
    expect(md.map((f) => [f[0] === '总分' ? '总分' : f[2], f[5], f[6]])).toEqual(expected);
    const csv = scoringCsv(form);
    expect(csv.startsWith('\uFEFF一级指标,二级指标,')).toBe(true);
    expect(csv).toContain('产出指标,数量指标,完工项目数,≥18个,12个,20.00,13.33,');
    expect(csv).toContain(`,"'=HYPERLINK(""x"")",`);
  });

  it('never prints a computed result as the office’s own, and tells a stated one that differs', () => {
    const remark = (facts: readonly StatedFact[]): string[] =>
      scoringTable(input(facts))
        .rows.filter((r) => ['总分', '自评等级'].includes(r.cells[0]?.value ?? ''))
        .map((r) => r.cells.flatMap((c) => (c?.value ? [c.value] : [])).join(' '));
    expect(remark(FACTS)).toEqual([
      '总分 100.00 92.83 程序计算，尚未经单位确认采用',
      '自评等级 优 程序计算，尚未经单位确认采用',
    ]);
    const adopted = [...FACTS, fact('self_score', '92.83', '分'), fact('self_grade', '优')];
    expect(remark(adopted)).toEqual(['总分 100.00 92.83', '自评等级 优']);
    const other = [...FACTS, fact('self_score', '98', '分'), fact('self_grade', '优')];
    expect(remark(other)[0]).toBe('总分 100.00 98.00 与各项计算的总分92.83分不一致，请核对');
  });

  it('prints no total and no grade while a row is open, and says how far it is and what was stated', () => {
    const stated = [...FACTS, fact('self_score', '97.5', '分'), fact('self_grade', '优')];
    const open = stated.filter((f) => f.key !== 'indicator_actual' || f.scope !== '培训场次');
    const foot = scoringTable(input(open)).rows.filter((r) => ['总分', '自评等级'].includes(r.cells[0]?.value ?? ''));
    // 92.83 without the 15 points of the row that waits.
    expect(foot.map((r) => r.cells.slice(5).map((c) => c?.value ?? null))).toEqual([
      ['100.00', '', '已评分的5项共得77.83分（满分85.00分），还有1项没有填完；单位已报总分97.50分，待各项填完后核对'],
      ['', null, ''],
    ]);
  });

  it('marks and lists what is missing, and asks why points were lost', () => {
    const form = scoringTable(input(FACTS.filter((f) => f.key !== 'indicator_actual' || f.scope !== '培训场次')));
    const missing = form.missing.map((m) => m.what);
    expect(missing).toContain('“培训场次”实际完成值');
    expect(missing).toContain('“培训场次”得分');
    expect(missing).toContain('“完工项目数”偏差原因分析及改进措施');
    expect(missing).toContain('自评得分');
    expect(form.complete).toBe(false);
    expect(scoringMarkdown(form)).toContain('待补：');
  });
});
