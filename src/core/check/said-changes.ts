// Rules about changes that a sentence states with both ends (C047, C048, C049, C050, C052): from … to …, by …, in per cent or points.
import { shown } from '../figure/compute.ts';
import { abs, add, compare, div, type Exact, HUNDRED, isZero, mul, sub, toText } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import { matchesRate } from './amounts.ts';
import { type Figure, placesOf, type Sentence, sentencesOf } from './clauses.ts';
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

const UP = /增加|增长|增多|上升|提高|提升|上调|扩大|多/;
const DOWN = /减少|下降|降低|压减|压缩|下调|节约|少/;
const wordOf = (s: string): { word: string; up: boolean } | null => {
  const m = [...s.matchAll(/增加|增长|增多|上升|提高|提升|上调|扩大|减少|下降|降低|压减|压缩|下调|缩短/g)].at(-1);
  return m ? { word: m[0], up: UP.test(m[0]) && !DOWN.test(m[0]) } : null;
};

const isPercent = (f: Figure): boolean => f.unit === '%' || f.unit === '％';
const isPoints = (f: Figure): boolean => f.unit.includes('百分点');
const sameKind = (a: Figure, b: Figure): boolean =>
  a.money
    ? b.money
    : isPercent(a)
      ? isPercent(b)
      : !b.money && !isPercent(b) && !isPoints(b) && a.unit.slice(0, 1) === b.unit.slice(0, 1) && a.unit !== '';

const textBetween = (s: Sentence, a: Figure, b: Figure): string => s.text.slice(a.end - s.start, b.start - s.start);

interface FromTo {
  from: Figure;
  to: Figure;
  /** The word between: 由…提高到…. */
  moved: { word: string; up: boolean };
  sentence: Sentence;
  /** What follows: 提高7个百分点, 减少14起. */
  by: { figure: Figure; word: { word: string; up: boolean } | null } | null;
  rate: Figure | null;
}

const seen = new WeakMap<TextScene, readonly FromTo[]>();

