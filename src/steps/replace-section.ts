// Staff's own text for a section: kept as typed. Its quantities are linked to facts; what is unknown or contradicts is listed.
import { verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { linkText } from './link-text.ts';
import { openSection } from './open-section.ts';
import type { StepParts } from './parts.ts';
import type { ShownSection } from './show-sections.ts';

export async function replaceSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  text: string,
  expectedVersion: number,
): Promise<Result<ShownSection>> {
  const opened = await openSection(parts, actor, id, sectionId, expectedVersion);
  if (!opened.ok) return opened;
  const { held, write } = opened.value;
  const typed = text.replace(/\r\n?/g, '\n');
  if (typed.trim() === '')
    return fail('bad-input', 'empty_section', '这一节的内容是空的，没有保存。要恢复以前的内容，请在历史版本中选择。', {
      field: 'text',
    });
  const evidence = await opened.value.evidence();
  const paragraphs = linkText(typed, verifyText(typed, evidence), evidence, held?.paragraphs ?? []);
  return write({ paragraphs, expectedVersion, reason: 'replace' });
}
