// One turn of the conversation: the message is understood, code decides what becomes of it, and every step is stored with its
// events before anyone sees them. A stopped turn stores nothing more.
import type { ReportId, TurnId } from '../core/id.ts';
import type { Actor } from '../ports.ts';
import { finish, questionNow } from './answer-intent.ts';
import { answerMessage } from './answer-message.ts';
import { allTurns, conversationAfter } from './conversation.ts';
import { loadReport } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { TurnDesk, TurnOver } from './turn-desk.ts';

/** Works a queued turn to its end. Never rejects: what goes wrong becomes the turn's last event and a line in the log. */
export async function takeTurn(parts: StepParts, actor: Actor, reportId: ReportId, turnId: TurnId): Promise<void> {
  const id = parts.newId();
  try {
    const started = await parts.store.commit(actor, [
      { do: 'move-turn', report: reportId, turn: turnId, from: ['queued'], to: 'running' },
    ]);
    if (!started.ok) return;
    const [turn, turns, events, loaded] = await Promise.all([
      parts.store.turn(actor, reportId, turnId),
      allTurns(parts, actor, reportId),
      parts.store.turnEvents(actor, reportId, turnId, 0),
      loadReport(parts, actor, reportId),
    ]);
    if (!turn || !loaded.ok) return;
    const state = questionNow(loaded.value, await conversationAfter(parts, actor, reportId, turns));
    const desk = new TurnDesk(parts, actor, turn, events.at(-1)?.n ?? 0, loaded.value, state);
    await answerMessage(desk);
    await finish(desk);
  } catch (cause) {
    if (cause instanceof TurnOver) return;
    parts.log.error('turn failed', {
      id,
      turn: turnId,
      cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    });
    await failTurn(parts, actor, reportId, turnId, id);
  }
}

async function failTurn(parts: StepParts, actor: Actor, report: ReportId, turn: TurnId, id: string): Promise<void> {
  try {
    const n = ((await parts.store.turnEvents(actor, report, turn, 0)).at(-1)?.n ?? 0) + 1;
    const message = `处理这条消息时出了错，已完成的部分都已保存。请再试一次；如果还不行，请把编号 ${id} 告诉管理员。`;
    await parts.store.commit(actor, [
      { do: 'move-turn', report, turn, from: ['queued', 'running'], to: 'failed' },
      {
        do: 'add-turn-events',
        report,
        turn,
        events: [{ n, kind: 'failed', payload: { code: 'internal', message }, at: parts.clock.now() }],
      },
    ]);
  } catch (cause) {
    parts.log.error('turn could not be ended', { id, turn, cause: String(cause) });
  }
  parts.bus.moved(turn);
}
