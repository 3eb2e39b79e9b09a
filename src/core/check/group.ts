// Findings of one cause become one finding with further places: the same word wrong ten times is one thing to settle.
import type { Finding, Place } from './finding.ts';

/** By rule and message: what is said in the same words has the same cause. The first place stays the finding's own. */
export function grouped(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const f of findings) {
    const key = `${f.rule}\n${f.message}`;
    const before = first.get(key);
    if (!before || !before.place || !f.place) {
      first.set(before ? `${key}\n${first.size}` : key, f);
      continue;
    }
    const more: Place[] = [...(before.more ?? []), f.place, ...(f.more ?? [])];
    const facts = [...before.facts, ...f.facts.filter((s) => !before.facts.some((b) => same(b, s)))];
    first.set(key, { ...before, facts, more });
  }
  return [...first.values()];
}

const same = (a: Finding['facts'][number], b: Finding['facts'][number]): boolean =>
  a.key === b.key && a.period === b.period && a.scope === b.scope && a.item === b.item;
