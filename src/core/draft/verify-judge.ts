// Whether one figure of a text is backed: value, year, scope, key, subject and direction, in that order. Says what failed.
import { definitionOf, labelOf } from '../catalogue/catalogue.ts';
import type { Exact } from '../number/exact.ts';
import { abs, compare, div, equals, exact, mul, neg, sign, sub } from '../number/exact.ts';
import { accepts, equivalent, isExact, isWeak, type Qualifier } from '../number/qualifier.ts';
import { unitOf } from '../number/unit.ts';
import type { Claimed } from './claim.ts';
import { aspectsOf, bareSentence, bigramsOf, conflict, roughly, type Support } from './verify-evidence.ts';
import type { Standing } from './verify-mention.ts';
import { type Bearers, composedKeys, namedKeys, withSiblings } from './verify-name.ts';
import type { Quotes } from './verify-quote.ts';
import type { CellPlace } from './verify-table.ts';

/** How far a support came before it failed; later is nearer. */
const STAGES = ['value', 'unit', 'qualifier', 'year', 'scope', 'key', 'direction'] as const;
type Stage = (typeof STAGES)[number];

/** Words that frame a figure without saying what it is. */
const FRAME = /上年同期|上年|去年|本年|\d{4}|年度|相比|其中|共计|合计|较|比|与|同|为|达|共|的/g;

const BASE = /(?:占|为|完成|达到?)[^，；。：]{0,20}的\s*$/;
const SUM = /合计|总计|共计/;

export interface Ground {
  supports: readonly Support[];
  byUnit: ReadonlyMap<string, Support[]>;
  bearers: Bearers;
  quotes: Quotes;
  period: number;
}

