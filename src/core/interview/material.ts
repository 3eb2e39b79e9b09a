// Reads a message as material, with the miners that read reports: a pasted passage, or the numbers an answer left over.
import { definitionOf } from '../catalogue/catalogue.ts';
import { extractFacts } from '../extract/extract.ts';
import { type Candidate, slotKey } from '../fact.ts';
import { readDocument } from '../text/read.ts';
import type { Unread } from './intent.ts';
import { themeOf } from './naming.ts';

/** A message this long is something pasted, not something said. */
const PASTED = 120;
export const isPasted = (message: string): boolean => message.length > PASTED;

/** What the report is about and what the program works out itself is not news in a chat; a rate that is stated is. */
function isNews(c: Candidate): boolean {
  const d = definitionOf(c.key);
  return c.key !== 'report_year' && (d === undefined || d.supplier !== '程序' || d.kind === 'percent');
}

const minedIn = (message: string, period: number): Candidate[] =>
  extractFacts(readDocument(message), { period }).candidates.filter(isNews);

/** Facts of a pasted passage; a year it does not name is the report year. */
export const readMaterial = (message: string, period: number): Candidate[] =>
  minedIn(message, period).map((c) => (c.period === null ? { ...c, period } : c));

/**
 * Gives left-over numbers to the facts the miners see in them, to be confirmed. A number whose name could mean several facts
 * stays with the person unless the message settles it, and so does one whose slot the message fills otherwise.
 */
export function readLeftOver(
  message: string,
  period: number,
  claims: readonly Candidate[],
  unread: readonly Unread[],
): { claims: Candidate[]; unread: Unread[] } {
  if (!unread.length) return { claims: [...claims], unread: [] };
  const mined = readMaterial(message, period).filter((c) => c.unit !== '');
  const taken = new Set(claims.map(slotKey));
  const more: Candidate[] = [];
  const left = unread.filter((u) => {
    const [only, second] = mined.filter((c) => c.start <= u.start && c.end >= u.end);
    if (!only || second || taken.has(slotKey(only)) || !isMeant(only, u, [...claims, ...more])) return true;
    taken.add(slotKey(only));
    more.push({ ...only, confidence: only.confidence === 'low' ? 'low' : 'medium' });
    return false;
  });
  return { claims: [...claims, ...more], unread: left };
}

/** An ambiguous name is settled where the rest of the message speaks of the budget alone, or of the final accounts alone. */
function isMeant(c: Candidate, u: Unread, others: readonly Candidate[]): boolean {
  if (u.between.length === 0) return true;
  const themes = new Set(others.map((o) => themeOf(o.key)).filter((t) => t !== ''));
  return u.between.includes(c.key) && themes.size === 1 && themes.has(themeOf(c.key));
}
