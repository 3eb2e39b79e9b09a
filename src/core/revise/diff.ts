// What differs between two texts, as segments that read one after the other. Words where the text has words, characters elsewhere.
import { diffArrays } from 'diff';

export interface Segment {
  is: 'same' | 'gone' | 'new';
  t: string;
}

/** Numbers with their unit, Latin words, single characters otherwise: a changed digit shows its whole number. */
const TOKEN = /\d[\d,.]*(?:万元|亿元|元|%|％|万|亿)?|[A-Za-z]+|[\s\S]/gu;

export const tokensOf = (text: string): string[] => text.match(TOKEN) ?? [];

/** Beyond so many edits texts are compared by lines; beyond that they are two texts. The comparison's cost grows with its square. */
const MOST_EDITS = 1200;

/** Segments without neighbours of one kind: those not new make up the old text, those not gone the new one. */
export function diffTexts(before: string, after: string): Segment[] {
  const cut = { maxEditLength: MOST_EDITS };
  const parts =
    diffArrays(tokensOf(before), tokensOf(after), cut) ?? diffArrays(linesOf(before), linesOf(after), cut) ?? null;
  if (!parts) return [put('gone', before), put('new', after)].filter((s) => s.t !== '');
  const out: Segment[] = [];
  for (const part of parts) {
    const is = part.added ? 'new' : part.removed ? 'gone' : 'same';
    const t = part.value.join('');
    const last = out.at(-1);
    if (last?.is === is) last.t += t;
    else if (t !== '') out.push({ is, t });
  }
  return out;
}

const put = (is: Segment['is'], t: string): Segment => ({ is, t });
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

export const oldText = (segments: readonly Segment[]): string =>
  segments.map((s) => (s.is === 'new' ? '' : s.t)).join('');
export const newText = (segments: readonly Segment[]): string =>
  segments.map((s) => (s.is === 'gone' ? '' : s.t)).join('');
