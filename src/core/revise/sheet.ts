// Paragraphs as a working sheet of sentences in which all that must stay is a slot, and back. A sentence that comes back unchanged
// gets its own runs again, a slot the very runs it stood for: nothing in them is written anew.
import type { DraftLine } from '../draft/line.ts';
import { type Backing, type Paragraph, paragraphText, type Run, type SentenceRecord } from '../draft/section.ts';
import { sentenceSpans } from '../ripple.ts';
import { type KeptIs, keptIn, type Span, unite } from './keep.ts';

export interface SheetSlot {
  name: string;
  text: string;
  runs: Run[];
  is: KeptIs | 'phrase';
  by: Backing | null;
}

export interface SheetLine extends DraftLine {
  /** As it stood, and where it comes from. */
  runs: Run[];
  origin: Paragraph['origin'];
  /** Words of a fact without a number: they may be put otherwise, not left out unasked. */
  stated: boolean;
}

export interface Sheet {
  lines: SheetLine[];
  slots: ReadonlyMap<string, SheetSlot>;
}

export const SLOT = /\{\{([UN]\d{1,4})\}\}/g;
export const slotNames = (text: string): string[] => [...text.matchAll(SLOT)].map((m) => m[1]!);

/** A phrase the engine made (较上年增加180万元) is one slot; a longer passage is words with slots in it. */
const LONGEST_PHRASE = 24;

function phrases(runs: readonly Run[]): (Span & { is: 'phrase'; by: Backing })[] {
  const out: (Span & { is: 'phrase'; by: Backing })[] = [];
  let at = 0;
  for (const { t, by } of runs) {
    const whole = by && (by.kind !== 'fact' || t.length <= LONGEST_PHRASE) && !/[。！？]/.test(t.slice(0, -1));
    if (whole && t.trim() !== '') out.push({ start: at, end: at + t.length, is: 'phrase', by });
    at += t.length;
  }
  return out;
}

/** The runs between two offsets. */
export function sliceRuns(runs: readonly Run[], start: number, end: number): Run[] {
  const out: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const [from, to] = [Math.max(start, at), Math.min(end, at + run.t.length)];
    if (from < to)
      out.push(from === at && to === at + run.t.length ? run : { ...run, t: run.t.slice(from - at, to - at) });
    at += run.t.length;
  }
  return out;
}

/** Sentences end behind 。！？; one that would end inside kept words goes on. */
function spansOf(text: string, kept: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const s of sentenceSpans(text)) {
    const last = out.at(-1);
    if (last && kept.some((k) => k.start < last.end && k.end > last.end)) last.end = s.end;
    else out.push({ ...s });
  }
  return out;
}

const recordAt = (p: Paragraph, s: Span): SentenceRecord | undefined =>
  p.sentences?.find((r) => r.start < s.end && r.end > s.start);

/** With other runs: what was on record of its sentences no longer holds. */
export function withRuns(p: Paragraph, runs: Run[]): Paragraph {
  const { sentences: _, ...rest } = p;
  return { ...rest, runs };
}

export function sheetOf(paragraphs: readonly Paragraph[], names: readonly string[]): Sheet {
  const slots = new Map<string, SheetSlot>();
  const lines = paragraphs.flatMap((p): SheetLine[] => {
    const text = paragraphText(p);
    const kept: (Span & { is: SheetSlot['is']; by?: Backing })[] = unite([...phrases(p.runs), ...keptIn(text, names)]);
    return spansOf(text, kept).map((s, i): SheetLine => {
      const rests: string[] = [];
      let words = '';
      let at = s.start;
      for (const k of kept) {
        if (k.start < s.start || k.end > s.end) continue;
        const name = `U${slots.size + 1}`;
        const runs = sliceRuns(p.runs, k.start, k.end);
        const by = runs.find((r) => r.by)?.by ?? null;
        slots.set(name, { name, text: text.slice(k.start, k.end), runs, is: k.is, by });
        rests.push(name);
        words += `${text.slice(at, k.start)}{{${name}}}`;
        at = k.end;
      }
      const runs = sliceRuns(p.runs, s.start, s.end);
      return {
        text: words + text.slice(at, s.end),
        rests,
        begins: i === 0,
        style: p.style,
        runs,
        origin: recordAt(p, s)?.origin ?? p.origin,
        stated: runs.some((r) => r.by),
      };
    });
  });
  return { lines, slots };
}

