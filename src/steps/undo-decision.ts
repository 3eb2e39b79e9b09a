// Takes back the last decision about a fact: claim, standing and places are again what they were before it, and so are the
// facts that the same decision settled. Step by step it goes back to the first. Pure over a FactDesk; stores nothing.
import { type Fact, type Origin, slotKey } from '../core/fact.ts';
import type { FactId } from '../core/id.ts';
import { fail, type Problem } from '../core/problem.ts';
import { agreement } from '../core/same-value.ts';
import type { FactEvent, FactState } from '../ports.ts';
import type { FactDesk } from './fact-desk.ts';
import { printed, slotName } from './name-slot.ts';

/** Why a fact is rejected whose registering was taken back: it is as if nobody had decided about its number. */
export const WITHDRAWN = '已撤销登记';

const DECIDES: ReadonlySet<FactEvent['what']> = new Set(['confirmed', 'edited', 'rejected', 'reopened', 'stated']);

const slotsOf = (e: FactEvent): string[] => [
  ...new Set([e.before, e.after].flatMap((s) => (s ? [slotKey(s.claim)] : []))),
];

/** The list entry that a quantity stands in: achievements.2.1 is in entry 2 of achievements. */
function entryOf(e: FactEvent): string[] {
  const { key, period, item } = e.after.claim;
  const m = key === 'passage_figure' ? /^([a-z][a-z0-9_]*)\.(.+)\.[^.]+$/.exec(item ?? '') : null;
  return m ? [`entry ${m[1]}|${period}|${m[2]}`] : [];
}
const asEntry = ({ after: { claim } }: FactEvent): string[] =>
  claim.item === null ? [] : [`entry ${claim.key}|${claim.period}|${claim.item}`];

/** What happened to the facts concerned, by fact, and by what was changed together. */
export class FactHistory {
  private readonly byFact = new Map<FactId, FactEvent[]>();
  private readonly byGroup = new Map<string, FactEvent[]>();
  private readonly last = new Map<FactId, FactEvent | null>();

  /** Each fact's events oldest first. */
  constructor(events: readonly FactEvent[]) {
    const put = <K>(map: Map<K, FactEvent[]>, key: K, e: FactEvent): void => {
      const row = map.get(key);
      if (row) row.push(e);
      else map.set(key, [e]);
    };
    for (const e of events) {
      put(this.byFact, e.factId, e);
      if (e.reportVersion !== null)
        for (const group of [...slotsOf(e), ...entryOf(e)]) put(this.byGroup, `${e.reportVersion} ${group}`, e);
    }
  }

  /** The events made together with `e`, itself among them: of rivals in its slot, of quantities inside the list entry. */
  together(e: FactEvent): FactEvent[] {
    const groups = [...slotsOf(e), ...asEntry(e)].map((group) => `${e.reportVersion} ${group}`);
    return [...new Set([e, ...groups.flatMap((group) => this.byGroup.get(group) ?? [])])];
  }

  /** A person's decision that still stands: neither what a source brought, nor taken back already. */
  lastDecision(id: FactId): FactEvent | null {
    const known = this.last.get(id);
    if (known !== undefined) return known;
    const standing: FactEvent[] = [];
    for (const e of this.byFact.get(id) ?? []) {
      if (e.what === 'undone') standing.pop();
      else {
        const made = this.together(e);
        if (made.some((x) => DECIDES.has(x.what)) && !made.some((x) => x.what === 'undone')) standing.push(e);
      }
    }
    const found = standing.at(-1) ?? null;
    this.last.set(id, found);
    return found;
  }
}

const samePlace = (a: Origin, b: Origin): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Null: places of another value have come since, and would be lost. */
function restored(now: Fact, e: FactEvent): Fact | null {
  const { before, after } = e;
  if (!before) return { ...now, standing: { is: 'rejected', why: WITHDRAWN } };
  const known = after.held ? [after.held.origin, ...after.held.also] : [];
  const later = after.held ? now.also.filter((p) => !known.some((k) => samePlace(k, p))) : [];
  if (later.length && (before.claim.value !== now.value || before.claim.unit !== now.unit)) return null;
  const places = placesOf(before, now);
  return { ...now, ...before.claim, ...places, also: [...places.also, ...later], standing: before.standing };
}

const placesOf = (s: FactState, now: Fact) =>
  s.held ?? { origin: now.origin, also: now.also, confidence: now.confidence, reasons: now.reasons, raw: now.raw };

export function undoDecision(desk: FactDesk, id: FactId, history: FactHistory): Problem | null {
  const fact = desk.get(id)!;
  if (desk.changes.get(id)?.what === 'undone') return null;
  const name = slotName(fact);
  const decision = history.lastDecision(id);
  if (!decision) return fail('conflict', 'nothing_to_undo', `${name}没有可以撤销的决定。`, { id }).problem;
  const blocked = (why: string) =>
    fail('conflict', 'undo_blocked', `${name}不能撤销：${why}。请先处理那一条，再撤销这一步。`, { id }).problem;
  for (const e of history.together(decision)) {
    const now = desk.get(e.factId);
    if (!now || (e.factId !== id && history.lastDecision(e.factId) !== e)) continue;
    const was = restored(now, e);
    if (!was) return blocked('之后又有材料印证了修改后的值');
    desk.restore(was);
  }
  const open = desk.at(desk.get(id)!);
  const twin = open.find((f) => open.some((g) => g.id < f.id && agreement(g, f) === 'same'));
  if (twin) return blocked(`之后又登记了同样的值${printed(twin).slice(0, 40)}`);
  const confirmed = open.filter((f) => f.standing.is === 'confirmed');
  if (confirmed.length > 1)
    return blocked(`之后又采用了另一个值（${confirmed.map((f) => printed(f).slice(0, 40)).join('、')}）`);
  desk.align(fact);
  return null;
}
