// Changes of shape, on lines with slots: sentences and paragraphs left out, moved, merged, split, ordered, listed. No word of a
// sentence is touched but the mark of a list entry.
import type { DraftLine } from '../draft/line.ts';
import { toChineseNumeral } from '../number/numeral.ts';
import { readCount } from './count.ts';
import type { Piece } from './instruction.ts';
import { ITEM_MARK } from './keep.ts';
import { without } from './wording.ts';

/** What can't be done this way: why, and what can be done instead; Chinese, fit to show. */
export interface Cannot {
  why: string;
  offers: string[];
}
export type Reworked<L> = { lines: L[] } | { cannot: Cannot };

const no = (why: string, offers: string[] = []): { cannot: Cannot } => ({ cannot: { why, offers } });

export interface Places<L extends DraftLine> {
  lines: readonly L[];
  said(line: L): string;
}

/** First line of each paragraph. */
const starts = (lines: readonly DraftLine[]): number[] => lines.flatMap((l, i) => (l.begins || i === 0 ? [i] : []));

export function paragraphRange(lines: readonly DraftLine[], n: number, to = n): { from: number; to: number } | null {
  const all = starts(lines);
  const [a, b] = [n, to].map((k) => (k < 0 ? all.length + k : k - 1)).sort((x, y) => x - y) as [number, number];
  return a < 0 || b >= all.length ? null : { from: all[a]!, to: all[b + 1] ?? lines.length };
}

const topic = (words: string): string => words.replace(/(?:情况|内容|部分|方面|工作|数据)$/, '');

/** The lines a piece means, as [from, to); null where there is none, or where words stand in more than one line. */
export function rangeOf<L extends DraftLine>(
  piece: Piece,
  { lines, said }: Places<L>,
): { from: number; to: number } | null {
  if (piece.is === 'paragraph') return paragraphRange(lines, piece.n, piece.to);
  if (piece.is === 'sentence') {
    const within = piece.paragraph === null ? { from: 0, to: lines.length } : paragraphRange(lines, piece.paragraph);
    if (!within) return null;
    const i = piece.n < 0 ? within.to + piece.n : within.from + piece.n - 1;
    return i >= within.from && i < within.to ? { from: i, to: i + 1 } : null;
  }
  if (piece.is === 'target') return null;
  const words = piece.is === 'about' ? [piece.words, topic(piece.words)] : [piece.words];
  for (const w of words) {
    if (w.length < 2) continue;
    const hits = lines.flatMap((l, i) => (said(l).includes(w) ? [i] : []));
    if (hits.length === 1) return { from: hits[0]!, to: hits[0]! + 1 };
    // 关于甲的段落: neighbouring sentences about it.
    if (piece.is === 'about' && hits.length > 1 && hits.at(-1)! - hits[0]! === hits.length - 1)
      return { from: hits[0]!, to: hits.at(-1)! + 1 };
  }
  return null;
}

const named = (piece: Piece): string =>
  piece.is === 'paragraph'
    ? piece.n < 0
      ? '最后一段'
      : `第${piece.n}段`
    : piece.is === 'sentence'
      ? piece.n < 0
        ? '最后一句'
        : `第${piece.n}句`
      : piece.is === 'target'
        ? '选中的文字'
        : `“${piece.words.slice(0, 30)}”`;

export const notFound = (piece: Piece): { cannot: Cannot } =>
  no(`这里没有找到${named(piece)}，或者不止一处，没有修改。`, [
    '先选中要改的文字，再说一次',
    '照抄原文里的几个字，加上引号',
  ]);

export function remove<L extends DraftLine>(piece: Piece, places: Places<L>): Reworked<L> {
  const range = rangeOf(piece, places);
  if (!range) return notFound(piece);
  const left = without(places.lines, (_, i) => i >= range.from && i < range.to);
  return counted(left, places.lines);
}

export function merge<L extends DraftLine>(lines: readonly L[], from: number, to: number): Reworked<L> {
  const n = starts(lines).length;
  const range = paragraphRange(lines, from, to);
  if (!range) return no(`这里只有${n}段，没有要合并的段落。`, n > 1 ? ['合并第一段和第二段'] : []);
  const adjacent = Math.abs((from < 0 ? n + from + 1 : from) - (to < 0 ? n + to + 1 : to));
  if (adjacent === 0) return no('只有一段，没有可以合并的段落。', ['拆成两段']);
  const inside = lines.slice(range.from, range.to);
  if (inside.some((l) => l.style === 'heading'))
    return no('要合并的段落之间有小标题，合并后标题会混进正文。', ['选中同一小标题下的段落再合并']);
  return {
    lines: lines.map((l, i) => {
      if (i < range.from || i >= range.to) return l;
      const text = i > range.from && l.begins ? unmarked(l) : l.text;
      const style = lines[range.from]!.style;
      const begins = i === range.from;
      return l.begins === begins && l.text === text && l.style === style ? l : { ...l, text, begins, style };
    }),
  };
}

