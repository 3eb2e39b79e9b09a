// What a rule over text is, how it reads the text (folded digits, lines, parts), and how its hits become findings with exact places.
import type { FactBook } from '../book.ts';
import type { Figure } from '../figure/figure.ts';
import type { Profile } from '../profile.ts';
import type { NormalText } from '../text/document.ts';
import { type SectionKind, sectionOf } from '../text/sections.ts';
import { TO_SIMPLIFIED } from '../text/simplified.ts';
import type { Finding, Severity } from './finding.ts';
import { fill } from './rule.ts';

/** What is known about a text beside itself. */
export interface TextContext {
  profile: Profile;
  period: number;
  book?: FactBook;
  figures?: readonly Figure[];
  /** The text as it is read (broken lines and numbers joined) with the way back: what its own arithmetic is judged on. */
  reading?: NormalText;
  /** Texts of last year's report, to find what was taken over. */
  prior?: readonly string[];
}

export interface Line {
  start: number;
  end: number;
  text: string;
}

/** A part of the text under one heading. */
export interface Part {
  title: string;
  /** The outline section whose title or other name the heading begins with. */
  section: string | null;
  /** What such a heading is about, by its words. */
  kind: SectionKind | null;
  /** The heading's own line. */
  heading: Line;
  start: number;
  end: number;
}

export interface TextScene extends TextContext {
  /** Exactly as given: places refer to it. */
  source: string;
  /** The same length, with full-width digits, ％ and ． in their plain form and simplified characters. */
  text: string;
  lines: readonly Line[];
  parts: readonly Part[];
}

export interface TextHit {
  start: number;
  end: number;
  say?: Record<string, string>;
  message?: string;
  ask?: string[];
  /** Other places of the same cause. */
  more?: readonly { start: number; end: number }[];
}

/** A row over text. `ctx` in a message is the clause around the place, `x` the place itself. */
export interface TextRule {
  id: string;
  severity: Severity;
  message: string;
  /** False where its inputs are not there: last year's text, an outline, facts. */
  applies?(scene: TextScene): boolean;
  find(scene: TextScene): TextHit[];
}

export function textScene(source: string, context: TextContext): TextScene {
  const plain = source.replace(/[０-９％．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const text = TRADITIONAL.test(plain) ? plain.replace(/[\u4e00-\u9fff]/g, (c) => TO_SIMPLIFIED.get(c) ?? c) : plain;
  const lines = linesOf(text);
  return { ...context, source, text, lines, parts: partsOf(text, lines, context.profile) };
}

/** Characters that a text in traditional script can hardly do without. */
const TRADITIONAL = /[萬與較減費經開為]/;

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const piece of text.split('\n')) {
    lines.push({ start, end: start + piece.length, text: piece });
    start += piece.length + 1;
  }
  return lines;
}

