import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AddedSource, FactList, SourceText } from '../../src/http/wire.ts';
import { INVENTED_REPORT, INVENTED_UNIT } from './invented-report.ts';
import { call, localApp } from './local-app.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

let report = '';
let at = '';
beforeEach(async () => {
  report = (await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2022 })).body
    .id;
  at = `/api/reports/${report}`;
});

const paste = (text: string, more: object = {}) =>
  call<AddedSource & { error: { code: string; message: string } }>(send, 'POST', `${at}/sources`, {
    name: '自评报告',
    text,
    role: 'prior',
    ...more,
  });

function upload(name: string, bytes: Uint8Array | string): Promise<Response> {
  const form = new FormData();
  form.set('role', 'prior');
  form.set('file', new File([bytes as BlobPart], name));
  return send(`${at}/sources`, { method: 'POST', body: form });
}

const factsNow = async () => (await call<FactList>(send, 'GET', `${at}/facts`)).body.items;

describe('a pasted report', () => {
  it('gives candidates whose quotes are slices of the stored text', async () => {
    const added = await paste(INVENTED_REPORT);
    expect(added.status).toBe(201);
    const { source, candidates } = added.body;
    expect(source).toMatchObject({ period: 2022, role: 'prior', length: INVENTED_REPORT.length });
    const stored = await call<SourceText>(send, 'GET', `${at}/sources/${source.id}`);
    expect(stored.body.text).toBe(INVENTED_REPORT);
    expect(candidates.length).toBeGreaterThan(5);
    for (const { origin } of candidates) {
      if (origin.from !== 'text') throw new Error('a candidate without a place');
      expect(stored.body.text.slice(origin.start, origin.end)).toBe(origin.quote);
    }
    expect(candidates.find((c) => c.key === 'budget_income_total')).toMatchObject({
      value: '1260',
      unit: '万元',
      period: 2022,
      title: expect.stringMatching(/[\u4e00-\u9fff]/),
      standing: { is: 'candidate' },
    });
  });

  it('gives the report its unit name', async () => {
    await paste(INVENTED_REPORT);
    expect((await call<{ unitName: string }>(send, 'GET', at)).body.unitName).toBe(INVENTED_UNIT);
  });

  it('is taken as HTML too, without its scripts', async () => {
    const html = `<body><script>alert(1)</script>${INVENTED_REPORT.split('\n')
      .map((l) => `<p>${l}</p>`)
      .join('')}</body>`;
    const added = await call<AddedSource>(send, 'POST', `${at}/sources`, { name: '粘贴', html, role: 'prior' });
    expect(added.status).toBe(201);
    const stored = await call<SourceText>(send, 'GET', `${at}/sources/${added.body.source.id}`);
    expect(stored.body.text).not.toMatch(/alert|<p>/);
  });
});

describe('an uploaded file', () => {
  it('is read by its content, in UTF-8', async () => {
    const response = await upload('报告.txt', INVENTED_REPORT);
    const body = (await response.json()) as AddedSource;
    expect([response.status, body.source.name]).toEqual([201, '报告.txt']);
    expect(body.candidates.length).toBeGreaterThan(5);
  });

  it.each([
    ['nothing', new Uint8Array(), 400],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3, 0, 0, 255, 216, 0]), 422],
    ['a 9 MB text', '临澜市收入10万元。'.repeat(400_000), 413],
  ])('with %s in it is refused and nothing is stored', async (_, bytes, status) => {
    const response = await upload('x.txt', bytes);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(response.status).toBe(status);
    expect(error.message).toMatch(/[\u4e00-\u9fff].*请/);
    expect((await call<{ items: unknown[] }>(send, 'GET', `${at}/sources`)).body.items).toEqual([]);
  });

  it('must be there', async () => {
    const form = new FormData();
    form.set('role', 'prior');
    const response = await send(`${at}/sources`, { method: 'POST', body: form });
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
      400,
      'file_missing',
    ]);
  });
});

