// What is still missing and which question comes next: computed from profile, facts and findings, never remembered.
import type { FactBook } from '../book.ts';
import { definitionOf, labelOf } from '../catalogue/catalogue.ts';
import type { FactDefinition, FactKind, Supplier } from '../catalogue/definition.ts';
import type { Finding } from '../check/finding.ts';
import { type ProblemSeed, problemSeeds, seedText } from '../check/problem-seeds.ts';
import type { StatedFact } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import type { SectionId } from '../id.ts';
import type { Profile } from '../profile.ts';
import { choicesOf } from '../profile-choices.ts';
import { scoreTable } from '../score/score.ts';
import type { Topic } from './intent.ts';
import { inTopic } from './topic.ts';

/** What an answer looks like. list: several entries; table: a row for each project or indicator; text: words, a name, a title. */
export type AnswerType =
  | 'money'
  | 'count'
  | 'percent'
  | 'score'
  | 'year'
  | 'date'
  | 'choice'
  | 'list'
  | 'table'
  | 'text';

export interface Missing {
  key: string;
  period: number;
  scope: string | null;
  label: string;
  question: string;
  type: AnswerType;
  /** The unit to answer in; '' for words. */
  unit: string;
  choices: readonly string[] | null;
  supplier: Supplier;
  /** Where the value is found. */
  document: string;
  /** Last year's value in words, or null. */
  hint: string | null;
  /** The first section that needs it; null when only a finding asks. */
  section: SectionId | null;
}

export interface Question extends Missing {
  /** finding: a check needs it · required: a section needs it · skipped: put off before, and nothing else is left. */
  why: 'finding' | 'required' | 'skipped';
  /** The finding's message when a finding asks. */
  reason: string | null;
}

export interface QuestionContext {
  profile: Profile;
  book: FactBook;
  figures: readonly Figure[];
  findings: readonly Finding[];
  /** Keys put off, the one put off last at the end. */
  skipped: readonly string[];
  /** What the person wants to speak about first. */
  topic?: Topic | null;
}

/**
 * Facts that the outline's sections require and that have no fact in the report year, then what rows of the scoring table and
 * the choice of a base wait for; grouped by who supplies them: suppliers in the order in which they are first needed, keys in
 * outline order. What the program works out itself is not asked.
 */
export function missingFacts(profile: Profile, book: FactBook, figures: readonly Figure[]): Missing[] {
  const needed = required(profile);
  const asked: Missing[] = [...needed]
    .filter(([key]) => isAskable(key) && !isThere(key, book))
    .map(([key, section]) => missingOf(key, section, profile, book));
  const table = profile.outline.find((s) => s.canonical.some((c) => c.startsWith('score.')))?.id ?? null;
  const waiting: Missing[] = awaited(profile, book, figures)
    .filter(({ key, period }) => isAskable(key) && (period !== book.period || !needed.has(key)))
    .map(({ key, period }) => ({
      ...missingOf(key, table, profile, book),
      ...(period === book.period ? {} : earlier(key, period)),
    }));
  const missing = [...asked, ...waiting];
  const order = [...new Set([...[...needed.keys()].map((k) => supplierOf(k)), ...waiting.map((m) => m.supplier)])];
  return order.flatMap((supplier) => missing.filter((m) => m.supplier === supplier));
}

interface Awaited {
  key: string;
  period: number;
}

/**
 * What rows that the bureau's form prints wait for, and choices (which budget is 预算数) that alone keep a figure from being
 * computed: these are asked once, and only where the answer makes a difference.
 */
function awaited(profile: Profile, book: FactBook, figures: readonly Figure[]): Awaited[] {
  if (!figures.length) return [];
  const table = scoreTable(profile, book, figures);
  const rows = table?.groups.flatMap((g) => g.rows) ?? [];
  const scored = rows
    .filter((r) => r.origin !== 'own' && !r.passedOver)
    .flatMap((r) => (r.score.is === 'waiting' && r.score.given === null ? r.score.for : []))
    .flatMap((s): Awaited[] => (s.scope === null && s.period !== null ? [{ key: s.key, period: s.period }] : []));
  const choices = figures
    .flatMap((f) => (f.state.is === 'waiting' && f.state.for.length === 1 ? f.state.for : []))
    .filter((key) => isOpenChoice(key))
    .map((key): Awaited => ({ key, period: book.period }));
  // The form's last cell can be written once there is a result.
  const concluded = !table?.total || isThere('self_conclusion', book);
  const conclusion = concluded ? [] : [{ key: 'self_conclusion', period: book.period }];
  return [...new Map([...scored, ...choices, ...conclusion].map((a) => [`${a.key}|${a.period}`, a])).values()];
}

