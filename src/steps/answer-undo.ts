// What becomes of 撤销: what the message before changed is as it was before it; step by step it goes further back.

import { labelOf } from '../core/catalogue/catalogue.ts';
import type { FactId } from '../core/id.ts';
import { factEvents } from './answer-facts.ts';
import { printed, slotName } from './name-slot.ts';
import { eventsOf } from './settle-facts.ts';
import { say, type TurnDesk } from './turn-desk.ts';
import { FactHistory, undoDecision } from './undo-decision.ts';

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
