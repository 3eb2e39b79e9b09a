// Tables with ruling lines: where lines cross there is a grid, a missing line between two fields is a merge, and text
// belongs to the field it stands in. Tables without lines are read elsewhere.
import { type Field, fieldsOf, type Mesh } from './pdf-field.ts';
import type { Rule, Run } from './pdf-page.ts';
import { connected, edgesOf, merged, NEAR } from './pdf-rules.ts';

export interface PdfTable {
  rows: Field[][];
  /** Edges of the columns, from the left. */
  edges: number[];
  top: number;
  bottom: number;
  page: number;
}

const MAX_LINES = 2500;
const MAX_FIELDS = 100_000;

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
