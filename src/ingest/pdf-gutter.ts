// Pages set in two columns: finds the strip down the middle that no line crosses and puts the left column before the right
// one. Columns of a table are not columns of a page: both sides must be running text.
import { type Line, linesOf } from './pdf-line.ts';
import type { Run } from './pdf-page.ts';

/** Lines a side must have, and the characters that make a line running text. */
const LEAST_LINES = 6;
const PROSE = 10;

/** The page's lines in reading order; a line's `column` is 0 across the page, 1 left, 2 right. */
export function readingOrder(runs: readonly Run[], page: number, width: number): Line[] {
  const lines = linesOf(runs, page);
  if (lines.length < LEAST_LINES) return lines;
  let best: { from: number; to: number; x: number } | null = null;
  for (let x = width * 0.4; x <= width * 0.6; x += 3) {
    for (const zone of zones(lines, x)) if (!best || zone.to - zone.from > best.to - best.from) best = { ...zone, x };
  }
  if (!best) return lines;
  const { from, to, x } = best;
  const top = lines[from]!.base - lines[from]!.size;
  const bottom = lines[to - 1]!.base + 0.1 * lines[to - 1]!.size;
  const inZone = (r: Run): boolean => r.base > top && r.base <= bottom;
  const side = (column: 1 | 2): Line[] =>
    linesOf(
      runs.filter((r) => inZone(r) && (column === 1 ? r.right <= x : r.right > x)),
      page,
    ).map((l) => ({ ...l, column }));
  return [...lines.slice(0, from), ...side(1), ...side(2), ...lines.slice(to)];
}

/** Runs of lines that leave the strip at x free, with enough running text on both sides. */
function zones(lines: readonly Line[], x: number): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  const free = (l: Line): boolean => l.chunks.every((c) => c.right < x - 0.4 * l.size || c.x > x + 0.4 * l.size);
  for (let i = 0; i < lines.length; ) {
    let j = i;
    while (j < lines.length && free(lines[j]!)) j++;
    const chunks = lines.slice(i, j).flatMap((l) => l.chunks);
    const [left, right] = [chunks.filter((c) => c.right < x), chunks.filter((c) => c.x > x)];
    const prose = (side: typeof left): boolean =>
      side.length >= LEAST_LINES && side.filter((c) => c.text.length >= PROSE).length >= 0.6 * side.length;
    if (prose(left) && prose(right)) out.push({ from: i, to: j });
    i = Math.max(j, i + 1);
  }
  return out;
}
