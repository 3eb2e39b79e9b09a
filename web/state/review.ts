// What a clerk sees and does while checking facts: groups, order, decisions, undo. Pure; the requests are made by the page.
import type { Decision, WireConflict, WireFact } from '../../src/http/wire.ts';

/** One row of the list: a fact, or several facts that disagree about one slot. */
export type Row =
  | { is: 'fact'; id: string; fact: WireFact }
  | { is: 'conflict'; id: string; conflict: WireConflict; facts: WireFact[] };

export interface Group {
  theme: string;
  rows: Row[];
  /** Rows still to be decided. */
  open: number;
  /** Candidates of high confidence: what “accept all” takes. */
  high: WireFact[];
}

export interface Review {
  facts: WireFact[];
  conflicts: WireConflict[];
  /** The row that has the keyboard. */
  at: string | null;
  onlyOpen: boolean;
  /** The facts that each step decided, the latest last. */
  undo: string[][];
}

export const emptyReview: Review = { facts: [], conflicts: [], at: null, onlyOpen: false, undo: [] };

export const isOpen = (f: WireFact): boolean => f.standing.is === 'candidate' || f.standing.is === 'disputed';

/** Facts that still wait for a person. */
export const remaining = (facts: readonly WireFact[]): number => facts.filter(isOpen).length;

const THEMES = [
  'unit',
  'staff',
  'assets',
  'budget',
  'final',
  'three_public',
  'goals',
  'results',
  'management',
  'other',
];
const themeRank = (theme: string): number => {
  const i = THEMES.indexOf(theme);
  return i < 0 ? THEMES.length - 1.5 : i;
};

const startOf = (f: WireFact): number => placesOf(f)[0]?.start ?? Number.MAX_SAFE_INTEGER;
const doubt = { low: 0, medium: 1, high: 2 } as const;

/** Doubtful first, then as they stand in the text. Standing plays no part: rows must not jump while a person works. */
const byDoubt = (a: WireFact, b: WireFact): number =>
  doubt[a.confidence] - doubt[b.confidence] || startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1);

export function groups(review: Review): Group[] {
  const inConflict = new Map<string, WireConflict>();
  const byId = new Map(review.facts.map((f) => [f.id, f]));
  for (const c of review.conflicts) for (const id of c.ids) inConflict.set(id, c);

  const themes = new Map<string, Row[]>();
  const put = (theme: string, row: Row): void => {
    const rows = themes.get(theme);
    if (rows) rows.push(row);
    else themes.set(theme, [row]);
  };
  const placed = new Set<WireConflict>();
  for (const fact of [...review.facts].sort(byDoubt)) {
    const conflict = inConflict.get(fact.id);
    if (!conflict) {
      put(fact.theme, { is: 'fact', id: fact.id, fact });
    } else if (!placed.has(conflict)) {
      placed.add(conflict);
      const facts = conflict.ids.flatMap((id) => byId.get(id) ?? []);
      put(fact.theme, { is: 'conflict', id: facts[0]?.id ?? fact.id, conflict, facts });
    }
  }
  const out: Group[] = [];
  for (const theme of [...themes.keys()].sort((a, b) => themeRank(a) - themeRank(b) || (a < b ? -1 : 1))) {
    const rows = themes.get(theme)!;
    rows.sort((a, b) => Number(b.is === 'conflict') - Number(a.is === 'conflict'));
    const shown = review.onlyOpen ? rows.filter(rowOpen) : rows;
    if (!shown.length) continue;
    out.push({ theme, rows: shown, open: rows.filter(rowOpen).length, high: rows.flatMap(highOf) });
  }
  return out;
}

export const rowOpen = (r: Row): boolean => (r.is === 'conflict' ? r.facts.some(isOpen) : isOpen(r.fact));

const highOf = (r: Row): WireFact[] =>
  r.is === 'fact' && r.fact.standing.is === 'candidate' && r.fact.confidence === 'high' ? [r.fact] : [];

export const rowIds = (gs: readonly Group[]): string[] => gs.flatMap((g) => g.rows.map((r) => r.id));
export const rowOf = (gs: readonly Group[], id: string | null): Row | null => {
  for (const g of gs)
    for (const r of g.rows) if (r.id === id || (r.is === 'conflict' && r.facts.some((f) => f.id === id))) return r;
  return null;
};
export const groupOf = (gs: readonly Group[], id: string | null): Group | null =>
  gs.find((g) => g.rows.some((r) => r.id === id)) ?? null;

/** The row `step` places on, stopping at the ends; the first one when nothing has the keyboard yet. */
export function moved(ids: readonly string[], at: string | null, step: number): string | null {
  if (!ids.length) return null;
  const i = at === null ? -1 : ids.indexOf(at);
  if (i < 0) return ids[0]!;
  return ids[Math.max(0, Math.min(ids.length - 1, i + step))]!;
}

