import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  Drafted,
  FactList,
  Settled,
  WireRevision,
  WireSection,
  WireSectionVersion,
  WireVersions,
} from '../../src/http/wire.ts';
import { INVENTED_REPORT } from './invented-report.ts';
import { call, chat, localApp, PROFILE } from './local-app.ts';

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

  it('says what it can do when the instruction is beyond it', async () => {
    await put('第一稿。', 0);
    const refused = await revise('写得更生动一些', 1);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'instruction_not_understood']);
    expect(refused.body.error.message).toContain('改为');
    expect(refused.body.error.details.offers).toContain('更简洁');
  });

  it('merges, splits, lists and shortens without a model', async () => {
    await acceptAll();
    await put('我们扎实推进档案工作。\n全年收入1260万元。\n各科室通力配合。', 0);
    expect((await revise('合并第一段和第二段', 1)).body.text).toBe(
      '我们扎实推进档案工作。全年收入1260万元。\n各科室通力配合。',
    );
    expect((await revise('第一段更简洁，语气更正式', 2)).body.text).toBe(
      '我中心推进档案工作。全年收入1260万元。\n各科室通力配合。',
    );
    expect((await revise('删去最后一段', 3)).body).toMatchObject({
      text: '我中心推进档案工作。全年收入1260万元。',
      version: 4,
    });
    expect((await revise('恢复上一版', 4)).body).toMatchObject({ version: 5, reason: 'undo:3' });
  });

  it('works on a selection, told apart by its place', async () => {
    await put('甲事已办。乙事已办。', 0);
    const twice = await revise('删去这句话', 1, '事已办。');
    expect([twice.status, twice.body.error.code]).toEqual([400, 'selection_not_unique']);
    const done = await post<WireSection>('revise', {
      instruction: '把这句改为“事已了。”',
      selection: '事已办。',
      start: 6,
      expectedVersion: 1,
    });
    expect(done.body.text).toBe('甲事已办。乙事已了。');
  });
});

describe('a revision that is shown first', () => {
  const preview = (instruction: string, expectedVersion: number, more: object = {}) =>
    post<WireRevision>('revise', { instruction, expectedVersion, preview: true, ...more });
  const shown = (body: WireRevision): Extract<WireRevision, { is: 'revision' }> => {
    if (body.is !== 'revision') throw new Error(JSON.stringify(body));
    return body;
  };

  it('stores nothing before it is accepted, and then exactly what was shown', async () => {
    await acceptAll();
    const drafted = (await post<Drafted>('draft')).body.section;
    const seen = shown(
      (await preview('改成一段', 1, { selection: drafted.text.split('\n').slice(1, 3).join('\n') })).body,
    );
    expect((await section()).version).toBe(1);
    expect(seen.segments.map((x) => (x.is === 'new' ? '' : x.t)).join('')).toBe(drafted.text);
    expect(seen.segments.map((x) => (x.is === 'gone' ? '' : x.t)).join('')).toBe(seen.text);
    expect(seen.text.slice(0, seen.target.start)).toBe(drafted.text.slice(0, seen.target.start));
    const done = await post<WireSection>('revise/accept', { id: seen.id, text: seen.text, expectedVersion: 1 });
    expect(done.body).toMatchObject({ text: seen.text, version: 2, reason: 'revise', state: 'edited' });
    expect(done.body.paragraphs).toEqual(seen.paragraphs);
  });

  it('is not stored with other words, nor over another version', async () => {
    await put('甲事。乙事。', 0);
    const seen = shown((await preview('删去第二句', 1)).body);
    const other = await post('revise/accept', { id: seen.id, text: '丙事。', expectedVersion: 1 });
    expect([other.status, other.body.error.code]).toEqual([422, 'not_the_preview']);
    await put('甲事。乙事。丁事。', 1);
    const stale = await post('revise/accept', { id: seen.id, text: seen.text, expectedVersion: 1 });
    expect([stale.status, stale.body.error.details.currentVersion]).toEqual([409, 2]);
  });

  it('is stored by its text where the service was started anew, unless that brings in a number', async () => {
    await acceptAll();
    await put('甲事。乙事。', 0);
    const lost = await post<WireSection>('revise/accept', { id: 'gone', text: '甲事。', expectedVersion: 1 });
    expect(lost.body).toMatchObject({ text: '甲事。', version: 2 });
    const number = await post('revise/accept', { id: 'gone', text: '甲事共9999件。', expectedVersion: 2 });
    expect([number.status, number.body.error.code]).toEqual([409, 'unbacked_revision']);
  });

  it('that would change a fact is a proposal with the fact, its value and the new one', async () => {
    await acceptAll();
    await put('2022年部门预算收入总额1260万元。', 0);
    for (const words of ['把“1260万元”改为“1360万元”', '把部门预算收入总额改为1360万元']) {
      const { body } = await preview(words, 1);
      if (body.is !== 'proposal') throw new Error(JSON.stringify(body));
      expect(body.proposal.changes).toMatchObject([
        {
          title: expect.stringContaining('收入'),
          from: { value: '1260', unit: '万元' },
          to: { value: '1360', unit: '万元' },
        },
      ]);
      expect((await section()).text).toContain('1260万元');
      const { request } = body.remedies[0]!;
      expect(request.method).toBe('POST');
      expect(request.path).toBe(`${at}/facts/settle`);
    }
  });

  it('says why it can’t be done, and what can', async () => {
    await put('第一稿。', 0);
    const { body } = await preview('扩写', 1);
    expect(body).toMatchObject({ is: 'cannot', why: expect.stringContaining('没有更多内容') });
  });
});

