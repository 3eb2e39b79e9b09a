// Which report kind is meant: a shipped one, or a version the organisation holds. A report is read with the version it was
// begun with, whatever has been shipped or edited since.
import { fail, ok, type Result } from '../core/problem.ts';
import { type Profile, profileShape } from '../core/profile.ts';
import { isNamedByProfile, type Naming } from '../core/profile-choices.ts';
import type { Actor, ProfileRow, ReportRow, Write } from '../ports.ts';
import { digest } from './digest.ts';
import type { StepParts } from './parts.ts';

export interface FoundProfile {
  profile: Profile;
  /** What a report names: the profile's own version, or it with a mark where another content bears that version already. */
  version: string;
  origin: ProfileRow['origin'];
}

/** Checked rows by what never comes twice: checking one costs more than reading it. One list for each app. */
const CHECKED = new WeakMap<StepParts, Map<string, Profile>>();
const MOST = 100;

/** A stored version was checked when it was stored; since then only its shape can have become strange to the program. */
export function profileOfRow(parts: StepParts, actor: Actor, row: ProfileRow): Result<Profile> {
  const checked = CHECKED.get(parts) ?? new Map<string, Profile>();
  CHECKED.set(parts, checked);
  const key = [actor.org, row.id, row.version, row.at].join('|');
  const known = checked.get(key);
  if (known) return ok(known);
  const read = profileShape.safeParse(row.json);
  if (!read.success)
    return fail(
      'unavailable',
      'profile_unreadable',
      `报告格式“${row.id}”的 ${row.version} 版本读不出来。请联系管理员检查程序版本，数据没有丢失。`,
    );
  if (checked.size >= MOST) checked.clear();
  checked.set(key, read.data);
  return ok(read.data);
}

const shipped = (parts: StepParts, id: string): Profile | undefined => parts.profiles.find((p) => p.id === id);

/** The newest version of a report kind: what a new report is begun with. */
export async function latestProfile(parts: StepParts, actor: Actor, id: string): Promise<Result<FoundProfile>> {
  const profile = shipped(parts, id);
  if (profile) {
    const held = await parts.store.profile(actor, id, profile.version);
    const clash = held && JSON.stringify(held.json) !== JSON.stringify(profile);
    const version = clash
      ? `${profile.version}+${(await digest(JSON.stringify(profile))).slice(0, 8)}`
      : profile.version;
    return ok({ profile, version, origin: 'builtin' });
  }
  const row = await parts.store.profile(actor, id, null);
  if (!row) return unknownProfile(parts, actor, id);
  const read = profileOfRow(parts, actor, row);
  return read.ok ? ok({ profile: read.value, version: row.version, origin: 'own' }) : read;
}

/** The version a report names; reports older than stored versions are read with the shipped one. */
export async function pinnedProfile(
  parts: StepParts,
  actor: Actor,
  id: string,
  version: string,
): Promise<Result<FoundProfile>> {
  const row = await parts.store.profile(actor, id, version);
  if (row) {
    const read = profileOfRow(parts, actor, row);
    return read.ok ? ok({ profile: read.value, version: row.version, origin: row.origin }) : read;
  }
  const profile = shipped(parts, id);
  if (profile) return ok({ profile, version, origin: 'builtin' });
  return fail(
    'unavailable',
    'profile_missing',
    `这份报告用的格式“${id}”没有安装。请管理员把对应的格式文件放回 db/profiles 后重启。`,
  );
}

/** The report's kind, where one of these keys has choices that it names; null where none has. */
export async function namingOf(
  parts: StepParts,
  actor: Actor,
  report: Pick<ReportRow, 'profile' | 'profileVersion'>,
  keys: readonly string[],
): Promise<Result<Naming | null>> {
  if (!keys.some(isNamedByProfile)) return ok(null);
  const found = await pinnedProfile(parts, actor, report.profile, report.profileVersion);
  return found.ok ? ok(found.value.profile) : found;
}

/** Keeps the version with the organisation, so that the report can be read with it for ever. */
export const keepProfile = (found: FoundProfile, at: string): Write => ({
  do: 'keep-profile',
  profile: { id: found.profile.id, version: found.version, origin: found.origin, json: found.profile, at },
});

async function unknownProfile(parts: StepParts, actor: Actor, id: string) {
  const own = await parts.store.profiles(actor);
  const known = [...parts.profiles.map((p) => p.id), ...own.map((r) => r.id)];
  return fail('bad-input', 'unknown_profile', `没有报告格式“${id}”。可用的格式：${known.join('、')}。`, {
    profiles: known,
  });
}
