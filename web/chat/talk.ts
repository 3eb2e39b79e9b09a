// The conversation as a hook: sends a turn, follows its events, resumes after a reload. What it all means is in state/transcript.ts.
import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { type Client, Failure, failureWords, followTurn, newId } from '../client.ts';
import { emptyTranscript, isLive, type Transcript, transcript } from '../state/transcript.ts';
import { fill } from '../words/fill.ts';
import * as zh from '../words/zh.ts';
import { turn as words } from '../words/zh-turn.ts';

/** Older turns are stored; a clerk who comes back needs the last few. */
const SHOWN = 12;

export interface Talk {
  state: Transcript;
  older: number;
  ready: boolean;
  error: string | null;
  announce: string;
  send(text: string): Promise<boolean>;
  stop(id: string): void;
  /** A turn that stopped, failed or broke off goes on where it was. */
  goOn(id: string): void;
  retry(id: string): void;
  reload(): void;
  readQuestion(): void;
}

export function useTalk(client: Client, report: string, fresh: number, onChange: () => void): Talk {
  const [state, act] = useReducer(transcript, emptyTranscript);
  const [older, setOlder] = useState(0);
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [announce, setAnnounce] = useState('');
  const lines = useRef(new Map<string, AbortController>());
  const changed = useRef(onChange);
  changed.current = onChange;

  const readQuestion = useCallback(
    () =>
      client.report(report).then(
        (r) => act({ do: 'question', question: r.nextQuestion }),
        () => undefined,
      ),
    [client.base, report],
  );

  const follow = useCallback(
    async (id: string, after: number, live: boolean) => {
      const line = new AbortController();
      lines.current.set(id, line);
      let touched = false;
      try {
        const how = await followTurn({
          url: (n) => client.eventsUrl(report, id, n),
          after,
          signal: line.signal,
          onLost: (attempt) => act({ do: 'line-lost', id, attempt }),
          onEvent: (event) => {
            act({ do: 'event', id, event });
            if (event.kind === 'fact' || event.kind === 'section') touched = true;
            if (live && event.kind === 'section') {
              changed.current();
              if (event.payload.progress) setAnnounce(fill(words.announceSection, event.payload.progress));
            }
            if (live && event.kind === 'failed') setAnnounce(zh.chat.announceFailed);
            if (live && event.kind === 'done') setAnnounce(zh.chat.announceDone);
          },
        });
        if (how === 'closed') act({ do: 'ended', id, how: 'stopped' });
        if (how === 'lost') act({ do: 'ended', id, how: 'lost', error: zh.chat.lostEnd });
      } catch (e) {
        act({ do: 'ended', id, how: 'failed', error: failureWords(e) });
      } finally {
        lines.current.delete(id);
        if (live && touched) changed.current();
        if (live) readQuestion();
      }
    },
    [client.base, report, readQuestion],
  );

  const load = useCallback(async () => {
    setError(null);
    try {
      const [view, turns] = await Promise.all([client.report(report), client.turns(report)]);
      const last = [...turns.items].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)).slice(-SHOWN);
      setOlder(turns.items.length - last.length);
      act({ do: 'load', turns: last, question: view.nextQuestion });
      setReady(true);
      // One stream at a time: HTTP/1.1 gives a page six connections per host.
      for (const t of last) {
        const running = t.status === 'queued' || t.status === 'running';
        if (running) void follow(t.id, 0, true);
        else await follow(t.id, 0, false);
      }
      act({ do: 'question', question: view.nextQuestion });
    } catch (e) {
      setReady(true);
      setError(failureWords(e));
    }
  }, [client.base, report, follow]);

  useEffect(() => {
    void load();
    return () => {
      for (const line of lines.current.values()) line.abort();
    };
  }, [load]);

  useEffect(() => {
    if (fresh > 0) void readQuestion();
  }, [fresh, readQuestion]);

  const send = async (text: string): Promise<boolean> => {
    const id = newId();
    setError(null);
    setAnnounce(zh.chat.typing);
    act({ do: 'send', id, text });
    try {
      await client.startTurn(report, id, text);
    } catch (e) {
      act({ do: 'unsent', id });
      setAnnounce('');
      setError(e instanceof Failure && e.status > 0 ? e.message : `${failureWords(e)}${zh.chat.notSent}`);
      return false;
    }
    void follow(id, 0, true);
    return true;
  };

  return {
    state,
    older,
    ready,
    error,
    announce,
    send,
    stop: (id) => {
      client.stopTurn(report, id).catch((e) => setError(failureWords(e)));
    },
    goOn: (id) => {
      const turn = state.turns.find((t) => t.id === id);
      if (!turn || isLive(turn)) return;
      setError(null);
      client.continueTurn(report, id).then(
        () => {
          act({ do: 'continue', id });
          void follow(id, turn.after, true);
        },
        (e) => setError(failureWords(e)),
      );
    },
    retry: (id) => {
      const turn = state.turns.find((t) => t.id === id);
      if (turn && !isLive(turn)) void follow(id, turn.after, true);
    },
    reload: () => void load(),
    readQuestion: () => void readQuestion(),
  };
}
