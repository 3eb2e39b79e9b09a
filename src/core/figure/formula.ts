// What a formula is: data (what is put into which operation, in which unit, on which base, after which rule). No arithmetic here.

/**
 * An operand. A string is a fact key of the report year, `key@prior` of the year before.
 * any: the first that can be had · prior: last year's fact, else this year's less the stated change · ratio: a ÷ b in %
 * plus/minus: all needed; a missing `optional` term is left out only where the books in `closes` are even without it (a missing value
 * is never taken for zero); `claimed` terms count where they are stated
 * rows: the sum over the whole unit's own row and its sub-units, `like` another count: of the same rows · listed: the sum over all scopes that have the key
 * limit: a target such as 95%以上, read as its number.
 */
export type Operand =
  | string
  | { any: Operand[] }
  | { prior: string; delta: string }
  | { ratio: [Operand, Operand] }
  | { plus: Operand[]; minus?: Operand[]; optional?: Signed; closes?: Closing; claimed?: Signed }
  | { rows: string; like?: string }
  | { listed: string }
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
 * value: a as it is · each: a ÷ b in `unit`
 */
export type Operation = 'ratio' | 'growth' | 'change' | 'points' | 'value' | 'each';

export interface Formula {
  key: string;
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
  /** Not listed where this can be had. */
  unless?: string;
}
