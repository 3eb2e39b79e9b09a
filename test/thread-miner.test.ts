// Long texts are mined beside the main thread: the same facts, and the event loop stays free.
import { afterAll, describe, expect, it } from 'vitest';
import { mineText } from '../src/steps/mine-text.ts';
import { threadMiner } from '../src/thread-miner.ts';
import { INVENTED_REPORT } from './http/invented-report.ts';

const faults: string[] = [];
const miner = threadMiner({}, (what) => faults.push(what));
afterAll(() => miner.close());

const LONG = INVENTED_REPORT + '全年检修路灯1204盏，发放慰问金26.5万元。\n'.repeat(3000);

describe('mining a text', () => {
  it.each([
    ['a short one, in place', INVENTED_REPORT],
    ['a long one, in a thread', LONG],
  ])('gives the same document and facts: %s', async (_, text) => {
    const mined = await miner.mine(text, 2022);
    expect(mined).toEqual(await mineText(text, 2022));
    expect(faults).toEqual([]);
  });

  it('of some length leaves the main thread free', async () => {
    let turns = 0;
    const pulse = setInterval(() => turns++, 1);
    await miner.mine(LONG, 2022);
    clearInterval(pulse);
    expect(turns).toBeGreaterThan(3);
  });

  it('is answered when the service stops', async () => {
    const stopping = threadMiner();
    const asked = stopping.mine(LONG, 2022);
    await stopping.close();
    expect(await asked).toMatchObject({ ok: false, problem: { kind: 'unavailable' } });
  });
});
