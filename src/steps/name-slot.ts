// What slots and values are called in messages.
import { labelOf, OTHER_FIGURE } from '../core/catalogue/catalogue.ts';
import { withQualifier } from '../core/draft/phrase.ts';
import type { Claim, FactSlot } from '../core/fact.ts';

/** As it is said: 约7910万元, 700余家, 95%以上. */
export const printed = (c: Pick<Claim, 'value' | 'unit' | 'qualifier'>): string =>
  withQualifier(c.value, c.unit, c.qualifier);

/** 2022年资产总额（机关本级）; the own label of a figure that no entry of the catalogue names. */
export const slotName = (s: FactSlot & Partial<Pick<Claim, 'label'>>): string => {
  const name = s.key === OTHER_FIGURE ? (s.label ?? labelOf(s.key)) : labelOf(s.key);
  return `${s.period === null ? '' : `${s.period}年`}${name}${s.scope ? `（${s.scope}）` : ''}`;
};