/** `only`: the one fact or figure that may back it, where it was put in for one. */
export function judge(
  text: string,
  claim: Claimed,
  place: CellPlace | undefined,
  g: Ground,
  only: { key: string; scope: string | null; period: number | null } | null = null,
): Standing {
  const q = claim.quantity;
  const unit = unitOf(claim.unit);
  const pool = claim.unit === '' ? g.supports : (g.byUnit.get(unit.dimension) ?? []);
  // Most quantities match few supports by value; the words are read only where some do.
  const alike: { support: Support; match: Match }[] = [];
  const band = bandOf(claim, roughly(unit.factor));
  const weigh = (s: Support): void => {
    if (only !== null && !isOnly(s, only)) return;
    if (claim.unit === '' && !bareMay(s, place)) return;
    const size = Math.abs(s.rough);
    const [low, high] = claim.unit === '' ? bandOf(claim, roughly(s.factor)) : band;
    if (size < low || size > high) return;
    const match = matches(claim, s, claim.unit === '' ? s.factor : unit.factor);
    if (match !== 'no') alike.push({ support: s, match });
  };
  for (const s of pool) weigh(s);
  for (const s of ratios(claim, g)) weigh(s);
  if (alike.length === 0)
    return (
      (only ? null : repeated(text, claim, place, g)) ?? {
        standing: 'unbacked',
        by: null,
        why: reason(claim, null, g, null),
      }
    );
  const near = claim.near + claim.tail;
  const said = scopesSaid(text, claim, place, g.bearers);
  const keys = place ? tableKeys(place, claim.unit) : keysOf(claim, claim.near, unit.dimension);
  // 重点项目完工率目标值: the name of what it is of says nothing of which of its facts is meant.
  const apart =
    said.scope && !place && claim.near.includes(said.scope)
      ? keysOf(claim, claim.near.replace(said.scope, '　'), unit.dimension)
      : keys;
  const grams = bigramsOf(near.replace(FRAME, ' '));
  let earlier: Set<string> | null = null;
  const around = (s: Support): number => {
    earlier ??= bigramsOf(claim.earlier);
    return overlap(earlier, s.bigrams);
  };
  const aspects = aspectsOf(near);
  // Which side of the budget a bare 基本支出 is on is said earlier in the sentence.
  if (aspects[1] === 0 && !claim.table && /其中|包括|分别/.test(claim.before + claim.near))
    aspects[1] = aspectsOf(claim.before)[1]!;
  const subject = claim.kind === 'change' && !place ? subjectOf(claim, keys) : NO_KEYS;
  const stranger = place
    ? g.bearers.stranger(place.row, 0, place.row.length)
    : g.bearers.stranger(text, claim.clauseStart, q.start);
  const allowed = yearsSaid(claim, g.period);
  let best: { support: Support; score: number } | null = null;
  let failed: { stage: Stage; support: Support } | null = null;
  const fail = (stage: Stage, support: Support): void => {
    if (!failed || STAGES.indexOf(stage) > STAGES.indexOf(failed.stage)) failed = { stage, support };
  };
  const inYear = (s: Support): boolean =>
    allowed.some((y) => s.period === null || s.period === y || s.years.includes(y)) &&
    (claim.against === null || claim.kind !== 'change' || s.against === null || s.against === claim.against);
  // Where the words point clearly at another entry, a like number elsewhere does not back this one.
  let rivals: { shared: number; ahead: number; named: boolean; figure: boolean; qualifier: Qualifier | null }[] | null =
    null;
  // 占支出决算数的8.42%: what it is measured against does not name it.
  let fronted: ReadonlySet<string> | null = null;
  const front = (): ReadonlySet<string> => {
    fronted ??= bigramsOf(claim.near.replace(BASE, ' ').replace(FRAME, ' '));
    return fronted;
  };
  const outdone = (s: Support, shared: number): boolean => {
    const own = s.named && (keys.has(s.key) || s.change);
    const loose = !isExact(q.qualifier) && isExact(s.qualifier);
    const weak = loose && isWeak(q.qualifier);
    if (weak && !own && shared < 2) return true;
    if (!weak && own) return false;
    const computed = s.from === 'figure' || s.from === 'difference';
    if (computed && !weak && (claim.kind === 'change' || place || (SUM.test(claim.near) && SUM.test(s.words))))
      return false;
    rivals ??= pool.flatMap((o) => {
      const named = o.named && keys.has(o.key);
      if (claim.kind === 'change' && o.named && !o.change) return [];
      if ((o.named && !named) || o.from === 'difference') return [];
      if (!inYear(o) || !scopeFits(o, said, stranger, g.bearers) || conflict(aspects, o.aspects)) return [];
      const n = overlap(grams, o.bigrams);
      return n > 0
        ? [
            {
              shared: n,
              ahead: overlap(front(), o.bigrams),
              named,
              figure: o.from === 'figure',
              qualifier: o.qualifier,
            },
          ]
        : [];
    });
    return rivals.some((r) => {
      // 95%以上 holds of any greater number; where a fact says 以上 itself, the text means that fact.
      if (weak || (loose && !isExact(r.qualifier)))
        return !isExact(r.qualifier) && equivalent(r.qualifier, q.qualifier) && r.shared >= shared;
      // What is computed speaks in words of its own: only a clearer name right before the number outdoes it.
      if (computed) {
        const own = overlap(front(), s.bigrams);
        return r.ahead >= 2 && (r.named ? (loose ? r.ahead >= own : r.ahead > own) : r.ahead >= 2 * own + 1);
      }
      if (r.figure) return false;
      if (r.named) return r.shared >= shared;
      return shared === 0 || r.shared >= 2 * shared + 1;
    });
  };
  const sentence = bareSentence(claim.before + claim.near);
  for (const { support: s, match } of alike) {
    if (match === 'qualifier') {
      fail('qualifier', s);
      continue;
    }
    if (!inYear(s)) {
      fail('year', s);
      continue;
    }
    const verbatim = s.sentence.length >= 4 && (s.sentence === sentence || headed(sentence, s.sentence));
    if (!verbatim && !scopeFits(s, said, stranger, g.bearers)) {
      fail('scope', s);
      continue;
    }
    const shared = overlap(grams, s.bigrams);
    const scoped =
      !s.named && s.from !== 'figure' && s.scope !== null && (s.scope === said.scope || said.also.includes(s.scope));
    if (
      !verbatim &&
      (conflict(aspects, s.aspects) ||
        !(
          scoped ||
          keyFits(
            s,
            s.scope !== null && s.scope === said.scope ? apart : keys,
            claim,
            shared,
            () => around(s),
            grams.size,
          )
        ) ||
        outdone(s, shared))
    ) {
      fail('key', s);
      continue;
    }
    if (!subjectFits(s, subject)) {
      fail('key', s);
      continue;
    }
    if (!directionFits(claim, s)) {
      fail('direction', s);
      continue;
    }
    const score =
      (s.named && keys.has(s.key) ? 100 : 0) +
      shared * 4 +
      (s.from === 'fact' ? 3 : s.from === 'figure' ? 2 : 0) +
      (said.scope && s.scope === said.scope ? 20 : 0);
    if (!best || score > best.score) best = { support: s, score };
  }
  if (best) return { standing: 'backed', by: best.support.key, period: best.support.period, scope: best.support.scope };
  return (
    (only ? null : repeated(text, claim, place, g)) ?? {
      standing: 'unbacked',
      by: null,
      why: reason(claim, failed, g, stranger),
    }
  );
}

