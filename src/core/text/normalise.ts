// From a source text to the text as it is read: one form per character, layout healed, residue taken out, every character
// with its place in the source. Does not look for headings or facts.
import type { Residue } from './document.ts';
import { foldCharacters } from './fold-characters.ts';
import { healLayout } from './layout.ts';
import { markLookalikes, markPinyin, markWords } from './look-alikes.ts';
import { markOrders } from './orders.ts';
import { markPunctuation } from './punctuation.ts';
import { markResidue } from './take-out.ts';
import { applied, type Marks } from './tape.ts';

export { SLOT } from './tape.ts';

/** text.length === starts.length === ends.length; source.slice(starts[i], ends[i]) is what character i was read from. */
export interface Reading {
  text: string;
  starts: Int32Array;
  ends: Int32Array;
  residue: Residue[];
}

export function normalise(source: string): Reading {
  const residue: Residue[] = [];
  let tape = foldCharacters(source, residue);
  const pass = (mark: (text: string, marks: Marks) => void): void => {
    const text = tape.text;
    const marks: Marks = new Array(text.length);
    mark(text, marks);
    tape = applied(tape, marks);
  };
  pass((t, m) => {
    markPinyin(t, m);
    markLookalikes(t, m);
  });
  pass((t, m) => markOrders(t, m, tape, source, residue));
  pass((t, m) => markResidue(t, m, tape, source, residue));
  tape = healLayout(tape);
  pass(markPunctuation);
  pass(markWords);
  residue.sort((a, b) => a.start - b.start);
  return { text: tape.text, starts: Int32Array.from(tape.starts), ends: Int32Array.from(tape.ends), residue };
}
