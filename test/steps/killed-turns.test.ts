// Two hundred kills of a server process in the middle of its turns. What it acknowledged is there afterwards and came to its end
// once, and the report is what the same messages make of it when nothing is killed.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sectionText } from '../../src/core/draft/section.ts';
import type { ReportId } from '../../src/core/id.ts';
import { stepParts } from '../../src/http/app.ts';
import { addSource } from '../../src/steps/add-source.ts';
import { settleFacts } from '../../src/steps/settle-facts.ts';
import { startReport } from '../../src/steps/start-report.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { INVENTED_REPORT, INVENTED_YEAR } from '../http/invented-report.ts';
import { testParts } from '../http/local-app.ts';
import { type Life, STAFF } from './killed-life.ts';

const CHAINS = 4;
const KILLS = 50;
const MIGRATIONS = fileURLToPath(new URL('../../db/migrations/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'zhibi-killed-'));
const program = join(folder, 'killed-server.mjs');
const seed = join(folder, 'seed.db');
let report = '' as ReportId;

beforeAll(async () => {
  // One file of plain JavaScript: two hundred starts are what this test costs.
  await build({
    entryPoints: [fileURLToPath(new URL('./killed-server.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'error',
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(${JSON.stringify(import.meta.url)});`,
    },
    plugins: [
      {
        // Native code stays where it is; libraries for files, which no turn opens, are left out.
        name: 'outside',
        setup(b) {
          b.onResolve({ filter: /^better-sqlite3$/ }, ({ path }) => ({
            path: fileURLToPath(import.meta.resolve(path)),
            external: true,
          }));
          b.onResolve({ filter: /^(?:unpdf|write-excel-file.*)$/ }, ({ path }) => ({
            path,
            namespace: 'left-out',
          }));
          b.onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {}' }));
        },
      },
    ],
  });
  const parts = stepParts(testParts({ store: openSqlite(seed) }));
  const made = await startReport(parts, STAFF, { profile: 'jiangxi-2022', period: INVENTED_YEAR, unitName: null });
  if (!made.ok) throw new Error(made.problem.message);
  report = made.value.id;
  const source = { name: '上年报告', role: 'prior' as const, content: { text: INVENTED_REPORT }, anyUnit: false };
  const added = await addSource(parts, STAFF, report, source);
  if (!added.ok) throw new Error(added.problem.message);
  const open = (await parts.store.facts(STAFF, report)).filter((f) => f.standing.is === 'candidate');
  await settleFacts(
    parts,
    STAFF,
    report,
    open.map((f) => ({ id: f.id, decision: 'accept' as const })),
  );
  await parts.store.close();
  // One life that ends in order leaves the compiled program to the others: a killed process leaves none.
  const first = join(folder, 'first.db');
  cpSync(seed, first);
  await live({
    db: first,
    migrations: MIGRATIONS,
    report,
    n: 0,
    began: began(0),
    from: 0,
    to: 9,
    at: 0,
    when: 'before',
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Lived {
  signal: string | null;
  lines: string[];
}

function live(life: Life): Promise<Lived> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(life)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    let said = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (d: string) => {
      said += d;
      if (life.when === 'told' && /^now$/m.test(said)) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (d: string) => {
      complaint += d;
    });
    child.on('close', (code, signal) => {
      const lines = said.split('\n').slice(0, -1);
      const faults = lines.filter((l) => l.startsWith('error '));
      if (faults.length || (signal === null && code !== 0)) reject(new Error([complaint, ...faults].join('\n')));
      else resolve({ signal, lines });
    });
  });
}

/** A chain of numbers that is the same in every run (mulberry32). */
function numbers(from: number): () => number {
  let a = from;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOUR = 3_600_000;
const began = (n: number): number => Date.UTC(2026, 5, 1) + n * HOUR;

/** Kills the process again and again; the last life ends what is open. Answers the messages sent and those acknowledged. */
async function killAgainAndAgain(db: string, chain: number): Promise<{ sent: number; acknowledged: Set<number> }> {
  const random = numbers(chain);
  const acknowledged = new Set<number>();
  let from = 0;
  let n = 0;
  const hear = ({ lines }: Lived): void => {
    for (const line of lines) {
      const [what, i] = line.split(' ');
      if (what === 'ack') acknowledged.add(Number(i));
      if (what === 'end') from = Number(i) + 1;
    }
  };
  for (let kills = 0; kills < KILLS; n++) {
    const at = 1 + Math.floor(random() * 14);
    const when = (['before', 'after', 'told'] as const)[Math.floor(random() * 3)]!;
    const lived = await live({ db, migrations: MIGRATIONS, report, n, began: began(n), from, to: 1e6, at, when });
    expect(lived.signal).toBe('SIGKILL');
    kills++;
    hear(lived);
    if (kills % 10 === 0) expectSound(db);
  }
  const to = from + 1;
  hear(await live({ db, migrations: MIGRATIONS, report, n, began: began(n), from, to, at: 0, when: 'before' }));
  return { sent: to, acknowledged };
}

function expectSound(db: string): void {
  const file = new Database(db);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(file.pragma('foreign_key_check')).toEqual([]);
  file.close();
}

/** What the messages made of the report, without ids and times. */
async function outcome(db: string, sent: number) {
  const store = openSqlite(db);
  const turns = await store.turns(STAFF, report, { limit: 500, after: null });
  expect(turns.next).toBe(null);
  const told: Record<string, number> = {};
  const says: string[][] = [];
  for (const turn of turns.items) {
    const events = await store.turnEvents(STAFF, report, turn.id, 0);
    expect([turn.id, turn.status]).toEqual([turn.id, 'done']);
    expect(events.map((e) => e.n)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter((e) => e.kind === 'done')).toHaveLength(1);
    expect(events.at(-1)?.kind).toBe('done');
    const steps = events.flatMap((e) => e.step ?? []);
    expect(new Set(steps).size).toBe(steps.length);
    for (const e of events)
      if (e.kind === 'section') {
        const { section, version } = e.payload as { section: string; version: number };
        const key = `${section} ${version}`;
        told[key] = (told[key] ?? 0) + 1;
      }
    says.push(events.filter((e) => e.kind === 'say').map((e) => (e.payload as { text: string }).text));
  }
  expect(turns.items).toHaveLength(sent);
  const sections = await store.sections(STAFF, report);
  const stored: Record<string, string> = {};
  const texts: Record<string, string[]> = {};
  for (const { section } of sections) {
    const versions = await store.sectionVersions(STAFF, report, section);
    expect(versions.map((v) => v.version)).toEqual(versions.map((_, i) => i + 1));
    for (const v of versions) stored[`${section} ${v.version}`] = v.reason;
    texts[section] = versions.map((v) => sectionText(v.paragraphs));
  }
  // A drafted version and the event that tells of it are there together, once, or not at all.
  expect(Object.entries(told).filter(([at, n]) => n !== 1 || !(at in stored))).toEqual([]);
  expect(Object.keys(stored).filter((at) => stored[at]!.startsWith('draft') && !(at in told))).toEqual([]);
  expect(Object.keys(told).length).toBeGreaterThan(20);
  const facts = (await store.facts(STAFF, report)).map((f) => [
    f.key,
    f.period,
    f.item,
    f.value,
    f.standing.is,
    f.version,
  ]);
  await store.close();
  return { says, texts, facts: facts.map((f) => f.join(' ')).sort() };
}

describe('a server that is killed two hundred times', () => {
  it.concurrent.each(Array.from({ length: CHAINS }, (_, i) => i + 1))(
    'loses and repeats nothing (chain %i)',
    async (chain) => {
      const db = join(folder, `killed-${chain}.db`);
      cpSync(seed, db);
      const { sent, acknowledged } = await killAgainAndAgain(db, chain);
      expectSound(db);
      // Whatever was acknowledged is there; whatever is there came to its end.
      const killed = await outcome(db, sent);
      expect(Math.max(...acknowledged)).toBeLessThan(sent);
      expect(acknowledged.size).toBeGreaterThan(5);
      const whole = join(folder, `whole-${chain}.db`);
      cpSync(seed, whole);
      const life = { db: whole, migrations: MIGRATIONS, report, n: 0, began: began(0), from: 0, to: sent, at: 0 };
      await live({ ...life, when: 'before' });
      expect(killed).toEqual(await outcome(whole, sent));
    },
    600_000,
  );
});
