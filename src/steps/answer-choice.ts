// What becomes of a reply to what a message left open: the option that is meant is registered, and only that.
import { chosen } from '../core/interview/options.ts';
import { answerGive } from './answer-facts.ts';
import type { Choice } from './offer-choice.ts';
import { saysYes } from './propose-change.ts';
import { say, type TurnDesk } from './turn-desk.ts';

/** The words the value was said in: those of the message before where they were a passage, else the option that was chosen. */
const quoteOf = (choice: Choice, at: number): string =>
  choice.options.length === 1 ? choice.options[at]!.claim.quote : choice.options[at]!.label;

/** False when the message is no reply to the choice that was put last. */
export async function answerChoice(desk: TurnDesk): Promise<boolean> {
  const [choice, ...later] = desk.state.choices;
  if (!choice) return false;
  const { text } = desk.turn;
  // The one option is called 是, a word that many a sentence holds: only a plain yes is one.
  const yes = choice.options.length === 1 ? saysYes(text) : null;
  const labels = choice.options.map((o) => o.label);
  const read = chosen(text, labels);
  const at = choice.options.length > 1 ? read : yes === true ? 0 : yes === false || read === 'none' ? 'none' : null;
  if (at === null) return false;
  desk.state = { ...desk.state, choices: later };
  if (at === 'none') {
    await desk.emit([say('好的，没有登记。请连名称和单位一起再说一次，例如“收入预算总额是1260万元”。')]);
    return true;
  }
  // The words registered are those of the message before; the unit was settled by this one.
  await answerGive(desk, [{ ...choice.options[at]!.claim, quote: quoteOf(choice, at) }]);
  return true;
}
