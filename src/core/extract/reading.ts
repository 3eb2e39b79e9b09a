// A document cut for the miners: sentences with their figures, their section and whether they may state facts at all.
import type { Block, TextDocument } from '../text/document.ts';
import { type SectionKind, sectionOf } from '../text/sections.ts';
import { unitNote } from '../text/structure.ts';
import { type Amount, amountsOf, isMoney } from './amount.ts';
import { yearsIn } from './period.ts';

export interface Sentence {
  start: number;
  end: number;
  text: string;
  amounts: Amount[];
  /** Headings above it, outermost first, and what they are. */
  under: string[];
  sections: SectionKind[];
  /** Number of the paragraph it stands in, and the number of the heading above. */
  paragraph: number;
  heading: number;
}

export type ReportKind = 'self-evaluation' | 'final-accounts' | 'budget' | 'form' | 'other';

export interface Reading {
  doc: TextDocument;
  text: string;
  period: number | null;
  periodAt: { start: number; end: number } | null;
  kind: ReportKind;
  /** A report about projects only: its totals are project expenditure. */
  projectsOnly: boolean;
  sentences: Sentence[];
  tables: (Extract<Block, { kind: 'table' }> & { heading: number })[];
  /** Printed money unit that holds where a table names none. */
  unit: string | null;
  /** The first money unit that a sum is printed in. */
  moneyUnit: string | null;
}

const DEFINITION = /^[^，。]{0,24}(?:[：:]|是|，)?(?<=^|[：:，是）”])指(?!标|导|定|挥|派|数|引|南|出)/;
const RULES = /(?:应当|填写|填列)[^。]{0,40}(?:为准|填写|计算|乘以)|÷|得分在\d+分/;

/** Tables of contents, glossaries and filling rules state no facts of the office. */
function isExcluded(sections: SectionKind[]): boolean {
  return sections.includes('glossary') || sections.at(-1) === 'contents';
}

export function readingOf(doc: TextDocument, hint: number | null): Reading {
  const text = doc.normal.text;
  const { period, at, kind, projectsOnly } = yearsIn(doc, hint);
  const all = amountsOf(text);
  const sentences: Sentence[] = [];
  const tables: Reading['tables'] = [];
  let heading = 0;
  let glossary = 0;
  let unit: string | null = null;
  const path: { level: number; title: string; kind: SectionKind }[] = [];
  doc.blocks.forEach((block, paragraph) => {
    if (block.kind === 'heading') {
      heading++;
      const definition = /：?指/.test(block.title);
      if (glossary && (definition || block.level > glossary)) return;
      glossary = 0;
      while (path.length && path.at(-1)!.level >= block.level) path.pop();
      const found = sectionOf(block.title)?.kind ?? 'other';
      path.push({ level: block.level, title: block.title, kind: found });
      if (found === 'glossary') glossary = path.length === 1 || block.level === 1 ? block.level : block.level;
      // A heading may itself state facts (3.“三公”经费实际支出8万元), so it is read as a sentence too.
      if (!/\d/.test(block.title)) return;
    }
    const sections = path.map((p) => p.kind);
    const under = path.map((p) => p.title);
    if (block.kind === 'table') {
      unit ??= block.unit;
      if (glossary || isExcluded(sections)) return;
      tables.push({ ...block, heading });
      // A cell may hold sentences; they are read as such.
      for (const cell of block.rows.flat())
        if (cell.text.length > 12 && /[，。；]/.test(cell.text) && /\d/.test(cell.text))
          for (const [from, to] of sentenceSpans(text.slice(cell.start, cell.end))) {
            const [start, end] = [cell.start + from, cell.start + to];
            const amounts = within(all, start, end);
            sentences.push({ start, end, text: text.slice(start, end), amounts, under, sections, paragraph, heading });
          }
      return;
    }
    if (glossary || isExcluded(sections)) return;
    const body = text.slice(block.start, block.end);
    for (const [from, to] of sentenceSpans(body)) {
      const s = body.slice(from, to);
      unit ??= unitNote(s);
      if (DEFINITION.test(s.replace(/^[（(]?[一二三四五六七八九十\d]+[）)、.]\s*/, '')) || RULES.test(s)) continue;
      const [start, end] = [block.start + from, block.start + to];
      const amounts = within(all, start, end);
      sentences.push({ start, end, text: s, amounts, under, sections, paragraph, heading });
    }
  });
  const moneyUnit = all.find((x) => isMoney(x.unit))?.unit ?? null;
  return { doc, text, period, periodAt: at, kind, projectsOnly, sentences, tables, unit, moneyUnit };
}

/** The amounts that lie in a span; `all` is in order. */
function within(all: readonly Amount[], start: number, end: number): Amount[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (all[mid]!.start < start) low = mid + 1;
    else high = mid;
  }
  const found: Amount[] = [];
  for (let i = low; i < all.length && all[i]!.start < end; i++) if (all[i]!.end <= end) found.push(all[i]!);
  return found;
}

const LONGEST = 700;

/** Ends at 。！？ outside brackets (a bracket still open after 200 characters does not count). */
function sentenceSpans(body: string): [number, number][] {
  const spans: [number, number][] = [];
  let from = 0;
  let open = -1;
  for (let i = 0; i < body.length; i++) {
    const c = body[i];
    // A run without an end is cut, so that reading stays linear.
    if (i - from > LONGEST && (c === '；' || c === '，' || c === '、' || i - from > 2 * LONGEST)) {
      spans.push([from, i + 1]);
      from = i + 1;
      open = -1;
    } else if (c === '（') open = i;
    else if (c === '）') open = -1;
    else if ((c === '。' || c === '！' || c === '？') && (open < 0 || i - open > 200)) {
      spans.push([from, i + 1]);
      from = i + 1;
    }
  }
  if (from < body.length) spans.push([from, body.length]);
  return spans;
}
