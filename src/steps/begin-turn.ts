// A message arrives: stored once under the client's id, one at a time for a report. Working on it is take-turn's job.
import type { ReportId, TurnId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor, TurnRow } from '../ports.ts';
import { digest } from './digest.ts';
import { noReport } from './load-report.ts';
import { refusal, type StepParts } from './parts.ts';
import { IN_WORK, isWorking, moveWithEvent } from './turn-end.ts';

const ATTEMPTS = 5;

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
    const known = await parts.store.turn(actor, reportId, id);
    if (known)
      return known.requestHash === requestHash
        ? ok({ turn: known, fresh: false })
        : fail('mismatch', 'idempotency_mismatch', '这个编号已经用于另一条消息，没有处理。请换一个新的编号再发送。', {
            id,
          });
    const [last] = await parts.store.newestTurns(actor, reportId, 1);
    const now = parts.clock.now();
    // Turns are ordered by time: a clock that stands still must not put the newest one before its predecessor.
    const createdAt = last && now <= last.createdAt ? new Date(Date.parse(last.createdAt) + 1).toISOString() : now;
    const turn = { id, reportId, text: given.text, requestHash, status: 'queued' as const, createdAt };
    const done = await parts.store.commit(actor, [
      { do: 'touch-report', report: reportId, at: now },
      { do: 'add-turn', turn },
      {
        do: 'add-turn-events',
        report: reportId,
        turn: id,
        events: [{ n: 1, kind: 'accepted', payload: { text: given.text }, at: now }],
      },
    ]);
    if (done.ok)
      return ok({ turn: { ...turn, by: actor.user, attempt: 0, leaseUntil: null, requeued: false }, fresh: true });
    if (done.what.startsWith('report:')) return noReport();
    if (done.why === 'locked') {
      const other = await parts.store.turnInWork(actor, reportId);
      if (other && other.id !== id)
        return fail('conflict', 'turn_running', '上一条消息还在处理，请等它完成，或先停止它。', { id: other.id });
    }
    // It was there a moment ago, or the same message arrived twice at once: look again.
    if ((done.why !== 'exists' && done.why !== 'locked') || attempt === ATTEMPTS) return refusal(done);
  }
}

/** Nothing more is written by a stopped turn; what it has written stays, and it can be continued. */
export async function stopTurn(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  turnId: TurnId,
): Promise<Result<TurnRow>> {
  const turn = await parts.store.turn(actor, reportId, turnId);
  if (!turn) return fail('not-found', 'turn_not_found', '没有找到这条消息。请刷新后查看。');
  if (!isWorking(turn)) return ok(turn);
  const done = await moveWithEvent(
    parts,
    actor,
    turn,
    { from: IN_WORK, to: 'stopped' },
    { kind: 'stopped', payload: {} },
  );
  parts.works.end(turnId, 'stopped');
  if (done.ok) return ok({ ...turn, status: 'stopped', leaseUntil: null });
  // It came to its end in the meantime.
  const now = done.why === 'stale' ? await parts.store.turn(actor, reportId, turnId) : null;
  return now ? ok(now) : refusal(done);
}
