// Rules that hold budget against final accounts and stated rates against computed ones (C030–C055): rows.

import { shown } from '../figure/compute.ts';
import { lastPlace, type Reading } from '../figure/reading.ts';
import { abs, add, compare, div, type Exact, exact, HUNDRED, isZero, mul, sign, sub, ZERO } from '../number/exact.ts';
import { accepts, equivalent } from '../number/qualifier.ts';
import {
  allOf,
  decimalsOf,
  differ,
  exactFact,
  isMoney,
  matchesRate,
  percent,
  printed,
  slotOf,
  threshold,
  tolerance,
} from './amounts.ts';
import type { FactRule, FactScene, Hit } from './rule.ts';

/** A rate the report states, what was used and arranged, and on which bases it may stand. */
interface Claim {
  claim: string;
  used: string;
  initial: readonly string[];
  figures: readonly [figure: string, base: string][];
}

const CLAIMS: readonly Claim[] = [
  {
    claim: 'execution_rate',
    used: 'final_expenditure_total',
    initial: ['budget_expenditure_total', 'budget_income_total'],
    figures: [
      ['execution_rate_full_year', '全年预算数'],
      ['execution_rate_available', '全年可用资金'],
      ['execution_rate_initial', '年初预算数'],
    ],
  },
  {
    claim: 'execution_rate_income',
    used: 'final_income_total',
    initial: ['budget_income_total'],
    figures: [
      ['income_execution_rate', '全年预算数'],
      ['income_execution_rate_initial', '年初收入预算数'],
    ],
  },
];

const rateOf = (used: Exact, base: Exact): Exact | null => {
  const q = div(used, base);
  return q && mul(q, HUNDRED);
};

/** Every base that the stated amounts allow: full year, initial, either with the adjustments or the carry-over. */
function possibleRates(scene: FactScene, c: Claim, used: Reading): Exact[] {
  const full = exactFact(scene, 'budget_adjusted_total');
  const initial = c.initial.map((k) => exactFact(scene, k)).find((r) => r !== undefined);
  const [plus, minus] = ['budget_adjustment_add', 'budget_adjustment_reduce'].map((k) => exactFact(scene, k));
  const carried = ['carryover_begin', 'budget_carryover_in'].flatMap((k) => exactFact(scene, k) ?? []);
  const net = sub(plus?.amount ?? ZERO, minus?.amount ?? ZERO);
  const bases = [full?.amount, initial?.amount, initial && add(initial.amount, net)].filter((b) => b !== undefined);
  const tops = [
    used.amount,
    ...(c.used === 'final_income_total' ? carried.map((r) => add(used.amount, r.amount)) : []),
  ];
  const withCarried = bases.flatMap((b) => [
    b,
    ...carried.flatMap((r) => [add(b, r.amount), ...(c.used === 'final_income_total' ? [sub(b, r.amount)] : [])]),
  ]);
  return tops.flatMap((t) => withCarried.flatMap((b) => rateOf(t, b) ?? []));
}

const stated = (scene: FactScene, c: Claim): { claim: Reading; used: Reading } | null => {
  const [claim, used] = [exactFact(scene, c.claim), exactFact(scene, c.used)];
  return claim && used ? { claim, used } : null;
};

const holds = (claim: Reading, rates: readonly Exact[]): boolean =>
  rates.some((r) => matchesRate(claim.amount, decimalsOf(claim.fact.value), r));

const statedRate: FactRule = {
  id: 'C030',
  severity: 'E',
  inputs: ['execution_rate', 'execution_rate_income', 'execution_rate_full_year', 'income_execution_rate'],
  message: '文中执行率{a}%，按{base}计算应为{b}%。',
  find: (scene) =>
    CLAIMS.flatMap((c): Hit[] => {
      const s = stated(scene, c);
      if (!s || holds(s.claim, possibleRates(scene, c, s.used))) return [];
      // Without the full-year budget a rate can only be judged where the form counts against the initial one.
      const usable = scene.profile.executionBase === 'initial' ? [...c.figures].reverse() : c.figures.slice(0, -1);
      const [key, base] = usable.find(([k]) => scene.figure(k)) ?? [];
      const figure = key && scene.figure(key);
      if (!figure) return [];
      return [
        {
          say: { a: s.claim.fact.value, base: base!, b: percent(figure.value, scene.profile) },
          facts: [slotOf(s.claim), ...figure.figure.inputs],
          ask: [c.claim, 'budget_adjusted_total'],
        },
      ];
    }),
};

