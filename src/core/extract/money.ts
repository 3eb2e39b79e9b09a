// Sums of money in sentences: which part of budget or final accounts each one is, for which year. A clause is read for its
// concept and stage; what it leaves unsaid comes from the clauses and the heading before it.
import type { SectionKind } from '../text/sections.ts';
import { isMoney } from './amount.ts';
import type { Ledger } from './ledger.ts';
import { type Aspect, type Concept, readWords } from './money-words.ts';
import { yearNamed } from './period.ts';
import type { Reading, Sentence } from './reading.ts';

type Topic =
  | { is: 'whole' }
  | { is: 'three-public' }
  | { is: 'three-public-part'; part: Concept }
  | { is: 'procurement' }
  | { is: 'fiscal-expenditure' }
  | { is: 'projects' }
  | { is: 'assets' }
  | { is: 'foreign'; name: string; project?: boolean };

const WHOLE: Topic = { is: 'whole' };

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

const DELTA_KEYS: Partial<Record<Concept, string>> = {
  income: 'budget_income_prior_delta',
  expenditure: 'budget_expenditure_prior_delta',
  fiscal: 'budget_income_fiscal_prior_delta',
  'other-income': 'budget_income_other_prior_delta',
};

const THREE_PUBLIC_PARTS = new Set<Concept>(['abroad', 'car', 'car-purchase', 'car-running', 'reception']);
const PROCUREMENT_PARTS = new Set<Concept>([
  'procurement-goods',
  'procurement-works',
  'procurement-services',
  'small-business',
]);
const INCOME_PARTS = new Set<Concept>([
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
const SPECIFIC = new Set<Concept>([
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

interface State {
  heading: number;
  paragraph: number;
  topic: Topic;
  mode: Aspect;
  /** The last total of income or expenditure, for 总额, 增加 and 与上年的 … 相比. */
  total: { concept: Concept; aspect: Aspect } | null;
  last: { concept: Concept; aspect: Aspect; year: number | null } | null;
  stage: Aspect;
}

export function mineMoney(r: Reading, names: readonly string[], ledger: Ledger): void {
  const fallback: Aspect = r.kind === 'budget' ? 'budget' : 'final';
  const state: State = {
    heading: -1,
    paragraph: -1,
    topic: WHOLE,
    mode: fallback,
    total: null,
    last: null,
    stage: fallback,
  };
  for (const s of r.sentences) {
    if (s.heading !== state.heading) {
      state.heading = s.heading;
      state.mode = modeOf(s.sections.at(-1), s.under.at(-1) ?? '') ?? fallback;
      state.total = null;
      state.last = null;
    }
    if (s.paragraph !== state.paragraph) {
      state.paragraph = s.paragraph;
      state.topic = topicOf(s, r);
      state.stage = state.mode === 'adjusted' ? 'final' : state.mode;
    } else if (state.topic.is === 'three-public-part') state.topic = { is: 'three-public' };
    mineSentence(r, names, s, state, ledger);
    // What the sentence ends on may name what the next one's bare stages are of.
    const rest = r.text.slice(s.amounts.at(-1)?.end ?? s.start, s.end);
    if (s.amounts.length === 0)
      for (const clause of rest.split(/[，；。：]/).slice(-3)) foresee(clause.slice(-40), state);
  }
}

function modeOf(section: SectionKind | undefined, title: string): Aspect | null {
  if (/预算及执行|绩效/.test(title)) return null;
  if (section === 'budget' || /收入支出预算安排|预算安排|收支预算|^(?:收入|支出)预算/.test(title)) return 'budget';
  if (/决算|执行情况/.test(title)) return 'final';
  return null;
}

/** What a heading (or the section it stands in) says the bare sums below it are of. */
function topicOf(s: Sentence, r: Reading): Topic {
  const title = s.under.at(-1) ?? '';
  const section = s.sections.at(-1);
  if (section === 'three-public' && !/采购/.test(title)) return { is: 'three-public' };
  const parent = s.under.at(-2) ?? '';
  if (/三公/.test(parent) && /总体|情况/.test(title)) return { is: 'three-public' };
  if (section === 'procurement' || /政府采购/.test(title)) return { is: 'procurement' };
  const part = readWords(title).tokens.find((t) => t.is === 'concept' && THREE_PUBLIC_PARTS.has(t.concept));
  if (part?.is === 'concept') return { is: 'three-public-part', part: part.concept };
  if (section === 'projects' || r.projectsOnly) return { is: 'projects' };
  return WHOLE;
}

/** The unit's own name before a concept (2022年江西…集聚区收入预算总额) says nothing about which sum it is. */
function withoutNames(lead: string, names: readonly string[]): string {
  let out = lead;
  for (const name of names) {
    for (let size = name.length; size >= Math.min(4, name.length); size--) {
      let hit = false;
      for (let at = 0; at + size <= name.length && !hit; at++) {
        const part = name.slice(at, at + size);
        if (size < name.length && at > 6) break;
        const i = out.indexOf(part);
        if (i >= 0 && (i === 0 || /[\s，；。：、（）年度的由我]/.test(out[i - 1]!))) {
          out = out.slice(0, i) + out.slice(i + size);
          hit = true;
        }
      }
      if (hit) break;
    }
  }
  return out;
}

const stripBrackets = (s: string): string => s.replace(/（[^（）]{0,40}）/g, '');

function mineSentence(r: Reading, names: readonly string[], s: Sentence, state: State, ledger: Ledger): void {
  let from = s.start;
  let year: { year: number | null; relative: boolean; depth: number } | null = null;
  let depth = 0;
  let first = true;
  for (const amount of s.amounts) {
    const lead = r.text.slice(from, amount.start);
    const opened = (lead.match(/（/g)?.length ?? 0) - (lead.match(/）/g)?.length ?? 0);
    depth = Math.max(0, depth + opened);
    const startsFresh = first;
    first = false;
    from = amount.end;
    if (lead.length > 400 && !isMoney(amount.unit)) continue;
    // The year: named in the clause, else the one that still holds.
    const clean = stripBrackets(lead);
    const named = yearNamed(clean.slice(-60), r.period);
    if (
      year &&
      (depth < year.depth ||
        (year.relative && /[；。）]/.test(lead)) ||
        (/；/.test(lead) && !/截[至止]/.test(s.text.slice(0, 20))))
    )
      year = null;
    const compared =
      /(?:较|比|与|同)(?:(?:19|20)\d{2}年?度?|上一?年度?|去年)/.test(clean) &&
      !/(?:决算|预算|支出|收入|的|总额|总计|合计|经费)数?$/.test(clean.trimEnd()) &&
      !/(?:较|比|与|同)(?:(?:19|20)\d{2}年?度?|上一?年度?|去年)(?:同期)?$/.test(clean.trimEnd());
    let when = year?.year ?? r.period;
    if (named && !compared) {
      when = named.year;
      // 较上年的7.02万元减少: the year holds for that sum only.
      const aside = /(?:较|比|与|同)[^，；。]{0,3}(?:(?:19|20)\d{2}|上一?年|去年)/.test(clean.slice(-40));
      year = aside ? year : { year: named.year, relative: named.relative || depth > 0, depth };
    }
    const bare =
      amount.unit === '' && /\d\.\d/.test(amount.value ?? '') && /(?:预算|决算|支出|金额)数?(?:为|：)?\s*$/.test(lead);
    if (!isMoney(amount.unit) && !bare) {
      // 12个项目 or 36.5% between sums do not break the clause that follows; its words are read from here on.
      continue;
    }
    const unit = bare ? (r.unit ?? tableUnit(r) ?? '万元') : amount.unit;
    const after = r.text.slice(amount.end, amount.end + 12);
    const sum = readSum(withoutNames(clean, names), startsFresh, state, s, after);
    if (!sum) {
      if (amount.value !== null && state.topic.is === 'foreign')
        mineProject(r, clean, state, amount, unit, when, ledger);
      continue;
    }
    const { concept, aspect, delta, rank } = sum;
    if (amount.value === null) continue;
    // （由县财政直接支付）: somebody else's money.
    if (
      /^（[^（）]{0,12}由[^（）]{2,24}(?:支付|承担|拨付|列支|实施|筹集|统筹|发放)/.test(
        r.text.slice(amount.end, amount.end + 44),
      )
    )
      continue;
    const at = spanOf(r.text, s.start, amount.start, amount.end, clean);
    const base = {
      unit,
      qualifier: amount.qualifier,
      start: at,
      end: amount.end,
      rank,
      confidence: rank > 1 ? ('medium' as const) : ('high' as const),
    };
    if (delta) {
      const key = aspect === 'budget' ? DELTA_KEYS[concept] : undefined;
      if (key && r.period !== null) {
        const value = delta < 0 && !/^0+(?:\.0+)?$/.test(amount.value) ? `-${amount.value}` : amount.value;
        ledger.add({ key, period: r.period, value, ...base });
      }
      continue;
    }
    if (concept === 'both') {
      for (const k of ['income', 'expenditure'] as const)
        ledger.add({ key: KEYS[k]!.budget!, period: when, value: amount.value, ...base });
      continue;
    }
    if (concept === 'fiscal-expenditure') {
      // Whether fiscal money is all the money is decided when everything is read.
      const key = KEYS.expenditure![aspect];
      if (key)
        ledger.add({ key, period: when, value: amount.value, ...base, rank: 6, label: 'fiscal', confidence: 'medium' });
      continue;
    }
    const key = KEYS[concept]?.[aspect];
    if (!key) continue;
    const wanted = concept === 'carry-begin' && aspect === 'budget' && r.kind !== 'budget' ? 'carryover_begin' : key;
    ledger.add({ key: wanted, period: when, value: amount.value, ...base });
    if (concept === 'income') {
      const all =
        /^[，,]?(?:（[^（）]{0,20}）)?，?(?:全部|均|全额)(?:为|是|来自|来源于)(?:一般公共预算)?(?:当年)?财政拨款(?:收入)?/.exec(
          r.text.slice(amount.end, amount.end + 40),
        );
      const again = r.text.slice(amount.end, amount.end + 40).match(/^[^。；]{0,24}拨款(?:收入)?\d/);
      const fiscal = KEYS.fiscal![aspect];
      const sole =
        all ??
        /^，?(?:全部|均|全额)(?:为|是)一般公共预算(?:财政)?拨款(?:收入)?/.exec(
          r.text.slice(amount.end, amount.end + 40),
        );
      if (sole && !again && fiscal)
        ledger.add({
          key: fiscal,
          period: when,
          value: amount.value,
          ...base,
          end: amount.end + sole[0].length,
          rank: 1,
        });
    }
  }
  mineAbsences(r, s, state, ledger);
  mineSame(r, s, state, ledger);
}

const tableUnit = (r: Reading): string | null => r.tables.find((t) => t.unit)?.unit ?? null;

/** The quote begins with the words that name the sum: the clause before it, without its enumeration mark. */
function spanOf(text: string, from: number, start: number, _end: number, lead: string): number {
  const window = text.slice(Math.max(from, start - Math.min(lead.length + 40, 60)), start);
  const cut = /[，；：。、（]\s*(?=[^，；：。、（]*$)/.exec(
    window.replace(/（[^（）]*）/g, (b) => '□'.repeat(b.length)),
  );
  return start - window.length + (cut ? cut.index + cut[0].length : 0);
}

/** Budget and execution of a project the text names (某某项目年初预算600万元，执行480万元); the scope is its name. */
function mineProject(
  r: Reading,
  lead: string,
  state: State,
  amount: Sentence['amounts'][number],
  unit: string,
  when: number | null,
  ledger: Ledger,
): void {
  if (state.topic.is !== 'foreign') return;
  const clauses = lead.split(/[，；。：、（）]/);
  const tail = clauses.at(-1)!.trim();
  const named =
    /([\p{Script=Han}“”A-Za-z]{3,24}?(?:项目|工程))(?:支出)?(?:年初|财政)?(?:资金)?(?:预算|支出|决算|执行)/u.exec(tail);
  if (named) state.topic = { is: 'foreign', name: named[1]!, project: true };
  else if (/[；。]/.test(lead) || /项目|工程|经费|资金$/.test(tail)) state.topic = { is: 'foreign', name: '' };
  if (!state.topic.project) return;
  const key =
    /(?:年初)?预算(?:为|数|数为)?$/.test(tail) && !/调整|全年/.test(tail)
      ? 'project_budget'
      : /(?:执行|支出|决算|支付|已支付|实际支出)(?:为|数|数为)?$/.test(tail)
        ? 'project_executed'
        : null;
  if (!key) return;
  const start = amount.start - tail.length;
  ledger.add({
    key,
    period: when,
    scope: state.topic.name.replace(/^(?:其中|实施|完成|推进)/, ''),
    value: amount.value!,
    unit,
    qualifier: amount.qualifier,
    start: r.text.slice(start, amount.start).includes('\n') ? amount.start : start,
    end: amount.end,
    confidence: 'medium',
  });
}

interface Sum {
  concept: Concept;
  aspect: Aspect;
  delta: 1 | -1 | 0;
  rank: number;
}

/** Reads the words before an amount and moves the state on. null: the sum is of something else. */
function readSum(lead: string, fresh: boolean, state: State, s: Sentence, after: string): Sum | null {
  const clauses = lead.split(/[，；。：（、]/);
  let tail = '';
  for (let i = clauses.length - 1; i >= 0; i--) {
    tail = clauses[i]!.trim();
    if (tail !== '' && tail !== '）' && !/^(?:其中|即|约|折合|主要是)$/.test(tail)) break;
  }
  // “三公”经费：预算 12 万元 — the clause before names what the bare stage is of.
  const announced = clauses
    .slice(0, -1)
    .filter((c) => c.trim() !== '' && c.trim() !== tail)
    .slice(-2);
  tail = tail.slice(-60);
  if (/^（?(?:约|折合)?$/.test(tail) && /（(?:约|折合)?$/.test(lead.trim())) return null;
  for (const a of announced) foresee(a.slice(-40), state);

  const { tokens, unknown, name } = readWords(tail);
  if (tokens.some((t) => t.is === 'share')) return null;
  const concepts = tokens.filter((t) => t.is === 'concept');
  const aspects = tokens.filter((t) => t.is === 'aspect');
  const deltaToken = [...tokens].reverse().find((t) => t.is === 'delta');
  const compare = tokens.some((t) => t.is === 'compare');
  const lastToken = tokens.filter((t) => t.is !== 'plain').at(-1);
  const named = tokens.some((t) => t.is === 'named');

  if (deltaToken && lastToken === deltaToken) {
    // 较年初预算数减少 is a change against the budget, not against last year.
    const priorBase =
      /上一?年|去年|(?:19|20)\d{2}/.test(tail) || (!compare && state.last !== null && /比|较|与/.test(s.text));
    const againstBudget = /年初预算|较预算|比预算|预算数|调整后/.test(tail) && !/上年|(?:19|20)\d{2}年/.test(tail);
    if (!priorBase || againstBudget || unknown.length > 2) return null;
    const own = concepts.filter((t) => t.concept !== 'total').at(-1)?.concept;
    const wantsTotal = concepts.some((t) => t.concept === 'total');
    const target =
      own && DELTA_KEYS[own] ? { concept: own, aspect: state.mode } : wantsTotal ? state.total : state.last;
    if (!target || state.topic.is !== 'whole') return null;
    return { concept: target.concept, aspect: target.aspect, delta: deltaToken.sign, rank: /预算/.test(tail) ? 0 : 1 };
  }
  if (deltaToken && compare) return null;

  // 财政拨款“三公”经费支出: the narrower words say what it is, 支出 only that it was spent.
  const real = concepts.filter((t) => t.concept !== 'total');
  const narrow = real.filter(
    (t) => t.concept === 'three-public' || THREE_PUBLIC_PARTS.has(t.concept) || t.concept === 'procurement',
  );
  const concept = narrow.at(-1) ?? real.at(-1);
  const wordless = !concept && aspects.length === 0;
  const stageWord = (concept?.aspect ? [concept.aspect] : []).concat(aspects.map((t) => t.aspect));
  if (narrow.length && real.at(-1)!.concept === 'expenditure' && aspects.length === 0)
    stageWord.push(real.at(-1)!.aspect ?? 'final');
  let aspect: Aspect | null = stageWord.includes('adjusted')
    ? 'adjusted'
    : stageWord.length
      ? stageOf(stageWord, tail)
      : null;

  // Who or what else: a named project, a class of expenditure, somebody else's money.
  if (
    named &&
    name.length >= 2 &&
    !(concept && (concept.concept === 'project' || concept.concept === 'basic') && tail.endsWith(concept.text))
  ) {
    state.topic = { is: 'foreign', name };
    return null;
  }
  if (concept?.concept === 'foreign') return null;
  if (concept?.concept === 'function') {
    state.topic = { is: 'foreign', name: tail };
    return null;
  }
  if (named && !concept && name.length < 2 && /项目(?:年初|支出)?(?:总)?预算|项目资金/.test(tail)) {
    state.topic = { is: 'projects' };
  }
  const kind = concept?.concept ?? null;
  if (unknown.length >= 2 && !(kind && SPECIFIC.has(kind))) {
    if (/[项工]目|工程|经费|资金|补助|专项|费$/.test(tail) || kind === 'expenditure' || aspects.length)
      state.topic = { is: 'foreign', name: unknown };
    return null;
  }
  if (
    unknown.length >= 2 &&
    kind &&
    /项目|工程/.test(tail.replace(/项目支出/g, '')) &&
    !/^(?:三公|procurement)/.test(kind)
  ) {
    state.topic = { is: 'foreign', name: unknown };
    return null;
  }

  if (kind === null || kind === 'income' || kind === 'expenditure')
    return readTotal(kind, aspect, tail, wordless, fresh, state, after);

  // A concept of its own.
  if (kind === 'three-public') {
    state.topic = { is: 'three-public' };
    aspect = aspect ?? (state.mode === 'budget' ? 'budget' : 'final');
    state.stage = aspect;
    return keep(state, kind, aspect, 0);
  }
  if (THREE_PUBLIC_PARTS.has(kind)) {
    const stage =
      aspect === 'adjusted'
        ? 'budget'
        : (aspect ??
          (state.topic.is === 'three-public' || state.topic.is === 'three-public-part' ? state.stage : state.mode));
    state.topic = { is: 'three-public-part', part: kind };
    return { concept: kind, aspect: stage, delta: 0, rank: 0 };
  }
  if (kind === 'procurement') {
    state.topic = { is: 'procurement' };
    aspect = aspect === 'adjusted' ? 'budget' : (aspect ?? (state.mode === 'budget' ? 'budget' : 'final'));
    return keep(state, kind, aspect, 0);
  }
  if (PROCUREMENT_PARTS.has(kind))
    return state.topic.is === 'procurement' || kind === 'small-business'
      ? {
          concept: kind,
          aspect: state.last?.concept === 'procurement' ? state.last.aspect : 'final',
          delta: 0,
          rank: 0,
        }
      : null;
  if (state.topic.is === 'foreign') {
    if (!fresh && !SPECIFIC.has(kind)) return null;
    state.topic = WHOLE;
  }
  if (kind === 'fiscal-expenditure') {
    state.topic = { is: 'fiscal-expenditure' };
    return { concept: kind, aspect: aspect ?? state.mode, delta: 0, rank: 0 };
  }
  if (state.topic.is === 'fiscal-expenditure' && !INCOME_PARTS.has(kind)) state.topic = WHOLE;
  if (
    (state.topic.is === 'three-public' || state.topic.is === 'three-public-part' || state.topic.is === 'procurement') &&
    SPECIFIC.has(kind)
  )
    state.topic = WHOLE;
  if (kind === 'both') {
    if (concept?.aspect !== 'budget') return null;
    state.mode = 'budget';
    state.total = { concept: 'income', aspect: 'budget' };
    state.last = state.total && { ...state.total, year: null };
    return { concept: 'both', aspect: 'budget', delta: 0, rank: 0 };
  }
  if (kind === 'income-grand' || kind === 'expenditure-grand')
    return {
      concept: kind,
      aspect: aspect === 'budget' ? 'budget' : state.mode === 'budget' ? 'budget' : 'final',
      delta: 0,
      rank: 2,
    };
  if (kind === 'carry-begin' || kind === 'carry-end') {
    if (/(?:基本|项目)支出[^，]{0,6}$/.test(tail) && kind === 'carry-end') return null;
    return keep(state, kind, state.mode, 0);
  }
  if (aspect === 'budget' || aspect === 'final') state.mode = aspect;
  const stage = aspect ?? state.mode;
  if (kind === 'add' || kind === 'reduce') return { concept: kind, aspect: 'budget', delta: 0, rank: 0 };
  return keep(state, kind, stage, 0);
}

const keep = (state: State, concept: Concept, aspect: Aspect, rank: number): Sum => {
  state.last = { concept, aspect, year: null };
  return { concept, aspect, delta: 0, rank };
};

/** Several stage words in one clause: the last one that is not about the base decides (年初部门预算支出: budget; 决算本年收入合计: final). */
function stageOf(words: Aspect[], tail: string): Aspect {
  if (/预算执行数|预算支出数?完成|实际/.test(tail)) return 'final';
  if (/支出决算|收入决算|决算/.test(tail)) return 'final';
  return words.includes('budget') ? 'budget' : words.at(-1)!;
}

/** Sums called only 收入, 支出 or by their stage: of the whole unit, or of the topic that is open. */
function readTotal(
  kind: 'income' | 'expenditure' | null,
  aspect: Aspect | null,
  tail: string,
  wordless: boolean,
  fresh: boolean,
  state: State,
  after: string,
): Sum | null {
  const priorOnly = /^(?:与|和|较|比|同)?(?:上一?年度?|去年|(?:19|20)\d{2}\s?年度?)(?:的|为|数|同期)?$/.test(tail);
  if (priorOnly) {
    const target = /^\s?相比|^\s?比/.test(after) ? (state.total ?? state.last) : state.last;
    return target && (state.topic.is === 'whole' || target.concept === 'three-public')
      ? { ...target, delta: 0, rank: 1 }
      : null;
  }
  if (wordless) return null;
  // 比2022年预算5630万元减少: last year's sum of what was just stated.
  if (
    kind === null &&
    state.last &&
    /^(?:与|和|较|比|同)(?:上一?年度?|去年|(?:19|20)\d{2}\s?年度?)/.test(tail) &&
    (state.topic.is === 'whole' || state.topic.is === 'three-public')
  ) {
    const target = state.topic.is === 'whole' ? (state.total ?? state.last) : state.last;
    return { concept: target.concept, aspect: aspect ?? target.aspect, delta: 0, rank: 1 };
  }
  const explicit =
    /本年|部门预算|总收入|总支出|年初收入|年初支出|收入预算|支出预算|收入决算|支出决算|收入合计|支出合计|部门.{0,4}(?:收入|支出)/.test(
      tail,
    );
  const topic = state.topic;
  if (topic.is === 'three-public' || topic.is === 'three-public-part') {
    const strong = /本年|部门|总收入|收入|支出合计/.test(tail) && kind !== null;
    if (!strong) {
      const stage = aspect === 'adjusted' ? 'budget' : (aspect ?? (kind === 'expenditure' ? 'final' : null));
      if (!stage) return null;
      state.stage = stage;
      return topic.is === 'three-public'
        ? keep(state, 'three-public', stage, 0)
        : { concept: topic.part, aspect: stage, delta: 0, rank: 0 };
    }
    state.topic = WHOLE;
  }
  if (state.topic.is === 'procurement') {
    if (!(explicit && kind === 'income')) {
      const stage = aspect === 'adjusted' ? 'budget' : (aspect ?? 'final');
      return keep(state, 'procurement', stage, 1);
    }
    state.topic = WHOLE;
  }
  if (state.topic.is === 'foreign') {
    // Inside the sentence 支出决算 is still about the project or class that it began with.
    if (!explicit || (!fresh && !/本年|部门|总|收入/.test(tail))) return null;
    state.topic = WHOLE;
  }
  if (state.topic.is === 'projects') {
    if (explicit && kind === 'income') return null;
    const stage = aspect === 'adjusted' ? 'adjusted' : (aspect ?? (kind === 'expenditure' ? 'final' : 'budget'));
    return { concept: 'project', aspect: stage, delta: 0, rank: 1 };
  }
  if (state.topic.is === 'fiscal-expenditure' && !/本年|部门|总|收入/.test(tail)) {
    return { concept: 'fiscal-expenditure', aspect: aspect ?? 'final', delta: 0, rank: 0 };
  }
  state.topic = WHOLE;
  if (aspect === 'adjusted') {
    state.mode = 'adjusted';
    state.total = { concept: 'expenditure', aspect: 'adjusted' };
    return keep(state, 'expenditure', 'adjusted', /收入/.test(tail) ? 1 : 0);
  }
  const whole = kind ?? 'expenditure';
  // 总收入 or 支出 with no stage at all: final accounts, unless the report or section is about the budget.
  const stage: Aspect =
    aspect ?? (state.mode === 'budget' && !/总支出|总收入|全年|本年|实际/.test(tail) ? 'budget' : 'final');
  const weak = kind === null ? 1 : 0;
  // 预算收入1780万元、支出1780万元: the second shares the stage of the first.
  const twin = kind === 'expenditure' && tail === '支出' && state.last?.concept === 'income' ? state.last.aspect : null;
  if (twin) return keep(state, whole, twin, 0);
  if (kind !== null && !aspect && !/总|全年|本年|合计|部门|年/.test(tail)) return null;
  state.mode = stage;
  state.total = { concept: whole, aspect: stage };
  return keep(state, whole, stage, weak);
}

/** Words of an earlier clause that name what later bare stages are of (“三公”经费方面：). */
function foresee(clause: string, state: State): void {
  const { tokens, unknown, name } = readWords(clause.trim());
  const concept = tokens.filter((t) => t.is === 'concept' && t.concept !== 'total').at(-1);
  if (concept?.is === 'concept') {
    if (concept.concept === 'three-public') state.topic = { is: 'three-public' };
    else if (concept.concept === 'procurement') state.topic = { is: 'procurement' };
    else if (concept.concept === 'fiscal-expenditure' && unknown.length < 3) state.topic = { is: 'fiscal-expenditure' };
    else if (concept.concept === 'function') state.topic = { is: 'foreign', name: clause };
  } else if (tokens.some((t) => t.is === 'named') && name.length >= 2 && /项目$|工程$|（[^）]*）$/.test(clause.trim()))
    state.topic = { is: 'foreign', name };
}

/** 无“三公”经费支出, 无结转结余资金: a stated absence is a fact with the value 0. */
function mineAbsences(r: Reading, s: Sentence, _state: State, ledger: Ledger): void {
  const unit = r.moneyUnit ?? r.unit ?? '万元';
  for (const m of s.text.matchAll(
    /(?:^|[，；。、：])(?:本年|年末|全年|我[局校]|本单位|本部门)?(?:无|没有|未发生)(“?三公”?经费(?:支出)?|(?:年末)?结转(?:和)?结余(?:资金)?|年末结转)(?=[，。；]|$)/g,
  )) {
    const key = /三公/.test(m[1]!) ? 'three_public_actual' : 'carryover_end';
    const start = s.start + m.index + m[0].search(/无|没有|未/);
    ledger.add({
      key,
      period: r.period,
      value: '0',
      unit,
      qualifier: '无',
      start,
      end: s.start + m.index + m[0].length,
      rank: 1,
      confidence: 'medium',
    });
  }
}

/** 较上年预算安排一致: a change of nothing, where the clause before states the sum. */
function mineSame(r: Reading, s: Sentence, _state: State, ledger: Ledger): void {
  for (const m of s.text.matchAll(
    /(收入预算(?:总额)?|支出预算(?:总额)?|财政拨款(?:收入)?|其他收入)(?:为)?[\d.,]{1,20}(?:万|亿)?元，(?:较|与|比)上年(?:预算)?(?:安排)?(?:数)?(?:持平|一致|相同)/g,
  )) {
    const key = /支出/.test(m[1]!)
      ? DELTA_KEYS.expenditure
      : /其他/.test(m[1]!)
        ? DELTA_KEYS['other-income']
        : /财政/.test(m[1]!)
          ? DELTA_KEYS.fiscal
          : DELTA_KEYS.income;
    const at = s.start + m.index + m[0].lastIndexOf('，') + 1;
    ledger.add({
      key: key!,
      period: r.period,
      value: '0',
      unit: /万元/.test(m[0]) ? '万元' : '元',
      start: at,
      end: s.start + m.index + m[0].length,
      rank: 1,
      confidence: 'medium',
    });
  }
}
