// Claims of a new source join the facts a report has: the same value becomes a further place, another value a dispute.
// Pure: it decides the writes, the step commits them. What a person confirmed is never overwritten here.
import { labelOf } from '../core/catalogue/catalogue.ts';
import {
  type Candidate,
  type Claim,
  claimOf,
  type Fact,
  type FactSlot,
  type Origin,
  type Place,
  slotKey,
} from '../core/fact.ts';
import type { FactId, ReportId, SourceId } from '../core/id.ts';
import { agreement, mixedUp } from '../core/same-value.ts';
import type { FactEvent, NewId, SourceRole, SourceRow, Write } from '../ports.ts';

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
export const printed = (c: Pick<Claim, 'value' | 'unit' | 'qualifier'>): string =>
  `${c.qualifier && c.qualifier !== '列举' && c.qualifier !== '无' ? c.qualifier : ''}${c.value}${c.unit}`;
const short = (s: string): string => (s.length > 40 ? `${s.slice(0, 40)}…` : s);
/** What a slot is called in a message: 2022年资产总额（机关本级）. */
export const slotName = (s: FactSlot): string =>
  `${s.period === null ? '' : `${s.period}年`}${labelOf(s.key)}${s.scope ? `（${s.scope}）` : ''}`;

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

const inOneText = (a: Origin, b: Origin): boolean =>
  a.from === 'text' && b.from === 'text' && a.sourceId === b.sourceId;

/** Chinese: what differs between two claims of one slot, and what to do. */
export function disputeNote(a: Claim, b: Claim, oneText = false): string {
  const both = `${slotName(b)}${oneText ? '在同一份材料里' : ''}有两个说法：${short(printed(a))}和${short(printed(b))}`;
  const slip = mixedUp(a, b);
  return slip ? `${both}，${slip}，请核对单位后采用其中一个。` : `${both}，请核对后采用其中一个。`;
}

export interface Conflict extends FactSlot {
  ids: FactId[];
  /** Offered first, and why; nobody wins before a person decides. */
  suggested: FactId;
  because: string;
  note: string;
}

/** practice: a person's word, this year's tables, this year's texts, last year's report. */
const RANKS = ['已由人员确认', '由人员填写', '取自本年资料的表格', '取自本年资料', '取自上年报告'] as const;

function rankOf(f: Fact, roles: ReadonlyMap<SourceId, SourceRole>): number {
  if (f.standing.is === 'confirmed') return 0;
  if (f.origin.from !== 'text') return 1;
  if (roles.get(f.origin.sourceId) === 'prior') return 4;
  return f.reasons.includes('table-cell') ? 2 : 3;
}

const DOUBT = { high: 0, medium: 1, low: 2 };

/** Slots with more than one open value, for the page to show side by side. */
export function conflictsOf(
  facts: readonly Fact[],
  sources: readonly Pick<SourceRow, 'id' | 'role'>[] = [],
): Conflict[] {
  const roles = new Map(sources.map((s) => [s.id, s.role]));
  const groups = new Map<string, Fact[]>();
  for (const f of facts) if (isOpen(f)) groups.set(slotKey(f), [...(groups.get(slotKey(f)) ?? []), f]);
  return [...groups.values()].flatMap((group): Conflict[] => {
    const [first, second] = group;
    if (!first || !second || !group.some((f) => f.standing.is === 'disputed')) return [];
    const { key, period, scope, item } = first;
    const order = group
      .map((fact) => ({ fact, rank: rankOf(fact, roles) }))
      .sort((a, b) => a.rank - b.rank || DOUBT[a.fact.confidence] - DOUBT[b.fact.confidence]);
    const [best, next] = [order[0]!, order[1]!];
    const because =
      best.rank !== next.rank
        ? RANKS[best.rank]!
        : best.fact.confidence !== next.fact.confidence
          ? '把握更大'
          : best.fact === first
            ? '先出现'
            : RANKS[best.rank]!;
    const ids = group.map((f) => f.id);
    return [
      {
        key,
        period,
        scope,
        item,
        ids,
        suggested: best.fact.id,
        because,
        note: disputeNote(first, second, inOneText(first.origin, second.origin)),
      },
    ];
  });
}
