// Reads the report kinds and the sentence library of db/profiles on Node. A bad file stops the start, naming it and every fault.
import { readdir, readFile } from 'node:fs/promises';
import { fail, ok, type Result } from './core/problem.ts';
import { type Profile, readProfile } from './core/profile.ts';
import { readLibrary } from './core/read-library.ts';
import type { Library } from './core/sentence-library.ts';

const FOLDER = new URL('../db/profiles/', import.meta.url);

export interface ReportKinds {
  profiles: Profile[];
  library: Library;
  /** As the files write them, sentences of the library by name: what a copy begins with. */
  written: ReadonlyMap<string, unknown>;
}

type Files = { name: string; json: unknown }[];

async function jsonFiles(folder: URL, faults: string[]): Promise<Files> {
  const names = (await readdir(folder)).filter((n) => n.endsWith('.json')).sort();
  const files: Files = [];
  for (const name of names) {
    try {
      files.push({ name, json: JSON.parse(await readFile(new URL(name, folder), 'utf8')) });
    } catch (cause) {
      faults.push(`${name}：不是有效的 JSON（${(cause as Error).message}）`);
    }
  }
  return files;
}

export async function loadReportKinds(folder: URL = FOLDER): Promise<Result<ReportKinds>> {
  const faults: string[] = [];
  const sentences = await jsonFiles(new URL('sentences/', folder), faults);
  const read = readLibrary(Object.fromEntries(sentences.map((f) => [f.name.replace(/\.json$/, ''), f.json])));
  if (!read.ok) faults.push(...read.faults.map((f) => `sentences/${f}`));
  const library: Library = read.ok ? read.library : new Map();
  const profiles: Profile[] = [];
  const written = new Map<string, unknown>();
  for (const { name, json } of await jsonFiles(folder, faults)) {
    // Without its sentences a sound file would look faulty.
    if (!read.ok) continue;
    const one = readProfile(json, library);
    if (!one.ok) faults.push(...one.faults.map((f) => `${name}：${f}`));
    else if (written.has(one.profile.id)) faults.push(`${name}：格式编号“${one.profile.id}”与另一个文件重复`);
    else {
      profiles.push(one.profile);
      written.set(one.profile.id, json);
    }
  }
  if (faults.length)
    return fail('bad-input', 'bad_profile', `报告格式文件有错，不能启动：${faults.join('；')}`, faults);
  return ok({ profiles, library, written });
}

export async function loadProfiles(folder: URL = FOLDER): Promise<Result<Profile[]>> {
  const kinds = await loadReportKinds(folder);
  return kinds.ok ? ok(kinds.value.profiles) : kinds;
}