/** Without the mark of an entry; its last clause mark closes the sentence then. */
const unmarked = (l: DraftLine): string => l.text.replace(ITEM_MARK, '');

export function split<L extends DraftLine>(places: Places<L>, into: number, at: Piece | null): Reworked<L> {
  const { lines } = places;
  if (at) {
    const range = rangeOf(at, places);
    if (!range) return notFound(at);
    if (range.from === 0 || lines[range.from]!.begins) return no(`${named(at)}本来就是一段的开头。`, ['拆成两段']);
    return { lines: lines.map((l, i) => (i === range.from ? { ...l, begins: true } : l)) };
  }
  const n = starts(lines.filter((l) => l.style !== 'heading')).length;
  if (n > 1) return no(`这里已有${n}段，不知道要拆哪一段。`, ['把第一段拆成两段', '先选中要拆的那一段']);
  if (into < 2) return no('至少要拆成两段。', ['拆成两段']);
  const body = lines.flatMap((l, i) => (l.style === 'heading' ? [] : [i]));
  if (body.length < into)
    return no(`这里只有${body.length}句话，拆不成${into}段。拆段只在句号处进行。`, [
      ...(body.length > 1 ? [`拆成${body.length === 2 ? '两' : body.length}段`] : ['先在文中加上句号，再拆段']),
    ]);
  const sizes = body.map((i) => places.said(lines[i]!).length);
  const whole = sizes.reduce((a, b) => a + b, 0);
  const cuts = new Set<number>();
  for (let k = 1; k < into; k++) {
    let best: { at: number; off: number } | null = null;
    let sum = 0;
    for (let j = 0; j < body.length - 1; j++) {
      sum += sizes[j]!;
      const next = lines[body[j + 1]!]!;
      const leans = /^\s*(?:其中|包括|分别)/.test(next.text) ? whole : 0;
      const off = Math.abs(sum - (whole * k) / into) + leans;
      const room = j + 1 > cuts.size && body.length - (j + 1) >= into - k;
      if (room && !cuts.has(body[j + 1]!) && (!best || off < best.off)) best = { at: body[j + 1]!, off };
    }
    if (best) cuts.add(best.at);
  }
  return {
    lines: lines.map((l, i) => {
      if (l.style === 'heading') return l;
      const begins = i === body[0] || cuts.has(i);
      return l.begins === begins ? l : { ...l, begins };
    }),
  };
}

export function move<L extends DraftLine>(
  places: Places<L>,
  what: Piece,
  where: 'before' | 'after' | 'first' | 'last',
  other: Piece | null,
): Reworked<L> {
  const { lines } = places;
  const own = rangeOf(what, places);
  if (!own) return notFound(what);
  const goal = other ? rangeOf(other, places) : null;
  if (other && !goal) return notFound(other);
  if (goal && goal.from < own.to && goal.to > own.from) return no(`${named(what)}和${named(other!)}是同一处。`);
  const at = where === 'first' ? 0 : where === 'last' ? lines.length : where === 'before' ? goal!.from : goal!.to;
  const whole = isWhole(lines, own);
  const moved = lines.slice(own.from, own.to);
  const rest = lines.filter((_, i) => i < own.from || i >= own.to);
  const out = [...beginsKept(rest, lines, own)];
  let put = at > own.from ? at - moved.length : at;
  // A sentence never goes into a heading, nor before one.
  while (!whole && out[put]?.style === 'heading') put++;
  // A sentence joins the paragraph it is put into; a paragraph stays one of its own.
  const before = out[put];
  const opens =
    put === 0 ||
    (before?.begins === true && where !== 'after' && where !== 'last') ||
    out[put - 1]?.style === 'heading';
  const joins =
    !whole && opens && before !== undefined && before.style === 'body' && before.begins && !ITEM_MARK.test(before.text);
  const block = moved.map((l, i): L => {
    if (whole) return l;
    return { ...l, text: i === 0 ? unmarked(l) : l.text, begins: i === 0 && opens, style: 'body' };
  });
  if (joins && before) out[put] = { ...before, begins: false };
  out.splice(put, 0, ...block);
  if (out[0] && !out[0].begins) out[0] = { ...out[0], begins: true };
  return counted(out, lines);
}

