// The base data table (基础数据表) as several tables of the tree: staff, spending under control, adjustment of basic spending,
// buildings, measures of economy. Says which fact or figure stands in which cell; a cell that nobody filled says so and is never 0.
import type { FactBook } from '../core/book.ts';
import type { Run } from '../core/draft/section.ts';
import type { Figure } from '../core/figure/figure.ts';
import type { Profile } from '../core/profile.ts';
import type { TreeColumn, TreeNode, TreeRow } from '../core/tree.ts';
import { columnShares } from './column-shares.ts';
import { printable } from './printable.ts';
import { DASH, factBacking, factCell, figureCell, type Measure } from './value-cell.ts';

type TableNode = Extract<TreeNode, { type: 'table' }>;

/** A cell: a fact of the year, of the year before (`@prior`), or a figure where the table of figures has one of that key. */
interface RowPlan {
  label: string;
  kind: TreeRow['kind'];
  cells: readonly string[];
}

const row = (label: string, prior: string, budget: string, actual: string, kind: TreeRow['kind'] = 'row'): RowPlan => ({
  label,
  kind,
  cells: [prior, budget, actual],
});
const item = (stem: string, label: string): RowPlan =>
  row(label, `${stem}_actual@prior`, `${stem}_budget`, `${stem}_actual`, 'part');

const THREE_PUBLIC: readonly RowPlan[] = [
  row('“三公”经费', 'three_public_actual@prior', 'three_public_budget', 'three_public_actual', 'total'),
  row(
    '其中：公务用车购置及运行维护费',
    'three_public_car_actual_prior',
    'three_public_car_budget',
    'three_public_car_actual',
    'part',
  ),
  item('three_public_car_purchase', '公务用车购置费'),
  item('three_public_car_running', '公务用车运行维护费'),
  item('three_public_abroad', '因公出国（境）费'),
  item('three_public_reception', '公务接待费'),
];

const PROJECTS = row(
  '项目支出',
  'final_expenditure_project@prior',
  'budget_expenditure_project',
  'final_expenditure_project',
  'total',
);

const RUNNING: readonly RowPlan[] = [
  row('公用经费', 'final_expenditure_public@prior', 'budget_expenditure_public', 'final_expenditure_public', 'total'),
  row('其中：办公费', 'office_cost_actual@prior', 'office_cost_budget', 'office_cost_actual', 'part'),
  row('水费、电费、差旅费', 'utility_travel_actual_prior', 'utility_travel_budget', 'utility_travel_actual', 'part'),
  row('会议费、培训费', 'meeting_training_actual_prior', 'meeting_training_budget', 'meeting_training_actual', 'part'),
  row('政府采购金额', 'procurement_actual@prior', 'procurement_budget', 'procurement_actual', 'total'),
];

/** Projects stand under their kind, in this order; those of no kind after them. */
const KINDS = ['业务工作专项', '运行维护专项', '其他专项'] as const;

/** Facts that a sum is made of: what to ask for where it cannot be had. */
const MADE_OF: Record<string, string> = {
  three_public_car_actual_prior: 'three_public_car_running_actual@prior',
  three_public_car_budget: 'three_public_car_running_budget',
  three_public_car_actual: 'three_public_car_running_actual',
  utility_travel_actual_prior: 'travel_cost_actual@prior',
  utility_travel_budget: 'travel_cost_budget',
  utility_travel_actual: 'travel_cost_actual',
  meeting_training_actual_prior: 'meeting_actual@prior',
  meeting_training_budget: 'meeting_budget',
  meeting_training_actual: 'meeting_actual',
  staff_control_rate: 'staff_quota',
  budget_adjustment_basic: 'budget_adjusted_basic',
  budget_adjustment_basic_rate: 'budget_adjusted_basic',
  building_area_control_rate: 'building_area_actual',
  building_investment_control_rate: 'building_investment_actual',
};

const PERCENT: Measure = { unit: '%', decimals: 2, grouped: false };
const PERSONS: Measure = { unit: '人', decimals: 0, grouped: false };
const AREA: Measure = { unit: '平方米', decimals: 2, grouped: false };

const unsaid = (key: string): Run[] => [{ t: '【待补】', by: { kind: 'missing', key } }];

