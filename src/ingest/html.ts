// Saved pages and clipboard HTML (Word, WPS, Excel, browsers) to text: blocks become lines, tables rows of cells, lists keep
// their numbers. What a reader of the page would not have seen is left out and said. Looks for no facts.

import { Flow } from './html-flow.ts';
import { noticesOf, type Unread } from './html-notices.ts';
import { Grounds, isShown, type Look, lookInside, PLAIN, pictured, styleOf } from './html-style.ts';
import { type HtmlCell, type HtmlTable, openCell, tableLines } from './html-table.ts';
import { readTags } from './html-tags.ts';

const BLOCK = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const CODE = new Set('script style title xml svg template noscript math object applet canvas audio video'.split(' '));
/** Word's own way to write a file into HTML: not part of the text. */
const OFFICE_CODE = /^(?:w|m|o):(?!p$|smarttag|sdt$|st)/;
const NUMBERED =
  /^(?:第[一二三四五六七八九十百]{1,3}(?:部分|章|节|条)|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．])/;

/** Tables inside tables beyond this are read as text. */
const DEEPEST_TABLE = 12;

interface Frame {
  name: string;
  look: Look;
  block: boolean;
  table?: HtmlTable;
  cell?: HtmlCell;
  /** Depth of a heading and where its line begins. */
  heading?: { depth: number; flow: Flow; at: number };
  list?: { next: number; chinese: boolean } | null;
  shift?: 'up' | 'down';
  option?: { chosen: boolean; hollow: boolean; flow: Flow };
  select?: { options: { chosen: boolean; hollow: boolean; text: string }[]; many: boolean };
}

const DIGITS = '〇一二三四五六七八九';
const chineseNumber = (n: number): string =>
  n > 99
    ? String(n)
    : `${n >= 20 ? DIGITS[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${n % 10 ? DIGITS[n % 10] : n === 0 ? '〇' : ''}`;

export interface HtmlText {
  text: string;
  notices: string[];
}

/** Reads any text; never throws. `clipboard`: what lies outside the marks of the copied fragment is left out. */
export function readHtml(html: string, how: { clipboard?: boolean } = {}): HtmlText {
  return new Page(html, how.clipboard ?? false, true).read();
}

class Page {
  private readonly html: string;
  private readonly boxes: boolean;
  private readonly from: number;
  private readonly to: number;
  private readonly root = new Flow();
  private readonly frames: Frame[] = [];
  private readonly tables: HtmlTable[] = [];
  private readonly grounds = new Grounds();
  private readonly unread: Unread = {
    hidden: { length: 0, sample: '' },
    deleted: { length: 0, sample: '' },
    margin: { length: 0, sample: '' },
    outside: { length: 0, sample: '' },
    comment: { length: 0, sample: '' },
    images: 0,
    frames: 0,
    narrow: 0,
  };
  private sheet = '';
  private codes = 0;
  private results = 0;
  private textBoxes: string[] = [];

  constructor(html: string, clipboard: boolean, boxes: boolean) {
    this.html = html;
    this.boxes = boxes;
    const start = clipboard || /^\s*Version:\d/.test(html) ? html.indexOf('<!--StartFragment') : -1;
    const end = start < 0 ? -1 : html.lastIndexOf('<!--EndFragment');
    this.from = start < 0 ? (/^\s*Version:\d[^<]{0,2000}/.exec(html)?.[0].length ?? 0) : start;
    this.to = end <= start ? Number.POSITIVE_INFINITY : end;
  }

  read(): HtmlText {
    readTags(this.html, this);
    while (this.tables.length > 0) this.closeTable();
    this.endBlock();
    return { text: this.root.lines.length ? `${this.root.lines.join('\n')}\n` : '', notices: noticesOf(this.unread) };
  }

  private get flow(): Flow {
    const option = this.frames.at(-1)?.option;
    if (option) return option.flow;
    const table = this.tables.at(-1);
    return table ? (table.cell?.flow ?? table.out) : this.root;
  }

  private endBlock(): void {
    const { flow } = this;
    flow.end();
    this.codes = 0;
    this.results = 0;
    for (const box of this.textBoxes.splice(0)) for (const l of box.split('\n')) if (l) flow.put(l);
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    const around = this.frames.at(-1);
    const look =
      CODE.has(name) || OFFICE_CODE.test(name)
        ? { ...(around?.look ?? PLAIN), gone: around?.look.gone ?? ('code' as const) }
        : lookInside(around?.look ?? PLAIN, name, attributes, this.grounds);
    const frame: Frame = { name, look, block: BLOCK.has(name), list: around?.list };
    if (around?.option) frame.option = around.option;
    if (around?.shift) frame.shift = around.shift;
    if (name === 'link' && /stylesheet/i.test(attributes.get('rel') ?? '')) this.grounds.elsewhere = true;
    if (!look.gone) this.enter(name, attributes, frame);
    this.frames.push(frame);
  }

