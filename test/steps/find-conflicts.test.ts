import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/core/fact.ts';
import type { SourceId } from '../../src/core/id.ts';
import { conflictsOf } from '../../src/steps/find-conflicts.ts';
import { CANDIDATE, CONFIRMED, fact } from './some-facts.ts';

const SOURCES = [
  { id: 'prior' as SourceId, role: 'prior' as const },
  { id: 'table' as SourceId, role: 'material' as const },
  { id: 'text' as SourceId, role: 'material' as const },
];
const from = (id: string): Partial<Fact> => ({
  origin: { from: 'text', sourceId: id as SourceId, quote: 'q', start: 0, end: 1 },
  reasons: id === 'table' ? ['table-cell'] : [],
});
const WHO: Record<string, Partial<Fact>> = {
  confirmed: { standing: CONFIRMED },
  person: { origin: { from: 'person' } },
  table: from('table'),
  text: from('text'),
  prior: from('prior'),
};

function conflict(...who: string[]) {
  const facts = who.map((w, i) =>
    fact(w, 'budget_income_total', String(i + 1), '万元', { is: 'disputed', with: [] }, WHO[w]),
  );
  return conflictsOf(facts, SOURCES)[0];
}

describe('a conflict', () => {
  it.each([
    ['prior', 'text', 'text', '取自本年资料'],
    ['text', 'table', 'table', '取自本年资料的表格'],
    ['table', 'person', 'person', '由人员填写'],
    ['person', 'confirmed', 'confirmed', '已由人员确认'],
  ])('between %s and %s offers %s first, whichever was there before', (a, b, suggested, because) => {
    expect(conflict(a, b)).toMatchObject({ suggested, because, ids: [a, b] });
    expect(conflict(b, a)).toMatchObject({ suggested, because });
  });

  it('within one source offers the surer value', () => {
    const [sure, unsure] = [
      fact('a', 'staff_total', '24', '人', { is: 'disputed', with: [] }, { confidence: 'medium' }),
      fact('b', 'staff_total', '26', '人', { is: 'disputed', with: [] }, { confidence: 'high' }),
    ];
    expect(conflictsOf([sure, unsure], SOURCES)[0]).toMatchObject({
      suggested: 'b',
      because: '把握更大',
      note: expect.stringContaining('在同一份材料里有两个说法：24人和26人'),
    });
  });

  it('says which units may have been mixed up', () => {
    const facts = [
      fact('a', 'budget_income_total', '1.2', '亿元', { is: 'disputed', with: [] }),
      fact('b', 'budget_income_total', '1.2', '万元', { is: 'disputed', with: [] }),
    ];
    expect(conflictsOf(facts, SOURCES)[0]?.note).toContain('相差一万倍，可能是“亿元”和“万元”写混了');
  });

  it('is none between a value and one that was rejected', () => {
    const facts = [
      fact('a', 'staff_total', '24', '人', CANDIDATE),
      fact('b', 'staff_total', '26', '人', { is: 'rejected', why: '看错' }),
    ];
    expect(conflictsOf(facts, SOURCES)).toEqual([]);
  });
});
