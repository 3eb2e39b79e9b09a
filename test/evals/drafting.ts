// How a model drafts the example office's sections: what it wrote wrong at first, what was mended, what the engine had to say for it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSection } from '../../src/core/draft/compose.ts';
import { offersOf } from '../../src/core/draft/offers.ts';
import { readLines } from '../../src/core/draft/read-lines.ts';
import { sectionText } from '../../src/core/draft/section.ts';
import { verifyText } from '../../src/core/draft/verify.ts';
import { embeddedModel } from '../../src/model/embedded.ts';
import type { CallRecord, Model } from '../../src/ports.ts';
import { localCall } from '../../src/steps/call-model.ts';
import { gateDraft } from '../../src/steps/gate-draft.ts';
import { type ExampleReport, exampleReport } from '../core/draft/example-brief.ts';
import { profileNamed } from '../profiles.ts';

/** A reply as it was recorded. `repairs`: what came back when sentences were sent back, in order. */
export interface Recorded {
  profile: string;
  section: string;
  reply: string;
  repairs?: string[];
  model?: string;
  /** write@1 */
  prompt?: string;
}

/** Every .json of a folder: one recording or a list of them. Throws with the file's name where one is none. */
export const recordedIn = (folder: string): Recorded[] =>
  readdirSync(folder)
    .filter((n) => n.endsWith('.json'))
    .sort()
    .flatMap((n) => {
      const read = JSON.parse(readFileSync(join(folder, n), 'utf8')) as Recorded | Recorded[];
      const all = Array.isArray(read) ? read : [read];
      for (const r of all)
        if (typeof r.profile !== 'string' || typeof r.section !== 'string' || typeof r.reply !== 'string')
          throw new Error(`${n}: profile, section, reply`);
      return all;
    });

const callOf = ({ prompt, model }: Recorded, task: 'write' | 'repair'): CallRecord => {
  const [name, version] = (prompt ?? `${task}@-`).split('@');
  return {
    task,
    model: model ?? 'recorded',
    prompt: { task: task === 'write' ? name! : 'repair', version: version ?? '-' },
    tokensIn: 0,
    tokensOut: 0,
    estimated: true,
    cost: null,
    ms: 0,
    outcome: 'ok',
  };
};

function recordedModel(recorded: Recorded): Model {
  const left = [...(recorded.repairs ?? [])];
  return {
    ...embeddedModel(),
    name: recorded.model ?? 'recorded',
    write: async (brief) => {
      const text = brief.repair ? left.shift() : recorded.reply;
      if (text === undefined) return { ok: false, failure: { why: 'empty', message: '没有录下改写。' }, calls: [] };
      const call = callOf(recorded, brief.repair ? 'repair' : 'write');
      return { ok: true, value: { is: 'lines', lines: readLines(text) }, calls: [call] };
    },
  };
}

export interface DraftingRow {
  model: string;
  prompts: string;
  sections: number;
  /** Sections that the embedded engine wrote because the endpoint failed. */
  failed: number;
  sentences: number;
  atFault: number;
  repairsAsked: number;
  repairsTaken: number;
  kept: number;
  replaced: number;
  leftOut: number;
  filledIn: number;
  required: number;
  covered: number;
  unbacked: number;
  calls: number;
  tokensIn: number;
  tokensOut: number;
  /** Millionths of a currency unit; null where no price is set. */
  cost: number | null;
  ms: number;
  /** Fault codes of first passes, with how often. */
  faults: Record<string, number>;
}

const empty = (model: string, prompts: string): DraftingRow => ({
  model,
  prompts,
  sections: 0,
  failed: 0,
  sentences: 0,
  atFault: 0,
  repairsAsked: 0,
  repairsTaken: 0,
  kept: 0,
  replaced: 0,
  leftOut: 0,
  filledIn: 0,
  required: 0,
  covered: 0,
  unbacked: 0,
  calls: 0,
  tokensIn: 0,
  tokensOut: 0,
  cost: null,
  ms: 0,
  faults: {},
});

interface Job {
  model: Model;
  example: ExampleReport;
  section: string;
}

/** One job a section: recorded replies, or every section of the report kinds for a model. */
export const jobsOf = (recorded: readonly Recorded[]): Job[] =>
  recorded.map((r) => ({
    model: recordedModel(r),
    example: exampleReport(profileNamed(r.profile)),
    section: r.section,
  }));
export const jobsFor = (model: Model, profiles: readonly string[]): Job[] =>
  profiles.flatMap((id) => {
    const example = exampleReport(profileNamed(id));
    return example.briefs.map((b) => ({ model, example, section: b.section.id }));
  });

export async function measureDrafting(jobs: readonly Job[]): Promise<DraftingRow[]> {
  const rows = new Map<string, DraftingRow>();
  for (const { model, example, section } of jobs) {
    const brief = example.briefs.find((b) => b.section.id === section);
    if (!brief) throw new Error(`${example.profile.id} has no section ${section}`);
    const embedded = composeSection(brief);
    const { evidence, sources } = example;
    const done = await gateDraft(
      { model, log: { warn: () => {} } },
      brief,
      { embedded, evidence, sources },
      localCall(),
    );
    const { gate } = done;
    const prompts = gate?.prompts.filter((p) => !p.startsWith('repair')).join('+') || '-';
    const id = `${model.name} ${prompts}`;
    const row = rows.get(id) ?? empty(model.name, prompts);
    rows.set(id, row);
    row.sections++;
    if (done.failure) row.failed++;
    row.sentences += gate?.sentences ?? 0;
    row.atFault += gate?.atFault ?? 0;
    row.repairsAsked += gate?.repairs.asked ?? 0;
    row.repairsTaken += gate?.repairs.taken ?? 0;
    row.kept += gate?.kept ?? 0;
    row.replaced += gate?.replaced ?? 0;
    row.leftOut += gate?.leftOut ?? 0;
    row.filledIn += gate?.filledIn ?? 0;
    for (const f of gate?.firstFaults ?? []) row.faults[f] = (row.faults[f] ?? 0) + 1;
    const text = sectionText(done.draft.paragraphs);
    const required = offersOf(brief, embedded).filter((o) => o.required);
    row.required += required.length;
    row.covered += required.filter((o) => text.includes(o.phrase)).length;
    row.unbacked += verifyText(text, evidence).filter((v) => v.standing === 'unbacked').length;
    for (const c of done.calls) {
      row.calls++;
      row.tokensIn += c.tokensIn;
      row.tokensOut += c.tokensOut;
      row.ms += c.ms;
      if (c.cost !== null) row.cost = (row.cost ?? 0) + c.cost;
    }
  }
  return [...rows.values()];
}
