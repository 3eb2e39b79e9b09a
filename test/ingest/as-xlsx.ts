// A text as a workbook written by a library that is not ours: a line a row, piped or tabbed lines in cells, figures as numbers
// with the format that prints them as they were.
import writeXlsxFile from 'write-excel-file/node';

type Cell = { value: string } | { type: typeof Number; value: number; format: string } | null;

/** 1,128.60 -> 1128.6 as #,##0.00; anything that a number with a format would not give back stays text. */
function cellOf(text: string): Cell {
  if (text === '') return null;
  const m = /^(-?)(\d{1,3}(?:,\d{3})+|[1-9]\d{0,11}|0)(?:\.(\d{1,4}))?(%?)$/.exec(text);
  if (!m) return { value: text };
  const places = m[3] ? `.${'0'.repeat(m[3].length)}` : '';
  const digits = Number(`${m[1]}${m[2]!.replaceAll(',', '')}${m[3] ? `.${m[3]}` : ''}`);
  const value = m[4] ? digits / 100 : digits;
  return { type: Number, value, format: `${m[2]!.includes(',') ? '#,##0' : '0'}${places}${m[4]}` };
}

export async function asXlsx(text: string, sheet = '材料'): Promise<Uint8Array> {
  const lines = text.split(/\r\n?|\n/);
  // Framed tables begin every row with a pipe; elsewhere a pipe in front ends a blank cell.
  const framed = lines.map((_, i) => {
    let [from, to] = [i, i];
    while (lines[from - 1]?.includes('|')) from--;
    while (lines[to + 1]?.includes('|')) to++;
    return lines.slice(from, to + 1).every((l) => l.trimStart().startsWith('|'));
  });
  const rows = lines.map((line, i) => {
    if (!/[|\t]/.test(line.trim())) return [line];
    const cells = line.split(/[|\t]/);
    if (line.includes('|')) {
      if (cells.length > 1 && cells.at(-1)!.trim() === '') cells.pop();
      if (cells.length > 1 && framed[i]) cells.shift();
    }
    return cells.map((c) => c.trim());
  });
  const data = rows.map((cells) =>
    cells.length > 1 ? cells.map(cellOf) : [cells[0] === '' ? null : { value: cells[0]! }],
  );
  return new Uint8Array(await writeXlsxFile(data, { sheet }).toBuffer());
}