/** None while nothing of it is known: a form without a number tells nobody anything. */
export function baseDataTables(
  section: string,
  profile: Profile,
  book: FactBook,
  figures: readonly Figure[],
): TableNode[] {
  const { period } = book;
  const money: Measure = { unit: profile.moneyUnit, decimals: 2, grouped: profile.moneyUnit === '元' };
  const whole = new Map(figures.flatMap((f) => (f.scope === null ? [[f.key, f]] : [])));
  let known = 0;
  const cell = (key: string, m: Measure, scope: string | null = null): Run[] => {
    const [name, year] = key.endsWith('@prior') ? [key.slice(0, -6), period - 1] : [key, period];
    const fact = book.get(name, { period: year, scope });
    if (fact) {
      known++;
      return factCell(fact, name, m);
    }
    const figure = scope === null ? whole.get(key) : undefined;
    if (!figure || figure.state.is === 'waiting')
      return unsaid(figure?.state.is === 'waiting' ? (figure.state.for[0] ?? key) : (MADE_OF[key] ?? key));
    known++;
    return figureCell(figure, m);
  };
  const table = (
    caption: string,
    unitLine: string | null,
    heads: readonly { title: string; align: TreeColumn['align'] }[],
    rows: readonly TreeRow[],
    note: string | null = null,
  ): TableNode => {
    const shares = columnShares(heads, rows);
    return {
      type: 'table',
      section,
      table: 'base_data',
      caption,
      unitLine,
      columns: heads.map((c, i) => ({ ...c, width: shares[i]! })),
      rows: [...rows],
      note,
    };
  };
  const left = (title: string) => ({ title, align: 'left' as const });
  const right = (title: string) => ({ title, align: 'right' as const });
  const controlled = (p: RowPlan): TreeRow => ({
    kind: p.kind,
    cells: [[{ t: p.label }], ...p.cells.map((key) => cell(key, money))],
  });
  const project = (scope: string, lead: string): TreeRow => ({
    kind: 'part',
    cells: [
      [{ t: `${lead}${scope}` }],
      ...['project_executed@prior', 'project_budget', 'project_executed'].map((key) => cell(key, money, scope)),
    ],
  });

  const staff = table(
    '（一）财政供养人员情况',
    '单位：人',
    [left('项目'), right('编制数'), right(`${period}年实际在职人数`), right('控制率(%)')],
    [
      {
        kind: 'row',
        cells: [
          [{ t: '财政供养人员' }],
          cell('staff_quota_all', PERSONS),
          cell('staff_in_post_all', PERSONS),
          cell('staff_control_rate', PERCENT),
        ],
      },
    ],
  );
  const spending = table(
    '（二）经费控制情况',
    `单位：${profile.moneyUnit}`,
    [left('项目'), right(`${period - 1}年决算数`), right(`${period}年预算数`), right(`${period}年决算数`)],
    [
      ...THREE_PUBLIC.map(controlled),
      controlled(PROJECTS),
      ...projectsByKind(book)
        .flatMap(({ kind, names }) => names.map((name) => ({ name, lead: kind ? `${kind}：` : '' })))
        .map(({ name, lead }, i) => project(name, `${i ? '' : '其中：'}${lead}`)),
      ...RUNNING.map(controlled),
    ],
  );
  const adjustment = table(
    '（三）部门基本支出预算调整',
    `单位：${profile.moneyUnit}`,
    [left('项目'), right('年初预算数'), right('全年预算数'), right('调整额'), right('调整率(%)')],
    [
      {
        kind: 'row',
        cells: [
          [{ t: '基本支出' }],
          cell('budget_expenditure_basic', money),
          cell('budget_adjusted_basic', money),
          cell('budget_adjustment_basic', money),
          cell('budget_adjustment_basic_rate', PERCENT),
        ],
      },
    ],
  );
  const none = book.get('building_none');
  const noBuilding = none?.value.trim() === '无';
  const building = (key: string, m: Measure): Run[] =>
    noBuilding ? [{ t: DASH, by: factBacking(none!) }] : cell(key, m);
  const buildings = table(
    '（四）楼堂馆所控制情况',
    `单位：平方米、${profile.moneyUnit}`,
    [left('项目'), right('批复（预算）数'), right('实际数'), right('控制率(%)')],
    [
      {
        kind: 'row',
        cells: [
          [{ t: '规模（平方米）' }],
          building('building_area_approved', AREA),
          building('building_area_actual', AREA),
          building('building_area_control_rate', PERCENT),
        ],
      },
      {
        kind: 'row',
        cells: [
          [{ t: `投资（${profile.moneyUnit}）` }],
          building('building_investment_budget', money),
          building('building_investment_actual', money),
          building('building_investment_control_rate', PERCENT),
        ],
      },
    ],
    noBuilding ? '注：本年度无楼堂馆所建设项目。' : null,
  );
  const measures = book.list('economy_measures');
  known += measures.length;
  const economy = table(
    '（五）厉行节约保障措施',
    null,
    [{ title: '序号', align: 'center' }, left('措施')],
    (measures.length ? measures : [undefined]).map((f, i) => ({
      kind: 'row',
      cells: [
        [{ t: String(i + 1) }],
        f ? [{ t: printable(f.value).trim(), by: factBacking(f) }] : unsaid('economy_measures'),
      ],
    })),
  );
  return known > 0 ? [staff, spending, adjustment, buildings, economy] : [];
}

function projectsByKind(book: FactBook): { kind: string | null; names: string[] }[] {
  const names = [...new Set(['project_budget', 'project_executed'].flatMap((k) => book.scopes(k)))];
  const kindOf = (name: string): string | null => {
    const said = book.get('project_kind', { scope: name })?.value.trim();
    return KINDS.find((k) => said?.startsWith(k)) ?? null;
  };
  return [...KINDS, null].flatMap((kind) => {
    const own = names.filter((n) => kindOf(n) === kind);
    return own.length ? [{ kind, names: own }] : [];
  });
}
