// An earlier version of a section becomes the newest one; nothing of the history is lost.
import type { ReportId } from '../core/id.ts';
import { fail, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { openSection } from './open-section.ts';
import type { StepParts } from './parts.ts';
import type { ShownSection } from './show-sections.ts';

export async function restoreSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  version: number,
  expectedVersion: number,
): Promise<Result<ShownSection>> {
  const opened = await openSection(parts, actor, id, sectionId, expectedVersion);
  if (!opened.ok) return opened;
  const versions = await parts.store.sectionVersions(actor, id, sectionId);
  const wanted = versions.find((v) => v.version === version);
  if (!wanted)
    return fail('not-found', 'version_not_found', `这一节没有第${version}版。请从历史版本列表中选择。`, {
      versions: versions.map((v) => v.version),
    });
  return opened.value.write({ paragraphs: wanted.paragraphs, expectedVersion, reason: `restore:${version}` });
}
