// Findings as a clerk works through them: by severity, then by what they are about; the excused apart. Pure.
import type { WireFinding } from '../../src/http/wire.ts';

/** What rules are about, by their running number: the first whose `to` is not exceeded. */
const RULE_GROUPS = [
  { id: 'sums', to: 29 },
  { id: 'rates', to: 59 },
  { id: 'targets', to: 89 },
  { id: 'wording', to: 119 },
  { id: 'problems', to: 139 },
  { id: 'output', to: 999 },
] as const;
export type RuleGroup = (typeof RULE_GROUPS)[number]['id'];

export const groupOfRule = (rule: string): RuleGroup => {
  const n = Number(/\d+/.exec(rule)?.[0] ?? 999);
  return (RULE_GROUPS.find((g) => n <= g.to) ?? RULE_GROUPS[RULE_GROUPS.length - 1]!).id;
};

export type Severity = WireFinding['severity'];
export const SEVERITIES: readonly Severity[] = ['E', 'W', 'I'];

export interface FindingGroup {
  severity: Severity;
  group: RuleGroup;
  findings: WireFinding[];
}

export interface SortedFindings {
  open: FindingGroup[];
  excused: WireFinding[];
}

export function sortFindings(all: readonly WireFinding[]): SortedFindings {
  const open: FindingGroup[] = [];
  for (const severity of SEVERITIES)
    for (const { id } of RULE_GROUPS) {
      const findings = all.filter((f) => !f.excuse && f.severity === severity && groupOfRule(f.rule) === id);
      if (findings.length) open.push({ severity, group: id, findings });
    }
  return { open, excused: all.filter((f) => f.excuse) };
}

/** Every place of a finding; the further ones are absent when there are none. */
export const placesIn = (f: WireFinding): NonNullable<WireFinding['place']>[] => [
  ...(f.place ? [f.place] : []),
  ...(f.more ?? []),
];

/** Rule ids by what they are about. */
export const countRules = (ids: readonly string[]): { group: RuleGroup; rules: string[] }[] =>
  RULE_GROUPS.map(({ id }) => ({ group: id, rules: ids.filter((r) => groupOfRule(r) === id) })).filter(
    (g) => g.rules.length > 0,
  );

const ENDS = /[。；;，,、\s]+$/;

/** One entry of 存在的问题: what the finding says and the cause that a person gives. */
export const problemText = (seed: string, cause: string): string =>
  `${seed.trim().replace(ENDS, '')}。主要原因是${cause
    .trim()
    .replace(/^(主要)?原因(是|为|：|:)/, '')
    .replace(ENDS, '')}。`;
