// Mines the lists that colleagues filled in. Such a table is read whole here; no other miner sees it.
import { readFilledList } from '../interview/filled-list.ts';
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';

/** Above any reading that goes by words: the row was asked for by its fact's own name. */
const RANK = 9;

/** The reading without the tables that were such lists. */
export function mineFilled(r: Reading, ledger: Ledger): Reading {
  const filled = r.tables.filter((table) => {
    const read = readFilledList(table.rows);
    if (!read) return false;
    for (const c of read.claims)
      ledger.add({
        ...{ key: c.key, period: c.period, scope: c.scope, item: c.item, value: c.value, unit: c.unit },
        ...{ qualifier: c.qualifier, start: c.start, end: c.end, rank: RANK },
      });
    return true;
  });
  if (!filled.length) return r;
  const inside = (at: number): boolean => filled.some((t) => at >= t.start && at < t.end);
  return {
    ...r,
    tables: r.tables.filter((t) => !filled.includes(t)),
    sentences: r.sentences.filter((s) => !inside(s.start)),
  };
}
