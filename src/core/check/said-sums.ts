// Rules about sums that one sentence states (C001–C023, C035, C069): a whole, 其中, and its parts. Rows say which words make which sum.
import { shown } from '../figure/compute.ts';
import { abs, add, compare, div, type Exact, exact, isZero, mul, sub, sum, toText } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import { type Figure, placesOf, type Sentence, sentencesOf } from './clauses.ts';
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

interface SaidSum {
  id: string;
  severity: 'E' | 'W';
  /** What the whole is called. */
  whole: RegExp;
  /** What its parts are called; only such figures are added. */
  part: RegExp;
  /** A list with so many parts is complete; a shorter one is judged only when it is more than the whole. */
  enough: number;
  message: string;
  /** The topic may be named anywhere before in the sentence. */
  narrow?: boolean;
  /** The whole's own words must not be these. */
  not?: RegExp;
}

const SOURCES = /财政拨款|一般公共预算|政府性基金|国有资本|专户|非税|事业收入|经营收入|上级补助|附属单位|其他收入|结转/;
const NATURES = /基本支出|项目支出|经营支出|上缴上级|对附属/;

/** The narrow ones first: the first row whose words fit judges the sentence. */
const SUMS: readonly SaidSum[] = [
  {
    id: 'C012',
    severity: 'E',
    whole: /三公/,
    narrow: true,
    not: /采购|基本支出|公用经费/,
    part: /因公出国|公务用车|公务接待|用车购置|用车运行/,
    enough: 2,
    message: '“三公”经费分项合计{a}与总额{b}不符。',
  },
  {
    id: 'C013',
    severity: 'E',
    whole: /采购/,
    narrow: true,
    not: /预算安排|三公/,
    part: /货物|工程|服务/,
    enough: 2,
    message: '政府采购货物、工程、服务合计{a}与总额{b}不符。',
  },
  {
    id: 'C004',
    severity: 'E',
    whole: /基本支出/,
    part: /人员经费|公用经费|日常公用/,
    enough: 2,
    message: '人员经费与公用经费之和{a}不等于基本支出{b}。',
  },
  {
    id: 'C020',
    severity: 'E',
    whole: /固定资产|资产原值/,
    not: /净值|折旧|面积/,
    part: /在用|闲置|出租|出借|待处置|待报废/,
    enough: 2,
    message: '在用、闲置等资产合计{a}与固定资产原值{b}不符。',
  },
  {
    id: 'C001',
    severity: 'E',
    whole: /(?:收入预算|预算收入|预算总收入)[^，,；;。]{0,12}$|(?:收入预算|预算收入)[^；;。]{0,20}其中/,
    not: /决算|本年收入|实际/,
    part: SOURCES,
    enough: 2,
    message: '收入预算各来源合计{a}，与收入预算总额{b}相差{d}，请核对来源是否遗漏或重复。',
  },
  {
    id: 'C005',
    severity: 'E',
    whole: /决算|本年收入|收入合计|收入总计|总收入/,
    not: /预算/,
    part: SOURCES,
    enough: 2,
    message: '决算收入各来源合计{a}与本年收入合计{b}不符。',
  },
  {
    id: 'C002',
    severity: 'E',
    whole: /支出预算|预算支出|年初(?:部门)?预算|预算安排|部门预算/,
    not: /决算|本年支出|支出合计|执行|实际|收入/,
    part: NATURES,
    enough: 2,
    message: '基本支出与项目支出合计{a}，不等于支出预算总额{b}（差{d}）。',
  },
  {
    id: 'C006',
    severity: 'E',
    whole: /支出|决算数|执行数/,
    not: /预算|年初|收入/,
    part: NATURES,
    enough: 2,
    message: '决算支出分项合计{a}与本年支出合计{b}不符。',
  },
];

const UNCHANGED = /较|比|上年|去年|同期|增加|减少|增长|下降|压减|节约|超出/;

/** A figure that a comparison brings in: 比上年增加12万元. */
const compared = (f: Figure, s: Sentence): boolean =>
  /(?:较|比|同)[^，,；;]{0,20}$/.test(s.text.slice(Math.max(0, f.start - s.start - 24), f.start - s.start)) ||
  UNCHANGED.test(f.lead.slice(-8).replace(/上年(?:年?末)?结[转余]/, ''));

