// The example's report under each of the seven report kinds, as sections that can be revised: what revisions are tried on in numbers.
import { readFileSync } from 'node:fs';
import { factBook } from '../../src/core/book.ts';
import type { SectionDraft } from '../../src/core/draft/section.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { SectionRow } from '../../src/ports.ts';
import { localCall } from '../../src/steps/call-model.ts';
import { statedFigures } from '../../src/steps/facts-file.ts';
import type { OpenSection } from '../../src/steps/open-section.ts';
import { readAnswers } from '../../src/steps/read-answers.ts';
import { writeReport } from '../../src/steps/write-report.ts';
import { PROFILES } from '../profiles.ts';

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export async function sevenDrafts(): Promise<OpenSection[]> {
  const out: OpenSection[] = [];
  const read = readAnswers(file('examples/answers-2023.json'), 2023);
  if (!read.ok) throw new Error(read.problem.message);
  for (const profile of PROFILES) {
    const done = await writeReport(
      {
        prior: [{ name: 'prior-2022.txt', text: file('examples/prior-2022.txt') }],
        material: [],
        answers: { file: 'answers.json', claims: read.value },
        period: 2023,
        profile,
        createdAt: '2024-03-29T00:00:00.000Z',
      },
      embeddedModel(),
      localCall(),
    );
    if (!done.ok) throw new Error(done.problem.message);
    const { facts, figures, terms, unitName, drafts } = done.value;
    const evidence = { unitName, period: 2023, facts, figures: statedFigures(figures), terms };
    const book = factBook(facts, 2023);
    for (const outline of profile.outline) {
      const draft: SectionDraft | undefined = drafts.find((d) => d.section === outline.id);
      if (!draft?.paragraphs.length) continue;
      const held: SectionRow = {
        section: outline.id,
        version: 1,
        paragraphs: draft.paragraphs,
        locked: false,
        by: 'user' as never,
        at: '2024-03-29T00:00:00.000Z',
        reason: 'draft',
      };
      const confirmed = { facts, book, figures };
      const loaded = { report: { id: `report-${profile.id}`, period: 2023 }, profile, unitName, confirmed };
      const unused = () => Promise.reject(new Error('nothing is stored here'));
      const open = { loaded, outline, held, evidence: async () => evidence, show: unused, write: unused };
      out.push(open as unknown as OpenSection);
    }
  }
  return out;
}
