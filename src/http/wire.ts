// Every shape that crosses HTTP, once: requests are checked with them, OpenAPI is generated from them, the page takes its types
// from them. No behaviour here.
import { z } from 'zod';
import { SUPPLIERS } from '../core/catalogue/definition.ts';

export * from './model-wire.ts';
export * from './score-wire.ts';

// ---- shared pieces -------------------------------------------------------------------------------------------------------

export const errorShape = z.object({
  error: z.object({
    code: z.string(),
    /** Chinese, fit to show. */
    message: z.string(),
    details: z.unknown().optional(),
    /** Correlation id, on errors of ours only. */
    id: z.string().optional(),
  }),
});

const paged = <T extends z.ZodType>(item: T) => ({ items: z.array(item), next: z.string().nullable() });

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  after: z.string().max(200).optional(),
});

const slot = {
  key: z.string(),
  period: z.number().int().nullable(),
  scope: z.string().nullable(),
  item: z.string().nullable(),
};
export const slotShape = z.object(slot);

export const QUALIFIERS = [
  '余',
  '多',
  '约',
  '左右',
  '近',
  '超过',
  '逾',
  '突破',
  '不足',
  '以上',
  '不低于',
  '以下',
  '列举',
  '无',
] as const;
export const qualifierShape = z.enum(QUALIFIERS);

const claim = {
  ...slot,
  value: z.string(),
  unit: z.string(),
  qualifier: qualifierShape.nullable(),
  label: z.string().nullable(),
};
export const claimShape = z.object(claim);

export const originShape = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('text'),
    sourceId: z.string(),
    quote: z.string(),
    start: z.number().int(),
    end: z.number().int(),
  }),
  z.object({ from: z.literal('turn'), turnId: z.string(), quote: z.string() }),
  z.object({ from: z.literal('answers'), file: z.string() }),
  z.object({ from: z.literal('person'), quote: z.string().optional() }),
]);

export const standingShape = z.discriminatedUnion('is', [
  z.object({ is: z.literal('candidate') }),
  z.object({ is: z.literal('confirmed'), by: z.string() }),
  z.object({ is: z.literal('disputed'), with: z.array(z.string()) }),
  z.object({ is: z.literal('rejected'), why: z.string() }),
]);

/** What the sources say where a person has put another value: the value as printed, and where it stands. */
export const rawShape = z.object({
  value: z.string(),
  unit: z.string(),
  qualifier: qualifierShape.nullable(),
  origin: originShape,
  also: z.array(originShape),
});

export const factShape = z.object({
  ...claim,
  id: z.string(),
  /** The standard Chinese term of the key; the label of a fact outside the catalogue. */
  title: z.string(),
  /** Which drawer of the catalogue it lies in: unit, staff, budget …; `other` for keys outside the catalogue. */
  theme: z.string(),
  origin: originShape,
  /** Further places that say the same. */
  also: z.array(originShape),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Chinese, short: what speaks for the value and what against it, as counted in `confidence`. */
  reasons: z.array(z.string()),
  /** Not null: a person changed the value; the place to show is then raw.origin. */
  raw: rawShape.nullable(),
  standing: standingShape,
  version: z.number().int(),
});

export const residueShape = z.object({
  kind: z.string(),
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  message: z.string(),
});

// ---- profiles, reports -----------------------------------------------------------------------------------------------------

const profileSummary = {
  id: z.string(),
  version: z.string(),
  name: z.string(),
  region: z.string(),
  level: z.string(),
  moneyUnit: z.string(),
  /** builtin: shipped with the program · own: the organisation's. */
  origin: z.enum(['builtin', 'own']),
  /** Values that are not certain: which field, what to check, against which notice. Chinese. */
  verify: z.array(z.object({ field: z.string(), check: z.string(), against: z.string() })),
  outline: z.array(
    z.object({ id: z.string(), number: z.string(), level: z.number().int(), title: z.string(), required: z.boolean() }),
  ),
};
export const profileSummaryShape = z.object(profileSummary);
export const profileListShape = z.object(paged(profileSummaryShape));
export const profileQuery = z.object({ version: z.string().min(1).max(100).optional() });
/** `json`: the whole profile, to be edited and sent back. */
export const profileViewShape = z.object({ ...profileSummary, json: z.unknown() });
export const checkProfileShape = z.strictObject({ profile: z.unknown() });
export const profileCheckShape = z.object({
  ok: z.boolean(),
  /** Chinese, all of them, each naming its field. */
  faults: z.array(z.string()),
  id: z.string().nullable(),
  name: z.string().nullable(),
});
/** The version an edit began with; a newer one is refused (409). */
const edited = { expectedVersion: z.string().max(100).optional() };
export const newProfileShape = z.union([
  z.strictObject({ profile: z.unknown(), ...edited }),
  z.strictObject({
    copy: z.string().min(1).max(100),
    as: z.string().min(1).max(100),
    name: z.string().trim().min(1).max(200).optional(),
    /** Take over the caps that the profile has on offer. */
    cityCaps: z.boolean().optional(),
    ...edited,
  }),
]);
export const reportProfileShape = z.object({
  ...profileSummary,
  /** The report's version: what a change expects. */
  reportVersion: z.number().int(),
  newer: z.object({ version: z.string(), changes: z.array(z.string()) }).nullable(),
});
export const moveProfileShape = z.strictObject({
  version: z.string().min(1).max(100),
  expectedVersion: z.number().int().min(1),
});

