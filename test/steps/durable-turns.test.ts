import { afterEach, describe, expect, it } from 'vitest';
import type { ReportId, TurnId } from '../../src/core/id.ts';
import { stepParts } from '../../src/http/app.ts';
import { eventStream } from '../../src/http/turn-stream.ts';
import type { Store, TurnEvent } from '../../src/ports.ts';
import { addSource } from '../../src/steps/add-source.ts';
import { beginTurn, stopTurn } from '../../src/steps/begin-turn.ts';
import type { StepParts } from '../../src/steps/parts.ts';
import { replaceSection } from '../../src/steps/replace-section.ts';
import { careForTurn, continueTurn, resumeTurns } from '../../src/steps/resume-turns.ts';
import { settleFacts } from '../../src/steps/settle-facts.ts';
import { startReport } from '../../src/steps/start-report.ts';
import { takeTurn } from '../../src/steps/take-turn.ts';
import { INVENTED_REPORT, INVENTED_YEAR } from '../http/invented-report.ts';
import { STAFF, testParts } from '../http/local-app.ts';
import { handTime } from './hand-time.ts';
import { scriptedModel } from './scripted-model.ts';

const time = handTime();
const open: Store[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

/** A server process: its own bus, works and cache over a store that others may share. */
function server(script = scriptedModel(), over: Partial<StepParts> = {}): StepParts {
  const parts = testParts({ model: script.model, clock: time.clock, ...(over.store ? { store: over.store } : {}) });
  if (!over.store) open.push(parts.store);
  return { ...stepParts({ ...parts, after: time.after, atOnce: 2 }), ...over };
}

/** With last year's text and its facts confirmed: a model is asked only where something is known. */
async function newReport(parts: StepParts): Promise<ReportId> {
  const made = await startReport(parts, STAFF, { profile: 'jiangxi-2022', period: INVENTED_YEAR, unitName: null });
  if (!made.ok) throw new Error(made.problem.message);
  const { id } = made.value;
  const source = { name: '上年报告', role: 'prior' as const, content: { text: INVENTED_REPORT }, anyUnit: false };
  const added = await addSource(parts, STAFF, id, source);
  if (!added.ok) throw new Error(added.problem.message);
  const open = (await parts.store.facts(STAFF, id)).filter((f) => f.standing.is === 'candidate');
  await settleFacts(
    parts,
    STAFF,
    id,
    open.map((f) => ({ id: f.id, decision: 'accept' as const })),
  );
  return id;
}

let count = 0;
async function begin(parts: StepParts, report: ReportId, text: string): Promise<TurnId> {
  const begun = await beginTurn(parts, STAFF, report, { id: `turn-${++count}-abcdef`, text });
  if (!begun.ok) throw new Error(begun.problem.message);
  return begun.value.turn.id;
}
const events = (parts: StepParts, report: ReportId, turn: TurnId): Promise<TurnEvent[]> =>
  parts.store.turnEvents(STAFF, report, turn, 0);
const status = async (parts: StepParts, report: ReportId, turn: TurnId) =>
  (await parts.store.turn(STAFF, report, turn))?.status;
const payloads = (list: readonly TurnEvent[], kind: string) =>
  list.filter((e) => e.kind === kind).map((e) => e.payload as Record<string, unknown>);
const kinds = (list: readonly TurnEvent[]) => list.map((e) => e.kind);

/** Every section version has its event and the other way round; numbers run on; no step is closed twice; one end. */
async function expectWhole(parts: StepParts, report: ReportId, turn: TurnId): Promise<void> {
  const list = await events(parts, report, turn);
  expect(list.map((e) => e.n)).toEqual(list.map((_, i) => i + 1));
  const steps = list.flatMap((e) => e.step ?? []);
  expect(new Set(steps).size).toBe(steps.length);
  expect(kinds(list).filter((k) => k === 'done')).toHaveLength(1);
  for (const { section, version } of payloads(list, 'section')) {
    const versions = await parts.store.sectionVersions(STAFF, report, section as string);
    expect(versions.filter((v) => v.version === version)).toHaveLength(1);
  }
}

describe('a turn whose worker is gone', () => {
  it('is left alone while its lease lasts, and taken up where it stopped when it ran out', async () => {
    const slow = scriptedModel(true);
    const first = server(slow);
    const report = await newReport(first);
    const turn = await begin(first, report, '起草全文');
    void takeTurn(first, STAFF, report, turn);
    await time.rest();
    slow.release('1.1');
    await time.rest();
    const written = payloads(await events(first, report, turn), 'section').length;
    expect(written).toBe(1);

    // The first process hangs: its timers are gone with it, its model never answers.
    const script = scriptedModel();
    const second = server(script, { store: first.store });
    expect(await resumeTurns(second, STAFF)).toBe(1);
    await time.rest();
    expect(script.begun).toEqual([]);
    first.works.end(turn, 'lost');
    await time.pass(31_000);
    expect(await status(second, report, turn)).toBe('done');
    await expectWhole(second, report, turn);
    expect(script.begun).not.toContain('1.1');
    const list = await events(second, report, turn);
    expect(payloads(list, 'section').length).toBe(payloads(list, 'section_started').length);
    // What the first one still brings is refused.
    slow.release();
    await time.rest();
    expect(await events(second, report, turn)).toEqual(list);
  });

  it('keeps its lease as long as it works', async () => {
    const slow = scriptedModel(true);
    const first = server(slow);
    const report = await newReport(first);
    const turn = await begin(first, report, '起草全文');
    const leave = first.works.listen(turn);
    void takeTurn(first, STAFF, report, turn);
    await time.pass(300_000);
    const second = server(scriptedModel(), { store: first.store });
    await careForTurn(second, STAFF, report, turn);
    expect(await status(second, report, turn)).toBe('running');
    expect((await second.store.turn(STAFF, report, turn))?.attempt).toBe(1);
    slow.release();
    await time.rest();
    await time.pass(100);
    expect(await status(first, report, turn)).toBe('done');
    await expectWhole(first, report, turn);
    leave();
  });

  it('is taken up once without progress; after that a person continues it', async () => {
    const first = server(scriptedModel(true));
    const report = await newReport(first);
    const turn = await begin(first, report, '2022年收入预算总额1260万元');
    const claim = async (attempt: number): Promise<void> => {
      const until = new Date(Date.parse(time.clock.now()) + 1).toISOString();
      expect(await first.store.commit(STAFF, [{ do: 'claim-turn', report, turn, attempt, until }])).toEqual({
        ok: true,
      });
      await time.pass(1000);
    };
    await claim(0);
    // Requeued, and its second worker is lost at once, too.
    const now = time.clock.now();
    expect(
      await first.store.commit(STAFF, [
        { do: 'move-turn', report, turn, from: ['running'], to: 'queued', expired: now, requeued: true },
      ]),
    ).toEqual({ ok: true });
    await claim(1);
    await resumeTurns(first, STAFF);
    await time.rest();
    expect(await status(first, report, turn)).toBe('interrupted');
    expect((await events(first, report, turn)).at(-1)).toMatchObject({
      kind: 'interrupted',
      payload: { code: 'lost', message: expect.stringContaining('继续') },
    });
    const resumed = await continueTurn(first, STAFF, report, turn);
    expect(resumed).toMatchObject({ ok: true, value: { resumed: true, turn: { status: 'queued' } } });
    await takeTurn(first, STAFF, report, turn);
    expect(await status(first, report, turn)).toBe('done');
    await expectWhole(first, report, turn);
    expect(await continueTurn(first, STAFF, report, turn)).toMatchObject({ ok: true, value: { resumed: false } });
  });

  it('a queued one that nobody took is taken at the next start', async () => {
    const first = server();
    const report = await newReport(first);
    const turn = await begin(first, report, '还缺什么');
    await resumeTurns(server(scriptedModel(), { store: first.store }), STAFF);
    await time.rest();
    expect(await status(first, report, turn)).toBe('done');
  });
});

describe('one turn at a time', () => {
  it('holds between two processes on one store: of many claims one works, and no other message is taken', async () => {
    const script = scriptedModel();
    const first = server(script);
    const others = [1, 2, 3].map(() => server(script, { store: first.store }));
    const report = await newReport(first);
    const turn = await begin(first, report, '起草全文');
    const refused = await beginTurn(others[0]!, STAFF, report, { id: 'another-turn-1', text: '还缺什么' });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'turn_running', details: { id: turn } } });
    await Promise.all([first, ...others].map((p) => takeTurn(p, STAFF, report, turn)));
    await expectWhole(first, report, turn);
    expect((await first.store.turn(STAFF, report, turn))?.attempt).toBe(1);
    expect(new Set(script.begun).size).toBe(script.begun.length);
  });

  it('a turn is not continued beside another', async () => {
    const parts = server(scriptedModel(true));
    const report = await newReport(parts);
    const first = await begin(parts, report, '还缺什么');
    await stopTurn(parts, STAFF, report, first);
    await begin(parts, report, '帮助');
    expect(await continueTurn(parts, STAFF, report, first)).toMatchObject({
      ok: false,
      problem: { code: 'turn_running' },
    });
  });
});

