// Claims of a new source join the facts a report has: the same value becomes a further place, another value a dispute.
// Pure: it decides the writes, the step commits them. What a person confirmed is never overwritten here.
import { type Candidate, claimOf, type Fact, type FactSlot, type Origin, type Place, slotKey } from '../core/fact.ts';
import type { FactId, ReportId, SourceId } from '../core/id.ts';
import { agreement } from '../core/same-value.ts';
import type { FactEvent, NewId, Write } from '../ports.ts';
import { disputeNote, inOneText } from './find-conflicts.ts';

export interface Merged {
  writes: Write[];
  /** Every fact the claims ended in, new or known, as it will be stored. */
  facts: Fact[];
  notes: string[];
}

interface Held {
  fact: Fact;
  /** null: not stored yet. */
  was: Fact | null;
  what: FactEvent['what'];
}

const isOpen = (f: Fact): boolean => f.standing.is !== 'rejected';
const listOf = (s: FactSlot): string => `${s.key}|${s.period ?? ''}|${s.scope ?? ''}`;
/**
 * Entries of a list key have numbers that only mean something within their source. An entry already known keeps its known
 * number, a new one gets the next free number; quantities inside it (`<key>.<item>.<n>`) follow it.
 */
function renumber(existing: readonly Fact[], found: readonly Candidate[]): Candidate[] {
  const lists = new Map<string, Fact[]>();
  for (const f of existing)
    if (f.item !== null && f.key !== 'passage_figure' && isOpen(f)) {
      const list = lists.get(listOf(f));
      if (list) list.push(f);
      else lists.set(listOf(f), [f]);
    }
  const moved = new Map<string, string>();
  const top = new Map<string, number>();
  const passages = found.map((c): Candidate => {
    const known = lists.get(listOf(c));
    if (c.item === null || c.key === 'passage_figure' || !known) return c;
    const same = known.find((f) => agreement(f, c) === 'same');
    const dot = c.item.lastIndexOf('.');
    const parent = dot < 0 ? undefined : moved.get(`${listOf(c)}|${c.item.slice(0, dot)}`);
    const next = (top.get(listOf(c)) ?? Math.max(0, ...known.map((f) => Number.parseInt(f.item ?? '0', 10) || 0))) + 1;
    const item = same?.item ?? (parent === undefined ? String(next) : `${parent}${c.item.slice(dot)}`);
    if (!same && parent === undefined) top.set(listOf(c), next);
    moved.set(`${listOf(c)}|${c.item}`, item);
    return { ...c, item };
  });
  return passages.map((c) => {
    const m = c.key === 'passage_figure' ? /^([a-z][a-z0-9_]*)\.(.+)\.([^.]+)$/.exec(c.item ?? '') : null;
    if (!m) return c;
    const to = [...new Set([c.scope, null])]
      .map((scope) => moved.get(`${listOf({ ...c, key: m[1]!, scope })}|${m[2]}`))
      .find((x) => x !== undefined);
    return to === undefined ? c : { ...c, item: `${m[1]}.${to}.${m[3]}` };
  });
}

export function mergeCandidates(
  existing: readonly Fact[],
  found: readonly Candidate[],
  into: { report: ReportId; source: SourceId; at: string; newId: NewId },
): Merged {
  const held = new Map<FactId, Held>(existing.map((f) => [f.id, { fact: f, was: f, what: 'found' }]));
  const slots = new Map<string, FactId[]>();
  for (const f of existing) if (isOpen(f)) slots.set(slotKey(f), [...(slots.get(slotKey(f)) ?? []), f.id]);
  const touched = new Set<FactId>();
  const notes: string[] = [];
  const change = (id: FactId, to: Partial<Fact>, what: FactEvent['what']): void => {
    const h = held.get(id)!;
    held.set(id, { ...h, fact: { ...h.fact, ...to }, what: h.was ? what : 'found' });
    touched.add(id);
  };

  for (const c of renumber(existing, found)) {
    const place = ({ quote, start, end }: Place): Origin => ({
      from: 'text',
      sourceId: into.source,
      quote,
      start,
      end,
    });
    const origin = place(c);
    const places = c.also.map(place);
    const claim = claimOf(c);
    const rivals = (slots.get(slotKey(c)) ?? []).map((id) => held.get(id)!.fact);
    const agreeing = rivals.map((fact) => ({ fact, how: agreement(fact, claim) })).find(({ how }) => how !== 'differ');
    if (agreeing) {
      const { fact, how } = agreeing;
      // The more exact statement stands, unless a person has confirmed the looser one.
      if (how === 'right' && fact.standing.is !== 'confirmed') {
        const also = [...fact.also, fact.origin, ...places];
        change(fact.id, { ...claim, origin, also, confidence: c.confidence, reasons: c.reasons }, 'found');
      } else change(fact.id, { also: [...fact.also, origin, ...places] }, 'found');
      continue;
    }
    const id = into.newId() as FactId;
    const against = rivals.map((f) => f.id);
    held.set(id, {
      was: null,
      what: 'found',
      fact: {
        ...claim,
        id,
        origin,
        also: places,
        confidence: c.confidence,
        reasons: c.reasons,
        raw: null,
        standing: against.length ? { is: 'disputed', with: against } : { is: 'candidate' },
        version: 1,
      },
    });
    touched.add(id);
    slots.set(slotKey(c), [...against, id]);
    for (const rival of rivals) {
      if (rival.standing.is !== 'confirmed') {
        const others = rival.standing.is === 'disputed' ? rival.standing.with : [];
        change(rival.id, { standing: { is: 'disputed', with: [...others, id] } }, 'disputed');
      }
      notes.push(disputeNote(rival, claim, inOneText(rival.origin, origin)));
    }
  }

  const writes: Write[] = [];
  const facts: Fact[] = [];
  for (const id of touched) {
    const h = held.get(id)!;
    const fact = h.was ? { ...h.fact, version: h.was.version + 1 } : h.fact;
    facts.push(fact);
    writes.push(
      h.was
        ? { do: 'change-fact', report: into.report, fact, expectedVersion: h.was.version, what: h.what, at: into.at }
        : { do: 'add-fact', report: into.report, fact, what: h.what, at: into.at },
    );
  }
  return { writes, facts, notes: [...new Set(notes)] };
}
