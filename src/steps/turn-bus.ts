// Tells those who watch a turn that it has new events. In this process only: the events themselves are in the store.
export interface TurnBus {
  moved(turn: string): void;
  /** Resolves at the next event of the turn, after `ms`, or when `signal` fires: whichever comes first. */
  next(turn: string, ms: number, signal: AbortSignal): Promise<void>;
}

export function turnBus(): TurnBus {
  const waiting = new Map<string, Set<() => void>>();
  return {
    moved(turn) {
      const woken = waiting.get(turn);
      waiting.delete(turn);
      if (woken) for (const wake of woken) wake();
    },
    next(turn, ms, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const mine = waiting.get(turn) ?? new Set();
        waiting.set(turn, mine);
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          mine.delete(done);
          if (mine.size === 0 && waiting.get(turn) === mine) waiting.delete(turn);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done);
        mine.add(done);
      });
    },
  };
}
