// A report's facts while a list of decisions is thought through: what each decision changes in the fact, its rivals and its
// quantities, and the writes that come of it. Nothing is stored here.
import { passageFigures } from '../core/extract/passage.ts';
import { type Claim, type Fact, type Origin, type Standing, slotKey } from '../core/fact.ts';
import type { FactId, ReportId } from '../core/id.ts';
import { agreement } from '../core/same-value.ts';
import type { Actor, FactEvent, NewId, Write } from '../ports.ts';
import { printed } from './name-slot.ts';

interface Change {
  fact: Fact;
  what: FactEvent['what'];
}

const open = (f: Fact): boolean => f.standing.is !== 'rejected';
export const saysSame = (a: Pick<Claim, 'value' | 'unit' | 'qualifier'>, b: typeof a): boolean =>
  a.value === b.value && a.unit === b.unit && a.qualifier === b.qualifier;
export const samePlace = (a: Origin, b: Origin): boolean =>
  a.from === 'text' && b.from === 'text' && a.sourceId === b.sourceId && a.start === b.start && a.end === b.end;

export class FactDesk {
  readonly changes = new Map<FactId, Change>();
  private readonly facts: Map<FactId, Fact>;
  /** Slot to the facts that stand in it, or once did. */
  private readonly slots = new Map<string, Set<FactId>>();
  private readonly stored: ReadonlyMap<FactId, Fact>;
  private readonly actor: Actor;
  private readonly newId: NewId;

  constructor(facts: readonly Fact[], actor: Actor, newId: NewId) {
    this.stored = new Map(facts.map((f) => [f.id, f]));
    this.facts = new Map(this.stored);
    for (const f of facts) this.index(f);
    this.actor = actor;
    this.newId = newId;
  }

  get(id: string): Fact | undefined {
    return this.facts.get(id as FactId);
  }

  /** Open facts of the slot. */
  at(slot: Claim): Fact[] {
    const key = slotKey(slot);
    return [...(this.slots.get(key) ?? [])].flatMap((id) => {
      const f = this.facts.get(id);
      return f && open(f) && slotKey(f) === key ? [f] : [];
    });
  }

  list(key: string, period: number | null, scope: string | null): Fact[] {
    return [...this.facts.values()].filter((f) => open(f) && f.key === key && f.period === period && f.scope === scope);
  }

  private index(fact: Fact): void {
    const key = slotKey(fact);
    const row = this.slots.get(key);
    if (row) row.add(fact.id);
    else this.slots.set(key, new Set([fact.id]));
  }

  private put(fact: Fact, what: FactEvent['what']): Fact {
    const was = this.stored.get(fact.id);
    const next = was ? { ...fact, version: was.version + 1 } : fact;
    this.facts.set(fact.id, next);
    this.index(next);
    this.changes.set(fact.id, { fact: next, what });
    return next;
  }

  /** The other open values of the slot are settled against `winner`. */
  private outvote(winner: Fact): void {
    for (const rival of this.at(winner))
      if (rival.id !== winner.id)
        this.put({ ...rival, standing: { is: 'rejected', why: `已采用${printed(winner).slice(0, 60)}` } }, 'rejected');
  }

  confirm(fact: Fact): Fact {
    if (fact.standing.is === 'confirmed') return fact;
    this.outvote(fact);
    return this.put({ ...fact, standing: { is: 'confirmed', by: this.actor.user } }, 'confirmed');
  }

  /** The place of what the sources say stays with the fact; a value edited back to it is theirs again. */
  edit(fact: Fact, claim: Claim, origin: Origin): Fact {
    if (saysSame(fact, claim)) return this.confirm(fact);
    const { value, unit, qualifier, also } = fact;
    const raw =
      fact.raw ?? (fact.origin.from === 'text' ? { value, unit, qualifier, origin: fact.origin, also } : null);
    const back = raw !== null && saysSame(raw, claim);
    const edited: Fact = {
      ...fact,
      ...claim,
      ...(back ? { origin: raw.origin, also: raw.also, raw: null } : { origin, also: [], raw }),
      confidence: 'high',
      reasons: [],
      standing: { is: 'confirmed', by: this.actor.user },
    };
    this.outvote(edited);
    const put = this.put(edited, 'edited');
    this.restate(fact, put, origin);
    return put;
  }

  /** A passage written anew has its own quantities; those of the old wording no longer stand. */
  private restate(old: Fact, now: Fact, origin: Origin): void {
    if (now.item === null || now.key === 'passage_figure' || old.value === now.value) return;
    const prefix = `${now.key}.${now.item}.`;
    for (const f of [...this.facts.values()])
      if (open(f) && f.key === 'passage_figure' && f.period === now.period && f.item?.startsWith(prefix))
        this.put({ ...f, standing: { is: 'rejected', why: '所在条目已改写' } }, 'rejected');
    for (const c of passageFigures(now)) this.state(c, origin);
  }

