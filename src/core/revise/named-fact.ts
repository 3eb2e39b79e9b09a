// The one fact that words are about: by a name of the catalogue, or by a name whose words stand in another order (预算收入总额 for
// 收入预算总额). Names nothing where two facts would do.
import { definitionOf, labelOf } from '../catalogue/catalogue.ts';
import { namedKeys } from '../draft/verify-name.ts';
import type { StatedFact } from '../fact.ts';
import { namesIn } from '../interview/naming.ts';
import { unitOf } from '../number/unit.ts';

export interface About {
  /** Words up to the number, and behind it; what was said before them. */
  near: string;
  tail?: string;
  earlier?: string;
  unit: string;
  year: number;
}

/** `period`: of facts that carry none. The whole unit's facts only. */
export function factAbout(
  { near, tail = '', earlier = '', unit, year }: About,
  facts: readonly StatedFact[],
  period: number,
): StatedFact | null {
  const dimension = unit === '' ? null : unitOf(unit).dimension;
  const there = facts.filter(
    (f) =>
      f.scope === null &&
      !definitionOf(f.key)?.many &&
      (f.period ?? period) === year &&
      /\d/.test(f.value) &&
      (dimension === null || unitOf(f.unit || definitionOf(f.key)?.unit || '').dimension === dimension),
  );
  const keys = namedKeys(near, tail, earlier, dimension);
  const exact = new Set(namesIn(near).flatMap((n) => (n.keys.length === 1 ? [n.keys[0]!.key] : [])));
  return (
    only(there.filter((f) => exact.has(f.key))) ??
    only(there.filter((f) => keys.has(f.key))) ??
    only(there.filter((f) => turnedAbout(near, labelOf(f.key))))
  );
}

const only = (facts: readonly StatedFact[]): StatedFact | null =>
  new Set(facts.map((f) => f.key)).size === 1 ? facts[0]! : null;

/** Words that belong to no name. */
const FRAME =
  /(?:19|20)\d{2}年度?|部门|单位|本年度?|当年|全年|年度|我局|我中心|我单位|合计|共计?|其中|为|是|达到?|的|了|数|\s|[^\u4e00-\u9fff]/g;

/** The same words in another order, none of them left over. */
function turnedAbout(said: string, label: string): boolean {
  const clause = said
    .split(/[，,；;。：:]/)
    .at(-1)!
    .replace(FRAME, '');
  const name = label.replace(/（[^）]*）/g, '').replace(FRAME, '');
  return name.length >= 4 && sorted(clause) === sorted(name);
}

const sorted = (s: string): string => [...s].sort().join('');
