// Turns a list of writes into a list of statements decided beforehand: guards first, then what they guard. Runs nothing.
import type { Actor, Committed, TurnStatus, UsageSpan, Write } from '../ports.ts';
import type { WriteName } from './query.ts';
import { stateOf } from './row.ts';
import { toSlices } from './slice.ts';

export interface Step {
  query: WriteName;
  values: Readonly<Record<string, unknown>>;
}

type FactWrite = Extract<Write, { do: 'add-fact' | 'change-fact' }>;

/** UTF-16 units of JSON in one parameter: many facts travel as one, and D1 takes 2 MB a value. */
const BUNDLE = 300_000;

/** The row a refusal is about, `kind:id`. */
function rowOf(w: Write): string {
  switch (w.do) {
    case 'create-report':
      return `report:${w.report.id}`;
    case 'add-profile':
    case 'keep-profile':
      return `profile:${w.profile.id}`;
    case 'delete-profile':
      return `profile:${w.profile}`;
    case 'delete-report':
    case 'touch-report':
    case 'move-report':
      return `report:${w.report}`;
    case 'add-source':
      return `source:${w.source.id}`;
    case 'add-fact':
    case 'change-fact':
      return `fact:${w.fact.id}`;
    case 'write-section':
    case 'lock-section':
      return `section:${w.section}`;
    case 'add-turn':
      return `turn:${w.turn.id}`;
    case 'claim-turn':
    case 'move-turn':
    case 'plan-turn':
    case 'add-turn-events':
      return `turn:${w.turn}`;
    case 'excuse-finding':
      return `finding:${w.excuse.findingId}`;
    case 'keep-endpoint':
      return `endpoint:${w.name}`;
    case 'reserve-usage':
    case 'count-usage':
      return `usage:${w.spans.map((s) => s.span).join(',')}`;
  }
}

type ProfileWrite = Extract<Write, { do: 'add-profile' | 'keep-profile' | 'delete-profile' }>;
const isOfProfile = (w: Write): w is ProfileWrite => w.do.endsWith('-profile');

type ModelWrite = Extract<Write, { do: 'keep-endpoint' | 'reserve-usage' | 'count-usage' }>;
const isOfModel = (w: Write): w is ModelWrite =>
  w.do === 'keep-endpoint' || w.do === 'reserve-usage' || w.do === 'count-usage';

const reportOf = (w: Exclude<Write, ProfileWrite | ModelWrite>): string => {
  switch (w.do) {
    case 'create-report':
      return w.report.id;
    case 'add-source':
      return w.source.reportId;
    case 'add-turn':
      return w.turn.reportId;
    default:
      return w.report;
  }
};

/** Numbers in refusals: the write's place, doubled; even means its report is missing, odd that the write itself is refused. */
const REPORT = 0;
const ITSELF = 1;

export function planWrites(actor: Actor, writes: readonly Write[]): Step[] {
  const steps: Step[] = [];
  const seen = new Set<string>();
  const push = (query: WriteName, values: Record<string, unknown>) =>
    steps.push({ query, values: { org: actor.org, org_id: actor.org, by: actor.user, ...values } });

  for (let i = 0; i < writes.length; ) {
    const w = writes[i]!;
    const [missing, n] = [i * 2 + REPORT, i * 2 + ITSELF];
    if (isOfProfile(w)) {
      pushProfile(push, w, n);
      i++;
      continue;
    }
    if (isOfModel(w)) {
      pushModel(push, w, n);
      i++;
      continue;
    }
    const report = reportOf(w);
    if (w.do === 'create-report') {
      const r = w.report;
      push('refuseKnownReport', { n, report });
      push('createReport', {
        id: r.id,
        profile: r.profile,
        profile_version: r.profileVersion,
        period: r.period,
        unit_name: r.unitName,
        version: r.version,
        created_at: r.createdAt,
        updated_at: r.updatedAt,
      });
      seen.add(report);
      i++;
      continue;
    }
    if (!seen.has(report)) push('refuseMissingReport', { n: missing, report });
    seen.add(report);
    if (w.do === 'add-fact' || w.do === 'change-fact') {
      const bundle = sameFacts(writes, i, w);
      pushFacts(push, report, bundle, n);
      i += bundle.length;
      continue;
    }
    pushOne(push, report, w, n);
    if (w.do === 'delete-report') seen.delete(report);
    i++;
  }
  return steps;
}

