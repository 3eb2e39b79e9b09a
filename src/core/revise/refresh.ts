// After facts changed: the slots of a drafted text that follow at once, and the sentences that need other words. A slot follows when its
// old phrase and the new one differ in nothing but numbers, and the sentence is still what the engine would say, or still holds.
// Staff's own sentences are only named.
import { type Backing, type Paragraph, paragraphText, type Run } from '../draft/section.ts';
import { sentenceSpans } from '../ripple.ts';
import { joined, sliceRuns } from './sheet.ts';

/** What the facts say on one side of the change. */
export interface Said {
  /** What a slot prints; null where there is no such fact or figure any more. */
  phrase(by: Backing): string | null;
  /** The sentences the engine would write in this section, without blanks at their ends. */
  sentences: ReadonlySet<string>;
}

/** refreshed: its numbers followed. redraft: it needs other words. staff: a person's sentence rests on what changed. */
export type Fate = 'refreshed' | 'redraft' | 'staff';

export interface SentenceFate {
  paragraph: number;
  /** Among the sentences of its paragraph, from 0. */
  index: number;
  was: string;
  now: string;
  fate: Fate;
}

export interface Refreshed {
  paragraphs: Paragraph[];
  fates: SentenceFate[];
}

/** Words that are true or false with the numbers: a sentence with one is put anew, not patched, unless the engine says it the same. */
const JUDGING =
  /超额|超过|超出|高于|低于|不足|未完成|未达|全部|全面|均|圆满|如期|显著|大幅|明显|第[一二三]|最|过半|近[一二三四五六七八九十]成|[一二三四五六七八九]成|持平|翻番|倍|达到.{0,4}(?:目标|预期)|完成.{0,4}目标/;

const skeleton = (phrase: string): string => phrase.replace(/\d[\d,]*(?:\.\d+)?/g, '#');

interface Patch {
  runs: Run[];
  changed: boolean;
  /** It cannot follow by its number alone. */
  reworded: boolean;
}

function patchRuns(runs: readonly Run[], before: Said, after: Said): Patch {
  let changed = false;
  let reworded = false;
  const out = runs.map((r): Run => {
    if (!r.by || r.by.kind === 'missing') return r;
    const [old, next] = [before.phrase(r.by), after.phrase(r.by)];
    if (old === next || old === null) return r;
    changed = true;
    const at = r.t.indexOf(old);
    if (next === null || at < 0 || r.t.indexOf(old, at + 1) >= 0 || skeleton(old) !== skeleton(next)) {
      reworded = true;
      return r;
    }
    return { ...r, t: r.t.slice(0, at) + next + r.t.slice(at + old.length) };
  });
  return { runs: out, changed, reworded };
}

/**
 * `holds(paragraphs, paragraph, start, end)`: whether nothing in that stretch of the new text is without backing. A sentence that is not the
 * engine's own is patched only where that says yes.
 */
export function refresh(
  paragraphs: readonly Paragraph[],
  before: Said,
  after: Said,
  holds: (now: readonly Paragraph[], paragraph: number, start: number, end: number) => boolean,
): Refreshed {
  const fates: SentenceFate[] = [];
  const patched = paragraphs.map((p, i) => patchParagraph(p, i, before, after, fates));
  // What the engine would not say in these words must hold by itself.
  const now = patched.map((m) => m.paragraph);
  const settled = patched.map((made, i): Paragraph => {
    if (!made.patches.length) return paragraphs[i]!;
    const refused = made.patches.filter((s) => !s.known && !holds(now, i, s.start, s.end));
    if (!refused.length) return made.paragraph;
    for (const s of refused) {
      const fate = fates.find((f) => f.paragraph === i && f.index === s.index)!;
      fate.fate = 'redraft';
      fate.now = fate.was;
    }
    const keep = new Set(refused.map((s) => s.index));
    return rebuilt(
      paragraphs[i]!,
      made.sentences.map((s, k) => (keep.has(k) ? s.old : s.now)),
    );
  });
  return { paragraphs: settled, fates };
}

interface Made {
  paragraph: Paragraph;
  sentences: { old: Run[]; now: Run[] }[];
  /** Offsets in the new paragraph. `known`: the engine says exactly this now. */
  patches: { index: number; start: number; end: number; known: boolean }[];
}

const textOf = (runs: readonly Run[]): string => runs.map((r) => r.t).join('');

function patchParagraph(p: Paragraph, paragraph: number, before: Said, after: Said, fates: SentenceFate[]): Made {
  const sentences: Made['sentences'] = [];
  const patches: Made['patches'] = [];
  let at = 0;
  for (const [index, span] of sentenceSpans(paragraphText(p)).entries()) {
    const old = sliceRuns(p.runs, span.start, span.end);
    const was = textOf(old).trim();
    const patch = patchRuns(old, before, after);
    const own = before.sentences.has(was);
    const fallen = own && !after.sentences.has(was);
    const staffs = (p.sentences?.find((r) => r.start < span.end && r.end > span.start)?.origin ?? p.origin) === 'staff';
    let now = old;
    if (patch.changed || (fallen && !staffs)) {
      const next = textOf(patch.runs).trim();
      const known = after.sentences.has(next);
      const judging = JUDGING.test(textOf(old.filter((r) => !r.by)));
      const follows = !staffs && !patch.reworded && patch.changed && (own ? known : !judging);
      if (follows) {
        now = patch.runs;
        patches.push({ index, start: at, end: at + textOf(now).length, known });
      }
      fates.push({
        paragraph,
        index,
        was,
        now: follows ? next : was,
        fate: staffs ? 'staff' : follows ? 'refreshed' : 'redraft',
      });
    }
    sentences.push({ old, now });
    at += textOf(now).length;
  }
  return {
    paragraph: patches.length
      ? rebuilt(
          p,
          sentences.map((s) => s.now),
        )
      : p,
    sentences,
    patches,
  };
}

/** The paragraph with other sentences; what is on record of each moves along with it. */
function rebuilt(p: Paragraph, sentences: readonly Run[][]): Paragraph {
  const { sentences: records, ...rest } = p;
  const made = { ...rest, runs: joined(sentences.flat()) };
  if (!records) return made;
  const places: { old: number; now: number; was: number; length: number }[] = [];
  let start = 0;
  for (const [k, span] of sentenceSpans(paragraphText(p)).entries()) {
    const length = textOf(sentences[k] ?? []).length;
    places.push({ old: span.start, now: start, was: span.end - span.start, length });
    start += length;
  }
  const moved = (at: number): number => {
    const place = places.findLast((x) => x.old < at) ?? places[0];
    if (!place) return at;
    return at - place.old >= place.was ? place.now + place.length : place.now + Math.min(at - place.old, place.length);
  };
  return { ...made, sentences: records.map((r) => ({ ...r, start: moved(r.start), end: moved(r.end) })) };
}