const report = {
  id: z.string(),
  profile: z.string(),
  profileVersion: z.string(),
  period: z.number().int(),
  unitName: z.string().nullable(),
  version: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
};
export const reportShape = z.object(report);
export const reportListShape = z.object(paged(reportShape));
export const newReportShape = z.strictObject({
  profile: z.string().min(1).max(100),
  period: z.number().int().min(1990).max(2100),
  unitName: z.string().trim().min(1).max(200).optional(),
});

export const questionShape = z.object({
  key: z.string(),
  period: z.number().int(),
  scope: z.string().nullable(),
  title: z.string(),
  /** What to ask, complete and fit to show. */
  text: z.string(),
  /** Who can answer: 财务, 人事 … */
  supplier: z.string(),
  /** What an answer looks like: money, count, percent, choice, list, text … */
  type: z.string(),
  unit: z.string(),
  choices: z.array(z.string()).nullable(),
  /** The document the value is found in. */
  document: z.string(),
  /** Last year's value in words. */
  hint: z.string().nullable(),
  /** The finding's message when a finding asks. */
  reason: z.string().nullable(),
});

/** empty: no text yet · drafted: written by the program · edited: written by a person · locked. */
export const sectionStateShape = z.enum(['empty', 'drafted', 'edited', 'locked']);

export const sectionProgressShape = z.object({
  id: z.string(),
  number: z.string(),
  level: z.number().int(),
  title: z.string(),
  required: z.boolean(),
  state: sectionStateShape,
  version: z.number().int(),
  /** Keys a complete section needs: how many there are, and how many are confirmed. */
  needs: z.number().int(),
  has: z.number().int(),
});

export const reportViewShape = z.object({
  ...report,
  progress: z.array(sectionProgressShape),
  facts: z.object({
    candidate: z.number().int(),
    confirmed: z.number().int(),
    disputed: z.number().int(),
    rejected: z.number().int(),
  }),
  nextQuestion: questionShape.nullable(),
  /** The turn being worked on now. */
  runningTurn: z.string().nullable(),
});

// ---- sources ---------------------------------------------------------------------------------------------------------------

const sourceRole = z.enum(['prior', 'material']);
export const newSourceShape = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    text: z.string().optional(),
    html: z.string().optional(),
    role: sourceRole,
    /** Take it although it speaks of another unit. */
    anyUnit: z.boolean().optional(),
  })
  .refine((s) => (s.text === undefined) !== (s.html === undefined), {
    message: '请提供 text 或 html 其中之一',
    path: ['text'],
  });
/** The fields of the multipart form; `file` is the binary part. */
export const sourceFormShape = z.object({
  role: sourceRole,
  name: z.string().trim().min(1).max(200).optional(),
  anyUnit: z.enum(['true', 'false']).optional(),
});
export const sourceShape = z.object({
  id: z.string(),
  reportId: z.string(),
  name: z.string(),
  role: sourceRole,
  period: z.number().int().nullable(),
  sha256: z.string(),
  length: z.number().int(),
  /** Chinese: what was left out or could not be read, and what to do about it. */
  notices: z.array(z.string()),
  createdAt: z.string(),
});
export const sourceListShape = z.object(paged(sourceShape));
export const addedSourceShape = z.object({
  source: sourceShape,
  /** The facts this source said: new candidates, new disputes, and known facts it says again. */
  candidates: z.array(factShape),
  residue: z.array(residueShape),
  tables: z.number().int(),
  /** Chinese remarks: another year, another unit, a value 10,000 times the other. */
  notes: z.array(z.string()),
});
export const sourceTextShape = z.object({
  source: sourceShape,
  text: z.string(),
  /** Left-overs of templates, orders to a program and invisible characters, each with its place in `text`. */
  residue: z.array(residueShape),
});

