// From a source text to the text as it is read: one form per character, layout healed, residue taken out, every character
// with its place in the source. Does not look for headings or facts.
import { CONFUSABLE, CONFUSABLE_UNIT, DIGIT_LOOKALIKE } from './confusables.ts';
import type { Residue } from './document.ts';
import { INVISIBLE_MESSAGE, isOrder, ORDER_MESSAGE, RESIDUE } from './residue.ts';
import { TO_SIMPLIFIED } from './simplified.ts';

/** Stands in the read text where a value was left open or cannot be read. */
export const SLOT = '□';

/** text.length === starts.length === ends.length; source.slice(starts[i], ends[i]) is what character i was read from. */
export interface Reading {
  text: string;
  starts: Int32Array;
  ends: Int32Array;
  residue: Residue[];
}

class Tape {
  chars: string[] = [];
  starts: number[] = [];
  ends: number[] = [];
  put(c: string, start: number, end: number): void {
    for (let k = 0; k < c.length; k++) {
      this.chars.push(c[k]!);
      this.starts.push(start);
      this.ends.push(end);
    }
  }
  get text(): string {
    return this.chars.join('');
  }
  /** Keeps characters where `keep` is not 0; a printable code replaces the character. */
  rebuilt(keep: (i: number) => string | null): Tape {
    const next = new Tape();
    for (let i = 0; i < this.chars.length; i++) {
      const c = keep(i);
      if (c !== null) {
        next.chars.push(c);
        next.starts.push(this.starts[i]!);
        next.ends.push(this.ends[i]!);
      }
    }
    return next;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ldquo: '“',
  rdquo: '”',
  middot: '·',
  mdash: '—',
  hellip: '…',
};
const BREAKING = /^(?:br|p|div|tr|table|li|ul|ol|h[1-6]|hr|section|title|tbody|thead)$/;
const CELL = /^(?:td|th)$/;
const INLINE = /^(?:span|b|i|u|em|strong|font|a|sup|sub|o:p|html|body|head|img|center|small|meta|col|colgroup)$/;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u{e0000}-\u{e007f}]/u;
const FULL_PUNCTUATION: Readonly<Record<string, string>> = {
  '％': '%',
  '．': '.',
  '﹪': '%',
  '\u3000': ' ',
  '\u00a0': ' ',
  '≧': '≥',
  '⩾': '≥',
  '≦': '≤',
  '｜': '|',
  '│': '|',
  '＝': '=',
  '－': '-',
  '＋': '+',
  '／': '/',
  '＿': '_',
  '＊': '*',
  '﹝': '（',
  '﹞': '）',
  '＂': '"',
  '「': '“',
  '」': '”',
};

