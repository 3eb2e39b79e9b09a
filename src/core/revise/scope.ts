// The part of a section that a revision may change, cut out of its paragraphs, and put back: what stands outside is the same
// objects again, and is proven to be the same text.
import { type Paragraph, paragraphText, type Run, sectionText } from '../draft/section.ts';
import { fail, ok, type Result } from '../problem.ts';
import { joined, sliceRuns, withRuns } from './sheet.ts';

export interface Scope {
  before: Paragraph[];
  /** Runs of the first paragraph before the target, and of the last one behind it. */
  head: Run[];
  target: Paragraph[];
  tail: Run[];
  after: Paragraph[];
  /** UTF-16 offsets of the target in the section's text. */
  start: number;
  end: number;
}

/** Paragraphs `from` to `to`, counted from 1; -1 is the last. Fails as bad-input: paragraph_not_found. */
export function scopeOfParagraphs(all: readonly Paragraph[], from: number, to: number): Result<Scope> {
  const [a, b] = [from, to].map((n) => (n < 0 ? all.length + n : n - 1)) as [number, number];
  const [first, last] = a <= b ? [a, b] : [b, a];
  if (first < 0 || last >= all.length)
    return fail(
      'bad-input',
      'paragraph_not_found',
      `这一节只有${all.length}段，没有要改的那一段。请核对段落序号，小标题也算一段。`,
      { field: 'instruction', paragraphs: all.length },
    );
  const before = all.slice(0, first);
  const target = all.slice(first, last + 1);
  const start = before.length ? sectionText(before).length + 1 : 0;
  return ok({
    before,
    head: [],
    target: [...target],
    tail: [],
    after: all.slice(last + 1),
    start,
    end: start + sectionText(target).length,
  });
}

export const wholeScope = (all: readonly Paragraph[]): Scope => ({
  before: [],
  head: [],
  target: [...all],
  tail: [],
  after: [],
  start: 0,
  end: sectionText(all).length,
});

/** The stretch between two offsets of the section's text. */
export function scopeOfSpan(all: readonly Paragraph[], start: number, end: number): Scope {
  const scope: Scope = { before: [], head: [], target: [], tail: [], after: [], start, end };
  let at = 0;
  for (const p of all) {
    const stop = at + paragraphText(p).length;
    if (stop < start) scope.before.push(p);
    else if (at > end) scope.after.push(p);
    else {
      const [a, b] = [Math.max(start - at, 0), Math.min(end - at, stop - at)];
      if (a > 0) scope.head = sliceRuns(p.runs, 0, a);
      if (b < stop - at) scope.tail = sliceRuns(p.runs, b, stop - at);
      scope.target.push(a === 0 && b === stop - at ? p : withRuns(p, sliceRuns(p.runs, a, b)));
    }
    at = stop + 1;
  }
  return scope;
}

/** Where the selected words stand. `at` tells several such places apart. */
export function findSelection(text: string, selection: string, at: number | undefined): Result<number> {
  const gone = () =>
    fail('bad-input', 'selection_not_found', '选中的文字在这一节里找不到了，可能已被改动。请重新选择后再试。', {
      field: 'selection',
    });
  if (selection.trim() === '') return gone();
  if (at !== undefined) return text.startsWith(selection, at) ? ok(at) : gone();
  const first = text.indexOf(selection);
  if (first < 0) return gone();
  if (text.indexOf(selection, first + 1) >= 0)
    return fail(
      'bad-input',
      'selection_not_unique',
      '这一节里有不止一处这样的文字，不知道是指哪一处。请多选几个字，再试一次。',
      { field: 'selection' },
    );
  return ok(first);
}

/** The section with another target. Without one, the ends that are left over close up. */
export function putBack(scope: Scope, target: readonly Paragraph[]): Paragraph[] {
  const { before, head, tail, after } = scope;
  const [first, last] = [scope.target[0], scope.target.at(-1)];
  if (!target.length) {
    const rest = joined([...head, ...tail]);
    const kept = head.length ? first : last;
    return [...before, ...(rest.length && kept ? [withRuns(kept, rest)] : []), ...after];
  }
  const middle = target.map((p, i) => {
    const runs = [...(i === 0 ? head : []), ...p.runs, ...(i === target.length - 1 ? tail : [])];
    return runs.length === p.runs.length ? p : withRuns(p, joined(runs));
  });
  return [...before, ...middle, ...after];
}

/** Whether nothing outside the target differs by a character: the text before it and behind it, and every paragraph there. */
export function onlyTarget(was: readonly Paragraph[], now: readonly Paragraph[], scope: Scope): boolean {
  const [old, text] = [sectionText(was), sectionText(now)];
  const ends = { before: old.slice(0, scope.start), behind: old.slice(scope.end) };
  // With the whole paragraph its line end goes too.
  const around =
    (text.startsWith(ends.before) &&
      text.endsWith(ends.behind) &&
      text.length >= old.length - (scope.end - scope.start)) ||
    text === ends.before + ends.behind.replace(/^\n/, '') ||
    text === ends.before.replace(/\n$/, '') + ends.behind;
  const same = (a: readonly Paragraph[], b: readonly Paragraph[]): boolean => JSON.stringify(a) === JSON.stringify(b);
  const n = scope.after.length;
  return (
    around &&
    same(was.slice(0, scope.before.length), now.slice(0, scope.before.length)) &&
    same(n ? was.slice(-n) : [], n ? now.slice(-n) : [])
  );
}