/** A number of the text that no fact has its place at. */
export const openNumberShape = z.object({
  /** As printed, with its unit and words such as 余; text.slice(start, end) of the source. */
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** Plain decimal in `unit`; null for words such as 十几 and 若干. */
  value: z.string().nullable(),
  /** As printed; for a bare number in a table the unit of the table. */
  unit: z.string(),
  qualifier: qualifierShape.nullable(),
  kind: z.enum(['money', 'people', 'rate', 'score', 'count', 'measure', 'bare']),
  /** What the words around say it counts; in a table its row and column. */
  label: z.string(),
  /** Where the words around are those of one entry of the catalogue. */
  suggestion: z.object({ key: z.string(), title: z.string(), period: z.number().int().nullable() }).nullable(),
});
/** A paragraph, or one row of a table. */
export const openParagraphShape = z.object({
  start: z.number().int(),
  end: z.number().int(),
  kind: z.enum(['paragraph', 'heading', 'row']),
  /** Headings above it, outermost first. */
  path: z.array(z.string()),
  text: z.string(),
  numbers: z.array(openNumberShape),
});
export const coverageShape = z.object({
  ...paged(openParagraphShape),
  totals: z.object({
    /** numbers = covered + exempt + open */
    numbers: z.number().int(),
    covered: z.number().int(),
    exempt: z.number().int(),
    open: z.number().int(),
    /** Why numbers are exempt, and how many: 年份, 日期, 序号, 文号、名称和编号, 习惯用语, 标题, 名词解释 … */
    exempted: z.array(z.object({ why: z.string(), count: z.number().int() })),
  }),
});

// ---- facts -----------------------------------------------------------------------------------------------------------------

export const conflictShape = z.object({
  ...slot,
  title: z.string(),
  ids: z.array(z.string()),
  /** Which of `ids` to offer first, and why in Chinese; nothing is taken before a person decides. */
  suggested: z.string(),
  because: z.string(),
  /** Chinese: what differs and what to do. */
  note: z.string(),
});
export const factListShape = z.object({ ...paged(factShape), conflicts: z.array(conflictShape) });
export const factQuery = z.object({
  ...pageQuery.shape,
  standing: z.enum(['candidate', 'confirmed', 'disputed', 'rejected']).optional(),
  key: z.string().max(100).optional(),
});
export const newFactShape = z.strictObject({
  key: z.string().min(1).max(100),
  /** The report year unless given. */
  period: z.number().int().min(1949).max(2100).optional(),
  scope: z.string().trim().min(1).max(200).nullable().optional(),
  item: z.string().max(40).nullable().optional(),
  value: z.string().trim().min(1).max(20_000),
  unit: z.string().max(20).optional(),
  qualifier: qualifierShape.nullable().optional(),
  label: z.string().max(200).nullable().optional(),
  /** The sentence of the draft it is taken from; it must say the value. */
  quote: z.string().max(4000).optional(),
  /** Where a stored source says it, UTF-16 offsets into its text: the fact gets this place and its quote. */
  source: z
    .strictObject({ id: z.string().min(1).max(100), start: z.number().int().min(0), end: z.number().int().min(1) })
    .optional(),
});
export const addedFactShape = z.object({
  fact: factShape,
  changed: z.array(factShape),
  /** What the new fact reached. */
  affected: z.lazy(() => reachShape),
});
export const decisionShape = z.strictObject({
  id: z.string().min(1).max(100),
  /** undo: back to what it was before the last decision, with the facts that decision settled along with it; again for one further. */
  decision: z.enum(['accept', 'edit', 'reject', 'reopen', 'undo']),
  value: z.string().trim().min(1).max(20_000).optional(),
  unit: z.string().max(20).optional(),
  qualifier: qualifierShape
    .nullable()
    .optional()
    .describe('修改时：不填则保留原来的约数词（约、余、近等），填 null 则去掉，改为准确数'),
  reason: z.string().trim().max(500).optional(),
  expectedVersion: z.number().int().min(1).optional(),
});
export const settleShape = z.array(decisionShape).min(1).max(2000);
export const settledShape = z.object({
  /** The facts decided on, and every other that changed with them. */
  facts: z.array(factShape),
  version: z.number().int(),
  /** What the decisions reached: only what changed, and the text that rests on it. */
  affected: z.lazy(() => reachShape),
});
export const factEventShape = z.object({
  n: z.number().int(),
  factId: z.string(),
  key: z.string(),
  what: z.enum(['found', 'stated', 'confirmed', 'edited', 'rejected', 'disputed', 'reopened', 'undone']),
  before: z.object({ claim: claimShape, standing: standingShape }).nullable(),
  after: z.object({ claim: claimShape, standing: standingShape }),
  by: z.string(),
  at: z.string(),
});
export const factHistoryShape = z.object(paged(factEventShape));