describe('a draft of the whole', () => {
  it('is written a few sections at a time, each with its progress', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草全文');
    void takeTurn(parts, STAFF, report, turn);
    await time.rest();
    expect(slow.open()).toBe(2);
    slow.release();
    await time.rest();
    expect(slow.most()).toBe(2);
    const list = await events(parts, report, turn);
    const told = payloads(list, 'section') as { progress: { done: number; of: number } }[];
    expect(told.map((t) => t.progress.done)).toEqual(told.map((_, i) => i + 1));
    expect(new Set(told.map((t) => t.progress.of))).toEqual(new Set([told.length]));
    await expectWhole(parts, report, turn);
  });

  it('stops at once: nothing half is stored, what was finished stays, and 继续 writes the rest', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草全文');
    const taken = takeTurn(parts, STAFF, report, turn);
    await time.rest();
    const [one] = slow.begun;
    slow.release(one);
    await time.rest();
    expect(await stopTurn(parts, STAFF, report, turn)).toMatchObject({ ok: true, value: { status: 'stopped' } });
    await taken;
    expect((await parts.store.sections(STAFF, report)).map((s) => s.section)).toEqual([one]);
    const before = await events(parts, report, turn);
    expect(before.at(-1)?.kind).toBe('stopped');
    slow.release();
    slow.begun.length = 0;
    await continueTurn(parts, STAFF, report, turn);
    await takeTurn(parts, STAFF, report, turn);
    expect(slow.begun).not.toContain(one);
    await expectWhole(parts, report, turn);
    const said = payloads(await events(parts, report, turn), 'say').map((p) => p.text);
    const sections = (await parts.store.sections(STAFF, report)).length;
    expect(said.join()).toContain(`已起草${sections}节`);
    expect((await parts.store.sections(STAFF, report)).every((s) => s.version === 1)).toBe(true);
  });

  it.each(['起草全文', '继续', '请继续起草剩下的。'])(
    'ordered again with “%s” after a stop writes the rest only',
    async (words) => {
      const slow = scriptedModel(true);
      const parts = server(slow);
      const report = await newReport(parts);
      const turn = await begin(parts, report, '起草全文');
      const taken = takeTurn(parts, STAFF, report, turn);
      await time.rest();
      const [one] = slow.begun;
      slow.release(one);
      await time.rest();
      await stopTurn(parts, STAFF, report, turn);
      await taken;
      slow.release();
      slow.begun.length = 0;
      const again = await begin(parts, report, words);
      await takeTurn(parts, STAFF, report, again);
      expect(slow.begun).not.toContain(one);
      expect(slow.begun.length).toBeGreaterThan(5);
      const said = payloads(await events(parts, report, again), 'say').map((p) => p.text);
      expect(said.join()).toContain('上次已起草的1节没有变化');
      // It came to its end: a third order writes all of it.
      slow.begun.length = 0;
      const third = await begin(parts, report, '起草全文');
      await takeTurn(parts, STAFF, report, third);
      expect(slow.begun).toContain(one);
    },
  );

  it('ordered again after a fact changed writes all of it', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草全文');
    const taken = takeTurn(parts, STAFF, report, turn);
    await time.rest();
    const [one] = slow.begun;
    slow.release(one);
    await time.rest();
    await stopTurn(parts, STAFF, report, turn);
    await taken;
    slow.release();
    const fact = (await parts.store.facts(STAFF, report)).find((f) => f.standing.is === 'confirmed')!;
    expect((await settleFacts(parts, STAFF, report, [{ id: fact.id, decision: 'reject' }])).ok).toBe(true);
    slow.begun.length = 0;
    await takeTurn(parts, STAFF, report, await begin(parts, report, '起草全文'));
    expect(slow.begun).toContain(one);
  });

  it('keeps what people wrote, also what they write while it is drafted', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草全文');
    const taken = takeTurn(parts, STAFF, report, turn);
    await time.rest();
    const [one, two] = slow.begun;
    const typed = await replaceSection(parts, STAFF, report, one!, '自己写的。', 0);
    expect(typed.ok).toBe(true);
    slow.release();
    await taken;
    const list = await events(parts, report, turn);
    expect(payloads(list, 'section').map((p) => p.section)).not.toContain(one);
    expect(payloads(list, 'section').map((p) => p.section)).toContain(two);
    expect(payloads(list, 'section_failed')).toMatchObject([
      { section: one, message: expect.stringContaining('改动') },
    ]);
    const kept = (await parts.store.sections(STAFF, report)).find((s) => s.section === one);
    expect(kept).toMatchObject({ version: 1, reason: expect.not.stringContaining('draft') });
    await expectWhole(parts, report, turn);
  });

  it('takes the embedded draft where the model fails, and says so and why', async () => {
    const script = scriptedModel();
    const parts = server(script);
    const report = await newReport(parts);
    script.fail('1.2', 'overloaded');
    const turn = await begin(parts, report, '起草全文');
    await takeTurn(parts, STAFF, report, turn);
    const told = payloads(await events(parts, report, turn), 'section');
    expect(told.filter((t) => t.instead !== null)).toMatchObject([
      { section: '1.2', instead: { why: 'overloaded', message: '模型服务暂时不可用，请稍后再试。' } },
    ]);
    await expectWhole(parts, report, turn);
  });
});

