// A report goes, with its sources, facts, texts and conversation. Answers what it was.
import type { ReportId } from '../core/id.ts';
import type { Result } from '../core/problem.ts';
import type { Actor, ReportRow } from '../ports.ts';
import { noReport } from './load-report.ts';
import { committed, type StepParts } from './parts.ts';

export async function deleteReport(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<ReportRow>> {
  const report = await parts.store.report(actor, id);
  if (!report) return noReport();
  return committed(await parts.store.commit(actor, [{ do: 'delete-report', report: id }]), report);
}
