// What a computed figure is. Formulas live in formulas.ts; computing in compute.ts.
import type { FactSlot } from '../fact.ts';
import type { Exact } from '../number/exact.ts';

export type FigureState =
  | { is: 'computed'; value: Exact }
  /** Facts with these keys are missing. */
  | { is: 'waiting'; for: string[] }
  /** No value by rule: never 0 % or 100 %. `text` is the sentence to print instead. */
  | {
      is: 'not-applicable';
      code: 'NA_BOTH_ZERO' | 'NO_BASE' | 'NEW' | 'BOTH_YEARS_ZERO' | 'APPROXIMATE' | 'NONE';
      text: string;
    };

export interface Figure {
  key: string;
  label: string;
  period: number;
  scope: string | null;
  state: FigureState;
  /** 万元, %, 百分点, 人 …: the unit that `value` is in. */
  unit: string;
  decimals: number;
  /** The base it is measured against, in words (全年预算数), or null where it has none. */
  base: string | null;
  /** The working as staff would write it: 12 ÷ 18 = 66.67%. Empty unless computed. */
  formula: string;
  inputs: FactSlot[];
  /** The official definition it follows (财预〔2013〕53号 …). */
  source: string;
  /** What has to be said beside it: 尾数差. */
  note?: string;
}
