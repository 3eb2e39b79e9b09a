// Slots with more than one open value: what differs, whether a unit was mixed up, and which value to offer first.
import { type Claim, type Fact, type FactSlot, type Origin, slotKey } from '../core/fact.ts';
import type { FactId, SourceId } from '../core/id.ts';
import { mixedUp } from '../core/same-value.ts';
import type { SourceRole, SourceRow } from '../ports.ts';
import { printed, slotName } from './name-slot.ts';

const isOpen = (f: Fact): boolean => f.standing.is !== 'rejected';
const short = (s: string): string => (s.length > 40 ? `${s.slice(0, 40)}…` : s);

export const inOneText = (a: Origin, b: Origin): boolean =>
  a.from === 'text' && b.from === 'text' && a.sourceId === b.sourceId;

/** Chinese: what differs between two claims of one slot, and what to do. */
export function disputeNote(a: Claim, b: Claim, oneText = false): string {
  const both = `${slotName(b)}${oneText ? '在同一份材料里' : ''}有两个说法：${short(printed(a))}和${short(printed(b))}`;
  const slip = mixedUp(a, b);
  return slip ? `${both}，${slip}，请核对单位后采用其中一个。` : `${both}，请核对后采用其中一个。`;
}

export interface Conflict extends FactSlot {
  ids: FactId[];
  /** Offered first, and why; nobody wins before a person decides. */
  suggested: FactId;
  because: string;
  note: string;
}

/** practice: a person's word, this year's tables, this year's texts, last year's report. */
const RANKS = ['已由人员确认', '由人员填写', '取自本年资料的表格', '取自本年资料', '取自上年报告'] as const;

function rankOf(f: Fact, roles: ReadonlyMap<SourceId, SourceRole>): number {
  if (f.standing.is === 'confirmed') return 0;
  if (f.origin.from !== 'text') return 1;
  if (roles.get(f.origin.sourceId) === 'prior') return 4;
  return f.reasons.includes('table-cell') ? 2 : 3;
}

const DOUBT = { high: 0, medium: 1, low: 2 };

/** Slots with more than one open value, for the page to show side by side. */
export function conflictsOf(
  facts: readonly Fact[],
  sources: readonly Pick<SourceRow, 'id' | 'role'>[] = [],
): Conflict[] {
  const roles = new Map(sources.map((s) => [s.id, s.role]));
  const groups = new Map<string, Fact[]>();
  for (const f of facts) if (isOpen(f)) groups.set(slotKey(f), [...(groups.get(slotKey(f)) ?? []), f]);
  return [...groups.values()].flatMap((group): Conflict[] => {
    const [first, second] = group;
    if (!first || !second || !group.some((f) => f.standing.is === 'disputed')) return [];
    const { key, period, scope, item } = first;
    const order = group
      .map((fact) => ({ fact, rank: rankOf(fact, roles) }))
      .sort((a, b) => a.rank - b.rank || DOUBT[a.fact.confidence] - DOUBT[b.fact.confidence]);
    const [best, next] = [order[0]!, order[1]!];
    const because =
      best.rank !== next.rank
        ? RANKS[best.rank]!
        : best.fact.confidence !== next.fact.confidence
          ? '把握更大'
          : best.fact === first
            ? '先出现'
            : RANKS[best.rank]!;
    const ids = group.map((f) => f.id);
    return [
      {
        key,
        period,
        scope,
        item,
        ids,
        suggested: best.fact.id,
        because,
        note: disputeNote(first, second, inOneText(first.origin, second.origin)),
      },
    ];
  });
}
