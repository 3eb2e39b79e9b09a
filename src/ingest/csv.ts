// CSV and tab-separated sheets to rows of cells, the form tables have in every source. Quotes per RFC 4180; reads no formulas.
import { tableText } from './grid.ts';

/** The separator that parts most of the first lines into equally many cells; Excel's `sep=` line decides alone. */
function separatorOf(csv: string): string {
  const head = csv.slice(0, 20_000).split(/\r\n?|\n/, 30);
  const said = /^sep=(.)$/i.exec(head[0] ?? '')?.[1];
  if (said) return said;
  const counts = (separator: string): number[] =>
    head.filter((l) => l.trim() !== '').map((l) => l.replace(/"[^"]*"/g, '').split(separator).length - 1);
  // Semicolons part the sentences of a text more often than the cells of a sheet: only where every line has as many.
  const semicolons = counts(';');
  if (semicolons.length > 1 && semicolons[0]! > 0 && semicolons.every((n) => n === semicolons[0])) return ';';
  const rows = (separator: string): number => counts(separator).filter((n) => n > 0).length;
  return rows('\t') > rows(',') ? '\t' : ',';
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
  const out: string[] = [];
  let block: string[][] = [];
  const close = (): void => {
    if (block.length > 0) out.push(tableText(block.map((r) => r.map((text) => ({ text, rows: 1, columns: 1 })))));
    block = [];
  };
  // A blank row parts what stands above from what stands below.
  for (const row of rows)
    if (row.some((c) => c !== '')) block.push(row);
    else {
      close();
      if (out.at(-1) !== '') out.push('');
    }
  close();
  return out.join('\n').trim();
}
