// What may back a quantity: facts, figures, the quantities inside text facts, and differences between two years of one key.
import { definitionOf } from '../catalogue/catalogue.ts';
import type { StatedFact } from '../fact.ts';
import type { Exact } from '../number/exact.ts';
import { abs, fromDecimal, mul, sign, sub, toText } from '../number/exact.ts';
import type { Qualifier } from '../number/qualifier.ts';
import { numberOf } from '../number/quantity.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';
import { claimAt, type Direction, directionOf, yearMentions } from './claim.ts';
import { ASPECTS, EMPTY_WORDS, KEY_WORDS } from './claim-words.ts';
import { factTexts } from './terms.ts';

export interface StatedFigure {
  key: string;
  value: Exact;
  unit: string;
  scope: string | null;
  period: number;
  /** The base it is measured against, in words (全年预算数). */
  base: string | null;
  label?: string;
}

/** Everything a text may lean on. `terms`: names, document titles and numbers that may appear. */
export interface Evidence {
  unitName: string | null;
  period: number;
  facts: readonly StatedFact[];
  figures: readonly StatedFigure[];
  terms: readonly string[];
}

export interface Support {
  key: string;
  from: 'fact' | 'figure' | 'passage' | 'difference';
  /** A key of the catalogue that is not a list: the clause may name it. */
  named: boolean;
  period: number | null;
  scope: string | null;
  /** In base units of `dimension`; null only for imprecise words of a passage. */
  amount: Exact | null;
  high: Exact | null;
  /** The amount as a float, to pass over what cannot match; never used to decide that something does. */
  rough: number;
  dimension: string;
  /** Base units per printed unit. */
  factor: Exact;
  qualifier: Qualifier | null;
  /** A change by this much, and its direction where it has one. */
  change: boolean;
  direction: Direction;
  kind: 'change' | 'arrival' | 'level' | null;
  /** The year a change is measured against. */
  against: number | null;
  years: readonly number[];
  words: string;
  /** The words right before the number in the fact's own quote. */
  said: string;
  /** A passage's sentence up to this number, bare of marks: a draft that repeats it word for word says the same. */
  sentence: string;
  bigrams: ReadonlySet<string>;
  aspects: readonly number[];
  text: string;
}

const CHANGE_KEY = /(?:^|_)(?:change|delta|growth|increase|decrease|yoy|diff|difference|variance|deviation)(?:_|$)/;
const CHANGE_WORDS = /增减|变动|增长|增幅|降幅|差额|较上年|同比|下降率/;

export function bigramsOf(text: string): Set<string> {
  const out = new Set<string>();
  for (let i = 1; i < text.length; i++) {
    const [a, b] = [text[i - 1]!, text[i]!];
    if (isWord(a) && isWord(b) && !EMPTY_WORDS.has(a + b)) out.add(a + b);
  }
  return out;
}
const isWord = (c: string): boolean => (c >= '\u4e00' && c <= '\u9fff') || (c >= 'A' && c <= 'z');

/** For each group of aspects, a bit mask of those the text shows. */
export function aspectsOf(text: string): number[] {
  return ASPECTS.map((group) => {
    let mask = 0;
    for (const [k, pattern] of group.entries()) if (pattern.test(text)) mask |= 1 << k;
    return mask;
  });
}

/** Whether two texts speak in some group without a common aspect. */
export const conflict = (a: readonly number[], b: readonly number[]): boolean =>
  a.some((mask, k) => mask !== 0 && b[k]! !== 0 && (mask & b[k]!) === 0);

const keyWords = (key: string): string =>
  key
    .split('_')
    .map((t) => KEY_WORDS[t] ?? '')
    .join('');

export function supportsOf(e: Evidence): Support[] {
  const out: Support[] = [];
  for (const f of e.facts) {
    const support = ofFact(f, e.period);
    if (support) out.push(support, ...otherUnit(support, f));
    for (const text of textsOf(f)) out.push(...ofPassage(f, text, e.period));
  }
  for (const f of e.figures) out.push(ofFigure(f));
  out.push(...differences(out));
  for (const s of out) s.rough = s.amount ? roughly(s.amount) : Number.NaN;
  return out;
}

export const roughly = (x: Exact): number => Number(x.num) / Number(x.den);

/** Texts whose own quantities count: passages and other words, not the quote of a numeric fact. */
const textsOf = (f: StatedFact): string[] => (numberOf(f.value) === null && f.value.length <= 5000 ? [f.value] : []);

