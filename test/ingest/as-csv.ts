// A text as a sheet saved as CSV, written for the round trip without our reader: a line a row, piped or tabbed lines in cells.
const quoted = (s: string): string => (/[",\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s);

export function asCsv(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => {
      if (!/[|\t]/.test(line.trim())) return quoted(line);
      const cells = line.split(/[|\t]/);
      if (line.includes('|')) {
        if (cells.length > 1 && cells.at(-1)!.trim() === '') cells.pop();
        if (cells.length > 1 && cells[0]!.trim() === '' && line.trimStart().startsWith('|')) cells.shift();
      }
      return cells.map((c) => quoted(c.trim())).join(',');
    })
    .join('\r\n');
}
