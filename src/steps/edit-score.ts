// Changes of the scoring table, one atomic list: cells become facts with a person and a history, rows are added by filling them,
// renamed and removed, offered weights are adopted, and the computed total is stated only when a person says so.
import type { Claim } from '../core/fact.ts';
import type { ReportId } from '../core/id.ts';
import { compare, fromDecimal, toText, ZERO } from '../core/number/exact.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import { agreement } from '../core/same-value.ts';
import { priorRows } from '../core/score/prior-rows.ts';
import { isWeakReason, reasonText } from '../core/score/reason.ts';
import { ownGroups, scoreText } from '../core/score/score.ts';
import { bandRange, inBand } from '../core/score/score-indicator.ts';
import type { ScoreRow, ScoreTable } from '../core/score/score-table.ts';
import type { Scoring } from '../core/score/scoring.ts';
import type { Actor } from '../ports.ts';
import { FactDesk } from './fact-desk.ts';
import { type Loaded, loadReport, workingState } from './load-report.ts';
import { refusal, type StepParts } from './parts.ts';
import { readClaim } from './read-claim.ts';
import { editableOf, factsOfCell, SCORE_KEYS, slotOfField } from './score-fields.ts';
import { isComputed, noTable, type ScoreView, scoreViewOf, tableOf } from './show-score.ts';

export interface ScoreEdit {
  name: string;
  /** A cell of SCORE_KEYS, check.n, `name` (rename) or `row` (remove, with null). */
  field: string;
  /** null clears. */
  value: string | null;
}

export interface ScoreEditing {
  expectedVersion: number;
  rows: readonly ScoreEdit[];
  adoptPrior: readonly string[];
  adoptSplit: readonly string[];
  adoptTotal: boolean;
}

export interface SavedScore {
  table: ScoreView;
  changed: { id: string; key: string; version: number }[];
}

const PERSON = { from: 'person' } as const;
const LONGEST: Record<string, number> = {
  level2: 40,
  target: 200,
  approvedTarget: 200,
  adjustedTarget: 200,
  actual: 200,
};
const LABELS: Record<string, string> = {
  level1: '一级指标',
  level2: '二级指标',
  nature: '指标性质',
  target: '年度指标值',
  approvedTarget: '批复的目标值',
  adjustedTarget: '调整后的目标值',
  actual: '实际完成值',
  weight: '分值',
  score: '得分',
  band: '完成档次',
  reason: '偏差原因',
  improvement: '改进措施',
  scoreReason: '调整得分的理由',
  notApplicable: '不适用的理由',
  chosen: '是否选用',
  name: '指标名称',
  row: '整行',
};
const labelOf = (field: string): string =>
  field.startsWith('check.') ? `第${field.slice(6)}项检查` : (LABELS[field] ?? field);

const bad = (code: string, message: string, edit: ScoreEdit): Problem =>
  fail('bad-input', code, message, { name: edit.name, field: edit.field }).problem;

/** The table while a list of changes is thought through. */
class ScoreDesk {
  readonly facts: FactDesk;
  private readonly loaded: Loaded;
  private readonly period: number;

  constructor(loaded: Loaded, actor: Actor, parts: StepParts) {
    this.loaded = loaded;
    this.period = loaded.report.period;
    this.facts = new FactDesk(loaded.facts, actor, parts.newId);
  }

  /** As it would stand now. */
  state(): Loaded {
    const { report, profile, sections } = this.loaded;
    return workingState(report, profile, this.facts.all(), sections);
  }

  put(name: string, key: string, item: string | null, value: string, unit: string): void {
    const claim: Claim = { key, period: this.period, scope: name, item, value, unit, qualifier: null, label: null };
    const [now, ...rest] = this.cell(name, key, item);
    const same = [now, ...rest].find((f) => f && agreement(f, claim) === 'same');
    if (same) this.facts.confirm(same);
    else if (now) this.facts.edit(now, { ...claim, period: now.period }, PERSON);
    else this.facts.state(claim, PERSON);
  }

  clear(name: string, key: string, item: string | null): void {
    for (const f of this.cell(name, key, item)) {
      const open = this.facts.get(f.id);
      if (open && open.standing.is !== 'rejected') this.facts.reject(open, '已从自评表中清除');
    }
  }

  private cell(name: string, key: string, item: string | null) {
    return factsOfCell(this.facts.all(), this.period, name, key, item);
  }