/** Backed where the text repeats the words a fact was found in, unless it gives them to another year or bearer. */
function repeated(text: string, c: Claimed, place: CellPlace | undefined, g: Ground): Standing | null {
  const quoted = g.quotes.at(text, c.quantity);
  if (quoted.length === 0) return null;
  const said = scopesSaid(text, c, place, g.bearers);
  const allowed = yearsSaid(c, g.period);
  for (const { fact, quote } of quoted) {
    const period = fact.period ?? g.period;
    if (!allowed.includes(period) && !quote.includes(String(period))) continue;
    const s = g.supports.find(
      (x) => x.from === 'fact' && x.key === fact.key && x.scope === fact.scope && x.period === period,
    );
    if (!s || !directionFits(c, s)) continue;
    if (!scopeFits(s, said, null, g.bearers) && !(fact.scope && quote.includes(fact.scope))) continue;
    return { standing: 'backed', by: fact.key, period: fact.period, scope: fact.scope };
  }
  return null;
}

/** 存在问题 应急物资项目预算…: a heading that lost its line stands before the passage's own words. */
const headed = (sentence: string, own: string): boolean =>
  own.length >= 12 &&
  sentence.length > own.length &&
  sentence.length <= own.length + 10 &&
  sentence.endsWith(own) &&
  /(?:问题|情况|成效|措施|建议|原因)$/.test(sentence.slice(0, -own.length));

const isOnly = (s: Support, only: { key: string; scope: string | null; period: number | null }): boolean =>
  s.key === only.key && s.scope === only.scope && (only.period === null || s.period === only.period);

const keysOf = (c: Claimed, near: string, dimension: string): ReadonlySet<string> =>
  namedKeys(near, c.tail, c.earlier, c.unit === '' ? null : dimension);

function tableKeys(place: CellPlace, printed: string): ReadonlySet<string> {
  const dimension = printed === '' ? null : unitOf(printed).dimension;
  const composed = composedKeys(place.row, place.column);
  return composed.size > 0 ? new Set([...composed, ...wordKeys(place, dimension)]) : wordKeys(place, dimension);
}

function wordKeys(place: CellPlace, dimension: string | null): ReadonlySet<string> {
  const byRow = namedKeys(place.row, '', '', dimension);
  return byRow.size > 0
    ? new Set([...byRow, ...namedKeys(place.column, '', place.row, dimension)])
    : namedKeys(place.column, '', '', dimension);
}

/** A number without a unit may be a count or a score, in prose never money or a percentage. */
const bareMay = (s: Support, place: CellPlace | undefined): boolean =>
  place !== undefined || (s.dimension !== '元' && s.dimension !== '%' && s.dimension !== '百分点');