// ---- figures, findings -------------------------------------------------------------------------------------------------------

export const figureShape = z.object({
  key: z.string(),
  label: z.string(),
  period: z.number().int(),
  scope: z.string().nullable(),
  state: z.discriminatedUnion('is', [
    /** value: exact, a decimal or `n/d`; printed: rounded once, as it is shown. */
    z.object({ is: z.literal('computed'), value: z.string(), printed: z.string() }),
    z.object({ is: z.literal('waiting'), for: z.array(z.object({ key: z.string(), title: z.string() })) }),
    z.object({ is: z.literal('not-applicable'), code: z.string(), text: z.string() }),
  ]),
  unit: z.string(),
  decimals: z.number().int(),
  base: z.string().nullable(),
  formula: z.string(),
  inputs: z.array(slotShape),
  source: z.string(),
  /** What has to be said beside it: 尾数差. Absent mostly. */
  note: z.string().optional(),
});
/** Standard terms of the keys that the items name; a key `x@prior` stands with its period mark. */
const titlesShape = z.record(z.string(), z.string());
export const figureListShape = z.object({ ...paged(figureShape), titles: titlesShape });

export const excuseShape = z.object({ reason: z.string(), by: z.string(), at: z.string() });
const placeShape = z.object({ quote: z.string(), start: z.number().int(), end: z.number().int() });
export const findingShape = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['E', 'W', 'I']),
  message: z.string(),
  facts: z.array(slotShape),
  place: placeShape.nullable(),
  /** Further places of the same cause; absent when there are none. */
  more: z.array(placeShape).optional(),
  ask: z.array(z.string()),
  excuse: excuseShape.nullable(),
  /** What 存在的问题 could say about it, without the cause, which a person gives. */
  seed: z.object({ text: z.string() }).nullable().optional(),
});
export const findingListShape = z.object({
  ...paged(findingShape),
  /** Open findings (not excused) by severity. */
  open: z.object({ E: z.number().int(), W: z.number().int(), I: z.number().int() }),
  titles: titlesShape,
  /** Ids of rules that had what they need, and of those without inputs, which neither object nor approve. */
  checked: z.array(z.string()),
  notApplicable: z.array(z.string()),
});
export const newExcuseShape = z.strictObject({ reason: z.string().trim().min(2).max(1000) });

// ---- sections ------------------------------------------------------------------------------------------------------------------

