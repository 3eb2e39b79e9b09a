// What slots and values are called in messages.
import { labelOf } from '../core/catalogue/catalogue.ts';
import type { Claim, FactSlot } from '../core/fact.ts';

export const printed = (c: Pick<Claim, 'value' | 'unit' | 'qualifier'>): string =>
  `${c.qualifier && c.qualifier !== '列举' && c.qualifier !== '无' ? c.qualifier : ''}${c.value}${c.unit}`;
/** What a slot is called in a message: 2022年资产总额（机关本级）. */
export const slotName = (s: FactSlot): string =>
  `${s.period === null ? '' : `${s.period}年`}${labelOf(s.key)}${s.scope ? `（${s.scope}）` : ''}`;
