// Which catalogue key a sum has: by what it is of (concept) and its stage. Reads nothing.
import type { Aspect, Concept } from './money-words.ts';

/** concept -> key by stage. Stages without a key are read but not kept. */
export const KEYS: Partial<Record<Concept, Partial<Record<Aspect, string>>>> = {
  income: { budget: 'budget_income_total', final: 'final_income_total' },
  expenditure: {
    budget: 'budget_expenditure_total',
    adjusted: 'budget_adjusted_total',
    final: 'final_expenditure_total',
  },
  'income-grand': { final: 'final_income_grand', budget: 'budget_income_total' },
  'expenditure-grand': { final: 'final_expenditure_grand', budget: 'budget_expenditure_total' },
  fiscal: { budget: 'budget_income_fiscal', final: 'final_income_fiscal' },
  'general-budget': { budget: 'budget_income_general_public_budget', final: 'final_income_general_public_budget' },
  fund: { budget: 'budget_income_government_fund', final: 'final_income_government_fund' },
  'state-capital': { budget: 'budget_income_state_capital', final: 'final_income_state_capital' },
  'special-account': { budget: 'budget_income_special_account' },
  undertaking: { budget: 'budget_income_undertaking', final: 'final_income_undertaking' },
  'operating-income': { budget: 'budget_income_operating', final: 'final_income_operating' },
  superior: { budget: 'budget_income_superior', final: 'final_income_superior' },
  affiliated: { budget: 'budget_income_affiliated', final: 'final_income_affiliated' },
  'other-income': { budget: 'budget_income_other', final: 'final_income_other' },
  'nonfiscal-surplus': { budget: 'budget_use_nonfiscal_surplus', final: 'final_use_nonfiscal_surplus' },
  basic: { budget: 'budget_expenditure_basic', adjusted: 'budget_adjusted_basic', final: 'final_expenditure_basic' },
  project: {
    budget: 'budget_expenditure_project',
    adjusted: 'budget_adjusted_project',
    final: 'final_expenditure_project',
  },
  personnel: { budget: 'budget_expenditure_personnel', final: 'final_expenditure_personnel' },
  public: { budget: 'budget_expenditure_public', final: 'final_expenditure_public' },
  'operating-expenditure': { final: 'final_expenditure_operating' },
  'to-superior': { final: 'final_expenditure_to_superior' },
  'to-affiliated': { final: 'final_expenditure_to_affiliated' },
  allocation: { final: 'final_surplus_allocation' },
  'carry-begin': { budget: 'budget_carryover_in', adjusted: 'carryover_begin', final: 'carryover_begin' },
  'carry-end': { budget: 'carryover_end', adjusted: 'carryover_end', final: 'carryover_end' },
  'three-public': { budget: 'three_public_budget', final: 'three_public_actual' },
  abroad: { budget: 'three_public_abroad_budget', final: 'three_public_abroad_actual' },
  'car-purchase': { budget: 'three_public_car_purchase_budget', final: 'three_public_car_purchase_actual' },
  'car-running': { budget: 'three_public_car_running_budget', final: 'three_public_car_running_actual' },
  reception: { budget: 'three_public_reception_budget', final: 'three_public_reception_actual' },
  meeting: { final: 'meeting_actual' },
  training: { final: 'training_actual' },
  procurement: { budget: 'procurement_budget', final: 'procurement_actual' },
  'procurement-goods': { final: 'procurement_goods' },
  'procurement-works': { final: 'procurement_works' },
  'procurement-services': { final: 'procurement_services' },
  'small-business': { final: 'procurement_small_business', budget: 'procurement_small_business' },
  'fixed-assets': { final: 'fixed_assets_gross', budget: 'fixed_assets_gross' },
  'assets-net': { final: 'fixed_assets_net', budget: 'fixed_assets_net' },
  'assets-in-use': { final: 'fixed_assets_in_use', budget: 'fixed_assets_in_use' },
  'assets-idle': { final: 'fixed_assets_idle', budget: 'fixed_assets_idle' },
  'total-assets': { final: 'total_assets', budget: 'total_assets' },
  liabilities: { final: 'total_liabilities', budget: 'total_liabilities' },
  'running-cost': { final: 'agency_running_cost' },
  recovered: { final: 'budget_recovered', budget: 'budget_recovered' },
  add: { budget: 'budget_adjustment_add', final: 'budget_adjustment_add', adjusted: 'budget_adjustment_add' },
  reduce: {
    budget: 'budget_adjustment_reduce',
    final: 'budget_adjustment_reduce',
    adjusted: 'budget_adjustment_reduce',
  },
};

export const DELTA_KEYS: Partial<Record<Concept, string>> = {
  income: 'budget_income_prior_delta',
  expenditure: 'budget_expenditure_prior_delta',
  fiscal: 'budget_income_fiscal_prior_delta',
  'other-income': 'budget_income_other_prior_delta',
};

export const THREE_PUBLIC_PARTS = new Set<Concept>(['abroad', 'car', 'car-purchase', 'car-running', 'reception']);
export const PROCUREMENT_PARTS = new Set<Concept>([
  'procurement-goods',
  'procurement-works',
  'procurement-services',
  'small-business',
]);
export const INCOME_PARTS = new Set<Concept>([
  'fiscal',
  'general-budget',
  'fund',
  'state-capital',
  'special-account',
  'undertaking',
  'operating-income',
  'superior',
  'affiliated',
  'other-income',
]);
export const SPECIFIC = new Set<Concept>([
  ...INCOME_PARTS,
  ...THREE_PUBLIC_PARTS,
  ...PROCUREMENT_PARTS,
  'three-public',
  'procurement',
  'fixed-assets',
  'assets-net',
  'assets-in-use',
  'total-assets',
  'liabilities',
  'carry-begin',
  'carry-end',
  'basic',
  'project',
  'personnel',
  'public',
  'running-cost',
  'income-grand',
  'expenditure-grand',
]);

/** What any sum of expenditure may consist of. */
export const PARTS = new Set<Concept>([
  ...INCOME_PARTS,
  'basic',
  'project',
  'personnel',
  'public',
  'carry-begin',
  'nonfiscal-surplus',
]);