/** A line's words with their runs; null when it names a slot that there is none of, or has broken braces. */
export function filledRuns(text: string, sheet: Sheet, known: ReadonlyMap<string, readonly Run[]>): Run[] | null {
  const own = known.get(text);
  if (own) return [...own];
  const runs: Run[] = [];
  let at = 0;
  for (const m of text.matchAll(SLOT)) {
    const slot = sheet.slots.get(m[1]!);
    if (!slot) return null;
    if (m.index > at) runs.push({ t: text.slice(at, m.index) });
    runs.push(...slot.runs);
    at = m.index + m[0].length;
  }
  if (at < text.length) runs.push({ t: text.slice(at) });
  return /[{}⟦⟧]/.test(text.replace(SLOT, '')) ? null : runs;
}

/** Neighbouring plain runs as one; empty ones left out. */
export function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const r of runs) {
    const last = out.at(-1);
    if (r.t === '') continue;
    if (last && !last.by && !r.by) out[out.length - 1] = { t: last.t + r.t };
    else out.push(r);
  }
  return out;
}

/** A line as it is to stand: with runs of its own where code has them ready (a sentence put in). */
export interface NewLine extends DraftLine {
  ready?: Run[];
}

/** The sheet's lines, as new ones that change nothing. */
export const newLines = (sheet: Sheet): NewLine[] =>
  sheet.lines.map(({ text, rests, begins, style }) => ({ text, rests, begins, style }));

/**
 * Finished paragraphs. `by`: who wrote what is new. Words of staff stay theirs. Null when a line names an unknown slot.
 */
export function paragraphsOf(sheet: Sheet, lines: readonly NewLine[], by: Paragraph['origin']): Paragraph[] | null {
  const known = new Map(sheet.lines.map((l) => [l.text, l.runs]));
  const theirs = sheet.lines.every((l) => l.origin === 'staff') ? 'staff' : by;
  const origins = new Map(sheet.lines.map((l) => [l.text, l.origin]));
  // What stood in the places that a changed line took its slots from tells whose words it was.
  const owner = new Map(sheet.lines.flatMap((l) => l.rests.map((name) => [name, l.origin] as const)));
  const out: { style: Paragraph['style']; said: { runs: Run[]; origin: Paragraph['origin'] }[] }[] = [];
  for (const [i, line] of lines.entries()) {
    const runs = line.ready ?? filledRuns(line.text, sheet, known);
    if (!runs) return null;
    const staffs = line.rests.some((name) => owner.get(name) === 'staff');
    const origin = line.ready ? 'embedded' : (origins.get(line.text) ?? (staffs ? 'staff' : theirs));
    const last = out.at(-1);
    if (line.begins || i === 0 || !last) out.push({ style: line.style, said: [{ runs, origin }] });
    else last.said.push({ runs, origin });
  }
  return out.flatMap(({ style, said }): Paragraph[] => {
    const runs = joined(said.flatMap((x) => x.runs));
    const hands = said.map((x) => x.origin);
    if (!runs.length) return [];
    const one = hands.every((h) => h === hands[0]);
    return [{ style, runs, origin: mixed(hands), ...(one ? {} : { sentences: recordsOf(said) }) }];
  });
}

function recordsOf(said: readonly { runs: Run[]; origin: Paragraph['origin'] }[]): SentenceRecord[] {
  let at = 0;
  return said.map(({ runs, origin }) => {
    const start = at;
    at += runs.reduce((n, r) => n + r.t.length, 0);
    const facts = [...new Set(runs.flatMap((r) => (r.by && r.by.kind !== 'missing' ? [r.by.key] : [])))];
    return { start, end: at, origin, facts, verified: true };
  });
}

/** Of several hands: a person's before a model's before the program's. */
const mixed = (all: readonly Paragraph['origin'][]): Paragraph['origin'] =>
  all.includes('staff') ? 'staff' : all.includes('model') ? 'model' : 'embedded';
