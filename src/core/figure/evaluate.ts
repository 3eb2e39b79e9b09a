// Evaluates an operand over the readings: its exact amount, the facts it rests on and the words of its working. Knows no formula by name.
import type { FactSlot } from '../fact.ts';
import type { Exact } from '../number/exact.ts';
import { add, div, equals, HUNDRED, isZero, mul, neg, sign, sub, sum, toText, ZERO } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import type { Closing, Operand } from './formula.ts';
import type { Reading, Readings } from './reading.ts';

/** One printed number of a working. */
export interface Leaf {
  value: string;
  unit: string;
}
export type Term = Leaf | { sum: { minus: boolean; term: Term }[] } | { ratio: [Term, Term] };

export interface Value {
  is: 'value';
  /** In the base unit. */
  amount: Exact;
  term: Term;
  inputs: FactSlot[];
  /** An approximate fact among the inputs: the result may not be shown as exact. */
  approximate: Reading | null;
  /** What it is called, where the formula leaves that open: 年初预算数 or 全年预算数. */
  called?: string;
}

/** `keys`: what is missing, `key@prior` for last year's. */
export type Evaluated = Value | { is: 'missing'; keys: string[] } | { is: 'no-base' };

export interface Scene {
  facts: Readings;
  scope: string | null;
  /** What facts of this scene were read before; null where it is not worth keeping. */
  known: Map<string, Evaluated> | null;
  /** -1: everything a year earlier. */
  year: 0 | -1;
  /** What the office has chosen for a fact of kind choice, of a scope where it has one. */
  choice(key: string, scope?: string | null): string | null;
  /** 含 / 不含, where the office has said whether the full-year budget contains the carry-over. */
  includesCarryover: boolean | null;
  /** Number of subordinate units, where known. */
  units: number | null;
}

export function evaluate(operand: Operand, scene: Scene): Evaluated {
  if (typeof operand === 'string') return fact(operand, scene);
  if ('any' in operand) return firstOf(operand.any, scene);
  if ('prior' in operand) return prior(operand.prior, operand.delta, scene);
  if ('ratio' in operand) return ratio(operand.ratio, scene);
  if ('plus' in operand) return total(operand, scene);
  if ('rows' in operand) return operand.like ? alike(operand.rows, operand.like, scene) : rows(operand.rows, scene);
  if ('listed' in operand) return listed(operand.listed, scene);
  if ('limit' in operand) return limit(operand.limit, scene);
  if ('marked' in operand) return marked(operand.marked, operand.by, scene);
  if ('stated' in operand) return stated(operand.stated, scene);
  if ('before' in operand) return before(operand.before, scene);
  if ('base' in operand) return budgetBase(scene);
  return available(scene);
}

export const slotOf = (r: Reading): FactSlot => ({
  key: r.fact.key,
  period: r.fact.period,
  scope: r.fact.scope,
  item: r.fact.item,
});

const ofReading = (r: Reading): Value => ({
  is: 'value',
  amount: r.amount,
  term: { value: r.fact.value.trim(), unit: r.fact.unit },
  inputs: [slotOf(r)],
  approximate: r.isExact ? null : r,
});

function fact(name: string, scene: Scene): Evaluated {
  const before = scene.known?.get(name);
  if (before) return before;
  const fresh = readFact(name, scene);
  scene.known?.set(name, fresh);
  return fresh;
}

function readFact(name: string, { facts, scope, year }: Scene): Evaluated {
  const prior = name.endsWith('@prior');
  const key = prior ? name.slice(0, -6) : name;
  // Two years back nothing is known.
  if (prior && year === -1) return { is: 'missing', keys: [name] };
  const when = prior ? -1 : year;
  const found = facts.at(key, when, scope);
  return typeof found === 'string' ? { is: 'missing', keys: [when === -1 ? `${key}@prior` : key] } : ofReading(found);
}

