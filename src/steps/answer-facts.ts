// What becomes of a message that gives, corrects, declines or asks for facts.
import { definitionOf, labelOf } from '../core/catalogue/catalogue.ts';
import type { Claim, Fact } from '../core/fact.ts';
import { otherUnit } from '../core/interview/doubt.ts';
import type { Unread } from '../core/interview/intent.ts';
import { fits } from '../core/interview/naming.ts';
import { missingText } from '../core/interview/next-question.ts';
import type { Intent } from '../ports.ts';
import { stillMissing } from './ask-next.ts';
import { remember } from './conversation.ts';
import { printed } from './name-slot.ts';
import { type Choice, choiceOf, factChoice, sameChoice, unitChoice } from './offer-choice.ts';
import { showFact, showMissing } from './show-fact.ts';
import { type Said, takeClaims, unitUnsaid } from './take-claims.ts';
import { type Event, say, type TurnDesk } from './turn-desk.ts';

export const factEvents = (change: 'stated' | 'edited', facts: readonly Fact[]): Event[] =>
  facts.map((f) => ({ kind: 'fact', payload: { change, fact: showFact(f) } }));

/** Last year's amount in words and the other unit, where the stated one is thousands of times off it. */
function doubtOf(desk: TurnDesk, said: Said): Choice | null {
  if (definitionOf(said.key)?.kind !== 'money' || said.item !== null) return null;
  const period = (said.period ?? desk.loaded.report.period) - 1;
  const last = desk.loaded.usable.book.get(said.key, { period, scope: said.scope });
  const other = otherUnit(said, last, unitUnsaid(said));
  return last && other ? unitChoice(said, other, printed(last)) : null;
}

/** Claims as a message makes them: an amount in a doubtful unit is asked about first, the others are taken. */
export async function answerClaims(desk: TurnDesk, claims: readonly Said[]): Promise<void> {
  const sure: Said[] = [];
  const doubts: Choice[] = [];
  for (const said of claims) {
    const doubt = doubtOf(desk, said);
    if (doubt) doubts.push(doubt);
    else sure.push(said);
  }
  if (doubts.length) offer(desk, doubts);
  if (sure.length) await answerGive(desk, sure);
}

export const offer = (desk: TurnDesk, choices: readonly Choice[]): void => {
  desk.state = { ...desk.state, choices: [...desk.state.choices, ...choices] };
};

export async function answerGive(desk: TurnDesk, claims: readonly Said[]): Promise<void> {
  const before = desk.state;
  await desk.settle((facts) => {
    const taken = takeClaims(facts, claims, desk.turn.id, desk.loaded.report.period);
    const last = taken.stated.at(-1) ?? taken.edited.at(-1);
    const changed = [...taken.stated, ...taken.edited].map((f) => f.id);
    desk.state = changed.length ? remember(before, { facts: changed }) : before;
    if (taken.proposal) desk.state = { ...desk.state, proposal: taken.proposal };
    if (last) desk.state = { ...desk.state, last: last.id };
    return [
      ...factEvents('stated', taken.stated),
      ...factEvents('edited', taken.edited),
      ...taken.says.map(say),
      ...(taken.proposal
        ? [{ kind: 'proposal', payload: { proposal: taken.proposal } }, say(taken.proposal.text)]
        : []),
    ];
  });
}

/** 1.4亿 is money, for it took the place of money. */
const inMoney = (unit: string): string => (unit === '万' || unit === '亿' ? `${unit}元` : unit);

const NO_NUMBER = { kind: 'text', unit: '' } as const;

/** 不是7910，是7190: the fact that has the value, or the one stated last; with more than one, the person must name it. */
export async function answerCorrection(desk: TurnDesk, intent: Extract<Intent, { is: 'correct' }>): Promise<void> {
  const { was, claim } = intent;
  // A number corrects a number: the words stated last are not meant.
  const takes = (f: Fact): boolean => fits(definitionOf(f.key) ?? NO_NUMBER, claim.unit);
  const open = desk.loaded.facts.filter((f) => f.standing.is !== 'rejected' && takes(f));
  const meant = was
    ? open.filter((f) => f.value === was.value && (was.unit === '' || f.unit === was.unit))
    : open.filter((f) => f.id === desk.state.last);
  const newest = meant.length > 1 ? meant.filter((f) => f.id === desk.state.last) : meant;
  const now = meant.filter((f) => f.period === desk.loaded.report.period);
  const [fact, second] = newest.length === 1 ? newest : now.length === 1 ? now : meant;
  const about = ({ key, period, scope, item, label, unit }: Fact): Said => ({
    ...{ key, period, scope, item, label, value: claim.value, unit: inMoney(claim.unit) || unit },
    ...{ qualifier: claim.qualifier, quote: claim.quote, confidence: claim.confidence },
  });
  if (!fact)
    return desk.emit([
      say(`没有找到要更正的数据${was ? `（${was.value}${was.unit}）` : ''}。请连名称一起说，例如“总收入是7190万元”。`),
    ]);
  if (second) return offer(desk, [factChoice(`${was?.value ?? ''}${was?.unit ?? ''}`, meant.map(about))]);
  await answerGive(desk, [about(fact)]);
}