const isWhole = (lines: readonly DraftLine[], r: { from: number; to: number }): boolean =>
  (lines[r.from]!.begins || r.from === 0) && (r.to === lines.length || lines[r.to]!.begins);

/** The lines left over; where a paragraph lost its first sentence, the next one begins it. */
function beginsKept<L extends DraftLine>(rest: L[], lines: readonly L[], own: { from: number; to: number }): L[] {
  const next = lines[own.to];
  if (!lines[own.from]!.begins || !next || next.begins) return rest;
  const mark = ITEM_MARK.exec(lines[own.from]!.text)?.[0] ?? '';
  return rest.map((l) => (l === next ? { ...l, text: mark + l.text, begins: true } : l));
}

/** The lines with the mark that stands in the place they come to: it belongs to the entry, not to its first sentence. */
function markedAs<L extends DraftLine>(part: readonly L[], place: DraftLine): L[] {
  const mark = ITEM_MARK.exec(place.text)?.[0] ?? '';
  return part.map((l, i) => {
    const text = i === 0 ? mark + unmarked(l) : l.text;
    return i > 0 || (text === l.text && l.style === place.style) ? l : { ...l, text, style: place.style };
  });
}

export function swap<L extends DraftLine>(places: Places<L>, one: Piece, other: Piece): Reworked<L> {
  const { lines } = places;
  const [a, b] = [rangeOf(one, places), rangeOf(other, places)];
  if (!a) return notFound(one);
  if (!b) return notFound(other);
  const [x, y] = a.from < b.from ? [a, b] : [b, a];
  if (x.to > y.from) return no(`${named(one)}和${named(other)}是同一处。`);
  const begin = (part: readonly L[], begins: boolean): L[] =>
    part.map((l, i) => (i === 0 && l.begins !== begins ? { ...l, begins } : l));
  const ends = [lines[x.from]!, lines[y.from]!];
  if (ends.some((l) => l.style === 'heading') && !(isWhole(lines, x) && isWhole(lines, y)))
    return no('小标题不能和正文里的句子对调。', ['把要调换的两句选中再说一次']);
  return counted(
    [
      ...lines.slice(0, x.from),
      ...markedAs(begin(lines.slice(y.from, y.to), lines[x.from]!.begins), lines[x.from]!),
      ...lines.slice(x.to, y.from),
      ...markedAs(begin(lines.slice(x.from, x.to), lines[y.from]!.begins), lines[y.from]!),
      ...lines.slice(y.to),
    ],
    lines,
  );
}

/** Sentences by the first topic they speak of; one that names none, or leans on the one before it, stays behind that. */
export function order<L extends DraftLine>({ lines, said }: Places<L>, topics: readonly string[]): Reworked<L> {
  const whole = starts(lines).length > 1;
  const units: { lines: L[]; rank: number | null }[] = [];
  for (const [i, line] of lines.entries()) {
    const leans = i > 0 && (whole ? !line.begins : /^\s*(?:其中|包括|分别|同时|此外|上述)/.test(line.text));
    const text = said(line);
    const rank = topics.findIndex((t) => text.includes(t) || (topic(t).length > 1 && text.includes(topic(t))));
    const last = units.at(-1);
    if (last && leans) {
      last.lines.push(line);
      if (last.rank === null && rank >= 0) last.rank = rank;
    } else units.push({ lines: [line], rank: rank < 0 ? null : rank });
  }
  const missing = topics.filter((_, k) => !units.some((u) => u.rank === k));
  if (missing.length)
    return no(`这里没有写到${missing.map((t) => `“${t}”`).join('、')}，没有调整顺序。`, [
      '用原文里的词说明顺序，例如“按收入、支出的顺序”',
    ]);
  if (units.some((u) => u.lines.some((l) => l.style === 'heading')))
    return no('这里有小标题，不能把句子移到别的小标题下。', ['选中同一小标题下的文字再说一次']);
  // What names no topic stays where it is: only the ranked ones change places among themselves.
  const ranked = units.filter((u) => u.rank !== null).sort((a, b) => a.rank! - b.rank!);
  let next = 0;
  const arranged = units.map((u) => (u.rank === null ? u : ranked[next++]!));
  const out = arranged.flatMap((u, k) =>
    whole ? u.lines : u.lines.map((l, i) => ({ ...l, begins: k === 0 && i === 0 })),
  );
  const sameLines = out.every((l, i) => l.text === lines[i]!.text);
  return sameLines ? no('已经是这个顺序，没有需要调整的。') : counted(out, lines);
}

