// What a change of facts reaches: figures, findings, and exactly the sentences and cells that rest on what changed.
import { composeSection } from '../core/draft/compose.ts';
import { paragraphText, type Run } from '../core/draft/section.ts';
import { verifyText } from '../core/draft/verify.ts';
import type { Fact, StatedFact } from '../core/fact.ts';
import { figureChanges, figureId } from '../core/figure/difference.ts';
import type { Figure } from '../core/figure/figure.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { ProfileSection } from '../core/profile.ts';
import {
  type CellUse,
  cellsUsing,
  type ParagraphUse,
  sentencesOf,
  sentencesUsing,
  slotId,
  type Touched,
} from '../core/ripple.ts';
import { type Prospect, prospect } from '../core/what-if.ts';
import type { Actor } from '../ports.ts';
import { assembleTree } from './assemble-document.ts';
import { evidenceOf, type Loaded, loadReport, sourceDocuments, workingState } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { refreshWrites, type SectionFate } from './refresh-sections.ts';
import { markRuns } from './show-document.ts';

export interface SectionUse {
  id: string;
  title: string;
  /** Nobody may change it before it is unlocked. */
  locked: boolean;
  paragraphs: ParagraphUse[];
}

export interface Reach extends Prospect {
  sections: SectionUse[];
  cells: CellUse[];
  /** What became of the sentences that rest on it. */
  fates: SectionFate[];
}

type Docs = Awaited<ReturnType<typeof sourceDocuments>>;

/** The claims of each slot, in any order of facts. */
function bySlot(facts: readonly StatedFact[], period: number): Map<string, string> {
  const out = new Map<string, string[]>();
  for (const f of facts) {
    const id = slotId(f, period);
    const said = `${f.value}\u0000${f.unit}\u0000${f.qualifier ?? ''}\u0000${f.label ?? ''}`;
    out.set(id, [...(out.get(id) ?? []), said]);
  }
  return new Map([...out].map(([id, all]) => [id, all.sort().join('\u0001')]));
}

function changedSlots(before: Loaded, after: Loaded): Set<string> {
  const { period } = before.report;
  const [was, is] = [bySlot(before.confirmed.facts, period), bySlot(after.confirmed.facts, period)];
  return new Set([...was.keys(), ...is.keys()].filter((id) => was.get(id) !== is.get(id)));
}

const keyIn = (slot: string, period: number): string => {
  const [key, year] = slot.split('|') as [string, string];
  return Number(year) === period - 1 ? `${key}@prior` : key;
};

function touchedBy(slots: ReadonlySet<string>, figures: readonly Figure[], period: number): Touched {
  return {
    period,
    slots,
    figures: new Set(figures.map(figureId)),
    keys: new Set([...[...slots].map((s) => keyIn(s, period)), ...figures.map((f) => f.key)]),
  };
}

/** Sections as they stand, every quantity with what backs it in `loaded`. */
function sectionsUsing(
  loaded: Loaded,
  docs: Docs,
  touched: Touched,
  fallen: (section: ProfileSection) => ReadonlySet<string>,
): SectionUse[] {
  const evidence = evidenceOf(loaded, docs);
  const rows = new Map(loaded.sections.map((s) => [s.section, s]));
  const written = loaded.profile.outline.flatMap((o) => {
    const row = rows.get(o.id);
    return row ? [{ outline: o, row }] : [];
  });
  const lines = written.flatMap(({ row }) => row.paragraphs.map(paragraphText));
  const verdicts = lines.length ? verifyText(lines.join('\n'), evidence) : [];
  let offset = 0;
  return written.flatMap(({ outline, row }): SectionUse[] => {
    const paragraphs = row.paragraphs.map((p): { runs: Run[] } => {
      const start = offset;
      offset += paragraphText(p).length + 1;
      const own = verdicts.filter((v) => v.start >= start && v.end < offset);
      return { runs: markRuns(p.runs, start, own, evidence).map(({ t, by }) => (by ? { t, by } : { t })) };
    });
    const used = sentencesUsing(paragraphs, touched, fallen(outline));
    return used.length ? [{ id: outline.id, title: outline.title, locked: row.locked, paragraphs: used }] : [];
  });
}

/** Between two states of one report: what changed, and what of the text as it stood rests on it. */
export function reachOf(before: Loaded, after: Loaded, docs: Docs): Reach {
  const { period } = before.report;
  const changes = figureChanges(before.confirmed.figures, after.confirmed.figures);
  const figures = changes.map((c) => (c.after ?? c.before)!);
  const touched = touchedBy(changedSlots(before, after), figures, period);
  const idle = touched.slots.size === 0 && touched.figures.size === 0;
  return {
    ...prospect(before.usable, after.usable, after.profile),
    sections: idle
      ? []
      : sectionsUsing({ ...stateOf(before), sections: after.sections }, docs, touched, fallenBetween(before, after)),
    cells: idle ? [] : cellsUsing(assembleTree(after), touched),
    fates: [],
  };
}

/** How many of them a message quotes; the rest is counted, and all of them go with the event. */
const QUOTED = 5;

/** In words for a conversation: which sentences and cells, and what to do about them. The cells follow by themselves. */
export function reachText(
  sections: readonly SectionUse[],
  cells: readonly CellUse[],
  fates: readonly SectionFate[],
): string {
  const sentences = sections.flatMap((s) =>
    s.paragraphs.flatMap((p) => p.sentences.map((x) => ({ title: s.title, text: x.text.trim() }))),
  );
  const shown = sentences.slice(0, QUOTED).map((x) => `“${x.text}”（${x.title}）`);
  const rest = sentences.length - shown.length;
  const locked = sections.filter((s) => s.locked).map((s) => `“${s.title}”`);
  return [
    sentences.length
      ? `已写好的正文里有${sentences.length}句用到它：${shown.join('、')}${rest ? `等，另有${rest}句` : ''}。${fateText(fates)}`
      : '',
    locked.length ? `${locked.join('、')}已锁定，要先解锁才能改。` : '',
    cells.length ? `表格里有${cells.length}处已随之更新。` : '',
  ].join('');
}

