// What a message asks for, to the answer that gives it; the question and the state that the turn ends with.
import { NOT_BUT } from '../core/interview/commands.ts';
import type { Intent } from '../ports.ts';
import { answerDraft } from './answer-draft.ts';
import {
  answerCorrection,
  answerGive,
  answerMissing,
  answerNone,
  answerSame,
  answerSkip,
  factEvents,
  sayUnread,
} from './answer-facts.ts';
import { askNext } from './ask-next.ts';
import type { Conversation } from './conversation.ts';
import { exportUrl } from './export-url.ts';
import type { Loaded } from './load-report.ts';
import { slotName } from './name-slot.ts';
import { applyProposal, replyTo } from './propose-change.ts';
import { showQuestion } from './show-fact.ts';
import { say, type TurnDesk } from './turn-desk.ts';

const HELP =
  '您可以直接告诉我数据（如“2022年总收入7910万元，其中财政拨款6781.4万元”），说“没有”“和去年一样”或“跳过”来回答问题，问“还缺什么”，说“起草全文”或“起草第三部分”，以及“导出Word”。';

export async function answerIntent(desk: TurnDesk, intent: Intent): Promise<void> {
  switch (intent.is) {
    case 'give':
      if (intent.claims.length) await answerGive(desk, intent.claims);
      return desk.emit((intent.unread ?? []).map(sayUnread));
    case 'correct':
      return answerCorrection(desk, intent);
    case 'none':
      return answerNone(desk, intent.key);
    case 'same-as-last-year':
      return answerSame(desk, intent.key);
    case 'skip':
      return answerSkip(desk, intent.key);
    case 'what-is-missing':
      return answerMissing(desk);
    case 'draft':
      return answerDraft(desk, intent.section);
    case 'export':
      return desk.emit([
        { kind: 'export', payload: { format: intent.format, url: exportUrl(desk.report, intent.format, 'draft') } },
        say('草稿已经备好，请点链接下载。'),
      ]);
    case 'help':
      return desk.emit([say(HELP)]);
    case 'unclear':
      return desk.emit([
        ...(intent.unread ?? []).map(sayUnread),
        ...(intent.unread?.length ? [] : [say(`没有看懂这条消息，没有登记任何数据。${HELP}`)]),
      ]);
  }
}

/** A plain yes or no to the change proposed in the turn before; false when the message is something else. */
export async function answerProposal(desk: TurnDesk): Promise<boolean> {
  const { proposal } = desk.state;
  if (!proposal) return false;
  desk.state = { ...desk.state, proposal: null };
  const reply = replyTo(desk.turn.text);
  if (reply === null) return false;
  if (reply === 'no') {
    await desk.emit([say('好的，保留原值，没有修改。')]);
    return true;
  }
  await desk.settle((facts) => {
    const edited = applyProposal(facts, proposal, desk.turn.id, desk.turn.text);
    if (!edited) return [say('这条数据刚刚被他人改动过，没有修改。请核对现在的值，再说一次。')];
    return [...factEvents('edited', edited), say(`已修改：${edited.map((f) => slotName(f)).join('、')}。`)];
  });
  return true;
}

export async function finish(desk: TurnDesk): Promise<void> {
  const question = askNext(desk.loaded, desk.state.skipped);
  const asked = question ? { key: question.key, period: question.period, scope: question.scope } : null;
  desk.state = { ...desk.state, asked };
  const { version } = desk.loaded.report;
  await desk.emit(
    [
      // While a change waits for a yes, another question would take its answer.
      ...(desk.state.proposal
        ? []
        : [{ kind: 'question', payload: { question: question ? showQuestion(question) : null } }]),
      { kind: 'done', payload: { version, ...desk.state } },
    ],
    [],
    'done',
  );
}

/** Facts may have been settled since the last turn, or there was none yet: a reply answers the question that is shown now. */
export function questionNow(loaded: Loaded, state: Conversation): Conversation {
  const open = askNext(loaded, state.skipped);
  return open ? { ...state, asked: { key: open.key, period: open.period, scope: open.scope } } : state;
}

/** 不是1260，是1280 is about a number said before, whatever question is open: it never answers one that asks for words. */
export function correctsNumber(message: string): boolean {
  const m = NOT_BUT.exec(message.trim().replace(/[。！!]+$/, ''));
  return m !== null && /\d/.test(m[2] ?? '') && /\d/.test(m[3] ?? '');
}
