// Sums stated without a number: 无“三公”经费 is a zero, 与上年持平 a change of nothing.
import type { Ledger } from './ledger.ts';
import { DELTA_KEYS } from './money-keys.ts';
import type { Reading, Sentence } from './reading.ts';

/** 无“三公”经费支出, 无结转结余资金: a stated absence is a fact with the value 0. */
export function mineAbsences(r: Reading, s: Sentence, ledger: Ledger): void {
  const unit = r.moneyUnit ?? r.unit ?? '万元';
  // 我单位无“三公”经费的预算与支出.
  for (const m of s.text.matchAll(/(?:无|没有)(?:安排)?“?三公”?经费的?预算(?:和|与|及|、)(?:支出|决算)(?=[，。；]|$)/g))
    for (const key of ['three_public_budget', 'three_public_actual'])
      ledger.add({
        key,
        period: r.period,
        value: '0',
        unit,
        qualifier: '无',
        start: s.start + m.index,
        end: s.start + m.index + m[0].length,
        rank: 1,
        confidence: 'medium',
      });
  for (const m of s.text.matchAll(
    /(?:^|[，；。、：])(?:本年|年末|全年|我[局校]|本单位|本部门)?(?:年初|上年|期初)?(?:无|没有|未发生)(“?三公”?经费(?:支出)?|(?:年初|上年|年末)?结转(?:和)?结余(?:资金)?|(?:年末|上年)结转)(?=[，。；、]|$)/g,
  )) {
    const key = /三公/.test(m[1]!)
      ? 'three_public_actual'
      : /年初|上年|期初/.test(m[0])
        ? 'carryover_begin'
        : 'carryover_end';
    const start = s.start + m.index + m[0].search(/(?:年初|上年|期初)?(?:无|没有|未)/);
    ledger.add({
      key,
      period: r.period,
      value: '0',
      unit,
      qualifier: '无',
      start,
      end: s.start + m.index + m[0].length,
      rank: 1,
      confidence: 'medium',
    });
  }
}

/** 较上年预算安排一致: a change of nothing, where the clause before states the sum. */
export function mineSame(r: Reading, s: Sentence, ledger: Ledger): void {
  for (const m of s.text.matchAll(
    /(收入预算(?:总额)?|支出预算(?:总额)?|财政拨款(?:收入)?|其他收入)(?:为)?[\d.,]{1,20}(?:万|亿)?元，(?:较|与|比)上年(?:预算)?(?:安排)?(?:数)?(?:持平|一致|相同)/g,
  )) {
    const key = /支出/.test(m[1]!)
      ? DELTA_KEYS.expenditure
      : /其他/.test(m[1]!)
        ? DELTA_KEYS['other-income']
        : /财政/.test(m[1]!)
          ? DELTA_KEYS.fiscal
          : DELTA_KEYS.income;
    const at = s.start + m.index + m[0].lastIndexOf('，') + 1;
    ledger.add({
      key: key!,
      period: r.period,
      value: '0',
      unit: /万元/.test(m[0]) ? '万元' : '元',
      start: at,
      end: s.start + m.index + m[0].length,
      rank: 1,
      confidence: 'medium',
    });
  }
}
