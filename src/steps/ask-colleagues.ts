// The list of what is still missing, for colleagues to fill in: Markdown, Word or JSON, of everyone or of one who supplies.
import type { Supplier } from '../core/catalogue/definition.ts';
import type { ReportId } from '../core/id.ts';
import type { Missing } from '../core/interview/next-question.ts';
import { type RequestGroup, requestGroups, requestTree } from '../core/interview/request-list.ts';
import { ok, type Result } from '../core/problem.ts';
import type { Actor } from '../ports.ts';
import { toDocx } from '../render/docx.ts';
import { toMarkdown } from '../render/markdown.ts';
import { stillMissing } from './ask-next.ts';
import { UNNAMED } from './assemble-document.ts';
import type { ExportedFile } from './export-report.ts';
import { loadReport } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { showMissing } from './show-fact.ts';

export type AskFormat = 'md' | 'docx' | 'json';

export interface Ask {
  missing: readonly Missing[];
  unitName: string | null;
  period: number;
  supplier: Supplier | null;
}

const TYPES: Record<AskFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** `at`: ISO 8601, the only time in the file. */
export async function askFile(ask: Ask, format: AskFormat, at: string): Promise<ExportedFile> {
  const groups = requestGroups(ask.missing, ask.supplier);
  const name = `${ask.unitName ?? ''}${ask.period}年度资料清单${ask.supplier ? `（${ask.supplier}）` : ''}.${format}`;
  return {
    name: name.replace(/[/\\\p{Cc}]/gu, ''),
    type: TYPES[format],
    bytes: await bytesOf(groups, ask, format, at),
  };
}

async function bytesOf(groups: RequestGroup[], ask: Ask, format: AskFormat, at: string): Promise<Uint8Array> {
  if (format === 'json') {
    const suppliers = groups.map((g) => ({ supplier: g.supplier, items: g.items.map(showAsk) }));
    return new TextEncoder().encode(`${JSON.stringify({ period: ask.period, suppliers }, null, 2)}\n`);
  }
  const tree = requestTree(groups, ask.unitName ?? UNNAMED, ask.period);
  return format === 'md'
    ? new TextEncoder().encode(toMarkdown(tree).text)
    : toDocx(tree, { createdAt: at, label: false });
}

const showAsk = (m: Missing) => ({
  ...showMissing(m),
  text: m.question,
  type: m.type,
  choices: m.choices ? [...m.choices] : null,
});

export async function askColleagues(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  format: AskFormat,
  supplier: Supplier | null,
): Promise<Result<ExportedFile>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const { report, unitName } = read.value;
  const ask = { missing: stillMissing(read.value), unitName, period: report.period, supplier };
  return ok(await askFile(ask, format, parts.clock.now()));
}
