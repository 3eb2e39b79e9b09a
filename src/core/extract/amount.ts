// The figures and the empty slots of a read text in order, from the house's one scanner. What they count is the miners' business.
import { add, equals, exact, fromDecimal, mul, toFixed } from '../number/exact.ts';
import type { Qualifier } from '../number/qualifier.ts';
import { scanQuantities } from '../number/scan.ts';
import { SLOT } from '../text/normalise.ts';

export interface Amount {
  /** Offsets into the read text; qualifier words and unit included. */
  start: number;
  end: number;
  /** Plain decimal in the unit as printed; null for an empty slot. */
  value: string | null;
  unit: string;
  qualifier: Qualifier | null;
  /** 800—900万元: the lower end stands in `value`; no single value is stated. */
  range: boolean;
}

const SLOT_RUN = new RegExp(`${SLOT}{1,60}(亿元|万元|元|个百分点|个|家|名|人|%|分)?`, 'g');

export function amountsOf(text: string): Amount[] {
  const found: Amount[] = [];
  for (const q of scanQuantities(text)) {
    if (q.class !== 'figure' || q.value === null) continue;
    // 2023支出合计: a year whose 年 was lost, not a number of things.
    if (
      /^(?:19|20)\d{2}(?:$|[支年全])/.test(q.text) &&
      /^(?:支出|收入|全|末|度|年|部门|预算|决算|本)/.test(text.slice(q.start + 4, q.start + 6))
    )
      continue;
    let { start, end, unit } = q;
    // 编制四十六个 and 95.4 分 are read as printed; a trailing 的 or blank is not part of the amount.
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    while (start < end && /\s/.test(text[start]!)) start++;
    if (unit === '' && text[end] === '分' && !/[钟之管工别类析为成布组解明批]/.test(text[end + 1] ?? '')) {
      unit = '分';
      end++;
    }
    // 1亿2000万元 is one sum.
    const before = found.at(-1);
    if (before?.unit === '亿' && before.end === start && unit === '万元' && before.value !== null) {
      const value = add(mul(fromDecimal(before.value)!, exact(10000n)), q.value);
      found[found.length - 1] = { ...before, end, value: toFixed(value, q.decimals), unit };
      continue;
    }
    const range = q.high !== null && !equals(q.high, q.value);
    found.push({ start, end, value: toFixed(q.value, q.decimals), unit, qualifier: q.qualifier, range });
  }
  if (text.includes(SLOT))
    for (const m of text.matchAll(SLOT_RUN))
      found.push({
        start: m.index,
        end: m.index + m[0].length,
        value: null,
        unit: m[1] ?? '',
        qualifier: null,
        range: false,
      });
  return found.sort((a, b) => a.start - b.start);
}

export const isMoney = (unit: string): boolean => unit === '元' || unit === '万元' || unit === '亿元';
export const isPeople = (unit: string): boolean =>
  unit === '人' || unit === '名' || unit === '位' || unit === '个' || unit === '';
