// A turn's events as a stream: replayed from the store, then as they come, with what a model is writing in between. A piece is made
// when the reader asks for one: a slow reader costs one piece of memory, and what was written meanwhile reaches it in one.
import type { ReportId, TurnId } from '../core/id.ts';
import type { Actor, TurnEvent, TurnRow } from '../ports.ts';
import type { StepParts } from '../steps/parts.ts';
import { careForTurn } from '../steps/resume-turns.ts';
import type { LiveEvent } from '../steps/turn-bus.ts';
import { isWorking } from '../steps/turn-end.ts';

/** Silence that proxies and the page's dead-man timer bear, and how often the store is asked for events of another process. */
const HEARTBEAT_MS = 15_000;
const POLL_MS = 1000;
/** Words that are being written come many times a second; the store is read for every so many of them, and when events were stored. */
const WAKES = 8;
/** Events of one piece. */
const BATCH = 50;
const ENDS = new Set(['stopped', 'failed', 'interrupted']);

const sse = (e: TurnEvent): string =>
  `id: ${e.n}\nevent: ${e.kind}\ndata: ${JSON.stringify({ n: e.n, at: e.at, kind: e.kind, payload: e.payload })}\n\n`;

/** Without an id: a reader that comes back starts after the last stored event, and gets what is being written as a whole. */
const live = (e: LiveEvent, n: number, at: string): string =>
  `event: ${e.kind}\ndata: ${JSON.stringify({ n, at, kind: e.kind, payload: e.payload })}\n\n`;

/** Events after `after`, then whatever comes, until the turn is over. */
export function eventStream(
  parts: StepParts,
  actor: Actor,
  report: ReportId,
  turn: TurnId,
  after: number,
  gone: AbortSignal,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  const over = new AbortController();
  const signal = AbortSignal.any([gone, over.signal]);
  const watcher = parts.bus.watch(turn);
  const leave = parts.works.listen(turn);
  let last = after;
  let silent = 0;
  /** Pieces of words since the store was read; enough of them, or anything else that asks for it, and it is read again. */
  let unread = WAKES;
  let ended = false;

  const close = (): void => {
    over.abort();
    watcher.close();
    leave();
  };
  /** Null: nothing yet. Whether the turn is over is read before its events: those written before it ended are then all there. */
  const stored = async (): Promise<string | null> => {
    const row: TurnRow | null = await parts.store.turn(actor, report, turn);
    const read = await parts.store.turnEvents(actor, report, turn, last, BATCH);
    const whole = read.length < BATCH;
    const working = row !== null && isWorking(row);
    // An end that the turn went on after is none, and a reader would leave at it: the next look tells which it is.
    const events = (working || !whole) && ENDS.has(read.at(-1)?.kind ?? '') ? read.slice(0, -1) : read;
    last = events.at(-1)?.n ?? last;
    unread = whole ? 0 : WAKES;
    ended = !working && whole;
    const said = events.filter((e, i) => !ENDS.has(e.kind) || (ended && i === events.length - 1));
    return said.length ? said.map(sse).join('') : null;
  };
  const unseen = (): string =>
    watcher
      .unseen()
      .map((e) => live(e, last, parts.clock.now()))
      .join('');

  /** The next piece; null when there is no more. */
  const piece = async (): Promise<string | null> => {
    while (!signal.aborted) {
      if (ended) return null;
      // Asked first: what is stored while it is read is read the next time.
      const due = watcher.moved() || unread++ >= WAKES;
      const said = `${due ? ((await stored()) ?? '') : ''}${ended ? '' : unseen()}`;
      if (said) {
        silent = 0;
        return said;
      }
      if (ended) return null;
      if (silent >= HEARTBEAT_MS) {
        silent = 0;
        // Whoever worked on it may be gone.
        void careForTurn(parts, actor, report, turn);
        return ': \n\n';
      }
      if (await watcher.wait(POLL_MS, signal)) continue;
      silent += POLL_MS;
      unread = WAKES;
    }
    return null;
  };

  gone.addEventListener('abort', close, { once: true });
  return new ReadableStream({
    async pull(controller) {
      let next: string | null = null;
      try {
        next = await piece();
      } catch (cause) {
        // The reader comes back with the last number it has; nothing about the cause leaves the house.
        parts.log.error('event stream failed', { id: parts.newId(), turn, cause: String(cause) });
      }
      if (next !== null) return controller.enqueue(bytes.encode(next));
      gone.removeEventListener('abort', close);
      close();
      try {
        controller.close();
      } catch {
        // The reader has gone already.
      }
    },
    cancel() {
      gone.removeEventListener('abort', close);
      close();
    },
  });
}
