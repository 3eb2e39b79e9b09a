// Tables with ruling lines: where lines cross there is a grid, a missing line between two fields is a merge, and text
// belongs to the field it stands in. Tables without lines are read elsewhere.
import type { GridCell } from './grid.ts';
import { firstUnit, linesOf, rejoined, widthShare } from './pdf-line.ts';
import type { Rule, Run } from './pdf-page.ts';

/** `lines`: how many lines of paper its text took. */
export interface Field extends GridCell {
  lines: number;
}

export interface PdfTable {
  rows: Field[][];
  /** Edges of the columns, from the left. */
  edges: number[];
  top: number;
  bottom: number;
  page: number;
}

/** Lines closer than this are one; ends that miss each other by this still meet. */
const NEAR = 3.5;
const MAX_LINES = 2500;
const MAX_FIELDS = 100_000;

/** Pieces of one straight line put together. `across` names the axis the lines run along. */
function merged(rules: readonly Rule[], flat: boolean): Rule[] {
  const at = (r: Rule) => (flat ? r.y1 : r.x1);
  const from = (r: Rule) => (flat ? r.x1 : r.y1);
  const to = (r: Rule) => (flat ? r.x2 : r.y2);
  const make = (p: number, a: number, b: number): Rule =>
    flat ? { x1: a, x2: b, y1: p, y2: p } : { x1: p, x2: p, y1: a, y2: b };
  const own = rules.filter((r) => (flat ? r.y1 === r.y2 : r.x1 === r.x2)).sort((a, b) => at(a) - at(b));
  const out: Rule[] = [];
  for (let i = 0; i < own.length; ) {
    let j = i + 1;
    while (j < own.length && at(own[j]!) - at(own[j - 1]!) <= 1.6) j++;
    const group = own.slice(i, j).sort((a, b) => from(a) - from(b));
    const place = group.reduce((s, r) => s + at(r), 0) / group.length;
    let [a, b] = [from(group[0]!), to(group[0]!)];
    for (const r of group.slice(1)) {
      if (from(r) <= b + 2) b = Math.max(b, to(r));
      else {
        out.push(make(place, a, b));
        [a, b] = [from(r), to(r)];
      }
    }
    out.push(make(place, a, b));
    i = j;
  }
  return out;
}

/** Values closer than NEAR are one edge. */
function edgesOf(values: readonly number[]): number[] {
  const out: number[] = [];
  for (const v of [...values].sort((a, b) => a - b)) if (out.length === 0 || v - out.at(-1)! > NEAR) out.push(v);
  return out;
}

/** Lines that meet, directly or through others. */
function connected(flats: readonly Rule[], uprights: readonly Rule[]): { flats: Rule[]; uprights: Rule[] }[] {
  const parent = Array.from({ length: flats.length + uprights.length }, (_, i) => i);
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]!]!;
      r = parent[r]!;
    }
    return r;
  };
  uprights.forEach((v, k) => {
    flats.forEach((h, i) => {
      if (v.x1 >= h.x1 - NEAR && v.x1 <= h.x2 + NEAR && h.y1 >= v.y1 - NEAR && h.y1 <= v.y2 + NEAR)
        parent[root(flats.length + k)] = root(i);
    });
  });
  const groups = new Map<number, { flats: Rule[]; uprights: Rule[] }>();
  const groupOf = (i: number) => {
    const r = root(i);
    if (!groups.has(r)) groups.set(r, { flats: [], uprights: [] });
    return groups.get(r)!;
  };
  flats.forEach((h, i) => {
    groupOf(i).flats.push(h);
  });
  uprights.forEach((v, k) => {
    groupOf(flats.length + k).uprights.push(v);
  });
  return [...groups.values()];
}

/** Columns of the same widths: what stands on the next page goes on with this. */
export const sameColumns = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((e, k) => Math.abs(e - a[0]! - (b[k]! - b[0]!)) < 6);

/** Runs in tables, and the rest. `before` is the last table of the page before: what goes on with it is a table too. */
export function ruledTables(
  runs: readonly Run[],
  rules: readonly Rule[],
  page: number,
  before: PdfTable | null,
): { tables: PdfTable[]; rest: Run[] } {
  const flats = merged(rules, true);
  const uprights = merged(rules, false);
  let rest = [...runs];
  const tables: PdfTable[] = [];
  if (flats.length > MAX_LINES || uprights.length > MAX_LINES) return { tables, rest };
  for (const group of connected(flats, uprights)) {
    if (group.flats.length < 2 || group.uprights.length < 1) continue;
    const left = Math.min(...group.flats.map((h) => h.x1));
    const right = Math.max(...group.flats.map((h) => h.x2));
    const top = Math.min(...group.uprights.map((v) => v.y1), ...group.flats.map((h) => h.y1));
    const bottom = Math.max(...group.uprights.map((v) => v.y2), ...group.flats.map((h) => h.y1));
    // A table may be open at its sides: the ends of its lines are its edges all the same.
    const xs = edgesOf([
      ...group.uprights.map((v) => v.x1),
      ...(right - left > 20 ? openEnds(group, left, right) : []),
    ]);
    const ys = edgesOf([...group.flats.map((h) => h.y1), top, bottom]);
    if (xs.length < 3 || ys.length < 2) continue;
    const inside: Run[] = [];
    const outside: Run[] = [];
    for (const run of rest) {
      const middle = run.base - 0.35 * run.size;
      const within = middle > top && middle < bottom && run.right > left + 1 && run.x < right - 1;
      (within ? inside : outside).push(run);
    }
    if (inside.length === 0 || xs.length * ys.length > MAX_FIELDS) continue;
    const parts = bandsOf(meshOf(group, xs, ys), inside, page);
    // A frame round running text has one field a row.
    const goesOn = before !== null && tables.length === 0 && sameColumns(before.edges, parts[0]!.edges);
    if (!goesOn && !parts.some((t) => t.rows.some((r) => r.filter((c) => c.text !== '').length > 1))) continue;
    rest = outside;
    tables.push(...parts);
  }
  return { tables: tables.sort((a, b) => a.top - b.top), rest };
}

