// The conversation: send a message, follow its events, stop it, continue it.
import type { Context } from 'hono';
import type { TurnId } from '../core/id.ts';
import { fail, ok } from '../core/problem.ts';
import type { TurnRow } from '../ports.ts';
import { beginTurn, stopTurn } from '../steps/begin-turn.ts';
import { noReport } from '../steps/load-report.ts';
import { careForTurn, continueTurn } from '../steps/resume-turns.ts';
import { takeTurn } from '../steps/take-turn.ts';
import { storePage } from './page.ts';
import { answer, type Route, route } from './route.ts';
import { eventStream } from './turn-stream.ts';
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
      // The turn in the way may have lost its worker.
      const other = begun.ok || begun.problem.code !== 'turn_running' ? null : begun.problem.details;
      if (other) inBackground(c, careForTurn(parts, actor, reportId, (other as { id: TurnId }).id));
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
    async handle({ parts, actor, reportId, path, c }) {
      const turn = await parts.store.turn(actor, reportId, path.turnId as TurnId);
      if (turn) {
        parts.works.heard(turn.id);
        inBackground(c, careForTurn(parts, actor, reportId, turn.id));
      }
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
  route({
    method: 'post',
    path: '/api/reports/:id/turns/:turnId/continue',
    tag: 'turns',
    summary: '继续一条中断、停止或出错的消息；已完成的部分不重做',
    answers: { 202: turnShape, 200: turnShape },
    async handle({ parts, actor, reportId, path, c }) {
      const turn = path.turnId as TurnId;
      const read = await continueTurn(parts, actor, reportId, turn);
      if (read.ok && read.value.resumed) inBackground(c, takeTurn(parts, actor, reportId, turn));
      return answer(read, (r) => turnView(r.turn), read.ok && read.value.resumed ? 202 : 200);
    },
  }),
];
