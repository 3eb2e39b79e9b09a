// The zod shape of a report kind (profile) and how one is read. A new report is a new JSON file, not new code.
import { z } from 'zod';
import { FIGURE_KEYS } from './figure/compute.ts';
import { profileFaults } from './profile-faults.ts';
import { scoringShape } from './score/scoring.ts';
import { expand, type Library } from './sentence-library.ts';
import { shapeFaults } from './shape-faults.ts';

const key = z.string().regex(/^[a-z][a-z0-9_]*$/, '键名应为小写字母、数字和下划线');

/** A number, or one of the profile's thresholds by name. */
const limit = z.union([z.number(), z.enum(['lowExecution', 'largeAdjustment', 'overTarget'])]);

/** When a sentence is for one side of a threshold, or one value, only: a figure or fact in its own unit. */
const when = z.strictObject({ key, above: limit.optional(), below: limit.optional(), is: z.number().optional() });

const parts = z.strictObject({ lead: z.string(), between: z.string(), items: z.array(z.string()).min(1) });

/** One sentence or several that stay together. Slots and groups: core/draft/slot.ts. */
export const sayShape = z.strictObject({
  say: z.string(),
  /** A list inside the sentence (，其中：…；…): items whose slots are there, joined; left out when none is. */
  parts: parts.optional(),
  /** What closes the sentence after `parts`. */
  end: z.string().optional(),
  /** Facts and figures that must be there for this sentence; without them it is left out. */
  needs: z.array(key).optional(),
  /** Facts and figures that make this sentence superfluous. */
  unless: z.array(key).optional(),
  when: when.optional(),
  /** A list key: superfluous too when one of its passages already states every fact of `needs`. */
  unlessSaidIn: key.optional(),
  /** Printed even when a slot is missing, with 【待补：…】 in its place. Otherwise it is left out. */
  required: z.boolean().optional(),
  /** same: goes on in the paragraph before. */
  join: z.enum(['new', 'same']).optional(),
  /** No fact backs it by nature: general wording that the office should make its own. */
  general: z.boolean().optional(),
});

/** Which sentences of a passage may speak here: of this year only, in the unit's own voice, targets and not the purpose
 * of evaluating, no template hints. See core/draft/passage-runs.ts. */
export const keepShape = z.enum(['this-year', 'own-voice', 'targets']);

export const listShape = z.strictObject({
  list: key,
  style: z.enum(['（1）', '1.', '一是', 'plain']),
  required: z.boolean().optional(),
  /** A sentence before the entries (a slotted one, as `say`). */
  lead: z.string().optional(),
  keep: z.array(keepShape).optional(),
  /** Sentences that follow the entries as further entries. */
  also: z.array(sayShape).optional(),
  unless: z.array(key).optional(),
});

export const eachShape = z.strictObject({
  each: z.enum(['sub_unit', 'project', 'indicator', 'function']),
  /** The key whose scopes come first; then those that only other slots of the row have. */
  of: key,
  say: z.string(),
  parts: parts.optional(),
  end: z.string().optional(),
  /** A sentence before the rows, when there are any. */
  lead: z.string().optional(),
  /** A sentence after the rows, when there are any, about the whole unit. */
  total: z.string().optional(),
  /** Numbers the sentences; plain when absent. */
  style: z.enum(['（1）', '1.', '一是', 'plain']).optional(),
  required: z.boolean().optional(),
  /** Indicators only: those whose actual value reaches the target, or those that miss it. */
  only: z.enum(['met', 'unmet']).optional(),
  /** A sentence instead of the rows when every indicator is on the other side of `only`. */
  none: z.string().optional(),
});

/** A passage of the sentence library, by name: its patterns stand here. */
export const useShape = z.strictObject({ use: z.string() });

/** A sentence or block of the embedded engine; core/draft/compose.ts reads it. */
export const patternShape = z.union([sayShape, z.strictObject({ heading: z.string() }), listShape, eachShape]);

/** As a file writes it: a pattern, or one of the library. */
export const writtenShape = z.union([...patternShape.options, useShape]);

