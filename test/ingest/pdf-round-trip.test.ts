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
import { localCall } from '../../src/steps/call-model.ts';
import { writeReport } from '../../src/steps/write-report.ts';
import { wordFile } from './docx-made.ts';
import { canPrintPages, canPrintWord, printedPage, printedWord } from './pdf-printed.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const OWN = resolve(import.meta.dirname, '../cases/extraction');

/** Facts that paper does not keep, and why. `lost` and `more`: how many of the text's facts, and beside them. */
const EXCEPTIONS: Readonly<Record<string, { lost: number; more: number; why: string }>> = {
  '13-tab-rescue': {
    lost: 1,
    more: 0,
    why: 'two 名称：值 pairs stand in a row that the table fills up with empty cells, which the text does not have',
  },
  '21-html-cdc': {
    lost: 3,
    more: 0,
    why: 'a whole table in one line parted by blanks: the blank at the end of each line of paper is gone',
  },
};

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

const casesIn = (folder: string): { id: string; text: string }[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((f) => f.endsWith('.txt'))
        .map((f) => ({ id: f.slice(0, -4), text: readFileSync(join(folder, f), 'utf8') }))
    : [];

interface Compared {
  all: number;
  lost: string[];
  more: string[];
}

async function compared(cases: readonly { id: string; text: string }[]): Promise<Map<string, Compared>> {
  const words = new Map<string, Uint8Array>();
  for (const c of cases) words.set(c.id, new Uint8Array(await wordFile(tabled(c.text))));
  const out = new Map<string, Compared>();
  for (const [id, pdf] of await printedWord(words)) {
    const before = factsOf(cases.find((c) => c.id === id)!.text);
    const after = factsOf(await textOf(pdf));
    const lost = named(before.filter((c) => !says(c, after)));
    out.set(id, { all: before.length, lost, more: named(after.filter((c) => !says(c, before))) });
  }
  return out;
}

const share = (texts: Iterable<Compared>): number => {
  const list = [...texts];
  const lost = list.reduce((n, c) => n + c.lost.length, 0);
  return 1 - lost / list.reduce((n, c) => n + c.all, 0);
};

describe.skipIf(!canPrintWord)('our own invented texts printed by LibreOffice', () => {
  it('give at least 98 of 100 facts', async () => {
    const texts = await compared(casesIn(OWN));
    const short = [...texts].filter(([, c]) => c.lost.length > 0).map(([id, c]) => `${id}: ${c.lost}`);
    expect(share(texts.values()), short.join('\n')).toBeGreaterThanOrEqual(0.98);
  });
});

describe.skipIf(!canPrintWord || !existsSync(CORPUS))('the labelled corpus printed by LibreOffice', () => {
  const cases = casesIn(CORPUS);
  let texts = new Map<string, Compared>();
  beforeAll(async () => {
    texts = await compared(cases);
  });

  it.each(cases)('gives the facts of $id', ({ id }) => {
    const { lost, more } = texts.get(id)!;
    const allowed = EXCEPTIONS[id] ?? { lost: 0, more: 0 };
    expect(lost.length, `lost: ${lost}`).toBeLessThanOrEqual(allowed.lost);
    expect(more.length, `more: ${more}`).toBeLessThanOrEqual(allowed.more);
  });

  it('gives at least 99 of 100 facts', () => {
    expect(share(texts.values())).toBeGreaterThanOrEqual(0.99);
  });
});

describe.skipIf(!canPrintWord)('our own report printed by LibreOffice', () => {
  it('gives the figures of its Markdown', async () => {
    const root = resolve(import.meta.dirname, '../../examples');
    const profiles = await loadProfiles();
    if (!profiles.ok) throw new Error(profiles.problem.message);
    const made = await writeReport(
      {
        prior: [{ name: 'prior.txt', text: readFileSync(join(root, 'prior-2022.txt'), 'utf8') }],
        material: [],
        answers: null,
        period: null,
        profile: profiles.value.find((p) => p.id === 'jiangxi-2022')!,
        createdAt: '2024-03-01T00:00:00.000Z',
      },
      embeddedModel(),
      localCall(),
    );
    if (!made.ok) throw new Error(made.problem.message);
    const pdf = (await printedWord(new Map([['report', made.value.docx]]))).get('report')!;
    const before = factsOf(made.value.markdown);
    const after = factsOf(await textOf(pdf));
    expect(before.length).toBeGreaterThan(20);
    expect(named(before.filter((c) => !says(c, after)))).toEqual([]);
    expect(named(after.filter((c) => !says(c, before)))).toEqual([]);
  });
});

describe.skipIf(!canPrintPages)('a page printed by Chromium', () => {
  const cell = (c: string): string => `<td>${c}</td>`;
  const rows = [
    ['项目', '年初预算数', '决算数'],
    ['基本支出', '1,186.30', '1,199.28'],
    ['项目支出（含上年结转安排的各类专项资金支出）', '13,276.70', '13,036.80'],
  ];
  const html = `<meta charset="utf-8"><style>p{text-indent:2em}table{border-collapse:collapse;width:60%}td{border:1px solid #000}</style>
    <h1>2023年度部门整体支出绩效自评报告</h1>
    <h2>一、部门概况</h2><p>${'岚溪县水务管理中心负责全县饮用水源保护和农村供水工程建设管理，'.repeat(4)}年末固定资产原值2,860.40万元。</p>
    <p>2023年收入决算数为17847.37万元。</p><p>单位：万元</p>
    <table>${rows.map((r) => `<tr>${r.map(cell).join('')}</tr>`).join('')}</table>`;

  it('gives its paragraphs whole and its table row by row', async () => {
    const text = await textOf(await printedPage(html));
    const lines = text.split(/\n+/);
    expect(lines).toContain('2023年度部门整体支出绩效自评报告');
    expect(lines).toContain('一、部门概况');
    expect(lines.some((l) => l.startsWith('岚溪县') && l.endsWith('2,860.40万元。'))).toBe(true);
    for (const r of rows) expect(lines).toContain(`${r.join(' | ')} |`);
  });
});
