// Makes wrong drafts of good ones: one digit, unit, year, direction, qualifier or scope changed at a time. Deterministic.
import { scanQuantities } from '../../../src/core/number/scan.ts';
import type { Draft } from './verify-drafts.ts';

export interface Mutant {
  kind: 'digit' | 'unit' | 'year' | 'direction' | 'qualifier' | 'scope';
  text: string;
  what: string;
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  万元: ['亿元', '元', '%', '人'],
  元: ['万元'],
  人: ['人次', '户', '万元'],
  名: ['人次', '个'],
  人次: ['人', '场'],
  个: ['家', '万元', '%'],
  家: ['户', '个'],
  户: ['家', '人'],
  '%': ['个百分点', '‰', '万元'],
  百分点: ['%'],
  件: ['起', '项'],
  处: ['家', '个'],
  批次: ['次', '批'],
  辆: ['台'],
  分: ['%', '个'],
  万户: ['户', '万家'],
  成: ['倍', '%'],
};
const TURNED: readonly (readonly [string, string])[] = [
  ['增加', '减少'],
  ['减少', '增加'],
  ['增长', '下降'],
  ['下降', '增长'],
  ['提高', '降低'],
  ['降低', '提高'],
  ['追加', '追减'],
  ['追减', '追加'],
];

const put = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

const yearsOf = (s: string): number[] => (s.match(/(?:19|20)\d\d/g) ?? []).map(Number);

/** A name of its own, not part of a longer one, with a number after it in its sentence. */
const governs = (text: string, at: number, scope: string): boolean =>
  (at === 0 || '，。；：、\n）. 其中年度）'.includes(text[at - 1]!)) &&
  /^[^。；\n]{0,40}\d/.test(text.slice(at + scope.length)) &&
  !/^[^。；\n，：、]{0,8}(?:（以下简称|、)/.test(text.slice(at + scope.length));

export function mutantsOf(draft: Draft): Mutant[] {
  const { text, evidence } = draft;
  const out: Mutant[] = [];
  const add = (kind: Mutant['kind'], start: number, end: number, by: string): void => {
    out.push({
      kind,
      text: put(text, start, end, by),
      what: `${text.slice(Math.max(0, start - 12), start)}[${text.slice(start, end)} -> ${by}]${text.slice(end, end + 6)}`,
    });
  };
  const spokenOf = new Set([
    ...evidence.facts.flatMap((f) => [f.period ?? 0, ...yearsOf(`${f.value} ${f.quote ?? ''}`)]),
    ...evidence.terms.flatMap(yearsOf),
  ]);
  for (const q of scanQuantities(text)) {
    if (q.class === 'figure') {
      for (let i = q.start; i < q.end; i++) {
        const c = text[i]!;
        if (c < '0' || c > '9') continue;
        for (const step of [1, 3, 7]) {
          const by = String((Number(c) + step) % 10);
          // A trailing zero turned into another digit changes the number; a leading one too.
          add('digit', i, i + 1, by);
        }
      }
      const printed = Object.keys(UNITS)
        .sort((a, b) => b.length - a.length)
        .find((u) => q.text.includes(u) && q.unit.endsWith(u));
      // Nothing is nothing in any measure.
      if (printed && !(q.value && q.value.num === 0n))
        for (const by of UNITS[printed]!) {
          const at = q.start + q.text.indexOf(printed);
          add('unit', at, at + printed.length, by);
        }
      if (q.qualifier === '余' || q.qualifier === '突破' || q.qualifier === '约') {
        const word = q.qualifier;
        const at = q.start + q.text.indexOf(word);
        for (const by of ['', ...(word === '余' ? [] : ['不足', '近'])]) add('qualifier', at, at + word.length, by);
      }
      // A rounded ratio may truly lie just below or above what is printed.
      if (q.qualifier === null && q.unit !== '' && q.unit !== '%')
        for (const by of ['不足', '近', '超过']) add('qualifier', q.start, q.start, by);
    }
    if (q.class === 'year') {
      // A year in a title or heading governs no figure; the years further away are no one's.
      for (const by of [-2, -3, 2, 5, 10].filter((d) => !spokenOf.has(q.year! + d)))
        add('year', q.start, q.start + 4, String(q.year! + by));
      const sentence = text.slice(q.end, q.end + 30).split(/[。\n]/)[0]!;
      if (
        /\d/.test(sentence) &&
        !/[较比]$/.test(text.slice(0, q.start)) &&
        !sentence.startsWith('度部门') &&
        text.slice(q.end, q.end + 1) !== '末'
      )
        add('year', q.start, q.start + 4, String(q.year === evidence.period ? q.year! - 1 : q.year! + 1));
    }
  }
  for (const [from, to] of TURNED)
    for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1))
      if (/^[了约]?[\d两]/.test(text.slice(at + from.length))) add('direction', at, at + from.length, to);
  const scopes = [...new Set(evidence.facts.flatMap((f) => (f.scope ? [f.scope] : [])))];
  for (const scope of scopes)
    for (let at = text.indexOf(scope); at >= 0; at = text.indexOf(scope, at + 1))
      if (governs(text, at, scope))
        for (const by of [...scopes.filter((s) => s !== scope), '城南街道财政所', ''])
          if (!(by === '' && scope.length < 4)) add('scope', at, at + scope.length, by);
  return out;
}