function firstOf(operands: readonly Operand[], scene: Scene): Evaluated {
  let first: Evaluated | null = null;
  for (const operand of operands) {
    const e = evaluate(operand, scene);
    if (e.is === 'value') return e;
    first ??= e;
  }
  return first ?? { is: 'missing', keys: [] };
}

/** Last year's fact; without one, this year's less the stated change, printed as the number it comes to. */
function prior(key: string, delta: string, scene: Scene): Evaluated {
  const stated = fact(`${key}@prior`, scene);
  if (stated.is === 'value') return stated;
  const [now, change] = [fact(key, scene), fact(delta, scene)];
  if (now.is !== 'value' || change.is !== 'value') return stated;
  const amount = sub(now.amount, change.amount);
  const unit = (now.term as Leaf).unit;
  return {
    is: 'value',
    amount,
    term: { value: toText(div(amount, unitOf(unit).factor) ?? amount), unit },
    inputs: [...now.inputs, ...change.inputs],
    approximate: now.approximate ?? change.approximate,
  };
}

function ratio([a, b]: [Operand, Operand], scene: Scene): Evaluated {
  const [x, y] = [evaluate(a, scene), evaluate(b, scene)];
  if (x.is !== 'value' || y.is !== 'value') return bothMissing([x, y]);
  const q = div(x.amount, y.amount);
  if (!q) return { is: 'no-base' };
  return {
    is: 'value',
    amount: mul(q, HUNDRED),
    term: { ratio: [x.term, y.term] },
    inputs: [...x.inputs, ...y.inputs],
    approximate: x.approximate ?? y.approximate,
  };
}

export function bothMissing(parts: readonly Evaluated[]): Evaluated {
  const keys = parts.flatMap((p) => (p.is === 'missing' ? p.keys : []));
  return keys.length || !parts.some((p) => p.is === 'no-base')
    ? { is: 'missing', keys: [...new Set(keys)] }
    : { is: 'no-base' };
}

function join(parts: readonly { minus: boolean; value: Value }[]): Value {
  const [only] = parts;
  return {
    is: 'value',
    amount: sum(parts.map((p) => (p.minus ? neg(p.value.amount) : p.value.amount))),
    term:
      parts.length === 0
        ? { value: '0', unit: '' }
        : parts.length === 1 && !only!.minus
          ? only!.value.term
          : { sum: parts.map((p) => ({ minus: p.minus, term: p.value.term })) },
    inputs: parts.flatMap((p) => p.value.inputs),
    approximate: parts.find((p) => p.value.approximate)?.value.approximate ?? null,
  };
}

function total(o: Extract<Operand, { plus: Operand[] }>, scene: Scene): Evaluated {
  const signed = (s: { plus?: Operand[]; minus?: Operand[] } | undefined) => [
    ...(s?.plus ?? []).map((operand) => ({ minus: false, value: evaluate(operand, scene) })),
    ...(s?.minus ?? []).map((operand) => ({ minus: true, value: evaluate(operand, scene) })),
  ];
  const [needed, optional, claimed] = [signed(o), signed(o.optional), signed(o.claimed)];
  if (o.carriedIn) needed.push(...carriedIn(scene));
  const absent = optional.filter((p) => p.value.is !== 'value');
  const gaps = [...needed, ...(absent.length && !(o.closes && closed(o.closes, scene)) ? absent : [])];
  const lacking = gaps.filter((p) => p.value.is !== 'value').map((p) => p.value);
  if (lacking.length) return bothMissing(lacking);
  return join(
    [...needed, ...optional, ...claimed].flatMap((p) =>
      p.value.is === 'value' ? [{ minus: p.minus, value: p.value }] : [],
    ),
  );
}

function closed(books: Closing, scene: Scene): boolean {
  if (books.needs.some((k) => fact(k, scene).is !== 'value')) return false;
  const side = (keys: readonly string[] = []): Exact =>
    sum(
      keys.map((k) => {
        const e = fact(k, scene);
        return e.is === 'value' ? e.amount : ZERO;
      }),
    );
  const left = sub(side(books.plus), side(books.minus));
  return books.equals.some((operand) => {
    const e = evaluate(operand, scene);
    return e.is === 'value' && !e.approximate && equals(e.amount, left);
  });
}

