// What a message left open is put to the person as a choice: which unit, which fact, which of two values. Nothing is registered until
// one is chosen.
import { labelOf } from '../core/catalogue/catalogue.ts';
import type { Candidate } from '../core/fact.ts';
import type { Unread } from '../core/interview/intent.ts';
import { printed, slotName } from './name-slot.ts';
import type { Said } from './take-claims.ts';

export interface Choice {
  text: string;
  options: { label: string; claim: Said }[];
}

const LETTERS = 'ABCDEFGHI';

const saidOf = (c: Candidate): Said => ({
  key: c.key,
  period: c.period,
  scope: c.scope,
  item: c.item,
  value: c.value,
  unit: c.unit,
  qualifier: c.qualifier,
  label: c.label,
  quote: c.quote,
  confidence: 'high',
});

/** Null: there is nothing to choose between. */
export function choiceOf(unread: Unread): Choice | null {
  const options = (unread.options ?? []).slice(0, LETTERS.length).map(saidOf);
  const [first, second] = options;
  if (!first) return null;
  if (!second)
    return {
      text: `“${unread.quote.slice(0, 60)}”要登记为${labelOf(first.key)}吗？回复“是”登记，回复“不是”不登记。`,
      options: [{ label: '是', claim: first }],
    };
  const keys = new Set(options.map((o) => o.key));
  const values = new Set(options.map((o) => `${o.value}${o.unit}`));
  if (keys.size > 1)
    return offer(
      `“${unread.quote}”是哪一项？`,
      options.map((claim) => ({ label: labelOf(claim.key), claim })),
    );
  const why =
    values.size === 1
      ? `“${unread.quote}”是哪一年的${labelOf(first.key)}？`
      : new Set(options.map((o) => o.unit)).size > 1
        ? `${slotName(first)}“${unread.quote}”是${options.map((o) => o.unit).join('还是')}？`
        : `${slotName(first)}有${options.length}种可能，是哪一个？`;
  return offer(
    why,
    options.map((claim) => ({ label: values.size === 1 ? `${claim.period}年` : printed(claim), claim })),
  );
}

/** One new value for one of several facts that hold the old one. */
export const factChoice = (was: string, claims: readonly Said[]): Choice =>
  offer(
    `有${claims.length}项数据都是${was}，要改哪一项？`,
    claims.slice(0, LETTERS.length).map((claim) => ({ label: slotName(claim), claim })),
  );

/** One value each for the facts that a name leaves open; one alone is a plain yes or no. */
export function sameChoice(claims: readonly Said[]): Choice {
  const [only, second] = claims;
  if (only && !second)
    return {
      text: `${slotName(only)}按${printed(only)}登记吗？回复“是”登记，回复“不是”不登记。`,
      options: [{ label: '是', claim: only }],
    };
  return offer(
    '说的是哪一项？',
    claims.slice(0, LETTERS.length).map((claim) => ({ label: `${labelOf(claim.key)}：${printed(claim)}`, claim })),
  );
}

/** Two units for one amount, last year's being the reason to ask. */
export function unitChoice(said: Said, other: string, last: string): Choice {
  const both = [said, { ...said, unit: other }];
  return offer(
    `${slotName(said)}“${said.quote}”和上年（${last}）相差上千倍，是${said.unit}还是${other}？`,
    both.map((claim) => ({ label: printed(claim), claim })),
  );
}

function offer(question: string, options: Choice['options']): Choice {
  const lines = options.map((o, i) => `${LETTERS[i]}. ${o.label}`);
  return { text: `${question}\n${lines.join('\n')}\n请回复字母，或说“都不是”。`, options };
}