/** Years a clause may speak of. */
function yearsSaid(c: Claimed, period: number): number[] {
  const out = c.year !== null ? [c.year] : [period];
  if (c.otherYear !== null) out.push(c.otherYear);
  if (c.kind === 'change' && c.year !== null && c.yearFar) out.push(period);
  // 2024年3月，…对23个项目开展自评: the day on which a report's year was looked back on is not the year of its figures.
  if (c.yearDated && c.year === period + 1) out.push(period);
  return out;
}

const COUNTED = /(?:单位|机构|部门)$/;

interface Said {
  /** A scope's name, '' the whole unit, null nothing said. */
  scope: string | null;
  /** A scope that earlier text or a near match of its name allows as well. */
  also: (string | null)[];
}

function scopesSaid(text: string, c: Claimed, place: CellPlace | undefined, bearers: Bearers): Said {
  if (place) {
    const cell = `${place.row} ${place.column}`;
    const { scope, fuzzy } = bearers.scopeAt(cell, 0, cell.length, cell.length);
    if (scope !== null) return { scope, also: [] };
    const above = bearers.scopeAt(text, Math.max(0, c.sentenceStart - 200), c.sentenceStart, c.sentenceStart);
    return { scope: null, also: [fuzzy, above.scope] };
  }
  const q = c.quantity;
  const here = bearers.scopeAt(text, c.sentenceStart, q.start, q.end + c.tail.length);
  // 所属二级单位5个: what is counted bears nothing.
  if (here.scope && COUNTED.test(here.scope) && text.slice(c.sentenceStart, q.start).endsWith(here.scope))
    return { scope: null, also: [here.scope] };
  if (here.scope !== null) return { scope: here.scope, also: [] };
  const above = bearers.scopeAt(text, Math.max(0, c.sentenceStart - 160), c.sentenceStart, c.sentenceStart);
  return { scope: null, also: [here.fuzzy, above.scope] };
}

function scopeFits(s: Support, said: Said, stranger: string | null, bearers: Bearers): boolean {
  if (stranger !== null && !s.words.replace(/\s/g, '').includes(stranger)) return false;
  if (said.scope === null) return s.scope === null || said.also.includes(s.scope) || bearers.isUnit(s.scope);
  if (said.scope === '') return s.scope === null || bearers.isUnit(s.scope);
  if (s.scope === said.scope) return true;
  if (s.scope !== null) return false;
  return bearers.isUnit(said.scope) || bearers.isMeasure(said.scope, s) || (!s.named && s.words.includes(said.scope));
}

function keyFits(
  s: Support,
  keys: ReadonlySet<string>,
  c: Claimed,
  shared: number,
  around: () => number,
  size: number,
): boolean {
  // A target is backed by a target: what was reached or computed says nothing about what was planned.
  if (s.from !== 'passage' && AIMED.test(c.near) && !/目标|计划/.test(s.words)) return false;
  if (s.named && c.kind !== 'change')
    return keys.size > 0 ? keys.has(s.key) : s.bigrams.size === 0 || shared > 0 || around() > 0;
  if (s.bigrams.size === 0) return true;
  if (shared > 0) return true;
  // A share or a change leans on the subject before it; so does a clause with nothing but the number.
  return (c.kind === 'change' || size < 2 || s.from === 'figure' || s.from === 'difference') && around() > 0;
}

const AIMED = /目标(?:值)?(?:为|是|达到?|要求|设定为)?\s*$/;
const NO_KEYS: ReadonlySet<string> = new Set();

/** The keys a change is about: those its own words name, else those of the nearest words before that name any. */
function subjectOf(c: Claimed, keys: ReadonlySet<string>): ReadonlySet<string> {
  if (keys.size > 0) return keys;
  // A total said anew is not the part named last.
  if (/总额|合计|总计|总量/.test(c.near)) return NO_KEYS;
  const parts = `${c.earlier}${c.near}`.split(/[，,；;。：:\n]/);
  // An amount changes by amounts of its own measure, a rate by 百分点: 控制率77%，较上年减少3万元 is not about the rate.
  const { dimension } = unitOf(c.unit);
  const movable = (own: string): boolean =>
    dimension === '百分点' ? own === '%' : ['%', '倍', '番'].includes(dimension) ? own !== '%' : own === dimension;
  let sided = false;
  for (let k = parts.length - 1; k >= 0; k--) {
    const named = namedKeys(parts[k]!, '', parts.slice(0, k).join('，'), movable);
    if (named.size > 0) return sided ? withSiblings(named) : named;
    // 预算数…，决算数…，较上年减少…: a side of a subject named before.
    sided ||= /决算数|实际(?:支出|发生|完成)|执行数/.test(parts[k]!);
  }
  return NO_KEYS;
}

