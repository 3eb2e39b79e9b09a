// Where a conversation stands: the question last asked, what was skipped, the change waiting for a yes. It is carried in the
// last event of each finished turn, so it survives restarts and needs no table of its own.
import type { ReportId } from '../core/id.ts';
import type { Topic } from '../core/interview/intent.ts';
import type { Actor, Asked } from '../ports.ts';
import type { Choice } from './offer-choice.ts';
import type { StepParts } from './parts.ts';
import type { Proposal } from './propose-change.ts';

export interface Conversation {
  asked: Asked | null;
  skipped: string[];
  proposal: Proposal | null;
  /** The fact stated last: what 不是7910，是7190 is about. */
  last: string | null;
  /** What a message left open, put to the person one after the other. */
  choices: Choice[];
  /** What the questions are about first. */
  topic: Topic | null;
  /** What 撤销 takes back, the latest at the end. */
  undo: Undoable[];
  /** The section written last by an order in the chat. */
  written: string | null;
}

export type Undoable = { facts: string[] } | { skipped: string } | { sections: string[] };

/** How far back 撤销 reaches: the state stays small however long a conversation is. */
const MOST_UNDONE = 20;

export const remember = (state: Conversation, what: Undoable): Conversation => ({
  ...state,
  undo: [...state.undo, what].slice(-MOST_UNDONE),
});

export const OPENING: Conversation = {
  asked: null,
  skipped: [],
  proposal: null,
  last: null,
  choices: [],
  topic: null,
  undo: [],
  written: null,
};

/** The state after the last turn that came to its end. It costs the same however many turns there were. */
export async function conversationAfter(parts: StepParts, actor: Actor, report: ReportId): Promise<Conversation> {
  const [last] = await parts.store.newestTurns(actor, report, 1, 'done');
  if (!last) return OPENING;
  const event = await parts.store.lastTurnEvent(actor, report, last.id);
  // We wrote it ourselves, at the end of the turn.
  const state = event?.kind === 'done' ? (event.payload as Partial<Conversation>) : undefined;
  return Object.fromEntries(
    Object.entries(OPENING).map(([name, empty]) => [name, state?.[name as keyof Conversation] ?? empty]),
  ) as unknown as Conversation;
}
