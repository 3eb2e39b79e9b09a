// A fact typed by staff in a form, or registered from a place of a source: confirmed as it is stored. A value already confirmed is changed by settling it, not here.
import { definitionOf, OTHER_FIGURE } from '../core/catalogue/catalogue.ts';
import { passageFigures } from '../core/extract/passage.ts';
import type { Fact, Origin } from '../core/fact.ts';
import type { ReportId, SourceId } from '../core/id.ts';
import type { Qualifier } from '../core/number/qualifier.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { agreement } from '../core/same-value.ts';
import { readDocument } from '../core/text/read.ts';
import type { Actor } from '../ports.ts';
import { FactDesk, nextItem, samePlace } from './fact-desk.ts';
import { namingOf } from './find-profile.ts';
import { noReport } from './load-report.ts';
import { printed, slotName } from './name-slot.ts';
import { refusal, type StepParts } from './parts.ts';
import { type PointedAt, placeClaim } from './place-claim.ts';
import { readClaim, type Typed } from './read-claim.ts';
import { readSource } from './read-source.ts';

export type TypedFact = Omit<Typed, 'period' | 'qualifier'> & {
  period: number | undefined;
  /** undefined: as printed at the place of `source`, else none. */
  qualifier: Qualifier | null | undefined;
  source: PointedAt | null;
  /** The sentence of the draft that says it. */
  quote?: string | undefined;
};

/** Keys whose entries are numbers themselves. */
const FIGURES: ReadonlySet<string> = new Set(['passage_figure', OTHER_FIGURE]);

/** `changed` are the other facts that this one settled. */
export async function addFact(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  typed: TypedFact,
): Promise<Result<{ fact: Fact; changed: Fact[] }>> {
  const [report, facts] = await Promise.all([parts.store.report(actor, reportId), parts.store.facts(actor, reportId)]);
  if (!report) return noReport();
  const naming = await namingOf(parts, actor, report, [typed.key]);
  if (!naming.ok) return naming;
  const read = readClaim(
    { ...typed, period: typed.period ?? report.period, qualifier: typed.qualifier ?? null },
    naming.value,
  );
  if (!read.ok) return read;
  if (typed.key === OTHER_FIGURE && !read.value.label?.trim())
    return fail(
      'bad-input',
      'label_needed',
      '登记目录以外的数据时，请写明这个数是什么（label），例如“慰问困难群众人数”。',
      {
        field: 'label',
      },
    );
  let origin: Origin = { from: 'person' };
  let given = read.value;
  if (typed.source) {
    const source = await readSource(parts, actor, reportId, typed.source.id as SourceId);
    if (!source.ok) return source;
    const placed = placeClaim(source.value.doc, read.value, typed.source);
    if (!placed.ok) return placed;
    origin = placed.value.origin;
    if (typed.qualifier === undefined) given = { ...given, qualifier: placed.value.qualifier };
  }
  if (typed.quote !== undefined && !typed.source) {
    const { quote } = typed;
    const placed = placeClaim(readDocument(quote), given, { id: '', start: 0, end: quote.length });
    if (!placed.ok) return placed;
    origin = { from: 'person', quote };
    if (typed.qualifier === undefined) given = { ...given, qualifier: placed.value.qualifier };
  }
  const desk = new FactDesk(facts, actor, parts.newId);
  const many = definitionOf(typed.key)?.many ?? false;
  const known = desk
    .list(given.key, given.period, given.scope)
    .find((f) => samePlace(f.origin, origin) && f.label === given.label && agreement(f, given) === 'same');
  // The same registration sent again, because its answer was lost or a key was struck twice.
  if (known?.standing.is === 'confirmed') return ok({ fact: known, changed: [] });
  const claim = many && given.item === null ? { ...given, item: nextItem(desk, given) } : given;
  const settled = desk.at(claim).find((f) => f.standing.is === 'confirmed' && agreement(f, claim) === 'differ');
  if (settled)
    return fail(
      'conflict',
      'already_confirmed',
      `${slotName(claim)}已确认为${printed(settled).slice(0, 60)}。要改成${printed(claim).slice(0, 60)}，请在事实列表中修改这一条。`,
      { id: settled.id, currentVersion: settled.version },
    );
  const same = origin.from === 'text' ? desk.at(claim).find((f) => agreement(f, claim) === 'same') : undefined;
  const fact = same ? desk.confirmAt(same, origin) : desk.state(claim, origin);
  if (many && !FIGURES.has(claim.key)) for (const c of passageFigures(claim)) desk.state(c, origin);
  const at = parts.clock.now();
  const done = await parts.store.commit(actor, [
    { do: 'touch-report', report: reportId, at },
    ...desk.writes(reportId, at),
  ]);
  if (!done.ok) return refusal(done);
  return ok({ fact, changed: [...desk.changes.values()].map((c) => c.fact).filter((f) => f.id !== fact.id) });
}
