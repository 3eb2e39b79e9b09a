// A change of confirmed facts that a message asks for: put to the person first, carried out on 是 or 确认.
import { labelOf } from '../core/catalogue/catalogue.ts';
import type { Claim, Fact } from '../core/fact.ts';
import type { TurnId } from '../core/id.ts';
import type { FactDesk } from './fact-desk.ts';
import { printed, slotName } from './name-slot.ts';

export interface ProposedChange {
  id: string;
  title: string;
  expectedVersion: number;
  from: { value: string; unit: string };
  to: Claim;
}

export interface Proposal {
  text: string;
  changes: ProposedChange[];
}

const short = (s: string): string => (s.length > 60 ? `${s.slice(0, 60)}…` : s);

export function proposalOf(pairs: readonly { fact: Fact; claim: Claim }[]): Proposal {
  const lines = pairs.map(
    ({ fact, claim }) => `${slotName(fact)}已确认为${short(printed(fact))}，要改为${short(printed(claim))}吗？`,
  );
  return {
    text: `${lines.join('')}回复“是”修改，回复“不改”保留原值。`,
    changes: pairs.map(({ fact, claim }) => ({
      id: fact.id,
      title: labelOf(fact.key),
      expectedVersion: fact.version,
      from: { value: fact.value, unit: fact.unit },
      to: claim,
    })),
  };
}

const YES = /^(?:是|是的|对|对的|好|好的|确认|确定|可以|同意|改|改吧|修改|行|嗯|yes|ok)$/i;
const NO = /^(?:否|不|不是|不对|不用|不要|不改|不修改|取消|算了|保留|保留原值|no)$/i;

export function replyTo(message: string): 'yes' | 'no' | null {
  const bare = message.replace(/[\s。.！!，,~～]/g, '');
  return YES.test(bare) ? 'yes' : NO.test(bare) ? 'no' : null;
}

/** The facts as changed; null when one of them is no longer the one the person was shown. */
export function applyProposal(desk: FactDesk, proposal: Proposal, turnId: TurnId, quote: string): Fact[] | null {
  const facts = proposal.changes.map((c) => desk.get(c.id));
  if (facts.some((f, i) => !f || f.version !== proposal.changes[i]!.expectedVersion)) return null;
  return facts.map((f, i) => desk.edit(f!, proposal.changes[i]!.to, { from: 'turn', turnId, quote }));
}