function isOpenChoice(key: string): boolean {
  const d = definitionOf(key);
  return d?.kind === 'choice' && d.scope === null && !d.many;
}

/** An amount of the year before is asked for as such, and what was said of that year is no hint for itself. */
const earlier = (key: string, period: number): Pick<Missing, 'period' | 'label' | 'question' | 'hint'> => ({
  period,
  label: `${period}年${labelOf(key)}`,
  question: (definitionOf(key)?.question ?? `请提供${labelOf(key)}。`).replace(
    labelOf(key),
    `${period}年${labelOf(key)}`,
  ),
  hint: null,
});

/**
 * The most valuable open question: what E findings ask for, then what sections require, then what the other findings ask for,
 * then what was skipped, the longest ago first. Null when nothing is open.
 */
export function nextQuestion({ profile, book, figures, findings, skipped, topic }: QuestionContext): Question | null {
  const missing = missingFacts(profile, book, figures);
  const written = book.list('problems').map((p) => p.value);
  const seeds = problemSeeds(findings, written);
  const asked = (severe: boolean): Question[] =>
    findings
      .filter((f) => (f.severity === 'E') === severe)
      .flatMap((f) => {
        const keys = [...new Set(f.ask)].filter(isAskable);
        // What is not there at all settles a finding more surely than a second look at what is.
        const byPresence = [...keys.filter((k) => !isThere(k, book)), ...keys.filter((k) => isThere(k, book))];
        return byPresence.map((key) => askedBy(f, key, missing, profile, book));
      });
  const open: Question[] = [
    ...asked(true),
    ...missing.map((m): Question => ({ ...m, why: 'required', reason: null })),
    ...asked(false),
  ];
  const unskipped = open.filter((q) => !skipped.includes(q.key));
  const first = (topic && unskipped.find((q) => inTopic(topic, q.key, q.supplier))) || unskipped[0];
  if (first) return withSeeds(first, seeds);
  const when = (q: Question): number => skipped.lastIndexOf(q.key);
  const oldest = open.reduce<Question | null>((best, q) => (best && when(best) <= when(q) ? best : q), null);
  return oldest && { ...withSeeds(oldest, seeds), why: 'skipped' };
}

/** A question about the problems names what does not add up and asks for the cause of each. */
function withSeeds(q: Question, seeds: readonly ProblemSeed[]): Question {
  if (q.key !== 'problems' || !seeds.length) return q;
  return {
    ...q,
    question: `${q.question}以下${seeds.length}项数据异常，请逐项说明原因：${seedText(seeds)}。`,
    reason: q.reason ?? seeds[0]!.what,
  };
}

/** The question about one fact, whether or not anything needs it: 先说编制数. */
export function questionAbout(key: string, profile: Profile, book: FactBook): Question {
  const base = missingOf(key, null, profile, book);
  const now = definitionOf(key)?.many ? undefined : book.get(key);
  const question = now ? secondLook(base.label, valueText(now)) : base.question;
  return { ...base, question, why: 'required', reason: null };
}

const secondLook = (label: string, value: string): string => `请核对${label}：现为${value}。如有误，请给出正确的数。`;

/** The list as text to send to colleagues: one block per supplier, each line with label, unit, document and last year's value. */
export function missingText(missing: readonly Missing[]): string {
  const suppliers = [...new Set(missing.map((m) => m.supplier))];
  return suppliers
    .map((supplier) => {
      const items = missing.filter((m) => m.supplier === supplier);
      const lines = items.map((m, i) => {
        const unit = m.unit ? `（${m.unit}）` : '';
        return `${i + 1}. ${m.label}${unit}，见${m.document}${m.hint ? `，${m.hint}` : ''}`;
      });
      return [`${supplier}（${items.length}项）`, ...lines].join('\n');
    })
    .join('\n\n');
}

/** Required keys in outline order, each with the first section that needs it. */
function required(profile: Profile): Map<string, SectionId> {
  const needed = new Map<string, SectionId>();
  for (const s of profile.outline) for (const key of s.requires) if (!needed.has(key)) needed.set(key, s.id);
  return needed;
}

