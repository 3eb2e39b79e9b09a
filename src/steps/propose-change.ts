// A change of confirmed facts that a message asks for: put to the person first, carried out on 是 or 确认.
import { labelOf } from '../core/catalogue/catalogue.ts';
import type { Claim, Fact } from '../core/fact.ts';
import type { TurnId } from '../core/id.ts';
import { namesIn } from '../core/interview/naming.ts';
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
    text: `${lines.join('')}回复“是”修改，回复“不改”保留原值${pairs.length > 1 ? '，也可以说“只改第一个”“第二个不改”' : ''}。`,
    changes: pairs.map(({ fact, claim }) => ({
      id: fact.id,
      title: labelOf(fact.key),
      expectedVersion: fact.version,
      from: { value: fact.value, unit: fact.unit },
      to: claim,
    })),
  };
}

const YES =
  /^(?:是|是的|对|对的|好|好的|确认|确定|可以|同意|改|改吧|修改|就改|都改|全改|全部改|全部修改|都修改|行|嗯|没问题|没错|就这样|yes|ok)(?:吧|了|啊|的)?$/i;
const NO =
  /^(?:否|不|不是|不对|不用|不要|不改|不改了|别改|不修改|都不改|取消|算了|保留|保留原值|保留原来的|维持原值|用原来的|no)(?:吧|了|的)?$/i;
/** 但人数不改, 第二个不改, 除了人数: what is left as it is. */
const BUT =
  /^(?:但是?|不过|只是|其中|就是)?(?:第([一二三四五六七八九1-9])[个项条]|(.{2,20}?))(?:先|就|都)?(?:不(?:要)?(?:改|变|动|修改|调整)|别(?:改|动)|保留(?:原值|原来的?)?|维持原值|保持不变|除外)(?:吧|了|的)?$|^(?:除了?|除开)(?:第([一二三四五六七八九1-9])[个项条]|(.{2,20}?))(?:之外|以外|外)?(?:都|其他的?|其余的?)?(?:改|修改|都改)?(?:吧|了)?$/;
const ONLY =
  /^(?:只|仅|就)(?:要)?(?:改|修改)(?:第([一二三四五六七八九1-9])[个项条]|(.{2,20}?))(?:就行|就好|即可|吧|的)?$/;
const REST = /^(?:其他的?|其余的?|别的|剩下的?)(?:都|全)?(?:改|修改|确认|可以|对|没问题)(?:吧|了)?$/;

/** A plain yes or no and nothing else; null for anything else. */
export function saysYes(message: string): boolean | null {
  const bare = message.replace(/[\s。.！!，,~～]/g, '');
  return YES.test(bare) ? true : NO.test(bare) ? false : null;
}

const ORDER = '一二三四五六七八九';

/** `accepted`: indexes of the changes to carry out, [] for none. `rest`: what else the message says, '' for nothing. */
export interface ProposalReply {
  accepted: number[];
  rest: string;
}

/** 是 · 不改 · 改吧，但人数不改 · 只改第二个 · 是，另外编制16人. Null when the message is no reply to the proposal. */
export function replyOf(message: string, proposal: Proposal): ProposalReply | null {
  const clauses = message
    .split(/[，,。；;！!\n]+/)
    .map((c) => c.replace(/[\s~～.]+/g, ''))
    .filter((c) => c !== '');
  const every = proposal.changes.map((_, i) => i);
  let accepted: Set<number> | null = null;
  let used = 0;
  for (const clause of clauses) {
    const but = BUT.exec(clause);
    const only = ONLY.exec(clause);
    if (NO.test(clause) && accepted === null) accepted = new Set();
    else if (YES.test(clause) || REST.test(clause)) accepted ??= new Set(every);
    else if (but || only) {
      const m = (but ?? only)!;
      const meant = meantBy(proposal, m[1] ?? m[3], m[2] ?? m[4]);
      if (!meant.length) break;
      if (only) accepted = new Set(meant);
      else {
        accepted ??= new Set(every);
        for (const i of meant) accepted.delete(i);
      }
    } else break;
    used++;
  }
  if (accepted === null) return null;
  return { accepted: [...accepted].sort((a, b) => a - b), rest: restOf(message, used) };
}

/** What of the message stands after its first `n` clauses. */
function restOf(message: string, n: number): string {
  let at = 0;
  for (const m of message.matchAll(/[^，,。；;！!\n]*[，,。；;！!\n]*/g)) {
    if (n === 0) break;
    if (m[0].replace(/[，,。；;！!\n\s~～.]/g, '') !== '') n--;
    at = m.index + m[0].length;
  }
  return message.slice(at).trim();
}

function meantBy(proposal: Proposal, place: string | undefined, words: string | undefined): number[] {
  if (place) {
    const n = ORDER.includes(place) ? ORDER.indexOf(place) + 1 : Number(place);
    return n >= 1 && n <= proposal.changes.length ? [n - 1] : [];
  }
  const said = words!.replace(/^(?:那个?|这个?)|(?:的)?(?:数|那个|这个|那项|这项)$/g, '');
  const named = namesIn(said).flatMap((n) => n.keys.map((d) => d.key));
  const by = (hit: (c: ProposedChange) => boolean): number[] => proposal.changes.flatMap((c, i) => (hit(c) ? [i] : []));
  const keyed = by((c) => named.includes(c.to.key));
  return keyed.length ? keyed : by((c) => c.title.includes(said) || (c.to.scope?.includes(said) ?? false));
}

/** The facts as changed; null when one of them is no longer the one the person was shown. */
export function applyProposal(
  desk: FactDesk,
  proposal: Proposal,
  accepted: readonly number[],
  turnId: TurnId,
  quote: string,
): Fact[] | null {
  const changes = accepted.map((i) => proposal.changes[i]!);
  const facts = changes.map((c) => desk.get(c.id));
  if (facts.some((f, i) => !f || f.version !== changes[i]!.expectedVersion)) return null;
  return facts.map((f, i) => desk.edit(f!, changes[i]!.to, { from: 'turn', turnId, quote }));
}
