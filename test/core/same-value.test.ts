import { describe, expect, it } from 'vitest';
import type { Qualifier } from '../../src/core/number/qualifier.ts';
import { agreement, mixedUp } from '../../src/core/same-value.ts';

const said = (value: string, unit: string, qualifier: Qualifier | null = null) => ({ value, unit, qualifier });

describe('two statements about one thing', () => {
  it.each([
    [said('7910', '万元'), said('7910', '万元'), 'same'],
    [said('7910', '万元'), said('79100000', '元'), 'same'],
    [said('7910.00', '万元'), said('7910', '万元'), 'same'],
    [said('0.79', '亿元'), said('7910', '万元'), 'right'],
    [said('7910', '万元'), said('7910.36', '万元'), 'right'],
    [said('7910.36', '万元'), said('7910', '万元'), 'left'],
    [said('700', '家', '余'), said('723', '家'), 'right'],
    [said('700', '家', '余'), said('690', '家'), 'differ'],
    [said('700', '家', '余'), said('700', '家', '余'), 'same'],
    [said('18', '个', '列举'), said('18', '个'), 'same'],
    [said('7910', '万元'), said('7901', '万元'), 'differ'],
    [said('0', '人', '无'), said('0', '人'), 'same'],
    [said('0', '人', '无'), said('3', '人'), 'differ'],
    [said('临澜市 青屏区档案中心', ''), said('临澜市青屏区档案中心', ''), 'same'],
    [said('临澜市', ''), said('青屏区', ''), 'differ'],
  ] as const)('%o against %o: %s', (a, b, expected) => {
    expect(agreement(a, b)).toBe(expected);
  });

  it('mirrors left and right when they change places', () => {
    expect(agreement(said('0.79', '亿元'), said('7910', '万元'))).toBe('right');
    expect(agreement(said('7910', '万元'), said('0.79', '亿元'))).toBe('left');
  });

  it('notices that 元 and 万元 were mixed up, and nothing else', () => {
    expect(mixedUp(said('7910', '万元'), said('7910', '元'))).toContain('相差一万倍，可能是“万元”和“元”');
    expect(mixedUp(said('7910', '元'), said('7910.4', '万元'))).toContain('一万倍');
    expect(mixedUp(said('1.2', '亿元'), said('1.2', '万元'))).toContain('“亿元”和“万元”');
    expect(mixedUp(said('1.2', '亿元'), said('1.2', '元'))).toContain('相差一亿倍');
    expect(mixedUp(said('3.52', '万元'), said('35200', '万元'))).toContain('“元”和“万元”');
    expect(mixedUp(said('7910', '万元'), said('791', '万元'))).toBeNull();
    expect(mixedUp(said('0', '万元'), said('0', '元'))).toBeNull();
    expect(mixedUp(said('1', '人'), said('10000', '人'))).toBeNull();
  });
});
