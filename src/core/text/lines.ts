// Line ends: those that a printer, a converter or a mail program made go, those that part paragraphs, headings, list items and
// rows stay. Page numbers and running heads between lines go too.

import { isProse } from './blanks.ts';
import type { LineMarks } from './markdown.ts';
import { headingOf } from './structure.ts';
import { drop, type Marks, put, type Tape } from './tape.ts';

/** Begins a part of its own, even after a line that is cut. */
const PART_START =
  /^(?:第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳]|注[：:]|说明[：:]|附件|附表|备注|【|单位[：:])/;
/** Begins an item of a list: in a list written on in one paragraph it can also stand at a cut. */
const ITEM_START = /^(?:[（(]\d{1,2}[)）]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]是)/;
export const startsPart = (line: string): boolean => PART_START.test(line) || ITEM_START.test(line);

const STOPPED = /[。！？；：!?;:][”’）)】\]}"]?$/;
const CLOSES = /^(?:[，。；、：）》”’％%,;)!?！？]|(?:亿元|万元|个百分点)(?![\p{Script=Han}]{2}))/u;
const UNIT = '(?:[万亿]?元|[人名个家户项件份批场次处座台套辆期年月日分%％]|平方|公里|个?百分点)';
const UNIT_FIRST = new RegExp(`^(?:\\d{0,12}[.,]?\\d{0,6}[ ]?(?:${UNIT}|余))`);
const BARE_UNIT = new RegExp(`^${UNIT}`);
const YEAR_FIRST = /^(?:19|20)\d\d[ ]?年/;
const CUT_NUMBER = /(?<!附件|附表|[表图第])[\p{Script=Han}：（][ ]?\d[\d,]{0,14}(?:[.,]\d{0,6})?$/u;
/** 报告日期：… — a field of a form. */
const FIELD = /^[\p{Script=Han} （）()]{2,16}[：:]/u;
const SENTENCE = /[，。；、：,;]/;
const NARROW = /[,;:()?!](?!\d)/g;
const BEGUN = /[，。；、]|[,;](?!\d)/;
/** 一是 … 二是 …: written on in one paragraph as often as not, and told apart either way. */
const FIRST_IS = /^[一二三四五六七八九十]是/;
const PAGE_MARK =
  /^(?:[—–-]{1,3}[ \t]*\d{1,4}[ \t]*[—–-]{1,3}|第[ \t]*\d{1,4}[ \t]*页(?:[ \t，,、/]*共[ \t]*\d{1,4}[ \t]*页)?|\d{1,3}[ \t]*\/[ \t]*\d{1,4}|page[ \t]*\d{1,4}(?:[ \t]*(?:of|\/)[ \t]*\d{1,4})?)$/i;
const BARE_NUMBER = /^\d{1,3}$/;
const INNER = /(?<=[\p{Script=Han}，。；：、（）“”《》])[ ]+(?=[\p{Script=Han}，。；：、（）“”《》])/gu;
/** Several numbers among words and blanks: rows of a table written on. */
const FLAT = /(?:^|[ ])[\d,]+(?:\.\d+)?[ ]+[^\s\d][^\n]{0,40}[ ][\d,]+(?:\.\d+)?(?:[ ]|$)/;
/** Items of a list that is written on in one paragraph. */
const INLINE_ITEMS = /[；，。、][ ]?(?:\d{1,2}[、.]|（\d{1,2}）)\D/;
const CODED = /[$<>]|MERGEFIELD|PAGEREF|_Toc|https?:/;

interface Line {
  from: number;
  to: number;
  /** Without blanks at its ends and between Han characters. */
  body: string;
  /** Empty lines before it. */
  gap: number;
  row: boolean;
  indented: boolean;
  /** Marked as a heading, or as an item of a list. */
  heading: boolean;
  item: boolean;
  furniture: boolean;
  /** A Han character counts two: as printed, and without the blanks inside. */
  columns: number;
  tight: number;
  /** As if its half-width punctuation were full-width, as it was when the line was cut. */
  even: number;
  /** Characters as printed. */
  length: number;
}

