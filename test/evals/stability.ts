// Whether a changed copy of a text gives the facts of the text: counts the facts that stayed, went and came. A case is one
// fact that the text or its copy gives; it is the same when both give it, with the same value in one base.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFacts } from '../../src/core/extract/extract.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { TO_SIMPLIFIED } from '../../src/core/text/simplified.ts';
import { KINDS, variantOf } from './mutate.ts';

export interface Found {
  key: string;
  period: number | null;
  scope: string | null;
  item: string | null;
  value: string;
  unit: string;
  qualifier: string | null;
  quote: string;
  start: number;
  end: number;
}

export interface Comparison {
  same: number;
  cases: number;
  faults: string[];
  /** Quotes that are not the slice they name, and values with figures that their quote has not. Always empty. */
  broken: string[];
}

export const factsOf = (source: string): Found[] => extractFacts(readDocument(source)).candidates;

const FACTOR: Readonly<Record<string, bigint>> = { 元: 1n, 万元: 10_000n, 亿元: 100_000_000n };

/** Words without blanks, punctuation and variant characters; figures in millionths of the base unit. */
export function inOneBase(value: string, unit: string): string {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!m) return skeleton(value);
  const scaled = BigInt(m[2]! + (m[3] ?? '').padEnd(12, '0').slice(0, 12)) * (FACTOR[unit] ?? 1n);
  return `${m[1]}${scaled} ${FACTOR[unit] ? '元' : ''}`;
}

const skeleton = (s: string): string =>
  [...s.normalize('NFKC')]
    .map((c) => TO_SIMPLIFIED.get(c) ?? c)
    .filter((c) => /[\p{Script=Han}\dA-Za-z]/u.test(c))
    .join('')
    .replace(/[〇○]/g, '零');

const slotOf = (f: Found): string =>
  [f.key, f.period ?? '', skeleton(f.scope ?? ''), f.item === null ? '' : skeleton(f.item)].join(' ');

const LOOK: Readonly<Record<string, string>> = { l: '1', I: '1', O: '0', o: '0', '|': '1' };
const DIGITS = '零一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const FORMS: Readonly<Record<string, string>> = {
  〇: '零',
  '○': '零',
  两: '二',
  兩: '二',
  壹: '一',
  贰: '二',
  貳: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
  點: '点',
};