describe('undo and redo of a section', () => {
  it('bring texts back as new versions, until something else is written', async () => {
    await put('甲。', 0);
    await put('乙。', 1);
    await put('丙。', 2);
    const undo = (v: number) => post<WireSection>('undo', { expectedVersion: v });
    const redo = (v: number) => post<WireSection>('redo', { expectedVersion: v });
    expect((await redo(3)).body.error.code).toBe('nothing_to_redo');
    expect((await undo(3)).body).toMatchObject({ text: '乙。', version: 4, reason: 'undo:2' });
    expect((await undo(4)).body).toMatchObject({ text: '甲。', version: 5 });
    expect((await undo(5)).body.error.code).toBe('nothing_to_undo');
    expect((await redo(5)).body).toMatchObject({ text: '乙。', version: 6, reason: 'redo:2' });
    const stale = await undo(5);
    expect([stale.status, stale.body.error.details.currentVersion]).toEqual([409, 6]);
    const list = await call<WireVersions>(send, 'GET', `${at}/sections/${SID}/versions?from=1&to=3`);
    expect(list.body).toMatchObject({
      undo: 1,
      redo: 3,
      diff: {
        from: 1,
        to: 3,
        segments: [
          { is: 'gone', t: '甲' },
          { is: 'new', t: '丙' },
          { is: 'same', t: '。' },
        ],
      },
    });
    expect(list.body.items.length).toBe(6);
    await put('丁。', 6);
    expect((await redo(7)).body.error.code).toBe('nothing_to_redo');
    const none = await call<Refused>(send, 'GET', `${at}/sections/${SID}/versions?from=9&to=3`);
    expect([none.status, none.body.error.code]).toEqual([404, 'version_not_found']);
  });
});

