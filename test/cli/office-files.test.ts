// Office files on the command line: text and facts on standard output, what was not read on standard error.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { archive, rows, workbook, workbookParts } from '../ingest/archive.ts';
import { zhibi } from './run.ts';

const dir = mkdtempSync(join(tmpdir(), 'zhibi-office-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = (name: string, content: Uint8Array): string => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};

const TABLE = rows([
  ['2023年部门支出决算表', null, null],
  ['单位：万元', null, null],
  ['项目', '年初预算数', '决算数'],
  ['基本支出', 1200.5, 1180.25],
  ['项目支出', 300, 280],
]);
const BOOK = workbook([
  { name: '决算', xml: TABLE },
  { name: '底稿', xml: rows([['基本支出', 999]]), state: 'hidden' },
]);
const TEXT = `决算

2023年部门支出决算表
单位：万元
项目 | 年初预算数 | 决算数 |
基本支出 | 1200.5 | 1180.25 |
项目支出 | 300 | 280 |
`;

describe('a workbook on the command line', () => {
  it('is printed as the text that offsets refer to, and what was left out is said beside it', () => {
    const path = file('表.xlsx', BOOK);
    const ran = zhibi(['extract', path, '--text']);
    expect(ran).toMatchObject({ status: 0, out: TEXT });
    expect(ran.err).toContain('隐藏的工作表没有读取：“底稿”');
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });

  it('gives facts whose quotes are slices of that text', () => {
    const ran = zhibi(['extract', file('表.xlsx', BOOK), '--json', '--text']);
    const read = JSON.parse(ran.out).files[0];
    expect(read.text).toBe(TEXT);
    expect(read.facts.length).toBeGreaterThan(3);
    for (const f of read.facts) expect(TEXT.slice(f.start, f.end)).toBe(f.quote);
    expect(read.facts).toContainEqual(
      expect.objectContaining({ key: 'final_expenditure_basic', value: '1180.25', period: 2023 }),
    );
  });

  it('goes by content: the name and standard input do not matter', () => {
    expect(zhibi(['extract', file('表.txt', BOOK), '--text']).out).toBe(TEXT);
    expect(zhibi(['extract', '-', '--text'], BOOK).out).toBe(TEXT);
  });

  it.each([
    [
      'macros',
      archive({ ...workbookParts([{ name: '表', xml: TABLE }]), 'xl/vbaProject.bin': new Uint8Array(9) }),
      '宏',
    ],
    ['an end that is missing', BOOK.slice(0, 900), '下载完整'],
    ['more than any file', new Uint8Array(65 * 1024 * 1024), '太大'],
  ])('with %s is refused in one line', (_what, bytes, words) => {
    const ran = zhibi(['extract', file('坏.xlsx', bytes), '--json']);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(words);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });
});