/** The Chinese numerals of a quote, worked out independently of the product: each with and without its last 万 or 亿. */
function chineseNumbers(quote: string): number[] {
  const found: number[] = [];
  const plain = [...quote].map((c) => FORMS[c] ?? c).join('');
  for (const m of plain.matchAll(/[零一二三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?/g)) {
    const [whole = '', fraction = ''] = m[0].split('点');
    for (const run of new Set([whole, whole.replace(/[万亿]+$/, '')])) {
      if (run === '') continue;
      const tail = fraction === '' ? '' : `.${[...fraction].map((c) => DIGITS.indexOf(c)).join('')}`;
      if (/^[零一二三四五六七八九]+$/.test(run))
        found.push(Number([...run].map((c) => DIGITS.indexOf(c)).join('') + tail));
      let [sum, section, digit] = [0, 0, 0];
      let last = 1;
      for (const c of run) {
        if (DIGITS.includes(c)) digit = DIGITS.indexOf(c);
        else if (PLACES[c]) {
          section += (digit || 1) * PLACES[c];
          last = PLACES[c];
          digit = 0;
        } else {
          const unit = c === '万' ? 1e4 : 1e8;
          sum = (sum + section + digit) * unit;
          [section, digit] = [0, 0];
          last = unit;
        }
        if (c === '零') last = 10;
      }
      found.push(Number(`${sum + section + digit}${tail}`), Number(`${sum + section + (digit * last) / 10}${tail}`));
    }
  }
  return found;
}

/** Whether the figures of a value stand in its quote: digits in order, or the Chinese numeral that says so. */
export function comesFrom(f: Found): boolean {
  if (!/^-?\d+(?:\.\d+)?$/.test(f.value) || f.qualifier === '列举' || f.qualifier === '无') return true;
  // 与上年持平, 无: nothing, in words.
  if (
    Number(f.value) === 0 &&
    /一[致緻]|持平|相同|不变|无|無|没有|沒有|未/.test(f.quote.replace(/[^\p{Script=Han}]/gu, ''))
  )
    return true;
  const quote = f.quote.normalize('NFKC');
  const digits = (s: string): string => s.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const text = [...quote].map((c) => LOOK[c] ?? c).join('');
  const wanted = digits(f.value);
  if (text.replace(/\D/g, '').includes(wanted) || digits(text).includes(wanted)) return true;
  const simple = [...quote]
    .map((c) => TO_SIMPLIFIED.get(c) ?? c)
    .join('')
    .replace(/[^\p{Script=Han}○]/gu, '');
  return chineseNumbers(simple).includes(Math.abs(Number(f.value)));
}

export function compareFacts(before: readonly Found[], after: readonly Found[], copy: string): Comparison {
  const result: Comparison = { same: 0, cases: 0, faults: [], broken: [] };
  const left = new Map<string, Found>();
  for (const f of before) left.set(slotOf(f), f);
  for (const f of after) {
    if (f.quote !== copy.slice(f.start, f.end)) result.broken.push(`${f.key} ${f.start} ${f.end}`);
    if (!comesFrom(f)) result.broken.push(`${f.key} ${f.value} 「${f.quote}」`);
    const slot = slotOf(f);
    const was = left.get(slot);
    left.delete(slot);
    result.cases++;
    if (was && inOneBase(was.value, was.unit) === inOneBase(f.value, f.unit)) result.same++;
    else
      result.faults.push(
        `${was ? '≠' : '+'} ${slot} ${f.value}${f.unit} 「${f.quote}」${was ? ` ← ${was.value}${was.unit}` : ''}`,
      );
  }
  for (const [slot, f] of left) {
    result.cases++;
    result.faults.push(`- ${slot} ${f.value}${f.unit} 「${f.quote}」`);
  }
  return result;
}

export interface StabilityRow {
  kind: string;
  /** Facts, and copies all of whose facts stayed. */
  same: number;
  cases: number;
  whole: number;
  copies: number;
}

/** Changed copies of the texts of a folder, turn by turn; the last row is all of them. Copies of several kinds are one row. */
export function measureStability(
  folder: string,
  copies: number,
  seed: number,
): { texts: number; copies: number; rows: StabilityRow[]; broken: string[]; faults: string[] } {
  const names = readdirSync(folder)
    .filter((f) => f.endsWith('.txt'))
    .sort();
  const texts = names.map((f) => readFileSync(join(folder, f), 'utf8'));
  const facts = texts.map(factsOf);
  const rows = new Map<string, StabilityRow>();
  const broken: string[] = [];
  const faults: string[] = [];
  const row = (kind: string): StabilityRow => {
    const r = rows.get(kind) ?? { kind, same: 0, cases: 0, whole: 0, copies: 0 };
    rows.set(kind, r);
    return r;
  };
  for (let n = 0; texts.length > 0 && n < copies; n++) {
    const i = n % texts.length;
    // Every text meets every kind in turn, the texts out of step with each other.
    const { kinds, text } = variantOf(texts[i]!, Math.floor(n / texts.length) + 7 * i, seed + i);
    const c = compareFacts(facts[i]!, factsOf(text), text);
    for (const r of [row(kinds.length === 1 ? kinds[0]! : TOGETHER), row(ALL)]) {
      r.same += c.same;
      r.cases += c.cases;
      r.copies++;
      if (c.same === c.cases) r.whole++;
    }
    const where = `${names[i]} ${kinds.join(' + ')}`;
    broken.push(...c.broken.map((b) => `${where}: ${b}`));
    if (c.faults.length > 0) faults.push(`## ${where}`, ...c.faults.map((f) => `    ${f.replace(/\n/g, '⏎')}`));
  }
  const order = [...KINDS, TOGETHER, ALL];
  return { texts: texts.length, copies, rows: order.flatMap((k) => rows.get(k) ?? []), broken, faults };
}

const TOGETHER = 'several together';
const ALL = 'all';