describe('numbers in staff’s own words', () => {
  const claims = async () => (await section()).claims;
  const follow = (request: { method: string; path: string; body?: unknown }) =>
    call<Refused>(send, request.method, request.path, request.body);

  it('are linked, unknown or in conflict, and are never changed unasked', async () => {
    await acceptAll();
    const text = '2022年部门预算收入总额1360万元，年末在职人员24人。\n全年接待来访群众9999人次。';
    await put(text, 0);
    const found = await claims();
    expect(found.map((c) => [c.text, c.standing])).toEqual([
      ['1360万元', 'conflict'],
      ['24人', 'linked'],
      ['9999人次', 'unknown'],
    ]);
    expect((await section()).text).toBe(text);
    expect(found[0]).toMatchObject({ says: '1260万元', remedies: [{ do: 'change-text' }, { do: 'change-fact' }] });
    for (const c of found) expect(text.slice(c.start, c.end)).toBe(c.text);
  });

  it('that contradict a fact: the text is changed, or the fact, by one button each', async () => {
    await acceptAll();
    await put('2022年部门预算收入总额1360万元。', 0);
    const [one] = await claims();
    expect((await follow(one!.remedies[0]!.request)).status).toBe(200);
    expect((await section()).text).toBe('2022年部门预算收入总额1260万元。');
    expect((await claims())[0]!.standing).toBe('linked');
    await post('undo', { expectedVersion: 2 });
    const [other] = await claims();
    expect((await follow(other!.remedies[1]!.request)).status).toBe(200);
    const now = await section();
    expect(now.text).toBe('2022年部门预算收入总额1360万元。');
    expect(now.claims[0]!.standing).toBe('linked');
  });

  it('that no fact knows are registered with the sentence they stand in', async () => {
    await acceptAll();
    await put('全年接待来访群众9999人次。', 0);
    const [claim] = await claims();
    expect(claim!.remedies.map((r) => r.do)).toEqual(['register-fact']);
    expect((await follow(claim!.remedies[0]!.request)).status).toBe(201);
    const facts = await call<FactList>(send, 'GET', `${at}/facts?key=other_figure`);
    expect(facts.body.items).toMatchObject([
      {
        value: '9999',
        unit: '人次',
        label: '接待来访群众',
        origin: { from: 'person', quote: '全年接待来访群众9999人次。' },
      },
    ]);
    expect((await claims())[0]!.standing).toBe('linked');
  });

  it('cannot be registered from a sentence that does not say them', async () => {
    const body = { key: 'other_figure', value: '5', unit: '人', label: '某数', quote: '全年接待来访群众9999人次。' };
    const refused = await call<Refused>(send, 'POST', `${at}/facts`, body);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'value_not_there']);
  });
});

