// Prompts: what is read, what is refused at the start, and that a value goes in once, as it is.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillPrompt, PROMPT_TASKS, type Prompts, readPrompts } from '../../src/model/prompt.ts';
import { PROMPT_INPUTS } from '../../src/model/prompt-inputs.ts';
import { loadPrompts } from '../../src/prompts.ts';

const FOLDER = new URL('../../prompts/', import.meta.url);
const shipped = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(FOLDER)
      .filter((n) => n.endsWith('.md'))
      .map((n) => [n, readFileSync(new URL(n, FOLDER), 'utf8')]),
  );
const read = (files: Record<string, string>): Prompts => {
  const got = readPrompts(files);
  if (!got.ok) throw new Error(got.faults.join('\n'));
  return got.prompts;
};
const faultsOf = (files: Record<string, string>): string[] => {
  const got = readPrompts(files);
  return got.ok ? [] : got.faults;
};
/** The shipped files, one of them changed. */
const changed = (file: string, from: RegExp | string, to: string): Record<string, string> => {
  const files = shipped();
  const text = files[file]!.replace(from, to);
  expect(text).not.toBe(files[file]);
  return { ...files, [file]: text };
};

describe('the shipped prompts', () => {
  it('are all there, one a task, and stand up to the checks', async () => {
    expect(Object.keys(read(shipped())).sort()).toEqual([...PROMPT_TASKS].sort());
    expect((await loadPrompts()).ok).toBe(true);
  });

  it('are carried by the Worker, every one', () => {
    const carried = readFileSync(new URL('../../src/prompt-files.ts', import.meta.url), 'utf8');
    for (const name of Object.keys(shipped())) expect(carried).toContain(`'../prompts/${name}'`);
  });

  it('fill without a place left over and without a secret of ours', () => {
    for (const p of Object.values(read(shipped()))) {
      const filled = fillPrompt(p, Object.fromEntries(p.inputs.map((i) => [i, '值'])));
      for (const name of p.inputs) expect(`${filled.system}${filled.user}`).not.toContain(`{{${name}}}`);
      expect(`${filled.system}${filled.user}`).not.toMatch(/\\\{\{/);
    }
  });
});

describe('a bad prompt stops the start', () => {
  it.each([
    ['a missing file', (f: Record<string, string>) => delete f['repair.md'], 'prompts/repair.md：缺少这个文件'],
  ])('%s', (_, spoil, fault) => {
    const files = shipped();
    spoil(files);
    expect(faultsOf(files).join('\n')).toContain(fault);
  });

  it.each([
    ['no front matter', 'write.md', /^---\n[\s\S]*?---\n/, '', 'prompts/write.md：开头：'],
    ['a task of another name', 'write.md', 'task: write', 'task: compose', 'prompts/write.md：task：应为'],
    ['a task in the wrong file', 'write.md', 'task: write', 'task: revise', 'prompts/write.md：task：文件名应为'],
    ['no version', 'write.md', /version: .*\n/, '', 'prompts/write.md：version：'],
    ['an unknown output', 'write.md', 'output: lines', 'output: poem', 'prompts/write.md：output：应为'],
    ['inputs that are no list', 'write.md', /inputs: .*\n/, 'inputs: year\n', 'prompts/write.md：inputs：应写成'],
    ['an undeclared input', 'write.md', '[year, ', '[', 'prompts/write.md：inputs：没有声明“year”'],
    ['an unused input', 'write.md', '{{year}}', '今年', 'prompts/write.md：inputs：声明了“year”，正文里没有用到'],
    ['an input nobody gives', 'write.md', '{{year}}', '{{year}}{{weather}}', '程序不提供“weather”'],
    ['words in braces', 'write.md', '{{year}}', '{{year}}{{某某}}', '# user：{{某某}} 不是输入名'],
    ['no system part', 'write.md', '# system', '# System', '# system：缺少这一部分'],
    ['a part twice', 'write.md', /$/, '\n# user\n又一段', '# user：写了两次'],
    ['a line nobody understands', 'write.md', 'task: write', 'task: write\n- 一', '看不懂这一行'],
  ])('%s', (_, file, from, to, fault) => {
    expect(faultsOf(changed(file, from, to)).join('\n')).toContain(fault);
  });

  it('with every fault of every file named together', () => {
    const files = { ...changed('write.md', 'output: lines', 'output: poem'), 'extract.md': '没有开头' };
    delete (files as Record<string, string>)['repair.md'];
    expect(faultsOf(files)).toHaveLength(3);
  });
});

describe('filling', () => {
  const prompt = () => read(shipped()).repair;
  it('puts a value in as it is, whatever braces it holds', () => {
    const words = '{{slots}} $& $1 \\{{lines}}';
    const filled = fillPrompt(prompt(), { section: words, slots: '甲', lines: '乙' });
    expect(filled.user).toContain(`章节：${words}\n`);
  });
  it('shows braces that stand behind a backslash', () => {
    const filled = fillPrompt(prompt(), Object.fromEntries(PROMPT_INPUTS.repair.map((i) => [i, 'x'])));
    expect(filled.system).toMatch(/\{\{[a-z]\w*\}\}/);
  });
  it('refuses to go out with a value missing', () => {
    expect(() => fillPrompt(prompt(), { section: '', slots: '' })).toThrow('no value for lines');
  });
});