  private enter(name: string, attributes: ReadonlyMap<string, string>, frame: Frame): void {
    const style = styleOf(attributes.get('style'));
    this.fieldMark(style.get('mso-element'));
    if (name === 'table') this.openTable(frame);
    else if (name === 'tr') this.openRow();
    else if (name === 'td' || name === 'th') this.enterCell(attributes, frame);
    else if (frame.block) this.endBlock();
    const outline = /^[1-6]$/.exec(style.get('mso-outline-level') ?? '')?.[0];
    const depth = /^h[1-6]$/.test(name) ? Number(name[1]) : outline ? Number(outline) : 0;
    if (depth > 0) frame.heading = { depth, flow: this.flow, at: this.flow.lines.length };
    switch (name) {
      case 'br':
        if (this.codes === 0) this.flow.end();
        break;
      case 'img':
      case 'image':
        this.image(attributes);
        break;
      case 'iframe':
      case 'embed':
        this.unread.frames++;
        break;
      case 'ol':
      case 'ul':
      case 'menu':
        frame.list = listOf(name, attributes);
        break;
      case 'li':
        this.item(frame.list ?? null, attributes);
        break;
      case 'sup':
        frame.shift = 'up';
        break;
      case 'sub':
        frame.shift = 'down';
        break;
      case 'input':
        this.input(attributes, frame.look);
        break;
      case 'select':
        frame.select = { options: [], many: attributes.has('multiple') };
        break;
      case 'option':
        frame.option = { chosen: attributes.has('selected'), hollow: attributes.get('value') === '', flow: new Flow() };
        break;
    }
  }

  close(name: string): void {
    const frame = this.frames.pop();
    if (!frame) return;
    if (name === 'style' && this.sheet) {
      this.grounds.read(this.sheet);
      this.sheet = '';
    }
    if (frame.look.gone) return;
    if (name === 'option' && frame.option) {
      const select = this.frames.findLast((f) => f.select)?.select;
      const text = frame.option.flow.text();
      if (select) select.options.push({ chosen: frame.option.chosen, hollow: frame.option.hollow, text });
    } else if (frame.select) this.chosen(frame.select);
    else if (frame.cell) {
      const table = this.tables.at(-1);
      if (table?.cell === frame.cell) this.leaveCell(table);
    } else if (frame.table) {
      while (this.tables.includes(frame.table)) this.closeTable();
    } else if (frame.block) this.endBlock();
    const h = frame.heading;
    if (h && this.flow === h.flow && h.flow.lines.length === h.at + 1 && this.tables.length === 0) {
      const line = h.flow.lines[h.at]!;
      if (!NUMBERED.test(line) && !line.includes('|')) h.flow.lines[h.at] = `${'#'.repeat(h.depth)} ${line}`;
    }
  }

  text(text: string, at: number): void {
    const frame = this.frames.at(-1);
    if (frame?.name === 'style' && frame.look.gone === 'code') {
      if (this.sheet.length < 400_000) this.sheet += text;
      return;
    }
    const look = frame?.look ?? PLAIN;
    if (look.gone === 'code' || this.codes > 0) return;
    const outside = at < this.from || at >= this.to;
    if (!outside && isShown(look)) {
      // Between the tags of a list of choices nothing is shown.
      if (frame?.select) return;
      const shown = look.pictures ? pictured(text, look.pictures) : text;
      if (frame?.shift) this.flow.addShifted(shown, frame.shift === 'up');
      else this.flow.add(shown, look.pre);
      return;
    }
    const kept = text.replace(/[ \t\r\n\f\u00a0]+/g, '');
    if (kept === '') return;
    const kind = outside ? 'outside' : look.gone === 'deleted' || look.gone === 'margin' ? look.gone : 'hidden';
    this.count(kind, kept);
  }

