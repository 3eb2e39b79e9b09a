import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import type { Figure, FigureState } from '../../src/core/figure/figure.ts';
import { exact } from '../../src/core/number/exact.ts';
import type { TreeNode } from '../../src/core/tree.ts';
import { buildTree } from '../../src/render/tree.ts';
import { fact, figure, PERIOD, para, sampleFacts, sampleFigures, sampleInput, sampleProfile, UNIT } from './sample.ts';

type TableNode = Extract<TreeNode, { type: 'table' }>;
const tables = (
  facts: readonly StatedFact[],
  figures: readonly Figure[] = [],
  profile = sampleProfile,
): Map<string, TableNode> =>
  new Map(
    buildTree(sampleInput({ book: factBook(facts, PERIOD), figures, profile })).nodes.flatMap((n) =>
      n.type === 'table' ? [[n.table, n] as const] : [],
    ),
  );
const grid = (t: TableNode | undefined): string[][] =>
  t!.rows.map((r) => r.cells.map((c) => c.map((x) => x.t).join('')));
const rowOf = (t: TableNode | undefined, label: string): string[] => grid(t).find((r) => r[0]!.endsWith(label))!;

describe('the document tree', () => {
  it('starts with the filled title and numbers every heading in words', () => {
    const tree = buildTree(sampleInput());
    expect(tree.nodes[0]).toEqual({ type: 'title', text: `${UNIT}2022年度部门整体支出绩效自评报告` });
    const headings = tree.nodes.flatMap((n) => (n.type === 'heading' ? [`${n.level} ${n.text}`] : []));
    expect(headings).toEqual([
      '1 一、部门概况',
      '2 （一）部门主要职责职能，组织架构、人员及资产等基本情况',
      '3 1.主要职能',
      '3 2.人员情况',
      '3 3.资产情况',
      '2 （二）当年部门预算及执行情况',
      '3 1.收入支出预算安排情况',
      '3 2.收入支出预算执行情况',
      '1 二、部门整体支出绩效实现情况',
      '2 （一）履职完成情况',
      '2 （二）社会满意度及可持续性影响',
      '1 三、绩效自评结果拟应用和公开情况',
    ]);
  });

  it.each([
    ['{unit}{year}年度报告', '甲局2022年度报告'],
    ['{{unit}}{{year}}年度报告（较{{prior_year}}年）', '甲局2022年度报告（较2021年）'],
  ])('fills the title pattern %s', (titlePattern, title) => {
    const tree = buildTree(sampleInput({ unitName: '甲局', profile: { ...sampleProfile, titlePattern } }));
    expect(tree.nodes[0]).toEqual({ type: 'title', text: title });
  });

  it('says so where a section has no text yet, but not where a heading only holds others', () => {
    const tree = buildTree(sampleInput({ sections: [] }));
    const open = tree.nodes.flatMap((n) =>
      n.type === 'paragraph' && n.runs[0]?.t.startsWith('【') ? [n.section] : [],
    );
    expect(open).toEqual(['1.1', '1.5', '2.1', '2.3', '4']);
  });

  it('refuses text of a section that the outline does not have, instead of losing it', () => {
    const sections = [{ section: '9.9', paragraphs: [para('body', '文')] }];
    expect(() => buildTree(sampleInput({ sections }))).toThrow(/9\.9/);
  });

  it('keeps what backs a run, makes a paragraph of each line and drops blank ends', () => {
    const by = { kind: 'fact', key: 'duties', period: PERIOD, scope: null, item: '1' } as const;
    const sections = [
      { section: '2.1', paragraphs: [para('body', ' 　甲', { t: '乙\n丙\u0000', by }, '  '), para('body', ' \n ')] },
    ];
    const found = buildTree(sampleInput({ sections })).nodes.flatMap((n) =>
      n.type === 'paragraph' && n.section === '2.1' ? [n.runs] : [],
    );
    expect(found).toEqual([[{ t: '甲' }, { t: '乙', by }], [{ t: '丙', by }]]);
  });

  it('signs with the unit and the date, and asks for a date that nobody has given', () => {
    const signed = buildTree(sampleInput()).nodes.at(-1);
    expect(signed).toMatchObject({ type: 'signature', unit: [{ t: UNIT, by: { key: 'unit_name' } }] });
    expect(signed).toMatchObject({ date: [{ t: '【待补：成文日期】', by: { kind: 'missing', key: 'report_date' } }] });
  });

  it.each([
    ['2023-03-05', '2023年3月5日'],
    ['2023年03月20日', '2023年3月20日'],
    ['二〇二三年三月', '二〇二三年三月'],
  ])('prints the date %s as %s', (given, printed) => {
    const book = factBook([...sampleFacts, fact('report_date', given)], PERIOD);
    expect(buildTree(sampleInput({ book })).nodes.at(-1)).toMatchObject({
      date: [{ t: printed, by: { kind: 'fact' } }],
    });
  });

  it('asks for the unit when its name is not known', () => {
    const tree = buildTree(sampleInput({ unitName: ' ', book: factBook([], PERIOD) }));
    expect(tree.nodes[0]).toMatchObject({ text: '【待补：单位全称】2022年度部门整体支出绩效自评报告' });
    expect(tree.nodes.at(-1)).toMatchObject({ unit: [{ by: { kind: 'missing', key: 'unit_name' } }] });
  });
});

