// Facts and candidates for tests of the steps, with everything that does not matter filled in.
import type { Candidate, Fact, Standing } from '../../src/core/fact.ts';
import type { FactId, OrgId, ReportId, SourceId, UserId } from '../../src/core/id.ts';
import type { Actor, NewId } from '../../src/ports.ts';

export const ACTOR: Actor = { org: 'org-1' as OrgId, user: 'user-1' as UserId, name: '测试员' };
export const REPORT = 'report-1' as ReportId;
export const SOURCE = 'source-2' as SourceId;

export const counter = (prefix = 'new'): NewId => {
  let n = 0;
  return () => `${prefix}-${++n}`;
};

export function candidate(key: string, value: string, unit: string, more: Partial<Candidate> = {}): Candidate {
  return {
    key,
    period: 2022,
    scope: null,
    item: null,
    value,
    unit,
    qualifier: null,
    label: null,
    quote: `${value}${unit}`,
    start: 0,
    end: value.length + unit.length,
    also: [],
    confidence: 'high',
    reasons: [],
    ...more,
  };
}

export function fact(
  id: string,
  key: string,
  value: string,
  unit: string,
  standing: Standing,
  more: Partial<Fact> = {},
): Fact {
  const { quote, start, end, ...claim } = candidate(key, value, unit);
  return {
    ...claim,
    id: id as FactId,
    origin: { from: 'text', sourceId: 'source-1' as SourceId, quote, start, end },
    also: [],
    raw: null,
    standing,
    version: 1,
    ...more,
  };
}

export const CANDIDATE: Standing = { is: 'candidate' };
export const CONFIRMED: Standing = { is: 'confirmed', by: ACTOR.user };
