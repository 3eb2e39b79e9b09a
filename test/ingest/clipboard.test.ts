// What Excel and Word put on the clipboard, from the paste to the facts: the values are written out here by hand.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/core/extract/extract.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { readPasted } from '../../src/ingest/read-file.ts';

const pasted = (name: string) => {
  const read = readPasted({ html: readFileSync(new URL(`../cases/clipboard/${name}.html`, import.meta.url), 'utf8') });
  if (!read.ok) throw new Error(read.problem.message);
  const { text, notices } = read.value;
  const { candidates } = extractFacts(readDocument(text), { period: 2023 });
  for (const c of candidates) expect(c.quote).toBe(text.slice(c.start, c.end));
  return { text, notices, said: new Map(candidates.map((c) => [`${c.key} ${c.period}`, `${c.value}${c.unit}`])) };
};

describe('the clipboard', () => {
  it('of Excel: two years under two stages, an overrun line, a column too narrow to print', () => {
    const { said, notices } = pasted('excel');
    expect(notices).toEqual([]);
    for (const [slot, value] of [
      ['budget_expenditure_basic 2022', '100.50万元'],
      ['budget_expenditure_basic 2023', '110.00万元'],
      ['final_expenditure_basic 2022', '99.20万元'],
      // Printed, not the 108.123 behind it.
      ['final_expenditure_basic 2023', '108.12万元'],
      ['final_expenditure_project 2023', '205.5万元'],
      ['budget_expenditure_total 2023', '320.00万元'],
      ['final_expenditure_total 2023', '313.62万元'],
    ])
      expect([slot, said.get(slot!)]).toEqual([slot, value]);
  });

  it('of Word: list numbers, tracked changes, a label merged down four rows', () => {
    const { text, said, notices } = pasted('word');
    expect(text).toContain('一、 部门概况');
    expect(notices.join('')).toContain('已删除');
    for (const [slot, value] of [
      ['staff_quota 2023', '42人'],
      ['staff_in_post 2023', '39人'],
      ['staff_contract 2023', '6人'],
      ['budget_expenditure_total 2023', '1200.00万元'],
      ['budget_adjusted_total 2023', '1250.00万元'],
      ['final_expenditure_total 2023', '1230.50万元'],
      ['execution_rate 2023', '98.44%'],
      ['final_expenditure_basic 2023', '715.30万元'],
      ['budget_adjusted_project 2023', '530.00万元'],
    ])
      expect([slot, said.get(slot!)]).toEqual([slot, value]);
  });
});
