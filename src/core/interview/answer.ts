// Reads the values a sentence states: 收入预算7910万元, 编制14人、在职37人, or a bare answer to the question asked. What is
// ambiguous (a change, a range, 十几, a unit that does not fit) is left unread, never guessed.
import { definitionOf } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import type { Candidate, Confidence } from '../fact.ts';
import { compare, equals, exact, fromDecimal, mul, toFixed, toText } from '../number/exact.ts';
import { parseChineseNumeral } from '../number/numeral.ts';
import type { Qualifier } from '../number/qualifier.ts';
import type { Quantity } from '../number/scan.ts';
import type { Asked, Unread } from './intent.ts';
import { askedDefinition, CARS, fits, isNumeric, meaning, type Named, namesIn, possible, saysTheme } from './naming.ts';
import { spokenQuantities } from './spoken.ts';

export interface Sentence {
  text: string;
  /** Offset of the sentence in the message. */
  start: number;
}

export interface Reading {
  claims: Candidate[];
  unread: Unread[];
}

interface Value {
  value: string;
  unit: string;
  qualifier: Qualifier | null;
  start: number;
  end: number;
}

/** Words around a name and a number that say nothing of their own. */
const FILLER =
  /我们|我单位|本单位|全单位|我委|我局|单位|部门|去年|上年度?|上一年度?|今年|本年度?|当年|年度|目前|现在|年末|年底|年初|全年|其中|一共|总共|合计|共计|总计|共有|达到|应该|就是|大概是?|大约|实际|已经|分别|预算|决算|调整后|金额|总额|人数|数量|数字|数据|数|另外|还有|以及|均|都|也|和|及|与|已|共|有|是|为|达|的|约|吧|呢|了|啊|哦|嗯|对|好的|个|[（()）“”"'：:=＝，,、；;。.!！~～\s-]/g;
/** 结构调剂没有发生: said of a fact, it is a value. */
/** 编制没变，还是16个: the number says what it still is. */
const STILL =
  /(?:和|跟|与|同)(?:去年|上年)(?:的)?(?:一样|相同|一致)|没有?(?:变化|变动|变|动)|不变|未变|照旧|还是|仍然?是|仍为|依然/g;
const NOTHING_THERE = /没有发生|未发生|没有涉及|不涉及|没有|和去年一样|跟去年一样|无/g;
/** A change is not a value. */
const CHANGE = /比|较|同比|环比|增加|减少|增长|下降|提高|降低|上升|多了|少了|追加|追减|翻/;
const SUB_UNIT = /^[\u4e00-\u9fff]{2,24}(?:中心|所|站|局|队|院|馆|办|科|处|委|会|校|园|公司|本级|机关)$/;

/** How far before a number words like 预算 or 决算 still say which of two facts is meant. */
const AROUND = 60;
/** 现有在册14人: so many words before the one number of an answer may be unknown. */
const LONGEST_LEAD = 6;

const saysNothing = (text: string): boolean => text.replace(FILLER, '') === '';

/** Values of named facts, and one bare number as the answer to the question. */
export function readValues(s: Sentence, asked: Asked | null, period: number): Reading {
  const quantities = spokenQuantities(s.text);
  const years = quantities.filter((q) => q.class === 'year' && q.year !== null);
  const numbers = numbersIn(s.text, quantities);
  const claims: Candidate[] = [];
  const bare: { value: Value; unread: Unread }[] = [];
  const unread: Unread[] = [];
  let year: number | null = null;
  let scope: string | null = null;
  let after: Named | null = null;
  let named: Named | null = null;
  for (const [i, { start, end, value: said }] of numbers.entries()) {
    const from = numbers[i - 1]?.end ?? 0;
    const gap = s.text.slice(from, start);
    const rest = s.text.slice(end, numbers[i + 1]?.start ?? s.text.length);
    while (years[0] && years[0].end <= start) year = years.shift()!.year;
    if (LAST_YEAR.test(gap)) year = period - 1;
    else if (THIS_YEAR.test(gap)) year = period;
    const before = nameBefore(gap, after);
    after = before ? null : nameAfter(rest, i === numbers.length - 1);
    // 接待费去年2.3万，今年1.8万: a year alone goes on about the same fact.
    const goesOn: Named | null = YEAR_ONLY.test(gap) && saysNothing(gap.replace(/20\d\d年?/g, '')) ? named : null;
    const name: Named | null = before ?? after ?? goesOn;
    named = name;
    const lead = gap.slice(before?.end ?? gap.length - lastClause(gap).length).replace(STILL, '');
    const value = CHANGE.test(lead) ? null : said;
    const place: Unread = {
      quote: s.text.slice(start, end),
      start: s.start + start,
      end: s.start + end,
      between: [],
    };
    const last = claims.at(-1);
    if (!name && value && last && SELF_REPAIR.test(gap)) {
      const meant = claimOf(definitionOf(last.key)!, value, s, last.period!, last.scope);
      if (meant) claims[claims.length - 1] = meant;
      else unread.push(place);
      continue;
    }
    if (!name) {
      const isAnswer =
        value && saysNothing(firstClause(rest)) && (saysNothing(lead) || lead.trim().length <= LONGEST_LEAD);
      if (isAnswer) bare.push({ value, unread: place });
      else unread.push(place);
      continue;
    }
    const around = s.text.slice(Math.max(0, start - AROUND), end);
    // 三公经费决算数1.5万元: its own words settle it before those of its neighbours.
    const own = before ? s.text.slice(from + before.start, end) : '';
    const d = value && meaning(name, value.unit, saysTheme(own) ? own : around, asked?.key ?? null);
    scope = d ? ((before && scopeIn(gap, before, d)) ?? (d.scope === null ? null : scope)) : scope;
    const isAsked = d && d.key === asked?.key;
    const when = year ?? (isAsked ? asked.period : period);
    const whose = isAsked ? (scope ?? asked.scope) : scope;
    const claim = d && claimOf(d, value, s, when, whose);
    if (claim) claims.push(claim);
    else if (d) unread.push(withOptions(place, unitsOf(d, value, s, when, whose)));
    else {
      const between = value ? possible(name, value.unit) : [];
      const options = between.flatMap((k) => claimOf(definitionOf(k)!, value!, s, when, whose) ?? []);
      unread.push(withOptions({ ...place, between }, options));
    }
  }
  const [only, second] = bare;
  const answer = only && !second && asked ? answerOf(only.value, asked, s, year) : null;
  const taken = (key: string): boolean => claims.some((c) => c.key === key);
  if (answer && !taken(answer.key)) return { claims: [answer, ...claims], unread };
  const said = bare.map((b) => b.unread);
  if (only && !second && asked && !answer && !taken(asked.key)) {
    const d = askedDefinition(asked.key);
    if (d) said[0] = withOptions(only.unread, unitsOf(d, only.value, s, year ?? asked.period, asked.scope));
  }
  return { claims, unread: [...said, ...unread].sort((a, b) => a.start - b.start) };
}

/** 收入预算说错了，是7190万元. */
const SLIP = /(?:说|写|填|弄|搞|报)错了?|不对/;
/** 7910万元，不对，7190万元: the second number takes the place of the first. */
const SELF_REPAIR = /不对|说错|写错|错了|哦不|噢不|更正|纠正|应该是|应为|不是/;

const withOptions = (u: Unread, options: Candidate[]): Unread => (options.length > 1 ? { ...u, options } : u);

/** The claims that a number without its unit could make: 79100000 in 元 or in 万元; 0.95 as a share or in percent. */
export function unitsOf(
  d: FactDefinition,
  v: Value | null,
  s: Sentence,
  period: number,
  scope: string | null,
): Candidate[] {
  if (v?.unit !== '') return [];
  const as = (value: string, unit: string): Candidate[] => {
    const claim = claimOf(d, { ...v, value, unit }, s, period, scope);
    return claim ? [claim] : [];
  };
  if (d.kind === 'money') return [...as(v.value, '元'), ...as(v.value, '万元')];
  const share = fromDecimal(v.value);
  if (d.kind !== 'percent' || !share) return [];
  return [...as(toText(mul(share, exact(100n))), '%'), ...as(v.value, '%')];
}

const CLAUSE = /[，,、；;。：:]/;
const lastClause = (text: string): string => text.split(CLAUSE).at(-1)!;
const firstClause = (text: string): string => text.split(CLAUSE)[0]!;

/** 收入预算总额是7910, 收入预算总额，7910: the name that leads to a number; not one that the number before it has taken. */
function nameBefore(gap: string, taken: Named | null): Named | null {
  const name = namesIn(gap).at(-1);
  if (!name || !saysNothing(gap.slice(name.end).replace(STILL, '').replace(CHANGE, '').replace(SLIP, ''))) return null;
  return taken && name.start <= taken.start ? null : name;
}

/** 12个已完工: a clause that goes on after its number with one name and nothing else. */
function nameAfter(rest: string, last: boolean): Named | null {
  const clause = firstClause(rest);
  // With no stop before the next number the name belongs to that one: 编制14在职37.
  if (!last && clause === rest) return null;
  const [only, second] = namesIn(clause);
  return only && !second && saysNothing(clause.slice(0, only.start) + clause.slice(only.end)) ? only : null;
}

interface Spoken {
  start: number;
  end: number;
  /** null: it states something, but no exact number (十几, 30到35). */
  value: Value | null;
}

/** The numbers of a text as people say them: 负5万元 is below zero, 14个人 are people, 差不多200份 is 约200份. */
function numbersIn(text: string, quantities: readonly Quantity[]): Spoken[] {
  const figures = quantities.filter((q) => q.class === 'figure');
  if (!figures.length) return bareNumeral(text, quantities).map((value) => ({ ...value, value }));
  return figures.map((q) => {
    const value = exactValue(q);
    const negative =
      /(?:^|[^\d\-－−—])[负\-－−]$/.test(text.slice(Math.max(0, q.start - 2), q.start)) && !q.text.startsWith('-');
    const people = q.unit === '个' && /^人(?![次均口才员])/.test(text.slice(q.end, q.end + 2));
    const roughly = !q.qualifier && /差不多$/.test(text.slice(Math.max(0, q.start - 3), q.start));
    const start = roughly ? q.start - 3 : negative ? q.start - 1 : q.start;
    // 14463w, ¥144630000: as people type them.
    const wan = q.unit === '' && /^[wW](?![A-Za-z0-9])/.test(text.slice(q.end, q.end + 2));
    const yuan = q.unit === '' && /[¥￥]\s?$/.test(text.slice(Math.max(0, q.start - 2), q.start));
    const end = people || wan ? q.end + 1 : q.end;
    if (!value) return { start, end, value };
    return {
      start,
      end,
      value: {
        ...value,
        value: negative ? `-${value.value}` : value.value,
        unit: people ? '人' : wan ? '万' : yuan ? '元' : value.unit,
        qualifier: roughly ? '约' : value.qualifier,
        start,
        end,
      },
    };
  });
}

/** The one number without a name, as the answer to the question. */
function answerOf(value: Value, asked: Asked, s: Sentence, year: number | null): Candidate | null {
  const d = askedDefinition(asked.key);
  return d && claimOf(d, value, s, year ?? asked.period, asked.scope);
}

/** Whether the sentence holds nothing but names, numbers and words that say nothing: then it is no passage. */
export function isBareStatement(text: string): boolean {
  const quantities = spokenQuantities(text);
  if (!quantities.some((q) => q.class === 'figure')) return false;
  const names = namesIn(text);
  let rest = '';
  let from = 0;
  for (const part of [...quantities, ...names].sort((x, y) => x.start - y.start)) {
    if (part.start > from) rest += text.slice(from, part.start);
    from = Math.max(from, part.end);
  }
  rest += text.slice(from);
  return names.length > 0 && rest.replace(NOTHING_THERE, '').replace(STILL, '').replace(FILLER, '') === '';
}

/** A number without any name around it, for corrections: 7190万元, 7190. */
export function readNumber(text: string): Value | null {
  const [only, second] = numbersIn(text, spokenQuantities(text));
  return only && !second ? only.value : null;
}

/** The claim that a value makes about a fact; null where the unit, the size or a range leaves open what was meant. */
export function claimOf(
  d: FactDefinition,
  v: Value,
  s: Sentence,
  period: number,
  scope: string | null,
): Candidate | null {
  if (!isNumeric(d) || !fits(d, v.unit)) return null;
  // 在职15个 are people.
  const people = v.unit === '个' && d.unit === '人';
  const cars = d.unit === '辆' && CARS.has(v.unit);
  const unit =
    v.unit === '' || people || cars ? d.unit : v.unit === '万' || v.unit === '亿' ? moneyOr(d, v.unit) : v.unit;
  const confidence = sure(d, v);
  if (confidence === null) return null;
  return {
    key: d.key,
    period,
    scope,
    item: null,
    value: v.value,
    unit,
    qualifier: v.qualifier,
    label: null,
    quote: s.text.slice(v.start, v.end),
    start: s.start + v.start,
    end: s.start + v.end,
    also: [],
    confidence,
    reasons: [],
  };
}

const moneyOr = (d: FactDefinition, unit: string): string => (d.kind === 'money' ? `${unit}元` : unit);

/** 万元 is meant by 7910 in answer to a question in 万元, but not surely; by 79100000 it surely is not. */
const TOO_MANY_WAN = exact(1_000_000n);

function sure(d: FactDefinition, v: Value): Confidence | null {
  if (v.unit !== '') return 'high';
  const n = Number(v.value);
  if (d.kind === 'money') {
    const digits = /^-?(\d+)/.exec(v.value)?.[1] ?? '0';
    return compare(exact(BigInt(digits)), TOO_MANY_WAN) > 0 ? null : 'medium';
  }
  // 0.95 may be 95 % or 0.95 %; 1 likewise.
  if (d.kind === 'percent') return n > 0 && n <= 1 ? null : 'high';
  return 'high';
}

function exactValue(q: Quantity): Value | null {
  if (!q.value || q.high) return null;
  const fixed = toFixed(q.value, q.decimals);
  const value = equals(fromDecimal(fixed)!, q.value) ? fixed : toText(q.value);
  return value.includes('/') ? null : { value, unit: q.unit, qualifier: q.qualifier, start: q.start, end: q.end };
}

const NUMERAL =
  /(约|大约|大概|近)?\s*([零〇一二两三四五六七八九十百千万亿半点壹贰叁肆伍陆柒捌玖拾佰仟]{1,24})(余|多)?\s*$/;

/** A numeral with the words around it; also keeps the expressions here from running over long texts. */
const LONGEST_ANSWER = 60;

/** 二十三, 七千九百一十万: the scanner asks for a unit after a Chinese numeral, an answer to a question has none. */
function bareNumeral(text: string, quantities: readonly Quantity[]): Value[] {
  if (text.length > LONGEST_ANSWER) return [];
  const m = NUMERAL.exec(text.replace(/[吧呢了啊。.!！\s]+$/, ''));
  if (!m || quantities.some((q) => q.end > m.index)) return [];
  if (text.slice(0, m.index).replace(FILLER, '') !== '') return [];
  const digits = m[2]!;
  // 七千九百一十万 says its unit: the 万 of 万元.
  const unit = /[^万亿][万亿]$/.test(digits) ? digits.slice(-1) : '';
  // 一亿四千四百六十三万 has two such units: it is counted in 元.
  const whole = unit !== '' && /[万亿]/.test(digits.slice(0, -1));
  const value = parseChineseNumeral(unit && !whole ? digits.slice(0, -1) : digits);
  if (!value) return [];
  const qualifier: Qualifier | null = m[3] ? (m[3] as Qualifier) : m[1] ? (m[1] === '近' ? '近' : '约') : null;
  return [
    {
      value: toText(value),
      unit: whole ? '元' : unit,
      qualifier,
      start: m.index,
      end: m.index + m[0].trimEnd().length,
    },
  ];
}

/** 比去年 compares; it does not say when. */
const LAST_YEAR = /(?<![比较同与跟和于])(?:去年|上年|上一年)/;
const THIS_YEAR = /今年|本年|当年/;
const YEAR_ONLY = /去年|上年|上一年|今年|本年|当年|20\d\d/;

/** A sub-unit said right before the name: 企业服务中心在编5人. */
function scopeIn(gap: string, name: Named, d: FactDefinition): string | null {
  if (d.scope === null) return null;
  const before = gap
    .slice(Math.max(0, name.start - 60), name.start)
    .split(/[，,、；;。：:\s]/)
    .at(-1)!
    .replace(/^(?:我们|我单位|本单位|其中|另外|还有|今年|去年|\d{4}年(?:度)?)+|(?:的|共|有|年末|目前|现有)+$/g, '');
  return SUB_UNIT.test(before) && !/^(?:单位|本单位|全单位|我单位|全委|我委)$/.test(before) ? before : null;
}
