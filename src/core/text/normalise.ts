// From a source text to the text as it is read: one form per character, layout healed, residue taken out, every character
// with its place in the source. Does not look for headings or facts.
import { markBlanks } from './blanks.ts';
import type { Residue } from './document.ts';
import { foldCharacters } from './fold-characters.ts';
import { markLineEnds } from './lines.ts';
import { markLookalikes, markPinyin, markWords } from './look-alikes.ts';
import { type LineMarks, markMarkdown } from './markdown.ts';
import { markOrders } from './orders.ts';
import { markPunctuation } from './punctuation.ts';
import { markResidue } from './take-out.ts';
import type { Marks } from './tape.ts';

export { SLOT } from './tape.ts';

/** text.length === starts.length === ends.length; source.slice(starts[i], ends[i]) is what character i was read from. */
export interface Reading {
  text: string;
  starts: Int32Array;
  ends: Int32Array;
  residue: Residue[];
  /** Offsets into `text` of lines that the source marks as headings -> depth of the mark, from 1. */
  headings: Map<number, number>;
}

export function normalise(source: string): Reading {
  const residue: Residue[] = [];
  let tape = foldCharacters(source, residue);
  const pass = (mark: (text: string, marks: Marks) => void): void => {
    const text = tape.text;
    const marks: Marks = new Uint16Array(text.length);
    mark(text, marks);
    tape = tape.marked(marks);
  };
  const lines: LineMarks = { headings: new Map(), items: new Set() };
  pass((t, m) => markMarkdown(t, m, tape, lines));
  pass((t, m) => markLineEnds(t, m, tape, lines));
  pass((t, m) => {
    markPinyin(t, m);
    markLookalikes(t, m);
  });
  pass((t, m) => markOrders(t, m, tape, source, residue));
  pass((t, m) => markResidue(t, m, tape, source, residue));
  pass(markBlanks);
  pass(markPunctuation);
  pass(markWords);
  residue.sort((a, b) => a.start - b.start);
  const { text, starts, ends } = tape;
  const headings = new Map<number, number>();
  if (lines.headings.size > 0)
    for (let i = 0; i >= 0 && i < text.length; ) {
      const depth = lines.headings.get(starts[i]!);
      if (depth !== undefined) headings.set(i, depth);
      const end = text.indexOf('\n', i);
      i = end < 0 ? -1 : end + 1;
    }
  return { text, starts: starts.slice(0, text.length), ends: ends.slice(0, text.length), residue, headings };
}
