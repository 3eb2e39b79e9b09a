// The scoring table as a grid: where the keyboard is, what is being typed, what waits to be saved, what was refused, what can be
// taken back. Typed words are never dropped: a cell that could not be saved keeps them. Pure; the page makes the requests.
import type { ScoreEdits, WireScore, WireScoreRow } from '../../src/http/wire.ts';

export const COLUMNS = ['name', 'level2', 'target', 'actual', 'weight', 'score', 'reason'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Cell {
  row: string;
  column: Column;
}
export interface Edit {
  row: string;
  field: string;
  /** null clears it. */
  value: string | null;
}
/** What a person typed and the service does not have yet. */
export interface Unsaved extends Edit {
  /** What stood there when the typing began. */
  seen: string;
  is: 'saving' | 'failed' | 'clash';
  error: string | null;
  /** What somebody else put there meanwhile. */
  theirs: string | null;
}
type Changed = { id: string; version: number }[];

export interface ScoreGrid {
  table: WireScore | null;
  at: Cell | null;
  editing: { value: string; seen: string } | null;
  unsaved: Unsaved[];
  undo: Changed[];
}
export const emptyGrid: ScoreGrid = { table: null, at: null, editing: null, unsaved: [], undo: [] };

export const rowsOf = (t: WireScore | null): WireScoreRow[] => t?.groups.flatMap((g) => g.rows) ?? [];
export const rowNamed = (t: WireScore | null, name: string): WireScoreRow | null =>
  rowsOf(t).find((r) => r.name === name) ?? null;

/** What stands in a field, as a person would type it; '' when nobody has given it. */
export function saidIn(row: WireScoreRow, field: string): string {
  if (field === 'name') return row.name;
  const cell = row.cells[field];
  // With 不低于 and the like, which the value itself does not hold: typing on must not lose them.
  if (cell && (field === 'target' || field === 'actual')) return row[field];
  return cell ? cell.value + (cell.unit === '分' ? '' : cell.unit) : '';
}
export const canEdit = (row: WireScoreRow, field: string): boolean => row.editable.includes(field);

/** Where an own indicator may stand, as one choice of level and second level; `at`: where it stands now, null in no group. */
export function placesFor(t: WireScore, row: WireScoreRow): { options: Place[]; at: string | null } {
  const options = t.limits.levels.flatMap(({ level1, level2 }) =>
    (level2.length ? level2 : ['']).map((l) => ({ id: `${level1}/${l}`, level1, level2: l })),
  );
  if (!isSorted(t, row.level1)) return { options, at: null };
  const at = `${row.level1}/${row.level2}`;
  // A second level of the office's own, or none yet, is kept in sight.
  return options.some((o) => o.id === at)
    ? { options, at }
    : { options: [...options, { id: at, level1: row.level1, level2: row.level2 }], at };
}
export interface Place {
  id: string;
  level1: string;
  level2: string;
}
export const isSorted = (t: WireScore, level1: string): boolean => t.limits.levels.some((l) => l.level1 === level1);
export const placeEdits = (row: WireScoreRow, to: Place): Edit[] => [
  { row: row.name, field: 'level1', value: to.level1 },
  ...(to.level2 !== row.level2 ? [{ row: row.name, field: 'level2', value: to.level2 || null }] : []),
];

/** What the grid prints in a cell, computed values included. */
export function shownIn(row: WireScoreRow, column: Column): string {
  switch (column) {
    case 'score':
      return row.score.final ?? '';
    case 'weight':
      return row.weight ?? '';
    case 'name':
      return row.label;
    case 'reason':
      return [row.reason, row.improvement].filter((t) => t !== '').join('；');
    default:
      return row[column];
  }
}

/** One step over the grid, stopping at its edges; `to: end` and `home` go to the ends of the row. */
export function movedCell(
  t: WireScore | null,
  at: Cell | null,
  to: 'up' | 'down' | 'left' | 'right' | 'home' | 'end',
): Cell | null {
  const rows = rowsOf(t);
  if (!rows.length) return null;
  const y = rows.findIndex((r) => r.name === at?.row);
  if (!at || y < 0) return { row: rows[0]!.name, column: 'name' };
  const x = COLUMNS.indexOf(at.column);
  const clip = (n: number, most: number): number => Math.max(0, Math.min(most, n));
  const next = {
    up: [y - 1, x],
    down: [y + 1, x],
    left: [y, x - 1],
    right: [y, x + 1],
    home: [y, 0],
    end: [y, COLUMNS.length - 1],
  }[to] as [number, number];
  return { row: rows[clip(next[0], rows.length - 1)]!.name, column: COLUMNS[clip(next[1], COLUMNS.length - 1)]! };
}

/** After Tab: the next cell that can be typed in, over the ends of rows; null at the end of the grid. */
export function nextEditable(t: WireScore | null, at: Cell, step: 1 | -1): Cell | null {
  const all = rowsOf(t).flatMap((r) => COLUMNS.filter((c) => canEdit(r, c)).map((column) => ({ row: r.name, column })));
  const rank = (c: Cell): number =>
    rowsOf(t).findIndex((r) => r.name === c.row) * COLUMNS.length + COLUMNS.indexOf(c.column);
  const here = rank(at);
  return step > 0 ? (all.find((c) => rank(c) > here) ?? null) : (all.filter((c) => rank(c) < here).pop() ?? null);
}

/** The next row that is still to be filled, after the one at hand and round again, at its first empty cell; null when only groups are open. */
export function nextOpen(t: WireScore | null, at: Cell | null): Cell | null {
  const rows = rowsOf(t);
  const here = rows.findIndex((r) => r.name === at?.row);
  const round = [...rows.slice(here + 1), ...rows.slice(0, here + 1)];
  const row = round.find((r) => t?.open.includes(r.name));
  if (!row) return null;
  const empty = COLUMNS.find((c) => c !== 'level2' && c !== 'reason' && canEdit(row, c) && shownIn(row, c) === '');
  return {
    row: row.name,
    column: t && row.origin === 'own' && !isSorted(t, row.level1) ? 'level2' : (empty ?? 'name'),
  };
}

const same = (a: { row: string; field: string }, b: { row: string; field: string }): boolean =>
  a.row === b.row && a.field === b.field;
export const unsavedAt = (s: ScoreGrid, row: string, field: string): Unsaved | null =>
  s.unsaved.find((u) => same(u, { row, field })) ?? null;

export const asRequest = (edits: readonly Edit[]): NonNullable<ScoreEdits['rows']> =>
  edits.map(({ row, field, value }) => ({ name: row, field, value }));

export type GridAction =
  | { do: 'load'; table: WireScore }
  | { do: 'go'; at: Cell | null }
  /** `with`: the first letter when typing starts on a cell. */
  | { do: 'type'; value: string }
  | { do: 'begin'; with?: string }
  | { do: 'cancel' }
  | { do: 'save'; edits: (Edit & { seen: string })[] }
  | { do: 'saved'; edits: readonly Edit[]; table: WireScore; changed: Changed }
  | { do: 'failed'; edits: readonly Edit[]; error: string }
  /** The table as it is now, after somebody saved first. */
  | { do: 'stale'; edits: readonly Edit[]; table: WireScore }
  | { do: 'drop'; edit: Edit }
  | { do: 'undone'; table: WireScore }
  | { do: 'forget' };

const without = (s: ScoreGrid, edits: readonly Edit[]): Unsaved[] =>
  s.unsaved.filter((u) => !edits.some((e) => same(e, u)));

export function grid(s: ScoreGrid, a: GridAction): ScoreGrid {
  switch (a.do) {
    case 'load':
      return withTable(s, a.table);
    case 'go':
      return { ...s, at: a.at, editing: null };
    case 'begin': {
      const row = s.at && rowNamed(s.table, s.at.row);
      if (!s.at || !row || !canEdit(row, s.at.column)) return s;
      const seen = saidIn(row, s.at.column);
      const kept = unsavedAt(s, row.name, s.at.column);
      return { ...s, editing: { value: a.with ?? kept?.value ?? seen, seen: kept?.seen ?? seen } };
    }
    case 'type':
      return s.editing ? { ...s, editing: { ...s.editing, value: a.value } } : s;
    case 'cancel':
      return { ...s, editing: null };
    case 'save':
      return {
        ...s,
        editing: null,
        unsaved: [
          ...without(s, a.edits),
          ...a.edits.map((e) => ({ ...e, is: 'saving' as const, error: null, theirs: null })),
        ],
      };
    case 'saved': {
      // A renamed row keeps the keyboard.
      const renamed = a.edits.find((e) => e.field === 'name' && e.row === s.at?.row);
      const at = renamed?.value && s.at ? { ...s.at, row: renamed.value } : s.at;
      const undo = a.changed.length ? [...s.undo, a.changed] : s.undo;
      return { ...withTable({ ...s, at, unsaved: without(s, a.edits) }, a.table), undo };
    }
    case 'failed':
      return {
        ...s,
        unsaved: s.unsaved.map((u) => (a.edits.some((e) => same(e, u)) ? { ...u, is: 'failed', error: a.error } : u)),
      };
    case 'stale': {
      const unsaved = s.unsaved.map((u): Unsaved => {
        const row = rowNamed(a.table, u.row);
        const now = row ? saidIn(row, u.field) : u.seen;
        return a.edits.some((e) => same(e, u)) && now !== u.seen ? { ...u, is: 'clash', theirs: now } : u;
      });
      return { ...withTable(s, a.table), unsaved };
    }
    case 'drop':
      return { ...s, unsaved: without(s, [a.edit]) };
    case 'undone':
      return { ...withTable(s, a.table), undo: s.undo.slice(0, -1) };
    case 'forget':
      return { ...s, undo: s.undo.slice(0, -1) };
  }
}

/** Edits that may be sent again against the table of now: nobody else touched their cells. */
export const resendable = (s: ScoreGrid, edits: readonly Edit[]): Unsaved[] =>
  s.unsaved.filter((u) => u.is === 'saving' && edits.some((e) => same(e, u)));

function withTable(s: ScoreGrid, table: WireScore): ScoreGrid {
  const at = s.at && rowNamed(table, s.at.row) ? s.at : movedCell(table, null, 'down');
  return { ...s, table, at };
}
