// Locks a section against every change of its text, or unlocks it. The text itself is not touched.
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { evidenceOf, loadReport, sourceDocuments } from './load-report.ts';
import { refusal, type StepParts } from './parts.ts';
import { noSection, outlineOf, type ShownSection, showSection } from './show-sections.ts';

export async function lockSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  locked: boolean,
): Promise<Result<ShownSection>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const outline = outlineOf(loaded, sectionId);
  if (!outline) return noSection(sectionId);
  const row = loaded.sections.find((s) => s.section === sectionId);
  if (!row)
    return fail(
      'conflict',
      'section_empty',
      `“${outline.title}”还没有内容，不能${locked ? '锁定' : '解锁'}。请先起草。`,
    );
  const done = await parts.store.commit(actor, [
    { do: 'touch-report', report: id, at: parts.clock.now() },
    { do: 'lock-section', report: id, section: sectionId, locked },
  ]);
  if (!done.ok) return refusal(done);
  const evidence = evidenceOf(loaded, await sourceDocuments(parts, actor, id));
  return ok(showSection(loaded, evidence, outline, { ...row, locked }));
}
