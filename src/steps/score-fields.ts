// Which fact stands behind which cell of the scoring table, and which cells a row lets a person change. Data and look-ups.
import type { Fact } from '../core/fact.ts';
import { SCORE_KEYS, type ScoreRow } from '../core/score/score-table.ts';

export { SCORE_KEYS } from '../core/score/score-table.ts';
export type ScoreField = keyof typeof SCORE_KEYS;

/** weight → indicator_weight; check.2 → item 2 of indicator_check; null for anything else. */
export function slotOfField(field: string): { key: string; item: string | null } | null {
  const check = /^check\.(\d+)$/.exec(field);
  if (check) return { key: 'indicator_check', item: check[1]! };
  return Object.hasOwn(SCORE_KEYS, field) ? { key: SCORE_KEYS[field as ScoreField], item: null } : null;
}

const RANK = { confirmed: 0, candidate: 1, disputed: 2, rejected: 3 } as const;

/** Open facts of one row's cell, the one that counts first. */
export const factsOfCell = (
  facts: readonly Fact[],
  period: number,
  name: string,
  key: string,
  item: string | null,
): Fact[] =>
  facts
    .filter(
      (f) =>
        f.key === key &&
        f.scope === name &&
        f.item === item &&
        (f.period === period || f.period === null) &&
        f.standing.is !== 'rejected',
    )
    .sort((a, b) => RANK[a.standing.is] - RANK[b.standing.is]);

const SAID = ['score', 'reason', 'improvement', 'scoreReason', 'notApplicable'];
const OWN = ['level1', 'level2', 'nature', 'target', 'approvedTarget', 'adjustedTarget', 'actual', 'weight', 'band'];

/** `computed`: the figure gives the row's result, nobody types it. */
export function editableOf(row: ScoreRow, computed: boolean): string[] {
  if (row.origin === 'own') return [...OWN, ...SAID, 'name', 'row'];
  const checks = row.checklist.map((_, i) => `check.${i + 1}`);
  return [
    ...SAID,
    ...(computed || row.origin === 'execution' ? [] : ['actual']),
    ...(row.nature === 'qualitative' && !checks.length ? ['band'] : []),
    ...(row.oneOf ? ['chosen'] : []),
    ...checks,
  ];
}