/** 由82%提高到89%，提高7个百分点；从132起下降到118起，减少14起，下降10.61%. */
function fromTo(scene: TextScene): readonly FromTo[] {
  const before = seen.get(scene);
  if (before) return before;
  const fresh = sentencesOf(scene).flatMap((s) =>
    s.figures.flatMap((from, i): FromTo[] => {
      const to = s.figures[i + 1];
      if (!to || !sameKind(from, to) || from.rough || to.rough) return [];
      if (
        !/[由从自][^，,。；;\d]{0,16}$/.test(s.text.slice(Math.max(0, from.start - s.start - 18), from.start - s.start))
      )
        return [];
      const between = textBetween(s, from, to);
      const moved = wordOf(between);
      if (!moved || !/(?:到|至|为)[^，,。；;\d]{0,6}$/.test(between) || between.length > 16) return [];
      const next = s.figures[i + 2];
      const clause = next ? textBetween(s, to, next) : '';
      const follows = next && /^[，,（(、][^，,。；;\d]{0,12}$/.test(clause) && wordOf(clause);
      const by =
        follows && (sameKind(to, next) || isPoints(next) || isPercent(next))
          ? { figure: next, word: wordOf(clause) }
          : null;
      const after = by && s.figures[i + 3];
      const rate =
        by &&
        !isPercent(by.figure) &&
        after &&
        isPercent(after) &&
        wordOf(textBetween(s, by.figure, after)) &&
        textBetween(s, by.figure, after).length < 8
          ? after
          : null;
      return [{ from, to, moved, sentence: s, by, rate }];
    }),
  );
  seen.set(scene, fresh);
  return fresh;
}

const percent = (v: Exact, scene: TextScene): string => shown(v, scene.profile.decimals.percent);

/** In the figure's own unit. */
const own = (v: Exact, f: Figure): string =>
  f.money
    ? `${toText(div(v, unitOf(f.unit).factor)!)}${f.unit}`
    : `${toText(v)}${isPercent(f) ? '个百分点' : f.unit.slice(0, 1)}`;

/** This year's and last year's amount in one sentence, then the change: 8.26万元，上年8.80万元，减少0.54万元. */
interface TwoYears {
  now: Figure;
  before: Figure;
  change: Figure;
  word: { word: string; up: boolean };
}

function twoYears(scene: TextScene): TwoYears[] {
  return sentencesOf(scene).flatMap((s) =>
    s.figures.flatMap((change, i): TwoYears[] => {
      const [now, before] = [s.figures[i - 2], s.figures[i - 1]];
      if (
        !now ||
        !before ||
        !sameKind(now, before) ||
        !sameKind(before, change) ||
        [now, before, change].some((f) => f.rough)
      )
        return [];
      if (isPercent(now)) return [];
      const lead = s.text.slice(Math.max(0, before.start - s.start - 20), before.start - s.start);
      const clause = textBetween(s, before, change);
      const word = wordOf(clause);
      if (wordOf(before.lead)) return [];
      // Said of the whole while its parts stand between: any earlier figure that gives the change will do.
      const earlier = s.figures.slice(0, i - 2).filter((f) => sameKind(f, before));
      if (earlier.some((f) => near(abs(sub(f.amount, before.amount)), change.amount, [f, before, change]))) return [];
      if (!word || clause.length > 14 || /目标|计划|预算|其中|分别/.test(lead + clause)) return [];
      if (/(?:较|比|与)(?:上年|去年|上一年|20\d\d年)[^，,。；;\d]{0,12}$/.test(lead))
        return [{ now, before, change, word }];
      if (/(?:上年|去年|上一年|20\d\d年)[^，,。；;\d]{0,10}$/.test(lead) && /^[^，,。；;\d]{0,4}[，,（(]/.test(clause))
        return [{ now, before, change, word }];
      return [];
    }),
  );
}

const near = (a: Exact, b: Exact, fs: readonly Figure[]): boolean => {
  const tol = fs.reduce(
    (t, f) => {
      const half = { num: 1n, den: 2n * 10n ** BigInt(placesOf(f)) };
      return add(t, f.money ? mul(half, unitOf(f.unit).factor) : placesOf(f) ? half : { num: 0n, den: 1n });
    },
    { num: 0n, den: 1n } as Exact,
  );
  return compare(abs(sub(a, b)), tol) <= 0;
};

function directions(scene: TextScene): TextHit[] {
  const hits: TextHit[] = [];
  for (const f of fromTo(scene)) {
    const real = sub(f.to.amount, f.from.amount);
    if (isZero(real)) continue;
    const up = compare(real, { num: 0n, den: 1n }) > 0;
    if (f.moved.up !== up) hits.push({ start: f.from.start, end: f.to.end, say: say(f.moved.word, f.to, f.from) });
    else if (f.by?.word && f.by.word.up !== up)
      hits.push({ start: f.to.end, end: f.by.figure.end, say: say(f.by.word.word, f.to, f.from) });
  }
  for (const t of twoYears(scene)) {
    const real = sub(t.now.amount, t.before.amount);
    const up = compare(real, { num: 0n, den: 1n }) > 0;
    if (isZero(real) || t.word.up === up) continue;
    if (near(abs(real), t.change.amount, [t.now, t.before, t.change]))
      hits.push({ start: t.before.end, end: t.change.end, say: say(t.word.word, t.now, t.before) });
  }
  return hits.map((h) => trimmed(scene, h));
}

const say = (word: string, now: Figure, before: Figure): Record<string, string> => ({
  word,
  a: `${now.digits}${now.money || isPercent(now) ? now.unit : now.unit.slice(0, 1)}`,
  b: `${before.digits}${before.money || isPercent(before) ? before.unit : before.unit.slice(0, 1)}`,
});

const trimmed = (scene: TextScene, h: TextHit): TextHit => {
  const lead = /^[，,（(、\s]+/.exec(scene.text.slice(h.start, h.end))?.[0].length ?? 0;
  return { ...h, start: h.start + lead };
};

function amounts(scene: TextScene): TextHit[] {
  const hits: TextHit[] = [];
  for (const { from, to, by } of fromTo(scene)) {
    if (!by || isPercent(by.figure) || by.figure.rough) continue;
    const real = abs(sub(to.amount, from.amount));
    if (near(real, by.figure.amount, [from, to, by.figure])) continue;
    hits.push({
      start: by.figure.start,
      end: by.figure.end,
      say: {
        a:
          by.figure.digits +
          by.figure.unit.replace(/^(?!个百分点|百分点)(.).*$/, (u) => (by.figure.money ? u : u.slice(0, 1))),
        b: own(real, to),
      },
    });
  }
  for (const t of twoYears(scene)) {
    const real = sub(t.now.amount, t.before.amount);
    if (near(abs(real), t.change.amount, [t.now, t.before, t.change])) continue;
    hits.push({
      start: t.change.start,
      end: t.change.end,
      say: { a: own(t.change.amount, t.change), b: own(abs(real), t.now) },
    });
  }
  return hits;
}

/** 由82%提高到89%，提高7%: a rate's change is in points. */
const points = (scene: TextScene): TextHit[] =>
  fromTo(scene).flatMap(({ from, to, by }): TextHit[] => {
    if (!isPercent(from) || !isPercent(to) || !by || !isPercent(by.figure)) return [];
    const real = abs(sub(to.amount, from.amount));
    return near(real, by.figure.amount, [from, to, by.figure])
      ? [trimmed(scene, { start: to.end, end: by.figure.end, say: { n: by.figure.digits } })]
      : [];
  });

/** 高于目标值5.57%: what one rate is above another is in points too. */
const above = (scene: TextScene): TextHit[] =>
  sentencesOf(scene).flatMap((s) =>
    s.figures.flatMap((f, i): TextHit[] => {
      const now = s.figures[i - 1];
      if (!isPercent(f) || !now || !isPercent(now) || f.rough) return [];
      const clause = textBetween(s, now, f);
      if (
        !/^[，,（(](?:高于|低于|超出|超过|比|较)[^，,。；;\d]{0,10}(?:目标|年初|上年|去年|计划|要求|全[国省市县区]|平均)[^，,。；;\d]{0,8}$/.test(
          clause,
        )
      )
        return [];
      // 高于目标值90%: the target itself.
      if (
        /(?:高于|低于|超出|超过)[^，]{0,12}$/.test(clause) &&
        !/(?:提高|下降|上升|降低|高|低|多|少)$/.test(clause) &&
        compare(f.amount, { num: 30n, den: 1n }) > 0
      )
        return [];
      return [
        {
          start:
            f.start -
            (/(?:提高|下降|上升|降低|高于|低于|超出|超过|高|低)[^，,。；;\d]*$/.exec(clause)?.[0].length ??
              clause.length - 1),
          end: f.end,
          say: { n: f.digits },
        },
      ];
    }),
  );

const COUNT_GROWTH = /(?:较|比)(?:上年|去年|上一年|20\d\d年)[^，,。；;\d]{0,10}$/;

/** 3208件，比上年减少412件，下降11.38%: counts; money has its own rule. Any count of the sentence in that unit may be this year's. */
function rates(scene: TextScene): TextHit[] {
  const hits: TextHit[] = [];
  for (const s of sentencesOf(scene))
    for (const [i, r] of s.figures.entries()) {
      const change = s.figures[i - 1];
      if (!isPercent(r) || !change || change.money || isPercent(change) || isPoints(change) || r.rough || change.rough)
        continue;
      const word = wordOf(textBetween(s, change, r));
      const lead = s.text.slice(Math.max(0, change.start - s.start - 24), change.start - s.start);
      const stem = lead.replace(/(?:增加|增长|增多|上升|提高|减少|下降|降低|压减)了?$/, '');
      if (!word || textBetween(s, change, r).length > 8 || !COUNT_GROWTH.test(stem)) continue;
      const up = wordOf(lead)?.up ?? word.up;
      const pool = s.figures.slice(0, i - 1).filter((f) => !f.rough && f.unit.slice(0, 1) === change.unit.slice(0, 1));
      const due = pool.flatMap((f) => {
        const base = up ? sub(f.amount, change.amount) : add(f.amount, change.amount);
        const q = compare(base, { num: 0n, den: 1n }) > 0 ? div(change.amount, base) : null;
        return q ? [mul(q, HUNDRED)] : [];
      });
      if (!due.length || due.some((d) => matchesRate(r.amount, placesOf(r), d))) continue;
      hits.push({ start: r.start, end: r.end, say: { a: r.digits, b: percent(due.at(-1)!, scene) } });
    }
  for (const { from, to, rate } of fromTo(scene)) {
    if (!rate || isZero(from.amount)) continue;
    const due = mul(div(abs(sub(to.amount, from.amount)), from.amount)!, HUNDRED);
    if (!matchesRate(rate.amount, placesOf(rate), due))
      hits.push({ start: rate.start, end: rate.end, say: { a: rate.digits, b: percent(due, scene) } });
  }
  return hits;
}

export const SAID_CHANGES: readonly TextRule[] = [
  { id: 'C047', severity: 'E', message: '文中写“{word}”，但前后两数为{b}、{a}，方向相反。', find: directions },
  { id: 'C048', severity: 'E', message: '文中增减额{a}，按两数计算应为{b}。', find: amounts },
  { id: 'C049', severity: 'E', message: '增减率{a}%有误，应为{b}%。', find: rates },
  {
    id: 'C052',
    severity: 'E',
    message: '比率变动应表述为“{n}个百分点”。',
    find: (scene) => [...points(scene), ...above(scene)],
  },
];
