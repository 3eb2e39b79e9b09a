// All formulas, in the order figures are listed. Tables only; the arithmetic is in compute.ts.
import type { Formula } from './formula.ts';
import { BALANCE } from './formulas-balance.ts';
import { CHANGES, pointChanges } from './formulas-changes.ts';
import { PROGRESS } from './formulas-progress.ts';
import { RATES } from './formulas-rates.ts';
import { SHARES } from './formulas-shares.ts';
import { WORK } from './formulas-work.ts';

const NOW: readonly Formula[] = [...RATES, ...SHARES, ...BALANCE, ...PROGRESS, ...WORK];

export const FORMULAS: readonly Formula[] = [...NOW, ...CHANGES, ...pointChanges(NOW)];
