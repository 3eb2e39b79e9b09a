// A text put into a workbook gives the same facts as the text itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/core/extract/extract.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { readFile } from '../../src/ingest/read-file.ts';
import { asXlsx } from './as-xlsx.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const OWN = resolve(import.meta.dirname, '../cases/extraction');

const SHIFTED =
  'its rows lost blank cells when they were pasted, and the text is read with that in mind; in a sheet a cell is where it stands';
/** Facts that a workbook cannot carry, by text and key, and why. */
const EXCEPT: readonly { id: string; key: RegExp; why: string }[] = [
  { id: 'g07-form-units', key: /^(?:budget|final|execution_rate|indicator)/, why: SHIFTED },
  {
    id: '35-indicator-petition',
    key: /^indicator_/,
    why: SHIFTED,
  },
  {
    id: '32-police',
    key: /^satisfaction_target/,
    why: 'its table has one cell a line, each with a pipe; a sheet of one column has no pipes',
  },
];

const textsIn = (folder: string): { id: string; source: string }[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((f) => f.endsWith('.txt'))
        .sort()
        .map((f) => ({ id: f.slice(0, -4), source: readFileSync(join(folder, f), 'utf8') }))
    : [];

const factsOf = (text: string): Set<string> =>
  new Set(
    extractFacts(readDocument(text)).candidates.map((c) =>
      [c.key, c.period, c.scope ?? '', c.item ?? '', c.value, c.unit].join(' ').replace(/(?<=\s)\s+/g, ''),
    ),
  );

async function differences(id: string, source: string): Promise<string[]> {
  const read = await readFile(`${id}.xlsx`, await asXlsx(source));
  if (!read.ok) throw new Error(read.problem.message);
  expect(read.value.notices).toEqual([]);
  const [plain, sheet] = [factsOf(source), factsOf(read.value.text)];
  return [
    ...[...plain].filter((f) => !sheet.has(f)).map((f) => `- ${f}`),
    ...[...sheet].filter((f) => !plain.has(f)).map((f) => `+ ${f}`),
  ].filter((f) => !EXCEPT.some((e) => e.id === id && e.key.test(f.slice(2))));
}

describe('our own texts in workbooks', () => {
  it.each(textsIn(OWN))('$id gives the same facts', async ({ id, source }) => {
    expect(await differences(id, source)).toEqual([]);
  });
});

describe.skipIf(!existsSync(CORPUS))('the corpus in workbooks', () => {
  it.each(textsIn(CORPUS))('$id gives the same facts', async ({ id, source }) => {
    expect(await differences(id, source)).toEqual([]);
  });
});