  /** The same fact about another bearer: an indicator that was given another name. Its standing stays. */
  move(fact: Fact, scope: string): Fact {
    return this.put({ ...fact, scope }, 'edited');
  }

  /** A claim of a person, confirmed at once. */
  state(claim: Claim, origin: Origin): Fact {
    const fact: Fact = {
      ...claim,
      id: this.newId() as FactId,
      origin,
      also: [],
      confidence: 'high',
      reasons: [],
      raw: null,
      standing: { is: 'confirmed', by: this.actor.user },
      version: 1,
    };
    this.outvote(fact);
    return this.put(fact, 'stated');
  }

  /** An open fact that says the same gains the place and is confirmed. */
  confirmAt(fact: Fact, place: Origin): Fact {
    this.outvote(fact);
    const also = [fact.origin, ...fact.also].some((p) => samePlace(p, place)) ? fact.also : [...fact.also, place];
    return this.put({ ...fact, also, standing: { is: 'confirmed', by: this.actor.user } }, 'confirmed');
  }

  restore(fact: Fact): Fact {
    return this.put(fact, 'undone');
  }

  /** Every unconfirmed value of the slot is disputed with the others, or a candidate where there is none. */
  align(slot: Claim): void {
    const open = this.at(slot);
    for (const f of open) {
      const others = open.filter((o) => o.id !== f.id).map((o) => o.id);
      const known = f.standing.is === 'disputed' ? f.standing.with : [];
      if (f.standing.is === 'confirmed' || (known.length === others.length && others.every((o) => known.includes(o))))
        continue;
      const standing: Standing = others.length ? { is: 'disputed', with: others } : { is: 'candidate' };
      this.put({ ...f, standing }, this.changes.get(f.id)?.what === 'undone' ? 'undone' : 'disputed');
    }
  }

  reject(fact: Fact, why: string): Fact {
    if (fact.standing.is === 'rejected' && fact.standing.why === why) return fact;
    const put = this.put({ ...fact, standing: { is: 'rejected', why } }, 'rejected');
    this.settleRest(fact);
    return put;
  }

  /** A dispute whose other side is gone is none: the last value is a candidate again. */
  private settleRest(slot: Claim): void {
    const rest = this.at(slot);
    const [only] = rest;
    if (rest.length === 1 && only && only.standing.is === 'disputed')
      this.put({ ...only, standing: { is: 'candidate' } }, 'reopened');
    else
      for (const f of rest)
        if (f.standing.is === 'disputed') {
          const ids = rest.filter((r) => r.id !== f.id).map((r) => r.id);
          if (ids.join() !== f.standing.with.join())
            this.put({ ...f, standing: { is: 'disputed', with: ids } }, 'disputed');
        }
  }

  reopen(fact: Fact): Fact {
    if (fact.standing.is === 'candidate' || fact.standing.is === 'disputed') return fact;
    const twin = this.at(fact).find((f) => f.id !== fact.id && agreement(f, fact) !== 'differ');
    if (twin) {
      // What it said is open already: that one gains a place, and there are never two of one value.
      this.put({ ...twin, also: [...twin.also, fact.origin, ...fact.also] }, 'found');
      return this.put(
        { ...fact, standing: { is: 'rejected', why: `与已有的${printed(twin).slice(0, 60)}相同，已并入` } },
        'rejected',
      );
    }
    const rivals = this.at(fact).filter((f) => f.id !== fact.id && agreement(f, fact) === 'differ');
    for (const r of rivals)
      if (r.standing.is !== 'confirmed') {
        const others = r.standing.is === 'disputed' ? r.standing.with : [];
        this.put({ ...r, standing: { is: 'disputed', with: [...new Set([...others, fact.id])] } }, 'disputed');
      }
    return this.put(
      { ...fact, standing: rivals.length ? { is: 'disputed', with: rivals.map((r) => r.id) } : { is: 'candidate' } },
      'reopened',
    );
  }

  /** All facts as they would stand after the changes. */
  all(): Fact[] {
    return [...this.facts.values()];
  }

  writes(report: ReportId, at: string): Write[] {
    return [...this.changes.values()].map(({ fact, what }): Write => {
      const was = this.stored.get(fact.id);
      return was
        ? { do: 'change-fact', report, fact, expectedVersion: was.version, what, at }
        : { do: 'add-fact', report, fact, what, at };
    });
  }
}

/** The number of a new entry in a list: one more than the highest there is. */
export function nextItem(desk: FactDesk, claim: Claim): string {
  const numbers = desk
    .list(claim.key, claim.period, claim.scope)
    .map((f) => Number.parseInt(f.item ?? '0', 10))
    .filter((n) => !Number.isNaN(n));
  return String(Math.max(0, ...numbers) + 1);
}