export const backingShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), ...slot }),
  z.object({ kind: z.literal('figure'), key: z.string(), scope: z.string().nullable() }),
  z.object({ kind: z.literal('missing'), key: z.string() }),
]);
export const runShape = z.object({ t: z.string(), by: backingShape.optional() });
export const originOfText = z.enum(['embedded', 'model', 'staff']);
export const paragraphShape = z.object({
  style: z.enum(['body', 'item', 'heading']),
  runs: z.array(runShape),
  origin: originOfText,
  /** How each sentence came to stand there; absent where the whole paragraph has one origin. */
  sentences: z
    .array(
      z.object({
        /** UTF-16 offsets into the paragraph; equal where a sentence was left out. */
        start: z.number().int(),
        end: z.number().int(),
        origin: originOfText,
        facts: z.array(z.string()),
        verified: z.boolean(),
        /** Why a model's sentence was replaced or left out. */
        why: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  /** true: a person had its words changed by an instruction. */
  revised: z.boolean().optional(),
});
export const quantityShape = z.object({
  text: z.string(),
  /** Offsets into `text` of the section. */
  start: z.number().int(),
  end: z.number().int(),
  /** conflict: a fact with that meaning says another value. */
  standing: z.enum(['backed', 'unbacked', 'exempt', 'conflict']),
  by: z.string().nullable(),
  why: z.string().optional(),
});
export const sectionShape = z.object({
  id: z.string(),
  number: z.string(),
  level: z.number().int(),
  title: z.string(),
  hint: z.string(),
  required: z.boolean(),
  state: sectionStateShape,
  /** 0: no text yet. */
  version: z.number().int(),
  locked: z.boolean(),
  text: z.string(),
  paragraphs: z.array(paragraphShape),
  quantities: z.array(quantityShape),
  needs: z.array(z.object({ key: z.string(), title: z.string(), has: z.boolean() })),
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: z.string().nullable(),
  /** Numbers in paragraphs of staff's own words, with what can be done about each. */
  claims: z.array(z.lazy(() => claimInTextShape)),
  /** Sentences that no longer hold with the facts as they are: put anew with POST …/refresh. */
  stale: z.array(z.object({ paragraph: z.number().int(), index: z.number().int(), text: z.string(), why: z.string() })),
});
export const sectionListShape = z.object(paged(sectionShape));
export const draftRequestShape = z.strictObject({ expectedVersion: z.number().int().min(0).optional() });
export const draftedShape = z.object({
  section: sectionShape,
  missing: z.array(z.object({ key: z.string(), title: z.string() })),
  /** Quantities of carried-over wording that no confirmed fact backs: left out, each with a marked gap. */
  withheld: z.array(z.string()),
  /** Sentences of the model that were replaced or left out, and why; empty where the embedded engine wrote it. */
  notes: z.array(z.string()),
});
export const replaceShape = z.strictObject({
  text: z.string().max(60_000),
  expectedVersion: z.number().int().min(0),
});
export const reviseShape = z.strictObject({
  instruction: z.string().trim().min(1).max(2000),
  /** The passage of the section that the instruction is about. */
  selection: z.string().max(20_000).optional(),
  /** Where the passage begins in the section's text, UTF-16; needed where the same words stand there twice. */
  start: z.number().int().min(0).optional(),
  /** Index of the paragraph that the instruction is about. */
  paragraph: z.number().int().min(0).max(10_000).optional(),
  expectedVersion: z.number().int().min(1),
  /** true: only show what would change; nothing is stored. */
  preview: z.boolean().optional(),
});
/** Read one after the other: what is not new makes up the old text, what is not gone the new one. */
export const segmentShape = z.object({ is: z.enum(['same', 'gone', 'new']), t: z.string() });
export const revisionShape = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('revision'),
    /** Names exactly this text; given back to accept it. */
    id: z.string(),
    version: z.number().int(),
    /** The part that changes: UTF-16 offsets in the text as it stands, its words before and after. */
    target: z.object({ start: z.number().int(), end: z.number().int(), before: z.string(), after: z.string() }),
    segments: z.array(segmentShape),
    /** The whole text of the section as it would be. */
    text: z.string(),
    paragraphs: z.array(paragraphShape),
    /** Data and names that would no longer stand there. */
    dropped: z.array(z.string()),
    notes: z.array(z.string()),
    by: z.enum(['embedded', 'model']),
  }),
  /** The instruction would change facts: nothing is changed before they are. */
  z.object({
    is: z.literal('proposal'),
    proposal: z.lazy(() => proposalShape),
    remedies: z.array(z.lazy(() => remedyShape)),
  }),
  z.object({ is: z.literal('cannot'), why: z.string(), offers: z.array(z.string()) }),
]);
export const acceptRevisionShape = z.strictObject({
  id: z.string().min(1).max(100),
  text: z.string().min(1).max(120_000),
  expectedVersion: z.number().int().min(1),
});
export const refreshShape = z.strictObject({
  expectedVersion: z.number().int().min(1),
  /** Those to put anew; every stale one when left out. */
  sentences: z
    .array(z.strictObject({ paragraph: z.number().int().min(0), index: z.number().int().min(0) }))
    .max(1000)
    .optional(),
  preview: z.boolean().optional(),
});
export const undoShape = z.strictObject({ expectedVersion: z.number().int().min(1) });
/** A request as it can be sent: what a button does. */
export const remedyShape = z.object({
  do: z.enum(['register-fact', 'change-text', 'change-fact']),
  /** Chinese: what the button says. */
  label: z.string(),
  request: z.object({ method: z.enum(['POST', 'PUT']), path: z.string(), body: z.unknown() }),
});
/** A number in staff's own words. */
export const claimInTextShape = z.object({
  text: z.string(),
  /** UTF-16 offsets into the section's text. */
  start: z.number().int(),
  end: z.number().int(),
  /** The sentence it stands in. */
  sentence: z.string(),
  /** linked: a fact or figure says the same; unknown: no fact is about it; conflict: a fact says another value. */
  standing: z.enum(['linked', 'unknown', 'conflict']),
  key: z.string().nullable(),
  title: z.string().nullable(),
  /** What the fact or figure says, where one is about it. */
  says: z.string().nullable(),
  why: z.string().optional(),
  remedies: z.array(remedyShape),
});
export const restoreShape = z.strictObject({
  version: z.number().int().min(1),
  expectedVersion: z.number().int().min(1),
});
export const sectionVersionShape = z.object({
  version: z.number().int(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
});
export const versionQuery = z.object({
  ...pageQuery.shape,
  /** Two versions to compare; `to` alone is compared with the one before it. */
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(1).optional(),
});
export const sectionVersionListShape = z.object({
  ...paged(sectionVersionShape),
  /** The version whose text undo and redo would bring back; null where there is none. */
  undo: z.number().int().nullable(),
  redo: z.number().int().nullable(),
  /** What differs between the two versions asked for; null where none were. */
  diff: z.object({ from: z.number().int(), to: z.number().int(), segments: z.array(segmentShape) }).nullable(),
});

// ---- what a change of facts reaches -----------------------------------------------------------------------------------------

const figureChangeShape = z.object({
  key: z.string(),
  label: z.string(),
  scope: z.string().nullable(),
  unit: z.string(),
  /** null: not listed on that side. */
  before: figureShape.nullable(),
  after: figureShape.nullable(),
});
const scoreStandingShape = z.object({
  /** Points as printed; null while a row is open. */
  total: z.string().nullable(),
  grade: z.string().nullable(),
});
export const prospectShape = z.object({
  figures: z.array(figureChangeShape),
  findings: z.object({
    appear: z.array(findingShape),
    vanish: z.array(findingShape),
    /** The same cause in other words: another amount, mostly. */
    change: z.array(z.object({ before: findingShape, after: findingShape })),
  }),
  /** null where the score stays. */
  score: z.object({ before: scoreStandingShape, after: scoreStandingShape }).nullable(),
});
export const sectionUseShape = z.object({
  id: z.string(),
  title: z.string(),
  /** To be unlocked before its text can follow. */
  locked: z.boolean(),
  paragraphs: z.array(
    z.object({
      index: z.number().int(),
      sentences: z.array(
        z.object({
          /** Among the sentences of the paragraph, from 0. */
          index: z.number().int(),
          text: z.string(),
          /** UTF-16 offsets into the paragraph. */
          runs: z.array(
            z.object({ text: z.string(), start: z.number().int(), end: z.number().int(), by: backingShape }),
          ),
        }),
      ),
    }),
  ),
});
export const cellUseShape = z.object({
  section: z.string(),
  table: z.string(),
  caption: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  rowLabel: z.string(),
  columnTitle: z.string(),
  text: z.string(),
  by: backingShape,
});
/** What became of drafted sentences that rest on what changed. */
const fatesShape = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    /** Of the section's text now. */
    version: z.number().int(),
    locked: z.boolean(),
    sentences: z.array(
      z.object({
        paragraph: z.number().int(),
        index: z.number().int(),
        was: z.string(),
        now: z.string(),
        /** redraft: put anew with POST …/refresh. staff: a person's own words, to be changed by hand. */
        fate: z.enum(['refreshed', 'redraft', 'staff']),
      }),
    ),
  }),
);
export const reachShape = z.object({
  ...prospectShape.shape,
  sections: z.array(sectionUseShape),
  cells: z.array(cellUseShape),
  /** What became of the drafted sentences: numbers that followed at once, and those that wait for a word. */
  fates: fatesShape,
});
export const factUsesShape = z.object({
  fact: factShape,
  /** direct: the fact stands in its working; else it decides about it in another way. */
  figures: z.array(z.object({ figure: figureShape, direct: z.boolean() })),
  findings: z.object({
    /** Those that would vanish without the fact. */
    now: z.array(findingShape),
    /** Those that there would be without it. */
    without: z.array(findingShape),
  }),
  sections: z.array(sectionUseShape),
  cells: z.array(cellUseShape),
});
export const whatIfShape = z.strictObject({
  facts: z
    .array(newFactShape.omit({ source: true, label: true, quote: true }))
    .min(1)
    .max(100),
});

