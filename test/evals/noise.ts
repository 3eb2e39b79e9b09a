// What is difficult about a text, told by its label, its file name or itself. A text can be of several kinds.
import { TO_SIMPLIFIED } from '../../src/core/text/simplified.ts';

/** Words of a file's name -> kind. */
const SLUG: Readonly<Record<string, string>> = {
  pipe: 'tables',
  tab: 'tables',
  form: 'tables',
  trad: 'traditional',
  pinyin: 'pinyin',
  ocr: 'ocr',
  glyph: 'ocr',
  spaced: 'spaced',
  wrapped: 'hard-wrapped',
  html: 'html',
  injection: 'orders',
  spam: 'spam',
  oneline: 'one line',
  cells: 'cells one a line',
};

const share = (all: readonly string[], test: (s: string) => boolean): number =>
  all.length === 0 ? 0 : all.filter(test).length / all.length;

const SIGNS: readonly (readonly [kind: string, test: (text: string, lines: readonly string[]) => boolean])[] = [
  [
    'hard-wrapped',
    (_t, lines) => {
      const long = lines.filter((l) => l.length >= 20 && !/[|\t]/.test(l));
      return (
        long.length >= 6 && long.every((l) => l.length <= 120) && share(long, (l) => !/[。；：！？.;:]$/.test(l)) >= 0.5
      );
    },
  ],
  ['spaced', (t) => (t.match(/\p{Script=Han} +(?=\p{Script=Han})/gu)?.length ?? 0) > 5 + t.length / 60],
  ['traditional', (t) => [...t].filter((c) => TO_SIMPLIFIED.has(c)).length > t.length / 50],
  ['tables', (_t, lines) => lines.filter((l) => /\|.*\||\t.*\t/.test(l)).length >= 3],
  ['cells one a line', (_t, lines) => lines.length >= 20 && share(lines, (l) => /^[\d,.%-]+$/.test(l)) >= 0.2],
  ['ocr', (t) => /岀|兀|入[。，]|(?<=\d)[lO](?=[\d.,]|[万元])|[lO](?=\d)|□|■/.test(t)],
  ['invisible', (t) => /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad]|\u{e0020}/u.test(t)],
  ['html', (t) => /<(?:td|p|br|span|table|div)\b/i.test(t)],
  ['placeholders', (t) => /MERGEFIELD|\$\{|\{\{|[×]{2}|PAGEREF/.test(t)],
  ['one line', (t, lines) => t.length > 800 && lines.length <= 3],
  ['full-width', (t) => (t.match(/[０-９]/g)?.length ?? 0) > 5],
];

export function noiseOf(id: string, source: string, said?: string | string[]): string[] {
  if (said !== undefined && said.length > 0) return [said].flat();
  const lines = source
    .split(/\r\n?|\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '');
  const kinds = new Set(id.split(/[-_.]/).flatMap((w) => SLUG[w] ?? []));
  for (const [kind, test] of SIGNS) if (test(source, lines)) kinds.add(kind);
  return kinds.size === 0 ? ['plain'] : [...kinds].sort();
}
