// The organisation's own report kinds: import, copy, edit, delete. Each is stored whole, as a new version; none is overwritten.
import { fail, ok, type Result } from '../core/problem.ts';
import { type Profile, readProfile } from '../core/profile.ts';
import type { Actor, ProfileRow } from '../ports.ts';
import { latestProfile, pinnedProfile, profileOfRow } from './find-profile.ts';
import { committed, type StepParts } from './parts.ts';

export interface ListedProfile {
  profile: Profile;
  version: string;
  origin: ProfileRow['origin'];
}

/** The shipped ones, then the organisation's own at their latest version. */
export async function listProfiles(parts: StepParts, actor: Actor): Promise<ListedProfile[]> {
  const own = await parts.store.profiles(actor);
  return [
    ...parts.profiles.map((profile) => ({ profile, version: profile.version, origin: 'builtin' as const })),
    ...own.flatMap((row) => {
      const read = profileOfRow(parts, actor, row);
      if (!read.ok) parts.log.warn('profile unreadable', { profile: row.id, version: row.version });
      return read.ok ? [{ profile: read.value, version: row.version, origin: row.origin }] : [];
    }),
  ];
}

export const noProfile = (id: string) =>
  fail('not-found', 'profile_not_found', `没有报告格式“${id}”。请在格式列表里重新选择。`);

/** `version` null: the newest. */
export async function showProfile(
  parts: StepParts,
  actor: Actor,
  id: string,
  version: string | null,
): Promise<Result<ListedProfile>> {
  if (version === null) {
    const found = await latestProfile(parts, actor, id);
    return !found.ok && found.problem.code === 'unknown_profile' ? noProfile(id) : found;
  }
  const found = await pinnedProfile(parts, actor, id, version);
  return found.ok && found.value.version === version && found.value.profile.version === version.split('+')[0]
    ? found
    : noProfile(`${id} ${version}`);
}

export interface Checked {
  ok: boolean;
  /** Chinese, each naming its field; all of them. */
  faults: string[];
  profile: Profile | null;
}

/** Reads and cross-checks a profile without storing it. */
export function checkProfile(parts: Pick<StepParts, 'library'>, json: unknown): Checked {
  const read = readProfile(json, parts.library);
  return read.ok ? { ok: true, faults: [], profile: read.profile } : { ok: false, faults: read.faults, profile: null };
}

export type NewProfile =
  | { profile: unknown }
  /** A copy under another id, to be edited. */
  | { copy: string; as: string; name?: string | undefined; cityCaps?: boolean | undefined };

/** Stores a new version and answers it. `expectedVersion`: the version an edit began with. */
export async function addProfile(
  parts: StepParts,
  actor: Actor,
  given: NewProfile,
  expectedVersion: string | null,
): Promise<Result<ListedProfile>> {
  const json = await jsonOf(parts, actor, given);
  if (!json.ok) return json;
  const checked = checkProfile(parts, json.value);
  if (!checked.profile)
    return fail(
      'bad-input',
      'bad_profile',
      `报告格式有${checked.faults.length}处错误，没有保存：${checked.faults.slice(0, 3).join('；')}${checked.faults.length > 3 ? '……' : ''}。请按列出的位置改正后重试。`,
      { faults: checked.faults },
    );
  const { id } = checked.profile;
  if (parts.profiles.some((p) => p.id === id))
    return fail(
      'conflict',
      'builtin_profile',
      `“${id}”是随程序提供的格式，不能覆盖。请把编号（id）改成自己的，例如“${id}-own”，再保存。`,
    );
  const held = await parts.store.profile(actor, id, null);
  if (expectedVersion !== null && held?.version !== expectedVersion)
    return fail('stale', 'stale_version', '这个格式已被他人改过，本次修改没有保存。请在最新版本上重做。', {
      currentVersion: held?.version ?? null,
    });
  const version = await freeVersion(parts, actor, id, checked.profile.version);
  const profile = { ...checked.profile, version };
  const at = parts.clock.now();
  const row = { id, version, origin: 'own', json: profile, at } as const;
  return committed(await parts.store.commit(actor, [{ do: 'add-profile', profile: row }]), {
    profile,
    version,
    origin: 'own' as const,
  });
}

async function jsonOf(parts: StepParts, actor: Actor, given: NewProfile): Promise<Result<unknown>> {
  if ('profile' in given) return ok(given.profile);
  const from = await showProfile(parts, actor, given.copy, null);
  if (!from.ok) return from;
  const name = given.name ?? `${from.value.profile.name}（本单位）`;
  const { scoring } = from.value.profile;
  const caps = given.cityCaps ? (scoring.capsOnOffer?.caps ?? scoring.caps) : scoring.caps;
  return ok({ ...from.value.profile, id: given.as, name, version: '1.0.0', scoring: { ...scoring, caps } });
}

/** The version the file gives, or the next one of that kind that no stored version bears. */
async function freeVersion(parts: StepParts, actor: Actor, id: string, wanted: string): Promise<string> {
  const plain = wanted.split('+')[0]!;
  const m = /^(.*?)(\d{1,9})$/.exec(plain);
  let [stem, n] = m ? [m[1]!, Number(m[2])] : [`${plain}.`, 0];
  for (let version = plain; ; version = `${stem}${++n}`)
    if (!(await parts.store.profile(actor, id, version))) return version;
}

export async function deleteProfile(parts: StepParts, actor: Actor, id: string): Promise<Result<ListedProfile>> {
  if (parts.profiles.some((p) => p.id === id))
    return fail('conflict', 'builtin_profile', `“${id}”是随程序提供的格式，不能删除。`);
  const shown = await showProfile(parts, actor, id, null);
  if (!shown.ok) return shown;
  const done = await parts.store.commit(actor, [{ do: 'delete-profile', profile: id }]);
  if (!done.ok && done.why === 'locked')
    return fail(
      'blocked',
      'profile_in_use',
      `还有${done.current ?? ''}份报告用这个格式，不能删除。请先删除这些报告，或保留这个格式。`,
    );
  return committed(done, shown.value);
}