// ---- turns ---------------------------------------------------------------------------------------------------------------------

export const newTurnShape = z.strictObject({
  /** Made by the client; the idempotency key. */
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  text: z.string().trim().min(1).max(20_000),
});
export const turnShape = z.object({
  id: z.string(),
  reportId: z.string(),
  text: z.string(),
  /** interrupted: its worker was lost or gave up waiting for a listener; it can be continued, as a stopped or failed one can. */
  status: z.enum(['queued', 'running', 'done', 'failed', 'stopped', 'interrupted']),
  createdAt: z.string(),
});
export const turnListShape = z.object(paged(turnShape));
export const turnEventsQuery = z.object({ after: z.coerce.number().int().min(0).optional() });

/** The list for colleagues; json: {period, suppliers: [{supplier, items: [missing fact with text, type, choices]}]}. */
export const asksQuery = z.object({
  format: z.enum(['md', 'docx', 'json']).default('docx'),
  supplier: z.enum(SUPPLIERS).optional(),
});

export const missingShape = z.object({
  key: z.string(),
  period: z.number().int(),
  scope: z.string().nullable(),
  title: z.string(),
  supplier: z.string(),
  unit: z.string(),
  document: z.string(),
  hint: z.string().nullable(),
  section: z.string().nullable(),
});
export const proposalShape = z.object({
  text: z.string(),
  changes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      expectedVersion: z.number().int(),
      from: z.object({ value: z.string(), unit: z.string() }),
      to: claimShape,
    }),
  ),
});

