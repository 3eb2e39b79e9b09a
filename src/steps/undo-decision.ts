// Takes back the last decision about a fact: claim, standing and places are again what they were before it, and so are the
// facts that the same decision settled. Step by step it goes back to the first. Pure over a FactDesk; stores nothing.
import { type Fact, type Origin, slotKey } from '../core/fact.ts';
import type { FactId } from '../core/id.ts';
import { fail, type Problem } from '../core/problem.ts';
import { agreement } from '../core/same-value.ts';
import type { FactEvent, FactState } from '../ports.ts';
import { printed, slotName } from './merge-facts.ts';
import type { FactDesk } from './settle-facts.ts';

/** The events of every fact concerned, oldest first. */
export type History = ReadonlyMap<FactId, readonly FactEvent[]>;

const DECIDES: ReadonlySet<FactEvent['what']> = new Set(['confirmed', 'edited', 'rejected', 'reopened', 'stated']);

const slotsOf = (e: FactEvent): string[] => [e.before, e.after].flatMap((s) => (s ? [slotKey(s.claim)] : []));

/** A rival in the slot, or a quantity inside the list entry. */
function belongs(e: FactEvent, to: FactEvent): boolean {
  if (slotsOf(e).some((s) => slotsOf(to).includes(s))) return true;
  const [c, entry] = [e.after.claim, to.after.claim];
  return (
    c.key === 'passage_figure' &&
    entry.item !== null &&
    c.period === entry.period &&
    (c.item?.startsWith(`${entry.key}.${entry.item}.`) ?? false)
  );
}

/** The events made together with `e`, itself among them. */
function together(e: FactEvent, history: History): FactEvent[] {
  if (e.reportVersion === null) return [e];
  return [...history.values()].flatMap((events) =>
    events.filter((x) => x === e || (x.reportVersion === e.reportVersion && belongs(x, e))),
  );
}

/** A person's decision that still stands: neither what a source brought, nor taken back already. */
function lastDecision(id: FactId, history: History): FactEvent | null {
  const standing: FactEvent[] = [];
  for (const e of history.get(id) ?? []) {
    if (e.what === 'undone') standing.pop();
    else {
      const made = together(e, history);
      if (made.some((x) => DECIDES.has(x.what)) && !made.some((x) => x.what === 'undone')) standing.push(e);
    }
  }
  return standing.at(-1) ?? null;
}

const samePlace = (a: Origin, b: Origin): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Null: places of another value have come since, and would be lost. */
function restored(now: Fact, e: FactEvent): Fact | null {
  const { before, after } = e;
  if (!before) return { ...now, standing: { is: 'rejected', why: '已撤销登记' } };
  const known = after.held ? [after.held.origin, ...after.held.also] : [];
  const later = after.held ? now.also.filter((p) => !known.some((k) => samePlace(k, p))) : [];
  if (later.length && (before.claim.value !== now.value || before.claim.unit !== now.unit)) return null;
  const places = placesOf(before, now);
  return { ...now, ...before.claim, ...places, also: [...places.also, ...later], standing: before.standing };
}

const placesOf = (s: FactState, now: Fact) =>
  s.held ?? { origin: now.origin, also: now.also, confidence: now.confidence, reasons: now.reasons, raw: now.raw };

export function undoDecision(desk: FactDesk, id: FactId, history: History): Problem | null {
  const fact = desk.get(id)!;
  if (desk.changes.get(id)?.what === 'undone') return null;
  const name = slotName(fact);
  const decision = lastDecision(id, history);
  if (!decision) return fail('conflict', 'nothing_to_undo', `${name}没有可以撤销的决定。`, { id }).problem;
  const blocked = (why: string) =>
    fail('conflict', 'undo_blocked', `${name}不能撤销：${why}。请先处理那一条，再撤销这一步。`, { id }).problem;
  for (const e of together(decision, history)) {
    const now = desk.get(e.factId);
    if (!now || (e.factId !== id && lastDecision(e.factId, history) !== e)) continue;
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
