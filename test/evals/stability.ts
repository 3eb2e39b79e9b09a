// Whether a changed copy of a text gives the facts of the text: counts the facts that stayed, went and came. A case is one
// fact that the text or its copy gives; it is the same when both give it, with the same value in one base.
import { extractFacts } from '../../src/core/extract/extract.ts';
import { readDocument } from '../../src/core/text/read.ts';
import { TO_SIMPLIFIED } from '../../src/core/text/simplified.ts';

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

const CHINESE = /[零〇○一二两兩三四五六七八九十百千壹贰貳叁參肆伍陆陸柒捌玖拾佰仟半]/;
const LOOK: Readonly<Record<string, string>> = { l: '1', I: '1', O: '0', o: '0', '|': '1' };

/** Whether the figures of a value stand in its quote, read independently: digits in order, Chinese numerals accepted as such. */
export function comesFrom(f: Found): boolean {
  if (!/^-?\d+(?:\.\d+)?$/.test(f.value) || f.qualifier === '列举' || f.qualifier === '无') return true;
  const quote = f.quote.normalize('NFKC');
  const digits = (s: string): string => s.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const text = [...quote].map((c) => LOOK[c] ?? c).join('');
  const wanted = digits(f.value);
  return text.replace(/\D/g, '').includes(wanted) || digits(text).includes(wanted) || CHINESE.test(quote);
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
