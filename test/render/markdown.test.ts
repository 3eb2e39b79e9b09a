import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { DocumentTree, TreeNode } from '../../src/core/tree.ts';
import { LABEL_BY_MODEL, LABEL_BY_PROGRAM } from '../../src/render/label.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { buildTree } from '../../src/render/tree.ts';
import { cpuTime } from '../cpu-time.ts';
import { sampleInput } from './sample.ts';

const treeOf = (nodes: TreeNode[]): DocumentTree => ({ unitName: '甲局', period: 2022, nodes });
const paragraph = (...texts: string[]): TreeNode => ({
  type: 'paragraph',
  section: '1',
  style: 'body',
  runs: texts.map((t) => ({ t, by: { kind: 'missing', key: 'x' } })),
  origin: 'embedded',
});

/** An independent reading: the HTML that marked makes, without tags and with entities read back. */
const htmlText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const tight = (text: string): string => text.replace(/\s/g, '');
const tags = (html: string): string[] => [...new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map((m) => m[1]!))].sort();
const html = (md: string): string => marked.parse(md, { async: false, gfm: true });

describe('Markdown of a report', () => {
  it('is the golden file', async () => {
    await expect(toMarkdown(buildTree(sampleInput())).text).toMatchFileSnapshot('../golden/sample.md');
  });

  it('has a mark for each heading level, and tables that a reader shows as tables', () => {
    const page = html(toMarkdown(buildTree(sampleInput())).text);
    expect([...page.matchAll(/<h(\d)>/g)].map((m) => Number(m[1])).slice(0, 4)).toEqual([1, 2, 3, 4]);
    expect(page.match(/<table>/g)).toHaveLength(3);
    expect(page).toContain('<td align="right">17847.37</td>');
  });

  it('says where each backed run stands', () => {
    const { text, spans } = toMarkdown(buildTree(sampleInput()));
    const at = (key: string): string[] =>
      spans.filter((s) => s.by.kind !== 'missing' && s.by.key === key).map((s) => text.slice(s.start, s.end));
    expect(at('final_expenditure_total')).toEqual(['17847.37万元', '17847.37', '6000余']);
    expect(at('budget_income_total')).toEqual(['7910万元', '7910.00']);
    expect(at('project_completion_rate')).toEqual(['66.67%', '66.67']);
    for (const [i, s] of spans.entries()) expect(s.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
  });

  it.each([
    ['2022年，收入7910万元（占41.09%）。', '2022年，收入7910万元（占41.09%）。'],
    ['1.主要职能', '1.主要职能'],
    ['1. 主要职能', '1\\. 主要职能'],
    ['12) 其他', '12\\) 其他'],
    ['- 一项', '\\- 一项'],
    ['-3.2万元', '-3.2万元'],
    ['---', '\\---'],
    ['# 不是标题', '\\# 不是标题'],
    ['#1楼', '#1楼'],
    ['> 引文', '\\> 引文'],
    ['*重点*', '\\*重点\\*'],
    ['file_name_x', 'file_name_x'],
    ['_x_', '\\_x\\_'],
    ['[附件](1)', '\\[附件](1)'],
    ['<5%与<b>', '<5%与\\<b>'],
    ['A&B &amp; C', 'A&B \\&amp; C'],
    ['~~删~~', '\\~\\~删\\~\\~'],
    ['D:\\数据\\*', 'D:\\数据\\\\\\*'],
    ['见http://x.cn', '见http\\://x.cn'],
    ['a|b', 'a|b'],
    ['13万元～17万元', '13万元～17万元'],
  ])('prints %j as %j', (plain, printed) => {
    expect(toMarkdown(treeOf([paragraph(plain)])).text).toBe(`${printed}\n\n`);
  });

  const SIGNS = [...'\\`*_{}[]()<>#+-.!|~&;:=@"\'^/ \t\n0123456789abhtpw。，：“”％（）中文万元年一二三㐀𠀀😀'];
  const line = fc.oneof(
    fc.array(fc.constantFrom(...SIGNS), { maxLength: 30 }).map((cs) => cs.join('')),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .array(
        fc.constantFrom(
          'http://',
          'www.',
          'a@b.cn',
          '<b>',
          '&amp;',
          '&#65;',
          '```',
          '***',
          '- ',
          '1. ',
          '| - |',
          '[x]: y',
          '中',
          ' ',
          '\\',
        ),
        { maxLength: 8 },
      )
      .map((cs) => cs.join('')),
  );

  it('keeps any text the same text: marked reads back what was written, and nothing but text', () => {
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 4 }), (paragraphs) => {
        const page = html(toMarkdown(treeOf(paragraphs.map((runs) => paragraph(...runs)))).text);
        const want = paragraphs.map((runs) => runs.join('')).join('');
        expect(tight(htmlText(page))).toBe(tight(visible(want)));
        expect(tags(page).filter((t) => t !== 'p')).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps any text in headings and table cells the same text', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 6, maxLength: 6 }), ([title, heading, head, a, b, note]) => {
        const nodes: TreeNode[] = [
          { type: 'title', text: title! },
          { type: 'heading', level: 1, text: heading!, section: '1' },
          {
            type: 'table',
            section: '1',
            table: 't',
            caption: '表',
            unitLine: null,
            columns: [
              { title: head!, align: 'left', width: 0.5 },
              { title: '数', align: 'right', width: 0.5 },
            ],
            rows: [{ kind: 'row', cells: [[{ t: a! }, { t: b! }], [{ t: '1' }]] }],
            note: note!,
          },
        ];
        const page = html(toMarkdown(treeOf(nodes)).text);
        const want = [title, heading, '表', head, '数', a, b, '1', note].join('');
        expect(tight(htmlText(page))).toBe(tight(visible(want)));
        const allowed = ['h1', 'h2', 'p', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr'];
        expect(tags(page).filter((t) => !allowed.includes(t))).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it('gives every run its own text back under the span, once the backslashes are taken off', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (runs) => {
        const { text, spans } = toMarkdown(treeOf([paragraph(...runs)]));
        const joined = spans.map((s) => htmlText(html(`x${text.slice(s.start, s.end)}`)).slice(1)).join('');
        expect(tight(joined)).toBe(tight(visible(runs.join(''))));
      }),
      { numRuns: 800 },
    );
  });

  it('prints the label only when asked, and calls a model a model', () => {
    const tree = buildTree(sampleInput());
    expect(toMarkdown(tree).text).not.toContain('自动生成');
    expect(toMarkdown(tree, { label: true }).text.startsWith(`> ${LABEL_BY_PROGRAM}\n\n# `)).toBe(true);
    const written = treeOf([{ ...(paragraph('文') as TreeNode & { type: 'paragraph' }), origin: 'model' }]);
    expect(toMarkdown(written, { label: true }).text).toContain(LABEL_BY_MODEL);
  });

  it('takes time in proportion to the text', () => {
    const hostile = '&&&&[[[[____****&#&#1. www.www.@@@@'.repeat(20_000);
    const started = cpuTime();
    toMarkdown(treeOf([paragraph(hostile)]));
    expect(cpuTime() - started).toBeLessThan(2_000);
  });
});

/** What may be seen of a string: control characters are no text. */
const visible = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '').toWellFormed();
