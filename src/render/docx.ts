// Prints a document tree as DOCX: page, styles and tables of an office report, the same bytes for the same tree and time.
import {
  AlignmentType,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { DocumentTree, TreeNode } from '../core/tree.ts';
import { appendixHead, formBlocks } from './docx-form.ts';
import { fontTableXml, ownThemeFonts, PAGE, stylesXml } from './docx-parts.ts';
import { textRuns } from './docx-runs.ts';
import { tableLayout, wordTable } from './docx-table.ts';
import { titleLines } from './docx-title.ts';
import { labelRecord, labelText } from './label.ts';
import { printable } from './printable.ts';
import { reseal } from './reseal.ts';
import type { ScoringForm } from './scoring-table.ts';
import { emsOf } from './text-width.ts';

export interface DocxMeta {
  /** ISO 8601 with zone; the only time in the file. */
  createdAt: string;
  /** The visible first line about how the text came about. The record in the file's properties is always there. */
  label: boolean;
}

const HEADING = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** `appendix`: the scoring table, on pages of its own behind the report. Throws RangeError when `createdAt` is not a time. */
export async function toDocx(
  tree: DocumentTree,
  meta: DocxMeta,
  appendix: ScoringForm | null = null,
): Promise<Uint8Array> {
  const time = new Date(meta.createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const produceId = await contentNumber(tree, appendix, time);
  const title = tree.nodes.find((n) => n.type === 'title')?.text ?? appendix?.title ?? '';
  const document = new Document({
    title: printable(title),
    creator: '执笔',
    lastModifiedBy: '执笔',
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    customProperties: [{ name: 'AIGC', value: labelRecord(tree, produceId) }],
    sections: sectionsOf(tree, meta.label, appendix),
  });
  const packed = new Uint8Array(await Packer.toArrayBuffer(document));
  return reseal(packed, (name, text) => {
    switch (name) {
      case 'word/styles.xml':
        return stylesXml();
      case 'word/fontTable.xml':
        return fontTableXml();
      case 'word/theme/theme1.xml':
        return ownThemeFonts(text());
      case 'docProps/core.xml':
        return text().replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${time}`);
      default:
        return null;
    }
  });
}

/** Names this content: the same tree at the same time has the same number. */
async function contentNumber(tree: DocumentTree, appendix: ScoringForm | null, time: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${time}\n${JSON.stringify(tree)}${appendix ? JSON.stringify(appendix) : ''}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 16), (b) => b.toString(16).padStart(2, '0')).join('');
}

/** 3 of a heading 附件3：…; null for everything else. */
const numberOf = (node: TreeNode): number | null =>
  node.type === 'heading' && node.level === 1 ? Number(/^附件(\d{1,2})：/.exec(node.text)?.[1] ?? 0) || null : null;

/** The number that the tree's own appendices leave to the scoring table. */
function freeNumber(tree: DocumentTree): number {
  const taken = new Set(tree.nodes.map(numberOf));
  let n = 1;
  while (taken.has(n)) n++;
  return n;
}

/** Upright text, and each table that is too wide for it in a section on its side. */
function sectionsOf(tree: DocumentTree, label: boolean, appendix: ScoringForm | null): ISectionOptions[] {
  const parts: { side: boolean; children: FileChild[] }[] = [{ side: false, children: [] }];
  const put = (side: boolean, children: FileChild[]): void => {
    const last = parts.at(-1)!;
    if (last.side === side || !last.children.length) {
      last.side = side;
      last.children.push(...children);
    } else parts.push({ side, children });
  };
  // The form alone has no upright page in front of it.
  const side = appendix !== null && !tree.nodes.length;
  if (label) put(side, [new Paragraph({ style: 'DraftLabel', children: textRuns([{ t: labelText(tree) }]) })]);
  let afterTable = false;
  const tag = appendix && freeNumber(tree);
  let placed = false;
  const putForm = (): void => {
    placed = true;
    const blocks = formBlocks(appendix!, `附件${tag}`);
    if (tree.nodes.length) parts.push({ side: true, children: blocks });
    else put(true, blocks);
  };
  const signature = tree.nodes.findIndex((n) => n.type === 'signature');
  // The list of appendices and the last words of the text go with it.
  const listed = tree.nodes.findIndex((n) => n.type === 'paragraph' && n.runs[0]?.t.startsWith('附件：'));
  const lastWords = (listed >= 0 && listed < signature ? listed : signature) - 1;
  for (const [i, node] of tree.nodes.entries()) {
    if (tag && !placed && (numberOf(node) ?? 0) > tag) putForm();
    if (node.type === 'table') {
      const layout = tableLayout(node);
      put(layout.side, [
        new Paragraph({ style: 'Caption', children: textRuns([{ t: node.caption }]) }),
        ...(node.unitLine ? [new Paragraph({ style: 'TableUnit', children: textRuns([{ t: node.unitLine }]) })] : []),
        wordTable(node, layout),
        ...(node.note ? [new Paragraph({ style: 'TableNote', children: textRuns([{ t: node.note }]) })] : []),
      ]);
      // Word joins a table with whatever follows; half a line keeps them apart.
      afterTable = true;
      continue;
    }
    put(
      false,
      paragraphsOf(node, tree.unitName, afterTable ? Math.round(PAGE.line / 2) : 0, i >= lastWords && i < signature),
    );
    afterTable = false;
  }
  if (appendix && tag && !placed) putForm();
  return parts.map(({ side, children }) => ({
    properties: {
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: side ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        // On its side the page is the upright one turned: the head of the table lies at the binding edge.
        margin: side
          ? {
              top: PAGE.left,
              right: PAGE.top,
              bottom: PAGE.right,
              left: PAGE.bottom,
              header: 851,
              footer: 851,
              gutter: 0,
            }
          : {
              top: PAGE.top,
              right: PAGE.right,
              bottom: PAGE.bottom,
              left: PAGE.left,
              header: 851,
              footer: PAGE.footer,
              gutter: 0,
            },
      },
      grid: { type: DocumentGridType.LINES, linePitch: PAGE.line },
    },
    footers: { default: pageNumber('odd'), even: pageNumber('even') },
    children,
  }));
}

/** `before`: space above · `signed`: the signature follows, which never stands on a page alone. */
function paragraphsOf(
  node: Exclude<TreeNode, { type: 'table' }>,
  unitName: string,
  before: number,
  signed: boolean,
): Paragraph[] {
  const spacing = before ? { spacing: { before } } : {};
  switch (node.type) {
    case 'title':
      return [
        new Paragraph({
          style: 'Title',
          children: titleLines(printable(node.text), unitName).flatMap((line, i) =>
            textRuns([{ t: line }], i ? { break: 1 } : {}),
          ),
        }),
      ];
    case 'heading': {
      const [, tag, title] = (node.level === 1 && /^(附件\d{1,2})：(.+)$/.exec(node.text)) || [];
      if (tag && title) return appendixHead(tag, title, true);
      return [new Paragraph({ heading: HEADING[node.level], ...spacing, children: textRuns([{ t: node.text }]) })];
    }
    case 'paragraph':
      return [new Paragraph({ ...spacing, ...(signed ? { keepNext: true } : {}), children: textRuns(node.runs) })];
    case 'signature': {
      const [unit, date] = [node.unit, node.date].map((runs) => emsOf(runs.map((r) => r.t).join('')));
      // The date stands four characters from the edge and the name centred over it; a longer name stands two from the edge and
      // the date centred below, unless the name is so long that it breaks.
      const long = unit! > date!;
      const unitRight = long ? 2 : 4 + (date! - unit!) / 2;
      const dateRight = long && unit! <= 26 ? 2 + (unit! - date!) / 2 : 4;
      const line = (runs: typeof node.unit, ems: number, more: object): Paragraph =>
        new Paragraph({
          style: 'Signature',
          alignment: AlignmentType.RIGHT,
          indent: { right: Math.round(ems * PAGE.em) },
          children: textRuns(runs),
          ...more,
        });
      return [
        line(node.unit, unitRight, { keepNext: true, spacing: { before: 2 * PAGE.line } }),
        line(node.date, dateRight, {}),
      ];
    }
  }
}

/** — 1 — at the outer edge, one character in: right on odd pages, left on even ones. */
const pageNumber = (on: 'odd' | 'even'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        alignment: on === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: on === 'odd' ? { right: 280 } : { left: 280 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: { hint: 'eastAsia' } })],
      }),
    ],
  });
