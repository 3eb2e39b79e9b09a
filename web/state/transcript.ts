// What the chat shows: a list of turns, each grown by its events. Pure; sending and streaming are in chat/talk.ts.
import type { WireTurn, WireTurnEvent } from '../../src/http/wire.ts';
import { type Drafting, drafting, NO_DRAFTING } from './drafting.ts';

type EventOf<K extends WireTurnEvent['kind']> = Extract<WireTurnEvent, { kind: K }>;
type PayloadOf<K extends WireTurnEvent['kind']> = EventOf<K>['payload'];

export type Part =
  | { is: 'say'; n: number; text: string }
  | { is: 'fact'; n: number; change: 'stated' | 'edited'; fact: PayloadOf<'fact'>['fact'] }
  | { is: 'proposal'; n: number; proposal: PayloadOf<'proposal'>['proposal'] }
  | { is: 'choice'; n: number; text: string; options: string[] }
  | { is: 'asks'; n: number; supplier: string | null }
  | { is: 'missing'; n: number; items: PayloadOf<'missing'>['items'] }
  /** `instead`: why the built-in engine wrote it; null: it was not a substitute. */
  | { is: 'section'; n: number; section: string; title: string; missing: number; instead: string | null }
  | { is: 'section-failed'; n: number; title: string; message: string }
  | { is: 'revision'; n: number; title: string; segments: PayloadOf<'revision'>['segments'] }
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
  drafting: Drafting;
}

export type Question = NonNullable<PayloadOf<'question'>['question']>;

export interface Transcript {
  turns: Said[];
  question: Question | null;
  /** A change waits for a yes, or a choice for its answer: the question comes after it. */
  waiting: boolean;
}

export const emptyTranscript: Transcript = { turns: [], question: null, waiting: false };

export type TranscriptAction =
  | { do: 'load'; turns: WireTurn[]; question: Question | null }
  | { do: 'question'; question: Question | null }
  | { do: 'send'; id: string; text: string }
  /** The service did not take it: the words go back to the box. */
  | { do: 'unsent'; id: string }
  | { do: 'event'; id: string; event: WireTurnEvent }
  | { do: 'line-lost'; id: string; attempt: number }
  /** A person said 继续, and it was taken. */
  | { do: 'continue'; id: string }
  | { do: 'ended'; id: string; how: 'stopped' | 'lost' | 'failed'; error?: string };

const said = (id: string, text: string, status: Said['status']): Said => ({
  id,
  text,
  parts: [],
  after: 0,
  status,
  error: null,
  lost: 0,
  drafting: NO_DRAFTING,
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
    case 'choice':
      return { is: 'choice', n: e.n, text: e.payload.text, options: e.payload.options };
    case 'asks':
      return { is: 'asks', n: e.n, supplier: e.payload.supplier };
    case 'missing':
      return { is: 'missing', n: e.n, items: e.payload.items };
    case 'section':
      return {
        is: 'section',
        n: e.n,
        section: e.payload.section,
        title: e.payload.title,
        missing: e.payload.missing.length,
        instead: e.payload.instead?.message ?? null,
      };
    case 'section_failed':
      return { is: 'section-failed', n: e.n, title: e.payload.title, message: e.payload.message };
    case 'revision':
      return { is: 'revision', n: e.n, title: e.payload.title, segments: e.payload.segments };
    case 'export':
      return { is: 'export', n: e.n, format: e.payload.format, url: e.payload.url };
    default:
      return null;
  }
}

/** The service says a list or a proposal once more in words, for faces that show words only. */
function inWords(s: Said, e: WireTurnEvent): boolean {
  const before = s.parts[s.parts.length - 1];
  if (e.kind !== 'say') return false;
  if (s.parts.some((p) => p.is === 'section-failed' && p.message === e.payload.text)) return true;
  if (before?.n !== e.n - 1) return false;
  return (
    (before.is === 'missing' && before.items.length > 0) ||
    (before.is === 'proposal' && before.proposal.text === e.payload.text) ||
    (before.is === 'choice' && before.text === e.payload.text)
  );
}

const ENDS: ReadonlySet<string> = new Set(['done', 'stopped', 'interrupted', 'failed']);

/** An event seen before (the stream resumed a little early) changes nothing. */
function grown(s: Said, e: WireTurnEvent): Said {
  // These are not stored and have no number of their own; what is over is not told again.
  if (e.kind === 'state' || e.kind === 'text')
    return isLive(s) ? { ...s, lost: 0, drafting: drafting(s.drafting, e) } : s;
  if (e.n <= s.after) return s;
  const part = inWords(s, e) ? null : partOf(e);
  const next: Said = {
    ...s,
    after: e.n,
    lost: 0,
    parts: part ? [...s.parts, part] : s.parts,
    drafting: ENDS.has(e.kind) ? NO_DRAFTING : drafting(s.drafting, e),
  };
  if (e.kind === 'done') return { ...next, status: 'done' };
  if (e.kind === 'stopped') return { ...next, status: 'stopped' };
  if (e.kind === 'interrupted') return { ...next, status: 'interrupted', error: e.payload.message };
  if (e.kind === 'failed') return { ...next, status: 'failed', error: e.payload.message };
  if (e.kind === 'continued') return { ...next, status: 'running', error: null };
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
      return { ...state, turns: [...loaded, ...state.turns.filter((s) => !ids.has(s.id))], question: action.question };
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
      if (!fresh || !newest) return next;
      const { event } = action;
      if (event.kind === 'question') return { ...next, question: event.payload.question, waiting: false };
      return event.kind === 'proposal' || event.kind === 'choice' ? { ...next, waiting: true } : next;
    }
    case 'line-lost':
      return change(action.id, (s) => (isLive(s) ? { ...s, lost: action.attempt } : s));
    case 'continue':
      return change(action.id, (s) => ({ ...s, status: 'running', error: null }));
    case 'ended':
      return change(action.id, (s) =>
        isLive(s) ? { ...s, status: action.how, lost: 0, error: action.error ?? s.error } : s,
      );
  }
}
