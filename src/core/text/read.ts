// A source text as the miners read it, and the way back: readDocument and toSource. Extracts nothing.
import type { Residue, TextDocument } from './document.ts';
import { normalise } from './normalise.ts';
import { DOUBLED_MESSAGE, HINT_MESSAGE } from './residue.ts';
import { structureOf } from './structure.ts';

/** Reads any text; never throws. Cost is linear in its length. */
export function readDocument(source: string): TextDocument {
  const { text, starts, ends, residue, headings } = normalise(source);
  const offsets = new Int32Array(text.length + 1);
  offsets.set(starts);
  offsets[text.length] = source.length;
  const { blocks, hints } = structureOf(text, headings);
  const doc: TextDocument = { source, normal: { text, offsets, ends }, blocks, residue };
  const add = (kind: Residue['kind'], from: number, to: number, message: string) => {
    const at = toSource(doc, from, to);
    residue.push({ kind, ...at, message });
  };
  for (const h of hints) add('template-hint', h.start, h.end, HINT_MESSAGE);
  for (const d of doubledPhrases(text)) add('doubled-phrase', d.start, d.end, DOUBLED_MESSAGE);
  residue.sort((a, b) => a.start - b.start || a.end - b.end);
  return doc;
}

/** A span of the read text as a span of the source, blanks trimmed at both ends; `quote` is exactly that slice. */
export function toSource(doc: TextDocument, start: number, end: number): { start: number; end: number; quote: string } {
  const { offsets, ends } = doc.normal;
  let from = offsets[Math.min(start, offsets.length - 1)] ?? doc.source.length;
  let to = end > start ? (ends?.[end - 1] ?? offsets[end] ?? doc.source.length) : from;
  while (from < to && /\s/.test(doc.source[from]!)) from++;
  while (to > from && /\s/.test(doc.source[to - 1]!)) to--;
  return { start: from, end: to, quote: doc.source.slice(from, to) };
}

/** The same 4 to 20 characters twice in a row: 支出预算总额为支出预算总额为. Figures and repeated single characters do not count. */
export function doubledPhrases(text: string): { start: number; end: number; half: number }[] {
  const found: { start: number; end: number; half: number }[] = [];
  const same = new Int32Array(21);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    for (let size = 4; size <= 20; size++) {
      same[size] = i >= size && c === text.charCodeAt(i - size) && c > 0x4dff ? same[size]! + 1 : 0;
      if (same[size] === size) {
        const phrase = text.slice(i + 1 - size, i + 1);
        if (new Set(phrase).size > 2) {
          found.push({ start: i + 1 - 2 * size, end: i + 1, half: size });
          same.fill(0);
          break;
        }
      }
    }
  }
  return found;
}
