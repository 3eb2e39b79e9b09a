// Number formats: what Excel prints for a stored value, case by case.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFormat } from '../../src/ingest/xlsx-format.ts';
import { cpuTime } from '../cpu-time.ts';

const ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ';

describe('a number format', () => {
  it.each([
    // binary noise
    ['General', '17847.370000000001', '17847.37'],
    ['General', '0.30000000000000004', '0.3'],
    ['0.00', '1.0049999999999999', '1.01'],
    ['0.00%', '0.99990000000000001', '99.99%'],
    // General
    ['General', '0', '0'],
    ['General', '-0.5', '-0.5'],
    ['General', '1E-3', '0.001'],
    ['General', '1.2345E+5', '123450'],
    ['General', '110101199001011234', '110101199001011000'],
    ['G/通用格式"人"', '12', '12人'],
    // decimals and thousands
    ['0.00', '-1.005', '-1.01'],
    ['0.0', '0.05', '0.1'],
    ['0', '0.4', '0'],
    ['0', '0.5', '1'],
    ['0.00_ ', '99999999999.995', '100000000000.00'],
    ['#,##0.00', '1234567.891', '1,234,567.89'],
    ['#,##0.00', '0.5', '0.50'],
    ['#,##0', '999.5', '1,000'],
    ['#,##0', '0', '0'],
    ['0.##', '5', '5'],
    ['#.##', '0.5', '.5'],
    ['##', '0', ''],
    ['000000', '123', '000123'],
    // percentages
    ['0%', '0.9234', '92%'],
    ['0.00%', '1', '100.00%'],
    // signs by section: never lost to a colour, brackets mean minus
    ['#,##0.00;[Red]#,##0.00', '-12', '-12.00'],
    ['#,##0.00_);(#,##0.00)', '-12', '-12.00'],
    ['0_);[Red]\\(0\\)', '-3', '-3'],
    ['[红色]0.0', '-3.25', '-3.3'],
    [ACCOUNTING, '1234.5', '1,234.50'],
    [ACCOUNTING, '-1234.5', '-1,234.50'],
    [ACCOUNTING, '0', '-'],
    // scaled and with words
    ['0!.0,', '123456', '12.3'],
    ['0.00,,"百万"', '123456789', '123.46百万'],
    ['#,##0.00"万元"', '7910', '7,910.00万元'],
    ['"¥"#,##0.00', '12', '¥12.00'],
    ['[$¥-804]#,##0.00', '12', '¥12.00'],
    ['[>=10000]0.00,"千";0.00', '12345', '12.35千'],
    ['[>=10000]0.00,"千";0.00', '5', '5.00'],
    // an exponent says less than the digits
    ['0.00E+00', '12345', '12345'],
    ['# ?/?', '0.5', '0.5'],
    // hidden
    [';;;', '5', ''],
    ['0.00;-0.00;;@', '0', ''],
    ['@', '5', '5'],
    // dates
    ['yyyy"年"m"月"', '44927', '2023年1月'],
    ['yyyy\\-mm\\-dd', '44927', '2023-01-01'],
    ['yyyy.mm.dd', '44927', '2023.01.01'],
    ['yyyy/m/d h:mm', '44927.5', '2023/1/1 12:00'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日"', '44927', '2023年1月1日'],
    ['[$-804]aaaa', '44927', '星期日'],
    ['h:mm:ss', '0.999999', '0:00:00'],
    ['[h]:mm', '1.5', '36:00'],
    ['上午/下午h"时"mm"分"', '0.75', '下午6时00分'],
    ['yyyy-m-d', '1', '1900-1-1'],
    ['m/d/yy', '60', '2/29/00'],
    ['yyyy', '-3', '-3'],
    ['0000-00-00', '20230105', '2023-01-05'],
  ])('%s prints %s as %s', (code, stored, printed) => {
    expect(readFormat(code).number(stored, false)).toBe(printed);
  });

  it('counts days from 1904 where the workbook says so', () => {
    expect(readFormat('yyyy-mm-dd').number('0', true)).toBe('1904-01-01');
    expect(readFormat('yyyy-mm-dd').number('43465', true)).toBe('2023-01-01');
  });

  it('prints texts through their own section', () => {
    expect(readFormat('General').text('无')).toBe('无');
    expect(readFormat('"第"@"号"').text('12')).toBe('第12号');
    expect(readFormat(';;;').text('藏')).toBe('');
  });

  it('keeps every digit of a decimal with up to 15 of them, and rounds half up', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }), (n, places) => {
        const digits = String(n < 0n ? -n : n).padStart(places + 1, '0');
        const body = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
        const stored = `${n < 0n ? '-' : ''}${body}`;
        expect(readFormat(`0${places ? `.${'0'.repeat(places)}` : ''}`).number(stored, false)).toBe(stored);
        // 两位小数, worked out with integers
        const cents = places <= 2 ? n * 10n ** BigInt(2 - places) : 0n;
        if (places <= 2) {
          const c = String(cents < 0n ? -cents : cents).padStart(3, '0');
          expect(readFormat('0.00').number(stored, false)).toBe(`${n < 0n ? '-' : ''}${c.slice(0, -2)}.${c.slice(-2)}`);
        }
      }),
    );
  });

  it('takes any code and any stored text without a fault', () => {
    const piece = fc.constantFrom(
      '0',
      '#',
      '?',
      ',',
      '.',
      '%',
      ';',
      '"',
      '\\',
      '_',
      '*',
      '[',
      ']',
      'y',
      'm',
      'h',
      's',
      'E+',
      '/',
      '@',
      '万',
      'General',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.oneof(fc.string(), fc.double().map(String)),
        (code, stored) => {
          expect(typeof readFormat(code.join('')).number(stored, false)).toBe('string');
        },
      ),
    );
  });

  it('stays linear on codes made to be slow', () => {
    for (const unit of ['"', '[', '_', '0,', '\\', ';', 'm']) {
      const from = cpuTime();
      readFormat(unit.repeat(50_000)).number('1', false);
      readFormat(unit.repeat(900)).number('1', false);
      expect(cpuTime() - from).toBeLessThan(500);
    }
  });
});
