// Findings of one cause become one finding with further places: the same word wrong ten times is one thing to settle.
import { slotKey } from '../fact.ts';
import type { Finding, Place } from './finding.ts';

/** By rule, message and quote: what is said in the same words has the same cause. The first place stays the finding's own. */
export function grouped(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const [i, f] of findings.entries()) {
    // Without a place there is nothing to add to another finding.
    const key = f.place ? `${f.rule}\n${f.message}\n${f.facts.length ? '' : f.place.quote}` : `#${i}`;
    const group = groups.get(key);
    if (group) group.push(f);
    else groups.set(key, [f]);
  }
  return [...groups.values()].map(joined);
}

/** Of findings of one rule on overlapping places the first stays: what facts show and what a sentence shows is one thing. */
export function withoutEchoes(findings: readonly Finding[], before: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ rule, place }) =>
      !place ||
      !before.some((b) => b.rule === rule && b.place && b.place.start < place.end && place.start < b.place.end),
  );
}

function joined(group: readonly Finding[]): Finding {
  const [first, ...rest] = group as [Finding, ...Finding[]];
  if (!rest.length) return first;
  const more: Place[] = [...(first.more ?? []), ...rest.flatMap((f) => [f.place!, ...(f.more ?? [])])];
  const facts = [...new Map(group.flatMap((f) => f.facts).map((s) => [slotKey(s), s])).values()];
  return { ...first, facts, more };
}
