// Takes quantities that nothing backs out of a draft and leaves a marked gap for each: a figure without a source never gets
// out, and the rest of the section is not lost with it.
import { type Paragraph, paragraphText, type Run } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';

/** Reads as open content everywhere: it is found by the checks, asked about, and exempt for the verifier. */
export const WITHHELD = '【待补：数据待核实】';

const gap: Run = { t: WITHHELD, by: { kind: 'missing', key: 'passage_figure' } };

/** One paragraph's runs without the stretches of `spans` (offsets into the paragraph, in order, not overlapping). */
function cutOut(runs: readonly Run[], spans: readonly { start: number; end: number }[]): Run[] {
  const out: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const end = at + run.t.length;
    let from = at;
    for (const s of spans) {
      if (s.end <= at || s.start >= end) continue;
      if (s.start > from) out.push({ ...run, t: run.t.slice(from - at, s.start - at) });
      if (s.start >= at) out.push(gap);
      from = Math.min(end, Math.max(from, s.end));
    }
    if (from < end) out.push({ ...run, t: run.t.slice(from - at) });
    at = end;
  }
  return out;
}

/** `verdicts` are offsets into the paragraphs' texts joined by line ends. */
export function withhold(paragraphs: readonly Paragraph[], verdicts: readonly Verdict[]): Paragraph[] {
  let start = 0;
  return paragraphs.map((p) => {
    const end = start + paragraphText(p).length;
    let last = 0;
    const spans = verdicts
      .filter((v) => v.start < end && v.end > start)
      .map((v) => ({ start: Math.max(v.start - start, 0), end: Math.min(v.end - start, end - start) }))
      .filter((s) => {
        const apart = s.start >= last;
        if (apart) last = s.end;
        return apart;
      });
    start = end + 1;
    return spans.length ? { ...p, runs: cutOut(p.runs, spans) } : p;
  });
}