const half = (f: Figure): Exact => {
  const step = exact(1n, 2n * 10n ** BigInt(placesOf(f)));
  return f.money ? mul(step, unitOf(f.unit).factor) : step;
};

/** What rounding may explain: half a last place of every number; counts none. */
const slack = (fs: readonly Figure[]): Exact => (fs.some((f) => f.money) ? sum(fs.map(half)) : exact(0n));

const printed = (v: Exact, like: Figure, scene: TextScene): string =>
  like.money
    ? `${shown(div(v, unitOf(like.unit).factor)!, Math.max(placesOf(like), scene.profile.decimals.money))}${like.unit}`
    : toText(v);

interface Verdict {
  row: SaidSum;
  hit: TextHit;
}
const judged = new WeakMap<TextScene, readonly Verdict[]>();

function verdicts(scene: TextScene): readonly Verdict[] {
  const before = judged.get(scene);
  if (before) return before;
  const fresh = sentencesOf(scene).flatMap((s) => SUMS.flatMap((row) => judge(row, s, scene)));
  judged.set(scene, fresh);
  return fresh;
}

/** Runs of parts; the whole is the figure right before the run, whatever it is called: 三公…预算9.80万元；实际支出8.26万元，其中…. */
function judge(row: SaidSum, s: Sentence, scene: TextScene): Verdict[] {
  const money = s.figures.filter((f) => f.money && !f.rough && !compared(f, s));
  const out: Verdict[] = [];
  for (let i = 1; i < money.length; i++) {
    if (!row.part.test(money[i]!.lead)) continue;
    const whole = money[i - 1]!;
    const parts: Figure[] = [];
    let next = i;
    while (next < money.length && row.part.test(money[next]!.lead) && !/合计|总额|总计|小计/.test(money[next]!.lead))
      parts.push(money[next++]!);
    i = next - 1;
    const verdict = parts.length >= row.enough ? weigh(row, whole, parts, money[next], s, scene) : null;
    if (verdict) out.push(verdict);
  }
  return out;
}

