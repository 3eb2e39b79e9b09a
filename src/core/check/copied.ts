// Rules that hold a text against last year's (C094, C095): paragraphs taken over with or without their figures. Cost is linear in both.
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

/** A paragraph reduced to what can be taken over: no blanks, no years, no numbering. */
interface Reduced {
  text: string;
  grams: readonly number[];
  numbers: string;
}

const SHORTEST = 40;
const N = 8;
const YEAR = /(?<!\d)(?:19|20)\d\d(?=年|—|-|～)/g;

const reduce = (line: string): Reduced => {
  const bare = line
    .replace(/\s+/g, '')
    .replace(/^(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d))/, '');
  const text = bare.replace(YEAR, '');
  const numbers = (text.match(/\d+(?:[.,]\d+)*/g) ?? []).join(' ');
  const words = text.replace(/[\d.,，。；、：:;“”（）()《》%％]/g, '');
  return { text: words, grams: gramHashes(words), numbers };
};

/** Every run of three characters as a number. */
function gramHashes(s: string): number[] {
  const out: number[] = [];
  for (let i = 0; i + 3 <= s.length; i++)
    out.push((s.charCodeAt(i) * 31 + s.charCodeAt(i + 1)) * 31 + s.charCodeAt(i + 2));
  return out;
}

function similarity(a: Reduced, b: Reduced): number {
  if (a.text === b.text) return 1;
  const left = new Map<number, number>();
  for (const g of a.grams) left.set(g, (left.get(g) ?? 0) + 1);
  let shared = 0;
  for (const g of b.grams) {
    const n = left.get(g) ?? 0;
    if (n > 0) {
      shared++;
      left.set(g, n - 1);
    }
  }
  return (2 * shared) / (a.grams.length + b.grams.length || 1);
}

/** Last year's paragraphs, found by runs of eight characters. */
function indexOf(texts: readonly string[]): (p: Reduced) => Reduced | null {
  const paragraphs = texts.flatMap((t) => t.split('\n').map(reduce)).filter((r) => r.text.length >= SHORTEST / 2);
  const at = new Map<string, number>();
  for (const [i, p] of paragraphs.entries())
    for (let k = 0; k + N <= p.text.length; k += 4)
      if (!at.has(p.text.slice(k, k + N))) at.set(p.text.slice(k, k + N), i);
  return (p) => {
    const votes = new Map<number, number>();
    for (let k = 0; k + N <= p.text.length; k++) {
      const i = at.get(p.text.slice(k, k + N));
      if (i !== undefined) votes.set(i, (votes.get(i) ?? 0) + 1);
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1]);
    return best ? paragraphs[best[0]]! : null;
  };
}

const known = new WeakMap<readonly string[], ReturnType<typeof indexOf>>();
const found = new WeakMap<TextScene, readonly (TextHit & { figures: boolean; alike: number; stable: boolean })[]>();

/** Sections that stay the same from year to year. */
const STABLE: ReadonlySet<string> = new Set([
  'duties',
  'organisation',
  'overview',
  'glossary',
  'contents',
  'management',
]);

function copies(scene: TextScene) {
  const before = found.get(scene);
  if (before) return before;
  const prior = scene.prior ?? [];
  let look = known.get(prior);
  if (!look) {
    look = indexOf(prior);
    known.set(prior, look);
  }
  const hits = scene.lines.flatMap((line) => {
    if (line.text.trim().length < SHORTEST) return [];
    const own = reduce(line.text);
    const old = look(own);
    const alike = old ? similarity(own, old) : 0;
    if (!old || alike < 0.9) return [];
    const part = scene.parts.findLast((p) => p.heading.start <= line.start);
    const lead = line.text.length - line.text.trimStart().length;
    return [
      {
        start: line.start + lead,
        end: line.start + line.text.trimEnd().length,
        alike,
        figures: own.numbers !== '' && own.numbers === old.numbers,
        stable: part?.kind ? STABLE.has(part.kind) : false,
      },
    ];
  });
  found.set(scene, hits);
  return hits;
}

export const COPIED: readonly TextRule[] = [
  {
    id: 'C094',
    severity: 'E',
    message: '本段与上年报告相同且数字未变，请确认是否已更新：“{x}”。',
    applies: (scene) => Boolean(scene.prior?.length),
    find: (scene) => copies(scene).filter((c) => c.figures && !c.stable),
  },
  {
    id: 'C095',
    severity: 'I',
    message: '{section}与上年一致，如无变化可忽略。',
    applies: (scene) => Boolean(scene.prior?.length),
    find: (scene) =>
      copies(scene)
        .filter((c) => c.alike >= 0.95 && (c.stable || !c.figures))
        .map((c) => ({ ...c, say: { section: c.stable ? '职责、机构等部分' : '本段' } })),
  },
];
