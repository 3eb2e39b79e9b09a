// Which migrations a database still needs, and the ledger they are written into. The ledger is wrangler's own, so a file
// brought up to date by either is up to date for both. Reads no folder and opens nothing.

export interface Migration {
  /** The file's name: `0000_tables.sql`. */
  name: string;
  sql: string;
}

export const LEDGER = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;
export const READ_LEDGER = 'SELECT name FROM d1_migrations ORDER BY id';
export const WRITE_LEDGER = 'INSERT INTO d1_migrations (name) VALUES (?)';

/** One statement an entry: drizzle-kit parts them by a comment. */
export const statementsOf = (m: Migration): string[] =>
  m.sql
    .split('--> statement-breakpoint')
    .map((s) => s.trim())
    .filter((s) => s !== '');

/** Those not yet applied, in order; `unknown` are applied ones this program does not have: it is older than the data. */
export function pendingOf(
  all: readonly Migration[],
  applied: readonly string[],
): { pending: Migration[]; unknown: string[] } {
  const known = new Set(all.map((m) => m.name));
  const done = new Set(applied);
  return {
    pending: all.filter((m) => !done.has(m.name)).sort((a, b) => (a.name < b.name ? -1 : 1)),
    unknown: applied.filter((name) => !known.has(name)),
  };
}
