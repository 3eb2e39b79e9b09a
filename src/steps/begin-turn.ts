// A message arrives: stored once under the client's id, one at a time for a report. Working on it is take-turn's job.
import type { ReportId, TurnId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor, Committed, TurnRow, TurnStatus } from '../ports.ts';
import { allTurns } from './conversation.ts';
import { digest } from './digest.ts';
import { noReport } from './load-report.ts';
import { refusal, type StepParts } from './parts.ts';

/** A turn this old that still runs has lost its worker (a Workers isolate has no shutdown to tell us). */
const ABANDONED_MS = 10 * 60_000;

const ATTEMPTS = 5;

export const isWorking = (t: TurnRow): boolean => t.status === 'queued' || t.status === 'running';

/** `fresh`: stored now and still to be worked on; else the same message came again. */
export async function beginTurn(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  given: { id: string; text: string },
): Promise<Result<{ turn: TurnRow; fresh: boolean }>> {
  const id = given.id as TurnId;
  const requestHash = await digest(given.text);
  for (let attempt = 1; ; attempt++) {
    const report = await parts.store.report(actor, reportId);
    if (!report) return noReport();
    const turns = await allTurns(parts, actor, reportId);
    const known = turns.find((t) => t.id === id);
    if (known)
      return known.requestHash === requestHash
        ? ok({ turn: known, fresh: false })
        : fail('mismatch', 'idempotency_mismatch', '这个编号已经用于另一条消息，没有处理。请换一个新的编号再发送。', {
            id,
          });
    const now = parts.clock.now();
    const running = turns.filter(isWorking);
    for (const t of running)
      if (Date.parse(now) - Date.parse(t.createdAt) > ABANDONED_MS) await interruptTurn(parts, actor, t);
      else return fail('conflict', 'turn_running', '上一条消息还在处理，请等它完成，或先停止它。', { id: t.id });
    const last = turns.at(-1);
    // Turns are ordered by time: a clock that stands still must not put the newest one before its predecessor.
    const createdAt = last && now <= last.createdAt ? new Date(Date.parse(last.createdAt) + 1).toISOString() : now;
    const turn: TurnRow = { id, reportId, text: given.text, requestHash, status: 'queued', createdAt };
    const done = await parts.store.commit(actor, [
      { do: 'touch-report', report: reportId, at: now, expectedVersion: report.version },
      { do: 'add-turn', turn },
      {
        do: 'add-turn-events',
        report: reportId,
        turn: id,
        events: [{ n: 1, kind: 'accepted', payload: { text: given.text }, at: now }],
      },
    ]);
    if (done.ok) return ok({ turn, fresh: true });
    if ((done.why !== 'stale' && done.why !== 'exists') || attempt === ATTEMPTS) return refusal(done);
  }
}

async function endTurn(
  parts: StepParts,
  actor: Actor,
  turn: TurnRow,
  to: TurnStatus,
  kind: string,
  payload: unknown,
): Promise<Committed> {
  const { reportId: report, id } = turn;
  const n = ((await parts.store.turnEvents(actor, report, id, 0)).at(-1)?.n ?? 0) + 1;
  const done = await parts.store.commit(actor, [
    { do: 'move-turn', report, turn: id, from: ['queued', 'running'], to },
    { do: 'add-turn-events', report, turn: id, events: [{ n, kind, payload, at: parts.clock.now() }] },
  ]);
  parts.bus.moved(id);
  return done;
}

/** Ends a turn that nobody works on any more, as failed, with the reason among its events. */
export async function interruptTurn(parts: StepParts, actor: Actor, turn: TurnRow): Promise<void> {
  await endTurn(parts, actor, turn, 'failed', 'failed', {
    code: 'interrupted',
    message: '处理中断了（程序重启）。已完成的部分都已保存，请再发一次。',
  });
}

/** For the entry to call at its start: no turn is left running by a program that is gone. Answers how many there were. */
export async function interruptTurns(parts: StepParts, actor: Actor): Promise<number> {
  let ended = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof parts.store.reports>> = await parts.store.reports(actor, {
      limit: 500,
      after,
    });
    for (const report of page.items)
      for (const turn of (await allTurns(parts, actor, report.id)).filter(isWorking)) {
        await interruptTurn(parts, actor, turn);
        ended++;
      }
    after = page.next;
  } while (after !== null);
  return ended;
}

/** Nothing more is written by a stopped turn; what it has written stays. */
export async function stopTurn(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  turnId: TurnId,
): Promise<Result<TurnRow>> {
  for (let attempt = 1; ; attempt++) {
    const turn = await parts.store.turn(actor, reportId, turnId);
    if (!turn) return fail('not-found', 'turn_not_found', '没有找到这条消息。请刷新后查看。');
    if (!isWorking(turn)) return ok(turn);
    const done = await endTurn(parts, actor, turn, 'stopped', 'stopped', {});
    if (done.ok) return ok({ ...turn, status: 'stopped' });
    // It came to its end, or wrote one more event, in the meantime.
    if ((done.why !== 'stale' && done.why !== 'exists') || attempt === ATTEMPTS) return refusal(done);
  }
}
