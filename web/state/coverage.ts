// Numbers of a text that no fact has: which are still to be looked at, which were put aside, what registering one sends. Pure.
import type { NewFact, WireCoverage, WireOpenNumber, WireOpenParagraph } from '../../src/http/wire.ts';

/** Facts outside the catalogue; they carry their name as label. */
export const OTHER = 'other_figure';

/** A number put aside on this desk: by its place, which never changes in a stored text. */
export const numberId = (n: WireOpenNumber): string => `${n.start}-${n.end}`;

export interface OpenGroup {
  paragraph: WireOpenParagraph;
  numbers: WireOpenNumber[];
}

/** Paragraphs with what is still open in each; those with nothing left are gone. Suggested ones do not jump ahead: text order. */
export function openGroups(coverage: WireCoverage, aside: ReadonlySet<string>): OpenGroup[] {
  return coverage.items.flatMap((paragraph) => {
    const numbers = paragraph.numbers.filter((n) => !aside.has(numberId(n)));
    return numbers.length ? [{ paragraph, numbers }] : [];
  });
}

export interface Draft {
  key: string;
  label: string;
  period: string;
  value: string;
  unit: string;
}

export const draftOf = (n: WireOpenNumber, period: number): Draft => ({
  key: n.suggestion?.key ?? OTHER,
  label: n.label,
  period: String(n.suggestion?.period ?? period),
  value: n.value ?? '',
  unit: n.unit,
});

/** The request, or what is still missing: a year of four digits, a value, a name for what is not in the catalogue. */
export function requestOf(d: Draft, n: WireOpenNumber, source: string): NewFact | 'period' | 'value' | 'label' {
  const period = d.period.trim();
  if (!/^(?:19|20)\d\d$/.test(period)) return 'period';
  if (!d.value.trim()) return 'value';
  if (d.key === OTHER && !d.label.trim()) return 'label';
  return {
    key: d.key,
    period: Number(period),
    value: d.value.trim(),
    ...(d.unit.trim() ? { unit: d.unit.trim() } : {}),
    ...(d.key === OTHER ? { label: d.label.trim() } : {}),
    ...(n.qualifier && n.value !== null && d.value.trim() === n.value ? { qualifier: n.qualifier } : {}),
    source: { id: source, start: n.start, end: n.end },
  };
}
