// The zod shape of a report kind (profile) and its cross-checks. A new report is a new JSON file, not new code.
import { z } from 'zod';
import { FORMULAS } from './figure/formulas.ts';
import { profileFaults } from './profile-faults.ts';
import { scoringShape } from './score/scoring.ts';

const key = z.string().regex(/^[a-z][a-z0-9_]*$/, '键名应为小写字母、数字和下划线');

/** When a sentence is for one side of a threshold only: a figure's value in its own unit. */
const when = z.strictObject({ key, above: z.number().optional(), below: z.number().optional() });

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
});

/** A sentence or block of the embedded engine; core/draft/compose.ts reads it. */
export const patternShape = z.union([sayShape, z.strictObject({ heading: z.string() }), listShape, eachShape]);

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
  /** How a key is called in this report where its catalogue label does not fit the sentence. */
  labels: z.record(key, z.string()).optional(),
  /** How the report scores itself (自评表). */
  scoring: scoringShape.optional(),
  outline: z.array(sectionShape),
  /** Hint texts of the bureau's form that must not be left in a finished report. */
  formHints: z.array(z.string()),
  /** Values from memory that an office should check against its bureau's notice. */
  verify: z.array(z.string()),
});

export type SayPattern = z.infer<typeof sayShape>;
export type ListPattern = z.infer<typeof listShape>;
export type EachPattern = z.infer<typeof eachShape>;
export type Keep = z.infer<typeof keepShape>;
export type Pattern = z.infer<typeof patternShape>;
export type ProfileSection = z.infer<typeof sectionShape>;
export type Profile = z.infer<typeof profileShape>;

export type ReadProfile = { ok: true; profile: Profile } | { ok: false; faults: string[] };

const FIGURE_KEYS: ReadonlySet<string> = new Set(FORMULAS.map((f) => f.key));

/** Strictly: shape first, then every cross-check, all faults together. `figureKeys`: the figures that can be computed. */
export function readProfile(json: unknown, figureKeys: ReadonlySet<string> = FIGURE_KEYS): ReadProfile {
  const read = profileShape.safeParse(json);
  if (!read.success) return { ok: false, faults: read.error.issues.flatMap((i) => issueFaults(i)) };
  const faults = profileFaults(read.data, figureKeys);
  return faults.length ? { ok: false, faults } : { ok: true, profile: read.data };
}

/** zod's words in Chinese, with the field's path; a failed union names the closest of its branches. */
function issueFaults(issue: z.core.$ZodIssue, under: readonly PropertyKey[] = []): string[] {
  const path = [...under, ...issue.path];
  const at = path.length ? path.map(String).join('.') : '（顶层）';
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.filter((b) => b.length);
    const closest = branches.sort((a, b) => strangeness(a) - strangeness(b))[0];
    return closest ? closest.flatMap((i) => issueFaults(i, path)) : [`${at}：不是可识别的句式`];
  }
  if (issue.code === 'unrecognized_keys') return [`${at}：多了不认识的字段 ${issue.keys.join('、')}`];
  if (issue.code === 'invalid_type') return [`${at}：缺少或类型不对，应为 ${TYPES[issue.expected] ?? issue.expected}`];
  if (issue.code === 'invalid_value') return [`${at}：只能是 ${issue.values.map(String).join('、')}`];
  return [`${at}：${issue.message}`];
}

const strangeness = (branch: readonly z.core.$ZodIssue[]): number =>
  branch.reduce((n, i) => n + (i.code === 'unrecognized_keys' ? 2 * i.keys.length : i.path.length === 1 ? 3 : 1), 0);

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
};
