import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, stepParts } from '../../src/http/app.ts';
import { eventStream } from '../../src/http/turn-stream.ts';
import type { FactList, WireFact, WireFigure, WireReportView, WireTurn } from '../../src/http/wire.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import { stopTurn } from '../../src/steps/begin-turn.ts';
import { profileNamed } from '../profiles.ts';
import { INVENTED_REPORT } from './invented-report.ts';
import { call, chat, localApp, readEvents, type SseEvent, STAFF, testParts } from './local-app.ts';

const { send, parts } = localApp();
afterAll(() => parts.store.close());

let report = '';
let at = '';
beforeEach(async () => {
  report = (await call<{ id: string }>(send, 'POST', '/api/reports', { profile: 'jiangxi-2022', period: 2022 })).body
    .id;
  at = `/api/reports/${report}`;
});

const kinds = (events: readonly SseEvent[]): string[] => events.map((e) => e.kind);
const said = (events: readonly SseEvent[]): string =>
  events
    .filter((e) => e.kind === 'say')
    .map((e) => e.payload.text)
    .join('\n');
const facts = async (key: string): Promise<WireFact[]> =>
  (await call<FactList>(send, 'GET', `${at}/facts?key=${key}`)).body.items;

/** A model whose understanding waits until it is let go. */
function slowModel() {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const model = embeddedModel();
  return {
    release,
    model: {
      ...model,
      async understand(...args: Parameters<typeof model.understand>) {
        await held;
        return model.understand(...args);
      },
    },
  };
}

describe('a turn', () => {
  it('turns a stated value into a confirmed fact that names the turn', async () => {
    const events = await chat(send, report, '2022年收入预算总额1260万元', 'turn-give-1');
    expect(events.map((e) => e.n)).toEqual(events.map((_, i) => i + 1));
    expect(kinds(events).slice(0, 2)).toEqual(['accepted', 'fact']);
    expect(kinds(events).at(-1)).toBe('done');
    const [fact] = await facts('budget_income_total');
    expect(fact).toMatchObject({
      value: '1260',
      unit: '万元',
      standing: { is: 'confirmed', by: STAFF.user },
      origin: { from: 'turn', turnId: 'turn-give-1' },
    });
  });

  it('asks the next question at its end, and an answer to it needs no name', async () => {
    const first = await chat(send, report, '2022年收入预算总额1260万元');
    const question = first.find((e) => e.kind === 'question')?.payload.question as { key: string; text: string };
    expect(question.text).toMatch(/[\u4e00-\u9fff]/);
    expect((await call<WireReportView>(send, 'GET', at)).body.nextQuestion?.key).toBe(question.key);
    const skipped = await chat(send, report, '跳过');
    const next = skipped.find((e) => e.kind === 'question')?.payload.question as { key: string };
    expect(next.key).not.toBe(question.key);
  });

  it('says which unit it took when money was given without one, and only then', async () => {
    const [bare, full] = [
      await chat(send, report, '2022年收入预算总额1260'),
      await chat(send, report, '2022年支出预算总额1260万元'),
    ];
    expect(bare.find((e) => e.kind === 'fact')?.payload).toMatchObject({ fact: { value: '1260', unit: '万元' } });
    expect(said(bare)).toMatch(/没有写单位.*万元.*更正/);
    expect(said(full)).not.toContain('没有写单位');
  });

  it('lists what is missing by who can supply it', async () => {
    const events = await chat(send, report, '还缺什么');
    const missing = events.find((e) => e.kind === 'missing')?.payload.items as { key: string; supplier: string }[];
    expect(missing.length).toBeGreaterThan(3);
    expect(said(events)).toContain(missing[0]!.supplier);
  });

  it('drafts, keeps what people wrote, and offers a file', async () => {
    await call(send, 'PUT', `${at}/sections/1.1`, { text: '自己写的。', expectedVersion: 0 });
    const events = await chat(send, report, '起草全文');
    expect(kinds(events).filter((k) => k === 'section').length).toBeGreaterThan(5);
    expect(events.some((e) => e.kind === 'section' && e.payload.section === '1.1')).toBe(false);
    expect(said(events)).toContain('保留原文');
    const url = (await chat(send, report, '导出Word')).find((e) => e.kind === 'export')?.payload.url as string;
    const file = await send(url);
    expect(file.headers.get('content-type')).toContain('wordprocessingml');
  });

  it('answers the question that is shown, also with the very first message', async () => {
    const shown = (await call<WireReportView>(send, 'GET', at)).body.nextQuestion;
    const events = await chat(send, report, '清溪县青禾园区服务中心');
    expect(events.find((e) => e.kind === 'fact')?.payload).toMatchObject({
      fact: { key: shown?.key, value: '清溪县青禾园区服务中心' },
    });
  });

  it('says so when it understood nothing, and stores nothing', async () => {
    // A question that asks for words takes any words for its answer.
    for (;;) {
      const { nextQuestion } = (await call<WireReportView>(send, 'GET', at)).body;
      if (!nextQuestion || nextQuestion.unit) break;
      await chat(send, report, '跳过');
    }
    const events = await chat(send, report, '嗯嗯啊啊');
    expect(said(events)).toContain('没有');
    expect((await call<FactList>(send, 'GET', `${at}/facts`)).body.items).toEqual([]);
  });
});

