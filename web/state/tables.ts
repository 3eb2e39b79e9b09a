// The data tables in the document, and what is missing in them. Pure.
import type { WireDocument, WireNode } from '../../src/http/wire.ts';

export type Table = Extract<WireNode, { type: 'table' }>;

export const tablesOf = (d: WireDocument): Table[] => d.nodes.flatMap((n) => (n.type === 'table' ? [n] : []));

/** Cells that wait for a value. */
export const missingCells = (t: Table): number =>
  t.rows.reduce((n, r) => n + r.cells.filter((c) => c.some((x) => x.by?.kind === 'missing')).length, 0);
