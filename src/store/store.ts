// The Store port over any engine that can read rows and run a list of statements as a whole. Knows no driver.
import type { Actor, Committed, Page, Paged, Store, Write } from '../ports.ts';
import { planWrites, readRefusal, type Step } from './plan.ts';
import type { ReadName } from './query.ts';
import {
  type Row,
  toCall,
  toEndpointRecord,
  toExcuse,
  toFact,
  toFactEvents,
  toPlan,
  toProfile,
  toReport,
  toSection,
  toSource,
  toTurn,
  toTurnEvent,
  toUsage,
} from './row.ts';
import { fromSlices } from './slice.ts';

export interface Engine {
  read(query: ReadName, values: Readonly<Record<string, unknown>>): Promise<Row[]>;
  /** All of them or none; rejects with the database's own error. */
  runAll(steps: readonly Step[]): Promise<void>;
  close(): Promise<void>;
}

const MOST = 500;

/** A place in a list ordered by time and id. Any string is some place: a cursor made up by a caller harms nobody. */
const toCursor = (row: { createdAt: string; id: string }): string => `${row.createdAt} ${row.id}`;
const fromCursor = (cursor: string): { at: string; id: string } => {
  const space = cursor.indexOf(' ');
  return space < 0 ? { at: cursor, id: '' } : { at: cursor.slice(0, space), id: cursor.slice(space + 1) };
};

export function storeOver(engine: Engine): Store {
  const within = (actor: Actor, report: string) => ({ org: actor.org, report });

  async function paged<T extends { createdAt: string; id: string }>(
    first: ReadName,
    later: ReadName,
    values: Record<string, unknown>,
    page: Page,
    to: (row: Row) => T,
  ): Promise<Paged<T>> {
    const limit = Math.min(Math.max(Math.trunc(page.limit) || 1, 1), MOST);
    // One more than asked for tells whether there is a next page.
    const asked = { ...values, limit: limit + 1 };
    const rows = await (page.after === null
      ? engine.read(first, asked)
      : engine.read(later, { ...asked, ...fromCursor(page.after) }));
    const items = rows.slice(0, limit).map(to);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? toCursor(last) : null };
  }

  return {
    async ready() {
      try {
        return (await engine.read('ready', {})).length === 1;
      } catch {
        return false;
      }
    },
    reports: (actor, page) => paged('reports', 'reportsAfter', { org: actor.org }, page, toReport),
    async report(actor, report) {
      const [row] = await engine.read('report', within(actor, report));
      return row ? toReport(row) : null;
    },
    async profiles(actor) {
      return (await engine.read('profiles', { org: actor.org })).map(toProfile);
    },
    async profile(actor, id, version) {
      const values = { org: actor.org, profile: id };
      const [row] = await (version === null
        ? engine.read('latestProfile', { ...values, limit: 1 })
        : engine.read('profile', { ...values, version }));
      return row ? toProfile(row) : null;
    },
    async sources(actor, report) {
      return (await engine.read('sources', within(actor, report))).map(toSource);
    },
    async sourceText(actor, report, source) {
      const values = { ...within(actor, report), source };
      const [row] = await engine.read('source', values);
      if (!row) return null;
      return { source: toSource(row), text: fromSlices(await engine.read('sourceText', values)) };
    },
    async facts(actor, report) {
      return (await engine.read('facts', within(actor, report))).map(toFact);
    },
    async factHistory(actor, report, key) {
      return toFactEvents(await engine.read('factHistory', { ...within(actor, report), key }));
    },
    async sections(actor, report) {
      return (await engine.read('sections', within(actor, report))).map(toSection);
    },
    async sectionVersions(actor, report, section) {
      return (await engine.read('sectionVersions', { ...within(actor, report), section })).map(toSection);
    },
    async turn(actor, report, turn) {
      const [row] = await engine.read('turn', { ...within(actor, report), turn });
      return row ? toTurn(row) : null;
    },
    turns: (actor, report, page) => paged('turns', 'turnsAfter', within(actor, report), page, toTurn),
    async newestTurns(actor, report, limit, status) {
      const values = { ...within(actor, report), limit };
      const rows = await (status === undefined
        ? engine.read('newestTurns', values)
        : engine.read('newestTurnsOf', { ...values, status }));
      return rows.map(toTurn);
    },
    async turnInWork(actor, report) {
      const [row] = await engine.read('turnInWork', within(actor, report));
      return row ? toTurn(row) : null;
    },
    async turnsInWork(actor) {
      return (await engine.read('turnsInWork', { org: actor.org })).map(toTurn);
    },
    async turnPlan(actor, report, turn) {
      const [row] = await engine.read('turnPlan', { ...within(actor, report), turn });
      return row ? toPlan(row) : null;
    },
    async turnEvents(actor, report, turn, after, limit = -1) {
      return (await engine.read('turnEvents', { ...within(actor, report), turn, after, limit })).map(toTurnEvent);
    },
    async lastTurnEvent(actor, report, turn) {
      const [row] = await engine.read('lastTurnEvent', { ...within(actor, report), turn, limit: 1 });
      return row ? toTurnEvent(row) : null;
    },
    async excuses(actor, report) {
      return (await engine.read('excuses', within(actor, report))).map(toExcuse);
    },
    async endpoint(actor, name) {
      const [row] = await engine.read('endpoint', { org: actor.org, name });
      return row ? toEndpointRecord(row) : null;
    },
    async usage(actor, { user, span }) {
      const [row] = await engine.read('usage', { org: actor.org, user: user ?? '', span });
      return row ? toUsage(row) : { calls: 0, failed: 0, tokensIn: 0, tokensOut: 0, cost: 0, unpriced: 0 };
    },
    async modelCalls(actor, limit, of) {
      const rows = await (of
        ? engine.read('turnCalls', { ...within(actor, of.report), turn: of.turn, limit })
        : engine.read('modelCalls', { org: actor.org, limit }));
      return rows.map(toCall);
    },
    async commit(actor: Actor, writes: readonly Write[]): Promise<Committed> {
      if (writes.length === 0) return { ok: true };
      try {
        await engine.runAll(planWrites(actor, writes));
        return { ok: true };
      } catch (error) {
        const refusal = readRefusal(error, writes);
        if (refusal) return refusal;
        throw error;
      }
    },
    close: () => engine.close(),
  };
}
