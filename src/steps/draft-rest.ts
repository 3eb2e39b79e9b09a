// A draft of the whole report that did not come to its end: which of its sections still stand as it wrote them. Ordering it
// again, or saying 继续, writes the rest only, as long as nothing it rests on has changed.
import type { TurnEvent, TurnRow } from '../ports.ts';
import { digest } from './digest.ts';
import type { TurnDesk, TurnPlan } from './turn-desk.ts';

const CONTINUE = /^(?:请)?(?:继续|接着)(?:起草|写|生成|做)?(?:全文|报告|剩下的|剩余的|其余的|下去)?(?:吧)?[。！!]?$/;

/** Turns that are looked through for it: what lies further back is no longer what a person means. */
const BACK = 12;

/** All a draft rests on: the same basis gives the same sections. */
export async function draftBasis(desk: TurnDesk): Promise<string> {
  const { report, facts } = desk.loaded;
  const sources = await desk.parts.store.sources(desk.actor, desk.report);
  const confirmed = facts.filter((f) => f.standing.is === 'confirmed').map((f) => `${f.id} ${f.version}`);
  const texts = sources.map((s) => s.id);
  return digest(JSON.stringify([report.profileVersion, report.unitName, desk.parts.model.name, texts, confirmed]));
}

/** The newest order of a whole draft before this turn, when it was stopped, broke off or failed; null when it came to its end. */
async function unfinishedDraft(desk: TurnDesk): Promise<{ turn: TurnRow; plan: TurnPlan } | null> {
  const { store } = desk.parts;
  for (const turn of await store.newestTurns(desk.actor, desk.report, BACK)) {
    if (turn.id === desk.turn.id) continue;
    const plan = (await store.turnPlan(desk.actor, desk.report, turn.id)) as TurnPlan | null;
    if (!plan?.intents?.some((i) => i.is === 'draft' && i.section === 'all')) continue;
    return turn.status === 'done' ? null : { turn, plan };
  }
  return null;
}

/** 继续, said when there is a draft to continue. */
export const continuesDraft = async (desk: TurnDesk): Promise<boolean> =>
  CONTINUE.test(desk.turn.text.trim()) && (await unfinishedDraft(desk)) !== null;

export interface Drafted {
  section: string;
  version: number;
}

/** Sections a turn wrote, from its events. */
export const draftedBy = (events: readonly TurnEvent[]): Drafted[] =>
  events.filter((e) => e.kind === 'section').map((e) => e.payload as Drafted);

/** Codes of the sections that the unfinished draft wrote and that still stand so. */
export async function standingDrafts(desk: TurnDesk, basis: string): Promise<Set<string>> {
  const before = await unfinishedDraft(desk);
  if (before?.plan.basis !== basis) return new Set();
  const versions = new Map(desk.loaded.sections.map((s) => [s.section, s.version]));
  const events = await desk.parts.store.turnEvents(desk.actor, desk.report, before.turn.id, 0);
  return new Set(
    draftedBy(events)
      .filter((d) => versions.get(d.section) === d.version)
      .map((d) => d.section),
  );
}
