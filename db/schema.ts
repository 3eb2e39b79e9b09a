// The tables, once for SQLite and D1. Every table carries org_id, every key starts with it, and every child row hangs on
// its report by foreign key, so that a row of another organisation cannot even be referred to.
// After a change: `npm run db:generate`, then `node src/store/write-queries.ts` for the queries made from it.
// Triggers (append-only history, the refusal view) stand in their own migration: drizzle-kit does not know them.
import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Paragraph } from '../src/core/draft/section.ts';
import type { Reason } from '../src/core/extract/confidence.ts';
import type { Confidence, Origin, Raw, Standing } from '../src/core/fact.ts';
import type { FactId, OrgId, ReportId, SectionId, SourceId, TurnId, UserId } from '../src/core/id.ts';
import type { Qualifier } from '../src/core/number/qualifier.ts';
import type { CallRecord, FactEvent, ProfileRow, SourceRole, TurnStatus } from '../src/ports.ts';

const org = () => text('org_id').$type<OrgId>().notNull();
const reportId = () => text('report_id').$type<ReportId>().notNull();
/** Order of arrival: ids are not sortable by time. */
const seq = () => integer('seq').primaryKey();

export const report = sqliteTable(
  'report',
  {
    orgId: org(),
    id: text('id').$type<ReportId>().notNull(),
    profile: text('profile').notNull(),
    profileVersion: text('profile_version').notNull(),
    period: integer('period').notNull(),
    unitName: text('unit_name'),
    version: integer('version').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.id] }), index('report_by_time').on(t.orgId, t.createdAt, t.id)],
);

/**
 * A version of a report kind, whole in itself, as it was when it was stored: never changed afterwards.
 * own: the office's; builtin: a shipped one that a report was begun with.
 */
export const profile = sqliteTable(
  'profile',
  {
    seq: seq(),
    orgId: org(),
    id: text('id').notNull(),
    version: text('version').notNull(),
    origin: text('origin').$type<ProfileRow['origin']>().notNull(),
    json: text('json', { mode: 'json' }).$type<unknown>().notNull(),
    by: text('by').$type<UserId>().notNull(),
    at: text('at').notNull(),
  },
  (t) => [uniqueIndex('profile_version').on(t.orgId, t.id, t.version)],
);

