import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, Claim, Fact } from '../../src/core/fact.ts';
import type { FactId } from '../../src/core/id.ts';
import type { FactEvent, FactState } from '../../src/ports.ts';
import { FactDesk } from '../../src/steps/fact-desk.ts';
import { mergeCandidates } from '../../src/steps/merge-facts.ts';
import { FactHistory, undoDecision } from '../../src/steps/undo-decision.ts';
import { stateOf } from '../../src/store/row.ts';
import { ACTOR, CANDIDATE, CONFIRMED, candidate, counter, fact, REPORT, SOURCE } from './some-facts.ts';

/** A report's facts with their history, as the store keeps them. */
class Kept {
  facts: Fact[] = [];
  private readonly events: FactEvent[] = [];
  private readonly newId = counter('f');
  private version = 1;
  private n = 0;

  private keep(changes: readonly { fact: Fact; what: FactEvent['what'] }[]): void {
    this.version++;
    for (const { fact, what } of changes) {
      const known = this.facts.findIndex((f) => f.id === fact.id);
      const stored = { ...fact, version: known < 0 ? 1 : this.facts[known]!.version + 1 };
      if (known < 0) this.facts.push(stored);
      else this.facts[known] = stored;
      const before = this.events.findLast((e) => e.factId === fact.id)?.after ?? null;
      const [by, at] = [ACTOR.user, '2023-03-01T00:00:00Z'];
      const event = { n: ++this.n, factId: fact.id, key: fact.key, what, before, after: stateOf(fact), by, at };
      this.events.push({ ...event, reportVersion: this.version });
    }
  }

  source(found: Candidate[]): void {
    const merged = mergeCandidates(this.facts, found, { report: REPORT, source: SOURCE, at: '', newId: this.newId });
    this.keep(
      merged.writes.flatMap((w) =>
        w.do === 'add-fact' || w.do === 'change-fact' ? [{ fact: w.fact, what: w.what }] : [],
      ),
    );
  }

  /** False when nothing was changed. */
  decide(decide: (desk: FactDesk) => void): boolean {
    const desk = new FactDesk(this.facts, ACTOR, this.newId);
    decide(desk);
    if (desk.changes.size) this.keep([...desk.changes.values()]);
    return desk.changes.size > 0;
  }

  undo(id: FactId): string | null {
    const desk = new FactDesk(this.facts, ACTOR, this.newId);
    const problem = undoDecision(desk, id, new FactHistory(this.events));
    if (!problem) this.keep([...desk.changes.values()]);
    return problem?.code ?? null;
  }

  /** All but versions. */
  picture(): unknown {
    return this.facts.map(({ version: _, ...rest }) => rest);
  }
}

const income = (value: string, start: number, unit = '万元') =>
  candidate('budget_income_total', value, unit, { start, end: start + value.length + unit.length });
const to = (f: Fact, value: string): Claim => ({
  key: f.key,
  period: f.period,
  scope: f.scope,
  item: f.item,
  value,
  unit: f.unit,
  qualifier: null,
  label: f.label,
});

