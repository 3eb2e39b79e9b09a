// A text as a web page, written for the round trip without any of our readers: a paragraph a line, tables from piped or tabbed lines.
const escaped = (s: string): string =>
  s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\f/g, '\n');

const isRow = (line: string): boolean => /[|\t]/.test(line.trim());
const cellsOf = (line: string): string[] => {
  const cells = line.split(/[|\t]/);
  if (line.includes('|')) {
    if (cells.length > 1 && cells.at(-1)!.trim() === '') cells.pop();
    if (cells.length > 1 && cells[0]!.trim() === '' && line.trimStart().startsWith('|')) cells.shift();
  }
  return cells;
};

export function asHtml(text: string): string {
  const out = ['<!DOCTYPE html>', '<html><head><meta charset="utf-8"><title>材料</title></head><body>'];
  const lines = text.split(/\r\n?|\n/);
  for (let i = 0; i < lines.length; i++) {
    if (!isRow(lines[i]!)) {
      out.push(`<p>${escaped(lines[i]!)}</p>`);
      continue;
    }
    out.push('<table border="1">');
    for (; i < lines.length && isRow(lines[i]!); i++)
      out.push(
        `<tr>${cellsOf(lines[i]!)
          .map((c) => `<td>${escaped(c)}</td>`)
          .join('')}</tr>`,
      );
    out.push('</table>');
    i--;
  }
  out.push('</body></html>');
  return out.join('\n');
}
