// The ledger over the store: findings by endpoint, quotas by day and month of the office, a record of every call.
import { officeDay, officeMonth } from '../core/office-day.ts';
import type { Actor, Clock, Log, Store, UsageSpan } from '../ports.ts';
import type { Quotas } from './endpoint.ts';
import type { Ledger } from './ledger.ts';

export interface StoreLedgerParts {
  store: Pick<Store, 'endpoint' | 'commit'>;
  clock: Clock;
  log: Pick<Log, 'error'>;
  /** Address and model: what findings are kept under. */
  name: string;
  quotas: Quotas;
}

/** What a process that died had set aside is free again after this. */
const RESERVED_MS = 20 * 60_000;

export const spansAt = (actor: Actor, at: string): { userDay: UsageSpan; orgDay: UsageSpan; orgMonth: UsageSpan } => ({
  userDay: { user: actor.user, span: officeDay(at) },
  orgDay: { user: null, span: officeDay(at) },
  orgMonth: { user: null, span: officeMonth(at) },
});

export function storeLedger({ store, clock, log, name, quotas }: StoreLedgerParts): Ledger {
  const limited = quotas.userDay !== null || quotas.orgMonth !== null;
  return {
    capability: (actor) => store.endpoint(actor, name),
    async keepCapability(actor, record) {
      await store.commit(actor, [{ do: 'keep-endpoint', name, record, at: clock.now() }]);
    },
    async reserve(actor, tokens) {
      if (!limited) return true;
      const at = clock.now();
      const { userDay, orgMonth } = spansAt(actor, at);
      const until = new Date(Date.parse(at) + RESERVED_MS).toISOString();
      const spans = [
        { ...userDay, most: quotas.userDay },
        { ...orgMonth, most: quotas.orgMonth },
      ];
      return (await store.commit(actor, [{ do: 'reserve-usage', tokens, spans, at, until }])).ok;
    },
    async settle({ actor, report, turn, record, reserved }) {
      const at = clock.now();
      const { userDay, orgDay, orgMonth } = spansAt(actor, at);
      const spans = [userDay, orgDay, orgMonth];
      try {
        await store.commit(actor, [
          { do: 'count-usage', call: record, report, turn, spans, reserved: limited ? reserved : 0, at },
        ]);
      } catch (cause) {
        // An answer that was paid for is not thrown away because it could not be counted.
        log.error('usage_not_counted', { why: (cause as Error).message, task: record.task });
      }
    },
  };
}
