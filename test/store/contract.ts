// What every Store must do, whatever stands behind it. Run by sqlite.test.ts and d1.test.ts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Paragraph } from '../../src/core/draft/section.ts';
import type { FactId, OrgId, ReportId, SourceId, TurnId, UserId } from '../../src/core/id.ts';
import type {
  Actor,
  CallRecord,
  Fact,
  ProfileRow,
  ReportRow,
  SourceRow,
  Store,
  TurnRow,
  UsageSpan,
  Write,
} from '../../src/ports.ts';

export const AT = '2026-01-02T03:04:05.000Z';
export const LATER = '2026-01-02T03:05:00.000Z';
export const actorOf = (org: string): Actor => ({ org: org as OrgId, user: `user-of-${org}` as UserId, name: '测试' });

let count = 0;
/** Ids that no other test of the file uses: the tests of one store share it. */
export const fresh = <T extends string>(kind: string): T => `${kind}-${String(++count).padStart(4, '0')}` as T;

export const reportRow = (over: Partial<ReportRow> = {}): ReportRow => ({
  id: fresh<ReportId>('report'),
  profile: 'jiangxi-2022',
  profileVersion: '1',
  period: 2022,
  unitName: null,
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  ...over,
});

export const factRow = (over: Partial<Fact> = {}): Fact => ({
  id: fresh<FactId>('fact'),
  key: 'budget_income_total',
  period: 2022,
  scope: null,
  item: null,
  value: '7910',
  unit: '万元',
  qualifier: null,
  label: null,
  origin: { from: 'text', sourceId: 'source' as SourceId, quote: '7910万元', start: 10, end: 16 },
  also: [],
  confidence: 'high',
  reasons: [],
  raw: null,
  standing: { is: 'candidate' },
  version: 1,
  ...over,
});

const sourceRow = (reportId: ReportId, over: Partial<SourceRow> = {}): SourceRow => ({
  id: fresh<SourceId>('source'),
  reportId,
  name: '上年报告.txt',
  role: 'prior',
  period: 2021,
  sha256: 'a'.repeat(64),
  length: 3,
  notices: [],
  createdAt: AT,
  ...over,
});

const turnRow = (reportId: ReportId, over: Partial<TurnRow> = {}): TurnRow => ({
  id: fresh<TurnId>('turn'),
  reportId,
  text: '收入预算7910万元',
  requestHash: 'b'.repeat(64),
  status: 'queued',
  createdAt: AT,
  by: 'user-of-ours' as UserId,
  attempt: 0,
  leaseUntil: null,
  requeued: false,
  ...over,
});

const callRecord = (over: Partial<CallRecord> = {}): CallRecord => ({
  task: 'write',
  model: 'some-model',
  prompt: { task: 'write', version: '3' },
  tokensIn: 100,
  tokensOut: 20,
  estimated: false,
  cost: 360,
  ms: 1200,
  outcome: 'ok',
  ...over,
});

const text = (t: string): Paragraph[] => [{ style: 'body', runs: [{ t }], origin: 'staff' }];

export interface Held {
  store: Store;
  /** Runs one statement past the store, as a mistaken program would. Rejects when the database refuses. */
  raw(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]>;
  dispose(): Promise<void>;
}

export const TABLES = [
  'profile',
  'report',
  'source',
  'source_slice',
  'fact',
  'fact_event',
  'section',
  'section_version',
  'turn',
  'turn_event',
  'excuse',
  'endpoint',
  'model_call',
  'model_usage',
];
/** Rows that hang on no report. */
const OF_NO_REPORT = ['profile', 'endpoint', 'model_usage'];