  /** Every open fact about the row. */
  row(name: string) {
    return this.facts
      .all()
      .filter(
        (f) =>
          f.scope === name &&
          f.key.startsWith('indicator_') &&
          (f.period === this.period || f.period === null) &&
          f.standing.is !== 'rejected',
      );
  }
}

const rowsIn = (table: ScoreTable): ScoreRow[] => table.groups.flatMap((g) => g.rows);

/** Value and unit as they are stored; a problem that says how to write it. */
function readCell(edit: ScoreEdit, text: string, scoring: Scoring): Result<{ value: string; unit: string }> {
  const { field, name } = edit;
  const refuse = (code: string, message: string) => ({ ok: false as const, problem: bad(code, message, edit) });
  const choice = (from: readonly string[]): Result<{ value: string; unit: string }> =>
    from.includes(text)
      ? ok({ value: text, unit: '' })
      : refuse('bad_choice', `“${name}”的${labelOf(field)}应为：${from.join('、')}。请从中选择一项。`);
  if (field === 'weight' || field === 'score') {
    const read = readClaim({
      key: SCORE_KEYS[field],
      period: null,
      scope: name,
      item: null,
      value: text,
      unit: undefined,
      qualifier: null,
      label: null,
    });
    if (!read.ok)
      return refuse(
        'bad_value',
        `“${name}”的${labelOf(field)}“${text.slice(0, 20)}”不是可用的数，请只填数字，例如 5 或 4.5。`,
      );
    const number = fromDecimal(read.value.value)!;
    if (compare(number, ZERO) < 0 || compare(number, fromDecimal('100')!) > 0)
      return refuse(
        field === 'score' ? 'score_out_of_range' : 'weight_out_of_range',
        `“${name}”的${labelOf(field)}应在0～100分之间，填的是${read.value.value}。请改正。`,
      );
    if ((read.value.value.split('.')[1]?.length ?? 0) > 2)
      return refuse('too_many_decimals', `“${name}”的${labelOf(field)}最多保留两位小数，请四舍五入后再填。`);
    return ok({ value: toText(number), unit: '分' });
  }
  if (field === 'band') return choice(scoring.bands.map((b) => b.label));
  if (field === 'nature') return choice(['定量', '定性']);
  if (field === 'chosen' || field.startsWith('check.')) return choice(['是', '否']);
  if (field === 'level1') return choice(ownGroups(scoring));
  const longest = LONGEST[field] ?? 1000;
  if (text.length > longest)
    return refuse('too_long', `“${name}”的${labelOf(field)}有${text.length}字，请压缩到${longest}字以内。`);
  if ((field === 'scoreReason' || field === 'notApplicable') && isWeakReason(text))
    return refuse('weak_reason', `“${text}”不能作为${labelOf(field)}。请写明具体原因，例如依据的文件或实际情况。`);
  return ok({ value: text, unit: '' });
}

function rivalsOf(name: string, scoring: Scoring): string[] {
  const rows = scoring.groups.flatMap((g) => g.rows);
  const word = rows.find((r) => r.name === name)?.oneOf;
  return word === undefined ? [] : rows.filter((r) => r.oneOf === word && r.name !== name).map((r) => r.name);
}

function apply(desk: ScoreDesk, edit: ScoreEdit, scoring: Scoring): Problem | null {
  const { name, field } = edit;
  const printed = scoring.groups.flatMap((g) => g.rows).some((r) => r.name === name);
  const text = edit.value?.trim() ?? '';
  if (field === 'row' || field === 'name') {
    if (printed)
      return bad(
        'fixed_row',
        `“${name}”是表格规定的指标，不能${field === 'row' ? '删除' : '改名'}。不涉及的，请填写不适用的理由。`,
        edit,
      );
    const facts = desk.row(name);
    if (!facts.length)
      return bad('no_such_row', `自评表里没有“${name}”这一行，或它来自满意度数据。请刷新后再试。`, edit);
    if (field === 'row') {
      if (edit.value !== null) return bad('bad_value', '删除一行时，值（value）应为 null。', edit);
      for (const f of facts) desk.facts.reject(desk.facts.get(f.id)!, '已从自评表中删除这一行');
      return null;
    }
    if (!text || text.length > 80 || /[\p{Cc}]/u.test(text))
      return bad('bad_name', '请填写新的指标名称，不超过80字。', edit);
    if (text === name) return null;
    const taken =
      desk.row(text).length > 0 || scoring.groups.some((g) => g.name === text || g.rows.some((r) => r.name === text));
    if (taken) return bad('name_taken', `已经有名为“${text}”的指标，请换一个名称。`, edit);
    for (const f of facts) desk.facts.move(desk.facts.get(f.id)!, text);
    return null;
  }
  const slot = slotOfField(field);
  if (!slot) return bad('bad_field', `自评表没有“${field}”这一栏。请刷新页面后再试。`, edit);
  if (text === '') {
    desk.clear(name, slot.key, slot.item);
    return null;
  }
  const read = readCell(edit, text, scoring);
  if (!read.ok) return read.problem;
  desk.put(name, slot.key, slot.item, read.value.value, read.value.unit);
  // 二者择其一: choosing one takes back the choice of its rival.
  if (field === 'chosen' && read.value.value === '是')
    for (const rival of rivalsOf(name, scoring)) desk.clear(rival, slot.key, null);
  return null;
}