function ofFact(f: StatedFact, period: number): Support | null {
  const value = numberOf(f.value);
  if (!value) return null;
  const definition = definitionOf(f.key);
  const listed = definition === undefined || definition.many;
  const quoted = f.quote ? quantityOf(f.quote, value) : null;
  const printed = f.unit === '' && quoted ? quoted.unit : f.unit;
  const unit = unitOf(printed);
  const words = [
    definition && !listed ? [definition.label, ...definition.words].join(' ') : keyWords(f.key),
    f.label ?? '',
    listed ? (f.quote ?? '') : '',
    f.scope ?? '',
  ].join(' ');
  const said = quoted ? saidBefore(f.quote!, quoted) : '';
  const own = directionIn(f, quoted);
  const change =
    !listed && CHANGE_KEY.test(f.key) ? true : listed ? CHANGE_KEY.test(f.key) || own.kind === 'change' : false;
  return {
    ...about(`${words} ${said}`, listed ? words : (definition?.label ?? '') + (definition?.words[0] ?? '')),
    key: f.key,
    from: 'fact',
    named: !listed,
    period: f.period ?? period,
    scope: f.scope,
    amount: mul(value, unit.factor),
    high: null,
    rough: 0,
    sentence: '',
    dimension: unit.dimension,
    factor: unit.factor,
    said,
    qualifier: f.qualifier,
    change,
    direction: own.direction ?? (change ? (sign(value) < 0 ? 'down' : sign(value) > 0 ? 'up' : null) : null),
    kind: own.kind,
    against: change ? (f.period ?? period) - 1 : null,
    years: listed ? yearsIn(`${f.label ?? ''} ${f.quote ?? ''}`, period) : [],
    text: f.value,
  };
}

/** A count stored as 个 or 人 but printed as 家 or 名 stands in the printed measure as well. */
function otherUnit(s: Support, f: StatedFact): Support[] {
  const value = numberOf(f.value);
  const quoted = f.quote && value ? quantityOf(f.quote, value) : null;
  if (!quoted || quoted.unit === '' || !['个', '人', '人次', ''].includes(s.dimension)) return [];
  const dimension = unitOf(quoted.unit).dimension;
  return dimension === s.dimension || unitOf(quoted.unit).factor.num !== 1n ? [] : [{ ...s, dimension }];
}

function saidBefore(quote: string, q: Quantity): string {
  const han = quote
    .slice(0, q.start)
    .split(/[，,；;。：:、）)\n]/)
    .at(-1)!
    .replace(/[^\u4e00-\u9fff]/g, '');
  return han.slice(-8);
}

const about = (words: string, aspectWords: string): Pick<Support, 'words' | 'bigrams' | 'aspects'> => ({
  words,
  bigrams: bigramsOf(words),
  aspects: aspectsOf(aspectWords),
});

function yearsIn(text: string, period: number): number[] {
  if (!/\d{4}|年/.test(text)) return [];
  return yearMentions(text, scanQuantities(text), period).flatMap((y) => (y.compared ? [] : [y.year]));
}

function quantityOf(quote: string, value: Exact): Quantity | null {
  return (
    scanQuantities(quote).find((q) => q.class === 'figure' && q.value && sub(abs(q.value), abs(value)).num === 0n) ??
    null
  );
}

/** The direction a fact was stated in: 减少120万元 may be stored as 120 or as -120. */
function directionIn(f: StatedFact, quoted: Quantity | null): { direction: Direction; kind: Support['kind'] } {
  const label = f.label ? directionOf(`${f.label}`) : null;
  if (f.quote && quoted) {
    const own = directionOf(
      f.quote
        .slice(0, quoted.start)
        .split(/[，,；;。]/)
        .at(-1)!,
    );
    if (own.direction) return own;
  }
  return label?.direction ? { direction: label.direction, kind: label.kind } : { direction: null, kind: null };
}