  comment(text: string): void {
    if (/^\[(?:if|endif)/.test(text)) {
      if (this.boxes && text.includes('<v:textbox')) this.textBox(text);
      return;
    }
    const said = text.replace(/<[^<>]*>/g, '').trim();
    if ((said.match(/\p{Script=Han}/gu)?.length ?? 0) >= 8) this.count('comment', said);
  }

  private count(kind: 'hidden' | 'deleted' | 'margin' | 'outside' | 'comment', text: string): void {
    const found = this.unread[kind];
    found.length += text.length;
    if (found.sample.length < 24) found.sample += text.slice(0, 24 - found.sample.length);
  }

  /** Word draws a text box in a comment for itself and shows others a picture of it. */
  private textBox(comment: string): void {
    for (let at = comment.indexOf('<v:textbox'); at >= 0; ) {
      const open = comment.indexOf('>', at);
      const end = comment.indexOf('</v:textbox', open);
      if (open < 0 || end < 0) return;
      const inside = new Page(comment.slice(open + 1, end), false, false).read().text.trimEnd();
      if (inside) this.textBoxes.push(inside);
      at = comment.indexOf('<v:textbox', end);
    }
  }

  /** A field's code (PAGEREF _Toc12 \h) stands between its begin and its separator; what it shows comes after. */
  private fieldMark(mark: string | undefined): void {
    if (mark === 'field-begin') this.codes++;
    else if (mark === 'field-separator' && this.codes > 0) {
      this.codes--;
      this.results++;
    } else if (mark === 'field-end') {
      if (this.results > 0) this.results--;
      else if (this.codes > 0) this.codes--;
    }
  }

  private openTable(frame: Frame): void {
    if (this.tables.length >= DEEPEST_TABLE) return;
    this.endBlock();
    const table: HtmlTable = { out: this.flow, rows: [], cell: null };
    this.tables.push(table);
    frame.table = table;
  }

  private openRow(): void {
    // A row without a table: a piece of one was copied.
    if (this.tables.length === 0) this.tables.push({ out: this.root, rows: [], cell: null });
    const table = this.tables.at(-1)!;
    this.leaveCell(table);
    table.rows.push([]);
  }

  private enterCell(attributes: ReadonlyMap<string, string>, frame: Frame): void {
    if (this.tables.length === 0) this.tables.push({ out: this.root, rows: [], cell: null });
    const table = this.tables.at(-1)!;
    this.leaveCell(table);
    if (table.rows.length === 0) table.rows.push([]);
    table.cell = openCell(attributes);
    table.rows.at(-1)!.push(table.cell);
    frame.cell = table.cell;
  }

  private leaveCell(table: HtmlTable): void {
    if (!table.cell) return;
    this.endBlock();
    table.cell = null;
  }

  private closeTable(): void {
    const table = this.tables.at(-1)!;
    this.leaveCell(table);
    this.tables.pop();
    const lines = tableLines(table, () => {
      this.unread.narrow++;
    });
    const cell = this.tables.at(-1)?.cell;
    if (cell && lines.some((l) => l.includes('|'))) cell.holds = true;
    for (const l of lines) table.out.put(l);
  }

  private item(list: { next: number; chinese: boolean } | null, attributes: ReadonlyMap<string, string>): void {
    if (!list) return;
    const value = Number.parseInt(attributes.get('value') ?? '', 10);
    if (!Number.isNaN(value)) list.next = value;
    this.flow.lead = `${list.chinese ? chineseNumber(list.next) : list.next}、`;
    list.next++;
  }

  private image(attributes: ReadonlyMap<string, string>): void {
    const tiny = ['width', 'height'].some((side) => Number.parseInt(attributes.get(side) ?? '99', 10) <= 3);
    if (!tiny) this.unread.images++;
  }

  private input(attributes: ReadonlyMap<string, string>, look: Look): void {
    if (!isShown(look)) return;
    const type = (attributes.get('type') ?? 'text').toLowerCase();
    if (type === 'checkbox' || type === 'radio') this.flow.add(attributes.has('checked') ? '☑' : '☐', false);
    else if (!/^(?:hidden|password|submit|button|reset|image|file)$/.test(type))
      this.flow.add(attributes.get('value') ?? '', false);
  }

  /** A list of choices says what is chosen in it; browsers show the first when nothing is. */
  private chosen(select: NonNullable<Frame['select']>): void {
    const said = select.options.filter((o) => o.chosen);
    const shown = said.length > 0 || select.many ? said : select.options.slice(0, 1);
    this.flow.add(
      shown
        .filter((o) => !o.hollow)
        .map((o) => o.text.trim())
        .join('、'),
      false,
    );
  }
}

function listOf(name: string, attributes: ReadonlyMap<string, string>): { next: number; chinese: boolean } | null {
  const kind = styleOf(attributes.get('style')).get('list-style-type') ?? '';
  if (name !== 'ol' || kind === 'none') return null;
  const start = Number.parseInt(attributes.get('start') ?? '1', 10);
  return { next: Number.isNaN(start) ? 1 : start, chinese: /cjk|chinese|ideograph|hanidec/.test(kind) };
}
