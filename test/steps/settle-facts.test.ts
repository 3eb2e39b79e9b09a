import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, slotKey } from '../../src/core/fact.ts';
import type { SourceId } from '../../src/core/id.ts';
import { FactDesk } from '../../src/steps/fact-desk.ts';
import { mergeCandidates } from '../../src/steps/merge-facts.ts';
import { ACTOR, CONFIRMED, candidate, counter, fact, REPORT } from './some-facts.ts';

describe('deciding about facts', () => {
  it('accepting one side of a dispute rejects the other and says why', () => {
    const desk = new FactDesk(
      [
        fact('a', 'budget_income_total', '1', '万元', { is: 'disputed', with: ['b' as never] }),
        fact('b', 'budget_income_total', '2', '万元', { is: 'disputed', with: ['a' as never] }),
      ],
      ACTOR,
      counter(),
    );
    desk.confirm(desk.get('a')!);
    expect(desk.get('a')?.standing).toEqual(CONFIRMED);
    expect(desk.get('b')?.standing).toEqual({ is: 'rejected', why: '已采用1万元' });
  });

  it('rejecting one side leaves the other a plain candidate', () => {
    const desk = new FactDesk(
      [
        fact('a', 'budget_income_total', '1', '万元', { is: 'disputed', with: ['b' as never] }),
        fact('b', 'budget_income_total', '2', '万元', { is: 'disputed', with: ['a' as never] }),
      ],
      ACTOR,
      counter(),
    );
    desk.reject(desk.get('a')!, '看错');
    expect(desk.get('b')?.standing).toEqual({ is: 'candidate' });
  });

  it('rewriting a passage retires the quantities of the old wording', () => {
    const desk = new FactDesk(
      [
        fact('p', 'achievements', '建成书屋3个', '', CONFIRMED, { item: '2' }),
        fact('q', 'passage_figure', '3', '个', CONFIRMED, { item: 'achievements.2.1', label: '建成书屋' }),
        fact('r', 'passage_figure', '9', '次', CONFIRMED, { item: 'achievements.21.1', label: '开会' }),
      ],
      ACTOR,
      counter(),
    );
    const old = desk.get('p')!;
    desk.edit(old, { ...old, value: '建成书屋5个' }, { from: 'person' });
    expect(desk.get('q')?.standing.is).toBe('rejected');
    expect(desk.get('r')?.standing.is).toBe('confirmed');
    const now = desk.list('passage_figure', 2022, null).map((f) => [f.item, f.value]);
    expect(now).toContainEqual(['achievements.2.1', '5']);
  });

  it('confirming what is confirmed changes nothing', () => {
    const desk = new FactDesk([fact('a', 'staff_total', '1', '人', CONFIRMED)], ACTOR, counter());
    desk.confirm(desk.get('a')!);
    expect(desk.writes(REPORT, 'now')).toEqual([]);
  });
});

type Move =
  | { do: 'source'; values: string[] }
  | { do: 'confirm' | 'reject' | 'reopen'; at: number }
  | { do: 'edit'; at: number; value: string }
  | { do: 'state'; value: string };

const value = fc.constantFrom('1', '2', '3', '10000');
const at = fc.nat(20);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ do: fc.constant('source' as const), values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constantFrom('confirm' as const, 'reject' as const, 'reopen' as const), at }),
  fc.record({ do: fc.constant('edit' as const), at, value }),
  fc.record({ do: fc.constant('state' as const), value }),
);

/** One list of changes stored: what the next decision finds. */
function play(facts: Fact[], m: Move, newId: () => string): Fact[] {
  const held = new Map(facts.map((f) => [f.id, f]));
  if (m.do === 'source') {
    const found = m.values.map((v) => candidate('budget_income_total', v, '万元'));
    const into = { report: REPORT, source: newId() as SourceId, at: 'now', newId };
    for (const f of mergeCandidates(facts, found, into).facts) held.set(f.id, f);
    return [...held.values()];
  }
  const desk = new FactDesk(facts, ACTOR, newId);
  if (m.do === 'state') {
    const { quote, start, end, confidence, ...claim } = candidate('budget_income_total', m.value, '万元');
    desk.state(claim, { from: 'person' });
  } else {
    const fact = facts[m.at % Math.max(facts.length, 1)];
    if (!fact) return facts;
    // As the step does: a rejected fact is opened before it is accepted.
    if (m.do === 'confirm' && fact.standing.is !== 'rejected') desk.confirm(fact);
    if (m.do === 'reject') desk.reject(fact, '否');
    if (m.do === 'reopen') desk.reopen(fact);
    if (m.do === 'edit') desk.edit(fact, { ...fact, value: m.value }, { from: 'person' });
  }
  for (const w of desk.writes(REPORT, 'now')) {
    if (w.do !== 'change-fact' && w.do !== 'add-fact') continue;
    const was = facts.find((f) => f.id === w.fact.id);
    expect(w.do === 'change-fact' ? w.expectedVersion : 0).toBe(was?.version ?? 0);
    held.set(w.fact.id, w.fact);
  }
  return [...held.values()];
}

describe('any run of sources and decisions', () => {
  it('keeps one confirmed value a slot, and disputes that name open values on both sides', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const newId = counter();
        let facts: Fact[] = [];
        for (const m of moves) {
          facts = play(facts, m, newId);
          const open = facts.filter((f) => f.standing.is !== 'rejected');
          const confirmed = open.filter((f) => f.standing.is === 'confirmed').map(slotKey);
          expect(new Set(confirmed).size).toBe(confirmed.length);
          for (const f of open)
            if (f.standing.is === 'disputed') {
              expect(f.standing.with.length).toBeGreaterThan(0);
              for (const id of f.standing.with) {
                const rival = open.find((o) => o.id === id);
                expect(rival, `${f.id} disputes ${id}`).toBeDefined();
                if (rival?.standing.is === 'disputed') expect(rival.standing.with).toContain(f.id);
                else expect(rival?.standing.is).toBe('confirmed');
              }
            }
          const candidates = open.filter((f) => f.standing.is === 'candidate');
          expect(candidates.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 400 },
    );
  });
});
