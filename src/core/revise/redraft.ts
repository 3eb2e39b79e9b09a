// Sentences put anew from the facts as they are: the engine's own sentences about the same facts take the place of those that no longer
// hold. What was not listed stays as it is.
import { type Paragraph, paragraphText, type Run } from '../draft/section.ts';
import { sentenceSpans } from '../ripple.ts';
import { restsOn, type SaidSentence } from './fact-sentence.ts';
import { joined, sliceRuns, withRuns } from './sheet.ts';

export interface StaleSentence {
  paragraph: number;
  index: number;
  text: string;
  /** Chinese: why it does not hold. */
  why: string;
}

export interface Redrafted {
  paragraphs: Paragraph[];
  /** Stale sentences that no fact gives a sentence for any more: taken out. */
  gone: string[];
}

/** `said`: what the engine writes in this section now, in order. */
export function redraft(
  paragraphs: readonly Paragraph[],
  stale: readonly StaleSentence[],
  said: readonly SaidSentence[],
): Redrafted {
  const at = new Set(stale.map((s) => `${s.paragraph}.${s.index}`));
  const there = new Set<string>();
  for (const [i, p] of paragraphs.entries())
    for (const [k, s] of sentenceSpans(paragraphText(p)).entries())
      if (!at.has(`${i}.${k}`)) there.add(paragraphText(p).slice(s.start, s.end).trim());
  const gone: string[] = [];
  const out = paragraphs.flatMap((p, i): Paragraph[] => {
    const text = paragraphText(p);
    if (![...at].some((a) => a.startsWith(`${i}.`))) return [p];
    const runs = sentenceSpans(text).flatMap((s, k): Run[] => {
      const own = sliceRuns(p.runs, s.start, s.end);
      if (!at.has(`${i}.${k}`)) return own;
      const next = successors(
        own,
        said.filter((x) => !there.has(x.text)),
      );
      for (const n of next) there.add(n.text);
      if (!next.length) gone.push(text.slice(s.start, s.end).trim());
      return next.flatMap((n) => n.runs);
    });
    return runs.some((r) => r.t.trim() !== '') ? [withRuns(p, joined(runs))] : [];
  });
  return { paragraphs: out, gone };
}

/** The sentences that rest on what the old one rested on; the one that shares most of it, and those that share nothing else. */
function successors(old: readonly Run[], said: readonly SaidSentence[]): SaidSentence[] {
  const stems = new Set(restsOn(old).map(stemOf));
  const scored = said
    .map((s) => ({
      s,
      n: new Set(
        restsOn(s.runs)
          .map(stemOf)
          .filter((id) => stems.has(id)),
      ).size,
    }))
    .filter((x) => x.n > 0);
  const most = Math.max(0, ...scored.map((x) => x.n));
  return scored.filter((x) => x.n === most).map((x) => x.s);
}

/** A figure's change and rate speak of the fact they are computed from. */
const stemOf = (id: string): string => id.replace(/_(?:change|change_rate|rate|share|difference|implied)(?=\|)/, '');
