// Keeps calls away from an endpoint that fails: after several failures at once it is left alone, then tried with a single call.
import type { FailureClass } from '../ports.ts';

const COUNTED: ReadonlySet<FailureClass> = new Set(['network', 'overloaded', 'idle', 'auth'] as const);
const SECOND = 1000;

export interface BreakerSettings {
  failures: number;
  within: number;
  first: number;
  longest: number;
}
export const BREAKER: BreakerSettings = {
  failures: 5,
  within: 60 * SECOND,
  first: 30 * SECOND,
  longest: 600 * SECOND,
};

export type BreakerState =
  | { is: 'closed' }
  /** `until`: milliseconds on the breaker's clock. */
  | { is: 'open'; until: number; why: FailureClass }
  | { is: 'trying'; why: FailureClass };

export interface Breaker {
  /** Milliseconds to wait before a call may be made; null: make it. A call let through must end in one of the three below. */
  wait(now: number): number | null;
  succeeded(): void;
  failed(why: FailureClass, now: number): void;
  /** It ended for a reason of ours, and says nothing about the endpoint. */
  unsaid(): void;
  /** The endpoint asked for it, or its settings are at fault. */
  hold(ms: number, why: FailureClass, now: number): void;
  state(now: number): BreakerState;
}

/** `jitter`: between 0 and 1, for the length of each pause. */
export function breakerOf(settings: BreakerSettings, jitter: () => number): Breaker {
  let at: BreakerState = { is: 'closed' };
  let recent: number[] = [];
  let pauses = 0;
  const open = (why: FailureClass, now: number, least = 0): void => {
    const pause = Math.min(settings.longest, settings.first * 2 ** pauses);
    pauses += 1;
    recent = [];
    at = { is: 'open', until: now + Math.max(least, pause * (1 - jitter() / 4)), why };
  };
  return {
    wait(now) {
      if (at.is === 'closed') return null;
      if (at.is === 'trying') return settings.first;
      if (now < at.until) return at.until - now;
      at = { is: 'trying', why: at.why };
      return null;
    },
    succeeded() {
      at = { is: 'closed' };
      recent = [];
      pauses = 0;
    },
    failed(why, now) {
      if (at.is === 'trying') {
        if (COUNTED.has(why)) open(why, now);
        // It answered: what it said was about the request.
        else at = { is: 'closed' };
        return;
      }
      if (!COUNTED.has(why) || at.is === 'open') return;
      recent = [...recent.filter((t) => t > now - settings.within), now];
      if (recent.length >= settings.failures) open(why, now);
    },
    unsaid() {
      if (at.is === 'trying') at = { is: 'open', until: 0, why: at.why };
    },
    hold(ms, why, now) {
      const until = now + ms;
      if (at.is !== 'open' || at.until < until) at = { is: 'open', until, why };
    },
    state: (now) => (at.is === 'open' && at.until <= now ? { is: 'trying', why: at.why } : at),
  };
}