/** Where lines stand between the fields of a grid. */
interface Mesh {
  xs: readonly number[];
  ys: readonly number[];
  /** Whether a line parts the field from its right neighbour, from the one below. */
  parted(i: number, j: number): boolean;
  underlined(i: number, j: number): boolean;
}

function meshOf(
  group: { flats: readonly Rule[]; uprights: readonly Rule[] },
  xs: readonly number[],
  ys: readonly number[],
): Mesh {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const middle = (edges: readonly number[], k: number): number => (edges[k]! + edges[k + 1]!) / 2;
  const right = new Uint8Array(rows * columns);
  const below = new Uint8Array(rows * columns);
  for (const v of group.uprights)
    for (let j = 0; j < columns; j++)
      if (Math.abs(v.x1 - xs[j + 1]!) <= NEAR)
        for (let i = 0; i < rows; i++) if (v.y1 <= middle(ys, i) && v.y2 >= middle(ys, i)) right[i * columns + j] = 1;
  for (const h of group.flats)
    for (let i = 0; i < rows; i++)
      if (Math.abs(h.y1 - ys[i + 1]!) <= NEAR)
        for (let j = 0; j < columns; j++)
          if (h.x1 <= middle(xs, j) && h.x2 >= middle(xs, j)) below[i * columns + j] = 1;
  return {
    xs,
    ys,
    parted: (i, j) => right[i * columns + j] === 1,
    underlined: (i, j) => below[i * columns + j] === 1,
  };
}

/** A form is often several tables that touch: where neither row's columns are part of the other's, a new one begins. */
function bandsOf(mesh: Mesh, runs: readonly Run[], page: number): PdfTable[] {
  const { xs, ys } = mesh;
  const columns = xs.length - 1;
  const all = [...Array(columns - 1).keys()];
  const edgesIn = ys.slice(1).map((_, i) => new Set(all.filter((j) => mesh.parted(i, j))));
  const within = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].every((j) => b.has(j));
  const starts = [0];
  let open = new Set(edgesIn[0]);
  for (let i = 1; i < edgesIn.length; i++) {
    const own = edgesIn[i]!;
    const fits = within(own, open) || within(open, own);
    const closed = [...all, columns - 1].every((j) => mesh.underlined(i - 1, j));
    // One row out of line, then the same columns again: still the same table.
    const returns = edgesIn.slice(i + 1, i + 4).some((next) => next.size === open.size && within(next, open));
    if (!fits && closed && !returns) {
      starts.push(i);
      open = new Set(own);
    } else if (fits) for (const j of own) open.add(j);
  }
  return starts.map((from, k) => {
    const until = starts[k + 1] ?? edgesIn.length;
    const used = new Set(edgesIn.slice(from, until).flatMap((e) => [...e]));
    const bandXs = xs.filter((_, j) => j === 0 || j === columns || used.has(j - 1));
    const [top, bottom] = [ys[from]!, ys[until]!];
    const column = (j: number): number => xs.indexOf(bandXs[j + 1]!) - 1;
    const band: Mesh = {
      xs: bandXs,
      ys: ys.slice(from, until + 1),
      parted: (i, j) => mesh.parted(from + i, column(j)),
      underlined: (i, j) => mesh.underlined(from + i, column(j)),
    };
    const own = runs.filter((r) => {
      const y = r.base - 0.35 * r.size;
      return (k === 0 || y >= top) && (until === edgesIn.length || y < bottom);
    });
    return { rows: fieldsOf(band, own, page), edges: bandXs, top, bottom, page };
  });
}

function openEnds(group: { uprights: Rule[] }, left: number, right: number): number[] {
  const xs = group.uprights.map((v) => v.x1);
  const out: number[] = [];
  if (Math.min(...xs) - left > 12) out.push(left);
  if (right - Math.max(...xs) > 12) out.push(right);
  return out;
}

function fieldsOf({ xs, ys, parted, underlined }: Mesh, runs: readonly Run[], page: number): Field[][] {
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
export function cellText(runs: readonly Run[], width: number, page: number): { text: string; lines: number } {
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
