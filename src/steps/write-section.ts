// Storing one new version of a section: the compare-and-set, and what is answered when someone else was faster.
import type { Paragraph } from '../core/draft/section.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import type { Actor, Committed, SectionRow, Write } from '../ports.ts';
import type { Loaded } from './load-report.ts';
import { refusal, type StepParts } from './parts.ts';

export const staleSection = (current: number): { ok: false; problem: Problem } =>
  fail(
    'stale',
    'stale_version',
    `这一节已被改动（现在是第${current}版），本次修改没有保存。请刷新后在最新内容上重做。`,
    { currentVersion: current },
  );

export const lockedSection = (): { ok: false; problem: Problem } =>
  fail('locked', 'section_locked', '这一节已锁定，不能改动。请先解锁，再修改。');

/** What stands in the way of a write before anything is thought through; null when nothing does. */
export function refusedBefore(row: SectionRow | undefined, expectedVersion: number | undefined) {
  if (row?.locked) return lockedSection();
  if (expectedVersion !== undefined && expectedVersion !== (row?.version ?? 0)) return staleSection(row?.version ?? 0);
  return null;
}

export interface NewText {
  section: string;
  paragraphs: Paragraph[];
  expectedVersion: number;
  reason: string;
  at: string;
}

export const sectionWrites = (report: ReportId, text: NewText): Write[] => [
  { do: 'touch-report', report, at: text.at },
  { do: 'write-section', report, ...text },
];

/** A refused list that wrote a section, as a problem in the section's own words. */
export function sectionRefusal(done: Extract<Committed, { ok: false }>): { ok: false; problem: Problem } {
  if (!done.what.startsWith('section:')) return refusal(done);
  if (done.why === 'stale') return staleSection(done.current ?? 0);
  return done.why === 'locked' ? lockedSection() : refusal(done);
}

export async function writeSection(
  parts: StepParts,
  actor: Actor,
  loaded: Loaded,
  text: Omit<NewText, 'at'>,
): Promise<Result<SectionRow>> {
  const at = parts.clock.now();
  const done = await parts.store.commit(actor, sectionWrites(loaded.report.id, { ...text, at }));
  if (!done.ok) return sectionRefusal(done);
  const { section, paragraphs, expectedVersion, reason } = text;
  return ok({ section, version: expectedVersion + 1, paragraphs, locked: false, by: actor.user, at, reason });
}