export const sectionShape = z.strictObject({
  id: z.string(),
  number: z.string(),
  level: z.union([z.literal(1), z.literal(2)]),
  title: z.string(),
  /** What the bureau's form says should stand here; never printed. */
  hint: z.string(),
  /** What the section is about in every report kind: ids of CANONICAL. */
  canonical: z.array(z.string()),
  /** Other headings it goes by in reports. */
  names: z.array(z.string()).optional(),
  required: z.boolean(),
  /** Facts that a complete section needs, in the order to ask for them. */
  requires: z.array(key),
  /** Characters without spaces, where the bureau says so. */
  minCharacters: z.number().int().positive().optional(),
  maxCharacters: z.number().int().positive().optional(),
  compose: z.array(patternShape),
  tables: z.array(z.enum(['budget_execution', 'staff', 'projects', 'base_data'])),
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
  thresholds: z.strictObject({
    /** %: under it the execution rate needs a reason. */
    lowExecution: z.number(),
    /** %: over it the adjustment needs a reason. */
    largeAdjustment: z.number(),
    /** %: how far over its target an indicator needs a reason. */
    overTarget: z.number(),
    /** What the bureau's monitoring (绩效监控) takes for an alarm. */
    monitoring: z
      .strictObject({
        /** Spent by the end of the month, in % of the year's budget: less is an alarm. */
        alarms: z.array(z.strictObject({ month: z.number().int().min(1).max(12), below: z.number() })),
        /** Percentage points between the goal's progress and the execution: more is an alarm. */
        gap: z.number().nullable(),
      })
      .optional(),
  }),
  grades: z.array(z.strictObject({ from: z.number(), grade: z.string() })),
  /** How a key is called in this report where its catalogue label does not fit the sentence. */
  labels: z.record(key, z.string()).optional(),
  /** Which of several ways a figure is computed (figure key: the variant's name in the formula table). */
  variants: z.record(key, z.string()).optional(),
  /** How the report scores itself (自评表). */
  scoring: scoringShape,
  outline: z.array(sectionShape),
  /** The tables behind the report, 附件1 first, where they stand otherwise than scoring table, base data table. */
  appendices: z.array(z.enum(['scoring', 'base_data'])).optional(),
  /** Hint texts of the bureau's form that must not be left in a finished report. */
  formHints: z.array(z.string()),
  /** Values that are not certain: which field, what to check, and against which notice. */
  verify: z.array(z.strictObject({ field: z.string().min(1), check: z.string().min(1), against: z.string().min(1) })),
  /** Words in a unit's name that make its staff and organs matters not to be disclosed, beside those always taken so. */
  guardedUnits: z.array(z.string()).optional(),
});

/** As a file writes it: sections may name passages of the library. Read with the library, it becomes a profile whole in itself. */
export const writtenProfileShape = profileShape.extend({
  outline: z.array(sectionShape.extend({ compose: z.array(writtenShape) })),
});

export type SayPattern = z.infer<typeof sayShape>;
export type ListPattern = z.infer<typeof listShape>;
export type EachPattern = z.infer<typeof eachShape>;
export type Keep = z.infer<typeof keepShape>;
export type Pattern = z.infer<typeof patternShape>;
export type WrittenPattern = z.infer<typeof writtenShape>;
export type WrittenProfile = z.infer<typeof writtenProfileShape>;
export type WrittenSection = WrittenProfile['outline'][number];
export type ProfileSection = z.infer<typeof sectionShape>;
export type Profile = z.infer<typeof profileShape>;

export type ReadProfile = { ok: true; profile: Profile } | { ok: false; faults: string[] };

const NONE: Library = new Map();

/** Strictly: shape first, then every cross-check, all faults together. `figureKeys`: the figures that can be computed. */
export function readProfile(
  json: unknown,
  library: Library = NONE,
  figureKeys: ReadonlySet<string> = FIGURE_KEYS,
): ReadProfile {
  const read = writtenProfileShape.safeParse(json);
  if (!read.success) return { ok: false, faults: shapeFaults(read.error) };
  const written = read.data;
  const faults = profileFaults(written, library, figureKeys);
  if (faults.length) return { ok: false, faults };
  const outline = written.outline.map((s) => ({ ...s, compose: expand(s.compose, library).patterns }));
  return { ok: true, profile: { ...written, outline } };
}
