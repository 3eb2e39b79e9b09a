// What a rule is (a row: id, severity, inputs, condition, message) and how hits become findings. No rule lives here.
import type { FactBook } from '../book.ts';
import type { FactSlot } from '../fact.ts';
import { slotKey } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import type { Readings } from '../figure/reading.ts';
import type { Exact } from '../number/exact.ts';
import type { Profile } from '../profile.ts';
import type { ScoreTable } from '../score/score-table.ts';
import type { Finding, Severity } from './finding.ts';

/** What a rule over facts sees. */
export interface FactScene {
  book: FactBook;
  facts: Readings;
  profile: Profile;
  /** The computed value of a whole-unit (or scoped) figure; null while it waits or does not apply. */
  figure(key: string, scope?: string | null): { value: Exact; figure: Figure } | null;
  /** The scoring table as it stands; null where the report kind has none. */
  score: ScoreTable | null;
}

/** One case that a rule objects to. `say` fills the message; without facts the rule has nothing to point at. */
export interface Hit {
  say?: Record<string, string>;
  facts?: FactSlot[];
  ask?: string[];
  /** Another wording, where the rule's own does not fit the case. */
  message?: string;
}

/** A row over facts. A rule whose inputs are missing finds nothing: missing is neither zero nor a fault. */
export interface FactRule {
  id: string;
  severity: Severity;
  /** The fact and figure keys it reads. */
  inputs: readonly string[];
  /** It objects to what is not there, so it can always be judged. */
  always?: boolean;
  message: string;
  find(scene: FactScene): Hit[];
}

export const fill = (template: string, say: Record<string, string> = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => say[name] ?? whole);

/** Findings of one rule, with ids that stay the same as long as the cause does. */
export function findingsOf(rule: Omit<FactRule, 'find'>, hits: readonly Hit[]): Finding[] {
  return hits.map((hit) => ({
    id: [rule.id, ...(hit.facts?.length ? [slotKey(hit.facts[0]!)] : (hit.ask ?? []).slice(0, 1))].join(':'),
    rule: rule.id,
    severity: rule.severity,
    message: fill(hit.message ?? rule.message, hit.say),
    facts: hit.facts ?? [],
    place: null,
    ask: hit.ask ?? [],
  }));
}

/** Gives findings of equal id a running number. */
export function distinctIds(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((f) => {
    const n = (seen.get(f.id) ?? 0) + 1;
    seen.set(f.id, n);
    return n === 1 ? f : { ...f, id: `${f.id}#${n}` };
  });
}
