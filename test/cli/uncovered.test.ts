// What a text says that no fact covers, and what it says in two ways, on the command line.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { INVENTED_REPORT } from '../http/invented-report.ts';
import { zhibi } from './run.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhibi-uncovered-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const TEXT = INVENTED_REPORT.replace('\n一、', '\n全年慰问困难群众130户，发放慰问金26.5万元。\n\n一、').replace(
  '年末结转结余26.21万元。',
  '年末结转结余26.21万元。2022年全年支出合计1248.29万元。',
);
const file = join(dir, '自评报告.txt');
writeFileSync(file, TEXT);

describe('a text with more in it than facts', () => {
  it('has its other numbers in the JSON, each at its place', () => {
    const ran = zhibi(['extract', file, '--json']);
    expect(ran.status).toBe(0);
    const [read] = JSON.parse(ran.out).files;
    const open = read.uncovered as { text: string; start: number; end: number; value: string; unit: string }[];
    expect(open.map((n) => n.text)).toEqual(expect.arrayContaining(['130户', '26.5万元']));
    for (const n of open) expect(TEXT.slice(n.start, n.end)).toBe(n.text);
    expect(open.find((n) => n.text === '130户')).toMatchObject({ value: '130', unit: '户', kind: 'count' });
  });

  it('has both sides of a contradiction in the JSON', () => {
    const [read] = JSON.parse(zhibi(['extract', file, '--json']).out).files;
    const sides = read.conflicts.map((c: { key: string; value: string; start: number; end: number }[]) =>
      c.map((x) => [x.key, x.value, TEXT.slice(x.start, x.end).includes(x.value)]),
    );
    expect(sides).toContainEqual([
      ['final_expenditure_total', '1284.29', true],
      ['final_expenditure_total', '1248.29', true],
    ]);
  });

  it('says how many there are to a reader', () => {
    const ran = zhibi(['extract', file]);
    expect(ran.out).toMatch(/另有 \d+ 处数字没有对应的事实/);
    expect(ran.out).toContain('前后不一');
  });

  it('is re-drafted with the value said first, and the contradiction among the findings', () => {
    const ran = zhibi(['report', '--prior', file, '--out', join(dir, 'out'), '--json']);
    expect(ran.status).toBe(0);
    const { findings } = JSON.parse(readFileSync(join(dir, 'out', 'findings.json'), 'utf8'));
    const said = findings.filter((f: { rule: string }) => f.rule === 'C145');
    expect(said).toHaveLength(1);
    expect(said[0].message).toContain('1284.29万元');
    expect(said[0].message).toContain('1248.29万元');
    expect(said[0].message).toContain('已采用1284.29万元');
  });
});
