// Answers given in a file instead of a conversation: read strictly, every fault named with its place and what to do.
import { z } from 'zod';
import { definitionOf } from '../core/catalogue/catalogue.ts';
import type { FactDefinition } from '../core/catalogue/definition.ts';
import { passageFigures } from '../core/extract/passage.ts';
import type { Claim } from '../core/fact.ts';
import { isQualifier } from '../core/number/qualifier.ts';
import { amountOf } from '../core/number/quantity.ts';
import { unitOf } from '../core/number/unit.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { choicesOf, isChoice, type Naming } from '../core/profile-choices.ts';

const answersShape = z.strictObject({
  facts: z
    .array(
      z.strictObject({
        key: z.string(),
        period: z.number().int(),
        scope: z.string().min(1).nullish(),
        value: z.union([z.string(), z.number()]),
        unit: z.string().optional(),
        qualifier: z.string().nullish(),
      }),
    )
    .default([]),
  lists: z
    .record(
      z.string(),
      z.array(z.union([z.string(), z.strictObject({ text: z.string(), scope: z.string().optional() })])),
    )
    .default({}),
});

const NUMERIC = new Set(['money', 'count', 'percent', 'score', 'year']);

function unitFault(d: FactDefinition, unit: string): string | null {
  const [want, got] = [unitOf(d.unit), unitOf(unit)];
  if (want.dimension === got.dimension) return null;
  return `单位“${unit}”与${d.label}不符，应为“${d.unit}”或同类单位`;
}

function claimOf(
  f: z.infer<typeof answersShape>['facts'][number],
  d: FactDefinition,
  profile: Naming | null,
): Claim | string {
  const value = String(f.value).trim();
  const unit = f.unit ?? d.unit;
  const qualifier = f.qualifier ?? null;
  if (value === '') return '值是空的';
  if (d.many) return `“${d.label}”是列表，请写在 lists 里`;
  if (NUMERIC.has(d.kind)) {
    if (!/^-?\d+(\.\d+)?$/.test(value))
      return `值“${value}”不是数字，请写成不带单位和千分位的小数（例如 7910 或 1128.6）`;
    if (d.unit !== '') {
      const fault = unitFault(d, unit);
      if (fault) return fault;
      if (!amountOf({ value, unit })) return `值“${value}”与单位“${unit}”无法换算`;
    }
  }
  if (!isChoice(value, d.key, profile)) return `值“${value}”应为：${choicesOf(d.key, profile)?.join('、')}`;
  if (qualifier !== null && !isQualifier(qualifier)) return `概数词“${qualifier}”不认识`;
  return {
    key: f.key,
    period: f.period,
    scope: f.scope ?? null,
    item: null,
    value,
    unit,
    qualifier: qualifier as Claim['qualifier'],
    label: null,
  };
}

/** Lists belong to `period`; their quantities become passage figures of their own. All faults are reported together. */
export function readAnswers(json: string, period: number, profile: Naming | null = null): Result<Claim[]> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    return fail(
      'bad-input',
      'answers_not_json',
      `答复文件不是有效的 JSON：${(cause as Error).message}。请按 examples/answers-2023.json 的格式检查逗号和引号。`,
    );
  }
  const read = answersShape.safeParse(raw);
  if (!read.success) {
    const faults = read.error.issues.map((i) => `${i.path.join('.') || '顶层'}：${i.message}`);
    return fail(
      'bad-input',
      'answers_shape',
      `答复文件格式不对：${faults.join('；')}。格式见 examples/answers-2023.json。`,
      faults,
    );
  }
  const faults: string[] = [];
  const claims: Claim[] = [];
  read.data.facts.forEach((f, i) => {
    const at = `facts[${i}]（${f.key}）`;
    const d = definitionOf(f.key);
    if (!d) faults.push(`${at}：没有这个事实名`);
    else if (f.period !== period && f.period !== period - 1)
      faults.push(`${at}：年度 ${f.period} 不是评价年度 ${period} 或其上一年`);
    else {
      const claim = claimOf(f, d, profile);
      if (typeof claim === 'string') faults.push(`${at}：${claim}`);
      else claims.push(claim);
    }
  });
  for (const [key, entries] of Object.entries(read.data.lists)) {
    const d = definitionOf(key);
    if (!d?.many) {
      faults.push(`lists.${key}：没有这个列表名`);
      continue;
    }
    entries.forEach((entry, i) => {
      const text = (typeof entry === 'string' ? entry : entry.text).trim();
      const scope = typeof entry === 'string' ? null : (entry.scope ?? null);
      if (text === '') faults.push(`lists.${key}[${i}]：内容是空的`);
      else {
        const passage: Claim = {
          key,
          period,
          scope,
          item: String(i + 1),
          value: text,
          unit: '',
          qualifier: null,
          label: null,
        };
        claims.push(passage, ...passageFigures(passage));
      }
    });
  }
  if (faults.length)
    return fail(
      'bad-input',
      'answers_faults',
      `答复文件有 ${faults.length} 处问题，没有采用任何内容：${faults.join('；')}。`,
      faults,
    );
  return ok(claims);
}
