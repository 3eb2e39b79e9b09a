// The conversation: send a message, follow its events (replayed from the store, then live), stop it.
import type { Context } from 'hono';
import type { ReportId, TurnId } from '../core/id.ts';
import { fail, ok } from '../core/problem.ts';
import type { Actor, TurnEvent, TurnRow } from '../ports.ts';
import { beginTurn, isWorking, stopTurn } from '../steps/begin-turn.ts';
import { noReport } from '../steps/load-report.ts';
import type { StepParts } from '../steps/parts.ts';
import { takeTurn } from '../steps/take-turn.ts';
import { storePage } from './page.ts';
import { answer, type Route, route } from './route.ts';
import { newTurnShape, pageQuery, turnEventsQuery, turnListShape, turnShape } from './wire.ts';

const turnView = ({ id, reportId, text, status, createdAt }: TurnRow) => ({ id, reportId, text, status, createdAt });

const noTurn = () => fail('not-found', 'turn_not_found', '没有找到这条消息。请刷新后查看。');

/** On Workers a request's work ends with its answer unless the runtime is told to wait. */
function inBackground(c: Context, work: Promise<void>): void {
  try {
    c.executionCtx.waitUntil(work);
  } catch {
    // Node has no execution context; the promise lives on by itself and never rejects.
  }
}

/** Silence that proxies and the page's dead-man timer bear, and how often the store is asked for events of another process. */
const HEARTBEAT_MS = 15_000;
const POLL_MS = 1000;

const sse = (e: TurnEvent): string =>
  `id: ${e.n}\nevent: ${e.kind}\ndata: ${JSON.stringify({ n: e.n, at: e.at, kind: e.kind, payload: e.payload })}\n\n`;

/** Events after `after`, then whatever comes, until the turn is over. */
export function eventStream(
  parts: StepParts,
  actor: Actor,
  report: ReportId,
  turn: TurnId,
  after: number,
  gone: AbortSignal,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  const over = new AbortController();
  const signal = AbortSignal.any([gone, over.signal]);
  return new ReadableStream({
    async start(controller) {
      let last = after;
      let silent = 0;
      try {
        while (!signal.aborted) {
          // Waiting begins before reading: what happens in between wakes us. The status is read before the events: those
          // written before it turned are then all there.
          const woken = parts.bus.next(turn, POLL_MS, signal);
          const row = await parts.store.turn(actor, report, turn);
          const events = await parts.store.turnEvents(actor, report, turn, last);
          for (const e of events) {
            controller.enqueue(bytes.encode(sse(e)));
            last = e.n;
          }
          if (!row || !isWorking(row)) break;
          if (events.length) silent = 0;
          else if (silent >= HEARTBEAT_MS) {
            controller.enqueue(bytes.encode(': \n\n'));
            silent = 0;
          }
          await woken;
          silent += POLL_MS;
        }
      } catch (cause) {
        const id = parts.newId();
        parts.log.error('event stream failed', { id, turn, cause: String(cause) });
        // The reader reconnects with the last number it has; nothing about the cause leaves the house.
      }
      over.abort();
      try {
        controller.close();
      } catch {
        // The reader has gone already.
      }
    },
    cancel: () => over.abort(),
  });
}

export const turnRoutes: Route[] = [
  route({
    method: 'post',
    path: '/api/reports/:id/turns',
    tag: 'turns',
    summary: '发送一条消息；同一编号重发不会重复处理',
    body: newTurnShape,
    answers: { 202: turnShape, 200: turnShape },
    async handle({ parts, actor, reportId, body, c }) {
      const begun = await beginTurn(parts, actor, reportId, body);
      if (begun.ok && begun.value.fresh) inBackground(c, takeTurn(parts, actor, reportId, begun.value.turn.id));
      return answer(begun, ({ turn }) => turnView(turn), begun.ok && begun.value.fresh ? 202 : 200);
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/turns',
    tag: 'turns',
    summary: '消息列表，旧的在前',
    query: pageQuery,
    answers: { 200: turnListShape },
    async handle({ parts, actor, reportId, query }) {
      if (!(await parts.store.report(actor, reportId))) return noReport();
      const page = await parts.store.turns(actor, reportId, storePage(query));
      return answer(ok(page), (p) => ({ ...p, items: p.items.map(turnView) }));
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/turns/:turnId',
    tag: 'turns',
    summary: '一条消息的状态',
    answers: { 200: turnShape },
    async handle({ parts, actor, reportId, path }) {
      const turn = await parts.store.turn(actor, reportId, path.turnId as TurnId);
      return turn ? answer(ok(turn), turnView) : noTurn();
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/turns/:turnId/events',
    tag: 'turns',
    summary: '一条消息的处理过程（SSE）；after 或 Last-Event-ID 之后的事件',
    query: turnEventsQuery,
    answers: {},
    produces: ['text/event-stream'],
    async handle({ parts, actor, reportId, path, query, c }) {
      const turn = path.turnId as TurnId;
      if (!(await parts.store.turn(actor, reportId, turn))) return noTurn();
      const seen = /^\d{1,9}$/.exec(c.req.header('last-event-id') ?? '');
      const after = query.after ?? (seen ? Number(seen[0]) : 0);
      return new Response(eventStream(parts, actor, reportId, turn, after, c.req.raw.signal), {
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          // Proxies that compress or collect would hold the events back.
          'Cache-Control': 'no-cache, no-transform',
          'X-Accel-Buffering': 'no',
        },
      });
    },
  }),
  route({
    method: 'post',
    path: '/api/reports/:id/turns/:turnId/stop',
    tag: 'turns',
    summary: '停止处理一条消息；已完成的部分保留',
    answers: { 200: turnShape },
    async handle({ parts, actor, reportId, path }) {
      return answer(await stopTurn(parts, actor, reportId, path.turnId as TurnId), turnView);
    },
  }),
];