function pushProfile(push: Push, w: ProfileWrite, n: number): void {
  if (w.do === 'delete-profile') {
    const here = { profile: w.profile, n };
    push('refuseMissingProfile', here);
    push('refuseUsedProfile', here);
    push('deleteProfile', here);
    return;
  }
  const { id, version, origin, json, at } = w.profile;
  const values = { profile: id, n, id, version, origin, json: JSON.stringify(json), at };
  if (w.do === 'keep-profile') {
    push('keepProfile', values);
    return;
  }
  push('refuseKnownProfile', values);
  push('addProfile', values);
}

const isInWork = (status: TurnStatus): boolean => status === 'queued' || status === 'running';

const spanRow = ({ user, span }: UsageSpan) => ({ user: user ?? '', span });

function pushModel(push: Push, w: ModelWrite, n: number): void {
  if (w.do === 'keep-endpoint') {
    push('keepEndpoint', { name: w.name, record: JSON.stringify(w.record), at: w.at });
    return;
  }
  if (w.do === 'reserve-usage') {
    const rows = JSON.stringify(w.spans.map((s) => ({ ...spanRow(s), most: s.most })));
    const values = { n, rows, tokens: w.tokens, at: w.at, until: w.until };
    push('refuseSpent', values);
    push('reserveUsage', values);
    return;
  }
  const { call } = w;
  const values = {
    tokens_in: call.tokensIn,
    tokens_out: call.tokensOut,
    failed: call.outcome === 'ok' ? 0 : 1,
    paid: call.cost ?? 0,
    unpriced: call.cost === null ? 1 : 0,
    reserved: w.reserved,
    rows: JSON.stringify(w.spans.map(spanRow)),
  };
  push('countUsage', values);
  push('keepCall', {
    ...values,
    report: w.report,
    turn: w.turn,
    task: call.task,
    model: call.model,
    prompt_task: call.prompt?.task ?? null,
    prompt_version: call.prompt?.version ?? null,
    estimated: call.estimated ? 1 : 0,
    cost: call.cost,
    ms: call.ms,
    outcome: call.outcome,
    at: w.at,
  });
}

type Push = (query: WriteName, values: Record<string, unknown>) => void;

/** The run of writes from `from` that one statement can carry: same kind, same report, no fact twice, not too long. */
function sameFacts(writes: readonly Write[], from: number, first: FactWrite): FactWrite[] {
  const run: FactWrite[] = [];
  for (let i = from; i < writes.length; i++) {
    const w = writes[i]!;
    if (w.do !== first.do || w.report !== first.report) break;
    run.push(w);
  }
  // The claim travels twice: as the fact's columns and in its event.
  return bundle(
    run,
    (w) => w.fact.id,
    (w) => JSON.stringify(w.fact).length * 2,
  );
}

/** The longest beginning of `items` in which no id comes twice and that fits one parameter; at least one item. */
function bundle<T>(items: readonly T[], id: (item: T) => unknown, length: (item: T) => number): T[] {
  const ids = new Set<unknown>();
  let room = BUNDLE;
  let n = 0;
  for (; n < items.length && !ids.has(id(items[n]!)); n++) {
    room -= length(items[n]!);
    if (room < 0 && n > 0) break;
    ids.add(id(items[n]!));
  }
  return items.slice(0, n);
}

function pushFacts(push: Push, report: string, run: readonly FactWrite[], n: number): void {
  const rows = JSON.stringify(
    run.map((w) => ({
      ...stateOf(w.fact).claim,
      id: w.fact.id,
      origin: w.fact.origin,
      also: w.fact.also,
      confidence: w.fact.confidence,
      reasons: w.fact.reasons,
      raw: w.fact.raw,
      standing: w.fact.standing,
      version: w.fact.version,
      expected: w.do === 'change-fact' ? w.expectedVersion : 0,
      what: w.what,
      at: w.at,
      after: stateOf(w.fact),
    })),
  );
  const values = { report, rows, n };
  const adds = run[0]!.do === 'add-fact';
  push(adds ? 'refuseKnownFacts' : 'refuseStaleFacts', values);
  push(adds ? 'addFacts' : 'changeFacts', values);
  push('recordFacts', values);
}