/** What only the whole table can tell: is there such a row, may the cell be typed, is the score within weight and band. */
function faultOf(edit: ScoreEdit, loaded: Loaded, scoring: Scoring, table: ScoreTable): Problem | null {
  const { name, field, value } = edit;
  if (value === null || value.trim() === '' || field === 'name' || field === 'row') return null;
  const group = table.groups.find((g) => g.name === name);
  if (field === 'notApplicable' && group?.own && group.rows.length === 0) return null;
  const row = rowsIn(table).find((r) => r.name === name);
  if (!row)
    return bad('no_such_row', `自评表里没有“${name}”这一行。要新增指标，请同时填写一级指标或年度指标值。`, edit);
  const computed = row.origin !== 'own' && isComputed(row, scoring, loaded);
  if (!editableOf(row, computed).includes(field))
    return bad(
      'not_editable',
      `“${name}”的${labelOf(field)}由表格规定或由程序计算，不能直接填写。要改变它，请修改相应的数据。`,
      edit,
    );
  const { weight } = row;
  const given = field === 'score' ? fromDecimal(value.trim().replace(/分$/, '')) : null;
  if (given && weight && compare(given, weight) > 0)
    return bad(
      'score_out_of_range',
      `“${name}”的得分应在0～${scoreText(weight)}分之间，填的是${scoreText(given)}分。请改正得分，或先调整分值。`,
      edit,
    );
  const band = row.nature === 'qualitative' ? row.band : null;
  const range = band && weight ? bandRange(band, weight, scoring) : null;
  if (given && weight && band && range && !inBand(band, given, weight, scoring))
    return bad(
      'score_out_of_band',
      `“${name}”选择的是“${band}”，得分应在${scoreText(range[0])}～${scoreText(range[1])}分之间，填的是${scoreText(given)}分。请改得分，或改完成档次。`,
      edit,
    );
  if (field !== 'reason' && field !== 'improvement') return null;
  const { longest } = scoring.reasons;
  const length = reasonText(row).length;
  if (longest !== null && length > longest)
    return bad(
      'reason_too_long',
      `“${name}”的偏差原因和改进措施共${length}字，超过${longest}字。请压缩后再保存。`,
      edit,
    );
  if (field === 'reason' && isWeakReason(value) && row.reasonDue.some((d) => DUE.test(d)))
    return bad(
      'weak_reason',
      `“${name}”${row.reasonDue.filter((d) => DUE.test(d)).join('、')}，“${value.trim()}”不能作为偏差原因。请写明原因、影响、措施和时限。`,
      edit,
    );
  return null;
}
const DUE = /^(?:未得满分|完成值超出|执行率低于|年中调整)/;

function takePrior(desk: ScoreDesk, names: readonly string[], table: ScoreTable, scoring: Scoring): Problem | null {
  const state = desk.state();
  const offered = priorRows(state.usable.book, new Set(rowsIn(table).map((r) => r.name)));
  for (const name of names) {
    const row = offered.find((p) => p.name === name);
    if (!row)
      return fail('not-found', 'no_such_offer', `上年的自评表里没有“${name}”，或本年已有这一行。请刷新后再试。`, {
        name,
      }).problem;
    // A level that this form does not have stays with last year; the row then asks for its own.
    const level1 = ownGroups(scoring).find((g) => g === row.level1);
    if (level1) desk.put(name, SCORE_KEYS.level1, null, level1, '');
    if (row.level2) desk.put(name, SCORE_KEYS.level2, null, row.level2, '');
    if (row.nature) desk.put(name, SCORE_KEYS.nature, null, row.nature, '');
    if (row.weight) desk.put(name, SCORE_KEYS.weight, null, row.weight, '分');
    if (!level1 && !row.level2 && !row.nature && !row.weight && row.level1)
      desk.put(name, SCORE_KEYS.level1, null, row.level1, '');
  }
  return null;
}

