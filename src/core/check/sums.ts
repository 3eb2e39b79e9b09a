// Rules about sums and identities (C001–C022): rows, and the one way all of them are judged.

import { labelOf } from '../catalogue/catalogue.ts';
import type { Reading } from '../figure/reading.ts';
import { abs, compare, type Exact, isZero, sub, sum } from '../number/exact.ts';
import { allOf, differ, exactFact, isMoney, printed, slotOf, tolerance } from './amounts.ts';
import type { Severity } from './finding.ts';
import type { FactRule, FactScene, Hit } from './rule.ts';

/**
 * parts add up to whole. `instead`: a subtotal that may stand for some of the parts. `extra`: lines that a total may or may not contain.
 * `enough`: with so many parts stated, the list is taken to be complete; with fewer, only a sum above the whole is a fault.
 */
export interface SumRow {
  id: string;
  severity: Severity;
  whole: string;
  parts: readonly string[];
  instead?: { of: readonly string[]; is: string };
  extra?: readonly string[];
  enough: number;
  /** Parts without which a list that falls short is not taken to be complete. */
  must?: readonly string[];
  /** A larger total that a stray part may belong to: 项目支出 of the full-year budget beside the initial total. */
  larger?: string;
  /** Judged for the whole unit and for every sub-unit. */
  scoped?: boolean;
  message: string;
}

const FUNDS = (stem: string): string[] => [
  `${stem}_income_general_public_budget`,
  `${stem}_income_government_fund`,
  `${stem}_income_state_capital`,
];
const SOURCES = (stem: string): string[] =>
  ['undertaking', 'operating', 'superior', 'affiliated', 'other'].map((s) => `${stem}_income_${s}`);
const FOUR = (suffix: string): string[] =>
  ['abroad', 'car_purchase', 'car_running', 'reception'].map((s) => `three_public_${s}_${suffix}`);

