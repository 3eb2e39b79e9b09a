// What a writer made of lines with slots, held against them: every slot exactly once and unaltered, no numeral or name of its own.
// Names the lines at fault, and the sentences that are gone with what they stated.

import { HOLE } from '../draft/fill-line.ts';
import type { DraftLine } from '../draft/line.ts';
import { hygieneFaults } from '../draft/line-hygiene.ts';
import { nameFaults } from '../draft/line-names.ts';
import { keptIn } from './keep.ts';

/** Anything in braces, as it was written. */
const BRACED = /\{\{?\s*([^{}\s]{1,40})\s*\}?\}/g;
const namesIn = (text: string): string[] => [...text.matchAll(BRACED)].map((m) => m[1]!);

export interface ReplyFaults {
  /** By index of the line: machine codes and the words at fault. */
  lines: Map<number, string[]>;
  /** Lines of the target whose slots the reply lacks, with those slots. */
  gone: { target: number; slots: string[] }[];
}

export interface Offered {
  /** Further slots it may use, once each. */
  more: ReadonlySet<string>;
  names: readonly string[];
  /** All words of facts, sources and the section itself, blanks removed. */
  known: string;
  /** Whether a slot may be left out, because that was asked for. */
  mayGo(slot: string): boolean;
}

export function replyFaults(target: readonly DraftLine[], reply: readonly DraftLine[], offered: Offered): ReplyFaults {
  const lines = new Map<number, string[]>();
  const fault = (i: number, what: string): void => {
    lines.set(i, [...(lines.get(i) ?? []), what]);
  };
  const home = new Map(target.flatMap((l, i) => namesIn(l.text).map((n) => [n, i] as const)));
  const used = new Map<string, number>();
  const asItStood = new Set(target.map((l) => l.text.trim()));
  const stops = target.every((l) => /[。！？；：][”’）」』]?\s*$/.test(l.text));
  for (const [i, line] of reply.entries()) {
    for (const name of namesIn(line.text)) {
      if (!home.has(name) && !offered.more.has(name)) fault(i, `unknown_slot ${name}`);
      else if (used.has(name)) fault(i, `twice {{${name}}}`);
      used.set(name, i);
    }
    const words = line.text.replace(BRACED, '□');
    if (/[{}⟦⟧]/.test(words)) fault(i, 'broken_slot');
    for (const k of keptIn(words, offered.names)) fault(i, `own_${k.is} “${k.text}”`);
    if (words.replace(/[\s□，。；、]/g, '') === '') fault(i, 'empty');
    if (line.text.length > 2000) fault(i, 'too_long');
    if (asItStood.has(line.text.trim())) continue;
    const own = line.text.replace(BRACED, HOLE);
    for (const f of [...hygieneFaults(own), ...nameFaults(own, offered.known)])
      if (f.code !== 'unfinished' || stops) fault(i, `${f.code} “${f.words}”`);
  }
  const beside = new Map(target.flatMap((l) => neighbours(l.text)));
  for (const [i, line] of reply.entries())
    for (const [name, [left, right]] of neighbours(line.text)) {
      const was = beside.get(name);
      if (was && (left !== was[0] || right !== was[1])) fault(i, `edited_slot {{${name}}} “${left || right}”`);
    }
  const gone = target.flatMap((l, i) => {
    const slots = namesIn(l.text).filter((n) => !used.has(n) && !offered.mayGo(n));
    return slots.length ? [{ target: i, slots }] : [];
  });
  return { lines, gone };
}

/** Words that make another amount of the number they touch. */
const LEFT =
  /(?:大?约|将?近|超过?|逾|突破|不足|不到|不低于|不少于|不超过|至少|最多|高达|仅|第|负|[-−－+]|[每各]|[零〇一二三四五六七八九十百千万两\d.]+)$/;
const RIGHT =
  /^(?:[十百千万亿]+元?|元|%|％|‰|个?百分点|人次|余|多(?!项|个|家)|左右|上下|以上|以下|以内|许|成|倍|[\d.,]+|至(?=\{)|[-—～~]+)/;

/** Per slot, what touches it on either side that would change what it says; mostly nothing. */
function neighbours(text: string): [string, [string, string]][] {
  return [...text.matchAll(BRACED)].map((m) => {
    const left = LEFT.exec(text.slice(Math.max(0, m.index - 6), m.index))?.[0] ?? '';
    const end = m.index + m[0].length;
    return [m[1]!, [left, RIGHT.exec(text.slice(end, end + 8))?.[0] ?? '']];
  });
}

export const isClean = (f: ReplyFaults): boolean => f.lines.size === 0 && f.gone.length === 0;
export const countOf = (f: ReplyFaults): number =>
  [...f.lines.values()].reduce((n, all) => n + all.length, 0) + f.gone.reduce((n, g) => n + g.slots.length, 0);

/** The text around a target, with nothing in it that could be copied as a fact. */
export function masked(text: string): string {
  let out = '';
  let at = 0;
  for (const k of keptIn(text)) {
    if (k.is !== 'quantity' && k.is !== 'year' && k.is !== 'document-number') continue;
    out += `${text.slice(at, k.start)}■`;
    at = k.end;
  }
  return out + text.slice(at);
}
