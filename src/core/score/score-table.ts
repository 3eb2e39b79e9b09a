// What the scored table (自评表) is: rows with target, actual, weight, score, what is still open, and which fact is behind a cell.
import type { FactSlot } from '../fact.ts';
import type { Exact } from '../number/exact.ts';

export type Operator = '≥' | '>' | '=' | '≤' | '<' | '定性';

/** A score: computed, set by a person within the rules, or open. Exact points; `given` is what a person put, counted or not. */
export type RowScore =
  | { is: 'scored'; computed: Exact; given: Exact | null; final: Exact; working: string }
  /** A person has to judge; `between` in points. */
  | { is: 'to-judge'; between: [Exact, Exact]; given: Exact | null; final: Exact | null; why: string }
  /** final: full marks where the form grants them; null: left out and the rest rescaled. */
  | { is: 'not-applicable'; why: string; final: Exact | null }
  | { is: 'waiting'; for: FactSlot[]; given: Exact | null };

export interface ScoreRow {
  /** The scope of the row's facts. */
  name: string;
  /** The indicator's name as the form prints it: the scope without a leading 一级/二级/. */
  label: string;
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
  /** 偏差原因分析. */
  reason: string;
  /** 改进措施. */
  improvement: string;
  /** Why a reason is due, or why a given score does not count; empty when neither. */
  reasonDue: string[];
  /** Worth a look, asks for nothing: an = target that was not met exactly. */
  notes: string[];
  /** For checklists: each item with what is known. */
  checklist: { label: string; points: Exact; met: boolean | null }[];
  /** 二者择其一: the word its rivals share. */
  oneOf: string | null;
  /** Left out because another of its kind was chosen. */
  passedOver: boolean;
  /** Facts that the row rests on. */
  inputs: FactSlot[];
}

export interface ScoreGroup {
  name: string;
  weight: Exact;
  /** What its rows' weights make. */
  rowsWeight: Exact | null;
  score: Exact | null;
  /** The office may put its own indicators here. */
  own: boolean;
  /** Second levels that the form names. */
  level2: readonly string[];
  /** Said by a person of a group without rows: there is nothing of the kind. */
  notApplicable: string | null;
  /** Chinese: weights that do not make the group's, or no rows at all. */
  issue: string | null;
  /** Offered weights: for rows without one, or for all own rows where theirs do not fit. */
  split: { name: string; weight: Exact }[];
  rows: ScoreRow[];
}

export interface ScoreTable {
  set: { id: string; label: string };
  groups: ScoreGroup[];
  /** Sum of the rows' final scores, rescaled where rows were left out; null while any row is open. */
  sum: Exact | null;
  /** Points reached out of those possible, where indicators that do not apply were left out. */
  rescaled: { reached: Exact; possible: Exact } | null;
  cap: { total: Exact; why: string } | null;
  total: Exact | null;
  grade: string | null;
  /** Names of rows and groups still to be filled or judged. */
  open: string[];
  /** Chinese: what forbids a total although every row has a score. */
  issues: string[];
}

export const finalOf = (s: RowScore): Exact | null => (s.is === 'waiting' ? null : s.final);

/** The cells a person can fill, and the catalogue key of each; scoped by the row's name. */
export const SCORE_KEYS = {
  level1: 'indicator_level1',
  level2: 'indicator_level2',
  nature: 'indicator_nature',
  target: 'indicator_target',
  approvedTarget: 'indicator_target_approved',
  adjustedTarget: 'indicator_target_adjusted',
  actual: 'indicator_actual',
  weight: 'indicator_weight',
  score: 'indicator_score',
  band: 'indicator_band',
  reason: 'indicator_deviation_reason',
  improvement: 'indicator_improvement',
  scoreReason: 'indicator_score_reason',
  notApplicable: 'indicator_not_applicable',
  chosen: 'indicator_chosen',
} as const;
