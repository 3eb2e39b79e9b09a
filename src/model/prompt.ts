// Reads the texts of prompts/*.md, checks them against each other and against the code, and fills them: the one place where a value
// gets into a prompt. Pure; the files are read by an entry.
import { z } from 'zod';
import { PROMPT_INPUTS } from './prompt-inputs.ts';

export type PromptTask = keyof typeof PROMPT_INPUTS;
export const PROMPT_TASKS = Object.keys(PROMPT_INPUTS) as PromptTask[];

export interface Prompt {
  task: PromptTask;
  version: string;
  inputs: readonly string[];
  /** json: one JSON value; lines: one sentence a line, see line-reply.ts; text: as it comes. */
  output: 'json' | 'lines' | 'text';
  system: string;
  user: string;
}
export type Prompts = Readonly<Record<PromptTask, Prompt>>;
export type PromptsRead = { ok: true; prompts: Prompts } | { ok: false; faults: string[] };

export interface Filled {
  system: string;
  user: string;
}

const fields = z.strictObject({
  task: z.enum(PROMPT_TASKS as [PromptTask, ...PromptTask[]], { error: `应为 ${PROMPT_TASKS.join('、')} 之一` }),
  version: z.string('缺少这一项').regex(/^[\w.-]{1,20}$/, '应为 1～20 个字母、数字、点或短横'),
  inputs: z.array(z.string(), '应写成 [名称, 名称]'),
  output: z.enum(['json', 'lines', 'text'], { error: '应为 json、lines 或 text' }),
});

/** An opening pair of braces: a place for an input, or words of the prompt itself where a backslash stands before it. */
const PLACE = /(\\?)\{\{\s*([^{}\n]{0,60}?)\s*\}\}/g;

const NAME = /^[a-z][a-z0-9_]*$/;

/** `files`: file name (write.md) to its text. All faults are named together, by file and field. */
export function readPrompts(files: Readonly<Record<string, string>>): PromptsRead {
  const faults: string[] = [];
  const found = new Map<PromptTask, Prompt>();
  for (const [file, text] of Object.entries(files)) {
    const prompt = readPrompt(file, text, faults);
    if (prompt) found.set(prompt.task, prompt);
  }
  for (const task of PROMPT_TASKS)
    if (!(`${task}.md` in files)) faults.push(`prompts/${task}.md：缺少这个文件，它说明怎样向模型提出 ${task} 任务`);
  return faults.length ? { ok: false, faults } : { ok: true, prompts: Object.fromEntries(found) as Prompts };
}

function readPrompt(file: string, text: string, faults: string[]): Prompt | null {
  const before = faults.length;
  const fault = (field: string, what: string): void => {
    faults.push(`prompts/${file}：${field}：${what}`);
  };
  const parts = /^﻿?---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n'));
  if (!parts) {
    fault('开头', '应以两行 --- 之间的 task、version、inputs、output 开头');
    return null;
  }
  const head = fields.safeParse(frontMatter(parts[1]!, fault));
  if (!head.success) for (const i of head.error.issues) fault(i.path.join('.') || '开头', i.message);
  const body = bodyParts(parts[2]!, fault);
  if (!head.success || faults.length > before) return null;
  const { task, inputs } = head.data;
  if (file !== `${task}.md`) fault('task', `文件名应为 ${task}.md`);
  const used = new Set<string>();
  for (const [part, words] of Object.entries(body))
    for (const [, kept, name] of words.matchAll(PLACE)) {
      if (kept) continue;
      if (!NAME.test(name!)) fault(`# ${part}`, `{{${name}}} 不是输入名；要让模型看到这对括号，请在前面加反斜杠`);
      else used.add(name!);
    }
  const supplied: readonly string[] = PROMPT_INPUTS[task];
  for (const name of new Set([...inputs, ...used, ...supplied])) {
    if (!supplied.includes(name)) fault('inputs', `程序不提供“${name}”`);
    else if (!inputs.includes(name)) fault('inputs', `没有声明“${name}”`);
    else if (!used.has(name)) fault('inputs', `声明了“${name}”，正文里没有用到`);
  }
  return faults.length > before ? null : { ...head.data, ...body };
}

/** `name: value` lines; a list is [a, b]. */
function frontMatter(text: string, fault: (field: string, what: string) => void): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const pair = /^([a-z_]+):\s*(.*?)\s*$/.exec(line);
    if (!pair) fault('开头', `看不懂这一行：${line.slice(0, 60)}`);
    else if (pair[1]! in out) fault(pair[1]!, '写了两次');
    else {
      const list = /^\[(.*)\]$/.exec(pair[2]!);
      out[pair[1]!] = list
        ? list[1]!
            .split(',')
            .map((x) => x.trim())
            .filter(Boolean)
        : pair[2]!;
    }
  }
  return out;
}

function bodyParts(text: string, fault: (field: string, what: string) => void): { system: string; user: string } {
  const pieces = text.split(/^# (system|user)[ \t]*$/m);
  const out = { system: '', user: '' };
  if (pieces[0]!.trim()) fault('正文', '# system 之前不应有文字');
  for (let i = 1; i < pieces.length; i += 2) {
    const part = pieces[i] as 'system' | 'user';
    if (out[part]) fault(`# ${part}`, '写了两次');
    out[part] = pieces[i + 1]!.trim();
  }
  for (const part of ['system', 'user'] as const) if (!out[part]) fault(`# ${part}`, '缺少这一部分，或者是空的');
  return out;
}

/** Puts the inputs in their places, once: braces inside a value stay as they are. Throws where an input is missing (our mistake). */
export function fillPrompt(prompt: Prompt, inputs: Readonly<Record<string, string>>): Filled {
  const fill = (words: string): string =>
    words.replace(PLACE, (whole, kept: string, name: string) => {
      if (kept) return whole.slice(1);
      const value = inputs[name];
      if (value === undefined) throw new Error(`prompt ${prompt.task}: no value for ${name}`);
      return value;
    });
  return { system: fill(prompt.system), user: fill(prompt.user) };
}
