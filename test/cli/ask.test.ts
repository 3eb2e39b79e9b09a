// The list for colleagues on the command line: printed, written to a file, and read back when it comes filled in.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, zhibi } from './run.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhibi-ask-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const facts = join(dir, 'report/facts.json');
const asking = (...more: string[]) => zhibi(['ask', '--facts', facts, '--period', '2023', ...more]);

describe('zhibi ask', () => {
  beforeAll(() => {
    const prior = join(ROOT, 'examples/prior-2022.txt');
    expect(zhibi(['report', '--prior', prior, '--out', join(dir, 'report'), '--json']).status).toBe(0);
  });

  it('prints the list of one who supplies, and the filled-in list is read as material', () => {
    const { status, out } = asking('--supplier', '人事');
    expect(status).toBe(0);
    expect(out).not.toContain('收入预算总额');
    const file = join(dir, '人事.md');
    writeFileSync(file, out.replace('| 14人 |  |', '| 14人 | 15 |').replace('| 37人 |  |', '| 37人 | 和去年一样 |'));
    const read = JSON.parse(zhibi(['extract', file, '--json']).out) as {
      files: { facts: { key: string; period: number; value: string; unit: string; quote: string }[] }[];
    };
    const found = read.files[0]!.facts.filter((f) => f.unit === '人').map((f) => [f.key, f.period, f.value, f.quote]);
    expect(found).toEqual([
      ['staff_in_post', 2023, '15', '15'],
      ['staff_total', 2023, '37', '37人'],
    ]);
  });

  it('writes a Word file, and refuses another ending and a supplier that is nobody', () => {
    const file = join(dir, '清单.docx');
    expect(asking('--out', file).status).toBe(0);
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    const other = asking('--out', join(dir, '清单.txt'));
    expect([other.status, other.err]).toEqual([2, expect.stringContaining('.docx 或 .md')]);
    expect(existsSync(join(dir, '清单.txt'))).toBe(false);
    expect(asking('--supplier', '食堂')).toMatchObject({ status: 2, err: expect.stringContaining('食堂') });
  });
});
