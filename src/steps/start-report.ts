// A new, empty report of one kind for one year.
import type { ReportId } from '../core/id.ts';
import { fail, type Result } from '../core/problem.ts';
import type { Actor, ReportRow } from '../ports.ts';
import { committed, type StepParts } from './parts.ts';

export async function startReport(
  parts: StepParts,
  actor: Actor,
  given: { profile: string; period: number; unitName: string | null },
): Promise<Result<ReportRow>> {
  const profile = parts.profiles.find((p) => p.id === given.profile);
  if (!profile) {
    const known = parts.profiles.map((p) => `${p.id}（${p.name}）`).join('、');
    return fail('bad-input', 'unknown_profile', `没有报告格式“${given.profile}”。可用的格式：${known}。`, {
      profiles: parts.profiles.map((p) => p.id),
    });
  }
  const at = parts.clock.now();
  const report: ReportRow = {
    id: parts.newId() as ReportId,
    profile: profile.id,
    profileVersion: profile.version,
    period: given.period,
    unitName: given.unitName,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  return committed(await parts.store.commit(actor, [{ do: 'create-report', report }]), report);
}
