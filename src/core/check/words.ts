// What a passage is about, as the pairs of characters of its words: how rules tell whether two passages speak of one thing.
import { GENERIC } from './words-table.ts';

const GENERIC_WORDS = new RegExp(GENERIC.join('|'), 'g');

/** Pairs of neighbouring Chinese characters, without general words, figures and marks. */
export function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (const run of text.replace(GENERIC_WORDS, ' ').match(/[\u4e00-\u9fff]{2,}/g) ?? [])
    for (let i = 0; i + 2 <= run.length; i++) grams.add(run.slice(i, i + 2));
  return grams;
}

/** How much of `part` is found in `whole`, 0 to 1. */
export function share(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  let n = 0;
  for (const g of part) if (whole.has(g)) n++;
  return part.size ? n / part.size : 0;
}

/** A passage cut into its entries: 一是…；二是…, （1）…, 1.… A passage without such marks is one entry. */
export function entriesOf(text: string): string[] {
  return text
    .split(
      /(?:^|(?<=[。；;：:\n]))\s*(?:[一二三四五六七八九十]{1,2}是|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]|\d{1,2}[.．、](?!\d))/,
    )
    .map((s) => s.trim())
    .filter((s) => s.length >= 6);
}

export const clipped = (text: string, most = 24): string => {
  const first = (text.split(/[。；\n]/)[0] ?? text).trim();
  return first.length > most ? `${first.slice(0, most)}…` : first;
};
