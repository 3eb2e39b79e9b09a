// Reads prompts/*.md on Node. A bad prompt stops the start, naming its file and every fault.
import { readdir, readFile } from 'node:fs/promises';
import { fail, ok, type Result } from './core/problem.ts';
import { type Prompts, readPrompts } from './model/prompt.ts';

const FOLDER = new URL('../prompts/', import.meta.url);

export async function loadPrompts(folder: URL = FOLDER): Promise<Result<Prompts>> {
  const names = (await readdir(folder).catch(() => [])).filter((n) => n.endsWith('.md')).sort();
  const texts = await Promise.all(names.map((n) => readFile(new URL(n, folder), 'utf8')));
  const read = readPrompts(Object.fromEntries(names.map((name, i) => [name, texts[i]!])));
  if (read.ok) return ok(read.prompts);
  return fail('bad-input', 'bad_prompt', `提示词文件有错，不能启动：${read.faults.join('；')}`, read.faults);
}
