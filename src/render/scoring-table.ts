// What stands where in the scoring table (自评表): money, goals, indicators. Prints facts and figures; scores nothing itself.
import type { FactBook } from '../core/book.ts';
import { labelOf } from '../core/catalogue/catalogue.ts';
import { isPurposeOfEvaluation, repaired } from '../core/draft/phrase-repairs.ts';
import type { Run } from '../core/draft/section.ts';
import type { StatedFact } from '../core/fact.ts';
import type { Figure } from '../core/figure/figure.ts';
import type { Profile } from '../core/profile.ts';
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
  rows: FormRow[];
  /** Index of the row to print again on every page: the head of the indicators. */
  repeat: number;
}

const COLUMNS = 8;

const of = (value: string, look: FormCell['look'], columns = 1): (FormCell | null)[] => [
  { value, look, ...(columns > 1 ? { columns } : {}) },
  ...new Array<null>(columns - 1).fill(null),
];
const lacking = (what: string, look: FormCell['look'], columns = 1): (FormCell | null)[] => {
  const cells = of('', look, columns);
  cells[0]!.missing = what;
  return cells;
};

export function scoringTable(input: ScoringInput): ScoringForm {
  const { profile, unitName, period } = input;
  const top: FormRow[] = [{ cells: of(`${period}年度部门整体支出绩效自评表`, 'title', COLUMNS) }, ...header(input)];
  const before = [...top, ...moneyBlock(input), ...goalBlock(input)];
  const rows = [...before, indicatorHead(), ...indicatorBlock(input), ...footer(input)];
  const open = rows.flatMap((row, r) =>
    row.cells.flatMap((cell, c) => (cell?.missing ? [`${String.fromCharCode(65 + c)}${r + 1} ${cell.missing}`] : [])),
  );
  if (open.length) rows.push({ cells: of(`待补（标黄单元格）：${open.join('；')}。`, 'note', COLUMNS) });
  rows.push({
    cells: of(
      `注：本表由程序依据${unitName || '本单位'}已登记数据按“${profile.name}”格式生成，须经人工审核。`,
      'note',
      COLUMNS,
    ),
  });
  return { rows, repeat: before.length };
}

