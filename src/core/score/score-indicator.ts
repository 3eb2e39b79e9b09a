// One indicator of the office's own: target against actual, or a qualitative band. Follows 财预〔2020〕10号; what that leaves open
// (≤-indicators, far over-fulfilment) the report kind says.
import { abs, compare, div, type Exact, exact, isZero, mul, sub, toFixed, toText, ZERO } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import type { Bar } from './bar.ts';
import { clamp, given, type Points, toScore } from './score-rule.ts';
import type { Scoring } from './scoring.ts';

const ONE = exact(1n);

export type Measured =
  | ({
      is: 'scored';
      /** From the over-target threshold on. */
      over: boolean;
      short: boolean;
      /** An = target that was not met exactly; words for it. */
      off: string | null;
    } & Points)
  /** The rule gives no number: a person must judge. */
  | { is: 'to-judge'; why: string };

/** Both sides in one unit, or null when they measure different things. */
export function alike(target: Bar, actual: Bar): [Exact, Exact] | null {
  if (target.unit === actual.unit) return [target.value, actual.value];
  if (!actual.unit || !target.unit) return [target.value, actual.value];
  const [t, a] = [unitOf(target.unit), unitOf(actual.unit)];
  return t.base === a.base ? [mul(target.value, t.factor), mul(actual.value, a.factor)] : null;
}

/**
 * weight × min(actual ÷ target, 1) for ≥ and =; for ≤ full marks when met, else the report kind's rule. Rounded once, to 2
 * decimals. A target under zero has no proportion: full marks when met, else a person judges.
 */
export function measure(target: Bar, actual: Bar, weight: Exact, scoring: Scoring): Measured {
  const pair = alike(target, actual);
  if (!pair)
    return {
      is: 'to-judge',
      why: `目标值（${target.unit}）与实际完成值（${actual.unit}）单位不同，请统一单位或人工评分`,
    };
  const [t, a] = pair;
  const met = target.way === 'most' ? compare(a, t) <= 0 : compare(a, t) >= 0;
  const off = target.way === 'equal' && compare(a, t) !== 0 ? offText(a, t) : null;
  const full = (working: string, over = false): Measured => ({
    is: 'scored',
    over,
    short: false,
    off,
    points: weight,
    working: `${working} = ${text(weight)}分`,
  });
  if (isZero(t)) {
    // 0次事故: none is full marks, any is none. A target of zero to be reached upwards says nothing.
    if (target.way === 'least') return { is: 'to-judge', why: '目标值为零，无法按比例计算，请人工评分' };
    if (target.way === 'most' ? met : isZero(a)) return full('达到目标，得满分');
    return {
      is: 'scored',
      over: false,
      short: true,
      off,
      points: ZERO,
      working: '目标值为零而实际不为零，不得分 = 0分',
    };
  }
  if (compare(t, ZERO) < 0)
    return met && off === null
      ? full('达到目标，得满分')
      : { is: 'to-judge', why: '目标值为负数，未达到时无法按比例计算，请人工评分' };
  const ratio = div(a, t)!;
  const done = (share: Exact, working: string, over: boolean): Measured => {
    const points = toScore(mul(weight, clamp(share, ZERO, ONE)));
    return { is: 'scored', over, short: !met, off, points, working: `${working} = ${text(points)}分` };
  };
  if (target.way === 'most') {
    if (met) return full('达到目标，得满分');
    return scoring.negative === 'linear'
      ? done(sub(ONE, sub(ratio, ONE)), `${text(weight)}分 × (1 − (${text(a)} − ${text(t)}) ÷ ${text(t)})`, false)
      : done(div(t, a)!, `${text(weight)}分 × ${text(t)} ÷ ${text(a)}`, false);
  }
  const limit = given(scoring.overTarget.threshold);
  const over = compare(ratio, limit) >= 0;
  if (!met) return done(ratio, `${text(weight)}分 × ${text(a)} ÷ ${text(t)}`, false);
  const { penalty } = scoring.overTarget;
  if (!over || penalty === 0) return full('达到目标，得满分', over);
  if (penalty === 'proportional')
    return done(
      sub(ONE, sub(ratio, limit)),
      `超出目标较多，${text(weight)}分 × (1 − (${text(ratio)} − ${text(limit)}))`,
      true,
    );
  const left = toScore(clamp(sub(weight, given(penalty)), ZERO, weight));
  return {
    is: 'scored',
    over: true,
    short: false,
    off,
    points: left,
    working: `超出目标较多，${text(weight)}分 − ${penalty}分 = ${text(left)}分`,
  };
}

/** For an = target: which way and how far the result lies from it. */
function offText(a: Exact, t: Exact): string {
  const more = compare(a, t) > 0;
  const far = isZero(t) ? null : div(sub(a, t), abs(t))!;
  const percent = far ? `${toFixed(mul(abs(far), exact(100n)), 2).replace(/\.?0+$/, '')}%` : '';
  return `目标值为定值（=），实际完成值${more ? '高于' : '低于'}目标${percent}`;
}

/** The points a band allows: shares of the weight. */
export function bandRange(label: string, weight: Exact, scoring: Scoring): [Exact, Exact] | null {
  const band = scoring.bands.find((b) => b.label === label);
  return band ? [share(band.from, weight), share(band.to, weight)] : null;
}

/** A band's upper bound belongs to the band above it, except for the best (100–80 含, 80–60 含, 60–0). */
export function inBand(label: string, score: Exact, weight: Exact, scoring: Scoring): boolean {
  const range = bandRange(label, weight, scoring);
  if (!range || compare(score, range[0]) < 0) return false;
  const above = compare(score, range[1]);
  return label === scoring.bands[0]?.label ? above <= 0 : above < 0;
}

/** The band that a score lies in: bands share out the whole weight, so a score has exactly one. */
export const bandOf = (score: Exact, weight: Exact, scoring: Scoring): string | null =>
  scoring.bands.find((b) => inBand(b.label, score, weight, scoring))?.label ?? null;

const share = (percent: number, weight: Exact): Exact => mul(weight, div(given(percent), exact(100n))!);

const text = (x: Exact): string => {
  const plain = toText(x);
  return plain.includes('/') ? toFixed(x, 4) : plain;
};
