// Cuts a text into sentences: at 。！？ and at the ends of paragraphs; a line that a page merely broke goes on.
import { type TextScene, wraps } from './text-rule.ts';

export interface Cut {
  start: number;
  end: number;
  paragraph: number;
}

const LONGEST = 800;

export function scanSentences({ text }: TextScene): Cut[] {
  const cuts: Cut[] = [];
  let start = 0;
  let paragraph = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    // A page without stops is no sentence: it is cut where a clause ends.
    if (i - start >= LONGEST && (c === '；' || c === '，' || c === ';' || c === ',' || i - start >= 2 * LONGEST)) {
      cuts.push({ start, end: i, paragraph });
      start = i + 1;
      continue;
    }
    const line = c === '\n';
    if (!line && c !== '。' && c !== '！' && c !== '？') continue;
    if (line && wraps(text, i)) continue;
    if (i > start) cuts.push({ start, end: i, paragraph });
    if (line) paragraph++;
    start = i + 1;
  }
  if (start < text.length) cuts.push({ start, end: text.length, paragraph });
  return cuts;
}
