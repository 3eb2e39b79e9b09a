// Rules about rates that a sentence states with the numbers they come from (C030, C055): a stated rate must follow from numbers beside it.
import { shown } from '../figure/compute.ts';
import { add, compare, div, type Exact, HUNDRED, isZero, mul, sub } from '../number/exact.ts';
import { matchesRate } from './amounts.ts';
import { type Figure, placesOf, type Sentence, sentencesOf } from './clauses.ts';
import { moneyIn, tablesOf } from './table-cells.ts';
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

const rate = (a: Exact, b: Exact): Exact | null => {
  const q = isZero(b) ? null : div(a, b);
  return q && mul(q, HUNDRED);
};
const fits = (r: Figure, due: Exact | null): boolean => due !== null && matchesRate(r.amount, placesOf(r), due);

const print = (v: Exact, scene: TextScene): string => shown(v, scene.profile.decimals.percent);

/** How a rate of spending is announced, right before its figure. */
const SPENT =
  /(?:执行率|支出率|支付率|支付进度|控制率|(?:资产|设备)[^，]{0,4}利用率|预算数?的|资金的)(?:为|达到?|是)?$|^[，,]?(?:资产)?利用率(?:为|达到?)?$/;
const ARRANGED = /预算|安排|原值|到位|下达|合同|资金/;
const USED = /支出|执行|支付|采购|决算|使用|在用|完成/;
const CHANGE = /增长|下降|增幅|降幅|上升|减少|增加|提高|降低|压减|调整率|变动率|增减/;

const context = new WeakMap<TextScene, Map<number, Figure[]>>();

/** Money of a paragraph and the one before: a rate's base may stand a sentence or a paragraph earlier. */
function moneyNear(scene: TextScene, paragraph: number): readonly Figure[] {
  let map = context.get(scene);
  if (!map) {
    map = new Map();
    for (const s of sentencesOf(scene))
      map.set(s.paragraph, [...(map.get(s.paragraph) ?? []), ...s.figures.filter((f) => f.money)]);
    context.set(scene, map);
  }
  const own = map.get(paragraph) ?? [];
  let before: readonly Figure[] = [];
  for (let p = paragraph - 1; p >= 0 && p >= paragraph - 4 && before.length === 0; p--) before = map.get(p) ?? [];
  // A page without paragraphs: only what stands near.
  return [...before.slice(-12), ...own];
}

/** Every sum of money in the text: a base may stand anywhere. */
const everything = new WeakMap<TextScene, readonly Figure[]>();
function nearAndTotals(scene: TextScene, s: Sentence, at: Figure): readonly Figure[] {
  const near = moneyNear(scene, s.paragraph).filter((f) => Math.abs(f.start - at.start) < 1500);
  return near.length > 1 ? near : allMoney(scene);
}
function allMoney(scene: TextScene): readonly Figure[] {
  let all = everything.get(scene);
  if (!all) {
    const seen = new Map(
      sentencesOf(scene).flatMap((s) => s.figures.filter((f) => f.money).map((f) => [f.digits + f.unit, f] as const)),
    );
    all = [...seen.values()].slice(0, 300);
    everything.set(scene, all);
  }
  return all;
}

