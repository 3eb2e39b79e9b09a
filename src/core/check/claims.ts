// Rules about figures that one sentence of a text gives together (C023, C030, C048–C054): what it says must follow from what it says.

import { shown } from '../figure/compute.ts';
import {
  abs,
  add,
  compare,
  div,
  type Exact,
  exact,
  fromDecimal,
  HUNDRED,
  isZero,
  mul,
  sub,
  ZERO,
} from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import { decimalsOf, matchesRate } from './amounts.ts';
import { hitsOf, type TextHit, type TextRule, type TextScene } from './text-rule.ts';

const NUM = String.raw`(\d[\d,]{0,15}(?:\.\d{1,6})?)[ 　]?`;
const MONEY = `${NUM}([万亿]?元)`;
const UP = '增加|增长|增多|上升|提高';
const DOWN = '减少|下降|降低|压减|压缩';
const GAP = '[^。；;\\n\\d]{0,24}?';

const number = (s: string): Exact => fromDecimal(s.replaceAll(',', '')) ?? ZERO;
const yuan = (value: string, unit: string): Exact => mul(number(value), unitOf(unit).factor);
const print = (v: Exact, unit: string, scene: TextScene): string =>
  `${shown(div(v, unitOf(unit).factor)!, scene.profile.decimals.money)}${unit}`;
const rate = (a: Exact, b: Exact): Exact => mul(div(a, b)!, HUNDRED);
const percent = (v: Exact, scene: TextScene): string => shown(v, scene.profile.decimals.percent);
/** Rounded amounts: half a last place for each of the two. */
const near = (a: Exact, b: Exact, parts: readonly [string, string][]): boolean => {
  const tol = parts
    .map(([v, u]) => mul(unitOf(u).factor, exact(1n, 2n * 10n ** BigInt(decimalsOf(v)))))
    .reduce(add, ZERO);
  return compare(abs(sub(a, b)), tol) <= 0;
};

/** 7910万元，较上年增加4660万元，增长143.38% */
const GROWTH = new RegExp(
  `${MONEY}[，,（(]?(?:同比|总额|总体|均|同口径)?(?:较|比)[^。；;\\n\\d]{0,12}?(${UP}|${DOWN})(?:了)?${MONEY}[，,（(；;]?((?:同比)?(?:增长|上升|下降|减少|增幅|降幅|增加|提高|降低)(?:了|为|率)?${NUM}[%％])`,
  'g',
);

/** 与上年支出33.10万元相比减少1.62万元，下降4.89%: the base is said, whatever this year's amount is. */
const BASED = new RegExp(
  `(?:与|比|较|同)(?:上年|去年|上一年|20\\d\\d年)[^，,。；;\\n\\d]{0,12}${MONEY}(?:相比|比较)?[，,]?(${UP}|${DOWN})(?:了)?${MONEY}[，,（(]((?:同比)?(?:增长|上升|下降|减少|增幅|降幅|增加|提高|降低)(?:了|为|率)?${NUM}[%％])`,
  'g',
);

function basedGrowths(scene: TextScene): TextHit[] {
  return [...scene.text.matchAll(BASED)].flatMap((m): TextHit[] => {
    const [whole, base, bu, , delta, du, clause, stated] = m as unknown as string[];
    const from = yuan(base!, bu!);
    if (isZero(from)) return [];
    const due = rate(yuan(delta!, du!), from);
    if (matchesRate(number(stated!), decimalsOf(stated!), due)) return [];
    const end = m.index + whole!.length;
    return [{ start: end - clause!.length, end, say: { a: stated!, b: percent(due, scene) } }];
  });
}

/** 收入预算比上年增加520.00万元，增长5.70%: this year's amount stands before under the same name, or right before the clause. */
const NAMED_GROWTH = new RegExp(
  `(?<=[，,。；;：:\\n])([\\u4e00-\\u9fff“”]{0,12}?)(?:较|比)(?:上年|去年|上一年)[^，,。；;\\n\\d]{0,8}?(${UP}|${DOWN})(?:了)?${MONEY}[，,（(]((?:同比)?(?:增长|上升|下降|减少|增加|降低)(?:了|为)?${NUM}[%％])`,
  'g',
);

