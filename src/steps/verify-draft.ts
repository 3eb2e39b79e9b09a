// Checks every quantity of a draft against a facts file.
import type { Verdict } from '../core/draft/verdict.ts';
import { verifyText } from '../core/draft/verify.ts';
import type { FactsFile } from './facts-file.ts';

export const verifyDraft = (text: string, facts: FactsFile): Verdict[] =>
  verifyText(text, {
    unitName: facts.unitName,
    period: facts.period,
    facts: facts.facts,
    figures: facts.figures,
    terms: facts.terms,
  });