/** Names of the head office's own row beside the rows of its sub-units. */
const OWN_ROW = /本级|机关|本部/;

/**
 * The department's total of a head-count: the whole unit's fact where rows prove it to be one (an own row is among them, or they add up
 * to it); else that fact is the head office's own row and counts as one of the rows.
 */
function rows(key: string, scene: Scene): Evaluated {
  const gap: Evaluated = { is: 'missing', keys: [scene.year === -1 ? `${key}@prior` : key] };
  const whole = scene.facts.at(key, scene.year);
  const names = scene.facts.scopes(key, scene.year);
  const parts = names.map((scope) => scene.facts.at(key, scene.year, scope));
  if (whole === 'disputed' || parts.includes('disputed')) return gap;
  const subs = parts.filter((p): p is Reading => typeof p !== 'string').sort(largestFirst);
  if (subs.length === 0 || scene.scope !== null) return fact(key, scene);
  const own = names.some((n) => OWN_ROW.test(n));
  const summed = join(subs.map((r) => ({ minus: false, value: ofReading(r) })));
  const complete = scene.units === null || subs.length >= scene.units;
  if (whole === 'missing') return complete || own ? summed : gap;
  if (own || equals(summed.amount, whole.amount)) return ofReading(whole);
  if (!complete) return gap;
  return join([whole, ...subs].map((r) => ({ minus: false, value: ofReading(r) })));
}

/** The total only where it covers the same rows as another count: the quota of one office does not limit the staff of three. */
function alike(key: string, other: string, scene: Scene): Evaluated {
  const [mine, theirs] = [rows(key, scene), rows(other, scene)];
  if (mine.is !== 'value' || theirs.is !== 'value') return mine;
  const scopes = (v: Value): string =>
    v.inputs
      .map((s) => s.scope ?? '')
      .sort()
      .join('|');
  return scopes(mine) === scopes(theirs) ? mine : { is: 'missing', keys: [scene.year === -1 ? `${key}@prior` : key] };
}

const largestFirst = (a: Reading, b: Reading): number =>
  sign(sub(b.amount, a.amount)) || ((a.fact.scope ?? '') < (b.fact.scope ?? '') ? -1 : 1);

function listed(key: string, { facts, year }: Scene): Evaluated {
  const found = facts.scopes(key, year).map((scope) => facts.at(key, year, scope));
  const readable = found.filter((f): f is Reading => typeof f !== 'string');
  if (readable.length === 0 || readable.length < found.length) return { is: 'missing', keys: [key] };
  return join(readable.map((r) => ({ minus: false, value: ofReading(r) })));
}

/** The sum over the scopes that `by` says 是 of; every scope must have its answer. */
function marked(key: string, by: string, scene: Scene): Evaluated {
  const names = scene.facts.scopes(key, scene.year);
  if (scene.year === -1 || names.length === 0 || names.some((n) => scene.choice(by, n) === null))
    return { is: 'missing', keys: names.length === 0 ? [key] : [by] };
  const chosen = names.filter((n) => scene.choice(by, n) === '是').map((n) => scene.facts.at(key, 0, n));
  if (chosen.some((r) => typeof r === 'string')) return { is: 'missing', keys: [key] };
  const readings = chosen as Reading[];
  return readings.length
    ? join(readings.map((r) => ({ minus: false, value: ofReading(r) })))
    : { is: 'value', amount: ZERO, term: { value: '0', unit: '' }, inputs: [], approximate: null };
}

/** What is stated, added up; one part alone is no sum. */
function stated(operands: readonly Operand[], scene: Scene): Evaluated {
  const parts = operands.map((o) => evaluate(o, scene));
  const there = parts.filter((p): p is Value => p.is === 'value');
  return there.length > 1
    ? join(there.map((value) => ({ minus: false, value })))
    : bothMissing(parts.filter((p) => p.is !== 'value'));
}

