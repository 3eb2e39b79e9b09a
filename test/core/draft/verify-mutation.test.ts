import { describe, expect, it } from 'vitest';
import { verifyText } from '../../../src/core/draft/verify.ts';
import { DRAFTS, type Draft } from './verify-drafts.ts';
import { mutantsOf } from './verify-mutations.ts';

const alarms = (d: Draft, text: string): string[] =>
  verifyText(text, d.evidence)
    .filter((v) => v.standing === 'unbacked')
    .map((v) => `${text.slice(Math.max(0, v.start - 15), v.end)}: ${v.why}`);
const swapped = (d: Draft, from: string, to: string): string => {
  if (!d.text.includes(from)) throw new Error(`not in the draft: ${from}`);
  return d.text.replace(from, to);
};

describe.each(DRAFTS)('$name', (draft) => {
  it('is backed throughout', () => {
    expect(alarms(draft, draft.text)).toEqual([]);
  });

  it.each(draft.rephrased)('may say %j as %j', (from, to) => {
    expect(alarms(draft, swapped(draft, from, to))).toEqual([]);
  });

  it.each(draft.wrong)('may not turn %j into %j', (from, to) => {
    expect(alarms(draft, swapped(draft, from, to))).not.toEqual([]);
  });
});

describe('wrong drafts', () => {
  it('are caught, at least 995 of 1000, whatever the kind of change', () => {
    const missed: string[] = [];
    const kinds = new Map<string, number>();
    let total = 0;
    for (const draft of DRAFTS)
      for (const mutant of mutantsOf(draft)) {
        total++;
        kinds.set(mutant.kind, (kinds.get(mutant.kind) ?? 0) + 1);
        if (alarms(draft, mutant.text).length === 0) missed.push(`${mutant.kind}: ${mutant.what}`);
      }
    expect(total).toBeGreaterThan(1500);
    for (const kind of ['digit', 'unit', 'year', 'direction', 'qualifier', 'scope'])
      expect(kinds.get(kind), kind).toBeGreaterThan(10);
    expect(1 - missed.length / total, missed.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.995);
  });
});
