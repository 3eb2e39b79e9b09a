// A Word text while it is read: paragraphs, cells, tables and boxes put together in the order they are read in. Told by
// `docx-body.ts` what comes; knows no XML.
import type { Field } from './docx-field.ts';
import { headingMark, labelled, type Piece } from './docx-lines.ts';
import type { Numbering } from './docx-numbering.ts';
import type { Look, ParagraphLook } from './docx-properties.ts';
import {
  type Block,
  cellText,
  newCell,
  newRow,
  newTable,
  type Table,
  tableBlocks,
  withoutContents,
} from './docx-rows.ts';
import { isHidden, isPrompt } from './docx-sight.ts';
import type { StyleSheet } from './docx-styles.ts';
import { isSignFont, raised, signOf } from './docx-symbols.ts';
import type { Tally } from './docx-tally.ts';
import { Refusal } from './refusal.ts';

export interface Run {
  look: Look;
  /** Known at the first character: properties come before the text. */
  hidden: boolean | null;
}

export interface Paragraph {
  look: ParagraphLook;
  /** The paragraph's mark was deleted or is hidden: what follows stands in the same line. */
  gone: boolean | null;
  pieces: string[];
  runs: Run[];
  /** Boxes and notes that come after it. */
  after: Piece[];
  contents: Field | null;
  pageReference: boolean;
}

type Kind = 'body' | 'cell' | 'box';

interface Container {
  kind: Kind;
  blocks: Block[];
  /** A line that the next paragraph goes on with. */
  carried: { parts: string[]; blank: boolean } | null;
  fields: Field[];
  /** A box in letters that are hidden. */
  hidden: boolean;
}

/** As much text as is read of anything: more is the wrong file. */
const MOST_TEXT = 4 * 1024 * 1024;
/** Fields inside fields; deeper ones are read as text. */
export const MOST_FIELDS = 40;

const container = (kind: Kind): Container => ({ kind, blocks: [], carried: null, fields: [], hidden: false });

export class Story {
  readonly tables: Table[] = [];
  /** Content controls that show their prompt are open around what is read. */
  prompting = 0;
  /** The page has a colour: white letters show. */
  onColour = false;
  private readonly containers: Container[] = [container('body')];
  private readonly paragraphs: Paragraph[] = [];
  private length = 0;
  private readonly styles: StyleSheet;
  private readonly numbering: Numbering;
  readonly tally: Tally;

  constructor(styles: StyleSheet, numbering: Numbering, tally: Tally) {
    this.styles = styles;
    this.numbering = numbering;
    this.tally = tally;
  }

  get paragraph(): Paragraph | undefined {
    return this.paragraphs.at(-1);
  }

  get fields(): Field[] {
    return this.containers.at(-1)!.kind === 'cell' ? this.fieldsOutside() : this.containers.at(-1)!.fields;
  }

  /** Cells share the fields of the text around them: a field may open before a table and end after it. */
  private fieldsOutside(): Field[] {
    return this.containers.findLast((c) => c.kind !== 'cell')!.fields;
  }

  openParagraph(): void {
    this.paragraphs.push({
      look: {},
      gone: null,
      pieces: [],
      runs: [],
      after: [],
      contents: null,
      pageReference: false,
    });
  }

  put(text: string): void {
    const p = this.paragraph;
    if (!p || text === '') return;
    const fields = this.fields;
    for (const f of fields) if (f.inCode && f.home === p) return;
    const run = p.runs.at(-1);
    if (this.tables.some((t) => t.row?.removed || t.cell?.removed)) {
      this.tally.remove(text);
      return;
    }
    const look = run?.look ?? {};
    if (this.prompting > 0 && (isPrompt(look, this.styles) || !/\d/.test(text))) {
      this.tally.prompt(text);
      return;
    }
    if (run) run.hidden ??= this.hides(p, look);
    if (run ? run.hidden : this.inHidden()) {
      this.tally.hide(text);
      return;
    }
    for (const f of fields) {
      f.shown = true;
      if (f.contents && !f.inCode) p.contents ??= f;
    }
    this.grow(text.length);
    p.pieces.push(look.raised ? raised(this.signs(text, look)) : this.signs(text, look));
  }

  /** A sign by its code in a font. */
  sign(font: string, code: number): void {
    const shown = signOf(font, code);
    if (shown === null) this.tally.signs++;
    this.put(shown ?? '□');
  }

  /** Letters in a font of pictures are kept by Word in a private area. */
  private signs(text: string, look: Look): string {
    if (!/[\uf000-\uf0ff]/.test(text)) return text;
    const font = isSignFont(look.font) ? look.font! : 'Wingdings';
    return text.replace(/[\uf000-\uf0ff]/g, (c) => {
      const shown = signOf(font, c.charCodeAt(0));
      if (shown === null) this.tally.signs++;
      return shown ?? '□';
    });
  }

  private inHidden(): boolean {
    return this.tables.some((t) => t.row?.hidden) || this.containers.some((c) => c.hidden);
  }

  private hides(p: Paragraph, look: Look): boolean {
    const coloured =
      this.onColour ||
      this.containers.some((c) => c.kind === 'box') ||
      this.tables.some((t) => t.shaded || t.cell?.shaded);
    return this.inHidden() || isHidden(look, p.look, this.styles, coloured);
  }