/** Character by character: full-width to half, compatibility forms, simplified characters, tags, entities, invisible ones. */
function foldCharacters(source: string, residue: Residue[]): Tape {
  const tape = new Tape();
  let lastComment = source.lastIndexOf('-->');
  if (lastComment < 0) lastComment = -1;
  for (let i = 0; i < source.length; ) {
    const c = source[i]!;
    const code = source.charCodeAt(i);
    if (code < 0x80) {
      if (c === '<') {
        if (source.startsWith('<!--', i) && i < lastComment) {
          const end = source.indexOf('-->', i) + 3;
          const quote = source.slice(i, end);
          residue.push({
            kind: 'instruction',
            quote,
            start: i,
            end,
            message: isOrder(quote) ? ORDER_MESSAGE : '此处是网页注释，不是报告内容，读取时已忽略，请删除。',
          });
          tape.put('\n', i, end);
          i = end;
          continue;
        }
        const m = /^<\/?([a-z][a-z0-9:]{0,12})\b[^<>\n]{0,400}>/i.exec(source.slice(i, i + 420));
        const name = m?.[1]?.toLowerCase() ?? '';
        if (m && (BREAKING.test(name) || CELL.test(name) || INLINE.test(name))) {
          const end = i + m[0].length;
          if (BREAKING.test(name)) tape.put('\n', i, end);
          // Opening a cell parts it from the one before; the first of a row needs no mark.
          else if (CELL.test(name) && m[0][1] !== '/' && (tape.chars.at(-1) ?? '\n') !== '\n') tape.put('\t', i, end);
          i = end;
          continue;
        }
      }
      if (c === '&') {
        const m = /^&(?:#(\d{1,6})|([a-z]{2,8}));/i.exec(source.slice(i, i + 12));
        const to = m?.[1] ? String.fromCodePoint(Math.min(Number(m[1]), 0xffff)) : m?.[2] ? ENTITIES[m[2]] : undefined;
        if (m && to !== undefined) {
          tape.put(to === '\u00a0' ? ' ' : to, i, i + m[0].length);
          i += m[0].length;
          continue;
        }
      }
      if (c === '\r') {
        if (source[i + 1] !== '\n') tape.put('\n', i, i + 1);
      } else if (c === '\f' || c === '\v') tape.put('\n', i, i + 1);
      else if (code >= 32 || c === '\n' || c === '\t') tape.put(c, i, i + 1);
      i++;
      continue;
    }
    const point = source.codePointAt(i)!;
    const size = point > 0xffff ? 2 : 1;
    const whole = size === 2 ? source.slice(i, i + 2) : c;
    if ((point < 0x3000 || point >= 0xfe00) && INVISIBLE.test(whole)) {
      let end = i + size;
      while (end < source.length && INVISIBLE.test(String.fromCodePoint(source.codePointAt(end)!)))
        end += source.codePointAt(end)! > 0xffff ? 2 : 1;
      residue.push({ kind: 'invisible', quote: source.slice(i, end), start: i, end, message: INVISIBLE_MESSAGE });
      i = end;
      continue;
    }
    let to = FULL_PUNCTUATION[whole] ?? whole;
    if ((code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a))
      to = String.fromCharCode(code - 0xfee0);
    else if ((code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) to = whole.normalize('NFKC');
    else if (code >= 0x2000 && code <= 0x200a) to = ' ';
    else if (code >= 0x4e00) to = TO_SIMPLIFIED.get(whole) ?? to;
    if (code >= 0xe000 && code <= 0xf8ff) to = SLOT;
    tape.put(to, i, i + size);
    i += size;
  }
  return tape;
}

const TONED = 'āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ';
const PINYIN = new RegExp(`(?<=\\p{Script=Han})[(（][a-züA-Z${TONED}]{1,7}[)）]`, 'gu');
const HAS_TONE = new RegExp(`[${TONED}ü]`, 'u');
const UNIT_AHEAD =
  '[ \\t]{0,3}\\n?[ \\t]{0,3}(?:万|亿|元|人|名|个|%|分(?![\\d.])|年|月|日|家|户|项|件|平方|公里|座|辆|台|处|次|余)';

/** Marks on the tape: '' is kept, null dropped, anything else put instead. */
type Marks = (string | null | undefined)[];

function drop(marks: Marks, from: number, to: number): void {
  for (let i = from; i < to; i++) marks[i] = null;
}

function markPinyin(text: string, marks: Marks): void {
  for (const m of text.matchAll(PINYIN)) if (HAS_TONE.test(m[0])) drop(marks, m.index, m.index + m[0].length);
}

const WRONG = new RegExp(CONFUSABLE.map(([w]) => w).join('|'), 'g');
const RIGHT = new Map(CONFUSABLE);
const UNIT_WRONG = new RegExp(
  `(?<=[\\dlO][ ]?)(?:${CONFUSABLE_UNIT.map(([w]) => w).join('|')})(?![\\p{Script=Han}])`,
  'gu',
);
const UNIT_RIGHT = new Map(CONFUSABLE_UNIT);

function markLookalikes(text: string, marks: Marks): void {
  const put = (at: number, s: string) => {
    for (let k = 0; k < s.length; k++) marks[at + k] = s[k];
  };
  for (const m of text.matchAll(WRONG)) put(m.index, RIGHT.get(m[0])!);
  for (const m of text.matchAll(UNIT_WRONG)) put(m.index, UNIT_RIGHT.get(m[0])!);
  for (const m of text.matchAll(/[0-9lIOo.,，?？■□�*]+/g)) {
    const run = m[0];
    const before = text[m.index - 1] ?? '';
    const after = text[m.index + run.length] ?? '';
    if (!/\d/.test(run) || /[A-Za-z_\\$]/.test(before) || /[A-Za-z_]/.test(after)) continue;
    // A mark inside a number hides a digit: the number cannot be read and must not be read short.
    if (
      /(?:\d|[lO])[?？■□�*]+[\dlO.,]|^[■□�]+\d|\d[■□�?？*]+$/.test(run) &&
      (/[■□�]/.test(run) || /^[人名个万元%]/.test(after) || /[?？*][\d.]/.test(run))
    ) {
      for (let k = 0; k < run.length; k++) marks[m.index + k] = SLOT;
      continue;
    }
    if (!/[lIOo]/.test(run)) continue;
    for (let k = 0; k < run.length; k++) {
      const digit = DIGIT_LOOKALIKE[run[k]!];
      if (digit) marks[m.index + k] = digit;
    }
  }
}

/** Sentences that give orders, with the bracket or line they stand in. */
function markOrders(text: string, marks: Marks, tape: Tape, source: string, residue: Residue[]): void {
  let line = 0;
  while (line < text.length) {
    let end = text.indexOf('\n', line);
    if (end < 0) end = text.length;
    if (end - line < 20000 && isOrder(text.slice(line, end))) {
      let from = line;
      let to = end;
      const whole = text.slice(line, end);
      const open = /^[ \t]*([【（([])/.exec(whole)?.[1];
      if (open) {
        // An opened bracket reaches over line ends to its close.
        const close = open === '【' ? '】' : open === '[' ? ']' : /[)）]/.test(whole) ? '' : '）';
        const far = close ? text.indexOf(close, line) : -1;
        if (far > 0 && far - line < 1200) to = Math.max(far + 1, to);
      } else if (whole.length > 60) {
        [from, to] = sentencesOfOrder(text, line, end);
      }
      const [start, stop] = [tape.starts[from]!, tape.ends[to - 1] ?? source.length];
      residue.push({ kind: 'instruction', quote: source.slice(start, stop), start, end: stop, message: ORDER_MESSAGE });
      drop(marks, from, to);
      end = Math.max(end, to);
    }
    line = end + 1;
  }
}

/** In a longer line only the ordering sentences go, with the bracket around them and the announcement right before. */
function sentencesOfOrder(text: string, from: number, to: number): [number, number] {
  let first = -1;
  let last = to;
  for (const m of text.slice(from, to).matchAll(/[^。！？!?]*[。！？!?）)”】]*/g)) {
    if (!m[0]) continue;
    if (isOrder(m[0])) {
      if (first < 0) first = from + m.index;
      last = from + m.index + m[0].length;
    }
  }
  if (first < 0) return [from, to];
  const head = text.slice(from, first);
  const announced = /(?:系统提示|提示|备注|注意|说明)[：:][^。]{0,40}。$/.exec(head);
  return [announced ? from + announced.index : first, last];
}

const PAGE_NUMBER =
  /^[ \t]*(?:[—–-]+[ \t]*\d{1,4}[ \t]*[—–-]+|第[ \t]*\d{1,4}[ \t]*页(?:[ \t，,]*共[ \t]*\d{1,4}[ \t]*页)?)[ \t]*$/;
export const STRUCTURAL_START =
  /^[ \t]*(?:第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[（(]\d{1,2}[)）]|\d{1,2}[.、．](?![\d])|[①-⑳]|[一二三四五六七八九十]是|注[：:]|说明[：:]|附件|附表|备注|【|单位[：:])/;

const widthOf = (s: string): number => {
  let w = 0;
  for (let i = 0; i < s.length; i++) w += s.charCodeAt(i) > 0xff ? 2 : 1;
  return w;
};

/** Spaces and line ends: those made by layout go, those that part cells, lines and words stay (as one character each). */
function healLayout(tape: Tape): Tape {
  const text = tape.text;
  const marks: Marks = new Array(text.length);
  const lines: { from: number; to: number }[] = [];
  for (let i = 0; i <= text.length; ) {
    let end = text.indexOf('\n', i);
    if (end < 0) end = text.length;
    lines.push({ from: i, to: end });
    i = end + 1;
  }
  const wrap = wrapWidth(text, lines);
  let last: { from: number; to: number } | null = null;
  let blanks = 0;
  for (const line of lines) {
    const raw = text.slice(line.from, line.to);
    const body = raw.trim();
    if (body === '' || (body.length < 16 && PAGE_NUMBER.test(raw))) {
      drop(marks, line.from, Math.min(line.to + 1, text.length));
      if (body === '') blanks++;
      continue;
    }
    if (last) joinLines(text, last, line, blanks, wrap, marks);
    healLine(text, line.from, line.to, marks);
    last = line;
    blanks = 0;
  }
  return tape.rebuilt((i) => (marks[i] === undefined ? (tape.chars[i] ?? null) : (marks[i] ?? null)));
}

/** The width that hard-wrapped lines of the text are cut at, or 0 when its lines are paragraphs. */
function wrapWidth(text: string, lines: readonly { from: number; to: number }[]): number {
  const widths: number[] = [];
  for (const l of lines)
    if (l.to - l.from >= 20 && l.to - l.from <= 150) widths.push(widthOf(text.slice(l.from, l.to).trim()));
  const wide = widths.filter((w) => w >= 40 && w <= 150).sort((a, b) => a - b);
  if (wide.length < 4 || lines.some((l) => l.to - l.from > 160)) return 0;
  const edge = wide[Math.floor(wide.length * 0.95)]!;
  return wide.filter((w) => w >= edge - 8).length >= wide.length * 0.4 ? edge : 0;
}

/** Decides about the line end between two lines with text; it stands at `left.to`. */
function joinLines(
  text: string,
  left: { from: number; to: number },
  right: { from: number; to: number },
  blanks: number,
  wrap: number,
  marks: Marks,
): void {
  const before = text.slice(Math.max(left.from, left.to - 200), left.to).trimEnd();
  const after = text.slice(right.from, Math.min(right.to, right.from + 40));
  const end = before.at(-1) ?? '';
  const tabled = before.includes('\t') || before.includes('|') || after.includes('\t') || after.includes('|');
  let join = false;
  const stopped = /[。！？；：:;!?]/.test(end);
  if (!tabled && !STRUCTURAL_START.test(after)) {
    const width = left.to - left.from > 200 ? 999 : widthOf(text.slice(left.from, left.to).trim());
    if (stopped) join = blanks === 0 && wrap > 0 && width >= wrap - 8 && width <= wrap;
    else if (blanks === 0)
      join =
        width <= 150 &&
        (wrap > 0
          ? width >= wrap - 14
          : width >= 40 && /[，。；、,]/.test(before) && !STRUCTURAL_START.test(text.slice(left.from, left.from + 12)));
    // A sentence cut by a comma or inside brackets goes on after the gap.
    else if (/[，,、]/.test(end)) join = blanks < 3 && width >= 12;
  }
  marks[left.to] = join ? null : '\n';
}

/** Only for long lines: where a pasted page became one line, headings inside it start lines again. */
const INLINE_HEADING = /[一二三四五六七八九十]{1,3}、\S|[（(][一二三四五六七八九十]{1,3}[)）]\S/y;

function healLine(text: string, from: number, to: number, marks: Marks): void {
  const line = text.slice(from, to);
  if (!/[ \t]/.test(line)) return;
  const piped = line.includes('|');
  const flat = !piped && isFlatTable(line);
  const pasted = to - from > 300 && !flat;
  let heading = -1;
  for (const m of line.matchAll(/[ \t]+/g)) {
    const at = from + m.index;
    const end = at + m[0].length;
    const left = line[m.index - 1] ?? '';
    const right = line[m.index + m[0].length] ?? '';
    drop(marks, at, end);
    if (left === '' || right === '') {
      tabs(m[0], at, marks);
      continue;
    }
    if (piped && (left === '|' || right === '|')) continue;
    if (m[0].includes('\t') || flat) {
      if (flat && !m[0].includes('\t')) marks[at] = '\t';
      tabs(m[0], at, marks);
      continue;
    }
    INLINE_HEADING.lastIndex = m.index + m[0].length;
    if (pasted && INLINE_HEADING.test(line)) {
      marks[at] = '\n';
      heading = m.index + m[0].length;
      continue;
    }
    if (heading >= 0) {
      const title = line.slice(heading, m.index);
      if (/[。；，]/.test(title) || title.length > 34) heading = -1;
      else if (title.replace(/^[^、)）]*[、)）]/, '').trim().length >= 2) {
        marks[at] = '\n';
        heading = -1;
        continue;
      }
    }
    // 单位名称：某局  填报日期：… — the next field of a form begins.
    if (
      m[0].length >= 2 &&
      /^[\p{Script=Han}（）]{2,10}[：:]/u.test(line.slice(m.index + m[0].length, m.index + m[0].length + 12))
    ) {
      marks[at] = ' ';
      continue;
    }
    if (joinsAcross(line, m.index, m[0].length, left, right)) continue;
    if (isWord(left) && isWord(right)) marks[at] = ' ';
    else if (m[0].length >= 3 && !/[。；]/.test(line) && !/[\d]/.test(left + right)) marks[at] = ' ';
  }
}

