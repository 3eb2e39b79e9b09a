// What becomes of a message that orders a draft: several sections side by side, each stored with the event that tells of it.
// A turn that is stopped or breaks off keeps the sections it finished; taken up again it writes the others.
import { sectionsNamed } from '../core/interview/section-name.ts';
import type { ProfileSection } from '../core/profile.ts';
import { remember } from './conversation.ts';
import { draftBasis, standingDrafts } from './draft-rest.ts';
import { type DraftDesk, draftDesk, prepareDraft } from './draft-section.ts';
import { keyTitles } from './show-fact.ts';
import { sectionState } from './show-sections.ts';
import { say, type TurnDesk } from './turn-desk.ts';
import { sectionRefusal, sectionWrites } from './write-section.ts';

/** What the events of a drafting turn say of a section; read back for the closing words, also after a restart. */
interface Told {
  section: string;
  title: string;
  missing?: { key: string }[];
  withheld?: string[];
  message?: string;
}

export async function answerDraft(desk: TurnDesk, which: string): Promise<void> {
  const { loaded, parts, actor } = desk;
  const rows = new Map(loaded.sections.map((s) => [s.section, s]));
  const all = loaded.profile.outline.filter((o) => o.compose.length > 0);
  const named = new Set(sectionsNamed(which, loaded.profile));
  const wanted = all.filter((o) => named.has(o.id));
  if (!wanted.length)
    return desk.emit([say(`没有找到要起草的章节。可以起草：${all.map((o) => o.title).join('、')}。`)]);
  const part = desk.at;
  const basis = await draftBasis(desk);
  const begun = wanted.some((o) => desk.isClosed(`${part}.section.${o.id}`));
  const standing = which === 'all' && !begun ? await standingDrafts(desk, basis) : new Set<string>();
  if (which === 'all' && !begun) await desk.keep({ basis });
  const mine = (o: ProfileSection): boolean => desk.isClosed(`${part}.section.${o.id}`);
  // A whole draft never writes over what people wrote or locked; a section asked for by itself does, keeping the old version.
  const kept =
    which === 'all'
      ? wanted.filter((o) => !mine(o) && ['edited', 'locked'].includes(sectionState(rows.get(o.id))))
      : [];
  const open = wanted.filter((o) => !kept.includes(o) && !standing.has(o.id));
  const rest = open.filter((o) => !mine(o));
  const drafting = await draftDesk(parts, actor, loaded);
  const progress = { done: open.length - rest.length, of: open.length };

  let fault: unknown = null;
  const next = rest.values();
  const worker = async (): Promise<void> => {
    for (const outline of next) {
      if (fault !== null) return;
      await desk.breathe();
      await draftOne(desk, drafting, part, outline, progress);
    }
  };
  const workers = Array.from({ length: Math.min(parts.atOnce, rest.length) }, () =>
    worker().catch((cause) => {
      fault ??= cause;
    }),
  );
  await Promise.all(workers);
  if (fault !== null) throw fault;
  await desk.reload();
  await closingWords(desk, part, open, kept, wanted.length - open.length - kept.length);
}

/** One section: its beginning is told, then its text and what is told of it are one list. */
async function draftOne(
  desk: TurnDesk,
  drafting: DraftDesk,
  part: string,
  outline: ProfileSection,
  progress: { done: number; of: number },
): Promise<void> {
  const { parts, actor } = desk;
  const { id: section, title } = outline;
  const step = `${part}.section.${section}`;
  await desk.emit(
    [{ kind: 'section_started', payload: { section, title, progress: { ...progress } } }],
    [],
    'running',
    `${part}.start.${section}`,
  );
  const prepared = await desk.calling(section, (call) =>
    prepareDraft(parts, actor, drafting, section, undefined, call),
  );
  desk.stopIfEnded();
  const failed = async (message: string): Promise<void> => {
    progress.done++;
    const payload = { section, title, message, progress: { ...progress } };
    await desk.emit([{ kind: 'section_failed', payload }], [], 'running', step);
  };
  if (!prepared.ok) return failed(prepared.problem.message);
  const { draft, held, withheld, reason, failure, gate } = prepared.value;
  const expectedVersion = held?.version ?? 0;
  progress.done++;
  const payload = {
    section,
    title,
    version: expectedVersion + 1,
    missing: keyTitles(draft.missing),
    withheld,
    // Sentences of the model that were replaced or left out, and why.
    ...(gate && draft.notes ? { notes: draft.notes } : {}),
    instead: failure && { why: failure.why, message: failure.message },
    progress: { ...progress },
  };
  // The text and the event that tells of it are one list; a turn that was stopped writes neither.
  const text = { section, paragraphs: draft.paragraphs, expectedVersion, reason, at: parts.clock.now() };
  const refused = await desk.tryEmit([{ kind: 'section', payload }], sectionWrites(desk.report, text), 'running', step);
  if (!refused) return;
  progress.done--;
  await failed(sectionRefusal(refused).problem.message);
}

async function closingWords(
  desk: TurnDesk,
  part: string,
  open: readonly ProfileSection[],
  kept: readonly ProfileSection[],
  standing: number,
): Promise<void> {
  const events = await desk.parts.store.turnEvents(desk.actor, desk.report, desk.turn.id, 0);
  const steps = new Map(events.map((e) => [e.step, e]));
  const told = open.flatMap((o) => steps.get(`${part}.section.${o.id}`) ?? []);
  const written = told.filter((e) => e.kind === 'section').map((e) => e.payload as Told);
  const failed = told.filter((e) => e.kind === 'section_failed').map((e) => e.payload as Told);
  const missing = new Set(written.flatMap((t) => (t.missing ?? []).map((m) => m.key)));
  const gaps = written.flatMap(({ title, withheld = [] }) =>
    withheld.length
      ? `“${title}”里有${withheld.length}处数据没有对应的已确认事实（${withheld.slice(0, 5).join('、')}），没有写入，文中标为【待补】。请核实后登记，再起草这一节。`
      : [],
  );
  const { facts } = desk.loaded;
  const last = written.at(-1);
  if (last)
    desk.state = {
      ...remember(desk.state, { sections: written.map((t) => t.section) }),
      written: last.section,
    };
  const waiting = facts.filter((f) => f.standing.is === 'candidate' || f.standing.is === 'disputed').length;
  await desk.emit([
    ...[...failed.map((t) => t.message ?? ''), ...gaps].map(say),
    ...(kept.length ? [say(`${kept.map((o) => `“${o.title}”`).join('、')}有人工修改或已锁定，保留原文。`)] : []),
    say(
      `已起草${written.length}节。${standing ? `上次已起草的${standing}节没有变化，不再重写。` : ''}${missing.size ? `有${missing.size}项还没有数据，文中标为【待补】。` : ''}${waiting ? `还有${waiting}条数据没有确认，未确认的不写进正文。` : ''}`,
    ),
  ]);
}
