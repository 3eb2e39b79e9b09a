// A text to its document and the facts the rules find in it, in place.
import { extractFacts } from '../core/extract/extract.ts';
import { ok } from '../core/problem.ts';
import { readDocument } from '../core/text/read.ts';
import type { MineText } from '../ports.ts';

export const mineText: MineText = async (text, period) => {
  const doc = readDocument(text);
  return ok({ doc, found: extractFacts(doc, { period }) });
};
