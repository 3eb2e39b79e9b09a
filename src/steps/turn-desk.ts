// What a running turn writes with: its events and what they tell of are one list; decisions are thought through again when
// someone else was faster. Each list closes a step, and a step is closed once: a turn taken up again passes over what it has done.
// A stopped turn stores nothing more.
import type { ReportId } from '../core/id.ts';
import type { Actor, Committed, Fact, Intent, ModelCall, TurnEvent, TurnRow, Write } from '../ports.ts';
import { callFor } from './call-model.ts';
import type { Conversation } from './conversation.ts';
import { FactDesk } from './fact-desk.ts';
import { type Loaded, loadReport, sourceDocuments, workingState } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { refreshWrites } from './refresh-sections.ts';
import { reachOf, reachText } from './ripple.ts';
import { leaseFrom } from './turn-lease.ts';
import type { Work } from './turn-works.ts';

export type Event = { kind: string; payload: unknown };
export const say = (text: string): Event => ({ kind: 'say', payload: { text } });
/** Someone else ended the turn, or the report is gone: nothing more to do here. */
export class TurnOver extends Error {}

/** How often a decision is thought through again when someone else was faster. */
const ATTEMPTS = 3;

/**
 * What another worker needs to go on. It runs through the turn from its beginning, passing over closed steps: where the
 * conversation stood, what the message was understood to ask, and what the conversation became with each step.
 */
export interface TurnPlan {
  state: Conversation;
  /** By step; those that left it as it was are not there. */
  after: Record<string, Conversation>;
  /** Null: not understood yet. */
  intents: Intent[] | null;
  /** What a draft of several sections rests on; see draft-rest.ts. */
  basis?: string;
}

