// The scoring table through the API: filled cell by cell, refused with reasons, undone, and never saved over another's change.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.ts';
import type { SavedScore, ScoreEdits, WireFactEvent, WireScore, WireScoreRow } from '../../src/http/wire.ts';
import { call, localApp } from './local-app.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

type Refused = { error: { code: string; message: string; details: Record<string, unknown> } };
type Row = NonNullable<ScoreEdits['rows']>[number];

let at = '';
beforeEach(async () => {
  const made = await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2023 });
  at = `/api/reports/${made.body.id}`;
  for (const [key, value] of [
    ['budget_adjusted_total', '2000'],
    ['final_expenditure_total', '1900'],
  ])
    await call(send, 'POST', `${at}/facts`, { key, value, unit: '万元' });
});

const score = async (): Promise<WireScore> => (await call<WireScore>(send, 'GET', `${at}/score`)).body;
const put = async (edits: Omit<ScoreEdits, 'expectedVersion'>, expectedVersion?: number) =>
  call<SavedScore & Refused>(send, 'PUT', `${at}/score`, {
    expectedVersion: expectedVersion ?? (await score()).version,
    ...edits,
  });
const row = (table: WireScore, name: string): WireScoreRow =>
  table.groups.flatMap((g) => g.rows).find((r) => r.name === name)!;
const cells = (name: string, given: Record<string, string | null>): Row[] =>
  Object.entries(given).map(([field, value]) => ({ name, field, value }));

const FULL: Row[] = [
  ...cells('举办培训', { level1: '产出指标', level2: '数量指标', target: '≥10场', actual: '12场', weight: '30' }),
  ...cells('验收合格率', { level1: '产出指标', level2: '质量指标', target: '≥100%', actual: '90%', weight: '20' }),
  ...cells('办事时间', { level1: '效益指标', level2: '社会效益指标', target: '≤30天', actual: '30天', weight: '30' }),
  ...cells('服务对象满意度', { level1: '满意度指标', target: '≥95%', actual: '96%', weight: '10' }),
];

describe('the final copy and its scoring table', () => {
  const final = async (more = '') => call<Refused>(send, 'GET', `${at}/export?format=docx&kind=final${more}`);
  const openIn = async (more = ''): Promise<unknown> => (await final(more)).body.error.details.score;

  it('names what is open in the table, and no longer once it has a total', async () => {
    expect(await openIn()).toMatchObject({ open: expect.arrayContaining(['产出指标', '效益指标', '满意度指标']) });
    await put({ rows: FULL });
    expect(await openIn()).toBeNull();
    // 30 + 20 + 30 + 10 points and 10 for the execution make 100; 31 make 101.
    await put({ rows: cells('举办培训', { weight: '31' }) });
    expect(await openIn()).toMatchObject({ open: [], issues: [expect.stringContaining('101')] });
    expect(await openIn('&without=score')).toBeNull();
  });
});