/** Every tab parts two cells, empty ones too. */
function tabs(run: string, at: number, marks: Marks): void {
  for (let k = 0; k < run.length; k++) if (run[k] === '\t') marks[at + k] = '\t';
}

const isWord = (c: string): boolean => /[A-Za-z0-9]/.test(c);

/** A space inside a number: `171 8.47 万元`, `98.3 7%`, `10 .68`. A unit must follow, for table cells stand side by side too. */
function joinsAcross(line: string, at: number, size: number, left: string, right: string): boolean {
  if (!isWord(left) && !isWord(right)) return true;
  const numeric = /[\d.,]/;
  if (!(numeric.test(left) && numeric.test(right))) return !(isWord(left) && isWord(right));
  const head = /[\d.,]{1,24}$/.exec(line.slice(Math.max(0, at - 24), at))?.[0] ?? '';
  const rest = line.slice(at + size, at + size + 40);
  const tail = /^[\d.,]{1,24}/.exec(rest)?.[0] ?? '';
  const whole = head + tail;
  const wellFormed = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,6})?$/.test(whole);
  if (!wellFormed || /\.\d\d$/.test(head)) return false;
  return new RegExp(`^${UNIT_AHEAD}`).test(rest.slice(tail.length)) && !/^\d+$/.test(`${head + tail}x`);
}

