// CSV and tab-separated sheets to rows of cells, the form tables have in every source. Quotes per RFC 4180; reads no formulas.
import { tableText } from './grid.ts';

const SEPARATORS = [',', '\t', ';'] as const;

/** The separator that parts most of the first lines into equally many cells; Excel's `sep=` line decides alone. */
function separatorOf(csv: string): string {
  const head = csv.slice(0, 20_000).split(/\r\n?|\n/, 30);
  const said = /^sep=(.)$/i.exec(head[0] ?? '')?.[1];
  if (said) return said;
  let best = ',';
  let most = 0;
  for (const separator of SEPARATORS) {
    const counts = head.map((l) => l.replace(/"[^"]*"/g, '').split(separator).length).filter((n) => n > 1);
    const same = Math.max(0, ...counts.map((n) => counts.filter((m) => m === n).length));
    if (same > most) {
      most = same;
      best = separator;
    }
  }
  return best;
}

/** Null where a quote is never closed: it was no quote then. */
function rowsOf(csv: string, separator: string, quotes: boolean): string[][] | null {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)!.push(cell.trim());
    cell = '';
  };
  for (let i = 0; i < csv.length; i++) {
    const c = csv[i]!;
    if (quoted) {
      if (c === '"' && csv[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else if (c !== '\r') cell += c;
      else if (csv[i + 1] !== '\n') cell += '\n';
    } else if (quotes && c === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (c === separator) endCell();
    else if (c === '\n' || (c === '\r' && csv[i + 1] !== '\n')) {
      endCell();
      rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  endCell();
  return quoted ? null : rows;
}

/** Never throws; cost is linear. A sheet of one column is its lines. */
export function csvToText(csv: string): string {
  const separator = separatorOf(csv);
  const body = /^sep=.\r?\n/i.test(csv) ? csv.slice(csv.indexOf('\n') + 1) : csv;
  const rows = rowsOf(body, separator, true) ?? rowsOf(body, separator, false) ?? [];
  return tableText(rows.map((r) => r.map((text) => ({ text, rows: 1, columns: 1 }))));
}
