// What a report kind says about scoring, read from its JSON, which crosses the wire untyped: nothing is believed. Pure.
export interface ScoringOutline {
  sets: { id: string; label: string }[];
  groups: { name: string; weights: Record<string, number>; rows: string[]; level2: string[]; own: boolean }[];
  grades: { grade: string; from: number }[];
  caps: { below: number; total: number }[];
}

type Thing = Record<string, unknown>;
const thing = (x: unknown): Thing => (typeof x === 'object' && x !== null ? (x as Thing) : {});
const things = (x: unknown): Thing[] => (Array.isArray(x) ? x.map(thing) : []);
const words = (x: unknown): string => (typeof x === 'string' ? x : '');
const number = (x: unknown): number => (typeof x === 'number' ? x : 0);

/** Null where the kind has no scoring table. */
export function scoringOf(json: unknown): ScoringOutline | null {
  const scoring = thing(json).scoring;
  if (typeof scoring !== 'object' || scoring === null) return null;
  const s = thing(scoring);
  const text = (x: unknown): string[] => (Array.isArray(x) ? x.map(words).filter((w) => w !== '') : []);
  return {
    sets: things(s.sets).map((x) => ({ id: words(x.id), label: words(x.label) })),
    groups: things(s.groups).map((g) => ({
      name: words(g.name),
      weights: Object.fromEntries(Object.entries(thing(g.weights)).map(([k, v]) => [k, number(v)])),
      rows: things(g.rows).map((r) => words(r.name)),
      level2: text(g.level2),
      own: g.own === true,
    })),
    grades: things(thing(json).grades).map((g) => ({ grade: words(g.grade), from: number(g.from) })),
    caps: things(s.caps).map((c) => ({ below: number(c.below), total: number(c.total) })),
  };
}

/** The faults in a refusal's details. */
export function faultsIn(details: unknown): string[] | null {
  const list = thing(details).faults;
  return Array.isArray(list) ? list.filter((f): f is string => typeof f === 'string') : null;
}