const unstatedBase: FactRule = {
  id: 'C031',
  severity: 'E',
  inputs: ['execution_rate', 'final_expenditure_total', 'budget_expenditure_total', 'budget_adjusted_total'],
  message: '{side}决算数{f}与预算数{b}相差{d}，执行率写为{r}%。请补充全年（调整后）预算数，并注明执行率的计算口径。',
  find: (scene) =>
    CLAIMS.flatMap((c): Hit[] => {
      const s = stated(scene, c);
      const base = c.initial.map((k) => exactFact(scene, k)).find((r) => r !== undefined);
      const known = scene.facts.at('budget_adjusted_total') !== 'missing';
      if (!s || !base || known || compare(s.claim.amount, HUNDRED) !== 0) return [];
      if (!differ(s.used.amount, base.amount, tolerance([s.used, base], scene.profile))) return [];
      if (holds(s.claim, possibleRates(scene, c, s.used))) return [];
      const money = (v: Exact): string => printed(v, true, scene.profile);
      return [
        {
          say: {
            side: c.claim === 'execution_rate' ? '支出' : '收入',
            f: money(s.used.amount),
            b: money(base.amount),
            d: money(abs(sub(s.used.amount, base.amount))),
            r: s.claim.fact.value,
          },
          facts: [s.claim, s.used, base].map(slotOf),
          ask: ['budget_adjusted_total', 'budget_adjustment_reason'],
        },
      ];
    }),
};

/** A figure beyond a limit, unless a fact gives the reason. */
interface LimitRow {
  id: string;
  figure: string;
  above?: (scene: FactScene) => Exact;
  below?: (scene: FactScene) => Exact;
  reason: string | null;
  message: string;
  ask: readonly string[];
  say?: (scene: FactScene) => Record<string, string>;
}

const money = (scene: FactScene, key: string): string => {
  const r = exactFact(scene, key);
  return r ? printed(r.amount, isMoney(r), scene.profile) : '';
};
const full = (): Exact => HUNDRED;
const none = (): Exact => ZERO;
const eighty = (): Exact => exact(80n);

const LIMITS: readonly LimitRow[] = [
  {
    id: 'C032',
    figure: 'execution_rate_full_year',
    above: full,
    reason: null,
    message: '执行率{r}%超过100%，执行数不应大于全年预算数，请核实全年预算数或是否有无预算支出。',
    ask: ['budget_adjusted_total', 'final_expenditure_total'],
  },
  {
    id: 'C033',
    figure: 'execution_rate_initial',
    above: full,
    reason: 'budget_adjustment_reason',
    message: '决算数为年初预算的{r}%，请说明年中追加原因。',
    ask: ['budget_adjustment_reason'],
  },
  {
    id: 'C034',
    figure: 'execution_rate_full_year',
    below: (s) => threshold(s.profile.thresholds.lowExecution),
    reason: 'low_execution_reason',
    message: '执行率{r}%低于{t}%，请说明原因和改进措施。',
    ask: ['low_execution_reason'],
    say: (s) => ({ t: String(s.profile.thresholds.lowExecution) }),
  },
  {
    id: 'C042',
    figure: 'three_public_change_rate',
    above: none,
    reason: 'three_public_change_reason',
    message: '“三公”经费预算较上年增长{r}%，请说明原因。',
    ask: ['three_public_change_reason'],
  },
  {
    id: 'C043',
    figure: 'staff_control_rate',
    above: full,
    reason: null,
    message: '在职人员{a}人超过编制{b}人，控制率{r}%，请核实编制数或说明。',
    ask: ['staff_quota', 'staff_in_post'],
    say: (s) => {
      const [a, b] = ['staff_in_post_all', 'staff_quota_all'].map((k) => s.figure(k));
      return { a: a ? shown(a.value, 0) : '', b: b ? shown(b.value, 0) : '' };
    },
  },
  {
    id: 'C044',
    figure: 'public_expenditure_control_rate',
    above: full,
    reason: null,
    message: '公用经费实际支出超预算，控制率{r}%。',
    ask: ['final_expenditure_public', 'budget_expenditure_public'],
  },
  {
    id: 'C045',
    figure: 'procurement_execution_rate',
    above: full,
    below: eighty,
    reason: null,
    message: '政府采购执行率{r}%，请说明原因。',
    ask: ['procurement_actual', 'procurement_budget'],
  },
  {
    id: 'C046',
    figure: 'carryover_change_rate',
    above: none,
    reason: null,
    message: '年末结转结余较上年增长{r}%，请说明原因及盘活措施。',
    ask: ['carryover_end'],
  },
];

