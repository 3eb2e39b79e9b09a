// A revision that was shown is stored: exactly that text, on exactly the version it was made from.
import { sectionText } from '../core/draft/section.ts';
import { verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { linkText } from './link-text.ts';
import { openSection } from './open-section.ts';
import type { StepParts } from './parts.ts';
import { freshFaults } from './revise-section.ts';
import type { ShownSection } from './show-sections.ts';

export interface Accepted {
  id: string;
  /** The whole text as it was shown. */
  text: string;
  expectedVersion: number;
}

/**
 * A preview that is no longer on the shelf (the service was restarted) is stored by its text, checked again: it must bring in no quantity
 * that nothing backs, and counts as the person's own words.
 */
export async function acceptRevision(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  accepted: Accepted,
): Promise<Result<ShownSection>> {
  const { expectedVersion, text } = accepted;
  const opened = await openSection(parts, actor, id, sectionId, expectedVersion);
  if (!opened.ok) return opened;
  const { held, write } = opened.value;
  const shown = parts.previews.get(accepted.id);
  const other = () =>
    fail('mismatch', 'not_the_preview', '要采用的文字和预览的不一样，没有保存。请重新预览一次再采用。', {
      field: 'text',
    });
  if (shown && shown.report === id && shown.section === sectionId) {
    if (shown.version !== expectedVersion || sectionText(shown.paragraphs) !== text) return other();
    const fresh = freshFaults(sectionText(held?.paragraphs ?? []), text, await opened.value.evidence());
    if (fresh.length) return blocked(fresh[0]!.text);
    return write({ paragraphs: shown.paragraphs, expectedVersion, reason: 'revise' });
  }
  if (!held || text.trim() === '') return other();
  const evidence = await opened.value.evidence();
  const fresh = freshFaults(sectionText(held.paragraphs), text, evidence);
  if (fresh.length) return blocked(fresh[0]!.text);
  const paragraphs = linkText(text, verifyText(text, evidence), evidence, held.paragraphs);
  return write({ paragraphs, expectedVersion, reason: 'revise' });
}

/** A fact was changed between the preview and its acceptance. */
const blocked = (quantity: string) =>
  fail(
    'blocked',
    'unbacked_revision',
    `没有保存：“${quantity}”没有对应的已确认事实，可能刚刚改过数据。请重新预览一次。`,
  );
