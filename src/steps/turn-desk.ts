// What a running turn writes with: its events and what they tell of are one list; decisions are thought through again when
// someone else was faster. A stopped turn stores nothing more.
import type { ReportId } from '../core/id.ts';
import type { Actor, Committed, TurnEvent, TurnRow, Write } from '../ports.ts';
import type { Conversation } from './conversation.ts';
import { FactDesk } from './fact-desk.ts';
import { type Loaded, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { reachOf, reachText } from './ripple.ts';

export type Event = { kind: string; payload: unknown };
export const say = (text: string): Event => ({ kind: 'say', payload: { text } });
/** Someone else ended the turn, or the report is gone: nothing more to do here. */
export class TurnOver extends Error {}

/** How often a decision is thought through again when someone else was faster. */
const ATTEMPTS = 3;

export class TurnDesk {
  loaded: Loaded;
  state: Conversation;
  readonly parts: StepParts;
  readonly actor: Actor;
  readonly turn: TurnRow;
  private n: number;

  constructor(parts: StepParts, actor: Actor, turn: TurnRow, n: number, loaded: Loaded, state: Conversation) {
    this.parts = parts;
    this.actor = actor;
    this.turn = turn;
    this.n = n;
    this.loaded = loaded;
    this.state = state;
  }

  get report(): ReportId {
    return this.turn.reportId;
  }

  /** Stores events, and what they tell of, in one list. Answers a refusal that is not about the turn itself. */
  async tryEmit(
    events: readonly Event[],
    writes: readonly Write[] = [],
    to: 'running' | 'done' = 'running',
  ): Promise<Extract<Committed, { ok: false }> | null> {
    const at = this.parts.clock.now();
    const rows: TurnEvent[] = events.map((e, i) => ({ n: this.n + 1 + i, kind: e.kind, payload: e.payload, at }));
    const { report } = this;
    const done = await this.parts.store.commit(this.actor, [
      { do: 'move-turn', report, turn: this.turn.id, from: ['running'], to },
      ...writes,
      ...(rows.length ? [{ do: 'add-turn-events', report, turn: this.turn.id, events: rows } as const] : []),
    ]);
    if (!done.ok) {
      if (done.what.startsWith('turn:') || done.what.startsWith('report:'))
        throw new TurnOver(`${done.why} ${done.what}`);
      return done;
    }
    this.n += rows.length;
    this.parts.bus.moved(this.turn.id);
    return null;
  }

  async emit(
    events: readonly Event[],
    writes: readonly Write[] = [],
    to: 'running' | 'done' = 'running',
  ): Promise<void> {
    if (!events.length && !writes.length && to === 'running') return;
    const refused = await this.tryEmit(events, writes, to);
    if (refused) throw new Error(`refused: ${refused.why} ${refused.what}`);
  }

  async reload(): Promise<void> {
    const read = await loadReport(this.parts, this.actor, this.report);
    if (!read.ok) throw new TurnOver(read.problem.code);
    this.loaded = read.value;
  }

  /** Decides on the facts as they are; decides again when someone else was faster. */
  async settle(decide: (desk: FactDesk) => Event[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const desk = new FactDesk(this.loaded.facts, this.actor, this.parts.newId);
      const events = decide(desk);
      const at = this.parts.clock.now();
      const writes = desk.writes(this.report, at);
      const refused = await this.tryEmit(
        events,
        writes.length ? [{ do: 'touch-report', report: this.report, at }, ...writes] : [],
      );
      if (refused && (refused.why !== 'stale' || attempt === ATTEMPTS))
        throw new Error(`refused: ${refused.why} ${refused.what}`);
      const before = this.loaded;
      if (refused || writes.length) await this.reload();
      if (refused) continue;
      if (writes.length) await this.emit(await this.affected(before));
      return;
    }
  }

  /** What of the drafted text rests on what the message changed: nothing is said while nothing is drafted. */
  private async affected(before: Loaded): Promise<Event[]> {
    if (!before.sections.length) return [];
    const docs = await sourceDocuments(this.parts, this.actor, this.report);
    const { sections, cells } = reachOf(before, this.loaded, docs);
    if (!sections.length && !cells.length) return [];
    return [{ kind: 'affected', payload: { sections, cells } }, say(reachText(sections, cells))];
  }
}
