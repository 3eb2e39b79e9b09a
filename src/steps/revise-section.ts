// A revision by instruction: thought through on the target alone, shown as a difference, stored when it is accepted. A number that a fact
// backs is not changed here: that becomes a proposal about the fact.

import type { SlotOffer } from '../core/draft/line.ts';
import type { Run } from '../core/draft/section.ts';
import { type Paragraph, sectionText } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import { knownText } from '../core/draft/verify-evidence.ts';
import type { Fact } from '../core/fact.ts';
import type { ReportId, TurnId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { diffTexts, type Segment } from '../core/revise/diff.ts';
import { placeOf, withStop } from '../core/revise/exact-edit.ts';
import { backedIn, type FactChange, factChange, figureKeys, namedChange } from '../core/revise/fact-change.ts';
import { type SaidSentence, unsaid } from '../core/revise/fact-sentence.ts';
import { type Change, type Instruction, readInstruction } from '../core/revise/instruction.ts';
import { difference, keptIn, tally } from '../core/revise/keep.ts';
import { isExact, notUnderstood, type ReviseScene, revise } from '../core/revise/revise.ts';
import type { Cannot } from '../core/revise/rework.ts';
import {
  findSelection,
  onlyTarget,
  putBack,
  type Scope,
  scopeOfParagraphs,
  scopeOfSpan,
  wholeScope,
} from '../core/revise/scope.ts';
import type { Actor, ModelCall } from '../ports.ts';
import { callFor } from './call-model.ts';
import { digest } from './digest.ts';
import { cutRuns } from './link-text.ts';
import { type OpenSection, openSection } from './open-section.ts';
import type { StepParts } from './parts.ts';
import { type Proposal, proposalOf } from './propose-change.ts';
import { type Reword, reword } from './reword.ts';
import type { ShownSection } from './show-sections.ts';
import { stepBack } from './undo-section.ts';

export interface RevisionAsk {
  instruction: string;
  /** The passage it is about, and where it begins in the section's text. */
  selection?: string | undefined;
  start?: number | undefined;
  /** Index of the paragraph it is about. */
  paragraph?: number | undefined;
  expectedVersion: number;
}

export interface Revision {
  /** Names exactly this text, made from exactly that version. */
  id: string;
  version: number;
  /** UTF-16 offsets of the target in the text as it was; the new words of the target. */
  target: { start: number; end: number; before: string; after: string };
  segments: Segment[];
  paragraphs: Paragraph[];
  text: string;
  /** Data and names that the text had and would not have any more; asked for. */
  dropped: string[];
  notes: string[];
  by: 'embedded' | 'model';
}

export type Prepared =
  | { is: 'revision'; revision: Revision }
  /** A fact would change: nothing does before a person says so. */
  | { is: 'proposal'; proposal: Proposal }
  | ({ is: 'cannot' } & Cannot);

const unbacked = (text: string, evidence: Evidence): Verdict[] =>
  verifyText(text, evidence).filter((v) => v.standing === 'unbacked');

/** Quantities that nothing backs and that were not there before. */
export function freshFaults(before: string, after: string, evidence: Evidence): Verdict[] {
  const count = new Map<string, number>();
  for (const v of unbacked(before, evidence)) count.set(v.text, (count.get(v.text) ?? 0) + 1);
  return unbacked(after, evidence).filter((v) => {
    const left = count.get(v.text) ?? 0;
    count.set(v.text, left - 1);
    return left <= 0;
  });
}

export async function reviseSection(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  ask: RevisionAsk,
  signal?: AbortSignal,
): Promise<Result<ShownSection>> {
  const opened = await openSection(parts, actor, id, sectionId, ask.expectedVersion);
  if (!opened.ok) return opened;
  const done = await carryOut(parts, actor, opened.value, ask, callFor(actor, id, null, signal));
  if (!done.ok) return done;
  const { value } = done;
  if (value.is === 'written') return ok(value.section);
  if (value.is === 'proposal')
    return fail('blocked', 'unbacked_revision', `没有保存：这样改会改动已确认的事实。${value.proposal.text}`, {
      proposal: value.proposal,
    });
  return fail('bad-input', 'instruction_not_understood', sentenceFor(value), {
    field: 'instruction',
    offers: value.offers,
  });
}

export type CarriedOut = { is: 'written'; section: ShownSection } | Exclude<Prepared, { is: 'revision' }>;

/** Thought through and stored. `ready` hears of the revision before it is written; an undo has none. */
export async function carryOut(
  parts: StepParts,
  actor: Actor,
  open: OpenSection,
  ask: RevisionAsk,
  call: ModelCall,
  ready: (revision: Revision) => void = () => {},
): Promise<Result<CarriedOut>> {
  const written = (stored: Result<ShownSection>): Result<CarriedOut> =>
    stored.ok ? ok({ is: 'written', section: stored.value }) : stored;
  const { expectedVersion } = ask;
  const back = await stepBack(parts, actor, open, readInstruction(ask.instruction).changes, expectedVersion);
  if (back) return written(back);
  const prepared = await prepareRevision(parts, open, ask, call);
  if (!prepared.ok) return prepared;
  if (prepared.value.is !== 'revision') return ok(prepared.value);
  const { revision } = prepared.value;
  ready(revision);
  return written(await open.write({ paragraphs: revision.paragraphs, expectedVersion, reason: 'revise' }));
}

export const sentenceFor = ({ why, offers }: Cannot): string =>
  offers.length ? `${why.replace(/[。]$/, '')}。可以这样说：${offers.slice(0, 4).join('；')}。` : why;

/** The same, to be looked at first: kept on the shelf until it is accepted. */
export async function previewRevision(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  sectionId: string,
  ask: RevisionAsk,
  turn: TurnId | null = null,
  signal?: AbortSignal,
): Promise<Result<Prepared>> {
  const opened = await openSection(parts, actor, id, sectionId, ask.expectedVersion);
  if (!opened.ok) return opened;
  const prepared = await prepareRevision(parts, opened.value, ask, callFor(actor, id, turn, signal));
  if (prepared.ok && prepared.value.is === 'revision') {
    const { id: name, version, paragraphs } = prepared.value.revision;
    parts.previews.put(name, { report: id, section: sectionId, version, paragraphs });
  }
  return prepared;
}

function scopeFor(
  all: readonly Paragraph[],
  ask: RevisionAsk,
  read: Instruction,
): Result<{ scope: Scope; limited: boolean }> {
  const limited = (scope: Result<Scope>): Result<{ scope: Scope; limited: boolean }> =>
    scope.ok ? ok({ scope: scope.value, limited: true }) : scope;
  if (ask.selection !== undefined) {
    const text = sectionText(all);
    const at = findSelection(text, ask.selection, ask.start);
    return at.ok ? limited(ok(scopeOfSpan(all, at.value, at.value + ask.selection.length))) : at;
  }
  if (ask.paragraph !== undefined) return limited(scopeOfParagraphs(all, ask.paragraph + 1, ask.paragraph + 1));
  if (read.paragraphs) return limited(scopeOfParagraphs(all, read.paragraphs.from, read.paragraphs.to));
  return ok({ scope: narrowed(all, read.changes) ?? wholeScope(all), limited: false });
}

/** Words to be taken out or replaced are the target themselves, where they stand in one place. */
function narrowed(all: readonly Paragraph[], changes: readonly Change[]): Scope | null {
  const [only, ...more] = changes;
  if (!only || more.length || (only.do !== 'delete' && only.do !== 'replace')) return null;
  const what = only.do === 'delete' ? only.what : only.find;
  if (what.is !== 'words') return null;
  const text = sectionText(all);
  const place = placeOf(text, what.words);
  if (!place.ok) return null;
  const { start, end } = only.do === 'delete' ? withStop(text, place.value) : place.value;
  return scopeOfSpan(all, start, end);
}

export async function prepareRevision(
  parts: StepParts,
  open: OpenSection,
  ask: RevisionAsk,
  call: ModelCall,
): Promise<Result<Prepared>> {
  const { outline, held, loaded } = open;
  if (!held) return fail('conflict', 'section_empty', `“${outline.title}”还没有内容。请先起草，再修改。`);
  const all = held.paragraphs;
  const read = readInstruction(ask.instruction);
  const found = scopeFor(all, ask, read);
  if (!found.ok) return found;
  const { scope, limited } = found.value;
  const evidence = await open.evidence();
  const scene = sceneOf(open, evidence, limited);
  const proposed = proposedChange(all, scope, read.changes, scene);
  if (proposed) return ok(proposed);

  const work = await worked(parts, { ask, read, scope, scene, evidence, all }, call);
  if (!work.ok) return work;
  if (work.value.is === 'cannot') return ok(work.value);
  const { target, notes, by } = work.value;
  const put = linked(putBack(scope, target), all, evidence);
  if (!onlyTarget(all, put, scope))
    throw new Error(`a revision reached beyond its target: ${ask.instruction.slice(0, 80)}`);
  const [before, text] = [sectionText(all), sectionText(put)];
  if (text.trim() === '')
    return fail('bad-input', 'empty_section', '这样修改后这一节就没有内容了，没有保存。请保留需要的文字。');
  if (text === before && JSON.stringify(put.map((p) => p.style)) === JSON.stringify(all.map((p) => p.style)))
    return fail('bad-input', 'nothing_changed', '修改前后的文字一样，没有保存。请检查要改成的内容。');
  const fresh = freshFaults(before, text, evidence);
  if (fresh.length) return blocked(fresh, all, scope, scene);
  const lost = difference(tally(keptIn(before, scene.names)), tally(keptIn(text, scene.names))).lost;
  const after = text.slice(scope.start, text.length - (before.length - scope.end));
  return ok({
    is: 'revision',
    revision: {
      id: await digest(JSON.stringify([loaded.report.id, outline.id, held.version, put])),
      version: held.version,
      target: { start: scope.start, end: scope.end, before: before.slice(scope.start, scope.end), after },
      segments: diffTexts(before, text),
      paragraphs: put,
      text,
      dropped: lost,
      notes,
      by,
    },
  });
}

function sceneOf({ outline, held, loaded }: OpenSection, evidence: Evidence, limited: boolean): ReviseScene {
  const { book, figures } = loaded.confirmed;
  const bearers = [
    ...evidence.terms.filter((t) => ORGANISATION.test(t)),
    ...book.all.flatMap((f) => (f.scope ? [f.scope] : [])),
  ];
  const names = new Set([...(loaded.unitName ? [loaded.unitName] : []), ...bearers]);
  return {
    brief: { section: outline, profile: loaded.profile, book, figures, prior: null },
    whole: held?.paragraphs ?? [],
    limited,
    unitName: loaded.unitName,
    names: [...names].filter((n) => n.length >= 3 && n.length <= 40),
  };
}
const ORGANISATION =
  /^[\u4e00-\u9fffA-Za-z\d（）()]{3,40}(?:局|委员会|委|办公室|中心|公司|镇|乡|街道|协会|学校|医院|集团|大队|站|所|馆)$/;

/** The change of a fact that the words would amount to. */
function proposedChange(
  all: readonly Paragraph[],
  scope: Scope,
  changes: readonly Change[],
  scene: ReviseScene,
): Prepared | null {
  for (const c of changes) {
    if (c.do !== 'replace' || !/[\d一二三四五六七八九十百千万亿]/.test(c.put)) continue;
    let change: FactChange | null = null;
    if (c.find.is === 'words') {
      const { words } = c.find;
      // Words that stand there more than once mean one fact where all of them rest on it.
      const runs = placesOf(sectionText(all), words, scope).flatMap((at) => backedIn(all, at, at + words.length));
      if (difference(tally(keptIn(words)), tally(keptIn(c.put))).added.length) change = factChange(runs, c.put, scene);
      change ??= namedChange(words, c.put, scene);
    } else if (c.find.is === 'target' && scene.limited) {
      const before = sectionText(scope.target);
      if (difference(tally(keptIn(before)), tally(keptIn(c.put))).added.length)
        change = factChange(backedIn(all, scope.start, scope.end), c.put, scene);
    }
    if (change && !saysAlready(change)) {
      const proposal = proposalFor(change);
      if (proposal) return { is: 'proposal', proposal };
    }
  }
  return null;
}

function placesOf(text: string, words: string, { start, end }: Scope): number[] {
  const out: number[] = [];
  for (let at = text.indexOf(words, start); at >= 0 && at + words.length <= end; at = text.indexOf(words, at + 1))
    out.push(at);
  return out;
}

const saysAlready = ({ fact, to }: FactChange): boolean =>
  fact.value === to.value && (to.unit === '' || fact.unit === to.unit);

/** Null for a fact that is no stored one. */
function proposalFor({ fact, to }: FactChange): Proposal | null {
  if (fact.id === undefined) return null;
  const claim = { ...fact, value: to.value, unit: to.unit || fact.unit, qualifier: to.qualifier };
  return proposalOf([{ fact: fact as Fact, claim }]);
}

function blocked(
  fresh: readonly Verdict[],
  all: readonly Paragraph[],
  scope: Scope,
  scene: ReviseScene,
): Result<Prepared> {
  const touched = backedIn(all, scope.start, scope.end);
  const figure =
    touched.length === 1 ? scene.brief.figures.find((f) => figureKeys(touched).includes(f.key)) : undefined;
  const hint = figure ? `“${figure.label}”是计算出来的，请修改它所用的数据。` : '请先登记这个数，或换一种改法。';
  return fail(
    'blocked',
    'unbacked_revision',
    `没有保存：改动后“${fresh[0]!.text}”没有对应的已确认事实${fresh[0]!.why ? `（${fresh[0]!.why.replace(/。$/, '')}）` : ''}。${hint}`,
    { quantities: fresh },
  );
}

interface Work {
  ask: RevisionAsk;
  read: Instruction;
  scope: Scope;
  scene: ReviseScene;
  evidence: Evidence;
  all: readonly Paragraph[];
}
type Worked =
  | { is: 'done'; target: Paragraph[]; notes: string[]; by: 'embedded' | 'model' }
  | ({ is: 'cannot' } & Cannot);

/** Exact changes by code, wording by the model; by the embedded engine where the model gives nothing that holds. */
async function worked(parts: StepParts, work: Work, call: ModelCall): Promise<Result<Worked>> {
  const { read, scope, scene } = work;
  let target: Paragraph[] = [...scope.target];
  const notes: string[] = [];
  let by: 'embedded' | 'model' = 'embedded';
  for (let i = 0; i < read.changes.length; ) {
    let end = i + 1;
    const exact = isExact(read.changes[i]!);
    while (!exact && end < read.changes.length && !isExact(read.changes[end]!)) end++;
    const changes = read.changes.slice(i, end);
    if (!exact && parts.model.name !== 'embedded') {
      const done = await reword(parts, rewordAsk(work, target, changes, read.said.slice(i, end)), call);
      if (done.is === 'done') {
        target = done.paragraphs;
        by = 'model';
        i = end;
        continue;
      }
      parts.log.warn('revision_falls_back', { model: parts.model.name, why: done.why.slice(0, 300) });
      if (changes.some((c) => c.do === 'free'))
        return ok(
          done.is === 'cannot'
            ? { is: 'cannot', why: done.why, offers: done.offers }
            : { is: 'cannot', why: '模型没有给出不改动数据的改法，没有修改。', offers: notUnderstood.offers },
        );
      notes.push('模型没有给出可用的改法，由内置引擎修改。');
    }
    const done = revise(target, changes, scene);
    if (!done.ok) return 'cannot' in done ? ok({ is: 'cannot', ...done.cannot }) : done;
    target = done.value.paragraphs;
    notes.push(...done.value.notes);
    i = end;
  }
  return ok({ is: 'done', target, notes, by });
}

const DROPS = /删|去掉|不要|省略|略去|减少/;

function rewordAsk(
  { scope, scene, evidence, all }: Work,
  target: Paragraph[],
  changes: readonly Change[],
  said: readonly string[],
): Reword {
  const before = sectionText(all);
  const wantsMore = changes.some((c) => c.do === 'expand' || c.do === 'cause');
  return {
    instruction: said.join('，'),
    scene,
    target,
    before: before.slice(0, scope.start),
    after: before.slice(scope.end),
    more: wantsMore ? offersOf(unsaid(scene.brief, scene.whole)) : [],
    known: knownText(evidence) + before.replace(/\s/g, '').normalize('NFKC'),
    drops: changes.some((c) => (c.do === 'free' && DROPS.test(c.words)) || (c.do === 'shorten' && c.optional)),
    holds: (next) => freshFaults(before, sectionText(putBack(scope, next)), evidence).length === 0,
  };
}

/** Each backed run of the sentences as a slot of its own. */
const offersOf = (sentences: readonly SaidSentence[]): (SlotOffer & { runs: Run[] })[] =>
  sentences
    .flatMap(({ runs, text }) =>
      runs.flatMap((r) =>
        r.by && r.by.kind !== 'missing' && !/^(?:report_year|unit_name|unit_short_name)$/.test(r.by.key)
          ? [{ label: text.slice(0, 60), phrase: r.t, by: r.by, required: false, runs: [r] }]
          : [],
      ),
    )
    .map((offer, i) => ({ name: `N${i + 1}`, ...offer }));

/** What is new and backed knows what backs it; what stood there before stays as it was. */
function linked(now: readonly Paragraph[], was: readonly Paragraph[], evidence: Evidence): Paragraph[] {
  const old = new Set(was);
  const verdicts = verifyText(sectionText(now), evidence);
  let offset = 0;
  return now.map((p) => {
    const start = offset;
    const length = sectionText([p]).length;
    offset += length + 1;
    if (old.has(p) || !p.revised) return p;
    const own = verdicts.filter((v) => v.start >= start && v.end <= start + length);
    return { ...p, runs: cutRuns(p.runs, start, own, evidence) };
  });
}
