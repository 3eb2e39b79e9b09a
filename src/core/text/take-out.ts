// Residue of templates and systems, found by residue.ts: told and taken out of the reading.
import type { Residue } from './document.ts';
import { startsPart } from './lines.ts';
import { RESIDUE } from './residue.ts';
import { drop, isMarked, type Marks, put, SLOT, type Tape } from './tape.ts';

export function markResidue(text: string, marks: Marks, tape: Tape, source: string, residue: Residue[]): void {
  // In a text whose characters are set apart by wide blanks, a blank is no open slot.
  const apart = (text.match(/\p{Script=Han} {2,4}(?=\p{Script=Han})/gu)?.length ?? 0) > 20 + text.length / 100;
  for (const p of RESIDUE) {
    if (apart && p.kind === 'empty-slot') continue;
    for (const m of text.matchAll(p.at)) {
      const [from, to] = [m.index, m.index + m[0].length];
      if (to === from || isMarked(marks, from)) continue;
      const [start, end] = [tape.starts[from]!, tape.ends[to - 1]!];
      residue.push({ kind: p.kind, quote: source.slice(start, end), start, end, message: p.message });
      if (p.treat === 'mark') continue;
      drop(marks, from, to);
      if (p.treat === 'slot') put(marks, from, SLOT);
      else if (p.kind === 'page-reference') drop(marks, from, contentsLineEnd(text, to));
      else joinBefore(text, from, marks);
    }
  }
}

/** A line of a generated table of contents is navigation: the whole line goes. */
function contentsLineEnd(text: string, to: number): number {
  const rest = text.slice(to, to + 160);
  const end = rest.indexOf('\n');
  return end >= 0 ? to + end : rest.length < 160 ? text.length : to;
}

/** A field code on its own line cut a sentence in two: the line ends before it go, unless the sentence had ended. */
function joinBefore(text: string, at: number, marks: Marks): void {
  let i = at - 1;
  while (i >= 0 && /\s/.test(text[i]!)) i--;
  if (i < 0 || i === at - 1 || /[。：！？:]/.test(text[i]!)) return;
  const near = text.slice(Math.max(0, i - 40), i + 1);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  if (startsPart(line) && line.length < 24) return;
  drop(marks, i + 1, at);
}
