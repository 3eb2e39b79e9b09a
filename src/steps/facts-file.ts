// The facts file (facts.json): what a report rests on, written by `report` and read back by `verify` and `ask`.
import { z } from 'zod';
import type { StatedFigure } from '../core/draft/verify.ts';
import type { Candidate, Confidence, StatedFact } from '../core/fact.ts';
import type { Figure } from '../core/figure/figure.ts';
import { fromText, toFixed, toText } from '../core/number/exact.ts';
import { isQualifier, type Qualifier } from '../core/number/qualifier.ts';
import { fail, ok, type Result } from '../core/problem.ts';

const text = z.string();
const number = z.union([z.string(), z.number()]).transform(String);

const shape = z.object({
  unit_name: text.nullish(),
  period: z.number().int(),
  facts: z.array(
    z.object({
      key: text,
      period: z.number().int().nullish(),
      scope: text.nullish(),
      item: text.nullish(),
      value: number,
      unit: text.nullish(),
      qualifier: text.nullish(),
      label: text.nullish(),
      quote: text.nullish(),
    }),
  ),
  figures: z
    .array(
      z.object({
        key: text,
        value: number.nullable(),
        exact: text.nullish(),
        unit: text.nullish(),
        scope: text.nullish(),
        period: z.number().int().nullish(),
        base: text.nullish(),
        label: text.nullish(),
        formula: text.nullish(),
        inputs: z.array(z.unknown()).optional(),
      }),
    )
    .default([]),
  terms: z.array(text).default([]),
});

export interface FactsFile {
  unitName: string | null;
  period: number;
  facts: StatedFact[];
  figures: StatedFigure[];
  terms: string[];
}

export function readFactsFile(json: string): Result<FactsFile> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    return fail('bad-input', 'facts_not_json', `事实文件不是有效的 JSON：${(cause as Error).message}`);
  }
  const read = shape.safeParse(raw);
  if (!read.success) {
    const faults = read.error.issues.map((i) => `${i.path.join('.') || '顶层'}：${i.message}`);
    return fail('bad-input', 'facts_shape', `事实文件格式不对：${faults.join('；')}`, faults);
  }
  const faults: string[] = [];
  const facts = read.data.facts.map((f, i): StatedFact => {
    const qualifier = f.qualifier ?? null;
    if (qualifier !== null && !isQualifier(qualifier)) faults.push(`facts[${i}]：概数词“${qualifier}”不认识`);
    return {
      key: f.key,
      period: f.period ?? null,
      scope: f.scope ?? null,
      item: f.item ?? null,
      value: f.value,
      unit: f.unit ?? '',
      qualifier: qualifier as Qualifier | null,
      label: f.label ?? null,
      ...(f.quote ? { quote: f.quote } : {}),
    };
  });
  const figures = read.data.figures.flatMap((f, i): StatedFigure[] => {
    if (f.value === null) return [];
    const value = fromText(f.exact ?? f.value);
    if (!value) {
      faults.push(`figures[${i}]：值“${f.value}”不是数字`);
      return [];
    }
    return [
      {
        key: f.key,
        value,
        unit: f.unit ?? '',
        scope: f.scope ?? null,
        period: f.period ?? read.data.period,
        base: f.base ?? null,
        ...(f.label ? { label: f.label } : {}),
      },
    ];
  });
  if (faults.length) return fail('bad-input', 'facts_faults', `事实文件有问题：${faults.join('；')}`, faults);
  return ok({
    unitName: read.data.unit_name ?? null,
    period: read.data.period,
    facts,
    figures,
    terms: read.data.terms,
  });
}

/** Computed figures as evidence for the verifier. */
export function statedFigures(figures: readonly Figure[]): StatedFigure[] {
  return figures.flatMap((f) =>
    f.state.is === 'computed'
      ? [
          {
            key: f.key,
            value: f.state.value,
            unit: f.unit,
            scope: f.scope,
            period: f.period,
            base: f.base,
            label: f.label,
          },
        ]
      : [],
  );
}

/** One fact as `extract --json` and facts.json print it. */
export function factJson(
  f: StatedFact & Partial<Pick<Candidate, 'start' | 'end'>> & { confidence?: Confidence; source?: string },
) {
  return {
    key: f.key,
    period: f.period,
    scope: f.scope,
    ...(f.item === null ? {} : { item: f.item }),
    value: f.value,
    unit: f.unit,
    qualifier: f.qualifier,
    ...(f.label === null ? {} : { label: f.label }),
    ...(f.quote === undefined ? {} : { quote: f.quote }),
    ...(f.start === undefined ? {} : { start: f.start, end: f.end }),
    ...(f.confidence === undefined ? {} : { confidence: f.confidence }),
    ...(f.source === undefined ? {} : { source: f.source }),
  };
}

/** One figure as figures.json and facts.json print it: `value` rounded for display, `exact` as computed. */
export function figureJson(f: Figure) {
  const base = {
    key: f.key,
    label: f.label,
    period: f.period,
    scope: f.scope,
    unit: f.unit,
    base: f.base,
    formula: f.formula,
    inputs: f.inputs,
    source: f.source,
    ...(f.note === undefined ? {} : { note: f.note }),
  };
  if (f.state.is === 'computed')
    return {
      ...base,
      state: 'computed' as const,
      value: toFixed(f.state.value, f.decimals),
      exact: toText(f.state.value),
    };
  if (f.state.is === 'waiting') return { ...base, state: 'waiting' as const, value: null, waiting_for: f.state.for };
  return { ...base, state: 'not-applicable' as const, value: null, code: f.state.code, text: f.state.text };
}
