// Who holds a turn: a claim lasts as long as it is renewed. What happens to a turn whose holder is gone is in resume-turns.ts.
import type { Actor, TurnRow } from '../ports.ts';
import type { StepParts } from './parts.ts';
import type { Work } from './turn-works.ts';

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;

export const leaseFrom = (now: string): string => new Date(Date.parse(now) + LEASE_MS).toISOString();

/** Milliseconds until the lease is over; 0: nobody holds the turn. */
export const leaseLeft = (turn: TurnRow, now: string): number =>
  turn.status === 'running' && turn.leaseUntil !== null
    ? Math.max(0, Date.parse(turn.leaseUntil) - Date.parse(now) + 1)
    : 0;

/** Renews the claim until the answer is called or the work is ended. `lost`: another claim was made, or the turn is over. */
export function holdLease(parts: StepParts, actor: Actor, turn: TurnRow, work: Work, lost: () => void): () => void {
  let over = false;
  let cancel = (): void => {};
  const renew = async (): Promise<void> => {
    if (work.endedBy) return;
    try {
      const { reportId: report, id, attempt } = turn;
      const until = leaseFrom(parts.clock.now());
      const done = await parts.store.commit(actor, [
        { do: 'move-turn', report, turn: id, from: ['running'], to: 'running', attempt, until },
      ]);
      if (!done.ok) return lost();
    } catch (cause) {
      // The database may be busy; the lease lasts for two more tries.
      parts.log.warn('lease not renewed', { turn: turn.id, cause: String(cause) });
    }
    next();
  };
  const next = (): void => {
    if (!over) cancel = parts.after(RENEW_MS, () => void renew());
  };
  next();
  return () => {
    over = true;
    cancel();
  };
}
