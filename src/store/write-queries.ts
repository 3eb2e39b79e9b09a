// Writes queries.json from sql.ts: run `node src/store/write-queries.ts` after a change there or in the schema.
import { writeFileSync } from 'node:fs';
import { COLUMNS, READ, WRITE } from './sql.ts';

const FILE = new URL('./queries.json', import.meta.url);
writeFileSync(FILE, `${JSON.stringify({ read: READ, write: WRITE, columns: COLUMNS }, null, 2)}\n`);
