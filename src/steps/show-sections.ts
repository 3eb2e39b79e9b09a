// The sections of a report as people see them: outline entry, state, text, what each quantity rests on, what is still needed.
import { labelOf } from '../core/catalogue/catalogue.ts';
import { sectionText } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import { fail, type Problem } from '../core/problem.ts';
import type { ProfileSection } from '../core/profile.ts';
import type { StaleSentence } from '../core/revise/redraft.ts';
import type { SectionRow } from '../ports.ts';
import type { Loaded } from './load-report.ts';
import { claimsOf, type OfferedClaim } from './offer-remedies.ts';
import { staleIn } from './stale-sentences.ts';

export type SectionState = 'empty' | 'drafted' | 'edited' | 'locked';

export interface SectionNeed {
  key: string;
  title: string;
  has: boolean;
}

export interface Quantity {
  text: string;
  start: number;
  end: number;
  standing: 'backed' | 'unbacked' | 'exempt' | 'conflict';
  by: string | null;
  why?: string;
}

export interface ShownSection {
  outline: ProfileSection;
  row: SectionRow | null;
  state: SectionState;
  text: string;
  quantities: Quantity[];
  needs: SectionNeed[];
  /** Numbers in staff's own words. */
  claims: OfferedClaim[];
  /** Sentences that do not hold with the facts as they are. */
  stale: StaleSentence[];
}

export const sectionState = (row: SectionRow | undefined): SectionState => {
  if (!row) return 'empty';
  if (row.locked) return 'locked';
  return row.paragraphs.some((p) => p.origin === 'staff' || p.revised) ? 'edited' : 'drafted';
};

/** A key counts as there with a confirmed fact in any scope, or as a computed figure. */
export function needsOf(loaded: Loaded, section: ProfileSection): SectionNeed[] {
  const { book, figures } = loaded.confirmed;
  return section.requires.map((key) => ({
    key,
    title: figures.find((f) => f.key === key)?.label ?? labelOf(key),
    has:
      book.every(key).some((f) => f.period === book.period || f.period === null) ||
      figures.some((f) => f.key === key && f.state.is !== 'waiting'),
  }));
}

/** An unbacked quantity that names a fact contradicts it; one that names none is simply not registered. */
export const quantityOf = (v: Verdict): Quantity => ({
  text: v.text,
  start: v.start,
  end: v.end,
  standing: v.standing === 'unbacked' && v.by !== null ? 'conflict' : v.standing,
  by: v.by,
  ...(v.why === undefined ? {} : { why: v.why }),
});

/** `verdicts` are those of the row's text. */
export const shownSection = (
  loaded: Loaded,
  outline: ProfileSection,
  row: SectionRow | undefined,
  verdicts: readonly Verdict[],
): ShownSection => ({
  outline,
  row: row ?? null,
  state: sectionState(row),
  text: textOf(row),
  quantities: verdicts.map(quantityOf),
  needs: needsOf(loaded, outline),
  claims: row ? claimsOf(loaded, row, verdicts) : [],
  stale: row ? staleIn(loaded, outline, row, verdicts) : [],
});

const textOf = (row: SectionRow | undefined): string => (row ? sectionText(row.paragraphs) : '');

export function showSection(
  loaded: Loaded,
  evidence: Evidence,
  outline: ProfileSection,
  row: SectionRow | undefined,
): ShownSection {
  const text = textOf(row);
  return shownSection(loaded, outline, row, text === '' ? [] : verifyText(text, evidence));
}

/** All sections, each verified by itself as it was when it was stored. */
export function showSections(loaded: Loaded, evidence: Evidence): ShownSection[] {
  const rows = new Map(loaded.sections.map((s) => [s.section, s]));
  return loaded.profile.outline.map((o) => showSection(loaded, evidence, o, rows.get(o.id)));
}

export const outlineOf = (loaded: Loaded, id: string): ProfileSection | undefined =>
  loaded.profile.outline.find((o) => o.id === id);

export const noSection = (id: string): { ok: false; problem: Problem } =>
  fail('not-found', 'section_not_found', `这种报告没有编号为“${id.slice(0, 20)}”的章节。请从章节列表中选择。`);
