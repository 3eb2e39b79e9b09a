// Which sentences and cells rest on given facts and figures: read off what backs each run. Decides nothing about values.
import type { Backing, Run } from './draft/section.ts';
import { type FactSlot, slotKey } from './fact.ts';
import type { DocumentTree } from './tree.ts';

/** What is looked for. Slots by slotKey with the report year in place of none; figures by `key|scope`. */
export interface Touched {
  period: number;
  slots: ReadonlySet<string>;
  figures: ReadonlySet<string>;
  /** Keys that a placeholder may wait for: facts (`key`, `key@prior`) and figures. */
  keys: ReadonlySet<string>;
}

export interface RunUse {
  text: string;
  /** UTF-16 offsets into the paragraph. */
  start: number;
  end: number;
  by: Backing;
}

export interface SentenceUse {
  /** Among the sentences of its paragraph, from 0. */
  index: number;
  text: string;
  /** Empty where the sentence rests on no number but stands or falls with one. */
  runs: RunUse[];
}

export interface ParagraphUse {
  index: number;
  sentences: SentenceUse[];
}

export interface CellUse {
  section: string;
  table: string;
  caption: string;
  /** Indexes into the table's rows and columns, and what stands at their head. */
  row: number;
  column: number;
  rowLabel: string;
  columnTitle: string;
  text: string;
  by: Backing;
}

export const slotId = (slot: FactSlot, period: number): string => slotKey({ ...slot, period: slot.period ?? period });

function uses(by: Backing | undefined, t: Touched): boolean {
  if (!by) return false;
  if (by.kind === 'missing') return t.keys.has(by.key);
  if (by.kind === 'figure') return t.figures.has(`${by.key}|${by.scope ?? ''}`);
  return t.slots.has(slotId(by, t.period));
}

/** A sentence ends behind 。！？ and the closing marks that follow. Offsets cover the whole text. */
export function sentenceSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (!'。！？!?'.includes(text[i]!)) continue;
    while (i + 1 < text.length && '”’」』）)】。！？'.includes(text[i + 1]!)) i++;
    spans.push({ start, end: i + 1 });
    start = i + 1;
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans;
}

export const sentencesOf = (paragraphs: readonly { runs: readonly Run[] }[]): string[] =>
  paragraphs.flatMap(({ runs }) => {
    const text = runs.map((r) => r.t).join('');
    return sentenceSpans(text).map(({ start, end }) => text.slice(start, end).trim());
  });

const NOTHING: ReadonlySet<string> = new Set();

/** Paragraphs that have such a sentence, or one of `fallen`, in order; every other sentence is left out. */
export function sentencesUsing(
  paragraphs: readonly { runs: readonly Run[] }[],
  touched: Touched,
  fallen: ReadonlySet<string> = NOTHING,
): ParagraphUse[] {
  return paragraphs.flatMap(({ runs }, index): ParagraphUse[] => {
    const hits: RunUse[] = [];
    let at = 0;
    for (const { t, by } of runs) {
      if (uses(by, touched)) hits.push({ text: t, start: at, end: at + t.length, by: by! });
      at += t.length;
    }
    if (!hits.length && !fallen.size) return [];
    const text = runs.map((r) => r.t).join('');
    const sentences = sentenceSpans(text).flatMap(({ start, end }, i): SentenceUse[] => {
      const own = hits.filter((h) => h.start < end && h.end > start);
      const said = text.slice(start, end).trim();
      return own.length || fallen.has(said) ? [{ index: i, text: said, runs: own }] : [];
    });
    return sentences.length ? [{ index, sentences }] : [];
  });
}

export function cellsUsing(tree: DocumentTree, touched: Touched): CellUse[] {
  return tree.nodes.flatMap((node) =>
    node.type === 'table'
      ? node.rows.flatMap((row, r) =>
          row.cells.flatMap((cell, c): CellUse[] => {
            const hit = cell.find((run) => uses(run.by, touched));
            return hit
              ? [
                  {
                    section: node.section,
                    table: node.table,
                    caption: node.caption,
                    row: r,
                    column: c,
                    rowLabel: (row.cells[0] ?? []).map((x) => x.t).join(''),
                    columnTitle: node.columns[c]?.title ?? '',
                    text: cell.map((x) => x.t).join(''),
                    by: hit.by!,
                  },
                ]
              : [];
          }),
        )
      : [],
  );
}
