// The small readers of a reply: a day, a choice among offers, a unit that last year speaks against.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayIn } from '../../../src/core/interview/date.ts';
import { otherUnit } from '../../../src/core/interview/doubt.ts';
import { chosen } from '../../../src/core/interview/options.ts';

describe('a day is read in any form', () => {
  test.each<[string, string | string[] | null]>([
    ['2023年12月15日', '2023-12-15'],
    ['2023年12月15号', '2023-12-15'],
    ['2023-12-15', '2023-12-15'],
    ['2023/12/5', '2023-12-05'],
    ['2023.12.15', '2023-12-15'],
    ['２０２３年１２月１５日', '2023-12-15'],
    ['20231215', '2023-12-15'],
    ['二〇二三年十二月十五日', '2023-12-15'],
    ['是2023年12月15日。', '2023-12-15'],
    ['2023年12月', '2023-12'],
    ['本年12月15日', '2023-12-15'],
    ['次年4月30日', '2024-04-30'],
    ['去年12月15日', ['2022-12-15', '2023-12-15']],
    ['明年4月30日', ['2024-04-30', '2025-04-30']],
    ['12月15日', ['2023-12-15', '2024-12-15']],
    ['十二月十五号', ['2023-12-15', '2024-12-15']],
    ['2月29日', '2024-02-29'],
    ['2023年2月29日', null],
    ['2023年13月1日', null],
    ['2023年2月30日', null],
    ['12月中旬', null],
    ['年底', null],
    ['12.5万元', null],
    ['', null],
  ])('%s', (message, expected) => {
    const day = dayIn(message, 2023);
    const read = day === null ? null : 'value' in day ? day.value : day.days.map((d) => d.value);
    expect(read).toEqual(expected);
  });

  test('any real day comes back as it was written', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (d) => {
        const [y, m, n] = [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()];
        const iso = d.toISOString().slice(0, 10);
        for (const said of [`${y}年${m}月${n}日`, `${y}-${m}-${n}`, `${y}.${m}.${n}`, iso.replaceAll('-', '')])
          expect(dayIn(said, 2023)).toMatchObject({ value: iso });
      }),
    );
  });
});

describe('a reply to offered choices', () => {
  const MONEY = ['79100000元', '79100000万元'];
  const GRADES = ['优', '良', '中', '差'];
  test.each<[string, string[], number | 'none' | null]>([
    ['A', MONEY, 0],
    ['b', MONEY, 1],
    ['1', MONEY, 0],
    ['２', MONEY, 1],
    ['②', MONEY, 1],
    ['第二个', MONEY, 1],
    ['选第1项', MONEY, 0],
    ['后者', MONEY, 1],
    ['万元', MONEY, 1],
    ['元', MONEY, 0],
    ['是万元', MONEY, 1],
    ['79100000元', MONEY, 0],
    ['都不是', MONEY, 'none'],
    ['都不对。', MONEY, 'none'],
    ['E', MONEY, null],
    ['3', MONEY, null],
    ['编制16人', MONEY, null],
    ['', MONEY, null],
    ['良', GRADES, 1],
    ['D', GRADES, 3],
    ['基本支出决算数', ['基本支出预算', '基本支出决算数'], 1],
    ['决算', ['基本支出预算', '基本支出决算数'], 1],
    ['2024年', ['2023年', '2024年'], 1],
  ])('%s', (message, labels, expected) => {
    expect(chosen(message, labels)).toBe(expected);
  });

  test('any text at all gets an answer in range', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (s) => {
        const at = chosen(s, GRADES);
        expect(at === null || at === 'none' || (at >= 0 && at < GRADES.length)).toBe(true);
      }),
    );
  });
});

describe('a unit that last year speaks against', () => {
  const last = { value: '7910', unit: '万元' };
  test.each<[string, string, typeof last | undefined, boolean, '元' | '万元' | null]>([
    ['14463', '元', last, false, '万元'],
    ['79100000', '万元', last, false, '元'],
    ['144630000', '万元', last, true, '元'],
    ['14463', '万元', last, false, null],
    ['79100000', '元', last, false, null],
    ['14463', '元', undefined, false, null],
    ['0', '元', last, false, null],
    // Far off in either unit: not a slip of the unit.
    ['5', '元', last, false, null],
    // Three hundred times more is doubted where the unit was not even said.
    ['3000000', '万元', last, true, '元'],
    ['3000000', '万元', last, false, null],
  ])('%s%s', (value, unit, before, unsaid, expected) => {
    expect(otherUnit({ value, unit }, before, unsaid)).toBe(expected);
  });
});
