// On whose behalf the model is called, and what is done with a failure: it is logged, and the embedded engine's answer is taken.
import type { OrgId, ReportId, TurnId, UserId } from '../core/id.ts';
import type { Actor, ModelCall, ModelFailure, Reply } from '../ports.ts';
import type { StepParts } from './parts.ts';

/** A call that nothing but its own limits ends. */
export const callFor = (
  actor: Actor,
  report: ReportId | null,
  turn: TurnId | null = null,
  signal: AbortSignal = new AbortController().signal,
): ModelCall => ({ signal, actor, report, turn });

/** The command line's own: one local person, no report in a store. */
export const localCall = (signal?: AbortSignal): ModelCall =>
  callFor({ org: 'local' as OrgId, user: 'local' as UserId, name: '本机用户' }, null, null, signal);

/** The reply's value, or `otherwise` with the failure that made it necessary. */
export function valueOr<T>(
  parts: Pick<StepParts, 'log' | 'model'>,
  reply: Reply<T>,
  otherwise: () => T,
): { value: T; failure: ModelFailure | null } {
  if (reply.ok) return { value: reply.value, failure: null };
  parts.log.warn('model_failed', { model: parts.model.name, why: reply.failure.why });
  return { value: otherwise(), failure: reply.failure };
}
