// One indicator of the office's own: target against actual, or a qualitative band. Follows 财预〔2020〕10号; what that leaves open
// (≤-indicators, far over-fulfilment) the report kind says.
import { compare, div, type Exact, exact, isZero, mul, sub, toFixed, toText, ZERO } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import type { Bar } from './bar.ts';
import { clamp, given, type Points, toScore } from './score-rule.ts';
import type { Scoring } from './scoring.ts';

const ONE = exact(1n);

export type Measured =
  | ({ is: 'scored'; over: boolean; short: boolean } & Points)
  /** The rule gives no number: a person must judge. */
  | { is: 'to-judge'; why: string };

/** Both sides in one unit, or null when they measure different things. */
export function alike(target: Bar, actual: Bar): [Exact, Exact] | null {
  if (target.unit === actual.unit) return [target.value, actual.value];
  if (!actual.unit || !target.unit) return [target.value, actual.value];
  const [t, a] = [unitOf(target.unit), unitOf(actual.unit)];
  return t.base === a.base ? [mul(target.value, t.factor), mul(actual.value, a.factor)] : null;
}

/** weight × min(actual ÷ target, 1) for ≥ and =; for ≤ full marks when met, else the report kind's rule. Rounded once, to 2 decimals. */
export function measure(target: Bar, actual: Bar, weight: Exact, scoring: Scoring): Measured {
  const pair = alike(target, actual);
  if (!pair) return { is: 'to-judge', why: `目标值（${target.unit}）与完成值（${actual.unit}）单位不同，须人工评分` };
  const [t, a] = pair;
  const met = target.way === 'most' ? compare(a, t) <= 0 : compare(a, t) >= 0;
  if (isZero(t)) {
    // 0次事故: none is full marks, any is none. A target of zero to be reached upwards says nothing.
    if (target.way === 'least') return { is: 'to-judge', why: '目标值为零，无法按比例计算，须人工评分' };
    return {
      is: 'scored',
      over: false,
      short: !met,
      points: met && isZero(a) ? weight : ZERO,
      working: met ? '达到目标，得满分' : '目标值为零而实际不为零，不得分',
    };
  }
  const ratio = div(a, t)!;
  const done = (share: Exact, working: string, over: boolean): Measured => {
    const points = toScore(mul(weight, clamp(share, ZERO, ONE)));
    return { is: 'scored', over, short: !met, points, working: `${working} = ${text(points)}分` };
  };
  if (target.way === 'most') {
    if (met) return done(ONE, '达到目标，得满分', false);
    return scoring.negative === 'linear'
      ? done(sub(ONE, sub(ratio, ONE)), `${text(weight)}分 × (1 − (${text(a)} − ${text(t)}) ÷ ${text(t)})`, false)
      : done(div(t, a)!, `${text(weight)}分 × ${text(t)} ÷ ${text(a)}`, false);
  }
  const limit = given(scoring.overTarget.threshold);
  const over = compare(ratio, limit) >= 0;
  if (!met) return done(ratio, `${text(weight)}分 × ${text(a)} ÷ ${text(t)}`, false);
  const { penalty } = scoring.overTarget;
  if (!over || penalty === 0) return done(ONE, '达到目标，得满分', over);
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
    points: left,
    working: `超出目标较多，${text(weight)}分 − ${penalty}分 = ${text(left)}分`,
  };
}

/** The points a band allows: shares of the weight. */
export function bandRange(label: string, weight: Exact, scoring: Scoring): [Exact, Exact] | null {
  const band = scoring.bands.find((b) => b.label === label);
  return band ? [share(band.from, weight), share(band.to, weight)] : null;
}
const share = (percent: number, weight: Exact): Exact => mul(weight, div(given(percent), exact(100n))!);

const text = (x: Exact): string => {
  const plain = toText(x);
  return plain.includes('/') ? toFixed(x, 4) : plain;
};
