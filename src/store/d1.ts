// The Store on Cloudflare D1. D1 has no BEGIN: a list sent together is its only transaction.
import type { Store } from '../ports.ts';
import { LEDGER, type Migration, pendingOf, READ_LEDGER, statementsOf, WRITE_LEDGER } from './migrate.ts';
import { bind, READ, WRITE } from './query.ts';
import type { Row } from './row.ts';
import { storeOver } from './store.ts';

/** What we use of a D1 binding. */
export interface D1Like {
  prepare(sql: string): D1LikeStatement;
  batch(statements: D1LikeStatement[]): Promise<unknown>;
}
export interface D1LikeStatement {
  bind(...values: unknown[]): D1LikeStatement;
  all(): Promise<{ results: Record<string, unknown>[] }>;
}

/** The database must have been migrated (`wrangler d1 migrations apply`); `ready()` tells. */
export function openD1(db: D1Like): Store {
  return storeOver({
    async read(query, values): Promise<Row[]> {
      const q = READ[query];
      return (
        await db
          .prepare(q.text)
          .bind(...bind(q, values))
          .all()
      ).results;
    },
    async runAll(steps) {
      await db.batch(
        steps.map(({ query, values }) => {
          const q = WRITE[query];
          return db.prepare(q.text).bind(...bind(q, values));
        }),
      );
    },
    // The binding belongs to the runtime.
    async close() {},
  });
}

/** Applies migrations through a binding where wrangler is not at hand: each whole, or not at all. Returns their names. */
export async function migrateD1(db: D1Like, migrations: readonly Migration[]): Promise<string[]> {
  await db.prepare(LEDGER).all();
  const { results } = await db.prepare(READ_LEDGER).all();
  const { pending } = pendingOf(
    migrations,
    results.map((r) => String(r.name)),
  );
  for (const m of pending)
    await db.batch([...statementsOf(m).map((s) => db.prepare(s)), db.prepare(WRITE_LEDGER).bind(m.name)]);
  return pending.map((m) => m.name);
}
