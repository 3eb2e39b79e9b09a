// Locks a section against every change of its text, or unlocks it. The text itself is not touched.
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { openSection } from './open-section.ts';
import { refusal, type StepParts } from './parts.ts';
import type { ShownSection } from './show-sections.ts';

export async function lockSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  locked: boolean,
): Promise<Result<ShownSection>> {
  const opened = await openSection(parts, actor, id, sectionId);
  if (!opened.ok) return opened;
  const { outline, held, show } = opened.value;
  if (!held)
    return fail(
      'conflict',
      'section_empty',
      `“${outline.title}”还没有内容，不能${locked ? '锁定' : '解锁'}。请先起草。`,
    );
  const done = await parts.store.commit(actor, [
    { do: 'touch-report', report: id, at: parts.clock.now() },
    { do: 'lock-section', report: id, section: outline.id, locked },
  ]);
  return done.ok ? ok(await show({ ...held, locked })) : refusal(done);
}