function ofPassage(f: StatedFact, text: string, period: number): Support[] {
  const quantities = scanQuantities(text);
  if (!quantities.some((q) => q.class === 'figure')) return [];
  const years = yearMentions(text, quantities, f.period ?? period);
  return quantities.flatMap((q, k): Support[] => {
    if (q.class !== 'figure') return [];
    const claim = claimAt(text, quantities, k, years);
    const unit = unitOf(q.unit);
    const definition = definitionOf(f.key);
    const label = definition && definition.kind !== 'passage' ? definition.label : '';
    // 同比增长9.2% is about what the sentence named before.
    const subject = claim.kind === 'change' ? claim.before.slice(-24) : '';
    const words = `${subject} ${claim.near}${claim.tail} ${claim.clause} ${label} ${f.scope ?? ''}`;
    return [
      {
        ...about(words, `${claim.near}${claim.tail} ${label}`),
        key: f.key,
        from: 'passage',
        named: false,
        period: claim.year ?? f.period ?? period,
        scope: f.scope,
        amount: q.value && mul(q.value, unit.factor),
        high: q.high && mul(q.high, unit.factor),
        rough: 0,
        sentence: bareSentence(claim.before + claim.near),
        dimension: unit.dimension,
        factor: unit.factor,
        said: '',
        qualifier: q.qualifier,
        change: claim.kind === 'change',
        direction: claim.direction,
        kind: claim.kind,
        against: claim.against,
        years: [],
        text: q.text,
      },
    ];
  });
}

const AMOUNT = /(?<![\d.,])(\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?)\s?(亿元|万元|元)/g;

/** Amounts in one measure: a sentence stays the same when its report counts in 元. */
const inYuan = (s: string): string =>
  s.replace(AMOUNT, (_, value: string, unit: string) => {
    const amount = fromDecimal(value.replaceAll(',', ''))!;
    return `${toText(mul(amount, unitOf(unit).factor))}元`;
  });

/** The words and digits of a stretch, without blanks, marks and a leading 一是; amounts in one measure. */
export const bareSentence = (s: string): string =>
  inYuan(s.replace(/[ \t\r\n\u3000]+/g, ''))
    .replace(/^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）.、]|[一二三四五六七八九十]是)/, '')
    .replace(/[^\u4e00-\u9fffA-Za-z\d.]/g, '');

function ofFigure(f: StatedFigure): Support {
  const unit = unitOf(f.unit);
  const words = [f.label ?? keyWords(f.key), f.base ?? '', f.scope ?? ''].join(' ');
  const change = CHANGE_KEY.test(f.key) || CHANGE_WORDS.test(f.label ?? '') || f.unit.includes('百分点');
  return {
    ...about(words, words),
    key: f.key,
    from: 'figure',
    named: false,
    period: f.period,
    scope: f.scope,
    amount: mul(f.value, unit.factor),
    high: null,
    rough: 0,
    sentence: '',
    dimension: unit.dimension,
    factor: unit.factor,
    said: '',
    qualifier: null,
    change,
    direction: change ? (sign(f.value) < 0 ? 'down' : sign(f.value) > 0 ? 'up' : null) : null,
    kind: change ? 'change' : 'level',
    against: change ? f.period - 1 : null,
    years: [],
    text: '',
  };
}

/** this year − an earlier year of one key, in whole numbers of the printed unit: what 较上年增加 states. */
function differences(all: readonly Support[]): Support[] {
  const slots = new Map<string, Support[]>();
  for (const s of all)
    if (s.from === 'fact' && s.amount && !s.change && s.qualifier === null && s.named) {
      const slot = `${s.key}|${s.scope ?? ''}|${s.dimension}`;
      slots.set(slot, [...(slots.get(slot) ?? []), s]);
    }
  return [...slots.values()].flatMap((row) =>
    row.flatMap((now) =>
      row
        .filter(
          (then) =>
            then.period !== null && now.period !== null && then.period < now.period && now.period - then.period <= 2,
        )
        .map((then): Support => {
          const delta = sub(now.amount!, then.amount!);
          return {
            ...now,
            from: 'difference',
            named: false,
            amount: delta,
            dimension: now.dimension === '%' ? '百分点' : now.dimension,
            change: true,
            kind: 'change',
            direction: sign(delta) < 0 ? 'down' : sign(delta) > 0 ? 'up' : null,
            against: then.period,
          };
        }),
    ),
  );
}

/** All words of the evidence in one string, blanks removed: where a title, number or name must be found. */
export function knownText(e: Evidence): string {
  const parts = [e.unitName ?? '', ...e.terms];
  for (const f of e.facts) parts.push(...factTexts(f), f.scope ?? '');
  for (const f of e.figures) parts.push(f.label ?? '', f.scope ?? '');
  return parts
    .join('\u0001')
    .replace(/[ \t\r\n\u3000]+/g, '')
    .normalize('NFKC');
}
