// What an administrator sees of an endpoint: findings, health, a probe. Words and numbers only; the key never comes near.
import type { EndpointDesk, EndpointFindings } from '../ports.ts';
import type { Capability } from './capability.ts';
import type { Client } from './client.ts';
import { type Probed, probeEndpoint } from './probe.ts';

export function endpointDesk(client: Client, today: () => string): EndpointDesk {
  const { desk } = client;
  const { endpoint } = desk;
  const findingsOf = (c: Capability): EndpointFindings => ({
    probedAt: c.probedAt,
    json: c.rung,
    thinkingSwitch: c.thinkingSwitch,
    reasons: c.reasons,
    tokenField: c.tokenField,
    streamUsage: c.streamUsage,
    context: endpoint.context ?? c.context,
    servedModel: c.servedModel,
    listed: c.listed,
    firstToken: c.firstToken,
    warnings: c.warnings,
  });
  let probing: Promise<Probed> | null = null;
  return {
    baseUrl: endpoint.baseUrl.replace(/[?#].*$/s, ''),
    thinking: endpoint.thinking,
    quotas: endpoint.quotas,
    findings: async (actor) => findingsOf(await desk.capabilities.of(actor)),
    health() {
      const now = desk.now();
      const state = desk.breaker.state(now);
      return {
        is: state.is === 'closed' ? 'ready' : state.is === 'open' ? 'held' : 'trying',
        why: state.is === 'closed' ? null : state.why,
        retryAfter: state.is === 'open' ? Math.ceil(state.until - now) : null,
        running: desk.queue.running,
        waiting: desk.queue.waiting,
      };
    },
    async probe(call) {
      // Two who ask at once get one answer.
      probing ??= probeEndpoint(client, call, today()).finally(() => {
        probing = null;
      });
      const probed = await probing;
      return probed.ok
        ? { ok: true, value: findingsOf(probed.capability), calls: probed.calls }
        : { ok: false, failure: probed.failure, calls: probed.calls };
    },
  };
}
