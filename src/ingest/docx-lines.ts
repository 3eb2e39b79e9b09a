// Paragraphs and tables of a Word document to the lines of one text. Decides about tabs, blank lines and heading marks; knows
// no XML.

export type Piece =
  /** `apart`: Word shows that a paragraph begins here (indent, number, heading), so no reader may join it to the line before. */
  { kind: 'line'; text: string; apart: boolean } | { kind: 'table'; text: string };

/** Also for numbered headings: where a number and a mark meet, the other marks get their level. A sentence is no heading. */
export function headingMark(line: string, level: number): string {
  const text = line.trim();
  return level > 8 || text === '' || text.length > 60 || /[\n\t|]|[。；]$/.test(text)
    ? ''
    : `${'#'.repeat(Math.min(level + 1, 6))} `;
}

/** A label never grows together with a figure or a word after it: 1. and 2023年, 1 and 概况. */
export function labelled(label: string, suffix: string, text: string): string {
  const body = text.trimStart();
  const tight =
    suffix === 'nothing'
      ? !/^[\d.．,，]/.test(body)
      : /[、.．)）】〕]$/.test(label) && /^[\p{Script=Han}《“]/u.test(body);
  return tight ? label + body : `${label} ${body}`;
}

const inside = (line: string): boolean => line.trim().includes('\t');
const FIGURE = /^[-−]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[%％]?$/;

/** Lines that tabs make a table of: several in a row, a third of them with a figure in a cell of its own; not a list of page numbers. */
function isTabbedTable(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  const cells = lines.map((l) =>
    l
      .split('\t')
      .map((c) => c.trim())
      .filter((c) => c !== ''),
  );
  const pages = cells.every((row) => row.length === 2 && /^\d{1,3}$/.test(row[1]!) && row[0]!.length > 1);
  const rising = pages && cells.every((row, i) => i === 0 || Number(row[1]) >= Number(cells[i - 1]![1]));
  // A number in front may count paragraphs.
  return !rising && cells.filter((row) => row.some((c, i) => i > 0 && FIGURE.test(c))).length * 3 >= lines.length;
}

const blanked = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/[ \t]+/g, (gap) => (gap.includes('\t') ? ' ' : gap)))
    .join('\n');

/** The text without blank ends; tabs only where they part the cells of a table. */
export function linesText(pieces: readonly Piece[]): string {
  const out: string[] = [];
  for (let i = 0; i < pieces.length; ) {
    const piece = pieces[i]!;
    if (piece.kind === 'table') {
      if (piece.text !== '') out.push(piece.text);
      i++;
      continue;
    }
    let end = i;
    const run: string[] = [];
    for (; end < pieces.length; end++) {
      const next = pieces[end]!;
      if (next.kind !== 'line' || next.text.includes('\n') || !inside(next.text)) break;
      run.push(next.text);
    }
    if (isTabbedTable(run)) {
      for (const line of run) out.push(line);
      i = end;
      continue;
    }
    for (end = Math.max(end, i + 1); i < end; i++) {
      const line = pieces[i]! as Piece & { kind: 'line' };
      if (line.apart && line.text !== '' && out.length > 0 && out.at(-1) !== '') out.push('');
      out.push(line.text.includes('\t') ? blanked(line.text) : line.text.trimEnd());
    }
  }
  return out
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
}
