// One section drafted from confirmed facts by the model port; its text is stored only when every quantity in it is backed.
import { composeSection } from '../core/draft/compose.ts';
import { type SectionDraft, sectionText } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { ProfileSection } from '../core/profile.ts';
import type { TextDocument } from '../core/text/document.ts';
import type { Actor, Brief, ModelCall, ModelFailure, SectionRow } from '../ports.ts';
import { callFor } from './call-model.ts';
import { draftReason, type GateRecord, gateDraft } from './gate-draft.ts';
import { evidenceOf, type Loaded, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { noSection, outlineOf, type ShownSection, shownSection } from './show-sections.ts';
import { WITHHELD, withhold } from './withhold.ts';
import { refusedBefore, writeSection } from './write-section.ts';

export interface DraftDesk {
  loaded: Loaded;
  evidence: Evidence;
  prior: TextDocument | null;
  /** The texts of all sources: what they name may be spoken of. */
  sources: readonly string[];
}

/** What drafting needs beside the section itself; made once for a whole report. */
export async function draftDesk(parts: StepParts, actor: Actor, loaded: Loaded): Promise<DraftDesk> {
  const docs = await sourceDocuments(parts, actor, loaded.report.id);
  const prior = docs.filter((d) => d.source.role === 'prior').at(-1)?.doc ?? null;
  return { loaded, evidence: evidenceOf(loaded, docs), prior, sources: docs.map((d) => d.doc.source) };
}

interface Checked {
  draft: SectionDraft;
  verdicts: Verdict[];
  /** Quantities that nothing backs, taken out of the text with a marked gap left for each. */
  withheld: string[];
  /** Why the embedded engine wrote it instead of the model; null: the model did, or there is none. */
  failure: ModelFailure | null;
  /** How the model's sentences fared; null: the embedded engine wrote all of it. */
  gate: GateRecord | null;
}

const checked = (draft: SectionDraft, evidence: Evidence, withheld: string[] = []): Checked => ({
  failure: null,
  gate: null,
  draft,
  verdicts: verifyText(sectionText(draft.paragraphs), evidence),
  withheld,
});
const unbackedIn = ({ verdicts }: Checked): Verdict[] => verdicts.filter((v) => v.standing === 'unbacked');

/** The embedded engine's text without the quantities that nothing backs: what there is to fall back to. */
function safeDraft({ section }: Brief, draft: SectionDraft, evidence: Evidence): Result<Checked> {
  const composed = checked(draft, evidence);
  const open = unbackedIn(composed);
  if (!open.length) return ok(composed);
  const paragraphs = withhold(composed.draft.paragraphs, open);
  const missing = [...new Set([...composed.draft.missing, 'passage_figure'])];
  const gapped = checked(
    { ...composed.draft, paragraphs, missing },
    evidence,
    open.map((v) => v.text),
  );
  const left = unbackedIn(gapped);
  if (!left.length) return ok(gapped);
  return fail(
    'blocked',
    'unbacked_draft',
    `“${section.title}”没有保存：起草的文字里有${left.length}处数据没有对应的已确认事实（${left
      .slice(0, 3)
      .map((v) => v.text)
      .join('、')}）。请先核对并确认相关事实，再起草这一节。`,
    { quantities: left },
  );
}

/** What of the model's text holds, and the embedded engine's for the rest. */
async function backedDraft(parts: StepParts, desk: DraftDesk, brief: Brief, call: ModelCall): Promise<Result<Checked>> {
  const { evidence, sources } = desk;
  const safe = safeDraft(brief, composeSection(brief), evidence);
  if (!safe.ok) return safe;
  const embedded = safe.value.draft;
  const { draft, gate, failure } = await gateDraft(parts, brief, { embedded, evidence, sources }, call);
  if (draft === embedded) return ok({ ...safe.value, failure });
  const written = checked(draft, evidence);
  const faults = unbackedIn(written);
  const withheld = sectionText(draft.paragraphs).includes(WITHHELD) ? safe.value.withheld : [];
  if (!faults.length) return ok({ ...written, withheld, gate });
  // The last look: nothing unbacked is stored, whoever wrote it.
  parts.log.warn('draft has unbacked quantities', {
    section: brief.section.id,
    by: parts.model.name,
    n: faults.length,
  });
  return ok(safe.value);
}

export interface PreparedDraft extends Checked {
  outline: ProfileSection;
  /** What stands there now. */
  held: SectionRow | undefined;
  /** For the version's record: draft, with model and prompts where a model's sentences stand in it. */
  reason: string;
}

/** A draft that may be stored; nothing is stored yet. `expectedVersion` undefined: whatever version is there now. */
export async function prepareDraft(
  parts: StepParts,
  actor: Actor,
  desk: DraftDesk,
  sectionId: string,
  expectedVersion?: number,
  call: ModelCall = callFor(actor, desk.loaded.report.id),
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
  const { book, figures } = confirmed;
  const draft = await backedDraft(parts, desk, { section, profile, book, figures, prior }, call);
  return draft.ok ? ok({ ...draft.value, outline: section, held, reason: draftReason(draft.value.gate) }) : draft;
}

export async function draftSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  expectedVersion?: number,
): Promise<Result<{ section: ShownSection; missing: string[]; withheld: string[]; notes: string[] }>> {
  const loaded = await loadReport(parts, actor, id);
  if (!loaded.ok) return loaded;
  const desk = await draftDesk(parts, actor, loaded.value);
  const prepared = await prepareDraft(parts, actor, desk, sectionId, expectedVersion);
  if (!prepared.ok) return prepared;
  const { outline, held, draft, verdicts, withheld, reason } = prepared.value;
  const stored = await writeSection(parts, actor, loaded.value, {
    section: sectionId,
    paragraphs: draft.paragraphs,
    expectedVersion: held?.version ?? 0,
    reason,
  });
  if (!stored.ok) return stored;
  return ok({
    section: shownSection(loaded.value, outline, stored.value, verdicts),
    missing: draft.missing,
    withheld,
    notes: prepared.value.gate ? (draft.notes ?? []) : [],
  });
}
