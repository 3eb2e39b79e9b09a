// The budget table from initial to execution, and the base data table: as a tree, in Markdown, Word and as worksheets.
import validate from '@ooxml-tools/validate';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import { computeFigures } from '../../src/core/figure/compute.ts';
import type { Profile } from '../../src/core/profile.ts';
import type { TreeNode } from '../../src/core/tree.ts';
import { toDocx } from '../../src/render/docx.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { scoringTable } from '../../src/render/scoring-table.ts';
import { buildTree, type TreeInput } from '../../src/render/tree.ts';
import { toXlsx } from '../../src/render/xlsx.ts';
import { fact, PERIOD, sampleInput, sampleProfile } from './sample.ts';

const money = (key: string, value: string, more: Partial<StatedFact> = {}) => fact(key, value, '万元', more);
const prior = { period: PERIOD - 1 };

const profile: Profile = {
  ...sampleProfile,
  outline: sampleProfile.outline.map((o) => (o.id === '4' ? { ...o, tables: ['base_data' as const] } : o)),
};
const input = (facts: readonly StatedFact[]): TreeInput => {
  const book = factBook(facts, PERIOD);
  return sampleInput({ profile, book, figures: computeFigures(book, profile), sections: [] });
};
type Table = Extract<TreeNode, { type: 'table' }>;
const tables = (facts: readonly StatedFact[], name: string): Table[] =>
  buildTree(input(facts)).nodes.filter((n): n is Table => n.type === 'table' && n.table === name);
const textOf = (cell: Table['rows'][number]['cells'][number]): string => cell.map((r) => r.t).join('');
const grid = (t: Table | undefined): string[][] => t!.rows.map((r) => r.cells.map(textOf));

/** A published table that adds up by source and not by nature. */
const PUBLISHED: StatedFact[] = [
  money('budget_expenditure_total', '861.10'),
  money('budget_adjusted_total', '2030.12'),
  money('final_expenditure_total', '2030.12'),
  ...['budget_adjusted', 'final_expenditure'].flatMap((side) => [
    money(`${side}_general_public_budget`, '1325.68'),
    money(`${side}_government_fund`, '118.82'),
    money(`${side}_other`, '585.62'),
    money(`${side}_basic`, '900.47'),
    money(`${side}_project`, '1025.20'),
  ]),
  money('budget_expenditure_basic', '700'),
  money('budget_expenditure_project', '161.10'),
  money('budget_income_general_public_budget', '700.10'),
];

describe('the budget table', () => {
  it('goes from the initial budget over adjustment and full year to the execution, by nature and by source', () => {
    const t = tables(PUBLISHED, 'budget_execution')[0]!;
    const rows = new Map(grid(t).map((r) => [r[0]!, r.slice(1, 6)]));
    expect(rows.get('支出合计')).toEqual(['861.10', '1169.02', '2030.12', '2030.12', '100.00']);
    expect(rows.get('其中：基本支出')).toEqual(['700.00', '200.47', '900.47', '900.47', '100.00']);
    expect(rows.get('项目支出')).toEqual(['161.10', '864.10', '1025.20', '1025.20', '100.00']);
    expect(rows.get('按资金分：一般公共预算财政拨款')).toEqual(['700.10', '625.58', '1325.68', '1325.68', '100.00']);
    expect(rows.get('政府性基金预算财政拨款')).toEqual(['—', '—', '118.82', '118.82', '100.00']);
    expect(rows.get('其他资金')).toEqual(['—', '—', '585.62', '585.62', '100.00']);
  });

  it('says which way does not add up, and says nothing of the way that does', () => {
    const { note } = tables(PUBLISHED, 'budget_execution')[0]!;
    expect(note).toContain('全年预算数按支出性质列明的各项之和为1925.67万元，与合计2030.12万元不等');
    expect(note).toContain('决算数按支出性质列明的各项之和为1925.67万元');
    expect(note).not.toContain('资金来源');
  });

  it('compares every source with last year where last year is known', () => {
    const t = tables(
      [
        money('final_income_undertaking', '120'),
        money('final_income_undertaking', '100', prior),
        money('final_income_superior', '80'),
      ],
      'budget_execution',
    )[0]!;
    const row = (name: string) => t.rows.find((r) => textOf(r.cells[0]!).endsWith(name))!;
    expect(row('事业收入').cells.slice(6).map(textOf)).toEqual(['100.00', '20.00', '20.00']);
    expect(row('上级补助收入').cells.slice(6).map(textOf)).toEqual(['—', '—', '—']);
    // What is missing says what would fill it.
    expect(row('上级补助收入').cells[7]![0]!.by).toEqual({ kind: 'missing', key: 'final_income_superior@prior' });
  });
});

