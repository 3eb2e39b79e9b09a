// Trying values out, where a fact is used, and what a decision reached: over HTTP, on a whole drafted report.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  AddedFact,
  FactList,
  FindingList,
  Settled,
  WireFact,
  WireFactUses,
  WireFigure,
  WireProspect,
  WireSection,
} from '../../src/http/wire.ts';
import { INVENTED_REPORT } from './invented-report.ts';
import { call, chat, localApp } from './local-app.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

type Refused = { error: { code: string; message: string; details: Record<string, unknown> } };

let at = '';
let id = '';
beforeEach(async () => {
  const made = await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2022 });
  id = made.body.id;
  at = `/api/reports/${id}`;
  await call(send, 'POST', `${at}/sources`, { name: '自评报告', text: INVENTED_REPORT, role: 'prior' });
  const { items, conflicts } = (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body;
  const beaten = new Set(conflicts.flatMap((c) => c.ids.slice(1)));
  await call(
    send,
    'POST',
    `${at}/facts/settle`,
    items.filter((f) => !beaten.has(f.id)).map((f) => ({ id: f.id, decision: 'accept' })),
  );
});

const facts = async (): Promise<WireFact[]> => (await call<FactList>(send, 'GET', `${at}/facts?limit=1000`)).body.items;
const one = async (key: string): Promise<WireFact> => (await facts()).find((f) => f.key === key)!;
const tryOut = (values: object[]) => call<WireProspect & Refused>(send, 'POST', `${at}/what-if`, { facts: values });
const uses = async (factId: string) =>
  (await call<WireFactUses & Refused>(send, 'GET', `${at}/facts/${factId}/uses`)).body;
const edit = async (factId: string, value: string) =>
  (await call<Settled>(send, 'POST', `${at}/facts/settle`, [{ id: factId, decision: 'edit', value }])).body;
const figures = async () => (await call<{ items: WireFigure[] }>(send, 'GET', `${at}/figures?limit=1000`)).body.items;
const findings = async () => (await call<FindingList>(send, 'GET', `${at}/findings?limit=1000`)).body.items;
const sections = async (): Promise<WireSection[]> =>
  (await call<{ items: WireSection[] }>(send, 'GET', `${at}/sections?limit=100`)).body.items;

const printed = (f: WireFigure | null): string | null => (f?.state.is === 'computed' ? f.state.printed : null);

describe('trying values out', () => {
  it('tells only what changes, before and after, and writes nothing', async () => {
    const before = { facts: await facts(), figures: await figures(), findings: await findings() };
    const tried = await tryOut([
      { key: 'final_expenditure_basic', value: '800' },
      { key: 'projects_completed', value: '8' },
    ]);
    expect(tried.status).toBe(200);
    const changed = new Map(tried.body.figures.map((c) => [c.key, [printed(c.before), printed(c.after)]]));
    // 6 ÷ 8 and 8 ÷ 8; 800 ÷ 1284.29.
    expect(changed.get('project_completion_rate')).toEqual(['75.00', '100.00']);
    expect(changed.get('final_basic_share')).toEqual([null, '62.29']);
    expect(changed.has('budget_income_fiscal_share')).toBe(false);
    expect({ facts: await facts(), figures: await figures(), findings: await findings() }).toEqual(before);
  });

  it('shows the findings that would come, go and change', async () => {
    const tried = await tryOut([{ key: 'budget_income_other', value: '100' }]);
    // 1200 + 100 is not 1260 any more.
    expect(tried.body.findings.appear.map((f) => f.message).join()).toContain('1300万元');
    expect(tried.body.findings.appear.length).toBeGreaterThan(0);
    const now = new Set((await findings()).map((f) => f.id));
    for (const f of tried.body.findings.appear) expect(now).not.toContain(f.id);
  });

  it('the same values change nothing', async () => {
    const tried = await tryOut([{ key: 'budget_income_total', value: '12600000', unit: '元' }]);
    expect(tried.body).toEqual({ figures: [], findings: { appear: [], vanish: [], change: [] }, score: null });
  });

  it.each([
    ['a key that is not in the catalogue', [{ key: 'nothing', value: '1' }], 'unknown_key'],
    ['money in 人', [{ key: 'budget_income_total', value: '1', unit: '人' }], 'bad_unit'],
    [
      'two values for one',
      [
        { key: 'staff_total', value: '1' },
        { key: 'staff_total', value: '2' },
      ],
      'supposed_twice',
    ],
    ['nothing at all', [], 'bad_body'],
  ])('refuses %s in Chinese', async (_, values, code) => {
    const refused = await tryOut(values);
    expect([refused.status, refused.body.error.code]).toEqual([400, code]);
    expect(refused.body.error.message).toMatch(/。$/);
  });
});

