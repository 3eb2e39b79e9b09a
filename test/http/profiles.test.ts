// The report kinds over HTTP: shipped and own ones, versions that stay, and a report that moves only when it is told to.
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.ts';
import { createApp } from '../../src/http/app.ts';
import { PROFILES, profileNamed, WRITTEN } from '../profiles.ts';
import { call, localApp, PROFILE, type Send } from './local-app.ts';

interface View {
  id: string;
  version: string;
  name: string;
  origin: string;
  verify: { field: string; check: string; against: string }[];
  json: Profile;
}
interface Failed {
  error: { code: string; message: string; details?: { faults?: string[]; currentVersion?: string } };
}
interface Pinned {
  version: string;
  reportVersion: number;
  newer: { version: string; changes: string[] } | null;
}

const full = () => localApp({ profiles: PROFILES });
const copy = (send: Send, as: string, from = 'hunan') =>
  call<View & Failed>(send, 'POST', '/api/profiles', { copy: from, as });
const begin = async (send: Send, profile: string) =>
  (
    await call<{ id: string; profileVersion: string; version: number }>(send, 'POST', '/api/reports', {
      profile,
      period: 2023,
    })
  ).body;

describe('report kinds', () => {
  it('are listed with origin and what to verify, shipped ones first', async () => {
    const { send } = full();
    await copy(send, 'hunan-own');
    const { body } = await call<{ items: View[] }>(send, 'GET', '/api/profiles');
    expect(body.items.map((p) => [p.id, p.origin])).toEqual([
      ...PROFILES.map((p) => [p.id, 'builtin']),
      ['hunan-own', 'own'],
    ]);
    expect(body.items[0]!.verify[0]).toMatchObject({ field: 'outline', against: expect.stringContaining('通知') });
  });

  it('are shown whole: what is shown can be sent back', async () => {
    const { send } = full();
    const { body } = await call<View>(send, 'GET', '/api/profiles/hubei');
    expect(body.json).toEqual(profileNamed('hubei'));
    const edited = { ...body.json, id: 'hubei-own', name: '本县格式' };
    const made = await call<View>(send, 'POST', '/api/profiles', { profile: edited });
    expect([made.status, made.body.origin, made.body.version]).toEqual([201, 'own', '1.0.0']);
    expect((await call<View>(send, 'GET', '/api/profiles/hubei-own')).body.json).toEqual(edited);
  });

  it('may name passages of the library; what is stored is whole in itself', async () => {
    const { send } = full();
    const written = { ...(WRITTEN.get('yunnan') as object), id: 'yunnan-own' };
    expect(JSON.stringify(written)).toContain('"use"');
    const made = await call<View>(send, 'POST', '/api/profiles', { profile: written });
    expect(made.status).toBe(201);
    expect(JSON.stringify(made.body.json)).not.toContain('"use"');
    expect(made.body.json.outline).toEqual(profileNamed('yunnan').outline);
  });

  it('are copied under another id, with the caps on offer where they are asked for', async () => {
    const { send } = full();
    const plain = await copy(send, 'plain', 'national-generic');
    expect([plain.body.version, plain.body.name]).toEqual(['1.0.0', '部门整体支出绩效自评报告（全国通用）（本单位）']);
    expect(plain.body.json.scoring.caps).toEqual([]);
    const body = { copy: 'national-generic', as: 'capped', name: '某市格式', cityCaps: true };
    const capped = await call<View>(send, 'POST', '/api/profiles', body);
    expect(capped.body.name).toBe('某市格式');
    expect(capped.body.json.scoring.caps).toEqual(profileNamed('national-generic').scoring.capsOnOffer!.caps);
  });

  it('are checked without being stored, all faults together', async () => {
    const { send } = full();
    const bad = { ...profileNamed('hunan'), titlePattern: '报告', executionBase: 'whatever' };
    const checked = await call<{ ok: boolean; faults: string[] }>(send, 'POST', '/api/profiles/check', {
      profile: bad,
    });
    expect(checked.body).toMatchObject({ ok: false, faults: ['executionBase：只能是 initial、full_year、available'] });
    const worse = { ...profileNamed('hunan'), titlePattern: '报告', grades: [] };
    const again = await call<{ faults: string[] }>(send, 'POST', '/api/profiles/check', { profile: worse });
    expect(again.body.faults).toHaveLength(2);
    const sound = await call(send, 'POST', '/api/profiles/check', { profile: profileNamed('hunan') });
    expect(sound.body).toMatchObject({ ok: true, faults: [], id: 'hunan' });
  });

  it.each<[string, (send: Send) => unknown, number, string, string]>([
    [
      'a faulty one',
      () => ({ profile: { ...PROFILE, id: 'own', titlePattern: '报告' } }),
      400,
      'bad_profile',
      '没有保存',
    ],
    ['nothing at all', () => ({}), 400, 'bad_body', ''],
    ['the id of a shipped one', () => ({ profile: PROFILE }), 409, 'builtin_profile', '不能覆盖'],
    ['a copy of none', () => ({ copy: 'nowhere', as: 'own' }), 404, 'profile_not_found', 'nowhere'],
    ['a copy under a bad id', () => ({ copy: 'hunan', as: '湖南' }), 400, 'bad_profile', '编号'],
  ])('%s is refused with a clear word', async (_, body, status, code, words) => {
    const { send } = full();
    const refused = await call<Failed>(send, 'POST', '/api/profiles', body(send));
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
    expect(refused.body.error.message).toContain(words);
    expect((await call<{ items: View[] }>(send, 'GET', '/api/profiles')).body.items).toHaveLength(PROFILES.length);
  });

  it('are never overwritten: an edit is the next version, and a stale one is refused', async () => {
    const { send } = full();
    const first = (await copy(send, 'own')).body;
    const edit = (name: string) => ({ ...first.json, name });
    const second = await call<View>(send, 'POST', '/api/profiles', { profile: edit('改一'), expectedVersion: '1.0.0' });
    expect(second.body).toMatchObject({ version: '1.0.1', name: '改一' });
    const stale = await call<Failed>(send, 'POST', '/api/profiles', {
      profile: edit('改二'),
      expectedVersion: '1.0.0',
    });
    expect([stale.status, stale.body.error.details?.currentVersion]).toEqual([409, '1.0.1']);
    const old = await call<View>(send, 'GET', '/api/profiles/own?version=1.0.0');
    expect(old.body.name).toBe(first.name);
    expect((await call<View>(send, 'GET', '/api/profiles/own')).body.name).toBe('改一');
    expect((await call(send, 'GET', '/api/profiles/own?version=7')).status).toBe(404);
  });

  it('go only when no report uses them, and shipped ones never', async () => {
    const { send } = full();
    await copy(send, 'own');
    const report = await begin(send, 'own');
    const kept = await call<Failed>(send, 'DELETE', '/api/profiles/own');
    expect([kept.status, kept.body.error.code]).toEqual([409, 'profile_in_use']);
    await call(send, 'DELETE', `/api/reports/${report.id}`);
    expect((await call(send, 'DELETE', '/api/profiles/own')).status).toBe(200);
    expect((await call(send, 'GET', '/api/profiles/own')).status).toBe(404);
    expect((await call<Failed>(send, 'DELETE', '/api/profiles/hunan')).body.error.code).toBe('builtin_profile');
  });

  it('are each organisation’s own', async () => {
    const { send, parts } = full();
    await copy(send, 'own');
    const other = createApp({
      ...parts,
      actorOf: () => ({ ...parts.actorOf(new Request('http://x'))!, org: 'org-2' as never }),
    });
    expect((await other.request('http://127.0.0.1/api/profiles/own')).status).toBe(404);
    const listed = (await (await other.request('http://127.0.0.1/api/profiles')).json()) as { items: View[] };
    expect(listed.items).toHaveLength(PROFILES.length);
  });
});

