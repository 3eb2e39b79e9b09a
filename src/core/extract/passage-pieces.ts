// A paragraph cut into its entries and an entry cleaned of its ordinal. Knows marks (一是, （1）, ①, ；), not what entries mean.
import { SLOT } from '../text/normalise.ts';
import { doubledPhrases } from '../text/read.ts';

export interface Piece {
  start: number;
  end: number;
}

export const ORDINAL =
  /^(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)][、.]?|\d{1,2}[.、．](?!\d)|\d{1,2}(?=\p{Script=Han}{2}[^，。]{0,12}[：:])|[①-⑳]|[●○■□◆◇▪•·➢]|[一二三四五六七八九十]{1,3}(?:是|要|、)|第[一二三四五六七八九十]{1,2}[，、]|(?:首先|其次|再次|最后)[，,]?)\s*/u;
const INNER =
  /(?<=^|[。；：，.])(?=[一二三四五六七八九十]{1,2}[是要](?!否))|(?<=[。；：])(?=(?:\d{1,2}[.、．](?!\d)|（\d{1,2}）|（[一二三四五六七八九十]{1,3}）|[①-⑳])[“《]?\p{Script=Han})/gu;
const NAMED = /^(?:社会|经济|生态|环境)效益[：:]|^可持续(?:性)?影响[：:]/;

/** A paragraph cut at its inner marks (一是 … 二是 …); words that only announce the list are left out. */
export function piecesOf(text: string, at: number): Piece[] {
  const cuts = [...text.matchAll(INNER)].map((m) => m.index).filter((i) => i > 0);
  const own = ORDINAL.test(text);
  if (cuts.length < (own ? 1 : 2)) return [{ start: at, end: at + text.length }];
  // 一是 inside one numbered entry is its own listing when another system numbers the paragraph.
  if (own && !/^[一二三四五六七八九十]是|^[（(\d①]/.test(text)) return [{ start: at, end: at + text.length }];
  const edges = [0, ...cuts, text.length];
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const part = text.slice(edges[i], edges[i + 1]);
    if (i === 0 && !own && (part.length < 60 || /[：，]$/.test(part)) && !/\d/.test(part)) continue;
    pieces.push({ start: at + edges[i]!, end: at + edges[i + 1]! });
  }
  return pieces;
}

/** Duties in one paragraph are parted by ；. */
export function dutiesIn(text: string, from: number, at: number): Piece[] {
  const body = text.slice(from);
  const marked = piecesOf(body, at + from);
  if (marked.length > 1) return marked;
  const parts = body.split('；');
  if (parts.length < 3) return [{ start: at + from, end: at + text.length }];
  const pieces: Piece[] = [];
  let i = at + from;
  for (const p of parts) {
    pieces.push({ start: i, end: i + p.length });
    i += p.length + 1;
  }
  return pieces;
}

export function cleaned(text: string, piece: Piece): (Piece & { value: string }) | null {
  let { start, end } = piece;
  let value = text.slice(start, end);
  const lead = value.length - value.trimStart().length;
  start += lead;
  value = value.slice(lead);
  const mark = ORDINAL.exec(value);
  if (mark) {
    start += mark[0].length;
    value = value.slice(mark[0].length);
  }
  // 社会效益： names the list the entry is in, not what it says.
  const named = NAMED.exec(value);
  if (named) {
    start += named[0].length;
    value = value.slice(named[0].length);
  }
  value = value.trimEnd();
  end = start + value.length;
  if (value.includes(SLOT) || (value.match(/\p{Script=Han}/gu)?.length ?? 0) < 4) return null;
  let shift = 0;
  for (const d of doubledPhrases(value)) {
    value = value.slice(0, d.start - shift) + value.slice(d.start + d.half - shift);
    shift += d.half;
  }
  // A heading that opens the entry ends like a sentence.
  value = value.replace(/(?<=[\p{Script=Han}”）])\s*\n\s*/u, (x, i: number) => (i < 40 ? '。' : x));
  value = value.replace(/\s*\n\s*/g, '').replace(/[；，]$/, '。');
  return { start, end, value };
}
