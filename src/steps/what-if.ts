// What would change if facts were other than they are: figures, findings, score. Reads the report and writes nothing.
import { type Claim, type Fact, slotKey } from '../core/fact.ts';
import type { FactId, ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { type Prospect, prospect } from '../core/what-if.ts';
import type { Actor } from '../ports.ts';
import { type Loaded, loadReport, workingState } from './load-report.ts';
import { slotName } from './name-slot.ts';
import type { StepParts } from './parts.ts';
import { readClaim, type Typed } from './read-claim.ts';

export type Supposed = Omit<Typed, 'period'> & { period: number | undefined };

/** The report as it would be with these claims confirmed: whatever else stands in their slots gives way. */
export function supposing(loaded: Loaded, claims: readonly Claim[], actor: Actor): Loaded {
  const slots = new Set(claims.map(slotKey));
  const supposed = claims.map(
    (c, i): Fact => ({
      ...c,
      id: `supposed-${i + 1}` as FactId,
      origin: { from: 'person' },
      also: [],
      confidence: 'high',
      reasons: [],
      raw: null,
      standing: { is: 'confirmed', by: actor.user },
      version: 1,
    }),
  );
  const facts = [...loaded.facts.filter((f) => !slots.has(slotKey(f))), ...supposed];
  return workingState(loaded.report, loaded.profile, facts, loaded.sections);
}

/** Fails as bad-input for the first value that could not be registered either, naming it. */
export async function whatIf(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  values: readonly Supposed[],
): Promise<Result<Prospect>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const claims = new Map<string, Claim>();
  for (const value of values) {
    const claim = readClaim({ ...value, period: value.period ?? loaded.report.period }, loaded.profile);
    if (!claim.ok) return claim;
    const slot = slotKey(claim.value);
    if (claims.has(slot))
      return fail('bad-input', 'supposed_twice', `${slotName(claim.value)}试算了两个值，请只保留一个。`, {
        key: claim.value.key,
      });
    claims.set(slot, claim.value);
  }
  const after = supposing(loaded, [...claims.values()], actor);
  return ok(prospect(loaded.usable, after.usable, loaded.profile));
}
