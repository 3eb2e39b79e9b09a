// What the model room keeps between calls: what an endpoint can do, and what was used of it. Here the ledger of a process without a
// store; the one over the store is store-ledger.ts.
import type { ReportId, TurnId } from '../core/id.ts';
import type { Actor, CallRecord } from '../ports.ts';

export interface Kept {
  actor: Actor;
  report: ReportId | null;
  turn: TurnId | null;
  record: CallRecord;
  /** What was set aside for it. */
  reserved: number;
}

export interface Ledger {
  capability(actor: Actor): Promise<unknown>;
  keepCapability(actor: Actor, record: unknown): Promise<void>;
  /** Sets tokens aside. False: a quota does not allow it, and nothing is set aside. */
  reserve(actor: Actor, tokens: number): Promise<boolean>;
  /** What was used in the place of what was set aside. */
  settle(kept: Kept): Promise<void>;
}

/** No quotas and no history: the command line's. */
export function memoryLedger(): Ledger & { readonly calls: readonly CallRecord[] } {
  let capability: unknown = null;
  const calls: CallRecord[] = [];
  return {
    calls,
    capability: async () => capability,
    async keepCapability(_actor, record) {
      capability = record;
    },
    reserve: async () => true,
    async settle({ record }) {
      calls.push(record);
    },
  };
}
