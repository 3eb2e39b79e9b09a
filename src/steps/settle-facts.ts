// People's decisions about facts: accept, edit, reject, reopen, undo. A list of decisions is carried out whole or not at all.
import { labelOf } from '../core/catalogue/catalogue.ts';
import { passageFigures } from '../core/extract/passage.ts';
import { type Claim, type Fact, type Origin, type Standing, slotKey } from '../core/fact.ts';
import type { FactId, ReportId } from '../core/id.ts';
import type { Qualifier } from '../core/number/qualifier.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import { agreement } from '../core/same-value.ts';
import type { Actor, FactEvent, NewId, Write } from '../ports.ts';
import { noReport } from './load-report.ts';
import { printed, slotName } from './merge-facts.ts';
import { refusal, type StepParts } from './parts.ts';
import { readClaim } from './read-claim.ts';
import { FactHistory, undoDecision } from './undo-decision.ts';

export interface Decision {
  id: string;
  decision: 'accept' | 'edit' | 'reject' | 'reopen' | 'undo';
  value?: string | undefined;
  unit?: string | undefined;
  qualifier?: Qualifier | null | undefined;
  reason?: string | undefined;
  expectedVersion?: number | undefined;
}

interface Change {
  fact: Fact;
  what: FactEvent['what'];
}

const open = (f: Fact): boolean => f.standing.is !== 'rejected';
const saysSame = (a: Pick<Claim, 'value' | 'unit' | 'qualifier'>, b: typeof a): boolean =>
  a.value === b.value && a.unit === b.unit && a.qualifier === b.qualifier;
export const samePlace = (a: Origin, b: Origin): boolean =>
  a.from === 'text' && b.from === 'text' && a.sourceId === b.sourceId && a.start === b.start && a.end === b.end;

/** A report's facts while a list of decisions is thought through; nothing is stored here. */
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

  writes(report: ReportId, at: string): Write[] {
    return [...this.changes.values()].map(({ fact, what }): Write => {
      const was = this.stored.get(fact.id);
      return was
        ? { do: 'change-fact', report, fact, expectedVersion: was.version, what, at }
        : { do: 'add-fact', report, fact, what, at };
    });
  }
}

const REJECTED = '经核对不采用';

/** The same decision sent again because its answer was lost: what it asked for is how things stand, one version on. */
function isRepeat(fact: Fact, d: Decision, actor: Actor): boolean {
  if (d.expectedVersion !== fact.version - 1) return false;
  const { standing } = fact;
  const mine = standing.is === 'confirmed' && standing.by === actor.user;
  if (d.decision === 'accept') return mine;
  if (d.decision === 'reject') return standing.is === 'rejected' && standing.why === (d.reason ?? REJECTED);
  if (d.decision !== 'edit' || !mine) return false;
  const claim = editedClaim(fact, d);
  return claim.ok && saysSame(claim.value, fact);
}

function problemOf(desk: FactDesk, d: Decision, decided: ReadonlySet<string>, actor: Actor): Problem | null {
  const fact = desk.get(d.id);
  const no = (kind: Problem['kind'], code: string, message: string, details?: unknown) =>
    fail(kind, code, message, details).problem;
  if (!fact) return no('not-found', 'fact_not_found', '要处理的数据不存在或已被删除。请刷新后再试。', { id: d.id });
  if (decided.has(d.id))
    return no(
      'bad-input',
      'decided_twice',
      `同一条数据（${labelOf(fact.key)}）在这次提交里出现了两次，请只保留一个决定。`,
      {
        id: d.id,
      },
    );
  if (d.decision === 'undo' && d.expectedVersion === undefined)
    return no('bad-input', 'version_needed', `撤销${slotName(fact)}时请带上看到的版本（expectedVersion）。`, {
      id: d.id,
      field: 'expectedVersion',
    });
  if (d.expectedVersion !== undefined && d.expectedVersion !== fact.version && !isRepeat(fact, d, actor))
    return no(
      'stale',
      'stale_version',
      `${slotName(fact)}已被他人或另一个窗口改动，这次的决定都没有保存。请刷新后重做。`,
      { id: d.id, currentVersion: fact.version },
    );
  if (d.decision === 'edit' && d.value === undefined)
    return no('bad-input', 'value_needed', `修改${slotName(fact)}时请填写新的值（value）。`, {
      id: d.id,
      field: 'value',
    });
  if (d.decision === 'accept' && fact.standing.is === 'rejected')
    return no(
      'conflict',
      'fact_rejected',
      `${slotName(fact)}（${printed(fact).slice(0, 40)}）已被否决。要采用它，请先重新打开。`,
      {
        id: d.id,
      },
    );
  return null;
}