/** Every sum that is judged, for the checks and for how sure an extracted figure is. */
export const SUM_ROWS: readonly SumRow[] = [
  {
    id: 'C001',
    severity: 'E',
    whole: 'budget_income_total',
    parts: [...FUNDS('budget'), 'budget_income_special_account', ...SOURCES('budget')],
    instead: { of: FUNDS('budget'), is: 'budget_income_fiscal' },
    extra: ['budget_carryover_in', 'budget_use_nonfiscal_surplus'],
    larger: 'budget_adjusted_total',
    enough: 2,
    message: '收入预算各来源合计{a}，与收入预算总额{b}相差{d}，请核对来源是否遗漏或重复。',
  },
  {
    id: 'C002',
    severity: 'E',
    whole: 'budget_expenditure_total',
    parts: ['budget_expenditure_basic', 'budget_expenditure_project'],
    larger: 'budget_adjusted_total',
    enough: 2,
    message: '基本支出与项目支出合计{a}，不等于支出预算总额{b}（差{d}）。',
  },
  {
    id: 'C003',
    severity: 'E',
    whole: 'budget_expenditure_total',
    parts: ['budget_income_total'],
    extra: ['budget_carryover_in', 'budget_use_nonfiscal_surplus'],
    enough: 1,
    message: '收入预算总额{a}与支出预算总额{b}不平衡，部门预算应收支平衡。',
  },
  ...(['budget', 'final'] as const).map(
    (stem): SumRow => ({
      id: 'C004',
      severity: 'E',
      whole: `${stem}_expenditure_basic`,
      parts: [`${stem}_expenditure_personnel`, `${stem}_expenditure_public`],
      enough: 2,
      message: `人员经费与公用经费之和{a}不等于基本支出${stem === 'budget' ? '预算' : '决算数'}{b}。`,
    }),
  ),
  {
    id: 'C005',
    severity: 'E',
    whole: 'final_income_total',
    parts: [...FUNDS('final'), ...SOURCES('final')],
    instead: { of: FUNDS('final'), is: 'final_income_fiscal' },
    // Many a 收入合计 contains what was carried in.
    extra: ['carryover_begin', 'final_use_nonfiscal_surplus'],
    enough: 2,
    message: '决算收入各来源合计{a}与本年收入合计{b}不符。',
  },
  {
    id: 'C006',
    severity: 'E',
    whole: 'final_expenditure_total',
    parts: ['basic', 'project', 'operating', 'to_superior', 'to_affiliated'].map((s) => `final_expenditure_${s}`),
    enough: 2,
    message: '决算支出分项合计{a}与本年支出合计{b}不符。',
  },
  {
    id: 'C007',
    severity: 'E',
    whole: 'final_income_grand',
    parts: ['final_income_total', 'final_use_nonfiscal_surplus', 'carryover_begin'],
    enough: 2,
    message: '收入侧勾稽不平：{terms}≠总计{b}。',
  },
  {
    id: 'C008',
    severity: 'E',
    whole: 'final_expenditure_grand',
    parts: ['final_expenditure_total', 'final_surplus_allocation', 'carryover_end'],
    enough: 2,
    message: '支出侧勾稽不平：{terms}≠总计{b}。',
  },
  {
    id: 'C009',
    severity: 'E',
    whole: 'final_expenditure_grand',
    parts: ['final_income_grand'],
    enough: 1,
    message: '收入总计{a}与支出总计{b}不相等。',
  },
  ...(['budget', 'final'] as const).map(
    (stem): SumRow => ({
      id: 'C010',
      severity: 'E',
      whole: `${stem}_income_fiscal`,
      parts: FUNDS(stem),
      enough: 2,
      message: '财政拨款合计{b}与分预算类型之和{a}不符。',
    }),
  ),
  {
    id: 'C011',
    severity: 'W',
    whole: 'carryover_end@prior',
    parts: ['carryover_begin'],
    enough: 1,
    message: '年初结转结余{a}与上年年末{b}不一致，如有账务调整请说明。',
  },
  ...(['budget', 'actual'] as const).map(
    (suffix): SumRow => ({
      id: 'C012',
      severity: 'E',
      whole: `three_public_${suffix}`,
      parts: FOUR(suffix),
      enough: 2,
      // Forms that give 公务用车购置及运行维护费 in one number have no running cost by itself.
      must: [`three_public_car_running_${suffix}`, `three_public_reception_${suffix}`],
      message: `“三公”经费${suffix === 'budget' ? '预算' : '决算'}分项合计{a}与总额{b}不符。`,
    }),
  ),
  {
    id: 'C013',
    severity: 'E',
    whole: 'procurement_actual',
    parts: ['procurement_goods', 'procurement_works', 'procurement_services'],
    enough: 2,
    message: '政府采购货物、工程、服务合计{a}与总额{b}不符。',
  },
  {
    id: 'C020',
    severity: 'E',
    whole: 'fixed_assets_gross',
    parts: ['fixed_assets_in_use', 'fixed_assets_idle'],
    enough: 2,
    message: '在用、闲置等资产合计{a}与固定资产原值{b}不符。',
  },
  {
    id: 'C022',
    severity: 'E',
    whole: 'projects_total',
    parts: ['projects_completed', 'projects_ongoing', 'projects_preparing', 'projects_not_started'],
    enough: 3,
    scoped: true,
    message: '已完工、在建、前期等项目合计{terms}={a}个，与总数{b}个不符。',
  },
];

interface Judged {
  /** The sum nearest to the whole, and what it was made of. */
  total: Exact;
  parts: Reading[];
  tail: boolean;
}