describe('the budget table', () => {
  it('has the columns of a 万元 table from the initial budget to the execution, whose widths sum to the page', () => {
    const t = tables(sampleFacts).get('budget_execution')!;
    expect(t.columns.map((c) => c.title)).toEqual([
      '项目',
      '年初预算数',
      '调整数',
      '全年预算数',
      '决算数',
      '执行率(%)',
      '上年决算数',
      '增减额',
      '增减率(%)',
    ]);
    expect(t.columns.map((c) => c.align)).toEqual(['left', ...new Array(8).fill('right')]);
    expect(t.columns.reduce((a, c) => a + c.width, 0)).toBeCloseTo(1, 9);
    expect(t.unitLine).toBe('单位：万元');
  });

  it('prints every amount in 万元 with two decimals, whatever unit it was stated in', () => {
    const t = tables(sampleFacts, sampleFigures).get('budget_execution');
    expect(rowOf(t, '支出合计')).toEqual([
      '支出合计',
      '7910.00',
      '—',
      '18000.00',
      '17847.37',
      '99.15',
      '6000余',
      '—',
      '—',
    ]);
    expect(rowOf(t, '财政拨款收入')[1]).toBe('3250.00');
    expect(grid(t).map((r) => r[0])).toEqual([
      '收入合计',
      '其中：财政拨款收入',
      '其他收入',
      '支出合计',
      '其中：基本支出',
      '项目支出',
    ]);
  });

  it('never prints 0 for what is missing, and 0.00 for a true zero', () => {
    const t = tables([fact('budget_income_total', '0', '万元')]).get('budget_execution');
    expect(rowOf(t, '收入合计')).toEqual(['收入合计', '0.00', '—', '—', '—', '—', '—', '—', '—']);
    expect(rowOf(t, '支出合计').slice(1)).toEqual(new Array(8).fill('—'));
  });

  it('says what backs each cell: a fact, a figure, a figure without a value, or what is missing', () => {
    const none = { is: 'not-applicable', code: 'NEW', text: '上年无此项' } as const;
    const waiting: FigureState = { is: 'waiting', for: ['final_expenditure_total@prior'] };
    const t = tables(sampleFacts, [
      ...sampleFigures,
      figure('final_expenditure_change_rate', none, '%'),
      figure('final_expenditure_change', waiting, '万元'),
    ]).get('budget_execution')!;
    const cells = t.rows.find((r) => r.cells[0]![0]!.t === '支出合计')!.cells.map((c) => c[0]!.by);
    expect(cells[0]).toBeUndefined();
    expect(cells[1]).toMatchObject({ kind: 'fact', key: 'budget_expenditure_total', period: PERIOD });
    expect(cells[5]).toMatchObject({ kind: 'figure', key: 'execution_rate_full_year' });
    expect(cells[6]).toMatchObject({ kind: 'fact', key: 'final_expenditure_total', period: PERIOD - 1 });
    expect(cells[7]).toMatchObject({ kind: 'missing', key: 'final_expenditure_total@prior' });
    expect(cells[8]).toMatchObject({ kind: 'figure', key: 'final_expenditure_change_rate' });
    const income = t.rows[0]!.cells[4]![0]!;
    expect(income).toMatchObject({ t: '17847.37', by: { key: 'final_income_total' } });
  });

  it('never shows an execution rate without saying what it is measured against', () => {
    const rate = figure('execution_rate_initial', '225.63', '%');
    const t = tables(sampleFacts, [rate], { ...sampleProfile, executionBase: 'initial' }).get('budget_execution')!;
    expect(rowOf(t, '支出合计')[5]).toBe('225.63');
    expect(t.columns[5]!.title).toBe('年初预算完成率(%)');
    expect(t.note).toContain('占年初预算数的比例');
    // The same figure does not fill the column of a profile that measures against another base.
    expect(rowOf(tables(sampleFacts, [rate]).get('budget_execution'), '支出合计')[5]).toBe('—');
  });

  it('notes a difference that only rounding makes, and no other', () => {
    const parts = (basic: string, project: string): StatedFact[] => [
      fact('budget_expenditure_total', '100.01', '万元'),
      fact('budget_expenditure_basic', basic, '元'),
      fact('budget_expenditure_project', project, '元'),
    ];
    // 50.005 + 50.005 = 100.01, printed 50.01 + 50.01 = 100.02.
    expect(tables(parts('500050', '500050')).get('budget_execution')!.note).toContain('尾数差');
    expect(tables(parts('500000', '500100')).get('budget_execution')!.note).toBeNull();
    expect(tables(parts('500000', '900000')).get('budget_execution')!.note).toBeNull();
  });

  it('prints a table in 元 with separators when the profile counts in 元', () => {
    const t = tables([fact('budget_expenditure_total', '7910', '万元')], [], { ...sampleProfile, moneyUnit: '元' }).get(
      'budget_execution',
    );
    expect(rowOf(t, '支出合计')[1]).toBe('79,100,000.00');
    expect(t!.unitLine).toBe('单位：元');
  });

  it('is left out when none of it is known', () => {
    expect([...tables([fact('unit_name', '甲局')]).keys()]).toEqual([]);
  });

  it('prints a value that is no number as it stands', () => {
    const t = tables([fact('budget_expenditure_total', '约八千', '万元')]).get('budget_execution');
    expect(rowOf(t, '支出合计')[1]).toBe('约八千万元');
  });
});

