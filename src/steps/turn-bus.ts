// Tells those who watch a turn that something happened: new events in the store, or words a model is writing now. In this process
// only. What is being written is kept once, however many watch; nothing waits here for a slow reader.
import type { After, CallState } from '../ports.ts';

/** What a watcher has not seen yet. `from`: the text before that offset stays, what followed it is replaced. */
export type LiveEvent =
  | { kind: 'state'; payload: { section: string | null; state: CallState } }
  | { kind: 'text'; payload: { section: string | null; from: number; text: string } };

/** Where one call of a model reports to. */
export interface Place {
  text(delta: string): void;
  state(state: CallState): void;
  /** What was shown here is over: it was stored as an event, or given up. */
  end(): void;
}

export interface Watcher {
  /** Resolves to true at the next happening since the last call; to false after `ms`, or when `signal` fires. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
  unseen(): LiveEvent[];
  /** Whether events were stored since it was asked last; true the first time. To be asked before the store is read. */
  moved(): boolean;
  close(): void;
}

export interface TurnBus {
  /** Events of the turn have been stored. */
  moved(turn: string): void;
  /** `section` null: the call reads the message. */
  place(turn: string, section: string | null): Place;
  watch(turn: string): Watcher;
}

/** Words are passed on in pieces of this many characters, or after this long; the first at once. */
const PIECE = 40;
const PIECE_MS = 150;
/** A section is far shorter; a model that never ends must not fill the memory. */
const MOST = 40_000;

interface Shown {
  section: string | null;
  text: string;
  /** Grows when the text begins anew. */
  round: number;
  state: CallState | null;
}
interface Seen {
  sent: number;
  round: number;
  state: CallState | null;
}
interface Channel {
  wakes: Set<(stored: boolean) => void>;
  shown: Set<Shown>;
}

export function turnBus(after: After): TurnBus {
  const channels = new Map<string, Channel>();
  const channel = (turn: string): Channel => {
    const c = channels.get(turn) ?? { wakes: new Set(), shown: new Set() };
    channels.set(turn, c);
    return c;
  };
  const leave = (turn: string, c: Channel): void => {
    if (!c.wakes.size && !c.shown.size && channels.get(turn) === c) channels.delete(turn);
  };
  const wake = (turn: string, stored = false): void => {
    for (const w of channels.get(turn)?.wakes ?? []) w(stored);
  };
  return {
    moved: (turn) => wake(turn, true),
    place(turn, section) {
      const c = channel(turn);
      const shown: Shown = { section, text: '', round: 0, state: null };
      let pending = '';
      let cancel: (() => void) | null = null;
      const flush = (): void => {
        cancel?.();
        cancel = null;
        shown.text += pending;
        pending = '';
        wake(turn);
      };
      c.shown.add(shown);
      return {
        text(delta) {
          if (!c.shown.has(shown) || shown.text.length + pending.length >= MOST) return;
          pending += delta;
          if (!shown.text || pending.length >= PIECE) flush();
          else cancel ??= after(PIECE_MS, flush);
        },
        state(state) {
          if (!c.shown.has(shown)) return;
          shown.state = state;
          // A new try writes from the beginning.
          if (state.is === 'again' && (shown.text || pending)) {
            shown.text = pending = '';
            shown.round++;
          }
          wake(turn);
        },
        end() {
          cancel?.();
          c.shown.delete(shown);
          leave(turn, c);
        },
      };
    },
    watch(turn) {
      const c = channel(turn);
      const seen = new Map<Shown, Seen>();
      let happened = false;
      let moved = true;
      let resolve: (() => void) | null = null;
      const wakeMe = (stored: boolean): void => {
        happened = true;
        moved ||= stored;
        resolve?.();
      };
      c.wakes.add(wakeMe);
      return {
        wait(ms, signal) {
          if (happened || signal.aborted) {
            const was = happened;
            happened = false;
            return Promise.resolve(was);
          }
          return new Promise((done) => {
            const over = (): void => {
              cancel();
              signal.removeEventListener('abort', over);
              resolve = null;
              done(happened);
              happened = false;
            };
            const cancel = after(ms, over);
            signal.addEventListener('abort', over);
            resolve = over;
          });
        },
        moved() {
          const was = moved;
          moved = false;
          return was;
        },
        unseen() {
          const events: LiveEvent[] = [];
          for (const one of c.shown) {
            const s = seen.get(one) ?? { sent: 0, round: 0, state: null };
            seen.set(one, s);
            const { section } = one;
            if (one.state && one.state !== s.state) {
              s.state = one.state;
              events.push({ kind: 'state', payload: { section, state: one.state } });
            }
            if (one.round !== s.round) {
              s.round = one.round;
              s.sent = 0;
            }
            if (one.text.length > s.sent) {
              events.push({ kind: 'text', payload: { section, from: s.sent, text: one.text.slice(s.sent) } });
              s.sent = one.text.length;
            }
          }
          for (const one of seen.keys()) if (!c.shown.has(one)) seen.delete(one);
          return events;
        },
        close() {
          c.wakes.delete(wakeMe);
          leave(turn, c);
        },
      };
    },
  };
}