function namedGrowths(scene: TextScene): TextHit[] {
  const { text } = scene;
  return [...text.matchAll(NAMED_GROWTH)].flatMap((m): TextHit[] => {
    const [whole, name, word, delta, du, clause, stated] = m as unknown as string[];
    const before = text
      .slice(Math.max(0, m.index - 400), m.index)
      .split(/[。\n]/)
      .slice(-2)
      .join('。');
    const amounts = [...before.matchAll(AMOUNTS)].map((a) => ({
      lead: before.slice(Math.max(0, a.index - 16), a.index),
      value: yuan(a[1]!, a[2]!),
    }));
    const said = name!.replace(/[“”]/g, '');
    // Without a name of its own the clause goes on about what was just said.
    const own = said ? amounts.filter((a) => a.lead.replace(/[“”]/g, '').includes(said)) : amounts;
    if (!own.length || (said && said.length < 3)) return [];
    const change = yuan(delta!, du!);
    const up = new RegExp(UP).test(word!);
    const g = { change, up, stated: stated! } as Growth;
    if (amounts.some((a) => follows(a.value, g))) return [];
    const now = own.at(-1)!.value;
    const base = up ? sub(now, change) : add(now, change);
    if (compare(base, ZERO) <= 0) return [];
    const due = rate(change, base);
    const end = m.index + whole!.length;
    return [{ start: end - clause!.length, end, say: { a: stated!, b: percent(due, scene) } }];
  });
}

/** 与上年33.10万元相比: the amount is last year's. */
const COMPARED = /(?:与|较|比|同|上年|去年)[^，,。；;\n]{0,14}$/;

interface Growth {
  at: TextHit;
  now: Exact;
  before: Exact;
  stated: string;
  change: Exact;
  up: boolean;
  loose: readonly [string, string][];
}

const growths = ({ text }: TextScene): Growth[] =>
  [...text.matchAll(GROWTH)]
    .filter((m) => !COMPARED.test(text.slice(Math.max(0, m.index - 16), m.index)))
    .map((m) => {
      const [whole, now, unit, word, delta, deltaUnit, clause, stated] = m as unknown as string[];
      const change = yuan(delta!, deltaUnit!);
      const total = yuan(now!, unit!);
      const up = new RegExp(UP).test(word!);
      const before = up ? sub(total, change) : add(total, change);
      const end = m.index + whole!.length;
      return {
        at: { start: end - clause!.length, end },
        now: total,
        before,
        stated: stated!,
        change,
        up,
        loose: [
          [now!, unit!],
          [delta!, deltaUnit!],
        ] as const,
      };
    });

const AMOUNTS = new RegExp(MONEY, 'g');

/** Every other amount of the sentence and of the one before. */
function others({ text }: TextScene, g: Growth): Exact[] {
  const from = Math.max(0, g.at.start - 400);
  const before = text.slice(from, g.at.start);
  const sentences = before.split('。').slice(-2).join('。');
  return [...sentences.matchAll(AMOUNTS)].map((m) => yuan(m[1]!, m[2]!));
}

function follows(now: Exact, g: Growth): boolean {
  const base = g.up ? sub(now, g.change) : add(now, g.change);
  if (compare(base, ZERO) <= 0) return false;
  return matchesRate(number(g.stated), decimalsOf(g.stated), rate(g.change, base));
}

/** 2022年40.6万元，2021年58.3万元，减少17.7万元 */
const TWO_YEARS = new RegExp(
  `(?<!\\d)(20\\d\\d)[ ]?年${GAP}${MONEY}[，,；;（(]${GAP}(20\\d\\d)[ ]?年${GAP}${MONEY}[，,；;）)](?:与上年|同比|对比|较上年|比上年|两年|相比){0,3}(${UP}|${DOWN})(?:了)?${MONEY}`,
  'g',
);

