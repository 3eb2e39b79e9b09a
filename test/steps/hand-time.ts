// A clock that stands until it is moved, and timers that run when it passes them. To give way for a moment (0 ms) needs no moving.
import type { After, Clock } from '../../src/ports.ts';

export interface HandTime {
  clock: Clock;
  after: After;
  /** Moves the clock step by step, running what falls due, and lets what that began come to rest. */
  pass(ms: number): Promise<void>;
  /** Lets everything that needs no time happen. */
  rest(): Promise<void>;
}

export function handTime(start = Date.UTC(2026, 2, 1)): HandTime {
  let now = start;
  const due = new Set<{ at: number; run: () => void }>();
  // What is under way hands over a bounded number of times between two timers: through the event loop, and through the threads
  // that compute digests, which take what comes first first.
  const rest = async (): Promise<void> => {
    for (let i = 0; i < 80; i++) {
      await crypto.subtle.digest('SHA-256', new Uint8Array(1));
      await new Promise((done) => setImmediate(done));
    }
  };
  return {
    clock: { now: () => new Date(now).toISOString() },
    after(ms, run) {
      if (ms === 0) {
        const soon = setImmediate(run);
        return () => clearImmediate(soon);
      }
      const one = { at: now + ms, run };
      due.add(one);
      return () => due.delete(one);
    },
    async pass(ms) {
      await rest();
      const end = now + ms;
      for (;;) {
        const next = [...due].sort((a, b) => a.at - b.at).find((d) => d.at <= end);
        if (!next) break;
        now = next.at;
        due.delete(next);
        next.run();
        await rest();
      }
      now = end;
      await rest();
    },
    rest,
  };
}
