// What differs between two versions of a section, and which ones undo and redo would bring back.
import { sectionText } from '../core/draft/section.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { diffTexts, type Segment } from '../core/revise/diff.ts';
import { type Reachable, reachable } from '../core/revise/history.ts';
import type { SectionRow } from '../ports.ts';

export type Compared = Reachable & { diff: { from: number; to: number; segments: Segment[] } | null };

/** `from` 0 is the empty section; without it the version before `to`. Fails as not-found: version_not_found. */
export function compareVersions(
  versions: readonly SectionRow[],
  asked: { from?: number | undefined; to?: number | undefined },
): Result<Compared> {
  const known = reachable(versions.toSorted((a, b) => a.version - b.version));
  const { to } = asked;
  if (to === undefined && asked.from === undefined) return ok({ ...known, diff: null });
  const latest = Math.max(0, ...versions.map((v) => v.version));
  const last = to ?? latest;
  const from = asked.from ?? last - 1;
  const textOf = (n: number): string | null => {
    const row = versions.find((v) => v.version === n);
    return row ? sectionText(row.paragraphs) : n === 0 ? '' : null;
  };
  const [a, b] = [textOf(from), textOf(last)];
  const missing = a === null ? from : b === null ? last : null;
  if (a === null || b === null)
    return fail('not-found', 'version_not_found', `这一节没有第${missing}版。请从历史版本列表中选择。`, {
      versions: versions.map((v) => v.version),
    });
  return ok({ ...known, diff: { from, to: last, segments: diffTexts(a, b) } });
}
