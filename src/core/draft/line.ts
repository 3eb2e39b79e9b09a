// What a model writes: one sentence a line, words and slots, never a figure; and what it is offered for the slots. Types only.
import type { Backing, Paragraph } from './section.ts';

/** One slot a section may use: the model sees name, label and phrase; code puts the runs in. */
export interface SlotOffer {
  /** What stands between the braces: {{name}}. Unique within a brief. */
  name: string;
  label: string;
  /** The phrase it becomes, finished: 7910万元, 较上年增加4660万元. */
  phrase: string;
  by: Backing;
  required: boolean;
}

/** A sentence as it was written. `rests`: names of the slots it says it rests on. `begins`: a new paragraph begins with it. */
export interface DraftLine {
  text: string;
  rests: string[];
  begins: boolean;
  style: Paragraph['style'];
}

/** A sentence that failed its checks, sent back with the reasons (machine codes and the words at fault). */
export interface RepairAsk {
  line: DraftLine;
  faults: string[];
}
