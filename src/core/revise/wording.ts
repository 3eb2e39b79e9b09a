// The embedded engine's changes of wording, on lines with slots: formal words for spoken ones, less padding, no set phrases, fewer
// sentences. A slot is never touched, and a sentence with one is never left out unless that was asked for.
import type { DraftLine } from '../draft/line.ts';
import { ITEM_MARK } from './keep.ts';
import { CLICHES, EMPTY_SENTENCE, FORMAL, PADDING, SHORTER, type Swap } from './spoken-words.ts';

/** What the changes need to know of the lines besides their words. */
export interface LineDesk<L extends DraftLine> {
  lines: readonly L[];
  /** The line with its slots filled. */
  said(line: L): string;
  /** Its words are a fact's, or a fact the section must state: it stays. */
  needed(line: L): boolean;
  /** Names of its slots that the section does not require. */
  optional(line: L): boolean;
  /** 我局, 我中心; null where the kind of office is not known. */
  ownShort: string | null;
}

export function swapped(text: string, table: readonly Swap[]): string {
  let out = text;
  for (const { from, to, not, after } of table) {
    let at = out.indexOf(from);
    while (at >= 0) {
      const stop = at + from.length;
      const fits = !not?.test(out.slice(stop, stop + 8)) && !after?.test(out.slice(Math.max(0, at - 2), at));
      if (fits) out = out.slice(0, at) + to + out.slice(stop);
      at = out.indexOf(from, fits ? at + to.length : stop);
    }
  }
  return out;
}

const OWN_KINDS: readonly (readonly [RegExp, string])[] = [
  [/委员会$|委$/, '我委'],
  [/办公室$|办$/, '我办'],
  [/中心$/, '我中心'],
  [/局$/, '我局'],
  [/厅$/, '我厅'],
  [/街道(?:办事处)?$/, '我街道'],
  [/镇(?:人民政府)?$/, '我镇'],
  [/乡(?:人民政府)?$/, '我乡'],
  [/(?:大学|中学|小学|学校|学院)$/, '我校'],
  [/医院$/, '我院'],
  [/馆$/, '我馆'],
  [/站$/, '我站'],
  [/所$/, '我所'],
  [/队$/, '我队'],
];

/** How an office of that name calls itself; null where its kind is not among the known ones. */
export const ownShortOf = (unitName: string | null): string | null =>
  OWN_KINDS.find(([ending]) => unitName && ending.test(unitName))?.[1] ?? null;

const OWN = /我们(?:单位|局|委|办|中心|厅|街道|镇|乡|学校|医院|馆|站|所|部门)?/g;

export const formalText = (text: string, ownShort: string | null): string =>
  swapped(ownShort ? text.replace(OWN, ownShort) : text.replace(/我们(?=单位)/g, '我'), FORMAL);

/** Without set phrases; what is left of the sentence keeps its stop. */
export function plainText(text: string): string {
  let out = text;
  for (const phrase of CLICHES) out = out.replace(phrase, '');
  return out;
}

export const tightText = (text: string): string => swapped(plainText(text).replace(PADDING, ''), SHORTER);

const characters = (s: string): number => s.replace(/\s/g, '').length;

/** A line that introduces the next ones, or is an entry of a list. */
const leads = (line: DraftLine): boolean => /[：:]\s*$/.test(line.text) || line.style !== 'body';

/** Whether a sentence may go unasked: no slot, no fact's words, no lead-in. */
const empty = <L extends DraftLine>(line: L, desk: LineDesk<L>): boolean =>
  line.rests.length === 0 &&
  !/\{\{/.test(line.text) &&
  !desk.needed(line) &&
  !leads(line) &&
  !ITEM_MARK.test(line.text);

/** Without the lines that `drop` names; the line after a paragraph's first one begins it then. */
export function without<L extends DraftLine>(lines: readonly L[], drop: (line: L, i: number) => boolean): L[] {
  const out: L[] = [];
  let begins = false;
  for (const [i, line] of lines.entries()) {
    if (line.begins) begins = false;
    if (drop(line, i)) {
      begins ||= line.begins;
      continue;
    }
    out.push(begins && !line.begins ? { ...line, begins: true } : line);
    begins = false;
  }
  return out;
}

/** Every line's words put through `change`; one that is left without words goes. */
function reworded<L extends DraftLine>(lines: readonly L[], change: (text: string) => string): L[] {
  const changed = lines.map((l) => {
    const text = change(l.text);
    return text === l.text ? l : { ...l, text };
  });
  return without(changed, (l) => /^[\s，。；、]*$/.test(l.text));
}

export const formal = <L extends DraftLine>(desk: LineDesk<L>): L[] =>
  reworded(desk.lines, (t) => formalText(t, desk.ownShort));

export function plain<L extends DraftLine>(desk: LineDesk<L>): L[] {
  const kept = without(desk.lines, (l) => EMPTY_SENTENCE.test(l.text.trim()) && empty(l, desk));
  return reworded(kept.length ? kept : desk.lines, plainText);
}

export interface Shorter<L> {
  lines: L[];
  /** Characters before, after, and what was asked for. */
  was: number;
  now: number;
  wanted: number | null;
}

export interface Length {
  share: number | null;
  characters: number | null;
  optional: boolean;
}

/**
 * Padding first, then set phrases, then sentences that state nothing; from the end, and never the last one left. With `optional`,
 * sentences whose data the section does not require too.
 */
export function shorter<L extends DraftLine>(desk: LineDesk<L>, how: Length): Shorter<L> {
  const size = (lines: readonly L[]): number => lines.reduce((n, l) => n + characters(desk.said(l)), 0);
  const was = size(desk.lines);
  const wanted = how.characters ?? (how.share === null ? null : Math.floor((was * how.share) / 100));
  const tight = reworded(plain(desk), tightText);
  let lines = tight;
  const enough = (): boolean => (wanted === null ? size(lines) < was && !how.optional : size(lines) <= wanted);
  const dropFromEnd = (may: (l: L) => boolean): void => {
    for (let i = lines.length - 1; i >= 0 && !enough(); i--) {
      const own = lines[i]!;
      if (lines.length > 1 && may(own) && !startsNext(lines, i)) lines = without(lines, (l) => l === own);
    }
  };
  dropFromEnd((l) => empty(l, desk));
  if (how.optional) dropFromEnd((l) => !leads(l) && l.rests.length > 0 && desk.optional(l));
  return { lines, was, now: size(lines), wanted };
}

/** 其中, 同时 … lean on the sentence before them. */
const startsNext = (lines: readonly DraftLine[], i: number): boolean => {
  const next = lines[i + 1];
  return next !== undefined && !next.begins && /^\s*(?:其中|包括|分别|上述|以上|该|此|这|据此|因此)/.test(next.text);
};
