import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { embeddedModel } from '../../src/model/embedded.ts';
import { jobsFor, jobsOf, measureDrafting, recordedIn } from './drafting.ts';

const REPLIES = recordedIn(fileURLToPath(new URL('../cases/replies/', import.meta.url)));

describe('drafting, measured', () => {
  it('on recorded replies: nothing unbacked, everything covered, hardly a sentence replaced', async () => {
    const [row, ...rest] = await measureDrafting(jobsOf(REPLIES));
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ model: 'recorded', sections: REPLIES.length, unbacked: 0, failed: 0 });
    expect(row!.covered).toBe(row!.required);
    expect(row!.kept + row!.replaced + row!.leftOut).toBe(row!.sentences);
    expect(row!.kept / row!.sentences).toBeGreaterThanOrEqual(0.95);
  });

  it('counts what was wrong and what was mended', async () => {
    const recorded = {
      profile: 'jiangxi-2022',
      section: '2.3',
      model: 'poor',
      prompt: 'write@0',
      reply: '好的，以下是正文：\n满意度为{{satisfaction_rate}}。 ⟦satisfaction_rate⟧\n全年培训300人。 ⟦⟧',
      repairs: ['满意度目标为{{satisfaction_target}}。 ⟦satisfaction_target⟧'],
    };
    const [row] = await measureDrafting(jobsOf([recorded]));
    expect(row).toMatchObject({
      model: 'poor',
      prompts: 'write@0',
      sentences: 3,
      atFault: 2,
      repairsAsked: 1,
      repairsTaken: 1,
      kept: 2,
      leftOut: 1,
      unbacked: 0,
      calls: 2,
    });
    expect(row!.covered).toBe(row!.required);
    expect(row!.faults).toMatchObject({ chatter: 1, unbacked_number: 1 });
  });

  it('on the embedded engine: all of it, without a call', async () => {
    const [row] = await measureDrafting(jobsFor(embeddedModel(), ['jiangxi-2022']));
    expect(row).toMatchObject({ model: 'embedded', unbacked: 0, calls: 0, sentences: 0 });
    expect(row!.covered).toBe(row!.required);
  });
});
