// Where a file of a report is downloaded. The path is the contract's; the HTTP room serves it.
import type { ReportId } from '../core/id.ts';
import type { ExportFormat, ExportKind } from './export-report.ts';

/** The list for colleagues; null: of everyone. */
export const askUrl = (report: ReportId, format: 'docx' | 'md', supplier: string | null): string =>
  `/api/reports/${encodeURIComponent(report)}/asks?format=${format}${supplier === null ? '' : `&supplier=${encodeURIComponent(supplier)}`}`;

export const exportUrl = (report: ReportId, format: ExportFormat, kind: ExportKind): string =>
  `/api/reports/${encodeURIComponent(report)}/export?format=${format}&kind=${kind}`;
