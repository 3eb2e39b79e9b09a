// What a message asks for. The reading is in understand.ts; what becomes of it is decided by the steps.
import type { Theme } from '../catalogue/catalogue.ts';
import type { Supplier } from '../catalogue/definition.ts';
import type { Place } from '../check/finding.ts';
import type { Candidate } from '../fact.ts';
import type { SectionId } from '../id.ts';

/**
 * A number of the message that was given to no fact. `between`: keys it could belong to, where its name is ambiguous.
 * `options`: the claims it could be, one of which the person can choose (another unit, another fact, the other of two values); one
 * alone is an answer in words that may have been mere talk.
 */
export interface Unread extends Place {
  between: string[];
  options?: Candidate[];
}

/** What a question back is about. how: in what form to answer; last-year: what it was the year before. */
export type Explained = 'meaning' | 'where' | 'why' | 'unit' | 'who' | 'how' | 'last-year';

/** What the questions are to be about from here on: those of one colleague, of one theme, or one fact. */
export type Topic = { supplier: Supplier } | { theme: Theme } | { key: string };

export type Intent =
  | { is: 'give'; claims: Candidate[]; unread?: Unread[] }
  /**
   * 不是7910，是7190, without saying of what. The fact meant is the one whose value is `was` (null: the one stated last);
   * `claim.key` is '' and its period the report year until that fact is found.
   */
  | { is: 'correct'; was: { value: string; unit: string } | null; claim: Candidate }
  /** Something registered is wrong; the right value is not said. */
  | { is: 'wrong' }
  /** `between`: keys that the name leaves open, `key` among them. */
  | { is: 'none'; key: string; between?: string[] }
  | { is: 'same-as-last-year'; key: string; between?: string[] }
  /** `from`: who will give it later, in the words of the message. */
  | { is: 'skip'; key: string | null; from?: string }
  | { is: 'what-is-missing' }
  /** The list to send to colleagues; null: of everyone. */
  | { is: 'ask-list'; supplier: Supplier | null }
  /** 这是什么意思, 在哪里找: about the fact named, or (null) the question that is open. */
  | { is: 'explain'; about: Explained; key: string | null }
  /** What is on record for a fact. */
  | { is: 'recall'; key: string; between?: string[] }
  /** null: back to the usual order. */
  | { is: 'turn-to'; topic: Topic | null }
  | { is: 'undo' }
  | { is: 'cancel' }
  /** A person is wanted, not a program. */
  | { is: 'human' }
  | { is: 'social'; kind: 'greet' | 'thanks' | 'bye' | 'chat' }
  /** An outline code (1.5, 1), 'all', or the words that name the section: see sectionsNamed. */
  | { is: 'draft'; section: SectionId | 'all' }
  /**
   * Words are to be changed. `section` as in draft; null: the one written last. `paragraph` counts from 1, below 0 from the
   * end (-1 the last one); null: all of it. `instruction` is the message without the words that only say where.
   */
  | { is: 'revise'; section: SectionId | 'all' | null; paragraph: number | null; instruction: string }
  | { is: 'export'; format: 'docx' | 'md' | 'xlsx' | 'json' }
  | { is: 'help' }
  | { is: 'unclear'; unread?: Unread[] };

/** The question that the message may be an answer to. */
export interface Asked {
  key: string;
  period: number;
  scope: string | null;
}
