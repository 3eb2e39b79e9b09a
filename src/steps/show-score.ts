// The scoring table of a report as the page shows it: points as decimal text, the fact behind each cell, what is offered.
import type { Fact } from '../core/fact.ts';
import type { ReportId } from '../core/id.ts';
import { type Exact, equals, fromDecimal } from '../core/number/exact.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { priorRows } from '../core/score/prior-rows.ts';
import { scoreTable, scoreText } from '../core/score/score.ts';
import { bandRange } from '../core/score/score-indicator.ts';
import { finalOf, type RowScore, type ScoreRow, type ScoreTable } from '../core/score/score-table.ts';
import type { Scoring } from '../core/score/scoring.ts';
import type { Actor } from '../ports.ts';
import { type Loaded, loadReport } from './load-report.ts';
import { slotName } from './name-slot.ts';
import type { StepParts } from './parts.ts';
import { editableOf, factsOfCell, SCORE_KEYS } from './score-fields.ts';

const points = (x: Exact | null): string | null => (x ? scoreText(x) : null);

const cellOf = (f: Fact | undefined) =>
  f && f.standing.is !== 'rejected'
    ? { id: f.id as string, value: f.value, unit: f.unit, standing: f.standing.is, version: f.version }
    : null;

/** Null: the report kind has no scoring table. */
export const tableOf = (loaded: Loaded, from: 'usable' | 'confirmed' = 'usable'): ScoreTable | null =>
  scoreTable(loaded.profile, loaded[from].book, loaded[from].figures);

function scoreView(score: RowScore) {
  const waiting = score.is === 'waiting' ? score.for : [];
  return {
    is: score.is,
    computed: score.is === 'scored' ? scoreText(score.computed) : null,
    given: 'given' in score ? points(score.given) : null,
    final: points(finalOf(score)),
    between:
      score.is === 'to-judge' ? ([scoreText(score.between[0]), scoreText(score.between[1])] as [string, string]) : null,
    working: score.is === 'scored' ? score.working : null,
    why: score.is === 'to-judge' || score.is === 'not-applicable' ? score.why : null,
    waitingFor: waiting.map((s) => ({ key: s.key, title: slotName(s), period: s.period, scope: s.scope })),
  };
}

/** What to do so that the row has a score. */
function todoOf(row: ScoreRow): string | null {
  const { score } = row;
  if (row.passedOver || finalOf(score)) return null;
  if (score.is === 'waiting') return `请补充${score.for.map((s) => slotName({ ...s, scope: null })).join('、')}`;
  if (score.is === 'to-judge') return score.why;
  return null;
}

function bandsOf(row: ScoreRow, scoring: Scoring) {
  const { weight } = row;
  if (row.nature !== 'qualitative' || row.checklist.length || !weight) return [];
  return scoring.bands.map((b) => {
    const [from, to] = bandRange(b.label, weight, scoring)!;
    return { label: b.label, from: scoreText(from), to: scoreText(to) };
  });
}

/** Whether the figure gives the row's result. */
export const isComputed = (row: ScoreRow, scoring: Scoring, loaded: Loaded): boolean => {
  const figure = scoring.groups.flatMap((g) => g.rows).find((r) => r.name === row.name)?.figure;
  return loaded.usable.figures.some((f) => f.key === figure && f.scope === null && f.state.is === 'computed');
};

export function scoreViewOf(loaded: Loaded, scoring: Scoring, table: ScoreTable) {
  const { report, profile, facts } = loaded;
  const cells = (row: ScoreRow) => {
    const of = (key: string, item: string | null) => cellOf(factsOfCell(facts, report.period, row.name, key, item)[0]);
    const found = [
      ...Object.entries(SCORE_KEYS).map(([field, key]) => [field, of(key, null)] as const),
      ...row.checklist.map((_, i) => [`check.${i + 1}`, of('indicator_check', String(i + 1))] as const),
    ];
    return Object.fromEntries(found.flatMap(([field, cell]) => (cell ? [[field, cell]] : [])));
  };
  const said = (key: string) =>
    facts
      .filter((f) => f.key === key && f.scope === null && f.period === report.period && f.standing.is !== 'rejected')
      .sort((a, b) => Number(b.standing.is === 'confirmed') - Number(a.standing.is === 'confirmed'))[0];
  const [score, grade] = [said('self_score'), said('self_grade')];
  const stated = score ? fromDecimal(score.value) : null;
  return {
    version: report.version,
    period: report.period,
    profile: { id: profile.id, version: profile.version, name: profile.name },
    set: table.set,
    groups: table.groups.map((g) => ({
      name: g.name,
      weight: scoreText(g.weight),
      rowsWeight: points(g.rowsWeight),
      score: points(g.score),
      own: g.own,
      level2: [...g.level2],
      notApplicable: g.notApplicable,
      issue: g.issue,
      split: g.split.map((s) => ({ name: s.name, weight: scoreText(s.weight) })),
      rows: g.rows.map((row) => ({
        name: row.name,
        label: row.label,
        level1: row.level1,
        level2: row.level2,
        origin: row.origin,
        nature: row.nature,
        operator: row.operator,
        target: row.target,
        actual: row.actual,
        weight: points(row.weight),
        score: scoreView(row.score),
        band: row.band,
        bands: bandsOf(row, scoring),
        reason: row.reason,
        improvement: row.improvement,
        scoreReason: loaded.usable.book.get('indicator_score_reason', { scope: row.name })?.value ?? '',
        reasonDue: row.reasonDue,
        notes: row.notes,
        todo: todoOf(row),
        checklist: row.checklist.map((c, i) => ({
          n: i + 1,
          label: c.label,
          points: scoreText(c.points),
          met: c.met,
        })),
        oneOf: row.oneOf,
        passedOver: row.passedOver,
        cells: cells(row),
        editable: editableOf(row, row.origin !== 'own' && isComputed(row, scoring, loaded)),
      })),
    })),
    open: table.open,
    issues: table.issues,
    sum: points(table.sum),
    rescaled: table.rescaled && {
      reached: scoreText(table.rescaled.reached),
      possible: scoreText(table.rescaled.possible),
    },
    cap: table.cap && { total: scoreText(table.cap.total), why: table.cap.why },
    total: points(table.total),
    grade: table.grade,
    stated: {
      score: cellOf(score) ?? null,
      grade: cellOf(grade) ?? null,
      agrees: stated && table.total ? equals(stated, table.total) && grade?.value === table.grade : null,
    },
    prior: priorRows(loaded.usable.book, new Set(table.groups.flatMap((g) => g.rows.map((r) => r.name)))),
    limits: {
      reason: scoring.reasons.longest,
      bands: scoring.bands.map((b) => b.label),
      levels: scoring.groups.filter((g) => g.own).map((g) => ({ level1: g.name, level2: [...g.level2] })),
    },
  };
}

export type ScoreView = ReturnType<typeof scoreViewOf>;

export const noTable = () =>
  fail('not-found', 'no_score_table', '这份报告的格式没有自评表。请换用带自评表的报告格式。');

export async function showScore(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<ScoreView>> {
  const loaded = await loadReport(parts, actor, id);
  if (!loaded.ok) return loaded;
  const { scoring } = loaded.value.profile;
  const table = tableOf(loaded.value);
  return scoring && table ? ok(scoreViewOf(loaded.value, scoring, table)) : noTable();
}
