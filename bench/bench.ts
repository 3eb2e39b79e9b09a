// The benchmarks: medians over rounds in one run, as a table, with ratios against the targets. Run with `npm run bench`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { factBook } from '../src/core/book.ts';
import { checkFacts, checkText } from '../src/core/check/check.ts';
import { judgeLines, settle } from '../src/core/draft/gate.ts';
import { gateDesk } from '../src/core/draft/gate-desk.ts';
import { readLines } from '../src/core/draft/read-lines.ts';
import { verifyText } from '../src/core/draft/verify.ts';
import { extractFacts } from '../src/core/extract/extract.ts';
import { computeFigures } from '../src/core/figure/compute.ts';
import { readDocument } from '../src/core/text/read.ts';
import { readPdf } from '../src/ingest/pdf.ts';
import { readFile } from '../src/ingest/read-file.ts';
import { embeddedModel } from '../src/model/embedded.ts';
import { loadProfiles } from '../src/profiles.ts';
import { statedFigures } from '../src/steps/facts-file.ts';
import { writeReport } from '../src/steps/write-report.ts';
import { threadReader } from '../src/thread-reader.ts';
import { exampleReport } from '../test/core/draft/example-brief.ts';
import { rows as rowsOf, workbook } from '../test/ingest/archive.ts';
import { wordFile } from '../test/ingest/docx-made.ts';
import { canPrintWord, printedWord } from '../test/ingest/pdf-printed.ts';
import { serving } from './a-server.ts';
import { manyFacts } from './many-facts.ts';
import { firstWord, relay, turnCosts } from './turns.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REAL = join(ROOT, '..', 'shared', 'corpus', '00-qingyunpu-2022.txt');
const EXAMPLE = join(ROOT, 'examples', 'prior-2022.txt');
const rows: { what: string; median: string; target: string; share: string }[] = [];

const median = (xs: number[]): number => xs.sort((a, b) => a - b)[Math.floor(xs.length / 2)]!;

async function timed(rounds: number, work: () => unknown): Promise<number> {
  for (let i = 0; i < Math.min(5, rounds); i++) await work();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return median(times);
}

function row(what: string, ms: number, target: number, unit = 'ms'): void {
  rows.push({
    what,
    median: `${ms.toFixed(2)} ${unit}`,
    target: `${target} ${unit}`,
    share: `${((100 * ms) / target).toFixed(0)}%`,
  });
}

/** Peak resident memory in MB of one `zhibi report` run, as the command line runs it. */
async function peakMemory(): Promise<number> {
  const out = await mkdtemp(join(tmpdir(), 'zhibi-bench-'));
  const script = `process.argv = ['node', 'zhibi', 'report', '--prior', ${JSON.stringify(file)}, '--out', ${JSON.stringify(out)}, '--json'];
    await import(${JSON.stringify(join(ROOT, 'src', 'cli.ts'))});
    console.error(process.resourceUsage().maxRSS);`;
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  await rm(out, { recursive: true, force: true });
  if (done.status !== 0) throw new Error(done.stderr);
  return Number(done.stderr.trim().split('\n').at(-1)) / 1024;
}

async function server(text: string): Promise<void> {
  const running = await serving();
  const { base, post: send } = running;
  try {
    row('server ready', running.readyAfter, 1000);
    const made = (await send('/api/reports', { profile: 'jiangxi-2022', period: 2023 })) as {
      id?: string;
      report?: { id: string };
    };
    const id = made.id ?? made.report!.id;
    await send(`/api/reports/${id}/sources`, { name: 'prior.txt', text, role: 'prior' });
    const times: number[] = [];
    for (let i = 0; i < 30; i++) {
      const turn = `bench-turn-${String(i).padStart(4, '0')}`;
      const began = performance.now();
      await send(`/api/reports/${id}/turns`, { id: turn, text: `2023年末在编在职${20 + i}人。` });
      const events = await fetch(`${base}/api/reports/${id}/turns/${turn}/events?after=0`);
      await events.text();
      times.push(performance.now() - began);
    }
    row('chat turn, embedded engine, post to last event', median(times), 20);
  } finally {
    await running.stop();
  }
}

async function turns(text: string): Promise<void> {
  const costs = await turnCosts(profile);
  row('a turn in a report of 5,000 messages', costs.many, 20);
  rows.push({
    what: 'the same against one of 10 messages',
    median: `${costs.few.toFixed(2)} ms`,
    target: 'flat',
    share: `${(costs.many / costs.few).toFixed(2)} times`,
  });
  row("a turn's first words after the endpoint sent them", await firstWord(text, 2022), 5);
  const at = await relay(text, 2022);
  row(`${at.streams} streams at once, ${at.words} words: last word of a piece, p95`, at.last, 50);
  rows.push({
    what: 'the same, first word of a piece, p95',
    median: `${at.first.toFixed(2)} ms`,
    target: 'gathered for 150 ms',
    share: `${at.start.toFixed(0)} ms in the first second; median of the last second ${at.behind.toFixed(2)} times the first's`,
  });
}

const file = existsSync(REAL) ? REAL : EXAMPLE;
const text = readFileSync(file, 'utf8');
const profiles = await loadProfiles();
if (!profiles.ok) throw new Error(profiles.problem.message);
const profile = profiles.value.find((p) => p.id === 'jiangxi-2022')!;
const model = embeddedModel();
const job = {
  prior: [{ name: 'prior.txt', text }],
  material: [],
  answers: null,
  period: null,
  profile,
  createdAt: '2024-03-01T00:00:00.000Z',
};
const finished = await writeReport(job, model);
if (!finished.ok) throw new Error(finished.problem.message);
const r = finished.value;
const book = factBook(r.facts, r.period);