/** A table flattened into one line: many bare numbers, each followed by a blank and a word instead of a unit. */
function isFlatTable(line: string): boolean {
  const cells = line.trim().split(/[ \t]+/);
  if (cells.length < 10) return false;
  let bare = 0;
  let measured = 0;
  for (let i = 0; i < cells.length; i++) {
    if (!/^[\d,]+(?:\.\d+)?$/.test(cells[i]!)) continue;
    const next = cells[i + 1] ?? '';
    if (/^(?:万|亿|元|人|名|个|%|分|年|月|日|家|户|项|件|批|天|场|起|台|辆|次|处|亩|公里)/.test(next)) measured++;
    else if (!/^[，。；、）)]/.test(next)) bare++;
  }
  return bare >= 4 && bare > measured * 2;
}

/** Half-width punctuation of Chinese sentences to its full-width form; thousands separators, times and addresses stay. */
function markPunctuation(text: string, marks: Marks): void {
  const digit = (i: number) => {
    const c = text.charCodeAt(i);
    return c >= 48 && c <= 57;
  };
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case ',':
        if (!(digit(i - 1) && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4))) marks[i] = '，';
        break;
      case '，':
        if (
          digit(i - 1) &&
          digit(i + 1) &&
          digit(i + 2) &&
          digit(i + 3) &&
          !digit(i + 4) &&
          /[\d,，]*\.\d|[\d,，]*[万元]/y.test(text.slice(i + 1, i + 24)) &&
          thousandsBefore(text, i)
        )
          marks[i] = ',';
        break;
      case ';':
        marks[i] = '；';
        break;
      case ':':
        if (!(digit(i - 1) && digit(i + 1)) && text[i + 1] !== '/') marks[i] = '：';
        break;
      case '(':
        marks[i] = '（';
        break;
      case ')':
        marks[i] = '）';
        break;
      case '?':
        if (/\p{Script=Han}/u.test(text[i - 1] ?? '')) marks[i] = '？';
        break;
    }
  }
}

