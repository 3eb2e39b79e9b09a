// The fields of a ruled grid: which ones merges join, and the text that stands in each.
import type { GridCell } from './grid.ts';
import { firstUnit, linesOf, rejoined, widthShare } from './pdf-line.ts';
import type { Run } from './pdf-page.ts';

/** `lines`: how many lines of paper its text took. */
export interface Field extends GridCell {
  lines: number;
}

/** Where lines stand between the fields of a grid. */
export interface Mesh {
  xs: readonly number[];
  ys: readonly number[];
  /** Whether a line parts the field from its right neighbour, from the one below. */
  parted(i: number, j: number): boolean;
  underlined(i: number, j: number): boolean;
}

export function fieldsOf({ xs, ys, parted, underlined }: Mesh, runs: readonly Run[], page: number): Field[][] {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  // Fields grow right first, then down as long as the whole width stays open: always a rectangle.
  const owner: ({ i: number; j: number; rows: number; columns: number; runs: Run[] } | null)[][] = Array.from(
    { length: rows },
    () => new Array(columns).fill(null),
  );
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      if (owner[i]![j]) continue;
      let w = 1;
      while (j + w < columns && !owner[i]![j + w] && !parted(i, j + w - 1)) w++;
      let h = 1;
      const open = (r: number): boolean => {
        for (let k = 0; k < w; k++) if (underlined(r, j + k) || (k < w - 1 && parted(r + 1, j + k))) return false;
        return (j + w >= columns || parted(r + 1, j + w - 1)) && (j === 0 || parted(r + 1, j - 1));
      };
      while (i + h < rows && open(i + h - 1)) h++;
      const field = { i, j, rows: h, columns: w, runs: [] as Run[] };
      for (let r = i; r < i + h; r++) for (let k = j; k < j + w; k++) owner[r]![k] = field;
    }
  const indexOf = (edges: readonly number[], v: number): number => {
    let k = 0;
    while (k < edges.length - 2 && v >= edges[k + 1]!) k++;
    return k;
  };
  for (const run of runs) {
    const i = indexOf(ys, run.base - 0.35 * run.size);
    for (const part of splitAt(run, xs, (j) => parted(i, j - 1)))
      owner[i]![indexOf(xs, (part.x + part.right) / 2)]!.runs.push(part);
  }
  return owner.map((row, i) =>
    row
      .filter((f, j) => f && f.i === i && f.j === j)
      .map((f) => ({
        ...cellText(f!.runs, xs[f!.j + f!.columns]! - xs[f!.j]!, page),
        rows: f!.rows,
        columns: f!.columns,
      })),
  );
}

/** A run that reaches over a line between two fields was two texts: parted at the character nearest to the line. */
function splitAt(run: Run, xs: readonly number[], isEdge: (j: number) => boolean): Run[] {
  const slack = 0.5 * run.size;
  const at = xs.findIndex(
    (x, j) => j > 0 && j < xs.length - 1 && run.x < x - slack && run.right > x + slack && isEdge(j),
  );
  if (at < 0 || run.text.length < 2) return [run];
  const share = (xs[at]! - run.x) / (run.right - run.x);
  let cut = 1;
  let best = Infinity;
  for (let k = 1; k < run.text.length; k++) {
    const miss = Math.abs(widthShare(run.text, k) - share) - (run.text[k] === ' ' ? 0.1 : 0);
    if (miss < best) {
      best = miss;
      cut = k;
    }
  }
  const x = run.x + widthShare(run.text, cut) * (run.right - run.x);
  const left = { ...run, text: run.text.slice(0, cut).trim(), right: x };
  const right = { ...run, text: run.text.slice(cut).trim(), x };
  return [left, ...splitAt(right, xs, isEdge)].filter((r) => r.text !== '');
}

/** Lines of a field run on where the next piece would not have fitted; otherwise they stay lines. */
function cellText(runs: readonly Run[], width: number, page: number): { text: string; lines: number } {
  const lines = linesOf(runs, page);
  if (lines.length === 0) return { text: '', lines: 0 };
  const left = Math.min(...lines.map((l) => l.x));
  const longest = Math.max(...lines.map((l) => l.right - l.x));
  let out = lines[0]!.text;
  for (let k = 1; k < lines.length; k++) {
    const [a, b] = [lines[k - 1]!, lines[k]!];
    const used = Math.max(a.right - a.x, a.right - left);
    const figures = /\d$/.test(a.text) && /^\d/.test(b.text);
    // Fields have a margin on both sides; a number is broken only where it is at the very edge.
    const room = (figures ? Math.max(longest, width - 1.6 * a.size) : width) - used;
    const full = figures ? room < 0.4 * a.size : room < (firstUnit(b.text) + 1.6) * a.size;
    const words = /[\u2e80-\uffef]$/.test(a.text) && /^[\u2e80-\uffef（(]/.test(b.text) && !/[。；！？]$/.test(a.text);
    out = full || (words && longest < 12 * a.size) ? rejoined(out, b.text) : `${out}\n${b.text}`;
  }
  return { text: out, lines: lines.length };
}
