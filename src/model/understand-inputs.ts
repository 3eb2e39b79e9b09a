// What a model is told beside the message: the open question in words, and which facts are on record, by name. Values are not for it.
import { definitionOf, labelOf } from '../core/catalogue/catalogue.ts';
import type { UnderstandAsk } from '../ports.ts';

export function askedWords({ asked }: UnderstandAsk): string {
  if (!asked) return '（无）';
  const d = definitionOf(asked.key);
  const whose = asked.scope ? `，${asked.scope}` : '';
  const choices = d?.choices ? `；从${d.choices.join('、')}里选` : '';
  return `${asked.key}｜${labelOf(asked.key)}（${asked.period}年${whose}${choices}）`;
}

const MOST_NAMES = 80;

/** Names of facts and of the sub-units, projects and indicators they are about. */
export function knownNames({ book, period }: UnderstandAsk): string {
  const now = (book?.all ?? []).filter((f) => f.period === period && f.key !== 'passage_figure');
  const names = [...new Set(now.map((f) => (f.scope ? `${f.scope}·${labelOf(f.key)}` : labelOf(f.key))))];
  if (!names.length) return '（无）';
  const more = names.length > MOST_NAMES ? `等${names.length}项` : '';
  return `${names.slice(0, MOST_NAMES).join('、')}${more}`;
}
