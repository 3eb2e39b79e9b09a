// The queries as the program runs them: texts, the order of their values, and the columns of their rows. Made by sql.ts.
import made from './queries.json' with { type: 'json' };

export interface Query {
  readonly text: string;
  readonly values: readonly string[];
}
export type ReadName = keyof typeof made.read;
export type WriteName = keyof typeof made.write;
export type TableName = keyof typeof made.columns;

export const READ: Readonly<Record<ReadName, Query>> = made.read;
export const WRITE: Readonly<Record<WriteName, Query>> = made.write;
/** table -> field -> [column, how its value is read]. */
export const COLUMNS: Readonly<Record<TableName, Readonly<Record<string, readonly string[]>>>> = made.columns;

/** Positional parameters from named values; throws when one is not given. */
export function bind(query: Query, values: Readonly<Record<string, unknown>>): unknown[] {
  return query.values.map((name) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`no value for ${name} in: ${query.text}`);
    return value;
  });
}
