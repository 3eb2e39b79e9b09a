// What a cell of a table, or the end of a line, says of the fact it belongs to.

import type { FactDefinition } from '../catalogue/definition.ts';
import type { Place } from '../check/finding.ts';
import type { Candidate } from '../fact.ts';
import { claimOf, readNumber, type Sentence } from './answer.ts';
import type { Unread } from './intent.ts';
import { isNumeric } from './naming.ts';
import { readWords } from './wording.ts';

/** What one cell says; unread: what it leaves open. */
export interface Values {
  claims: Candidate[];
  unread: Unread[];
}

export interface Cell {
  text: string;
  start: number;
  end: number;
}
/** What a cell or the end of a line says of a fact; null when it is no value of it. */
export function valuesIn(
  d: FactDefinition,
  cell: Cell,
  unit: string,
  period: number,
  scope: string | null,
): Values | null {
  const sentence: Sentence = { text: cell.text, start: cell.start };
  if (!isNumeric(d)) return wordsIn(d, cell, period, scope);
  const number = readNumber(cell.text);
  if (!number || cell.text.length > number.end - number.start + 6) return null;
  const claim = claimOf(d, { ...number, unit: number.unit || unit }, sentence, period, scope);
  return claim && { claims: [claim], unread: [] };
}

function wordsIn(d: FactDefinition, cell: Cell, period: number, scope: string | null): Values | null {
  if (d.scope === 'indicator') {
    const number = readNumber(cell.text);
    const whole = number && number.end - number.start === cell.text.length;
    const said = whole ? { value: number.value, unit: number.unit, qualifier: number.qualifier } : {};
    return { claims: [{ ...blank(d.key, period, scope, cell), ...said }], unread: [] };
  }
  const [intent] = readWords(cell.text, { key: d.key, period, scope }, d) ?? [];
  if (intent?.is !== 'give' && intent?.is !== 'unclear') return null;
  const moved = <T extends Place>(c: T): T => ({ ...c, start: c.start + cell.start, end: c.end + cell.start });
  const unread = (intent.unread ?? []).map((u) => ({ ...moved(u), options: u.options?.map(moved) ?? [] }));
  const claims = intent.is === 'give' ? intent.claims.map(moved) : [];
  return claims.length + unread.length ? { claims, unread } : null;
}

const blank = (key: string, period: number, scope: string | null, cell: Cell): Candidate => ({
  key,
  period,
  scope,
  item: null,
  value: cell.text,
  unit: '',
  qualifier: null,
  label: null,
  quote: cell.text,
  start: cell.start,
  end: cell.end,
  also: [],
  confidence: 'high',
  reasons: [],
});
