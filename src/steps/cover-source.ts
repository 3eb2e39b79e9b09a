// The numbers of a stored source that no fact has its place at, as the facts are now. A fact that was rejected counts as well:
// somebody looked at that number and decided. One whose registering was taken back does not.
import { type Coverage, coverageOf } from '../core/extract/coverage.ts';
import type { Fact, Origin } from '../core/fact.ts';
import type { ReportId, SourceId } from '../core/id.ts';
import { ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import type { StepParts } from './parts.ts';
import { readSource } from './read-source.ts';
import { WITHDRAWN } from './undo-decision.ts';

const originsOf = (f: Fact): Origin[] => [f.origin, ...f.also, ...(f.raw ? [f.raw.origin, ...f.raw.also] : [])];

export async function coverSource(
  parts: StepParts,
  actor: Actor,
  report: ReportId,
  id: SourceId,
): Promise<Result<Coverage>> {
  const read = await readSource(parts, actor, report, id);
  if (!read.ok) return read;
  const { source, doc } = read.value;
  const all = await parts.store.facts(actor, report);
  const facts = all.filter((f) => f.standing.is !== 'rejected' || f.standing.why !== WITHDRAWN);
  const places = facts.flatMap((f) => originsOf(f).flatMap((o) => (o.from === 'text' && o.sourceId === id ? [o] : [])));
  const open = new Set(facts.filter((f) => f.standing.is !== 'rejected').map((f) => `${f.key}|${f.period}`));
  return ok(coverageOf(doc, { places, has: (key, period) => open.has(`${key}|${period}`) }, source.period));
}
