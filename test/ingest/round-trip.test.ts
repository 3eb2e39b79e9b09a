// The corpus as pages and sheets: the same facts come out as from the plain texts. The pages are written without our readers.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/core/extract/extract.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { readFile } from '../../src/ingest/read-file.ts';
import { canPrint } from '../render/paper.ts';
import { asCsv } from './as-csv.ts';
import { asHtml } from './as-html.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const here = existsSync(CORPUS);
const texts = here
  ? readdirSync(CORPUS)
      .filter((f) => f.endsWith('.txt'))
      .sort()
      .map((f) => ({ id: f.slice(0, -4), source: readFileSync(join(CORPUS, f), 'utf8') }))
  : [];

const SHIFTED =
  'its rows lost the cells of a merge when they were pasted; here a cell stands in the column that it is written in, so they name others';

/** Facts that a form cannot carry, by the beginning of their keys, and why. */
const EXCEPT: readonly { form: 'html' | 'csv'; id: string; key: string; why: string }[] = [
  {
    form: 'html',
    id: '32-police',
    key: 'satisfaction_target',
    why: 'its table has one cell a line, each with a pipe; as a table of one column it is lines, and the pipes are gone',
  },
  {
    form: 'csv',
    id: '32-police',
    key: 'satisfaction_target',
    why: 'the same table of one column: a sheet has no pipes either',
  },
  { form: 'html', id: '35-indicator-petition', key: 'indicator_', why: SHIFTED },
  { form: 'csv', id: '35-indicator-petition', key: 'indicator_', why: SHIFTED },
];

const factsOf = (text: string): Set<string> =>
  new Set(
    extractFacts(readDocument(text)).candidates.map((c) =>
      [c.key, c.period, c.scope ?? '', c.value, c.unit].join(' ').replace(/(?<=\s)\s+/g, ''),
    ),
  );

/** What one has and the other has not, without the listed exceptions. */
function differences(form: 'html' | 'csv', id: string, source: string, text: string): string[] {
  const [plain, read] = [factsOf(source), factsOf(text)];
  const off = [...[...plain].filter((f) => !read.has(f)), ...[...read].filter((f) => !plain.has(f))];
  return off.filter((f) => !EXCEPT.some((e) => e.form === form && e.id === id && f.startsWith(e.key)));
}

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const read = await readFile(name, bytes);
  if (!read.ok) throw new Error(read.problem.message);
  expect(read.value.notices).toEqual([]);
  return read.value.text;
}

describe.skipIf(!here)('the corpus in other forms', () => {
  it.each(texts)('$id as a page gives the same facts', async ({ id, source }) => {
    const text = await textOf(`${id}.html`, new TextEncoder().encode(asHtml(source)));
    expect(differences('html', id, source, text)).toEqual([]);
  });

  it.each(texts)('$id as a sheet gives the same facts', async ({ id, source }) => {
    const text = await textOf(`${id}.csv`, new TextEncoder().encode(asCsv(source)));
    expect(differences('csv', id, source, text)).toEqual([]);
  });

  it.skipIf(!canPrint)(
    'as pages that LibreOffice saved, every text gives the same facts',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'zhibi-pages-'));
      try {
        await promisify(execFile)(
          'soffice',
          [
            '--headless',
            `-env:UserInstallation=file://${join(folder, 'profile')}`,
            '--infilter=Text (encoded):UTF8',
            '--convert-to',
            'html',
            '--outdir',
            folder,
            ...texts.map((t) => join(CORPUS, `${t.id}.txt`)),
          ],
          { timeout: 50_000 },
        );
        for (const { id, source } of texts) {
          const text = await textOf(`${id}.html`, readFileSync(join(folder, `${id}.html`)));
          // The file is preformatted text: its pipes are still there.
          expect(differences('csv', `page of ${id}`, source, text)).toEqual([]);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    60_000,
  );
});

it('a page in GB18030 is read by the encoding that it names, and unreadable characters are said', async () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode('<html><head><meta charset=gb2312></head><body><p>'),
    ...[0xca, 0xd5, 0xc8, 0xeb, 0x37, 0x39, 0x31, 0x30, 0xcd, 0xf2, 0xd4, 0xaa, 0xff],
    ...new TextEncoder().encode('</p></body></html>'),
  ]);
  const read = await readFile('a.html', bytes);
  expect(read.ok && read.value.text).toBe('收入7910万元\ufffd\n');
  expect(read.ok && read.value.notices.join('')).toContain('无法识别');
});