describe('short answers', () => {
  /** The open question is about `key`: everything before it is skipped. */
  async function until(key: string): Promise<void> {
    for (let i = 0; i < 40; i++) {
      const { nextQuestion } = (await call<WireReportView>(send, 'GET', at)).body;
      if (nextQuestion?.key === key) return;
      await chat(send, report, '跳过');
    }
    throw new Error(`${key} was never asked`);
  }

  it('“没有” is a stated zero, not a missing value', async () => {
    await until('staff_in_post');
    await chat(send, report, '没有');
    expect(await facts('staff_in_post')).toMatchObject([
      { value: '0', unit: '人', qualifier: '无', standing: { is: 'confirmed' } },
    ]);
  });

  it('“和去年一样” restates last year’s value for this year, and says so when there is none', async () => {
    await chat(send, report, '2021年在职人员31人');
    await until('staff_in_post');
    await chat(send, report, '和去年一样');
    const held = await facts('staff_in_post');
    expect(held.map((f) => [f.period, f.value, f.standing.is])).toEqual([
      [2021, '31', 'confirmed'],
      [2022, '31', 'confirmed'],
    ]);
    await until('budget_income_total');
    expect(said(await chat(send, report, '和去年一样'))).toContain('没有2021年');
  });
});

describe('the choice of a base', () => {
  it('is asked in the conversation, taken by its name, and decides the figure', async () => {
    const own = localApp({ profiles: [profileNamed('guangdong')] });
    const made = await call<{ id: string }>(own.send, 'POST', '/api/reports', { profile: 'guangdong', period: 2022 });
    const { id } = made.body;
    for (const said of ['2022年支出预算总额800万元', '2022年全年预算数1000万元', '2022年末结转和结余20万元'])
      await chat(own.send, id, said);
    const rate = async (): Promise<WireFigure> =>
      (await call<{ items: WireFigure[] }>(own.send, 'GET', `/api/reports/${id}/figures?limit=1000`)).body.items.find(
        (f) => f.key === 'carryover_rate',
      )!;
    expect((await rate()).state).toMatchObject({ is: 'waiting', for: [{ key: 'budget_base' }] });
    for (let i = 0; i < 60; i++) {
      const { nextQuestion } = (await call<WireReportView>(own.send, 'GET', `/api/reports/${id}`)).body;
      if (nextQuestion?.key === 'budget_base') break;
      await chat(own.send, id, '跳过');
    }
    await chat(own.send, id, '全年预算数');
    expect(await rate()).toMatchObject({ state: { is: 'computed', printed: '2.00' }, formula: '20 ÷ 1000 = 2%' });
    own.parts.store.close();
  });
});

