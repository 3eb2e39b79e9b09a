// Makes a text look as it does after copying, scanning, converting or retyping: the same words and figures, other characters
// and layout. Pure and seeded; a change that would make another figure of one is not among them.
import { TO_SIMPLIFIED } from '../../src/core/text/simplified.ts';

export type Random = () => number;

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(list: readonly T[], r: Random): T => list[Math.floor(r() * list.length)]!;
const between = (low: number, high: number, r: Random): number => low + Math.floor(r() * (high - low + 1));

/** Tags, entities, field codes and addresses: what a converter leaves alone or a program reads. */
const CODE =
  /<[^<>\n]{1,400}>|&(?:#\d+|[a-z]+);|\$\{[^}]*\}|\{\{[^}]*\}\}|(?:MERGEFIELD|PAGEREF|HYPERLINK|_Toc)[\w\s.:"\\]*|https?:\/\/\S+/gi;
/** Changes the text between such codes. */
function outside(s: string, change: (piece: string) => string): string {
  let out = '';
  let from = 0;
  for (const m of s.matchAll(CODE)) {
    out += change(s.slice(from, m.index)) + m[0];
    from = m.index + m[0].length;
  }
  return out + change(s.slice(from));
}

const isRow = (line: string): boolean => /[|\t]/.test(line);
const lines = (s: string, change: (line: string) => string): string => s.split('\n').map(change).join('\n');
const wide = (c: string): string => String.fromCharCode(c.charCodeAt(0) + 0xfee0);
const HAN = '\\p{Script=Han}';
const GAP = new RegExp(`(?<=[${HAN}，。；：、（）“”])(?=[${HAN}，。；：、（）“”])`, 'gu');
/** A number of a sentence: words before it, a unit after it. Cells of tables are not among them. */
const NUMBER = /(?<=[\p{Script=Han}：（])\d[\d,]*(?:\.\d+)?(?=[万亿元人名个家户项%％年月分辆台次])/gu;

const TRADITIONAL = new Map([...TO_SIMPLIFIED].map(([t, s]) => [s, t]));

/** Cuts every line that is no row of a table into lines of one width. `columns`: a Han character counts twice. */
function wrapped(s: string, width: number, columns: boolean): string {
  return lines(s, (line) => {
    if (isRow(line) || line.includes('<')) return line;
    let out = '';
    let w = 0;
    for (const c of line) {
      const size = columns && c.charCodeAt(0) > 0xff ? 2 : 1;
      if (w + size > width) {
        out += '\n';
        w = 0;
      }
      out += c;
      w += size;
    }
    return out;
  });
}

const sprinkle = (s: string, marks: readonly string[], chance: number, r: Random): string =>
  outside(s, (p) => p.replace(/(?<=[^\s])(?=[^\s])/gu, () => (r() < chance ? pick(marks, r) : '')));

const group = (n: string): string => n.replace(/^\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','));

/** Marks of a page between two paragraphs of text, never inside a table. */
function paged(s: string, marks: (page: number) => string, r: Random): string {
  const all = s.split('\n');
  const text = (l: string | undefined): boolean =>
    l !== undefined && l.trim().length >= 24 && !isRow(l) && /[。；：]\s*$/.test(l);
  let page = 0;
  return all
    .map((l, i) => {
      const next = all.slice(i + 1, i + 3).find((x) => x.trim() !== '');
      return text(l) && next !== undefined && !isRow(next) && next.trim().length >= 8 && r() < 0.3
        ? `${l}\n${marks(++page)}`
        : l;
    })
    .join('\n');
}

export type Mutation = (source: string, r: Random) => string;