describe('the staff table', () => {
  it('has a row for the unit and each sub-unit, and the total that was computed', () => {
    // Nobody has given the sub-unit's quota: the sum over the rest is no total.
    const sums = ['quota 16', 'in_post 19', 'total 50'].map((s) =>
      figure(`staff_${s.split(' ')[0]}_all`, s.split(' ')[1]!, '人'),
    );
    const t = tables(sampleFacts, sums).get('staff')!;
    expect(t.columns.map((c) => c.title)).toEqual(['单位', '编制数', '在编人数', '聘用人数', '年末实有人数']);
    expect(grid(t)).toEqual([
      [UNIT, '16', '14', '23', '37'],
      ['企业服务中心', '—', '5', '8', '13'],
      ['合计', '—', '19', '—', '50'],
    ]);
    expect(t.rows.at(-1)!.kind).toBe('total');
    expect(t.unitLine).toBe('单位：人');
  });

  it('does not repeat a single unit as a total', () => {
    const t = tables([fact('staff_total', '9', '人')], [figure('staff_total_all', '9', '人')]).get('staff');
    expect(grid(t)).toEqual([[UNIT, '—', '—', '—', '9']]);
  });
});

describe('the project table', () => {
  it('counts projects by progress where only counts are known', () => {
    expect(grid(tables(sampleFacts, sampleFigures).get('projects'))).toEqual([
      ['项目总数', '18', '—'],
      ['其中：已完工', '12', '66.67'],
      ['在建（实施中）', '3', '—'],
      ['前期准备', '3', '—'],
    ]);
  });

  it('notes that rounded shares do not sum to the whole', () => {
    const sixth = { is: 'computed', value: exact(50n, 3n) } as const;
    const shares = [figure('project_ongoing_share', sixth, '%'), figure('project_preparing_share', sixth, '%')];
    // 66.67 + 16.67 + 16.67 = 100.01
    expect(tables(sampleFacts, [...sampleFigures, ...shares]).get('projects')!.note).toContain('尾数差');
    expect(tables(sampleFacts, sampleFigures).get('projects')!.note).toBeNull();
  });

  it('has a row for each named project where amounts are known', () => {
    const facts = [
      fact('project_budget', '100', '万元', { scope: '道路整治' }),
      fact('project_executed', '95.5', '万元', { scope: '道路整治' }),
      fact('project_executed', '3000', '元', { scope: '宣传培训' }),
    ];
    expect(grid(tables(facts, [figure('project_execution_rate', '95.5', '%', '道路整治')]).get('projects'))).toEqual([
      ['1', '道路整治', '100.00', '95.50', '95.50'],
      ['2', '宣传培训', '—', '0.30', '—'],
    ]);
  });
});

it('column widths are shares of the page for any content', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.integer()), { minLength: 1, maxLength: 9 }), (rows) => {
      const facts = rows.flatMap(([scope, n], i) => [
        fact('project_budget', String(n), '万元', { scope: `${scope}${i}` }),
      ]);
      const t = tables(facts).get('projects')!;
      expect(t.columns.every((c) => c.width > 0)).toBe(true);
      expect(t.columns.reduce((a, c) => a + c.width, 0)).toBeCloseTo(1, 9);
    }),
  );
});
