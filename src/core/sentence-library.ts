// The sentence library: passages that several report kinds share, by name, and how a section that names one gets its patterns.
// Reads no files; checks names and loops only.
import type { Pattern, WrittenPattern } from './profile.ts';

/** name (money.execution) -> patterns. A passage may name others. */
export type Library = ReadonlyMap<string, readonly WrittenPattern[]>;

export interface Expanded {
  patterns: Pattern[];
  /** In Chinese: names that are not there, passages that come back to themselves. */
  faults: string[];
  /** Every passage that was used, also within others. */
  used: Set<string>;
}

export function expand(written: readonly WrittenPattern[], library: Library): Expanded {
  const out: Expanded = { patterns: [], faults: [], used: new Set() };
  const walk = (patterns: readonly WrittenPattern[], trail: readonly string[]): void => {
    for (const p of patterns) {
      if (!('use' in p)) {
        out.patterns.push(p);
        continue;
      }
      const passage = library.get(p.use);
      if (trail.includes(p.use)) out.faults.push(`句子“${[...trail, p.use].join('”→“')}”循环引用`);
      else if (!passage) out.faults.push(`句子库里没有“${p.use}”`);
      else {
        out.used.add(p.use);
        walk(passage, [...trail, p.use]);
      }
    }
  };
  walk(written, []);
  return out;
}

/** Passages that no outline uses, directly or within another. */
export function unusedPassages(library: Library, outlines: readonly (readonly WrittenPattern[])[]): string[] {
  const used = new Set(outlines.flatMap((o) => [...expand(o, library).used]));
  return [...library.keys()].filter((name) => !used.has(name));
}
