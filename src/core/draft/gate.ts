// The gate: what of a model's lines may stand, and what the embedded engine says in place of the rest. No sentence gets out that was
// not read again in the finished text. Calls no model; core/draft/fault.ts names what can be wrong.
import { type Block, blocksOf, type MarkStyle, type Unit } from './embedded-units.ts';
import { type Fault, faultCode, faultWords, WORTHLESS } from './fault.ts';
import type { FilledLine } from './fill-line.ts';
import { assemble, type Entry, type Laid } from './gate-assemble.ts';
import { judgeLine, type LineDesk } from './judge-line.ts';
import type { DraftLine, RepairAsk } from './line.ts';
import { sharedSlots } from './line-claims.ts';
import type { Offer } from './offers.ts';
import type { SectionDraft } from './section.ts';
import { type PutIn, verifyText } from './verify.ts';

export interface GateDesk extends LineDesk {
  list: readonly Offer[];
  /** The embedded engine's draft of the section: what required facts fall back to. */
  embedded: SectionDraft;
}

/** A model's line as it was judged. */
export interface Judged {
  line: DraftLine;
  filled: FilledLine;
  faults: Fault[];
}

const bare = (s: string): string => s.replace(/[\s，。；：、！？“”]/g, '');

/** Every line by itself, against those before it, and in the finished text. */
export function judgeLines(lines: readonly DraftLine[], desk: GateDesk): Judged[] {
  const seen = new Set<string>();
  const judged = lines.map((line): Judged => {
    const filled = judgeLine(line, desk);
    const faults = [...filled.faults];
    const words = bare(filled.text);
    if (words.length >= 6 && seen.has(words)) faults.push({ code: 'repeated', words: filled.text.slice(0, 20) });
    seen.add(words);
    return { line, filled, faults };
  });
  reread(judged, desk);
  return judged;
}

export const faultCount = (judged: readonly Judged[]): number => judged.reduce((n, j) => n + j.faults.length, 0);

/** Sentences worth another try; with them go the places they have among the lines. */
export function repairAsks(judged: readonly Judged[]): { at: number; ask: RepairAsk }[] {
  return judged.flatMap(({ line, filled, faults }, at) => {
    if (faults.length === 0) return [];
    if (filled.used.length === 0 && faults.some((f) => WORTHLESS.has(f.code))) return [];
    return [{ at, ask: { line, faults: faults.map(faultCode) } }];
  });
}

/** Adds what the finished text of the sound lines shows. */
function reread(judged: readonly Judged[], desk: GateDesk): void {
  const blocks = blocksOf(desk.embedded, desk.list);
  const sound = judged.filter((j) => j.faults.length === 0);
  const laid = assemble(blocks, modelEntries(sound, blocks));
  for (const { entry, fault } of textFaults(laid, desk)) {
    const j = sound.find((x) => x === entry.of);
    if (j && !j.faults.some((f) => f.code === fault.code && f.words === fault.words)) j.faults.push(fault);
  }
}

export interface Settled {
  draft: SectionDraft;
  /** Sentences of the model that stand as they were written. */
  kept: number;
  /** Sentences that were replaced or left out. */
  dropped: { faults: string[]; replaced: boolean }[];
  /** Sentences of the embedded engine that stand for them or for facts the model did not state. */
  filledIn: number;
}

/** The section's text: sound lines, the embedded engine's sentences for required facts that they leave out, nothing else. */
export function settle(judged: readonly Judged[], desk: GateDesk): Settled {
  const blocks = blocksOf(desk.embedded, desk.list);
  const faults = new Map<Judged, Fault[]>(judged.map((j) => [j, [...j.faults]]));
  const given = new Set<Block>();
  // Each round drops a line or gives up a block; there are no more rounds than lines and blocks.
  for (let round = 0; round <= judged.length + blocks.length; round++) {
    const sound = judged.filter((j) => faults.get(j)!.length === 0);
    const all = modelEntries(sound, blocks);
    // A block that the model says nothing of is the engine's.
    for (const b of blocks) if (!all.some((e) => e.block === b)) given.add(b);
    const entries = all.filter((e) => !given.has(e.block));
    const laid = assemble(blocks, [...entries, ...missingEntries(entries, blocks, desk, given)]);
    const found = textFaults(laid, desk);
    const own = found.filter(({ entry }) => entry.of);
    if (own.length) {
      for (const { entry, fault } of own) faults.get(entry.of as Judged)!.push(fault);
      continue;
    }
    // A sentence of the embedded engine that does not hold between a model's sentences: the whole block is the engine's then.
    const mixed = [...new Set(found.map(({ entry }) => entry.block))].filter(
      (b) => !given.has(b) && entries.some((e) => e.block === b),
    );
    if (mixed.length === 0) return finished(laid, judged, faults, given, blocks, desk);
    for (const b of mixed) given.add(b);
  }
  return finished(assemble(blocks, blocks.flatMap(allOf)), judged, faults, new Set(blocks), blocks, desk);
}

