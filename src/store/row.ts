// Turns rows as the database returns them into the rows of ports.ts. Decoding (JSON, booleans) is the schema's.
import type { InferSelectModel } from 'drizzle-orm';
import type * as schema from '../../db/schema.ts';
import { claimOf } from '../core/fact.ts';
import type { FactId } from '../core/id.ts';
import type {
  Excuse,
  Fact,
  FactEvent,
  FactState,
  KeptCall,
  ProfileRow,
  ReportRow,
  SectionRow,
  SourceRow,
  TurnEvent,
  TurnRow,
  Usage,
} from '../ports.ts';
import { COLUMNS, type TableName } from './query.ts';

/** A row by column name. */
export type Row = Readonly<Record<string, unknown>>;

function reader<T extends TableName>(table: T): (row: Row) => InferSelectModel<(typeof schema)[T]> {
  const columns = Object.entries(COLUMNS[table]);
  return (row) => {
    const read: Record<string, unknown> = {};
    for (const [field, [column, decoding]] of columns) {
      const raw = row[column!] ?? null;
      read[field] =
        raw === null || decoding === 'plain' ? raw : decoding === 'json' ? JSON.parse(String(raw)) : raw === 1;
    }
    return read as InferSelectModel<(typeof schema)[T]>;
  };
}

const READER = {
  report: reader('report'),
  profile: reader('profile'),
  source: reader('source'),
  fact: reader('fact'),
  factEvent: reader('factEvent'),
  sectionVersion: reader('sectionVersion'),
  turn: reader('turn'),
  turnEvent: reader('turnEvent'),
  excuse: reader('excuse'),
  endpoint: reader('endpoint'),
  modelCall: reader('modelCall'),
  modelUsage: reader('modelUsage'),
};

export const toEndpointRecord = (row: Row): unknown => READER.endpoint(row).record;

export function toUsage(row: Row): Usage {
  const { calls, failed, tokensIn, tokensOut, cost, unpriced } = READER.modelUsage(row);
  return { calls, failed, tokensIn, tokensOut, cost, unpriced };
}

export function toCall(row: Row): KeptCall {
  const { orgId: _, seq: __, reportId, turnId, promptTask, promptVersion, ...rest } = READER.modelCall(row);
  const prompt = promptTask === null ? null : { task: promptTask, version: promptVersion ?? '' };
  return { ...rest, prompt, report: reportId, turn: turnId };
}

export function toReport(row: Row): ReportRow {
  const { orgId: _, ...rest } = READER.report(row);
  return rest;
}

export function toProfile(row: Row): ProfileRow {
  const { orgId: _, seq: __, ...rest } = READER.profile(row);
  return rest;
}

export function toSource(row: Row): SourceRow {
  const { orgId: _, seq: __, ...rest } = READER.source(row);
  return rest;
}

export function toFact(row: Row): Fact {
  const { orgId: _, reportId: __, seq: ___, ...rest } = READER.fact(row);
  return rest;
}

export const stateOf = (f: Fact): FactState => ({
  claim: claimOf(f),
  standing: f.standing,
  held: { origin: f.origin, also: f.also, confidence: f.confidence, reasons: f.reasons, raw: f.raw },
});

/** Whole chains in order of `n`: what a fact was before is what its event before left. */
export function toFactEvents(rows: readonly Row[]): FactEvent[] {
  const last = new Map<FactId, FactEvent['after']>();
  return rows.map((row) => {
    const { orgId: _, reportId: __, ...e } = READER.factEvent(row);
    const before = last.get(e.factId) ?? null;
    last.set(e.factId, e.after);
    return { ...e, before };
  });
}

/** A row of section_version with the section's `locked` beside it. */
export function toSection(row: Row): SectionRow {
  const { orgId: _, reportId: __, ...rest } = READER.sectionVersion(row);
  return { ...rest, locked: row.locked === 1 };
}

export function toTurn(row: Row): TurnRow {
  const { orgId: _, seq: __, plan: ___, ...rest } = READER.turn(row);
  return rest;
}

export const toPlan = (row: Row): unknown => READER.turn(row).plan;

export function toTurnEvent(row: Row): TurnEvent {
  const { n, kind, payload, at, step } = READER.turnEvent(row);
  return step === null ? { n, kind, payload, at } : { n, kind, payload, at, step };
}

export function toExcuse(row: Row): Excuse {
  const { findingId, rule, reason, by, at } = READER.excuse(row);
  return { findingId, rule, reason, by, at };
}