describe('a model that writes for nobody', () => {
  it('is stopped after a minute without a listener, and the turn can be continued', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草全文');
    const taken = takeTurn(parts, STAFF, report, turn);
    await time.rest();
    const leave = parts.works.listen(turn);
    await time.pass(200_000);
    expect(await status(parts, report, turn)).toBe('running');
    leave();
    await time.pass(59_000);
    parts.works.heard(turn);
    await time.pass(59_000);
    expect(await status(parts, report, turn)).toBe('running');
    await time.pass(1000);
    await taken;
    expect(await status(parts, report, turn)).toBe('interrupted');
    expect((await events(parts, report, turn)).at(-1)).toMatchObject({
      kind: 'interrupted',
      payload: { code: 'unheard' },
    });
    expect(await parts.store.sections(STAFF, report)).toEqual([]);
    slow.release();
    await continueTurn(parts, STAFF, report, turn);
    await takeTurn(parts, STAFF, report, turn);
    await expectWhole(parts, report, turn);
  });
});

describe('a program that is told to end', () => {
  it('hands its turns back; the next one takes them up at once', async () => {
    const slow = scriptedModel(true);
    const first = server(slow);
    const report = await newReport(first);
    const turn = await begin(first, report, '起草全文');
    void takeTurn(first, STAFF, report, turn);
    await time.rest();
    slow.release('1.1');
    await time.rest();
    await first.works.close();
    expect(await first.store.turn(STAFF, report, turn)).toMatchObject({ status: 'queued', leaseUntil: null });
    const written = (await first.store.sections(STAFF, report)).length;
    expect(written).toBe(1);
    // What arrives while it ends stays for the next one.
    await takeTurn(first, STAFF, report, turn);
    expect(await status(first, report, turn)).toBe('queued');
    const second = server(scriptedModel(), { store: first.store });
    await resumeTurns(second, STAFF);
    await time.rest();
    expect(await status(second, report, turn)).toBe('done');
    await expectWhole(second, report, turn);
  });
});

