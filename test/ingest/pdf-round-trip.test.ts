// The same facts from a text and from the PDF an office would make of it: Word file, printed by LibreOffice.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/core/extract/extract.ts';
import type { Candidate } from '../../src/core/fact.ts';
import { agreement } from '../../src/core/same-value.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { readPdf } from '../../src/ingest/pdf.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import { loadProfiles } from '../../src/profiles.ts';
import { writeReport } from '../../src/steps/write-report.ts';
import { wordFile } from './docx-made.ts';
import { canPrintPages, canPrintWord, printedPage, printedWord } from './pdf-printed.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const OWN = resolve(import.meta.dirname, '../cases/extraction');

/** Facts that paper does not keep, and why. `lost` and `more`: how many of the text's facts, and beside them. */
const EXCEPTIONS: Readonly<Record<string, { lost: number; more: number; why: string }>> = {};

const factsOf = (text: string): Candidate[] => extractFacts(readDocument(text)).candidates.filter((c) => c.unit !== '');
const slot = (c: Candidate): string => [c.key, c.period, c.scope?.replace(/\s/g, '')].join('|');
const says = (c: Candidate, list: readonly Candidate[]): boolean =>
  list.some((d) => slot(c) === slot(d) && agreement(c, d) === 'same');
const named = (list: readonly Candidate[]): string[] => list.map((c) => `${slot(c)}=${c.value}${c.unit}`);

/** Rows parted by tabs came out of a table: they go into one. */
function tabled(text: string): string {
  const lines = text.split(/\r?\n/);
  const out: string[] = [];
  for (let i = 0; i < lines.length; ) {
    let to = i;
    while (to < lines.length && lines[to]!.includes('\t')) to++;
    const width = Math.max(0, ...lines.slice(i, to).map((l) => l.split('\t').length));
    for (const l of lines.slice(i, to)) {
      const cells = l.split('\t');
      out.push(Array.from({ length: width }, (_, k) => `${cells[k] ?? ''} | `).join(''));
    }
    if (to === i) out.push(lines[i++]!);
    else i = to;
  }
  return out.join('\n');
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const read = await readPdf(pdf);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value.text;
}

const folders = [OWN, CORPUS].filter(existsSync);
const cases = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((f) => f.endsWith('.txt'))
    .map((f) => ({ id: f.slice(0, -4), text: readFileSync(join(folder, f), 'utf8') })),
);

describe.skipIf(!canPrintWord)('a text printed by LibreOffice', () => {
  let pdfs = new Map<string, Uint8Array>();
  beforeAll(async () => {
    const words = new Map<string, Uint8Array>();
    for (const c of cases) words.set(c.id, new Uint8Array(await wordFile(tabled(c.text))));
    pdfs = await printedWord(words);
  });
  let [kept, all] = [0, 0];

  it.each(cases)('gives the facts of $id', async ({ id, text }) => {
    const before = factsOf(text);
    const after = factsOf(await textOf(pdfs.get(id)!));
    const lost = before.filter((c) => !says(c, after));
    const more = after.filter((c) => !says(c, before));
    kept += before.length - lost.length;
    all += before.length;
    const allowed = EXCEPTIONS[id] ?? { lost: 0, more: 0 };
    expect(lost.length, `lost: ${named(lost)}`).toBeLessThanOrEqual(allowed.lost);
    expect(more.length, `more: ${named(more)}`).toBeLessThanOrEqual(allowed.more);
  });

  it('gives at least 99 of 100 facts', () => {
    expect(kept / all).toBeGreaterThanOrEqual(0.99);
  });
});