function header({ unitName, profile, book }: ScoringInput): FormRow[] {
  const named = (key: string, columns: number): (FormCell | null)[] => {
    const fact = book.get(key);
    return fact ? of(fact.value, 'text', columns) : lacking(labelOf(key), 'text', columns);
  };
  return [
    {
      cells: [
        ...of('单位名称（盖章）', 'label'),
        ...(unitName ? of(unitName, 'text', 3) : lacking(labelOf('unit_name'), 'text', 3)),
        ...of('主管部门', 'label'),
        ...named('parent_department', 3),
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
  initial?: string;
  fullYear?: string;
  final?: string;
  rate?: string;
  whole?: boolean;
}

const MONEY: readonly MoneyRow[] = [
  {
    label: '年度资金总额',
    initial: 'budget_expenditure_total',
    fullYear: 'budget_adjusted_total',
    final: 'final_expenditure_total',
    rate: 'execution_rate_full_year',
    whole: true,
  },
  { label: '其中：财政拨款', initial: 'budget_income_fiscal', final: 'final_income_fiscal' },
  {
    label: '一般公共预算',
    initial: 'budget_income_general_public_budget',
    final: 'final_income_general_public_budget',
  },
  { label: '政府性基金', initial: 'budget_income_government_fund', final: 'final_income_government_fund' },
  { label: '国有资本经营预算', initial: 'budget_income_state_capital', final: 'final_income_state_capital' },
  { label: '财政专户管理资金', initial: 'budget_income_special_account' },
  { label: '其他资金', initial: 'budget_income_other', final: 'final_income_other' },
  {
    label: '按性质：基本支出',
    initial: 'budget_expenditure_basic',
    fullYear: 'budget_adjusted_basic',
    final: 'final_expenditure_basic',
    rate: 'execution_rate_basic',
  },
  {
    label: '项目支出',
    initial: 'budget_expenditure_project',
    fullYear: 'budget_adjusted_project',
    final: 'final_expenditure_project',
    rate: 'execution_rate_project',
  },
];

function moneyBlock({ profile, book, figures }: ScoringInput): FormRow[] {
  const money: Measure = { unit: profile.moneyUnit, decimals: 2, grouped: false };
  const percent: Measure = { unit: '%', decimals: 2, grouped: false };
  const plain = (runs: Run[]): string => (isBlank(runs) ? '' : runs.map((r) => r.t).join(''));
  const amount = (key: string | undefined, need: boolean): (FormCell | null)[] => {
    const value = key ? plain(factCell(book.get(key), key, money)) : '';
    return value || !need || !key ? of(value, 'number') : lacking(labelOf(key), 'number');
  };
  const head: FormRow = {
    bold: true,
    cells: [
      ...of('预算执行情况', 'head', 2),
      ...['年初预算数', '全年预算数', '全年执行数', '分值', '执行率(%)', '得分'].flatMap((t) => of(t, 'head')),
    ],
  };
  const rows = MONEY.flatMap((row): FormRow[] => {
    const keys = [row.initial, row.fullYear, row.final];
    if (!row.whole && !keys.some((k) => k && book.get(k))) return [];
    const figure = figures.find((f) => f.key === row.rate && f.scope === null);
    const rate = row.rate ? plain(figureCell(figure, percent)) : '';
    const need = row.whole === true;
    return [
      {
        bold: need,
        cells: [
          ...of(row.label, 'text', 2),
          ...keys.flatMap((k) => amount(k, need)),
          ...(need ? lacking('预算执行率分值', 'number') : of('', 'number')),
          ...(rate || !need ? of(rate, 'number') : lacking('全年预算数执行率（补齐全年预算数后自动计算）', 'number')),
          ...(need ? lacking('预算执行率得分', 'number') : of('', 'number')),
        ],
      },
    ];
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

interface Indicator {
  /** 一级, 二级; '' where nobody has said. */
  above: [string, string];
  name: string;
  target: string;
  actual: string;
  weight: string;
  score: string;
}

const stated = (f: StatedFact | undefined): string => {
  if (!f) return '';
  const before = f.qualifier && ['约', '近', '超过', '逾', '突破', '不足', '不低于'].includes(f.qualifier);
  const after = f.qualifier && ['余', '多', '左右', '以上', '以下'].includes(f.qualifier);
  return `${before ? f.qualifier : ''}${f.value}${f.unit}${after ? f.qualifier : ''}`;
};

/** A scope such as 产出指标/数量指标/完工项目数 says where the indicator belongs; a bare name leaves that to staff. */
function indicatorsOf(book: FactBook): Indicator[] {
  const keys = ['indicator_target', 'indicator_actual', 'indicator_weight', 'indicator_score'];
  const scopes = [...new Set(keys.flatMap((k) => book.scopes(k)))];
  const rows = scopes.map((scope): Indicator => {
    const path = scope.split(/[/／>＞]/).map((s) => s.trim());
    const at = (key: string): StatedFact | undefined => book.get(key, { scope });
    return {
      above: [path.length > 1 ? path[0]! : '', path.length > 2 ? path[1]! : ''],
      name: path.at(-1)!,
      target: stated(at('indicator_target')),
      actual: stated(at('indicator_actual')),
      weight: at('indicator_weight')?.value ?? '',
      score: at('indicator_score')?.value ?? '',
    };
  });
  const [target, actual] = [book.get('satisfaction_target'), book.get('satisfaction_rate')];
  if ((target || actual) && !scopes.some((s) => s.includes('满意度')))
    rows.push({
      above: ['满意度指标', '服务对象满意度'],
      name: '服务对象满意度',
      target: stated(target),
      actual: stated(actual),
      weight: '',
      score: '',
    });
  return rows;
}

function indicatorBlock({ book }: ScoringInput): FormRow[] {
  const indicators = indicatorsOf(book);
  if (!indicators.length)
    return [
      {
        cells: [
          ...of('', 'label'),
          ...of('', 'label'),
          ...lacking('绩效指标（名称、年度指标值、实际完成值、分值、得分）', 'text'),
          ...of('', 'text'),
          ...of('', 'text'),
          ...of('', 'number'),
          ...of('', 'number'),
          ...of('', 'text'),
        ],
      },
    ];
  // Rows of one 一级 and one 二级 stand together, in order of first appearance; those that nobody has placed come last.
  const order = (level: 0 | 1): Map<string, number> => new Map(indicators.map((r) => [r.above[level], 0]));
  const rank = [0, 1].map((level) => {
    const names = [...order(level as 0 | 1).keys()].sort((a, b) => Number(a === '') - Number(b === ''));
    return new Map(names.map((n, i) => [n, i]));
  });
  const sorted = indicators
    .map((row, i) => ({ row, i }))
    .sort(
      (a, b) =>
        rank[0]!.get(a.row.above[0])! - rank[0]!.get(b.row.above[0])! ||
        rank[1]!.get(a.row.above[1])! - rank[1]!.get(b.row.above[1])! ||
        a.i - b.i,
    )
    .map((x) => x.row);
  const same = (a: Indicator | undefined, b: Indicator | undefined, level: 0 | 1): boolean =>
    a !== undefined &&
    b !== undefined &&
    b.above[level] !== '' &&
    a.above.slice(0, level + 1).join('/') === b.above.slice(0, level + 1).join('/');
  const levelCell = (i: number, level: 0 | 1): FormCell | null => {
    const row = sorted[i]!;
    if (same(sorted[i - 1], row, level)) return null;
    let rows = 1;
    while (same(row, sorted[i + rows], level)) rows++;
    const value = row.above[level];
    return {
      value,
      look: 'label',
      ...(rows > 1 ? { rows } : {}),
      ...(value ? {} : { missing: `“${row.name}”的${level ? '二' : '一'}级指标` }),
    };
  };
  const filled = (value: string, what: string, look: FormCell['look']): (FormCell | null)[] =>
    value ? of(value, look) : lacking(what, look);
  return sorted.map((row, i) => ({
    cells: [
      levelCell(i, 0),
      levelCell(i, 1),
      ...of(row.name, 'text'),
      ...filled(row.target, `“${row.name}”年度指标值`, 'text'),
      ...filled(row.actual, `“${row.name}”实际完成值`, 'text'),
      ...filled(row.weight, `“${row.name}”分值`, 'number'),
      ...filled(row.score, `“${row.name}”得分`, 'number'),
      ...of('', 'text'),
    ],
  }));
}

function footer({ book, figures, profile }: ScoringInput): FormRow[] {
  const weights = figures.find((f) => f.key === 'indicator_weight_total' && f.scope === null);
  const weight = weights ? figureCell(weights, { unit: '分', decimals: profile.decimals.score, grouped: false }) : [];
  const [score, grade] = [book.get('self_score'), book.get('self_grade')];
  return [
    {
      bold: true,
      cells: [
        ...of('总分', 'head', 5),
        ...of(isBlank(weight) ? '' : weight.map((r) => r.t).join(''), 'number'),
        ...(score ? of(score.value, 'number') : lacking(labelOf('self_score'), 'number')),
        ...of('', 'text'),
      ],
    },
    {
      bold: true,
      cells: [
        ...of('自评等级', 'head', 5),
        ...(grade ? of(grade.value, 'label', 3) : lacking(labelOf('self_grade'), 'label', 3)),
      ],
    },
    { cells: [...of('填表人（签字）：', 'text', 4), ...of('单位负责人（签字）：', 'text', 4)] },
  ];
}