/** 年初预算为100万元，支出决算为110万元，完成年初预算的110% */
const DONE = new RegExp(
  `年初预算(?:数)?(?:为|是)?${MONEY}[，,；;][^。；;\\n\\d]{0,16}(?:支出|决算|执行|完成)[^。；;\\n\\d]{0,8}${MONEY}[，,；;]?[^。；;\\n\\d]{0,6}(?:完成|占|为)(?:了)?年初预算(?:数)?的${NUM}[%％]`,
  'g',
);

interface Done {
  at: TextHit;
  budget: Exact;
  used: Exact;
  unit: string;
  stated: string;
}

const dones = ({ text }: TextScene): Done[] =>
  [...text.matchAll(DONE)].map((m) => {
    const [whole, budget, bu, used, uu, stated] = m as unknown as string[];
    const tail = /(?:完成|占|为)(?:了)?年初预算(?:数)?的[\d.,]+[ 　]?[%％]$/.exec(whole!)![0].length;
    return {
      at: { start: m.index + whole!.length - tail, end: m.index + whole!.length },
      budget: yuan(budget!, bu!),
      used: yuan(used!, uu!),
      unit: uu!,
      stated: stated!,
    };
  });

const wrongRate = (d: Done): boolean =>
  !isZero(d.budget) && !matchesRate(number(d.stated), decimalsOf(d.stated), rate(d.used, d.budget));

