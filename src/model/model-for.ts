// The model of a running program: the endpoint where one is set, else the embedded engine. For entries only.
import type { Clock, Log, Model } from '../ports.ts';
import { clientOf } from './client.ts';
import { embeddedModel } from './embedded.ts';
import { endpointOf, type GivenEndpoint, type Quotas } from './endpoint.ts';
import type { Ledger } from './ledger.ts';
import { openAiModel } from './openai.ts';
import type { Prompts } from './prompt.ts';

export interface ModelParts {
  endpoint: GivenEndpoint | null;
  prompts: Prompts;
  /** `name`: what findings about this endpoint are kept under. */
  ledger(name: string, quotas: Quotas): Ledger;
  log: Pick<Log, 'warn'>;
  clock: Clock;
  /** Where the runtime's own will not do. */
  fetch?: typeof fetch;
}

const boundary = (): string => crypto.randomUUID().slice(0, 8);

export function modelFor({ endpoint, prompts, ...parts }: ModelParts): Model {
  if (!endpoint) return embeddedModel();
  const whole = endpointOf(endpoint);
  const ledger = parts.ledger(`${whole.baseUrl} ${whole.model}`, whole.quotas);
  const client = clientOf({ ...parts, endpoint: whole, ledger });
  return openAiModel({ client, prompts, boundary, today: () => parts.clock.now() });
}
