// The example office's facts as briefs, section by section, under any report kind: what a draft is written from and judged by.
import { readFileSync } from 'node:fs';
import { factBook } from '../../../src/core/book.ts';
import { carryForward } from '../../../src/core/carry.ts';
import type { Brief } from '../../../src/core/draft/compose.ts';
import { termsOf } from '../../../src/core/draft/terms.ts';
import type { Evidence } from '../../../src/core/draft/verify.ts';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { type StatedFact, slotKey } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { readDocument } from '../../../src/core/text/read.ts';
import { statedFigures } from '../../../src/steps/facts-file.ts';
import { readAnswers } from '../../../src/steps/read-answers.ts';

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

export const PERIOD = 2023;
const prior = readDocument(file('examples/prior-2022.txt'));

export const EXAMPLE_FACTS: readonly StatedFact[] = (() => {
  const bySlot = new Map<string, StatedFact>(extractFacts(prior).candidates.map((c) => [slotKey(c), c]));
  const answers = readAnswers(file('examples/answers-2023.json'), PERIOD);
  if (!answers.ok) throw new Error(answers.problem.message);
  const lists = new Set(answers.value.filter((c) => c.item !== null).map((c) => `${c.key}|${c.period}`));
  for (const [id, f] of bySlot) if (f.item !== null && lists.has(`${f.key}|${f.period}`)) bySlot.delete(id);
  for (const c of answers.value) bySlot.set(slotKey(c), c);
  return carryForward([...bySlot.values()], PERIOD);
})();

export interface ExampleReport {
  profile: Profile;
  briefs: Brief[];
  evidence: Evidence;
  /** Texts whose names may be spoken of. */
  sources: string[];
}

export const exampleReport = (profile: Profile, facts: readonly StatedFact[] = EXAMPLE_FACTS): ExampleReport =>
  reportFrom(profile, facts, PERIOD, prior);

/** Any report, re-drafted from what is found in it; null where it does not say its year. */
export function reportOf(text: string, profile: Profile): ExampleReport | null {
  const doc = readDocument(text);
  const { candidates } = extractFacts(doc);
  const year = Number(candidates.find((c) => c.key === 'report_year')?.value ?? 0);
  return year ? reportFrom(profile, carryForward(candidates, year), year, doc) : null;
}

function reportFrom(profile: Profile, facts: readonly StatedFact[], period: number, doc: typeof prior): ExampleReport {
  const book = factBook(facts, period);
  const figures = computeFigures(book, profile);
  return {
    profile,
    briefs: profile.outline
      .filter((s) => s.compose.length > 0)
      .map((section) => ({ section, profile, book, figures, prior: doc })),
    evidence: {
      unitName: book.get('unit_name')?.value ?? null,
      period,
      facts,
      figures: statedFigures(figures),
      terms: termsOf([doc.source], facts),
    },
    sources: [doc.source],
  };
}
