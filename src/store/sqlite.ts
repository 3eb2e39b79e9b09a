// The Store in one SQLite file: opens it safely, brings it up to date, and runs each list of writes as one transaction.
// Only entries for Node may import this file: better-sqlite3 is native code.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { Store } from '../ports.ts';
import { LEDGER, type Migration, pendingOf, READ_LEDGER, WRITE_LEDGER } from './migrate.ts';
import type { Step } from './plan.ts';
import { bind, type Query, READ, WRITE } from './query.ts';
import type { Row } from './row.ts';
import { storeOver } from './store.ts';

/** The file cannot serve as the database. The message is Chinese and says what to do. */
export class UnusableDatabase extends Error {
  override name = 'UnusableDatabase';
}

export interface SqliteOptions {
  /** Where the migrations are; db/migrations of this program when left out. */
  migrations?: string;
}

/** [pragma, what to set, what it must read back as]. better-sqlite3's build slips to synchronous=NORMAL under WAL unless told. */
const PRAGMAS = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['busy_timeout', '5000', 5000],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['wal_autocheckpoint', '1000', 1000],
] as const;

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations/', import.meta.url));

/** Creates the folder and the file where they are missing; `:memory:` lives as long as the store. Throws UnusableDatabase. */
export function openSqlite(path: string, deps: SqliteOptions = {}): Store {
  const connection = openFile(path);
  try {
    setPragmas(connection, path);
    migrate(connection, path, readMigrations(deps.migrations ?? MIGRATIONS));
  } catch (error) {
    connection.close();
    throw explain(error, path);
  }
  const prepared = new Map<Query, Database.Statement<unknown[]>>();
  const statement = (query: Query): Database.Statement<unknown[]> => {
    let s = prepared.get(query);
    if (!s) {
      s = connection.prepare(query.text);
      prepared.set(query, s);
    }
    return s;
  };
  // Immediate: the guards must see what the writes will meet, so the lock comes first.
  const together = connection.transaction((steps: readonly Step[]) => {
    for (const { query: name, values } of steps) {
      const query = WRITE[name];
      statement(query).run(...bind(query, values));
    }
  }).immediate;
  return storeOver({
    async read(name, values): Promise<Row[]> {
      const query = READ[name];
      return statement(query).all(...bind(query, values)) as Row[];
    },
    async runAll(steps) {
      together(steps);
    },
    async close() {
      if (!connection.open) return;
      // Nothing is left beside the file; where another program reads just now, it will be done by that one.
      if (path !== ':memory:') connection.pragma('wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  });
}

function openFile(path: string): Database.Database {
  try {
    if (path !== ':memory:') {
      if (existsSync(path) && statSync(path).isDirectory())
        throw new UnusableDatabase(
          `数据库路径 ${path} 是一个文件夹。请在 ZHIBI_DB 中写明文件名，例如 ${path}/zhibi.db。`,
        );
      mkdirSync(dirname(path), { recursive: true });
    }
    return new Database(path);
  } catch (error) {
    throw explain(error, path);
  }
}

function setPragmas(connection: Database.Database, path: string): void {
  for (const [name, value, reads] of PRAGMAS) {
    connection.pragma(`${name} = ${value}`);
    const got = connection.pragma(name, { simple: true });
    const wanted = name === 'journal_mode' && path === ':memory:' ? 'memory' : reads;
    if (got !== wanted)
      throw new UnusableDatabase(
        `数据库 ${path} 无法按要求设置（${name} 应为 ${wanted}，实为 ${String(got)}）。请把数据库放在本机磁盘上（不要放在网络共享盘），再重新启动。`,
      );
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(`${folder}/${name}`, 'utf8') }));
}

const hasTable = (connection: Database.Database, like: string): boolean =>
  connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name LIKE ? LIMIT 1").get(like) !==
  undefined;

const applied = (connection: Database.Database): string[] =>
  hasTable(connection, 'd1_migrations') ? (connection.prepare(READ_LEDGER).pluck().all() as string[]) : [];

/** All pending migrations in one transaction under the write lock: two programs opening at once do the work once. */
function migrate(connection: Database.Database, path: string, migrations: readonly Migration[]): void {
  const before = applied(connection);
  if (before.length > 0 && pendingOf(migrations, before).pending.length > 0) keepCopy(connection, path, before.length);
  connection
    .transaction(() => {
      if (hasTable(connection, '%') && !hasTable(connection, 'd1_migrations'))
        throw new UnusableDatabase(`${path} 是别的程序的数据库，没有改动它。请把 ZHIBI_DB 换成另一个文件名。`);
      connection.exec(LEDGER);
      const { pending, unknown } = pendingOf(migrations, applied(connection));
      if (unknown.length > 0)
        throw new UnusableDatabase(
          `数据库 ${path} 由更新版本的程序建立（含 ${unknown.join('、')}），数据没有改动。请升级程序后再打开。`,
        );
      const record = connection.prepare(WRITE_LEDGER);
      for (const m of pending) {
        connection.exec(m.sql);
        record.run(m.name);
      }
    })
    .immediate();
}

/** Before the tables change: the file as it is, beside it. Under a name of this process first, so that a copy is whole or absent. */
function keepCopy(connection: Database.Database, path: string, level: number): void {
  const copy = `${path}.before-${String(level).padStart(4, '0')}`;
  if (path === ':memory:' || existsSync(copy)) return;
  const part = `${copy}.${process.pid}`;
  rmSync(part, { force: true });
  connection.prepare('VACUUM INTO ?').run(part);
  renameSync(part, copy);
}

const SAYS: Record<string, (path: string) => string> = {
  SQLITE_NOTADB: (path) => `${path} 不是数据库文件，没有改动它。请检查 ZHIBI_DB 是否写错了文件。`,
  SQLITE_CORRUPT: (path) => `数据库 ${path} 已损坏，没有继续写入。请用备份恢复，或换一个文件名重新开始。`,
  SQLITE_CANTOPEN: (path) => `数据库 ${path} 打不开。请检查文件夹是否存在、是否有读写权限。`,
  SQLITE_READONLY: (path) => `数据库 ${path} 只读，无法保存。请检查文件和文件夹的写入权限。`,
  SQLITE_BUSY: (path) => `数据库 ${path} 正被另一个程序占用。请关闭那个程序后再试。`,
  SQLITE_FULL: (path) => `磁盘已满，数据库 ${path} 无法写入。请清理磁盘后再试。`,
  EACCES: (path) => `没有权限创建数据库 ${path} 所在的文件夹。请换一个位置，或请管理员授权。`,
  EROFS: (path) => `数据库 ${path} 所在的磁盘只读。请换一个位置。`,
  ENOTDIR: (path) => `数据库路径 ${path} 中有一级是文件而不是文件夹。请检查 ZHIBI_DB。`,
  EEXIST: (path) => `数据库路径 ${path} 中有一级是文件而不是文件夹。请检查 ZHIBI_DB。`,
};

/** Our words for what the disk or the file did; anything else is a mistake of ours and stays as it is. */
function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const says = SAYS[code] ?? SAYS[code.split('_').slice(0, 2).join('_')];
  return says ? new UnusableDatabase(says(path), { cause: error }) : error;
}
