// Collects what the miners find: one candidate per slot (the clearest, then the first), contradictions kept apart.
import type { Candidate, Claim, Confidence, Place } from '../fact.ts';
import { slotKey } from '../fact.ts';
import { equals, fromDecimal, mul } from '../number/exact.ts';
import { amountOf } from '../number/quantity.ts';
import { unitOf } from '../number/unit.ts';
import { agreement } from '../same-value.ts';
import type { TextDocument } from '../text/document.ts';
import { toSource } from '../text/read.ts';
import { confidenceOf, crossFoot, reasonsOf } from './confidence.ts';

export interface Entry extends Claim {
  /** Offsets into the read text. */
  start: number;
  end: number;
  /** 0 is the clearest wording; a higher rank yields to a lower one. */
  rank: number;
  confidence: Confidence;
}

/** A slot of which one text says different things, each as clearly. First is the value that a sum bears out, else the one said first. */
export interface Conflict {
  slot: string;
  candidates: Candidate[];
}

/** A slot of which a sentence says one value in clear words and a table another. No contradiction to be settled: a report to be mended. */
export interface Apart {
  slot: string;
  prose: Candidate;
  table: Candidate;
}

export class Ledger {
  private readonly slots = new Map<string, Entry[]>();

  add(e: Partial<Entry> & Pick<Entry, 'key' | 'value' | 'start' | 'end'>): void {
    const entry: Entry = {
      period: null,
      scope: null,
      item: null,
      unit: '',
      qualifier: null,
      label: null,
      rank: 0,
      confidence: 'high',
      ...e,
    };
    const id = slotKey(entry);
    const row = this.slots.get(id);
    if (row) row.push(entry);
    else this.slots.set(id, [entry]);
  }

  entries(key: string, period?: number | null): Entry[] {
    const out: Entry[] = [];
    for (const row of this.slots.values())
      for (const e of row) if (e.key === key && (period === undefined || e.period === period)) out.push(e);
    return out.sort(better);
  }

  best(key: string, period: number | null, scope: string | null = null): Entry | undefined {
    return this.slots
      .get(slotKey({ key, period, scope, item: null }))
      ?.slice()
      .sort(better)[0];
  }

  has(key: string, period: number | null): boolean {
    return this.slots.has(slotKey({ key, period, scope: null, item: null }));
  }

  /** What was read in clear words, but of whom is less sure: at most medium by its wording. */
  weaken(test: (e: Entry) => boolean): void {
    for (const row of this.slots.values())
      for (const e of row) if (e.confidence === 'high' && test(e)) e.confidence = 'medium';
  }

  remove(test: (e: Entry) => boolean): void {
    for (const [id, row] of this.slots) {
      const left = row.filter((e) => !test(e));
      if (left.length) this.slots.set(id, left);
      else this.slots.delete(id);
    }
  }

  settle(doc: TextDocument): { candidates: Candidate[]; conflicts: Conflict[]; apart: Apart[] } {
    const claims = new Map<string, Entry>();
    const first = [...this.slots].map(([slot, row]) => ({ slot, ...sides(row) }));
    for (const { slot, kept } of first) claims.set(slot, kept.entry);
    const said = first.map((s) => fitting(s, claims));
    const sums = crossFoot(claims);
    const cellAt = cellFinder(doc);
    const candidates: Candidate[] = [];
    const conflicts: Conflict[] = [];
    for (const { slot, kept, rivals } of said) {
      const contradicted = rivals.length > 0;
      const to = (s: Side): Candidate => {
        const { rank: _, confidence: wording, ...claim } = s.entry;
        const [place, ...also] = placesOf(doc, s.entry, s.again);
        const cell = cellAt(s.entry);
        const adds = s === kept ? (sums.get(slot) ?? null) : null;
        const evidence = { wording, quote: place!.quote, ...cell, places: also.length + 1, contradicted, adds };
        const reasons = reasonsOf(claim, evidence);
        return { ...claim, ...place!, also, confidence: confidenceOf(reasons), reasons };
      };
      candidates.push(to(kept));
      if (contradicted) conflicts.push({ slot, candidates: [kept, ...rivals].map(to) });
    }
    candidates.sort((a, b) => a.start - b.start || a.end - b.end);
    const apart = [...this.slots].flatMap(([slot, row]): Apart[] => {
      const pair = twoKinds(row, (e) => cellAt(e).cell);
      return pair ? [{ slot, prose: plain(doc, pair[0]), table: plain(doc, pair[1]) }] : [];
    });
    return { candidates, conflicts, apart };
  }
}

