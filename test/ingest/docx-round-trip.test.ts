// A text put into a Word file gives the same facts as the text itself; our own report read back gives its text and facts.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/core/extract/extract.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { readFile } from '../../src/ingest/read-file.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import { loadProfiles } from '../../src/profiles.ts';
import { toDocx } from '../../src/render/docx.ts';
import { localCall } from '../../src/steps/call-model.ts';
import { readAnswers } from '../../src/steps/read-answers.ts';
import { writeReport } from '../../src/steps/write-report.ts';
import { countedFile, wordFile } from './docx-made.ts';

const run = promisify(execFile);
const hasOffice = ((): boolean => {
  try {
    execFileSync('sh', ['-c', 'command -v soffice'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const OWN = resolve(import.meta.dirname, '../cases/extraction');

const textsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((f) => f.endsWith('.txt'))
        .map((f) => join(folder, f))
    : [];

/** What every fact says; the unit as printed, so equal also means equal in any one base. */
const factsOf = (text: string): string[] =>
  extractFacts(readDocument(text))
    .candidates.map((c) => JSON.stringify([c.key, c.period, c.scope ?? null, c.item ?? null, c.value, c.unit]))
    .sort();

async function textOf(bytes: Uint8Array): Promise<string> {
  const read = await readFile('a.docx', bytes);
  if (!read.ok) throw new Error(read.problem.message);
  expect(read.value.form).toBe('docx');
  return read.value.text;
}

async function throughWord(path: string): Promise<{ before: string[]; after: string[] }> {
  const text = readFileSync(path, 'utf8');
  return { before: factsOf(text), after: factsOf(await textOf(await wordFile(text))) };
}

const bareLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((l) => l.replace(/^#+ |\s/g, ''))
    .filter((l) => l !== '');

/** The level of the lines that are headings as a whole. */
function headingsOf(text: string): (line: string) => number | undefined {
  const doc = readDocument(text);
  const levels = new Map<string, number>();
  for (const b of doc.blocks)
    if (b.kind === 'heading') levels.set(doc.normal.text.slice(b.start, b.end).replace(/\s/g, ''), b.level);
  return (line) => levels.get(line.replace(/\s/g, ''));
}

const nameOf = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.txt$/, '');

describe('our own texts put into Word files', () => {
  it.each(textsIn(OWN).map((p) => [nameOf(p), p] as const))('%s gives the same facts', async (_name, path) => {
    const { before, after } = await throughWord(path);
    expect(after).toEqual(before);
  });
});

describe.skipIf(!existsSync(CORPUS))('the corpus put into Word files', () => {
  const paths = textsIn(CORPUS);
  it.each(paths.map((p) => [nameOf(p), p] as const))('%s gives the same facts', async (_name, path) => {
    const { before, after } = await throughWord(path);
    expect(after).toEqual(before);
  });

  it.each(['nothing', 'tab'])(
    'gives the same lines and facts with its numbers counted by Word and its headings styled (%s after a number)',
    async (suffix) => {
      let numbers = 0;
      for (const path of paths) {
        const text = readFileSync(path, 'utf8');
        const made = countedFile(text, suffix, headingsOf(text));
        numbers += made.numbers;
        const read = await textOf(made.bytes);
        expect([nameOf(path), bareLines(read)]).toEqual([nameOf(path), bareLines(text)]);
        expect([nameOf(path), factsOf(read)]).toEqual([nameOf(path), factsOf(text)]);
      }
      expect(numbers).toBeGreaterThan(300);
    },
  );
});

/** A report of the next year with all its tables. */
async function report(): Promise<{ docx: Uint8Array; markdown: string }> {
  const profiles = await loadProfiles();
  if (!profiles.ok) throw new Error(profiles.problem.message);
  const examples = resolve(import.meta.dirname, '../../examples');
  const answers = readAnswers(readFileSync(join(examples, 'answers-2023.json'), 'utf8'), 2023);
  if (!answers.ok) throw new Error(answers.problem.message);
  const made = await writeReport(
    {
      prior: [{ name: 'prior.txt', text: readFileSync(join(examples, 'prior-2022.txt'), 'utf8') }],
      material: [],
      answers: { file: 'answers-2023.json', claims: answers.value },
      period: 2023,
      profile: profiles.value.find((p) => p.id === 'jiangxi-2022')!,
      createdAt: '2024-03-01T00:00:00.000Z',
    },
    embeddedModel(),
    localCall(),
  );
  if (!made.ok) throw new Error(made.problem.message);
  // The scoring table is a form of its own behind the report; the Markdown is the report.
  const docx = await toDocx(made.value.tree, { createdAt: '2024-03-01T00:00:00.000Z', label: true });
  return { docx, markdown: made.value.markdown };
}

describe('our own report as a Word file', () => {
  /** Bare words and figures: no marks, rules, escapes, blanks. */
  const words = (text: string): string[] =>
    text
      .split('\n')
      .filter((l) => !/^[|\s:-]+$/.test(l))
      .map((l) => l.replace(/\\(?=[^\w\s])/g, '').replace(/^#+|[|\s*]/g, ''))
      .filter((l) => l !== '');

  it('gives back its text, its tables and the facts of the Markdown', async () => {
    const { docx, markdown } = await report();
    const text = await textOf(docx);
    const got = new Set(words(text));
    // The title stands in two lines on paper.
    const title = words(text).slice(1, 3).join('');
    expect(words(markdown).filter((l) => !got.has(l) && l !== title)).toEqual([]);
    expect(text.split('\n').filter((l) => l.includes(' | ')).length).toBe(
      markdown.split('\n').filter((l) => l.startsWith('|') && !/^[|\s:-]+$/.test(l)).length,
    );
    expect(factsOf(text)).toEqual(factsOf(markdown));
  });
});

/** Word files that LibreOffice makes of other files, by name; `filter` names how it is to read them. */
async function saved(paths: readonly string[], filter: string | null): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhibi-docx-'));
  try {
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const read = filter ? [`--infilter=${filter}`] : [];
    await run('soffice', ['--headless', profile, ...read, '--convert-to', 'docx', '--outdir', folder, ...paths], {
      timeout: 50_000,
    });
    return new Map(
      paths.map((p) => {
        const name = p
          .split('/')
          .at(-1)!
          .replace(/\.\w+$/, '');
        return [name, new Uint8Array(readFileSync(join(folder, `${name}.docx`)))];
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasOffice)('Word files that LibreOffice saves', () => {
  const cases = resolve(import.meta.dirname, '../cases/docx');

  it('keep numbers, changes, notes, boxes and merged headers; what was hidden is told', async () => {
    const files = await saved([join(cases, 'report.fodt')], null);
    const read = await readFile('a.docx', files.get('report')!);
    if (!read.ok) throw new Error(read.problem.message);
    expect(read.value.text.split('\n').filter((l) => l !== '')).toEqual([
      '# 绩效自评报告',
      '一、部门概况',
      '（一）主要职责',
      '（二）人员情况',
      '1.年末在职25人',
      '①在编20人',
      '②聘用5人',
      '二、预算情况',
      '2023年收入预算7910万元。',
      '注：含上年结转。',
      '框外',
      '框内满意度96%',
      '项目 | 2023年预算数 | 2023年决算数 |',
      '基本支出 | 1203.65 | 1199.28 |',
      '完',
    ]);
    expect(read.value.notices.map((n) => n.slice(0, 12))).toEqual([
      '文中有 6 个隐藏的字没',
      '文中有修订：已按接受修订',
      '文中有 1 条脚注或尾注',
    ]);
  }, 60_000);

  it('keep the numbers that heading styles count, and their contents once', async () => {
    const files = await saved([join(cases, 'outline.fodt')], null);
    expect((await textOf(files.get('outline')!)).split('\n')).toEqual([
      '# 一、部门概况',
      '',
      '## （一）主要职责',
      '',
      '负责全县水利工作，统筹防汛抗旱，推进节水型社会建设和河湖长制',
      '',
      '承担水资源管理，监督水土保持，指导农村水利建设',
      '',
      '## （二）人员情况',
      '',
      '2023年末在职人员25人。',
      '',
      '# 二、绩效情况',
      '',
      '## （一）完成情况',
      '完',
    ]);
  }, 60_000);

  it('keep the lists and tables of a web page', async () => {
    const files = await saved([join(cases, 'page.html')], 'HTML (StarWriter)');
    expect((await textOf(files.get('page')!)).split('\n').filter((l) => l !== '')).toEqual([
      '# 自评报告',
      '## 一、部门概况',
      '1.认真贯彻政策',
      '2.组织实施计划',
      '· 甲',
      '· 乙',
      '收入7910万元，支出7900万元。',
      '项目 | 2023年预算数 | 2023年决算数 |',
      '基本支出 | 1203.65 | 1199.28 |',
    ]);
  }, 60_000);

  it.skipIf(!existsSync(CORPUS))(
    'give the facts of the corpus',
    async () => {
      const paths = textsIn(CORPUS);
      const files = await saved(paths, 'Text (encoded):UTF8');
      let count = 0;
      for (const path of paths) {
        const before = factsOf(readFileSync(path, 'utf8'));
        count += before.length;
        expect([nameOf(path), factsOf(await textOf(files.get(nameOf(path))!))]).toEqual([nameOf(path), before]);
      }
      expect(count).toBeGreaterThan(1000);
    },
    60_000,
  );
});
