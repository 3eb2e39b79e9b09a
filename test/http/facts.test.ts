import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AddedFact, FactList, Settled, WireFact, WireFactEvent } from '../../src/http/wire.ts';
import { profileNamed } from '../profiles.ts';
import { INVENTED_REPORT } from './invented-report.ts';
import { call, localApp } from './local-app.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

type Refused = { error: { code: string; message: string; details: Record<string, unknown> } };

let at = '';
beforeEach(async () => {
  const made = await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2022 });
  at = `/api/reports/${made.body.id}`;
  await call(send, 'POST', `${at}/sources`, { name: '自评报告', text: INVENTED_REPORT, role: 'prior' });
});

const facts = async (): Promise<WireFact[]> => (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body.items;
const one = async (key: string): Promise<WireFact> => (await facts()).find((f) => f.key === key)!;
const settle = (decisions: object[]) => call<Settled & Refused>(send, 'POST', `${at}/facts/settle`, decisions);
const history = async (key: string) =>
  (await call<{ items: WireFactEvent[] }>(send, 'GET', `${at}/facts/${key}/history`)).body.items;

describe('settling facts', () => {
  it('accepts, edits and rejects in one go, and remembers who did', async () => {
    const [income, staff] = [await one('budget_income_total'), await one('staff_in_post')];
    const projects = await one('projects_total');
    const done = await settle([
      { id: income.id, decision: 'accept', expectedVersion: income.version },
      { id: staff.id, decision: 'edit', value: '25' },
      { id: projects.id, decision: 'reject', reason: '另行统计' },
    ]);
    expect(done.status).toBe(200);
    expect((await one('budget_income_total')).standing).toEqual({ is: 'confirmed', by: 'user-1' });
    expect(await one('staff_in_post')).toMatchObject({ value: '25', unit: '人', origin: { from: 'person' } });
    expect((await one('projects_total')).standing).toEqual({ is: 'rejected', why: '另行统计' });
    expect((await history('staff_in_post')).map((e) => [e.what, e.after.claim.value])).toEqual([
      ['found', '24'],
      ['edited', '25'],
    ]);
  });

  it('does all or nothing: one stale decision keeps every other from being stored', async () => {
    const before = await facts();
    const [a, b] = before;
    const done = await settle([
      { id: a!.id, decision: 'accept' },
      { id: b!.id, decision: 'accept', expectedVersion: b!.version + 7 },
    ]);
    expect([done.status, done.body.error.code]).toEqual([409, 'stale_version']);
    expect(done.body.error.details).toMatchObject({ id: b!.id, currentVersion: b!.version });
    expect(await facts()).toEqual(before);
  });

  it.each([
    ['keeps 约 where nothing is said of it', {}, { value: '1600', qualifier: '约' }],
    ['takes 约 away when told to', { qualifier: null }, { value: '1600', qualifier: null }],
    ['takes another word', { qualifier: '近' }, { value: '1600', qualifier: '近' }],
  ])('an edit %s', async (_, more, now) => {
    const typed = { key: 'house_area', value: '1500', unit: '平方米', qualifier: '约' };
    const made = await call<AddedFact>(send, 'POST', `${at}/facts`, typed);
    const done = await settle([{ id: made.body.fact.id, decision: 'edit', value: '1600', ...more }]);
    expect([done.status, done.body.facts[0]]).toMatchObject([200, now]);
    const again = { id: made.body.fact.id, decision: 'edit', value: '1600', ...more, expectedVersion: 1 };
    expect((await settle([again])).body.facts[0]).toMatchObject(now);
  });

  it.each([
    ['a fact that is not there', () => [{ id: 'none', decision: 'accept' }], 404, 'fact_not_found'],
    ['no decision at all', () => [], 400, 'bad_body'],
  ])('refuses %s', async (_, decisions, status, code) => {
    const done = await settle(decisions());
    expect([done.status, done.body.error.code]).toEqual([status, code]);
  });

  it('refuses an edit to something that is no number, naming the field, and changes nothing', async () => {
    const income = await one('budget_income_total');
    const done = await settle([{ id: income.id, decision: 'edit', value: '很多' }]);
    expect([done.status, done.body.error.code, done.body.error.details.field]).toEqual([400, 'bad_value', 'value']);
    expect(await one('budget_income_total')).toEqual(income);
  });

  it('settles a dispute by accepting one side; the other is kept as rejected', async () => {
    const text = INVENTED_REPORT.replaceAll('1260万元', '1206万元');
    await call(send, 'POST', `${at}/sources`, { name: '修改稿', text, role: 'material' });
    const sides = (await facts()).filter((f) => f.key === 'budget_income_total' && f.period === 2022);
    expect(sides.map((f) => f.standing.is)).toEqual(['disputed', 'disputed']);
    const both = await settle(sides.map((f) => ({ id: f.id, decision: 'accept' })));
    expect([both.status, both.body.error.code]).toEqual([409, 'two_accepted']);
    const right = sides.find((f) => f.value === '1206')!;
    expect((await settle([{ id: right.id, decision: 'accept' }])).status).toBe(200);
    const after = (await facts()).filter((f) => f.key === 'budget_income_total' && f.period === 2022);
    expect(Object.fromEntries(after.map((f) => [f.value, f.standing.is]))).toEqual({
      1206: 'confirmed',
      1260: 'rejected',
    });
  });

  it('keeps the place of what the text says when the value is edited, and takes the edit back', async () => {
    const before = await one('staff_in_post');
    await settle([{ id: before.id, decision: 'edit', value: '25' }]);
    const edited = await one('staff_in_post');
    expect(edited).toMatchObject({
      value: '25',
      origin: { from: 'person' },
      raw: { value: '24', unit: before.unit, origin: before.origin },
    });
    const last = (await history('staff_in_post')).at(-1)!;
    expect([last.what, last.before?.claim.value, last.after.claim.value, last.by]).toEqual([
      'edited',
      '24',
      '25',
      'user-1',
    ]);
    const undone = await settle([{ id: edited.id, decision: 'undo', expectedVersion: edited.version }]);
    expect(undone.status).toBe(200);
    expect(await one('staff_in_post')).toEqual({ ...before, version: edited.version + 1 });
    expect((await history('staff_in_post')).at(-1)?.what).toBe('undone');
  });

  it('takes back an accepted side: both stand against each other again', async () => {
    const text = INVENTED_REPORT.replaceAll('1260万元', '1206万元');
    await call(send, 'POST', `${at}/sources`, { name: '修改稿', text, role: 'material' });
    const sides = async () => (await facts()).filter((f) => f.key === 'budget_income_total' && f.period === 2022);
    const plain = (list: WireFact[]) => list.map(({ version: _, ...rest }) => rest);
    const before = await sides();
    await settle([{ id: before[1]!.id, decision: 'accept', expectedVersion: before[1]!.version }]);
    const accepted = (await sides())[1]!;
    const undo = { id: accepted.id, decision: 'undo', expectedVersion: accepted.version };
    expect((await settle([undo])).body.facts.map((f) => f.id).sort()).toEqual(before.map((f) => f.id).sort());
    expect(plain(await sides())).toEqual(plain(before));
    const again = await settle([undo]);
    expect([again.status, again.body.error.code]).toEqual([409, 'stale_version']);
  });

  it('takes back a whole list of decisions in one go', async () => {
    const before = await facts();
    const high = before.filter((f) => f.confidence === 'high');
    const done = await settle(high.map((f) => ({ id: f.id, decision: 'accept', expectedVersion: f.version })));
    expect(done.body.facts.length).toBe(high.length);
    const undone = await settle(
      done.body.facts.map((f) => ({ id: f.id, decision: 'undo', expectedVersion: f.version })),
    );
    expect(undone.status).toBe(200);
    expect((await facts()).map((f) => f.standing)).toEqual(before.map((f) => f.standing));
  });

  it('has nothing to take back where nobody decided, and needs the version that was seen', async () => {
    const income = await one('budget_income_total');
    const none = await settle([{ id: income.id, decision: 'undo', expectedVersion: income.version }]);
    expect([none.status, none.body.error.code]).toEqual([409, 'nothing_to_undo']);
    const blind = await settle([{ id: income.id, decision: 'undo' }]);
    expect([blind.status, blind.body.error.code]).toEqual([400, 'version_needed']);
  });

  it.each([
    ['accept', {}],
    ['reject', { reason: '另行统计' }],
    ['edit', { value: '25' }],
  ])('answers a repeated %s with how things stand, and changes nothing', async (decision, over) => {
    const staff = await one('staff_in_post');
    const sent = [{ id: staff.id, decision, expectedVersion: staff.version, ...over }];
    const first = await settle(sent);
    const again = await settle(sent);
    expect([first.status, again.status]).toEqual([200, 200]);
    // What it reached was told the first time.
    expect(again.body).toEqual({
      ...first.body,
      affected: {
        figures: [],
        findings: { appear: [], vanish: [], change: [] },
        score: null,
        sections: [],
        cells: [],
        fates: [],
      },
    });
    expect(await history('staff_in_post')).toHaveLength(2);
    const other = await settle([{ ...sent[0]!, decision: decision === 'reject' ? 'accept' : 'reject' }]);
    expect([other.status, other.body.error.code]).toEqual([409, 'stale_version']);
  });

  it('opens a decided fact again', async () => {
    const income = await one('budget_income_total');
    await settle([{ id: income.id, decision: 'reject' }]);
    await settle([{ id: income.id, decision: 'reopen' }]);
    expect((await one('budget_income_total')).standing).toEqual({ is: 'candidate' });
    expect((await history('budget_income_total')).filter((e) => e.factId === income.id).map((e) => e.what)).toEqual([
      'found',
      'rejected',
      'reopened',
    ]);
  });
});

describe('a fact typed by staff', () => {
  const add = (body: object) => call<AddedFact & Refused>(send, 'POST', `${at}/facts`, body);

  it('is confirmed at once, in the report year and the catalogue’s unit', async () => {
    const added = await add({ key: 'carryover_end', value: '３０．５', period: 2021 });
    expect(added.status).toBe(201);
    expect(added.body.fact).toMatchObject({
      value: '30.5',
      unit: '万元',
      period: 2021,
      origin: { from: 'person' },
      standing: { is: 'confirmed', by: 'user-1' },
    });
  });

  it('outvotes an unconfirmed value and says which', async () => {
    const added = await add({ key: 'staff_in_post', value: '25' });
    expect(added.body.changed).toMatchObject([{ value: '24', standing: { is: 'rejected' } }]);
  });

  it('does not silently replace a confirmed value', async () => {
    const income = await one('budget_income_total');
    await settle([{ id: income.id, decision: 'accept' }]);
    const added = await add({ key: 'budget_income_total', value: '1300' });
    expect([added.status, added.body.error.code]).toEqual([409, 'already_confirmed']);
    expect((await one('budget_income_total')).value).toBe('1260');
  });

  it('joins a list as its next entry, with the quantities in it', async () => {
    const before = (await facts()).filter((f) => f.key === 'achievements' && f.period === 2022).length;
    const added = await add({ key: 'achievements', value: '开展档案进校园活动12场' });
    expect(added.body.fact.item).toBe(String(before + 1));
    expect(added.body.changed).toMatchObject([{ key: 'passage_figure', value: '12', unit: '场' }]);
  });

  it('of an unknown key is refused', async () => {
    const added = await add({ key: 'colour', value: '红' });
    expect([added.status, added.body.error.code]).toEqual([400, 'unknown_key']);
  });
});

describe('two people settling at once', () => {
  it('lose nothing: one of two clashing decisions is told so', async () => {
    const income = await one('budget_income_total');
    const decide = (value: string) =>
      settle([{ id: income.id, decision: 'edit', value, expectedVersion: income.version }]);
    const results = await Promise.all([decide('1261'), decide('1262')]);
    expect(results.map((r) => r.status).sort()).toEqual([200, 409]);
    const edits = (await history('budget_income_total')).filter((e) => e.factId === income.id && e.what === 'edited');
    expect(edits).toHaveLength(1);
  });
});

describe('choices that a report kind names itself', () => {
  const plain = profileNamed('jiangxi-2022');
  const own = {
    ...plain,
    scoring: {
      ...plain.scoring,
      bands: [
        { label: '好', from: 70, to: 100 },
        { label: '一般', from: 0, to: 70 },
      ],
    },
    grades: [
      { from: 85, grade: '一等' },
      { from: 0, grade: '二等' },
    ],
  };
  const office = localApp({ profiles: [own] });
  afterAll(() => office.parts.store.close());

  it('are the ones that may be said, typed, edited or tried out; the usual ones are refused with the list', async () => {
    const made = await call<{ id: string }>(office.send, 'POST', '/api/reports', { profile: own.id, period: 2022 });
    const here = `/api/reports/${made.body.id}`;
    const add = (key: string, value: string, scope?: string) =>
      call<AddedFact & Refused>(office.send, 'POST', `${here}/facts`, { key, value, ...(scope ? { scope } : {}) });
    const band = await add('indicator_band', '好', '制度健全性');
    expect(band.status).toBe(201);
    expect((await add('self_grade', '一等')).status).toBe(201);
    for (const [refused, choices] of [
      [await add('indicator_band', '达成年度指标', '资产安全性'), '好、一般'],
      [await add('indicator_band', '好极了', '资产安全性'), '好、一般'],
      [await add('self_grade', '优'), '一等、二等'],
    ] as const) {
      expect([refused.status, refused.body.error.code]).toEqual([400, 'bad_choice']);
      expect(refused.body.error.message).toContain(choices);
    }
    const edit = (value: string) =>
      call<Settled & Refused>(office.send, 'POST', `${here}/facts/settle`, [
        { id: band.body.fact.id, decision: 'edit', value },
      ]);
    expect((await edit('一般')).status).toBe(200);
    expect((await edit('达成年度指标')).body.error.code).toBe('bad_choice');
    const tried = (value: string) =>
      call(office.send, 'POST', `${here}/what-if`, { facts: [{ key: 'indicator_band', value, scope: '制度健全性' }] });
    expect([(await tried('好')).status, (await tried('达成年度指标')).status]).toEqual([200, 400]);
  });
});
