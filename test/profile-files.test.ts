// The Worker's files are those of the folder: what Node reads, a Worker carries.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROFILE_FILES, SENTENCE_FILES } from '../src/profile-files.ts';

const FOLDER = new URL('../db/profiles/', import.meta.url);
const filesIn = (folder: URL) =>
  readdirSync(folder)
    .filter((n) => n.endsWith('.json'))
    .sort();

it('are every report kind of the folder, as it stands there', () => {
  expect(Object.keys(PROFILE_FILES).sort()).toEqual(filesIn(FOLDER));
  for (const [name, json] of Object.entries(PROFILE_FILES))
    expect(json, name).toEqual(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
});

it('are every file of the sentence library', () => {
  const sentences = new URL('sentences/', FOLDER);
  expect(
    Object.keys(SENTENCE_FILES)
      .map((n) => `${n}.json`)
      .sort(),
  ).toEqual(filesIn(sentences));
});