/** A change of one key does not back a change of another: 其他收入 … 增加 is not the whole income's. */
function subjectFits(s: Support, subject: ReadonlySet<string>): boolean {
  if (subject.size === 0 || !s.change || s.from === 'passage') return true;
  if (s.from === 'difference') return subject.has(s.key);
  const base = s.key.replace(/_(?:prior_)?(?:delta|change|growth|increase|yoy)(?:_rate|_amount)?$/, '');
  if (base === s.key) return true;
  const about = [base, `${base}_total`].filter((k) => definitionOf(k));
  if (about.length === 0)
    return !conflict(aspectsOf([...subject].map((k) => definitionOf(k)?.label ?? '').join(' ')), s.aspects);
  return subject.has(s.key) || about.some((k) => subject.has(k));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let n = 0;
  for (const x of a) if (b.has(x)) n++;
  return n;
}

function directionFits(c: Claimed, s: Support): boolean {
  const flipped = c.kind === 'change' && c.quantity.value !== null && sign(c.quantity.value) < 0 && !c.table;
  const said = flipped ? (c.direction === 'up' ? 'down' : 'up') : c.direction;
  if (c.kind === 'change') {
    if (s.direction !== null) return s.direction === said;
    return s.change && s.amount !== null && sign(s.amount) === 0;
  }
  if (c.kind === 'arrival')
    return s.from === 'passage' || !s.named ? s.direction === null || s.direction === said : true;
  if (s.from === 'passage' || (!s.named && s.from === 'fact'))
    return s.direction === null || said === null || s.direction === said;
  if (!s.change) return true;
  if (said !== null) return s.direction === said;
  return /增减|变动|差|增幅|降幅|同比|较|比/.test(c.near) && s.direction !== 'down';
}

type Match = 'yes' | 'no' | 'qualifier';

/** Value, rounding and qualifier, in the printed unit. */
function matches(c: Claimed, s: Support, factor: Exact): Match {
  const q = c.quantity;
  if (q.value === null || q.place === null) return s.amount === null && s.text === q.text ? 'yes' : 'no';
  if (s.amount === null) return 'no';
  const inUnit = div(s.amount, factor)!;
  if (q.high !== null || s.high !== null) {
    if (q.high === null || s.high === null) return 'no';
    return equals(inUnit, q.value) && equals(div(s.high, factor)!, q.high) && equivalent(q.qualifier, s.qualifier)
      ? 'yes'
      : 'no';
  }
  const moved = c.kind === 'change' || (s.change && sign(q.value) > 0);
  const [n, v] = moved ? [abs(q.value), abs(inUnit)] : [q.value, inUnit];
  if (!isExact(s.qualifier)) {
    if (!equals(v, n)) return 'no';
    return equivalent(q.qualifier, s.qualifier) ? 'yes' : 'qualifier';
  }
  if (c.unit === '分之' && isExact(q.qualifier))
    return equals(v, n) || compare(abs(sub(v, n)), exact(1n, 20000n)) <= 0 ? 'yes' : 'no';
  if (accepts({ value: n, place: q.place, decimals: q.decimals, qualifier: q.qualifier }, v)) return 'yes';
  return equals(v, n) ? 'qualifier' : 'no';
}

