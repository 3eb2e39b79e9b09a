// One section drafted from confirmed facts by the model port; its text is stored only when every quantity in it is backed.
import { composeSection } from '../core/draft/compose.ts';
import { type SectionDraft, sectionText } from '../core/draft/section.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { TextDocument } from '../core/text/document.ts';
import type { Actor, Brief, SectionRow } from '../ports.ts';
import { evidenceOf, type Loaded, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { noSection, outlineOf, type ShownSection, showSection } from './show-sections.ts';
import { refusedBefore, writeSection } from './write-section.ts';

export interface DraftDesk {
  loaded: Loaded;
  evidence: Evidence;
  prior: TextDocument | null;
}

/** What drafting needs beside the section itself; made once for a whole report. */
export async function draftDesk(parts: StepParts, actor: Actor, loaded: Loaded): Promise<DraftDesk> {
  const docs = await sourceDocuments(parts, actor, loaded.report.id);
  const prior = docs.filter((d) => d.source.role === 'prior').at(-1)?.doc ?? null;
  return { loaded, evidence: evidenceOf(loaded, docs), prior };
}

const unbackedIn = (draft: SectionDraft, evidence: Evidence) =>
  verifyText(sectionText(draft.paragraphs), evidence).filter((v) => v.standing === 'unbacked');

/** The model's text when it holds, else the embedded engine's; what neither can back is not stored. */
async function backedDraft(parts: StepParts, desk: DraftDesk, brief: Brief): Promise<Result<SectionDraft>> {
  const written = await parts.model.write(brief);
  const faults = unbackedIn(written, desk.evidence);
  if (!faults.length) return ok(written);
  parts.log.warn('draft has unbacked quantities', {
    section: brief.section.id,
    by: parts.model.name,
    n: faults.length,
  });
  const composed = composeSection(brief);
  const left = unbackedIn(composed, desk.evidence);
  if (!left.length) return ok(composed);
  return fail(
    'blocked',
    'unbacked_draft',
    `“${brief.section.title}”没有保存：起草的文字里有${left.length}处数据没有对应的已确认事实（${left
      .slice(0, 3)
      .map((v) => v.text)
      .join('、')}）。请先核对并确认相关事实，再起草这一节。`,
    { quantities: left },
  );
}

export interface DraftedSection {
  section: ShownSection;
  row: SectionRow;
  missing: string[];
}

/** `expectedVersion` undefined: whatever version is there now. */
export async function draftLoaded(
  parts: StepParts,
  actor: Actor,
  desk: DraftDesk,
  sectionId: string,
  expectedVersion?: number,
): Promise<Result<DraftedSection>> {
  const { loaded, evidence, prior } = desk;
  const section = outlineOf(loaded, sectionId);
  if (!section) return noSection(sectionId);
  if (!section.compose.length)
    return fail('bad-input', 'section_is_heading', `“${section.title}”只是标题，没有正文。请起草它下面的各节。`);
  const held = loaded.sections.find((s) => s.section === sectionId);
  const refused = refusedBefore(held, expectedVersion);
  if (refused) return refused;
  const { profile, confirmed } = loaded;
  const brief: Brief = { section, profile, book: confirmed.book, figures: confirmed.figures, prior };
  const draft = await backedDraft(parts, desk, brief);
  if (!draft.ok) return draft;
  const { paragraphs, missing } = draft.value;
  const stored = await writeSection(parts, actor, loaded, sectionId, paragraphs, held?.version ?? 0, 'draft');
  if (!stored.ok) return stored;
  return ok({ section: showSection(loaded, evidence, section, stored.value), row: stored.value, missing });
}

export async function draftSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  expectedVersion?: number,
): Promise<Result<DraftedSection>> {
  const loaded = await loadReport(parts, actor, id);
  if (!loaded.ok) return loaded;
  return draftLoaded(parts, actor, await draftDesk(parts, actor, loaded.value), sectionId, expectedVersion);
}
