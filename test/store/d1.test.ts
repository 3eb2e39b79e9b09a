import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { getPlatformProxy } from 'wrangler';
import type { D1Like } from '../../src/store/d1.ts';
import { migrateD1, openD1 } from '../../src/store/d1.ts';
import type { Migration } from '../../src/store/migrate.ts';
import { type Held, storeContract } from './contract.ts';

process.env.WRANGLER_SEND_METRICS = 'false';
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';

const FOLDER = fileURLToPath(new URL('../../db/migrations/', import.meta.url));
const MIGRATIONS: Migration[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => ({ name, sql: readFileSync(join(FOLDER, name), 'utf8') }));

const CONFIG = `name = "store-contract"
compatibility_date = "2026-04-01"
[[d1_databases]]
binding = "DB"
database_name = "store-contract"
database_id = "00000000-0000-0000-0000-000000000000"
`;

/** An empty D1 in local workerd, gone when disposed. */
async function openDatabase(): Promise<{ db: D1Like; dispose(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-d1-'));
  const configPath = join(folder, 'wrangler.toml');
  writeFileSync(configPath, CONFIG);
  const proxy = await getPlatformProxy<{ DB: D1Like }>({ configPath, persist: false });
  return {
    db: proxy.env.DB,
    async dispose() {
      await proxy.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openHeld(): Promise<Held> {
  const { db, dispose } = await openDatabase();
  await migrateD1(db, MIGRATIONS);
  return {
    store: openD1(db),
    raw: async (sql, ...values) =>
      (
        await db
          .prepare(sql)
          .bind(...values)
          .all()
      ).results,
    dispose,
  };
}

storeContract('Store on D1', openHeld);

test('a database that was not migrated is not ready; migrating twice does the work once', async () => {
  const { db, dispose } = await openDatabase();
  const store = openD1(db);
  expect(await store.ready()).toBe(false);
  expect(await migrateD1(db, MIGRATIONS)).toEqual(MIGRATIONS.map((m) => m.name));
  expect(await store.ready()).toBe(true);
  expect(await migrateD1(db, MIGRATIONS)).toEqual([]);
  await dispose();
});