const supplierOf = (key: string): Supplier => definitionOf(key)?.supplier ?? '业务';
/** The report's year is what the report was started for. */
const isAskable = (key: string): boolean => supplierOf(key) !== '程序' && key !== 'report_year';

/** Facts of one project, indicator or function count where the key is about those; a sub-unit's never stands for the whole. */
function isThere(key: string, book: FactBook): boolean {
  const scope = definitionOf(key)?.scope ?? null;
  const parts = scope !== null && scope !== 'sub_unit';
  return book
    .every(key)
    .some((f) => (f.period === book.period || f.period === null) && (f.scope === null || parts) && f.value !== '');
}

const TYPES: Record<FactKind, AnswerType> = {
  money: 'money',
  count: 'count',
  percent: 'percent',
  score: 'score',
  year: 'year',
  date: 'date',
  choice: 'choice',
  passage: 'list',
  text: 'text',
  name: 'text',
};

function missingOf(key: string, section: SectionId | null, profile: Profile, book: FactBook): Missing {
  const d = definitionOf(key);
  const unit = d?.kind === 'money' ? profile.moneyUnit : (d?.unit ?? '');
  return {
    key,
    period: book.period,
    scope: null,
    label: labelOf(key),
    question: d ? questionIn(d, unit) : `请提供${key}。`,
    type: d ? (BY_ROW[d.scope ?? ''] ? 'table' : d.many ? 'list' : TYPES[d.kind]) : 'text',
    unit,
    choices: choicesOf(key, profile),
    supplier: supplierOf(key),
    document: d?.document ?? '业务台账',
    hint: lastYear(key, book),
    section,
  };
}

/** Facts that each project or indicator has for itself are asked for together. */
const BY_ROW: Readonly<Record<string, string>> = {
  indicator:
    '请提供绩效指标的名称、年度目标值和实际完成值，每行一个；可以直接粘贴绩效目标表，也可以这样说：指标“新增就业人数”目标不低于300人，实际342人。',
  project:
    '请提供各项目的名称、预算数和执行数，每行一个；可以直接粘贴项目支出表，也可以这样说：项目“道路提升”预算50万元，执行48万元。',
};

/** The catalogue asks for money in 万元; a profile that reports in 元 asks in 元. */
const questionIn = (d: FactDefinition, unit: string): string =>
  BY_ROW[d.scope ?? ''] ?? (unit === d.unit ? d.question : d.question.replaceAll(`（${d.unit}）`, `（${unit}）`));

function lastYear(key: string, book: FactBook): string | null {
  const year = book.period - 1;
  const list = definitionOf(key)?.many ?? false;
  if (list) {
    const n = book.list(key, { period: year }).length;
    return n ? `${year}年有${n}条` : null;
  }
  const f = book.get(key, { period: year });
  return f ? `${year}年为${valueText(f)}` : null;
}

const LONGEST_HINT = 40;
const BEFORE_NUMBER = new Set(['约', '近', '超过', '逾', '突破', '不足', '不低于']);

/** The value as it was printed, with its qualifier on the right side: 700余家, 约200份. */
function valueText(f: StatedFact): string {
  if (f.qualifier === '无') return '无';
  const value = f.value.length > LONGEST_HINT ? `${f.value.slice(0, LONGEST_HINT)}……` : f.value;
  const q = f.qualifier ?? '';
  if (q === '列举') return `${value}${f.unit}`;
  if (BEFORE_NUMBER.has(q)) return `${q}${value}${f.unit}`;
  return q === '余' || q === '多' ? `${value}${q}${f.unit}` : `${value}${f.unit}${q}`;
}

/** A finding's question about one key: about the slot it names, and as a second look where a value is there already. */
function askedBy(f: Finding, key: string, missing: readonly Missing[], profile: Profile, book: FactBook): Question {
  const base = missing.find((m) => m.key === key) ?? missingOf(key, null, profile, book);
  const slot = f.facts.find((s) => s.key === key);
  const [period, scope] = [slot?.period ?? base.period, slot?.scope ?? null];
  const now = definitionOf(key)?.many ? undefined : book.get(key, { period, scope });
  const whose = scope ? `${scope}的` : '';
  return {
    ...base,
    period,
    scope,
    question: now ? secondLook(`${whose}${base.label}`, valueText(now)) : base.question,
    why: 'finding',
    reason: f.message,
  };
}
