// Sentences about facts that a text does not state yet: said by the composer's own patterns, or by one plain pattern where there is
// none. Puts them in the place they would have had in a draft.
import { labelOf } from '../catalogue/catalogue.ts';
import { type Brief, composeSection } from '../draft/compose.ts';
import { factPhrase } from '../draft/phrase.ts';
import { type Backing, type Paragraph, paragraphText, type Run } from '../draft/section.ts';
import type { StatedFact } from '../fact.ts';
import { namesIn } from '../interview/naming.ts';
import { fromDecimal } from '../number/exact.ts';
import { sentenceSpans } from '../ripple.ts';
import { joined, sliceRuns, withRuns } from './sheet.ts';

export interface SaidSentence {
  text: string;
  runs: Run[];
  style: Paragraph['style'];
}

/** What a sentence rests on, without the words every sentence may have. */
export const restsOn = (runs: readonly Run[]): string[] => [
  ...new Set(runs.flatMap((r) => (r.by && r.by.kind !== 'missing' && !COMMON.has(r.by.key) ? [idOf(r.by)] : []))),
];
const COMMON = new Set(['report_year', 'unit_name', 'unit_short_name']);
const idOf = (by: Backing): string =>
  by.kind === 'fact'
    ? `${by.key}|${by.scope ?? ''}|${by.item ?? ''}`
    : by.kind === 'figure'
      ? `${by.key}|${by.scope ?? ''}|`
      : by.key;

export const sentencesIn = (paragraphs: readonly Paragraph[]): SaidSentence[] =>
  paragraphs.flatMap((p) =>
    sentenceSpans(paragraphText(p)).map(({ start, end }) => {
      const runs = sliceRuns(p.runs, start, end);
      return {
        text: runs
          .map((r) => r.t)
          .join('')
          .trim(),
        runs,
        style: p.style,
      };
    }),
  );

/** What the composer would say here that is not said yet: sentences with a fact of their own, nothing of them open. */
export function unsaid(brief: Brief, whole: readonly Paragraph[]): SaidSentence[] {
  const there = new Set(sentencesIn(whole).map((s) => s.text));
  const known = new Set(whole.flatMap((p) => restsOn(p.runs)));
  return sentencesIn(composeSection(brief).paragraphs).filter(
    (s) =>
      s.style === 'body' &&
      !there.has(s.text) &&
      !s.runs.some((r) => r.by?.kind === 'missing') &&
      restsOn(s.runs).some((id) => !known.has(id)),
  );
}

/** Facts of the report year that words name; the whole unit's. */
export function factsNamed(name: string, brief: Brief): StatedFact[] {
  const keys = new Set(namesIn(name).flatMap((n) => n.keys.map((d) => d.key)));
  const named = brief.book.all.filter(
    (f) => keys.has(f.key) && f.scope === null && (f.period ?? brief.book.period) === brief.book.period,
  );
  const own = named.filter((f) => labelOf(f.key) === name || name.includes(labelOf(f.key)));
  const facts = own.length ? own : named;
  return [...new Map(facts.map((f) => [`${f.key}|${f.item ?? ''}`, f])).values()];
}

/** The sentence about a fact as this report kind says it. */
export function sentenceOf(fact: StatedFact, brief: Brief): SaidSentence {
  const rests = (s: SaidSentence): boolean =>
    s.runs.some(
      (r) => r.by?.kind === 'fact' && r.by.key === fact.key && r.by.scope === fact.scope && r.by.item === fact.item,
    );
  const sections = [brief.section, ...brief.profile.outline.filter((o) => o.id !== brief.section.id)];
  for (const section of sections) {
    const said = sentencesIn(composeSection({ ...brief, section }).paragraphs).find(
      (s) => rests(s) && !s.runs.some((r) => r.by?.kind === 'missing'),
    );
    if (said) return { ...said, style: 'body' };
  }
  const { key, period, scope, item } = fact;
  const phrase: Run = { t: factPhrase(fact, brief.profile), by: { kind: 'fact', key, period, scope, item } };
  const runs: Run[] =
    fromDecimal(fact.value) === null
      ? [phrase, { t: '。' }]
      : [{ t: `${period ?? brief.book.period}年，${labelOf(key)}为` }, phrase, { t: '。' }];
  return { text: runs.map((r) => r.t).join(''), runs: joined(runs), style: 'body' };
}

/**
 * The paragraphs with the sentences in them, each behind the nearest sentence that comes before it in the composer's own order, in that
 * sentence's paragraph; at the end where none does.
 */
export function putIn(target: readonly Paragraph[], sentences: readonly SaidSentence[], brief: Brief): Paragraph[] {
  const draft = sentencesIn(composeSection(brief).paragraphs);
  const out = target.map((p) => ({ ...p }));
  for (const s of sentences) {
    const own = draft.findIndex((d) => d.text === s.text);
    let place: { paragraph: number; end: number } | null = null;
    for (let k = own - 1; k >= 0 && !place; k--) {
      const ids = restsOn(draft[k]!.runs);
      for (const [i, p] of out.entries()) {
        if (p.style !== 'body') continue;
        const text = paragraphText(p);
        for (const span of sentenceSpans(text)) {
          const runs = sliceRuns(p.runs, span.start, span.end);
          if (
            text.slice(span.start, span.end).trim() === draft[k]!.text ||
            restsOn(runs).some((id) => ids.includes(id))
          )
            place = { paragraph: i, end: span.end };
        }
      }
    }
    if (place) {
      const p = out[place.paragraph]!;
      p.runs = [
        ...sliceRuns(p.runs, 0, place.end),
        ...s.runs,
        ...sliceRuns(p.runs, place.end, paragraphText(p).length),
      ];
      p.revised = true;
    } else {
      const last = out.findLast((p) => p.style === 'body');
      if (last && /[。！？]\s*$/.test(paragraphText(last))) {
        last.runs = [...last.runs, ...s.runs];
        last.revised = true;
      } else out.push({ style: 'body', runs: [...s.runs], origin: 'embedded', revised: true });
    }
  }
  return out.map((p, i) => (p.revised && p.runs !== target[i]?.runs ? withRuns(p, joined(p.runs)) : p));
}