describe('a change of a confirmed value', () => {
  beforeEach(async () => {
    await chat(send, report, '2022年收入预算总额1260万元');
  });

  it('is proposed, and made on 是', async () => {
    const asked = await chat(send, report, '2022年收入预算总额1280万元');
    expect(kinds(asked)).toContain('proposal');
    expect((await facts('budget_income_total')).map((f) => f.value)).toEqual(['1260']);
    const done = await chat(send, report, '是');
    expect(kinds(done)).toContain('fact');
    expect((await facts('budget_income_total')).map((f) => [f.value, f.version])).toEqual([['1280', 2]]);
  });

  it('is dropped on 不改, and by talking of something else', async () => {
    await chat(send, report, '2022年收入预算总额1280万元');
    expect(said(await chat(send, report, '不改'))).toContain('保留原值');
    await chat(send, report, '2022年收入预算总额1290万元');
    await chat(send, report, '还缺什么');
    await chat(send, report, '是');
    expect((await facts('budget_income_total')).map((f) => f.value)).toEqual(['1260']);
  });

  it('is not made when the value was changed by someone else after asking', async () => {
    await chat(send, report, '2022年收入预算总额1280万元');
    const [fact] = await facts('budget_income_total');
    await call(send, 'POST', `${at}/facts/settle`, [{ id: fact!.id, decision: 'edit', value: '1270' }]);
    expect(said(await chat(send, report, '是'))).toContain('没有修改');
    expect((await facts('budget_income_total')).map((f) => f.value)).toEqual(['1270']);
  });

  it('follows 不是1260，是1280 without a name', async () => {
    const asked = await chat(send, report, '不是1260万元，是1280万元');
    expect(kinds(asked)).toContain('proposal');
    await chat(send, report, '确认');
    expect((await facts('budget_income_total')).map((f) => f.value)).toEqual(['1280']);
  });
});

describe('a candidate of a text', () => {
  it('is confirmed when a person says the same, and gives way when a person says otherwise', async () => {
    await call(send, 'POST', `${at}/sources`, { name: '自评报告', text: INVENTED_REPORT, role: 'prior' });
    await chat(send, report, '2022年收入预算总额1260万元');
    expect((await facts('budget_income_total')).filter((f) => f.period === 2022)).toMatchObject([
      { standing: { is: 'confirmed' }, origin: { from: 'text' } },
    ]);
    const events = await chat(send, report, '在职人员25人');
    expect(said(events)).toContain('24');
    const staff = (await facts('staff_in_post')).filter((f) => f.period === 2022);
    expect(Object.fromEntries(staff.map((f) => [f.value, f.standing.is]))).toEqual({ 24: 'rejected', 25: 'confirmed' });
  });
});

describe('the same message again', () => {
  it('is not worked on twice; another message under its id is refused', async () => {
    const message = { id: 'turn-twice-1', text: '2022年收入预算总额1260万元' };
    await chat(send, report, message.text, message.id);
    const again = await call<WireTurn>(send, 'POST', `${at}/turns`, message);
    expect([again.status, again.body.status]).toEqual([200, 'done']);
    const other = await call<{ error: { code: string } }>(send, 'POST', `${at}/turns`, { ...message, text: '别的话' });
    expect([other.status, other.body.error.code]).toEqual([422, 'idempotency_mismatch']);
    expect(await facts('budget_income_total')).toHaveLength(1);
  });

  it('sent twice at once starts one turn', async () => {
    const message = { id: 'turn-race-1', text: '2022年收入预算总额1260万元' };
    const results = await Promise.all([1, 2, 3].map(() => call(send, 'POST', `${at}/turns`, message)));
    expect(results.map((r) => r.status).sort()).toEqual([200, 200, 202]);
    await readEvents(await send(`${at}/turns/${message.id}/events`));
    expect(await facts('budget_income_total')).toHaveLength(1);
  });
});