/** Null when the sum holds or cannot be judged. */
function judge(row: SumRow, scene: FactScene, scope: string | null): (Judged & { whole: Reading }) | null {
  const whole = exactFact(scene, row.whole, scope);
  if (!whole) return null;
  const read = (keys: readonly string[]): Reading[] | null => {
    const found = keys.map((k) => scene.facts.at(k.split('@')[0]!, 0, scope)).filter((f) => f !== 'missing');
    return found.some((f) => f === 'disputed' || (typeof f !== 'string' && !f.isExact)) ? null : (found as Reading[]);
  };
  const leaves = read(row.parts);
  const extra = read(row.extra ?? []);
  const subtotal = row.instead && exactFact(scene, row.instead.is, scope);
  if (!leaves || !extra || (leaves.length === 0 && !subtotal)) return null;
  const lists = [leaves];
  if (subtotal) {
    const rest = leaves.filter((r) => !row.instead!.of.includes(r.fact.key));
    lists.push([subtotal, ...rest]);
    if (rest.length === leaves.length) lists.shift();
  }
  const tries = lists.flatMap((l) => (extra.length ? [l, [...l, ...extra]] : [l]));
  const judged = tries.map((parts) => {
    const total = sum(parts.map((p) => p.amount));
    return { parts, total, gap: abs(sub(total, whole.amount)), tol: tolerance([...parts, whole], scene.profile) };
  });
  if (judged.some((j) => isZero(j.gap))) return null;
  const nearest = judged.reduce((a, b) => (compare(b.gap, a.gap) < 0 ? b : a));
  const tail = judged.find((j) => compare(j.gap, j.tol) <= 0);
  if (tail) return { ...tail, whole, tail: true };
  const stated = new Set(leaves.map((r) => r.fact.key));
  const complete =
    Math.max(...lists.map((l) => l.length)) >= row.enough && (row.must ?? []).every((k) => stated.has(k));
  if (!complete) {
    if (compare(nearest.total, whole.amount) < 0) return null;
    const larger = row.larger && exactFact(scene, row.larger, scope);
    if (larger && compare(nearest.total, larger.amount) <= 0) return null;
  }
  return { ...nearest, whole, tail: false };
}

const scopesOf = (row: SumRow, scene: FactScene): (string | null)[] =>
  row.scoped ? [null, ...scene.facts.scopes(row.whole)] : [null];

interface Verdict extends Judged {
  row: SumRow;
  whole: Reading;
}
const verdicts = new WeakMap<FactScene, readonly Verdict[]>();

/** Every row judged, once for all rules. */
function judgedRows(scene: FactScene): readonly Verdict[] {
  const before = verdicts.get(scene);
  if (before) return before;
  const fresh = SUM_ROWS.flatMap((row) =>
    scopesOf(row, scene).flatMap((scope) => {
      const j = judge(row, scene, scope);
      return j ? [{ row, ...j }] : [];
    }),
  );
  verdicts.set(scene, fresh);
  return fresh;
}

function sumHit(row: Pick<SumRow, 'whole' | 'parts'>, scene: FactScene, j: Judged & { whole: Reading }): Hit {
  const money = isMoney(j.whole);
  const print = (v: Exact): string => printed(v, money, scene.profile);
  const stated = new Set(j.parts.map((p) => p.fact.key));
  return {
    say: {
      a: print(j.total),
      b: print(j.whole.amount),
      d: print(abs(sub(j.total, j.whole.amount))),
      terms: j.parts.map((p) => print(p.amount)).join('+'),
    },
    facts: [j.whole, ...j.parts].map(slotOf),
    ask: [row.whole, ...row.parts].filter((k) => !k.includes('@') && stated.has(k)),
  };
}

const sumRule = (row: SumRow): FactRule => ({
  id: row.id,
  severity: row.severity,
  inputs: [row.whole, ...row.parts],
  message: row.message,
  find: (scene) => judgedRows(scene).flatMap((j) => (j.row !== row || j.tail ? [] : [sumHit(row, scene, j)])),
});

const tails: FactRule = {
  id: 'C016',
  severity: 'I',
  inputs: SUM_ROWS.map((r) => r.whole),
  message: '存在{d}尾数差，系金额单位换算四舍五入所致。',
  find: (scene) => judgedRows(scene).flatMap((j) => (j.tail ? [sumHit(j.row, scene, j)] : [])),
};

