// What stands where in the scoring table (自评表): money, goals, indicators as they score, result. Prints facts and the computed table;
// scores nothing itself.
import type { FactBook } from '../core/book.ts';
import { labelOf } from '../core/catalogue/catalogue.ts';
import { isPurposeOfEvaluation, repaired } from '../core/draft/phrase-repairs.ts';
import type { Run } from '../core/draft/section.ts';
import type { Figure } from '../core/figure/figure.ts';
import { type Exact, equals, fromDecimal, sum, toFixed } from '../core/number/exact.ts';
import type { Profile } from '../core/profile.ts';
import { reasonText } from '../core/score/reason.ts';
import { scoreTable } from '../core/score/score.ts';
import { finalOf, type ScoreGroup, type ScoreRow, type ScoreTable } from '../core/score/score-table.ts';
import { dateWords } from './date-words.ts';
import { factCell, figureCell, isBlank, type Measure } from './value-cell.ts';

export interface ScoringInput {
  profile: Profile;
  unitName: string;
  period: number;
  book: FactBook;
  figures: readonly Figure[];
}

export interface FormCell {
  value: string;
  look: 'title' | 'head' | 'text' | 'label' | 'number' | 'note';
  columns?: number;
  rows?: number;
  /** What has to be supplied here; the cell is left empty and marked. */
  missing?: string;
}

export interface FormRow {
  /** Eight columns; null is covered by a merged neighbour. */
  cells: (FormCell | null)[];
  bold?: boolean;
}

export interface ScoringForm {
  title: string;
  rows: FormRow[];
  /** Index of the row to print again on every page: the head of the indicators. */
  repeat: number;
  /** What has to be supplied, with the row and column (from 0) of its cell. */
  missing: { row: number; column: number; what: string }[];
  /** A total is there: nothing in the indicators is open. */
  complete: boolean;
  note: string;
}

export const COLUMNS = 8;

const of = (value: string, look: FormCell['look'], columns = 1): (FormCell | null)[] => [
  { value, look, ...(columns > 1 ? { columns } : {}) },
  ...new Array<null>(columns - 1).fill(null),
];
const lacking = (what: string, look: FormCell['look'], columns = 1): (FormCell | null)[] => {
  const cells = of('', look, columns);
  cells[0]!.missing = what;
  return cells;
};
const filled = (value: string, what: string, look: FormCell['look'], columns = 1): (FormCell | null)[] =>
  value ? of(value, look, columns) : lacking(what, look, columns);

/** Two decimals, as the forms print points. */
const points = (x: Exact | null): string => (x ? toFixed(x, 2) : '');

export function scoringTable(input: ScoringInput): ScoringForm {
  const { profile, unitName, period, book, figures } = input;
  const table = scoreTable(profile, book, figures);
  const before = [...header(input), ...moneyBlock(input, table), ...goalBlock(input)];
  const rows = [...before, indicatorHead(), ...indicatorBlock(table), ...footer(input, table)];
  const missing = rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column) => (cell?.missing ? [{ row, column, what: cell.missing }] : [])),
  );
  return {
    title: `${period}年度部门整体支出绩效自评表`,
    rows,
    repeat: before.length,
    missing,
    complete: table?.total != null,
    note: `注：本表由程序依据${unitName || '本单位'}已登记数据按“${profile.name}”格式生成，须经人工审核。`,
  };
}

function header({ unitName, profile, book }: ScoringInput): FormRow[] {
  const named = (key: string, columns: number): (FormCell | null)[] => {
    const fact = book.get(key);
    const value = fact && (key === 'report_date' ? dateWords(fact.value) : fact.value);
    return value ? of(value, 'text', columns) : lacking(labelOf(key), 'text', columns);
  };
  return [
    {
      cells: [
        ...of('单位名称（盖章）', 'label'),
        ...filled(unitName, labelOf('unit_name'), 'text', 2),
        ...of('单位编码', 'label'),
        ...named('unit_code', 1),
        ...of('主管部门', 'label'),
        ...named('parent_department', 2),
      ],
    },
    {
      cells: [
        ...of('联系人', 'label'),
        ...named('contact_name', 1),
        ...of('联系电话', 'label'),
        ...named('contact_phone', 1),
        ...of('填报日期', 'label'),
        ...named('report_date', 2),
        ...of(`单位：${profile.moneyUnit}`, 'label'),
      ],
    },
  ];
}

interface MoneyRow {
  label: string;
  by: 'whole' | 'source' | 'nature';
  initial: string;
  fullYear: string;
  final: string;
  rate: string;
}

