// A fact, a missing fact and a question with the words people know them by.
import { labelOf, OTHER_FIGURE, THEMES } from '../core/catalogue/catalogue.ts';
import { reasonWords } from '../core/extract/confidence.ts';
import type { Fact } from '../core/fact.ts';
import type { Missing, Question } from '../core/interview/next-question.ts';

const THEME_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(THEMES).flatMap(([theme, rows]) => rows.map((d) => [d.key, theme] as const)),
);

export type ShownFact = Omit<Fact, 'reasons'> & { title: string; theme: string; reasons: string[] };

export const showFact = (f: Fact): ShownFact => {
  const named = f.key !== OTHER_FIGURE;
  return {
    ...f,
    title: named ? labelOf(f.key) : (f.label ?? labelOf(f.key)),
    theme: (named && THEME_OF.get(f.key)) || 'other',
    reasons: reasonWords(f.reasons),
  };
};

const shown = (m: Missing) => ({
  key: m.key,
  period: m.period,
  scope: m.scope,
  title: m.label,
  supplier: m.supplier,
  unit: m.unit,
  document: m.document,
  hint: m.hint,
});

export const showMissing = (m: Missing) => ({ ...shown(m), section: m.section });

export const showQuestion = (q: Question) => ({
  ...shown(q),
  text: q.question,
  type: q.type,
  choices: q.choices ? [...q.choices] : null,
  reason: q.reason,
});

/** `key@prior` is last year's. */
const titleOf = (key: string): string => {
  const [name, when] = key.split('@') as [string, string?];
  return when === 'prior' ? `上年${labelOf(name)}` : labelOf(name);
};

export const keyTitles = (keys: readonly string[]): { key: string; title: string }[] =>
  [...new Set(keys)].map((key) => ({ key, title: titleOf(key) }));
