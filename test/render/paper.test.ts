import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { DocumentTree, TreeNode } from '../../src/core/tree.ts';
import { toDocx } from '../../src/render/docx.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { buildTree } from '../../src/render/tree.ts';
import { canPrint, printed } from './paper.ts';
import { sampleInput } from './sample.ts';

const META = { createdAt: '2023-03-20T00:00:00Z', label: true };
const tight = (text: string): string => text.replace(/\s/g, '');
/** What a reader of the Markdown sees, by way of marked's HTML. */
const seen = (markdown: string): string =>
  tight(
    marked
      .parse(markdown, { async: false })
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  );
/** Page text without the page number line. */
const withoutNumber = (page: string): string => page.replace(/—\s*\d+\s*—\s*$/, '');
const text = (t: string): TreeNode => ({
  type: 'paragraph',
  section: '1',
  style: 'body',
  runs: [{ t }],
  origin: 'staff',
});
const treeOf = (nodes: TreeNode[]): DocumentTree => ({ unitName: '甲局', period: 2022, nodes });

describe.skipIf(!canPrint)('on paper (LibreOffice)', () => {
  it('says word for word what the Markdown says, tables included', async () => {
    const tree = buildTree(sampleInput());
    const paper = await printed(await toDocx(tree, META));
    expect(tight(paper.pages.map(withoutNumber).join(''))).toBe(seen(toMarkdown(tree, { label: true }).text));
    for (const size of paper.sizes) expect(size).toMatch(/\(A4\)$/);
    paper.pages.forEach((page, i) => {
      expect(tight(page).endsWith(`—${i + 1}—`)).toBe(true);
    });
  });

  it('loses no punctuation at the end of a line, wherever it falls', async () => {
    const line = '园区规模以上工业企业达到26家，全年完成税收1.35亿元，产业集聚效应进一步显现，';
    const shifted = Array.from({ length: 30 }, (_, i) => `${line.slice(i)}${line.repeat(3)}${'数，'.repeat(i)}。`);
    const paper = await printed(await toDocx(treeOf(shifted.map(text)), { ...META, label: false }));
    expect(tight(paper.pages.map(withoutNumber).join(''))).toBe(shifted.join(''));
  });

  it('has 22 lines of 28 characters on a full page', async () => {
    const paper = await printed(await toDocx(treeOf([text('数'.repeat(2000))]), { ...META, label: false }));
    const lines = withoutNumber(paper.pages[0]!).trim().split('\n');
    expect(lines).toHaveLength(22);
    expect(lines.slice(1).map((l) => l.length)).toEqual(new Array(21).fill(28));
    expect(lines[0]).toHaveLength(26);
  });

  it('repeats the head of a long table on every page and never loses a row', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      kind: 'row' as const,
      cells: [[{ t: `第${i + 1}项` }], [{ t: `${i + 1}.50` }]],
    }));
    const table: TreeNode = {
      type: 'table',
      section: '1',
      table: 't',
      caption: '长表',
      unitLine: '单位：万元',
      columns: [
        { title: '项目名称', align: 'left', width: 0.6 },
        { title: '金额', align: 'right', width: 0.4 },
      ],
      rows,
      note: null,
    };
    const paper = await printed(await toDocx(treeOf([table]), META));
    expect(paper.pages.length).toBeGreaterThan(3);
    for (const page of paper.pages) expect(page).toContain('项目名称');
    const found = tight(paper.text);
    for (let i = 1; i <= 200; i++) expect(found).toContain(`第${i}项${i}.50`);
  });
});