const bySource = (name: string, label: string): MoneyRow => ({
  label,
  by: 'source',
  initial: `budget_income_${name}`,
  fullYear: `budget_adjusted_${name}`,
  final: `final_expenditure_${name}`,
  rate: `execution_rate_${name}`,
});
const byNature = (name: string, label: string): MoneyRow => ({
  label,
  by: 'nature',
  initial: `budget_expenditure_${name}`,
  fullYear: `budget_adjusted_${name}`,
  final: `final_expenditure_${name}`,
  rate: `execution_rate_${name}`,
});

const MONEY: readonly MoneyRow[] = [
  {
    label: '年度资金总额',
    by: 'whole',
    initial: 'budget_expenditure_total',
    fullYear: 'budget_adjusted_total',
    final: 'final_expenditure_total',
    rate: 'execution_rate_full_year',
  },
  bySource('fiscal', '财政拨款'),
  bySource('general_public_budget', '一般公共预算'),
  bySource('government_fund', '政府性基金预算'),
  bySource('state_capital', '国有资本经营预算'),
  bySource('special_account', '财政专户管理资金'),
  bySource('other', '其他资金'),
  byNature('basic', '基本支出'),
  byNature('project', '项目支出'),
];

/** The execution row where it is all of its group: the forms print it in the block of money. */
const executionOf = (table: ScoreTable | null): ScoreGroup | null =>
  table?.groups.find((g) => g.rows.length === 1 && g.rows[0]!.origin === 'execution') ?? null;

function moneyBlock({ profile, book, figures }: ScoringInput, table: ScoreTable | null): FormRow[] {
  const money: Measure = { unit: profile.moneyUnit, decimals: 2, grouped: false };
  const percent: Measure = { unit: '%', decimals: 2, grouped: false };
  const plain = (runs: Run[]): string => (isBlank(runs) ? '' : runs.map((r) => r.t).join(''));
  const amount = (key: string, need: boolean): (FormCell | null)[] => {
    const value = plain(factCell(book.get(key), key, money));
    return value || !need ? of(value, 'number') : lacking(labelOf(key), 'number');
  };
  const head: FormRow = {
    bold: true,
    cells: [
      ...of('预算执行情况', 'head', 2),
      ...['年初预算数', '全年预算数', '全年执行数', '分值', '执行率(%)', '得分'].flatMap((t) => of(t, 'head')),
    ],
  };
  const execution = executionOf(table)?.rows[0];
  const known = MONEY.filter(
    (row) => row.by === 'whole' || [row.initial, row.fullYear, row.final].some((k) => book.get(k)),
  );
  const rows = known.map((row): FormRow => {
    const keys = [row.initial, row.fullYear, row.final];
    const first = known.find((k) => k.by === row.by) === row;
    const lead = !first || row.by === 'whole' ? '' : row.by === 'source' ? '其中：' : '按性质：';
    const figure = figures.find((f) => f.key === row.rate && f.scope === null);
    const rate = plain(figureCell(figure, percent));
    const need = row.by === 'whole';
    const scored = need && execution !== undefined;
    return {
      bold: need,
      cells: [
        ...of(`${lead}${row.label}`, 'text', 2),
        ...keys.flatMap((k) => amount(k, need)),
        ...of(scored ? points(execution.weight) : '', 'number'),
        ...(rate || !need ? of(rate, 'number') : lacking('预算执行率（补齐全年预算数和执行数后自动计算）', 'number')),
        ...(scored ? scoreCell(execution) : of('', 'number')),
      ],
    };
  });
  const reason = execution ? reasonCell(execution)[0]! : null;
  // These columns have no place for it; where one is given or due it has a row of its own.
  if (reason && (reason.value || reason.missing))
    rows.push({
      cells: [
        ...of('预算执行偏差原因', 'text', 2),
        ...(reason.missing ? lacking(reason.missing, 'text', 6) : of(reason.value, 'text', 6)),
      ],
    });
  return [head, ...rows];
}

