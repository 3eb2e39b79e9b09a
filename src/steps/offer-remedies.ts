// What can be done about a number in staff's own words, and about a change of a fact that an instruction asks for: as requests that can be
// sent as they are. Nothing is changed by offering.
import type { Verdict } from '../core/draft/verdict.ts';
import type { Fact } from '../core/fact.ts';
import type { ReportId } from '../core/id.ts';
import { type TextClaim, textClaims } from '../core/revise/claims.ts';
import type { SectionRow } from '../ports.ts';
import type { Loaded } from './load-report.ts';
import type { ProposedChange } from './propose-change.ts';

export interface Remedy {
  do: 'register-fact' | 'change-text' | 'change-fact';
  /** Chinese: what the button says. */
  label: string;
  request: { method: 'POST' | 'PUT'; path: string; body: unknown };
}

export type OfferedClaim = Omit<TextClaim, 'fact' | 'value' | 'sentenceStart'> & { remedies: Remedy[] };

const reportPath = (id: ReportId, rest: string): string => `/api/reports/${encodeURIComponent(id)}${rest}`;

/** The claims of a section's text; none where staff wrote nothing of it. */
export function claimsOf(loaded: Loaded, row: SectionRow, verdicts: readonly Verdict[]): OfferedClaim[] {
  const { facts, figures } = loaded.confirmed;
  const { profile, report } = loaded;
  return textClaims(row.paragraphs, verdicts, { period: report.period, facts, figures, profile }).map((claim) => {
    const { fact, value: _, sentenceStart: __, ...shown } = claim;
    const remedies: Remedy[] = [];
    if (claim.standing === 'unknown') remedies.push(...registration(report.id, claim));
    if (claim.standing === 'conflict' && fact) {
      remedies.push(textRemedy(report.id, row, claim));
      const stored = loaded.facts.find((f) => f.id === fact.id);
      if (stored && claim.value) remedies.push(factRemedy(report.id, stored, claim.value, claim.text));
    }
    return { ...shown, remedies };
  });
}

function registration(report: ReportId, { value, sentence, text }: TextClaim): Remedy[] {
  if (!value) return [];
  const { key, unit, qualifier, label, period } = value;
  const body = {
    key,
    period,
    value: value.value,
    unit,
    qualifier,
    ...(label === null ? {} : { label }),
    quote: sentence,
  };
  return [
    {
      do: 'register-fact',
      label: `把${text}登记为事实`,
      request: { method: 'POST', path: reportPath(report, '/facts'), body },
    },
  ];
}

const textRemedy = (report: ReportId, row: SectionRow, { text, start, says }: TextClaim): Remedy => ({
  do: 'change-text',
  label: `改文字：改成${says}`,
  request: {
    method: 'POST',
    path: reportPath(report, `/sections/${encodeURIComponent(row.section)}/revise`),
    body: { instruction: `把这句改为“${says}”`, selection: text, start, expectedVersion: row.version },
  },
});

const factRemedy = (
  report: ReportId,
  fact: Fact,
  to: { value: string; unit: string; qualifier: Fact['qualifier'] },
  shown: string,
): Remedy => ({
  do: 'change-fact',
  label: `改事实：改成${shown}`,
  request: {
    method: 'POST',
    path: reportPath(report, '/facts/settle'),
    body: [
      {
        id: fact.id,
        decision: 'edit',
        value: to.value,
        unit: to.unit || fact.unit,
        qualifier: to.qualifier,
        expectedVersion: fact.version,
      },
    ],
  },
});

/** 是 to a proposal, as a request. */
export const proposalRemedies = (report: ReportId, changes: readonly ProposedChange[]): Remedy[] => [
  {
    do: 'change-fact',
    label: '修改这条事实',
    request: {
      method: 'POST',
      path: reportPath(report, '/facts/settle'),
      body: changes.map((c) => ({
        id: c.id,
        decision: 'edit',
        value: c.to.value,
        unit: c.to.unit,
        qualifier: c.to.qualifier,
        expectedVersion: c.expectedVersion,
      })),
    },
  },
];