function weigh(
  row: SaidSum,
  whole: Figure,
  parts: Figure[],
  after: Figure | undefined,
  s: Sentence,
  scene: TextScene,
): Verdict | null {
  const head = s.text.slice(0, whole.start - s.start);
  const between = s.text.slice(whole.end - s.start, parts[0]!.start - s.start);
  // 实际支出XX万元，其中…: the whole is not filled in.
  if (/[XＸ×＿_]{2}|【/.test(between)) return null;
  if (row.part.test(whole.lead) || /[；;]/.test(between.replace(/[；;](?=其中)/g, ''))) return null;
  if (!/其中|包括|分别|[：:（(]|^[，,]?[^；;]{0,40}$/.test(between)) return null;
  const words = row.narrow ? head : head.slice(-60) + between;
  if (!row.whole.test(words) || row.not?.test(whole.lead)) return null;
  const names = parts.map((p) => row.part.exec(p.lead)?.[0]);
  // The same part twice: budget and final side by side, or two years.
  if (new Set(names).size < parts.length) return null;
  const total = sum(parts.map((p) => p.amount));
  const gap = abs(sub(total, whole.amount));
  if (compare(gap, slack([whole, ...parts])) <= 0) return null;
  // 其中财政拨款…、其他收入…，年初结转结余…: what was carried in may stand beside the sum.
  const own = parts.filter((p) => !/结转|结余/.test(p.lead));
  if (
    own.length >= row.enough &&
    compare(abs(sub(sum(own.map((p) => p.amount)), whole.amount)), slack([whole, ...own])) <= 0
  )
    return null;
  const last = parts.at(-1)!;
  // The list goes on with something this row has no name for: only too much is a fault then.
  const goesOn =
    after !== undefined &&
    /^[，,、；;][^，,、；;。]{0,24}$/.test(s.text.slice(last.end - s.start, after.start - s.start)) &&
    !TURNS.test(after.lead);
  if (goesOn && compare(total, whole.amount) < 0) return null;
  return {
    row,
    hit: {
      start: whole.start,
      end: last.end,
      say: { a: printed(total, whole, scene), b: printed(whole.amount, whole, scene), d: printed(gap, whole, scene) },
    },
  };
}

/** What follows is another total and no further part. */
const TURNS = /支出预算|收入预算|总额|合计|总计|年末|年初|结余|决算|实际|预算数|全年|采购|三公/;

const moneyRule = (row: SaidSum): TextRule => ({
  id: row.id,
  severity: row.severity,
  message: row.message,
  find: (scene) => verdicts(scene).flatMap((v) => (v.row === row ? [v.hit] : [])),
});

/** Counts of one kind of thing: the words that name a state of it, and the rule. */
interface SaidCount {
  id: string;
  severity: 'E' | 'W';
  unit: RegExp;
  whole: RegExp;
  part: RegExp;
  enough: number;
  message: string;
}

const COUNTS: readonly SaidCount[] = [
  {
    id: 'C022',
    severity: 'E',
    unit: /^[个项]/,
    whole: /项目/,
    part: /完工|完成|竣工|投产|在建|实施中|推进|前期|未开工|未完成|未实施|跨年|报建|手续|新建|续建|常年|阶段|一次性|延续/,
    enough: 2,
    message: '已完工、在建、前期等项目合计{a}个，与总数{b}个不符。',
  },
  {
    id: 'C023',
    severity: 'W',
    unit: /^[个项]/,
    whole: /指标/,
    part: /产出|效益|成本|满意|数量|质量|时效|完成|未达|管理|效能/,
    enough: 2,
    message: '指标分项合计{a}项，不等于指标总数{b}项。',
  },
  {
    id: 'C018',
    severity: 'E',
    unit: /^[人名]/,
    whole: /实有|总人数|共有|在职|在编|编制|人员/,
    part: /行政|事业|参公|工勤|机关|在编|在职|聘用|编外|临聘|后勤|合同|公益/,
    enough: 2,
    message: '人数分项合计{a}人，与{b}人不符。',
  },
];

const countVerdicts = new WeakMap<TextScene, readonly { row: SaidCount; hit: TextHit }[]>();

function countsOf(scene: TextScene) {
  const before = countVerdicts.get(scene);
  if (before) return before;
  const fresh = sentencesOf(scene).flatMap((s) =>
    COUNTS.flatMap((row) => judgeCount(row, s).map((hit) => ({ row, hit }))),
  );
  countVerdicts.set(scene, fresh);
  return fresh;
}

/** 项目14个，其中已完工11个、在建2个、前期准备1个. Only what 其中 or a bracket announces is added. */
function judgeCount(row: SaidCount, s: Sentence): TextHit[] {
  return s.figures.flatMap((whole, i): TextHit[] => {
    if (!row.unit.test(whole.unit) || whole.rough || !row.whole.test(whole.lead + whole.tail + whole.unit)) return [];
    if (/其中|[（(]/.test(s.text.slice(Math.max(0, whole.start - s.start - 2), whole.start - s.start))) return [];
    const next = s.figures[i + 1];
    if (!next) return [];
    const between = s.text.slice(whole.end - s.start, next.start - s.start);
    if (!/^[^。；;]{0,12}(?:其中|[（(]|包括)[：:，,]?[^。；;，,]{0,16}$/.test(between)) return [];
    const parts: Figure[] = [];
    let last = next;
    for (const f of s.figures.slice(i + 1)) {
      const gap = f === next ? '' : s.text.slice(last.end - s.start, f.start - s.start);
      const words = f.lead + f.unit.slice(1) + f.tail;
      if (!row.unit.test(f.unit) || f.rough || !row.part.test(words) || /[。；;]|另|同时|率/.test(gap)) break;
      parts.push(f);
      last = f;
    }
    if (parts.length < row.enough) return [];
    const total = sum(parts.map((p) => p.amount));
    if (isZero(sub(total, whole.amount))) return [];
    // 其中完成12个、按期10个: nested states say less than the whole without being wrong.
    const whole0 =
      parts.length === 2 &&
      compare(total, whole.amount) < 0 &&
      !/未|在建|前期|事业/.test(s.text.slice(whole.end - s.start, last.end - s.start + 8));
    if (whole0) return [];
    return [{ start: whole.start, end: last.end, say: { a: toText(total), b: toText(whole.amount) } }];
  });
}

const countRule = (row: SaidCount): TextRule => ({
  id: row.id,
  severity: row.severity,
  message: row.message,
  find: (scene) => countsOf(scene).flatMap((v) => (v.row === row ? [v.hit] : [])),
});

/** 自评得分95.6分，其中…9.6分，…48.5分; or the parts first and the total last. */
const TOTAL = /自评(?:总)?(?:得|评)?分|总分|综合得分|总得分|得分合计|合计得分/;
const NOT_GOT = /满分|分值|权重|标准分|总值|基准|共|低于|高于|不低于|以上|每|扣|减|×/;

function scoreSums(scene: TextScene): TextHit[] {
  return sentencesOf(scene).flatMap((s): TextHit[] => {
    const points = s.figures.filter((f) => f.unit.startsWith('分') && !f.rough);
    const totals = points.filter((f) => TOTAL.test(f.lead));
    if (totals.length !== 1) return [];
    const whole = totals[0]!;
    const parts = points.filter(
      (f) =>
        f !== whole && !NOT_GOT.test(f.lead) && !/^[，,]?(?:满分|×)/.test(f.tail) && /[\u4e00-\u9fff]{2}/.test(f.lead),
    );
    if (parts.length < 2 || points.some((f) => f !== whole && !parts.includes(f) && !/满分|分值/.test(f.lead)))
      return [];
    const total = sum(parts.map((p) => p.amount));
    const gap = abs(sub(total, whole.amount));
    if (isZero(gap) || parts.some((p) => compare(p.amount, whole.amount) > 0)) return [];
    // Far less than the total: some of the parts only.
    if (compare(total, mul(whole.amount, exact(8n, 10n))) < 0 && parts.length < 4) return [];
    return [{ start: whole.start, end: whole.end, say: { a: toText(total), b: toText(whole.amount) } }];
  });
}

const INITIAL = /支出预算(?:总额|数|合计)?(?:为)?$|^收支(?:总)?预算(?:总额)?(?:为)?$/;

/** 年初预算…，追加…，调减…，全年预算数…: in one paragraph, in this order. */
function adjusted(scene: TextScene): TextHit[] {
  const byParagraph = new Map<number, Figure[]>();
  for (const s of sentencesOf(scene))
    byParagraph.set(s.paragraph, [
      ...(byParagraph.get(s.paragraph) ?? []),
      ...s.figures.filter((f) => f.money && !f.rough && !compared(f, s)),
    ]);
  return [...byParagraph].flatMap(([paragraph, own]): TextHit[] => {
    const begins = (f: Figure): boolean => /年初/.test(f.lead) || INITIAL.test(f.lead);
    // The initial budget may stand in the paragraph before.
    const before = own.some(begins) ? [] : [...(byParagraph.get(paragraph - 1) ?? [])].filter(begins).slice(-1);
    const fs = [...before, ...own];
    const first = fs.findIndex((f) => /年初/.test(f.lead));
    const at = first >= 0 ? first : fs.findIndex(begins);
    const end = fs.findIndex(
      (f, i) =>
        i > at && /全年预算数?|调整后(?:的)?预算数?|调整预算数?|调整后(?:全年)?/.test(f.lead) && !/年初/.test(f.lead),
    );
    if (at < 0 || end < 0 || end - at > 6) return [];
    const between = fs.slice(at + 1, end);
    const adds = between.filter((f) => /追加|调增|新增|增加|下达/.test(f.lead));
    const cuts = between.filter((f) => /调减|核减|压减|收回|减少/.test(f.lead));
    const whole = fs[end]!;
    if (!adds.length && !cuts.length) return [];
    const due = sub(add(fs[at]!.amount, sum(adds.map((f) => f.amount))), sum(cuts.map((f) => f.amount)));
    const tol = slack([fs[at]!, whole, ...adds, ...cuts]);
    // Sub-amounts (其中…) and carried money may stand between: any way of taking them that gives the total will do.
    let ways: Exact[] = [fs[at]!.amount];
    for (const f of between) ways = ways.flatMap((w) => [w, add(w, f.amount), sub(w, f.amount)]);
    if (ways.some((w) => compare(abs(sub(w, whole.amount)), tol) <= 0)) return [];
    return [
      {
        start: whole.start,
        end: whole.end,
        say: { a: printed(due, whole, scene), b: printed(whole.amount, whole, scene) },
      },
    ];
  });
}

export const SAID_SUMS: readonly TextRule[] = [
  ...SUMS.map(moneyRule),
  ...COUNTS.map(countRule),
  {
    id: 'C069',
    severity: 'E',
    message: '各项得分合计{a}分，与自评总分{b}分不符。',
    find: scoreSums,
  },
  {
    id: 'C035',
    severity: 'E',
    message: '年初预算加减调整数为{a}，与全年预算数{b}不符。',
    find: adjusted,
  },
];