function fateText(fates: readonly SectionFate[]): string {
  const count = (fate: SectionFate['sentences'][number]['fate']): number =>
    fates.reduce((n, s) => n + s.sentences.filter((x) => x.fate === fate).length, 0);
  const [followed, redraft, staff] = [count('refreshed'), count('redraft'), count('staff')];
  const said = [
    followed ? `${followed}句的数字已随之更新` : '',
    redraft ? `${redraft}句的说法要改，请在那一节点“重新起草这些句子”，或者自己修改` : '',
    staff ? `${staff}句是人工写的，没有改动，请核对` : '',
  ].filter((s) => s !== '');
  return said.length ? `${said.join('；')}。` : '请核对这些句子。';
}

/** Sentences of the embedded engine that it would say before and not after: they state no number, but stand or fall with one. */
function fallenBetween(before: Loaded, after: Loaded): (section: ProfileSection) => ReadonlySet<string> {
  const said = ({ profile, confirmed: { book, figures } }: Loaded, section: ProfileSection): string[] =>
    sentencesOf(composeSection({ section, profile, book, figures, prior: null }).paragraphs);
  return (section) => {
    const now = new Set(said(after, section));
    return new Set(said(before, section).filter((s) => !now.has(s)));
  };
}

/** Getters do not survive a spread. */
const stateOf = (l: Loaded): Loaded => ({
  report: l.report,
  profile: l.profile,
  facts: l.facts,
  sections: l.sections,
  unitName: l.unitName,
  usable: l.usable,
  confirmed: l.confirmed,
});

export interface Uses {
  fact: Fact;
  figures: {
    figure: Figure /** It stands in the working itself; else the figure leans on it otherwise. */;
    direct: boolean;
  }[];
  /** Findings that point at it, and those that there would be without it. */
  findings: { now: Prospect['findings']['vanish']; without: Prospect['findings']['appear'] };
  sections: SectionUse[];
  cells: CellUse[];
}

/** Where one fact is used. A figure counts when the fact is an input, or when the figure would be another without it. */
export async function usesOf(parts: StepParts, actor: Actor, id: ReportId, factId: string): Promise<Result<Uses>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const { period } = loaded.report;
  const fact = loaded.facts.find((f) => f.id === factId);
  if (!fact)
    return fail('not-found', 'fact_not_found', '没有这条数据，它可能已被删除。请刷新数据列表后再试。', { id: factId });
  const rest = loaded.facts.filter((f) => f.id !== factId);
  const without = workingState(loaded.report, loaded.profile, rest, loaded.sections);
  const own = slotId(fact, period);
  const leaning = (side: 'usable' | 'confirmed'): { figure: Figure; direct: boolean }[] => {
    const other = new Set(
      figureChanges(loaded[side].figures, without[side].figures).flatMap((c) => (c.before ? [figureId(c.before)] : [])),
    );
    return loaded[side].figures.flatMap((figure) => {
      const direct = figure.inputs.some((s) => slotId(s, period) === own);
      return direct || other.has(figureId(figure)) ? [{ figure, direct }] : [];
    });
  };
  const change = prospect(loaded.usable, without.usable, loaded.profile);
  const slots = new Set([...changedSlots(loaded, without), own]);
  const touched = touchedBy(
    slots,
    leaning('confirmed').map((x) => x.figure),
    period,
  );
  return ok({
    fact,
    figures: leaning('usable'),
    findings: { now: change.findings.vanish, without: change.findings.appear },
    sections: sectionsUsing(loaded, await sourceDocuments(parts, actor, id), touched, fallenBetween(loaded, without)),
    cells: cellsUsing(assembleTree(loaded), touched),
  });
}

/** Does the work and says what it reached. */
export async function withReach<T>(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  work: () => Promise<Result<T>>,
): Promise<Result<{ done: T; affected: Reach }>> {
  const before = await loadReport(parts, actor, id);
  if (!before.ok) return before;
  const done = await work();
  if (!done.ok) return done;
  const after = await loadReport(parts, actor, id);
  if (!after.ok) return after;
  const docs = before.value.sections.length ? await sourceDocuments(parts, actor, id) : [];
  const affected = reachOf(before.value, after.value, docs);
  const fates = affected.sections.length ? await followed(parts, actor, before.value, after.value, docs) : [];
  return ok({ done: done.value, affected: { ...affected, fates } });
}

/** Slots follow in one list. Where someone wrote to a section meanwhile nothing does: its sentences are then listed to be put anew. */
async function followed(
  parts: StepParts,
  actor: Actor,
  before: Loaded,
  after: Loaded,
  docs: Docs,
): Promise<SectionFate[]> {
  const at = parts.clock.now();
  const { writes, fates } = refreshWrites(before, after, docs, at);
  if (!writes.length) return fates;
  // The report's version is the one the change of facts made: its text only follows.
  const done = await parts.store.commit(actor, writes);
  if (done.ok) return fates;
  parts.log.warn('refresh_refused', { why: done.why, what: done.what });
  return fates.map((f) => ({
    ...f,
    version: f.version - (writes.some((w) => w.do === 'write-section' && w.section === f.id) ? 1 : 0),
    sentences: f.sentences.map((s) => (s.fate === 'refreshed' ? { ...s, now: s.was, fate: 'redraft' as const } : s)),
  }));
}
