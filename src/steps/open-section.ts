// One section of a report with what any change of it needs: the report's state, its outline entry, its text now, the evidence
// it is read against, and how it is shown afterwards. Changes nothing.
import type { Evidence } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { ok, type Result } from '../core/problem.ts';
import type { ProfileSection } from '../core/profile.ts';
import type { Actor, SectionRow } from '../ports.ts';
import { evidenceOf, type Loaded, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { noSection, outlineOf, type ShownSection, showSection } from './show-sections.ts';
import { type NewText, refusedBefore, writeSection } from './write-section.ts';

export interface OpenSection {
  loaded: Loaded;
  outline: ProfileSection;
  /** What stands there now. */
  held: SectionRow | undefined;
  evidence(): Promise<Evidence>;
  show(row: SectionRow): Promise<ShownSection>;
  /** Stores one new version and shows it. */
  write(text: Pick<NewText, 'paragraphs' | 'expectedVersion' | 'reason'>): Promise<Result<ShownSection>>;
}

/** With `expectedVersion` the section must be unlocked and of that version: it is about to be written. */
export async function openSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  expectedVersion?: number,
): Promise<Result<OpenSection>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const outline = outlineOf(loaded, sectionId);
  if (!outline) return noSection(sectionId);
  const held = loaded.sections.find((s) => s.section === sectionId);
  const refused = expectedVersion === undefined ? null : refusedBefore(held, expectedVersion);
  if (refused) return refused;
  let known: Promise<Evidence> | null = null;
  const evidence = () => {
    known ??= sourceDocuments(parts, actor, id).then((docs) => evidenceOf(loaded, docs));
    return known;
  };
  const show = async (row: SectionRow) => showSection(loaded, await evidence(), outline, row);
  return ok({
    loaded,
    outline,
    held,
    evidence,
    show,
    async write(text) {
      const stored = await writeSection(parts, actor, loaded, { section: sectionId, ...text });
      return stored.ok ? ok(await show(stored.value)) : stored;
    },
  });
}
