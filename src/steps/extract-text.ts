// One text to its facts, as the command line prints them.
import { labelOf } from '../core/catalogue/catalogue.ts';
import { coverageOf } from '../core/extract/coverage.ts';
import { allSides, extractFacts } from '../core/extract/extract.ts';
import { readDocument } from '../core/text/read.ts';
import type { Model, ModelCall } from '../ports.ts';
import { factJson } from './facts-file.ts';

/** `model` finds what the rules did not; a failure of it is `failure`, and the rules' facts are there all the same. */
export async function extractText(text: string, period: number | null, model: Model, call: ModelCall) {
  const doc = readDocument(text);
  const byRules = extractFacts(doc, { period });
  const more = await model.extract(doc, byRules, call);
  const candidates = [...byRules.candidates, ...(more.ok ? more.value : [])].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  const found = { ...byRules, candidates };
  const places = allSides(found).flatMap((c) => [c, ...c.also]);
  const stated = new Set(found.candidates.map((c) => `${c.key}|${c.period}`));
  const coverage = coverageOf(doc, { places, has: (key, year) => stated.has(`${key}|${year}`) }, found.period);
  const facts = {
    period: found.period,
    unit_name: found.unitName,
    facts: found.candidates.map((c) => ({ ...factJson(c), quote: c.quote, label_zh: c.label ?? labelOf(c.key) })),
    residue: doc.residue,
    tables: found.tables,
    conflicts: found.conflicts.map((c) => c.candidates.map((x) => ({ ...factJson(x), quote: x.quote }))),
    uncovered: coverage.paragraphs.flatMap(({ path, numbers }) => numbers.map((n) => ({ ...n, under: path }))),
  };
  return { facts, failure: more.ok ? null : more.failure };
}
