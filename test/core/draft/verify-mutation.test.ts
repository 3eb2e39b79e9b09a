import { describe, expect, it } from 'vitest';
import { composeSection } from '../../../src/core/draft/compose.ts';
import { sectionText } from '../../../src/core/draft/section.ts';
import { verifyText } from '../../../src/core/draft/verify.ts';
import { PROFILES } from '../../profiles.ts';
import { exampleReport } from './example-brief.ts';
import { DRAFTS, type Draft } from './verify-drafts.ts';
import { mutantsOf } from './verify-mutations.ts';
import { rephrasingsOf } from './verify-rephrasings.ts';

const alarms = (d: Draft, text: string): string[] =>
  verifyText(text, d.evidence)
    .filter((v) => v.standing === 'unbacked')
    .map((v) => `${text.slice(Math.max(0, v.start - 15), v.end)}: ${v.why}`);
const swapped = (d: Draft, from: string, to: string): string => {
  if (!d.text.includes(from)) throw new Error(`not in the draft: ${from}`);
  return d.text.replace(from, to);
};

describe.each(DRAFTS)('$name', (draft) => {
  it('is backed throughout', () => {
    expect(alarms(draft, draft.text)).toEqual([]);
  });

  it.each(draft.rephrased)('may say %j as %j', (from, to) => {
    expect(alarms(draft, swapped(draft, from, to))).toEqual([]);
  });

  it.each(draft.wrong)('may not turn %j into %j', (from, to) => {
    expect(alarms(draft, swapped(draft, from, to))).not.toEqual([]);
  });
});

describe('wrong drafts', () => {
  it('are caught, at least 995 of 1000, whatever the kind of change', () => {
    const missed: string[] = [];
    const kinds = new Map<string, number>();
    let total = 0;
    for (const draft of DRAFTS)
      for (const mutant of mutantsOf(draft)) {
        total++;
        kinds.set(mutant.kind, (kinds.get(mutant.kind) ?? 0) + 1);
        if (alarms(draft, mutant.text).length === 0) missed.push(`${mutant.kind}: ${mutant.what}`);
      }
    expect(total).toBeGreaterThan(1500);
    for (const kind of ['digit', 'unit', 'year', 'direction', 'qualifier', 'scope'])
      expect(kinds.get(kind), kind).toBeGreaterThan(10);
    expect(1 - missed.length / total, missed.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.995);
  });
});

describe('the embedded drafts of every report kind, made wrong', () => {
  it('are caught, at least 995 of 1000', () => {
    const missed: string[] = [];
    const kinds = new Map<string, number>();
    let at = 0;
    let total = 0;
    for (const profile of PROFILES) {
      const { briefs, evidence } = exampleReport(profile);
      for (const brief of briefs) {
        const text = sectionText(composeSection(brief).paragraphs);
        for (const mutant of mutantsOf({ name: '', text, evidence, rephrased: [], wrong: [] })) {
          // One in eight, a different one in each section.
          if (at++ % 8) continue;
          total++;
          kinds.set(mutant.kind, (kinds.get(mutant.kind) ?? 0) + 1);
          if (!verifyText(mutant.text, evidence).some((v) => v.standing === 'unbacked'))
            missed.push(`${profile.id} ${brief.section.id} ${mutant.kind}: ${mutant.what}`);
        }
      }
    }
    expect(total).toBeGreaterThan(2000);
    for (const kind of ['digit', 'unit', 'year', 'direction', 'qualifier', 'scope'])
      expect(kinds.get(kind), kind).toBeGreaterThan(10);
    expect(1 - missed.length / total, `${missed.length}/${total}\n${missed.join('\n')}`).toBeGreaterThanOrEqual(0.995);
  }, 60_000);
});

describe('the embedded drafts of every report kind, said in other ways', () => {
  it('stay backed, at least 99 of 100, whatever the way', () => {
    const refused: string[] = [];
    const kinds = new Map<string, number>();
    let at = 0;
    let total = 0;
    for (const profile of PROFILES) {
      const { briefs, evidence } = exampleReport(profile);
      for (const brief of briefs) {
        const text = sectionText(composeSection(brief).paragraphs);
        for (const other of rephrasingsOf(text)) {
          if (at++ % 3) continue;
          total++;
          kinds.set(other.kind, (kinds.get(other.kind) ?? 0) + 1);
          const bad = verifyText(other.text, evidence).filter((v) => v.standing === 'unbacked');
          if (bad.length) refused.push(`${profile.id} ${brief.section.id} ${other.kind}: ${other.what} ${bad[0]!.why}`);
        }
      }
    }
    expect(total).toBeGreaterThan(1000);
    for (const kind of ['measure', 'rounded', 'chinese', 'about', 'more', 'over', 'nearly', 'tenths'])
      expect(kinds.get(kind), kind).toBeGreaterThan(2);
    expect(1 - refused.length / total, `${refused.length}/${total}\n${refused.join('\n')}`).toBeGreaterThanOrEqual(
      0.99,
    );
  }, 60_000);
});
