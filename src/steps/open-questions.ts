// What is still missing for a report, from a facts file: the next question and the list by who can supply it.
import { factBook } from '../core/book.ts';
import { carryForward } from '../core/carry.ts';
import { checkFacts } from '../core/check/check.ts';
import { computeFigures } from '../core/figure/compute.ts';
import { missingFacts, nextQuestion } from '../core/interview/next-question.ts';
import type { Profile } from '../core/profile.ts';
import type { FactsFile } from './facts-file.ts';

export function openQuestions(facts: FactsFile, profile: Profile, period: number) {
  const book = factBook(carryForward(facts.facts, period), period);
  const figures = computeFigures(book, profile);
  const findings = checkFacts(book, figures, profile);
  const missing = missingFacts(profile, book, figures);
  const suppliers = [...new Set(missing.map((m) => m.supplier))];
  return {
    period,
    unitName: book.get('unit_name')?.value ?? null,
    next: nextQuestion({ profile, book, figures, findings, skipped: [] }),
    /** The same, in one row. */
    items: missing,
    missing: suppliers.map((supplier) => ({ supplier, items: missing.filter((m) => m.supplier === supplier) })),
  };
}
