// One report at a glance: how far each section is, how its facts stand, what to ask next, whether a turn is being worked on.
import type { Standing } from '../core/fact.ts';
import type { ReportId } from '../core/id.ts';
import type { Question } from '../core/interview/next-question.ts';
import { ok, type Result } from '../core/problem.ts';
import type { ProfileSection } from '../core/profile.ts';
import type { Actor, ReportRow } from '../ports.ts';
import { askNext } from './ask-next.ts';
import { conversationAfter } from './conversation.ts';
import { loadReport } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { needsOf, type SectionState, sectionState } from './show-sections.ts';

export interface SectionProgress {
  outline: ProfileSection;
  state: SectionState;
  version: number;
  needs: number;
  has: number;
}

export interface ShownReport {
  report: ReportRow;
  progress: SectionProgress[];
  facts: Record<Standing['is'], number>;
  nextQuestion: Question | null;
  runningTurn: string | null;
}

export async function showReport(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<ShownReport>> {
  const [read, turn] = await Promise.all([loadReport(parts, actor, id), parts.store.turnInWork(actor, id)]);
  if (!read.ok) return read;
  const loaded = read.value;
  const { skipped } = await conversationAfter(parts, actor, id);
  const rows = new Map(loaded.sections.map((s) => [s.section, s]));
  const facts: ShownReport['facts'] = { candidate: 0, confirmed: 0, disputed: 0, rejected: 0 };
  for (const f of loaded.facts) facts[f.standing.is]++;
  return ok({
    report: { ...loaded.report, unitName: loaded.unitName },
    progress: loaded.profile.outline.map((outline) => {
      const needs = needsOf(loaded, outline);
      const row = rows.get(outline.id);
      const has = needs.filter((n) => n.has).length;
      return { outline, state: sectionState(row), version: row?.version ?? 0, needs: needs.length, has };
    }),
    facts,
    nextQuestion: askNext(loaded, skipped),
    runningTurn: turn?.id ?? null,
  });
}
