// Ends a turn from outside of its work: one list moves it and says why as its last event. A turn that came to its end meanwhile stays as it is.
import type { Actor, Committed, TurnRow, TurnStatus, Write } from '../ports.ts';
import type { StepParts } from './parts.ts';

const ATTEMPTS = 5;

export const IN_WORK: TurnStatus[] = ['queued', 'running'];
export const isWorking = (t: TurnRow): boolean => IN_WORK.includes(t.status);

type Move = Omit<Extract<Write, { do: 'move-turn' }>, 'do' | 'report' | 'turn'>;

/** Moves it with one event. The event's number is the next one; it is looked for again when its worker wrote one meanwhile. */
export async function moveWithEvent(
  parts: StepParts,
  actor: Actor,
  turn: Pick<TurnRow, 'id' | 'reportId'>,
  move: Move,
  event: { kind: string; payload: unknown },
): Promise<Committed> {
  const { reportId: report, id } = turn;
  for (let attempt = 1; ; attempt++) {
    const n = ((await parts.store.lastTurnEvent(actor, report, id))?.n ?? 0) + 1;
    const done = await parts.store.commit(actor, [
      { do: 'move-turn', report, turn: id, ...move },
      { do: 'add-turn-events', report, turn: id, events: [{ n, ...event, at: parts.clock.now() }] },
    ]);
    if (!done.ok && done.why === 'exists' && attempt < ATTEMPTS) continue;
    parts.bus.moved(id);
    return done;
  }
}

export type Interruption = 'lost' | 'unheard';

const INTERRUPTED: Record<Interruption, string> = {
  lost: '处理中断了（程序曾经退出）。已完成的部分都已保存，点“继续”接着做。',
  unheard: '页面关闭了一段时间，已暂停起草。已完成的部分都已保存，点“继续”接着做。',
};

export const interruption = (code: Interruption) => ({
  kind: 'interrupted',
  payload: { code, message: INTERRUPTED[code] },
});