describe('a report and its version', () => {
  it('stays with what it was begun with, also when a newer one is shipped, until it is moved', async () => {
    const { send, parts } = full();
    const report = await begin(send, 'hunan');
    expect(report.profileVersion).toBe('1.0.0');
    const now = await call<Pinned>(send, 'GET', `/api/reports/${report.id}/profile`);
    expect(now.body).toMatchObject({ version: '1.0.0', newer: null });

    const hunan = structuredClone(profileNamed('hunan'));
    hunan.version = '1.1.0';
    hunan.thresholds.lowExecution = 85;
    hunan.outline.find((s) => s.id === '8')!.title = '整改措施';
    const shipped = createApp({ ...parts, profiles: PROFILES.map((p) => (p.id === 'hunan' ? hunan : p)) });
    const later: Send = async (path, init) => shipped.request(`http://127.0.0.1:8787${path}`, init);
    const titles = async () =>
      (await call<{ progress: { title: string }[] }>(later, 'GET', `/api/reports/${report.id}`)).body.progress.map(
        (p) => p.title,
      );
    expect(await titles()).toContain('下一步改进措施');
    const seen = await call<Pinned>(later, 'GET', `/api/reports/${report.id}/profile`);
    expect(seen.body).toMatchObject({
      version: '1.0.0',
      newer: {
        version: '1.1.0',
        changes: ['执行率偏低的提示线由90%改为85%。', '章节“八、下一步改进措施”改为“八、整改措施”。'],
      },
    });

    const move = (body: unknown) => call<Pinned & Failed>(later, 'POST', `/api/reports/${report.id}/profile`, body);
    expect((await move({ version: '9', expectedVersion: 1 })).body.error.code).toBe('stale_version');
    expect((await move({ version: '1.1.0', expectedVersion: 7 })).status).toBe(409);
    expect((await move({ version: '1.1.0', expectedVersion: 1 })).body).toMatchObject({
      version: '1.1.0',
      reportVersion: 2,
      newer: null,
    });
    expect(await titles()).toContain('整改措施');
    expect((await begin(later, 'hunan')).profileVersion).toBe('1.1.0');
  });

  it('a shipped file that was edited without a new version does not change reports that exist', async () => {
    const { send, parts } = full();
    const report = await begin(send, 'hunan');
    const hunan = { ...profileNamed('hunan'), titlePattern: '{unit}{year}年度自评' };
    const app = createApp({ ...parts, profiles: PROFILES.map((p) => (p.id === 'hunan' ? hunan : p)) });
    const later: Send = async (path, init) => app.request(`http://127.0.0.1:8787${path}`, init);
    const seen = await call<Pinned>(later, 'GET', `/api/reports/${report.id}/profile`);
    expect(seen.body.version).toBe('1.0.0');
    expect(seen.body.newer).toMatchObject({
      version: expect.stringMatching(/^1\.0\.0\+[0-9a-f]{8}$/),
      changes: ['标题改为“{unit}{year}年度自评”。'],
    });
    const fresh = await begin(later, 'hunan');
    expect(fresh.profileVersion).toMatch(/^1\.0\.0\+/);
    expect((await call<Pinned>(later, 'GET', `/api/reports/${fresh.id}/profile`)).body.newer).toBe(null);
  });

  it('an own profile that is edited leaves the reports begun with it as they are', async () => {
    const { send } = full();
    const first = (await copy(send, 'own')).body;
    const report = await begin(send, 'own');
    await call(send, 'POST', '/api/profiles', { profile: { ...first.json, moneyUnit: '元' } });
    const seen = await call<Pinned>(send, 'GET', `/api/reports/${report.id}/profile`);
    expect(seen.body).toMatchObject({
      version: '1.0.0',
      newer: { version: '1.0.1', changes: ['正文金额单位由万元改为元。'] },
    });
  });

  it('a kind that is no longer shipped is still read by its reports', async () => {
    const { send, parts } = full();
    const report = await begin(send, 'sichuan');
    const app = createApp({ ...parts, profiles: [PROFILE] });
    const later: Send = async (path, init) => app.request(`http://127.0.0.1:8787${path}`, init);
    expect((await call(later, 'GET', `/api/reports/${report.id}`)).status).toBe(200);
    expect((await call<Pinned>(later, 'GET', `/api/reports/${report.id}/profile`)).body).toMatchObject({
      version: '1.0.0',
      newer: null,
    });
    const refused = await call<Failed>(later, 'POST', '/api/reports', { profile: 'sichuan', period: 2023 });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'unknown_profile']);
  });
});
