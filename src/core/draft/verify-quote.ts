// Where a text repeats a fact's own words: the quote a fact was found in says what its number is, whatever else it is called.
import type { StatedFact } from '../fact.ts';
import { abs, equals } from '../number/exact.ts';
import { equivalent } from '../number/qualifier.ts';
import { numberOf } from '../number/quantity.ts';
import type { Quantity } from '../number/scan.ts';
import { simplified } from '../text/simplified.ts';
import type { Evidence } from './verify-evidence.ts';

export interface Quoted {
  fact: StatedFact;
  quote: string;
}

/** The facts whose quote stands at a quantity with their very number in it, at the beginning of a clause or cell. */
export interface Quotes {
  at(text: string, q: Quantity): Quoted[];
}

const UNIT_WORDS = /[万亿千百]?元|平方米|百分点|人次|[人名个项家户件份次场期处台辆分年月日度]/g;
const BEFORE = '，,；;。：:、\n\t|（( 　“"》》*';
/** A quote that is a bare number counts where it fills its line or cell, if it is long enough to be no other's. */
const LONG_ENOUGH = 4;

export function quotesOf({ facts }: Evidence): Quotes {
  const held: (Quoted & { bare: boolean })[] = [];
  for (const fact of facts) {
    if (!fact.quote || fact.quote.length > 300 || numberOf(fact.value) === null) continue;
    const quote = simplified(fact.quote);
    const words = quote.replace(UNIT_WORDS, '').match(/[\u4e00-\u9fff]/g)?.length ?? 0;
    if (words >= 2) held.push({ fact, quote, bare: false });
    else if ((quote.match(/\d/g)?.length ?? 0) >= LONG_ENOUGH) held.push({ fact, quote: quote.trim(), bare: true });
  }
  // A text is asked about once per quantity that nothing else backs.
  let last: { text: string; spans: { start: number; end: number; of: Quoted }[] } | null = null;
  const spansIn = (text: string) => {
    if (last?.text === text) return last.spans;
    const spans: { start: number; end: number; of: Quoted }[] = [];
    for (const of of held)
      for (let i = text.indexOf(of.quote), n = 0; i >= 0 && n < 20; i = text.indexOf(of.quote, i + 1), n++) {
        const end = i + of.quote.length;
        if (of.bare ? fills(text, i, end) : i === 0 || BEFORE.includes(text[i - 1]!)) spans.push({ start: i, end, of });
      }
    last = { text, spans };
    return spans;
  };
  return {
    at: (text, q) =>
      q.value === null
        ? []
        : spansIn(text).flatMap(({ start, end, of }) =>
            q.start >= start && q.end <= end && same(q, of.fact) ? [of] : [],
          ),
  };
}

const same = (q: Quantity, f: StatedFact): boolean =>
  equals(abs(q.value!), abs(numberOf(f.value)!)) && equivalent(q.qualifier, f.qualifier);

/** Nothing but blanks beside it on its line, or in its cell. */
const fills = (text: string, start: number, end: number): boolean =>
  /(?:^|[\n\t|])[ \u3000]*$/.test(text.slice(Math.max(0, start - 12), start)) &&
  /^[ \u3000]*(?:$|[\n\t|])/.test(text.slice(end, end + 12));
