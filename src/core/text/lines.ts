// Line ends: those that layout made go, those that part paragraphs, headings and rows stay.
import type { Marks } from './tape.ts';

export const PAGE_NUMBER =
  /^[ \t]*(?:[—–-]+[ \t]*\d{1,4}[ \t]*[—–-]+|第[ \t]*\d{1,4}[ \t]*页(?:[ \t，,]*共[ \t]*\d{1,4}[ \t]*页)?)[ \t]*$/;
export const STRUCTURAL_START =
  /^[ \t]*(?:第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[（(]\d{1,2}[)）]|\d{1,2}[.、．](?![\d])|[①-⑳]|[一二三四五六七八九十]是|注[：:]|说明[：:]|附件|附表|备注|【|单位[：:])/;

const widthOf = (s: string): number => {
  let w = 0;
  for (let i = 0; i < s.length; i++) w += s.charCodeAt(i) > 0xff ? 2 : 1;
  return w;
};

/** The width that hard-wrapped lines of the text are cut at, or 0 when its lines are paragraphs. */
export function wrapWidth(text: string, lines: readonly { from: number; to: number }[]): number {
  const widths: number[] = [];
  for (const l of lines)
    if (l.to - l.from >= 20 && l.to - l.from <= 150) widths.push(widthOf(text.slice(l.from, l.to).trim()));
  const wide = widths.filter((w) => w >= 40 && w <= 150).sort((a, b) => a - b);
  if (wide.length < 4 || lines.some((l) => l.to - l.from > 160)) return 0;
  const edge = wide[Math.floor(wide.length * 0.95)]!;
  return wide.filter((w) => w >= edge - 8).length >= wide.length * 0.4 ? edge : 0;
}

/** Decides about the line end between two lines with text; it stands at `left.to`. */
export function joinLines(
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