/** Marks the line ends that go, and every empty line. */
export function markLineEnds(text: string, marks: Marks, tape: Tape, said: LineMarks): void {
  const lines = linesOf(text, marks, tape, said);
  markFurniture(lines, text, marks);
  const left = lines.filter((l) => !l.furniture);
  const layout = layoutOf(left);
  let paragraph = '';
  for (let i = 0; i < left.length; i++) {
    const line = left[i]!;
    const before = left[i - 1];
    if (before && goesOn(paragraph, before, line, layout)) {
      // Words of Latin letters, but not pinyin in brackets.
      const blank = /(?<![(（][A-Za-z]{0,6})[A-Za-z]$/.test(before.body) && /^[A-Za-z]/.test(line.body);
      join(text, before, line, blank, marks);
      paragraph = (paragraph + line.body).slice(-400);
    } else {
      if (before) part(before, line, marks);
      paragraph = line.body.slice(-400);
    }
  }
}

function linesOf(text: string, marks: Marks, tape: Tape, said: LineMarks): Line[] {
  const out: Line[] = [];
  let gap = 0;
  for (let i = 0; i <= text.length; ) {
    let to = text.indexOf('\n', i);
    if (to < 0) to = text.length;
    const raw = text.slice(i, to);
    const whole = raw.trim();
    if (whole === '') {
      gap++;
      drop(marks, i, Math.min(to + 1, text.length));
    } else {
      const lead = raw.length - raw.trimStart().length;
      const at = tape.starts[i + lead]!;
      const body = whole.includes(' ') ? whole.replace(INNER, '') : whole;
      const indent = Math.min(lead, 8);
      out.push({
        from: i,
        to,
        body,
        gap,
        row: body.includes('|') || (raw.includes('\t') && !isProse(raw)),
        indented: lead >= 2 || raw.startsWith('\t'),
        heading: said.headings.has(at),
        item: said.items.has(at),
        furniture: false,
        columns: columnsOf(whole) + indent,
        tight: columnsOf(body) + indent,
        even: columnsOf(body) + indent + (body.match(NARROW)?.length ?? 0),
        length: whole.length + indent,
      });
      gap = 0;
    }
    i = to + 1;
  }
  return out;
}

const columnsOf = (s: string): number => {
  let w = 0;
  for (let i = 0; i < s.length; i++) w += s.charCodeAt(i) > 0xff ? 2 : 1;
  return w;
};

/** Page numbers, and the head of the page where the same line stands beside several of them. */
function markFurniture(lines: Line[], text: string, marks: Marks): void {
  let page = 0;
  const heads = new Map<string, number>();
  const near = (i: number, step: number): Line | undefined => lines[i + step];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.body.length > 18) continue;
    if (!PAGE_MARK.test(line.body)) {
      if (!BARE_NUMBER.test(line.body)) continue;
      const [prev, next] = [near(i, -1), near(i, 1)];
      const number = Number(line.body);
      const between =
        prev !== undefined &&
        !prev.row &&
        (next === undefined || (!/^[\d.,%-]+$/.test(next.body) && !BARE_UNIT.test(next.body))) &&
        (/[。；]$/.test(prev.body)
          ? prev.body.length >= 12
          : prev.columns >= 48 &&
            SENTENCE.test(prev.body) &&
            /[\p{Script=Han}，、]$/u.test(prev.body) &&
            next !== undefined &&
            /^\p{Script=Han}/u.test(next.body));
      if (!between || number <= page || (page > 0 && number > page + 20)) continue;
      page = number;
    }
    line.furniture = true;
    for (const step of [-1, 1]) {
      const beside = near(i, step);
      if (beside && beside.body.length >= 6 && beside.body.length <= 50 && !beside.row && !STOPPED.test(beside.body))
        heads.set(beside.body, (heads.get(beside.body) ?? 0) + 1);
    }
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    // The first one may be the title itself.
    if ((heads.get(line.body) ?? 0) >= 2 && (near(i, -1)?.furniture || near(i, 1)?.furniture)) line.furniture = true;
    if (line.furniture) drop(marks, line.from, Math.min(line.to + 1, text.length));
  }
}

interface Layout {
  /** What lines are cut at: a width and how it counts a line. Null: lines are paragraphs, or cut anywhere. */
  cut: { width: number; slack: number; of: (l: Line) => number } | null;
  /** All lines are cut: one paragraph from beginning to end. */
  solid: boolean;
  /** Most lines of text end in the middle of a sentence. */
  ragged: boolean;
  /** Paragraphs are told by their indented first line. */
  indents: boolean;
}

function layoutOf(lines: readonly Line[]): Layout {
  const texts = lines.filter((l) => !l.row && !CODED.test(l.body));
  const indented = texts.filter((l) => l.indented).length;
  const long = texts.filter((l) => l.body.length >= 18);
  let open = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const l = lines[i]!;
    if (l.row || l.body.length < 18 || CODED.test(l.body) || STOPPED.test(l.body)) continue;
    if (!startsPart(lines[i + 1]!.body) && !(startsPart(l.body) && !SENTENCE.test(l.body.slice(3)))) open++;
  }
  const longest = texts.reduce((most, l) => Math.max(most, l.body.length), 0);
  const cut = cutWidth(texts);
  const short = cut ? texts.filter((l) => cut.of(l) < cut.width - cut.slack).length : 0;
  return {
    cut,
    solid: cut !== null && texts.length >= 10 && short <= Math.max(1, texts.length * 0.04),
    ragged: long.length >= 5 && open >= long.length * 0.55 && longest <= 160,
    indents: indented >= 3 && indented <= texts.length * 0.8,
  };
}