function finished(
  laid: Laid,
  judged: readonly Judged[],
  faults: ReadonlyMap<Judged, Fault[]>,
  given: ReadonlySet<Block>,
  blocks: readonly Block[],
  desk: GateDesk,
): Settled {
  const standing = new Set(laid.entries.flatMap((e) => (e.of ? [e.of as Judged] : [])));
  const dropped: Settled['dropped'] = [];
  const notes: string[] = [];
  for (const j of judged) {
    if (standing.has(j)) continue;
    const why = faults.get(j)!;
    const codes = why.length ? why.map(faultCode) : ['unbacked'];
    const block = blockOf(j, judged, blocks);
    const owed = new Set(j.filled.cited.filter((o) => o.required));
    const instead = laid.entries.filter((e) => !e.of && e.covers.some((o) => owed.has(o)));
    dropped.push({ faults: codes, replaced: instead.length > 0 });
    const said = [...new Set(why.map(faultWords))].slice(0, 3).join('；') || '与上下文放在一起不成立';
    notes.push(
      instead.length > 0
        ? `模型写的一句话没有采用：${said}。已换成内置引擎的句子。`
        : `模型写的一句话没有采用：${said}。没有写入。`,
    );
    if (instead.length) for (const e of instead) e.why.push(...codes);
    else leaveMark(laid, j, judged, block, codes);
  }
  const { paragraphs } = laid.build();
  const marks = paragraphs.flatMap((p) => p.runs.flatMap((r) => (r.by?.kind === 'missing' ? [r.by.key] : [])));
  const told = [...(desk.embedded.notes ?? []), ...new Set(notes)];
  const draft: SectionDraft = { section: desk.embedded.section, paragraphs, missing: [...new Set(marks)] };
  return {
    draft: told.length ? { ...draft, notes: told } : draft,
    kept: standing.size,
    dropped,
    filledIn: laid.entries.filter((e) => !e.of && !given.has(e.block)).length,
  };
}

/** What was left out is told of at its place: behind the last standing sentence before it. */
function leaveMark(laid: Laid, j: Judged, judged: readonly Judged[], block: Block, codes: string[]): void {
  const before = judged.slice(0, judged.indexOf(j)).reverse();
  const anchor =
    before.flatMap((b) => laid.entries.find((e) => e.of === b) ?? [])[0] ??
    laid.entries.find((e) => e.block === block) ??
    laid.entries[0];
  if (anchor) anchor.leftOut.push(codes);
}

/** The block a line's slots belong to; a line without any goes on where the one before it stood. */
function blockOf(j: Judged, judged: readonly Judged[], blocks: readonly Block[]): Block {
  const ofSlots = (x: Judged): Block | null => {
    const votes = new Map<Block, number>();
    for (const o of x.filled.cited) {
      const b = o.rank < 0 ? undefined : blocks.find((block) => o.rank >= block.from && o.rank < block.to);
      if (b) votes.set(b, (votes.get(b) ?? 0) + (x.filled.used.includes(o) ? 2 : 1));
    }
    return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  };
  const at = judged.indexOf(j);
  for (let k = at; k >= 0; k--) {
    const found = ofSlots(judged[k]!);
    if (found) return found;
  }
  for (let k = at + 1; k < judged.length; k++) {
    const found = ofSlots(judged[k]!);
    if (found) return found;
  }
  return blocks.find((b) => b.units.length) ?? blocks[0]!;
}

const OWN_MARK =
  /^(?:([（(]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）])|(\d{1,2}[.．、])(?!\d)|([一二三四五六七八九十]{1,3}是))/;

