// What a message asks for, to the answer that gives it; the question and the state that the turn ends with.
import { NOT_BUT } from '../core/interview/commands.ts';
import type { Intent } from '../ports.ts';
import { answerDraft } from './answer-draft.ts';
import {
  answerBetween,
  answerClaims,
  answerCorrection,
  answerMissing,
  answerNone,
  answerSame,
  answerSkip,
  answerUnread,
  factEvents,
} from './answer-facts.ts';
import { answerRevise } from './answer-revise.ts';
import {
  answerAskList,
  answerCancel,
  answerExplain,
  answerHuman,
  answerRecall,
  answerSocial,
  answerTurnTo,
  answerUnclear,
  answerWrong,
  HELP,
} from './answer-talk.ts';
import { answerUndo } from './answer-undo.ts';
import { askNow } from './ask-next.ts';
import { type Conversation, remember } from './conversation.ts';
import { exportUrl } from './export-url.ts';
import type { Loaded } from './load-report.ts';
import { slotName } from './name-slot.ts';
import { applyProposal, type Proposal, replyOf } from './propose-change.ts';
import { showQuestion } from './show-fact.ts';
import { say, type TurnDesk } from './turn-desk.ts';

export async function answerIntent(desk: TurnDesk, intent: Intent): Promise<void> {
  switch (intent.is) {
    case 'give':
      if (intent.claims.length) await answerClaims(desk, intent.claims);
      return answerUnread(desk, intent.unread ?? []);
    case 'correct':
      return answerCorrection(desk, intent);
    case 'wrong':
      return answerWrong(desk);
    case 'none':
      return intent.between ? answerBetween(desk, intent.between, intent.is) : answerNone(desk, intent.key);
    case 'same-as-last-year':
      return intent.between ? answerBetween(desk, intent.between, intent.is) : answerSame(desk, intent.key);
    case 'skip':
      return answerSkip(desk, intent.key, intent.from);
    case 'what-is-missing':
      return answerMissing(desk);
    case 'ask-list':
      return answerAskList(desk, intent.supplier);
    case 'explain':
      return answerExplain(desk, intent);
    case 'recall':
      return answerRecall(desk, intent.between ?? [intent.key]);
    case 'turn-to':
      return answerTurnTo(desk, intent.topic);
    case 'undo':
      return answerUndo(desk);
    case 'cancel':
      return answerCancel(desk);
    case 'human':
      return answerHuman(desk);
    case 'social':
      return answerSocial(desk, intent.kind);
    case 'draft':
      return answerDraft(desk, intent.section);
    case 'revise':
      return answerRevise(desk, intent);
    case 'export':
      return desk.emit([
        { kind: 'export', payload: { format: intent.format, url: exportUrl(desk.report, intent.format, 'draft') } },
        say('草稿已经备好，请点链接下载。'),
      ]);
    case 'help':
      return desk.emit([say(HELP)]);
    case 'unclear':
      if (intent.unread?.length) return answerUnread(desk, intent.unread);
      return answerUnclear(desk);
  }
}

/** These leave what is open as it is: a change waits for its yes, a choice for its answer. */
const ASIDE: ReadonlySet<Intent['is']> = new Set(['explain', 'recall', 'social', 'human', 'help']);
export const isAside = (intents: readonly Intent[]): boolean => intents.every((i) => ASIDE.has(i.is));

/** A reply to the change proposed in the turn before: what is left of the message to be read, null when it is no reply. */
export async function answerProposal(desk: TurnDesk, proposal: Proposal): Promise<string | null> {
  const reply = replyOf(desk.turn.text, proposal);
  if (!reply) return null;
  desk.state = { ...desk.state, proposal: null };
  if (!reply.accepted.length) {
    await desk.emit([say('好的，保留原值，没有修改。')]);
    return reply.rest;
  }
  const before = desk.state;
  await desk.settle((facts) => {
    const edited = applyProposal(facts, proposal, reply.accepted, desk.turn.id, desk.turn.text);
    desk.state = before;
    if (!edited) return [say('这条数据刚刚被他人改动过，没有修改。请核对现在的值，再说一次。')];
    desk.state = { ...remember(before, { facts: edited.map((f) => f.id) }), last: edited.at(-1)!.id };
    const kept = proposal.changes.filter((_, i) => !reply.accepted.includes(i)).map((c) => slotName(c.to));
    return [
      ...factEvents('edited', edited),
      say(`已修改：${edited.map((f) => slotName(f)).join('、')}。${kept.length ? `${kept.join('、')}保留原值。` : ''}`),
    ];
  });
  return reply.rest;
}

export async function finish(desk: TurnDesk): Promise<void> {
  const question = askNow(desk.loaded, desk.state);
  const asked = question ? { key: question.key, period: question.period, scope: question.scope } : null;
  desk.state = { ...desk.state, asked };
  const { version } = desk.loaded.report;
  const [choice] = desk.state.choices;
  await desk.emit(
    [
      // While a change waits for a yes, or a choice for its answer, another question would take it.
      ...(desk.state.proposal
        ? []
        : choice
          ? [
              { kind: 'choice', payload: { text: choice.text, options: choice.options.map((o) => o.label) } },
              say(choice.text),
            ]
          : [{ kind: 'question', payload: { question: question ? showQuestion(question) : null } }]),
      { kind: 'done', payload: { version, ...desk.state } },
    ],
    [],
    'done',
  );
}

/** Facts may have been settled since the last turn, or there was none yet: a reply answers the question that is shown now. */
export function questionNow(loaded: Loaded, state: Conversation): Conversation {
  const open = askNow(loaded, state);
  return open ? { ...state, asked: { key: open.key, period: open.period, scope: open.scope } } : state;
}

/** 不是1260，是1280 is about a number said before, whatever question is open: it never answers one that asks for words. */
export function correctsNumber(message: string): boolean {
  const m = NOT_BUT.exec(message.trim().replace(/[。！!]+$/, ''));
  return m !== null && /\d/.test(m[2] ?? '') && /\d/.test(m[3] ?? '');
}
