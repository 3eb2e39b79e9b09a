// Whether letters of a Word document can be seen: hidden, white on white, or too small; told from the run, its styles and what
// it stands on. Reads no text.
import type { Look, ParagraphLook } from './docx-properties.ts';
import type { StyleSheet } from './docx-styles.ts';

/** `coloured`: the cell, table, box or page around has a colour of its own. */
export function isHidden(look: Look, paragraph: ParagraphLook, styles: StyleSheet, coloured: boolean): boolean {
  const style = styles.paragraph(paragraph.style ?? null);
  const letters: Look = look.style === undefined ? {} : styles.character(look.style).run;
  // Set in the paragraph's style and in the letters' style, it is on in one and off in both.
  if (look.vanish ?? (style.run.vanish ?? false) !== (letters.vanish ?? false)) return true;
  if (look.tiny ?? letters.tiny ?? style.run.tiny) return true;
  if (!(look.white ?? letters.white ?? style.run.white)) return false;
  return !coloured && ![look, letters, style.run, paragraph, style.paragraph].some((l) => l.shaded);
}

/** Letters in the style of prompts that an empty content control shows. */
export const isPrompt = (look: Look, styles: StyleSheet): boolean =>
  look.style !== undefined && /^(?:placeholder text|占位符文本)$/.test(styles.character(look.style).name);
