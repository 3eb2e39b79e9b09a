// Fills the scoring table from facts and figures: which weights hold, what each row earns, what is still open, caps and grade.
// What a person gives (a score, a band, a reason, a tick) are facts scoped by the row's name; nothing is stored here.
import type { FactBook } from '../book.ts';
import type { FactSlot, StatedFact } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import {
  compare,
  div,
  type Exact,
  exact,
  fromDecimal,
  HUNDRED,
  isZero,
  mul,
  sub,
  sum,
  toFixed,
  toText,
  ZERO,
} from '../number/exact.ts';
import { amountOf } from '../number/quantity.ts';
import type { Profile } from '../profile.ts';
import { barOf } from './bar.ts';
import { bandRange, measure } from './score-indicator.ts';
import { checklistPoints, given, pointsOf, toScore } from './score-rule.ts';
import type { Operator, RowScore, ScoreGroup, ScoreRow, ScoreTable } from './score-table.ts';
import type { Scoring, ScoringGroup, ScoringRow } from './scoring.ts';

export const UNSORTED = '未归类指标';

/** Facts that a person gives about one indicator. */
const SAID = [
  'indicator_target',
  'indicator_actual',
  'indicator_weight',
  'indicator_score',
  'indicator_level1',
  'indicator_level2',
  'indicator_nature',
  'indicator_band',
] as const;

interface Scene {
  scoring: Scoring;
  book: FactBook;
  figure(key: string): Figure | undefined;
  said(key: string, name: string): StatedFact | undefined;
}

/** Null where the report kind has no scoring table. The order of facts plays no part. */
export function scoreTable(profile: Profile, book: FactBook, figures: readonly Figure[]): ScoreTable | null {
  const { scoring } = profile;
  if (!scoring) return null;
  const whole = new Map(figures.filter((f) => f.scope === null).map((f) => [f.key, f]));
  const scene: Scene = {
    scoring,
    book,
    figure: (key) => whole.get(key),
    said: (key, name) => book.get(key, { scope: name }),
  };
  const own = ownIndicators(scene);
  const set = scoring.sets.find((s) => holds(s.when, scoring, own)) ?? scoring.sets[0]!;
  const groups = scoring.groups
    .map((g) => groupOf(g, set.id, own.get(g.name) ?? [], scene))
    .filter((g) => !isZero(g.weight) || g.rows.length > 0);
  const lost = own.get(UNSORTED) ?? [];
  if (lost.length)
    groups.push({
      name: UNSORTED,
      weight: ZERO,
      rowsWeight: null,
      score: null,
      rows: lost.map((n) => ownRow(n, UNSORTED, scene)),
    });
  return { set: { id: set.id, label: set.label }, groups, ...totals(groups, scene, profile) };
}

/** The office's own indicators by the group they belong to: as said, else by a first-level word in the name. */
function ownIndicators(scene: Scene): Map<string, string[]> {
  const { groups } = scene.scoring;
  const printed = new Set(groups.flatMap((g) => g.rows.map((r) => r.name)));
  const names = new Set(SAID.flatMap((key) => scene.book.scopes(key)).filter((n) => !printed.has(n)));
  const found = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const group = groupFor(name, scene);
    found.set(group, [...(found.get(group) ?? []), name]);
  }
  return found;
}

function groupFor(name: string, scene: Scene): string {
  const open = scene.scoring.groups.filter((g) => g.own);
  const stem = (s: string): string => s.replace(/指标$|（.*）$/g, '');
  const level1 = scene.said('indicator_level1', name)?.value.trim();
  const level2 = scene.said('indicator_level2', name)?.value.trim();
  const group =
    (level1 && open.find((g) => stem(g.name) === stem(level1))) ||
    (level2 && open.find((g) => g.level2.some((l) => stem(l) === stem(level2)))) ||
    (/满意度/.test(name) && open.find((g) => /满意度/.test(g.name)));
  return group ? group.name : UNSORTED;
}

function holds(when: Scoring['sets'][number]['when'], scoring: Scoring, own: ReadonlyMap<string, string[]>): boolean {
  const has = (word: RegExp): boolean =>
    scoring.groups.some((g) => word.test(g.name) && (g.rows.length > 0 || (own.get(g.name)?.length ?? 0) > 0));
  switch (when) {
    case 'always':
      return true;
    case 'with_cost':
      return has(/成本/);
    case 'without_cost':
      return !has(/成本/);
    case 'without_satisfaction':
      return !has(/满意度/);
  }
}

