// Passages of a report entry by entry: duties, tasks, goals, achievements, effects, steps, problems, measures, application.
// A value is the entry's clean text without its ordinal; the span is where it stands in the source.
import { SLOT } from '../text/normalise.ts';
import { doubledPhrases } from '../text/read.ts';
import type { SectionKind } from '../text/sections.ts';
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';

interface Piece {
  start: number;
  end: number;
}

const KEY: Partial<Record<SectionKind, string>> = {
  duties: 'duties',
  organisation: 'organisation_text',
  goals: 'annual_goal_text',
  targets: 'performance_goal_text',
  management: 'self_evaluation_steps',
  output: 'achievements',
  effects: 'effect',
  satisfaction: 'effect',
  problems: 'problems',
  measures: 'measures',
  application: 'application_items',
};
/** Sections whose paragraphs are one entry each, however many marks they hold inside. */
const WHOLE_PARAGRAPHS = new Set(['organisation_text', 'performance_goal_text']);
const ORDINAL =
  /^(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)][、.]?|\d{1,2}[.、．](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}(?:是|要|、)|第[一二三四五六七八九十]{1,2}[，、]|(?:首先|其次|再次|最后)[，,]?)\s*/;
const INNER =
  /(?<=^|[。；：，])(?=[一二三四五六七八九十]是)|(?<=[。；：])(?=(?:\d{1,2}[.、．](?!\d)|（\d{1,2}）|[①-⑳])\p{Script=Han})/gu;
const EFFECTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:（\d+）|\d[.、]|[一二三四]是)?(?:社会效益)/, 'effect_social'],
  [/^(?:（\d+）|\d[.、]|[一二三四]是)?(?:经济效益)/, 'effect_economic'],
  [/^(?:（\d+）|\d[.、]|[一二三四]是)?(?:生态效益|环境效益)/, 'effect_ecological'],
  [/^(?:（\d+）|\d[.、]|[一二三四]是)?(?:可持续(?:性|发展)?(?:影响|效益)?)/, 'effect_sustainable'],
];

export function minePassages(r: Reading, ledger: Ledger): void {
  const counts = new Map<string, number>();
  const put = (key: string, piece: Piece) => {
    const clean = cleaned(r.text, piece);
    if (!clean) return;
    const n = (counts.get(key) ?? 0) + 1;
    counts.set(key, n);
    ledger.add({ key, period: r.period, item: String(n), value: clean.value, start: clean.start, end: clean.end });
  };
  let effect = '';
  let heading = -1;
  let seen = -1;
  for (const s of r.sentences) {
    if (s.paragraph === seen) continue;
    seen = s.paragraph;
    const block = r.doc.blocks[s.paragraph]!;
    if (block.kind !== 'paragraph') continue;
    const piece = { start: block.start, end: block.end };
    const text = r.text.slice(piece.start, piece.end);
    if (s.heading !== heading) {
      heading = s.heading;
      effect = EFFECTS.find(([at]) => at.test(s.under.at(-1) ?? ''))?.[1] ?? '';
    }
    let kind = s.sections.at(-1)!;
    // A heading that names nothing known (1.强化监管) belongs to the section above it.
    for (let i = s.sections.length - 1; i >= 0 && !KEY[kind]; i--) kind = s.sections[i]!;
    if (kind === 'results' || (!KEY[kind] && /履职|绩效情况/.test(s.under.join())))
      kind = s.sections.includes('results') ? 'output' : kind;
    let key = KEY[kind];
    const spoken = EFFECTS.find(([at]) => at.test(text));
    if (spoken) {
      effect = spoken[1];
      put(effect, piece);
      continue;
    }
    if (!key) {
      const duty = /(?:主要职责|主要职能|职能职责)(?:是|为)?[：:]/.exec(text);
      if (duty) for (const p of dutiesIn(text, duty.index + duty[0].length, piece.start)) put('duties', p);
      continue;
    }
    if (key === 'effect') {
      if (!effect || kind === 'satisfaction') continue;
      key = effect;
    }
    if (key === 'annual_goal_text' && ORDINAL.test(text)) key = 'tasks';
    if (key === 'organisation_text') {
      const duty = /(?:主要职责|主要职能)(?:是|为)?[：:]/.exec(text);
      if (duty) {
        for (const p of dutiesIn(text, duty.index + duty[0].length, piece.start)) put('duties', p);
        continue;
      }
    }
    if (key === 'duties') {
      for (const p of dutiesIn(
        text,
        /^[^。；]{0,30}(?:职责|职能)(?:是|为)?[：:]/.exec(text)?.[0].length ?? 0,
        piece.start,
      ))
        put(key, p);
      continue;
    }
    if (WHOLE_PARAGRAPHS.has(key)) put(key, piece);
    else for (const p of piecesOf(text, piece.start)) put(key, p);
  }
}

/** A paragraph cut at its inner marks (一是 … 二是 …); words that only announce the list are left out. */
function piecesOf(text: string, at: number): Piece[] {
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
function dutiesIn(text: string, from: number, at: number): Piece[] {
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

function cleaned(text: string, piece: Piece): (Piece & { value: string }) | null {
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
  const named = /^(?:社会|经济|生态|环境)效益[：:]|^可持续(?:性)?影响[：:]/.exec(value);
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
  value = value.replace(/\s*\n\s*/g, '').replace(/[；，]$/, '。');
  return { start, end, value };
}