describe('taking back a decision', () => {
  it('of an accepted side brings both sides of the dispute back', () => {
    const kept = new Kept();
    kept.source([income('7910', 0), income('7190', 40)]);
    const before = kept.picture();
    kept.decide((desk) => desk.confirm(kept.facts[0]!));
    expect(kept.facts.map((f) => f.standing.is)).toEqual(['confirmed', 'rejected']);
    expect(kept.undo(kept.facts[0]!.id)).toBeNull();
    expect(kept.picture()).toEqual(before);
  });

  it('of an edit brings the printed value back to its place', () => {
    const kept = new Kept();
    kept.source([income('7910', 12)]);
    const before = kept.picture();
    kept.decide((desk) => desk.edit(kept.facts[0]!, to(kept.facts[0]!, '7911'), { from: 'person' }));
    kept.decide((desk) => desk.edit(kept.facts[0]!, to(kept.facts[0]!, '7912'), { from: 'person' }));
    expect(kept.facts[0]).toMatchObject({ value: '7912', raw: { value: '7910', origin: { start: 12 } } });
    kept.undo(kept.facts[0]!.id);
    expect(kept.facts[0]).toMatchObject({ value: '7911', raw: { value: '7910' } });
    kept.undo(kept.facts[0]!.id);
    expect(kept.picture()).toEqual(before);
    expect(kept.undo(kept.facts[0]!.id)).toBe('nothing_to_undo');
  });

  it('keeps the places that a later source brought', () => {
    const kept = new Kept();
    kept.source([income('7910', 0)]);
    kept.decide((desk) => desk.confirm(kept.facts[0]!));
    kept.source([income('7910', 90)]);
    expect(kept.undo(kept.facts[0]!.id)).toBeNull();
    expect(kept.facts[0]).toMatchObject({ standing: { is: 'candidate' }, also: [{ start: 90 }] });
  });

  it('is refused where another value has been confirmed since', () => {
    const kept = new Kept();
    kept.source([income('7910', 0)]);
    kept.decide((desk) => desk.confirm(kept.facts[0]!));
    kept.decide((desk) => desk.reject(kept.facts[0]!, '看错'));
    kept.source([income('7190', 40)]);
    kept.decide((desk) => desk.confirm(kept.facts[1]!));
    const before = kept.picture();
    expect(kept.undo(kept.facts[0]!.id)).toBe('undo_blocked');
    expect(kept.picture()).toEqual(before);
  });

  it('of a rewritten list entry brings its quantities back with it', () => {
    const kept = new Kept();
    const words = '建成书屋3个';
    kept.source([
      candidate('achievements', words, '', { item: '1' }),
      candidate('passage_figure', '3', '个', { item: 'achievements.1.1', label: '建成书屋', start: 4, end: 6 }),
    ]);
    const before = kept.picture();
    kept.decide((desk) => desk.edit(kept.facts[0]!, to(kept.facts[0]!, '建成书屋5个'), { from: 'person' }));
    expect(kept.facts.map((f) => [f.value, f.standing.is])).toEqual([
      ['建成书屋5个', 'confirmed'],
      ['3', 'rejected'],
      ['5', 'confirmed'],
    ]);
    kept.undo(kept.facts[0]!.id);
    expect(kept.facts[2]).toMatchObject({ value: '5', standing: { is: 'rejected', why: '已撤销登记' } });
    kept.facts.pop();
    expect(kept.picture()).toEqual(before);
  });

  it('of a history older than its columns brings claim and standing back', () => {
    const found = fact('f1', 'budget_income_total', '7910', '万元', CANDIDATE);
    const edited = fact('f1', 'budget_income_total', '7911', '万元', CONFIRMED, { version: 2 });
    const old = ({ claim, standing }: FactState) => ({ claim, standing });
    const [first, second] = [old(stateOf(found)), old(stateOf(edited))];
    const base = { factId: found.id, key: found.key, by: ACTOR.user, at: '', reportVersion: null };
    const desk = new FactDesk([edited], ACTOR, counter());
    const history = new FactHistory([
      { ...base, n: 1, what: 'found', before: null, after: first },
      { ...base, n: 2, what: 'edited', before: first, after: second },
    ]);
    expect(undoDecision(desk, found.id, history)).toBeNull();
    expect(desk.get('f1')).toMatchObject({ value: '7910', standing: CANDIDATE, origin: edited.origin });
  });

  const step = fc.record({
    what: fc.constantFrom('accept', 'reject', 'reopen', 'edit'),
    who: fc.nat({ max: 3 }),
    value: fc.constantFrom('1', '2', '9'),
  });

  it('goes back step by step to where it began, whatever was decided', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const kept = new Kept();
        kept.source([
          income('7910', 0),
          income('7190', 40),
          candidate('staff_total', '37', '人'),
          candidate('staff_total', '39', '人', { start: 60, end: 63 }),
        ]);
        const done: { id: FactId; before: unknown }[] = [];
        for (const s of steps) {
          const fact = kept.facts[s.who]!;
          const before = kept.picture();
          if (s.what === 'accept' && fact.standing.is === 'rejected') continue;
          const changed = kept.decide((desk) => {
            if (s.what === 'accept') desk.confirm(fact);
            else if (s.what === 'reject') desk.reject(fact, '看错');
            else if (s.what === 'reopen') desk.reopen(fact);
            else desk.edit(fact, to(fact, s.value), { from: 'person' });
          });
          if (changed) done.push({ id: fact.id, before });
        }
        for (const { id, before } of done.reverse()) {
          expect(kept.undo(id)).toBeNull();
          expect(kept.picture()).toEqual(before);
        }
      }),
      { numRuns: 500 },
    );
  });
});
