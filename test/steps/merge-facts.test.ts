import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, Fact } from '../../src/core/fact.ts';
import { conflictsOf } from '../../src/steps/find-conflicts.ts';
import { mergeCandidates } from '../../src/steps/merge-facts.ts';
import { CANDIDATE, CONFIRMED, candidate, counter, fact, REPORT, SOURCE } from './some-facts.ts';

/** Ids of a later merge differ from those of an earlier one. */
const into = (known: readonly Fact[]) => ({
  report: REPORT,
  source: SOURCE,
  at: '2023-03-01T00:00:00Z',
  newId: counter(known.some((f) => f.id.startsWith('new-')) ? 'later' : 'new'),
});
const merge = (existing: Fact[], found: Candidate[]) => mergeCandidates(existing, found, into(existing));

/** What the store would hold afterwards. */
function stored(existing: Fact[], found: Candidate[]): Fact[] {
  const merged = merge(existing, found);
  const after = new Map(existing.map((f) => [f.id, f]));
  for (const f of merged.facts) after.set(f.id, f);
  return [...after.values()];
}

describe('claims of a new source', () => {
  it('become candidates where nothing is known', () => {
    const { writes, facts, notes } = merge([], [candidate('budget_income_total', '7910', '万元')]);
    expect(writes.map((w) => w.do)).toEqual(['add-fact']);
    expect(facts[0]).toMatchObject({ standing: { is: 'candidate' }, value: '7910', version: 1 });
    expect(notes).toEqual([]);
  });

  it('say a known value again as a further place, in whatever unit', () => {
    const known = fact('f1', 'budget_income_total', '7910', '万元', CONFIRMED);
    const { writes, facts } = merge([known], [candidate('budget_income_total', '79100000', '元')]);
    expect(writes).toMatchObject([{ do: 'change-fact', expectedVersion: 1 }]);
    expect(facts[0]).toMatchObject({ value: '7910', unit: '万元', standing: { is: 'confirmed' }, version: 2 });
    expect(facts[0]?.also).toMatchObject([{ from: 'text', sourceId: SOURCE }]);
  });

  it('dispute a candidate of another value, both sides', () => {
    const known = fact('f1', 'budget_income_total', '7910', '万元', CANDIDATE);
    const after = stored([known], [candidate('budget_income_total', '7190', '万元')]);
    expect(after.map((f) => f.standing)).toEqual([
      { is: 'disputed', with: ['new-1'] },
      { is: 'disputed', with: ['f1'] },
    ]);
    expect(conflictsOf(after)).toMatchObject([{ key: 'budget_income_total', ids: ['f1', 'new-1'] }]);
  });

  it('never touch a value that a person confirmed', () => {
    const known = fact('f1', 'budget_income_total', '7910', '万元', CONFIRMED);
    const { facts } = merge([known], [candidate('budget_income_total', '7190', '万元')]);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({ id: 'new-1', standing: { is: 'disputed', with: ['f1'] } });
  });

  it('say so when 元 and 万元 were mixed up', () => {
    const known = fact('f1', 'budget_income_total', '7910', '万元', CONFIRMED);
    const { notes } = merge([known], [candidate('budget_income_total', '7910', '元')]);
    expect(notes[0]).toContain('相差一万倍');
  });

  it('let the more exact statement stand, unless the looser one was confirmed', () => {
    const loose = fact('f1', 'budget_income_total', '0.79', '亿元', CANDIDATE);
    expect(merge([loose], [candidate('budget_income_total', '7910', '万元')]).facts[0]).toMatchObject({
      id: 'f1',
      value: '7910',
      unit: '万元',
    });
    const confirmed = fact('f1', 'budget_income_total', '0.79', '亿元', CONFIRMED);
    expect(merge([confirmed], [candidate('budget_income_total', '7910', '万元')]).facts[0]).toMatchObject({
      value: '0.79',
      also: [{ quote: '7910万元' }],
    });
  });

  it('leave rejected values out of it', () => {
    const rejected = fact('f1', 'budget_income_total', '7190', '万元', { is: 'rejected', why: '看错' });
    expect(merge([rejected], [candidate('budget_income_total', '7910', '万元')]).facts[0]?.standing.is).toBe(
      'candidate',
    );
  });

  it('count entries of a list on, and their quantities with them', () => {
    const known = [
      fact('p1', 'achievements', '建成书屋3个', '', CONFIRMED, { item: '1' }),
      fact('q1', 'passage_figure', '3', '个', CONFIRMED, { item: 'achievements.1.1', label: '建成书屋' }),
    ];
    const found = [
      candidate('achievements', '接待查档5200余人次', '', { item: '1' }),
      candidate('passage_figure', '5200', '人次', { item: 'achievements.1.1', qualifier: '余' }),
      candidate('achievements', '建成书屋3个', '', { item: '2' }),
      candidate('passage_figure', '3', '个', { item: 'achievements.2.1' }),
    ];
    const { facts, notes } = merge(known, found);
    expect(facts.map((f) => [f.id, f.item, f.value])).toEqual([
      ['new-1', '2', '接待查档5200余人次'],
      ['new-2', 'achievements.2.1', '5200'],
      ['p1', '1', '建成书屋3个'],
      ['q1', 'achievements.1.1', '3'],
    ]);
    expect(notes).toEqual([]);
  });

  const claims = fc.array(
    fc.record({
      key: fc.constantFrom('budget_income_total', 'budget_income_other'),
      value: fc.constantFrom('1', '2', '3'),
      unit: fc.constantFrom('元', '万元'),
    }),
    { maxLength: 12 },
  );

  it('said twice change nothing but the places', () => {
    fc.assert(
      fc.property(claims, (list) => {
        const found = list.map((c) => candidate(c.key, c.value, c.unit));
        const once = stored([], found);
        const twice = stored(once, found);
        expect(twice.map((f) => [f.id, f.value, f.unit, f.standing])).toEqual(
          once.map((f) => [f.id, f.value, f.unit, f.standing]),
        );
      }),
    );
  });

  it('dispute both ways: each side names the other', () => {
    fc.assert(
      fc.property(claims, claims, (a, b) => {
        const first = stored(
          [],
          a.map((c) => candidate(c.key, c.value, c.unit)),
        );
        const after = stored(
          first,
          b.map((c) => candidate(c.key, c.value, c.unit)),
        );
        for (const f of after)
          if (f.standing.is === 'disputed')
            for (const other of f.standing.with) {
              const rival = after.find((x) => x.id === other);
              expect(rival?.standing).toMatchObject({ is: 'disputed' });
              expect(rival?.standing.is === 'disputed' && rival.standing.with).toContain(f.id);
            }
      }),
    );
  });
});
