// Finds the sections that words of a message name in a profile's outline: 1.5, 1, all, 预算执行情况.
import type { SectionId } from '../id.ts';
import type { Profile, ProfileSection } from '../profile.ts';

const plain = (s: string): string =>
  s.replace(/[\s，,、。．.；;：:“”"（）()]/g, '').replace(/^(?:当年|本年度?|部门整体支出|部门|年度)+/, '');

/** Shared characters in order; a section's words are few, so the table stays small. */
function common(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    for (let j = 0; j < b.length; j++) next.push(x === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    row = next;
  }
  return row[b.length]!;
}

/** A part stands for its sections: a heading of its own has no text. Empty when nothing, or several alike, are named. */
export function sectionsNamed(said: SectionId | 'all', profile: Profile): SectionId[] {
  const { outline } = profile;
  if (said === 'all') return writable(outline);
  const exact = outline.find((s) => s.id === said);
  if (exact) return under(exact, outline);
  const words = plain(said);
  if (words.length < 2) return [];
  const scored = outline
    .map((section) => {
      const names = [section.title, ...(section.names ?? [])].map(plain);
      // A title that holds the words whole is meant before one that shares characters with them.
      const score = Math.max(
        ...names.map((n) => (n.includes(words) ? 2 - n.length / 1000 : common(words, n) / words.length)),
      );
      return { section, score };
    })
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score < 0.8 || (second && second.score === best.score)) return [];
  return under(best.section, outline);
}

const children = (s: ProfileSection, outline: readonly ProfileSection[]): ProfileSection[] =>
  outline.filter((c) => c.id.startsWith(`${s.id}.`));

const writable = (outline: readonly ProfileSection[]): SectionId[] =>
  outline.filter((s) => children(s, outline).length === 0).map((s) => s.id);

function under(s: ProfileSection, outline: readonly ProfileSection[]): SectionId[] {
  const parts = children(s, outline);
  return parts.length ? parts.map((p) => p.id) : [s.id];
}
