// A pasted text or an uploaded file becomes a source: read, mined, merged into the report's facts, stored in one list.
import { allSides } from '../core/extract/extract.ts';
import type { Fact } from '../core/fact.ts';
import type { ReportId, SourceId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Residue } from '../core/text/document.ts';
import { readPasted } from '../ingest/read-file.ts';
import type { Actor, SourceRole, SourceRow, Write } from '../ports.ts';
import { callFor, valueOr } from './call-model.ts';
import { digest } from './digest.ts';
import { noReport } from './load-report.ts';
import { mergeCandidates } from './merge-facts.ts';
import { refusal, type StepParts } from './parts.ts';
import { sameUnit } from './same-unit.ts';

export type SourceContent = { text: string } | { html: string } | { bytes: Uint8Array };

export interface NewSource {
  name: string;
  role: SourceRole;
  content: SourceContent;
  /** Take it although it speaks of another unit. */
  anyUnit: boolean;
}

export interface AddedSource {
  source: SourceRow;
  candidates: Fact[];
  residue: Residue[];
  tables: number;
  notes: string[];
}

const ATTEMPTS = 3;

export async function addSource(
  parts: StepParts,
  actor: Actor,
  reportId: ReportId,
  given: NewSource,
): Promise<Result<AddedSource>> {
  const first = await parts.store.report(actor, reportId);
  if (!first) return noReport();
  const read =
    'bytes' in given.content ? await parts.readBytes(given.name, given.content.bytes) : readPasted(given.content);
  if (!read.ok) return read;
  const { text, notices } = read.value;
  const hint = given.role === 'prior' ? null : first.period;
  const mined = await parts.mine(text, hint);
  if (!mined.ok) return mined;
  const { doc, found } = mined.value;
  const more = await parts.model.extract(doc, found, callFor(actor, reportId));
  const candidates = [...allSides(found), ...valueOr(parts, more, () => []).value];
  if (!candidates.length)
    return fail(
      'bad-input',
      'no_facts',
      '这份材料里没有找到可用的数据（收支、人员、职责、绩效等）。请确认粘贴的是部门整体支出绩效自评报告，或决算、预算说明的正文。',
    );
  const faulty = wrongPeriod(given.role, found.period, first.period);
  if (faulty) return faulty;

  const sha256 = await digest(text);
  const source: SourceRow = {
    id: parts.newId() as SourceId,
    reportId,
    name: given.name,
    role: given.role,
    period: found.period,
    sha256,
    length: text.length,
    notices,
    createdAt: parts.clock.now(),
  };
  // Facts may change between reading and writing; then the merge is decided again on what is there.
  for (let attempt = 1; ; attempt++) {
    const [report, facts, sources] = await Promise.all([
      parts.store.report(actor, reportId),
      parts.store.facts(actor, reportId),
      parts.store.sources(actor, reportId),
    ]);
    if (!report) return noReport();
    const twin = sources.find((s) => s.sha256 === sha256);
    if (twin)
      return fail('conflict', 'source_exists', `这份材料已经添加过（“${twin.name}”），没有重复添加。`, { id: twin.id });
    const unit = report.unitName ?? facts.find((f) => f.key === 'unit_name' && f.standing.is !== 'rejected')?.value;
    const other = unit && found.unitName && !sameUnit(unit, found.unitName) ? found.unitName : null;
    if (other && !given.anyUnit)
      return fail(
        'conflict',
        'other_unit',
        `这份材料写的是“${other}”，而本报告的单位是“${unit}”，没有添加。请确认没有粘错；如果确实要用，请选择“仍然使用这份材料”。`,
        { unit: other, reportUnit: unit },
      );
    const usable = other ? candidates.filter((c) => c.key !== 'unit_name') : candidates;
    const merged = mergeCandidates(facts, usable, {
      report: reportId,
      source: source.id,
      at: source.createdAt,
      newId: parts.newId,
    });
    const writes: Write[] = [
      {
        do: 'touch-report',
        report: reportId,
        at: source.createdAt,
        expectedVersion: report.version,
        ...(report.unitName === null && found.unitName ? { unitName: found.unitName } : {}),
      },
      { do: 'add-source', source, text },
      ...merged.writes,
    ];
    const done = await parts.store.commit(actor, writes);
    if (done.ok) {
      parts.documents.put(source.id, doc);
      const remarks = [
        ...(found.kind === 'other' ? ['这份材料不像自评报告或决算、预算说明，找到的数据请逐条核对。'] : []),
        ...(other ? [`这份材料写的是“${other}”，与本报告的单位“${unit}”不同，请逐条核对。`] : []),
        ...(given.role === 'material' && found.period !== null && found.period !== report.period
          ? [`这份材料是${found.period}年的，本报告是${report.period}年度；其中的数只作${found.period}年的数登记。`]
          : []),
        ...merged.notes,
      ];
      return ok({ source, candidates: merged.facts, residue: doc.residue, tables: found.tables, notes: remarks });
    }
    if (done.why !== 'stale' || attempt === ATTEMPTS) return refusal(done);
  }
}

/** A prior report is of the report year itself (a re-draft) or of the year before. */
function wrongPeriod(role: SourceRole, found: number | null, period: number) {
  if (role !== 'prior' || found === null || found === period || found === period - 1) return null;
  return fail(
    'bad-input',
    'wrong_period',
    `这份报告是${found}年度的，而现在写的是${period}年度报告，需要${period - 1}年度的上年报告。请换一份；如果只作参考材料，请按“本年资料”添加。`,
    { found, expected: [period - 1, period] },
  );
}
