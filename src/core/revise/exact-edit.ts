// Words of a text taken out, or others put in their place: exactly those, once. What stands beside them keeps its runs.
import { type Paragraph, paragraphText, type Run } from '../draft/section.ts';
import { fail, ok, type Result } from '../problem.ts';
import { joined, sliceRuns, withRuns } from './sheet.ts';

/** Where the words stand. Fails as bad-input: words_not_found, words_not_unique. */
export function placeOf(text: string, find: string): Result<{ start: number; end: number }> {
  const start = text.indexOf(find);
  const shown = find.length > 30 ? `${find.slice(0, 30)}…` : find;
  if (start < 0)
    return fail('bad-input', 'words_not_found', `这一节里没有“${shown}”。请照抄原文（标点也要一致）后再试。`, {
      field: 'instruction',
    });
  if (text.indexOf(find, start + 1) >= 0)
    return fail('bad-input', 'words_not_unique', `这一节里有不止一处“${shown}”。请多抄几个字，或先选中要改的那一处。`, {
      field: 'instruction',
    });
  return ok({ start, end: start + find.length });
}

/** A run that is cut loses what backs it: half a number is no number of that fact. */
const halves = (runs: readonly Run[], start: number, end: number, whole: readonly Run[]): Run[] =>
  sliceRuns(runs, start, end).map((r) => (r.by && !whole.includes(r) ? { t: r.t } : r));

/**
 * `put` in place of the stretch. A line end in it begins a paragraph; a paragraph left without words goes. Words put in are the person's:
 * a paragraph that got some is staff's, one that only lost some stays whose it was.
 */
export function replaceSpan(all: readonly Paragraph[], start: number, end: number, put: string): Paragraph[] {
  const touched: { p: Paragraph; from: number; to: number }[] = [];
  const out: Paragraph[] = [];
  let at = 0;
  let place = 0;
  for (const p of all) {
    const stop = at + paragraphText(p).length;
    if (stop < start || at > end) out.push(p);
    else {
      if (!touched.length) place = out.length;
      touched.push({ p, from: Math.max(start - at, 0), to: Math.min(end - at, stop - at) });
    }
    at = stop + 1;
  }
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return [...all];
  const head = halves(first.p.runs, 0, first.from, first.p.runs);
  const tail = halves(last.p.runs, last.to, paragraphText(last.p).length, last.p.runs);
  const words = put.split('\n');
  const made = words.map((line, i): Paragraph => {
    const runs = [...(i === 0 ? head : []), { t: line }, ...(i === words.length - 1 ? tail : [])];
    return {
      ...withRuns(i === 0 ? first.p : last.p, trimmed(joined(runs))),
      origin: put.trim() === '' ? first.p.origin : 'staff',
      revised: true,
    };
  });
  return [...out.slice(0, place), ...made.filter((p) => p.runs.length > 0), ...out.slice(place)];
}

/** Without blanks at the end of the paragraph, which only a cut can leave. */
function trimmed(runs: readonly Run[]): Run[] {
  const last = runs.at(-1);
  if (!last || last.by) return [...runs];
  const t = last.t.replace(/[ \t]+$/, '');
  return t === '' ? runs.slice(0, -1) : [...runs.slice(0, -1), { ...last, t }];
}

/** Words taken out from between two stops take the one before them along: 甲，乙。 without 乙 is 甲。 */
export const withStop = (
  text: string,
  { start, end }: { start: number; end: number },
): { start: number; end: number } =>
  start > 0 && '，、；：'.includes(text[start - 1]!) && '，、；：。！？'.includes(text[end] ?? '·')
    ? { start: start - 1, end }
    : { start, end };
