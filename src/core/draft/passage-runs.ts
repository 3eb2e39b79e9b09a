// A carried passage as runs: repaired, its quantities tied to their facts, sentences that may not speak here left out and named.

import type { FactBook } from '../book.ts';
import { definitionOf } from '../catalogue/catalogue.ts';
import { passageFigures } from '../extract/passage.ts';
import type { Claim, StatedFact } from '../fact.ts';
import { compare } from '../number/exact.ts';
import { amountOf } from '../number/quantity.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';
import type { Keep, Profile } from '../profile.ts';
import { factPhrase } from './phrase.ts';
import { inOwnVoice, isOutsideVoice, isPurposeOfEvaluation, repaired } from './phrase-repairs.ts';
import type { Backing, Run } from './section.ts';

export interface PassageContext {
  book: FactBook;
  profile: Profile;
  keep: readonly Keep[];
}

export interface PassageRuns {
  /** Empty when no sentence may stand. */
  runs: Run[];
  /** Sentences left out, with the reason in Chinese. */
  left: { sentence: string; why: string }[];
}

const MARK =
  /^\s*(?:[（(]\d{1,3}[）)]|\d{1,3}[.．、](?!\d)|[一二三四五六七八九十]{1,3}(?:是|、)|第[一二三四五六七八九十]{1,3}[，、]|[①-⑳])\s*/;

export function passageRuns(passage: StatedFact, ctx: PassageContext): PassageRuns {
  const text = readable(passage, ctx);
  const quantities = scanQuantities(text);
  const tied = tie(quantities, passage, ctx.book);
  const runs: Run[] = [];
  const left: PassageRuns['left'] = [];
  for (const s of sentences(text)) {
    const inside = quantities.filter((q) => q.start >= s.start && q.end <= s.end);
    const sentence = text.slice(s.start, s.end);
    const why = objection(sentence, inside, ctx);
    if (why !== null) {
      left.push({ sentence: sentence.trim(), why });
      continue;
    }
    let at = s.start;
    for (const q of inside) {
      const by = backing(q, passage, tied);
      if (!by) continue;
      if (q.start > at) runs.push({ t: text.slice(at, q.start) });
      runs.push({ t: printed(q, tied.get(q), ctx.profile), by });
      at = q.end;
    }
    if (at < s.end) runs.push({ t: text.slice(at, s.end) });
  }
  return { runs, left };
}

/** Repaired, without its list mark; carried texts lose a lead-in that dates them to last year. */
function readable(passage: StatedFact, { book, keep }: PassageContext): string {
  let text = repaired(passage.value.replace(MARK, ''));
  const label = definitionOf(passage.key)?.label;
  if (label && text.startsWith(`${label}：`)) text = text.slice(label.length + 1);
  if (keep.includes('own-voice')) text = inOwnVoice(text);
  if (definitionOf(passage.key)?.renewal === 'carried')
    text = text.replace(/^(?:截至)?(\d{4})年(?:度|末|底|12月31日)?，/, (all, y: string) =>
      Number(y) === book.period - 1 ? '' : all,
    );
  return text;
}

function sentences(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (!'。！？\n'.includes(text[i]!) && i < text.length - 1) continue;
    // A closing bracket or quote belongs to the sentence it closes.
    while (i + 1 < text.length && '”’）】'.includes(text[i + 1]!)) i++;
    found.push({ start, end: i + 1 });
    start = i + 1;
  }
  return found;
}

/** Why a sentence may not stand here; null when it may. */
function objection(
  sentence: string,
  inside: readonly Quantity[],
  { book, profile, keep }: PassageContext,
): string | null {
  if (profile.formHints.some((h) => sentence.includes(h))) return '是填写说明';
  if (keep.includes('own-voice') && isOutsideVoice(sentence)) return '是第三方评价口吻';
  if (keep.includes('targets') && isPurposeOfEvaluation(sentence)) return '写的是自评目的，不是绩效目标';
  if (keep.includes('this-year')) {
    const years = inside.flatMap((q) =>
      q.year !== null && (q.class === 'year' || q.class === 'date') ? [q.year] : [],
    );
    const compared = /较|比|同期|上年|去年/.test(sentence);
    const others = years.filter((y) => y !== book.period && !(y === book.period - 1 && compared));
    if (others.length && !years.includes(book.period)) return `说的是${others[0]}年，不是${book.period}年度的成效`;
  }
  return null;
}

/** Which passage figure each quantity is: the claims that the passage gave, in order, then the facts that stand for them now. */
function tie(quantities: readonly Quantity[], passage: StatedFact, book: FactBook): Map<Quantity, StatedFact> {
  const stated = new Map(
    book
      .every('passage_figure')
      .filter((f) => f.period === passage.period && f.scope === passage.scope)
      .map((f) => [f.item, f]),
  );
  const tied = new Map<Quantity, StatedFact>();
  if (!stated.size) return tied;
  const claims = passageFigures(passage);
  let next = 0;
  for (const q of quantities) {
    const at = claims.findIndex((c, i) => i >= next && same(q, c));
    if (at < 0) continue;
    next = at + 1;
    const fact = stated.get(claims[at]!.item);
    if (fact) tied.set(q, fact);
  }
  return tied;
}

function same(q: Quantity, c: Claim): boolean {
  const amount = amountOf(c);
  if (!amount || !q.value) return false;
  const unit = unitOf(q.unit);
  const own = amountOf({ value: c.value, unit: '' })!.amount;
  return compare(own, q.value) === 0 && unit.base === amount.base;
}

/** The quantity as the text has it, or the fact's own phrase where the fact was corrected since. */
function printed(q: Quantity, fact: StatedFact | undefined, profile: Profile): string {
  if (!fact || (same(q, fact) && q.qualifier === fact.qualifier)) return q.text;
  // The repair keeps one of two approximate words; the fact may hold the other.
  if (same(q, fact) && fact.qualifier !== null && q.qualifier !== null) return q.text;
  return factPhrase(fact, profile);
}

function backing(q: Quantity, passage: StatedFact, tied: ReadonlyMap<Quantity, StatedFact>): Backing | null {
  if (q.class !== 'figure' && q.class !== 'date') return null;
  const { key, period, scope, item } = tied.get(q) ?? passage;
  return { kind: 'fact', key, period, scope, item };
}
