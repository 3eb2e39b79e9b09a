// The rule about entries of a page's problems that say no cause while the others do (C121): read off the text, whatever became a fact.
import { CAUSE, SETTLED } from './content.ts';
import type { Part, TextHit, TextRule, TextScene } from './text-rule.ts';
import { clipped } from './words.ts';

const ENTRY =
  /(?:^|(?<=[。；;]))[ 　]{0,4}(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d))/gm;
/** Causes under a heading or a line of their own: no entry has to repeat them. */
const APART = /^[（(]?[一二三四五\d]{0,2}[）)、.．]?\s?(?:主要)?原因(?:分析)?[：:。]?$/m;
/** Behind these words an entry turns to what is to be done. */
const TURN = /(?:整改|改进)?措施[：:]|；由[\u4e00-\u9fff]{2,12}(?:负责|牵头)|下一步/;

interface Entry {
  start: number;
  end: number;
  text: string;
}

const isProblems = (p: Part): boolean =>
  (p.kind === 'problems' || /存在(?:的)?(?:主要)?问题/.test(p.title)) && !/整改情况$|上年/.test(p.title);

function entriesIn(scene: TextScene, part: Part, end: number): Entry[] {
  const body = scene.text.slice(part.start, end);
  const starts = [...body.matchAll(ENTRY)].map((m) => ({ at: m.index, after: m.index + m[0].length }));
  return starts.flatMap(({ at, after }, i): Entry[] => {
    const stop = starts[i + 1]?.at ?? body.length;
    const whole = body.slice(after, stop);
    const text = (whole.split('\n')[0] ?? '').split(TURN)[0]!.trimEnd();
    const lead = at + body.slice(at).length - body.slice(at).trimStart().length;
    // A heading over its own paragraph is no entry.
    return text.length < 15 || !/[。；，]/.test(text)
      ? []
      : [{ start: part.start + lead, end: part.start + after + text.length, text }];
  });
}

/** 一、存在的问题 over （一）…（二）… that are read as headings of their own. */
function reach(scene: TextScene, i: number): number {
  let end = scene.parts[i]!.end;
  for (const next of scene.parts.slice(i + 1)) {
    const sub = /^\s*[（(][一二三四五六七八九十]/.test(next.heading.text);
    const top = /^\s*[一二三四五六七八九十]+、/.test(scene.parts[i]!.heading.text);
    if (!sub || !top || /措施|建议|整改|应用/.test(next.title)) break;
    end = next.end;
  }
  return end;
}

function causeless(scene: TextScene): TextHit[] {
  return scene.parts.flatMap((part, i): TextHit[] => {
    if (!isProblems(part)) return [];
    const end = reach(scene, i);
    if (APART.test(scene.text.slice(part.start, end))) return [];
    const entries = entriesIn(scene, part, end).filter((e) => !SETTLED.test(e.text));
    const without = entries.filter((e) => !CAUSE.test(e.text));
    // Where no entry has one the facts tell it; here one fell out of the row.
    if (!without.length || without.length === entries.length) return [];
    return without.map((e) => ({ start: e.start, end: e.end, say: { p: clipped(e.text) }, ask: ['problems'] }));
  });
}

export const PROBLEM_ENTRIES: readonly TextRule[] = [
  { id: 'C121', severity: 'W', message: '问题“{p}”没有原因分析。', find: causeless },
];
