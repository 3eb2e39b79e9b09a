// One message, from its words to its answers: a reply to what is open comes first, then what the rules read for certain, then what a
// model proposes for the rest. Code decides; a model's failure leaves the rules' reading.
import { leavesOpen, mergeReadings } from '../core/interview/merge-readings.ts';
import { understandMessage } from '../core/interview/understand.ts';
import type { Intent } from '../ports.ts';
import { answerChoice } from './answer-choice.ts';
import { answerIntent, answerProposal, correctsNumber, isAside } from './answer-intent.ts';
import { valueOr } from './call-model.ts';
import { continuesDraft } from './draft-rest.ts';
import { say, type TurnDesk } from './turn-desk.ts';

/** The model that is the rules themselves. */
const EMBEDDED = 'embedded';

export async function answerMessage(desk: TurnDesk): Promise<void> {
  desk.begin('reply');
  const { proposal, choices } = desk.state;
  let message = desk.turn.text;
  if (proposal) {
    const rest = await answerProposal(desk, proposal);
    if (rest === '') return;
    if (rest !== null) message = rest;
  } else if (choices.length && (await answerChoice(desk))) return;
  const waiting = desk.state.proposal ?? (proposal ? null : (desk.state.choices[0] ?? null));
  const intents = await readMessage(desk, message);
  if (waiting && !isAside(intents)) {
    // Something else was said instead of a yes: what was open is closed, and said to be.
    const dropped = desk.state.proposal
      ? '刚才的修改没有确认，保留原值。'
      : `${desk.state.choices.map((c) => `“${c.options[0]!.claim.quote}”`).join('、')}没有选定，没有登记。`;
    desk.state = { ...desk.state, proposal: null, choices: [] };
    if (!intents.some((i) => i.is === 'cancel')) await desk.emit([say(dropped)]);
  }
  const before = desk.state.proposal;
  const { topic } = desk.state;
  for (const [i, intent] of intents.entries()) {
    desk.begin(`intent${i}`);
    await answerIntent(desk, intent);
  }
  desk.begin('rest');
  // One fact is a subject for one answer.
  if (topic && 'key' in topic && desk.state.topic === topic && !isAside(intents))
    desk.state = { ...desk.state, topic: null };
  // Put once more, so that a yes to it is a yes to what was read last. A choice is put again by finish.
  if (before && desk.state.proposal === before)
    await desk.emit([{ kind: 'proposal', payload: { proposal: before } }, say(before.text)]);
}

/** What was read is kept before anything is done about it: a model asked twice may answer twice differently. */
async function readMessage(desk: TurnDesk, message: string): Promise<Intent[]> {
  if (desk.intents) return desk.intents;
  const intents = (await continuesDraft(desk)) ? [DRAFT] : await understood(desk, message);
  await desk.keep({ intents });
  return intents;
}

const DRAFT: Intent = { is: 'draft', section: 'all' };

async function understood(desk: TurnDesk, message: string): Promise<Intent[]> {
  const asked = correctsNumber(message) ? null : desk.state.asked;
  const { period } = desk.loaded.report;
  const { book } = desk.loaded.usable;
  const { profile } = desk.loaded;
  const rules = understandMessage(message, asked, period, book, profile);
  const { model } = desk.parts;
  const isModel = model.name !== EMBEDDED;
  if (isModel && !leavesOpen(rules)) return rules;
  const reply = await desk.calling(null, (call) => model.understand({ message, asked, period, book, profile }, call));
  desk.stopIfEnded();
  const { value, failure } = valueOr(desk.parts, reply, () => rules);
  return failure || !isModel ? value : mergeReadings(rules, value);
}
