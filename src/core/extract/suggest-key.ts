// Which entry of the catalogue a number's surroundings name, where they name exactly one: an offer to a person, never a fact.
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import { unitOf } from '../number/unit.ts';

export interface Suggestion {
  key: string;
  title: string;
  period: number | null;
}

/** Shorter words (货物, 编外, 执行数) name too much. */
const SHORTEST = 4;
/** How far before the number its name may end. */
const NEAR = 12;

interface Named {
  word: string;
  entries: FactDefinition[];
}

const KINDS: ReadonlySet<FactDefinition['kind']> = new Set(['money', 'count', 'percent', 'score'] as const);

/** dimension -> words, longest first, with the entries that bear them. */
const WORDS: ReadonlyMap<string, readonly Named[]> = (() => {
  const byDimension = new Map<string, Map<string, FactDefinition[]>>();
  for (const d of CATALOGUE) {
    if (!KINDS.has(d.kind) || d.many || (d.scope !== null && d.scope !== 'sub_unit')) continue;
    const dimension = unitOf(d.unit).dimension;
    const words = byDimension.get(dimension) ?? new Map<string, FactDefinition[]>();
    for (const w of new Set([...d.words, d.label.replace(/（[^）]*）/g, '')]))
      if (w.length >= SHORTEST) words.set(w, [...(words.get(w) ?? []), d]);
    byDimension.set(dimension, words);
  }
  return new Map(
    [...byDimension].map(([dimension, words]) => [
      dimension,
      [...words].map(([word, entries]) => ({ word, entries })).sort((a, b) => b.word.length - a.word.length),
    ]),
  );
})();

/** The number is a change, a share or an average of what is named. */
const DERIVED = /[\d，。；]|增加|减少|增长|下降|上升|降低|较|比|占|人均|平均|其中|差/;

const WHOLE =
  /^(?:截至|到)?(?:(?:19|20)\d{2}年(?:度|末|底)?|上年度?|本年度?|年末|年初|全年|\d{1,2}月\d{1,2}日)*(?:，)?(?:本|我|全)?(?:部门|单位|局|委|办|镇|院|中心|系统)?(?:的)?$/;

/** `before`: the words up to the number, or a table's row and column. */
export function suggestKey(before: string, unit: string): FactDefinition | null {
  const text = before.replace(/\s/g, '').slice(-60);
  let best: { at: number; named: Named } | null = null;
  for (const named of WORDS.get(unitOf(unit).dimension) ?? []) {
    if (best && named.word.length < best.named.word.length) break;
    const at = text.lastIndexOf(named.word);
    if (at >= 0 && (!best || at > best.at)) best = { at, named };
  }
  if (!best) return null;
  // Words before the name in its clause say whose it is: only the year and the office itself leave it whole.
  const lead = /[^，。；：:、（）()·]*$/.exec(text.slice(0, best.at))![0];
  if (!WHOLE.test(lead)) return null;
  const after = text.slice(best.at + best.named.word.length);
  if (after.length > NEAR || DERIVED.test(after)) return null;
  const { entries } = best.named;
  if (entries.length === 1) return entries[0]!;
  // The same words name the budgeted and the spent sum; the clause says which it is.
  const budget = /预算|年初|批复/.test(text);
  const final = /决算|实际|执行|本年支出|本年收入/.test(text);
  if (budget === final) return null;
  const meant = entries.filter((d) => (budget ? /budget/ : /final|actual/).test(d.key));
  return meant.length === 1 ? meant[0]! : null;
}
