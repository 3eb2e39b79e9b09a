// A model's draft through the gate: what it wrote is judged, the failing sentences go back to it twice at most, and what still fails is
// replaced by the embedded engine's. Stores nothing.
import type { Brief } from '../core/draft/compose.ts';
import { excerptsOf } from '../core/draft/excerpts.ts';
import { faultCount, type GateDesk, type Judged, judgeLines, repairAsks, settle } from '../core/draft/gate.ts';
import { gateDesk } from '../core/draft/gate-desk.ts';
import type { SectionDraft } from '../core/draft/section.ts';
import type { Evidence } from '../core/draft/verify.ts';
import type { CallRecord, Log, Model, ModelCall, ModelFailure } from '../ports.ts';

const ROUNDS = 2;

/** How a model's sentences fared. */
export interface GateRecord {
  model: string;
  /** write@1, repair@1: the prompts that were used. */
  prompts: string[];
  /** Sentences as they came, those of them at fault, and all that was wrong with them. */
  sentences: number;
  atFault: number;
  firstFaults: string[];
  /** Rounds that were asked for and taken. */
  repairs: { asked: number; taken: number };
  /** Sentences that stand as the model wrote them, first or in a repair. */
  kept: number;
  replaced: number;
  leftOut: number;
  /** Sentences of the embedded engine. */
  filledIn: number;
}

export interface GatedDraft {
  draft: SectionDraft;
  /** Null: the embedded engine wrote it. */
  gate: GateRecord | null;
  /** Why the embedded engine wrote it instead of the model. */
  failure: ModelFailure | null;
  calls: CallRecord[];
}

export interface GateParts {
  model: Model;
  log: Pick<Log, 'warn'>;
}

/** `embedded`: the engine's own draft, safe to stand; `sources`: texts whose names may be spoken of. Never fails: the engine's draft is there. */
export async function gateDraft(
  { model, log }: GateParts,
  brief: Brief,
  { embedded, evidence, sources }: { embedded: SectionDraft; evidence: Evidence; sources: readonly string[] },
  call: ModelCall,
): Promise<GatedDraft> {
  if (model.name === 'embedded') return { draft: embedded, gate: null, failure: null, calls: [] };
  const desk = gateDesk(brief, evidence, sources, embedded);
  // Where nothing is known there is nothing to write from.
  if (!desk.list.some((o) => o.is !== 'name' && o.is !== 'open'))
    return { draft: embedded, gate: null, failure: null, calls: [] };
  const asked = { ...brief, slots: desk.list, excerpts: excerptsOf(brief) };
  const reply = await model.write(asked, call);
  const calls = [...reply.calls];
  if (!reply.ok) {
    log.warn('model_failed', { model: model.name, task: 'write', section: brief.section.id, why: reply.failure.why });
    return { draft: embedded, gate: null, failure: reply.failure, calls };
  }
  if (reply.value.is === 'draft') return { draft: reply.value.draft, gate: null, failure: null, calls };
  const first = judgeLines(reply.value.lines, desk);
  const repaired = await repair(model, asked, first, desk, call, calls);
  const settled = settle(repaired.judged, desk);
  const gate: GateRecord = {
    model: model.name,
    prompts: [...new Set(calls.flatMap((c) => (c.prompt ? [`${c.prompt.task}@${c.prompt.version}`] : [])))],
    sentences: first.length,
    atFault: first.filter((j) => j.faults.length).length,
    firstFaults: first.flatMap((j) => j.faults.map((f) => f.code)),
    repairs: repaired.rounds,
    kept: settled.kept,
    replaced: settled.dropped.filter((d) => d.replaced).length,
    leftOut: settled.dropped.filter((d) => !d.replaced).length,
    filledIn: settled.filledIn,
  };
  if (settled.dropped.length)
    log.warn('model_sentences_replaced', {
      model: model.name,
      section: brief.section.id,
      n: settled.dropped.length,
      codes: [...new Set(settled.dropped.flatMap((d) => d.faults.map((f) => f.split(' ')[0]!)))],
    });
  return { draft: settled.draft, gate, failure: null, calls };
}

/** A round counts only when fewer faults are left than before it. */
async function repair(
  model: Model,
  asked: Parameters<Model['write']>[0],
  first: Judged[],
  desk: GateDesk,
  call: ModelCall,
  calls: CallRecord[],
): Promise<{ judged: Judged[]; rounds: GateRecord['repairs'] }> {
  let judged = first;
  // What is written in place of some sentences is no further text of the section.
  const quiet: ModelCall = { ...call, text: () => {} };
  const rounds = { asked: 0, taken: 0 };
  for (; rounds.asked < ROUNDS; ) {
    const failing = repairAsks(judged);
    if (failing.length === 0 || call.signal.aborted) break;
    rounds.asked++;
    const reply = await model.write({ ...asked, excerpts: [], repair: failing.map((f) => f.ask) }, quiet);
    calls.push(...reply.calls);
    // Replacements are wanted one for one; where their number differs, nobody can say which is for which.
    if (!reply.ok || reply.value.is !== 'lines' || reply.value.lines.length !== failing.length) break;
    const { lines } = reply.value;
    const byPlace = new Map(failing.map((f, i) => [f.at, lines[i]!]));
    const next = judgeLines(
      judged.map(({ line }, at) => {
        const better = byPlace.get(at);
        return better ? { ...better, begins: line.begins, style: line.style } : line;
      }),
      desk,
    );
    if (faultCount(next) >= faultCount(judged)) break;
    judged = next;
    rounds.taken++;
  }
  return { judged, rounds };
}

/** Why this version of a section was written, kept with it: draft · draft:MODEL:write@1+repair@1 where a model's sentences stand in it. */
export const draftReason = (gate: GateRecord | null): string =>
  gate && gate.kept > 0 ? ['draft', gate.model, gate.prompts.join('+')].filter(Boolean).join(':') : 'draft';
