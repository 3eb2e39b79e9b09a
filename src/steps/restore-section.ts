// An earlier version of a section becomes the newest one; nothing of the history is lost.
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { evidenceOf, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { noSection, outlineOf, type ShownSection, showSection } from './show-sections.ts';
import { refusedBefore, writeSection } from './write-section.ts';

export async function restoreSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  version: number,
  expectedVersion: number,
): Promise<Result<ShownSection>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const outline = outlineOf(loaded, sectionId);
  if (!outline) return noSection(sectionId);
  const refused = refusedBefore(
    loaded.sections.find((s) => s.section === sectionId),
    expectedVersion,
  );
  if (refused) return refused;
  const versions = await parts.store.sectionVersions(actor, id, sectionId);
  const wanted = versions.find((v) => v.version === version);
  if (!wanted)
    return fail('not-found', 'version_not_found', `这一节没有第${version}版。请从历史版本列表中选择。`, {
      versions: versions.map((v) => v.version),
    });
  const stored = await writeSection(parts, actor, loaded, {
    section: sectionId,
    paragraphs: wanted.paragraphs,
    expectedVersion,
    reason: `restore:${version}`,
  });
  if (!stored.ok) return stored;
  const evidence = evidenceOf(loaded, await sourceDocuments(parts, actor, id));
  return ok(showSection(loaded, evidence, outline, stored.value));
}