/** More than so many open points of one message are named instead. */
const MOST_CHOICES = 8;

/** Numbers of the message that became no fact: those that could be one of few are put as a choice, the others named. */
export async function answerUnread(desk: TurnDesk, unread: readonly Unread[]): Promise<void> {
  const choices = unread.map((u, i) => (i < MOST_CHOICES ? choiceOf(u) : null));
  offer(
    desk,
    choices.filter((c) => c !== null),
  );
  await desk.emit(unread.filter((_, i) => !choices[i]).map(sayUnread));
}

/** A number of the message that became no fact is never passed over in silence. */
const sayUnread = (u: Unread): Event =>
  say(
    u.between.length
      ? `“${u.quote}”没有登记：它可能是${u.between.map(labelOf).join('、')}，请说明是哪一项。`
      : `“${u.quote}”没有登记：没有认出它是哪一项数据。请连规范名称一起说，例如“收入预算总额是1260万元”。`,
  );

const slotClaim = (key: string, period: number, value: string, unit: string, qualifier: Claim['qualifier']): Claim => ({
  key,
  period,
  scope: null,
  item: definitionOf(key)?.many ? '1' : null,
  value,
  unit,
  qualifier,
  label: null,
});

export async function answerNone(desk: TurnDesk, key: string): Promise<void> {
  const d = definitionOf(key);
  if (!d) return desk.emit([say(`没有名为“${key}”的数据项，没有登记。`)]);
  const asked = desk.state.asked?.key === key ? desk.state.asked : null;
  const number = d.kind === 'money' || d.kind === 'count';
  if (!number && d.kind !== 'passage' && d.kind !== 'text')
    return desk.emit([say(`${d.label}不能填“没有”。请提供具体内容，或说“跳过”。`)]);
  const claim = {
    ...slotClaim(key, asked?.period ?? desk.loaded.report.period, number ? '0' : '无', number ? d.unit : '', '无'),
    scope: asked?.scope ?? null,
  };
  await answerGive(desk, [{ ...claim, quote: desk.turn.text }]);
}

/** 三公经费和去年一样, 结转没有: the name leaves open which fact is meant, so the person chooses. */
export async function answerBetween(
  desk: TurnDesk,
  keys: readonly string[],
  is: 'none' | 'same-as-last-year',
): Promise<void> {
  const { period } = desk.loaded.report;
  const claims = keys.flatMap((key): Said[] => {
    const d = definitionOf(key)!;
    const [value, unit, qualifier] = ['0', d.unit, '无' as const];
    if (is === 'none') return [{ ...slotClaim(key, period, value, unit, qualifier), quote: desk.turn.text }];
    const last = desk.loaded.usable.book.get(key, { period: period - 1, scope: null });
    return last ? [{ ...slotClaim(key, period, last.value, last.unit, last.qualifier), quote: desk.turn.text }] : [];
  });
  if (!claims.length)
    return desk.emit([
      say(`没有${period - 1}年的${keys.map(labelOf).join('、')}可以沿用。请直接提供${period}年的数据。`),
    ]);
  offer(desk, [sameChoice(claims)]);
}

/** Last year's values, restated for the report year by the person who says so. */
export async function answerSame(desk: TurnDesk, key: string): Promise<void> {
  const { period } = desk.loaded.report;
  const every = desk.loaded.facts.filter(
    (f) => f.key === key && f.period === period - 1 && (f.standing.is === 'confirmed' || f.standing.is === 'candidate'),
  );
  // A sub-unit's number is as last year's only where it is what was asked about, or there is no other.
  const scope = desk.state.asked?.key === key ? desk.state.asked.scope : null;
  const own = every.filter((f) => f.scope === scope);
  const last = own.length ? own : every;
  if (!last.length)
    return desk.emit([say(`没有${period - 1}年的${labelOf(key)}可以沿用。请直接提供${period}年的数据。`)]);
  const claims = last.map((f): Said => ({ ...f, period, quote: desk.turn.text, confidence: 'high' }));
  await answerGive(desk, claims);
}

export async function answerSkip(desk: TurnDesk, key: string | null, from?: string): Promise<void> {
  const skip = key ?? desk.state.asked?.key ?? null;
  if (skip === null) return desk.emit([say('现在没有正在问的问题，不需要跳过。')]);
  desk.state = {
    ...remember(desk.state, { skipped: skip }),
    skipped: [...desk.state.skipped.filter((k) => k !== skip), skip],
  };
  await desk.emit([
    say(
      from
        ? `好的，${labelOf(skip)}等${from}提供，先问下一个。说“给${definitionOf(skip)?.supplier ?? '财务'}的清单”可以导出要填的内容发给同事。`
        : `好的，先跳过${labelOf(skip)}。缺少的内容在报告里会标为【待补】。`,
    ),
  ]);
}

export async function answerMissing(desk: TurnDesk): Promise<void> {
  const missing = stillMissing(desk.loaded);
  await desk.emit([
    { kind: 'missing', payload: { items: missing.map(showMissing) } },
    say(missing.length ? `还缺${missing.length}项：\n\n${missingText(missing)}` : '需要的数据都齐了。'),
  ]);
}