function groupOf(group: ScoringGroup, set: string, own: readonly string[], scene: Scene): ScoreGroup {
  const weight = given(group.weights[set] ?? 0);
  const rows = [
    ...group.rows.map((r) => formRow(r, group, scene)),
    ...(group.own ? own.map((name) => ownRow(name, group.name, scene)) : []),
  ];
  chooseOne(group, rows, scene);
  const counted = rows.filter((r) => !r.passedOver);
  const weights = counted.flatMap((r) => (r.weight ? [r.weight] : []));
  const finals = counted.flatMap((r) => finalOf(r.score) ?? []);
  return {
    name: group.name,
    weight,
    rowsWeight: weights.length === counted.length && counted.length ? sum(weights) : null,
    score: finals.length === counted.length && counted.length ? sum(finals) : null,
    rows,
  };
}

const finalOf = (s: RowScore): Exact | null => (s.is === 'waiting' ? null : s.final);

/** 二者择其一: the chosen row, else the first that has a score. */
function chooseOne(group: ScoringGroup, rows: readonly ScoreRow[], scene: Scene): void {
  const words = new Set(group.rows.flatMap((r) => r.oneOf ?? []));
  for (const word of words) {
    const rivals = rows.filter((r) => group.rows.some((g) => g.name === r.name && g.oneOf === word));
    const kept =
      rivals.find((r) => scene.said('indicator_chosen', r.name)?.value === '是') ??
      rivals.find((r) => r.score.is === 'scored') ??
      rivals[0];
    for (const r of rivals) r.passedOver = r !== kept;
  }
}

function formRow(row: ScoringRow, group: ScoringGroup, scene: Scene): ScoreRow {
  const weight = given(row.weight);
  const figure = row.figure ? scene.figure(row.figure) : undefined;
  const isExecution = row.figure === scene.scoring.executionFigure;
  const checklist = checksOf(row, scene);
  const shell = shellOf(row.name, group.name, row.level2, isExecution ? 'execution' : 'form', row.nature, scene);
  const value = figure?.state.is === 'computed' ? figure.state.value : null;
  const actual =
    shell.actual ||
    (value && figure ? `${trimmed(toFixed(value, figure.decimals))}${figure.unit}` : '') ||
    stateText(figure);
  const base: ScoreRow = { ...shell, target: row.target, actual, weight, checklist, inputs: figure?.inputs ?? [] };
  const score = finished(base, weight, formScore(row, figure, value, checklist, weight, scene), scene);
  return withReasons(base, score, { over: false, rate: isExecution ? value : null }, scene);
}

const stateText = (f: Figure | undefined): string => (f?.state.is === 'not-applicable' ? f.state.text : '');
const trimmed = (s: string): string => (s.includes('.') ? s.replace(/\.?0+$/, '') : s);

type Raw = { is: 'scored'; points: Exact; working: string } | Exclude<RowScore, { is: 'scored' }>;

function formScore(
  row: ScoringRow,
  figure: Figure | undefined,
  value: Exact | null,
  checklist: ScoreRow['checklist'],
  weight: Exact,
  scene: Scene,
): Raw {
  const na = scene.said('indicator_not_applicable', row.name);
  if (na) return notApplicable(na.value, weight, scene);
  if (row.rule?.rule === 'checklist') {
    const points = checklistPoints(checklist, weight);
    return points ? { is: 'scored', ...points } : waitingFor('indicator_check', row.name, scene);
  }
  if (!row.figure || !row.rule) return judged(row.name, weight, scene);
  if (value && figure) return { is: 'scored', ...pointsOf(row.rule, value, weight, figure.unit) };
  const state = figure?.state;
  if (state?.is === 'not-applicable')
    switch (state.code) {
      case 'NA_BOTH_ZERO':
        return notApplicable(state.text, weight, scene);
      case 'BOTH_YEARS_ZERO':
        return { is: 'scored', ...pointsOf(row.rule, ZERO, weight, figure!.unit) };
      default:
        return { is: 'to-judge', between: [ZERO, weight], given: null, final: null };
    }
  const keys = state?.is === 'waiting' ? state.for : [row.figure];
  return { is: 'waiting', for: keys.map((k) => slotFor(k, scene)) };
}

function checksOf(row: ScoringRow, scene: Scene): ScoreRow['checklist'] {
  if (row.rule?.rule !== 'checklist') return [];
  const answers = scene.book.list('indicator_check', { scope: row.name });
  return row.rule.items.map((item, i) => {
    const said = answers.find((a) => a.item === String(i + 1))?.value;
    return { label: item.label, points: given(item.points), met: said === '是' ? true : said === '否' ? false : null };
  });
}

