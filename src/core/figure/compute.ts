// Computes every figure of the formula table over a book of facts. Exact until display; rounds once, for the words of the working.
import type { FactBook } from '../book.ts';
import { labelOf } from '../catalogue/catalogue.ts';
import type { FactSlot } from '../fact.ts';
import { slotKey } from '../fact.ts';
import type { Exact } from '../number/exact.ts';
import { compare, div, HUNDRED, isZero, mul, sign, sub, toFixed, toText } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import type { Profile } from '../profile.ts';
import { scoreTable } from '../score/score.ts';
import { bothMissing, type Evaluated, evaluate, type Leaf, type Scene, type Term, type Value } from './evaluate.ts';
import type { Figure, FigureState } from './figure.ts';
import type { Formula } from './formula.ts';
import { FORMULAS } from './formulas.ts';
import { withMonitoringNotes } from './monitoring-note.ts';
import type { Reading } from './reading.ts';
import { type Readings, readings } from './reading.ts';
import { SCORE_FIGURES, scoreFigures } from './score-figures.ts';
import { withTailNotes } from './tail-note.ts';

/**
 * One figure for each formula (and scope, where the formula has scopes), in the order of the table; its value is exact, in `unit`.
 * Missing inputs make it wait, a zero or absent base makes it not applicable, an approximate input too: never a guessed number.
 */
export function computeFigures(book: FactBook, profile: Profile): Figure[] {
  const facts = readings(book);
  const scene = sceneOf(book, facts);
  const figures: Figure[] = [];
  const put = (row: Row, here: Scene): void => {
    if (row.f.unless && evaluate(row.f.unless, here).is === 'value') return;
    const figure = figureOf(row, here, profile);
    if (figure) figures.push(figure);
  };
  for (const row of rowsFor(profile)) {
    const { scoped, of } = row.f;
    put(row, scene);
    if (scoped && typeof of[0] === 'string')
      for (const scope of facts.scopes(of[0])) put(row, { ...scene, scope, known: null });
  }
  const all = [...figures, ...scoreFigures(scoreTable(profile, book, figures), profile, book.period)];
  return withMonitoringNotes(withTailNotes(all), profile);
}

/** Keys of all figures that can be computed. */
export const FIGURE_KEYS: ReadonlySet<string> = new Set([...FORMULAS.map((f) => f.key), ...SCORE_FIGURES]);

/** A formula as one report kind prints it. */
interface Row {
  f: Formula;
  label: string;
  unit: string;
  decimals: number;
  /** Base units in one unit of the figure, for amounts of money. */
  factor: Exact | null;
}

const prepared = new WeakMap<Profile, readonly Row[]>();

/** The rows that hold for a report kind: the variant that it names, else the row without one. */
function rowsFor(profile: Profile): readonly Row[] {
  const known = prepared.get(profile);
  if (known) return known;
  const named = profile.variants ?? {};
  const variants = new Set(FORMULAS.flatMap((f) => (f.variant ? [`${f.key}|${f.variant}`] : [])));
  const variantOf = (key: string): string | undefined => {
    const own = named[key] ?? (key.endsWith('_change') ? named[key.slice(0, -7)] : undefined);
    return own !== undefined && variants.has(`${key}|${own}`) ? own : undefined;
  };
  const rows = FORMULAS.filter((f) => f.variant === variantOf(f.key)).map(
    (f): Row => ({
      f,
      label: profile.labels?.[f.key] ?? f.label,
      unit: f.unit.replace('money', profile.moneyUnit),
      decimals: decimalsOf(f.unit, profile),
      factor: f.unit.startsWith('money') ? unitOf(profile.moneyUnit).factor : null,
    }),
  );
  prepared.set(profile, rows);
  return rows;
}

export function sceneOf(book: FactBook, facts: Readings): Scene {
  const choice = (key: string, scope: string | null = null): string | null =>
    book.get(key, { scope })?.value.trim() || null;
  const carried = choice('budget_adjusted_includes_carryover');
  const units = facts.at('subordinate_units');
  return {
    facts,
    scope: null,
    known: new Map(),
    year: 0,
    choice,
    includesCarryover: carried === null ? null : !/^(?:不含|不包含|不包括|否)/.test(carried),
    units: typeof units === 'string' ? null : Number(units.amount.num / units.amount.den),
  };
}

