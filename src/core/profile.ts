// The zod shape of a report kind (profile) and its cross-checks. A new report is a new JSON file, not new code.
import { z } from 'zod';

const key = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** A sentence or block of the embedded engine. Slots are `{{key}}` (fact or figure), `{{key@prior}}` (the year before),
 * `{{year}}`, `{{prior_year}}`, `{{unit}}`. See core/draft/compose.ts for the reading rules. */
export const patternShape = z.union([
  z.strictObject({
    say: z.string(),
    /** Facts and figures that must be there for this sentence; without them it is left out, or printed as 待补 when `required`. */
    needs: z.array(key).optional(),
    unless: z.array(key).optional(),
    required: z.boolean().optional(),
    join: z.enum(['new', 'same']).optional(),
  }),
  z.strictObject({ heading: z.string() }),
  z.strictObject({
    list: key,
    style: z.enum(['（1）', '1.', '一是', 'plain']),
    required: z.boolean().optional(),
    lead: z.string().optional(),
  }),
  z.strictObject({
    each: z.enum(['sub_unit', 'project', 'indicator']),
    of: key,
    say: z.string(),
    required: z.boolean().optional(),
  }),
]);

export const sectionShape = z.strictObject({
  id: z.string(),
  number: z.string(),
  level: z.union([z.literal(1), z.literal(2)]),
  title: z.string(),
  hint: z.string(),
  canonical: z.array(z.string()),
  required: z.boolean(),
  /** Facts that a complete section needs, in the order to ask for them. */
  requires: z.array(key),
  compose: z.array(patternShape),
  tables: z.array(z.enum(['budget_execution', 'staff', 'projects'])),
});

export const profileShape = z.strictObject({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  region: z.string(),
  level: z.string(),
  titlePattern: z.string(),
  moneyUnit: z.enum(['万元', '元']),
  decimals: z.strictObject({ money: z.number().int(), percent: z.number().int(), score: z.number().int() }),
  executionBase: z.enum(['initial', 'full_year', 'available']),
  thresholds: z.strictObject({ lowExecution: z.number(), largeAdjustment: z.number(), overTarget: z.number() }),
  grades: z.array(z.strictObject({ from: z.number(), grade: z.string() })),
  outline: z.array(sectionShape),
  /** Hint texts of the bureau's form that must not be left in a finished report. */
  formHints: z.array(z.string()),
  /** Values from memory that an office should check against its bureau's notice. */
  verify: z.array(z.string()),
});

export type Pattern = z.infer<typeof patternShape>;
export type ProfileSection = z.infer<typeof sectionShape>;
export type Profile = z.infer<typeof profileShape>;