describe('a row of which the form wants one', () => {
  it('counts once, the one chosen, in a report kind that an office has made', async () => {
    const shown = await call<{ json: Profile }>(send, 'GET', '/api/profiles/jiangxi-2022');
    const { json } = shown.body;
    const scoring = json.scoring!;
    const [first, ...rest] = scoring.groups;
    const rival = (name: string, figure: string) => ({
      ...first!.rows[0]!,
      name,
      figure,
      oneOf: '结转结余',
    });
    const rows = [rival('结转结余率', 'carryover_rate'), rival('预算执行率', scoring.executionFigure)];
    const profile = { ...json, id: 'own-choice', scoring: { ...scoring, groups: [{ ...first!, rows }, ...rest] } };
    const kept = await call<Refused>(send, 'POST', '/api/profiles', { profile });
    expect([kept.status, kept.body.error?.details]).toEqual([201, undefined]);
    const made = await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'own-choice', period: 2023 });
    at = `/api/reports/${made.body.id}`;
    for (const [key, value] of [
      ['budget_adjusted_total', '2000'],
      ['final_expenditure_total', '1900'],
      ['carryover_end', '100'],
    ])
      await call(send, 'POST', `${at}/facts`, { key, value, unit: '万元' });
    await put({ rows: FULL });
    const before = await score();
    expect(['结转结余率', '预算执行率'].map((n) => row(before, n).passedOver)).toEqual([true, false]);
    const done = await put({ rows: cells('结转结余率', { chosen: '是' }) });
    expect(done.status).toBe(200);
    const after = await score();
    expect(['结转结余率', '预算执行率'].map((n) => row(after, n).passedOver)).toEqual([false, true]);
    expect(after.groups[0]!.rows.map((r) => r.oneOf)).toEqual(['结转结余', '结转结余']);
    // One of the two carries the group's whole weight.
    expect(after.groups[0]!.rowsWeight).toBe(after.groups[0]!.weight);
    // Choosing the other takes the first choice back.
    await put({ rows: cells('预算执行率', { chosen: '是' }) });
    const changed = await score();
    expect(['结转结余率', '预算执行率'].map((n) => row(changed, n).passedOver)).toEqual([true, false]);
    await put({ rows: cells('结转结余率', { chosen: '是' }) });
    const back = await put({ rows: cells('结转结余率', { chosen: null }) });
    expect(back.status).toBe(200);
    expect(row(await score(), '预算执行率').passedOver).toBe(false);
  });
});

