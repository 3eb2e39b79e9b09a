// What repeats on the pages and is no part of the text: page numbers, running heads and feet, watermarks. Says what was
// taken away; a head whose words stand nowhere else is kept once.
import type { Line } from './pdf-line.ts';
import type { PdfPage } from './pdf-page.ts';

export interface Sheet {
  page: PdfPage;
  lines: Line[];
}

export interface Removed {
  pageNumbers: number;
  /** One example of each text that ran along, and on how many pages. */
  running: { text: string; pages: number }[];
}

const DASH = '[—–\\-－·•~]';
const PAGE_FORM = new RegExp(
  `^(?:${DASH}+\\s*\\d{1,4}\\s*${DASH}+|第\\s*[\\d一二三四五六七八九十百]{1,5}\\s*页(?:\\s*[,，/／]?\\s*共\\s*[\\d一二三四五六七八九十百]{1,5}\\s*页)?|(?:page|p\\.?)\\s*\\d{1,4}(?:\\s*(?:of|/)\\s*\\d{1,4})?)$`,
  'i',
);
const BARE = /^(?:(\d{1,4})(?:\s*[/／]\s*(\d{1,4}))?|([ivxlc]{1,7}))$/i;
/** The shares of a page's height where heads and feet stand. */
const HEAD = 0.13;
const FOOT = 0.87;

const inMargin = (l: Line, p: PdfPage): boolean => l.base < p.height * HEAD || l.base > p.height * FOOT;
const skeleton = (text: string): string => text.replace(/\s/g, '').replace(/\d+/g, '#');
const letters = (text: string): string => text.replace(/[\d\s\p{P}]/gu, '');

/** Changes the sheets' lines. */
export function takeFurniture(sheets: Sheet[]): Removed {
  const numbers = takePageNumbers(sheets);
  const running = takeRunning(sheets);
  return { pageNumbers: numbers, running };
}

function takePageNumbers(sheets: Sheet[]): number {
  let taken = 0;
  // A bare number counts when it goes up with the pages.
  const offsets = new Map<number, number>();
  const edge = (s: Sheet): Line[] => [s.lines.at(0), s.lines.at(-1), s.lines.at(-2)].filter((l) => l !== undefined);
  const bareOffset = (l: Line): number | null => {
    const m = BARE.exec(l.text);
    return m?.[1] ? Number(m[1]) - l.page : null;
  };
  for (const s of sheets)
    for (const l of new Set(edge(s))) {
      const offset = inMargin(l, s.page) ? bareOffset(l) : null;
      if (offset !== null) offsets.set(offset, (offsets.get(offset) ?? 0) + 1);
    }
  for (const s of sheets) {
    const near = new Set(edge(s));
    s.lines = s.lines.filter((l) => {
      if (!near.has(l) || !inMargin(l, s.page)) return true;
      const offset = bareOffset(l);
      const middle = Math.abs((l.x + l.right) / 2 - s.page.width / 2) < s.page.width * 0.05;
      const counted =
        offset !== null && ((offsets.get(offset) ?? 0) >= Math.max(2, sheets.length * 0.4) || (offset === 0 && middle));
      const roman = /^[ivxlc]{1,7}$/i.test(l.text) && middle;
      if (!(PAGE_FORM.test(l.text) || counted || roman)) return true;
      taken++;
      return false;
    });
  }
  return taken;
}

/** The same words at the same height on most pages; figures in them are equal or count the pages. */
function takeRunning(sheets: Sheet[]): Removed['running'] {
  if (sheets.length < 2) return [];
  const places = new Map<string, { line: Line; sheet: Sheet }[]>();
  for (const sheet of sheets) {
    const size = textSize(sheet);
    for (const line of sheet.lines) {
      const key = skeleton(line.text);
      if (key.length > 60 || key === '') continue;
      // Away from the margins only large words at exactly the same place on three pages or more are a watermark.
      if (!inMargin(line, sheet.page) && (key.length > 24 || line.size < 1.5 * size)) continue;
      const place = inMargin(line, sheet.page)
        ? `${Math.round(line.base / 4)}`
        : `${Math.round(line.base)}/${Math.round(line.x)}`;
      const at = `${inMargin(line, sheet.page)}|${place}|${key}`;
      if (!places.has(at)) places.set(at, []);
      places.get(at)!.push({ line, sheet });
    }
  }
  const running: Removed['running'] = [];
  for (const [at, found] of places) {
    const pages = new Set(found.map((f) => f.sheet)).size;
    const enough = at.startsWith('true') ? Math.max(2, sheets.length * 0.4) : Math.max(3, sheets.length * 0.6);
    if (pages < enough || !sameFigures(found.map((f) => f.line))) continue;
    const gone = new Set(found.map((f) => f.line));
    const first = found[0]!;
    const words = letters(first.line.text);
    const elsewhere = sheets.some((s) => s.lines.some((l) => !gone.has(l) && letters(l.text).includes(words)));
    if (words.length >= 4 && !elsewhere) gone.delete(first.line);
    for (const s of sheets) s.lines = s.lines.filter((l) => !gone.has(l));
    if (gone.size > 0 && !running.some((r) => r.text === first.line.text))
      running.push({ text: first.line.text, pages });
  }
  return running;
}

/** The size of the sheet's longest line. */
function textSize(sheet: Sheet): number {
  let longest: Line | null = null;
  for (const l of sheet.lines) if (!longest || l.text.length > longest.text.length) longest = l;
  return longest?.size ?? 0;
}

function sameFigures(lines: readonly Line[]): boolean {
  const figures = lines.map((l) => (l.text.match(/\d+/g) ?? []).map(Number));
  return figures[0]!.every(
    (v, k) =>
      figures.every((f) => f[k] === v) || figures.every((f, i) => f[k]! - lines[i]!.page === v - lines[0]!.page),
  );
}
