// A fact typed by staff in a form: confirmed as it is stored. A value already confirmed is changed by settling it, not here.
import { definitionOf } from '../core/catalogue/catalogue.ts';
import { passageFigures } from '../core/extract/passage.ts';
import type { Fact } from '../core/fact.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { noReport } from './load-report.ts';
import { printed, slotName } from './merge-facts.ts';
import { refusal, type StepParts } from './parts.ts';
import { readClaim, type Typed } from './read-claim.ts';
import { agreement } from './same-value.ts';
import { FactDesk, nextItem } from './settle-facts.ts';

export type TypedFact = Omit<Typed, 'period'> & { period: number | undefined };

/** `changed` are the other facts that this one settled. */
export async function addFact(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  typed: TypedFact,
): Promise<Result<{ fact: Fact; changed: Fact[] }>> {
  const [report, facts] = await Promise.all([parts.store.report(actor, reportId), parts.store.facts(actor, reportId)]);
  if (!report) return noReport();
  const read = readClaim({ ...typed, period: typed.period ?? report.period });
  if (!read.ok) return read;
  const desk = new FactDesk(facts, actor, parts.newId);
  const many = definitionOf(typed.key)?.many ?? false;
  const claim = many && read.value.item === null ? { ...read.value, item: nextItem(desk, read.value) } : read.value;
  const settled = desk.at(claim).find((f) => f.standing.is === 'confirmed' && agreement(f, claim) === 'differ');
  if (settled)
    return fail(
      'conflict',
      'already_confirmed',
      `${slotName(claim)}已确认为${printed(settled).slice(0, 60)}。要改成${printed(claim).slice(0, 60)}，请在事实列表中修改这一条。`,
      { id: settled.id, currentVersion: settled.version },
    );
  const fact = desk.state(claim, { from: 'person' });
  if (many && claim.key !== 'passage_figure') for (const c of passageFigures(claim)) desk.state(c, { from: 'person' });
  const at = parts.clock.now();
  const done = await parts.store.commit(actor, [
    { do: 'touch-report', report: reportId, at },
    ...desk.writes(reportId, at),
  ]);
  if (!done.ok) return refusal(done);
  return ok({ fact, changed: [...desk.changes.values()].map((c) => c.fact).filter((f) => f.id !== fact.id) });
}
