// How a report kind scores itself, as data: groups, rows, rules, weights, caps, bands. Scores nothing.
import { z } from 'zod';

const key = z.string().regex(/^[a-z][a-z0-9_]*$/, '键名应为小写字母、数字和下划线');
const points = z.number().min(0).max(100);

/**
 * How a value becomes points of a weight:
 * capped_ratio: weight × min(value ÷ full, 1); `full` in the figure's unit (100 for rates) · below: the same, mirrored: full marks
 * at or below `full` · steps: the points of the first step whose `to` is not exceeded; the last step has no `to` ·
 * per_point: full marks at `base`, `amount` points off for each `step` beyond it, never under `floor`; `good` says which side is right ·
 * checklist: the points of the items that are met.
 */
export const ruleShape = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('capped_ratio'), full: z.number().positive() }),
  z.strictObject({ rule: z.literal('below'), full: z.number().positive() }),
  z.strictObject({
    rule: z.literal('steps'),
    /** Ascending by `to`; `inclusive` when the bound belongs to the step. */
    steps: z.array(z.strictObject({ to: z.number().optional(), inclusive: z.boolean(), points })).min(2),
    /** For a rate of change that has no value because there is nothing in either year: points of their own. */
    nothingInBothYears: points.optional(),
  }),
  z.strictObject({
    rule: z.literal('per_point'),
    base: z.number(),
    good: z.enum(['at_most', 'at_least']),
    step: z.number().positive(),
    amount: z.number().positive(),
    floor: z.number(),
  }),
  z.strictObject({
    rule: z.literal('checklist'),
    items: z.array(z.strictObject({ label: z.string().min(1), points })).min(1),
  }),
]);

/** A row that the bureau's form prints and code scores from a figure, or a person from a checklist. */
export const rowShape = z.strictObject({
  /** The third-level indicator's name; it is the scope of the facts a person gives for this row. */
  name: z.string().min(1),
  level2: z.string(),
  weight: points,
  /** The figure it measures; null for a checklist or a qualitative row. */
  figure: key.nullable(),
  /** The printed target, such as ≤100%. */
  target: z.string(),
  rule: ruleShape.nullable(),
  nature: z.enum(['quantitative', 'qualitative']),
  /** Only one row of those with the same word counts (二者择其一): the first that can be scored, or the one chosen. */
  oneOf: z.string().optional(),
});

export const groupShape = z.strictObject({
  /** First level: 预算执行率, 成本指标, 产出指标 … */
  name: z.string().min(1),
  /** Points of the group in each weight set, by the set's id. */
  weights: z.record(z.string(), points),
  level2: z.array(z.string()),
  /** Rows of the form itself. */
  rows: z.array(rowShape),
  /** The office's own indicators (facts scoped by the indicator's name) stand here. */
  own: z.boolean(),
});

const capShape = z.strictObject({ below: z.number(), total: points });

export const scoringShape = z.strictObject({
  /**
   * Which set of weights holds: the first whose condition is true. with_cost: a cost indicator is there ·
   * without_satisfaction: the satisfaction group has no rows and a person has said that there is nothing of the kind.
   */
  sets: z
    .array(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        when: z.enum(['always', 'with_cost', 'without_cost', 'without_satisfaction', 'with_cost_without_satisfaction']),
      }),
    )
    .min(1),
  groups: z.array(groupShape).min(1),
  /** The figure whose rate scores the execution row and sets the caps. */
  executionFigure: key,
  /** Indicators that do not apply: full marks, or left out and the rest rescaled to the whole. */
  notApplicable: z.enum(['full', 'rescale']),
  /** ≤-indicators that are not met: w × (1 − (a − t) ÷ t), or w × t ÷ a. */
  negative: z.enum(['linear', 'ratio']),
  /** From this multiple of the target on a reason is due; `penalty`: points off, or by the deviation. */
  overTarget: z.strictObject({
    threshold: z.number().min(1),
    penalty: z.union([z.number().min(0), z.literal('proportional')]),
  }),
  /** Qualitative bands, best first: shares of the weight in %; `from` belongs to the band, `to` only to the best. */
  bands: z.array(z.strictObject({ label: z.string().min(1), from: points, to: points })).min(2),
  /** Total not above `total` where the execution rate is under `below` (%); the lowest that holds counts. */
  caps: z.array(capShape),
  /** Caps that some bureaus set, which an office whose bureau does may take over into `caps`. */
  capsOnOffer: z.strictObject({ label: z.string().min(1), caps: z.array(capShape).min(1) }).optional(),
  /** When 偏差原因分析及改进措施 must be filled; `longest` in characters. */
  reasons: z.strictObject({
    lostPoints: z.boolean(),
    overTarget: z.boolean(),
    executionBelow: z.number().nullable(),
    targetAdjusted: z.boolean(),
    longest: z.number().int().positive().nullable(),
  }),
});

export type Rule = z.infer<typeof ruleShape>;
export type ScoringRow = z.infer<typeof rowShape>;
export type ScoringGroup = z.infer<typeof groupShape>;
export type Scoring = z.infer<typeof scoringShape>;
