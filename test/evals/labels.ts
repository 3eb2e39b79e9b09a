// Reads a folder of texts with labels and says which labels are malformed. Judges no extraction.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Label, LabelFact } from './score.ts';

export interface Labelled {
  id: string;
  source: string;
  label: Label & { noise?: string | string[] };
}

/** Every text that has a label file of the same name, in order of names, and what is wrong with the labels, in Chinese. */
export function labelledTexts(folder: string): { texts: Labelled[]; faults: string[] } {
  const texts: Labelled[] = [];
  const faults: string[] = [];
  const names = readdirSync(folder);
  for (const name of names.filter((f) => f.endsWith('.txt') && !names.includes(f.replace(/txt$/, 'json'))).sort())
    faults.push(`${name}：没有同名的 .json 标注，未参加评测。`);
  for (const name of names.filter((f) => f.endsWith('.json')).sort()) {
    const text = join(folder, name.replace(/json$/, 'txt'));
    if (!existsSync(text)) {
      faults.push(`${name}：没有同名的 .txt 文本，未参加评测。`);
      continue;
    }
    const source = readFileSync(text, 'utf8');
    let label: unknown;
    try {
      label = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch (cause) {
      faults.push(`${name}：不是有效的 JSON（${(cause as Error).message}），未参加评测。`);
      continue;
    }
    const wrong = faultsOf(label, source);
    faults.push(...wrong.map((w) => `${name}：${w}`));
    if (wrong.some((w) => w.endsWith('未参加评测。'))) continue;
    texts.push({ id: name.slice(0, -5), source, label: label as Labelled['label'] });
  }
  return { texts, faults };
}

function faultsOf(label: unknown, source: string): string[] {
  if (typeof label !== 'object' || label === null || !Array.isArray((label as Label).facts))
    return ['缺少 facts 数组，未参加评测。'];
  const { facts, period, ignore, alt } = label as Label;
  const faults: string[] = [];
  if (period !== null && !Number.isInteger(period)) faults.push('period 应为年份或 null，未参加评测。');
  if (ignore !== undefined && !Array.isArray(ignore)) faults.push('ignore 应为键名数组，未参加评测。');
  if (alt !== undefined && (typeof alt !== 'object' || !Object.values(alt).every(Array.isArray)))
    faults.push('alt 应为“键名：值数组”，未参加评测。');
  const seen = new Set<string>();
  for (const [i, f] of (facts as (LabelFact & { start?: number; end?: number })[]).entries()) {
    const at = `第 ${i + 1} 条（${f?.key ?? '无键名'}）`;
    if (typeof f?.key !== 'string' || typeof f.value !== 'string' || typeof f.unit !== 'string')
      faults.push(`${at}缺少 key、value 或 unit（均应为文本），未参加评测。`);
    else if (f.period !== null && !Number.isInteger(f.period))
      faults.push(`${at}的 period 应为年份或 null，未参加评测。`);
    if (faults.some((x) => x.startsWith(at))) continue;
    const slot = `${f.key} ${f.period} ${f.scope ?? ''}`;
    if (seen.has(slot)) faults.push(`${at}与前面的标注重复（同一键、年份与范围）。`);
    seen.add(slot);
    if (f.start !== undefined && f.end !== undefined && source.slice(f.start, f.end) !== f.quote)
      faults.push(`${at}的 quote 与 text.slice(start, end) 不同。`);
  }
  return faults;
}
