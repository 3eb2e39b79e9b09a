// Text as typed to paragraphs whose quantities know what backs them. The words are kept exactly; only runs are cut.
import { type Backing, type Paragraph, paragraphText, type Run } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import type { Evidence } from '../core/draft/verify.ts';

/** What a verdict names as backing: a figure of that key and scope when there is one, else the fact. */
export function backingOf(v: Verdict, evidence: Evidence): Backing | undefined {
  const { by } = v;
  if (v.standing !== 'backed' || by === null) return undefined;
  const scope = v.scope ?? null;
  const fact =
    evidence.facts.find((f) => f.key === by && f.scope === scope && (v.period == null || f.period === v.period)) ??
    evidence.facts.find((f) => f.key === by);
  if (evidence.figures.some((f) => f.key === by) && !fact) return { kind: 'figure', key: by, scope };
  return { kind: 'fact', key: by, period: v.period ?? fact?.period ?? null, scope, item: fact?.item ?? null };
}

/** The runs of one line cut at the verdicts that fall in it; `offset` is where the line starts in the verified text. */
export function cutRuns(runs: readonly Run[], offset: number, verdicts: readonly Verdict[], evidence: Evidence): Run[] {
  const out: Run[] = [];
  let at = offset;
  for (const run of runs) {
    const end = at + run.t.length;
    if (run.by) out.push(run);
    else {
      let from = at;
      for (const v of verdicts) {
        const by = backingOf(v, evidence);
        if (!by || v.start < from || v.end > end) continue;
        if (v.start > from) out.push({ t: run.t.slice(from - at, v.start - at) });
        out.push({ t: run.t.slice(v.start - at, v.end - at), by });
        from = v.end;
      }
      if (from < end) out.push({ t: run.t.slice(from - at) });
    }
    at = end;
  }
  return out;
}

const styleOf = (line: string): Paragraph['style'] =>
  /^(?:[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,3}是)/.test(line) ? 'item' : 'body';

/**
 * One paragraph per line. A line that the section had before keeps its runs, style and origin; another is the writer's own.
 * `verdicts` are those of `text`.
 */
export function linkText(
  text: string,
  verdicts: readonly Verdict[],
  evidence: Evidence,
  before: readonly Paragraph[],
): Paragraph[] {
  const known = new Map(before.map((p) => [paragraphText(p).trim(), p]));
  const paragraphs: Paragraph[] = [];
  let offset = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const old = known.get(line);
    if (old) paragraphs.push(old);
    else if (line !== '') {
      const start = offset + raw.indexOf(line);
      const runs = cutRuns([{ t: line }], start, verdicts, evidence);
      paragraphs.push({ style: styleOf(line), runs, origin: 'staff' });
    }
    offset += raw.length + 1;
  }
  return paragraphs;
}
