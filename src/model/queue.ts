// At most so many calls of an endpoint at once; the others wait in the order they came and know their place.

export interface Queue {
  /** Resolves to the way out of it when it is one's turn; null when `signal` ended the wait. `place` hears the position, 1: next. */
  enter(signal: AbortSignal, place: (position: number) => void): Promise<(() => void) | null>;
  readonly waiting: number;
  readonly running: number;
}

interface Waiter {
  go(): void;
  place(position: number): void;
}

export function queueOf(most: number): Queue {
  const waiters: Waiter[] = [];
  let running = 0;
  const leave = (): void => {
    running -= 1;
    waiters.shift()?.go();
    for (const [i, w] of waiters.entries()) w.place(i + 1);
  };
  const way = (): (() => void) => {
    running += 1;
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };
  return {
    async enter(signal, place) {
      if (signal.aborted) return null;
      if (running < most && waiters.length === 0) return way();
      return new Promise((done) => {
        const waiter: Waiter = {
          go() {
            signal.removeEventListener('abort', giveUp);
            done(way());
          },
          place,
        };
        const giveUp = (): void => {
          const i = waiters.indexOf(waiter);
          if (i < 0) return;
          waiters.splice(i, 1);
          for (const [n, w] of waiters.entries()) if (n >= i) w.place(n + 1);
          done(null);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiters.push(waiter);
        place(waiters.length);
      });
    },
    get waiting() {
      return waiters.length;
    },
    get running() {
      return running;
    },
  };
}
