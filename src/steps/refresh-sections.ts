// What a change of facts does to drafted sections: slots follow at once, each section as one new version; sentences that need other words
// are listed, and put anew when that is asked for. Locked sections and staff's own sentences are only named.
import { composeSection } from '../core/draft/compose.ts';
import { type Paragraph, sectionText } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { diffTexts } from '../core/revise/diff.ts';
import { sentencesIn } from '../core/revise/fact-sentence.ts';
import { difference, keptIn, tally } from '../core/revise/keep.ts';
import { redraft } from '../core/revise/redraft.ts';
import { refresh, type Said, type SentenceFate } from '../core/revise/refresh.ts';
import { marked } from '../core/revise/revise.ts';
import type { Actor, SectionRow, Write } from '../ports.ts';
import { digest } from './digest.ts';
import { evidenceOf, type Loaded, type sourceDocuments } from './load-report.ts';
import { type OpenSection, openSection } from './open-section.ts';
import type { StepParts } from './parts.ts';
import type { Revision } from './revise-section.ts';
import type { ShownSection } from './show-sections.ts';
import { saidIn, staleIn } from './stale-sentences.ts';

type Docs = Awaited<ReturnType<typeof sourceDocuments>>;

export interface SectionFate {
  id: string;
  title: string;
  /** The version its text has now. */
  version: number;
  locked: boolean;
  sentences: SentenceFate[];
}

/** The writes that let slots follow, and what becomes of every sentence that rests on what changed. */
export function refreshWrites(
  before: Loaded,
  after: Loaded,
  docs: Docs,
  at: string,
): { writes: Write[]; fates: SectionFate[] } {
  const writes: Write[] = [];
  const evidence = evidenceOf(after, docs);
  const fates = after.profile.outline.flatMap((outline): SectionFate[] => {
    const row = after.sections.find((s) => s.section === outline.id);
    if (!row) return [];
    const done = refreshed(row, saidIn(before, outline), saidIn(after, outline), evidence);
    if (!done.fates.length) return [];
    const follows = !row.locked && done.fates.some((f) => f.fate === 'refreshed');
    if (follows)
      writes.push({
        do: 'write-section',
        report: after.report.id,
        section: outline.id,
        paragraphs: done.paragraphs,
        expectedVersion: row.version,
        reason: 'refresh',
        at,
      });
    const sentences = row.locked ? done.fates.map((f) => ({ ...f, now: f.was, fate: still(f.fate) })) : done.fates;
    return [
      { id: outline.id, title: outline.title, version: row.version + (follows ? 1 : 0), locked: row.locked, sentences },
    ];
  });
  return { writes, fates };
}

/** In a locked section nothing follows by itself. */
const still = (fate: SentenceFate['fate']): SentenceFate['fate'] => (fate === 'refreshed' ? 'redraft' : fate);

function refreshed(row: SectionRow, before: Said, after: Said, evidence: Evidence) {
  let known: Verdict[] | null = null;
  return refresh(row.paragraphs, before, after, (now, paragraph, start, end) => {
    known ??= verifyText(sectionText(now), evidence);
    const offset = paragraph === 0 ? 0 : sectionText(now.slice(0, paragraph)).length + 1;
    return !known.some((v) => v.standing === 'unbacked' && v.start < offset + end && v.end > offset + start);
  });
}

export interface RefreshAsk {
  expectedVersion: number;
  /** Those to put anew; every stale one when left out. */
  sentences?: readonly { paragraph: number; index: number }[] | undefined;
}

async function prepare(open: OpenSection, ask: RefreshAsk): Promise<Result<Revision>> {
  const { loaded, outline, held } = open;
  if (!held) return fail('conflict', 'section_empty', `“${outline.title}”还没有内容。请先起草。`);
  const before = sectionText(held.paragraphs);
  const evidence = await open.evidence();
  const stale = staleIn(loaded, outline, held, verifyText(before, evidence)).filter(
    (s) => ask.sentences?.some((x) => x.paragraph === s.paragraph && x.index === s.index) ?? true,
  );
  if (!stale.length)
    return fail(
      'conflict',
      'nothing_stale',
      '这一节的句子都和现在的数据一致，没有需要重新起草的。您自己写的句子请在编辑框里改。',
    );
  const { book, figures } = loaded.confirmed;
  const said = sentencesIn(
    composeSection({ section: outline, profile: loaded.profile, book, figures, prior: null }).paragraphs,
  );
  const made = redraft(held.paragraphs, stale, said);
  const paragraphs = keepMarks(held.paragraphs, made.paragraphs);
  const text = sectionText(paragraphs);
  if (text.trim() === '')
    return fail('conflict', 'nothing_left', '重新起草后这一节就没有内容了，没有保存。请重新起草整节。');
  return ok({
    id: await digest(JSON.stringify([loaded.report.id, outline.id, held.version, paragraphs])),
    version: held.version,
    target: { start: 0, end: before.length, before, after: text },
    segments: diffTexts(before, text),
    paragraphs,
    text,
    dropped: difference(tally(keptIn(before)), tally(keptIn(text))).lost,
    notes: made.gone.map((s) => `“${s.slice(0, 40)}”已没有对应的数据，删去了。`),
    by: 'embedded',
  });
}

/** A paragraph that people had changed stays theirs to change; the engine's own stays the engine's. */
const keepMarks = (was: readonly Paragraph[], now: readonly Paragraph[]): Paragraph[] => {
  const revised = was.some((p) => p.revised);
  return revised ? marked(now, was) : [...now];
};

export async function refreshSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  ask: RefreshAsk,
): Promise<Result<ShownSection>> {
  const opened = await openSection(parts, actor, id, sectionId, ask.expectedVersion);
  if (!opened.ok) return opened;
  const made = await prepare(opened.value, ask);
  if (!made.ok) return made;
  const { paragraphs } = made.value;
  return opened.value.write({ paragraphs, expectedVersion: ask.expectedVersion, reason: 'redraft' });
}

/** The same, to be looked at first. */
export async function previewRefresh(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  ask: RefreshAsk,
): Promise<Result<{ is: 'revision'; revision: Revision }>> {
  const opened = await openSection(parts, actor, id, sectionId, ask.expectedVersion);
  if (!opened.ok) return opened;
  const made = await prepare(opened.value, ask);
  if (!made.ok) return made;
  const { id: name, version, paragraphs } = made.value;
  parts.previews.put(name, { report: id, section: sectionId, version, paragraphs });
  return ok({ is: 'revision', revision: made.value });
}