export const CLAIMS: readonly TextRule[] = [
  {
    id: 'C023',
    severity: 'W',
    message: '完成与未完成指标数之和{a}项不等于指标总数{b}项。',
    find: ({ text }) =>
      [
        ...text.matchAll(
          /指标(?:共|共计|合计|总数为?)?(\d{1,4})[项个](?:指标)?[^。；;\n\d]{0,16}?(?<!未)(?:已)?完成(?:指标)?(\d{1,4})[项个][^。；;\n\d]{0,12}未完成(?:指标)?(\d{1,4})[项个]|(\d{1,4})[项个][^。；;，,\n\d]{0,8}指标[^。；;\n\d]{0,12}?(?<!未)(?:已)?完成(\d{1,4})[项个][^。；;\n\d]{0,12}未完成(\d{1,4})[项个]/g,
        ),
      ].flatMap((m) => {
        const [total, done, undone] = (m[1] ? m.slice(1, 4) : m.slice(4, 7)).map(Number) as [number, number, number];
        if (done + undone === total) return [];
        return [{ start: m.index, end: m.index + m[0].length, say: { a: String(done + undone), b: String(total) } }];
      }),
  },
  {
    id: 'C030',
    severity: 'E',
    message: '文中完成率{a}%，按年初预算数计算应为{b}%。',
    find: (scene) =>
      dones(scene)
        .filter((d) => wrongRate(d) && compare(number(d.stated), HUNDRED) !== 0)
        .map((d) => ({ ...d.at, say: { a: d.stated, b: percent(rate(d.used, d.budget), scene) } })),
  },
  {
    id: 'C053',
    severity: 'W',
    message: '写明完成预算100%，同时写决算{way}预算{d}，前后矛盾。',
    find: (scene) =>
      dones(scene)
        .filter((d) => wrongRate(d) && compare(number(d.stated), HUNDRED) === 0)
        .map((d) => ({
          ...d.at,
          say: {
            way: compare(d.used, d.budget) > 0 ? '大于' : '小于',
            d: print(abs(sub(d.used, d.budget)), d.unit, scene),
          },
        })),
  },
  {
    id: 'C048',
    severity: 'E',
    message: '文中增减额{a}，按两年数据计算应为{b}。',
    find: (scene) =>
      [...scene.text.matchAll(TWO_YEARS)].flatMap((m) => {
        const [whole, y1, v1, u1, y2, v2, u2, word, delta, du] = m as unknown as string[];
        if (Number(y1) - Number(y2) !== 1) return [];
        const real = sub(yuan(v1!, u1!), yuan(v2!, u2!));
        const signed = new RegExp(UP).test(word!) ? yuan(delta!, du!) : sub(ZERO, yuan(delta!, du!));
        if (
          near(signed, real, [
            [v1!, u1!],
            [v2!, u2!],
            [delta!, du!],
          ])
        )
          return [];
        const end = m.index + whole!.length;
        const tail = whole!.length - whole!.lastIndexOf(word!);
        const b = compare(real, ZERO) < 0 ? '减少' : '增加';
        return [
          {
            start: end - tail,
            end,
            say: { a: `${word}${delta}${du}`, b: isZero(real) ? '持平' : `${b}${print(abs(real), du!, scene)}` },
          },
        ];
      }),
  },
  {
    id: 'C049',
    severity: 'E',
    message: '增减率{a}%有误，应为{b}%。',
    find: (scene) => {
      const hits = growths(scene).flatMap((g) => {
        if (isZero(g.before) || compare(g.before, ZERO) < 0) return [];
        const due = rate(g.change, g.before);
        // The amount right before is often a part: 公务接待费2.35万元，比上年减少0.54万元 is said of the whole sentence's subject.
        if (others(scene, g).some((now) => follows(now, g))) return [];
        // Rounded amounts blur the rate: what half a last place can change is forgiven.
        const blur = g.loose
          .map(([v, u]) => mul(unitOf(u).factor, exact(1n, 2n * 10n ** BigInt(decimalsOf(v)))))
          .reduce(add, ZERO);
        const forgiven = g.loose.every(([v]) => decimalsOf(v) >= 2) ? rate(blur, g.before) : ZERO;
        const off = abs(sub(number(g.stated), due));
        if (matchesRate(number(g.stated), decimalsOf(g.stated), due) || compare(off, forgiven) <= 0) return [];
        return [{ ...g.at, say: { a: g.stated, b: percent(due, scene) } }];
      });
      const more = [...basedGrowths(scene), ...namedGrowths(scene)];
      return [...hits, ...more.filter((m) => !hits.some((h) => h.start < m.end && m.start < h.end))];
    },
  },
  {
    id: 'C050',
    severity: 'W',
    message: '上年为零，不宜计算增长率，建议表述为“上年无此项”。',
    find: (scene) => growths(scene).flatMap((g) => (isZero(g.before) ? [g.at] : [])),
  },
  {
    id: 'C052',
    severity: 'E',
    message: '比率变动应表述为“{n}个百分点”。',
    find: ({ text }) =>
      [
        ...text.matchAll(
          /(?:(?<![效频速])率|满意度|占比|比重)[^。；;\n]{0,24}?(?:较|比)(?:上年|去年|上一年|20\d\d年|目标值?)[^。；;，,\n\d]{0,8}(?:提高|提升|上升|下降|降低|增加|减少)(?:了)?(\d{1,3}(?:\.\d{1,4})?)[ ]?[%％](?!点)/g,
        ),
      ].map((m) => {
        const end = m.index + m[0].length;
        const tail = /(?:提高|提升|上升|下降|降低|增加|减少)(?:了)?[\d.]+[ ]?[%％]$/.exec(m[0])![0].length;
        return { start: end - tail, end, say: { n: m[1]! } };
      }),
  },
  {
    id: 'C054',
    severity: 'I',
    message: '各占比合计{s}%，建议注明四舍五入。',
    find: (scene) =>
      scene.lines.flatMap((line) => {
        const shares = hitsOf(line.text, /占[^，,。；;\n\d]{0,14}\d{1,3}\.\d{1,4}[ ]?[%％]/g);
        if (shares.length < 2) return [];
        const total = shares
          .map((h) => number(/([\d.]+)[ ]?[%％]$/.exec(line.text.slice(h.start, h.end))![1]!))
          .reduce(add, ZERO);
        const off = abs(sub(total, HUNDRED));
        // Far from 100 they are shares of different things.
        if (compare(off, exact(2n, 100n)) <= 0 || compare(off, exact(3n, 10n)) > 0) return [];
        const [first, last] = [shares[0]!, shares[shares.length - 1]!];
        return [{ start: line.start + first.start, end: line.start + last.end, say: { s: percent(total, scene) } }];
      }),
  },
];