/** 预算980万元，支出964.32万元，项目执行率98.40%: the two amounts right before it, or any two that give it. */
function moneyRates(scene: TextScene): TextHit[] {
  return sentencesOf(scene).flatMap((s) =>
    s.figures.flatMap((r, i): TextHit[] => {
      if (r.unit !== '%' && r.unit !== '％') return [];
      if (r.rough || CHANGE.test(r.lead) || !SPENT.test(r.lead) || /^的[^，]{0,4}(?:项目|单位)/.test(r.tail)) return [];
      // The operands: 预算…, 支出… right before the rate, in this order, with nothing but words between.
      const [a, b] = operands(s, i);
      if (!a || !b) return [];
      // 完成年初预算的98.43% behind the full-year budget: another base than the one that stands there.
      const named = /年初|全年|调整/.exec(r.lead)?.[0];
      if (named && !a.lead.includes(named)) return [];
      // Where the three stand side by side nothing else can be meant: 项目预算96万元，支出93.12万元，执行率97%.
      const side =
        s.figures[i - 1] === b &&
        s.figures[i - 2] === a &&
        /^(?:项目)?预算(?:数)?(?:为)?$/.test(a.lead.slice(-4).replace(/^.*?(?=预算)/, ''));
      const pool = side && !/全年|调整|年初/.test(a.lead) ? [a, b] : nearAndTotals(scene, s, r);
      if (pool.some((x) => pool.some((y) => x !== y && fits(r, rate(x.amount, y.amount))))) return [];
      // 1 − a/b: 结转结余率, 节约率.
      if (pool.some((x) => pool.some((y) => x !== y && fits(r, rate(sub(y.amount, x.amount), y.amount))))) return [];
      const due = rate(b.amount, a.amount);
      if (!due) return [];
      return [{ start: r.start, end: r.end, say: { a: r.digits, b: print(due, scene), base: baseOf(a, b) } }];
    }),
  );
}

/** 预算…, 支出… before the rate and after the last ；; between them may stand parts of what was used: 在用…、闲置…, 货物…、服务…. */
function operands(s: Sentence, i: number): [Figure?, Figure?] {
  const last = s.figures[i]!;
  const near = s.figures
    .slice(Math.max(0, i - 5), i)
    .filter((f) => f.money && !/[；;。]/.test(s.text.slice(f.end - s.start, last.start - s.start)));
  for (let k = near.length - 2; k >= 0; k--) {
    const [a, b] = [near[k]!, near[k + 1]!];
    if (!ARRANGED.test(a.lead) || !USED.test(b.lead) || /闲置|其中(?!在用)/.test(b.lead)) continue;
    return a.rough || b.rough ? [] : [a, b];
  }
  return [];
}

const baseOf = (a: Figure, b: Figure): string =>
  [a, b]
    .map((f) => /(全年预算数?|调整后预算数?|年初预算数?|预算数?|原值|合同金额)/.exec(f.lead)?.[1])
    .find((w) => w !== undefined) ?? '文中金额';

