// What the scored table (自评表) is: rows with target, actual, weight, score and what is still open. Types only.
import type { FactSlot } from '../fact.ts';
import type { Exact } from '../number/exact.ts';

export type Operator = '≥' | '>' | '=' | '≤' | '<' | '定性';

/** A score: computed, set by a person within the rules, or open. Exact points. */
export type RowScore =
  | { is: 'scored'; computed: Exact; given: Exact | null; final: Exact; working: string }
  /** A person has to judge; `between` in points. */
  | { is: 'to-judge'; between: [Exact, Exact]; given: Exact | null; final: Exact | null }
  | { is: 'not-applicable'; why: string; final: Exact | null }
  | { is: 'waiting'; for: FactSlot[] };

export interface ScoreRow {
  /** The indicator's name: the scope of its facts. */
  name: string;
  level1: string;
  level2: string;
  /** form: printed by the bureau's form; own: the office's indicator; execution: 预算执行率. */
  origin: 'form' | 'own' | 'execution';
  nature: 'quantitative' | 'qualitative';
  operator: Operator;
  target: string;
  actual: string;
  /** Points in the set that holds; null while the office has not given them. */
  weight: Exact | null;
  score: RowScore;
  band: string | null;
  reason: string;
  /** Why a reason is due; empty when none is. */
  reasonDue: string[];
  /** For checklists: each item with what is known. */
  checklist: { label: string; points: Exact; met: boolean | null }[];
  /** Left out because another of its kind was chosen. */
  passedOver: boolean;
  inputs: FactSlot[];
}

export interface ScoreGroup {
  name: string;
  weight: Exact;
  /** What its rows' weights make. */
  rowsWeight: Exact | null;
  score: Exact | null;
  rows: ScoreRow[];
}

export interface ScoreTable {
  set: { id: string; label: string };
  groups: ScoreGroup[];
  /** Sum of the rows' final scores; null while any row is open. */
  sum: Exact | null;
  cap: { total: Exact; why: string } | null;
  total: Exact | null;
  grade: string | null;
  /** Names of rows still to be filled or judged. */
  open: string[];
}
