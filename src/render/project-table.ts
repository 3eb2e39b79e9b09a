// The table of projects: one row for each named project, or the counts by progress where only counts are known.
import type { FactBook } from '../core/book.ts';
import type { Figure } from '../core/figure/figure.ts';
import { HUNDRED } from '../core/number/exact.ts';
import type { Profile } from '../core/profile.ts';
import type { TreeColumn, TreeNode, TreeRow } from '../core/tree.ts';
import { columnShares } from './column-shares.ts';
import { isTailDifference } from './tail-difference.ts';
import { DASH, factCell, figureCell, type Measure } from './value-cell.ts';

type TableNode = Extract<TreeNode, { type: 'table' }>;

const COUNT: Measure = { unit: '个', decimals: 0, grouped: false };
const PERCENT: Measure = { unit: '%', decimals: 2, grouped: false };

const STAGES = [
  { key: 'projects_completed', label: '已完工', share: 'project_completion_rate' },
  { key: 'projects_ongoing', label: '在建（实施中）', share: 'project_ongoing_share' },
  { key: 'projects_preparing', label: '前期准备', share: 'project_preparing_share' },
  { key: 'projects_not_started', label: '未开工', share: 'project_not_started_share' },
] as const;

export function projectTable(
  section: string,
  profile: Profile,
  book: FactBook,
  figures: readonly Figure[],
): TableNode | null {
  const names = [...new Set(['project_budget', 'project_executed'].flatMap((k) => book.scopes(k)))];
  return names.length ? byProject(section, profile, book, figures, names) : byStage(section, book, figures);
}

function byProject(
  section: string,
  profile: Profile,
  book: FactBook,
  figures: readonly Figure[],
  names: readonly string[],
): TableNode {
  const money: Measure = { unit: profile.moneyUnit, decimals: 2, grouped: profile.moneyUnit === '元' };
  const columns = [
    { title: '序号', align: 'center' as const },
    { title: '项目名称', align: 'left' as const },
    { title: '预算数', align: 'right' as const },
    { title: '执行数', align: 'right' as const },
    { title: '执行率(%)', align: 'right' as const },
  ];
  const rows = names.map(
    (scope, i): TreeRow => ({
      kind: 'row',
      cells: [
        [{ t: String(i + 1) }],
        [{ t: scope }],
        factCell(book.get('project_budget', { scope }), 'project_budget', money),
        factCell(book.get('project_executed', { scope }), 'project_executed', money),
        figureCell(
          figures.find((f) => f.key === 'project_execution_rate' && f.scope === scope && f.period === book.period),
          PERCENT,
        ),
      ],
    }),
  );
  return tableOf(section, columns, rows, {
    caption: `${book.period}年度项目预算执行情况表`,
    unitLine: `单位：${profile.moneyUnit}`,
    note: '注：执行率为执行数占预算数的比例。',
  });
}

function byStage(section: string, book: FactBook, figures: readonly Figure[]): TableNode | null {
  const total = book.get('projects_total');
  const stages = STAGES.filter((s) => book.get(s.key));
  if (!total && !stages.length) return null;
  const columns = [
    { title: '项目进展', align: 'left' as const },
    { title: '数量（个）', align: 'right' as const },
    { title: '比例(%)', align: 'right' as const },
  ];
  const rows: TreeRow[] = [
    { kind: 'total', cells: [[{ t: '项目总数' }], factCell(total, 'projects_total', COUNT), [{ t: DASH }]] },
    ...stages.map(
      (s, i): TreeRow => ({
        kind: 'part',
        cells: [
          [{ t: i ? s.label : `其中：${s.label}` }],
          factCell(book.get(s.key), s.key, COUNT),
          figureCell(
            figures.find((f) => f.key === s.share && f.scope === null && f.period === book.period),
            PERCENT,
          ),
        ],
      }),
    ),
  ];
  return tableOf(section, columns, rows, {
    caption: `${book.period}年度重点项目进展情况表`,
    unitLine: null,
    note: hasTailDifference(stages, figures, book) ? '注：因四舍五入，各项比例之和可能存在尾数差。' : null,
  });
}

function tableOf(
  section: string,
  columns: readonly Omit<TreeColumn, 'width'>[],
  rows: TreeRow[],
  words: Pick<TableNode, 'caption' | 'unitLine' | 'note'>,
): TableNode {
  const shares = columnShares(columns, rows);
  return {
    type: 'table',
    section,
    table: 'projects',
    ...words,
    columns: columns.map((c, i) => ({ ...c, width: shares[i]! })),
    rows,
  };
}

function hasTailDifference(
  stages: readonly (typeof STAGES)[number][],
  figures: readonly Figure[],
  book: FactBook,
): boolean {
  const shares = stages.flatMap((s) => {
    const f = figures.find((x) => x.key === s.share && x.scope === null && x.period === book.period);
    return f?.state.is === 'computed' ? [f.state.value] : [];
  });
  return shares.length > 1 && shares.length === stages.length && isTailDifference(shares, HUNDRED, PERCENT.decimals);
}
