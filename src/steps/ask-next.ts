// The next question of a report and what is still missing, from its stored facts. A question that was skipped is not asked again.
import { checkFacts } from '../core/check/check.ts';
import { missingFacts, nextQuestion, type Question, questionAbout } from '../core/interview/next-question.ts';
import type { Conversation } from './conversation.ts';
import type { Loaded } from './load-report.ts';

export const askNext = (loaded: Loaded, skipped: readonly string[]): Question | null =>
  askNow(loaded, { skipped: [...skipped], topic: null });

/** The same with what the person wants to speak about first. */
export function askNow(loaded: Loaded, { skipped, topic }: Pick<Conversation, 'skipped' | 'topic'>): Question | null {
  const { profile, usable } = loaded;
  const { book, figures } = usable;
  if (topic && 'key' in topic) return questionAbout(topic.key, profile, book);
  return nextQuestion({ profile, book, figures, findings: checkFacts(book, figures, profile), skipped, topic });
}

export const stillMissing = (loaded: Loaded) => missingFacts(loaded.profile, loaded.usable.book, loaded.usable.figures);