/** null where the formula is quiet (or of one scope only) and would have to wait. */
function figureOf({ f, label, unit, decimals, factor }: Row, scene: Scene, profile: Profile): Figure | null {
  const none = f.none !== undefined && scene.choice(f.none.key) === f.none.is;
  const quiet = (f.quiet || scene.scope !== null) && !none;
  // Last year's side is the one that mostly lacks: asked first, it spares the rest.
  const last = f.of[1] === undefined ? null : evaluate(f.of[1], scene);
  if (quiet && last?.is === 'missing') return null;
  const first = evaluate(f.of[0], scene);
  const parts = last ? [first, last] : [first];
  const values = parts.filter((p): p is Value => p.is === 'value');
  const inputs = distinct(values.flatMap((v) => v.inputs));
  const done = (state: FigureState, formula = ''): Figure => ({
    key: f.key,
    label,
    period: scene.facts.period - (f.lastYear ? 1 : 0),
    scope: scene.scope,
    state,
    unit,
    decimals,
    base: values.find((v) => v.called)?.called ?? f.base,
    formula,
    inputs,
    source: f.source,
  });
  if (f.none && none) return done({ is: 'not-applicable', code: 'NONE', text: f.none.text });
  if (values.length < parts.length) {
    const state = lacking(f, parts);
    return quiet && state.is === 'waiting' ? null : done(state);
  }
  const vague = values.find((v) => v.approximate)?.approximate;
  if (vague)
    return done({
      is: 'not-applicable',
      code: 'APPROXIMATE',
      text: `${labelOf(vague.fact.key)}为概数（${asStated(vague)}），不据此计算${f.label}，请提供准确数。`,
    });
  const [a, b] = values as [Value, Value?];
  const state = operate(f, a, b, factor, profile);
  return state.is === 'computed' ? done(state, working(f, a, b, unit, shown(state.value, decimals))) : done(state);
}

function lacking(f: Formula, parts: readonly Evaluated[]): FigureState {
  const gap = bothMissing(parts.filter((p) => p.is !== 'value'));
  return gap.is === 'missing'
    ? { is: 'waiting', for: gap.keys }
    : { is: 'not-applicable', code: 'NO_BASE', text: `基数为零，不计算${f.label}。` };
}

function operate(f: Formula, a: Value, b: Value | undefined, scale: Exact | null, profile: Profile): FigureState {
  const scaled = (v: Exact): FigureState => ({ is: 'computed', value: scale ? div(v, scale)! : v });
  if (f.does === 'value' || !b) return scaled(a.amount);
  if (f.does === 'change' || f.does === 'points') return scaled(sub(a.amount, b.amount));
  if (isZero(b.amount) || (f.does === 'growth' && sign(b.amount) < 0)) return withoutBase(f, a, b, profile);
  if (f.does === 'each') return scaled(div(a.amount, b.amount)!);
  const top = f.does === 'growth' ? sub(a.amount, b.amount) : a.amount;
  const value = mul(div(top, b.amount)!, HUNDRED);
  return { is: 'computed', value: f.does === 'capped' && compare(value, HUNDRED) > 0 ? HUNDRED : value };
}

/** Zero and absent bases: words instead of a number, never 0 % or 100 %. */
function withoutBase(f: Formula, a: Value, b: Value, profile: Profile): FigureState {
  const amount = said(a, profile);
  const no = (code: 'NA_BOTH_ZERO' | 'NO_BASE' | 'NEW' | 'BOTH_YEARS_ZERO', text: string): FigureState => ({
    is: 'not-applicable',
    code,
    text,
  });
  if (sign(b.amount) < 0) return no('NO_BASE', `${f.base ?? '基数'}为负数，不计算${f.label}`);
  if (f.does === 'growth' && f.about !== 'budget')
    return isZero(a.amount) ? no('BOTH_YEARS_ZERO', '与上年均为零') : no('NEW', `上年无此项，本年新增${amount}`);
  if (f.about === 'budget')
    return isZero(a.amount)
      ? no('NA_BOTH_ZERO', '本年度无此项预算和支出')
      : no('NO_BASE', `${/年初/.test(f.base ?? '') ? '年初' : ''}未安排预算，实际发生${amount}`);
  return isZero(a.amount)
    ? no('NA_BOTH_ZERO', '本年度无此项')
    : no('NO_BASE', `${f.base ?? '基数'}为零，不计算${f.label}，请核实`);
}

