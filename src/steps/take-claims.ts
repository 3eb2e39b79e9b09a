// What a message states becomes facts: new values are confirmed at once, values of texts give way to the person's word,
// values already confirmed are only changed after asking. Pure over a FactDesk; stores nothing.
import { definitionOf, labelOf } from '../core/catalogue/catalogue.ts';
import { passageFigures } from '../core/extract/passage.ts';
import type { Claim, Confidence, Fact, Origin } from '../core/fact.ts';
import type { TurnId } from '../core/id.ts';
import { agreement } from '../core/same-value.ts';
import { type FactDesk, nextItem } from './fact-desk.ts';
import { printed, slotName } from './name-slot.ts';
import { type Proposal, proposalOf } from './propose-change.ts';

export interface Taken {
  stated: Fact[];
  edited: Fact[];
  proposal: Proposal | null;
  says: string[];
}

/** `confidence` medium: money without its unit was taken in the usual one. */
export type Said = Claim & { quote: string; confidence?: Confidence };

const isList = (key: string): boolean => key !== 'passage_figure' && (definitionOf(key)?.many ?? false);

export function takeClaims(desk: FactDesk, claims: readonly Said[], turnId: TurnId, period: number): Taken {
  const taken: Taken = { stated: [], edited: [], proposal: null, says: [] };
  const pending: { fact: Fact; claim: Claim }[] = [];
  const lists = new Set(claims.filter((c) => isList(c.key)).map((c) => c.key));
  for (const said of claims) {
    // Quantities inside a passage are read again once the passage has its number in the list.
    if (said.key === 'passage_figure' && [...lists].some((k) => said.item?.startsWith(`${k}.`))) continue;
    const { quote, ...rest } = said;
    const origin: Origin = { from: 'turn', turnId, quote };
    const claim: Claim = {
      key: rest.key,
      period: rest.period ?? period,
      scope: rest.scope,
      item: rest.item,
      value: rest.value,
      unit: rest.unit,
      qualifier: rest.qualifier,
      label: rest.label,
    };
    if (unitUnsaid(said))
      taken.says.push(
        `您没有写单位，${slotName(claim)}按“${claim.unit}”记为${printed(claim)}；如果单位不对，请直接更正，例如“不是${claim.value}${claim.unit}，是……元”。`,
      );
    if (isList(claim.key)) takeEntry(desk, claim, origin, taken);
    else takeValue(desk, claim, origin, taken, pending);
  }
  if (pending.length) taken.proposal = proposalOf(pending);
  return taken;
}

/** Money said as a bare number: the asked fact's usual unit is taken, and the person is told so. */
export const unitUnsaid = (said: Said): boolean =>
  definitionOf(said.key)?.kind === 'money' &&
  said.unit !== '' &&
  said.confidence === 'medium' &&
  !/[元圆块]|[万亿]/.test(said.quote);

function takeEntry(desk: FactDesk, claim: Claim, origin: Origin, taken: Taken): void {
  const known = desk.list(claim.key, claim.period, claim.scope).find((f) => agreement(f, claim) === 'same');
  if (known) {
    taken.says.push(`这一条${labelOf(claim.key)}已经登记过，没有重复登记。`);
    if (known.standing.is !== 'confirmed') taken.edited.push(desk.confirm(known));
    return;
  }
  const entry = { ...claim, item: nextItem(desk, claim) };
  taken.stated.push(desk.state(entry, origin));
  for (const c of passageFigures(entry)) desk.state(c, origin);
}

function takeValue(
  desk: FactDesk,
  claim: Claim,
  origin: Origin,
  taken: Taken,
  pending: { fact: Fact; claim: Claim }[],
): void {
  const rivals = desk.at(claim);
  const confirmed = rivals.find((f) => f.standing.is === 'confirmed');
  if (confirmed) {
    if (agreement(confirmed, claim) === 'same') taken.says.push(`${slotName(claim)}已是${printed(claim)}，无需修改。`);
    else pending.push({ fact: confirmed, claim });
    return;
  }
  const same = rivals.find((f) => agreement(f, claim) === 'same');
  if (same) {
    taken.edited.push(desk.confirm(same));
    return;
  }
  for (const r of rivals)
    taken.says.push(
      `材料中的${slotName(r)}是${printed(r).slice(0, 60)}，已按您说的${printed(claim).slice(0, 60)}登记。`,
    );
  taken.stated.push(desk.state(claim, origin));
}
