// All formulas, in the order figures are listed. Tables only; the arithmetic is in compute.ts.
import type { Formula } from './formula.ts';
import { MONEY } from './formulas-money.ts';
import { WORK } from './formulas-work.ts';

export const FORMULAS: readonly Formula[] = [...MONEY, ...WORK];