const projectLists = [
  ['project_budget', 'budget_expenditure_project'],
  ['project_executed', 'final_expenditure_project'],
].map(
  ([part, whole]): FactRule => ({
    id: 'C014',
    severity: 'E',
    inputs: [part!, whole!, 'projects_total'],
    message: '项目清单金额合计{a}与项目支出{b}相差{d}。',
    // A report may list its main projects only, so too little is a fault only where the list is complete.
    find: (scene) => {
      const total = exactFact(scene, whole!);
      const names = scene.facts.scopes(part!);
      const rows = names.map((n) => exactFact(scene, part!, n));
      if (!total || !rows.length || rows.some((r) => !r)) return [];
      const parts = rows as Reading[];
      const added = sum(parts.map((p) => p.amount));
      if (!differ(added, total.amount, tolerance([...parts, total], scene.profile))) return [];
      const count = exactFact(scene, 'projects_total');
      const complete = count !== undefined && Number(count.amount.num) === parts.length;
      if (!complete && compare(added, total.amount) < 0) return [];
      // What was added during the year is part of the projects' budgets and not of the initial total.
      const larger = whole === 'budget_expenditure_project' ? exactFact(scene, 'budget_adjusted_total') : undefined;
      if (larger && compare(added, larger.amount) < 0) return [];
      return [sumHit({ whole: whole!, parts: [part!] }, scene, { total: added, parts, whole: total, tail: false })];
    },
  }),
);

const OWN_ROW = /本级|机关|本部/;