const BASE: StatedFact[] = [
  fact('staff_quota', '46', '人'),
  fact('staff_in_post', '50', '人'),
  money('three_public_actual', '28'),
  money('three_public_budget', '32'),
  money('three_public_actual', '40', prior),
  money('three_public_car_purchase_actual', '0'),
  money('three_public_car_running_actual', '9.5'),
  money('budget_expenditure_basic', '700'),
  money('budget_adjusted_basic', '770'),
  money('project_budget', '100', { scope: '平台运维' }),
  money('project_executed', '95', { scope: '平台运维' }),
  fact('project_kind', '运行维护专项', '', { scope: '平台运维' }),
  money('project_budget', '60', { scope: '路口整治' }),
  fact('building_none', '无'),
  fact('economy_measures', '压减会议，推行无纸化办公。', '', { item: '1' }),
];

describe('the base data table', () => {
  it('has the parts of the form, each cell a fact or a figure, and a missing one marked', () => {
    const [staff, spending, adjustment, buildings, economy] = tables(BASE, 'base_data').map(grid);
    expect(staff).toEqual([['财政供养人员', '46', '50', '108.70']]);
    const rows = new Map(spending!.map((r) => [r[0]!, r.slice(1)]));
    expect(rows.get('“三公”经费')).toEqual(['40.00', '32.00', '28.00']);
    // Bought nothing: a true zero. What nobody gave is no zero.
    expect(rows.get('公务用车购置费')).toEqual(['【待补】', '【待补】', '0.00']);
    expect(rows.get('其中：公务用车购置及运行维护费')).toEqual(['【待补】', '【待补】', '9.50']);
    expect(rows.get('其中：运行维护专项：平台运维')).toEqual(['【待补】', '100.00', '95.00']);
    expect(rows.get('路口整治')).toEqual(['【待补】', '60.00', '【待补】']);
    expect(adjustment).toEqual([['基本支出', '700.00', '770.00', '70.00', '10.00']]);
    expect(buildings!.map((r) => r.slice(1))).toEqual([
      ['—', '—', '—'],
      ['—', '—', '—'],
    ]);
    expect(economy).toEqual([['1', '压减会议，推行无纸化办公。']]);
  });

  it('shows a change only beside the amount of last year that it is measured against', () => {
    const rowOf = (facts: readonly StatedFact[]) =>
      grid(tables(facts, 'budget_execution')[0]).find((r) => r[0] === '年末结转和结余');
    const carried = [money('carryover_end', '62.54'), money('carryover_begin', '10')];
    expect(rowOf(carried)?.slice(4)).toEqual(['62.54', '—', '—', '—', '—']);
    // 62.54 − 12 = 50.54, 50.54 ÷ 12 = 421.17%.
    const both = [...carried, money('carryover_end', '12', prior)];
    expect(rowOf(both)?.slice(4)).toEqual(['62.54', '—', '12.00', '50.54', '421.17']);
  });

  it('backs or misses every number cell by name', () => {
    for (const t of tables(BASE, 'base_data'))
      for (const row of t.rows)
        row.cells.forEach((cell, c) => {
          if (t.columns[c]!.align === 'right') expect(cell[0]!.by, textOf(row.cells[0]!)).toBeDefined();
        });
  });

  it('stands behind the signature as an appendix, and not at all while nothing of it is known', () => {
    const nodes = buildTree(input(BASE)).nodes;
    const at = nodes.findIndex((n) => n.type === 'heading' && n.text === '附件2：部门整体支出绩效评价基础数据表');
    expect(nodes[at - 1]!.type).toBe('signature');
    expect(nodes.slice(at + 1).map((n) => n.type)).toEqual(new Array(5).fill('table'));
    expect(tables([fact('unit_name', '甲局')], 'base_data')).toEqual([]);
    expect(toMarkdown(buildTree(input([]))).text).not.toContain('基础数据表');
  });

  it('keeps its rows whole and its heads repeated in Word, and begins on a page of its own', async () => {
    const bytes = await toDocx(buildTree(input(BASE)), { createdAt: '2023-03-20T00:00:00Z', label: false });
    expect(await validate(bytes, 'docx')).toEqual([]);
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
    const rows = xml.match(/<w:tr[ >].*?<\/w:tr>/gs)!;
    expect(rows.filter((r) => !r.includes('<w:cantSplit'))).toEqual([]);
    expect(rows.filter((r) => r.includes('<w:tblHeader')).length).toBe(xml.match(/<w:tbl>/g)!.length);
    expect(xml).toMatch(/<w:pageBreakBefore\/>(?:(?!<\/w:p>).)*附件2</s);
    expect(xml).toMatch(/<w:pStyle w:val="Heading1"\/>(?:(?!<\/w:p>).)*基础数据表/s);
  });

  const announced = (more: Partial<TreeInput> = {}): string[] =>
    buildTree({ ...input(BASE), ...more }).nodes.flatMap((n, i, all) =>
      n.type === 'paragraph' && i > all.findLastIndex((x) => x.type === 'heading' && !x.text.startsWith('附件'))
        ? n.runs.map((r) => r.t.trim())
        : [],
    );

  it('comes second, after the scoring table, where the form does not say otherwise; the list above the signature says so', () => {
    const [scoring, base] = ['部门整体支出绩效自评表', '部门整体支出绩效评价基础数据表'];
    expect(announced().slice(-2)).toEqual([`附件：1.${scoring}`, `2.${base}`]);
    const turned = { ...profile, appendices: ['base_data', 'scoring'] } satisfies Profile;
    expect(announced({ profile: turned }).slice(-2)).toEqual([`附件：1.${base}`, `2.${scoring}`]);
    expect(announced({ scoring: false }).slice(-1)).toEqual([`附件：1.${base}`]);
  });

  it.each([
    [
      'the form’s own order',
      ['base_data', 'scoring'],
      ['附件1', '部门整体支出绩效评价基础数据表', '附件2', `${PERIOD}年度部门整体支出绩效自评表`],
    ],
    [
      'the usual order',
      undefined,
      ['附件1', `${PERIOD}年度部门整体支出绩效自评表`, '附件2', '部门整体支出绩效评价基础数据表'],
    ],
  ] as const)('stands in %s in Word, each number once', async (_, appendices, tags) => {
    const kind: Profile = appendices ? { ...profile, appendices: [...appendices] } : profile;
    const all = { ...input(BASE), profile: kind };
    const form = scoringTable({ ...all, unitName: '甲局', period: PERIOD });
    const bytes = await toDocx(buildTree(all), { createdAt: '2023-03-20T00:00:00Z', label: false }, form);
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
    const texts = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map((p) =>
      [...p[0].matchAll(/<w:t[^>]*>([^<]*)/g)].map((t) => t[1]).join(''),
    );
    expect(texts.flatMap((t, i) => (/^附件\d/.test(t) ? [t, texts[i + 1]!] : []))).toEqual(tags);
  });
});

