// Staff's own text for a section: kept as typed. Its quantities are linked to facts; what is unknown or contradicts is listed.
import { verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { linkText } from './link-text.ts';
import { evidenceOf, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { noSection, outlineOf, type ShownSection, showSection } from './show-sections.ts';
import { refusedBefore, writeSection } from './write-section.ts';

export async function replaceSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  text: string,
  expectedVersion: number,
): Promise<Result<ShownSection>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const outline = outlineOf(loaded, sectionId);
  if (!outline) return noSection(sectionId);
  const held = loaded.sections.find((s) => s.section === sectionId);
  const refused = refusedBefore(held, expectedVersion);
  if (refused) return refused;
  const typed = text.replace(/\r\n?/g, '\n');
  if (typed.trim() === '')
    return fail('bad-input', 'empty_section', '这一节的内容是空的，没有保存。要恢复以前的内容，请在历史版本中选择。', {
      field: 'text',
    });
  const evidence = evidenceOf(loaded, await sourceDocuments(parts, actor, id));
  const paragraphs = linkText(typed, verifyText(typed, evidence), evidence, held?.paragraphs ?? []);
  const stored = await writeSection(parts, actor, loaded, {
    section: sectionId,
    paragraphs,
    expectedVersion,
    reason: 'replace',
  });
  return stored.ok ? ok(showSection(loaded, evidence, outline, stored.value)) : stored;
}