describe('a text that cannot be used', () => {
  it.each([
    ['is empty', '', 400],
    ['has only blanks', ' \n　', 400],
    ['is no report', '今天天气很好，我们去公园散步。', 400],
  ])('because it %s is refused', async (_, text, status) => {
    const refused = await paste(text);
    expect(refused.status).toBe(status);
    expect(refused.body.error.message).toMatch(/请/);
    expect(await factsNow()).toEqual([]);
  });

  it('because it came already is refused, and the facts stay', async () => {
    await paste(INVENTED_REPORT);
    const before = await factsNow();
    const again = await paste(INVENTED_REPORT, { name: '同一份' });
    expect([again.status, again.body.error.code]).toEqual([409, 'source_exists']);
    expect(await factsNow()).toEqual(before);
  });

  it('because it is of another year is refused as a prior report and named as the year it is', async () => {
    const wrong = await paste(INVENTED_REPORT.replaceAll('2022', '2019').replaceAll('2023', '2020'));
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'wrong_period']);
    expect(wrong.body.error.message).toContain('2019');
  });

  it('because it is of another unit is refused, unless it is wanted all the same', async () => {
    await paste(INVENTED_REPORT);
    const other = INVENTED_REPORT.replaceAll(INVENTED_UNIT, '远山县水利建设管理站').replaceAll('1260', '1360');
    const refused = await paste(other, { name: '另一单位' });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'other_unit']);
    expect(refused.body.error.message).toContain('远山县水利建设管理站');
    const taken = await paste(other, { name: '另一单位', anyUnit: true });
    expect(taken.status).toBe(201);
    expect(taken.body.notes.join()).toContain('远山县水利建设管理站');
  });
});

describe('what a reader could not read', () => {
  it('is told when the file is added, in the list and beside the text', async () => {
    const notices = ['第2页是图片，没有文字层，没有读出内容；请换成可以复制文字的文件。'];
    const read = { text: INVENTED_REPORT, form: 'pdf' as const, notices };
    const local = localApp({ readBytes: async () => ({ ok: true, value: read }) });
    const made = await call<{ id: string }>(local.send, 'POST', '/api/reports', {
      profile: 'jiangxi-2022',
      period: 2022,
    });
    const path = `/api/reports/${made.body.id}/sources`;
    const form = new FormData();
    form.set('role', 'prior');
    form.set('file', new File(['%PDF-'], '决算.pdf'));
    const added = (await (await local.send(path, { method: 'POST', body: form })).json()) as AddedSource;
    expect(added.source.notices).toEqual(notices);
    const listed = await call<{ items: { notices: string[] }[] }>(local.send, 'GET', path);
    expect(listed.body.items.map((s) => s.notices)).toEqual([notices]);
    const one = await call<SourceText>(local.send, 'GET', `${path}/${added.source.id}`);
    expect(one.body.source.notices).toEqual(notices);
    await local.parts.store.close();
  });
});

describe('a second text', () => {
  it('disputes what it says otherwise, and both sides are listed as a conflict', async () => {
    await paste(INVENTED_REPORT);
    const added = await paste(INVENTED_REPORT.replaceAll('1260万元', '1206万元'), { name: '修改稿', role: 'material' });
    expect(added.body.notes.join()).toContain('两个说法');
    const facts = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
    const conflict = facts.conflicts.find((c) => c.key === 'budget_income_total');
    expect(conflict?.ids).toHaveLength(2);
    const sides = facts.items.filter((f) => conflict?.ids.includes(f.id));
    expect(sides.map((f) => f.value).sort()).toEqual(['1206', '1260']);
    expect(sides.map((f) => f.standing.is)).toEqual(['disputed', 'disputed']);
  });

  it('that contradicts itself is disputed with both of its values and places', async () => {
    const text = INVENTED_REPORT.replace(
      '年末结转结余26.21万元。',
      '年末结转结余26.21万元。2022年全年支出合计1248.29万元。',
    );
    const added = await paste(text);
    const note = added.body.notes.find((n) => n.includes('同一份材料里有两个说法'));
    expect(note).toContain('1284.29万元');
    expect(note).toContain('1248.29万元');
    const facts = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
    const conflict = facts.conflicts.find((c) => c.key === 'final_expenditure_total');
    const sides = facts.items.filter((f) => conflict?.ids.includes(f.id));
    expect(sides.map((f) => [f.value, f.standing.is])).toEqual([
      ['1284.29', 'disputed'],
      ['1248.29', 'disputed'],
    ]);
    const places = sides.map((f) => (f.origin.from === 'text' ? text.slice(f.origin.start, f.origin.end) : ''));
    expect(places.map((p, i) => p.includes(sides[i]!.value))).toEqual([true, true]);
    expect(conflict).toMatchObject({ suggested: sides[0]!.id });
  });

  it('in 元 where 万元 was meant is called out', async () => {
    await paste(INVENTED_REPORT);
    const added = await paste(INVENTED_REPORT.replaceAll('1260万元', '1260元'), { name: '修改稿', role: 'material' });
    expect(added.body.notes.join()).toContain('相差一万倍');
  });
});