const OTHER: readonly FactRule[] = [
  ...projectLists,
  {
    id: 'C015',
    severity: 'W',
    inputs: ['budget_expenditure_by_function', 'final_expenditure_by_function'],
    message: '功能科目{code}下级合计{a}与本级{b}不符。',
    // Only coded subjects (201, 20101, 2010101) show which belongs to which.
    find: (scene) =>
      ['budget_expenditure_by_function', 'final_expenditure_by_function'].flatMap((key) => {
        const rows = scene.facts.scopes(key).flatMap((scope) => {
          const code = /^\d{3}(?:\d\d){0,2}/.exec(scope)?.[0];
          const r = exactFact(scene, key, scope);
          return code && r ? [{ code, r }] : [];
        });
        const children = new Map<string, Reading[]>();
        for (const { code, r } of rows)
          if (code.length > 3) children.set(code.slice(0, -2), [...(children.get(code.slice(0, -2)) ?? []), r]);
        return rows.flatMap(({ code, r }) => {
          const parts = children.get(code);
          if (!parts) return [];
          const total = sum(parts.map((p) => p.amount));
          if (!differ(total, r.amount, tolerance([...parts, r], scene.profile))) return [];
          const money = (v: Exact) => printed(v, true, scene.profile);
          return [{ say: { code, a: money(total), b: money(r.amount) }, facts: [r, ...parts].map(slotOf) }];
        });
      }),
  },
  {
    id: 'C017',
    severity: 'W',
    inputs: [],
    message: '{fact}两处数值相差{n}，疑似“元”“万元”混用，请核实单位。',
    find: (scene) => {
      const hits: Hit[] = [];
      for (const row of scene.facts.slots()) {
        if (row.length < 2 || !isMoney(row[0]!)) continue;
        const sorted = [...row].sort((a, b) => compare(abs(a.amount), abs(b.amount)));
        const [low, high] = [sorted[0]!, sorted[sorted.length - 1]!];
        const times = [10000n, 100n].find(
          (n) => !isZero(low.amount) && high.amount.num * low.amount.den === low.amount.num * n * high.amount.den,
        );
        if (times)
          hits.push({
            say: { fact: labelled(low), n: times === 100n ? '100倍' : '1万倍' },
            facts: [slotOf(low)],
            ask: [low.fact.key],
          });
      }
      return hits.sort((a, b) => (a.say!.fact! < b.say!.fact! ? -1 : 1));
    },
  },
  {
    id: 'C018',
    severity: 'E',
    inputs: ['staff_in_post', 'staff_contract', 'staff_logistics', 'staff_retired', 'staff_total'],
    message: '{unit}在编{a}人与聘用（后勤）{b}人合计不等于年末实有{c}人。',
    // 年末实有 covers what the form says: with or without 后勤 and 退休, or the staff in post alone.
    find: (scene) =>
      [null, ...scene.facts.scopes('staff_total')].flatMap((scope): Hit[] => {
        const found = allOf(scene, ['staff_in_post', 'staff_contract', 'staff_total'], scope);
        if (!found) return [];
        const [post, contract, total] = found as [Reading, Reading, Reading];
        const more = ['staff_logistics', 'staff_retired', 'staff_retired_cadre'].flatMap(
          (k) => exactFact(scene, k, scope) ?? [],
        );
        const sums: Reading[][] = [[post], [post, contract]];
        for (const r of more) sums.push(...sums.map((taken) => [...taken, r]));
        if (sums.some((s) => isZero(sub(sum(s.map((r) => r.amount)), total.amount)))) return [];
        const [a, b, c] = [post, contract, total].map((r) => printed(r.amount, false, scene.profile));
        return [
          {
            say: { unit: scope ?? scene.book.get('unit_short_name')?.value ?? '本单位', a: a!, b: b!, c: c! },
            facts: [total, post, contract].map(slotOf),
            ask: ['staff_total', 'staff_in_post', 'staff_contract'],
          },
        ];
      }),
  },
  {
    id: 'C019',
    severity: 'E',
    inputs: ['staff_total', 'staff_in_post', 'staff_contract', 'staff_quota', 'staff_retired'],
    message: '各单位人数合计{a}人与部门总人数{b}人不符。',
    // The whole unit's number is a total only where the head office has a row of its own.
    find: (scene) =>
      ['staff_total', 'staff_in_post', 'staff_contract', 'staff_quota', 'staff_retired'].flatMap((key): Hit[] => {
        const whole = exactFact(scene, key);
        const names = scene.facts.scopes(key);
        if (!whole || names.length < 2 || !names.some((n) => OWN_ROW.test(n))) return [];
        const rows = names.map((n) => exactFact(scene, key, n));
        if (rows.some((r) => !r)) return [];
        const parts = rows as Reading[];
        const total = sum(parts.map((p) => p.amount));
        if (isZero(sub(total, whole.amount))) return [];
        const [a, b] = [total, whole.amount].map((v) => printed(v, false, scene.profile));
        return [{ say: { a: a!, b: b! }, facts: [whole, ...parts].map(slotOf), ask: [key] }];
      }),
  },
  {
    id: 'C021',
    severity: 'E',
    inputs: ['internal_departments', 'internal_department_names', 'subordinate_units', 'subordinate_unit_names'],
    message: '写明{what}{n}个，实际列出{m}个。',
    find: (scene) =>
      [
        ['internal_departments', 'internal_department_names', '内设机构'],
        ['subordinate_units', 'subordinate_unit_names', '下属单位'],
      ].flatMap(([count, names, what]): Hit[] => {
        const stated = exactFact(scene, count!);
        const list = scene.book.get(names!);
        const listed = list && namesIn(list.value);
        if (!stated || !list || !listed) return [];
        const n = Number(stated.amount.num) / Number(stated.amount.den);
        // 和 and 及 may join two names or stand inside one.
        if (n >= listed.least && n <= listed.most) return [];
        const { key, period, scope, item } = list;
        return [
          {
            say: { what: what!, n: String(n), m: String(listed.least) },
            facts: [slotOf(stated), { key, period, scope, item }],
            ask: [count!, names!],
          },
        ];
      }),
  },
];

/** How many names a listing holds; null when it is open (…等) or not a plain list. */
export function namesIn(text: string): { least: number; most: number } | null {
  if (/等(?:\d*[个家]?[^、，；。]{0,8})?[。；]?$/.test(text.trim())) return null;
  const names = text
    .replace(/(?:^|(?<=[、，,；;：:\s]))[（(]?\d{1,2}[）)]?[、.．]/g, '')
    .replace(/[。.]\s*$/, '')
    .split(/[、，,；;\n]/)
    .map((s) => s.trim())
    .filter(Boolean);
  if (names.length < 2 || names.some((s) => s.length > 30)) return null;
  const joints = names.reduce((n, s) => n + (s.match(/[和及与]/g)?.length ?? 0), 0);
  return { least: names.length, most: names.length + joints };
}

const labelled = (r: Reading): string => labelOf(r.fact.key);

export const SUMS: readonly FactRule[] = [...SUM_ROWS.map(sumRule), tails, ...OTHER];