describe('where a fact is used', () => {
  it('names figures, sentences and cells, and flags what is locked', async () => {
    await chat(send, id, '起草全文');
    const fact = await one('projects_completed');
    const done = await uses(fact.id);
    expect(done.figures.filter((f) => f.direct).map((f) => f.figure.key)).toEqual(
      expect.arrayContaining(['project_completion_rate', 'projects_unfinished']),
    );
    const named = done.sections.flatMap((s) => s.paragraphs.flatMap((p) => p.sentences));
    expect(named.length).toBeGreaterThan(0);
    for (const s of named) {
      expect(s.text).toMatch(/6个|75/);
      for (const run of s.runs) expect(s.text).toContain(run.text.trim());
    }
    expect(done.cells.map((c) => c.text)).toEqual(expect.arrayContaining(['6', '75.00']));
    const { id: sid } = done.sections[0]!;
    const version = (await sections()).find((s) => s.id === sid)!.version;
    await call(send, 'POST', `${at}/sections/${sid}/lock`, { expectedVersion: version });
    expect((await uses(fact.id)).sections[0]).toMatchObject({ id: sid, locked: true });
  });

  it('of a fact that is not there is refused', async () => {
    const none = await call<Refused>(send, 'GET', `${at}/facts/none/uses`);
    expect([none.status, none.body.error.code]).toEqual([404, 'fact_not_found']);
  });
});

/** Every sentence of the report, by section and paragraph, as the text has it now. */
async function sentences(): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  for (const s of await sections())
    s.text.split('\n').forEach((line, p) => {
      (line.match(/[^。！？]+[。！？]*[”’」』）)】]*/g) ?? [line]).forEach((t, i) => {
        out.set(`${s.id}/${p}/${i}`, t.trim());
      });
    });
  return out;
}

