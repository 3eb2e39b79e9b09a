// What becomes of an order to change words: the section and the paragraph it means are found, the revision itself is revise-section's.
import { paragraphText } from '../core/draft/section.ts';
import { sectionsNamed } from '../core/interview/section-name.ts';
import type { Result } from '../core/problem.ts';
import type { Intent, SectionRow } from '../ports.ts';
import { remember } from './conversation.ts';
import { openSection } from './open-section.ts';
import { type CarriedOut, carryOut, type Revision, sentenceFor } from './revise-section.ts';
import { type Event, say, type TurnDesk } from './turn-desk.ts';

interface Target {
  row: SectionRow;
  /** Index of the paragraph; undefined: the whole section. */
  paragraph: number | undefined;
}

export async function answerRevise(desk: TurnDesk, intent: Extract<Intent, { is: 'revise' }>): Promise<void> {
  const target = targetOf(desk, intent);
  if (typeof target === 'string') return desk.emit([say(target)]);
  const { row, paragraph } = target;
  const { id, title } = desk.loaded.profile.outline.find((o) => o.id === row.section)!;
  const version = row.version + 1;
  let shown: Revision | null = null;
  const told = (): Event[] => {
    desk.state = { ...remember(desk.state, { sections: [id] }), written: id };
    const notes = shown?.notes ?? [];
    const lost = shown?.dropped ?? [];
    return [
      ...(shown ? [{ kind: 'revision', payload: revisionPayload(id, title, version, shown) }] : []),
      { kind: 'section', payload: { section: id, title, version, missing: [], withheld: [] } },
      say(
        [
          `“${title}”已按要求修改，原来的一版还在历史版本里，可以撤销。`,
          ...notes,
          ...(lost.length
            ? [`随之删去的数据和名称：${lost.slice(0, 8).join('、')}${lost.length > 8 ? '等' : ''}。`]
            : []),
        ].join(''),
      ),
    ];
  };
  const ask = { instruction: intent.instruction, paragraph, expectedVersion: row.version };
  const done = await desk.change(told, async (parts): Promise<Result<CarriedOut>> => {
    const opened = await openSection(parts, desk.actor, desk.report, row.section, row.version);
    if (!opened.ok) return opened;
    return desk.calling(id, (call) =>
      carryOut(parts, desk.actor, opened.value, ask, call, (revision) => {
        shown = revision;
      }),
    );
  });
  if (done === null) return;
  if (!done.ok) return desk.emit([say(done.problem.message)]);
  if (done.value.is === 'cannot') return desk.emit([say(sentenceFor(done.value))]);
  if (done.value.is === 'proposal') {
    const { proposal } = done.value;
    desk.state = { ...desk.state, proposal };
    return desk.emit([{ kind: 'proposal', payload: { proposal } }, say(proposal.text)]);
  }
  await desk.reload();
}

const revisionPayload = (section: string, title: string, version: number, r: Revision) => ({
  section,
  title,
  version,
  segments: r.segments,
  dropped: r.dropped,
  notes: r.notes,
  by: r.by,
});

/** The section and the paragraph that are meant, or what to say when they cannot be found. */
function targetOf(desk: TurnDesk, intent: Extract<Intent, { is: 'revise' }>): Target | string {
  const { profile, sections } = desk.loaded;
  const rows = new Map(sections.map((s) => [s.section, s]));
  const said = intent.section ?? desk.state.written;
  if (said === null) {
    const words = /[“"「]([^”"」]{2,200})[”"」]/.exec(intent.instruction)?.[1];
    const holding = words ? sections.filter((s) => s.paragraphs.some((p) => paragraphText(p).includes(words))) : [];
    if (holding.length === 1) return { row: holding[0]!, paragraph: undefined };
    if (words && !holding.length && sections.length)
      return `已起草的章节里都没有“${words.slice(0, 30)}”。请照抄原文后再试。`;
    return '请说明要改哪一节，例如“把第三部分第二段改得简洁些”。';
  }
  const ids = sectionsNamed(said, profile);
  if (!ids.length) return `没有找到“${said}”这一节。可以说编号（如“3.1”）或标题里的词。`;
  const held = ids.flatMap((id) => rows.get(id) ?? []);
  if (!held.length) return '这一部分还没有内容。请先说“起草”，再修改。';
  if (intent.paragraph === null)
    return held.length === 1
      ? { row: held[0]!, paragraph: undefined }
      : `这一部分有${held.length}节，请说明改哪一节：${profile.outline
          .filter((o) => ids.includes(o.id))
          .map((o) => `${o.id} ${o.title}`)
          .join('、')}。`;
  const all = held.flatMap((row) => row.paragraphs.map((_, paragraph) => ({ row, paragraph })));
  const at = intent.paragraph < 0 ? all.length + intent.paragraph : intent.paragraph - 1;
  return all[at] ?? `这一部分只有${all.length}段，没有第${intent.paragraph}段。`;
}