const oneKind = (scene: FactScene): boolean =>
  scene.facts.all('staff_quota').some((r) => /(?:行政|事业|参公|工勤)(?:人员)?编制|编制人员/.test(r.fact.quote ?? ''));

const limitRule = (row: LimitRow): FactRule => ({
  id: row.id,
  severity: 'W',
  inputs: [row.figure],
  message: row.message,
  find: (scene) => {
    const found = scene.figure(row.figure);
    if (!found || (row.reason && scene.book.get(row.reason))) return [];
    const over = row.above && compare(found.value, row.above(scene)) > 0;
    const under = row.below && compare(found.value, row.below(scene)) < 0;
    if (!over && !under) return [];
    // 行政编制38人 beside a total is one kind of posts.
    if (row.id === 'C043' && oneKind(scene)) return [];
    return [
      {
        say: { r: percent(found.value, scene.profile), ...row.say?.(scene) },
        facts: found.figure.inputs,
        ask: [...row.ask],
      },
    ];
  },
});

/** [executed, arranged, what] for C037 and C041: spending above its own budget. */
const OVER: readonly [id: string, used: string, base: string, what: string, message: string][] = [
  ['C037', 'final_expenditure_basic', 'budget_adjusted_basic', '基本支出', '{part}执行数{a}大于全年预算数{b}。'],
  ['C037', 'final_expenditure_project', 'budget_adjusted_project', '项目支出', '{part}执行数{a}大于全年预算数{b}。'],
  ...(
    [
      ['three_public', '“三公”经费'],
      ['three_public_abroad', '因公出国（境）费'],
      ['three_public_car_purchase', '公务用车购置费'],
      ['three_public_car_running', '公务用车运行维护费'],
      ['three_public_reception', '公务接待费'],
    ] as const
  ).map(
    ([stem, what]) =>
      ['C041', `${stem}_actual`, `${stem}_budget`, what, '{part}实际{a}超过预算{b}，请核实并说明。'] as [
        string,
        string,
        string,
        string,
        string,
      ],
  ),
];

/** A quote in words that speaks of something else (实际支出8.26万元 for 公务接待费) is no sure statement of this item. */
function names(r: Reading, part: string): boolean {
  const quote = r.fact.quote ?? '';
  if (!/[\u4e00-\u9fff]{3}/.test(quote.replace(/[万亿]?元/g, '')) || part.startsWith('“')) return true;
  return [...part.replace(/[“”（）]|公务|经费|费$/g, '')].some(
    (c, i, all) => i > 0 && quote.includes(`${all[i - 1]}${c}`),
  );
}

const overRule = ([id, used, base, part, message]: (typeof OVER)[number]): FactRule => ({
  id,
  severity: 'W',
  inputs: [used, base],
  message,
  find: (scene) => {
    const pair = allOf(scene, [used, base]);
    if (!pair?.every((r) => names(r, part))) return [];
    const [u, b] = pair as [Reading, Reading];
    const more = compare(u.amount, b.amount) > 0 && differ(u.amount, b.amount, tolerance(pair, scene.profile));
    return more
      ? [{ say: { part, a: money(scene, used), b: money(scene, base) }, facts: pair.map(slotOf), ask: [used, base] }]
      : [];
  },
});

/** [stated change, this year's amount] */
const DELTAS: readonly [string, string][] = [
  ['budget_income_prior_delta', 'budget_income_total'],
  ['budget_income_fiscal_prior_delta', 'budget_income_fiscal'],
  ['budget_income_other_prior_delta', 'budget_income_other'],
  ['budget_expenditure_prior_delta', 'budget_expenditure_total'],
];