/** Magnitudes in base units outside which no rounding or qualifier joins a support to the number. */
function bandOf(c: Claimed, factor: number): readonly [low: number, high: number] {
  const q = c.quantity;
  if (q.value === null) return [0, 0];
  const n = Math.abs(roughly(q.value)) * factor;
  const slack = 10 ** -q.decimals * factor * 0.6 + n * 1e-9;
  if (isWeak(q.qualifier)) return [0, Number.POSITIVE_INFINITY];
  if (q.qualifier === null && c.unit !== '分之') return [n - slack, n + slack];
  return [0.4 * n - slack, 2.2 * n + slack];
}

/** 增长1.4倍 and 翻一番 as shares of a figure in percent or of two years of one key. */
function ratios(c: Claimed, g: Ground): Support[] {
  if (c.unit !== '倍' && c.unit !== '番') return [];
  const grown = c.kind === 'change' || c.unit === '番';
  const out: Support[] = [];
  const times = (s: Support, ratio: Exact, direction: Support['direction']): void => {
    const value = c.unit === '番' ? doublings(ratio, c.quantity.value) : grown ? sub(ratio, exact(1n)) : ratio;
    if (value)
      out.push({
        ...s,
        amount: value,
        rough: roughly(value),
        dimension: c.unit,
        direction,
        change: grown,
        kind: grown ? 'change' : 'level',
      });
  };
  for (const s of g.supports) {
    if (!s.amount) continue;
    if (s.dimension === '%' && s.from === 'figure') {
      const share = div(s.amount, exact(100n))!;
      const signed = s.direction === 'down' && sign(share) > 0 ? neg(share) : share;
      times(s, s.change ? sub(signed, exact(-1n)) : share, s.direction ?? 'up');
    }
    if (s.from !== 'difference' || s.period === null) continue;
    const now = g.supports.find(
      (x) => x.from === 'fact' && x.key === s.key && x.scope === s.scope && x.period === s.period,
    );
    if (!now?.amount) continue;
    const ratio = div(now.amount, sub(now.amount, s.amount));
    if (ratio) times(s, ratio, s.direction);
  }
  return out;
}

/** n doublings within 2 %: the ratio of new to old is about 2ⁿ. */
function doublings(ratio: Exact, stated: Exact | null): Exact | null {
  if (stated?.den !== 1n || stated.num < 1n || stated.num > 6n) return null;
  const whole = exact(2n ** stated.num);
  return compare(abs(sub(ratio, whole)), mul(whole, exact(1n, 50n))) <= 0 ? stated : null;
}

function reason(
  c: Claimed,
  failed: { stage: Stage; support: Support } | null,
  g: Ground,
  stranger: string | null,
): string {
  const said = `“${c.quantity.text.replace(/\s+/g, '')}”`;
  if (!failed) {
    const q = c.quantity;
    const other =
      q.value &&
      g.supports.find(
        (s) => s.amount && (equals(s.amount, q.value!) || equals(s.amount, mul(q.value!, unitOf(c.unit).factor))),
      );
    return other && q.value && sign(q.value) !== 0
      ? `${said}的计量单位与已确认的事实不一致，请核对单位。`
      : `没有事实或计算结果能支持${said}，请补充依据或改正数字。`;
  }
  const s = failed.support;
  switch (failed.stage) {
    case 'qualifier':
      return `${said}与依据的约数用语不一致：依据为“${s.text || '准确数'}${s.qualifier ?? ''}”，请按原意表述。`;
    case 'year':
      return `${said}的年份不符：数值相同的依据属于${s.period ?? '其他'}年，请核对年份。`;
    case 'scope':
      return stranger
        ? `没有“${stranger}”的这项数据，请核对单位或项目名称。`
        : `${said}的归属不符：数值相同的依据属于“${s.scope ?? '本单位整体'}”。`;
    case 'key':
      return `${said}与文中所指的事项不符：数值相同的依据是另一事项${labelOf(s.key) === s.key ? '' : `（${labelOf(s.key)}）`}。`;
    case 'direction':
      return `${said}的增减方向与依据不一致，请核对是增加还是减少。`;
    default:
      return `没有事实或计算结果能支持${said}，请补充依据或改正数字。`;
  }
}
