// Facts of the example changed one after the other, under each of the seven report kinds: what follows in the drafted text is numbers and
// nothing else, what follows holds, and taking the change back brings the former text back.
import { beforeAll, describe, expect, it } from 'vitest';
import { factBook } from '../../src/core/book.ts';
import { sectionText } from '../../src/core/draft/section.ts';
import { verifyText } from '../../src/core/draft/verify.ts';
import type { StatedFact } from '../../src/core/fact.ts';
import { computeFigures } from '../../src/core/figure/compute.ts';
import { diffTexts } from '../../src/core/revise/diff.ts';
import type { SectionRow } from '../../src/ports.ts';
import { statedFigures } from '../../src/steps/facts-file.ts';
import type { Loaded } from '../../src/steps/load-report.ts';
import type { OpenSection } from '../../src/steps/open-section.ts';
import { refreshWrites } from '../../src/steps/refresh-sections.ts';
import { sevenDrafts } from './seven-drafts.ts';

let reports: { loaded: Loaded; rows: SectionRow[]; evidence: Awaited<ReturnType<OpenSection['evidence']>> }[] = [];
beforeAll(async () => {
  const all = await sevenDrafts();
  const byReport = new Map<string, OpenSection[]>();
  for (const o of all) byReport.set(o.loaded.report.id, [...(byReport.get(o.loaded.report.id) ?? []), o]);
  reports = await Promise.all(
    [...byReport.values()].map(async (list) => ({
      loaded: list[0]!.loaded,
      rows: list.map((o) => o.held!),
      evidence: await list[0]!.evidence(),
    })),
  );
}, 120_000);

function withFacts(loaded: Loaded, facts: readonly StatedFact[], sections: SectionRow[]): Loaded {
  const book = factBook(facts, 2023);
  const confirmed = { facts, book, figures: computeFigures(book, loaded.profile) };
  return { ...loaded, confirmed, sections };
}
const textsOf = (rows: readonly SectionRow[]): Map<string, string> =>
  new Map(rows.map((r) => [r.section, sectionText(r.paragraphs)]));
const words = (t: string): string => t.replace(/\d[\d,]*(?:\.\d+)?/g, '#');

/** Amounts and counts of the whole unit; a fifth more, or one more. */
const changeable = (facts: readonly StatedFact[]): StatedFact[] =>
  facts.filter(
    (f) => f.scope === null && f.item === null && /^[1-9]\d{0,7}(?:\.\d{1,2})?$/.test(f.value) && f.unit !== '',
  );
const more = (f: StatedFact): string =>
  f.value.includes('.') || Number(f.value) > 50
    ? String(Math.round(Number(f.value) * 120) / 100)
    : String(Number(f.value) + 1);

/** Less than half: changes turn, targets are missed. */
const less = (f: StatedFact): string =>
  f.value.includes('.') ? String(Math.round(Number(f.value) * 40) / 100) : String(Math.floor(Number(f.value) * 0.4));

describe('facts changed in numbers', () => {
  it.each([
    ['more', more],
    ['less', less],
  ])(
    '%s: only numbers follow, what followed holds, and the way back leads to the former text',
    (_, changed) => {
      let followed = 0;
      let listed = 0;
      for (const { loaded, rows, evidence } of reports) {
        const was = textsOf(rows);
        for (const fact of changeable(loaded.confirmed.facts).filter((_, i) => i % 12 === 1)) {
          const facts = loaded.confirmed.facts.map((f) => (f === fact ? { ...f, value: changed(f), quote: '' } : f));
          const before = withFacts(loaded, loaded.confirmed.facts, rows);
          const after = withFacts(loaded, facts, rows);
          const { writes, fates } = refreshWrites(before, after, [], '2024-01-01T00:00:00.000Z');
          const now = rows.map((r): SectionRow => {
            const w = writes.find((x) => x.do === 'write-section' && x.section === r.section);
            return w?.do === 'write-section' ? { ...r, paragraphs: w.paragraphs, version: r.version + 1 } : r;
          });
          const ground = { ...evidence, facts, figures: statedFigures(after.confirmed.figures) };
          for (const s of fates) {
            const [old, text] = [was.get(s.id)!, textsOf(now).get(s.id)!];
            expect(words(text)).toBe(words(old));
            const open = verifyText(text, ground).filter((v) => v.standing === 'unbacked');
            for (const x of s.sentences) {
              if (x.fate === 'refreshed') followed++;
              else listed++;
              if (x.fate !== 'refreshed') continue;
              const at = text.indexOf(x.now);
              expect(at, x.now).toBeGreaterThanOrEqual(0);
              expect(open.filter((v) => v.start < at + x.now.length && v.end > at)).toEqual([]);
            }
            for (const d of diffTexts(old, text)) if (d.is !== 'same') expect(d.t).toMatch(/\d/);
          }
          for (const [id, text] of was) if (!fates.some((s) => s.id === id)) expect(textsOf(now).get(id)).toBe(text);
          // What lost its backing and did not follow is on the list.
          for (const [id, text] of textsOf(now)) {
            const said = fates.find((s) => s.id === id)?.sentences.map((x) => x.now) ?? [];
            for (const v of verifyText(text, ground))
              if (v.standing === 'unbacked')
                expect(
                  said.some((x) => text.indexOf(x) <= v.start && text.indexOf(x) + x.length >= v.end),
                  `${fact.key} ${v.text}`,
                ).toBe(true);
          }
          const back = refreshWrites(
            { ...after, sections: now },
            { ...before, sections: now },
            [],
            '2024-01-02T00:00:00.000Z',
          );
          for (const w of back.writes)
            if (w.do === 'write-section') expect(sectionText(w.paragraphs)).toBe(was.get(w.section));
        }
      }
      expect(followed).toBeGreaterThan(20);
      expect(listed).toBeGreaterThanOrEqual(0);
    },
    200_000,
  );
});
