// Turns whose worker is gone: taken up once more where they stopped, or left for a person to continue. A program that ends in
// order hands its turns back as queued, so they are taken up like any other.
import type { ReportId, TurnId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor, TurnRow } from '../ports.ts';
import { refusal, type StepParts } from './parts.ts';
import { takeTurn } from './take-turn.ts';
import { interruption, isWorking, moveWithEvent } from './turn-end.ts';
import { leaseLeft } from './turn-lease.ts';

const sender = (actor: Actor, turn: TurnRow): Actor => ({ ...actor, user: turn.by ?? actor.user });

/** Sees to a turn in work: works on it when nobody does. Never rejects. Whoever else does the same at once is no harm. */
export async function careForTurn(parts: StepParts, actor: Actor, report: ReportId, id: TurnId): Promise<void> {
  try {
    const turn = await parts.store.turn(actor, report, id);
    if (!turn) return;
    const now = parts.clock.now();
    if (turn.status === 'running' && leaseLeft(turn, now) === 0) {
      const { attempt } = turn;
      if (turn.requeued) {
        await moveWithEvent(
          parts,
          actor,
          turn,
          { from: ['running'], to: 'interrupted', attempt, expired: now },
          interruption('lost'),
        );
        return;
      }
      const back = await parts.store.commit(actor, [
        { do: 'move-turn', report, turn: id, from: ['running'], to: 'queued', attempt, expired: now, requeued: true },
      ]);
      if (!back.ok) return;
      parts.log.warn('turn taken up again', { turn: id, attempt });
    } else if (turn.status !== 'queued') return;
    await takeTurn(parts, sender(actor, turn), report, id);
  } catch (cause) {
    parts.log.error('turn not cared for', { turn: id, cause: String(cause) });
  }
}

/** Another process may be working on it; it is taken up when its lease runs out, and looked at again when that was renewed. */
async function watchOver(parts: StepParts, actor: Actor, report: ReportId, id: TurnId): Promise<void> {
  await careForTurn(parts, actor, report, id);
  const turn = await parts.store.turn(actor, report, id).catch(() => null);
  const left = turn ? leaseLeft(turn, parts.clock.now()) : 0;
  if (left > 0) parts.after(left, () => void watchOver(parts, actor, report, id));
}

/** For the entry to call at its start. Resolves when the turns are known; the work on them goes on. */
export async function resumeTurns(parts: StepParts, actor: Actor): Promise<number> {
  const turns = await parts.store.turnsInWork(actor);
  for (const turn of turns) void watchOver(parts, actor, turn.reportId, turn.id);
  return turns.length;
}

/** A person says 继续. What was done is not done again. `resumed`: it is queued now and to be worked on. */
export async function continueTurn(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  turnId: TurnId,
): Promise<Result<{ turn: TurnRow; resumed: boolean }>> {
  const turn = await parts.store.turn(actor, reportId, turnId);
  if (!turn) return fail('not-found', 'turn_not_found', '没有找到这条消息。请刷新后查看。');
  if (turn.status === 'done' || isWorking(turn)) return ok({ turn, resumed: false });
  const done = await moveWithEvent(
    parts,
    actor,
    turn,
    { from: ['interrupted', 'stopped', 'failed'], to: 'queued', requeued: false },
    { kind: 'continued', payload: {} },
  );
  if (done.ok) return ok({ turn: { ...turn, status: 'queued', requeued: false }, resumed: true });
  if (done.why === 'locked') return fail('conflict', 'turn_running', '另一条消息还在处理，请等它完成，再继续这一条。');
  const now = done.why === 'stale' ? await parts.store.turn(actor, reportId, turnId) : null;
  return now ? ok({ turn: now, resumed: false }) : refusal(done);
}
