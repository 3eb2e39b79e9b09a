// Markdown in a source: headings with their level, and marks that are not in the way of words and figures.
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/core/text/read.ts';

const read = (source: string): string => readDocument(source).normal.text;
const headings = (source: string) =>
  readDocument(source).blocks.flatMap((b) => (b.kind === 'heading' ? [[b.level, b.title]] : []));

describe('headings marked with #', () => {
  it('are headings whatever their words, with the level of their marks', () => {
    expect(headings('# 工作回顾\n\n## 年度亮点\n\n正文一句。\n\n### 细节 ###')).toEqual([
      [1, '工作回顾'],
      [2, '年度亮点'],
      [3, '细节'],
    ]);
  });
  it('nest with headings that are only numbered', () => {
    expect(headings('# 一、部门概况\n## 内设机构\n（二）人员情况\n## 亮点')).toEqual([
      [2, '部门概况'],
      [3, '内设机构'],
      [3, '人员情况'],
      [3, '亮点'],
    ]);
    expect(headings('# 报告\n## 一、部门概况\n### 亮点\n（一）人员情况')).toEqual([
      [1, '报告'],
      [2, '部门概况'],
      [3, '亮点'],
      [3, '人员情况'],
    ]);
  });
  it('are never joined with the lines around them', () => {
    const line = '本单位二〇二三年收入决算数为一千二百万元，比上年有所增加，主要原因是新增了项目资金，';
    expect(read(`${line}\n## 亮点工作\n${line}`).split('\n')[1]).toBe('亮点工作');
  });
  it('leave a statement a statement', () => {
    const doc = readDocument('## 年末在职人员四十六人。\n## 2023年支出决算数为12万元');
    expect(doc.blocks.map((b) => b.kind)).toEqual(['paragraph', 'paragraph']);
  });
  it('give their place in the source', () => {
    const doc = readDocument('第一行。\n\n##  **部门概况**\n');
    const h = doc.blocks.find((b) => b.kind === 'heading')!;
    expect(h).toMatchObject({ title: '部门概况' });
    expect(doc.source.slice(doc.normal.offsets[h.start])).toMatch(/^部门概况/);
  });
  it('are not found in a hash that is none', () => {
    expect(headings('#3楼会议室\n编号#12')).toEqual([]);
  });
});

describe('marks in a line', () => {
  it.each([
    ['strong', '收入**7910万元**，其中__财政拨款__**100**万元', '收入7910万元，其中财政拨款100万元'],
    ['emphasis and code', '在职*46*人，聘用`5`人', '在职46人，聘用5人'],
    ['escapes', '1\\. 收入2\\.5万元\\-\\_', '1.收入2.5万元-_'],
    ['links', '见[附件一](https://example.invalid/a.docx "表")，共3个', '见附件一，共3个'],
    ['lists and quotations', '- 在职46人\n* 退休12人\n> 收入5万元', '在职46人\n退休12人\n收入5万元'],
    ['rules', '收入5万元。\n\n---\n\n***\n支出4万元。', '收入5万元。\n支出4万元。'],
    ['placeholders stay placeholders', '收入**万元，支出**万元', '收入□万元，支出□万元'],
    ['a product stays', '长3 * 宽4', '长3*宽4'],
    ['a minus stays', '- 12.5', '-12.5'],
  ])('%s', (_name, source, wanted) => {
    expect(read(source)).toBe(wanted);
  });
  it('an empty cell of dashes among cells one a line stays', () => {
    expect(read('公务接待费\n3.50\n---\n2.10')).toContain('---');
  });
});

describe('a Markdown table', () => {
  it('is read without its rule, marks and breaks inside cells', () => {
    const doc = readDocument('| 项目 | **预算数** |\n|:---|---:|\n| 基本<br>支出 | **12.50** |\n| 合计 | 12.50 |');
    const [t] = doc.blocks.flatMap((b) => (b.kind === 'table' ? [b] : []));
    expect(t?.rows.map((r) => r.map((c) => c.text))).toEqual([
      ['项目', '预算数'],
      ['基本支出', '12.50'],
      ['合计', '12.50'],
    ]);
  });
});
