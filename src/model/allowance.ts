// What one turn may still use of the model. Kept in memory: a turn that is resumed after a restart begins anew.
import type { TurnLimits } from './endpoint.ts';

interface Used {
  calls: number;
  tokens: number;
  since: number;
}

export interface Allowance {
  /** Which limit is reached; null: go on. */
  spent(piece: string | null, tokens: number, now: number): 'calls' | 'tokens' | 'time' | null;
  count(piece: string | null, tokens: number, now: number): void;
}

const REMEMBERED = 500;

/** `piece`: the turn, or one section of it; null: nothing is counted. */
export function allowanceOf(limits: TurnLimits): Allowance {
  const used = new Map<string, Used>();
  return {
    spent(piece, tokens, now) {
      const u = piece === null ? undefined : used.get(piece);
      if (!u) return null;
      if (u.calls >= limits.calls) return 'calls';
      if (u.tokens + tokens > limits.tokens) return 'tokens';
      return now - u.since > limits.ms ? 'time' : null;
    },
    count(piece, tokens, now) {
      if (piece === null) return;
      const u = used.get(piece) ?? { calls: 0, tokens: 0, since: now };
      used.delete(piece);
      used.set(piece, { calls: u.calls + 1, tokens: u.tokens + tokens, since: u.since });
      if (used.size > REMEMBERED) used.delete(used.keys().next().value!);
    },
  };
}
