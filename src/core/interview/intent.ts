// What a message asks for. The reading is in understand.ts; what becomes of it is decided by the steps.
import type { Place } from '../check/finding.ts';
import type { Candidate } from '../fact.ts';
import type { SectionId } from '../id.ts';

/** A number of the message that was given to no fact. `between`: keys it could belong to, where its name is ambiguous. */
export interface Unread extends Place {
  between: string[];
}

export type Intent =
  | { is: 'give'; claims: Candidate[]; unread?: Unread[] }
  /**
   * 不是7910，是7190, without saying of what. The fact meant is the one whose value is `was` (null: the one stated last);
   * `claim.key` is '' and its period the report year until that fact is found.
   */
  | { is: 'correct'; was: { value: string; unit: string } | null; claim: Candidate }
  | { is: 'none'; key: string }
  | { is: 'same-as-last-year'; key: string }
  | { is: 'skip'; key: string | null }
  | { is: 'what-is-missing' }
  /** An outline code (1.5, 1), 'all', or the words that name the section: see sectionsNamed. */
  | { is: 'draft'; section: SectionId | 'all' }
  | { is: 'export'; format: 'docx' | 'md' | 'xlsx' | 'json' }
  | { is: 'help' }
  | { is: 'unclear'; unread?: Unread[] };

/** The question that the message may be an answer to. */
export interface Asked {
  key: string;
  period: number;
  scope: string | null;
}