describe('the worksheets', () => {
  const sheetsOf = async (facts: readonly StatedFact[]) => {
    const { book, figures } = input(facts);
    const bytes = await toXlsx({ profile, unitName: '甲局', period: PERIOD, book, figures });
    expect(await validate(bytes, 'xlsx')).toEqual([]);
    const parts = new Map(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));
    const names = [...parts.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map((m) => m[1]);
    return { parts, names };
  };

  it('hold the budget and the base data beside the scoring table, as numbers, without what is missing', async () => {
    const { parts, names } = await sheetsOf([...PUBLISHED, ...BASE.filter((f) => !/basic$/.test(f.key))]);
    expect(names).toEqual(['自评表', '预算执行情况表', '基础数据表']);
    const budget = parts.get('xl/worksheets/sheet2.xml')!;
    for (const n of ['2030.12', '1169.02', '1325.68', '118.82', '585.62']) expect(budget).toContain(`<v>${n}</v>`);
    expect(parts.get('xl/worksheets/sheet3.xml')).toContain('<v>108.7</v>');
    for (const sheet of [2, 3]) {
      const xml = parts.get(`xl/worksheets/sheet${sheet}.xml`)!;
      expect(xml).toContain('orientation="landscape" fitToWidth="1" fitToHeight="0"');
    }
    expect(parts.get('xl/sharedStrings.xml')).not.toContain('【待补】');
    expect(parts.get('xl/workbook.xml')).toContain("'预算执行情况表'!$");
  });

  it('are left out where nothing is known', async () => {
    expect((await sheetsOf([fact('unit_name', '甲局')])).names).toEqual(['自评表']);
  });
});