describe('one turn at a time', () => {
  it('refuses a second one while the first runs, and stops the first on request', async () => {
    const slow = slowModel();
    const app = createApp({ ...parts, model: slow.model });
    const busy = async (path: string, init?: RequestInit) => app.request(`http://127.0.0.1:8787${path}`, init);
    expect(
      (await call(busy, 'POST', `${at}/turns`, { id: 'turn-slow-1', text: '2022年收入预算总额1260万元' })).status,
    ).toBe(202);
    const second = await call<{ error: { code: string } }>(busy, 'POST', `${at}/turns`, {
      id: 'turn-slow-2',
      text: '还缺什么',
    });
    expect([second.status, second.body.error.code]).toEqual([409, 'turn_running']);
    expect((await call<WireReportView>(busy, 'GET', at)).body.runningTurn).toBe('turn-slow-1');

    const stream = busy(`${at}/turns/turn-slow-1/events`);
    const stopped = await call<WireTurn>(busy, 'POST', `${at}/turns/turn-slow-1/stop`, {});
    expect(stopped.body.status).toBe('stopped');
    slow.release();
    expect(kinds(await readEvents(await stream))).toEqual(['accepted', 'stopped']);
    expect(await facts('budget_income_total')).toEqual([]);
    expect((await call(busy, 'POST', `${at}/turns`, { id: 'turn-slow-3', text: '还缺什么' })).status).toBe(202);
    await readEvents(await busy(`${at}/turns/turn-slow-3/events`));
  });
});

describe('the event stream', () => {
  it('replays after a number, by query or by Last-Event-ID', async () => {
    const all = await chat(send, report, '2022年收入预算总额1260万元', 'turn-replay');
    const path = `${at}/turns/turn-replay/events`;
    expect(await readEvents(await send(`${path}?after=2`))).toEqual(all.slice(2));
    expect(await readEvents(await send(path, { headers: { 'last-event-id': '3' } }))).toEqual(all.slice(3));
    const response = await send(path);
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await response.body?.cancel();
  });

  it('beats while nothing happens, and ends with the turn', async () => {
    vi.useFakeTimers();
    const own = testParts();
    const step = stepParts(own);
    const at0 = own.clock.now();
    const id = 'r' as never;
    await own.store.commit(STAFF, [
      {
        do: 'create-report',
        report: {
          id,
          profile: 'jiangxi-2022',
          profileVersion: '1',
          period: 2022,
          unitName: null,
          version: 1,
          createdAt: at0,
          updatedAt: at0,
        },
      },
      {
        do: 'add-turn',
        turn: { id: 't' as never, reportId: id, text: 'x', requestHash: 'h', status: 'queued', createdAt: at0 },
      },
      { do: 'claim-turn', report: id, turn: 't' as never, attempt: 0, until: '2999-01-01T00:00:00.000Z' },
      {
        do: 'add-turn-events',
        report: id,
        turn: 't' as never,
        events: [{ n: 1, kind: 'accepted', payload: { text: 'x' }, at: at0 }],
      },
    ]);
    const reader = eventStream(step, STAFF, id, 't' as never, 0, new AbortController().signal).getReader();
    const read = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
    expect(await read()).toContain('event: accepted');
    const beat = read();
    await vi.advanceTimersByTimeAsync(17_000);
    expect(await beat).toBe(': \n\n');
    await stopTurn(step, STAFF, id, 't' as never);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await read()).toContain('event: stopped');
    expect((await reader.read()).done).toBe(true);
    vi.useRealTimers();
    await own.store.close();
  });
});

describe('a turn that fails', () => {
  it('ends with words that hide the cause; the log has it under the number that the words give', async () => {
    const own = localApp({
      model: {
        ...embeddedModel(),
        understand: () => Promise.reject(new Error('secret')),
      },
    });
    const made = await call<{ id: string }>(own.send, 'POST', '/api/reports', {
      profile: 'jiangxi-2022',
      period: 2022,
    });
    const events = await chat(own.send, made.body.id, '你好', 'turn-fails-1');
    const failed = events.at(-1)!;
    expect(failed.kind).toBe('failed');
    expect(JSON.stringify(events)).not.toContain('secret');
    const logged = own.parts.logged.find((l) => l.event === 'turn failed');
    expect(failed.payload.message).toContain(logged?.fields.id);
    await own.parts.store.close();
  });
});
