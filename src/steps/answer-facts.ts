// What becomes of a message that gives, corrects, declines or asks for facts.
import { definitionOf, labelOf } from '../core/catalogue/catalogue.ts';
import type { Claim, Fact } from '../core/fact.ts';
import type { Unread } from '../core/interview/intent.ts';
import { missingText } from '../core/interview/next-question.ts';
import type { Intent } from '../ports.ts';
import { stillMissing } from './ask-next.ts';
import { slotName } from './name-slot.ts';
import { showFact, showMissing } from './show-fact.ts';
import { type Said, takeClaims } from './take-claims.ts';
import { type Event, say, type TurnDesk } from './turn-desk.ts';

export const factEvents = (change: 'stated' | 'edited', facts: readonly Fact[]): Event[] =>
  facts.map((f) => ({ kind: 'fact', payload: { change, fact: showFact(f) } }));

export async function answerGive(desk: TurnDesk, claims: readonly Said[]): Promise<void> {
  await desk.settle((facts) => {
    const taken = takeClaims(facts, claims, desk.turn.id, desk.loaded.report.period);
    const last = taken.stated.at(-1) ?? taken.edited.at(-1);
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

/** 不是7910，是7190: the fact that has the value, or the one stated last; with more than one, the person must name it. */
export async function answerCorrection(desk: TurnDesk, intent: Extract<Intent, { is: 'correct' }>): Promise<void> {
  const { was, claim } = intent;
  const open = desk.loaded.facts.filter((f) => f.standing.is !== 'rejected');
  const meant = was
    ? open.filter((f) => f.value === was.value && (was.unit === '' || f.unit === was.unit))
    : open.filter((f) => f.id === desk.state.last);
  const newest = meant.length > 1 ? meant.filter((f) => f.id === desk.state.last) : meant;
  const [fact] = newest;
  if (!fact || newest.length > 1)
    return desk.emit([
      say(
        meant.length > 1
          ? `有${meant.length}项数据都是${was?.value}${was?.unit}：${meant.map(slotName).join('、')}。请说明要改哪一项。`
          : `没有找到要更正的数据${was ? `（${was.value}${was.unit}）` : ''}。请连名称一起说，例如“总收入是7190万元”。`,
      ),
    ]);
  const { key, period, scope, item, label } = fact;
  await answerGive(desk, [{ ...claim, key, period, scope, item, label, unit: claim.unit || fact.unit }]);
}

/** A number of the message that became no fact is never passed over in silence. */
export const sayUnread = (u: Unread): Event =>
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

/** Last year's values, restated for the report year by the person who says so. */
export async function answerSame(desk: TurnDesk, key: string): Promise<void> {
  const { period } = desk.loaded.report;
  const last = desk.loaded.facts.filter(
    (f) => f.key === key && f.period === period - 1 && (f.standing.is === 'confirmed' || f.standing.is === 'candidate'),
  );
  if (!last.length)
    return desk.emit([say(`没有${period - 1}年的${labelOf(key)}可以沿用。请直接提供${period}年的数据。`)]);
  const claims = last.map((f): Said => ({ ...f, period, quote: desk.turn.text }));
  await answerGive(desk, claims);
}

export async function answerSkip(desk: TurnDesk, key: string | null): Promise<void> {
  const skip = key ?? desk.state.asked?.key ?? null;
  if (skip === null) return desk.emit([say('现在没有正在问的问题，不需要跳过。')]);
  desk.state = { ...desk.state, skipped: [...new Set([...desk.state.skipped, skip])] };
  await desk.emit([say(`好的，先跳过${labelOf(skip)}。缺少的内容在报告里会标为【待补】。`)]);
}

export async function answerMissing(desk: TurnDesk): Promise<void> {
  const missing = stillMissing(desk.loaded);
  await desk.emit([
    { kind: 'missing', payload: { items: missing.map(showMissing) } },
    say(missing.length ? `还缺${missing.length}项：\n\n${missingText(missing)}` : '需要的数据都齐了。'),
  ]);
}