export const MUTATIONS = {
  'blanks between characters': (s, r) => {
    const chance = pick([0.05, 0.3, 1], r);
    const blank = pick([' ', ' ', '  '], r);
    return outside(s, (p) => p.replace(GAP, () => (r() < chance ? blank : '')));
  },
  'blanks around numbers': (s, r) =>
    outside(s, (p) =>
      p.replace(new RegExp(`(?<=${HAN})(?=\\d)|(?<=[\\d%％])(?=${HAN})`, 'gu'), () => (r() < 0.7 ? ' ' : '')),
    ),
  'blanks inside numbers': (s, r) =>
    outside(s, (p) =>
      p.replace(NUMBER, (n) => {
        if (n.length < 2 || r() > 0.4) return n;
        const at = between(1, n.length - 1, r);
        return `${n.slice(0, at)} ${n.slice(at)}`;
      }),
    ),
  'hard wraps': (s, r) => wrapped(s, between(20, 60, r), false),
  'hard wraps by columns': (s, r) => wrapped(s, between(40, 100, r), true),
  'ragged breaks': (s, r) =>
    lines(s, (line) => {
      if (isRow(line) || line.includes('<')) return line;
      let out = '';
      let left = between(20, 60, r);
      for (const c of line) {
        if (left-- === 0) {
          out += '\n';
          left = between(20, 60, r);
        }
        out += c;
      }
      return out;
    }),
  'wraps with indented paragraphs': (s, r) =>
    wrapped(
      lines(s, (l) => (l.trim() && !isRow(l) && !l.includes('<') ? `　　${l.trimStart()}` : l)),
      between(24, 60, r),
      false,
    ),
  'Windows or old Mac line ends': (s, r) => s.replace(/\n/g, pick(['\r\n', '\r\n', '\r'], r)),
  'blank lines': (s, r) => s.replace(/\n/g, () => '\n'.repeat(between(1, 3, r))),
  'full-width digits and letters': (s, r) => {
    const all = r() < 0.5;
    return outside(s, (p) =>
      p.replace(/\d+(?:\.\d+)?|[A-Za-z]+/g, (x) => (all || r() < 0.5 ? x.replace(/[\dA-Za-z.]/g, wide) : x)),
    );
  },
  'percent signs': (s) => outside(s, (p) => p.replace(/[%％]/g, (c) => (c === '%' ? '％' : '%'))),
  'half-width punctuation': (s) =>
    outside(s, (p) => p.replace(/[，；：（）？！]/g, (c) => ',;:()?!'['，；：（）？！'.indexOf(c)]!)),
  'full-width punctuation': (s) =>
    outside(s, (p) => p.replace(/(?<!\d)[,;:()?!](?!\d)/g, (c) => '，；：（）？！'[',;:()?!'.indexOf(c)]!)),
  'thousands separators added': (s, r) => {
    const mark = pick([',', ',', '，'], r);
    return outside(s, (p) =>
      p.replace(/(?<![\d.,，])\d{4,9}(?:\.\d+)?(?=\s?[万亿]?元)/g, (n) => group(n).replaceAll(',', mark)),
    );
  },
  'thousands separators removed': (s) =>
    outside(s, (p) => p.replace(/(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g, (n) => n.replaceAll(',', ''))),
  'forms of zero': (s, r) => {
    const zero = pick(['〇', '零', '○'], r);
    return s.replace(/(?<=[一二三四五六七八九〇零○])[〇零○](?=[一二三四五六七八九〇零○年])/g, zero);
  },
  'traditional characters': (s) => [...s].map((c) => TRADITIONAL.get(c) ?? c).join(''),
  'quotation marks': (s, r) => {
    const [open, close] = pick(['""', '「」', '『』', '‘’', '＂＂'] as const, r);
    return outside(s, (p) => p.replaceAll('“', open!).replaceAll('”', close!));
  },
  dashes: (s, r) => {
    const [long, tilde] = [pick(['--', '–', '―', '－－', '─'], r), pick(['~', '～', '〜', '∼'], r)];
    return outside(s, (p) => p.replace(/——/g, long).replace(/[～~]/g, tilde));
  },
  'doubled blanks': (s) => outside(s, (p) => p.replace(/(?<=\S) (?=\S)/g, '  ')),
  'tabs for blanks': (s) =>
    lines(s, (l) =>
      isRow(l) ? l : outside(l, (p) => p.replace(/(?<=[。，；：])[ \u3000]+(?=\S)|^[ \u3000]+/g, '\t')),
    ),
  'other blanks': (s, r) => {
    const blank = pick(['\u00a0', '\u3000', '\u2002', '\u2003', '\u2009', '\u202f', '\u205f', '\u1680'], r);
    return s.replace(/ /g, () => (r() < 0.8 ? blank : ' '));
  },
  'no-break blanks around numbers': (s, r) =>
    outside(s, (p) =>
      p.replace(new RegExp(`(?<=${HAN})(?=\\d)|(?<=\\d)(?=${HAN})`, 'gu'), () => (r() < 0.5 ? '\u00a0' : '')),
    ),
  'page numbers': (s, r) => {
    const form = pick(
      [
        (n: number) => `- ${n} -`,
        (n: number) => `— ${n} —`,
        (n: number) => `第 ${n} 页 共 12 页`,
        (n: number) => `${n} / 12`,
        (n: number) => `${n}`,
        (n: number) => `第${n}页`,
        (n: number) => `－${n}－`,
        (n: number) => `\f${n}`,
      ],
      r,
    );
    return paged(s, form, r);
  },
  'running heads': (s, r) => {
    const title = s
      .split('\n')
      .find((l) => l.trim().length >= 6 && l.trim().length <= 40 && !isRow(l))
      ?.trim();
    return title ? paged(s, (n) => `${n}\n\n${title}`, r) : s;
  },
  'byte order mark': (s) => `\ufeff${s}`,
  'zero-width characters': (s, r) => sprinkle(s, ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'], 0.05, r),
  'soft hyphens': (s, r) => sprinkle(s, ['\u00ad'], 0.03, r),
  'direction marks': (s, r) =>
    sprinkle(s, ['\u200e', '\u200f', '\u202a', '\u202c', '\u202d', '\u2066', '\u2069'], 0.02, r),
  'tag characters': (s, r) =>
    sprinkle(s, ['\u{e0041}', '\u{e0030}\u{e0039}', '\u{e007f}', '\ufe0f', '\ufe00'], 0.02, r),
  'emphasis marks': (s, r) =>
    lines(s, (l) =>
      isRow(l)
        ? l
        : outside(l, (p) =>
            p.replace(/\d[\d,]*(?:\.\d+)?(?:[万亿]?元|[人个家%])/g, (n) => (r() < 0.4 ? `**${n}**` : n)),
          ),
    ),
} as const satisfies Record<string, Mutation>;

export type MutationKind = keyof typeof MUTATIONS;
export const KINDS = Object.keys(MUTATIONS) as MutationKind[];

/** Not together: cutting lines twice, or blanks where cut numbers already have some, says nothing more. */
const LINE_KINDS: readonly MutationKind[] = [
  'hard wraps',
  'hard wraps by columns',
  'ragged breaks',
  'wraps with indented paragraphs',
  'blank lines',
];

export interface Variant {
  kinds: MutationKind[];
  text: string;
}

/** The `n`th variant of a text: two in three of one kind, the others of two to four together. */
export function variantOf(source: string, n: number, seed = 1): Variant {
  const r = randomOf(seed * 1_000_003 + n);
  const kinds: MutationKind[] = [KINDS[n % KINDS.length]!];
  if (n % 3 === 2)
    for (let extra = between(1, 3, r); extra > 0; extra--) {
      const kind = pick(KINDS, r);
      if (!kinds.includes(kind) && !(LINE_KINDS.includes(kind) && kinds.some((k) => LINE_KINDS.includes(k))))
        kinds.push(kind);
    }
  // Line ends are laid out last, as a printer or a converter does.
  kinds.sort((a, b) => Number(LINE_KINDS.includes(a)) - Number(LINE_KINDS.includes(b)));
  return { kinds, text: kinds.reduce((s, k) => MUTATIONS[k](s, r), source) };
}
