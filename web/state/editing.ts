// Editing one section's text: the typed words are never lost, also when someone else saved first. Pure.
import type { WireSection } from '../../src/http/wire.ts';

export interface Editing {
  section: string;
  title: string;
  /** What the person has in the box. */
  text: string;
  /** The text and version that the edit started from. */
  base: string;
  version: number;
  saving: boolean;
  error: string | null;
  /** Somebody else's text, saved after this edit began. */
  theirs: { text: string; version: number } | null;
}

export type EditingAction =
  | { do: 'type'; text: string }
  | { do: 'save' }
  | { do: 'failed'; error: string }
  | { do: 'clash'; section: WireSection }
  /** Keep mine: the next save is made against their version. */
  | { do: 'keep-mine' }
  | { do: 'take-theirs' };

/** `kept`: unsent words from before a reload. */
export const startEditing = (s: WireSection, kept: { text: string; version: number } | null): Editing => {
  const state: Editing = {
    section: s.id,
    title: `${s.number}${s.title}`,
    text: kept?.text ?? s.text,
    base: s.text,
    version: s.version,
    saving: false,
    error: null,
    theirs: null,
  };
  return kept && kept.version !== s.version ? { ...state, theirs: { text: s.text, version: s.version } } : state;
};

export const isChanged = (e: Editing): boolean => e.text !== e.base;

export function editing(state: Editing, action: EditingAction): Editing {
  switch (action.do) {
    case 'type':
      return { ...state, text: action.text, error: null };
    case 'save':
      return { ...state, saving: true, error: null };
    case 'failed':
      return { ...state, saving: false, error: action.error };
    case 'clash':
      return { ...state, saving: false, theirs: { text: action.section.text, version: action.section.version } };
    case 'keep-mine':
      return state.theirs ? { ...state, base: state.theirs.text, version: state.theirs.version, theirs: null } : state;
    case 'take-theirs':
      return state.theirs
        ? {
            ...state,
            text: state.theirs.text,
            base: state.theirs.text,
            version: state.theirs.version,
            theirs: null,
          }
        : state;
  }
}