describe('after a fact changed', () => {
  const settle = (key: string, value: string) => {
    const decide = async () => {
      const { items } = (await call<FactList>(send, 'GET', `${at}/facts?key=${key}&standing=confirmed`)).body;
      const fact = items.find((f) => f.period === 2022 && f.scope === null)!;
      return call<Settled & Refused>(send, 'POST', `${at}/facts/settle`, [
        { id: fact.id, decision: 'edit', value, unit: fact.unit, expectedVersion: fact.version },
      ]);
    };
    return decide();
  };
  const fates = (s: Settled) => s.affected.fates.find((f) => f.id === SID)?.sentences ?? [];
  let drafted: WireSection;
  beforeEach(async () => {
    await acceptAll();
    drafted = (await post<Drafted>('draft')).body.section;
  });

  it('the numbers of drafted sentences follow at once, in one new version, and nothing else moves', async () => {
    const { body } = await settle('budget_income_total', '1280');
    const now = await section();
    expect(now).toMatchObject({ version: 2, reason: 'refresh' });
    expect((await call<{ version: number }>(send, 'GET', at)).body.version).toBe(body.version);
    expect(now.text).toContain('1280万元');
    expect(now.text).not.toContain('1260万元，较上年');
    expect(now.quantities.filter((q) => q.standing === 'unbacked' || q.standing === 'conflict')).toEqual([]);
    const words = (t: string) => t.replace(/\d[\d.]*/g, '#');
    const kept = fates(body).filter((f) => f.fate === 'refreshed');
    expect(kept.length).toBeGreaterThan(0);
    for (const f of kept) {
      expect(words(f.now)).toBe(words(f.was));
      expect(now.text).toContain(f.now);
    }
    // Every line in which no sentence changed is the same to the byte.
    const changed = new Set(fates(body).map((f) => f.paragraph));
    for (const [i, line] of drafted.text.split('\n').entries())
      if (!changed.has(i)) expect(now.text.split('\n')[i]).toBe(line);
  });

  it('undoing the change brings the former text back', async () => {
    const { body } = await settle('budget_income_total', '1280');
    const fact = body.facts.find((f) => f.key === 'budget_income_total')!;
    await call(send, 'POST', `${at}/facts/settle`, [{ id: fact.id, decision: 'undo', expectedVersion: fact.version }]);
    expect((await section()).text).toBe(drafted.text);
  });

  it('a sentence whose claim turned is listed, not patched, and put anew when asked', async () => {
    expect(drafted.text).toContain('较上年增加180万元');
    const { body } = await settle('budget_income_prior_delta', '-80');
    const turned = fates(body).find((f) => f.was.includes('增加180万元'))!;
    expect(turned).toMatchObject({ fate: 'redraft', now: turned.was });
    const stale = (await section()).stale;
    expect(stale.map((s) => s.text)).toContain(turned.was);
    const before = await section();
    const seen = await post<WireRevision>('refresh', { expectedVersion: before.version, preview: true });
    expect((await section()).version).toBe(before.version);
    expect(seen.body.is).toBe('revision');
    const done = await post<WireSection>('refresh', { expectedVersion: before.version });
    expect(done.body).toMatchObject({ version: before.version + 1, reason: 'redraft', stale: [] });
    expect(done.body.text).toContain('较上年减少80万元');
    expect(done.body.quantities.filter((q) => q.standing === 'unbacked' || q.standing === 'conflict')).toEqual([]);
    const none = await post('refresh', { expectedVersion: before.version + 1 });
    expect([none.status, none.body.error.code]).toEqual([409, 'nothing_stale']);
  });

  it('a locked section and staff’s own words are only named', async () => {
    await put(`${drafted.text}\n本年部门预算收入总额1260万元，执行平稳。`, 1);
    await post('lock');
    const { body } = await settle('budget_income_total', '1280');
    const own = body.affected.fates.find((f) => f.id === SID)!;
    expect(own).toMatchObject({ locked: true, version: 2 });
    expect(new Set(own.sentences.map((f) => f.fate))).toEqual(new Set(['redraft', 'staff']));
    expect(await section()).toMatchObject({ version: 2 });
    await post('unlock');
    const said = (await section()).claims.find((c) => c.text === '1260万元')!;
    expect(said).toMatchObject({ standing: 'conflict', says: '1280万元' });
  });
});

describe('an order in the chat to change words', () => {
  const id = () => at.split('/').at(-1)!;
  const told = (events: Awaited<ReturnType<typeof chat>>, kind: string) =>
    events.filter((e) => e.kind === kind).map((e) => e.payload);

  it('is carried out on the section, with what was and what is', async () => {
    await acceptAll();
    await put('我们扎实推进档案工作。\n全年收入1260万元。', 0);
    const events = await chat(send, id(), `把${SID}第一段改得更简洁`);
    const [seen] = told(events, 'revision') as { segments: { is: string; t: string }[]; version: number }[];
    const now = await section();
    expect(now).toMatchObject({ version: 2, text: '我们推进档案工作。\n全年收入1260万元。' });
    expect(seen!.version).toBe(2);
    expect(seen!.segments.map((x) => (x.is === 'gone' ? '' : x.t)).join('')).toBe(now.text);
    expect(seen!.segments.some((x) => x.is === 'gone' && x.t === '扎实')).toBe(true);
  });

  it('that would change a fact asks first, and 是 changes the fact and the text with it', async () => {
    await acceptAll();
    await post('draft');
    const asked = await chat(send, id(), `把${SID}里的“1260万元，较上年”改为“1280万元，较上年”`);
    expect(told(asked, 'proposal')).toHaveLength(1);
    expect((await section()).version).toBe(1);
    await chat(send, id(), '是');
    const now = await section();
    expect(now.text).toContain('1280万元，较上年');
    expect(now.version).toBe(2);
  });

  it('says what it cannot do, and what it can', async () => {
    await put('第一稿。', 0);
    const said = told(await chat(send, id(), `把${SID}扩写一下`), 'say') as { text: string }[];
    expect(said.map((s) => s.text).join()).toContain('没有更多内容可以扩写');
    expect((await section()).version).toBe(1);
  });
});
