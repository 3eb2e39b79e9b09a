// What intake hands on: one immutable text with what the reader has to say about it. Types only.

/** How the content came, told from the content and not from its name. */
export type SourceForm = 'txt' | 'md' | 'html' | 'csv' | 'docx' | 'xlsx' | 'pdf';

/**
 * Every offset of a fact, a block or a residue refers to `text`, which is kept as it is. A table's rows are lines of cells,
 * each ended by ` | `, merges already resolved; a heading whose level only its style tells keeps it as Markdown's `#` marks.
 */
export interface SourceText {
  text: string;
  form: SourceForm;
  /** Chinese: what was left out or could not be read, and what to do about it. Empty when all was read. */
  notices: string[];
}