const markAt = (mark: Mark, n: number): string =>
  mark === '（1）' ? `（${n}）` : mark === '1.' ? `${n}.` : `${toChineseNumeral(BigInt(n))}是`;

export function list<L extends DraftLine>(places: Places<L>, mark: '一是' | '（1）' | '1.'): Reworked<L> {
  const { lines } = places;
  if (lines.some((l) => l.style === 'heading'))
    return no('这里有小标题，不能整节改成分条。', ['选中一段文字，再说“改成分条”']);
  const lead = lines.length > 2 && /[：:]\s*$/.test(lines[0]!.text) ? 1 : 0;
  if (lines.length - lead < 2)
    return no('这里只有一句话，没有可以分条的内容。分条只在句号处进行。', ['先用句号把几件事分开']);
  let n = 0;
  const listed = lines.map((l, i): L => {
    if (i < lead) return l;
    const leans = n > 0 && /^\s*(?:其中|包括|分别)/.test(l.text);
    if (leans) return { ...l, begins: false, style: 'item' };
    n++;
    return { ...l, text: `${markAt(mark, n)}${unmarked(l).trimStart()}`, begins: true, style: 'item' };
  });
  return counted(listed, []);
}

export function prose<L extends DraftLine>(lines: readonly L[]): Reworked<L> {
  if (lines.some((l) => l.style === 'heading'))
    return no('这里有小标题，不能整节改成一段。', ['选中同一小标题下的段落再说一次']);
  if (starts(lines).length < 2 && !ITEM_MARK.test(lines[0]?.text ?? '')) return no('这里本来就是一段。', ['拆成两段']);
  return {
    lines: lines.map((l, i) => ({
      ...l,
      text: closed(l.begins ? unmarked(l) : l.text, i === lines.length - 1),
      begins: i === 0,
      style: 'body',
    })),
  };
}

/** An entry that ended in a semicolon, or in nothing, ends its sentence. */
const closed = (text: string, last: boolean): string => {
  const t = text.replace(/[；;]\s*$/, '。');
  return last || /[。！？：:；，、]\s*$/.test(t) || t === '' ? t : `${t}。`;
};

type Mark = '一是' | '（1）' | '1.';

const markIn = (l: DraftLine): { kind: Mark; n: number; length: number } | null => {
  const m = l.begins && l.style !== 'heading' ? ITEM_MARK.exec(l.text) : null;
  if (!m) return null;
  const kind = /^\s*[（(]\d/.test(m[0])
    ? '（1）'
    : /^\s*\d+[.．]/.test(m[0])
      ? '1.'
      : /是\s*$/.test(m[0])
        ? '一是'
        : null;
  const n = readCount(m[0].replace(/[^\d一二三四五六七八九十]/g, ''));
  return kind && n !== null ? { kind, n, length: m[0].length } : null;
};

/** Marks in order; refused where one would run into a number: 1.2023年 reads as another number. */
function counted<L extends DraftLine>(lines: readonly L[], was: readonly DraftLine[]): Reworked<L> {
  const out = renumbered(lines, was);
  const runs = (l: DraftLine): boolean => l.begins && /^\s*\d+[.．]\s*(?:\d|\{\{)/.test(l.text);
  return out.filter(runs).length > was.filter(runs).length
    ? no('改后序号会紧跟在数字前面（如“1.2023年”），容易看错，没有修改。', [
        '先把序号改成（1）的形式',
        '把“……”改为“……”',
      ])
    : { lines: out };
}

/** Marks of neighbouring entries in order again, from the first number they had in `was` on. */
export function renumbered<L extends DraftLine>(lines: readonly L[], was: readonly DraftLine[]): L[] {
  const first = new Map<Mark, number>();
  for (const l of was) {
    const m = markIn(l);
    if (m) first.set(m.kind, Math.min(m.n, first.get(m.kind) ?? m.n));
  }
  let n = 0;
  let kind: Mark | null = null;
  return lines.map((l) => {
    if (!l.begins) return l;
    const m = markIn(l);
    if (!m) {
      kind = null;
      return l;
    }
    n = m.kind === kind ? n + 1 : (first.get(m.kind) ?? 1);
    kind = m.kind;
    const text = markAt(m.kind, n) + l.text.slice(m.length);
    return n === m.n ? l : { ...l, text };
  });
}
