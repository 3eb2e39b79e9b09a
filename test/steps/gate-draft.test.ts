// A model's draft on its way into a section: repair, what is taken instead, what is kept of the reasons, what an endpoint's failure does.
import { describe, expect, it } from 'vitest';
import { composeSection } from '../../src/core/draft/compose.ts';
import type { DraftLine } from '../../src/core/draft/line.ts';
import { sectionText } from '../../src/core/draft/section.ts';
import { verifyText } from '../../src/core/draft/verify.ts';
import type { CallRecord, Model, ModelFailure, Reply, WriteBrief, Written } from '../../src/ports.ts';
import { localCall } from '../../src/steps/call-model.ts';
import { draftReason, gateDraft } from '../../src/steps/gate-draft.ts';
import { exampleReport } from '../core/draft/example-brief.ts';
import { dice, hostileLines, KINDS } from '../core/draft/hostile-lines.ts';
import { profileNamed } from '../profiles.ts';

const example = exampleReport(profileNamed('jiangxi-2022'));
const briefOf = (id: string) => example.briefs.find((b) => b.section.id === id)!;
const line = (text: string, rests: string[] = []): DraftLine => ({ text, rests, begins: true, style: 'body' });
const record = (task: CallRecord['task']): CallRecord => ({
  task,
  model: 'scripted',
  prompt: { task, version: '1' },
  tokensIn: 10,
  tokensOut: 10,
  estimated: false,
  cost: null,
  ms: 1,
  outcome: 'ok',
});
const ok = (lines: DraftLine[], task: CallRecord['task'] = 'write'): Reply<Written> => ({
  ok: true,
  value: { is: 'lines', lines },
  calls: [record(task)],
});

/** A model that says what the script has next, and remembers what it was asked. */
function scripted(...replies: (Reply<Written> | ((brief: WriteBrief) => Reply<Written>))[]) {
  const asked: WriteBrief[] = [];
  const never = () => Promise.reject(new Error('not asked for here'));
  const model: Model = {
    name: 'scripted',
    extract: never,
    understand: never,
    revise: never,
    write: async (brief) => {
      asked.push(brief);
      const next = replies[asked.length - 1];
      if (!next) throw new Error('asked more often than the script goes');
      return typeof next === 'function' ? next(brief) : next;
    },
  };
  return { model, asked };
}

const run = (model: Model, id = '1.5') => {
  const brief = briefOf(id);
  const embedded = composeSection(brief);
  const logged: string[] = [];
  return gateDraft(
    { model, log: { warn: (event) => logged.push(event) } },
    brief,
    { embedded, evidence: example.evidence, sources: example.sources },
    localCall(),
  ).then((done) => ({ ...done, embedded, logged }));
};

const GOOD = line('2023年收入预算总额为{{budget_income_total}}，{{budget_income_change}}。', ['budget_income_total']);
const BAD = line('2023年支出预算总额为19999万元。', ['budget_expenditure_total']);
const MENDED = line('2023年支出预算总额为{{budget_expenditure_total}}。', ['budget_expenditure_total']);

