// The shapes of the model's own resource: engine, findings, health, usage. No behaviour here.
import { z } from 'zod';

const usageShape = z.object({
  calls: z.number().int(),
  failed: z.number().int(),
  tokensIn: z.number().int(),
  tokensOut: z.number().int(),
  /** A plain decimal in the currency that the prices are set in; null: no price is set. */
  cost: z.string().nullable(),
  /** Calls that had no price: `cost` does not hold them. */
  unpriced: z.number().int(),
});

export const findingsOfEndpointShape = z.object({
  probedAt: z.string().nullable(),
  json: z.enum(['schema-strict', 'schema', 'object', 'prompt']),
  thinkingSwitch: z.string().nullable(),
  reasons: z.boolean(),
  tokenField: z.string(),
  streamUsage: z.boolean(),
  context: z.number().int().nullable(),
  servedModel: z.string().nullable(),
  listed: z.boolean().nullable(),
  firstToken: z.number().nullable(),
  /** Chinese: what an administrator should see to. */
  warnings: z.array(z.string()),
});

export const modelShape = z.object({
  engine: z.enum(['embedded', 'endpoint']),
  model: z.string(),
  endpoint: z
    .object({
      baseUrl: z.string(),
      thinking: z.enum(['off', 'default', 'on']),
      health: z.object({
        is: z.enum(['ready', 'held', 'trying']),
        why: z.string().nullable(),
        retryAfter: z.number().nullable(),
        running: z.number().int(),
        waiting: z.number().int(),
      }),
      findings: findingsOfEndpointShape,
      quotas: z.object({ userDay: z.number().nullable(), orgMonth: z.number().nullable() }),
    })
    .nullable(),
  /** `day`, `month`: of an office in China. */
  usage: z.object({
    day: z.string(),
    month: z.string(),
    mineToday: usageShape,
    today: usageShape,
    thisMonth: usageShape,
  }),
});

export const probedShape = z.object({
  findings: findingsOfEndpointShape,
  calls: z.number().int(),
  tokens: z.number().int(),
});

export type WireModel = z.infer<typeof modelShape>;
export type WireProbed = z.infer<typeof probedShape>;
