// What a zod shape refuses, said in Chinese with the field's path. Knows no particular shape.
import type { z } from 'zod';

export const shapeFaults = (error: z.ZodError): string[] => error.issues.flatMap((i) => issueFaults(i));

/** zod's words in Chinese, with the field's path; a failed union names the closest of its branches. */
function issueFaults(issue: z.core.$ZodIssue, under: readonly PropertyKey[] = []): string[] {
  const path = [...under, ...issue.path];
  const at = path.length ? path.map(String).join('.') : '（顶层）';
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.filter((b) => b.length);
    const closest = branches.sort((a, b) => strangeness(a) - strangeness(b))[0];
    return closest ? closest.flatMap((i) => issueFaults(i, path)) : [`${at}：不是可识别的句式`];
  }
  if (issue.code === 'unrecognized_keys') return [`${at}：多了不认识的字段 ${issue.keys.join('、')}`];
  if (issue.code === 'invalid_type') return [`${at}：缺少或类型不对，应为 ${TYPES[issue.expected] ?? issue.expected}`];
  if (issue.code === 'invalid_value') return [`${at}：只能是 ${issue.values.map(String).join('、')}`];
  return [`${at}：${issue.message}`];
}

const strangeness = (branch: readonly z.core.$ZodIssue[]): number =>
  branch.reduce((n, i) => n + (i.code === 'unrecognized_keys' ? 2 * i.keys.length : i.path.length === 1 ? 3 : 1), 0);

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
};
