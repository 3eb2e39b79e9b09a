// A source text as the miners read it: normalised characters with an offset map, blocks, residue. Types only.
import type { Confidence } from '../fact.ts';

/** `text` is for reading; `toSource` maps a span in it to the text exactly as read. */
export interface NormalText {
  text: string;
  /** offsets[i] = UTF-16 offset in the source of the character at i; offsets[text.length] = source length. */
  offsets: Int32Array;
  /** ends[i] = UTF-16 offset in the source right after the character at i (what follows it may have been left out). */
  ends?: Int32Array;
}

export type Block =
  | { kind: 'heading'; level: number; title: string; start: number; end: number }
  | { kind: 'paragraph'; start: number; end: number; under: string[] }
  | { kind: 'table'; start: number; end: number; under: string[]; rows: TableCell[][]; unit: string | null };

export interface TableCell {
  text: string;
  start: number;
  end: number;
}

/** Left-overs of templates and systems. Offsets are into the source text. */
export interface Residue {
  kind:
    | 'merge-field'
    | 'placeholder'
    | 'page-reference'
    | 'empty-slot'
    | 'doubled-phrase'
    | 'instruction'
    | 'template-hint'
    | 'invisible';
  quote: string;
  start: number;
  end: number;
  message: string;
}

export interface TextDocument {
  /** Exactly as read. */
  source: string;
  normal: NormalText;
  /** Offsets are into normal.text. */
  blocks: Block[];
  residue: Residue[];
}

export type { Confidence };
