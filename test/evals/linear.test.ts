// Time grows with the length of a text and with nothing else: long runs of one thing cost at most a bounded multiple of what
// as much ordinary text costs in the same run. Quadratic reading of these lengths costs hundreds of times as much.
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/core/extract/extract.ts';
import { scanQuantities } from '../../src/core/number/scan.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { cpuTime } from '../cpu-time.ts';
import { RUNS, runOf, SHAPES } from './runs.ts';

const ORDINARY =
  '一、收支情况\n2023年收入决算数1,200.50万元，较上年增加100.25万元，其中财政拨款收入1,100.00万元。支出决算数1,180.40万元，主要用于人员经费和公用经费。\n年末在职人员46人，退休人员12人，内设机构6个。\n项目\t预算数\t决算数\n基本支出\t800.00\t790.10\n';
const TIMES = 60;

function cost(text: string): number {
  const from = cpuTime();
  const doc = readDocument(text);
  scanQuantities(text);
  const { candidates } = extractFacts(doc);
  const spent = cpuTime() - from;
  for (const c of candidates.slice(0, 200)) expect(c.quote).toBe(text.slice(c.start, c.end));
  return spent;
}
/** The cost of ordinary text of a size: the middle of three, after a warm start. */
function ordinary(size: number): number {
  const text = runOf(ORDINARY, size);
  cost(text);
  return [cost(text), cost(text), cost(text)].sort((a, b) => a - b)[1]!;
}

describe('long runs of one thing', () => {
  it('of 12,000 characters cost a bounded multiple of ordinary text', { timeout: 240_000 }, () => {
    const bound = TIMES * ordinary(12_000);
    for (const piece of RUNS) expect(cost(runOf(piece, 12_000)), JSON.stringify(piece)).toBeLessThan(bound);
  });
  it('of 100,000 characters cost a bounded multiple of ordinary text', { timeout: 240_000 }, () => {
    const bound = TIMES * ordinary(100_000);
    for (const piece of '。，（“《1零万亿.-| \t\na')
      expect(cost(runOf(piece, 100_000)), JSON.stringify(piece)).toBeLessThan(bound);
    for (const [name, make] of SHAPES) expect(cost(make(100_000)), name).toBeLessThan(bound);
  });
});
