import { describe, expect, it } from 'vitest';
import { fromDecimal, toText } from '../../../src/core/number/exact.ts';
import { amountOf } from '../../../src/core/number/quantity.ts';
import { convert, unitOf } from '../../../src/core/number/unit.ts';

describe('units', () => {
  it.each([
    ['元', '元', '1'],
    ['万元', '元', '10000'],
    ['亿元', '元', '100000000'],
    ['千元', '元', '1000'],
    ['万', '元', '10000'],
    ['亿', '元', '100000000'],
    ['百万元', '元', '1000000'],
    ['人', '人', '1'],
    ['名', '人', '1'],
    ['人次', '人次', '1'],
    ['万人次', '人次', '10000'],
    ['%', '%', '1'],
    ['％', '%', '1'],
    ['‰', '%', '0.1'],
    ['成', '%', '10'],
    ['百分点', '百分点', '1'],
    ['个百分点', '百分点', '1'],
    ['平米', '平方米', '1'],
    ['万平方米', '平方米', '10000'],
    ['公里', '米', '1000'],
    ['千克', '千克', '1'],
    ['户', '户', '1'],
    ['家', '家', '1'],
    ['盏', '盏', '1'],
    ['没听过的量词', '没听过的量词', '1'],
    ['', '', '1'],
  ])('%s measures in %s, %s of it', (printed, base, factor) => {
    const unit = unitOf(printed);
    expect([unit.base, toText(unit.factor)]).toEqual([base, factor]);
  });

  it.each([
    ['7910', '万元', '元', '79100000'],
    ['1.08', '亿元', '万元', '10800'],
    ['19289794.01', '元', '万元', '1928.979401'],
    ['3', '名', '人', '3'],
    ['55', '人次', '人', null],
    ['2', '%', '百分点', null],
    ['5', '户', '家', null],
  ])('%s%s in %s is %s', (value, from, to, out) => {
    const read = convert(fromDecimal(value)!, from, to);
    expect(read && toText(read)).toBe(out);
  });

  it.each([
    [{ value: '7910', unit: '万元' }, '79100000', '元'],
    [{ value: '-120', unit: '万元' }, '-1200000', '元'],
    [{ value: '2,316.42', unit: '万元' }, '23164200', '元'],
    [{ value: '１２', unit: '名' }, '12', '人'],
    [{ value: '二十六', unit: '名' }, '26', '人'],
    [{ value: '98.48', unit: '%' }, '98.48', '%'],
  ])('the amount of %o is %s %s', (claim, amount, base) => {
    const read = amountOf(claim)!;
    expect([toText(read.amount), read.base]).toEqual([amount, base]);
  });

  it.each(['', '优', '岚溪县市场监督管理局', '12人', '1,2', '.5'])('%s has no amount', (value) => {
    expect(amountOf({ value, unit: '万元' })).toBeNull();
  });
});
