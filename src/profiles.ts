// Reads the report kinds of db/profiles on Node. A bad profile stops the start, naming the file and every fault.
import { readdir, readFile } from 'node:fs/promises';
import { fail, ok, type Result } from './core/problem.ts';
import type { Profile } from './core/profile.ts';
import { readProfile } from './core/profile.ts';

const FOLDER = new URL('../db/profiles/', import.meta.url);

export async function loadProfiles(folder: URL = FOLDER): Promise<Result<Profile[]>> {
  const names = (await readdir(folder)).filter((n) => n.endsWith('.json')).sort();
  const faults: string[] = [];
  const profiles: Profile[] = [];
  for (const name of names) {
    let json: unknown;
    try {
      json = JSON.parse(await readFile(new URL(name, folder), 'utf8'));
    } catch (cause) {
      faults.push(`${name}：不是有效的 JSON（${(cause as Error).message}）`);
      continue;
    }
    const read = readProfile(json);
    if (read.ok) profiles.push(read.profile);
    else faults.push(...read.faults.map((f) => `${name}：${f}`));
  }
  if (faults.length)
    return fail('bad-input', 'bad_profile', `报告格式文件有错，不能启动：${faults.join('；')}`, faults);
  return ok(profiles);
}
