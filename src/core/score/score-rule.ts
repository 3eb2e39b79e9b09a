// A rule of the form applied to a value: exact points out of a weight, with the working in words. Rounds once, to 2 decimals.
import {
  add,
  compare,
  div,
  type Exact,
  exact,
  fromDecimal,
  fromText,
  HUNDRED,
  mul,
  sub,
  toFixed,
  toText,
  ZERO,
} from '../number/exact.ts';
import type { Rule } from './scoring.ts';

export interface Points {
  points: Exact;
  working: string;
}

/** A number of the profile's JSON as an exact one. */
export const given = (n: number): Exact => fromDecimal(String(n)) ?? fromText(String(n)) ?? ZERO;

/** To 2 decimals, 四舍五入: how scores are kept and rates shown. */
export const toScore = (x: Exact): Exact => fromDecimal(toFixed(x, 2))!;

export const clamp = (x: Exact, low: Exact, high: Exact): Exact =>
  compare(x, low) < 0 ? low : compare(x, high) > 0 ? high : x;

const ONE = exact(1n);
const words = (x: Exact): string => {
  const text = toText(x);
  return text.includes('/') ? toFixed(x, 2) : text;
};

/** `value` in the figure's unit (%, 万元 …); the result lies in 0 … weight whatever the rule says. */
export function pointsOf(
  rule: Exclude<Rule, { rule: 'checklist' }>,
  value: Exact,
  weight: Exact,
  unit: string,
): Points {
  const shown = `${words(toScore(value))}${unit}`;
  const done = (raw: Exact, working: string): Points => {
    const points = toScore(clamp(raw, ZERO, weight));
    return { points, working: `${working} = ${words(points)}分` };
  };
  switch (rule.rule) {
    case 'capped_ratio': {
      const full = given(rule.full);
      const over = compare(value, full) > 0;
      const share = clamp(div(value, full)!, ZERO, ONE);
      const capped = over ? `（${shown}超过${words(full)}${unit}，按满分计）` : '';
      return done(mul(weight, share), `${words(weight)}分 × ${words(toScore(mul(share, HUNDRED)))}%${capped}`);
    }
    case 'below': {
      const full = given(rule.full);
      if (compare(value, full) <= 0) return done(weight, `${shown}不高于${words(full)}${unit}，得满分`);
      return done(mul(weight, div(full, value)!), `${words(weight)}分 × ${words(full)}${unit} ÷ ${shown}`);
    }
    case 'steps': {
      const step = rule.steps.find((s) => s.to === undefined || compare(value, given(s.to)) < (s.inclusive ? 1 : 0))!;
      return done(given(step.points), `${shown}所在档次`);
    }
    case 'per_point': {
      const base = given(rule.base);
      const beyond = rule.good === 'at_most' ? sub(value, base) : sub(base, value);
      if (compare(beyond, ZERO) <= 0)
        return done(weight, `${shown}${rule.good === 'at_most' ? '不高于' : '不低于'}${words(base)}${unit}，得满分`);
      const off = mul(div(beyond, given(rule.step))!, given(rule.amount));
      const left = sub(weight, off);
      const floor = given(rule.floor);
      const low = compare(left, floor) < 0;
      return done(
        low ? floor : left,
        `${words(weight)}分 − ${words(toScore(beyond))} ÷ ${rule.step} × ${rule.amount}分${low ? `，最低${rule.floor}分` : ''}`,
      );
    }
  }
}

export interface Check {
  label: string;
  points: Exact;
  met: boolean | null;
}

/** Points of the items that are met; null while one is not answered. */
export function checklistPoints(items: readonly Check[], weight: Exact): Points | null {
  if (items.some((i) => i.met === null)) return null;
  const met = items.filter((i) => i.met);
  const points = toScore(
    clamp(
      met.reduce((t, i) => add(t, i.points), ZERO),
      ZERO,
      weight,
    ),
  );
  return { points, working: `${items.length}项中符合${met.length}项 = ${words(points)}分` };
}
