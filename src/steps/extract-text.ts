// One text to its facts, as the command line prints them.
import { labelOf } from '../core/catalogue/catalogue.ts';
import { coverageOf } from '../core/extract/coverage.ts';
import { allSides, extractFacts } from '../core/extract/extract.ts';
import { readDocument } from '../core/text/read.ts';
import { factJson } from './facts-file.ts';

export function extractText(text: string, period: number | null) {
  const doc = readDocument(text);
  const found = extractFacts(doc, { period });
  const places = allSides(found).flatMap((c) => [c, ...c.also]);
  const stated = new Set(found.candidates.map((c) => `${c.key}|${c.period}`));
  const coverage = coverageOf(doc, { places, has: (key, year) => stated.has(`${key}|${year}`) }, found.period);
  return {
    period: found.period,
    unit_name: found.unitName,
    facts: found.candidates.map((c) => ({ ...factJson(c), quote: c.quote, label_zh: c.label ?? labelOf(c.key) })),
    residue: doc.residue,
    tables: found.tables,
    conflicts: found.conflicts.map((c) => c.candidates.map((x) => ({ ...factJson(x), quote: x.quote }))),
    uncovered: coverage.paragraphs.flatMap(({ path, numbers }) => numbers.map((n) => ({ ...n, under: path }))),
  };
}
