// Lays sentences of a model and of the embedded engine out as the paragraphs of one section, each with its record. Judges nothing.
import { toChineseNumeral } from '../number/numeral.ts';
import type { Block, MarkStyle } from './embedded-units.ts';
import { backingId, type Offer } from './offers.ts';
import type { Paragraph, Run, SentenceRecord } from './section.ts';
import type { PutIn } from './verify.ts';

export interface Entry {
  /** The model's sentence it is; null: the embedded engine's. */
  of: object | null;
  block: Block;
  runs: Run[];
  style: 'body' | 'item';
  mark: MarkStyle | null;
  begins: boolean;
  /** One value said of several facts that share it (均为…): read by its value alone. */
  shared: Offer[];
  covers: Offer[];
  cited: Offer[];
  /** The model's sentence it goes on from: it stands right behind it. */
  behind: object | null;
  /** Where its facts stand in the embedded draft; -1: nowhere. */
  rank: number;
  /** Why a model's sentence was not taken in its place. */
  why: string[];
  /** Why sentences right behind it were left out. */
  leftOut: string[][];
}

export interface Laid {
  /** In their order. */
  entries: Entry[];
  build(): { paragraphs: Paragraph[]; text: string; spans: { entry: Entry; start: number; end: number }[] };
  /** Where numbers stand that were put in for one fact. */
  putIn(counts: (o: Offer) => boolean): PutIn[];
}

export function assemble(blocks: readonly Block[], entries: readonly Entry[]): Laid {
  const ordered = blocks.map((block) => ({ block, entries: inOrder(entries.filter((e) => e.block === block)) }));
  const build = (): ReturnType<Laid['build']> => {
    const paragraphs: Paragraph[] = [];
    const spans: { entry: Entry; start: number; end: number }[] = [];
    let offset = 0;
    let printed = 0;
    for (const { block, entries: own } of ordered) {
      if (own.length === 0) continue;
      if (block.heading) {
        const runs = block.heading.runs.map((r, i) =>
          i ? r : { ...r, t: r.t.replace(/^\d+(?=[.．])/, String(++printed)) },
        );
        paragraphs.push({ ...block.heading, runs });
        offset += lengthOf(runs) + 1;
      }
      let count = 0;
      let open: Paragraph | null = null;
      let length = 0;
      for (const entry of own) {
        if (entry.mark === null && entry.begins) count = 0;
        const first = open === null || entry.begins || entry.style === 'item' || open.style === 'item';
        if (first) {
          if (open) offset += length + 1;
          open = { style: entry.style, runs: [], origin: 'embedded', sentences: [] };
          paragraphs.push(open);
          length = 0;
        }
        const mark = entry.mark ? markOf(entry.mark, ++count) : '';
        const runs = mark ? [{ t: mark }, ...entry.runs] : entry.runs;
        const start = length;
        length += lengthOf(runs);
        spans.push({ entry, start: offset + start, end: offset + length });
        open!.runs = joined([...open!.runs, ...runs]);
        if (entry.of) open!.origin = 'model';
        open!.sentences!.push(...recordsOf(entry, start, length));
      }
      if (open) offset += length + 1;
    }
    for (const p of paragraphs)
      if (p.sentences?.every((s) => s.origin === 'embedded' && !s.why && s.verified)) delete p.sentences;
    return { paragraphs, spans, text: paragraphs.map((p) => p.runs.map((r) => r.t).join('')).join('\n') };
  };
  return {
    entries: ordered.flatMap((o) => o.entries),
    build,
    putIn(counts) {
      const out: PutIn[] = [];
      for (const { entry, end } of build().spans) {
        const own = [...entry.covers, ...entry.cited].filter((o) => counts(o) && !entry.shared.includes(o));
        const ids = new Set(own.flatMap((o) => o.runs.flatMap((r) => (r.by ? [backingId(r.by)] : []))));
        let at = end - lengthOf(entry.runs);
        for (const r of entry.runs) {
          if (r.by && r.by.kind !== 'missing' && ids.has(backingId(r.by)))
            out.push({
              start: at,
              end: at + r.t.length,
              key: r.by.key,
              scope: r.by.scope,
              period: r.by.kind === 'fact' ? r.by.period : null,
            });
          at += r.t.length;
        }
      }
      return out;
    },
  };
}

/** The model's sentences in its order; the engine's each behind the last of them whose facts come before its own. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const out = entries.filter((e) => e.of);
  for (const e of entries.filter((x) => !x.of)) {
    let at = e.behind ? out.findIndex((o) => o.of === e.behind) + 1 : 0;
    if (at === 0) {
      for (const [i, o] of out.entries()) if (o.rank <= e.rank && o.rank >= 0) at = i + 1;
      while (at < out.length && out[at]!.rank < 0 && !out[at]!.begins) at++;
    }
    // Where it parts a paragraph, what follows begins anew.
    const next = out[at];
    if (next && !next.begins) out[at] = { ...next, begins: true };
    out.splice(at, 0, e);
  }
  return out;
}

function recordsOf(entry: Entry, start: number, end: number): SentenceRecord[] {
  const facts = [...new Set(entry.runs.flatMap((r) => (r.by ? [r.by.key] : [])))];
  const own: SentenceRecord = {
    start,
    end,
    origin: entry.of ? 'model' : 'embedded',
    facts,
    verified: true,
    ...(entry.why.length ? { why: [...new Set(entry.why)] } : {}),
  };
  const left = entry.leftOut.map(
    (why): SentenceRecord => ({ start: end, end, origin: 'model', facts: [], verified: false, why: [...new Set(why)] }),
  );
  return [own, ...left];
}

const lengthOf = (runs: readonly Run[]): number => runs.reduce((n, r) => n + r.t.length, 0);

function markOf(style: MarkStyle, n: number): string {
  if (style === '（1）') return `（${n}）`;
  return style === '1.' ? `${n}.` : `${toChineseNumeral(BigInt(n))}是`;
}

/** Neighbouring plain runs as one. */
export function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const r of runs) {
    const last = out.at(-1);
    if (last && !last.by && !r.by) out[out.length - 1] = { t: last.t + r.t };
    else if (r.t) out.push(r);
  }
  return out;
}
