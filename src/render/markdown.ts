// Prints a document tree as Markdown and says where every backed run stands in it. Adds no words but the label, when asked.
import type { Backing, Run } from '../core/draft/section.ts';
import type { DocumentTree, TreeNode } from '../core/tree.ts';
import { escapesOf, type LineKind } from './escape-markdown.ts';
import { labelText } from './label.ts';
import { printable } from './printable.ts';

export interface MarkdownSpan {
  start: number;
  end: number;
  by: Backing;
}

/** `spans`: UTF-16 offsets into `text`, in order, one for each run that has a backing. */
export function toMarkdown(
  tree: DocumentTree,
  options: { label?: boolean } = {},
): { text: string; spans: MarkdownSpan[] } {
  const page = new Page();
  if (options.label) page.block('> ', [{ t: labelText(tree) }], 'paragraph');
  for (const node of tree.nodes) print(page, node);
  return { text: page.text, spans: page.spans };
}

function print(page: Page, node: TreeNode): void {
  switch (node.type) {
    case 'title':
      page.block('# ', [{ t: node.text }], 'heading');
      break;
    case 'heading':
      page.block(`${'#'.repeat(node.level + 1)} `, [{ t: node.text }], 'heading');
      break;
    case 'paragraph':
      page.block('', node.runs, 'paragraph');
      break;
    case 'signature':
      page.block('', node.unit, 'paragraph');
      page.block('', node.date, 'paragraph');
      break;
    case 'table':
      page.block('**', [{ t: node.caption }], 'paragraph', '**');
      if (node.unitLine) page.block('', [{ t: node.unitLine }], 'paragraph');
      page.row(node.columns.map((c) => [{ t: c.title }]));
      page.raw(`|${node.columns.map((c) => RULE[c.align]).join('|')}|\n`);
      for (const row of node.rows) page.row(row.cells);
      page.raw('\n');
      if (node.note) page.block('', [{ t: node.note }], 'paragraph');
  }
}

const RULE = { left: ' --- ', right: ' ---: ', center: ' :---: ' } as const;

class Page {
  text = '';
  spans: MarkdownSpan[] = [];

  raw(markdown: string): void {
    this.text += markdown;
  }

  /** A block of one line, with an empty line after it; nothing when the runs are blank. */
  block(before: string, runs: readonly Run[], kind: LineKind, after = ''): void {
    if (runs.every((r) => !printable(r.t).trim())) return;
    this.raw(before);
    this.line(runs, kind);
    this.raw(`${after}\n\n`);
  }

  row(cells: readonly (readonly Run[])[]): void {
    this.raw('|');
    for (const cell of cells) {
      this.raw(' ');
      this.line(cell, 'cell');
      this.raw(' |');
    }
    this.raw('\n');
  }

  /** Blank ends are left out and line ends become blanks: both would change what the line is. */
  private line(runs: readonly Run[], kind: LineKind): void {
    const texts = runs.map((r) => printable(r.t).replaceAll('\n', ' '));
    const whole = texts.join('');
    const from = whole.length - whole.trimStart().length;
    const to = whole.trimEnd().length;
    const escapes = escapesOf(whole.slice(from, to), kind);
    let at = 0;
    runs.forEach((run, n) => {
      const start = this.text.length;
      let piece = '';
      for (const c of texts[n]!.split('')) {
        if (at >= from && at < to) piece += escapes[at - from] ? `\\${c}` : c;
        at++;
      }
      this.text += piece;
      if (run.by && piece) this.spans.push({ start, end: this.text.length, by: run.by });
    });
  }
}
