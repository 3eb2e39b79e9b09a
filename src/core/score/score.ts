// Fills the scoring table from facts and figures: which weights hold, which rows stand where, what is still open, caps and grade.
// What a person gives (a score, a band, a reason, a tick) are facts scoped by the row's name; nothing is stored here.
import type { FactBook } from '../book.ts';
import type { Figure } from '../figure/figure.ts';
import {
  add,
  compare,
  div,
  type Exact,
  equals,
  exact,
  HUNDRED,
  isZero,
  mul,
  sub,
  sum,
  toFixed,
  toText,
  ZERO,
} from '../number/exact.ts';
import type { Profile } from '../profile.ts';
import { formRow, ownRow, UNSORTED } from './score-row.ts';
import { given, toScore } from './score-rule.ts';
import { SATISFACTION, type Scene, sceneOf, trimmed } from './score-scene.ts';
import { finalOf, type ScoreGroup, type ScoreRow, type ScoreTable } from './score-table.ts';
import type { Scoring, ScoringGroup } from './scoring.ts';

export { UNSORTED } from './score-row.ts';

/** Facts that make an indicator a row. */
const ROW_KEYS = [
  'indicator_target',
  'indicator_actual',
  'indicator_weight',
  'indicator_score',
  'indicator_level1',
  'indicator_level2',
  'indicator_nature',
  'indicator_band',
] as const;

interface Placed {
  name: string;
  level1: string;
  level2: string;
  label: string;
}

/** Null where the report kind has no scoring table. The order of facts plays no part. */
export function scoreTable(
  profile: Pick<Profile, 'scoring' | 'grades'>,
  book: FactBook,
  figures: readonly Figure[],
): ScoreTable | null {
  const { scoring } = profile;
  if (!scoring) return null;
  const scene = sceneOf(scoring, book, figures);
  const own = ownIndicators(scene);
  const set = scoring.sets.find((s) => holds(s.when, own, scene)) ?? scoring.sets[0]!;
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
      own: true,
      level2: [],
      notApplicable: null,
      issue: `${lost.length}个指标没有归类，请填写一级指标（${ownGroups(scoring).join('、')}）`,
      split: [],
      rows: lost.map((p) => ownRow(p.name, p, scene)),
    });
  return { set: { id: set.id, label: set.label }, groups, ...totals(groups, scene, profile) };
}

/** Groups that take the office's own indicators. */
export const ownGroups = (scoring: Scoring): string[] => scoring.groups.filter((g) => g.own).map((g) => g.name);

/** The office's own indicators by the group they belong to, those of one second level together in the form's order. */
function ownIndicators(scene: Scene): Map<string, Placed[]> {
  const { groups } = scene.scoring;
  const printed = new Set(groups.flatMap((g) => g.rows.map((r) => r.name)));
  const placed = scene
    .names(ROW_KEYS)
    .filter((n) => !printed.has(n))
    .map((name) => place(name, scene));
  const survey = groups.find((g) => g.own && /满意度/.test(g.name));
  const surveyed = ['indicator_target', 'indicator_actual'].some((k) => scene.said(k, SATISFACTION));
  if (survey && surveyed && !placed.some((p) => p.level1 === survey.name || p.name === SATISFACTION))
    placed.push({ name: SATISFACTION, level1: survey.name, level2: survey.level2[0] ?? '', label: SATISFACTION });
  const found = new Map<string, Placed[]>();
  for (const p of placed) found.set(p.level1, [...(found.get(p.level1) ?? []), p]);
  for (const [name, rows] of found) {
    const order = groups.find((g) => g.name === name)?.level2 ?? [];
    const rank = (p: Placed): number => {
      const at = order.findIndex((l) => stem(l) === stem(p.level2));
      return at < 0 ? (p.level2 ? order.length : order.length + 1) : at;
    };
    rows.sort(
      (a, b) => rank(a) - rank(b) || (a.level2 < b.level2 ? -1 : a.level2 > b.level2 ? 1 : a.name < b.name ? -1 : 1),
    );
  }
  return found;
}

/** 产出指标（50分） and 产出 are one. */
const stem = (s: string): string =>
  s
    .replace(/[（(][^（()）]{0,20}[)）]/g, '')
    .replace(/[\s\d.、]|分值?$/g, '')
    .replace(/指标$/, '');
