// The turns this process works on: what ends one early, and whether anyone still listens. The store knows nothing of it.
import type { After } from '../ports.ts';

/**
 * stopped: a person said so. unheard: a model writes and nobody listens. closing: the program is told to end. lost: another
 * worker holds the turn.
 */
export type EndedBy = 'stopped' | 'unheard' | 'closing' | 'lost';

export interface Work {
  signal: AbortSignal;
  /** Null while nothing ended it. */
  readonly endedBy: EndedBy | null;
  /** A model is called from here until the answer is called. */
  calling(): () => void;
  /** No more is done for the turn. */
  over(): void;
}

export interface TurnWorks {
  /** Null: it is worked on already, or the program is ending. */
  begin(turn: string): Work | null;
  end(turn: string, by: EndedBy): void;
  /** Someone follows the turn until the answer is called. */
  listen(turn: string): () => void;
  /** Someone asked after the turn, without staying. */
  heard(turn: string): void;
  /** Ends all work; resolves when the last of it is over. */
  close(): Promise<void>;
}

/** A model that writes for nobody is stopped after this long. */
const UNHEARD_MS = 60_000;

interface Entry {
  abort: AbortController;
  endedBy: EndedBy | null;
  calls: number;
  /** Nobody has listened for the whole time. */
  alone: boolean;
  cancel: () => void;
}

export function turnWorks(after: After): TurnWorks {
  const entries = new Map<string, Entry>();
  const listeners = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let closing = false;

  const end = (turn: string, by: EndedBy): void => {
    const entry = entries.get(turn);
    if (!entry || entry.endedBy) return;
    entry.endedBy = by;
    entry.cancel();
    entry.abort.abort();
  };
  const count = (turn: string, entry: Entry): void => {
    entry.cancel();
    entry.alone = false;
    if (listeners.get(turn) || entry.endedBy) return;
    entry.cancel = after(UNHEARD_MS, () => {
      entry.alone = true;
      if (entry.calls > 0) end(turn, 'unheard');
    });
  };
  const heard = (turn: string): void => {
    const entry = entries.get(turn);
    if (entry) count(turn, entry);
  };

  return {
    begin(turn) {
      if (closing || entries.has(turn)) return null;
      const entry: Entry = { abort: new AbortController(), endedBy: null, calls: 0, alone: false, cancel: () => {} };
      entries.set(turn, entry);
      count(turn, entry);
      return {
        signal: entry.abort.signal,
        get endedBy() {
          return entry.endedBy;
        },
        calling() {
          entry.calls++;
          if (entry.alone) end(turn, 'unheard');
          let open = true;
          return () => {
            if (open) entry.calls--;
            open = false;
          };
        },
        over() {
          entry.cancel();
          entries.delete(turn);
          if (!entries.size) for (const done of waiting.splice(0)) done();
        },
      };
    },
    end,
    listen(turn) {
      listeners.set(turn, (listeners.get(turn) ?? 0) + 1);
      heard(turn);
      let here = true;
      return () => {
        if (!here) return;
        here = false;
        const left = (listeners.get(turn) ?? 1) - 1;
        if (left > 0) listeners.set(turn, left);
        else listeners.delete(turn);
        heard(turn);
      };
    },
    heard,
    close() {
      closing = true;
      for (const turn of [...entries.keys()]) end(turn, 'closing');
      return entries.size ? new Promise((done) => waiting.push(done)) : Promise.resolve();
    },
  };
}
