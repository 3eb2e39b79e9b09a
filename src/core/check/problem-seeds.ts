// What 存在的问题 has to take up: every abnormal rate and unmet indicator with its metric, its facts and a cause that people must give.
import type { FactSlot } from '../fact.ts';
import type { Finding } from './finding.ts';
import { ABNORMAL } from './followups.ts';

export interface ProblemSeed {
  /** The finding it grows from. */
  finding: string;
  rule: string;
  /** How the metric is called: 预算执行率. */
  metric: string;
  /** What was found, with its numbers. */
  what: string;
  facts: FactSlot[];
  /** Never guessed: empty until somebody says it. */
  cause: '';
}

/** One a metric, in the order of the findings; a metric that the written problems mention already needs none. */
export function problemSeeds(findings: readonly Finding[], problems: readonly string[]): ProblemSeed[] {
  const seen = new Set<string>();
  return findings.flatMap((f): ProblemSeed[] => {
    const row = ABNORMAL.find(([rule]) => rule === f.rule);
    if (!row) return [];
    const [rule, metric, words] = row;
    if (seen.has(metric) || problems.some((p) => words.test(p))) return [];
    seen.add(metric);
    return [{ finding: f.id, rule, metric, what: f.message, facts: f.facts, cause: '' }];
  });
}

/** What was found, without what is asked: 执行率62%低于80%. */
export const seedWords = ({ what }: ProblemSeed): string => what.split(/，请|。/)[0]!;

/** 请说明：1.预算执行率——执行率62%低于80%…。原因是什么？ What a question about the problems says of them. */
export const seedText = (seeds: readonly ProblemSeed[]): string =>
  seeds.map((s, i) => `${i + 1}．${s.metric}：${seedWords(s)}`).join('；');