const earlier = new WeakMap<Readings, Map<string, Evaluated>>();

/** Choices are this year's: last year's books are read without them. */
function before(operand: Operand, scene: Scene): Evaluated {
  const { facts, scope } = scene;
  const known = earlier.get(scene.facts) ?? new Map<string, Evaluated>();
  earlier.set(scene.facts, known);
  return evaluate(operand, {
    facts,
    scope,
    known: scope === null ? known : null,
    year: -1,
    includesCarryover: null,
    units: null,
    choice: () => null,
  });
}

const BASES: readonly [string, string][] = [
  ['年初预算数', 'budget_expenditure_total'],
  ['全年预算数', 'budget_adjusted_total'],
];

/** 预算数 without saying which: what the office chose; without a choice, only where both are the same amount. */
function budgetBase(scene: Scene): Evaluated {
  const chosen = scene.choice('budget_base');
  const [initial, full] = BASES.map(([called, key]): Evaluated => {
    const e = fact(key, scene);
    return e.is === 'value' ? { ...e, called } : e;
  }) as [Evaluated, Evaluated];
  if (chosen?.startsWith('年初')) return initial;
  if (chosen?.startsWith('全年')) return full;
  if (initial.is === 'value' && full.is === 'value' && equals(initial.amount, full.amount)) return full;
  return { is: 'missing', keys: ['budget_base'] };
}

/** A target's number: 95%以上 sets the bar at 95, exactly. */
function limit(key: string, scene: Scene): Evaluated {
  const e = fact(key, scene);
  if (e.is !== 'value' || !e.approximate) return e;
  const bar = ['以上', '不低于', '以下'].includes(e.approximate.fact.qualifier ?? '');
  return bar ? { ...e, approximate: null } : e;
}

/** The carry-over as a term of the full-year budget: none where it is not contained; the choice where that is open. */
function carriedIn(scene: Scene): { minus: boolean; value: Evaluated }[] {
  const carried = evaluate(BROUGHT_IN, scene);
  const full = fact('budget_adjusted_total', scene);
  const included = scene.includesCarryover ?? (full.is === 'value' ? carryoverIncluded(scene, full, carried) : null);
  if (included === true) return [{ minus: false, value: carried }];
  if (included === false || carried.is !== 'value' || isZero(carried.amount)) return [];
  return [{ minus: false, value: { is: 'missing', keys: ['budget_adjusted_includes_carryover'] } }];
}

const BROUGHT_IN: Operand = { any: ['carryover_begin', 'budget_carryover_in'] };

/** The full-year budget together with what was carried in, counted once. */
function available(scene: Scene): Evaluated {
  const [full, carried] = [fact('budget_adjusted_total', scene), evaluate(BROUGHT_IN, scene)];
  if (full.is !== 'value') return bothMissing([full, carried]);
  const included = scene.includesCarryover ?? carryoverIncluded(scene, full, carried);
  if (included === true) return full;
  if (carried.is !== 'value') return carried;
  if (isZero(carried.amount)) return full;
  if (included === null) return { is: 'missing', keys: ['budget_adjusted_includes_carryover'] };
  return join([
    { minus: false, value: carried },
    { minus: false, value: full },
  ]);
}

/** Told from the adjustments where they are all stated: initial + add − reduce (+ carried in) = full year. */
function carryoverIncluded(scene: Scene, full: Value, carried: Evaluated): boolean | null {
  const initial = fact('budget_expenditure_total', scene);
  if (initial.is !== 'value') return null;
  const known = (key: string): Exact => {
    const e = fact(key, scene);
    return e.is === 'value' ? e.amount : ZERO;
  };
  const computed = add(initial.amount, sub(known('budget_adjustment_add'), known('budget_adjustment_reduce')));
  if (equals(computed, full.amount)) return false;
  return carried.is === 'value' && equals(add(computed, carried.amount), full.amount) ? true : null;
}
