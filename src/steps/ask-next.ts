// The next question of a report and what is still missing, from its stored facts. A question that was skipped is not asked again.
import { checkFacts } from '../core/check/check.ts';
import { missingFacts, nextQuestion, type Question } from '../core/interview/next-question.ts';
import type { Loaded } from './load-report.ts';

export function askNext(loaded: Loaded, skipped: readonly string[]): Question | null {
  const { profile, usable } = loaded;
  const { book, figures } = usable;
  return nextQuestion({ profile, book, figures, findings: checkFacts(book, figures, profile), skipped });
}

export const stillMissing = (loaded: Loaded) => missingFacts(loaded.profile, loaded.usable.book, loaded.usable.figures);
