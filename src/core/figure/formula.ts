// What a formula is: data (what is put into which operation, in which unit, on which base, after which rule). No arithmetic here.

/**
 * An operand. A string is a fact key of the report year, `key@prior` of the year before.
 * any: the first that can be had · prior: last year's fact, else this year's less the stated change · ratio: a ÷ b in %
 * plus/minus: all needed; a missing `optional` term is left out only where the books in `closes` are even without it (a missing value
 * is never taken for zero); `claimed` terms count where they are stated
 * carriedIn: the carry-over counts too where the full-year budget contains it, and waits to be told whether it does
 * rows: the sum over the whole unit's own row and its sub-units, `like` another count: of the same rows · listed: the sum over all scopes that have the key
 * limit: a target such as 95%以上, read as its number · marked: the sum over the scopes that `by` says 是 of
 * stated: the sum of those that are stated, at least two of them · before: the same a year earlier
 * base: 预算数 where the definition does not say which: the office's choice, or either where both are equal; else it waits for the choice
 */
export type Operand =
  | string
  | { any: Operand[] }
  | { prior: string; delta: string }
  | { ratio: [Operand, Operand] }
  | { plus: Operand[]; minus?: Operand[]; optional?: Signed; closes?: Closing; claimed?: Signed; carriedIn?: true }
  | { rows: string; like?: string }
  | { listed: string }
  | { marked: string; by: string }
  | { stated: Operand[] }
  | { before: Operand }
  | { base: 'budget' }
  | { available: true }
  | { limit: string };

export interface Signed {
  plus?: string[];
  minus?: string[];
}

/** plus − minus (of what is stated; `needs` must be) equals one of `equals`. */
export interface Closing extends Signed {
  needs: string[];
  equals: Operand[];
}

/**
 * ratio: a ÷ b in % · growth: (a − b) ÷ b in % · change: a − b · points: a − b of two percentages, in 百分点
 * value: a as it is · each: a ÷ b in `unit` · capped: a ÷ b in %, at most 100%
 */
export type Operation = 'ratio' | 'capped' | 'growth' | 'change' | 'points' | 'value' | 'each';

export interface Formula {
  key: string;
  /** Another way to compute the figure, for report kinds that name it (profile.variants); rows without one hold otherwise. */
  variant?: string;
  label: string;
  does: Operation;
  of: [Operand] | [Operand, Operand];
  /** money: the profile's money unit; money/人 likewise per head; else the unit itself. */
  unit: string;
  /** The base in words, where there is one. */
  base: string | null;
  source: string;
  /** budget: a budget against its use, so that no base means 年初未安排预算. */
  about?: 'budget';
  /** Also computed for every scope that has the first operand. */
  scoped?: boolean;
  /** Only listed where its operands can be had: never waited for. */
  quiet?: boolean;
  /** It is an amount of the year before. */
  lastYear?: boolean;
  /** Where the office has chosen `is` for this fact, there is nothing to compute, and `text` says so. */
  none?: { key: string; is: string; text: string };
  /** Not listed where this can be had. */
  unless?: string;
}