export function storeContract(name: string, open: () => Promise<Held>): void {
  describe(name, () => {
    let held: Held;
    let store: Store;
    const me = actorOf('ours');
    const other = actorOf('theirs');

    beforeAll(async () => {
      held = await open();
      store = held.store;
    });
    afterAll(async () => {
      await held.dispose();
    });

    const ok = async (...writes: Write[]) => expect(await store.commit(me, writes)).toEqual({ ok: true });
    const start = async (over: Partial<ReportRow> = {}): Promise<ReportId> => {
      const report = reportRow(over);
      await ok({ do: 'create-report', report });
      return report.id;
    };
    /** A report with one row in every table, as another organisation would look for it. */
    const furnished = async () => {
      const report = await start({ unitName: '某单位' });
      const source = sourceRow(report);
      const fact = factRow();
      const turn = turnRow(report, { status: 'done' });
      await ok(
        { do: 'add-source', source, text: '甲乙丙' },
        { do: 'add-fact', report, fact, what: 'found', at: AT },
        {
          do: 'write-section',
          report,
          section: '1.5',
          paragraphs: text('一'),
          expectedVersion: 0,
          reason: 'draft',
          at: AT,
        },
        { do: 'add-turn', turn },
        { do: 'add-turn-events', report, turn: turn.id, events: [{ n: 1, kind: 'text', payload: '好', at: AT }] },
        {
          do: 'excuse-finding',
          report,
          excuse: { findingId: 'C031:x', rule: 'C031', reason: '口径不同', by: me.user, at: AT },
        },
        {
          do: 'count-usage',
          call: callRecord(),
          report,
          turn: turn.id,
          spans: [{ user: me.user, span: '2026-01-02' }],
          reserved: 0,
          at: AT,
        },
      );
      return { report, source, fact, turn };
    };
    /** Everything the organisation can see of a report. */
    const picture = async (actor: Actor, report: ReportId) => {
      const sources = await store.sources(actor, report);
      const turns = await store.turns(actor, report, { limit: 100, after: null });
      return {
        report: await store.report(actor, report),
        sources,
        texts: await Promise.all(sources.map((s) => store.sourceText(actor, report, s.id))),
        facts: await store.facts(actor, report),
        history: await store.factHistory(actor, report, 'budget_income_total'),
        sections: await store.sections(actor, report),
        versions: await store.sectionVersions(actor, report, '1.5'),
        turns,
        events: await Promise.all(turns.items.map((t) => store.turnEvents(actor, report, t.id, 0))),
        excuses: await store.excuses(actor, report),
        calls: await Promise.all(turns.items.map((t) => store.modelCalls(actor, 9, { report, turn: t.id }))),
      };
    };

    describe('calls of a model', () => {
      const day = (actor: Actor, span: string): UsageSpan => ({ user: actor.user, span });
      const whole = (span: string): UsageSpan => ({ user: null, span });
      const count = (spans: UsageSpan[], over: Partial<CallRecord> = {}, reserved = 0): Write => ({
        do: 'count-usage',
        call: callRecord(over),
        report: null,
        turn: null,
        spans,
        reserved,
        at: AT,
      });
      const NOTHING = { calls: 0, failed: 0, tokensIn: 0, tokensOut: 0, cost: 0, unpriced: 0 };

      test('what was found of an endpoint is kept, and replaced', async () => {
        expect(await store.endpoint(me, 'http://here m')).toBe(null);
        await ok({ do: 'keep-endpoint', name: 'http://here m', record: { rung: 'schema' }, at: AT });
        await ok({ do: 'keep-endpoint', name: 'http://here m', record: { rung: 'object' }, at: LATER });
        expect(await store.endpoint(me, 'http://here m')).toEqual({ rung: 'object' });
        expect(await store.endpoint(me, 'http://here n')).toBe(null);
        expect(await store.endpoint(other, 'http://here m')).toBe(null);
      });

      test('each is on record, the newest first, and its sums stand in every span named', async () => {
        const spans = [day(me, '2026-03-01'), whole('2026-03-01'), whole('2026-03')];
        await ok(count(spans));
        await ok(
          count(spans, { outcome: 'idle', tokensIn: 7, tokensOut: 0, cost: null, estimated: true, prompt: null }),
        );
        await ok(count([whole('2026-03')]));
        const both = { calls: 2, failed: 1, tokensIn: 107, tokensOut: 20, cost: 360, unpriced: 1 };
        expect(await store.usage(me, spans[0]!)).toEqual(both);
        expect(await store.usage(me, whole('2026-03-01'))).toEqual(both);
        expect(await store.usage(me, whole('2026-03'))).toEqual({
          ...both,
          calls: 3,
          tokensIn: 207,
          tokensOut: 40,
          cost: 720,
        });
        expect(await store.usage(me, whole('2026-04'))).toEqual(NOTHING);
        expect(await store.usage(other, whole('2026-03'))).toEqual(NOTHING);
        const [, second] = await store.modelCalls(me, 2);
        expect(second).toEqual({
          ...callRecord({ outcome: 'idle', tokensIn: 7, tokensOut: 0, cost: null, estimated: true, prompt: null }),
          report: null,
          turn: null,
          by: me.user,
          at: AT,
        });
        expect(await store.modelCalls(other, 9)).toEqual([]);
      });

      test('a call of a report that has gone is counted all the same', async () => {
        const gone = { ...count([whole('2027-01')]), report: 'gone' as ReportId } as Write;
        await ok(gone);
        expect((await store.modelCalls(me, 1))[0]).toMatchObject({ report: null, tokensIn: 100 });
        expect((await store.usage(me, whole('2027-01'))).calls).toBe(1);
      });

      test('tokens are set aside within the limit of each span, or not at all', async () => {
        const until = '2026-01-02T04:00:00.000Z';
        const reserve = (tokens: number, most: [number | null, number | null], at = AT): Write => ({
          do: 'reserve-usage',
          tokens,
          spans: [
            { ...day(me, '2026-05-01'), most: most[0] },
            { ...whole('2026-05'), most: most[1] },
          ],
          at,
          until,
        });
        const refused = async (w: Write) =>
          expect(await store.commit(me, [w])).toMatchObject({ ok: false, why: 'locked' });
        await refused(reserve(1001, [1000, null]));
        await ok(reserve(600, [1000, 5000]));
        await refused(reserve(401, [1000, 5000]));
        await refused(reserve(400, [1000, 999]));
        await ok(reserve(400, [1000, 1000]));
        // Settling frees what was set aside and counts what was used.
        await ok(count([day(me, '2026-05-01'), whole('2026-05')], {}, 600));
        await refused(reserve(481, [1000, null]));
        await ok(reserve(480, [1000, null]));
        await refused(reserve(1, [1000, null]));
        // What nobody settled counts no longer once its time is over.
        await ok(reserve(880, [1000, null], '2026-01-02T04:00:00.001Z'));
        expect(await store.usage(me, whole('2026-05'))).toMatchObject({ calls: 1, tokensIn: 100, tokensOut: 20 });
        expect(await store.commit(other, [reserve(1000, [1000, 1000])])).toEqual({ ok: true });
      });

      test('of many at once no more get through than the limit holds', async () => {
        const one: Write = {
          do: 'reserve-usage',
          tokens: 10,
          spans: [{ ...whole('2026-06'), most: 95 }],
          at: AT,
          until: LATER,
        };
        const got = await Promise.all(Array.from({ length: 20 }, () => store.commit(me, [one])));
        expect(got.filter((g) => g.ok)).toHaveLength(9);
      });
    });

    test('it is ready', async () => {
      expect(await store.ready()).toBe(true);
    });

    test('an empty list of writes is done at once', async () => {
      expect(await store.commit(me, [])).toEqual({ ok: true });
    });

    describe('reports', () => {
      test('what was created is read back, and touching bumps the version', async () => {
        const report = reportRow({ unitName: null });
        await ok({ do: 'create-report', report });
        expect(await store.report(me, report.id)).toEqual(report);
        await ok({ do: 'touch-report', report: report.id, at: LATER, unitName: '某某管委会' });
        const touched = { ...report, unitName: '某某管委会', version: 2, updatedAt: LATER };
        expect(await store.report(me, report.id)).toEqual(touched);
        await ok({ do: 'touch-report', report: report.id, at: LATER, expectedVersion: 2 });
        expect(await store.report(me, report.id)).toEqual({ ...touched, version: 3 });
      });

      test('a stale version is refused with the current one', async () => {
        const report = await start();
        await ok({ do: 'touch-report', report, at: AT });
        expect(await store.commit(me, [{ do: 'touch-report', report, at: AT, expectedVersion: 1 }])).toEqual({
          ok: false,
          why: 'stale',
          what: `report:${report}`,
          current: 2,
        });
      });

      test('an id that is taken is refused', async () => {
        const report = await start();
        expect(await store.commit(me, [{ do: 'create-report', report: reportRow({ id: report }) }])).toEqual({
          ok: false,
          why: 'exists',
          what: `report:${report}`,
          current: 1,
        });
      });

      test('the list is paged, newest first, without gaps or repeats also where times are equal', async () => {
        const pager = actorOf('pager');
        const made = Array.from({ length: 7 }, (_, i) =>
          reportRow({ createdAt: `2026-02-0${1 + Math.floor(i / 3)}T00:00:00.000Z` }),
        );
        for (const report of made)
          expect(await store.commit(pager, [{ do: 'create-report', report }])).toEqual({ ok: true });
        const got: ReportRow[] = [];
        let pages = 0;
        for (let after: string | null = null; ; ) {
          const page: Awaited<ReturnType<Store['reports']>> = await store.reports(pager, { limit: 2, after });
          expect(page.items.length).toBeLessThanOrEqual(2);
          got.push(...page.items);
          pages++;
          after = page.next;
          if (after === null) break;
        }
        expect(pages).toBe(4);
        const order = [...made].sort((a, b) =>
          a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1,
        );
        expect(got).toEqual(order);
      });

      test('a page that ends exactly at the last row has no next one', async () => {
        const pager = actorOf('pager-exact');
        for (let i = 0; i < 2; i++) await store.commit(pager, [{ do: 'create-report', report: reportRow() }]);
        expect((await store.reports(pager, { limit: 2, after: null })).next).toBe(null);
        expect((await store.reports(pager, { limit: 0, after: 'nonsense' })).items.length).toBeLessThanOrEqual(1);
      });

      test('deleting removes all its rows and nothing of another report', async () => {
        const kept = await furnished();
        const gone = await furnished();
        const before = await picture(me, kept.report);
        await ok({ do: 'delete-report', report: gone.report });
        for (const table of TABLES.filter((t) => !OF_NO_REPORT.includes(t))) {
          const column = table === 'report' ? 'id' : 'report_id';
          const [row] = await held.raw(`SELECT count(*) AS n FROM "${table}" WHERE "${column}" = ?`, gone.report);
          expect(row, table).toEqual({ n: 0 });
        }
        expect(await picture(me, kept.report)).toEqual(before);
        expect(await store.commit(me, [{ do: 'delete-report', report: gone.report }])).toEqual({
          ok: false,
          why: 'not-found',
          what: `report:${gone.report}`,
          current: null,
        });
      });

      test('a list may create a report, fill it, delete it and refuse what comes after', async () => {
        const report = reportRow();
        const fact = factRow();
        expect(
          await store.commit(me, [
            { do: 'create-report', report },
            { do: 'add-fact', report: report.id, fact, what: 'stated', at: AT },
            { do: 'delete-report', report: report.id },
            { do: 'add-fact', report: report.id, fact, what: 'stated', at: AT },
          ]),
        ).toMatchObject({ ok: false, why: 'not-found', what: `report:${report.id}` });
        expect(await store.report(me, report.id)).toBe(null);
      });
    });

    describe('sources', () => {
      const long = `${'预算收入7910万元，较上年增加。'.repeat(40_000)}𠮷${'👍🏽𝟙'.repeat(60_000)}末`;
      test.each([
        ['an empty text', ''],
        ['a short text', '收入预算总额7910万元。\r\n\t结束'],
        ['a text with a NUL and a byte order mark', '\ufeff甲\u0000乙'],
        ['a text with half a surrogate pair', `甲\ud842乙${'丙'.repeat(5)}\udfb7`],
        ['more than a megabyte with astral characters at every cut', long],
        ['astral characters throughout, at an odd offset', `a${'𠮷'.repeat(400_000)}`],
      ])('%s survives unchanged', async (_, value) => {
        const report = await start();
        const source = sourceRow(report, { length: value.length });
        await ok({ do: 'add-source', source, text: value });
        const got = await store.sourceText(me, report, source.id);
        expect(got?.source).toEqual(source);
        // Not toEqual: a difference of megabytes is no message.
        expect(got?.text.length).toBe(value.length);
        expect(got?.text === value).toBe(true);
      });

      test('they are listed in the order of arrival, and an id that is taken is refused', async () => {
        const report = await start();
        const first = sourceRow(report, { id: fresh<SourceId>('z') });
        const notices = ['第2页是图片，没有文字层，请换成可复制文字的文件。', '页眉“内部”已略去。'];
        const second = sourceRow(report, { id: fresh<SourceId>('a'), role: 'material', period: null, notices });
        await ok({ do: 'add-source', source: first, text: '一' }, { do: 'add-source', source: second, text: '二' });
        expect(await store.sources(me, report)).toEqual([first, second]);
        expect(await store.commit(me, [{ do: 'add-source', source: first, text: '三' }])).toMatchObject({
          ok: false,
          why: 'exists',
          what: `source:${first.id}`,
        });
        expect((await store.sourceText(me, report, first.id))?.text).toBe('一');
      });
    });

    describe('facts', () => {
      test('every field comes back as it went in', async () => {
        const report = await start();
        const facts: Fact[] = [
          factRow(),
          factRow({ period: null, key: 'unit_name', value: '某“单位”\n第二行\\', unit: '', confidence: 'low' }),
          factRow({
            key: 'passage_figure',
            scope: '管理服务中心',
            item: '2.1',
            qualifier: '余',
            label: '企业家数',
            value: '00700.50',
            origin: { from: 'turn', turnId: 't' as TurnId, quote: '700余家' },
            also: [{ from: 'person' }, { from: 'answers', file: '答案.json' }],
            standing: { is: 'disputed', with: ['x' as FactId] },
            reasons: ['exact-place', 'table-cell'],
            raw: {
              value: '700',
              unit: '家',
              qualifier: '余',
              origin: { from: 'text', sourceId: 's' as SourceId, quote: '700余家“门店”', start: 3, end: 9 },
              also: [{ from: 'person' }],
            },
            version: 3,
          }),
          factRow({ id: fresh<FactId>('123'), value: '123', standing: { is: 'rejected', why: '不是本单位的数' } }),
        ];
        await ok(...facts.map((fact): Write => ({ do: 'add-fact', report, fact, what: 'found', at: AT })));
        expect(await store.facts(me, report)).toEqual(facts);
      });

      test('several hundred are added and changed in one list', async () => {
        const report = await start();
        const facts = Array.from({ length: 400 }, (_, i) =>
          factRow({ item: String(i), value: `第${i}项`.repeat(300) }),
        );
        await ok(...facts.map((fact): Write => ({ do: 'add-fact', report, fact, what: 'found', at: AT })));
        const settled = facts.map((f): Fact => ({ ...f, standing: { is: 'confirmed', by: me.user } }));
        await ok(
          ...settled.map(
            (fact): Write => ({ do: 'change-fact', report, fact, expectedVersion: 1, what: 'confirmed', at: LATER }),
          ),
        );
        expect(await store.facts(me, report)).toEqual(settled.map((f) => ({ ...f, version: 2 })));
        const history = await store.factHistory(me, report, 'budget_income_total');
        expect(history.map((e) => e.n)).toEqual(Array.from({ length: 800 }, (_, i) => i + 1));
      });

      test('a change needs the version it saw', async () => {
        const report = await start();
        const fact = factRow();
        await ok({ do: 'add-fact', report, fact, what: 'found', at: AT });
        const edited: Fact = { ...fact, value: '7190' };
        await ok({ do: 'change-fact', report, fact: edited, expectedVersion: 1, what: 'edited', at: AT });
        expect(
          await store.commit(me, [
            { do: 'change-fact', report, fact: { ...fact, value: '1' }, expectedVersion: 1, what: 'edited', at: AT },
          ]),
        ).toEqual({ ok: false, why: 'stale', what: `fact:${fact.id}`, current: 2 });
        expect(await store.facts(me, report)).toEqual([{ ...edited, version: 2 }]);
      });

      test('the write that is refused is named, also in the middle of many', async () => {
        const report = await start();
        const facts = Array.from({ length: 5 }, () => factRow());
        await ok(...facts.map((fact): Write => ({ do: 'add-fact', report, fact, what: 'found', at: AT })));
        const writes = facts.map(
          (fact, i): Write => ({
            do: 'change-fact',
            report,
            fact,
            expectedVersion: i === 3 ? 9 : 1,
            what: 'confirmed',
            at: AT,
          }),
        );
        expect(await store.commit(me, writes)).toEqual({
          ok: false,
          why: 'stale',
          what: `fact:${facts[3]!.id}`,
          current: 1,
        });
        const missing = factRow();
        expect(
          await store.commit(me, [
            { do: 'change-fact', report, fact: missing, expectedVersion: 1, what: 'edited', at: AT },
          ]),
        ).toEqual({ ok: false, why: 'not-found', what: `fact:${missing.id}`, current: null });
        expect(
          await store.commit(me, [
            { do: 'add-fact', report, fact: missing, what: 'found', at: AT },
            { do: 'add-fact', report, fact: facts[1]!, what: 'found', at: AT },
          ]),
        ).toEqual({ ok: false, why: 'exists', what: `fact:${facts[1]!.id}`, current: 1 });
      });

      test('one list may add a fact and change it twice', async () => {
        const report = await start();
        const fact = factRow();
        const b: Fact = { ...fact, value: '2' };
        const c: Fact = { ...fact, value: '3' };
        await ok(
          { do: 'add-fact', report, fact, what: 'stated', at: AT },
          { do: 'change-fact', report, fact: b, expectedVersion: 1, what: 'edited', at: AT },
          { do: 'change-fact', report, fact: c, expectedVersion: 2, what: 'edited', at: AT },
        );
        expect(await store.facts(me, report)).toEqual([{ ...c, version: 3 }]);
        expect((await store.factHistory(me, report, fact.key)).map((e) => e.after.claim.value)).toEqual([
          '7910',
          '2',
          '3',
        ]);
        expect(
          await store.commit(me, [
            { do: 'add-fact', report, fact: factRow({ id: 'twice' as FactId }), what: 'found', at: AT },
            { do: 'add-fact', report, fact: factRow({ id: 'twice' as FactId }), what: 'found', at: AT },
          ]),
        ).toMatchObject({ ok: false, why: 'exists', what: 'fact:twice' });
      });

      test('history is complete: who, when, what it was and what it became', async () => {
        const report = await start();
        const fact = factRow();
        const bystander = factRow({ key: 'staff_total', value: '37', unit: '人' });
        const edited: Fact = {
          ...fact,
          value: '7190',
          origin: { from: 'person' },
          raw: { value: '7910', unit: '万元', qualifier: null, origin: fact.origin, also: fact.also },
          standing: { is: 'confirmed', by: me.user },
        };
        const moved: Fact = { ...edited, key: 'budget_expenditure_total' };
        await ok(
          { do: 'add-fact', report, fact, what: 'found', at: AT },
          { do: 'add-fact', report, fact: bystander, what: 'found', at: AT },
        );
        await ok({ do: 'change-fact', report, fact: edited, expectedVersion: 1, what: 'edited', at: LATER });
        await ok({ do: 'change-fact', report, fact: moved, expectedVersion: 2, what: 'edited', at: LATER });
        const state = ({ id: _, version: __, standing, origin, also, confidence, reasons, raw, ...claim }: Fact) => ({
          claim,
          standing,
          held: { origin, also, confidence, reasons, raw },
        });
        const [first, second, third] = [state(fact), state(edited), state(moved)];
        const reportVersion = 1;
        const chain = [
          {
            n: 1,
            factId: fact.id,
            key: fact.key,
            what: 'found',
            before: null,
            after: first,
            by: me.user,
            at: AT,
            reportVersion,
          },
          {
            n: 3,
            factId: fact.id,
            key: fact.key,
            what: 'edited',
            before: first,
            after: second,
            by: me.user,
            at: LATER,
            reportVersion,
          },
          {
            n: 4,
            factId: fact.id,
            key: moved.key,
            what: 'edited',
            before: second,
            after: third,
            by: me.user,
            at: LATER,
            reportVersion,
          },
        ];
        expect(await store.factHistory(me, report, fact.key)).toEqual(chain);
        expect(await store.factHistory(me, report, moved.key)).toEqual(chain);
        expect(await store.factHistory(me, report, 'duties')).toEqual([]);
      });

      test('changes of one list bear the report version that it made', async () => {
        const report = await start();
        const [one, two] = [factRow(), factRow({ key: 'staff_total', value: '37', unit: '人' })];
        const touch: Write = { do: 'touch-report', report, at: AT };
        const add = (fact: Fact): Write => ({ do: 'add-fact', report, fact, what: 'found', at: AT });
        await ok(touch, add(one), add(two));
        await ok(touch, { do: 'change-fact', report, fact: one, expectedVersion: 1, what: 'confirmed', at: LATER });
        const versions = async (key: string) => (await store.factHistory(me, report, key)).map((e) => e.reportVersion);
        expect(await versions(one.key)).toEqual([2, 3]);
        expect(await versions(two.key)).toEqual([2]);
      });

      test.each([
        'UPDATE fact_event SET what = what WHERE org_id = ? AND report_id = ?',
        'DELETE FROM fact_event WHERE org_id = ? AND report_id = ?',
        'INSERT OR REPLACE INTO fact_event SELECT * FROM fact_event WHERE org_id = ? AND report_id = ?',
        'UPDATE section_version SET reason = reason WHERE org_id = ? AND report_id = ?',
        'DELETE FROM section_version WHERE org_id = ? AND report_id = ?',
        'INSERT OR REPLACE INTO section_version SELECT * FROM section_version WHERE org_id = ? AND report_id = ?',
      ])('history is immutable: %s', async (sql) => {
        const { report } = await furnished();
        const before = await picture(me, report);
        await expect(held.raw(sql, me.org, report)).rejects.toThrow('append-only');
        expect(await picture(me, report)).toEqual(before);
      });
    });

    describe('sections', () => {
      const writing = (report: ReportId, value: string, expectedVersion: number, reason = 'replace'): Write => ({
        do: 'write-section',
        report,
        section: '1.5',
        paragraphs: text(value),
        expectedVersion,
        reason,
        at: AT,
      });

      test('every version is kept and the last one is current', async () => {
        const report = await start();
        await ok(writing(report, '一', 0, 'draft'));
        await ok(writing(report, '二', 1));
        const versions = await store.sectionVersions(me, report, '1.5');
        expect(versions).toEqual([
          { section: '1.5', version: 1, paragraphs: text('一'), locked: false, by: me.user, at: AT, reason: 'draft' },
          { section: '1.5', version: 2, paragraphs: text('二'), locked: false, by: me.user, at: AT, reason: 'replace' },
        ]);
        expect(await store.sections(me, report)).toEqual([versions[1]]);
      });

      test('a stale version is refused with the current one', async () => {
        const report = await start();
        const refused = (current: number | null) => ({ ok: false, why: 'stale', what: 'section:1.5', current });
        expect(await store.commit(me, [writing(report, '一', 1)])).toEqual(refused(null));
        await ok(writing(report, '一', 0));
        expect(await store.commit(me, [writing(report, '二', 0)])).toEqual(refused(1));
        expect(await store.sectionVersions(me, report, '1.5')).toHaveLength(1);
      });

      test('a locked section refuses a write until it is unlocked', async () => {
        const report = await start();
        await ok(writing(report, '一', 0), { do: 'lock-section', report, section: '1.5', locked: true });
        expect((await store.sections(me, report))[0]?.locked).toBe(true);
        expect(await store.commit(me, [writing(report, '二', 1)])).toEqual({
          ok: false,
          why: 'locked',
          what: 'section:1.5',
          current: 1,
        });
        await ok({ do: 'lock-section', report, section: '1.5', locked: false }, writing(report, '二', 1));
        expect((await store.sections(me, report))[0]).toMatchObject({ version: 2, locked: false });
      });

      test('a section without a text cannot be locked', async () => {
        const report = await start();
        expect(await store.commit(me, [{ do: 'lock-section', report, section: '9', locked: true }])).toEqual({
          ok: false,
          why: 'not-found',
          what: 'section:9',
          current: null,
        });
      });
    });

    describe('turns', () => {
      test('the same id twice is refused, and the first one stands', async () => {
        const report = await start();
        const turn = turnRow(report);
        await ok({ do: 'add-turn', turn });
        expect(await store.commit(me, [{ do: 'add-turn', turn: { ...turn, text: '别的话' } }])).toEqual({
          ok: false,
          why: 'exists',
          what: `turn:${turn.id}`,
          current: 0,
        });
        expect(await store.turn(me, report, turn.id)).toEqual(turn);
      });

      test('of two that send the same id at once, one is let in', async () => {
        const report = await start();
        const turn = turnRow(report);
        const answers = await Promise.all([1, 2, 3].map(() => store.commit(me, [{ do: 'add-turn', turn }])));
        expect(answers.filter((a) => a.ok)).toHaveLength(1);
      });

      test('a turn moves only from where the mover believes it is', async () => {
        const report = await start();
        const turn = turnRow(report);
        const move = (from: TurnRow['status'][], to: TurnRow['status']): Write => ({
          do: 'move-turn',
          report,
          turn: turn.id,
          from,
          to,
        });
        await ok({ do: 'add-turn', turn }, move(['queued'], 'running'));
        expect(await store.commit(me, [move(['queued'], 'running')])).toMatchObject({ ok: false, why: 'stale' });
        await ok(move(['queued', 'running'], 'done'));
        expect((await store.turn(me, report, turn.id))?.status).toBe('done');
        expect(
          await store.commit(me, [{ do: 'move-turn', report, turn: 'none' as TurnId, from: ['queued'], to: 'done' }]),
        ).toEqual({ ok: false, why: 'not-found', what: 'turn:none', current: null });
      });

      test('events are replayed after a number, in order', async () => {
        const report = await start();
        const turn = turnRow(report);
        const event = (n: number) => ({ n, kind: 'text', payload: { text: `第${n}段`, deep: [null, true] }, at: AT });
        await ok(
          { do: 'add-turn', turn },
          { do: 'add-turn-events', report, turn: turn.id, events: [event(2), event(1)] },
          { do: 'add-turn-events', report, turn: turn.id, events: [event(3), { ...event(4), payload: null }] },
        );
        expect(await store.turnEvents(me, report, turn.id, 0)).toEqual([
          event(1),
          event(2),
          event(3),
          { ...event(4), payload: null },
        ]);
        expect((await store.turnEvents(me, report, turn.id, 2)).map((e) => e.n)).toEqual([3, 4]);
        expect(await store.turnEvents(me, report, turn.id, 4)).toEqual([]);
        expect(
          await store.commit(me, [{ do: 'add-turn-events', report, turn: turn.id, events: [event(5), event(3)] }]),
        ).toMatchObject({ ok: false, why: 'exists', what: `turn:${turn.id}` });
        expect(
          await store.commit(me, [{ do: 'add-turn-events', report, turn: turn.id, events: [event(5), event(5)] }]),
        ).toMatchObject({ ok: false, why: 'exists' });
        expect(
          await store.commit(me, [{ do: 'add-turn-events', report, turn: 'none' as TurnId, events: [] }]),
        ).toMatchObject({ ok: false, why: 'not-found', what: 'turn:none' });
        expect(await store.turnEvents(me, report, turn.id, 4)).toEqual([]);
      });

      test('a queued turn is claimed once; what an earlier claim still writes is refused', async () => {
        const report = await start();
        const turn = turnRow(report);
        await ok({ do: 'add-turn', turn });
        const claim = (attempt: number): Write => ({ do: 'claim-turn', report, turn: turn.id, attempt, until: LATER });
        const stale = { ok: false, why: 'stale', what: `turn:${turn.id}` };
        expect(await store.commit(me, [claim(1)])).toMatchObject(stale);
        const answers = await Promise.all([1, 2, 3].map(() => store.commit(me, [claim(0)])));
        expect(answers.filter((a) => a.ok)).toHaveLength(1);
        const held = { ...turn, status: 'running', attempt: 1, leaseUntil: LATER };
        expect(await store.turn(me, report, turn.id)).toEqual(held);
        const write = (attempt: number, over: object = {}): Write =>
          ({ do: 'move-turn', report, turn: turn.id, from: ['running'], to: 'running', attempt, ...over }) as Write;
        await ok(write(1, { until: '2026-01-02T03:06:00.000Z' }));
        expect(await store.turn(me, report, turn.id)).toEqual({ ...held, leaseUntil: '2026-01-02T03:06:00.000Z' });
        await ok(write(1));
        // A lease that lasts is not taken away, a lease that ran out is.
        const requeue = (expired: string): Write => write(1, { to: 'queued', expired, requeued: true });
        expect(await store.commit(me, [requeue('2026-01-02T03:06:00.000Z')])).toMatchObject(stale);
        await ok(requeue('2026-01-02T03:06:00.001Z'));
        expect(await store.turn(me, report, turn.id)).toEqual({ ...turn, attempt: 1, requeued: true });
        await ok(claim(1));
        expect(await store.commit(me, [write(1)])).toMatchObject({ ...stale, current: 2 });
        await ok(write(2, { requeued: false }));
        await ok(write(2, { to: 'done' }));
        expect(await store.turn(me, report, turn.id)).toEqual({ ...turn, status: 'done', attempt: 2 });
        expect(await store.commit(me, [{ ...claim(2), turn: 'none' as TurnId } as Write])).toMatchObject({
          why: 'not-found',
          what: 'turn:none',
        });
      });

      test('a report has one turn in work; others are refused, and the database itself holds it', async () => {
        const report = await start();
        const [first, second, old] = [turnRow(report), turnRow(report), turnRow(report, { status: 'interrupted' })];
        await ok({ do: 'add-turn', turn: old }, { do: 'add-turn', turn: first });
        expect(await store.commit(me, [{ do: 'add-turn', turn: second }])).toEqual({
          ok: false,
          why: 'locked',
          what: `turn:${second.id}`,
          current: 0,
        });
        const back: Write = { do: 'move-turn', report, turn: old.id, from: ['interrupted', 'stopped'], to: 'queued' };
        expect(await store.commit(me, [back])).toMatchObject({ ok: false, why: 'locked', what: `turn:${old.id}` });
        expect(await store.turnInWork(me, report)).toEqual(first);
        expect((await store.turnsInWork(me)).filter((t) => t.reportId === report)).toEqual([first]);
        await expect(held.raw(`UPDATE turn SET status = 'running' WHERE id = ?`, old.id)).rejects.toThrow('UNIQUE');
        await ok({ do: 'move-turn', report, turn: first.id, from: ['queued'], to: 'stopped' });
        expect(await store.turnInWork(me, report)).toBe(null);
        await ok(back);
        expect((await store.turnInWork(me, report))?.id).toBe(old.id);
      });

      test('a step is closed by one event only, and the plan of a turn is kept beside it', async () => {
        const report = await start();
        const turn = turnRow(report);
        const add = (n: number, step: string | null): Write => ({
          do: 'add-turn-events',
          report,
          turn: turn.id,
          events: [{ n, kind: 'say', payload: {}, at: AT, step }],
        });
        await ok({ do: 'add-turn', turn }, add(1, null), add(2, 'a'), add(3, null));
        expect(await store.commit(me, [add(4, 'a')])).toMatchObject({ why: 'exists', what: `turn:${turn.id}` });
        await ok(add(4, 'b'));
        expect((await store.turnEvents(me, report, turn.id, 0)).map((e) => e.step)).toEqual([
          undefined,
          'a',
          undefined,
          'b',
        ]);
        expect((await store.turnEvents(me, report, turn.id, 1, 2)).map((e) => e.n)).toEqual([2, 3]);
        expect(await store.lastTurnEvent(me, report, turn.id)).toMatchObject({ n: 4, step: 'b' });
        expect(await store.lastTurnEvent(me, report, 'none' as TurnId)).toBe(null);
        expect(await store.turnPlan(me, report, turn.id)).toBe(null);
        const plan = { intents: [{ is: 'draft', section: 'all' }], state: null };
        await ok({ do: 'plan-turn', report, turn: turn.id, plan });
        expect(await store.turnPlan(me, report, turn.id)).toEqual(plan);
        expect(await store.turn(me, report, turn.id)).toEqual(turn);
        expect(await store.commit(me, [{ do: 'plan-turn', report, turn: 'none' as TurnId, plan }])).toMatchObject({
          why: 'not-found',
          what: 'turn:none',
        });
      });

      test('the newest are read without the older ones, also of one status', async () => {
        const report = await start();
        const turns = [1, 2, 3, 4].map((d) =>
          turnRow(report, { status: d === 2 ? 'done' : 'failed', createdAt: `2026-01-0${d}T00:00:00.000Z` }),
        );
        for (const turn of turns) await ok({ do: 'add-turn', turn });
        expect(await store.newestTurns(me, report, 2)).toEqual([turns[3], turns[2]]);
        expect(await store.newestTurns(me, report, 1, 'done')).toEqual([turns[1]]);
        expect(await store.newestTurns(me, report, 9, 'failed')).toEqual([turns[3], turns[2], turns[0]]);
        expect(await store.newestTurns(me, report, 9, 'stopped')).toEqual([]);
      });

      test('they are listed oldest first, by pages', async () => {
        const report = await start();
        const turns = [3, 1, 2].map((d) =>
          turnRow(report, { status: 'done', createdAt: `2026-01-0${d}T00:00:00.000Z` }),
        );
        for (const turn of turns) await ok({ do: 'add-turn', turn });
        const first = await store.turns(me, report, { limit: 2, after: null });
        const second = await store.turns(me, report, { limit: 2, after: first.next });
        expect([...first.items, ...second.items]).toEqual([turns[1], turns[2], turns[0]]);
        expect(second.next).toBe(null);
      });
    });

    test('of several excuses of a finding the latest counts, and the actor is who gave it', async () => {
      const report = await start();
      const excuse = (findingId: string, reason: string) =>
        ({
          do: 'excuse-finding',
          report,
          excuse: { findingId, rule: 'C031', reason, by: me.user, at: AT },
        }) as const;
      await ok(excuse('a', '一'), excuse('b', '二'), excuse('a', '三'));
      expect((await store.excuses(me, report)).map((e) => [e.findingId, e.reason, e.by])).toEqual([
        ['b', '二', me.user],
        ['a', '三', me.user],
      ]);
    });

    describe('a list is written as a whole or not at all', () => {
      const good = (report: ReportId): Write[] => [
        { do: 'touch-report', report, at: LATER, unitName: '不该留下' },
        { do: 'add-fact', report, fact: factRow(), what: 'found', at: AT },
        {
          do: 'write-section',
          report,
          section: '2.1',
          paragraphs: text('一'),
          expectedVersion: 0,
          reason: 'draft',
          at: AT,
        },
        { do: 'add-turn', turn: turnRow(report) },
      ];
      const refused = (report: ReportId): Write => ({
        do: 'write-section',
        report,
        section: '1.5',
        paragraphs: [],
        expectedVersion: 7,
        reason: 'replace',
        at: AT,
      });
      // A mistake of ours: the database itself refuses it.
      const broken = (report: ReportId): Write => ({
        do: 'add-fact',
        report,
        fact: factRow({ value: null as unknown as string }),
        what: 'found',
        at: AT,
      });
      test.each([0, 1, 2, 3, 4])('refused at place %i of 4', async (place) => {
        const { report } = await furnished();
        const before = await picture(me, report);
        const writes = good(report);
        writes.splice(place, 0, refused(report));
        expect(await store.commit(me, writes)).toEqual({ ok: false, why: 'stale', what: 'section:1.5', current: 1 });
        expect(await picture(me, report)).toEqual(before);
      });
      test.each([0, 1, 2, 3, 4])('failing in the database at place %i of 4', async (place) => {
        const { report } = await furnished();
        const before = await picture(me, report);
        const writes = good(report);
        writes.splice(place, 0, broken(report));
        await expect(store.commit(me, writes)).rejects.toThrow('NOT NULL');
        expect(await picture(me, report)).toEqual(before);
      });
    });

    describe('report kinds', () => {
      const kind = (id: string, version: string, over: Partial<ProfileRow> = {}) => ({
        id,
        version,
        origin: 'own' as const,
        json: { id, version, name: '县级格式' },
        at: AT,
        ...over,
      });

      test('every version is kept, the latest own one is listed, and who stored it is the actor', async () => {
        const id = fresh<string>('kind');
        await ok({ do: 'add-profile', profile: kind(id, '1.0.0') });
        await ok({ do: 'add-profile', profile: kind(id, '1.0.1', { json: { 甲: [1, null] }, at: LATER }) });
        const last = { id, version: '1.0.1', origin: 'own', json: { 甲: [1, null] }, by: me.user, at: LATER };
        expect(await store.profile(me, id, null)).toEqual(last);
        expect((await store.profiles(me)).filter((p) => p.id === id)).toEqual([last]);
        expect(await store.profile(me, id, '1.0.0')).toMatchObject({ json: { name: '县级格式' }, at: AT });
        expect(await store.profile(me, id, '2')).toBe(null);
      });

      test('a version is never overwritten: adding it again is refused, keeping it changes nothing', async () => {
        const id = fresh<string>('kind');
        await ok({ do: 'add-profile', profile: kind(id, '1') });
        expect(await store.commit(me, [{ do: 'add-profile', profile: kind(id, '1', { json: 2 }) }])).toEqual({
          ok: false,
          why: 'exists',
          what: `profile:${id}`,
          current: 0,
        });
        await ok({ do: 'keep-profile', profile: kind(id, '1', { json: 3, at: LATER }) });
        expect(await store.profile(me, id, '1')).toMatchObject({ json: { name: '县级格式' }, at: AT });
        await expect(held.raw(`UPDATE profile SET json = '4' WHERE id = ?`, id)).rejects.toThrow('append-only');
      });

      test('a shipped version that was kept is no own one: it is read by its version and not listed', async () => {
        const id = fresh<string>('kind');
        await ok({ do: 'keep-profile', profile: kind(id, '1', { origin: 'builtin' }) });
        expect(await store.profile(me, id, '1')).toMatchObject({ origin: 'builtin' });
        expect(await store.profile(me, id, null)).toBe(null);
        expect((await store.profiles(me)).map((p) => p.id)).not.toContain(id);
      });

      test('one in use stays; one that no report uses goes with all its versions', async () => {
        const id = fresh<string>('kind');
        await ok({ do: 'add-profile', profile: kind(id, '1') }, { do: 'add-profile', profile: kind(id, '2') });
        const report = await start({ profile: id, profileVersion: '1' });
        const gone: Write = { do: 'delete-profile', profile: id };
        expect(await store.commit(me, [gone])).toEqual({
          ok: false,
          why: 'locked',
          what: `profile:${id}`,
          current: 1,
        });
        await ok({ do: 'delete-report', report }, gone);
        expect(await store.profile(me, id, '1')).toBe(null);
        expect(await store.commit(me, [gone])).toMatchObject({ ok: false, why: 'not-found', what: `profile:${id}` });
      });

      test('a report is moved to another version by name', async () => {
        const report = await start({ profileVersion: '1' });
        await ok({ do: 'move-report', report, profileVersion: '2' });
        expect(await store.report(me, report)).toMatchObject({ profileVersion: '2' });
      });

      test('another organisation has its own: it sees none of ours and may use the same id', async () => {
        const id = fresh<string>('kind');
        await ok({ do: 'add-profile', profile: kind(id, '1') });
        expect(await store.profile(other, id, '1')).toBe(null);
        expect(await store.profile(other, id, null)).toBe(null);
        expect((await store.profiles(other)).map((p) => p.id)).not.toContain(id);
        expect(await store.commit(other, [{ do: 'delete-profile', profile: id }])).toMatchObject({ why: 'not-found' });
        expect(await store.commit(other, [{ do: 'add-profile', profile: kind(id, '1', { json: '他' }) }])).toEqual({
          ok: true,
        });
        expect(await store.profile(me, id, '1')).toMatchObject({ json: { name: '县级格式' } });
      });
    });

    describe('another organisation', () => {
      test('sees nothing through any reading method', async () => {
        const { report, source, turn } = await furnished();
        expect(await store.report(other, report)).toBe(null);
        expect(await store.sources(other, report)).toEqual([]);
        expect(await store.sourceText(other, report, source.id)).toBe(null);
        expect(await store.facts(other, report)).toEqual([]);
        expect(await store.factHistory(other, report, 'budget_income_total')).toEqual([]);
        expect(await store.sections(other, report)).toEqual([]);
        expect(await store.sectionVersions(other, report, '1.5')).toEqual([]);
        expect(await store.turn(other, report, turn.id)).toBe(null);
        expect(await store.turns(other, report, { limit: 10, after: null })).toEqual({ items: [], next: null });
        expect(await store.newestTurns(other, report, 10)).toEqual([]);
        expect(await store.newestTurns(other, report, 10, 'done')).toEqual([]);
        expect(await store.lastTurnEvent(other, report, turn.id)).toBe(null);
        expect(await store.turnPlan(other, report, turn.id)).toBe(null);
        const waiting = turnRow(report);
        await ok({ do: 'add-turn', turn: waiting });
        expect(await store.turnInWork(other, report)).toBe(null);
        expect((await store.turnsInWork(other)).map((t) => t.id)).not.toContain(waiting.id);
        expect(await store.turnEvents(other, report, turn.id, 0)).toEqual([]);
        expect(await store.excuses(other, report)).toEqual([]);
        expect((await store.reports(other, { limit: 500, after: null })).items.map((r) => r.id)).not.toContain(report);
      });

      test('changes nothing through any write, and a foreign id looks like a missing one', async () => {
        const { report, fact, turn } = await furnished();
        const before = await picture(me, report);
        const writes = (
          id: ReportId,
        ): Record<
          Exclude<Write['do'], 'create-report' | `${string}-profile` | 'keep-endpoint' | `${string}-usage`>,
          Write
        > => ({
          'delete-report': { do: 'delete-report', report: id },
          'touch-report': { do: 'touch-report', report: id, at: LATER, unitName: '改了', expectedVersion: 1 },
          'move-report': { do: 'move-report', report: id, profileVersion: '9' },
          'add-source': { do: 'add-source', source: sourceRow(id), text: '一' },
          'add-fact': { do: 'add-fact', report: id, fact: factRow(), what: 'found', at: AT },
          'change-fact': { do: 'change-fact', report: id, fact, expectedVersion: 1, what: 'edited', at: AT },
          'write-section': {
            do: 'write-section',
            report: id,
            section: '1.5',
            paragraphs: [],
            expectedVersion: 1,
            reason: 'replace',
            at: AT,
          },
          'lock-section': { do: 'lock-section', report: id, section: '1.5', locked: true },
          'add-turn': { do: 'add-turn', turn: turnRow(id) },
          'claim-turn': { do: 'claim-turn', report: id, turn: turn.id, attempt: 0, until: LATER },
          'move-turn': { do: 'move-turn', report: id, turn: turn.id, from: ['queued'], to: 'done' },
          'plan-turn': { do: 'plan-turn', report: id, turn: turn.id, plan: {} },
          'add-turn-events': {
            do: 'add-turn-events',
            report: id,
            turn: turn.id,
            events: [{ n: 9, kind: 'text', payload: 1, at: AT }],
          },
          'excuse-finding': {
            do: 'excuse-finding',
            report: id,
            excuse: { findingId: 'x', rule: 'C031', reason: '改', by: other.user, at: AT },
          },
        });
        const missing = 'no-such-report' as ReportId;
        for (const kind of Object.keys(writes(report)) as (keyof ReturnType<typeof writes>)[]) {
          const foreign = await store.commit(other, [writes(report)[kind]]);
          const absent = await store.commit(other, [writes(missing)[kind]]);
          expect(foreign, kind).toEqual({ ok: false, why: 'not-found', what: `report:${report}`, current: null });
          expect(absent, kind).toEqual({ ok: false, why: 'not-found', what: `report:${missing}`, current: null });
        }
        expect(await picture(me, report)).toEqual(before);
      });

      test('may use the same ids without meeting ours', async () => {
        const { report, source, fact, turn } = await furnished();
        const before = await picture(me, report);
        expect(
          await store.commit(other, [
            { do: 'create-report', report: reportRow({ id: report, unitName: '他们的' }) },
            { do: 'add-source', source, text: '他们的' },
            { do: 'add-fact', report, fact: { ...fact, value: '1' }, what: 'found', at: AT },
            { do: 'add-turn', turn },
          ]),
        ).toEqual({ ok: true });
        expect(await picture(me, report)).toEqual(before);
        expect((await store.sourceText(other, report, source.id))?.text).toBe('他们的');
        expect(await store.commit(other, [{ do: 'delete-report', report }])).toEqual({ ok: true });
        expect(await picture(me, report)).toEqual(before);
      });

      test('cannot be referred to even past the store: a child row needs a report of its own organisation', async () => {
        const { report } = await furnished();
        await expect(
          held.raw(
            `INSERT INTO section (org_id, report_id, section, version, locked) VALUES (?, ?, '3', 1, 0)`,
            other.org,
            report,
          ),
        ).rejects.toThrow('FOREIGN KEY');
      });

      test('a report of ours is not reached through another report of ours', async () => {
        const a = await furnished();
        const b = await start();
        expect(await store.sourceText(me, b, a.source.id)).toBe(null);
        expect(await store.turn(me, b, a.turn.id)).toBe(null);
        expect(
          await store.commit(me, [
            { do: 'change-fact', report: b, fact: a.fact, expectedVersion: 1, what: 'edited', at: AT },
          ]),
        ).toMatchObject({ ok: false, why: 'not-found', what: `fact:${a.fact.id}` });
      });
    });

    test('writers at once lose nothing: the loser is told, reads again and retries', async () => {
      const report = await start();
      const fact = factRow({ value: '0', unit: '个' });
      await ok({ do: 'add-fact', report, fact, what: 'stated', at: AT });
      const [writers, each] = [4, 5];
      let refusals = 0;
      const count1 = async () => {
        for (let done = 0; done < each; ) {
          const [seen] = await store.facts(me, report);
          const next: Fact = { ...seen!, value: String(Number(seen!.value) + 1) };
          const answer = await store.commit(me, [
            { do: 'change-fact', report, fact: next, expectedVersion: seen!.version, what: 'edited', at: AT },
            { do: 'touch-report', report, at: AT },
          ]);
          if (answer.ok) done++;
          else {
            expect(answer.why).toBe('stale');
            refusals++;
          }
        }
      };
      await Promise.all(Array.from({ length: writers }, count1));
      expect((await store.facts(me, report))[0]).toMatchObject({ value: '20', version: 21 });
      expect(await store.report(me, report)).toMatchObject({ version: 21 });
      expect(await store.factHistory(me, report, fact.key)).toHaveLength(21);
      expect(refusals).toBeGreaterThan(0);
    });
  });
}