/** The next open row after `at` (wrapping round), else the one that follows, so that Enter, Enter, Enter works a list down. */
export function nextOpen(gs: readonly Group[], at: string | null): string | null {
  const rows = gs.flatMap((g) => g.rows);
  const i = rows.findIndex((r) => r.id === at);
  for (let k = 1; k < rows.length; k++) {
    const row = rows[(i + k) % rows.length]!;
    if (rowOpen(row)) return row.id;
  }
  return moved(
    rows.map((r) => r.id),
    at,
    1,
  );
}

export const accept = (f: WireFact): Decision => ({ id: f.id, decision: 'accept', expectedVersion: f.version });
export const reject = (f: WireFact, reason?: string): Decision => ({
  id: f.id,
  decision: 'reject',
  expectedVersion: f.version,
  ...(reason ? { reason } : {}),
});
/** Where the text says it: after an edit the place of what it said before. */
export function placesOf(f: WireFact): { sourceId: string; start: number; end: number; quote: string }[] {
  const said = f.raw ?? f;
  return [said.origin, ...said.also].flatMap((o) => (o.from === 'text' ? [o] : []));
}

export const reopen = (f: WireFact): Decision => ({ id: f.id, decision: 'reopen', expectedVersion: f.version });
/** Ways to say a number that is not exact, as a clerk may choose them. */
export const HEDGES = ['约', '左右', '余', '多', '近', '不足', '超过', '逾', '突破', '以上', '不低于', '以下'] as const;
export const isHedge = (q: WireFact['qualifier']): boolean => HEDGES.some((h) => h === q);

/** A word that makes the number inexact is named with every edit, or taken away: what is not named stays. */
export const edit = (f: WireFact, value: string, unit: string, qualifier: WireFact['qualifier'] = null): Decision => ({
  id: f.id,
  decision: 'edit',
  value,
  unit,
  ...(qualifier !== null || isHedge(f.qualifier) ? { qualifier } : {}),
  expectedVersion: f.version,
});

export type ReviewAction =
  | { do: 'load'; facts: WireFact[]; conflicts: WireConflict[] }
  | { do: 'focus'; id: string | null }
  | { do: 'only-open'; on: boolean }
  /** The service settled these; `decided` are the ids the person decided, `undone` is true when this was an undo itself. */
  | { do: 'settled'; facts: WireFact[]; decided: string[]; undone: boolean }
  /** The latest step cannot be taken back any more; the one before it may. */
  | { do: 'forget' };

/** Takes the latest step back, as it is seen now; null when there is none. What each fact was before, the service knows. */
export function takeBack(state: Review): Decision[] | null {
  const step = state.undo[state.undo.length - 1];
  if (!step) return null;
  return state.facts.flatMap((f) =>
    step.includes(f.id) ? [{ id: f.id, decision: 'undo' as const, expectedVersion: f.version }] : [],
  );
}

export function review(state: Review, action: ReviewAction): Review {
  switch (action.do) {
    case 'load': {
      const known = new Set(action.facts.map((f) => f.id));
      const next = { ...state, facts: action.facts, conflicts: action.conflicts };
      const at = state.at !== null && known.has(state.at) ? state.at : null;
      return { ...next, at: at ?? nextOpen(groups(next), null) };
    }
    case 'focus':
      return { ...state, at: action.id };
    case 'only-open':
      return { ...state, onlyOpen: action.on };
    case 'settled': {
      const changed = new Map(action.facts.map((f) => [f.id, f]));
      const byId = new Set(state.facts.map((f) => f.id));
      const facts = [...state.facts.map((f) => changed.get(f.id) ?? f), ...action.facts.filter((f) => !byId.has(f.id))];
      const undo = action.undone ? state.undo.slice(0, -1) : [...state.undo, action.decided];
      return { ...state, facts, undo };
    }
    case 'forget':
      return { ...state, undo: state.undo.slice(0, -1) };
  }
}

/** What a person typed as a value: full-width digits and separators are tidied, a unit glued to the number is split off.
 * null when nothing was typed. Words (names, passages) stay as they are. */
export function typedValue(typed: string, unit: string): { value: string; unit: string } | null {
  const text = typed.trim();
  if (!text) return null;
  if (unit === '') return { value: text, unit };
  const plain = text
    .replace(/[０-９．，％－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/(\d)[,，\s](?=\d)/g, '$1');
  const m = /^(-?\d+(?:\.\d+)?)\s*(\D*)$/.exec(plain);
  if (!m) return { value: text, unit };
  return { value: m[1]!, unit: m[2]!.trim() || unit };
}