function ownRow(name: string, level1: string, scene: Scene): ScoreRow {
  const [target, actual] = [scene.said('indicator_target', name), scene.said('indicator_actual', name)];
  const weight = points(scene.said('indicator_weight', name));
  const bar = target ? barOf(target.value + target.unit) : null;
  const band = scene.said('indicator_band', name)?.value;
  const qualitative =
    scene.said('indicator_nature', name)?.value === '定性' || band !== undefined || (target !== undefined && !bar);
  const level2 = scene.said('indicator_level2', name)?.value ?? '';
  const shell = shellOf(name, level1, level2, 'own', qualitative ? 'qualitative' : 'quantitative', scene);
  const base: ScoreRow = { ...shell, operator: operatorOf(bar, qualitative), weight };
  const asks = (key: string): Raw => waitingFor(key, name, scene);
  let over = false;
  const raw = ((): Raw => {
    const na = scene.said('indicator_not_applicable', name);
    if (na && weight) return notApplicable(na.value, weight, scene);
    if (level1 === UNSORTED) return asks('indicator_level1');
    if (!weight) return asks('indicator_weight');
    if (!target) return asks('indicator_target');
    if (qualitative) return judged(name, weight, scene);
    if (!actual) return asks('indicator_actual');
    const reached = barOf(actual.value + actual.unit);
    if (!bar || !reached) return { is: 'to-judge', between: [ZERO, weight], given: null, final: null };
    const measured = measure(bar, reached, weight, scene.scoring);
    if (measured.is === 'to-judge') return { is: 'to-judge', between: [ZERO, weight], given: null, final: null };
    over = measured.over;
    return { is: 'scored', points: measured.points, working: measured.working };
  })();
  return withReasons(
    base,
    weight ? finished(base, weight, raw, scene) : (raw as RowScore),
    { over, rate: null },
    scene,
  );
}

function operatorOf(bar: ReturnType<typeof barOf>, qualitative: boolean): Operator {
  if (qualitative || !bar) return '定性';
  return bar.way === 'most' ? '≤' : bar.way === 'least' ? '≥' : '=';
}

function shellOf(
  name: string,
  level1: string,
  level2: string,
  origin: ScoreRow['origin'],
  nature: ScoreRow['nature'],
  scene: Scene,
): Omit<ScoreRow, 'weight'> & { weight: null } {
  const [target, actual] = [scene.said('indicator_target', name), scene.said('indicator_actual', name)];
  const reason = ['indicator_deviation_reason', 'indicator_improvement'].flatMap(
    (k) => scene.said(k, name)?.value ?? [],
  );
  const inputs = scene.book.all.flatMap((f) =>
    f.scope === name && f.key.startsWith('indicator_')
      ? [{ key: f.key, period: f.period, scope: f.scope, item: f.item }]
      : [],
  );
  return {
    name,
    level1,
    level2,
    origin,
    nature,
    operator: nature === 'qualitative' ? '定性' : '=',
    target: target ? target.value + target.unit : '',
    actual: actual ? actual.value + actual.unit : '',
    weight: null,
    score: { is: 'waiting', for: [] },
    band: scene.said('indicator_band', name)?.value ?? null,
    reason: reason.join('；'),
    reasonDue: [],
    checklist: [],
    passedOver: false,
    inputs,
  };
}

const points = (f: StatedFact | undefined): Exact | null => (f ? (amountOf(f)?.amount ?? fromDecimal(f.value)) : null);

function slotFor(key: string, scene: Scene, scope: string | null = null): FactSlot {
  const [name, when] = key.split('@') as [string, string?];
  return { key: name, period: scene.book.period - (when === 'prior' ? 1 : 0), scope, item: null };
}
const waitingFor = (key: string, name: string, scene: Scene): Raw => ({
  is: 'waiting',
  for: [slotFor(key, scene, name)],
});

function notApplicable(why: string, weight: Exact, scene: Scene): Raw {
  return { is: 'not-applicable', why, final: scene.scoring.notApplicable === 'full' ? weight : null };
}

/** A qualitative row: the band bounds the score; the best band alone gives its upper bound by itself. */
function judged(name: string, weight: Exact, scene: Scene): Raw {
  const band = scene.said('indicator_band', name)?.value;
  const range = band ? bandRange(band, weight, scene.scoring) : null;
  if (!range) return waitingFor('indicator_band', name, scene);
  if (band === scene.scoring.bands[0]!.label)
    return { is: 'scored', points: toScore(range[1]), working: `${band}，按档次上限计` };
  return { is: 'to-judge', between: range, given: null, final: null };
}

/** Puts a person's score in: lowering is free, raising over the computed one needs a reason. */
function finished(row: ScoreRow, weight: Exact, raw: Raw, scene: Scene): RowScore {
  const own = points(scene.said('indicator_score', row.name));
  const inside = own && compare(own, ZERO) >= 0 && compare(own, weight) <= 0 ? own : null;
  if (raw.is === 'to-judge') return { ...raw, given: own, final: inside };
  if (raw.is !== 'scored') return raw;
  const raised = inside !== null && compare(inside, raw.points) > 0;
  const allowed = inside !== null && (!raised || scene.said('indicator_score_reason', row.name) !== undefined);
  return { is: 'scored', computed: raw.points, given: own, final: allowed ? inside : raw.points, working: raw.working };
}

