import { describe, expect, it } from 'vitest';
import { printed, slotName } from '../../src/steps/name-slot.ts';
import { candidate } from './some-facts.ts';

describe('a value in a message', () => {
  it.each([
    ['7910', '万元', null, '7910万元'],
    ['7910', '万元', '约', '约7910万元'],
    ['700', '家', '余', '700余家'],
    ['95', '%', '以上', '95%以上'],
    ['3', '个', '列举', '3个'],
  ] as const)('%s %s %s is said in words', (value, unit, qualifier, said) => {
    expect(printed({ value, unit, qualifier })).toBe(said);
  });
});

describe('a slot in a message', () => {
  it('has its year, its name and whose it is', () => {
    expect(slotName(candidate('staff_total', '3', '人', { scope: '机关本级' }))).toBe('2022年年末实有人数（机关本级）');
  });

  it('outside the catalogue has its own label', () => {
    expect(slotName(candidate('other_figure', '130', '户', { label: '慰问户数' }))).toBe('2022年慰问户数');
  });
});
