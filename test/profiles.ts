// The shipped report kinds, read as the program reads them.
import { readdirSync, readFileSync } from 'node:fs';
import { type Profile, readProfile } from '../src/core/profile.ts';
import { readLibrary } from '../src/core/read-library.ts';
import type { Library } from '../src/core/sentence-library.ts';

const FOLDER = new URL('../db/profiles/', import.meta.url);
const jsonIn = (folder: URL): [string, unknown][] =>
  readdirSync(folder)
    .filter((n) => n.endsWith('.json'))
    .sort()
    .map((n) => [n.replace(/\.json$/, ''), JSON.parse(readFileSync(new URL(n, folder), 'utf8'))]);

export const LIBRARY: Library = (() => {
  const read = readLibrary(Object.fromEntries(jsonIn(new URL('sentences/', FOLDER))));
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.library;
})();

/** id -> the file as it is written. */
export const WRITTEN: ReadonlyMap<string, unknown> = new Map(jsonIn(FOLDER));

export const PROFILES: readonly Profile[] = [...WRITTEN].map(([id, json]) => {
  const read = readProfile(json, LIBRARY);
  if (!read.ok) throw new Error(`${id}：${read.faults.join('\n')}`);
  return read.profile;
});

export function profileNamed(id: string): Profile {
  const found = PROFILES.find((p) => p.id === id);
  if (!found) throw new Error(`no profile ${id}`);
  return found;
}