function goalBlock({ book }: ScoringInput): FormRow[] {
  const passage = (keys: readonly string[]): (FormCell | null)[] => {
    for (const key of keys) {
      const texts = book
        .list(key)
        .map((f) => repaired(f.value))
        .filter((t) => key !== 'performance_goal_text' || !isPurposeOfEvaluation(t));
      if (texts.length)
        return of(texts.length === 1 ? texts[0]! : texts.map((t, i) => `${i + 1}.${t}`).join('\n'), 'text');
    }
    return lacking(labelOf(keys[0]!), 'text');
  };
  const wide = (cells: (FormCell | null)[], columns: number): (FormCell | null)[] => [
    { ...cells[0]!, columns },
    ...new Array<null>(columns - 1).fill(null),
  ];
  return [
    {
      bold: true,
      cells: [
        { value: '年度总体目标', look: 'head', rows: 2 },
        ...of('预期目标', 'head', 3),
        ...of('实际完成情况', 'head', 4),
      ],
    },
    {
      cells: [
        null,
        ...wide(passage(['performance_goal_text', 'annual_goal_text']), 3),
        ...wide(passage(['achievements']), 4),
      ],
    },
  ];
}

/** The points that count; what a person gave stands where a computed score still waits for its data. */
function scoreCell(row: ScoreRow): (FormCell | null)[] {
  const { score } = row;
  if (row.passedOver) return of('—', 'number');
  if (score.is === 'not-applicable' && score.final === null) return of('不适用', 'label');
  const final = finalOf(score) ?? (score.is === 'waiting' ? score.given : null);
  return filled(points(final), `“${row.label}”得分`, 'number');
}

/** The result as the form prints it: the office's words, else its band, the ticked items, or why it does not apply. */
function actualText(row: ScoreRow): string {
  if (row.score.is === 'not-applicable') return row.actual || `不适用：${row.score.why}`;
  if (row.actual) return row.actual;
  if (row.checklist.some((c) => c.met !== null))
    return row.checklist
      .map((c, i) => `${i + 1}.${c.label}：${c.met === null ? '【待补】' : c.met ? '符合' : '不符合'}`)
      .join('\n');
  return row.band ?? '';
}

function reasonCell(row: ScoreRow): (FormCell | null)[] {
  if (row.passedOver) return of('同类指标择一填报，本项未选用', 'text');
  const text = reasonText(row);
  const due = row.reasonDue.some((d) => /^(?:未得满分|完成值超出|执行率低于|年中调整)/.test(d));
  return text || !due ? of(text, 'text') : lacking(`“${row.label}”偏差原因分析及改进措施`, 'text');
}

const indicatorHead = (): FormRow => ({
  bold: true,
  cells: [
    '一级指标',
    '二级指标',
    '三级指标',
    '年度指标值',
    '实际完成值',
    '分值',
    '得分',
    '偏差原因分析及改进措施',
  ].flatMap((t) => of(t, 'head')),
});

function indicatorBlock(table: ScoreTable | null): FormRow[] {
  const alone = executionOf(table);
  const groups = (table?.groups ?? []).filter((g) => g !== alone);
  if (!groups.length)
    return [
      {
        cells: [...of('', 'label', 2), ...lacking('绩效指标（名称、年度指标值、实际完成值、分值、得分）', 'text', 6)],
      },
    ];
  return groups.flatMap((g) => (g.rows.length ? groupRows(g) : [emptyGroup(g)]));
}

const emptyGroup = (g: ScoreGroup): FormRow => ({
  cells: [
    ...of(g.name, 'label'),
    ...of('', 'label'),
    ...(g.notApplicable
      ? of(`不适用：${g.notApplicable}`, 'text', 3)
      : lacking(`“${g.name}”的指标（名称、年度指标值、实际完成值、得分）`, 'text', 3)),
    ...of(points(g.weight), 'number'),
    ...(g.notApplicable ? of('不适用', 'label') : lacking(`“${g.name}”得分`, 'number')),
    ...of('', 'text'),
  ],
});

function groupRows(g: ScoreGroup): FormRow[] {
  const span = (rows: number): { rows?: number } => (rows > 1 ? { rows } : {});
  const under = (i: number): FormCell | null => {
    const { level2, label, origin } = g.rows[i]!;
    const same = (n: number): boolean => level2 !== '' && g.rows[n]?.level2 === level2;
    if (i > 0 && same(i - 1)) return null;
    let rows = 1;
    while (same(i + rows)) rows++;
    const missing = level2 === '' && origin === 'own' && g.level2.length ? { missing: `“${label}”的二级指标` } : {};
    return { value: level2, look: 'label', ...span(rows), ...missing };
  };
  return g.rows.map((row, i): FormRow => {
    const checks = row.checklist.length > 0;
    return {
      cells: [
        i ? null : { value: g.name, look: 'label', ...span(g.rows.length) },
        under(i),
        ...of(row.label, 'text'),
        ...(checks ? of(row.target, 'text') : filled(row.target, `“${row.label}”年度指标值`, 'text')),
        ...filled(actualText(row), `“${row.label}”${checks ? '各项是否符合' : '实际完成值'}`, 'text'),
        ...filled(points(row.weight), `“${row.label}”分值`, 'number'),
        ...scoreCell(row),
        ...reasonCell(row),
      ],
    };
  });
}

