import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportId, TurnId } from '../../src/core/id.ts';
import * as query from '../../src/store/query.ts';
import { COLUMNS, READ, WRITE } from '../../src/store/sql.ts';
import { openSqlite, UnusableDatabase } from '../../src/store/sqlite.ts';
import { AT, actorOf, factRow, type Held, reportRow, storeContract, TABLES } from './contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhibi-store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function openHeld(): Promise<Held> {
  const own = mkdtempSync(join(tmpdir(), 'zhibi-store-'));
  const path = join(own, 'contract.db');
  const store = openSqlite(path);
  // A second connection, as a mistaken program would have one.
  const raw = new Database(path);
  raw.pragma('recursive_triggers = ON');
  return {
    store,
    async raw(sql, ...values) {
      const s = raw.prepare(sql);
      if (s.reader) return s.all(...values) as Record<string, unknown>[];
      s.run(...values);
      return [];
    },
    async dispose() {
      raw.close();
      await store.close();
      rmSync(own, { recursive: true, force: true });
    },
  };
}

storeContract('Store on SQLite', openHeld);

const me = actorOf('ours');
const MIGRATIONS = fileURLToPath(new URL('../../db/migrations/', import.meta.url));
const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));

describe('openSqlite', () => {
  test('creates the folders on the way and keeps everything over a reopening', async () => {
    const path = join(folder, 'a', 'b', 'zhibi.db');
    const report = reportRow();
    const first = openSqlite(path);
    await first.commit(me, [
      { do: 'create-report', report },
      { do: 'add-fact', report: report.id, fact: factRow(), what: 'found', at: AT },
    ]);
    const facts = await first.facts(me, report.id);
    await first.close();
    await first.close();
    const second = openSqlite(path);
    expect(await second.report(me, report.id)).toEqual(report);
    expect(await second.facts(me, report.id)).toEqual(facts);
    expect(await second.ready()).toBe(true);
    await second.close();
    expect(await second.ready()).toBe(false);
  });

  test('in memory, each store is its own', async () => {
    const [a, b] = [openSqlite(':memory:'), openSqlite(':memory:')];
    await a.commit(me, [{ do: 'create-report', report: reportRow() }]);
    expect((await b.reports(me, { limit: 9, after: null })).items).toEqual([]);
    await a.close();
    await b.close();
  });

  test.each([
    ['a text file', (path: string) => writeFileSync(path, '这不是数据库。'.repeat(100)), '不是数据库文件'],
    ['a folder', (path: string) => mkdirSync(path), '是一个文件夹'],
    [
      "another program's database",
      (path: string) => {
        const db = new Database(path);
        db.exec('CREATE TABLE report (a)');
        db.close();
      },
      '别的程序的数据库',
    ],
    [
      'a database of a newer version',
      (path: string) => {
        openSqlite(path).close();
        const db = new Database(path);
        db.exec("INSERT INTO d1_migrations (name) VALUES ('9999_future.sql')");
        db.close();
      },
      '9999_future.sql',
    ],
  ])('refuses %s in Chinese and leaves it as it was', (_, make, says) => {
    const path = join(folder, 'x.db');
    make(path);
    const before = readdirSync(folder).includes('x.db') && says !== '是一个文件夹' ? readFileSync(path) : null;
    expect(() => openSqlite(path)).toThrow(UnusableDatabase);
    expect(() => openSqlite(path)).toThrow(says);
    if (before && says === '不是数据库文件') expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('refuses a path through a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => openSqlite(join(folder, 'file', 'zhibi.db'))).toThrow('是文件而不是文件夹');
  });

  test('keeps a copy of the file before it changes the tables', async () => {
    const older = join(folder, 'older');
    mkdirSync(older);
    const names = readdirSync(MIGRATIONS).filter((n) => n.endsWith('.sql'));
    for (const n of names) writeFileSync(join(older, n), readFileSync(join(MIGRATIONS, n)));
    const path = join(folder, 'zhibi.db');
    const report = reportRow();
    const store = openSqlite(path, { migrations: older });
    await store.commit(me, [{ do: 'create-report', report }]);
    await store.close();
    writeFileSync(
      join(older, '9998_more.sql'),
      'CREATE TABLE more (org_id text);\n--> statement-breakpoint\nCREATE INDEX m ON more (org_id);',
    );
    const later = openSqlite(path, { migrations: older });
    expect(await later.report(me, report.id)).toEqual(report);
    await later.close();
    const copy = new Database(`${path}.before-${String(names.length).padStart(4, '0')}`, { readonly: true });
    expect(copy.prepare('SELECT id FROM report').pluck().all()).toEqual([report.id]);
    expect(copy.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'more'").pluck().get()).toBe(0);
    copy.close();
  });

  test('a database of before the leases keeps its turns; of two unfinished ones the newest stays in work', async () => {
    const older = join(folder, 'older');
    mkdirSync(older);
    for (const n of readdirSync(MIGRATIONS).filter((m) => m.endsWith('.sql') && m < '0005'))
      writeFileSync(join(older, n), readFileSync(join(MIGRATIONS, n)));
    const path = join(folder, 'zhibi.db');
    const report = reportRow();
    const store = openSqlite(path, { migrations: older });
    await store.commit(me, [{ do: 'create-report', report }]);
    await store.close();
    const db = new Database(path);
    const add = db.prepare(
      `INSERT INTO turn (org_id, report_id, id, text, request_hash, status, created_at) VALUES ('ours', ?, ?, '话', 'h', ?, ?)`,
    );
    for (const [id, status, at] of [
      ['t1', 'done', '1'],
      ['t2', 'running', '2'],
      ['t3', 'running', '3'],
    ] as const)
      add.run(report.id, id, status, at);
    db.prepare(
      `INSERT INTO turn_event (org_id, report_id, turn_id, n, kind, payload, at) VALUES ('ours', ?, 't1', 1, 'say', '{}', '1')`,
    ).run(report.id);
    db.close();
    const now = openSqlite(path);
    const turns = await now.newestTurns(me, report.id, 9);
    expect(turns.map((t) => [t.id, t.status])).toEqual([
      ['t3', 'running'],
      ['t2', 'interrupted'],
      ['t1', 'done'],
    ]);
    expect(turns[0]).toMatchObject({ by: null, attempt: 0, leaseUntil: null, requeued: false });
    expect(await now.lastTurnEvent(me, report.id, 't1' as TurnId)).toEqual({ n: 1, kind: 'say', payload: {}, at: '1' });
    // Nobody holds what an older program left running.
    expect(
      await now.commit(me, [
        { do: 'move-turn', report: report.id, turn: 't3' as TurnId, from: ['running'], to: 'queued', expired: AT },
      ]),
    ).toEqual({ ok: true });
    await now.close();
  });

  test('a migration that fails leaves the database as it was', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    for (const n of readdirSync(MIGRATIONS).filter((m) => m.endsWith('.sql')))
      writeFileSync(join(broken, n), readFileSync(join(MIGRATIONS, n)));
    writeFileSync(
      join(broken, '9998_bad.sql'),
      'CREATE TABLE more (org_id text);\n--> statement-breakpoint\nCREATE NONSENSE;',
    );
    const path = join(folder, 'zhibi.db');
    expect(() => openSqlite(path, { migrations: broken })).toThrow('NONSENSE');
    const db = new Database(path);
    expect(db.prepare('SELECT count(*) FROM sqlite_master').pluck().get()).toBe(0);
    db.close();
  });
});

describe('the database', () => {
  test('every table but the ledger carries org_id, and every key but a surrogate starts with it', async () => {
    const path = join(folder, 'zhibi.db');
    await openSqlite(path).close();
    const db = new Database(path);
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'd1_migrations'",
      )
      .pluck()
      .all() as string[];
    expect(tables.sort()).toEqual([...TABLES].sort());
    for (const table of tables) {
      const columns = db.prepare(`SELECT name FROM pragma_table_info(?) WHERE "notnull" = 1`).pluck().all(table);
      expect(columns, table).toContain('org_id');
      const indexes = db.prepare('SELECT name FROM pragma_index_list(?)').pluck().all(table) as string[];
      for (const index of indexes)
        expect(db.prepare('SELECT name FROM pragma_index_info(?)').pluck().all(index)[0], index).toBe('org_id');
    }
    db.close();
  });

  test('the queries the program runs are those of sql.ts: else run `node src/store/write-queries.ts`', () => {
    expect({ read: query.READ, write: query.WRITE, columns: query.COLUMNS }).toEqual({
      read: READ,
      write: WRITE,
      columns: COLUMNS,
    });
  });

  test('every query names the organisation and fits the limits of D1', () => {
    for (const [name, query] of Object.entries({ ...READ, ...WRITE })) {
      if (name !== 'ready') expect(query.text, name).toContain('org_id');
      expect(query.text.split('?').length - 1, name).toBeLessThanOrEqual(100);
      expect(query.text.length, name).toBeLessThan(100_000);
    }
  });

  test('no reading query scans a table', async () => {
    const path = join(folder, 'zhibi.db');
    await openSqlite(path).close();
    const db = new Database(path);
    for (const [name, query] of Object.entries(READ)) {
      if (name === 'ready') continue;
      const count = query.text.split('?').length - 1;
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${query.text}`).all(...Array(count).fill('x')) as {
        detail: string;
      }[];
      for (const { detail } of plan) expect(detail, name).not.toMatch(/^SCAN (?!CONSTANT)/);
    }
    db.close();
  });
});

/** Runs the writer in a process of its own until it said `lines` lines, then kills it without warning. What it said was acknowledged. */
function killAfter(path: string, report: string, lines: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, path, report, 'forever'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (said.split('\n').length > lines) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint += chunk;
    });
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1));
      else reject(new Error(`writer ended by itself (${code}): ${complaint}`));
    });
  });
}

function runToEnd(path: string, report: string, times: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, path, report, String(times)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', resolve);
  });
}

describe('processes', () => {
  test('killed again and again, no acknowledged commit is lost and the file stays sound', async () => {
    const path = join(folder, 'zhibi.db');
    const report = 'report-of-the-writer' as ReportId;
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 10; kill++) {
      acknowledged.push(...(await killAfter(path, report, 3 + kill * 7)));
      const store = openSqlite(path);
      const ids = new Set<string>((await store.facts(me, report)).map((f) => f.id));
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
      // Each commit holds a fact, its event, and a bump of the report: no half of one may be there.
      const history = await store.factHistory(me, report, 'budget_income_total');
      expect(history).toHaveLength(ids.size);
      expect((await store.report(me, report))?.version).toBe(1 + ids.size);
      await store.close();
      const db = new Database(path);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      db.close();
    }
    expect(acknowledged.length).toBeGreaterThan(300);
  });

  test('two processes that open a new file at once and write to it lose nothing', async () => {
    const path = join(folder, 'zhibi.db');
    const report = 'report-of-two' as ReportId;
    expect(await Promise.all([runToEnd(path, report, 60), runToEnd(path, report, 60)])).toEqual([0, 0]);
    const store = openSqlite(path);
    expect(await store.facts(me, report)).toHaveLength(120);
    expect((await store.report(me, report))?.version).toBe(121);
    await store.close();
  });
});
