// What becomes of 撤销: what the message before changed is as it was before it; step by step it goes further back.

import { labelOf } from '../core/catalogue/catalogue.ts';
import type { FactId } from '../core/id.ts';
import { factEvents } from './answer-facts.ts';
import { printed, slotName } from './name-slot.ts';
import { eventsOf } from './settle-facts.ts';
import { type Event, say, type TurnDesk } from './turn-desk.ts';
import { FactHistory, undoDecision } from './undo-decision.ts';
import { undoSection } from './undo-section.ts';

export async function answerUndo(desk: TurnDesk): Promise<void> {
  const last = desk.state.undo.at(-1);
  if (!last)
    return desk.emit([say('没有可以撤销的内容。对话里登记和修改的数据才能这样撤销，其他的请在事实列表里改。')]);
  const before = desk.state;
  const undo = before.undo.slice(0, -1);
  if ('skipped' in last) {
    desk.state = { ...before, undo, skipped: before.skipped.filter((k) => k !== last.skipped) };
    return desk.emit([say(`好的，${labelOf(last.skipped)}不跳过了。`)]);
  }
  if ('sections' in last) {
    desk.state = { ...before, undo };
    return undoSections(desk, last.sections);
  }
  const facts = desk.loaded.facts.filter((f) => last.facts.includes(f.id));
  const history = new FactHistory(await eventsOf(desk.parts, desk.actor, desk.report, facts));
  await desk.settle((now) => {
    const blocked: string[] = [];
    for (const id of last.facts) {
      if (!now.get(id)) continue;
      const problem = undoDecision(now, id as FactId, history);
      if (problem) blocked.push(problem.message);
    }
    desk.state = { ...before, undo, last: null };
    const changed = last.facts.flatMap((id) => now.get(id) ?? []);
    const open = changed.filter((f) => f.standing.is !== 'rejected');
    const gone = changed.filter((f) => f.standing.is === 'rejected');
    return [
      ...factEvents('edited', open),
      ...blocked.map(say),
      ...(gone.length
        ? [say(`已撤销：${gone.map((f) => `${slotName(f)}${printed(f).slice(0, 40)}`).join('、')}，当作没有说过。`)]
        : []),
      ...(open.length && !blocked.length
        ? [say(`已撤销：${open.map((f) => `${slotName(f)}又是${printed(f).slice(0, 40)}`).join('、')}。`)]
        : []),
    ];
  });
}

/** The version before comes back as a new one; a first version has none before it, and is said to. */
async function undoSections(desk: TurnDesk, ids: readonly string[]): Promise<void> {
  const first: string[] = [];
  const faults: string[] = [];
  for (const id of ids) {
    const row = desk.loaded.sections.find((s) => s.section === id);
    const title = desk.loaded.profile.outline.find((o) => o.id === id)?.title ?? id;
    if (!row) continue;
    if (row.version === 1) {
      first.push(title);
      continue;
    }
    const version = row.version + 1;
    const told = (): Event[] => [
      { kind: 'section', payload: { section: id, title, version, missing: [], withheld: [] } },
      say(`“${title}”已恢复为修改前的文字。`),
    ];
    const done = await desk.change(told, (parts) =>
      undoSection(parts, desk.actor, desk.report, id, 'undo', row.version),
    );
    if (done && !done.ok) faults.push(done.problem.message);
  }
  await desk.reload();
  await desk.emit([
    ...faults.map(say),
    ...(first.length
      ? [
          say(
            `${first.map((t) => `“${t}”`).join('、')}是第一次起草，没有更早的文字可以恢复；不需要时请修改或重新起草。`,
          ),
        ]
      : []),
  ]);
}
