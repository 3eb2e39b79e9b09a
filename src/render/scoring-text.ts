// Prints the scoring table (自评表) as Markdown and as CSV. What stands in its cells is decided in scoring-table.ts.
import { escapesOf } from './escape-markdown.ts';
import { printable } from './printable.ts';
import { type FormCell, type FormRow, missingNote, type ScoringForm, unmerged } from './scoring-table.ts';
import { guarded } from './xlsx.ts';

const shown = (cell: FormCell): string => (cell.missing ? '【待补】' : cell.value);

function escaped(text: string): string {
  const line = printable(text).replaceAll('\n', '　').trim();
  const escapes = escapesOf(line, 'cell');
  return line
    .split('')
    .map((c, i) => (escapes[i] ? `\\${c}` : c))
    .join('');
}

function block(rows: readonly FormRow[], head: number): string {
  const lines = unmerged(rows).map((cells) => `| ${cells.map((c) => escaped(shown(c))).join(' | ')} |`);
  const rule = `|${[0, 1, 2, 3, 4, 5, 6, 7].map((c) => (rows[head + 1]?.cells[c]?.look === 'number' ? ' ---: ' : ' --- ')).join('|')}|`;
  return [...lines.slice(0, head + 1), rule, ...lines.slice(head + 1)].join('\n');
}

/** Three tables: header and money and goals under one head, then the indicators with the result. */
export function scoringMarkdown(form: ScoringForm): string {
  const top = form.rows.slice(0, form.repeat);
  const rest = form.rows.slice(form.repeat);
  const notes = [missingNote(form), form.note].filter((t) => t !== '').map(escaped);
  return `${[`## ${escaped(form.title)}`, block(top, 0), block(rest, 0), ...notes].join('\n\n')}\n`;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The indicators, one row each with its levels said in full, for typing or importing elsewhere. UTF-8 with a mark for Excel. */
export function scoringCsv(form: ScoringForm): string {
  const rows = unmerged(form.rows.slice(form.repeat));
  return `\uFEFF${rows.map((cells) => cells.map((c) => quoted(guarded(printable(shown(c))))).join(',')).join('\r\n')}\r\n`;
}