const alike = (a: string, b: string): boolean =>
  a === b || (a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a)));

/** Where an indicator stands: as said, by a path in its name (产出指标/数量指标/…), by a word in it, or in the only open group. */
function place(name: string, scene: Scene): Placed {
  const open = scene.scoring.groups.filter((g) => g.own);
  const path = name.split(/[/／>＞]/).map((s) => s.trim());
  const byLevel1 = (s: string): ScoringGroup | undefined =>
    open.find((g) => stem(g.name) === stem(s)) ??
    (stem(s) ? open.find((g) => alike(stem(g.name), stem(s))) : undefined);
  const byLevel2 = (s: string): ScoringGroup | undefined =>
    open.find((g) => g.level2.some((l) => stem(l) === stem(s))) ??
    (stem(s) ? open.find((g) => g.level2.some((l) => alike(stem(l), stem(s)))) : undefined);
  const pathed = path.length > 1 ? byLevel1(path[0]!) : undefined;
  const label = pathed ? path.at(-1)! : name;
  const level1 = scene.said('indicator_level1', name)?.value.trim() ?? '';
  const level2 = scene.said('indicator_level2', name)?.value.trim() || (pathed && path.length > 2 ? path[1]! : '');
  const printed = level1 && scene.scoring.groups.some((g) => !g.own && stem(g.name) === stem(level1));
  const group =
    (level1 && (byLevel1(level1) ?? byLevel2(level1))) ||
    pathed ||
    (level2 && byLevel2(level2)) ||
    (/满意度/.test(name) && open.find((g) => /满意度/.test(g.name))) ||
    (open.length === 1 && !printed ? open[0] : undefined);
  // Where the form names one second level only, nobody has to say it.
  const only = group?.level2.length === 1 ? group.level2[0]! : '';
  return { name, label, level1: group ? group.name : UNSORTED, level2: level2 || only };
}

function holds(when: Scoring['sets'][number]['when'], own: ReadonlyMap<string, Placed[]>, scene: Scene): boolean {
  const { groups } = scene.scoring;
  const filled = (g: ScoringGroup): boolean => g.rows.length > 0 || (own.get(g.name)?.length ?? 0) > 0;
  const cost = groups.some((g) => /成本/.test(g.name) && filled(g));
  // A group that nobody has filled yet is no statement that there is nothing of the kind; a person has to make it.
  const unasked = groups
    .filter((g) => /满意度/.test(g.name))
    .every((g) => !filled(g) && scene.said('indicator_not_applicable', g.name) !== undefined);
  switch (when) {
    case 'always':
      return true;
    case 'with_cost':
      return cost;
    case 'without_cost':
      return !cost;
    case 'without_satisfaction':
      return unasked;
    case 'with_cost_without_satisfaction':
      return cost && unasked;
  }
}

function groupOf(group: ScoringGroup, set: string, own: readonly Placed[], scene: Scene): ScoreGroup {
  const weight = given(group.weights[set] ?? 0);
  const rows = [
    ...group.rows.map((r) => formRow(r, group, scene)),
    ...(group.own ? own.map((p) => ownRow(p.name, p, scene)) : []),
  ];
  chooseOne(rows, scene);
  const counted = rows.filter((r) => !r.passedOver);
  const weights = counted.flatMap((r) => (r.weight ? [r.weight] : []));
  const finals = counted.flatMap((r) => finalOf(r.score) ?? []);
  const rowsWeight = weights.length === counted.length && counted.length ? sum(weights) : null;
  const notApplicable = rows.length === 0 ? (scene.said('indicator_not_applicable', group.name)?.value ?? null) : null;
  return {
    name: group.name,
    weight,
    rowsWeight,
    score: finals.length === counted.length && counted.length ? sum(finals) : null,
    own: group.own,
    level2: group.level2,
    notApplicable,
    issue: notApplicable ? null : issueOf(group, weight, counted, rowsWeight),
    split: splitOf(weight, counted),
    rows,
  };
}

