// A list number in one of Word's number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat). Knows no lists and no levels.
import { toChineseNumeral } from '../core/number/numeral.ts';

/** Word counts list items in 15 bits. */
export const LARGEST = 32767;

type Format = (n: number) => string;

/** One character after the other from `first`, while there are any; then plain digits, as Word does. */
const from =
  (first: number, count: number): Format =>
  (n) =>
    n >= 1 && n <= count ? String.fromCodePoint(first + n - 1) : String(n);

const cycle = (signs: string): Format => {
  const list = [...signs];
  return (n) => (n >= 1 ? list[(n - 1) % list.length]! : String(n));
};

const positional =
  (digits: string): Format =>
  (n) =>
    [...String(n)].map((d) => [...digits][Number(d)]!).join('');

/** A to Z, then AA, BB: Word repeats the letter. Past a length that anybody reads, digits. */
const letters =
  (first: number): Format =>
  (n) =>
    n >= 1 && n <= 26 * 10
      ? String.fromCharCode(first + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1)
      : String(n);

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

const roman: Format = (n) => {
  if (n < 1 || n > 3999) return String(n);
  let rest = n;
  let out = '';
  for (const [value, sign] of ROMAN) for (; rest >= value; rest -= value) out += sign;
  return out;
};

const thousand: Format = (n) => toChineseNumeral(BigInt(n));
/** 九十九, and 一〇〇 from a hundred on. */
const counting: Format = (n) => (n < 100 ? thousand(n) : positional('〇一二三四五六七八九')(n));

const LEGAL: Readonly<Record<string, string>> = {
  零: '零',
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
  万: '万',
};
const legal: Format = (n) => {
  const said = thousand(n);
  return [...(said.startsWith('十') ? `一${said}` : said)].map((c) => LEGAL[c] ?? c).join('');
};

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const circled: Format = (n) =>
  n === 0
    ? '⓪'
    : n <= 20
      ? from(0x2460, 20)(n)
      : n <= 35
        ? from(0x3251, 15)(n - 20)
        : n <= 50
          ? from(0x32b1, 15)(n - 35)
          : String(n);
const fullWidth: Format = (n) => positional('０１２３４５６７８９')(n);

const FORMATS: Readonly<Record<string, Format>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (n) => (n < 10 ? `0${n}` : String(n)),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: from(0x2488, 20),
  decimalEnclosedParen: from(0x2474, 20),
  numberInDash: (n) => `- ${n} -`,
  ordinal: (n) => `${n}${n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`,
  upperRoman: roman,
  lowerRoman: (n) => roman(n).toLowerCase(),
  upperLetter: letters(65),
  lowerLetter: letters(97),
  hex: (n) => n.toString(16).toUpperCase(),
  chineseCounting: counting,
  chineseCountingThousand: thousand,
  chineseLegalSimplified: legal,
  taiwaneseCounting: counting,
  taiwaneseCountingThousand: thousand,
  taiwaneseDigital: positional('〇一二三四五六七八九'),
  japaneseCounting: thousand,
  japaneseDigitalTenThousand: positional('〇一二三四五六七八九'),
  japaneseLegal: legal,
  ideographLegalTraditional: legal,
  ideographDigital: positional('〇一二三四五六七八九'),
  koreanCounting: counting,
  ideographTraditional: cycle(STEMS),
  ideographZodiac: cycle(BRANCHES),
  ideographZodiacTraditional: (n) => (n >= 1 ? STEMS[(n - 1) % 10]! + BRANCHES[(n - 1) % 12]! : String(n)),
  ideographEnclosedCircle: from(0x3280, 10),
  none: () => '',
};

/** `custom` brings its own pattern, `001, 002, 003, …`, where only the width says anything. */
export function formatNumber(n: number, format: string, pattern = ''): string {
  const count = Math.min(Math.max(Math.trunc(n) || 0, 0), LARGEST);
  const padded = format === 'custom' ? /^(0*)\d(?:,|$)/.exec(pattern) : null;
  if (padded)
    return String(count)
      .padStart(padded[1]!.length + 1, '0')
      .slice(-20);
  return Object.hasOwn(FORMATS, format) ? FORMATS[format]!(count) : String(count);
}