describe('the failing sentences', () => {
  it('go back to the model alone, with what is wrong with them, and stand once they are right', async () => {
    const { model, asked } = scripted(ok([GOOD, BAD]), ok([MENDED], 'repair'));
    const { draft, gate } = await run(model);
    expect(asked).toHaveLength(2);
    expect(asked[1]!.repair!.map((r) => r.line.text)).toEqual([BAD.text]);
    expect(asked[1]!.repair![0]!.faults.join()).toContain('unbacked_number "19999万元"');
    expect(gate).toMatchObject({ sentences: 2, atFault: 1, kept: 2, replaced: 0, repairs: { asked: 1, taken: 1 } });
    expect(sectionText(draft.paragraphs)).toContain('2023年支出预算总额为14463万元。');
    expect(draftReason(gate)).toBe('draft:scripted:write@1+repair@1');
  });

  it('go back twice at most', async () => {
    const two = line('2023年支出预算总额为19999万元，较上年增加8888万元。');
    const { model, asked } = scripted(ok([GOOD, two]), ok([BAD], 'repair'), ok([BAD], 'repair'));
    const { gate, draft } = await run(model);
    expect(asked).toHaveLength(3);
    expect(gate).toMatchObject({ kept: 1, repairs: { asked: 2, taken: 1 } });
    expect(sectionText(draft.paragraphs)).not.toMatch(/19999|8888/);
  });

  it('do not go back again when a round left as many faults as before', async () => {
    const { model, asked } = scripted(ok([GOOD, BAD]), ok([BAD], 'repair'));
    const { gate } = await run(model);
    expect(asked).toHaveLength(2);
    expect(gate!.repairs).toEqual({ asked: 1, taken: 0 });
  });

  it('are not paired by guess when another number of them comes back', async () => {
    const { model } = scripted(ok([GOOD, BAD]), ok([MENDED, MENDED], 'repair'));
    const { gate, draft } = await run(model);
    expect(gate!.repairs.taken).toBe(0);
    expect(sectionText(draft.paragraphs)).not.toContain('19999');
  });

  it('that are only talk are left out without asking', async () => {
    const { model, asked } = scripted(ok([line('好的，以下是正文：'), GOOD]));
    const { gate, logged } = await run(model);
    expect(asked).toHaveLength(1);
    expect(gate).toMatchObject({ kept: 1, leftOut: 1 });
    expect(logged).toContain('model_sentences_replaced');
  });
});

describe('an endpoint that fails', () => {
  const failure: ModelFailure = { why: 'truncated', message: '回复中断。' };
  it('leaves the embedded engine’s section and says why', async () => {
    const { model } = scripted({ ok: false, failure, calls: [{ ...record('write'), outcome: 'truncated' }] });
    const done = await run(model);
    expect(done.draft).toBe(done.embedded);
    expect(done).toMatchObject({ failure, gate: null });
    expect(done.calls).toHaveLength(1);
  });

  it('in a repair costs the failing sentences only', async () => {
    const { model } = scripted(ok([GOOD, BAD]), { ok: false, failure, calls: [] });
    const { gate, draft } = await run(model);
    expect(gate).toMatchObject({ kept: 1, replaced: 1 });
    expect(sectionText(draft.paragraphs)).toContain('2023年收入预算总额为14463万元');
  });
});

describe('what the model is shown', () => {
  it('has no figure of last year’s text', async () => {
    const { model, asked } = scripted(ok([GOOD]));
    await run(model);
    const { excerpts } = asked[0]!;
    expect(excerpts.length).toBeGreaterThan(0);
    expect(excerpts.join()).toContain('■');
    expect(excerpts.join()).not.toMatch(/\p{N}/u);
  });

  it('is each fact as a slot with the phrase it becomes', async () => {
    const { model, asked } = scripted(ok([GOOD]));
    await run(model);
    const slot = asked[0]!.slots.find((s) => s.name === 'budget_income_change');
    expect(slot).toMatchObject({ phrase: '较上年增加6553万元，增长82.84%', required: true });
  });
});

describe('a model that lies, also when it is asked to mend', () => {
  it('leaves nothing unbacked in any section', async () => {
    const roll = dice(20231124);
    for (const brief of example.briefs) {
      for (let k = 0; k < 3; k++) {
        const lie = (b: WriteBrief): Reply<Written> => {
          const truth = b.slots.map((s) => s.phrase).join('\n');
          const offers = b.slots as Parameters<typeof hostileLines>[0]['offers'];
          const kind = KINDS[roll(KINDS.length)]!;
          const { lines } = hostileLines({ offers, year: 2023, unit: '', truth }, roll(1e6), kind);
          return ok(b.repair ? b.repair.map((_, i) => lines[i % Math.max(lines.length, 1)] ?? BAD) : lines);
        };
        const { model } = scripted(lie, lie, lie);
        const { draft } = await run(model, brief.section.id);
        const text = sectionText(draft.paragraphs);
        expect(verifyText(text, example.evidence).filter((v) => v.standing === 'unbacked')).toEqual([]);
        for (const p of draft.paragraphs)
          for (const s of p.sentences ?? []) expect(s.verified || s.start === s.end).toBe(true);
      }
    }
  }, 60_000);
});
