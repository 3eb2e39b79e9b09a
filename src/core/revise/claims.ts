// The numbers in staff's own words as claims: which fact each is about, and whether it says the same. Changes nothing: the text stays as
// it was typed.
import { labelOf, OTHER_FIGURE } from '../catalogue/catalogue.ts';
import { claimAt, yearMentions } from '../draft/claim.ts';
import { factPhrase } from '../draft/phrase.ts';
import { type Paragraph, sectionText } from '../draft/section.ts';
import type { Verdict } from '../draft/verdict.ts';
import { suggestKey } from '../extract/suggest-key.ts';
import type { StatedFact } from '../fact.ts';
import { toFixed } from '../number/exact.ts';
import type { Qualifier } from '../number/qualifier.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import type { Profile } from '../profile.ts';
import { sentenceSpans } from '../ripple.ts';
import { factAbout } from './named-fact.ts';

export interface TextClaim {
  text: string;
  /** UTF-16 offsets into the section's text. */
  start: number;
  end: number;
  sentence: string;
  sentenceStart: number;
  standing: 'linked' | 'unknown' | 'conflict';
  key: string | null;
  title: string | null;
  /** What the fact or figure says. */
  says: string | null;
  why?: string;
  /** The fact it contradicts. */
  fact: StatedFact | null;
  /** How it would be registered; null where it has no plain value (数十, 若干). */
  value: {
    key: string;
    value: string;
    unit: string;
    qualifier: Qualifier | null;
    label: string | null;
    period: number;
  } | null;
}

export interface ClaimScene {
  period: number;
  facts: readonly StatedFact[];
  figures: readonly { key: string; label?: string }[];
  profile: Profile;
}

/** One claim for every figure in a paragraph of staff's, in text order. `verdicts` are those of the whole text. */
export function textClaims(
  paragraphs: readonly Paragraph[],
  verdicts: readonly Verdict[],
  scene: ClaimScene,
): TextClaim[] {
  if (!paragraphs.some((p) => p.origin === 'staff')) return [];
  const text = sectionText(paragraphs);
  const quantities = scanQuantities(text);
  const years = yearMentions(text, quantities, scene.period);
  const judged = new Map(verdicts.map((v) => [v.start, v]));
  const out: TextClaim[] = [];
  let offset = 0;
  for (const p of paragraphs) {
    const length = sectionText([p]).length;
    const [from, to] = [offset, offset + length];
    offset = to + 1;
    if (p.origin !== 'staff') continue;
    for (const [k, q] of quantities.entries()) {
      if (q.class !== 'figure' || q.start < from || q.end > to) continue;
      const v = judged.get(q.start);
      if (!v || v.standing === 'exempt') continue;
      const claim = claimAt(text, quantities, k, years);
      const own = sentenceSpans(text.slice(from, to)).find((s) => from + s.start <= q.start && from + s.end >= q.end);
      const start = from + (own?.start ?? 0);
      const sentence = text.slice(start, from + (own?.end ?? length));
      const lead = sentence.length - sentence.trimStart().length;
      const base = { text: q.text, start: q.start, end: q.end, sentence: sentence.trim(), sentenceStart: start + lead };
      if (v.standing === 'backed') {
        const fact = scene.facts.find((f) => f.key === v.by && f.scope === (v.scope ?? null));
        const title = scene.figures.find((f) => f.key === v.by)?.label ?? (v.by === null ? null : labelOf(v.by));
        const says = fact ? factPhrase(fact, scene.profile) : null;
        out.push({ ...base, standing: 'linked', key: v.by, title, says, fact: null, value: null });
        continue;
      }
      const year = claim.year ?? scene.period;
      const near = claim.near.replace(/\s/g, '');
      const { near: before, tail, earlier } = claim;
      const fact =
        claim.kind === 'change'
          ? null
          : factAbout({ near: before, tail, earlier, unit: q.unit, year }, scene.facts, scene.period);
      const suggested = suggestKey(text.slice(from, q.start), q.unit)?.key ?? null;
      const key = fact?.key ?? suggested;
      out.push({
        ...base,
        standing: fact ? 'conflict' : 'unknown',
        key,
        title: key === null ? null : labelOf(key),
        says: fact ? factPhrase(fact, scene.profile) : null,
        ...(v.why === undefined ? {} : { why: v.why }),
        fact,
        value: registered(q, key, labelFor(near, claim.tail, base.sentence), year),
      });
    }
  }
  return out;
}

function registered(q: Quantity, key: string | null, label: string, period: number): TextClaim['value'] {
  if (q.value === null || q.high !== null) return null;
  return {
    key: key ?? OTHER_FIGURE,
    value: toFixed(q.value, q.decimals),
    unit: q.unit,
    qualifier: q.qualifier,
    label: key === null ? label : null,
    period,
  };
}

/** What an uncatalogued number is about, in the text's own words: 接待来访群众. */
function labelFor(near: string, tail: string, sentence: string): string {
  const words = near
    .replace(/^(?:(?:19|20)\d{2}年度?|全年|本年度?|当年|截至[^，]{0,10}，|其中|共计?|累计|[，、；：])+/, '')
    .replace(/(?:共计?|累计|达到?|为|有|了|约|超过?)+$/, '');
  return (words.length >= 2 ? words : `${words}${tail}`.trim() || sentence).slice(0, 60);
}
