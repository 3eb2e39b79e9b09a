// A carried passage as runs: repaired, its quantities tied to their facts, sentences that may not speak here left out and named.
import type { FactBook } from '../book.ts';
import { definitionOf } from '../catalogue/catalogue.ts';
import type { StatedFact } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import type { Keep, Profile } from '../profile.ts';
import { type Tied, tie } from './passage-runs-tie.ts';
import { factPhrase, figurePhrase, moneyWords } from './phrase.ts';
import { inOwnVoice, isOutsideVoice, isPurposeOfEvaluation, repaired } from './phrase-repairs.ts';
import type { Run } from './section.ts';

export interface PassageContext {
  book: FactBook;
  profile: Profile;
  /** A computed figure of the whole unit. */
  figure(key: string): Figure | undefined;
  keep: readonly Keep[];
}

export interface PassageRuns {
  /** Empty when no sentence may stand. */
  runs: Run[];
  /** Sentences left out, with the reason in Chinese. */
  left: { sentence: string; why: string }[];
}

const MARK =
  /^\s*(?:[（(]\d{1,3}[）)]|\d{1,3}[.．、](?!\d)|\d{1,2}[.．](?=(?:19|20)\d{2}年)|[一二三四五六七八九十]{1,3}(?:是|、)|第[一二三四五六七八九十]{1,3}[，、]|[①-⑳])\s*/;

export function passageRuns(passage: StatedFact, ctx: PassageContext): PassageRuns {
  const text = readable(passage, ctx);
  const quantities = scanQuantities(text);
  const tied = tie(quantities, passage, ctx.book);
  const runs: Run[] = [];
  const left: PassageRuns['left'] = [];
  let upTo = 0;
  for (const s of sentences(text)) {
    const first = upTo;
    while (upTo < quantities.length && quantities[upTo]!.end <= s.end) upTo++;
    const inside = quantities.slice(first, upTo).filter((q) => q.start >= s.start);
    const sentence = text.slice(s.start, s.end);
    const why = objection(sentence, inside, ctx);
    if (why !== null) {
      left.push({ sentence: sentence.trim(), why });
      continue;
    }
    let at = s.start;
    for (const q of inside) {
      const run = quantityRun(q, text, passage, tied.get(q), ctx);
      if (!run) continue;
      if (q.start > at) runs.push({ t: text.slice(at, q.start) });
      runs.push(run);
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

/** Words that set last year beside this one (较低 and 比例 are not among them). */
const COMPARED = /[较比与同](?:上年|去年|\d{4}年)|同比|相比|上年同期|由\d{4}年的/;

/** An execution rate, and the words that give it a base. */
const BARE_RATE = /(?:执行率|支出进度)[^，。；]{0,8}[\d一二三四五六七八九百]/;
const NAMED_BASE =
  /(?:年初|全年|调整后?|当年)[^，。；]{0,6}预算|预算数|预算(?:安排|资金|金额|为)?[\d,.]+[万亿]?元|到位|下达|可用资金|可支配/;

/** Why a sentence may not stand here; null when it may. */
function objection(
  sentence: string,
  inside: readonly Quantity[],
  { book, profile, keep }: PassageContext,
): string | null {
  if (profile.formHints.some((h) => sentence.includes(h))) return '是填写说明';
  if (keep.includes('own-voice') && isOutsideVoice(sentence)) return '是第三方评价口吻';
  if (keep.includes('targets') && isPurposeOfEvaluation(sentence)) return '写的是自评目的，不是绩效目标';
  if (!keep.includes('targets') && BARE_RATE.test(sentence) && !NAMED_BASE.test(sentence))
    return '写了执行率但没有写明分母';
  if (keep.includes('this-year')) {
    const years = inside.flatMap((q) =>
      q.year !== null && (q.class === 'year' || q.class === 'date') ? [q.year] : [],
    );
    const compared = COMPARED.test(sentence);
    const others = years.filter((y) => y !== book.period && !(y === book.period - 1 && compared));
    if (others.length && !years.includes(book.period)) return `说的是${others[0]}年，不是${book.period}年度的成效`;
  }
  return null;
}

/** The quantity as the text has it; the fact's own phrase where the fact was corrected; the computed figure for a stated rate. */
function quantityRun(
  q: Quantity,
  text: string,
  passage: StatedFact,
  tied: Tied | undefined,
  ctx: PassageContext,
): Run | null {
  if (q.class !== 'figure' && q.class !== 'date') return null;
  const rate = passage.key === 'achievements' ? computedRate(q, text, tied, ctx) : null;
  if (rate) return { t: figurePhrase(rate, ctx.profile), by: { kind: 'figure', key: rate.key, scope: rate.scope } };
  const { key, period, scope, item } = tied?.fact ?? passage;
  const t = tied?.corrected ? factPhrase(tied.fact, ctx.profile) : moneyWords(q.text, ctx.profile);
  return { t, by: { kind: 'fact', key, period, scope, item } };
}

/** Rates that a report states by hand and that we compute: the stated fact, the words before it, our figure. */
const STATED_RATES = [
  {
    stated: 'project_completion_rate_stated',
    words: /(?:完工率|项目完成率)[^，。；]{0,4}$/,
    figure: 'project_completion_rate',
  },
];

function computedRate(q: Quantity, text: string, tied: Tied | undefined, ctx: PassageContext): Figure | null {
  if (q.unit !== '%' || q.qualifier !== null) return null;
  for (const { stated, words, figure } of STATED_RATES) {
    if (tied?.key !== stated && !words.test(text.slice(Math.max(0, q.start - 12), q.start))) continue;
    const computed = ctx.figure(figure);
    if (computed?.state.is === 'computed') return computed;
  }
  return null;
}