const better = (a: Entry, b: Entry): number => a.rank - b.rank || a.start - b.start;

/** One value of a slot: the clearest entry that says it, and the others. */
interface Side {
  entry: Entry;
  again: Entry[];
}

/** More different values than this are a list of something else; the rest stays with the numbers that no fact covers. */
const MOST_VALUES = 12;

/** The clearest value, and the different ones that are said as clearly. What is said less clearly contradicts nothing. */
function sides(row: readonly Entry[]): { kept: Side; rivals: Side[] } {
  const found: Side[] = [];
  const bySaying = new Map<string, Side>();
  for (const entry of row.slice().sort(better)) {
    const saying = `${entry.value}|${entry.unit}|${entry.qualifier}`;
    const same = bySaying.get(saying) ?? found.find((s) => agreement(s.entry, entry) !== 'differ');
    same?.again.push(entry);
    const side = same ?? { entry, again: [] };
    if (!same && found.length < MOST_VALUES) found.push(side);
    bySaying.set(saying, side);
  }
  const [kept, ...others] = found;
  return { kept: kept!, rivals: others.filter((o) => o.entry.rank === kept!.entry.rank) };
}

/** What sentences say most clearly and what a table says, where no two of both kinds agree. Lists and words are not compared. */
function twoKinds(row: readonly Entry[], inCell: (e: Entry) => boolean): [Entry, Entry] | null {
  if (row.length < 2 || row.length > MOST_VALUES || row[0]!.item !== null || !amountOf(row[0]!)) return null;
  const cells = row.filter(inCell).sort(better);
  const prose = row.filter((e) => !inCell(e)).sort(better);
  const [said, cell] = [prose[0], cells[0]];
  if (!said || !cell || said.confidence !== 'high' || cell.confidence === 'low') return null;
  return prose.some((p) => cells.some((c) => agreement(p, c) !== 'differ')) ? null : [said, cell];
}

const plain = (doc: TextDocument, { rank: _, ...e }: Entry): Candidate => ({
  ...e,
  ...toSource(doc, e.start, e.end),
  also: [],
  reasons: [],
});

/** Of contradicting values the one that a sum bears out goes first; `claims` is told. */
function fitting<S extends { slot: string; kept: Side; rivals: Side[] }>(said: S, claims: Map<string, Entry>): S {
  const { slot, kept, rivals } = said;
  if (!rivals.length || crossFoot(claims).get(slot) === 'adds-up') return said;
  const fits = rivals.find((r) => crossFoot(new Map(claims).set(slot, r.entry)).get(slot) === 'adds-up');
  if (!fits) return said;
  claims.set(slot, fits.entry);
  return { ...said, kept: fits, rivals: [kept, ...rivals.filter((r) => r !== fits)] };
}

/** A text that says one thing more often says nothing new; a fact stays a row of reasonable size. */
const MOST_PLACES = 100;

/** The places of the clearest entry and of the others that say the same, each stretch of the source once. */
function placesOf(doc: TextDocument, clearest: Entry, again: readonly Entry[]): Place[] {
  const first = toSource(doc, clearest.start, clearest.end);
  const also: Place[] = [];
  let last = -1;
  for (const e of again.slice().sort((a, b) => a.start - b.start)) {
    if (also.length === MOST_PLACES) break;
    const place = toSource(doc, e.start, e.end);
    if (place.start < last || (place.start < first.end && first.start < place.end)) continue;
    also.push(place);
    last = place.end;
  }
  return [first, ...also];
}

/** Longer stretches of a table are sentences in a cell, or rows. */
const CELL = 40;

function cellFinder(doc: TextDocument): (e: Entry) => { cell: boolean; tableUnit: string | null } {
  const tables = doc.blocks.filter((b) => b.kind === 'table');
  return (e) => {
    let [low, high] = [0, tables.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (tables[mid]!.end <= e.start) low = mid + 1;
      else high = mid;
    }
    const table = tables[low];
    const cell = table !== undefined && e.start >= table.start && e.end - e.start <= CELL;
    return { cell, tableUnit: cell ? table.unit : null };
  };
}

/** The same amount, in whatever unit it is printed. */
export function sameValue(a: Claim, b: Claim): boolean {
  if (a.value === b.value && a.unit === b.unit) return true;
  const [x, y] = [fromDecimal(a.value), fromDecimal(b.value)];
  if (!x || !y) return false;
  const [u, v] = [unitOf(a.unit), unitOf(b.unit)];
  return u.base === v.base && equals(mul(x, u.factor), mul(y, v.factor));
}