const EMPTY_REASON = /^(?:暂无|无|没有|不涉及|按计划完成|已完成|正常)[。.]?$/;

function withReasons(
  row: ScoreRow,
  score: RowScore,
  seen: { over: boolean; rate: Exact | null },
  scene: Scene,
): ScoreRow {
  const { reasons } = scene.scoring;
  const due: string[] = [];
  const final = finalOf(score);
  const lost = final !== null && row.weight !== null && compare(final, row.weight) < 0;
  if (reasons.lostPoints && lost) due.push('未得满分');
  if (reasons.overTarget && seen.over) due.push('完成值超出目标较多');
  if (reasons.executionBelow !== null && seen.rate && compare(seen.rate, given(reasons.executionBelow)) < 0)
    due.push(`执行率低于${reasons.executionBelow}%`);
  if (reasons.targetAdjusted && scene.said('indicator_target_adjusted', row.name)) due.push('年中调整了目标值');
  const wanted = due.length > 0 && (row.reason === '' || EMPTY_REASON.test(row.reason));
  const unexplained =
    score.is === 'scored' &&
    score.given !== null &&
    compare(score.given, score.computed) > 0 &&
    !scene.said('indicator_score_reason', row.name);
  return {
    ...row,
    score,
    reasonDue: [
      ...(wanted ? due : []),
      ...(unexplained ? ['所给分数高于程序计算得分，须写明理由，否则按计算得分计'] : []),
      ...(reasons.longest !== null && row.reason.length > reasons.longest ? [`说明超过${reasons.longest}字`] : []),
    ],
  };
}

function totals(
  groups: readonly ScoreGroup[],
  scene: Scene,
  profile: Profile,
): Pick<ScoreTable, 'sum' | 'cap' | 'total' | 'grade' | 'open'> {
  const rows = groups.flatMap((g) => g.rows.filter((r) => !r.passedOver));
  const left = (r: ScoreRow): boolean => r.score.is === 'not-applicable' && r.score.final === null;
  const open = rows.filter((r) => !left(r) && finalOf(r.score) === null).map((r) => r.name);
  const counted = rows.filter((r) => !left(r));
  // A group without any row has points nobody can earn: the table is not complete.
  const bare = groups.filter((g) => g.rows.length === 0).map((g) => g.name);
  const missing = [...open, ...bare];
  if (missing.length || counted.length === 0)
    return { sum: null, cap: capOf(scene), total: null, grade: null, open: missing };
  const reached = sum(counted.map((r) => finalOf(r.score)!));
  const possible = sum(counted.map((r) => r.weight!));
  const dropped = counted.length < rows.length && !isZero(possible);
  const scaled = dropped ? toScore(mul(div(reached, possible)!, HUNDRED)) : reached;
  const cap = capOf(scene);
  const total = cap && compare(scaled, cap.total) > 0 ? cap.total : scaled;
  return { sum: scaled, cap, total, grade: gradeOf(total, profile), open: [] };
}

/** The band that a total falls in, by the profile's limits; each limit belongs to the band above it. */
export function gradeOf(total: Exact, profile: Pick<Profile, 'grades'>): string | null {
  const bands = [...profile.grades].sort((a, b) => b.from - a.from);
  return bands.find((b) => compare(total, given(b.from)) >= 0)?.grade ?? null;
}

function capOf(scene: Scene): ScoreTable['cap'] {
  const figure = scene.figure(scene.scoring.executionFigure);
  if (figure?.state.is !== 'computed') return null;
  const { value } = figure.state;
  const [cap] = scene.scoring.caps.filter((c) => compare(value, given(c.below)) < 0).sort((a, b) => a.total - b.total);
  return cap
    ? {
        total: given(cap.total),
        why: `执行率${trimmed(toFixed(value, figure.decimals))}%低于${cap.below}%，总分不超过${cap.total}分`,
      }
    : null;
}

/** A group's points split over its rows: equal shares to 2 decimals, the remainder to the first. */
export function equalSplit(total: Exact, rows: number): Exact[] {
  if (rows <= 0) return [];
  const cents = mul(total, HUNDRED);
  const each = exact(cents.num / cents.den / BigInt(rows), 100n);
  const first = sub(total, mul(each, exact(BigInt(rows - 1))));
  return [first, ...new Array<Exact>(rows - 1).fill(each)];
}

/** Points as the table prints them. */
export const scoreText = (x: Exact): string => toText(toScore(x));