/** What the rows that have a score add up to while others are still open: never printed where a total would stand. */
function soFar(table: ScoreTable): string {
  const rows = table.groups.flatMap((g) => g.rows.filter((r) => !r.passedOver));
  const scored = rows.flatMap((r) => {
    const points = finalOf(r.score);
    return points && r.weight ? [{ points, weight: r.weight }] : [];
  });
  const open = `还有${table.open.length}项没有填完`;
  if (!scored.length) return open;
  const [got, of] = [sum(scored.map((s) => s.points)), sum(scored.map((s) => s.weight))];
  return `已评分的${scored.length}项共得${points(got)}分（满分${points(of)}分），${open}`;
}

/**
 * What the office has stated stands as its result; a computed total is called what it is until somebody adopts it. While a row
 * is open there is no total to print: the cell stays empty, and what was stated and what is reached so far stand beside it.
 */
function footer({ book }: ScoringInput, table: ScoreTable | null): FormRow[] {
  const rows = table?.groups.flatMap((g) => g.rows.filter((r) => !r.passedOver)) ?? [];
  const weights = rows.flatMap((r) => r.weight ?? []);
  const [score, grade, conclusion] = ['self_score', 'self_grade', 'self_conclusion'].map((key) => book.get(key));
  const stated = score && fromDecimal(score.value);
  const total = table?.total ?? null;
  const unfinished = table !== null && table.open.length > 0;
  const remark = [
    ...(unfinished ? [soFar(table)] : []),
    ...(unfinished && score ? [`单位已报总分${stated ? points(stated) : score.value}分，待各项填完后核对`] : []),
    ...(total && !score ? ['程序计算，尚未经单位确认采用'] : []),
    ...(total && stated && !equals(total, stated) ? [`与各项计算的总分${points(total)}分不一致，请核对`] : []),
    ...(table?.rescaled
      ? [`不适用指标未计入，由${points(table.rescaled.reached)}÷${points(table.rescaled.possible)}折算`]
      : []),
    ...(table?.cap && table.sum && total && !equals(table.sum, total) ? [table.cap.why] : []),
    ...(table?.issues ?? []),
  ].join('；');
  const shown = unfinished ? '' : stated ? points(stated) : (score?.value ?? points(total));
  const graded = unfinished ? '' : (grade?.value ?? (score ? '' : (table?.grade ?? '')));
  return [
    {
      bold: true,
      cells: [
        ...of('总分', 'head', 5),
        ...of(rows.length > 0 && weights.length === rows.length ? points(sum(weights)) : '', 'number'),
        ...filled(shown, labelOf('self_score'), 'number'),
        ...of(remark, 'text'),
      ],
    },
    {
      bold: true,
      cells: [
        ...of('自评等级', 'head', 5),
        ...filled(graded, labelOf('self_grade'), 'label', 2),
        ...of(table?.grade && !grade && !score ? '程序计算，尚未经单位确认采用' : '', 'text'),
      ],
    },
    {
      cells: [
        ...of('自评结论', 'head'),
        ...filled(repaired(conclusion?.value ?? ''), labelOf('self_conclusion'), 'text', 7),
      ],
    },
    { cells: [...of('填表人（签字）：', 'text', 4), ...of('单位负责人（签字）：', 'text', 4)] },
  ];
}

/** What is missing, by name: for formats without cell addresses. */
export const missingNote = (form: ScoringForm): string =>
  form.missing.length ? `待补：${form.missing.map((m) => m.what).join('；')}。` : '';

/** For formats that cannot merge: a value stands in each row it spans, and in the first of the columns it spans. */
export function unmerged(rows: readonly FormRow[]): FormCell[][] {
  const out: FormCell[][] = [];
  rows.forEach((row, r) => {
    out.push(row.cells.map((cell, c) => cell ?? (spans(rows, r, c) ? out[r - 1]![c]! : { value: '', look: 'text' })));
  });
  return out;
}

/** Whether a cell above reaches down to here. */
function spans(rows: readonly FormRow[], r: number, c: number): boolean {
  for (let at = r - 1; at >= 0; at--) {
    const cell = rows[at]!.cells[c];
    if (cell) return (cell.rows ?? 1) > r - at;
  }
  return false;
}
