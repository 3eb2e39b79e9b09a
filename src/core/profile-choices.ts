// What may be chosen for a fact: the report kind's own bands and grades, else what the catalogue lists. Reads nothing, checks nothing.
import { definitionOf } from './catalogue/catalogue.ts';
import type { Profile } from './profile.ts';

/** Facts whose choices a report kind names itself. */
const NAMED: Readonly<Record<string, (profile: Naming) => readonly string[]>> = {
  indicator_band: ({ scoring }) => scoring.bands.map((b) => b.label),
  self_grade: ({ grades }) => grades.map((g) => g.grade),
};

export type Naming = Pick<Profile, 'scoring' | 'grades'>;

export const isNamedByProfile = (key: string): boolean => Object.hasOwn(NAMED, key);

/** null where anything may be said. */
export function choicesOf(key: string, profile: Naming | null): readonly string[] | null {
  const own = profile && isNamedByProfile(key) ? NAMED[key]!(profile) : [];
  return own.length ? own : (definitionOf(key)?.choices ?? null);
}

/** 公益一类事业单位 is 公益一类: the catalogue's choices may be said with more words, a report kind's own only as it prints them. */
export function isChoice(value: string, key: string, profile: Naming | null): boolean {
  const choices = choicesOf(key, profile);
  if (!choices) return true;
  return profile && isNamedByProfile(key) ? choices.includes(value) : choices.some((c) => value.startsWith(c));
}
