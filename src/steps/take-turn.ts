// One turn of the conversation: the message is understood, code decides what becomes of it, and every step is stored with its
// events before anyone sees them. A turn whose worker was lost goes on where it stopped. A stopped turn stores nothing more.
import type { ReportId, TurnId } from '../core/id.ts';
import type { Actor, TurnRow } from '../ports.ts';
import { finish, questionNow } from './answer-intent.ts';
import { answerMessage } from './answer-message.ts';
import { conversationAfter } from './conversation.ts';
import { type Loaded, loadReport } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { TurnDesk, TurnOver, type TurnPlan } from './turn-desk.ts';
import { IN_WORK, interruption, moveWithEvent } from './turn-end.ts';
import { holdLease, leaseFrom } from './turn-lease.ts';
import type { Work } from './turn-works.ts';

/** Works a queued turn to its end. Never rejects: what goes wrong becomes the turn's last event and a line in the log. */
export async function takeTurn(parts: StepParts, actor: Actor, reportId: ReportId, turnId: TurnId): Promise<void> {
  const work = parts.works.begin(turnId);
  // Another call has it in hand, or the program is ending and the next one takes it up.
  if (!work) return;
  try {
    const turn = await claimed(parts, actor, reportId, turnId);
    if (!turn) return;
    const letGo = holdLease(parts, actor, turn, work, () => parts.works.end(turnId, 'lost'));
    try {
      await workOn(parts, actor, turn, work);
    } catch (cause) {
      await endEarly(parts, actor, turn, work, cause);
    } finally {
      letGo();
    }
  } catch (cause) {
    parts.log.error('turn could not be ended', { turn: turnId, cause: String(cause) });
  } finally {
    work.over();
    parts.bus.moved(turnId);
  }
}

/** Compare and set: of all who try, in this process or another, one holds it. */
async function claimed(parts: StepParts, actor: Actor, report: ReportId, id: TurnId): Promise<TurnRow | null> {
  const turn = await parts.store.turn(actor, report, id);
  if (turn?.status !== 'queued') return null;
  const until = leaseFrom(parts.clock.now());
  const { attempt } = turn;
  const done = await parts.store.commit(actor, [{ do: 'claim-turn', report, turn: id, attempt, until }]);
  return done.ok ? { ...turn, status: 'running', attempt: attempt + 1, leaseUntil: until } : null;
}

async function workOn(parts: StepParts, actor: Actor, turn: TurnRow, work: Work): Promise<void> {
  const { reportId, id } = turn;
  const [events, loaded, kept] = await Promise.all([
    parts.store.turnEvents(actor, reportId, id, 0),
    loadReport(parts, actor, reportId),
    parts.store.turnPlan(actor, reportId, id) as Promise<TurnPlan | null>,
  ]);
  if (!loaded.ok) throw new TurnOver(loaded.problem.code);
  const plan = kept ?? (await opening(parts, actor, loaded.value));
  const desk = new TurnDesk(parts, actor, turn, work, events, loaded.value, plan, kept !== null);
  await answerMessage(desk);
  desk.begin('end');
  await finish(desk);
}

const opening = async (parts: StepParts, actor: Actor, loaded: Loaded): Promise<TurnPlan> => ({
  state: questionNow(loaded, await conversationAfter(parts, actor, loaded.report.id)),
  intents: null,
  after: {},
});

async function endEarly(parts: StepParts, actor: Actor, turn: TurnRow, work: Work, cause: unknown): Promise<void> {
  const { attempt } = turn;
  // Whoever stopped it has written so; whoever else claimed it goes on.
  if (work.endedBy === 'stopped' || work.endedBy === 'lost') return;
  if (work.endedBy === 'unheard') {
    await moveWithEvent(parts, actor, turn, { from: ['running'], to: 'interrupted', attempt }, interruption('unheard'));
    return;
  }
  if (work.endedBy === 'closing') {
    const back = { report: turn.reportId, turn: turn.id, from: ['running' as const], to: 'queued' as const, attempt };
    await parts.store.commit(actor, [{ do: 'move-turn', ...back }]);
    return;
  }
  if (cause instanceof TurnOver) return;
  const id = parts.newId();
  parts.log.error('turn failed', {
    id,
    turn: turn.id,
    cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
  });
  const message = `处理这条消息时出了错，已完成的部分都已保存。请再试一次；如果还不行，请把编号 ${id} 告诉管理员。`;
  await moveWithEvent(
    parts,
    actor,
    turn,
    { from: IN_WORK, to: 'failed', attempt },
    { kind: 'failed', payload: { code: 'internal', message } },
  );
}