/** 基本支出1238.60万元，占45.60%. */
function shares(scene: TextScene): TextHit[] {
  return sentencesOf(scene).flatMap((s) =>
    s.figures.flatMap((r, i): TextHit[] => {
      if ((r.unit !== '%' && r.unit !== '％') || r.rough || placesOf(r) < 1) return [];
      // All of it: the other figure is the same one.
      if (compare(r.amount, HUNDRED) === 0) return [];
      const own = s.figures[i - 1];
      if (!own?.money || own.rough) return [];
      const between = s.text.slice(own.end - s.start, r.start - s.start);
      if (!/^[，,（(]?(?:约)?占[^，,。；;\d]{0,16}$/.test(between)) return [];
      const pool = allMoney(scene).filter((f) => f !== own && compare(f.amount, own.amount) >= 0);
      if (inTables(scene).some((whole) => fits(r, rate(own.amount, whole)))) return [];
      if (pool.length === 0 || pool.some((f) => fits(r, rate(own.amount, f.amount)))) return [];
      // Sums of two: 财政拨款 with 其他收入 may be what it is a share of.
      if (pool.some((x) => fits(r, rate(own.amount, add(x.amount, own.amount))))) return [];
      const named = /占([^，,。；;\d]{2,14}?)的?$/.exec(between)?.[1];
      const whole =
        (named && pool.find((f) => f.lead.includes(named.slice(-4)))) ||
        pool.reduce((x, y) => (compare(y.amount, x.amount) > 0 ? y : x));
      // A share of something the text does not state near cannot be judged; near misses can.
      const due = rate(own.amount, whole.amount);
      const alike = pool.map((f) => rate(own.amount, f.amount)!).find((d) => close(r.amount, d));
      const shownDue = alike ?? (named ? null : due);
      if (!shownDue) return [];
      return [
        {
          start: r.start,
          end: r.end,
          say: { a: own.digits + own.unit, b: '总额', p: print(shownDue, scene), q: r.digits },
        },
      ];
    }),
  );
}
/** Money that stands in tables: what a sentence gives a share of may be stated there only. */
const tabled = new WeakMap<TextScene, readonly Exact[]>();
function inTables(scene: TextScene): readonly Exact[] {
  const before = tabled.get(scene);
  if (before) return before;
  const cells = tablesOf(scene).flatMap((t) => t.rows.flatMap((r) => r.flatMap((c) => moneyIn(t, c) ?? [])));
  tabled.set(scene, cells.slice(0, 500));
  return tabled.get(scene)!;
}

/** Within five points: the same share, worked out wrongly. */
const close = (a: Exact, b: Exact): boolean => {
  const off = sub(a, b);
  return compare(off, { num: 5n, den: 1n }) <= 0 && compare(off, { num: -5n, den: 1n }) >= 0;
};

/** 合格1249批次，合格率99.13%: the stem of the rate names the numerator, a count before it in the same unit the whole. */
const RATE = /([\u4e00-\u9fff]{2,12})率(?:为|达到?|是|约)?$/;
const STEMS =
  /完工|竣工|投产|完成|办结|结案|整改|合格|优良|验收|回收|回复|受理|兑现|达标|覆盖|达成|就业|入库|销号|化解|处置|年检|检出|录取|通过|投运|履约|签约|满意/;

function countRates(scene: TextScene): TextHit[] {
  return sentencesOf(scene).flatMap((s) =>
    s.figures.flatMap((r, i): TextHit[] => {
      if ((r.unit !== '%' && r.unit !== '％') || r.rough) return [];
      const name = RATE.exec(r.lead)?.[1] ?? (/满意度(?:为|达到?|是)?$/.test(r.lead) ? '满意' : undefined);
      const stem = name && [...name.matchAll(new RegExp(STEMS, 'g'))].at(-1)?.[0];
      if (!stem || /目标|不低于|≥|以上/.test(r.lead)) return [];
      const counts = s.figures.slice(0, i).filter((f) => !f.money && f.unit !== '' && !/[%％分]|百分点/.test(f.unit));
      const named = counts.filter(
        (f) =>
          new RegExp(`(?<!未|应|需|要求|计划|目标)${stem}(?!率)[^，,。；;\\d]{0,8}$`).test(f.lead) ||
          new RegExp(`^.?[^，,。；;\\d]{0,6}(?<!未)${stem}(?!率)`).test(f.unit.slice(1) + f.tail),
      );
      const top = named.at(-1);
      if (!top || top.rough) return [];
      const unit = top.unit.slice(0, 1);
      const wholes = counts.filter((f) => f !== top && f.unit.slice(0, 1) === unit && !f.rough && !named.includes(f));
      if (!wholes.length) return [];
      if (
        [...wholes, ...counts.filter((f) => f !== top)].some(
          (w) => fits(r, rate(top.amount, w.amount)) || fits(r, rate(w.amount, top.amount)),
        )
      )
        return [];
      const whole = wholes
        .filter((w) => (w.start < top.start || /应|需|共|总/.test(w.lead)) && compare(w.amount, top.amount) >= 0)
        .at(stem === '满意' || stem === '合格' ? -1 : 0);
      const due = whole && rate(top.amount, whole.amount);
      if (!due) return [];
      return [
        { start: r.start, end: r.end, say: { a: top.digits, b: whole.digits, p: print(due, scene), q: r.digits } },
      ];
    }),
  );
}

export const SAID_RATES: readonly TextRule[] = [
  {
    id: 'C030',
    severity: 'E',
    message: '文中执行率{a}%，按{base}计算应为{b}%。',
    find: moneyRates,
  },
  {
    id: 'C055',
    severity: 'E',
    message: '{a}/{b}应为{p}%，文中为{q}%。',
    find: (scene) => [...countRates(scene), ...shares(scene)],
  },
];
