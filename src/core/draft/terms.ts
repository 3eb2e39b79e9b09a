// Names, 《titles》, document numbers and quoted “terms” of sources and facts: what a draft may mention without a figure's backing.
import type { StatedFact } from '../fact.ts';
import { scanQuantities } from '../number/scan.ts';

const TITLE = /《[^《》\n]{1,80}(?:《[^《》\n]{1,80}》[^《》\n]{0,80})?》/g;
const QUOTED = /[“"]([^“”"\n]{1,24})[”"]/g;
const NAME_KEYS = /(?:^|_)(?:name|short_name|department|government|units|rank|code)$/;

/** Distinct terms in order of appearance; 《titles》 with their marks, quoted words without theirs. */
export function termsOf(sources: readonly string[], facts: readonly StatedFact[]): string[] {
  const out = new Set<string>();
  for (const f of facts) {
    if (NAME_KEYS.test(f.key) && f.value.trim() !== '' && f.value.length <= 60) out.add(f.value.trim());
    if (f.scope) out.add(f.scope);
  }
  for (const text of [...sources, ...facts.flatMap(factTexts)]) addTerms(text, out);
  return [...out];
}

/** The words a fact was stated in: its value when it is words, its quote and label. */
export const factTexts = (f: StatedFact): string[] =>
  [f.unit === '' || !/\d/.test(f.value) ? f.value : '', f.quote ?? '', f.label ?? ''].filter((t) => t !== '');

export interface Title {
  text: string;
  start: number;
  end: number;
}

/** Every 《title》 with its marks. */
export function titlesIn(text: string): Title[] {
  return [...text.matchAll(TITLE)].map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }));
}

function addTerms(text: string, out: Set<string>): void {
  if (text.includes('《')) for (const t of titlesIn(text)) out.add(t.text.replace(/\s+/g, ''));
  if (/[“"]/.test(text)) for (const m of text.matchAll(QUOTED)) out.add(m[1]!);
  if (text.includes('号') || /[A-Za-z]\d|\d[A-Za-z]/.test(text))
    for (const q of scanQuantities(text))
      if (q.class === 'document-number') out.add(q.text.replace(/\s+/g, ''));
      else if (q.class === 'code' && q.text.length <= 20 && !/_/.test(q.text)) out.add(q.text);
}
