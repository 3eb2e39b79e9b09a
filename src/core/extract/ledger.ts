// Collects what the miners find: one candidate per slot (the clearest, then the first), contradictions kept apart.
import type { Candidate, Claim, Confidence } from '../fact.ts';
import { slotKey } from '../fact.ts';
import { equals, fromDecimal, mul } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import type { TextDocument } from '../text/document.ts';
import { toSource } from '../text/read.ts';

export interface Entry extends Claim {
  /** Offsets into the read text. */
  start: number;
  end: number;
  /** 0 is the clearest wording; a higher rank yields to a lower one. */
  rank: number;
  confidence: Confidence;
}

export interface Conflict {
  slot: string;
  candidates: Candidate[];
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

  remove(test: (e: Entry) => boolean): void {
    for (const [id, row] of this.slots) {
      const left = row.filter((e) => !test(e));
      if (left.length) this.slots.set(id, left);
      else this.slots.delete(id);
    }
  }

  settle(doc: TextDocument): { candidates: Candidate[]; conflicts: Conflict[] } {
    const candidates: Candidate[] = [];
    const conflicts: Conflict[] = [];
    for (const [slot, row] of this.slots) {
      const sorted = row.slice().sort(better);
      const first = sorted[0]!;
      const others: Entry[] = [];
      for (const e of sorted.slice(1)) if (![first, ...others].some((o) => sameValue(o, e))) others.push(e);
      const main = candidateOf(doc, first);
      candidates.push(
        others.length && others.some((o) => o.rank <= first.rank)
          ? { ...main, confidence: lower(main.confidence) }
          : main,
      );
      if (others.length) conflicts.push({ slot, candidates: [main, ...others.map((o) => candidateOf(doc, o))] });
    }
    candidates.sort((a, b) => a.start - b.start || a.end - b.end);
    return { candidates, conflicts };
  }
}

const better = (a: Entry, b: Entry): number => a.rank - b.rank || a.start - b.start;
const lower = (c: Confidence): Confidence => (c === 'high' ? 'medium' : 'low');

function candidateOf(doc: TextDocument, e: Entry): Candidate {
  const { rank, ...claim } = e;
  return { ...claim, ...toSource(doc, e.start, e.end) };
}

/** The same amount, in whatever unit it is printed. */
export function sameValue(a: Claim, b: Claim): boolean {
  if (a.value === b.value && a.unit === b.unit) return true;
  const [x, y] = [fromDecimal(a.value), fromDecimal(b.value)];
  if (!x || !y) return false;
  const [u, v] = [unitOf(a.unit), unitOf(b.unit)];
  return u.base === v.base && equals(mul(x, u.factor), mul(y, v.factor));
}
