// Formulas: parts of a whole. A table; the parts of one family are told apart so that their rounding can be noted together.
import type { Formula, Operand } from './formula.ts';
import { NO53, PARTS } from './formulas-sources.ts';

/** Shares of one whole. `parts` make up the whole when all are there: their rounded shares may miss 100% by the last digit. */
interface Family {
  whole: string;
  base: string;
  /** [key, label, part] */
  parts: readonly [string, string, Operand][];
}

export const FAMILIES: readonly Family[] = [
  {
    whole: 'budget_income_total',
    base: '收入预算总额',
    parts: [
      ['budget_income_fiscal_share', '财政拨款收入占比', 'budget_income_fiscal'],
      ['budget_income_other_share', '其他收入占比', 'budget_income_other'],
      ['budget_income_undertaking_share', '事业收入占比', 'budget_income_undertaking'],
      ['budget_carryover_share', '上年结转占比', 'budget_carryover_in'],
      ['budget_income_special_account_share', '财政专户管理资金收入占比', 'budget_income_special_account'],
      ['budget_income_operating_share', '经营收入占比', 'budget_income_operating'],
      ['budget_income_superior_share', '上级补助收入占比', 'budget_income_superior'],
      ['budget_income_affiliated_share', '附属单位上缴收入占比', 'budget_income_affiliated'],
      ['budget_use_nonfiscal_surplus_share', '使用非财政拨款结余占比', 'budget_use_nonfiscal_surplus'],
    ],
  },
  {
    whole: 'budget_expenditure_total',
    base: '支出预算总额',
    parts: [
      ['budget_basic_share', '基本支出预算占比', 'budget_expenditure_basic'],
      ['budget_project_share', '项目支出预算占比', 'budget_expenditure_project'],
    ],
  },
  {
    whole: 'budget_adjusted_total',
    base: '全年预算数',
    parts: [
      ['budget_adjusted_basic_share', '基本支出全年预算占比', 'budget_adjusted_basic'],
      ['budget_adjusted_project_share', '项目支出全年预算占比', 'budget_adjusted_project'],
    ],
  },
  {
    whole: 'final_income_total',
    base: '本年收入合计',
    parts: [
      ['final_income_fiscal_share', '财政拨款收入占比', 'final_income_fiscal'],
      ['final_income_other_share', '其他收入占比', 'final_income_other'],
      ['final_income_undertaking_share', '事业收入占比', 'final_income_undertaking'],
      ['final_income_special_account_share', '财政专户管理资金收入占比', 'final_income_special_account'],
      ['final_income_operating_share', '经营收入占比', 'final_income_operating'],
      ['final_income_superior_share', '上级补助收入占比', 'final_income_superior'],
      ['final_income_affiliated_share', '附属单位上缴收入占比', 'final_income_affiliated'],
    ],
  },
  {
    whole: 'final_expenditure_total',
    base: '本年支出合计',
    parts: [
      ['final_basic_share', '基本支出占比', 'final_expenditure_basic'],
      ['final_project_share', '项目支出占比', 'final_expenditure_project'],
      ['final_operating_share', '经营支出占比', 'final_expenditure_operating'],
      ['final_to_superior_share', '上缴上级支出占比', 'final_expenditure_to_superior'],
      ['final_to_affiliated_share', '对附属单位补助支出占比', 'final_expenditure_to_affiliated'],
    ],
  },
  {
    whole: 'final_expenditure_basic',
    base: '基本支出决算数',
    parts: [
      ['final_personnel_share', '人员经费占基本支出比重', 'final_expenditure_personnel'],
      ['final_public_share', '公用经费占基本支出比重', 'final_expenditure_public'],
    ],
  },
  {
    whole: 'three_public_actual',
    base: '“三公”经费决算数',
    parts: [
      ['three_public_abroad_share', '因公出国（境）费占比', 'three_public_abroad_actual'],
      ['three_public_car_purchase_share', '公务用车购置费占比', 'three_public_car_purchase_actual'],
      ['three_public_car_running_share', '公务用车运行维护费占比', 'three_public_car_running_actual'],
      ['three_public_reception_share', '公务接待费占比', 'three_public_reception_actual'],
    ],
  },
  {
    whole: 'procurement_actual',
    base: '政府采购支出总额',
    parts: [
      ['procurement_goods_share', '货物类采购占比', 'procurement_goods'],
      ['procurement_works_share', '工程类采购占比', 'procurement_works'],
      ['procurement_services_share', '服务类采购占比', 'procurement_services'],
    ],
  },
  {
    whole: 'projects_total',
    base: '重点项目总数',
    parts: [
      ['project_completion_rate', '项目完工率', 'projects_completed'],
      ['project_ongoing_share', '在建项目占比', 'projects_ongoing'],
      ['project_preparing_share', '前期项目占比', 'projects_preparing'],
      ['project_not_started_share', '未开工项目占比', 'projects_not_started'],
    ],
  },
];

/** Listed even while they wait: the shares that reports always print. */
const EXPECTED: ReadonlySet<string> = new Set([
  'budget_income_fiscal_share',
  'budget_income_other_share',
  'budget_income_undertaking_share',
  'budget_carryover_share',
  'budget_basic_share',
  'budget_project_share',
  'final_income_fiscal_share',
  'final_income_other_share',
  'final_income_undertaking_share',
  'final_basic_share',
  'final_project_share',
  'final_personnel_share',
  'final_public_share',
  'project_completion_rate',
  'project_ongoing_share',
  'project_preparing_share',
  'project_not_started_share',
]);

const LEDGER = '重点项目推进台账';

export const SHARES: readonly Formula[] = [
  ...FAMILIES.flatMap(({ whole, base, parts }) =>
    parts.map(
      ([key, label, part]): Formula => ({
        key,
        label,
        does: 'ratio',
        of: [part, whole],
        unit: '%',
        base,
        source: whole === 'projects_total' ? (key === 'project_completion_rate' ? NO53 : LEDGER) : PARTS,
        ...(key === 'project_completion_rate' ? { scoped: true } : {}),
        ...(EXPECTED.has(key) ? {} : { quiet: true }),
      }),
    ),
  ),
  {
    key: 'procurement_small_business_share',
    label: '授予中小企业合同金额占比',
    does: 'ratio',
    of: ['procurement_small_business', 'procurement_actual'],
    unit: '%',
    base: '政府采购支出总额',
    source: PARTS,
  },
];
