// Whether two claims about one slot say the same, and which of them says it more exactly. Money is compared in one unit.
import type { Claim } from '../core/fact.ts';
import { compare, div, type Exact, exact, fromDecimal, isZero, mul } from '../core/number/exact.ts';
import { accepts } from '../core/number/qualifier.ts';
import { amountOf } from '../core/number/quantity.ts';
import { convert } from '../core/number/unit.ts';

type Said = Pick<Claim, 'value' | 'unit' | 'qualifier'>;

/** same: equal · left / right: that one is the more exact statement of one value · differ: they contradict each other. */
export type Agreement = 'same' | 'left' | 'right' | 'differ';

/** 列举 and 无 say where a count comes from; the count itself is exact. */
const vague = (c: Said): Said['qualifier'] => (c.qualifier === '列举' || c.qualifier === '无' ? null : c.qualifier);

function stated(c: Said): Parameters<typeof accepts>[0] | null {
  const value = fromDecimal(c.value);
  if (!value) return null;
  const [whole = '', fraction = ''] = c.value.replace(/^[+-]/, '').split('.');
  const digits = fraction.replace(/0+$/, '');
  const zeros = digits === '' ? whole.length - whole.replace(/0+$/, '').length : 0;
  const place = digits !== '' ? exact(1n, 10n ** BigInt(digits.length)) : exact(10n ** BigInt(zeros));
  return { value, place, decimals: fraction.length, qualifier: vague(c) };
}

/** Does the looser statement `a` hold for the value that `b` gives? */
function covers(a: Said, b: Said): boolean {
  if (vague(b) !== null) return false;
  const [s, v] = [stated(a), fromDecimal(b.value)];
  const inUnitOfA = v && (a.unit === b.unit ? v : convert(v, b.unit, a.unit));
  return s !== null && inUnitOfA !== null && inUnitOfA !== undefined && accepts(s, inUnitOfA);
}

const bare = (s: string): string => s.replace(/\s+/g, '');

export function agreement(a: Said, b: Said): Agreement {
  const [x, y] = [amountOf(a), amountOf(b)];
  if (!x || !y) return bare(a.value) === bare(b.value) ? 'same' : 'differ';
  if (x.base === y.base && compare(x.amount, y.amount) === 0) {
    if (vague(a) === vague(b)) return 'same';
    if (vague(a) === null) return 'left';
    if (vague(b) === null) return 'right';
    return 'differ';
  }
  if (covers(b, a)) return 'left';
  if (covers(a, b)) return 'right';
  return 'differ';
}

const TEN_THOUSAND = exact(10_000n);
const near = (ratio: Exact | null): boolean =>
  ratio !== null &&
  compare(ratio, mul(TEN_THOUSAND, exact(999n, 1000n))) > 0 &&
  compare(ratio, mul(TEN_THOUSAND, exact(1001n, 1000n))) < 0;

/** One amount is the other 10,000 times over: 元 and 万元 were mixed up. */
export function mixedUpWan(a: Said, b: Said): boolean {
  const [x, y] = [amountOf(a), amountOf(b)];
  if (!x || !y || x.base !== y.base || isZero(x.amount) || isZero(y.amount)) return false;
  return near(div(x.amount, y.amount)) || near(div(y.amount, x.amount));
}
