// Headings with and without numbers, and the shapes of tables.
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/core/text/read.ts';

const headings = (source: string) =>
  readDocument(source).blocks.flatMap((b) => (b.kind === 'heading' ? [[b.level, b.title]] : []));
const tables = (source: string) => readDocument(source).blocks.flatMap((b) => (b.kind === 'table' ? [b] : []));

describe('headings', () => {
  it('are read by their numbers', () => {
    expect(headings('一、部门概况\n（一）人员情况\n1.机构设置\n第二部分 决算情况说明')).toEqual([
      [2, '部门概况'],
      [3, '人员情况'],
      [4, '机构设置'],
      [1, '决算情况说明'],
    ]);
  });
  it('are read by name where the numbers were lost', () => {
    expect(
      headings('部门概况\n当年部门预算及执行情况。\n主要问题及原因分析。\n改进的方向和具体措施。').map((h) => h[1]),
    ).toEqual(['部门概况', '当年部门预算及执行情况', '主要问题及原因分析', '改进的方向和具体措施']);
  });
  it('may run into their text', () => {
    const doc = readDocument('（一）机构设置。某某局为县政府工作部门，内设股室12个。');
    expect(doc.blocks[0]).toMatchObject({ kind: 'heading', title: '机构设置' });
    expect(doc.blocks[1]).toMatchObject({ kind: 'paragraph', under: ['机构设置'] });
  });
  it.each([
    '自评得分九十二分，评定等级为良好。',
    '（11）负责园区内治安保卫和安全生产工作。',
    '无“三公”经费支出。',
    '固定资产原值860万元。',
  ])('are not found in the statement %s', (line) => {
    expect(headings(line)).toEqual([]);
  });
  it('lose the page number of a contents line', () => {
    expect(headings('二、收支情况分析6')).toEqual([[2, '收支情况分析']]);
  });
});

describe('tables', () => {
  it('are read from pipes, with a separator row left out', () => {
    const [t] = tables('| 项目 | 预算数 |\n|---|---|\n| 基本支出 | 12.5 |');
    expect(t?.rows.map((r) => r.map((c) => c.text))).toEqual([
      ['项目', '预算数'],
      ['基本支出', '12.5'],
    ]);
  });
  it('keep empty cells of tab tables', () => {
    const [t] = tables('名称\t\t年初\n\t合计\t12.5');
    expect(t?.rows.map((r) => r.map((c) => c.text))).toEqual([
      ['名称', '', '年初'],
      ['', '合计', '12.5'],
    ]);
  });
  it('are recognised when pasted one cell per line, and carry the unit above them', () => {
    const [t] = tables('单位：万元\n\n收入合计\n\n861.40\n\n支出合计\n\n846.15');
    expect(t?.unit).toBe('万元');
    expect(t?.rows.flat().map((c) => c.text)).toContain('846.15');
  });
});
