// One stored source with its text as it is read: kept parsed, so that looking at it again costs nothing.
import type { ReportId, SourceId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { TextDocument } from '../core/text/document.ts';
import type { Actor, SourceRow } from '../ports.ts';
import { noReport } from './load-report.ts';
import type { StepParts } from './parts.ts';

export async function readSource(
  parts: StepParts,
  actor: Actor,
  report: ReportId,
  id: SourceId,
): Promise<Result<{ source: SourceRow; doc: TextDocument }>> {
  if (!(await parts.store.report(actor, report))) return noReport();
  const source = (await parts.store.sources(actor, report)).find((s) => s.id === id);
  const doc =
    source &&
    (await parts.documents.of(id, async () => (await parts.store.sourceText(actor, report, id))?.text ?? null));
  return source && doc
    ? ok({ source, doc })
    : fail('not-found', 'source_not_found', '没有找到这份材料。请从材料列表中选择。');
}