export class TurnDesk {
  loaded: Loaded;
  state: Conversation;
  readonly parts: StepParts;
  readonly actor: Actor;
  readonly turn: TurnRow;
  readonly work: Work;
  private plan: TurnPlan;
  /** The conversation as it was last kept; null: the plan has not been stored yet. */
  private stored: Conversation | null;
  private n: number;
  private readonly closed: Set<string>;
  private part = '';
  private count = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    parts: StepParts,
    actor: Actor,
    turn: TurnRow,
    work: Work,
    events: readonly TurnEvent[],
    loaded: Loaded,
    plan: TurnPlan,
    kept: boolean,
  ) {
    this.parts = parts;
    this.actor = actor;
    this.turn = turn;
    this.work = work;
    this.n = events.at(-1)?.n ?? 0;
    this.closed = new Set(events.flatMap((e) => e.step ?? []));
    this.loaded = loaded;
    this.plan = plan;
    this.state = plan.state;
    this.stored = kept ? plan.state : null;
  }

  get report(): ReportId {
    return this.turn.reportId;
  }

  get intents(): Intent[] | null {
    return this.plan.intents;
  }

  /** From here on steps are counted within this part of the turn. */
  begin(part: string): void {
    this.part = part;
    this.count = 0;
  }

  /** The part of the turn that is worked on. */
  get at(): string {
    return this.part;
  }

  private nextStep(): string {
    return `${this.part}.${this.count++}`;
  }

  isClosed(step: string): boolean {
    return this.closed.has(step);
  }

  /** Whether the step was done before the turn was taken up again; the conversation is then as it was after it. */
  private passed(step: string): boolean {
    if (!this.closed.has(step) && !this.behind(step)) return false;
    this.state = this.stored = this.plan.after[step] ?? this.state;
    return true;
  }

  /** Steps of a part are counted in their order: one that came to nothing lies before one that is closed. */
  private behind(step: string): boolean {
    const dot = step.lastIndexOf('.');
    const [part, n] = [step.slice(0, dot + 1), Number(step.slice(dot + 1))];
    return (
      step === `${this.part}.${n}` && [...this.closed].some((s) => s.startsWith(part) && Number(s.slice(dot + 1)) > n)
    );
  }

  /** Stored before anything is done about it. */
  async keep(plan: Pick<Partial<TurnPlan>, 'intents' | 'basis'>): Promise<void> {
    this.plan = { ...this.plan, ...plan };
    await this.store('', [], [this.planned()]);
  }

  private planned(): Write {
    return { do: 'plan-turn', report: this.report, turn: this.turn.id, plan: this.plan };
  }

  /**
   * A change that commits by itself, as one step: what it commits goes into one list with what is told of it. Null when the step
   * is closed already.
   */
  async change<T>(told: () => Event[], act: (parts: StepParts) => Promise<T>): Promise<T | null> {
    const step = this.nextStep();
    if (this.passed(step)) return null;
    const { store } = this.parts;
    const commit: typeof store.commit = async (_, writes) =>
      (await this.tryEmit(told(), writes, 'running', step)) ?? { ok: true };
    return act({ ...this.parts, store: { ...store, commit } });
  }

  /** A model is called: those who watch hear of it, and a stop ends it. `section` null: it reads the message. */
  async calling<T>(section: string | null, call: (c: ModelCall) => Promise<T>): Promise<T> {
    const { bus, model } = this.parts;
    const place = bus.place(this.turn.id, section);
    // The embedded engine neither waits nor writes word by word.
    const back = model.name === 'embedded' ? () => {} : this.work.calling();
    try {
      return await call({
        ...callFor(this.actor, this.report, this.turn.id, this.work.signal),
        text: (delta) => place.text(delta),
        state: (state) => place.state(state),
      });
    } finally {
      back();
      place.end();
    }
  }

  /** Other requests get their turn between two steps. */
  async breathe(): Promise<void> {
    await new Promise<void>((done) => this.parts.after(0, done));
    this.stopIfEnded();
  }

  stopIfEnded(): void {
    if (this.work.endedBy) throw new TurnOver(this.work.endedBy);
  }

  /**
   * Stores events, and what they tell of, in one list that closes `step`; nothing when it is closed already. Answers a refusal
   * that is not about the turn itself.
   */
  async tryEmit(
    events: readonly Event[],
    writes: readonly Write[] = [],
    to: 'running' | 'done' = 'running',
    step: string = this.nextStep(),
  ): Promise<Extract<Committed, { ok: false }> | null> {
    if (this.passed(step)) return null;
    return this.store(step, events, writes, to);
  }

  /** One list after the other, also where sections are drafted side by side: the events are numbered in one row. */
  private store(
    step: string,
    events: readonly Event[],
    writes: readonly Write[],
    to: 'running' | 'done' = 'running',
  ): Promise<Extract<Committed, { ok: false }> | null> {
    const next = this.last.then(() => this.storeNow(step, events, writes, to));
    this.last = next.catch(() => {});
    return next;
  }

  private async storeNow(
    step: string,
    events: readonly Event[],
    writes: readonly Write[],
    to: 'running' | 'done',
  ): Promise<Extract<Committed, { ok: false }> | null> {
    this.stopIfEnded();
    const at = this.parts.clock.now();
    const rows: TurnEvent[] = events.map((e, i) => ({ n: this.n + 1 + i, ...e, at, step: i === 0 ? step : null }));
    const { report, turn } = this;
    const { id, attempt } = turn;
    const until = leaseFrom(at);
    const { state, plan } = this;
    const moved = rows.length > 0 && to === 'running' && state !== this.stored;
    if (moved) this.plan = { ...plan, after: { ...plan.after, [step]: state } };
    const done = await this.parts.store.commit(this.actor, [
      { do: 'move-turn', report, turn: id, from: ['running'], to, attempt, until, requeued: false },
      ...writes,
      ...(moved ? [this.planned()] : []),
      ...(rows.length ? [{ do: 'add-turn-events', report, turn: id, events: rows } as const] : []),
    ]);
    if (!done.ok) {
      this.plan = plan;
      if (done.what.startsWith('turn:') || done.what.startsWith('report:'))
        throw new TurnOver(`${done.why} ${done.what}`);
      return done;
    }
    this.stored = state;
    this.n += rows.length;
    if (rows.length) this.closed.add(step);
    this.parts.bus.moved(id);
    return null;
  }

  async emit(
    events: readonly Event[],
    writes: readonly Write[] = [],
    to: 'running' | 'done' = 'running',
    step?: string,
  ): Promise<void> {
    if (!events.length && !writes.length && to === 'running') return;
    const refused = await this.tryEmit(events, writes, to, step);
    if (refused) throw new Error(`refused: ${refused.why} ${refused.what}`);
  }

  async reload(): Promise<void> {
    const read = await loadReport(this.parts, this.actor, this.report);
    if (!read.ok) throw new TurnOver(read.problem.code);
    this.loaded = read.value;
  }

  /** Decides on the facts as they are; decides again when someone else was faster. */
  async settle(decide: (desk: FactDesk) => Event[]): Promise<void> {
    const step = this.nextStep();
    if (this.passed(step)) return;
    for (let attempt = 1; ; attempt++) {
      const desk = new FactDesk(this.loaded.facts, this.actor, this.parts.newId);
      const events = decide(desk);
      const at = this.parts.clock.now();
      const writes = desk.writes(this.report, at);
      const reached = writes.length ? await this.affected(desk.all(), at) : { events: [], writes: [] };
      const refused = await this.tryEmit(
        [...events, ...reached.events],
        writes.length ? [{ do: 'touch-report', report: this.report, at }, ...writes, ...reached.writes] : [],
        'running',
        step,
      );
      // A section that follows may have been changed, or locked, since it was read.
      if (refused && ((refused.why !== 'stale' && refused.why !== 'locked') || attempt === ATTEMPTS))
        throw new Error(`refused: ${refused.why} ${refused.what}`);
      if (refused || writes.length) await this.reload();
      if (!refused) return;
    }
  }

  /** What of the drafted text rests on what the message changes, and follows at once: nothing is said while nothing is drafted. */
  private async affected(facts: Fact[], at: string): Promise<{ events: Event[]; writes: Write[] }> {
    const { report, profile, sections } = this.loaded;
    if (!sections.length) return { events: [], writes: [] };
    const docs = await sourceDocuments(this.parts, this.actor, this.report);
    const after = workingState(report, profile, facts, sections);
    const reach = reachOf(this.loaded, after, docs);
    if (!reach.sections.length && !reach.cells.length) return { events: [], writes: [] };
    const { sections: texts, cells } = reach;
    const { writes, fates } = refreshWrites(this.loaded, after, docs, at);
    return {
      events: [{ kind: 'affected', payload: { sections: texts, cells, fates } }, say(reachText(texts, cells, fates))],
      writes,
    };
  }
}
