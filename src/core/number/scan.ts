// Finds every quantity in a text and classifies it.
import type { Exact } from './exact.ts';
import type { Qualifier } from './qualifier.ts';

/** figure: states a quantity and must be backed. The other classes are checked otherwise or exempt (practice B.5). */
export type QuantityClass = 'figure' | 'year' | 'date' | 'ordinal' | 'document-number' | 'term' | 'idiom' | 'code';

export interface Quantity {
  text: string;
  /** UTF-16 offsets into the scanned text; text === scanned.slice(start, end). Covers number, unit and qualifier words. */
  start: number;
  end: number;
  class: QuantityClass;
  /** In the unit as printed; null for imprecise words (十几, 数十, 若干). For a range the lower end. */
  value: Exact | null;
  high: Exact | null;
  /** 万元, 人, %, 百分点, 个 … as printed and folded (平米 stays 平米); '' when none follows. */
  unit: string;
  qualifier: Qualifier | null;
  /** Decimals shown, and the place value u of the last non-zero digit, both in the printed unit. */
  decimals: number;
  place: Exact | null;
  form: 'arabic' | 'chinese';
  /** For class year and date. */
  year: number | null;
}
