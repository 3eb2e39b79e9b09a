// Every query of the store, once, built from the schema. Loading drizzle takes longer than all else a start does, so the
// program itself runs on what write-queries.ts made of this (queries.json). No query reaches a row without the organisation.
import { and, asc, desc, eq, getTableColumns, gt, is, lt, or, Param, Placeholder, type SQL, sql } from 'drizzle-orm';
import { QueryBuilder, SQLiteAsyncDialect, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import {
  endpoint,
  excuse,
  fact,
  factEvent,
  modelCall,
  modelUsage,
  profile,
  report,
  section,
  sectionVersion,
  source,
  sourceSlice,
  turn,
  turnEvent,
} from '../../db/schema.ts';

export interface Query {
  text: string;
  /** The names of the values, in the order of their places. */
  values: string[];
}

const dialect = new SQLiteAsyncDialect();
const build = new QueryBuilder();
const $ = (name: string) => sql.placeholder(name);

function compile(query: SQL): Query {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const values = params.map((p) => {
    const place = is(p, Param) ? p.value : p;
    if (!is(place, Placeholder)) throw new TypeError(`a query holds a value of its own: ${text}`);
    return place.name;
  });
  return { text, values };
}
const select = (query: { getSQL(): SQL }): Query => compile(query.getSQL());

interface InReport extends SQLiteTable {
  orgId: SQLiteColumn;
  reportId: SQLiteColumn;
}
const inReport = (t: InReport, ...more: (SQL | undefined)[]) =>
  and(eq(t.orgId, $('org')), eq(t.reportId, $('report')), ...more);

const bare = (columns: readonly SQLiteColumn[]): SQL =>
  sql.join(
    columns.map((c) => sql.identifier(c.name)),
    sql`, `,
  );

/** insert with one placeholder per column, named as the column. */
const insert = (table: SQLiteTable, columns: readonly SQLiteColumn[]): Query =>
  compile(
    sql`insert into ${table} (${bare(columns)}) values (${sql.join(
      columns.map((c) => sql`${$(c.name)}`),
      sql`, `,
    )})`,
  );

/** A field of the entry of the JSON list that a many-row statement reads: one parameter for any number of rows. */
const text = (path: string): SQL => sql.raw(`"j"."value" ->> '${path}'`);
const json = (path: string): SQL => sql.raw(`"j"."value" -> '${path}'`);
const rows = sql`json_each(${$('rows')}) as "j"`;
const at = sql.raw(`cast("j"."key" as integer)`);

/** cross join: the list goes first, else SQLite may read every row of the report against every entry.
 * Stops the whole list when its select finds a row; see the refusal view in the migrations. `n` grows by two a write. */
const refuse = (found: SQL): Query => compile(sql`insert into "refusal" ("n", "why", "current") ${found}`);

const CLAIM = [
  fact.key,
  fact.period,
  fact.scope,
  fact.item,
  fact.value,
  fact.unit,
  fact.qualifier,
  fact.label,
] as const;
const HELD = [...CLAIM, fact.origin, fact.also, fact.confidence, fact.reasons, fact.raw, fact.standing] as const;
const JSON_HELD = new Set<SQLiteColumn>([fact.origin, fact.also, fact.reasons, fact.standing]);
const held = (c: SQLiteColumn): SQL => (JSON_HELD.has(c) ? json(`$.${c.name}`) : text(`$.${c.name}`));

// `where true` parts a select from an `on conflict` after it (SQLite's grammar).
const insertFacts = sql`insert into ${fact} ("org_id", "report_id", "id", ${bare(HELD)}, "version") select ${$('org')}, ${$('report')}, ${text('$.id')}, ${sql.join(HELD.map(held), sql`, `)}, ${text('$.version')} from ${rows} where true order by ${at}`;

const PROFILE = [
  profile.orgId,
  profile.id,
  profile.version,
  profile.origin,
  profile.json,
  profile.by,
  profile.at,
] as const;
const theProfile = sql`${profile.orgId} = ${$('org')} and ${profile.id} = ${$('profile')}`;
const theReport = sql`${report.orgId} = ${$('org')} and ${report.id} = ${$('report')}`;
const theFact = sql`${fact.orgId} = ${$('org')} and ${fact.reportId} = ${$('report')} and ${fact.id} = ${text('$.id')}`;
const theSection = sql`${section.orgId} = ${$('org')} and ${section.reportId} = ${$('report')} and ${section.section} = ${$('section')}`;
/** All of a turn but its plan, which only its worker reads. */
const { plan: _, ...TURN } = getTableColumns(turn);
// In the words of the index, or SQLite does not see that it fits.
const inWork = sql`"status" in ('queued', 'running')`;
const theTurn = sql`${turn.orgId} = ${$('org')} and ${turn.reportId} = ${$('report')} and ${turn.id} = ${$('turn')}`;
const heldSection = sql`(select ${section.version} from ${section} where ${theSection})`;

export const READ = {
  /** Fails while a table is missing: not migrated. */
  ready: compile(
    sql`select ${sql.join(
      [
        report,
        profile,
        source,
        sourceSlice,
        fact,
        factEvent,
        section,
        sectionVersion,
        turn,
        turnEvent,
        excuse,
        endpoint,
        modelCall,
        modelUsage,
      ].map((t) => sql`(select count(*) from (select 1 from ${t} limit 1))`),
      sql` + `,
    )} + (select count(*) from "refusal") as "ready"`,
  ),
  reports: select(
    build
      .select()
      .from(report)
      .where(eq(report.orgId, $('org')))
      .orderBy(desc(report.createdAt), desc(report.id))
      .limit($('limit')),
  ),
  reportsAfter: select(
    build
      .select()
      .from(report)
      .where(
        and(
          eq(report.orgId, $('org')),
          or(lt(report.createdAt, $('at')), and(eq(report.createdAt, $('at')), lt(report.id, $('id')))),
        ),
      )
      .orderBy(desc(report.createdAt), desc(report.id))
      .limit($('limit')),
  ),
  report: select(
    build
      .select()
      .from(report)
      .where(and(eq(report.orgId, $('org')), eq(report.id, $('report')))),
  ),
  profiles: select(
    build
      .select()
      .from(profile)
      .where(
        and(
          eq(profile.orgId, $('org')),
          sql`${profile.origin} = 'own'`,
          sql`${profile.seq} = (select max("p"."seq") from ${profile} as "p" where "p"."org_id" = ${profile.orgId} and "p"."id" = ${profile.id} and "p"."origin" = 'own')`,
        ),
      )
      .orderBy(asc(profile.id)),
  ),
  profile: select(
    build
      .select()
      .from(profile)
      .where(and(eq(profile.orgId, $('org')), eq(profile.id, $('profile')), eq(profile.version, $('version')))),
  ),
  latestProfile: select(
    build
      .select()
      .from(profile)
      .where(and(eq(profile.orgId, $('org')), eq(profile.id, $('profile')), sql`${profile.origin} = 'own'`))
      .orderBy(desc(profile.seq))
      .limit($('limit')),
  ),
  sources: select(build.select().from(source).where(inReport(source)).orderBy(asc(source.seq))),
  source: select(
    build
      .select()
      .from(source)
      .where(inReport(source, eq(source.id, $('source')))),
  ),
  sourceText: select(
    build
      .select()
      .from(sourceSlice)
      .where(inReport(sourceSlice, eq(sourceSlice.sourceId, $('source'))))
      .orderBy(asc(sourceSlice.n)),
  ),
  facts: select(build.select().from(fact).where(inReport(fact)).orderBy(asc(fact.seq))),
  /** Every event of every fact that ever bore the key: a fact's chain is never torn when its key is corrected. */
  factHistory: select(
    build
      .select()
      .from(factEvent)
      .where(
        inReport(
          factEvent,
          sql`${factEvent.factId} in (select "e"."fact_id" from ${factEvent} as "e" where "e"."org_id" = ${$('org')} and "e"."report_id" = ${$('report')} and "e"."key" = ${$('key')})`,
        ),
      )
      .orderBy(asc(factEvent.n)),
  ),
  sections: compile(
    sql`select "v".*, "s"."locked" from ${section} as "s" join ${sectionVersion} as "v" on "v"."org_id" = "s"."org_id" and "v"."report_id" = "s"."report_id" and "v"."section" = "s"."section" and "v"."version" = "s"."version" where "s"."org_id" = ${$('org')} and "s"."report_id" = ${$('report')} order by "s"."section"`,
  ),
  sectionVersions: compile(
    sql`select "v".*, "s"."locked" from ${section} as "s" join ${sectionVersion} as "v" on "v"."org_id" = "s"."org_id" and "v"."report_id" = "s"."report_id" and "v"."section" = "s"."section" where "s"."org_id" = ${$('org')} and "s"."report_id" = ${$('report')} and "s"."section" = ${$('section')} order by "v"."version"`,
  ),
  turn: select(
    build
      .select(TURN)
      .from(turn)
      .where(inReport(turn, eq(turn.id, $('turn')))),
  ),
  turns: select(
    build.select(TURN).from(turn).where(inReport(turn)).orderBy(asc(turn.createdAt), asc(turn.id)).limit($('limit')),
  ),
  turnsAfter: select(
    build
      .select(TURN)
      .from(turn)
      .where(inReport(turn, or(gt(turn.createdAt, $('at')), and(eq(turn.createdAt, $('at')), gt(turn.id, $('id'))))))
      .orderBy(asc(turn.createdAt), asc(turn.id))
      .limit($('limit')),
  ),
  newestTurns: select(
    build.select(TURN).from(turn).where(inReport(turn)).orderBy(desc(turn.createdAt), desc(turn.id)).limit($('limit')),
  ),
  newestTurnsOf: select(
    build
      .select(TURN)
      .from(turn)
      .where(inReport(turn, eq(turn.status, $('status'))))
      .orderBy(desc(turn.createdAt), desc(turn.id))
      .limit($('limit')),
  ),
  turnInWork: select(build.select(TURN).from(turn).where(inReport(turn, inWork))),
  turnsInWork: select(
    build
      .select(TURN)
      .from(turn)
      .where(and(eq(turn.orgId, $('org')), inWork)),
  ),
  turnPlan: select(
    build
      .select({ plan: turn.plan })
      .from(turn)
      .where(inReport(turn, eq(turn.id, $('turn')))),
  ),
  turnEvents: select(
    build
      .select()
      .from(turnEvent)
      .where(inReport(turnEvent, eq(turnEvent.turnId, $('turn')), gt(turnEvent.n, $('after'))))
      .orderBy(asc(turnEvent.n))
      .limit($('limit')),
  ),
  lastTurnEvent: select(
    build
      .select()
      .from(turnEvent)
      .where(inReport(turnEvent, eq(turnEvent.turnId, $('turn'))))
      .orderBy(desc(turnEvent.n))
      .limit($('limit')),
  ),
  excuses: select(
    build
      .select()
      .from(excuse)
      .where(
        inReport(
          excuse,
          sql`${excuse.seq} = (select max("e"."seq") from ${excuse} as "e" where "e"."org_id" = ${excuse.orgId} and "e"."report_id" = ${excuse.reportId} and "e"."finding_id" = ${excuse.findingId})`,
        ),
      )
      .orderBy(asc(excuse.seq)),
  ),
  endpoint: select(
    build
      .select()
      .from(endpoint)
      .where(and(eq(endpoint.orgId, $('org')), eq(endpoint.name, $('name')))),
  ),
  usage: select(
    build
      .select()
      .from(modelUsage)
      .where(and(eq(modelUsage.orgId, $('org')), eq(modelUsage.userId, $('user')), eq(modelUsage.span, $('span')))),
  ),
  modelCalls: select(
    build
      .select()
      .from(modelCall)
      .where(eq(modelCall.orgId, $('org')))
      .orderBy(desc(modelCall.seq))
      .limit($('limit')),
  ),
  turnCalls: select(
    build
      .select()
      .from(modelCall)
      .where(and(eq(modelCall.orgId, $('org')), eq(modelCall.reportId, $('report')), eq(modelCall.turnId, $('turn'))))
      .orderBy(desc(modelCall.seq))
      .limit($('limit')),
  ),
} satisfies Record<string, Query>;

/** What is set aside and still counts. */
const setAside = sql`case when ${modelUsage.reservedUntil} > ${$('at')} then ${modelUsage.reserved} else 0 end`;
const spent = sql`coalesce(${modelUsage.tokensIn} + ${modelUsage.tokensOut} + ${setAside}, 0)`;
const theSpan = sql`${modelUsage.orgId} = ${$('org')} and ${modelUsage.userId} = ${text('$.user')} and ${modelUsage.span} = ${text('$.span')}`;
const USAGE = sql.raw(
  '"org_id", "user_id", "span", "calls", "failed", "tokens_in", "tokens_out", "cost", "unpriced", "reserved", "reserved_until"',
);
/** A column of the row that is there, grown by the one that comes. */
const grown = (name: string): SQL => sql.raw(`"${name}" = "model_usage"."${name}" + "excluded"."${name}"`);

export const WRITE = {
  refuseMissingReport: refuse(
    sql`select ${$('n')}, 'not-found', null where not exists (select 1 from ${report} where ${theReport})`,
  ),
  refuseKnownReport: refuse(sql`select ${$('n')}, 'exists', ${report.version} from ${report} where ${theReport}`),
  createReport: insert(report, [
    report.orgId,
    report.id,
    report.profile,
    report.profileVersion,
    report.period,
    report.unitName,
    report.version,
    report.createdAt,
    report.updatedAt,
  ]),
  refuseKnownProfile: refuse(
    sql`select ${$('n')}, 'exists', 0 from ${profile} where ${theProfile} and ${profile.version} = ${$('version')}`,
  ),
  addProfile: insert(profile, PROFILE),
  // A version that is there is the same one or was stored first: it stays.
  keepProfile: compile(
    sql`insert into ${profile} (${bare(PROFILE)}) values (${sql.join(
      PROFILE.map((c) => sql`${$(c.name)}`),
      sql`, `,
    )}) on conflict ("org_id", "id", "version") do nothing`,
  ),
  refuseMissingProfile: refuse(
    sql`select ${$('n')}, 'not-found', null where not exists (select 1 from ${profile} where ${theProfile} and ${profile.origin} = 'own')`,
  ),
  refuseUsedProfile: refuse(
    sql`select ${$('n')}, 'locked', count(*) from ${report} where ${report.orgId} = ${$('org')} and ${report.profile} = ${$('profile')} having count(*) > 0`,
  ),
  deleteProfile: compile(sql`delete from ${profile} where ${theProfile} and ${profile.origin} = 'own'`),
  moveReport: compile(sql`update ${report} set "profile_version" = ${$('profile_version')} where ${theReport}`),
  deleteReport: compile(sql`delete from ${report} where ${theReport}`),
  refuseStaleReport: refuse(
    sql`select ${$('n')}, 'stale', ${report.version} from ${report} where ${theReport} and ${report.version} <> ${$('expected')}`,
  ),
  touchReport: compile(
    sql`update ${report} set "version" = "version" + 1, "updated_at" = ${$('at')}, "unit_name" = coalesce(${$('unit_name')}, "unit_name") where ${theReport}`,
  ),
  refuseKnownSource: refuse(
    sql`select ${$('n')}, 'exists', 0 from ${source} where ${source.orgId} = ${$('org')} and ${source.reportId} = ${$('report')} and ${source.id} = ${$('source')}`,
  ),
  addSource: insert(source, [
    source.orgId,
    source.reportId,
    source.id,
    source.name,
    source.role,
    source.period,
    source.sha256,
    source.length,
    source.notices,
    source.createdAt,
  ]),
  addSlice: insert(sourceSlice, [
    sourceSlice.orgId,
    sourceSlice.reportId,
    sourceSlice.sourceId,
    sourceSlice.n,
    sourceSlice.form,
    sourceSlice.text,
  ]),
  refuseKnownFacts: refuse(
    sql`select ${$('n')} + 2 * ${at}, 'exists', ${fact.version} from ${rows} cross join ${fact} on ${theFact} order by ${at} limit 1`,
  ),
  addFacts: compile(insertFacts),
  refuseStaleFacts: refuse(
    sql`select ${$('n')} + 2 * ${at}, case when ${fact.id} is null then 'not-found' else 'stale' end, ${fact.version} from ${rows} left join ${fact} on ${theFact} where ${fact.id} is null or ${fact.version} <> ${text('$.expected')} order by ${at} limit 1`,
  ),
  // An upsert, not UPDATE … FROM: that one reads every fact of the report against every entry of the list.
  changeFacts: compile(
    sql`${insertFacts} on conflict ("org_id", "report_id", "id") do update set ${sql.join(
      HELD.map((c) => sql`${sql.identifier(c.name)} = "excluded".${sql.identifier(c.name)}`),
      sql`, `,
    )}, "version" = ${fact.version} + 1`,
  ),
  recordFacts: compile(
    sql`insert into ${factEvent} ("org_id", "report_id", "n", "fact_id", "key", "what", "after", "report_version", "by", "at") select ${$('org')}, ${$('report')}, (select coalesce(max("e"."n"), 0) from ${factEvent} as "e" where "e"."org_id" = ${$('org')} and "e"."report_id" = ${$('report')}) + 1 + ${at}, ${text('$.id')}, ${text('$.key')}, ${text('$.what')}, ${json('$.after')}, (select ${report.version} from ${report} where ${theReport}), ${$('by')}, ${text('$.at')} from ${rows} order by ${at}`,
  ),
  refuseSection: refuse(
    sql`select ${$('n')}, case when exists (select 1 from ${section} where ${theSection} and ${section.locked}) then 'locked' else 'stale' end, ${heldSection} where coalesce(${heldSection}, 0) <> ${$('expected')} or exists (select 1 from ${section} where ${theSection} and ${section.locked})`,
  ),
  writeSection: compile(
    sql`insert into ${section} ("org_id", "report_id", "section", "version", "locked") values (${$('org')}, ${$('report')}, ${$('section')}, 1, 0) on conflict ("org_id", "report_id", "section") do update set "version" = ${section.version} + 1`,
  ),
  keepSectionVersion: compile(
    sql`insert into ${sectionVersion} ("org_id", "report_id", "section", "version", "paragraphs", "by", "at", "reason") values (${$('org')}, ${$('report')}, ${$('section')}, ${heldSection}, ${$('paragraphs')}, ${$('by')}, ${$('at')}, ${$('reason')})`,
  ),
  refuseMissingSection: refuse(sql`select ${$('n')}, 'not-found', null where ${heldSection} is null`),
  lockSection: compile(sql`update ${section} set "locked" = ${$('locked')} where ${theSection}`),
  refuseKnownTurn: refuse(sql`select ${$('n')}, 'exists', 0 from ${turn} where ${theTurn}`),
  addTurn: insert(turn, [
    turn.orgId,
    turn.reportId,
    turn.id,
    turn.text,
    turn.requestHash,
    turn.status,
    turn.createdAt,
    turn.by,
  ]),
  refuseSecondTurn: refuse(
    sql`select ${$('n')}, 'locked', 0 from ${turn} where ${turn.orgId} = ${$('org')} and ${turn.reportId} = ${$('report')} and ${inWork} and ${turn.id} <> ${$('turn')}`,
  ),
  refuseMissingTurn: refuse(
    sql`select ${$('n')}, 'not-found', null where not exists (select 1 from ${turn} where ${theTurn})`,
  ),
  refuseMovedTurn: refuse(
    sql`select ${$('n')}, 'stale', ${turn.attempt} from ${turn} where ${theTurn} and (${turn.status} not in (select "value" from json_each(${$('from')})) or ${turn.attempt} <> coalesce(${$('attempt')}, ${turn.attempt}) or coalesce(${turn.leaseUntil}, '') >= coalesce(${$('expired')}, '~'))`,
  ),
  moveTurn: compile(
    sql`update ${turn} set "status" = ${$('status')}, "lease_until" = case when ${$('status')} = 'running' then coalesce(${$('until')}, "lease_until") end, "requeued" = coalesce(${$('requeued')}, "requeued") where ${theTurn}`,
  ),
  claimTurn: compile(
    sql`update ${turn} set "status" = 'running', "attempt" = "attempt" + 1, "lease_until" = ${$('until')} where ${theTurn}`,
  ),
  planTurn: compile(sql`update ${turn} set "plan" = ${$('plan')} where ${theTurn}`),
  refuseKnownEvents: refuse(
    sql`select ${$('n')}, 'exists', ${turnEvent.n} from ${rows} cross join ${turnEvent} on ${turnEvent.orgId} = ${$('org')} and ${turnEvent.reportId} = ${$('report')} and ${turnEvent.turnId} = ${$('turn')} and (${turnEvent.n} = ${text('$.n')} or ${turnEvent.step} = ${text('$.step')}) limit 1`,
  ),
  addEvents: compile(
    sql`insert into ${turnEvent} ("org_id", "report_id", "turn_id", "n", "kind", "payload", "at", "step") select ${$('org')}, ${$('report')}, ${$('turn')}, ${text('$.n')}, ${text('$.kind')}, ${json('$.payload')}, ${text('$.at')}, ${text('$.step')} from ${rows} order by ${at}`,
  ),
  excuse: insert(excuse, [
    excuse.orgId,
    excuse.reportId,
    excuse.findingId,
    excuse.rule,
    excuse.reason,
    excuse.by,
    excuse.at,
  ]),
  keepEndpoint: compile(
    sql`insert into ${endpoint} ("org_id", "name", "record", "at") values (${$('org')}, ${$('name')}, ${$('record')}, ${$('at')}) on conflict ("org_id", "name") do update set "record" = "excluded"."record", "at" = "excluded"."at"`,
  ),
  refuseSpent: refuse(
    sql`select ${$('n')}, 'locked', ${spent} from ${rows} left join ${modelUsage} on ${theSpan} where ${text('$.most')} is not null and ${spent} + ${$('tokens')} > ${text('$.most')} order by ${at} limit 1`,
  ),
  reserveUsage: compile(
    sql`insert into ${modelUsage} (${USAGE}) select ${$('org')}, ${text('$.user')}, ${text('$.span')}, 0, 0, 0, 0, 0, 0, ${$('tokens')}, ${$('until')} from ${rows} where true on conflict ("org_id", "user_id", "span") do update set "reserved" = ${setAside} + "excluded"."reserved", "reserved_until" = max("model_usage"."reserved_until", "excluded"."reserved_until")`,
  ),
  countUsage: compile(
    sql`insert into ${modelUsage} (${USAGE}) select ${$('org')}, ${text('$.user')}, ${text('$.span')}, 1, ${$('failed')}, ${$('tokens_in')}, ${$('tokens_out')}, ${$('paid')}, ${$('unpriced')}, 0, '' from ${rows} where true on conflict ("org_id", "user_id", "span") do update set ${sql.join(
      ['calls', 'failed', 'tokens_in', 'tokens_out', 'cost', 'unpriced'].map(grown),
      sql`, `,
    )}, "reserved" = max(0, "model_usage"."reserved" - ${$('reserved')})`,
  ),
  // A report that has gone meanwhile takes its name from the call, not the call.
  keepCall: compile(
    sql`insert into ${modelCall} ("org_id", "report_id", "turn_id", "task", "model", "prompt_task", "prompt_version", "tokens_in", "tokens_out", "estimated", "cost", "ms", "outcome", "by", "at") values (${$('org')}, (select ${report.id} from ${report} where ${theReport}), ${$('turn')}, ${$('task')}, ${$('model')}, ${$('prompt_task')}, ${$('prompt_version')}, ${$('tokens_in')}, ${$('tokens_out')}, ${$('estimated')}, ${$('cost')}, ${$('ms')}, ${$('outcome')}, ${$('by')}, ${$('at')})`,
  ),
} satisfies Record<string, Query>;

const decoding = (c: SQLiteColumn): Decoding =>
  c.dataType === 'json' || c.dataType === 'boolean' ? c.dataType : 'plain';

export type Decoding = 'plain' | 'json' | 'boolean';

/** table -> field -> the column's name and how its value is read. */
export const COLUMNS: Record<string, Record<string, [string, Decoding]>> = Object.fromEntries(
  Object.entries({
    report,
    profile,
    source,
    fact,
    factEvent,
    sectionVersion,
    turn,
    turnEvent,
    excuse,
    endpoint,
    modelCall,
    modelUsage,
  }).map(([name, table]) => [
    name,
    Object.fromEntries(Object.entries(getTableColumns(table)).map(([field, c]) => [field, [c.name, decoding(c)]])),
  ]),
);