/** A full-width comma is a thousands separator only after one to three digits that start a number. */
const thousandsBefore = (text: string, i: number): boolean =>
  /(?:^|[^\d.,，])\d{1,3}(?:[,，]\d{3})*$/.test(text.slice(Math.max(0, i - 16), i));

function markResidue(text: string, marks: Marks, tape: Tape, source: string, residue: Residue[]): void {
  for (const p of RESIDUE) {
    for (const m of text.matchAll(p.at)) {
      const [from, to] = [m.index, m.index + m[0].length];
      if (to === from || marks[from] === null || marks[from] === SLOT) continue;
      const [start, end] = [tape.starts[from]!, tape.ends[to - 1]!];
      residue.push({ kind: p.kind, quote: source.slice(start, end), start, end, message: p.message });
      if (p.treat === 'mark') continue;
      drop(marks, from, to);
      if (p.treat === 'slot') marks[from] = SLOT;
      else if (p.kind === 'page-reference') drop(marks, from, contentsLineEnd(text, to));
      else joinBefore(text, from, marks);
    }
  }
}

/** A line of a generated table of contents is navigation: the whole line goes. */
function contentsLineEnd(text: string, to: number): number {
  const rest = text.slice(to, to + 160);
  const end = rest.indexOf('\n');
  return end >= 0 ? to + end : rest.length < 160 ? text.length : to;
}