/** C047 wrong direction, C048 wrong amount, C051 持平 that is none: one judgement, three rules. */
const deltaRule = (id: 'C047' | 'C048' | 'C051', message: string): FactRule => ({
  id,
  severity: id === 'C051' ? 'W' : 'E',
  inputs: DELTAS.flat(),
  message,
  find: (scene) =>
    DELTAS.flatMap(([delta, key]): Hit[] => {
      const found = allOf(scene, [delta, key, `${key}@prior`]);
      if (!found) return [];
      const [said, now, before] = found as [Reading, Reading, Reading];
      const real = sub(now.amount, before.amount);
      if (!differ(said.amount, real, tolerance(found, scene.profile))) return [];
      const kind = isZero(said.amount) ? 'C051' : sign(said.amount) === -sign(real) ? 'C047' : 'C048';
      if (kind !== id) return [];
      const print = (v: Exact): string => printed(v, true, scene.profile);
      const word = /增加|增长|减少|下降|提高|降低/.exec(said.fact.quote ?? '')?.[0];
      return [
        {
          say:
            id === 'C047'
              ? {
                  word: word ?? (sign(said.amount) > 0 ? '增加' : '减少'),
                  a: print(now.amount),
                  b: print(before.amount),
                }
              : { a: print(said.amount), b: print(real), d: print(abs(real)) },
          facts: found.map(slotOf),
          ask: [delta, key],
        },
      ];
    }),
});

const carryRules: readonly FactRule[] = [
  {
    id: 'C038',
    severity: 'W',
    inputs: ['execution_rate_full_year', 'carryover_end'],
    message: '执行率100%但年末仍有结转结余{a}，请核对口径。',
    find: (scene) => {
      const [rate, end] = [scene.figure('execution_rate_full_year'), exactFact(scene, 'carryover_end')];
      if (!rate || !end || compare(rate.value, HUNDRED) !== 0 || sign(end.amount) <= 0) return [];
      return [
        {
          say: { a: money(scene, 'carryover_end') },
          facts: [slotOf(end), ...rate.figure.inputs],
          ask: ['carryover_end'],
        },
      ];
    },
  },
  {
    id: 'C039',
    severity: 'W',
    inputs: ['execution_rate_full_year', 'carryover_end', 'budget_recovered'],
    message: '执行率{r}%而年末结转结余为零，未执行资金去向（财政收回等）需说明。',
    find: (scene) => {
      const [rate, end] = [scene.figure('execution_rate_full_year'), exactFact(scene, 'carryover_end')];
      if (!rate || !end || !isZero(end.amount) || compare(rate.value, HUNDRED) >= 0) return [];
      if (scene.book.get('budget_recovered')) return [];
      return [
        {
          say: { r: percent(rate.value, scene.profile) },
          facts: [slotOf(end), ...rate.figure.inputs],
          ask: ['budget_recovered'],
        },
      ];
    },
  },
  {
    id: 'C040',
    severity: 'W',
    inputs: ['final_income_total', 'final_expenditure_total', 'carryover_begin', 'carryover_end'],
    message: '收支差额{a}未体现在结转结余变动中。',
    find: (scene) => {
      const found = allOf(scene, ['final_income_total', 'final_expenditure_total', 'carryover_begin', 'carryover_end']);
      if (!found) return [];
      const [income, spent, begin, end] = found as [Reading, Reading, Reading, Reading];
      const [surplus, allocated] = ['final_use_nonfiscal_surplus', 'final_surplus_allocation'].map((k) =>
        exactFact(scene, k),
      );
      const more = [surplus, allocated].filter((r) => r !== undefined);
      const left = sub(income.amount, spent.amount);
      const moved = add(sub(end.amount, begin.amount), sub(allocated?.amount ?? ZERO, surplus?.amount ?? ZERO));
      const tol = tolerance([...found, ...more], scene.profile);
      // Tables whose 收入合计 already contains what was carried in are even without the opening balance.
      if (!differ(left, moved, tol) || !differ(left, add(moved, begin.amount), tol)) return [];
      return [
        {
          say: { a: printed(left, true, scene.profile) },
          facts: [...found, ...more].map(slotOf),
          ask: ['final_use_nonfiscal_surplus', 'final_surplus_allocation', 'carryover_end'],
        },
      ];
    },
  },
];

