// Headings, paragraphs and tables of a normalised text. Levels come from the numbering, or from the section's name where
// the numbers were lost. Does not say what a table means.
import type { Block, TableCell } from './document.ts';

import { TEMPLATE_HINT } from './residue.ts';
import { sectionOf } from './sections.ts';
import { SLOT } from './tape.ts';

interface Line {
  text: string;
  start: number;
  end: number;
}

const MARKS: readonly { level: number; at: RegExp }[] = [
  { level: 1, at: /^第[一二三四五六七八九十]{1,3}(?:部分|章|节)[、：\s]*/ },
  { level: 2, at: /^[一二三四五六七八九十]{1,3}[、.]\s*/ },
  { level: 3, at: /^（[一二三四五六七八九十]{1,3}）[、.]?\s*/ },
  { level: 4, at: /^\d{1,2}[、.．](?!\d)\s*/ },
  { level: 5, at: /^（\d{1,2}）\s*/ },
];
const UNNUMBERED_LEVEL = [0, 2, 3, 4];
/** A line that says how much or how good is a sentence, however short. */
const STATEMENT =
  /百分之|[零〇一二两三四五六七八九十百千万亿点]+[余多]?(?:分(?!析|配|别)|万?元|人(?!员|才|民|事)|名(?!词)|个|家)|(?:为|是)[“"]?(?:优|良|中|差)|\d(?:万?元|人|名|个|分|%)/;
const PAGE_TAIL = /[\s.…·]*\d{1,3}$/;

export interface HeadingRead {
  level: number;
  title: string;
  /** Length of the heading within the line; the rest is text. */
  length: number;
  /** Offset and length of a form's hint to the writer, inside the heading. */
  hint: { at: number; length: number } | null;
}

/** The heading a line is or opens with, or null. Run-in headings (（一）机构设置。岚溪县…) leave the rest of the line as text. */
export function headingOf(line: string): HeadingRead | null {
  if (line.includes('|') || line.includes('\t')) return null;
  const mark = MARKS.find((m) => m.at.test(line));
  const marked = mark ? mark.at.exec(line)![0].length : 0;
  const rest = line.slice(marked, marked + 120);
  if (!rest) return null;
  const known = (t: string) => sectionOf(t);
  const stop = /[。：；，]/.exec(rest)?.index ?? -1;
  const whole = rest.length < 100 && line.length === marked + rest.length;
  if (whole) {
    const hint = TEMPLATE_HINT.exec(rest);
    const bare = (hint && hint.index >= 2 ? rest.slice(0, hint.index) : rest).replace(/[。：]$/, '');
    const stated = bare.includes(SLOT) || unitNote(bare) !== null || STATEMENT.test(bare);
    const short = bare.replace(PAGE_TAIL, '');
    const sentence =
      stated || /[；。]/.test(bare) || (short.match(/，/g)?.length ?? 0) > 1 || /\d{2,}.*(?:元|人|%)/.test(bare);
    if (!sentence && short.length <= 44) {
      const section = known(short);
      const ended = /[。]$/.test(rest);
      const level = mark?.level ?? (section ? (UNNUMBERED_LEVEL[section.level] ?? 3) : 0);
      const isHeading =
        mark && mark.level <= 3
          ? (!ended || section !== null || short.length <= 8) && short.length <= 40 && !/[；]$/.test(rest)
          : mark
            ? section !== null && !ended
              ? short.length <= 24
              : section !== null && short.length <= 18 && !/[，；]/.test(short)
            : section !== null &&
              short.length <= 36 &&
              !/[\d：]/.test(bare) &&
              // A clause and a full stop: a short sentence, whatever section it speaks of.
              !(ended && /，/.test(short)) &&
              !/^[（(无附按填]/.test(short) &&
              !/报告/.test(short);
      if (isHeading)
        return {
          level,
          title: short,
          length: line.length,
          hint: hint && hint.index >= 2 ? { at: marked + hint.index, length: hint[0].length } : null,
        };
    }
  }
  // Run-in: a short name closed by 。 (or by ： after a known name), text after it.
  if (mark && stop > 1 && stop <= 22 && /[。：]/.test(rest[stop]!)) {
    const title = rest.slice(0, stop);
    const section = known(title);
    if (
      !/\d/.test(title.replace(/^\d{4}年度?/, '')) &&
      (section || (rest[stop] === '。' && mark.level <= 3 && stop <= 14))
    )
      if (rest[stop] === '。' || mark.level <= 4)
        return { level: mark.level, title, length: marked + stop + 1, hint: null };
  }
  return null;
}

const PIPES_ONLY = /^[|\s]+$/;
const NUMERIC = /^[-—]*[\d,]+(?:\.\d+)?%?$|^[-—]{1,3}$/;

function linesOf(text: string): Line[] {
  const out: Line[] = [];
  for (let i = 0; i <= text.length; ) {
    let end = text.indexOf('\n', i);
    if (end < 0) end = text.length;
    if (end > i) out.push({ text: text.slice(i, end), start: i, end });
    i = end + 1;
  }
  return out;
}

/** Cells one a line with a lone | between them: the borders are no rows. Beside rows that hold pipes they stay. */
function withoutBorders(lines: Line[]): Line[] {
  const border = lines.map((l) => PIPES_ONLY.test(l.text));
  const piped = lines.map((l, i) => !border[i] && l.text.includes('|'));
  // The nearest line that is no border, before and after.
  const before: boolean[] = [];
  for (let i = 0, held = false; i < lines.length; i++) {
    before.push(held);
    if (!border[i]) held = piped[i]!;
  }
  const after: boolean[] = new Array(lines.length).fill(false);
  for (let i = lines.length - 1, held = false; i >= 0; i--) {
    after[i] = held;
    if (!border[i]) held = piped[i]!;
  }
  return lines.filter((_, i) => !border[i] || before[i] || after[i]);
}

function cellsOf(line: Line, separator: RegExp): TableCell[] {
  const cells: TableCell[] = [];
  let at = 0;
  for (const piece of line.text.split(separator)) {
    const lead = piece.length - piece.trimStart().length;
    const text = piece.trim();
    cells.push({ text, start: line.start + at + lead, end: line.start + at + lead + text.length });
    at += piece.length + 1;
  }
  return cells;
}

const cellOf = (l: Line): TableCell => ({ text: l.text.trim(), start: l.start, end: l.end });
export const isNumeric = (cell: string): boolean => NUMERIC.test(cell);
/** A number, or a sum with its unit behind it (4753.66万元). */
export const isValue = (cell: string): boolean => isNumeric(cell) || /^\d[\d,]*(?:\.\d+)?(?:万|亿)?元$/.test(cell);

/** A line that can be one cell of a table pasted one cell per line. */
const isCellLine = (l: Line): boolean => l.text.length <= 26 && !/[。；]/.test(l.text) && !/[|\t]/.test(l.text);

/**
 * For a start line: the end of the run of one-cell lines from there, if it is a table (enough cells, enough of them numbers);
 * else the start. Where runs end is found once for all lines, so that a long page of short lines stays linear.
 */
function cellRuns(lines: Line[], marked: ReadonlyMap<number, number>): (start: number) => number {
  const ends = new Int32Array(lines.length + 1);
  const numbers = new Int32Array(lines.length + 1);
  ends[lines.length] = lines.length;
  for (let j = lines.length - 1; j >= 0; j--) ends[j] = breaksRun(lines, j, marked) ? j : ends[j + 1]!;
  for (let j = 0; j < lines.length; j++) numbers[j + 1] = numbers[j]! + (isValue(lines[j]!.text) ? 1 : 0);
  return (start) => {
    const end = ends[start]!;
    const count = numbers[end]! - numbers[start]!;
    const size = end - start;
    // A label and its value on two lines are the smallest such table.
    if (size === 2 && count === 1 && isNumeric(lines[start + 1]!.text) && lines[start]!.text.length <= 14) return end;
    return size >= 4 && count >= 2 && count * 6 >= size ? end : start;
  };
}

function breaksRun(lines: Line[], j: number, marked: ReadonlyMap<number, number>): boolean {
  const line = lines[j]!;
  if (!isCellLine(line) || marked.has(line.start)) return true;
  if (!/^(?:第|[一二三四五六七八九十]+、|（)/.test(line.text) || isNumeric(lines[j + 1]?.text ?? '')) return false;
  const heading = headingOf(line.text);
  return heading !== null && heading.level <= 3 && !/[万元]|支出$|收入$/.test(heading.title);
}

const UNIT_NOTE = /(?:金额)?单位[：:]?\s*(亿元|万元|元)|（\s*(亿元|万元|元)\s*）/;
export const unitNote = (text: string): string | null => {
  const m = UNIT_NOTE.exec(text);
  return m?.[1] ?? m?.[2] ?? null;
};

export interface Structure {
  blocks: Block[];
  hints: { start: number; end: number }[];
}

/** `marked`: offsets of lines that the source itself marks as headings (Markdown, a word processor's style) -> depth from 1. */
export function structureOf(text: string, marked: ReadonlyMap<number, number> = new Map()): Structure {
  const lines = withoutBorders(linesOf(text));
  const runFrom = cellRuns(lines, marked);
  const shift = depthShift(lines, marked);
  const blocks: Block[] = [];
  const hints: { start: number; end: number }[] = [];
  const path: { level: number; title: string }[] = [];
  const under = () => path.map((p) => p.title);
  let unit: string | null = null;

  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    unit = unitNote(line.text.slice(0, 200)) ?? unit;
    if (/[|\t]/.test(line.text)) {
      const from = i;
      const rows: TableCell[][] = [];
      let open: TableCell[] = [];
      const close = () => {
        if (open.length) rows.push(open);
        open = [];
      };
      for (; i < lines.length; i++) {
        const l = lines[i]!;
        if (l.text.includes('|')) {
          if (PIPES_ONLY.test(l.text)) {
            close();
            continue;
          }
          const cells = cellsOf(l, /\|/);
          if (cells.length > 1 && cells.at(-1)!.text === '') cells.pop();
          if (cells.length > 1 && cells[0]!.text === '' && l.text.startsWith('|')) cells.shift();
          if (/^[:：]?-{2,}[:：]?$/.test(cells[0]?.text ?? '') || cells.every((c) => /^[:：]?-[:：]?$/.test(c.text)))
            continue;
          // One cell and a pipe: the row goes on in the next lines.
          if (cells.length === 1) open.push(cells[0]!);
          else {
            close();
            rows.push(cells);
          }
        } else if (l.text.includes('\t')) {
          close();
          rows.push(cellsOf(l, /\t/));
        } else if (rows.length + open.length > 0 && !marked.has(l.start) && continuesTable(lines, i))
          open.push(cellOf(l));
        else break;
        unit = unitNote(l.text.slice(0, 300)) ?? unit;
      }
      close();
      blocks.push({ kind: 'table', start: line.start, end: lines[i - 1]!.end, under: under(), rows, unit });
      if (i === from) i++;
      continue;
    }
    const run = marked.has(line.start) ? i : runFrom(i);
    if (run > i) {
      const rows = lines.slice(i, run).map((l) => [cellOf(l)]);
      for (const r of rows) unit = unitNote(r[0]!.text) ?? unit;
      blocks.push({ kind: 'table', start: line.start, end: lines[run - 1]!.end, under: under(), rows, unit });
      i = run;
      continue;
    }
    const heading = markedHeading(line, marked, shift) ?? headingOf(line.text);
    if (heading) {
      while (path.length && path.at(-1)!.level >= heading.level) path.pop();
      path.push({ level: heading.level, title: heading.title });
      const end = line.start + heading.length;
      blocks.push({ kind: 'heading', level: heading.level, title: heading.title, start: line.start, end });
      if (heading.hint)
        hints.push({ start: line.start + heading.hint.at, end: line.start + heading.hint.at + heading.hint.length });
      if (end < line.end) blocks.push({ kind: 'paragraph', start: end, end: line.end, under: under() });
    } else blocks.push({ kind: 'paragraph', start: line.start, end: line.end, under: under() });
    i++;
  }
  return { blocks, hints };
}

/**
 * A line the source marks as a heading. Its level is that of its own number, where it has one, so that marked and merely
 * numbered headings nest; otherwise the depth of the mark, shifted as the numbered ones of this text are.
 */
function markedHeading(line: Line, marked: ReadonlyMap<number, number>, shift: number): HeadingRead | null {
  const depth = marked.get(line.start);
  if (depth === undefined || /[|\t]/.test(line.text)) return null;
  const number = MARKS.find((m) => m.at.test(line.text));
  const title = line.text.slice(number ? number.at.exec(line.text)![0].length : 0);
  const bare = title.replace(/[。：]$/, '');
  // A style can be laid on any paragraph: what states something is text.
  if (!bare || bare.length > 60 || /[。；]/.test(bare) || STATEMENT.test(bare)) return null;
  const hint = TEMPLATE_HINT.exec(title);
  const cut = hint && hint.index >= 2 ? hint : null;
  return {
    level: number?.level ?? depth + shift,
    title: (cut ? title.slice(0, cut.index).replace(/[。：]$/, '') : bare).trim(),
    length: line.text.length,
    hint: cut ? { at: line.text.length - title.length + cut.index, length: cut[0].length } : null,
  };
}

/** How far the numbers' levels lie below the depths of the marks: 1 where `# 一、` stands, 0 where `## 一、` does. */
function depthShift(lines: readonly Line[], marked: ReadonlyMap<number, number>): number {
  if (marked.size > 0)
    for (const l of lines) {
      const depth = marked.get(l.start);
      const number = depth === undefined ? undefined : MARKS.find((m) => m.at.test(l.text));
      if (depth !== undefined && number) return number.level - depth;
    }
  return 0;
}

/** Inside a pipe table a bare short line is a cell whose pipe was lost. */
function continuesTable(lines: Line[], i: number): boolean {
  const l = lines[i]!;
  return (
    l.text.length <= 20 &&
    !/[。；，]/.test(l.text) &&
    !headingOf(l.text) &&
    (isNumeric(l.text) || (lines[i + 1]?.text.includes('|') ?? false))
  );
}
