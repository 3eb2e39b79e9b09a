// A number format code (`#,##0.00`, `yyyy"年"m"月"`, `_ * #,##0_ ;…`) to the text that Excel prints for a value. Knows no cells.
import { type DateParts, dateParts } from './xlsx-date.ts';
import { type Decimal, fixed, plain, readDecimal, shifted } from './xlsx-decimal.ts';

type Token =
  | { is: 'literal'; text: string }
  | { is: 'digit'; text: '0' | '#' | '?' }
  | { is: 'point' }
  | { is: 'comma' }
  | { is: 'percent' }
  /** A run of one letter: yyyy, m, d, h, s, aaaa, e. */
  | { is: 'date'; text: string; minutes?: boolean }
  | { is: 'elapsed'; text: string }
  | { is: 'half-day'; chinese: boolean }
  | { is: 'text' }
  | { is: 'general' };

interface Section {
  tokens: Token[];
  condition: { sign: string; value: number } | null;
  isDate: boolean;
  /** Exponents and fractions: printed in full, because an exponent tells a reader less than the digits. */
  inFull: boolean;
}

/** A format made ready. `from1904` is the workbook's own setting. */
export interface NumberFormat {
  number(stored: string, from1904: boolean): string;
  text(value: string): string;
}

const RULES: readonly [RegExp, (m: RegExpExecArray) => Token | null][] = [
  [/"([^"]*)"?/y, (m) => ({ is: 'literal', text: m[1]! })],
  [/[\\!](.)/suy, (m) => ({ is: 'literal', text: m[1]! })],
  // _x leaves the room of an x, *x fills the cell with x: neither is text.
  [/[_*]./suy, () => null],
  [/\[\$([^\]-]*)[^\]]*\]/y, (m) => (m[1] ? { is: 'literal', text: m[1] } : null)],
  [/\[(h+|m+|s+)\]/iy, (m) => ({ is: 'elapsed', text: m[1]!.toLowerCase() })],
  [/\[[^\]]*\]?/y, () => null],
  [/General|G\/通用格式/iy, () => ({ is: 'general' })],
  [/AM\/PM|A\/P/iy, () => ({ is: 'half-day', chinese: false })],
  [/上午\/下午/y, () => ({ is: 'half-day', chinese: true })],
  [/[0#?]/y, (m) => ({ is: 'digit', text: m[0] as '0' })],
  [/\./y, () => ({ is: 'point' })],
  [/,/y, () => ({ is: 'comma' })],
  [/%/y, () => ({ is: 'percent' })],
  [/@/y, () => ({ is: 'text' })],
  [/y+|m+|d+|h+|s+|e+|aaaa?/iy, (m) => ({ is: 'date', text: m[0].toLowerCase() })],
  [/[\s\S]/uy, (m) => ({ is: 'literal', text: m[0] })],
];

const EXPONENT = /[0#?.]E[+-]/i;
const FRACTION = /[0#?]\s*\/\s*[0#?\d]/;
const WEEKDAY = ['日', '一', '二', '三', '四', '五', '六'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
/** What marks a negative number in the section made for them; a mark of colour alone would lose the sign. */
const MINUS = /[-−－]/;
const BRACKETS = /[()（）△▲]/g;
/** Codes longer than Excel takes are not a format. */
const MAX_CODE = 1000;

/** Parts a code at the semicolons that are not quoted, escaped or in brackets. */
function parted(code: string): string[] {
  const out = [''];
  for (const m of code.matchAll(/"[^"]*"?|[\\!_*][\s\S]?|\[[^\]]*\]?|;|[\s\S]/gu)) {
    if (m[0] === ';') out.push('');
    else out[out.length - 1] += m[0];
  }
  return out.slice(0, 4);
}

const unquoted = (code: string): string => code.replace(/"[^"]*"?|[\\!_*][\s\S]|\[[^\]]*\]?/g, ' ');

function readSection(code: string): Section {
  const tokens: Token[] = [];
  for (let at = 0; at < code.length; ) {
    for (const [rule, make] of RULES) {
      rule.lastIndex = at;
      const m = rule.exec(code);
      if (!m) continue;
      const token = make(m);
      if (token) tokens.push(token);
      at += m[0].length;
      break;
    }
  }
  const bare = unquoted(code);
  const inFull = EXPONENT.test(bare) || (FRACTION.test(bare) && !/[ymdhs]/i.test(bare));
  const isDate = !inFull && tokens.some((t) => t.is === 'date' || t.is === 'elapsed' || t.is === 'half-day');
  if (isDate) markMinutes(tokens);
  const condition = /\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/.exec(code);
  return {
    tokens,
    condition: condition ? { sign: condition[1]!, value: Number(condition[2]) } : null,
    isDate,
    inFull,
  };
}

/** m after an hour or before a second is a minute. */
function markMinutes(tokens: readonly Token[]): void {
  const parts = tokens.filter((t) => t.is === 'date' || t.is === 'elapsed');
  for (const [i, t] of parts.entries())
    if (t.is === 'date' && t.text[0] === 'm')
      t.minutes = parts[i - 1]?.text[0] === 'h' || parts[i + 1]?.text[0] === 's';
}

const pad = (n: number, length: number): string => String(n).padStart(length, '0');

function datePart(token: { text: string; minutes?: boolean }, p: DateParts, halves: boolean): string {
  const n = token.text.length;
  const two = n > 1 ? 2 : 1;
  if (token.minutes) return pad(p.minute, two);
  switch (token.text[0]) {
    case 'y':
      return n <= 2 ? pad(p.year % 100, 2) : String(p.year);
    case 'e':
      return String(p.year);
    case 'm':
      return n <= 2 ? pad(p.month, n) : n === 3 ? MONTHS[p.month - 1]!.slice(0, 3) : MONTHS[p.month - 1]!;
    case 'd':
      return n <= 2 ? pad(p.day, n) : n === 3 ? DAYS[p.weekday]!.slice(0, 3) : DAYS[p.weekday]!;
    case 'a':
      return `${n === 4 ? '星期' : ''}${WEEKDAY[p.weekday]}`;
    case 'h':
      return pad(halves ? p.hour % 12 || 12 : p.hour, two);
    default:
      return pad(p.second, two);
  }
}

function printDate(section: Section, value: Decimal, from1904: boolean): string {
  const parts = dateParts(value, from1904);
  if (!parts) return plain(value);
  const halves = section.tokens.some((t) => t.is === 'half-day');
  let out = '';
  for (const [i, t] of section.tokens.entries()) {
    if (t.is === 'date') out += datePart(t, parts, halves);
    else if (t.is === 'elapsed') out += pad(parts.elapsed[t.text[0] as 'h'], t.text.length);
    else if (t.is === 'half-day')
      out += t.chinese ? (parts.hour < 12 ? '上午' : '下午') : parts.hour < 12 ? 'AM' : 'PM';
    else if (t.is === 'literal') out += t.text;
    else if (t.is === 'comma') out += ',';
    // ss.0: tenths of a second are left out; a point between dates (2023.05.01) is part of them.
    else if (t.is === 'point' && section.tokens[i + 1]?.is !== 'digit') out += '.';
  }
  return out;
}

/** The value's digits laid into the section's places, from the point outwards; literals between them stay where they are. */
function printNumber(section: Section, value: Decimal): string {
  const { tokens } = section;
  const digits = tokens.flatMap((t, i) => (t.is === 'digit' ? [i] : []));
  if (digits.length === 0)
    return tokens
      .map((t) =>
        t.is === 'literal'
          ? t.text
          : t.is === 'percent'
            ? '%'
            : t.is === 'general'
              ? plain({ ...value, negative: false })
              : '',
      )
      .join('');
  const at = tokens.findIndex((t) => t.is === 'point');
  const point = at < 0 ? tokens.length : at;
  const whole = digits.filter((i) => i < point);
  const places = digits.filter((i) => i > point);
  const lastWhole = whole.at(-1) ?? -1;
  let thousands = false;
  let scale = 0;
  for (const [i, t] of tokens.entries()) {
    if (t.is === 'percent') scale += 2;
    if (t.is !== 'comma' || whole.length === 0) continue;
    if (i > whole[0]! && i < lastWhole) thousands = true;
    // Commas after the last place leave thousands out.
    else if (i > (places.at(-1) ?? lastWhole) || (i > lastWhole && i < point)) scale -= 3;
  }
  const printed = fixed(shifted(value, scale), places.length);
  const cells = tokens.map((t) => (t.is === 'literal' ? t.text : t.is === 'percent' ? '%' : ''));

  let left = printed.whole;
  let count = 0;
  for (const i of whole.toReversed()) {
    const first = i === whole[0];
    let take = first ? left : left.slice(-1);
    left = first ? '' : left.slice(0, -1);
    if (take === '' && tokens[i]!.is === 'digit' && (tokens[i] as { text: string }).text === '0') take = '0';
    let out = '';
    for (const d of [...take].toReversed()) {
      out = `${d}${thousands && count > 0 && count % 3 === 0 ? ',' : ''}${out}`;
      count++;
    }
    cells[i] = out;
  }
  if (whole.length === 0) cells[point] = printed.whole || (places.length ? '0' : '');

  let kept = places.length;
  while (kept > 0 && (tokens[places[kept - 1]!] as { text: string }).text !== '0' && printed.fraction[kept - 1] === '0')
    kept--;
  for (let k = 0; k < kept; k++) cells[places[k]!] = printed.fraction[k]!;
  if (kept > 0) cells[point] += '.';
  return cells.join('');
}

const meets = (value: number, { sign, value: limit }: { sign: string; value: number }): boolean =>
  sign === '<'
    ? value < limit
    : sign === '>'
      ? value > limit
      : sign === '<='
        ? value <= limit
        : sign === '>='
          ? value >= limit
          : sign === '='
            ? value === limit
            : value !== limit;

/** The section for a value, by the stated conditions or else by its sign; null: none takes it. */
function chosen(sections: readonly Section[], value: Decimal): Section | null {
  const numeric = sections.slice(0, 3);
  const negative = value.negative && value.digits !== '';
  if (numeric.some((s) => s.condition !== null)) {
    const n = Number(plain(value));
    const found = numeric.find((s, i) =>
      s.condition ? meets(n, s.condition) : i === numeric.length - 1 || (i === 0 ? n > 0 : n < 0),
    );
    return found ?? null;
  }
  if (negative) return numeric[1] ?? numeric[0]!;
  return (value.digits === '' ? numeric[2] : undefined) ?? numeric[0]!;
}

/** A negative value: the section's own sign, or one put before it. Brackets and triangles mean minus and become one. */
function signed(text: string, section: Section): string {
  const literals = section.tokens.map((t) => (t.is === 'literal' ? t.text : '')).join('');
  if (MINUS.test(literals)) return text;
  const bare = text.replace(BRACKETS, (c) => (literals.includes(c) ? '' : c)).trim();
  return bare === '' ? '' : `-${bare}`;
}

/** Cells in Excel's own General and in codes that are none print in full. Sections may be empty: they hide the value. */
export function readFormat(code: string): NumberFormat {
  const sections = parted(code.length > MAX_CODE ? 'General' : code).map(readSection);
  const textSection = sections[3] ?? (sections.at(-1)!.tokens.some((t) => t.is === 'text') ? sections.at(-1)! : null);
  const numeric = sections.filter((s) => s !== textSection || sections.length === 1);
  return {
    number(stored, from1904) {
      const value = readDecimal(stored);
      if (!value) return stored;
      const section = chosen(numeric.length ? numeric : sections, value);
      if (!section || section.inFull || section.tokens.some((t) => t.is === 'text')) return plain(value);
      if (section.isDate) return printDate(section, value, from1904);
      if (section.tokens.length === 0 && sections.length === 1) return plain(value);
      const text = printNumber(section, value).trim();
      return value.negative && value.digits !== '' ? signed(text, section) : text;
    },
    text(value) {
      if (!textSection) return value;
      return textSection.tokens.map((t) => (t.is === 'text' ? value : t.is === 'literal' ? t.text : '')).join('');
    },
  };
}
