import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/core/extract/ledger.ts';
import { readDocument } from '../../../src/core/text/read.ts';

const KEY = 'budget_income_total';

/** One entry for each number of the text, in the slot of the income budget. */
function settle(text: string, ranks: readonly number[] = []) {
  const ledger = new Ledger();
  [...text.matchAll(/(\d+(?:\.\d+)?)([万亿]?元)/g)].forEach((m, i) => {
    const at = { start: m.index, end: m.index + m[0].length };
    ledger.add({ key: KEY, period: 2022, value: m[1]!, unit: m[2]!, rank: ranks[i] ?? 0, ...at });
  });
  return ledger.settle(readDocument(text));
}
const values = (text: string, ranks?: number[]) =>
  settle(text, ranks).conflicts.map((c) => c.candidates.map((x) => x.value));

describe('one slot said several times', () => {
  it.each([
    ['the same value twice', '收入10万元，共10万元', 1],
    ['another unit', '收入10万元，即100000元', 1],
    ['a rounding of it', '收入7910万元，近似0.79亿元', 1],
  ])('is one candidate with a further place: %s', (_, text, also) => {
    const { candidates, conflicts } = settle(text);
    expect(conflicts).toEqual([]);
    expect(candidates).toHaveLength(1);
    expect(candidates[0]?.also).toHaveLength(also);
    for (const p of [candidates[0]!, ...candidates[0]!.also]) expect(text.slice(p.start, p.end)).toBe(p.quote);
  });

  it('with different values is a contradiction, the first said first', () => {
    expect(values('收入10万元，又说12万元')).toEqual([['10', '12']]);
  });

  it('less clearly contradicts nothing', () => {
    expect(values('收入12万元，合同额10万元', [0, 1])).toEqual([]);
    expect(values('合同额10万元，收入12万元', [1, 0])).toEqual([]);
    expect(settle('合同额10万元，收入12万元', [1, 0]).candidates[0]?.value).toBe('12');
  });

  it('keeps a contradiction and a row of places to a size that people can look at', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `收入${i + 1}万元。`).join('');
    expect(values(many)[0]).toHaveLength(12);
    const again = settle('收入10万元。'.repeat(3000)).candidates;
    expect(again[0]?.also).toHaveLength(100);
  });
});
