// The reading thread: real files come back as in place; one that loops, hoards memory or crashes the thread costs only itself.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Result } from '../../src/core/problem.ts';
import type { SourceText } from '../../src/core/text/source-text.ts';
import { readFile } from '../../src/ingest/read-file.ts';
import { type ThreadLimits, type ThreadReader, threadReader } from '../../src/thread-reader.ts';
import { archive, patched, rows, workbook, workbookParts } from './archive.ts';

const ZIP = new Uint8Array([0x50, 0x4b, 3, 4]);
const WORKBOOK = workbook([{ name: '表', xml: rows([['收入', 7910]]) }]);
const open: ThreadReader[] = [];
const faults: string[] = [];

function reader(given: Partial<ThreadLimits> = {}): ThreadReader {
  const made = threadReader(given, (what) => faults.push(what));
  open.push(made);
  return made;
}
const unruly = (given: Partial<ThreadLimits> = {}): ThreadReader =>
  reader({ entry: new URL('./unruly-thread.ts', import.meta.url), ...given });
const said = (result: Result<SourceText>): string => (result.ok ? result.value.text : result.problem.code);

afterEach(async () => {
  await Promise.all(open.splice(0).map((r) => r.close()));
  faults.length = 0;
});

describe('reading in a thread', () => {
  it('gives what reading in place gives', async () => {
    const { read } = reader();
    expect(await read('a.xlsx', WORKBOOK)).toEqual(await readFile('a.xlsx', WORKBOOK));
    const cut = WORKBOOK.slice(0, 300);
    expect(await read('a.xlsx', cut)).toEqual(await readFile('a.xlsx', cut));
  });

  it('reads plain text without one', async () => {
    const { read } = unruly();
    const bytes = new TextEncoder().encode('收入7910万元');
    expect(said(await read('spin', bytes))).toBe('收入7910万元');
  });

  it('leaves the bytes with the caller and answers in order', async () => {
    const { read } = unruly();
    const answers = await Promise.all(['1', '2', '3', '4', '5'].map((name) => read(name, ZIP)));
    expect(answers.map(said)).toEqual(['1', '2', '3', '4', '5']);
    expect(ZIP.length).toBe(4);
  });

  it.each([
    ['spin', 'reading_too_long', { milliseconds: 1500 }],
    ['hoard', 'reading_needs_memory', { memoryMb: 32 }],
    ['throw', 'reader_stopped', {}],
    ['exit', 'reader_stopped', {}],
    ['fault', 'reader_stopped', {}],
  ])(
    'answers a file that makes it %s with a message, and reads the next file in a fresh thread',
    async (name, code, limits) => {
      const { read } = unruly(limits);
      const [bad, next] = await Promise.all([read(name, ZIP), read('next', ZIP)]);
      expect(said(bad)).toBe(code);
      expect(!bad.ok && bad.problem.message).toMatch(/请.*(另存|粘贴)/);
      expect(said(next)).toBe('next');
      expect(faults.length).toBe(name === 'spin' || name === 'exit' ? 0 : 1);
    },
  );

  it('takes no more files than may wait', async () => {
    const { read } = unruly({ waiting: 2 });
    const answers = await Promise.all(['1', '2', '3', '4'].map((name) => read(name, ZIP)));
    expect(answers.map(said)).toEqual(['1', '2', '3', 'reader_busy']);
  });

  it('answers what is being read when it closes, and nothing afterwards', async () => {
    const { read, close } = unruly();
    const reading = [read('spin', ZIP), read('next', ZIP)];
    await close();
    expect((await Promise.all(reading)).map(said)).toEqual(['reader_closed', 'reader_closed']);
    expect(said(await read('later', ZIP))).toBe('reader_closed');
  });
});

/** Reads a file in a process of its own: what came of it and the most memory that the process ever had, in MB. */
function inProcess(bytes: Uint8Array): { said: string; peak: number } {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-thread-'));
  try {
    writeFileSync(join(folder, 'a.xlsx'), bytes);
    const script = `import { readFileSync } from 'node:fs';
      import { threadReader } from ${JSON.stringify(new URL('../../src/thread-reader.ts', import.meta.url).href)};
      const read = await threadReader().read('a.xlsx', readFileSync(${JSON.stringify(join(folder, 'a.xlsx'))}));
      console.log(JSON.stringify({ said: read.ok ? 'ok' : read.problem.code, peak: process.resourceUsage().maxRSS / 1024 }));`;
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
    return JSON.parse(done.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('memory', () => {
  const MB = 1024 * 1024;
  const parts = workbookParts([{ name: '表', xml: '' }]);
  const sheet = 'xl/worksheets/sheet1.xml';
  const bomb = archive({ ...parts, [sheet]: new Uint8Array(200 * MB) });
  const entry = Object.keys(parts).indexOf(sheet);

  it.each([
    ['a bomb that says its size', bomb, 'part_too_large'],
    ['a bomb that says it is small', patched(bomb, entry, { size: 100 }), 'damaged_file'],
    ['a bomb that stays below every limit in what it says', patched(bomb, entry, { size: 30 * MB }), 'damaged_file'],
  ])('stays below 300 MB for %s, and the process ends by itself', (_what, bytes, code) => {
    expect(bytes.length).toBeLessThan(220 * 1024);
    const got = inProcess(bytes);
    expect(got.said).toBe(code);
    expect(got.peak).toBeLessThan(300);
  });
});