/** A field code on its own line cut a sentence in two: the line ends before it go, unless the sentence had ended. */
function joinBefore(text: string, at: number, marks: Marks): void {
  let i = at - 1;
  while (i >= 0 && /\s/.test(text[i]!)) i--;
  if (i < 0 || i === at - 1 || /[。：！？:]/.test(text[i]!)) return;
  const near = text.slice(Math.max(0, i - 40), i + 1);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  if (STRUCTURAL_START.test(line) && line.length < 24) return;
  drop(marks, i + 1, at);
}

const applied = (tape: Tape, marks: Marks): Tape =>
  tape.rebuilt((i) => (marks[i] === undefined ? tape.chars[i]! : (marks[i] ?? null)));

export function normalise(source: string): Reading {
  const residue: Residue[] = [];
  let tape = foldCharacters(source, residue);
  const pass = (mark: (text: string, marks: Marks) => void): void => {
    const text = tape.text;
    const marks: Marks = new Array(text.length);
    mark(text, marks);
    tape = applied(tape, marks);
  };
  pass((t, m) => {
    markPinyin(t, m);
    markLookalikes(t, m);
  });
  pass((t, m) => markOrders(t, m, tape, source, residue));
  pass((t, m) => markResidue(t, m, tape, source, residue));
  tape = healLayout(tape);
  pass(markPunctuation);
  pass((t, m) => {
    for (const x of t.matchAll(WRONG)) for (let k = 0; k < x[0].length; k++) m[x.index + k] = RIGHT.get(x[0])![k];
  });
  residue.sort((a, b) => a.start - b.start);
  return { text: tape.text, starts: Int32Array.from(tape.starts), ends: Int32Array.from(tape.ends), residue };
}
