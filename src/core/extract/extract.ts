// Joins the miners: from a read document to candidates, each with its place in the source. Confirms nothing, computes nothing.
import { type Candidate, slotKey } from '../fact.ts';
import type { TextDocument } from '../text/document.ts';
import { mineFilled } from './filled.ts';
import { mineHoldings } from './holdings.ts';
import { mineIdentity } from './identity.ts';
import { mineIndicators } from './indicators.ts';
import { type Apart, type Conflict, Ledger, sameValue } from './ledger.ts';
import { mineManagement } from './management.ts';
import { mineMoney } from './money.ts';
import { mineOrganisation } from './organisation.ts';
import { minePassages } from './passages.ts';
import { minePlainTotals } from './plain-totals.ts';
import { mineProjects } from './projects.ts';
import { mineRates } from './rates.ts';
import { type ReportKind, readingOf } from './reading.ts';
import { spokenNames, subjectsOf } from './scope.ts';
import { mineStaff } from './staff.ts';
import { mineSurvey } from './survey.ts';
import { mineTables } from './tables.ts';
import { findUnitName } from './unit-name.ts';
import { mineWork } from './work.ts';

export interface Extraction {
  period: number | null;
  unitName: string | null;
  kind: ReportKind;
  candidates: Candidate[];
  tables: number;
  /** Slots the text itself contradicts: the candidate of `candidates` first, its rivals after it. */
  conflicts: Conflict[];
  /** Slots of which a sentence and a table say different values. */
  apart: Apart[];
}

/** Every value that a text states, the rivals of a contradiction right after the value they contradict. */
export function allSides(found: Pick<Extraction, 'candidates' | 'conflicts'>): Candidate[] {
  const rivals = new Map(found.conflicts.map((c) => [c.slot, c.candidates.slice(1)]));
  return found.candidates.flatMap((c) => [c, ...(rivals.get(slotKey(c)) ?? [])]);
}

export function extractFacts(doc: TextDocument, hint: { period?: number | null } = {}): Extraction {
  const ledger = new Ledger();
  const whole = readingOf(doc, hint.period ?? null);
  const r = mineFilled(whole, ledger);
  const stated = r.tables.length > 0 || r.sentences.some((s) => s.amounts.length > 0);
  const glossaryOnly = doc.blocks.length > 0 && r.sentences.every((s) => s.sections.includes('glossary'));
  const unit = glossaryOnly && r.tables.length === 0 ? null : findUnitName(r);
  if (unit)
    ledger.add({
      key: 'unit_name',
      period: r.period,
      value: unit.name,
      start: unit.start,
      end: unit.end,
      confidence: unit.weight < 4 ? 'medium' : 'high',
    });
  if (unit?.shortAt)
    ledger.add({
      key: 'unit_short_name',
      period: r.period,
      value: unit.shortAt.text,
      start: unit.shortAt.start,
      end: unit.shortAt.end,
    });
  if (r.period !== null && r.periodAt && (stated || r.tables.length > 0 || unit))
    ledger.add({
      key: 'report_year',
      period: r.period,
      value: String(r.period),
      start: r.periodAt.start,
      end: r.periodAt.end,
    });
  const who = subjectsOf(unit ? [unit.name, ...unit.short, ...(unit.ownLevel ? [`${unit.name}本级`] : [])] : []);
  mineStaff(r, who, ledger);
  mineOrganisation(r, who, ledger);
  mineMoney(r, unit ? [unit.name, ...unit.short, ...spokenNames(r.text, who)] : [], ledger);
  mineRates(r, ledger);
  mineProjects(r, who, ledger);
  mineTables(r, unit ? [unit.name, ...unit.short] : [], ledger);
  mineIndicators(r, ledger);
  mineIdentity(r, ledger);
  mineHoldings(r, ledger);
  mineSurvey(r, ledger);
  mineManagement(r, ledger);
  mineWork(r, ledger);
  minePlainTotals(r, ledger);
  minePassages(r, ledger);
  settleParts(ledger);
  // Nobody is named and nobody speaks of itself: whose figures they are is not said.
  if (!unit) {
    const own = SPEAKS.test(r.text.slice(0, 20_000));
    ledger.weaken((e) => e.unit !== '' && (!own || e.scope !== null));
  }
  const { candidates, conflicts, apart } = ledger.settle(doc);
  return {
    period: r.period,
    unitName: unit?.name ?? null,
    kind: r.kind,
    candidates,
    tables: whole.tables.length,
    conflicts,
    apart,
  };
}

const SPEAKS = /[我本](?:单位|部门|[局委办院校馆站所中会镇乡街联园队]|中心)|(?:部门|单位)(?:预算|决算|整体)/;

/** Rules over what was found: a sole source is the whole, a form's 实有人数 is the people in post. */
function settleParts(ledger: Ledger): void {
  for (const e of ledger.entries('staff_total'))
    if (e.label === '实有人数' && !ledger.best('staff_in_post', e.period, e.scope))
      ledger.add({ ...e, key: 'staff_in_post', label: null });
  for (const e of ledger.entries('staff_total').filter((x) => x.label === '实有人数')) {
    const moved = ledger.best('staff_in_post', e.period, e.scope)?.start === e.start;
    ledger.remove((x) => x === e);
    if (!moved) ledger.add({ ...e, label: null });
  }
  // 总计 stands for the year's total where no other total is stated.
  for (const [grand, total] of [
    ['final_income_grand', 'final_income_total'],
    ['final_expenditure_grand', 'final_expenditure_total'],
  ] as const)
    for (const e of ledger.entries(grand))
      if (!ledger.entries(total, e.period).some((x) => x.label !== 'fiscal'))
        ledger.add({ ...e, key: total, rank: 4, confidence: 'medium' });
  // Fiscal expenditure stands for all expenditure only where the final totals are the same.
  for (const e of ledger.entries('final_expenditure_total').filter((x) => x.label === 'fiscal')) {
    const total = ledger.entries('final_expenditure_total', e.period).find((x) => x.label !== 'fiscal');
    const all = total !== undefined && sameValue(total, e);
    for (const key of ['budget_expenditure_total', 'budget_adjusted_total', 'execution_rate'])
      for (const x of ledger.entries(key, e.period)) if (x.label === 'fiscal' && all) ledger.add({ ...x, label: null });
  }
  ledger.remove((e) => e.label === 'fiscal');
  // General public budget alone is all the fiscal money there is, unless funds or state capital are stated too.
  for (const stem of ['budget_income', 'final_income'])
    for (const e of ledger.entries(`${stem}_general_public_budget`)) {
      const other = [`${stem}_government_fund`, `${stem}_state_capital`].some((k) =>
        ledger.entries(k, e.period).some((x) => Number(x.value) !== 0),
      );
      if (!other && !ledger.has(`${stem}_fiscal`, e.period)) ledger.add({ ...e, key: `${stem}_fiscal` });
    }
}