/** Sections of a draft that are finished, of those to be written. */
const progressShape = z.object({ done: z.number().int(), of: z.number().int() });

/** One SSE message: `id:` is n, `event:` is kind, `data:` is the whole object {n, at, kind, payload}. */
const event = <K extends string, P extends z.ZodRawShape>(kind: K, payload: P) =>
  z.object({ n: z.number().int(), at: z.string(), kind: z.literal(kind), payload: z.object(payload) });
export const turnEventShape = z.discriminatedUnion('kind', [
  event('accepted', { text: z.string() }),
  event('fact', { change: z.enum(['stated', 'edited']), fact: factShape }),
  event('proposal', { proposal: proposalShape }),
  /** Drafted sentences and cells that rest on what the message changed; said once more in words. */
  event('affected', { sections: z.array(sectionUseShape), cells: z.array(cellUseShape), fates: fatesShape }),
  event('question', { question: questionShape.nullable() }),
  /** A list for colleagues to fill in, ready to be taken away. */
  event('asks', { supplier: z.string().nullable(), docx: z.string(), md: z.string() }),
  event('missing', { items: z.array(missingShape) }),
  /** Words that an order in the chat changed: what was and what is, as segments. */
  event('revision', {
    section: z.string(),
    title: z.string(),
    version: z.number().int(),
    segments: z.array(segmentShape),
    dropped: z.array(z.string()),
    notes: z.array(z.string()),
    by: z.enum(['embedded', 'model']),
  }),
  event('section', {
    section: z.string(),
    title: z.string(),
    version: z.number().int(),
    missing: z.array(z.object({ key: z.string(), title: z.string() })),
    withheld: z.array(z.string()),
    /** Why the embedded engine wrote it instead of the model. Events of older versions have neither this nor the progress. */
    instead: z.object({ why: z.string(), message: z.string() }).nullable().optional(),
    progress: progressShape.optional(),
  }),
  event('section_started', { section: z.string(), title: z.string(), progress: progressShape }),
  event('section_failed', { section: z.string(), title: z.string(), message: z.string(), progress: progressShape }),
  event('export', { format: z.enum(['docx', 'md', 'xlsx', 'json']), url: z.string() }),
  event('say', { text: z.string() }),
  /** What the message left open: reply with a letter, a number or an option's words. */
  event('choice', { text: z.string(), options: z.array(z.string()) }),
  event('done', {
    version: z.number().int(),
    /** Where the conversation stands now. */
    asked: z.object({ key: z.string(), period: z.number().int(), scope: z.string().nullable() }).nullable(),
    skipped: z.array(z.string()),
    proposal: proposalShape.nullable(),
    /** The fact stated last. */
    last: z.string().nullable(),
    /** What the questions are about first: {supplier}, {theme} or {key}. */
    topic: z.record(z.string(), z.string()).nullish(),
    /** What a message left open, in the order in which it is put. */
    choices: z.array(z.looseObject({ text: z.string() })).optional(),
  }),
  event('failed', { code: z.string(), message: z.string() }),
  event('stopped', {}),
  event('interrupted', { code: z.enum(['lost', 'unheard']), message: z.string() }),
  /** It goes on after an end that was none. */
  event('continued', {}),
  /**
   * What a model is doing now: not stored, without an id of its own (n is that of the last stored event), and over with the next
   * event of that section. `section` null: the message is being read.
   */
  event('state', {
    section: z.string().nullable(),
    state: z.discriminatedUnion('is', [
      z.object({ is: z.literal('queued'), position: z.number().int() }),
      z.object({ is: z.literal('thinking') }),
      z.object({ is: z.literal('writing') }),
      z.object({ is: z.literal('again'), why: z.string() }),
    ]),
  }),
  /** Unverified words as they come: the text before `from` stays, what followed it is replaced by `text`. */
  event('text', { section: z.string().nullable(), from: z.number().int(), text: z.string() }),
]);

// ---- document, export ------------------------------------------------------------------------------------------------------------

/** A run of the page's document: what it says, what backs it, and what the verifier says about the quantity in it. */
export const documentRunShape = z.object({
  t: z.string(),
  by: backingShape.optional(),
  standing: z.enum(['backed', 'unbacked', 'exempt']).optional(),
  why: z.string().optional(),
});
const runs = z.array(documentRunShape);
export const documentNodeShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('title'), text: z.string() }),
  z.object({
    type: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
    section: z.string(),
  }),
  z.object({
    type: z.literal('paragraph'),
    section: z.string(),
    style: z.enum(['body', 'item']),
    runs,
    origin: originOfText,
  }),
  z.object({
    type: z.literal('table'),
    section: z.string(),
    table: z.string(),
    caption: z.string(),
    unitLine: z.string().nullable(),
    columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'right', 'center']), width: z.number() })),
    rows: z.array(z.object({ cells: z.array(runs), kind: z.enum(['row', 'total', 'part']) })),
    note: z.string().nullable(),
  }),
  z.object({ type: z.literal('signature'), unit: runs, date: runs }),
]);
export const documentShape = z.object({
  unitName: z.string(),
  period: z.number().int(),
  nodes: z.array(documentNodeShape),
});

