// Whether two claims about one slot say the same, and which of them says it more exactly. Money is compared in one unit.
import type { Claim } from './fact.ts';
import { compare, div, type Exact, exact, fromDecimal, isZero, mul } from './number/exact.ts';
import { accepts } from './number/qualifier.ts';
import { amountOf } from './number/quantity.ts';
import { convert } from './number/unit.ts';

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

const near = (ratio: Exact | null, times: Exact): boolean =>
  ratio !== null &&
  compare(ratio, mul(times, exact(999n, 1000n))) > 0 &&
  compare(ratio, mul(times, exact(1001n, 1000n))) < 0;

const SLIPS = [
  { times: exact(10_000n), words: '一万倍', units: ['元', '万元'] },
  { times: exact(100_000_000n), words: '一亿倍', units: ['元', '亿元'] },
] as const;

/** Chinese, when one amount of money is the other 10,000 or 100,000,000 times over: two units were mixed up. */
export function mixedUp(a: Said, b: Said): string | null {
  const [x, y] = [amountOf(a), amountOf(b)];
  if (!x || !y || x.base !== '元' || y.base !== '元' || isZero(x.amount) || isZero(y.amount)) return null;
  const slip = SLIPS.find(({ times }) => near(div(x.amount, y.amount), times) || near(div(y.amount, x.amount), times));
  if (!slip) return null;
  const [p, q] = a.unit === b.unit ? slip.units : [a.unit, b.unit];
  return `相差${slip.words}，可能是“${p}”和“${q}”写混了`;
}