describe('the stream of a turn', () => {
  const decoder = new TextDecoder();
  function reading(parts: StepParts, report: ReportId, turn: TurnId, after = 0) {
    const gone = new AbortController();
    const reader = eventStream(parts, STAFF, report, turn, after, gone.signal).getReader();
    return {
      gone,
      async next(): Promise<string | null> {
        const { done, value } = await reader.read();
        return done ? null : decoder.decode(value);
      },
      cancel: () => reader.cancel(),
    };
  }
  const dataOf = (piece: string, kind: string) =>
    piece
      .split('\n\n')
      .filter((b) => b.includes(`event: ${kind}\n`))
      .map((b) => JSON.parse(b.slice(b.indexOf('data: ') + 6)).payload as Record<string, unknown>);

  it('brings what a model is doing and writing, without ids; nothing of it is stored', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草1.2');
    const stream = reading(parts, report, turn);
    expect(await stream.next()).toContain('event: accepted');
    void takeTurn(parts, STAFF, report, turn);
    await time.rest();
    let piece = (await stream.next())!;
    while (!piece.includes('event: state')) piece = (await stream.next())!;
    expect(dataOf(piece, 'state')).toEqual([{ section: '1.2', state: { is: 'writing' } }]);
    slow.during('1.2', (call) => call.state?.({ is: 'queued', position: 3 }));
    expect(dataOf((await stream.next())!, 'state')).toEqual([{ section: '1.2', state: { is: 'queued', position: 3 } }]);
    // The first words at once, then pieces: forty characters, or what there is after 150 ms.
    slow.during('1.2', (call) => call.text?.('本'));
    expect(dataOf((await stream.next())!, 'text')).toEqual([{ section: '1.2', from: 0, text: '本' }]);
    slow.during('1.2', (call) => {
      for (let i = 0; i < 45; i++) call.text?.('年');
    });
    piece = (await stream.next())!;
    expect(dataOf(piece, 'text')).toEqual([{ section: '1.2', from: 1, text: '年'.repeat(40) }]);
    expect(piece).not.toContain('id: ');
    const waiting = stream.next();
    await time.pass(150);
    expect(dataOf((await waiting)!, 'text')).toEqual([{ section: '1.2', from: 41, text: '年'.repeat(5) }]);
    // Who comes later gets what is being written as a whole; a new try begins anew.
    const late = reading(parts, report, turn, 99);
    expect(dataOf((await late.next())!, 'text')).toEqual([{ section: '1.2', from: 0, text: `本${'年'.repeat(45)}` }]);
    slow.during('1.2', (call) => {
      call.state?.({ is: 'again', why: 'truncated' });
      call.text?.('重');
    });
    piece = (await stream.next())!;
    expect(dataOf(piece, 'state')).toEqual([{ section: '1.2', state: { is: 'again', why: 'truncated' } }]);
    expect(dataOf(piece, 'text')).toEqual([{ section: '1.2', from: 0, text: '重' }]);
    slow.release();
    let rest = '';
    for (let p = await stream.next(); p !== null; p = await stream.next()) rest += p;
    expect(rest).toContain('event: done');
    expect(kinds(await events(parts, report, turn)).filter((k) => k === 'text' || k === 'state')).toEqual([]);
    await late.cancel();
  });

  it('keeps nothing for a reader that does not read: what it missed reaches it in one piece', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草1.2');
    void takeTurn(parts, STAFF, report, turn);
    await time.rest();
    const stream = reading(parts, report, turn, 99);
    await time.rest();
    for (let i = 0; i < 500; i++) slow.during('1.2', (call) => call.text?.('甲乙丙丁戊己庚辛壬癸'.repeat(4)));
    await time.rest();
    const pieces = [await stream.next(), await stream.next()];
    const text = pieces.flatMap((p) => dataOf(p!, 'text')).map((p) => p.text as string);
    expect(text.length).toBeLessThanOrEqual(2);
    expect(text.join('').length).toBe(20_000);
    await stream.cancel();
    slow.release();
    await time.rest();
  });

  it('does not read the store for every piece of words, and still misses no event', async () => {
    const slow = scriptedModel(true);
    const own = server(slow);
    let reads = 0;
    const parts: StepParts = {
      ...own,
      store: {
        ...own.store,
        turnEvents: (...asked) => {
          reads++;
          return own.store.turnEvents(...asked);
        },
      },
    };
    const report = await newReport(own);
    const turn = await begin(own, report, '起草1.2');
    void takeTurn(own, STAFF, report, turn);
    await time.rest();
    const stream = reading(parts, report, turn);
    await stream.next();
    reads = 0;
    for (let i = 0; i < 40; i++) {
      const next = stream.next();
      slow.during('1.2', (call) => call.text?.('甲乙丙丁戊己庚辛壬癸'.repeat(4)));
      expect(dataOf((await next)!, 'text').length).toBe(1);
    }
    expect(reads).toBeLessThanOrEqual(10);
    slow.release();
    let rest = '';
    for (let piece = await stream.next(); piece !== null; piece = await stream.next()) rest += piece;
    const kept = await own.store.turnEvents(STAFF, report, turn, 0);
    expect(rest).toContain('event: section\n');
    expect(rest).toContain(`id: ${kept.at(-1)!.n}\nevent: done`);
  });

  it('a reader that is gone leaves nothing behind, however it went', async () => {
    const slow = scriptedModel(true);
    const parts = server(slow);
    const report = await newReport(parts);
    const turn = await begin(parts, report, '起草全文');
    void takeTurn(parts, STAFF, report, turn);
    await time.rest();
    for (const leave of ['cancel', 'abort'] as const) {
      const stream = reading(parts, report, turn);
      await stream.next();
      if (leave === 'cancel') await stream.cancel();
      else {
        stream.gone.abort();
        while ((await stream.next()) !== null);
      }
    }
    await time.pass(60_000);
    expect(await status(parts, report, turn)).toBe('interrupted');
  });

  it('passes over an end that the turn went on after', async () => {
    const parts = server();
    const report = await newReport(parts);
    const turn = await begin(parts, report, '还缺什么');
    await stopTurn(parts, STAFF, report, turn);
    const stopped = reading(parts, report, turn);
    expect(await stopped.next()).toContain('event: stopped');
    expect(await stopped.next()).toBe(null);
    await continueTurn(parts, STAFF, report, turn);
    await takeTurn(parts, STAFF, report, turn);
    const stream = reading(parts, report, turn);
    let all = '';
    for (let p = await stream.next(); p !== null; p = await stream.next()) all += p;
    expect(all).not.toContain('event: stopped');
    expect(all).toContain('event: continued');
    expect(all).toContain('event: done');
  });

  it('takes up a turn whose worker is gone while someone waits for it', async () => {
    const first = server(scriptedModel(true));
    const report = await newReport(first);
    const turn = await begin(first, report, '还缺什么');
    const until = new Date(Date.parse(time.clock.now()) + 30_000).toISOString();
    await first.store.commit(STAFF, [{ do: 'claim-turn', report, turn, attempt: 0, until }]);
    const second = server(scriptedModel(), { store: first.store });
    const stream = reading(second, report, turn);
    let all = '';
    const read = (async () => {
      for (let p = await stream.next(); p !== null; p = await stream.next()) all += p;
    })();
    await time.pass(50_000);
    await read;
    expect(all).toContain('event: done');
  });
});
