// The shapes of the scoring table (自评表) over HTTP: what the grid shows, what it may change. Points are plain decimal strings.
import { z } from 'zod';

/** What a person can give in a row; each is one fact scoped by the row's name. `check.1` is the first item of a checklist. */
export const SCORE_FIELDS = [
  'level1',
  'level2',
  'nature',
  'target',
  'approvedTarget',
  'adjustedTarget',
  'actual',
  'weight',
  'score',
  'band',
  'reason',
  'improvement',
  'scoreReason',
  'notApplicable',
  'chosen',
] as const;
const fieldShape = z
  .string()
  .regex(
    new RegExp(`^(?:${SCORE_FIELDS.join('|')}|check\\.[1-9]\\d?|name|row)$`),
    `应为 ${SCORE_FIELDS.join('、')}、check.序号、name（改名）或 row（删除整行）`,
  );

/** The fact behind a cell: undo it with POST …/facts/settle [{id, decision:"undo", expectedVersion: version}]. */
const cellShape = z.object({
  id: z.string(),
  value: z.string(),
  unit: z.string(),
  standing: z.enum(['candidate', 'confirmed', 'disputed']),
  version: z.number().int(),
});

const waitingShape = z.object({
  key: z.string(),
  /** Chinese. */
  title: z.string(),
  period: z.number().int().nullable(),
  scope: z.string().nullable(),
});

const pointsShape = z.string();

export const scoreRowShape = z.object({
  /** The scope of the row's facts; the name that PUT takes. */
  name: z.string(),
  /** As the form prints it: without a leading 一级/二级/. */
  label: z.string(),
  level1: z.string(),
  level2: z.string(),
  /** form: printed by the bureau's form; own: the office's indicator; execution: 预算执行率. */
  origin: z.enum(['form', 'own', 'execution']),
  nature: z.enum(['quantitative', 'qualitative']),
  operator: z.enum(['≥', '>', '=', '≤', '<', '定性']),
  target: z.string(),
  actual: z.string(),
  weight: pointsShape.nullable(),
  score: z.object({
    is: z.enum(['scored', 'to-judge', 'not-applicable', 'waiting']),
    computed: pointsShape.nullable(),
    given: pointsShape.nullable(),
    /** What counts; null while open or left out. */
    final: pointsShape.nullable(),
    /** What a judged score may be: from, to. */
    between: z.tuple([pointsShape, pointsShape]).nullable(),
    /** Chinese: how the computed score came about. */
    working: z.string().nullable(),
    /** Chinese: why it does not apply, or why a person has to judge. */
    why: z.string().nullable(),
    waitingFor: z.array(waitingShape),
  }),
  band: z.string().nullable(),
  /** Qualitative rows with a weight: each band with its points. `to` itself belongs to the best band only. */
  bands: z.array(z.object({ label: z.string(), from: pointsShape, to: pointsShape })),
  reason: z.string(),
  improvement: z.string(),
  scoreReason: z.string(),
  /** Chinese, one each: why a reason is due, or why a given score does not count. Empty when nothing is. */
  reasonDue: z.array(z.string()),
  /** Chinese: what is worth a look and asks for nothing. */
  notes: z.array(z.string()),
  /** Chinese: what to do so that the row has a score; null when it has one. */
  todo: z.string().nullable(),
  checklist: z.array(
    z.object({ n: z.number().int(), label: z.string(), points: pointsShape, met: z.boolean().nullable() }),
  ),
  /** 二者择其一: rows of one word stand for each other. */
  oneOf: z.string().nullable(),
  passedOver: z.boolean(),
  /** The facts behind the cells, by field. */
  cells: z.record(z.string(), cellShape),
  /** Fields that PUT takes for this row; `name` and `row` too where it can be renamed and removed. */
  editable: z.array(z.string()),
});