function takeTotal(desk: ScoreDesk, table: ScoreTable): Problem | null {
  const state = desk.state();
  const firm = tableOf(state, 'confirmed');
  if (!table.total || !table.grade)
    return fail(
      'conflict',
      'score_open',
      `自评表还没有总分：${[...table.open.map((n) => `“${n}”未完成`), ...table.issues].slice(0, 5).join('；')}。请补齐后再采用。`,
      { open: table.open, issues: table.issues },
    ).problem;
  if (!firm?.total || compare(firm.total, table.total) !== 0)
    return fail('conflict', 'score_unconfirmed', '总分里还有未经确认的数据。请先确认相关数据，再采用计算的总分。', {
      open: firm?.open ?? [],
    }).problem;
  const { period } = state.report;
  for (const [key, value, unit] of [
    ['self_score', toText(table.total), '分'],
    ['self_grade', table.grade, ''],
  ] as const) {
    const claim: Claim = { key, period, scope: null, item: null, value, unit, qualifier: null, label: null };
    const [now] = desk.facts
      .at(claim)
      .sort((a, b) => Number(b.standing.is === 'confirmed') - Number(a.standing.is === 'confirmed'));
    if (now && agreement(now, claim) === 'same') desk.facts.confirm(now);
    else if (now) desk.facts.edit(now, claim, PERSON);
    else desk.facts.state(claim, PERSON);
  }
  return null;
}

/** Whole or not at all. `changed` are the facts touched, with their versions now: what an undo needs. */
export async function editScore(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  asked: ScoreEditing,
): Promise<Result<SavedScore>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const { scoring } = loaded.profile;
  const before = tableOf(loaded);
  if (!scoring || !before) return noTable();
  if (loaded.report.version !== asked.expectedVersion)
    return fail(
      'stale',
      'stale_version',
      '自评表或相关数据已被他人或另一个窗口改动，这次的修改没有保存。请刷新后重做。',
      { currentVersion: loaded.report.version },
    );
  const desk = new ScoreDesk(loaded, actor, parts);
  const no = (problem: Problem | null) => (problem ? { ok: false as const, problem } : null);
  const early = no(takePrior(desk, asked.adoptPrior, before, scoring));
  if (early) return early;
  for (const edit of asked.rows) {
    const refused = no(apply(desk, edit, scoring));
    if (refused) return refused;
  }
  const state = desk.state();
  let table = tableOf(state)!;
  const renamed = new Map(asked.rows.flatMap((e) => (e.field === 'name' ? [[e.name, e.value!.trim()] as const] : [])));
  for (const edit of asked.rows) {
    const now = { ...edit, name: renamed.get(edit.name) ?? edit.name };
    const refused = no(faultOf(now, state, scoring, table));
    if (refused) return refused;
  }
  for (const name of asked.adoptSplit) {
    const group = table.groups.find((g) => g.name === name);
    if (!group?.split.length)
      return fail('conflict', 'no_split', `“${name}”没有可以采用的平均分配。请刷新后再试。`, { name });
    for (const s of group.split) desk.put(s.name, SCORE_KEYS.weight, null, toText(s.weight), '分');
  }
  if (asked.adoptSplit.length) table = tableOf(desk.state())!;
  const open = asked.adoptTotal ? no(takeTotal(desk, table)) : null;
  if (open) return open;
  const at = parts.clock.now();
  const writes = desk.facts.writes(id, at);
  if (writes.length) {
    const done = await parts.store.commit(actor, [
      { do: 'touch-report', report: id, at, expectedVersion: asked.expectedVersion },
      ...writes,
    ]);
    if (!done.ok) return refusal(done);
  }
  const saved = await loadReport(parts, actor, id);
  if (!saved.ok) return saved;
  return ok({
    table: scoreViewOf(saved.value, scoring, tableOf(saved.value)!),
    changed: [...desk.facts.changes.values()].map(({ fact }) => ({
      id: fact.id,
      key: fact.key,
      version: fact.version,
    })),
  });
}