export const source = sqliteTable(
  'source',
  {
    seq: seq(),
    orgId: org(),
    reportId: reportId(),
    id: text('id').$type<SourceId>().notNull(),
    name: text('name').notNull(),
    role: text('role').$type<SourceRole>().notNull(),
    period: integer('period'),
    sha256: text('sha256').notNull(),
    length: integer('length').notNull(),
    /** What the reader left out or could not read. */
    notices: text('notices', { mode: 'json' }).$type<string[]>().notNull().default([]),
    createdAt: text('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('source_id').on(t.orgId, t.reportId, t.id),
    foreignKey({ columns: [t.orgId, t.reportId], foreignColumns: [report.orgId, report.id] }).onDelete('cascade'),
  ],
);

/** A source text in order. D1 takes at most 2 MB in one value. */
export const sourceSlice = sqliteTable(
  'source_slice',
  {
    orgId: org(),
    reportId: reportId(),
    sourceId: text('source_id').$type<SourceId>().notNull(),
    n: integer('n').notNull(),
    /** json: a text that UTF-8 cannot carry (a lone surrogate), as a JSON string. */
    form: text('form').$type<'plain' | 'json'>().notNull(),
    text: text('text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.reportId, t.sourceId, t.n] }),
    foreignKey({
      columns: [t.orgId, t.reportId, t.sourceId],
      foreignColumns: [source.orgId, source.reportId, source.id],
    }).onDelete('cascade'),
  ],
);

export const fact = sqliteTable(
  'fact',
  {
    seq: seq(),
    orgId: org(),
    reportId: reportId(),
    id: text('id').$type<FactId>().notNull(),
    key: text('key').notNull(),
    period: integer('period'),
    scope: text('scope'),
    item: text('item'),
    value: text('value').notNull(),
    unit: text('unit').notNull(),
    qualifier: text('qualifier').$type<Qualifier>(),
    label: text('label'),
    origin: text('origin', { mode: 'json' }).$type<Origin>().notNull(),
    also: text('also', { mode: 'json' }).$type<Origin[]>().notNull(),
    confidence: text('confidence').$type<Confidence>().notNull(),
    reasons: text('reasons', { mode: 'json' }).$type<Reason[]>().notNull().default([]),
    raw: text('raw', { mode: 'json' }).$type<Raw>(),
    standing: text('standing', { mode: 'json' }).$type<Standing>().notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    uniqueIndex('fact_id').on(t.orgId, t.reportId, t.id),
    foreignKey({ columns: [t.orgId, t.reportId], foreignColumns: [report.orgId, report.id] }).onDelete('cascade'),
  ],
);

/** Append-only: what each fact was after each change. What it was before is the event before. */
export const factEvent = sqliteTable(
  'fact_event',
  {
    orgId: org(),
    reportId: reportId(),
    n: integer('n').notNull(),
    factId: text('fact_id').$type<FactId>().notNull(),
    key: text('key').notNull(),
    what: text('what').$type<FactEvent['what']>().notNull(),
    after: text('after', { mode: 'json' }).$type<FactEvent['after']>().notNull(),
    /** The report's version that the change made: what was changed together has one. Null in rows older than the column. */
    reportVersion: integer('report_version'),
    by: text('by').$type<UserId>().notNull(),
    at: text('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.reportId, t.n] }),
    index('fact_event_by_key').on(t.orgId, t.reportId, t.key, t.factId),
    index('fact_event_by_fact').on(t.orgId, t.reportId, t.factId, t.n),
    foreignKey({ columns: [t.orgId, t.reportId], foreignColumns: [report.orgId, report.id] }).onDelete('cascade'),
  ],
);

/** The head of a section that has a text; its texts are section_version. */
export const section = sqliteTable(
  'section',
  {
    orgId: org(),
    reportId: reportId(),
    section: text('section').$type<SectionId>().notNull(),
    version: integer('version').notNull(),
    locked: integer('locked', { mode: 'boolean' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.reportId, t.section] }),
    foreignKey({ columns: [t.orgId, t.reportId], foreignColumns: [report.orgId, report.id] }).onDelete('cascade'),
  ],
);

/** Append-only. */
export const sectionVersion = sqliteTable(
  'section_version',
  {
    orgId: org(),
    reportId: reportId(),
    section: text('section').$type<SectionId>().notNull(),
    version: integer('version').notNull(),
    paragraphs: text('paragraphs', { mode: 'json' }).$type<Paragraph[]>().notNull(),
    by: text('by').$type<UserId>().notNull(),
    at: text('at').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.reportId, t.section, t.version] }),
    foreignKey({
      columns: [t.orgId, t.reportId, t.section],
      foreignColumns: [section.orgId, section.reportId, section.section],
    }).onDelete('cascade'),
  ],
);

export const turn = sqliteTable(
  'turn',
  {
    seq: seq(),
    orgId: org(),
    reportId: reportId(),
    id: text('id').$type<TurnId>().notNull(),
    text: text('text').notNull(),
    requestHash: text('request_hash').notNull(),
    status: text('status').$type<TurnStatus>().notNull(),
    createdAt: text('created_at').notNull(),
    /** Who sent it. Null in rows older than the column. */
    by: text('by').$type<UserId>(),
    /** How often it was claimed; what a worker writes is refused once another claim has been made. */
    attempt: integer('attempt').notNull().default(0),
    /** While running: whoever works on it must renew before this. Null in rows older than the column, and while nobody does. */
    leaseUntil: text('lease_until'),
    /** Its worker was lost and nothing has been stored for it since. */
    requeued: integer('requeued', { mode: 'boolean' }).notNull().default(false),
    /** What was understood and decided, so that another worker goes on from it. */
    plan: text('plan', { mode: 'json' }).$type<unknown>(),
  },
  (t) => [
    uniqueIndex('turn_id').on(t.orgId, t.reportId, t.id),
    index('turn_by_time').on(t.orgId, t.reportId, t.createdAt, t.id),
    index('turn_by_status').on(t.orgId, t.reportId, t.status, t.createdAt, t.id),
    // One at a time for a report, whoever asks; also what is looked through at a start, however long the history.
    uniqueIndex('turn_in_work').on(t.orgId, t.reportId).where(sql`"status" in ('queued', 'running')`),
    foreignKey({ columns: [t.orgId, t.reportId], foreignColumns: [report.orgId, report.id] }).onDelete('cascade'),
  ],
);

