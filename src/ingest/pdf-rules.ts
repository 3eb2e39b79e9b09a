// Ruling lines as they were drawn, in pieces, to whole lines, their edges, and the groups that meet. Knows no text.
import type { Rule } from './pdf-page.ts';

/** Lines closer than this are one; ends that miss each other by this still meet. */
export const NEAR = 3.5;

/** Pieces of one straight line put together. `flat`: those that run across. */
export function merged(rules: readonly Rule[], flat: boolean): Rule[] {
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
export function edgesOf(values: readonly number[]): number[] {
  const out: number[] = [];
  for (const v of [...values].sort((a, b) => a - b)) if (out.length === 0 || v - out.at(-1)! > NEAR) out.push(v);
  return out;
}

/** Lines that meet, directly or through others. */
export function connected(flats: readonly Rule[], uprights: readonly Rule[]): { flats: Rule[]; uprights: Rule[] }[] {
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