export async function settleFacts(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  decisions: readonly Decision[],
): Promise<Result<{ facts: Fact[]; version: number }>> {
  const [report, facts] = await Promise.all([parts.store.report(actor, reportId), parts.store.facts(actor, reportId)]);
  if (!report) return noReport();
  const byId = new Map(facts.map((f) => [f.id as string, f]));
  const checked = new FactDesk(facts, actor, parts.newId);
  const decided = new Set<string>();
  const chosen = new Map<string, Fact>();
  for (const d of decisions) {
    const problem = problemOf(checked, d, decided, actor);
    if (problem) return { ok: false, problem };
    decided.add(d.id);
    const fact = byId.get(d.id)!;
    if (d.decision !== 'accept') continue;
    const twin = chosen.get(slotKey(fact));
    if (twin)
      return fail(
        'conflict',
        'two_accepted',
        `${slotName(fact)}同时采用了两个值（${printed(twin).slice(0, 40)}和${printed(fact).slice(0, 40)}），请只采用一个。`,
        { ids: [twin.id, fact.id] },
      );
    chosen.set(slotKey(fact), fact);
  }

  const desk = new FactDesk(facts, actor, parts.newId);
  const undone = decisions.filter((d) => d.decision === 'undo').map((d) => byId.get(d.id)!);
  const history = new FactHistory(await eventsOf(parts, actor, reportId, undone));
  for (const d of decisions) {
    const fact = desk.get(d.id)!;
    if (d.expectedVersion !== undefined && d.expectedVersion !== byId.get(d.id)!.version) continue;
    if (d.decision === 'accept') desk.confirm(fact);
    else if (d.decision === 'reject') desk.reject(fact, d.reason ?? REJECTED);
    else if (d.decision === 'reopen') desk.reopen(fact);
    else if (d.decision === 'undo') {
      const problem = undoDecision(desk, fact.id, history);
      if (problem) return { ok: false, problem };
    } else {
      const claim = editedClaim(fact, d);
      if (!claim.ok) return claim;
      desk.edit(fact, claim.value, { from: 'person' });
    }
  }
  const at = parts.clock.now();
  const writes = desk.writes(reportId, at);
  const named = decisions.map((d) => desk.get(d.id)!);
  const answer = [
    ...new Map([...named, ...[...desk.changes.values()].map((c) => c.fact)].map((f) => [f.id, f])).values(),
  ];
  if (!writes.length) return ok({ facts: answer, version: report.version });
  const done = await parts.store.commit(actor, [{ do: 'touch-report', report: reportId, at }, ...writes]);
  if (!done.ok) return refusal(done);
  const now = await parts.store.report(actor, reportId);
  return ok({ facts: answer, version: now?.version ?? report.version + 1 });
}

/** All that happened to these facts, and to the rivals and quantities that went along with them. */
async function eventsOf(
  parts: StepParts,
  actor: Actor,
  report: ReportId,
  facts: readonly Fact[],
): Promise<FactEvent[]> {
  const keys = new Set(facts.flatMap((f) => (f.item === null ? [f.key] : [f.key, 'passage_figure'])));
  const events = (await Promise.all([...keys].map((key) => parts.store.factHistory(actor, report, key)))).flat();
  return [...new Map(events.map((e) => [e.n, e])).values()];
}

const editedClaim = (fact: Fact, d: Decision): Result<Claim> =>
  readClaim({
    key: fact.key,
    period: fact.period,
    scope: fact.scope,
    item: fact.item,
    value: d.value ?? fact.value,
    unit: d.unit ?? (fact.unit === '' ? undefined : fact.unit),
    qualifier: d.qualifier ?? null,
    label: fact.label,
  });

/** The number of a new entry in a list: one more than the highest there is. */
export function nextItem(desk: FactDesk, claim: Claim): string {
  const numbers = desk
    .list(claim.key, claim.period, claim.scope)
    .map((f) => Number.parseInt(f.item ?? '0', 10))
    .filter((n) => !Number.isNaN(n));
  return String(Math.max(0, ...numbers) + 1);
}