/** An amount as a sentence has it: money in the report's unit, to the last digit where it is one fact; else as it was stated. */
function said(v: Value, profile: Profile): string {
  const { factor, base } = unitOf(profile.moneyUnit);
  if ('value' in v.term) {
    const { value, unit } = v.term;
    const other = unit !== profile.moneyUnit && unitOf(unit).base === base;
    return other ? `${toText(div(v.amount, factor)!)}${profile.moneyUnit}` : `${value}${unit}`;
  }
  return `${shown(div(v.amount, factor)!, profile.decimals.money)}${profile.moneyUnit}`;
}

function decimalsOf(unit: string, profile: Profile): number {
  if (unit.startsWith('money') || unit.includes('/')) return profile.decimals.money;
  if (unit === '%' || unit === '百分点') return profile.decimals.percent;
  return unit === '分' ? profile.decimals.score : 0;
}

/** Half-up, once; a whole number carries no zeros behind the point, one that only rounds to it keeps them (99.998 is 100.00). */
export function shown(value: Exact, decimals: number): string {
  const text = toFixed(value, decimals);
  return decimals > 0 && value.den === 1n ? text.slice(0, -decimals - 1) : text;
}

/** The working as staff would write it: units beside the numbers only where they differ. */
function working(f: Formula, a: Value, b: Value | undefined, unit: string, result: string): string {
  const used = b ? [...leaves(a.term), ...leaves(b.term)] : leaves(a.term);
  const own = used[0]?.unit ?? '';
  const bare =
    used.every((l) => l.unit === own) &&
    (f.does === 'ratio' || f.does === 'capped' || f.does === 'growth' || own === unit || own === '');
  const write = (t: Term, nested: boolean): string => {
    if ('value' in t) return (t.value.startsWith('-') ? `(${t.value})` : t.value) + (bare ? '' : t.unit);
    const text =
      'ratio' in t
        ? t.ratio.map((x) => write(x, true)).join(' ÷ ')
        : t.sum.map((p, i) => (i ? (p.minus ? ' − ' : ' + ') : '') + write(p.term, p.minus)).join('');
    return nested ? `(${text})` : text;
  };
  const [x, y] = [(nested: boolean) => write(a.term, nested), (nested: boolean) => (b ? write(b.term, nested) : '')];
  switch (f.does) {
    case 'value':
      return 'value' in a.term ? `${result}${unit}` : `${x(false)} = ${result}${unit}`;
    case 'capped':
      return `${x(true)} ÷ ${y(true)}，最高按100%计 = ${result}${unit}`;
    case 'ratio':
    case 'each':
      return `${x(true)} ÷ ${y(true)} = ${result}${unit}`;
    case 'growth':
      return `(${x(false)} − ${y(true)}) ÷ ${y(true)} = ${result}${unit}`;
    case 'change':
    case 'points':
      return `${x(false)} − ${y(true)} = ${result}${unit}`;
  }
}

const leaves = (t: Term): Leaf[] =>
  'value' in t ? [t] : 'ratio' in t ? t.ratio.flatMap(leaves) : t.sum.flatMap((p) => leaves(p.term));

function distinct(slots: readonly FactSlot[]): FactSlot[] {
  if (slots.length < 2 || (slots.length === 2 && slotKey(slots[0]!) !== slotKey(slots[1]!))) return [...slots];
  return [...new Map(slots.map((s) => [slotKey(s), s])).values()];
}

const AFTER_UNIT = new Set(['左右', '以上', '以下']);
/** An approximate fact with its qualifier where Chinese puts it: 约200份, 700余家, 95%以上. */
function asStated({ fact: { value, unit, qualifier: q } }: Reading): string {
  if (!q) return `${value}${unit}`;
  if (q === '余' || q === '多') return `${value}${q}${unit}`;
  return AFTER_UNIT.has(q) ? `${value}${unit}${q}` : `${q}${value}${unit}`;
}