/** The width that the lines of a text are cut at, counted in columns (a Han character is two) or in characters. */
function cutWidth(texts: readonly Line[]): Layout['cut'] {
  let best: Layout['cut'] = null;
  let most = 0;
  for (const [least, slack, of] of [
    [30, 4, (l: Line) => l.columns],
    [30, 4, (l: Line) => l.tight],
    [30, 4, (l: Line) => l.even],
    [18, 1, (l: Line) => l.length],
  ] as const) {
    const count = new Map<number, { all: number; open: number }>();
    let total = 0;
    for (const l of texts) {
      const w = of(l);
      if (w < least) continue;
      total++;
      const c = count.get(w) ?? { all: 0, open: 0 };
      c.all++;
      if (!STOPPED.test(l.body)) c.open++;
      count.set(w, c);
    }
    const widths = [...count.keys()].filter((w) => w <= 200).sort((a, b) => b - a);
    let over = total - widths.reduce((n, w) => n + count.get(w)!.all, 0);
    for (const width of widths) {
      if (over > total * 0.08) break;
      let [all, open] = [0, 0];
      for (let w = width - slack; w <= width; w++) {
        all += count.get(w)?.all ?? 0;
        open += count.get(w)?.open ?? 0;
      }
      if (open >= 3 && open >= total * 0.3 && open >= all * 0.6 && open - 3 * over > most) {
        most = open - 3 * over;
        best = { width, slack, of };
      }
      over += count.get(width)!.all;
    }
  }
  return best;
}

/** Whether `right` goes on in the paragraph that ends with the line `left`. */
function goesOn(paragraph: string, left: Line, right: Line, layout: Layout): boolean {
  if (left.row || right.row || left.heading || right.heading || right.item) return false;
  if (layout.indents && right.indented) return false;
  const { cut } = layout;
  const width = cut ? cut.of(left) : 0;
  const full = cut !== null && width >= cut.width - cut.slack && width <= cut.width + 1;
  if (full && right.gap === 0 && (layout.solid || (FLAT.test(left.body) && FLAT.test(right.body)))) return true;
  if (PART_START.test(right.body)) return false;
  const stopped = STOPPED.test(left.body);
  const item = ITEM_START.test(right.body);
  if (FIELD.test(left.body) && FIELD.test(right.body)) return false;
  if (right.gap < 2 && !stopped && isCut(paragraph, right.body, right.gap)) return true;
  if (right.gap > 0) {
    if (right.gap > 2 || item) return false;
    // A sentence cut by a comma, or by the width of the lines, goes on after the gap.
    return (/[，,、]$/.test(left.body) && left.columns >= 12) || (full && !stopped && SENTENCE.test(paragraph));
  }
  if (item && full && FIRST_IS.test(right.body)) return true;
  if (item)
    return full && (stopped ? /[；：]$/.test(left.body) && INLINE_ITEMS.test(right.body) : !/，$/.test(left.body));
  if (stopped) return full && (right.body.length > 30 || SENTENCE.test(right.body));
  if (full) return true;
  // The line is not full: only where the words show it.
  if (paragraph.length < 18 || CODED.test(left.body) || isHeading(paragraph)) return false;
  const alike = paragraph.slice(0, 2) === right.body.slice(0, 2);
  const begun = BEGUN.test(paragraph);
  if (cut) {
    if (width >= cut.width - (cut.slack === 1 ? 7 : 14) && begun) return true;
    return layout.ragged && /[，。；]|[,;](?!\d)/.test(paragraph) && !alike;
  }
  if (layout.ragged) return begun ? !alike : SENTENCE.test(right.body) && !/(?:报告|情况|说明|[表书])$/.test(paragraph);
  return left.columns >= 40 && left.columns <= 150 && begun && !startsPart(left.body);
}

const isHeading = (paragraph: string): boolean =>
  paragraph.length < 60 && headingOf(paragraph)?.length === paragraph.length;

/** What no paragraph ends or begins with: a number without its unit, an open bracket, a closing mark. */
function isCut(paragraph: string, right: string, gap: number): boolean {
  if (CLOSES.test(right) && /[\p{Script=Han}\d）”》%]$/u.test(paragraph)) return true;
  if (
    gap === 0 &&
    paragraph.length >= 8 &&
    CUT_NUMBER.test(paragraph) &&
    UNIT_FIRST.test(right) &&
    !YEAR_FIRST.test(right)
  )
    return true;
  const near = paragraph.slice(-60);
  for (const [open, close] of ['（）', '《》', '“”'] as const)
    if (near.lastIndexOf(open!) > near.lastIndexOf(close!)) {
      const at = right.indexOf(close!);
      const again = right.indexOf(open!);
      if (at >= 0 && at < 60 && (again < 0 || again > at)) return true;
    }
  return false;
}

function join(text: string, left: Line, right: Line, blank: boolean, marks: Marks): void {
  let [a, b] = [left.to, right.from];
  while (a > left.from && /[ \t]/.test(text[a - 1]!)) a--;
  while (b < right.to && /[ \t]/.test(text[b]!)) b++;
  const kept = blank || a < left.to;
  drop(marks, a, b);
  if (kept) put(marks, left.to, ' ');
}

function part(left: Line, right: Line, marks: Marks): void {
  drop(marks, left.to, right.from);
  put(marks, left.to, '\n');
}
