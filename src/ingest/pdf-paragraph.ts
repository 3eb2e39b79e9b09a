// Lines on paper to the paragraphs that were typed: a line runs on when the next beginning would not have fitted and
// nothing says that something new starts. Keeps headings, list items and titles on lines of their own.
import { firstUnit, type Line, rejoined, setWidth } from './pdf-line.ts';

/** Where text stands on a page, in points. */
export interface Margins {
  left: number;
  right: number;
}

export interface Setting {
  /** The size most of the text has. */
  size: number;
  /** By page and column of the page. */
  places: Map<string, Margins>;
  /** First lines of paragraphs are indented, as is the custom. */
  indented: boolean;
}

const NUMBERED =
  /^(?:第[一二三四五六七八九十]{1,3}(?:部分|章|节|条)|[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十]{1,3}[)）]|[（(]\d{1,2}[)）]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[①-⑳])/;
const STOP = /[。！？；：:;]["”’）)]?$/;
/** A figure and its unit are never apart on purpose. */
const CUT = /\d[万亿]?$/;
const UNIT = /^(?:[万亿]元|元[，。；、（(）)]|%|[人名个家户项][，。；、（(）)]|年(?![初末度中终])|月\d)/;
const LEADER = /[.·…]{4,}\s*\d*$/;

/** Sizes and margins from the lines themselves. */
export function settingOf(sheets: readonly { page: { width: number }; lines: readonly Line[] }[]): Setting {
  const pages = sheets.map((s) => s.lines);
  const paper = sheets[0]?.page.width ?? 0;
  const weight = new Map<number, number>();
  for (const l of pages.flat()) {
    const size = Math.round(l.size * 2) / 2;
    weight.set(size, (weight.get(size) ?? 0) + l.text.length);
  }
  const size = [...weight].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const body = pages.flat().filter((l) => Math.abs(l.size - size) < size * 0.12);
  const whole = marginsOf(
    body.filter((l) => l.column === 0),
    size,
    paper,
  );
  const places = new Map<string, Margins>();
  for (const [place, all] of grouped(pages.flat())) {
    // Odd and even pages may stand apart; a page with little text has the document's margins.
    const lines = all.filter((l) => Math.abs(l.size - size) < size * 0.12);
    const column = all[0]!.column > 0;
    const own = lines.length >= (column ? 6 : 8) ? marginsOf(lines, size, paper, column ? 8 : 18) : whole;
    const wide = column || own.right - own.left > 0.8 * (whole.right - whole.left);
    places.set(place, wide ? own : whole);
  }
  let indents = 0;
  let starts = 0;
  for (const l of body) {
    const shift = (l.x - places.get(placeOf(l))!.left) / size;
    if (shift > 1.4 && shift < 2.8) indents++;
    else if (shift < 0.8) starts++;
  }
  return { size, places, indented: indents >= 3 && starts > 0 && indents >= 0.08 * (indents + starts) };
}

const placeOf = (l: Line): string => `${l.page}/${l.column}`;

function grouped(lines: readonly Line[]): Map<string, Line[]> {
  const out = new Map<string, Line[]>();
  for (const l of lines) {
    if (!out.has(placeOf(l))) out.set(placeOf(l), []);
    out.get(placeOf(l))!.push(l);
  }
  return out;
}

/** `least`: the width, in font sizes, that running text has. */
function marginsOf(lines: readonly Line[], size: number, paper: number, least = 18): Margins {
  const lefts = lines.map((l) => l.x).sort((a, b) => a - b);
  // A mark at the end of a line may hang over the edge.
  const inner = lines.filter((l) => !/[，。、；：！？）”,.;:]$/.test(l.text));
  const rights = (inner.length >= 4 ? inner : lines).map((l) => l.right).sort((a, b) => b - a);
  const few = Math.min(rights.length - 1, Math.max(1, Math.floor(lines.length * 0.03)));
  // Short lines of one length are a list, not text that was broken.
  if ((rights[few] ?? 0) - (lefts[few] ?? 0) < least * size) return { left: lefts[few] ?? 0, right: Number.MAX_VALUE };
  // Too few lines to show the edge: both margins of a page are about equal.
  if (lines.length < 6) return { left: lefts[few]!, right: Math.max(rights[few]!, paper - lefts[few]!) };
  // The edge several lines share; a single line that sticks out is not it.
  return { left: lefts[few] ?? 0, right: (rights[few] ?? 0) + 0.1 * size };
}

/** Lines in reading order, pages too; blank lines part what is surely apart. */
export function paragraphText(lines: readonly Line[], setting: Setting): string {
  let out = '';
  let first: Line | null = null;
  let last: Line | null = null;
  let count = 0;
  let text = '';
  for (const line of lines) {
    const step = last && first ? between(first, last, line, count, text, setting) : 'start';
    if (step === 'on') text = rejoined(text, line.text, last !== null && setToEdge(last, setting));
    else {
      out += text === '' ? '' : `${text}${step === 'apart' ? '\n\n' : '\n'}`;
      text = line.text;
      first = line;
      count = 0;
    }
    last = line;
    count++;
  }
  return out + text;
}

/** Whether the line goes on with the paragraph, starts the next, or surely stands apart. */
function between(
  first: Line,
  last: Line,
  line: Line,
  count: number,
  text: string,
  setting: Setting,
): 'on' | 'start' | 'apart' {
  const em = Math.max(last.size, line.size);
  const margins = setting.places.get(placeOf(last));
  const here = setting.places.get(placeOf(line));
  if (!margins || !here) return 'start';
  const samePage = placeOf(last) === placeOf(line);
  const gap = samePage ? (line.base - last.base) / em : 0;
  if (Math.abs(last.size - line.size) > 0.1 * em) return 'apart';
  if (gap < 0 || gap > 3) return 'apart';
  if (isTitle(last, setting) && isTitle(line, setting) && samePage && gap < 2.4 && count < 3)
    return NUMBERED.test(line.text) || NUMBERED.test(text) || /[0-9日号）)]$/.test(text) ? 'start' : 'on';
  if (LEADER.test(last.text) || last.text.endsWith('|') || last.chunks.length > 2 || line.chunks.length > 2)
    return 'start';
  const room = (margins.right - last.right) / em;
  // Letters are not all half as wide as a character: the line itself tells how wide they came out.
  const drawn = line.chunks.length === 1 && line.text.length > 5 ? (line.right - line.x) / em / setWidth(line.text) : 1;
  const full = room < firstUnit(line.text) * Math.min(1.5, Math.max(1, drawn)) + 0.4;
  if (!full && CUT.test(last.text) && UNIT.test(line.text) && last.right - last.x > 10 * em) return 'on';
  if (!full) return room > 4 && indentOf(line, here, em) > 1.4 && setting.indented ? 'apart' : 'start';
  if (last.right - first.x < 4 * em && count === 1) return 'start';
  const stopped = STOP.test(last.text);
  const indent = indentOf(line, here, em);
  // A hanging item: its next lines stand under its words.
  const hangs = count === 1 && NUMBERED.test(first.text) && first.x < line.x && indent < 5;
  const onward = count > 1 ? Math.abs(line.x - last.x - (here.left - margins.left)) < 0.8 * em : indent < 0.8 || hangs;
  if (!onward) return 'apart';
  // Remarks in brackets and notes have lines of their own.
  if (stopped && /^(?:[（(【[]|注|备注|说明|附)/.test(line.text) && !setting.indented) return 'start';
  // A number of a list after a full line without an end is a reference that the line broke: 按照第二条第 / （二）项.
  if (NUMBERED.test(line.text)) return !stopped && indent < 0.8 && last.chunks.length === 1 ? 'on' : 'start';
  return 'on';
}

/** A number may have been broken here: no further digit had room. */
function setToEdge(line: Line, setting: Setting): boolean {
  const m = setting.places.get(placeOf(line));
  return m !== undefined && m.right - line.right < 0.9 * line.size;
}

const indentOf = (line: Line, margins: Margins, em: number): number => (line.x - margins.left) / em;

/** Set in the middle, larger than the text. */
function isTitle(line: Line, setting: Setting): boolean {
  const m = setting.places.get(placeOf(line));
  if (!m || line.chunks.length !== 1 || line.size < 1.15 * setting.size) return false;
  const [before, after] = [line.x - m.left, m.right - line.right];
  return Math.abs(before - after) < 2.5 * line.size && (before > line.size || line.text.length > 12);
}