export const exportQuery = z.object({
  format: z.enum(['docx', 'md', 'xlsx', 'csv', 'json']),
  /** score: the scoring table alone. A workbook and a CSV file hold nothing else anyway. */
  part: z.enum(['report', 'score']).default('report'),
  kind: z.enum(['draft', 'final', 'public', 'review']).default('draft'),
  /** score: the report without the scoring table, for an office that files the table elsewhere; said on purpose, never assumed. */
  without: z.enum(['score']).optional(),
});

export const healthShape = z.object({ status: z.literal('ok') });
export const readyShape = z.object({ status: z.enum(['ready', 'not-ready']) });

// ---- types for the page ------------------------------------------------------------------------------------------------------------

export type ErrorBody = z.infer<typeof errorShape>;
export type Paged<T> = { items: T[]; next: string | null };
export type WireSlot = z.infer<typeof slotShape>;
export type WireClaim = z.infer<typeof claimShape>;
export type WireFact = z.infer<typeof factShape>;
export type WireStanding = z.infer<typeof standingShape>;
export type WireResidue = z.infer<typeof residueShape>;
export type WireProfile = z.infer<typeof profileSummaryShape>;
export type WireProfileView = z.infer<typeof profileViewShape>;
export type WireProfileCheck = z.infer<typeof profileCheckShape>;
export type WireReportProfile = z.infer<typeof reportProfileShape>;
export type WireReport = z.infer<typeof reportShape>;
export type WireReportView = z.infer<typeof reportViewShape>;
export type WireQuestion = z.infer<typeof questionShape>;
export type WireSectionProgress = z.infer<typeof sectionProgressShape>;
export type NewReport = z.infer<typeof newReportShape>;
export type NewSource = z.infer<typeof newSourceShape>;
export type WireSource = z.infer<typeof sourceShape>;
export type AddedSource = z.infer<typeof addedSourceShape>;
export type SourceText = z.infer<typeof sourceTextShape>;
export type WireOpenNumber = z.infer<typeof openNumberShape>;
export type WireOpenParagraph = z.infer<typeof openParagraphShape>;
export type WireCoverage = z.infer<typeof coverageShape>;
export type WireConflict = z.infer<typeof conflictShape>;
export type FactList = z.infer<typeof factListShape>;
export type NewFact = z.infer<typeof newFactShape>;
export type AddedFact = z.infer<typeof addedFactShape>;
export type Decision = z.infer<typeof decisionShape>;
export type Settled = z.infer<typeof settledShape>;
export type WireFactEvent = z.infer<typeof factEventShape>;
export type WireProspect = z.infer<typeof prospectShape>;
export type WireReach = z.infer<typeof reachShape>;
export type WireFactUses = z.infer<typeof factUsesShape>;
export type NewWhatIf = z.infer<typeof whatIfShape>;
export type WireFigure = z.infer<typeof figureShape>;
export type WireFinding = z.infer<typeof findingShape>;
export type FigureList = z.infer<typeof figureListShape>;
export type FindingList = z.infer<typeof findingListShape>;
export type WireSection = z.infer<typeof sectionShape>;
export type WireQuantity = z.infer<typeof quantityShape>;
export type Drafted = z.infer<typeof draftedShape>;
export type NewRevision = z.infer<typeof reviseShape>;
export type WireRevision = z.infer<typeof revisionShape>;
export type WireRemedy = z.infer<typeof remedyShape>;
export type WireClaimInText = z.infer<typeof claimInTextShape>;
export type WireVersions = z.infer<typeof sectionVersionListShape>;
export type WireSectionVersion = z.infer<typeof sectionVersionShape>;
export type NewTurn = z.infer<typeof newTurnShape>;
export type WireTurn = z.infer<typeof turnShape>;
export type WireTurnEvent = z.infer<typeof turnEventShape>;
export type WireMissing = z.infer<typeof missingShape>;
export type WireProposal = z.infer<typeof proposalShape>;
export type WireBacking = z.infer<typeof backingShape>;
export type WireRun = z.infer<typeof documentRunShape>;
export type WireNode = z.infer<typeof documentNodeShape>;
export type WireDocument = z.infer<typeof documentShape>;