function pushOne(
  push: Push,
  report: string,
  w: Exclude<Write, FactWrite | ProfileWrite | ModelWrite | { do: 'create-report' }>,
  n: number,
): void {
  const here = { report, report_id: report, n };
  switch (w.do) {
    case 'delete-report':
      push('deleteReport', here);
      return;
    case 'move-report':
      push('moveReport', { ...here, profile_version: w.profileVersion });
      return;
    case 'touch-report':
      if (w.expectedVersion !== undefined) push('refuseStaleReport', { ...here, expected: w.expectedVersion });
      push('touchReport', { ...here, at: w.at, unit_name: w.unitName ?? null });
      return;
    case 'add-source': {
      const s = w.source;
      push('refuseKnownSource', { ...here, source: s.id });
      push('addSource', {
        ...here,
        id: s.id,
        name: s.name,
        role: s.role,
        period: s.period,
        sha256: s.sha256,
        length: s.length,
        notices: JSON.stringify(s.notices),
        created_at: s.createdAt,
      });
      for (const slice of toSlices(w.text)) push('addSlice', { ...here, source_id: s.id, ...slice });
      return;
    }
    case 'write-section': {
      const values = { ...here, section: w.section, at: w.at, reason: w.reason };
      push('refuseSection', { ...values, expected: w.expectedVersion });
      push('writeSection', values);
      push('keepSectionVersion', { ...values, paragraphs: JSON.stringify(w.paragraphs) });
      return;
    }
    case 'lock-section': {
      const values = { ...here, section: w.section, locked: w.locked ? 1 : 0 };
      push('refuseMissingSection', values);
      push('lockSection', values);
      return;
    }
    case 'add-turn': {
      const t = w.turn;
      push('refuseKnownTurn', { ...here, turn: t.id });
      if (isInWork(t.status)) push('refuseSecondTurn', { ...here, turn: t.id });
      push('addTurn', {
        ...here,
        id: t.id,
        text: t.text,
        request_hash: t.requestHash,
        status: t.status,
        created_at: t.createdAt,
      });
      return;
    }
    case 'claim-turn': {
      const values = { ...here, turn: w.turn, from: '["queued"]', attempt: w.attempt, expired: null, until: w.until };
      push('refuseMissingTurn', values);
      push('refuseMovedTurn', values);
      push('claimTurn', values);
      return;
    }
    case 'move-turn': {
      const values = {
        ...here,
        turn: w.turn,
        status: w.to,
        from: JSON.stringify(w.from),
        attempt: w.attempt ?? null,
        expired: w.expired ?? null,
        until: w.until ?? null,
        requeued: w.requeued === undefined ? null : w.requeued ? 1 : 0,
      };
      push('refuseMissingTurn', values);
      push('refuseMovedTurn', values);
      if (isInWork(w.to) && !w.from.every(isInWork)) push('refuseSecondTurn', values);
      push('moveTurn', values);
      return;
    }
    case 'plan-turn': {
      const values = { ...here, turn: w.turn, plan: JSON.stringify(w.plan) };
      push('refuseMissingTurn', values);
      push('planTurn', values);
      return;
    }
    case 'add-turn-events': {
      push('refuseMissingTurn', { ...here, turn: w.turn });
      for (let i = 0; i < w.events.length; ) {
        const run = bundle(
          w.events.slice(i),
          (e) => e.n,
          (e) => JSON.stringify(e).length,
        );
        const rows = JSON.stringify(run.map((e) => ({ ...e, payload: e.payload ?? null, step: e.step ?? null })));
        push('refuseKnownEvents', { ...here, turn: w.turn, rows });
        push('addEvents', { ...here, turn: w.turn, rows });
        i += run.length;
      }
      return;
    }
    case 'excuse-finding': {
      const e = w.excuse;
      push('excuse', { ...here, finding_id: e.findingId, rule: e.rule, reason: e.reason, at: e.at });
      return;
    }
  }
}

/** Reads the message of a stopped list; null when the failure is not a refusal of ours. */
export function readRefusal(error: unknown, writes: readonly Write[]): Extract<Committed, { ok: false }> | null {
  const m = /refusal (\d+) (stale|locked|not-found|exists) (\d+|none)/.exec(
    error instanceof Error ? error.message : '',
  );
  const place = m ? Number(m[1]) : Number.NaN;
  const w = writes[Math.floor(place / 2)];
  if (!m || !w) return null;
  return {
    ok: false,
    why: m[2] as 'stale' | 'locked' | 'not-found' | 'exists',
    what: place % 2 === REPORT && !isOfProfile(w) && !isOfModel(w) ? `report:${reportOf(w)}` : rowOf(w),
    current: m[3] === 'none' ? null : Number(m[3]),
  };
}