const adjustmentRules: readonly FactRule[] = [
  {
    id: 'C035',
    severity: 'E',
    inputs: ['budget_expenditure_total', 'budget_adjustment_add', 'budget_adjustment_reduce', 'budget_adjusted_total'],
    message: '年初预算加减调整数为{a}，与全年预算数{b}不符。',
    find: (scene) => {
      const found = allOf(scene, ['budget_adjusted_total', 'budget_expenditure_total']);
      const changes = ['budget_adjustment_add', 'budget_adjustment_reduce'].map((k) => exactFact(scene, k));
      const known = changes.filter((r) => r !== undefined);
      if (!found || known.length === 0) return [];
      // 追加和调减合计396.90万元 is neither of the two.
      if (known.some((r) => /[追增][^，。]{0,8}[和、及][^，。]{0,6}减/.test(r.fact.quote ?? ''))) return [];
      const [whole, initial] = found as [Reading, Reading];
      const [more, less] = changes;
      const plain = add(initial.amount, sub(more?.amount ?? ZERO, less?.amount ?? ZERO));
      const carried = ['budget_carryover_in', 'carryover_begin'].flatMap((k) => exactFact(scene, k) ?? []);
      const ways = [plain, ...carried.flatMap((c) => [add(plain, c.amount), sub(plain, c.amount)])];
      const tol = tolerance([...found, ...known], scene.profile);
      if (ways.some((w) => !differ(w, whole.amount, tol))) return [];
      const print = (v: Exact): string => printed(v, true, scene.profile);
      return [
        {
          say: { a: print(plain), b: print(whole.amount) },
          facts: [...found, ...known].map(slotOf),
          ask: ['budget_adjusted_total', 'budget_adjustment_add', 'budget_adjustment_reduce'],
        },
      ];
    },
  },
  {
    id: 'C036',
    severity: 'W',
    inputs: ['budget_adjustment_rate', 'budget_adjustment_implied_rate'],
    message: '预算调整率{r}%偏高，请说明调整依据，并区分政策性、交办类调整。',
    find: (scene) => {
      const found = scene.figure('budget_adjustment_rate') ?? scene.figure('budget_adjustment_implied_rate');
      if (!found || scene.book.get('budget_adjustment_reason')) return [];
      if (compare(abs(found.value), threshold(scene.profile.thresholds.largeAdjustment)) <= 0) return [];
      return [
        {
          say: { r: percent(found.value, scene.profile) },
          facts: found.figure.inputs,
          ask: ['budget_adjustment_reason', 'budget_adjustment_exempt'],
        },
      ];
    },
  },
];

const counted: FactRule = {
  id: 'C055',
  severity: 'E',
  inputs: ['project_completion_rate_stated', 'projects_completed', 'projects_total'],
  message: '{a}/{b}应为{p}%，文中为{q}%。',
  find: (scene) =>
    [null, ...scene.facts.scopes('project_completion_rate_stated')].flatMap((scope): Hit[] => {
      const claim = scene.facts.at('project_completion_rate_stated', 0, scope);
      const pair = allOf(scene, ['projects_completed', 'projects_total'], scope);
      if (typeof claim === 'string' || !pair) return [];
      const [done, total] = pair as [Reading, Reading];
      const rate = rateOf(done.amount, total.amount);
      const { value, qualifier } = claim.fact;
      const print = { value: claim.amount, place: lastPlace(claim), decimals: decimalsOf(value), qualifier };
      if (!rate || accepts(print, rate)) return [];
      return [
        {
          say: {
            a: printed(done.amount, false, scene.profile),
            b: printed(total.amount, false, scene.profile),
            p: percent(rate, scene.profile),
            q: equivalent(qualifier, null) ? value : `${value}（${qualifier}）`,
          },
          facts: [claim, done, total].map(slotOf),
          ask: ['projects_completed', 'projects_total'],
        },
      ];
    }),
};

export const RATES: readonly FactRule[] = [
  statedRate,
  unstatedBase,
  ...LIMITS.map(limitRule),
  ...adjustmentRules,
  ...OVER.map(overRule),
  ...carryRules,
  deltaRule('C047', '文中写“{word}”，但本年{a}、上年{b}，方向相反。'),
  deltaRule('C048', '文中增减额{a}，按两年数据计算应为{b}。'),
  deltaRule('C051', '文中称与上年持平，实际相差{d}。'),
  counted,
];