describe('the scoring table over HTTP', () => {
  it('is filled as one list and shows every score with its working', async () => {
    const saved = await put({ rows: FULL });
    expect(saved.status).toBe(200);
    const { table } = saved.body;
    expect([table.sum, table.total, table.grade, table.open]).toEqual(['97.5', '97.5', '优', []]);
    expect(row(table, '验收合格率').score).toMatchObject({
      computed: '18',
      final: '18',
      working: '20分 × 90 ÷ 100 = 18分',
    });
    expect(row(table, '验收合格率').reasonDue).toEqual(['未得满分']);
    expect(row(table, '预算执行率')).toMatchObject({ actual: '95%', score: { final: '9.5' } });
    expect(await score()).toEqual(table);
  });

  it('keeps who changed what in the history of the facts', async () => {
    await put({ rows: FULL });
    await put({ rows: cells('举办培训', { actual: '9场' }) });
    const history = await call<{ items: WireFactEvent[] }>(send, 'GET', `${at}/facts/indicator_actual/history`);
    const mine = history.body.items.filter((e) => e.after.claim.scope === '举办培训');
    expect(mine.map((e) => [e.what, e.after.claim.value, e.by])).toEqual([
      ['stated', '12场', 'user-1'],
      ['edited', '9场', 'user-1'],
    ]);
  });

  it('undoes a whole change by undoing the facts it touched', async () => {
    const before = (await put({ rows: FULL })).body.table;
    const changed = await put({
      rows: [
        ...cells('举办培训', { actual: '9场', weight: null }),
        ...cells('新指标', { level1: '产出指标', target: '5个' }),
        { name: '办事时间', field: 'name', value: '平均办事时间' },
      ],
    });
    expect(row(changed.body.table, '平均办事时间').actual).toBe('30天');
    expect(row(changed.body.table, '办事时间')).toBeUndefined();
    const undone = await call(
      send,
      'POST',
      `${at}/facts/settle`,
      changed.body.changed.map((c) => ({ id: c.id, decision: 'undo', expectedVersion: c.version })),
    );
    expect(undone.status).toBe(200);
    const strip = (t: WireScore) => t.groups.map((g) => g.rows.map((r) => ({ ...r, cells: {} })));
    expect(strip(await score())).toEqual(strip(before));
    expect((await score()).total).toBe('97.5');
  });

  it('refuses a stale version and changes nothing', async () => {
    const { version } = await score();
    await put({ rows: FULL });
    const before = await score();
    const late = await put({ rows: cells('举办培训', { actual: '1场' }) }, version);
    expect([late.status, late.body.error.code]).toEqual([409, 'stale_version']);
    expect(late.body.error.details).toEqual({ currentVersion: before.version });
    expect(await score()).toEqual(before);
  });

  it('takes a lower score, and counts a higher one only with a reason', async () => {
    await put({ rows: FULL });
    const lowered = await put({ rows: cells('举办培训', { score: '28.5' }) });
    expect(row(lowered.body.table, '举办培训').score).toMatchObject({ computed: '30', given: '28.5', final: '28.5' });
    const raised = await put({ rows: cells('验收合格率', { score: '20' }) });
    expect(row(raised.body.table, '验收合格率').score).toMatchObject({ given: '20', final: '18' });
    expect(row(raised.body.table, '验收合格率').reasonDue.join()).toContain('须写明理由');
    const told = await put({ rows: cells('验收合格率', { scoreReason: '其余两项于次年一月补验合格' }) });
    expect(row(told.body.table, '验收合格率').score).toMatchObject({ given: '20', final: '20' });
  });

  it.each<[string, Row[], string, string]>([
    ['a score over the weight', cells('验收合格率', { score: '20.5' }), 'score_out_of_range', '0～20分'],
    ['a score under nothing', cells('验收合格率', { score: '-1' }), 'score_out_of_range', '0～100分'],
    ['a weight that is no number', cells('验收合格率', { weight: '很多' }), 'bad_value', '只填数字'],
    ['three decimals', cells('验收合格率', { score: '1.005' }), 'too_many_decimals', '两位小数'],
    ['a band of no form', cells('验收合格率', { band: '很好' }), 'bad_choice', '达成年度指标'],
    ['a group that the form does not open', cells('验收合格率', { level1: '预算执行率' }), 'bad_choice', '产出指标'],
    ['an empty reason where points were lost', cells('验收合格率', { reason: '暂无' }), 'weak_reason', '未得满分'],
    ['an empty reason for a raise', cells('验收合格率', { scoreReason: '无' }), 'weak_reason', '具体原因'],
    ['too long a reason', cells('验收合格率', { reason: '因'.repeat(201) }), 'reason_too_long', '200字'],
    ['the result of the execution row', cells('预算执行率', { actual: '100%' }), 'not_editable', '由程序计算'],
    ['a printed row to be removed', [{ name: '预算执行率', field: 'row', value: null }], 'fixed_row', '不能删除'],
    ['a reason for a row that is not there', cells('没有这行', { reason: '进度推迟一个月' }), 'no_such_row', '没有'],
    ['a name that is taken', [{ name: '举办培训', field: 'name', value: '验收合格率' }], 'name_taken', '已经有'],
    ['a column that is not there', cells('验收合格率', { colour: '红' }), 'bad_body', ''],
  ])('refuses %s in Chinese and saves nothing of the list', async (_name, rows, code, words) => {
    await put({ rows: FULL });
    const before = await score();
    const done = await put({ rows: [...cells('举办培训', { actual: '1场' }), ...rows] });
    expect([done.status, done.body.error.code]).toEqual([400, code]);
    expect(done.body.error.message).toContain(words);
    expect(await score()).toEqual(before);
  });

  it('holds a judged score to its band', async () => {
    const words = cells('办事便利', { level1: '效益指标', target: '办事更加便捷', weight: '10' });
    await put({ rows: words });
    expect(row(await score(), '办事便利').bands.map((b) => `${b.from}-${b.to}`)).toEqual(['8-10', '6-8', '0-6']);
    const partly = cells('办事便利', { band: '部分达成年度指标并具有一定效果' });
    const wrong = await put({ rows: [...partly, ...cells('办事便利', { score: '8' })] });
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'score_out_of_band']);
    const right = await put({ rows: [...partly, ...cells('办事便利', { score: '7.5' })] });
    expect(row(right.body.table, '办事便利').score.final).toBe('7.5');
  });

  it('offers equal weights for what is left, and takes them over when asked', async () => {
    const bare = FULL.filter((r) => r.field !== 'weight' || r.name === '服务对象满意度');
    const { table } = (await put({ rows: bare })).body;
    const output = table.groups.find((g) => g.name === '产出指标')!;
    expect(output.split).toEqual([
      { name: '举办培训', weight: '25' },
      { name: '验收合格率', weight: '25' },
    ]);
    expect(output.issue).toContain('没有分值');
    const adopted = await put({ adoptSplit: ['产出指标', '效益指标'] });
    expect(adopted.body.table.total).toBe('97');
    const odd = await put({ rows: cells('举办培训', { weight: '31' }) });
    expect(odd.body.table.groups.find((g) => g.name === '产出指标')!.issue).toContain('合计56分，应为50分');
    expect([odd.body.table.total, odd.body.table.issues[0]]).toEqual([
      null,
      '各行分值合计106分，应为100分，请调整分值后再汇总总分',
    ]);
  });

  it('states the computed total as the office’s own only when asked, and not while anything is open', async () => {
    await put({ rows: FULL.filter((r) => r.field !== 'actual' || r.name !== '举办培训') });
    const early = await put({ adoptTotal: true });
    expect([early.status, early.body.error.code]).toEqual([409, 'score_open']);
    expect(early.body.error.message).toContain('举办培训');
    const full = await put({ rows: FULL });
    expect(full.body.table.stated).toEqual({ score: null, grade: null, agrees: null });
    const stated = (await put({ adoptTotal: true })).body.table.stated;
    expect(stated).toMatchObject({
      score: { value: '97.5', standing: 'confirmed' },
      grade: { value: '优' },
      agrees: true,
    });
    const later = await put({ rows: cells('举办培训', { actual: '9场' }) });
    expect(later.body.table.stated).toMatchObject({ score: { value: '97.5' }, agrees: false });
  });

  it('removes a row with all its cells, and closes a group that a person says has nothing', async () => {
    await put({ rows: FULL });
    const gone = await put({ rows: [{ name: '服务对象满意度', field: 'row', value: null }] });
    expect([gone.body.table.total, gone.body.table.open]).toEqual([null, ['满意度指标']]);
    const none = cells('满意度指标', { notApplicable: '本单位无直接服务对象，未开展满意度调查' });
    const closed = await put({ rows: none });
    // (9.5 + 30 + 18 + 30) ÷ 90 × 100
    expect([closed.body.table.total, closed.body.table.rescaled]).toEqual([
      '97.22',
      { reached: '87.5', possible: '90' },
    ]);
  });

  it('offers the rows of last year’s form without taking its targets for this year’s', async () => {
    for (const [key, value, unit] of [
      ['indicator_level1', '产出指标', ''],
      ['indicator_weight', '15', '分'],
      ['indicator_target', '≥8场', ''],
      ['indicator_actual', '8场', ''],
    ])
      await call(send, 'POST', `${at}/facts`, { key, value, unit, period: 2022, scope: '举办培训' });
    const table = await score();
    expect(table.groups.flatMap((g) => g.rows.map((r) => r.name))).toEqual(['预算执行率']);
    expect(table.prior).toEqual([
      {
        name: '举办培训',
        period: 2022,
        level1: '产出指标',
        level2: '',
        nature: '',
        weight: '15',
        target: '≥8场',
        actual: '8场',
      },
    ]);
    const taken = await put({ adoptPrior: ['举办培训'] });
    expect(row(taken.body.table, '举办培训')).toMatchObject({
      level1: '产出指标',
      weight: '15',
      target: '',
      actual: '',
    });
    expect(taken.body.table.prior).toEqual([]);
  });
});
