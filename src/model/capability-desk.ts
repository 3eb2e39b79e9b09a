// The capability record of one endpoint while the program runs: read once an organisation, written when it changed enough to matter.
import type { Actor } from '../ports.ts';
import { type Capability, readCapability, unprobed } from './capability.ts';
import type { Ledger } from './ledger.ts';

export interface CapabilityDesk {
  of(actor: Actor): Promise<Capability>;
  /** The record as it stands afterwards. */
  keep(actor: Actor, record: Capability): Promise<Capability>;
}

const FACTOR_STEP = 0.1;

const worthKeeping = (a: Capability, b: Capability): boolean =>
  Math.abs(a.tokenFactor - b.tokenFactor) >= FACTOR_STEP ||
  JSON.stringify({ ...a, tokenFactor: 0 }) !== JSON.stringify({ ...b, tokenFactor: 0 });

export function capabilityDesk(ledger: Pick<Ledger, 'capability' | 'keepCapability'>, baseUrl: string): CapabilityDesk {
  const held = new Map<string, { now: Capability; stored: Capability }>();
  return {
    async of(actor) {
      const known = held.get(actor.org);
      if (known) return known.now;
      const record = readCapability(await ledger.capability(actor)) ?? unprobed(baseUrl);
      held.set(actor.org, { now: record, stored: record });
      return record;
    },
    async keep(actor, record) {
      const stored = held.get(actor.org)?.stored ?? unprobed(baseUrl);
      const write = worthKeeping(record, stored);
      held.set(actor.org, { now: record, stored: write ? record : stored });
      if (write) await ledger.keepCapability(actor, record);
      return record;
    },
  };
}