row('extraction of the report', await timed(50, () => extractFacts(readDocument(text))), 10);
const perMegabyte: number[] = [];
for (const megabytes of [1, 2, 5]) {
  const long = `${text}\n`.repeat(Math.ceil((megabytes * 1024 * 1024) / Buffer.byteLength(text)));
  const ms = await timed(3, () => extractFacts(readDocument(long)));
  perMegabyte.push(ms / megabytes);
  rows.push({
    what: `extraction of ${megabytes} MB of text`,
    median: `${ms.toFixed(0)} ms`,
    target: `${1000 * megabytes} ms`,
    share: `${(megabytes / (ms / 1000)).toFixed(1)} MB/s, ${(perMegabyte.at(-1)! / perMegabyte[0]!).toFixed(2)} times the first per MB`,
  });
}
// Ten full pages of 28 characters by 22 lines.
const tenPages = await wordFile(text.repeat(Math.ceil(6160 / text.length)));
row(
  'a 10-page Word file to facts',
  await timed(50, async () => {
    const read = await readFile('report.docx', tenPages);
    if (!read.ok) throw new Error(read.problem.message);
    return extractFacts(readDocument(read.value.text));
  }),
  150,
);
const figures = Array.from({ length: 500 }, (_, r) => Array.from({ length: 12 }, (_, c) => r * 12 + c + 0.25));
const sheets = workbook([{ name: '决算', xml: rowsOf(figures) }], { styles: ['#,##0.00'] });
const threaded = threadReader();
row('a workbook of 6,000 figures to text, in the thread', await timed(20, () => threaded.read('a.xlsx', sheets)), 150);
await threaded.close();
row('all figures and fact rules', await timed(50, () => checkFacts(book, computeFigures(book, profile), profile)), 5);
const perFact: number[] = [];
for (const count of [500, 1000, 2000]) {
  const facts = manyFacts(count, r.period);
  let change = 0;
  // One value is another each time: nothing can be kept from the round before.
  const ms = await timed(100, () => {
    const changed = factBook([{ ...facts[0]!, value: String(++change) }, ...facts.slice(1)], r.period);
    return checkFacts(changed, computeFigures(changed, profile), profile);
  });
  perFact.push(ms / count);
  if (count === 500) row('all figures and fact rules after one changed fact, 500 facts', ms, 5);
  else
    rows.push({
      what: `the same with ${count} facts`,
      median: `${ms.toFixed(2)} ms`,
      target: 'linear',
      share: `${(perFact.at(-1)! / perFact[0]!).toFixed(2)} times the first per fact`,
    });
}
row(
  'text rules on the finished report',
  await timed(50, () => checkText(r.markdown, { profile, period: r.period, book, figures: r.figures })),
  30,
);
const clean = readFileSync(join(ROOT, 'test', 'cases', 'clean', 'jiangxi-2022.txt'), 'utf8');
const perCharacter: number[] = [];
for (const characters of [6000, 12_000, 24_000]) {
  const long = clean.repeat(Math.ceil(characters / clean.length)).slice(0, characters);
  const ms = await timed(30, () => checkText(long, { profile, period: 2023 }));
  perCharacter.push(ms / characters);
  if (characters === 6000) row('all text rules on a report of 6,000 characters', ms, 30);
  else
    rows.push({
      what: `the same on ${characters} characters`,
      median: `${ms.toFixed(2)} ms`,
      target: 'linear',
      share: `${(perCharacter.at(-1)! / perCharacter[0]!).toFixed(2)} times the first per character`,
    });
}
const evidence = {
  unitName: r.unitName,
  period: r.period,
  facts: r.facts,
  figures: statedFigures(r.figures),
  terms: r.terms,
};
row(
  `verifying the finished report (${r.markdown.length} characters)`,
  await timed(50, () => verifyText(r.markdown, evidence)),
  15,
);
const sixThousand = r.markdown.repeat(Math.ceil(6000 / r.markdown.length)).slice(0, 6000);
row('verifying a report of 6,000 characters', await timed(50, () => verifyText(sixThousand, evidence)), 15);
{
  const replies = JSON.parse(readFileSync(join(ROOT, 'test', 'cases', 'replies', 'jiangxi-2022.json'), 'utf8'));
  const example = exampleReport(profile);
  const brief = example.briefs.find((b) => b.section.id === replies[0].section)!;
  row(
    'a model’s section of 24 sentences through the gate',
    await timed(30, () => {
      const desk = gateDesk(brief, example.evidence, example.sources);
      return settle(judgeLines(readLines(replies[0].reply), desk), desk);
    }),
    30,
  );
}
row('whole job, text to DOCX and XLSX', await timed(20, () => writeReport(job, model)), 150);
if (canPrintWord) {
  const word = new Uint8Array(await wordFile(`${text}\n`.repeat(Math.ceil(45_000 / text.length))));
  const pdf = (await printedWord(new Map([['long', word]]))).get('long')!;
  const pages = Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\/Page\b/g)!.length;
  row(`reading a PDF of ${pages} pages, warm`, await timed(5, () => readPdf(pdf)), (1500 * pages) / 30);
}
row('whole job in a process of its own: peak memory', await peakMemory(), 200, 'MB');
await server(text);
await turns(text);
console.table(rows);