describe('what an edit reached', () => {
  const NUMBERS: [string, string][] = [
    ['budget_income_other', '75'],
    ['budget_expenditure_basic', '770'],
    ['final_expenditure_total', '1199.5'],
    ['staff_in_post', '22'],
    ['projects_completed', '7'],
    ['satisfaction_rate', '93.1'],
    ['budget_income_prior_delta', '200'],
  ];
  it.each(NUMBERS)(
    '%s: the sentences named are those that a new draft words otherwise, and no other',
    async (key, value) => {
      await chat(send, id, '起草全文');
      const fact = await one(key);
      const old = await sentences();
      const told = (await uses(fact.id)).sections;
      const { affected } = await edit(fact.id, value);
      const named = (reached: typeof told): string[] =>
        reached.flatMap((s) => s.paragraphs.flatMap((p) => p.sentences.map((x) => `${s.id}/${p.index}/${x.index}`)));
      const addresses = named(affected.sections);
      expect(addresses.length).toBeGreaterThan(0);
      for (const a of addresses) expect(old.has(a), a).toBe(true);
      // Where it is used is where its change arrives.
      expect(new Set(named(told))).toEqual(new Set([...named(told), ...addresses]));
      for (const s of await sections())
        await call(send, 'POST', `${at}/sections/${s.id}/draft`, { expectedVersion: s.version });
      const texts = new Set((await sentences()).values());
      const gone = [...old].filter(([, text]) => !texts.has(text)).map(([a]) => a);
      expect(gone.filter((a) => !addresses.includes(a)).map((a) => old.get(a))).toEqual([]);
      for (const a of addresses) expect(gone, `${a} ${old.get(a)}`).toContain(a);
    },
  );

  it('carries the figures, findings and cells that changed', async () => {
    await chat(send, id, '起草全文');
    const fact = await one('budget_income_other');
    const { affected } = await edit(fact.id, '100');
    const share = affected.figures.find((c) => c.key === 'budget_income_other_share')!;
    // 60 ÷ 1260 and 100 ÷ 1260.
    expect([printed(share.before), printed(share.after)]).toEqual(['4.76', '7.94']);
    expect(affected.findings.appear.length).toBeGreaterThan(0);
    expect(affected.cells.map((c) => [c.rowLabel, c.columnTitle, c.text])).toContainEqual([
      '其他收入',
      '年初预算数',
      '100.00',
    ]);
    for (const c of affected.cells) expect(c.rowLabel).toMatch(/其他收入|收入合计|其他/);
  });

  it('a new fact reaches the places that waited for it', async () => {
    await chat(send, id, '起草全文');
    const added = await call<AddedFact>(send, 'POST', `${at}/facts`, { key: 'budget_adjusted_total', value: '1300' });
    const { affected } = added.body;
    expect(affected.figures.map((c) => c.key)).toContain('execution_rate_full_year');
    const waiting = affected.sections.flatMap((s) => s.paragraphs.flatMap((p) => p.sentences.map((x) => x.text)));
    expect(waiting.join()).toContain('全年');
  });

  it('names a sentence that states no number but stands with a threshold', async () => {
    const fact = await one('final_expenditure_total');
    // 2000 is more than 30% over 1260.
    await edit(fact.id, '2000');
    await chat(send, id, '起草全文');
    const text = [...(await sentences()).values()].find((t) => t.includes('针对年初预算与实际执行差异较大的问题'))!;
    const { affected } = await edit(fact.id, '1284.29');
    const named = affected.sections.flatMap((s) => s.paragraphs.flatMap((p) => p.sentences));
    expect(named.find((s) => s.text === text)).toMatchObject({ runs: [] });
  });

  it('a decision that changes no value reaches nothing', async () => {
    await chat(send, id, '起草全文');
    const fact = await one('budget_income_other');
    const { affected } = await edit(fact.id, fact.value);
    expect(affected).toMatchObject({ figures: [], sections: [], cells: [] });
  });
});

describe('what a message reached', () => {
  type Affected = Pick<WireFactUses, 'sections' | 'cells'>;
  const told = (events: Awaited<ReturnType<typeof chat>>): Affected | undefined =>
    events.find((e) => e.kind === 'affected')?.payload as Affected | undefined;

  it('names the drafted sentences and cells that rest on a changed fact, also in words, and the same as an edit does', async () => {
    await chat(send, id, '起草全文');
    const fact = await one('budget_income_total');
    const used = await uses(fact.id);
    await chat(send, id, '2022年收入预算总额1280万元');
    const events = await chat(send, id, '是');
    expect((await one('budget_income_total')).value).toBe('1280');
    const affected = told(events)!;
    const named = (r: Affected): string[] =>
      r.sections.flatMap((s) => s.paragraphs.flatMap((p) => p.sentences.map((x) => x.text)));
    expect(named(affected)).toEqual(named(used));
    expect(affected.cells.map((c) => c.text)).toContain('1280.00');
    const words = events.flatMap((e) => (e.kind === 'say' ? [e.payload.text as string] : [])).join('\n');
    expect(words).toContain(`正文里有${named(affected).length}句用到它`);
    expect(words).toContain(named(affected)[0]!);
    expect(words).toMatch(/\d句的(?:数字已随之更新|说法要改)/);
  });

  it('says nothing of it while nothing is drafted, and when nothing changed', async () => {
    await chat(send, id, '2022年收入预算总额1280万元');
    expect(told(await chat(send, id, '是'))).toBeUndefined();
    expect((await one('budget_income_total')).value).toBe('1280');
    await chat(send, id, '起草全文');
    expect(told(await chat(send, id, '2022年收入预算总额1280万元'))).toBeUndefined();
  });
});
