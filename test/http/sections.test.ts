import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Drafted, FactList, WireSection, WireSectionVersion } from '../../src/http/wire.ts';
import { INVENTED_REPORT } from './invented-report.ts';
import { call, localApp, PROFILE } from './local-app.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

type Refused = { error: { code: string; message: string; details: Record<string, unknown> } };

/** The section on budget and execution: the one with most figures. */
const SID = PROFILE.outline.find((o) => o.requires.includes('budget_income_total'))!.id;

let at = '';
beforeEach(async () => {
  const made = await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2022 });
  at = `/api/reports/${made.body.id}`;
  await call(send, 'POST', `${at}/sources`, { name: '自评报告', text: INVENTED_REPORT, role: 'prior' });
});

async function acceptAll(): Promise<void> {
  const { items, conflicts } = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
  const beaten = new Set(conflicts.flatMap((c) => c.ids.slice(1)));
  const decisions = items.filter((f) => !beaten.has(f.id)).map((f) => ({ id: f.id, decision: 'accept' }));
  expect((await call(send, 'POST', `${at}/facts/settle`, decisions)).status).toBe(200);
}

const post = <T>(word: string, body: object = {}) =>
  call<T & Refused>(send, 'POST', `${at}/sections/${SID}/${word}`, body);
const put = (text: string, expectedVersion: number) =>
  call<WireSection & Refused>(send, 'PUT', `${at}/sections/${SID}`, { text, expectedVersion });
const section = async (): Promise<WireSection> =>
  (await call<{ items: WireSection[] }>(send, 'GET', `${at}/sections`)).body.items.find((s) => s.id === SID)!;

describe('a drafted section', () => {
  it('uses confirmed facts only, and every quantity in it is backed', async () => {
    const before = await post<Drafted>('draft');
    expect(before.body.section.text).not.toContain('1260');
    expect(before.body.missing.length).toBeGreaterThan(0);
    await acceptAll();
    const after = await post<Drafted>('draft', { expectedVersion: 1 });
    expect(after.body.section.text).toContain('1260');
    expect(after.body.section).toMatchObject({ version: 2, state: 'drafted', reason: 'draft' });
    expect(after.body.section.quantities.filter((q) => q.standing !== 'backed' && q.standing !== 'exempt')).toEqual([]);
    for (const q of after.body.section.quantities) expect(after.body.section.text.slice(q.start, q.end)).toBe(q.text);
  });

  it('is refused when someone wrote in the meantime, with the version there is now', async () => {
    await post('draft');
    const stale = await post('draft', { expectedVersion: 0 });
    expect([stale.status, stale.body.error.code, stale.body.error.details.currentVersion]).toEqual([
      409,
      'stale_version',
      1,
    ]);
  });
});

describe('a section in staff’s own words', () => {
  it('is kept as typed, with its quantities linked, unknown or in conflict', async () => {
    await acceptAll();
    const text = '2022年部门预算收入总额1260万元。\n全年接待来访群众9999人次。';
    const done = await put(text, 0);
    expect(done.body).toMatchObject({ text, version: 1, state: 'edited', reason: 'replace' });
    const standing = Object.fromEntries(done.body.quantities.map((q) => [q.text, q.standing]));
    expect(standing['1260万元']).toBe('backed');
    expect(['unbacked', 'conflict']).toContain(standing['9999人次']);
    const run = done.body.paragraphs[0]!.runs.find((r) => r.t === '1260万元');
    expect(run?.by).toMatchObject({ kind: 'fact', key: 'budget_income_total', period: 2022 });
    expect(done.body.paragraphs.map((p) => p.origin)).toEqual(['staff', 'staff']);
  });

  it('keeps the program’s own paragraphs as the program’s where they were not touched', async () => {
    await acceptAll();
    const drafted = (await post<Drafted>('draft')).body.section;
    const done = await put(`${drafted.text}\n以上情况属实。`, 1);
    expect(done.body.paragraphs.map((p) => p.origin)).toEqual([...drafted.paragraphs.map(() => 'embedded'), 'staff']);
    expect(done.body.paragraphs.slice(0, -1)).toEqual(drafted.paragraphs);
  });

  it('is not lost to a stale window and cannot be emptied', async () => {
    await put('第一稿。', 0);
    const stale = await put('另一窗口。', 0);
    expect([stale.status, stale.body.error.details.currentVersion]).toEqual([409, 1]);
    expect((await put('  \n', 1)).status).toBe(400);
    expect((await section()).text).toBe('第一稿。');
  });
});

describe('versions', () => {
  it('are all kept; an earlier one is restored as a new one', async () => {
    await put('第一稿。', 0);
    await put('第二稿。', 1);
    const restored = await post<WireSection>('restore', { version: 1, expectedVersion: 2 });
    expect(restored.body).toMatchObject({ text: '第一稿。', version: 3, reason: 'restore:1' });
    const versions = await call<{ items: WireSectionVersion[] }>(send, 'GET', `${at}/sections/${SID}/versions`);
    expect(versions.body.items.map((v) => v.text).sort()).toEqual(['第一稿。', '第一稿。', '第二稿。']);
    const none = await post('restore', { version: 9, expectedVersion: 3 });
    expect([none.status, none.body.error.code]).toEqual([404, 'version_not_found']);
  });
});

describe('a locked section', () => {
  it('refuses every change until it is unlocked', async () => {
    expect((await post('lock')).status).toBe(409);
    await put('定稿。', 0);
    expect((await post<WireSection>('lock')).body).toMatchObject({ state: 'locked', locked: true });
    for (const refused of [
      await put('改动。', 1),
      await post('draft'),
      await post('restore', { version: 1, expectedVersion: 1 }),
      await post('revise', { instruction: '删去定稿', expectedVersion: 1 }),
    ])
      expect([refused.status, (refused.body as Refused).error.code]).toEqual([409, 'section_locked']);
    expect((await post<WireSection>('unlock')).body.locked).toBe(false);
    expect((await put('改动。', 1)).status).toBe(200);
  });
});

describe('a revision by instruction', () => {
  const revise = (instruction: string, expectedVersion: number, selection?: string) =>
    post<WireSection>('revise', { instruction, expectedVersion, ...(selection ? { selection } : {}) });

  it('makes exact edits', async () => {
    await acceptAll();
    await put('2022年部门预算收入总额1260万元，成效非常显著。', 0);
    const done = await revise('把“成效非常显著”改为“执行情况良好”', 1);
    expect(done.body).toMatchObject({
      text: '2022年部门预算收入总额1260万元，执行情况良好。',
      version: 2,
      reason: 'revise',
    });
    const less = await revise('删去“，执行情况良好”', 2);
    expect(less.body.text).toBe('2022年部门预算收入总额1260万元。');
  });

  it('does not let a figure in that no fact backs', async () => {
    await acceptAll();
    await put('2022年部门预算收入总额1260万元。', 0);
    const refused = await revise('把1260万元改为1360万元', 1);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'unbacked_revision']);
    expect(refused.body.error.message).toContain('1360万元');
    expect((await section()).version).toBe(1);
  });

  it('says what it can do when the instruction is no exact edit', async () => {
    await put('第一稿。', 0);
    const refused = await revise('写得更生动一些', 1);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'instruction_not_understood']);
    expect(refused.body.error.message).toContain('改为');
  });
});
