// One section drafted from confirmed facts by the model port; its text is stored only when every quantity in it is backed.
import { composeSection } from '../core/draft/compose.ts';
import { type SectionDraft, sectionText } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { ProfileSection } from '../core/profile.ts';
import type { TextDocument } from '../core/text/document.ts';
import type { Actor, Brief, SectionRow, Written } from '../ports.ts';
import { callFor, valueOr } from './call-model.ts';
import { evidenceOf, type Loaded, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { noSection, outlineOf, type ShownSection, shownSection } from './show-sections.ts';
import { withhold } from './withhold.ts';
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

interface Checked {
  draft: SectionDraft;
  verdicts: Verdict[];
  /** Quantities that nothing backs, taken out of the text with a marked gap left for each. */
  withheld: string[];
}

const checked = (draft: SectionDraft, evidence: Evidence, withheld: string[] = []): Checked => ({
  draft,
  verdicts: verifyText(sectionText(draft.paragraphs), evidence),
  withheld,
});
const unbackedIn = ({ verdicts }: Checked): Verdict[] => verdicts.filter((v) => v.standing === 'unbacked');

/** The model's text when it holds, else the embedded engine's, without the quantities that nothing backs. */
async function backedDraft(parts: StepParts, actor: Actor, desk: DraftDesk, brief: Brief): Promise<Result<Checked>> {
  const reply = await parts.model.write(
    { ...brief, slots: [], excerpts: [] },
    callFor(actor, desk.loaded.report.id, null),
  );
  const { value } = valueOr(parts, reply, () => ({ is: 'draft', draft: composeSection(brief) }) as Written);
  const written = checked(value.is === 'draft' ? value.draft : composeSection(brief), desk.evidence);
  const faults = unbackedIn(written);
  if (!faults.length) return ok(written);
  parts.log.warn('draft has unbacked quantities', {
    section: brief.section.id,
    by: parts.model.name,
    n: faults.length,
  });
  const composed = checked(composeSection(brief), desk.evidence);
  const open = unbackedIn(composed);
  if (!open.length) return ok(composed);
  const paragraphs = withhold(composed.draft.paragraphs, open);
  const missing = [...new Set([...composed.draft.missing, 'passage_figure'])];
  const gapped = checked(
    { ...composed.draft, paragraphs, missing },
    desk.evidence,
    open.map((v) => v.text),
  );
  const left = unbackedIn(gapped);
  if (!left.length) return ok(gapped);
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

export interface PreparedDraft extends Checked {
  outline: ProfileSection;
  /** What stands there now. */
  held: SectionRow | undefined;
}

/** A draft that may be stored; nothing is stored yet. `expectedVersion` undefined: whatever version is there now. */
export async function prepareDraft(
  parts: StepParts,
  actor: Actor,
  desk: DraftDesk,
  sectionId: string,
  expectedVersion?: number,
): Promise<Result<PreparedDraft>> {
  const { loaded, prior } = desk;
  const section = outlineOf(loaded, sectionId);
  if (!section) return noSection(sectionId);
  if (!section.compose.length)
    return fail('bad-input', 'section_is_heading', `“${section.title}”只是标题，没有正文。请起草它下面的各节。`);
  const held = loaded.sections.find((s) => s.section === sectionId);
  const refused = refusedBefore(held, expectedVersion);
  if (refused) return refused;
  const { profile, confirmed } = loaded;
  const draft = await backedDraft(parts, actor, desk, {
    section,
    profile,
    book: confirmed.book,
    figures: confirmed.figures,
    prior,
  });
  return draft.ok ? ok({ ...draft.value, outline: section, held }) : draft;
}

export async function draftSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  expectedVersion?: number,
): Promise<Result<{ section: ShownSection; missing: string[]; withheld: string[] }>> {
  const loaded = await loadReport(parts, actor, id);
  if (!loaded.ok) return loaded;
  const desk = await draftDesk(parts, actor, loaded.value);
  const prepared = await prepareDraft(parts, actor, desk, sectionId, expectedVersion);
  if (!prepared.ok) return prepared;
  const { outline, held, draft, verdicts, withheld } = prepared.value;
  const stored = await writeSection(parts, actor, loaded.value, {
    section: sectionId,
    paragraphs: draft.paragraphs,
    expectedVersion: held?.version ?? 0,
    reason: 'draft',
  });
  if (!stored.ok) return stored;
  return ok({ section: shownSection(loaded.value, outline, stored.value, verdicts), missing: draft.missing, withheld });
}
