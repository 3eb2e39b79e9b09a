// One text to its facts, as the command line prints them.
import { labelOf } from '../core/catalogue/catalogue.ts';
import { extractFacts } from '../core/extract/extract.ts';
import { readDocument } from '../core/text/read.ts';
import { factJson } from './facts-file.ts';

export function extractText(text: string, period: number | null) {
  const doc = readDocument(text);
  const found = extractFacts(doc, { period });
  return {
    period: found.period,
    unit_name: found.unitName,
    facts: found.candidates.map((c) => ({ ...factJson(c), quote: c.quote, label_zh: c.label ?? labelOf(c.key) })),
    residue: doc.residue,
    tables: found.tables,
  };
}
