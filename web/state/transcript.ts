// What the chat shows: a list of turns, each grown by its events. Pure; sending and streaming are in chat/talk.ts.
import type { WireTurn, WireTurnEvent } from '../../src/http/wire.ts';

type EventOf<K extends WireTurnEvent['kind']> = Extract<WireTurnEvent, { kind: K }>;
type PayloadOf<K extends WireTurnEvent['kind']> = EventOf<K>['payload'];

export type Part =
  | { is: 'say'; n: number; text: string }
  | { is: 'fact'; n: number; change: 'stated' | 'edited'; fact: PayloadOf<'fact'>['fact'] }
  | { is: 'proposal'; n: number; proposal: PayloadOf<'proposal'>['proposal'] }
  | { is: 'missing'; n: number; items: PayloadOf<'missing'>['items'] }
  | { is: 'section'; n: number; section: string; title: string; missing: number }
  | { is: 'export'; n: number; format: PayloadOf<'export'>['format']; url: string };

export interface Said {
  id: string;
  text: string;
  parts: Part[];
  /** The last event seen: where the stream resumes. */
  after: number;
  status: 'sending' | 'running' | 'done' | 'failed' | 'stopped' | 'interrupted' | 'lost';
  error: string | null;
  /** Reconnecting for the nth time; 0 when the line is up. */
  lost: number;
}

export type Question = NonNullable<PayloadOf<'question'>['question']>;

export interface Transcript {
  turns: Said[];
  question: Question | null;
}

export const emptyTranscript: Transcript = { turns: [], question: null };

export type TranscriptAction =
  | { do: 'load'; turns: WireTurn[]; question: Question | null }
  | { do: 'question'; question: Question | null }
  | { do: 'send'; id: string; text: string }
  /** The service did not take it: the words go back to the box. */
  | { do: 'unsent'; id: string }
  | { do: 'event'; id: string; event: WireTurnEvent }
  | { do: 'line-lost'; id: string; attempt: number }
  | { do: 'ended'; id: string; how: 'stopped' | 'lost' | 'failed'; error?: string };

const said = (id: string, text: string, status: Said['status']): Said => ({
  id,
  text,
  parts: [],
  after: 0,
  status,
  error: null,
  lost: 0,
});

const fromWire = (t: WireTurn): Said => said(t.id, t.text, t.status === 'queued' ? 'running' : t.status);

export const isLive = (s: Said): boolean => s.status === 'sending' || s.status === 'running';
export const liveTurn = (t: Transcript): Said | null => t.turns.find(isLive) ?? null;

function partOf(e: WireTurnEvent): Part | null {
  switch (e.kind) {
    case 'say':
      return { is: 'say', n: e.n, text: e.payload.text };
    case 'fact':
      return { is: 'fact', n: e.n, change: e.payload.change, fact: e.payload.fact };
    case 'proposal':
      return { is: 'proposal', n: e.n, proposal: e.payload.proposal };
    case 'missing':
      return { is: 'missing', n: e.n, items: e.payload.items };
    case 'section':
      return {
        is: 'section',
        n: e.n,
        section: e.payload.section,
        title: e.payload.title,
        missing: e.payload.missing.length,
      };
    case 'export':
      return { is: 'export', n: e.n, format: e.payload.format, url: e.payload.url };
    default:
      return null;
  }
}

/** The service says a list or a proposal once more in words, for faces that show words only. */
function inWords(s: Said, e: WireTurnEvent): boolean {
  const before = s.parts[s.parts.length - 1];
  if (e.kind !== 'say' || before?.n !== e.n - 1) return false;
  return (
    (before.is === 'missing' && before.items.length > 0) ||
    (before.is === 'proposal' && before.proposal.text === e.payload.text)
  );
}

/** An event seen before (the stream resumed a little early) changes nothing. */
function grown(s: Said, e: WireTurnEvent): Said {
  if (e.n <= s.after) return s;
  const part = inWords(s, e) ? null : partOf(e);
  const next: Said = { ...s, after: e.n, lost: 0, parts: part ? [...s.parts, part] : s.parts };
  if (e.kind === 'done') return { ...next, status: 'done' };
  if (e.kind === 'stopped') return { ...next, status: 'stopped' };
  if (e.kind === 'interrupted') return { ...next, status: 'interrupted', error: e.payload.message };
  if (e.kind === 'failed') return { ...next, status: 'failed', error: e.payload.message };
  return isLive(next) || next.status === 'lost' ? { ...next, status: 'running' } : next;
}

export function transcript(state: Transcript, action: TranscriptAction): Transcript {
  const change = (id: string, f: (s: Said) => Said): Transcript => ({
    ...state,
    turns: state.turns.map((s) => (s.id === id ? f(s) : s)),
  });
  switch (action.do) {
    case 'load': {
      const known = new Map(state.turns.map((s) => [s.id, s]));
      const loaded = action.turns.map((t) => known.get(t.id) ?? fromWire(t));
      const ids = new Set(action.turns.map((t) => t.id));
      return { turns: [...loaded, ...state.turns.filter((s) => !ids.has(s.id))], question: action.question };
    }
    case 'question':
      return { ...state, question: action.question };
    case 'send':
      return { ...state, turns: [...state.turns, said(action.id, action.text, 'sending')] };
    case 'unsent':
      return { ...state, turns: state.turns.filter((s) => s.id !== action.id) };
    case 'event': {
      const target = state.turns.find((s) => s.id === action.id);
      const fresh = target !== undefined && action.event.n > target.after;
      const next = change(action.id, (s) => grown(s, action.event));
      // Only the newest turn knows what to ask next.
      const newest = state.turns[state.turns.length - 1]?.id === action.id;
      return fresh && newest && action.event.kind === 'question'
        ? { ...next, question: action.event.payload.question }
        : next;
    }
    case 'line-lost':
      return change(action.id, (s) => (isLive(s) ? { ...s, lost: action.attempt } : s));
    case 'ended':
      return change(action.id, (s) =>
        isLive(s) ? { ...s, status: action.how, lost: 0, error: action.error ?? s.error } : s,
      );
  }
}
