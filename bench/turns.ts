// Turns under load: a hundred streams relayed at once, the first event against the endpoint's own first word, and what a turn costs
// after ten and after five thousand messages.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrgId, ReportId, TurnId, UserId } from '../src/core/id.ts';
import type { Profile } from '../src/core/profile.ts';
import { stepParts } from '../src/http/app.ts';
import { readFile as readSource } from '../src/ingest/read-file.ts';
import { embeddedModel } from '../src/model/embedded.ts';
import type { Actor, Write } from '../src/ports.ts';
import { beginTurn } from '../src/steps/begin-turn.ts';
import { startReport } from '../src/steps/start-report.ts';
import { takeTurn } from '../src/steps/take-turn.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { reportFrom, type Serving, serving } from './a-server.ts';

const STREAMS = 100;
const PER_SECOND = 50;
const TOKENS = 250;

interface Endpoint {
  url: string;
  /** When each word of each call was sent; the words carry both numbers. */
  sent: number[][];
  close(): void;
}

/** An endpoint on loopback that writes numbered words, so many a second, to any number of calls. */
async function endpoint(words: number): Promise<Endpoint> {
  const sent: number[][] = [];
  const say = (res: ServerResponse, delta: object, end: string | null): void => {
    const choices = [{ index: 0, delta, finish_reason: end }];
    res.write(`data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: 'scripted', choices })}\n\n`);
  };
  const server = createServer((req, res) => {
    req.resume();
    req.on('end', () => {
      const call = sent.push([]) - 1;
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      let next = 0;
      const began = performance.now();
      const speak = (): void => {
        // By the clock, not by the timer: a late timer sends what is due.
        const due = Math.min(words, 1 + Math.floor(((performance.now() - began) * PER_SECOND) / 1000));
        for (; next < due; next++) {
          sent[call]!.push(performance.now());
          say(res, { content: `${call}-${next};` }, null);
        }
        if (next < words) return void setTimeout(speak, 1000 / PER_SECOND);
        say(res, {}, 'stop');
        res.end('data: [DONE]\n\n');
      };
      speak();
    });
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    sent,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Heard {
  at: number;
  /** The words that a piece of text completed. */
  words: [call: number, word: number][];
}

/** Follows a turn to its end; what each text event brought, and when. */
async function follow(server: Serving, report: string, turn: string): Promise<Heard[]> {
  const heard: Heard[] = [];
  const res = await fetch(`${server.base}/api/reports/${report}/turns/${turn}/events?after=0`);
  const decoder = new TextDecoder();
  let rest = '';
  let word = '';
  for await (const chunk of res.body!) {
    const at = performance.now();
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      if (!block.startsWith('event: text\n')) continue;
      const { payload } = JSON.parse(block.slice(block.indexOf('data: ') + 6)) as { payload: { text: string } };
      const said = (word + payload.text).split(';');
      word = said.pop()!;
      heard.push({ at, words: said.map((s) => s.split('-').map(Number) as [number, number]) });
    }
  }
  return heard;
}

const sorted = (xs: number[]): number[] => xs.sort((a, b) => a - b);
const part = (xs: number[], share: number): number => sorted(xs)[Math.floor((xs.length - 1) * share)]!;

const withEndpoint = (url: string): Record<string, string> => ({
  ZHIBI_LLM_BASE_URL: url,
  ZHIBI_LLM_MODEL: 'scripted',
  ZHIBI_LLM_API_KEY: 'none',
  ZHIBI_LLM_CONCURRENCY: '128',
});

export interface Relay {
  /**
   * Milliseconds from a word's sending to its arrival, p95: the last word of a piece, and the first one, which waited for it. After
   * the first second, in which a hundred drafts are prepared; `start`: within it.
   */
  last: number;
  first: number;
  start: number;
  /** The first word's way in the last second over that in the first: above one, the relay falls behind. */
  behind: number;
  streams: number;
  words: number;
}

/** One server process relays a hundred calls of an endpoint at once. */
export async function relay(text: string, period: number): Promise<Relay> {
  const end = await endpoint(TOKENS);
  const server = await serving(withEndpoint(end.url));
  try {
    const reports: string[] = [];
    for (let i = 0; i < STREAMS; i++) reports.push(await reportFrom(server, text, period));
    const all = await Promise.all(
      reports.map(async (report, i) => {
        const turn = `bench-relay-${String(i).padStart(4, '0')}`;
        await server.post(`/api/reports/${report}/turns`, { id: turn, text: '起草1.2' });
        return follow(server, report, turn);
      }),
    );
    const last: number[] = [];
    const first: number[] = [];
    const early: number[] = [];
    const late: number[] = [];
    let words = 0;
    for (const { at, words: brought } of all.flat()) {
      words += brought.length;
      const ways = brought.flatMap(([c, w]) => {
        const from = end.sent[c]?.[w];
        return from === undefined ? [] : [at - from];
      });
      if (!ways.length) continue;
      const w = brought[0]![1];
      if (w < PER_SECOND) early.push(ways[0]!);
      else {
        last.push(ways.at(-1)!);
        first.push(ways[0]!);
      }
      if (w >= TOKENS - PER_SECOND) late.push(ways[0]!);
    }
    return {
      last: part(last, 0.95),
      first: part(first, 0.95),
      start: part(early, 0.95),
      behind: part(late, 0.5) / part(early, 0.5),
      streams: all.filter((h) => h.length > 0).length,
      words,
    };
  } finally {
    await server.stop();
    end.close();
  }
}

/** Median milliseconds by which a turn's first text event comes after the endpoint sent its first word. */
export async function firstWord(text: string, period: number): Promise<number> {
  const end = await endpoint(2);
  const server = await serving(withEndpoint(end.url));
  try {
    const report = await reportFrom(server, text, period);
    const over: number[] = [];
    for (let i = 0; i < 15; i++) {
      const turn = `bench-first-${String(i).padStart(4, '0')}`;
      const calls = end.sent.length;
      await server.post(`/api/reports/${report}/turns`, { id: turn, text: '起草1.2' });
      const [first] = await follow(server, report, turn);
      const sent = end.sent[calls]?.[0];
      if (first && sent !== undefined && i >= 3) over.push(first.at - sent);
    }
    return part(over, 0.5);
  } finally {
    await server.stop();
    end.close();
  }
}

const BENCH: Actor = { org: 'bench' as OrgId, user: 'bench' as UserId, name: 'bench' };
const quiet = { info() {}, warn() {}, error() {} };

/** Median milliseconds of a turn in a report of ten messages, and in one of five thousand; taken in turns, in one run. */
export async function turnCosts(profile: Profile): Promise<{ few: number; many: number }> {
  const dir = await mkdtemp(join(tmpdir(), 'zhibi-bench-'));
  const store = openSqlite(join(dir, 'turns.db'));
  let ids = 0;
  const parts = stepParts({
    store,
    model: embeddedModel(),
    profiles: [profile],
    clock: { now: () => new Date().toISOString() },
    newId: () => `bench-id-${++ids}`,
    log: quiet,
    readBytes: readSource,
    actorOf: () => BENCH,
  });
  const withMessages = async (count: number): Promise<ReportId> => {
    const made = await startReport(parts, BENCH, { profile: profile.id, period: 2022, unitName: '某单位' });
    if (!made.ok) throw new Error(made.problem.message);
    const report = made.value.id;
    for (let i = 0; i < count; i++) {
      const turn = `old-turn-${i}` as TurnId;
      const at = new Date(Date.UTC(2020, 0, 1) + i * 60_000).toISOString();
      const writes: Write[] = [
        {
          do: 'add-turn',
          turn: { id: turn, reportId: report, text: '还缺什么', requestHash: 'h', status: 'done', createdAt: at },
        },
        {
          do: 'add-turn-events',
          report,
          turn,
          events: [1, 2, 3, 4].map((n) => ({ n, kind: n === 4 ? 'done' : 'say', payload: { text: '好' }, at })),
        },
      ];
      await store.commit(BENCH, writes);
    }
    return report;
  };
  const reports = [await withMessages(10), await withMessages(5000)];
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < 130; round++)
    for (const [which, report] of reports.entries()) {
      const began = performance.now();
      const begun = await beginTurn(parts, BENCH, report, { id: `bench-turn-${round}`, text: '2022年末在职人员24人' });
      if (!begun.ok) throw new Error(begun.problem.message);
      await takeTurn(parts, BENCH, report, begun.value.turn.id);
      if (round >= 30) times[which as 0 | 1].push(performance.now() - began);
    }
  await store.close();
  await rm(dir, { recursive: true, force: true });
  return { few: part(times[0], 0.5), many: part(times[1], 0.5) };
}
