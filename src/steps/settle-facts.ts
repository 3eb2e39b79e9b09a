// People's decisions about facts: accept, edit, reject, reopen, undo. A list of decisions is carried out whole or not at all.
import { labelOf } from '../core/catalogue/catalogue.ts';
import { type Claim, type Fact, slotKey } from '../core/fact.ts';
import type { ReportId } from '../core/id.ts';
import { isExact, type Qualifier } from '../core/number/qualifier.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import type { Naming } from '../core/profile-choices.ts';
import type { Actor, FactEvent } from '../ports.ts';
import { FactDesk, saysSame } from './fact-desk.ts';
import { namingOf } from './find-profile.ts';
import { noReport } from './load-report.ts';
import { printed, slotName } from './name-slot.ts';
import { refusal, type StepParts } from './parts.ts';
import { readClaim } from './read-claim.ts';
import { FactHistory, undoDecision } from './undo-decision.ts';

export interface Decision {
  id: string;
  decision: 'accept' | 'edit' | 'reject' | 'reopen' | 'undo';
  value?: string | undefined;
  unit?: string | undefined;
  /** Of an edit: null takes the word away, absent leaves it (约1500 corrected to 1600 stays 约1600). */
  qualifier?: Qualifier | null | undefined;
  reason?: string | undefined;
  expectedVersion?: number | undefined;
}

const REJECTED = '经核对不采用';

/** The same decision sent again because its answer was lost: what it asked for is how things stand, one version on. */
function isRepeat(fact: Fact, d: Decision, actor: Actor, naming: Naming | null): boolean {
  if (d.expectedVersion !== fact.version - 1) return false;
  const { standing } = fact;
  const mine = standing.is === 'confirmed' && standing.by === actor.user;
  if (d.decision === 'accept') return mine;
  if (d.decision === 'reject') return standing.is === 'rejected' && standing.why === (d.reason ?? REJECTED);
  if (d.decision !== 'edit' || !mine) return false;
  const claim = editedClaim(fact, d, naming);
  return claim.ok && saysSame(claim.value, fact);
}

function problemOf(
  desk: FactDesk,
  d: Decision,
  decided: ReadonlySet<string>,
  actor: Actor,
  naming: Naming | null,
): Problem | null {
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
  if (d.expectedVersion !== undefined && d.expectedVersion !== fact.version && !isRepeat(fact, d, actor, naming))
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
  const keys = decisions.flatMap((d) => byId.get(d.id)?.key ?? []);
  const naming = await namingOf(parts, actor, report, keys);
  if (!naming.ok) return naming;
  const checked = new FactDesk(facts, actor, parts.newId);
  const decided = new Set<string>();
  const chosen = new Map<string, Fact>();
  for (const d of decisions) {
    const problem = problemOf(checked, d, decided, actor, naming.value);
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
      const claim = editedClaim(fact, d, naming.value);
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
export async function eventsOf(
  parts: StepParts,
  actor: Actor,
  report: ReportId,
  facts: readonly Fact[],
): Promise<FactEvent[]> {
  const keys = new Set(facts.flatMap((f) => (f.item === null ? [f.key] : [f.key, 'passage_figure'])));
  const events = (await Promise.all([...keys].map((key) => parts.store.factHistory(actor, report, key)))).flat();
  return [...new Map(events.map((e) => [e.n, e])).values()];
}

/** 无 and 列举 tell how a value was found, so they go with it; 约, 余 and their like say how exact it is, and stay until taken away. */
const keptWord = (fact: Fact, value: string): Qualifier | null =>
  value !== fact.value && isExact(fact.qualifier) ? null : fact.qualifier;

const editedClaim = (fact: Fact, d: Decision, naming: Naming | null): Result<Claim> =>
  readClaim(
    {
      key: fact.key,
      period: fact.period,
      scope: fact.scope,
      item: fact.item,
      value: d.value ?? fact.value,
      unit: d.unit ?? (fact.unit === '' ? undefined : fact.unit),
      qualifier: d.qualifier === undefined ? keptWord(fact, d.value ?? fact.value) : d.qualifier,
      label: fact.label,
    },
    naming,
  );
