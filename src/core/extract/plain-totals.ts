// The year's totals said in one word under an announcement of the accounts: 部门决算收支完成情况。收入：792.22万元。支出：799.12万元。
// Only fills what the wider reading of sums left open.
import { isMoney } from './amount.ts';
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';

const ANNOUNCED = /(?:部门|单位|年度?)?决算收支(?:完成)?情况|收支决算(?:完成)?情况|决算收入支出情况/;
const PLAIN =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*)?(?:(?:19|20)\d{2}年度?)?(收入|支出)(?:：|为|共|共计|合计|总计|情况。)*$/;
const KEY = { 收入: 'final_income_total', 支出: 'final_expenditure_total' } as const;

export function minePlainTotals(r: Reading, ledger: Ledger): void {
  let heading = -1;
  let announced = false;
  for (const s of r.sentences) {
    if (s.heading !== heading) [heading, announced] = [s.heading, ANNOUNCED.test(s.under.at(-1) ?? '')];
    if (ANNOUNCED.test(s.text)) announced = true;
    const first = s.amounts[0];
    if (!announced || !first || first.value === null || !isMoney(first.unit)) continue;
    const lead = r.text.slice(s.start, first.start).trim();
    const m = PLAIN.exec(lead);
    if (!m) continue;
    const key = KEY[m[1] as keyof typeof KEY];
    if (ledger.has(key, r.period)) continue;
    ledger.add({
      key,
      period: r.period,
      value: first.value,
      unit: first.unit,
      qualifier: first.qualifier,
      start: s.start + s.text.indexOf(m[1]!),
      end: first.end,
      rank: 3,
      confidence: 'medium',
    });
  }
}
