// A drafted section: paragraphs of runs, each run knowing what backs it. Types and plain-text reading only.
import type { FactSlot } from '../fact.ts';
import type { SectionId } from '../id.ts';

export type Backing =
  | ({ kind: 'fact' } & FactSlot)
  | { kind: 'figure'; key: string; scope: string | null }
  | { kind: 'missing'; key: string };

export interface Run {
  t: string;
  by?: Backing;
}

/** How one sentence came to stand where it stands. Kept with the version of the text. */
export interface SentenceRecord {
  /** UTF-16 offsets in the paragraph's text. `start === end`: what was left out at this place. */
  start: number;
  end: number;
  origin: Paragraph['origin'];
  /** Keys of the facts and figures it states. */
  facts: string[];
  /** Every check passed. False only for what was left out, and for words of staff that nothing backs yet. */
  verified: boolean;
  /** Why a model's sentence was replaced or left out: codes and the words at fault (core/draft/fault.ts). */
  why?: string[];
}

/** item: a numbered entry; heading: a level-3 heading inside the section (1.收入支出预算安排情况). */
export interface Paragraph {
  style: 'body' | 'item' | 'heading';
  runs: Run[];
  origin: 'embedded' | 'model' | 'staff';
  /** In order, none overlapping. Absent: one record of the paragraph's own origin. */
  sentences?: SentenceRecord[];
  /** A person had its words changed: a new draft of everything leaves it alone. */
  revised?: true;
}

export interface SectionDraft {
  section: SectionId;
  paragraphs: Paragraph[];
  /** Fact keys printed as 【待补：…】. */
  missing: string[];
  /** Passages left out and why, in Chinese; absent when nothing was. */
  notes?: string[];
}

export const paragraphText = (p: Paragraph): string => p.runs.map((r) => r.t).join('');
export const sectionText = (ps: readonly Paragraph[]): string => ps.map(paragraphText).join('\n');
