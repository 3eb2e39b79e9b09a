// What becomes of a message that orders a draft: section after section, each stored with the event that tells of it.
import { sectionsNamed } from '../core/interview/section-name.ts';
import { draftDesk, prepareDraft } from './draft-section.ts';
import { keyTitles } from './show-fact.ts';
import { sectionState } from './show-sections.ts';
import { say, type TurnDesk } from './turn-desk.ts';
import { sectionRefusal, sectionWrites } from './write-section.ts';

export async function answerDraft(desk: TurnDesk, which: string): Promise<void> {
  const { loaded, parts, actor } = desk;
  const rows = new Map(loaded.sections.map((s) => [s.section, s]));
  const all = loaded.profile.outline.filter((o) => o.compose.length > 0);
  const named = new Set(sectionsNamed(which, loaded.profile));
  const wanted = all.filter((o) => named.has(o.id));
  if (!wanted.length)
    return desk.emit([say(`没有找到要起草的章节。可以起草：${all.map((o) => o.title).join('、')}。`)]);
  // A whole draft never writes over what people wrote or locked; a section asked for by itself does, keeping the old version.
  const kept = which === 'all' ? wanted.filter((o) => ['edited', 'locked'].includes(sectionState(rows.get(o.id)))) : [];
  const drafting = await draftDesk(parts, actor, loaded);
  const missing = new Set<string>();
  const faults: string[] = [];
  const gaps: string[] = [];
  let written = 0;
  for (const outline of wanted) {
    if (kept.includes(outline)) continue;
    const prepared = await prepareDraft(parts, actor, drafting, outline.id);
    if (!prepared.ok) {
      faults.push(prepared.problem.message);
      continue;
    }
    const { draft, held, withheld, reason } = prepared.value;
    const expectedVersion = held?.version ?? 0;
    const event = {
      kind: 'section',
      payload: {
        section: outline.id,
        title: outline.title,
        version: expectedVersion + 1,
        missing: keyTitles(draft.missing),
        withheld,
      },
    };
    // The text and the event that tells of it are one list; a turn that was stopped writes neither.
    const { paragraphs } = draft;
    const text = { section: outline.id, paragraphs, expectedVersion, reason, at: parts.clock.now() };
    const refused = await desk.tryEmit([event], sectionWrites(desk.report, text));
    if (refused) faults.push(sectionRefusal(refused).problem.message);
    else {
      written++;
      desk.state = { ...desk.state, written: outline.id };
      for (const key of draft.missing) missing.add(key);
      if (withheld.length)
        gaps.push(
          `“${outline.title}”里有${withheld.length}处数据没有对应的已确认事实（${withheld.slice(0, 5).join('、')}），没有写入，文中标为【待补】。请核实后登记，再起草这一节。`,
        );
    }
  }
  await desk.reload();
  const waiting = loaded.facts.filter((f) => f.standing.is === 'candidate' || f.standing.is === 'disputed').length;
  await desk.emit([
    ...[...faults, ...gaps].map(say),
    ...(kept.length ? [say(`${kept.map((o) => `“${o.title}”`).join('、')}有人工修改或已锁定，保留原文。`)] : []),
    say(
      `已起草${written}节。${missing.size ? `有${missing.size}项还没有数据，文中标为【待补】。` : ''}${waiting ? `还有${waiting}条数据没有确认，未确认的不写进正文。` : ''}`,
    ),
  ]);
}
