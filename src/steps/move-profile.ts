// A report stays with the version of its report kind until a person moves it to a newer one, having seen what that changes.
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Profile } from '../core/profile.ts';
import { profileChanges } from '../core/profile-changes.ts';
import type { Actor, ReportRow } from '../ports.ts';
import { type FoundProfile, keepProfile, latestProfile, pinnedProfile } from './find-profile.ts';
import { noReport } from './load-report.ts';
import { committed, type StepParts } from './parts.ts';

export interface ReportProfile {
  report: ReportRow;
  /** What the report is read with. */
  profile: Profile;
  version: string;
  origin: FoundProfile['origin'];
  /** Null when there is nothing newer. */
  newer: { version: string; changes: string[] } | null;
}

interface Both {
  report: ReportRow;
  now: FoundProfile;
  latest: FoundProfile | null;
}

async function bothOf(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<Both>> {
  const report = await parts.store.report(actor, id);
  if (!report) return noReport();
  const now = await pinnedProfile(parts, actor, report.profile, report.profileVersion);
  if (!now.ok) return now;
  const latest = await latestProfile(parts, actor, report.profile);
  const same = latest.ok && JSON.stringify(latest.value.profile) === JSON.stringify(now.value.profile);
  return ok({ report, now: now.value, latest: latest.ok && !same ? latest.value : null });
}

const shown = ({ report, now, latest }: Both): ReportProfile => ({
  report,
  profile: now.profile,
  version: now.version,
  origin: now.origin,
  newer: latest && { version: latest.version, changes: profileChanges(now.profile, latest.profile) },
});

export async function reportProfile(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<ReportProfile>> {
  const both = await bothOf(parts, actor, id);
  return both.ok ? ok(shown(both.value)) : both;
}

/** `version`: the newer version whose changes the person has seen. */
export async function moveProfile(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  given: { version: string; expectedVersion: number },
): Promise<Result<ReportProfile>> {
  const both = await bothOf(parts, actor, id);
  if (!both.ok) return both;
  const { report, latest } = both.value;
  if (!latest || latest.version !== given.version)
    return fail(
      'stale',
      'stale_version',
      latest
        ? `格式的最新版本是 ${latest.version}，不是 ${given.version}。请看过新的改动后再换。`
        : '这份报告用的已是最新版本的格式，不需要更换。',
      { currentVersion: latest?.version ?? both.value.now.version },
    );
  const at = parts.clock.now();
  const done = await parts.store.commit(actor, [
    { do: 'touch-report', report: id, at, expectedVersion: given.expectedVersion },
    keepProfile(latest, at),
    { do: 'move-report', report: id, profileVersion: latest.version },
  ]);
  const moved = { ...report, profileVersion: latest.version, version: report.version + 1, updatedAt: at };
  return committed(done, shown({ report: moved, now: latest, latest: null }));
}
