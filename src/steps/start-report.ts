// A new, empty report of one kind for one year. It stays with the version of the kind that it was begun with.
import type { ReportId } from '../core/id.ts';
import type { Result } from '../core/problem.ts';
import type { Actor, ReportRow } from '../ports.ts';
import { keepProfile, latestProfile } from './find-profile.ts';
import { committed, type StepParts } from './parts.ts';

export async function startReport(
  parts: StepParts,
  actor: Actor,
  given: { profile: string; period: number; unitName: string | null },
): Promise<Result<ReportRow>> {
  const found = await latestProfile(parts, actor, given.profile);
  if (!found.ok) return found;
  const at = parts.clock.now();
  const report: ReportRow = {
    id: parts.newId() as ReportId,
    profile: found.value.profile.id,
    profileVersion: found.value.version,
    period: given.period,
    unitName: given.unitName,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  return committed(
    await parts.store.commit(actor, [{ do: 'create-report', report }, keepProfile(found.value, at)]),
    report,
  );
}
