// Reads what a model wrote, one sentence a line, each line with the names of the slots it rests on: 全年收入{{f1}}。 ⟦f1⟧
// Forgiving about brackets; judges nothing: which names are allowed and what a sentence may say is the gate's business.
import type { DraftLine } from '../core/draft/line.ts';

/** A name inside brackets of the kinds that models make of {{name}}. Names hold letters, digits, underscore, dot, colon, dash. */
const NAME = String.raw`[\p{L}\p{N}_.:-]{1,80}`;
const BRACES = new RegExp(String.raw`[{｛]{1,3}\s*(${NAME})\s*[}｝]{1,3}`, 'gu');
const TICKS = new RegExp(String.raw`${'`'}\s*(${NAME})\s*${'`'}`, 'gu');
/** What stands at the end of a line: ⟦f1,f2⟧, and what becomes of these brackets. */
const TRAILER = /[⟦〚][⟦〚]?([^⟦〚⟧〛]{0,400})[⟧〛]{1,2}[。.]?\s*$|\[\[([^[\]]{0,400})\]\][。.]?\s*$/u;
const FENCE = /^\s*(?:`{3}|~{3})/;
/** Chatter before the text: 好的，以下是改写后的内容： */
const CHATTER = /^(?:好的|当然|明白|收到|以下|下面|根据(?:您|你)的要求).{0,40}[：:]$/;
const ITEM = /^(?:（[一二三四五六七八九十\d]{1,3}）|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.．、](?!\d))/;

export interface LineReading {
  /** Names that a word in backticks may stand for. */
  names: ReadonlySet<string>;
}

/** Lines in their order. Blank lines begin a paragraph; fences, Markdown signs and chatter before the text are left out. */
export function readLines(text: string, { names }: LineReading): DraftLine[] {
  const lines: DraftLine[] = [];
  let begins = true;
  for (const raw of text.replaceAll('\r', '').split('\n')) {
    if (raw.trim() === '') begins = true;
    else if (!FENCE.test(raw)) {
      const line = readLine(raw, names);
      if (line.text === '' || (lines.length === 0 && CHATTER.test(line.text))) continue;
      lines.push({ ...line, begins: begins || line.style !== 'body' });
      // What follows a heading or an item is a paragraph of its own only where a blank line says so.
      begins = line.style === 'heading';
    }
  }
  return lines;
}

function readLine(raw: string, names: ReadonlySet<string>): Omit<DraftLine, 'begins'> {
  const trailer = TRAILER.exec(raw);
  let text = (trailer ? raw.slice(0, trailer.index) : raw).trim();
  const heading = /^#{1,6}\s+/.test(text);
  text = text
    .replace(/^#{1,6}\s+/, '')
    .replace(/^>\s?/, '')
    .replace(/^[-*•]\s+/, '')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(BRACES, (_, name: string) => `{{${name}}}`)
    .replace(TICKS, (whole, name: string) => (names.has(name) ? `{{${name}}}` : whole.replaceAll('`', '')))
    .trim();
  return {
    text,
    rests: trailer ? namesIn(trailer[1] ?? trailer[2] ?? '') : usedIn(text),
    style: heading ? 'heading' : ITEM.test(text) ? 'item' : 'body',
  };
}

const namesIn = (list: string): string[] => [
  ...new Set(
    list
      .split(/[,，、;；\s]+/)
      .map((n) => n.replace(/^[{｛`]+|[}｝`]+$/g, '').trim())
      .filter(Boolean),
  ),
];

/** The slots that a sentence uses, each once. */
export const usedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{([^{}]{1,80})\}\}/g)].map((m) => m[1]!.trim())),
];
