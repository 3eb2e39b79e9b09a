// Whether a stated amount of money is in the unit it is taken to be in: last year's tells. 元 and 万元 mixed up are ten thousand apart,
// and no budget grows that much.
import type { Claim } from '../fact.ts';
import { abs, compare, div, type Exact, exact, isZero } from '../number/exact.ts';
import { amountOf } from '../number/quantity.ts';

type Said = Pick<Claim, 'value' | 'unit'>;

const within = (ratio: Exact, times: bigint): boolean =>
  compare(ratio, exact(times)) <= 0 && compare(ratio, exact(1n, times)) >= 0;

/**
 * The other unit (元 for 万元 and the reverse) in which the amount is of last year's size, where the one taken is far from it: by 300
 * times when the unit was not said, by 3,000 times when it was. Null: no doubt.
 */
export function otherUnit(said: Said, last: Said | undefined, unsaid: boolean): '元' | '万元' | null {
  if (!last || (said.unit !== '元' && said.unit !== '万元')) return null;
  const [now, before] = [amountOf(said), amountOf(last)];
  if (!now || !before || before.base !== '元' || isZero(now.amount) || isZero(before.amount)) return null;
  const ratio = abs(div(now.amount, before.amount)!);
  if (within(ratio, unsaid ? 300n : 3000n)) return null;
  const other = said.unit === '元' ? '万元' : '元';
  const otherwise = abs(div(amountOf({ value: said.value, unit: other })!.amount, before.amount)!);
  return within(otherwise, 30n) ? other : null;
}