export const scoreGroupShape = z.object({
  name: z.string(),
  weight: pointsShape,
  /** What the rows' weights make; null while one has none. */
  rowsWeight: pointsShape.nullable(),
  score: pointsShape.nullable(),
  /** The office may add its own indicators here. */
  own: z.boolean(),
  /** Second levels the form names here. */
  level2: z.array(z.string()),
  /** Said of a group without rows: there is nothing of the kind. Set it with {name: the group's, field: "notApplicable"}. */
  notApplicable: z.string().nullable(),
  /** Chinese: rows whose weights do not make the group's, a group nobody has filled. */
  issue: z.string().nullable(),
  /** Offered: weights for the rows that have none, or for all own rows where they do not fit. Adopt with adoptSplit. */
  split: z.array(z.object({ name: z.string(), weight: pointsShape })),
  rows: z.array(scoreRowShape),
});

export const scoreShape = z.object({
  /** The report's version: send it back as expectedVersion. */
  version: z.number().int(),
  period: z.number().int(),
  profile: z.object({ id: z.string(), version: z.string(), name: z.string() }),
  set: z.object({ id: z.string(), label: z.string() }),
  groups: z.array(scoreGroupShape),
  /** Names of rows and groups still to be filled or judged. */
  open: z.array(z.string()),
  /** Chinese: what keeps the table from having a total although every row has a score. */
  issues: z.array(z.string()),
  sum: pointsShape.nullable(),
  /** Points were rescaled because indicators do not apply. */
  rescaled: z.object({ reached: pointsShape, possible: pointsShape }).nullable(),
  cap: z.object({ total: pointsShape, why: z.string() }).nullable(),
  total: pointsShape.nullable(),
  grade: z.string().nullable(),
  /** What the office has stated as its result; adopt the computed one with adoptTotal. */
  stated: z.object({ score: cellShape.nullable(), grade: cellShape.nullable(), agrees: z.boolean().nullable() }),
  /** Indicators of last year's form that this year has no row for: an offer, with last year's values. */
  prior: z.array(
    z.object({
      name: z.string(),
      period: z.number().int(),
      level1: z.string(),
      level2: z.string(),
      nature: z.string(),
      weight: pointsShape.nullable(),
      target: z.string(),
      actual: z.string(),
    }),
  ),
  limits: z.object({
    /** Characters of 偏差原因 and 改进措施 together. */
    reason: z.number().int().nullable(),
    bands: z.array(z.string()),
    /** Where an own indicator can stand: the groups that take them, those outside the set of weights in use too. */
    levels: z.array(z.object({ level1: z.string(), level2: z.array(z.string()) })),
  }),
});

export const scoreEditShape = z.strictObject({
  name: z.string().trim().min(1).max(80),
  field: fieldShape,
  /** null clears the cell; for `row` it removes the row; for `name` it is the new name. */
  value: z.string().max(2000).nullable(),
});
export const scoreEditsShape = z.strictObject({
  /** The report's version that was seen. */
  expectedVersion: z.number().int().min(0),
  rows: z.array(scoreEditShape).max(2000).default([]),
  /** Names of last year's indicators to take over: level, nature and weight, never target or result. */
  adoptPrior: z.array(z.string()).max(500).default([]),
  /** Names of groups whose offered split is taken over. */
  adoptSplit: z.array(z.string()).max(50).default([]),
  /** The computed total and its grade become what the office states. */
  adoptTotal: z.boolean().default(false),
});
/** `changed`: every fact that was touched, with its version now: undo them all with one settle. */
export const savedScoreShape = z.object({
  table: scoreShape,
  changed: z.array(z.object({ id: z.string(), key: z.string(), version: z.number().int() })),
});

export type WireScore = z.infer<typeof scoreShape>;
export type WireScoreGroup = z.infer<typeof scoreGroupShape>;
export type WireScoreRow = z.infer<typeof scoreRowShape>;
export type ScoreEdits = z.input<typeof scoreEditsShape>;
export type SavedScore = z.infer<typeof savedScoreShape>;