function issueOf(
  group: ScoringGroup,
  weight: Exact,
  rows: readonly ScoreRow[],
  rowsWeight: Exact | null,
): string | null {
  if (rows.length === 0)
    return isZero(weight) ? null : `“${group.name}”还没有指标，请补充；确实没有此类指标的，请写明不适用的理由`;
  const bare = rows.filter((r) => !r.weight && r.score.is !== 'not-applicable').length;
  if (bare) return `${bare}个指标没有分值，本组共${toText(weight)}分，可采用平均分配`;
  if (rowsWeight && !equals(rowsWeight, weight))
    return `“${group.name}”各行分值合计${toText(rowsWeight)}分，应为${toText(weight)}分，请调整分值`;
  return null;
}

/** Equal shares of what is left for rows without a weight; where nothing is left or the weights do not fit, for all own rows. */
function splitOf(weight: Exact, rows: readonly ScoreRow[]): ScoreGroup['split'] {
  const own = rows.filter((r) => r.origin === 'own' && r.score.is !== 'not-applicable');
  const weights = (of: readonly ScoreRow[]): Exact => sum(of.flatMap((r) => r.weight ?? []));
  const bare = own.filter((r) => !r.weight);
  const rest = sub(weight, weights(rows));
  if (!own.length || (bare.length === 0 && isZero(rest))) return [];
  const shared = bare.length && compare(rest, ZERO) > 0 ? bare : own;
  const total = shared === bare ? rest : sub(weight, weights(rows.filter((r) => !own.includes(r))));
  if (compare(total, ZERO) <= 0) return [];
  const shares = equalSplit(total, shared.length);
  return shared.map((r, i) => ({ name: r.name, weight: shares[i]! }));
}

/** 二者择其一: the chosen row, else the first that has a score. */
function chooseOne(rows: readonly ScoreRow[], scene: Scene): void {
  for (const word of new Set(rows.flatMap((r) => r.oneOf ?? []))) {
    const rivals = rows.filter((r) => r.oneOf === word);
    const kept =
      rivals.find((r) => scene.said('indicator_chosen', r.name)?.value === '是') ??
      rivals.find((r) => r.score.is === 'scored') ??
      rivals[0];
    for (const r of rivals) r.passedOver = r !== kept;
  }
}

function totals(
  groups: readonly ScoreGroup[],
  scene: Scene,
  profile: Pick<Profile, 'grades'>,
): Omit<ScoreTable, 'set' | 'groups'> {
  const rows = groups.flatMap((g) => g.rows.filter((r) => !r.passedOver));
  const left = (r: ScoreRow): boolean => r.score.is === 'not-applicable' && r.score.final === null;
  const counted = rows.filter((r) => !left(r));
  const cap = capOf(scene);
  // A group without any row has points nobody can earn: the table is not complete.
  const open = [
    ...counted.filter((r) => finalOf(r.score) === null).map((r) => r.name),
    ...groups.filter((g) => g.rows.length === 0 && g.notApplicable === null).map((g) => g.name),
  ];
  const none = { sum: null, rescaled: null, cap, total: null, grade: null };
  if (open.length || counted.length === 0) return { ...none, open, issues: [] };
  const whole = sum(groups.map((g) => g.weight));
  const gone = add(
    sum(rows.filter(left).flatMap((r) => r.weight ?? [])),
    sum(groups.filter((g) => g.rows.length === 0).map((g) => g.weight)),
  );
  const possible = sum(counted.map((r) => r.weight!));
  const reached = sum(counted.map((r) => finalOf(r.score)!));
  const unweighed = rows.some((r) => left(r) && !r.weight);
  const weighed = add(possible, gone);
  // Points out of another whole than the form's are no result: 55 of 60 is neither 55 nor 92.
  if (isZero(possible) || compare(weighed, whole) > 0 || (!unweighed && !equals(weighed, whole)))
    return {
      ...none,
      open,
      issues: [`各行分值合计${toText(weighed)}分，应为${toText(whole)}分，请调整分值后再汇总总分`],
    };
  const dropped = !equals(possible, whole);
  const scaled = dropped ? toScore(mul(div(reached, possible)!, whole)) : reached;
  const total = cap && compare(scaled, cap.total) > 0 ? cap.total : scaled;
  return {
    sum: scaled,
    rescaled: dropped ? { reached, possible } : null,
    cap,
    total,
    grade: gradeOf(total, profile),
    open: [],
    issues: [],
  };
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
