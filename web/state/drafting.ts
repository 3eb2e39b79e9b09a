// How far a running turn is with its drafts, from its events: sections done of those to do, and what is under way. What a model is
// writing has not been verified, so it is counted here, never shown.
import type { WireTurnEvent } from '../../src/http/wire.ts';

type State = Extract<WireTurnEvent, { kind: 'state' }>['payload']['state'];

export interface UnderWay {
  /** Null: the message itself is being read. */
  section: string | null;
  title: string;
  state: State | null;
  /** Characters so far. */
  written: number;
}

export interface Drafting {
  done: number;
  /** 0: no draft was ordered. */
  of: number;
  at: UnderWay[];
}

export const NO_DRAFTING: Drafting = { done: 0, of: 0, at: [] };

const without = (d: Drafting, section: string | null): UnderWay[] => d.at.filter((u) => u.section !== section);

function changed(d: Drafting, section: string | null, change: (u: UnderWay) => UnderWay): Drafting {
  const known = d.at.find((u) => u.section === section);
  const next = change(known ?? { section, title: section ?? '', state: null, written: 0 });
  return { ...d, at: known ? d.at.map((u) => (u === known ? next : u)) : [...d.at, next] };
}

export function drafting(d: Drafting, e: WireTurnEvent): Drafting {
  switch (e.kind) {
    case 'section_started': {
      const { section, title, progress } = e.payload;
      return changed({ ...d, ...progress }, section, (u) => ({ ...u, title }));
    }
    case 'section':
    case 'section_failed':
      return { ...d, ...e.payload.progress, at: without(d, e.payload.section) };
    case 'state': {
      const { section, state } = e.payload;
      return changed(d, section, (u) => ({ ...u, state }));
    }
    case 'text': {
      const { section, from, text } = e.payload;
      return changed(d, section, (u) => ({ ...u, written: from + text.length }));
    }
    default:
      // What is told after the message was read says that it was.
      return d.at.some((u) => u.section === null) ? { ...d, at: without(d, null) } : d;
  }
}