const ORDINAL =
  /^(?:#{1,6}\s*)?(?:第?[一二三四五六七八九十]{1,3}[、.．章]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:\.\d{1,2})*[.．、]?)?\s*/;
const LONGEST_HEADING = 60;
/** Headings known by their words alone; 基本支出 or 政府采购 on a line of its own may as well be a cell of a table. */
const LONGEST_NAME = 26;
const PLAIN: ReadonlySet<SectionKind> = new Set([
  'duties',
  'organisation',
  'goals',
  'targets',
  'management',
  'output',
  'effects',
  'satisfaction',
  'problems',
  'measures',
  'application',
]);

/** Headings by the outline's titles and their other names, and by 一、 and （一） numbers where the line is short. */
function partsOf(text: string, lines: readonly Line[], profile: Profile): Part[] {
  const names = profile.outline
    .flatMap((s) => [s.title, ...(s.names ?? [])].map((name) => ({ name, section: s.id })))
    .filter((n) => n.name.length >= 4)
    .sort((a, b) => b.name.length - a.name.length);
  const heads: { line: Line; title: string; section: string | null }[] = [];
  for (const line of lines) {
    const trimmed = line.text.trim();
    if (trimmed.length < 2 || trimmed.length > LONGEST_HEADING) continue;
    const title = trimmed.replace(ORDINAL, '');
    const numbered =
      title.length < trimmed.length && /^(?:#|[一二三四五六七八九十第]|[（(][一二三四五六七八九十])/.test(trimmed);
    const named = names.find((n) => title.startsWith(n.name) && headingTail(title.slice(n.name.length)));
    if (named) heads.push({ line, title, section: named.section });
    else if (numbered && !/[。；;]/.test(title)) heads.push({ line, title, section: null });
    else if (
      title.length <= LONGEST_NAME &&
      PLAIN.has(sectionOf(title.replace(/[。：:]$/, ''))?.kind ?? 'other') &&
      !/[，。；：:,;\d|\t]./.test(title)
    )
      heads.push({ line, title, section: null });
  }
  return heads.map((h, i) => ({
    title: h.title,
    section: h.section,
    kind: sectionOf(h.title.replace(/[：:].*$|[。\s]+$/, ''))?.kind ?? null,
    heading: h.line,
    start: h.line.end,
    end: heads[i + 1]?.line.start ?? text.length,
  }));
}

/** After a title may come nothing, a stop, 情况, or the form's own explanation behind a colon: not the rest of a sentence. */
const headingTail = (rest: string): boolean =>
  /^(?:及|和|、|等|的|情况|分析|以及)?[^，。；：:,;0-9]{0,24}(?:[。：:].{0,50})?$/.test(rest);

const STOPS = '。！？；;!?\n';
const CLAUSE_STOPS = `${STOPS}，,：:`;

const around = (
  text: string,
  start: number,
  end: number,
  stops: string,
  reach: number,
): { start: number; end: number } => {
  let [from, to] = [start, end];
  // A comma between digits separates thousands.
  const stop = (i: number): boolean =>
    stops.includes(text[i]!) && !(text[i] === ',' && /\d,\d/.test(text.slice(i - 1, i + 2)));
  while (from > 0 && start - from < reach && !stop(from - 1)) from--;
  while (to < text.length && to - end < reach && !stop(to)) to++;
  return { start: from, end: to };
};

/** The clause around a place, between commas; at most 40 characters on either side. */
export const clauseAt = (text: string, start: number, end: number): { start: number; end: number } =>
  around(text, start, end, CLAUSE_STOPS, 40);

/** The sentence around a place: up to 。！？ or a paragraph's end. A line that merely wraps goes on. */
export function sentenceAt(text: string, start: number, end: number): { start: number; end: number } {
  const stop = (i: number): boolean => '。！？'.includes(text[i]!) || (text[i] === '\n' && !wraps(text, i));
  let [from, to] = [start, end];
  while (from > 0 && start - from < 300 && !stop(from - 1)) from--;
  while (to < text.length && to - end < 300 && !stop(to)) to++;
  return { start: from, end: to };
}

/** A newline in the middle of a sentence, as PDF pages leave them: neither side ends or begins anything. */
export function wraps(text: string, at: number): boolean {
  const [before, after] = [text[at - 1], text[at + 1]];
  if (!before || !after || /[\s。：:！？]/.test(before) || /\s/.test(after)) return false;
  if (
    /^(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]|\d{1,2}[.．、]|#|\|)/.test(
      text.slice(at + 1, at + 6),
    )
  )
    return false;
  const from = text.lastIndexOf('\n', at - 1);
  return at - from > 20;
}

/** Every match of a global pattern as a hit; an empty group list takes the whole match. */
export function hitsOf(text: string, pattern: RegExp): TextHit[] {
  const hits: TextHit[] = [];
  for (const m of text.matchAll(pattern)) if (m[0]) hits.push({ start: m.index, end: m.index + m[0].length });
  return hits;
}

const clip = (s: string, most: number): string => {
  const flat = s.replace(/\s+/g, ' ').trim();
  return flat.length > most ? `${flat.slice(0, most)}…` : flat;
};

/** Findings of one rule; the id carries the quote, so it survives edits elsewhere in the text. */
export function textFindings(rule: TextRule, scene: TextScene): Finding[] {
  return rule.find(scene).map((hit) => {
    const quote = scene.source.slice(hit.start, hit.end);
    const near = clauseAt(scene.text, hit.start, hit.end);
    // A clause that is the place alone says too little: the next one goes with it.
    const alone = near.end - near.start < hit.end - hit.start + 4;
    const clause = alone ? { ...near, end: clauseAt(scene.text, near.start, near.end + 1).end } : near;
    const say = { x: clip(quote, 60), ctx: clip(scene.source.slice(clause.start, clause.end), 60), ...hit.say };
    return {
      id: `${rule.id}:${clip(quote, 40) || (hit.say?.section ?? '')}`,
      rule: rule.id,
      severity: rule.severity,
      message: fill(hit.message ?? rule.message, say),
      facts: [],
      // Nothing to quote: the fault is that something is not there.
      place: hit.end > hit.start ? { quote, start: hit.start, end: hit.end } : null,
      ask: hit.ask ?? [],
      ...(hit.more?.length
        ? { more: hit.more.map((m) => ({ quote: scene.source.slice(m.start, m.end), start: m.start, end: m.end })) }
        : {}),
    };
  });
}