function modelEntries(sound: readonly Judged[], blocks: readonly Block[]): Entry[] {
  if (blocks.length === 0) return [];
  return sound.map((j): Entry => {
    const block = blockOf(j, sound, blocks);
    const shared = sharedSlots(j.filled);
    const m = OWN_MARK.exec(j.filled.text);
    const listed = block.units.find((u) => u.mark)?.mark ?? '（1）';
    const mark: MarkStyle | null = m?.[3]
      ? '一是'
      : m || j.line.style === 'item'
        ? listed === '一是'
          ? '（1）'
          : listed
        : null;
    return {
      of: j,
      block,
      runs: m ? withoutFirst(j.filled.runs, m[0].length) : j.filled.runs,
      style: mark && (mark !== '一是' || j.line.style === 'item') ? 'item' : 'body',
      mark,
      begins: j.line.begins,
      shared,
      covers: [...new Set([...j.filled.used, ...shared])].filter((o) => o.required),
      cited: j.filled.cited,
      behind: null,
      rank: Math.max(-1, ...j.filled.used.map((o) => o.rank)),
      why: [],
      leftOut: [],
    };
  });
}

function withoutFirst(runs: FilledLine['runs'], n: number): FilledLine['runs'] {
  const [first, ...rest] = runs;
  return first && first.t.length >= n && !first.by
    ? [{ ...first, t: first.t.slice(n) }, ...rest].filter((r) => r.t)
    : runs;
}

const entryOf = (unit: Unit, block: Block): Entry => ({
  of: null,
  block,
  runs: unit.runs,
  style: unit.style,
  mark: unit.mark,
  begins: unit.begins,
  shared: [],
  covers: unit.covers,
  cited: unit.covers,
  behind: null,
  rank: unit.rank,
  why: [],
  leftOut: [],
});

const allOf = (block: Block): Entry[] => block.units.map((u) => entryOf(u, block));

/** The embedded sentences for required slots that no standing line states; blocks given up are the engine's as a whole. */
function missingEntries(
  entries: readonly Entry[],
  blocks: readonly Block[],
  desk: GateDesk,
  given: ReadonlySet<Block>,
): Entry[] {
  const stated = new Set(entries.flatMap((e) => e.covers));
  for (const b of given) for (const u of b.units) for (const o of u.covers) stated.add(o);
  const open = new Set(desk.list.filter((o) => o.required && !stated.has(o)));
  const out: Entry[] = [];
  for (const block of blocks) {
    if (given.has(block)) {
      out.push(...allOf(block));
      continue;
    }
    const put = new Set<Unit>();
    for (const unit of block.units) {
      if (!unit.covers.some((o) => open.has(o))) continue;
      for (const o of unit.covers) open.delete(o);
      put.add(unit);
      const { lead } = unit;
      if (!lead || put.has(lead)) {
        out.push({ ...entryOf(unit, block), begins: !lead });
        continue;
      }
      // 其中：… goes on from a sentence of the model that says what it takes apart; else it brings that along.
      const said = entries.find((e) => e.block === block && lead.covers.every((o) => e.covers.includes(o)));
      if (said && lead.covers.length) out.push({ ...entryOf(unit, block), begins: false, behind: said.of });
      else out.push({ ...entryOf(lead, block), begins: true }, { ...entryOf(unit, block), begins: false });
    }
  }
  return out;
}

/** What the finished text shows, each fault with the sentence it stands in. */
function textFaults(laid: Laid, desk: GateDesk): { entry: Entry; fault: Fault }[] {
  const { text, spans } = laid.build();
  const putIn: PutIn[] = laid.putIn((o) => o.is !== 'words' || o.phrase.length <= 20);
  const out: { entry: Entry; fault: Fault }[] = [];
  for (const v of verifyText(text, desk.evidence, putIn)) {
    if (v.standing !== 'unbacked') continue;
    const at = spans.find((s) => v.start >= s.start && v.start < s.end);
    if (at) out.push({ entry: at.entry, fault: { code: codeOf(v.text), words: v.text } });
  }
  return out;
}

function codeOf(words: string): Fault['code'] {
  if (words.startsWith('《')) return 'unknown_title';
  if (/^[“"]/.test(words)) return 'unknown_term';
  if (/^\d{4}年?度?$/.test(words)) return 'wrong_year';
  if (/〕|号$/.test(words)) return 'unknown_code';
  return /[月日]/.test(words) && !/[%元]/.test(words) ? 'unbacked_date' : 'unbacked';
}