  closeParagraph(): void {
    const p = this.paragraphs.pop();
    if (!p) return;
    const into = this.containers.at(-1)!;
    const style = this.styles.paragraph(p.look.style ?? null);
    const text = p.pieces.join('');
    const gone = p.gone ?? style.run.vanish ?? false;
    const before = into.carried?.blank === false ? into.carried : null;
    const line = this.written(p, text, gone, before === null, into.kind);
    this.grow(line.length - text.length);
    into.carried = null;
    if (gone) {
      into.carried = before ?? { parts: [], blank: true };
      into.carried.parts.push(line);
      into.carried.blank &&= text.trim() === '';
    } else {
      const indented = p.look.indented ?? style.paragraph.indented ?? false;
      const apart = line !== text || indented || /^(?:\u3000| {4})/.test(text);
      const listed = p.contents !== null && (p.pageReference || /\d\s*$/.test(text) || /^toc|^目录/.test(style.name));
      const whole = before ? before.parts.join('') + line : line;
      this.add(into, { kind: 'line', text: whole, apart }, listed ? p.contents : null);
    }
    for (const piece of p.after) this.add(into, piece, null, true);
  }

  /** The paragraph with its number, which is counted also where nothing is shown, and its heading mark. */
  private written(p: Paragraph, text: string, gone: boolean, first: boolean, kind: Kind): string {
    const style = this.styles.paragraph(p.look.style ?? null).paragraph;
    const blank = text.trim() === '';
    const label = gone && blank ? null : this.labelOf(p, style);
    // An empty cell with a number is a column that Word counts (序号); elsewhere a number alone says nothing.
    if (label && blank && kind === 'cell') return label.text;
    if (!first || blank) return text;
    const line = label ? labelled(label.text, label.suffix, text) : text;
    const mark = kind === 'cell' ? '' : headingMark(line, p.look.outline ?? style.outline ?? 9);
    return mark === '' ? line : mark + line.trim();
  }

  private labelOf(p: Paragraph, style: ParagraphLook): { text: string; suffix: string } | null {
    const own = p.look.numId !== undefined;
    const numId = p.look.numId ?? style.numId;
    if (numId === undefined || numId === '0') return null;
    return this.numbering.next(numId, p.look.level ?? style.level ?? 0, own ? null : (p.look.style ?? null));
  }

  private add(into: Container, piece: Piece, contents: Field | null = null, outside = false): void {
    into.blocks.push({ piece, outside: outside && into.kind === 'cell', contents });
  }

  private grow(by: number): void {
    this.length += by;
    if (this.length > MOST_TEXT)
      throw new Refusal(
        'too-large',
        'text_too_large',
        `文档里的文字超过 ${MOST_TEXT} 个字符。请只保留自评报告或决算说明正文后重试。`,
      );
  }

  private open(kind: Kind): void {
    this.containers.push(container(kind));
  }

  private shut(): Block[] {
    const done = this.containers.pop()!;
    this.settle(done);
    return done.blocks;
  }

  /** A line that nothing goes on with stands by itself. */
  private settle(into: Container): void {
    const { carried } = into;
    if (carried?.blank === false) this.add(into, { kind: 'line', text: carried.parts.join(''), apart: false });
    into.carried = null;
  }

  openBox(): void {
    const hidden = this.paragraph?.runs.at(-1)?.look.vanish ?? false;
    this.open('box');
    this.containers.at(-1)!.hidden = hidden;
  }

  /** A box stands after the paragraph that it is anchored in. */
  closeBox(): void {
    const blocks = withoutContents(this.shut());
    const into = this.paragraph?.after;
    if (into) for (const b of blocks) if (b.piece.text !== '') into.push(b.piece);
    if (!into) for (const b of blocks) this.add(this.containers.at(-1)!, b.piece, null, true);
  }

  openTable(): void {
    this.settle(this.containers.at(-1)!);
    this.tables.push(newTable());
  }

  openRow(): void {
    const table = this.tables.at(-1);
    if (table) table.row = newRow();
  }

  openCell(): void {
    this.open('cell');
    const table = this.tables.at(-1);
    if (table?.row) table.cell = newCell();
  }

  closeCell(): void {
    const blocks = this.shut();
    const table = this.tables.at(-1);
    if (!table?.row || !table.cell) {
      for (const b of blocks) this.containers.at(-1)!.blocks.push(b);
      return;
    }
    table.cell.blocks = blocks;
    table.cell.word.text = cellText(blocks);
    table.row.cells.push(table.cell);
    table.cell = null;
  }

  closeRow(): void {
    const table = this.tables.at(-1);
    if (table?.row && !table.row.removed && table.row.cells.length > 0) table.rows.push(table.row);
    if (table) table.row = null;
  }

  closeTable(): void {
    const table = this.tables.pop();
    if (!table) return;
    const { blocks, hidden } = tableBlocks(table);
    for (const text of hidden) this.tally.hide(text);
    for (const b of blocks) {
      if (b.piece.kind === 'table') this.grow(b.piece.text.length);
      this.add(this.containers.at(-1)!, b.piece, b.contents, b.outside);
    }
  }

  /** The pieces in reading order. What was left open is closed. */
  finish(): Piece[] {
    while (this.paragraphs.length > 0) this.closeParagraph();
    const blocks = this.shut();
    const kept = withoutContents(blocks);
    this.tally.contents += blocks.length - kept.length;
    return kept.map((b) => b.piece);
  }
}