export const turnEvent = sqliteTable(
  'turn_event',
  {
    orgId: org(),
    reportId: reportId(),
    turnId: text('turn_id').$type<TurnId>().notNull(),
    n: integer('n').notNull(),
    kind: text('kind').notNull(),
    payload: text('payload', { mode: 'json' }).$type<unknown>().notNull(),
    at: text('at').notNull(),
    /** The step of the turn that this event closes: a step is done once, however often the turn is taken up. */
    step: text('step'),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.reportId, t.turnId, t.n] }),
    uniqueIndex('turn_event_step').on(t.orgId, t.reportId, t.turnId, t.step).where(sql`"step" is not null`),
    foreignKey({
      columns: [t.orgId, t.reportId, t.turnId],
      foreignColumns: [turn.orgId, turn.reportId, turn.id],
    }).onDelete('cascade'),
  ],
);

/** Append-only: the latest excuse of a finding is the one that counts. */
export const excuse = sqliteTable(
  'excuse',
  {
    seq: seq(),
    orgId: org(),
    reportId: reportId(),
    findingId: text('finding_id').notNull(),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    by: text('by').$type<UserId>().notNull(),
    at: text('at').notNull(),
  },
  (t) => [
    index('excuse_by_finding').on(t.orgId, t.reportId, t.findingId, t.seq),
    foreignKey({ columns: [t.orgId, t.reportId], foreignColumns: [report.orgId, report.id] }).onDelete('cascade'),
  ],
);

/** What an endpoint was found to take; the latest record stands. */
export const endpoint = sqliteTable(
  'endpoint',
  {
    orgId: org(),
    /** Address and model. */
    name: text('name').notNull(),
    record: text('record', { mode: 'json' }).$type<unknown>().notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.name] })],
);

/** Every call of an endpoint; never its text. A call outside a report has none. */
export const modelCall = sqliteTable(
  'model_call',
  {
    seq: seq(),
    orgId: org(),
    reportId: text('report_id').$type<ReportId>(),
    turnId: text('turn_id').$type<TurnId>(),
    task: text('task').$type<CallRecord['task']>().notNull(),
    model: text('model').notNull(),
    promptTask: text('prompt_task'),
    promptVersion: text('prompt_version'),
    tokensIn: integer('tokens_in').notNull(),
    tokensOut: integer('tokens_out').notNull(),
    estimated: integer('estimated', { mode: 'boolean' }).notNull(),
    /** Whole millionths of a currency unit; null: no price was set. */
    cost: integer('cost'),
    ms: integer('ms').notNull(),
    outcome: text('outcome').$type<CallRecord['outcome']>().notNull(),
    by: text('by').$type<UserId>().notNull(),
    at: text('at').notNull(),
  },
  (t) => [
    index('model_call_by_time').on(t.orgId, t.seq),
    index('model_call_by_turn').on(t.orgId, t.reportId, t.turnId, t.seq),
    foreignKey({ columns: [t.orgId, t.reportId], foreignColumns: [report.orgId, report.id] }).onDelete('cascade'),
  ],
);

/** Sums of calls: what they cost to read does not grow with the calls. They stay when a report goes. */
export const modelUsage = sqliteTable(
  'model_usage',
  {
    orgId: org(),
    /** '' for the whole organisation. */
    userId: text('user_id').notNull(),
    /** A day (2026-03-02) or a month (2026-03) of the office. */
    span: text('span').notNull(),
    calls: integer('calls').notNull(),
    failed: integer('failed').notNull(),
    tokensIn: integer('tokens_in').notNull(),
    tokensOut: integer('tokens_out').notNull(),
    cost: integer('cost').notNull(),
    /** Calls without a price. */
    unpriced: integer('unpriced').notNull(),
    /** Tokens set aside for calls that are under way; of no account after `reservedUntil`. */
    reserved: integer('reserved').notNull(),
    reservedUntil: text('reserved_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId, t.span] })],
);
