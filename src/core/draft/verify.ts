// The product's conscience: every quantity of a text is backed by a fact or figure, exempt, or unbacked. Judges; never changes a text.
import { sign } from '../number/exact.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import { mended } from '../text/look-alikes.ts';
import { simplified } from '../text/simplified.ts';
import { type Claimed, claimAt, yearMentions } from './claim.ts';
import { titlesIn } from './terms.ts';
import type { Verdict } from './verdict.ts';
import { type Evidence, type Support, supportsOf } from './verify-evidence.ts';
import { type Ground, judge } from './verify-judge.ts';
import { type Standing, standingOf } from './verify-mention.ts';
import { bearersOf } from './verify-name.ts';
import { quotesOf } from './verify-quote.ts';
import { cellReading } from './verify-reading.ts';
import { type CellPlace, tablePlaces } from './verify-table.ts';

export type { Evidence, StatedFigure } from './verify-evidence.ts';

// Many texts are read against one evidence (a report's sections): what it supports is worked out once.
const held = new WeakMap<Evidence, Ground>();
function groundOf(e: Evidence): Ground {
  const known = held.get(e);
  if (known) return known;
  const supports = supportsOf(e);
  const byUnit = new Map<string, Support[]>();
  for (const s of supports) {
    const row = byUnit.get(s.dimension);
    if (row) row.push(s);
    else byUnit.set(s.dimension, [s]);
  }
  const ground = { supports, byUnit, bearers: bearersOf(e), quotes: quotesOf(e), period: e.period };
  held.set(e, ground);
  return ground;
}

/** What a quantity was put there for: only this fact or figure may back it. Offsets into the text. */
export interface PutIn {
  start: number;
  end: number;
  key: string;
  scope: string | null;
  /** Null: of no year. */
  period: number | null;
}

/**
 * A verdict for every quantity and 《title》 of `text`, in text order. The rules are those of the contract, "When a quantity in a text is
 * backed"; `why` is Chinese and given for whatever is not backed. `putIn`: in text order, none overlapping; a number that another fact happens to
 * share does not back words about that fact.
 */
export function verifyText(written: string, against: Evidence, putIn: readonly PutIn[] = []): Verdict[] {
  const text = mended(simplified(written));
  const quantities = scanQuantities(text);
  const flat = unbroken(text, quantities);
  const ground = groundOf(against);
  const { bearers } = ground;
  const years = yearMentions(flat, quantities, against.period);
  const places = tablePlaces(text, quantities);
  const cells = cellReading(text, against);
  const open = openSlots(text);
  const out: Verdict[] = [];
  const say = (q: { text: string; start: number; end: number }, s: Standing): void => {
    out.push({ text: written.slice(q.start, q.end), start: q.start, end: q.end, ...s });
  };
  let p = 0;
  for (const [k, q] of quantities.entries()) {
    while (p < putIn.length && putIn[p]!.end <= q.start) p++;
    const only = p < putIn.length && putIn[p]!.start < q.end ? putIn[p]! : null;
    if (open.some((o) => q.start >= o.start && q.end <= o.end)) {
      say(q, { standing: 'exempt', by: null, why: '待补内容' });
      continue;
    }
    const mention = standingOf(text, q, against, bearers.known);
    if (mention) {
      say(q, mention);
      continue;
    }
    const place = places.get(q.start);
    if (place?.index) {
      say(q, { standing: 'exempt', by: null, why: '序号' });
      continue;
    }
    const claim = placed(claimAt(flat, quantities, k, years), place, against.period);
    let verdict = judge(flat, claim, place, ground, only);
    if (verdict.standing === 'unbacked' && place?.worded) {
      const inWords = judge(flat, claimAt(flat, quantities, k, years), undefined, ground, only);
      if (inWords.standing === 'backed') verdict = inWords;
    }
    // A cell's frame may lie anywhere on the page: what the words beside it do not tell, the reader of tables may.
    const cell = verdict.standing === 'unbacked' && !only && (place !== undefined || standsBare(q));
    say(q, (cell ? cells.at(q) : null) ?? verdict);
  }
  for (const t of titlesIn(text))
    if (!quantities.some((q) => q.start <= t.start && q.end >= t.end)) {
      const s = standingOf(text, { ...BLANK, ...t, class: 'term' }, against, bearers.known);
      if (s) say(t, s);
    }
  return out.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A number without a unit right behind it: prose has hardly any, tables that lost their lines have nothing else. */
const standsBare = (q: Quantity): boolean => q.unit === '' || /\d\s+[^\d\s.,%％]+$/.test(q.text);

/** The text with line ends inside quantities blanked, so that a broken number does not end its sentence. */
function unbroken(text: string, quantities: readonly Quantity[]): string {
  let out = '';
  let from = 0;
  for (const q of quantities) {
    if (!q.text.includes('\n')) continue;
    out += text.slice(from, q.start) + q.text.replaceAll('\n', ' ');
    from = q.end;
  }
  return from === 0 ? text : out + text.slice(from);
}

const BLANK: Quantity = {
  text: '',
  start: 0,
  end: 0,
  class: 'term',
  value: null,
  high: null,
  unit: '',
  qualifier: null,
  decimals: 0,
  place: null,
  form: 'chinese',
  year: null,
};

const openSlots = (text: string): { start: number; end: number }[] =>
  text.includes('【待补')
    ? [...text.matchAll(/【待补[^】\n]{0,200}】/g)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
    : [];

/** A table cell is read by its row, its column and the table's unit. */
function placed(claim: Claimed, place: CellPlace | undefined, period: number): Claimed {
  if (!place) return claim;
  const near = `${place.row} ${place.column}`;
  const years = yearMentions(near, scanQuantities(near), period);
  const captioned = yearMentions(place.caption, scanQuantities(place.caption), period);
  const moved = /增减|变动|增长|增幅|降幅|差额|调整[数额]/.test(place.column) || /^(?:较|比)上年/.test(place.column);
  const negative = claim.quantity.value !== null && sign(claim.quantity.value) < 0;
  return {
    ...claim,
    unit: claim.quantity.unit === '' ? place.unit : claim.quantity.unit,
    near,
    tail: '',
    before: '',
    clause: near,
    year: (years.findLast((y) => !y.compared) ?? captioned.findLast((y) => !y.compared))?.year ?? null,
    otherYear: null,
    yearFar: false,
    yearDated: false,
    against: years.findLast((y) => y.compared)?.year ?? null,
    direction: moved ? (negative ? 'down' : 'up') : null,
    kind: moved ? 'change' : 'level',
    table: true,
  };
}
