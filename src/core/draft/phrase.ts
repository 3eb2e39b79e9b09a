// Ready phrases: a value with its unit, qualifier and direction, as it may stand in a sentence. Never computes anything.
import { definitionOf, labelOf } from '../catalogue/catalogue.ts';
import type { StatedFact } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import { abs, type Exact, equals, fromDecimal, sign, toFixed } from '../number/exact.ts';
import type { Qualifier } from '../number/qualifier.ts';
import { convert } from '../number/unit.ts';
import type { Profile } from '../profile.ts';

/** Where the qualifier stands: 约200份 · 700余家 · 95%以上. */
const BEFORE: readonly Qualifier[] = ['约', '近', '超过', '逾', '突破', '不足', '不低于'];
const WITHIN: readonly Qualifier[] = ['余', '多'];
const BOUNDS: readonly Qualifier[] = ['不低于', '以上', '以下'];
const AFTER: readonly Qualifier[] = ['左右', '以上', '以下'];

/** Units that printed texts shorten and a report should not. */
const UNIT_WORDS: Record<string, string> = { 平米: '平方米', '㎡': '平方米', '％': '%' };
const MONEY_WORDS: Record<string, string> = { 万: '万元', 亿: '亿元' };
const MONEY = new Set(['元', '万元', '亿元']);

export const missingMark = (label: string): string => `【待补：${label}】`;

/** How this report calls a key. */
export const nameOf = (key: string, profile: Profile): string => profile.labels?.[key] ?? labelOf(key);

/** 四舍五入 to `places`, without trailing zeros; a value that only rounds to a whole number keeps its decimals (100.00%). */
export function rounded(value: Exact, places: number): string {
  const text = toFixed(value, places);
  if (!text.includes('.')) return text;
  const short = text.replace(/\.?0+$/, '');
  const whole = !short.includes('.');
  return whole && !equals(fromDecimal(short)!, value) ? text : short;
}

export const withQualifier = (value: string, unit: string, q: Qualifier | null): string => {
  if (q && BEFORE.includes(q)) return `${q}${value}${unit}`;
  if (q && WITHIN.includes(q)) return `${value}${q}${unit}`;
  if (q && AFTER.includes(q)) return `${value}${unit}${q}`;
  return `${value}${unit}`;
};

/** A money fact in another unit than the report's is converted exactly, then shown with the profile's decimals. */
function money(value: string, unit: string, profile: Profile): { value: string; unit: string } {
  const amount = fromDecimal(value);
  if (!MONEY.has(unit) || unit === profile.moneyUnit || !amount) return { value, unit };
  const converted = convert(amount, unit, profile.moneyUnit);
  return converted ? { value: rounded(converted, profile.decimals.money), unit: profile.moneyUnit } : { value, unit };
}

const WRITTEN_AMOUNT = /(?<![\d.,，])(\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)(亿元|万元)/g;

/** Words with amounts in them, where the report counts in 元: 不低于300万元 as 不低于3000000元. Elsewhere as they are. */
export const moneyWords = (text: string, profile: Profile): string =>
  profile.moneyUnit === '元'
    ? text.replace(WRITTEN_AMOUNT, (_, value: string, unit: string) => {
        const shown = money(value.replaceAll(',', ''), unit, profile);
        return `${shown.value}${shown.unit}`;
      })
    : text;

/** 2024-03-05 and 20240305 as 2024年3月5日; anything else as it stands. */
function chineseDate(value: string): string {
  const m = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(value.trim());
  return m ? `${m[1]}年${Number(m[2])}月${Number(m[3])}日` : value.trim();
}

/** 7910万元 · 14人 · 700余家 · 95%以上 · a name or a date as it is written. Full precision as stated. */
export function factPhrase(f: StatedFact, profile: Profile): string {
  const kind = definitionOf(f.key)?.kind;
  if (kind === 'date') return chineseDate(f.value);
  if (kind === 'name' || kind === 'choice' || kind === 'passage') return f.value.trim();
  if (!fromDecimal(f.value)) return moneyWords(`${f.value.trim().replace(/^[=＝]+/, '')}${f.unit}`, profile);
  const printed = f.unit || definitionOf(f.key)?.unit || '';
  const unit = UNIT_WORDS[printed] ?? (kind === 'money' ? MONEY_WORDS[printed] : undefined) ?? printed;
  // A rough value keeps the unit it was rounded in; a bound is as exact in another.
  const exactly = f.qualifier === null || f.qualifier === '列举' || BOUNDS.includes(f.qualifier);
  const shown = exactly ? money(f.value, unit, profile) : { value: f.value, unit };
  return withQualifier(shown.value, shown.unit, f.qualifier);
}

const places = (f: Figure, profile: Profile): number => {
  if (f.unit === '%' || f.unit === '百分点' || f.unit === '个百分点') return profile.decimals.percent;
  if (MONEY.has(f.unit)) return profile.decimals.money;
  if (f.unit === '分') return profile.decimals.score;
  return f.decimals;
};

type Turn = { up: string; down: string; level: string };
const AMOUNT: Turn = { up: '增加', down: '减少', level: '与上年持平' };
const RATE: Turn = { up: '增长', down: '下降', level: '与上年持平' };
const POINTS: Turn = { up: '提高', down: '下降', level: '与上年持平' };
const APART: Turn = { up: '增加', down: '减少', level: '无差异' };

/** The words for the sign of a figure that is a difference; null for a figure that is not one. */
function turnOf(f: Figure): Turn | null {
  if (/_change_rate$/.test(f.key)) return RATE;
  if (/百分点$/.test(f.unit)) return POINTS;
  if (/_change$/.test(f.key)) return AMOUNT;
  if (/_difference$/.test(f.key)) return APART;
  if (/_difference_rate$|_implied_rate$/.test(f.key)) return { ...RATE, level: APART.level };
  if (/_implied$/.test(f.key)) return APART;
  return null;
}

const magnitude = (f: Figure, value: Exact, profile: Profile): string => {
  const unit = f.unit === '百分点' ? '个百分点' : f.unit;
  return `${rounded(value, places(f, profile))}${unit}`;
};

/** 66.67% · 增加4660万元 · 增长143.38% · 下降2.5个百分点 · 与上年持平 · the rule's own sentence when there is no value. */
export function figurePhrase(f: Figure, profile: Profile): string {
  if (f.state.is === 'not-applicable') return f.state.text.replace(/[。；]$/, '');
  if (f.state.is === 'waiting') return missingMark(nameOf(f.state.for[0] ?? f.key, profile));
  const { value } = f.state;
  const turn = turnOf(f);
  if (!turn) return magnitude(f, value, profile);
  const s = sign(value);
  if (s === 0) return turn.level;
  return `${s > 0 ? turn.up : turn.down}${magnitude(f, abs(value), profile)}`;
}
