// What a fact is: a claim (key, period, scope, value, unit, qualifier), where it comes from, and its standing.
import type { Reason } from './extract/confidence.ts';
import type { FactId, SourceId, TurnId, UserId } from './id.ts';
import type { Qualifier } from './number/qualifier.ts';

/** high / medium / low: a rule score, see core/extract/confidence.ts. */
export type Confidence = 'high' | 'medium' | 'low';

/** Identity of a fact: one value per slot. `item` tells entries of a list key apart ("1", "2", "2.1"). */
export interface FactSlot {
  key: string;
  period: number | null;
  /** A sub-unit, project or indicator name; null is the whole unit. */
  scope: string | null;
  item: string | null;
}

/** What a fact says. `value` is a plain decimal string in `unit` as printed (or the text itself, unit ''). */
export interface Claim extends FactSlot {
  value: string;
  unit: string;
  qualifier: Qualifier | null;
  /** What the number is about where the key alone does not say it (list keys such as passage_figure). */
  label: string | null;
}

/** The claim alone, of whatever carries one. */
export const claimOf = (c: Claim): Claim => ({
  key: c.key,
  period: c.period,
  scope: c.scope,
  item: c.item,
  value: c.value,
  unit: c.unit,
  qualifier: c.qualifier,
  label: c.label,
});

export type Origin =
  | { from: 'text'; sourceId: SourceId; quote: string; start: number; end: number }
  | { from: 'turn'; turnId: TurnId; quote: string }
  | { from: 'answers'; file: string }
  /** quote: the sentence of the draft that the value was taken from. */
  | { from: 'person'; quote?: string };

/** `quote === text.slice(start, end)`, UTF-16 offsets into the text exactly as read. */
export interface Place {
  quote: string;
  start: number;
  end: number;
}

/** Found in a text, at a place of it. */
export interface Candidate extends Claim, Place {
  /** Further places of the same text that say the same. */
  also: Place[];
  confidence: Confidence;
  /** What the confidence was counted from. */
  reasons: Reason[];
}

export type Standing =
  | { is: 'candidate' }
  | { is: 'confirmed'; by: UserId }
  | { is: 'disputed'; with: FactId[] }
  | { is: 'rejected'; why: string };

/** What the sources say where a person has put another value. */
export interface Raw extends Pick<Claim, 'value' | 'unit' | 'qualifier'> {
  origin: Origin;
  also: Origin[];
}

/** A stored fact. `version` counts changes; a writer names the version it saw. */
export interface Fact extends Claim {
  id: FactId;
  origin: Origin;
  /** Further places that say the same. */
  also: Origin[];
  confidence: Confidence;
  reasons: Reason[];
  /** Not null: a person changed the value. */
  raw: Raw | null;
  standing: Standing;
  version: number;
}

/** A claim as the pure core reads it: from a stored fact, a candidate or a facts file. */
export interface StatedFact extends Claim {
  id?: FactId;
  quote?: string;
}

export const slotKey = (s: FactSlot): string => `${s.key}|${s.period ?? ''}|${s.scope ?? ''}|${s.item ?? ''}`;

export const isUsable = (f: Fact): boolean => f.standing.is === 'confirmed' || f.standing.is === 'candidate';
