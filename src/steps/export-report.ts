// A report as a file: Word, Markdown, scoring workbook or JSON. A final copy is refused while anything stands in its way.

import type { Fact } from '../core/fact.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import { scoreTable } from '../core/score/score.ts';
import type { DocumentTree, TreeNode } from '../core/tree.ts';
import type { Actor } from '../ports.ts';
import { toDocx } from '../render/docx.ts';
import { isModelWritten } from '../render/label.ts';
import { toMarkdown } from '../render/markdown.ts';
import { type ScoringInput, scoringTable } from '../render/scoring-table.ts';
import { scoringCsv, scoringMarkdown } from '../render/scoring-text.ts';
import { toXlsx } from '../render/xlsx.ts';
import { assembleTree, UNNAMED } from './assemble-document.ts';
import { factJson, figureJson } from './facts-file.ts';
import { type Loaded, loadReport } from './load-report.ts';
import type { StepParts } from './parts.ts';
import { openFindings, type Review, type ReviewedFinding, reviewLoaded } from './review-report.ts';

export type ExportFormat = 'docx' | 'md' | 'xlsx' | 'csv' | 'json';
/** score: the scoring table alone; a workbook and a CSV file hold nothing else. */
export type ExportPart = 'report' | 'score';
export type ExportKind = 'draft' | 'final' | 'public' | 'review';

export interface ExportedFile {
  /** With its ending; may hold any character of a unit's name but slashes and control characters. */
  name: string;
  type: string;
  bytes: Uint8Array;
}

const TYPES: Record<ExportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const SUFFIX: Record<ExportKind, string> = { draft: '（草稿）', final: '', public: '（公开稿）', review: '（审核稿）' };

/** Facts nobody has decided about yet. */
const undecided = (facts: readonly Fact[]): Fact[] =>
  facts.filter((f) => f.standing.is === 'candidate' || f.standing.is === 'disputed');

/** What of the scoring table is still open: names of rows and groups, and what forbids a total. */
interface OpenScore {
  open: readonly string[];
  issues: readonly string[];
}

function openScore({ profile, confirmed }: Loaded): OpenScore | null {
  const table = scoreTable(profile, confirmed.book, confirmed.figures);
  if (!table || table.total) return null;
  return { open: table.open, issues: table.issues };
}

function scoreWords({ open, issues }: OpenScore): string {
  const named = `${open.slice(0, 3).join('、')}${open.length > 3 ? '等' : ''}`;
  const what = open.length ? `${open.length}项没有填完（${named}）` : issues.join('；') || '没有总分';
  return `自评表${what}`;
}

/** Why a final copy cannot be made; null when it can. `score`: what is open in the table that goes with it. */
export function finalBlock(loaded: Loaded, review: Review, score: OpenScore | null): Problem | null {
  // Undecided facts are counted and named one by one below.
  const errors = openFindings(review.findings).filter((f) => f.severity === 'E' && f.rule !== 'C152');
  const facts = undecided(loaded.facts);
  const drafted = new Set(loaded.sections.map((s) => s.section));
  const empty = loaded.profile.outline.filter((o) => o.required && o.compose.length && !drafted.has(o.id));
  if (!errors.length && !facts.length && !empty.length && !score) return null;
  const parts = [
    ...(errors.length ? [`${errors.length}条错误级审核意见未处理`] : []),
    ...(facts.length ? [`${facts.length}条数据未确认`] : []),
    ...(empty.length ? [`${empty.length}个必写章节没有内容`] : []),
    ...(score ? [scoreWords(score)] : []),
  ];
  const way = score ? '自评表另行报送的，可以选择导出不附自评表的正式稿；' : '';
  return fail(
    'blocked',
    'not_final',
    `还不能导出正式稿：${parts.join('，')}。请逐项处理或说明理由后再导出；${way}现在可以先导出草稿。`,
    {
      findings: errors,
      unconfirmed: facts.map((f) => ({
        id: f.id,
        key: f.key,
        period: f.period,
        scope: f.scope,
        standing: f.standing.is,
      })),
      emptySections: empty.map((o) => ({ id: o.id, title: o.title })),
      score,
    },
  ).problem;
}

const WORD = { E: '错误', W: '提醒', I: '提示' };

/** The findings as a part of their own behind the report, for the reviewer's copy. */
function withFindings(tree: DocumentTree, findings: readonly ReviewedFinding[]): DocumentTree {
  const section = 'review';
  const lines = findings.length
    ? findings.map((f, i) => {
        const excused = f.excuse ? `（已说明：${f.excuse.reason}）` : '';
        return `${i + 1}．〔${WORD[f.severity]}〕${f.rule}　${f.message}${excused}`;
      })
    : ['没有审核意见。'];
  const nodes: TreeNode[] = [
    { type: 'heading', level: 1, text: '附：审核意见', section },
    ...lines.map((t): TreeNode => ({ type: 'paragraph', section, style: 'item', runs: [{ t }], origin: 'embedded' })),
  ];
  return { ...tree, nodes: [...tree.nodes, ...nodes] };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function bytesOf(
  format: ExportFormat,
  kind: ExportKind,
  part: ExportPart,
  loaded: Loaded,
  tree: DocumentTree,
  review: Review | null,
  createdAt: string,
  withoutScore: boolean,
): Promise<Uint8Array> {
  const { profile, report, confirmed } = loaded;
  const input: ScoringInput = {
    profile,
    unitName: loaded.unitName ?? UNNAMED,
    period: report.period,
    book: confirmed.book,
    figures: confirmed.figures,
  };
  const alone = part === 'score';
  // The copy that is signed and filed says how it was made where a model wrote of it, until a reason not to is on record (C151).
  const label = kind !== 'final' || (review?.findings.some((f) => f.rule === 'C151' && !f.excuse) ?? false);
  switch (format) {
    case 'docx':
      return toDocx(
        alone ? { ...tree, nodes: [] } : tree,
        { createdAt, label },
        withoutScore && !alone ? null : scoringTable(input),
      );
    case 'md':
      return utf8(
        alone ? scoringMarkdown(scoringTable(input)) : toMarkdown(tree, { label: label && isModelWritten(tree) }).text,
      );
    case 'csv':
      return utf8(scoringCsv(scoringTable(input)));
    case 'xlsx':
      return toXlsx(input);
    case 'json':
      return utf8(
        `${JSON.stringify(
          {
            unit_name: loaded.unitName,
            period: report.period,
            profile: { id: profile.id, version: report.profileVersion },
            document: tree,
            facts: confirmed.facts.map(factJson),
            figures: confirmed.figures.map(figureJson),
            findings: review?.findings ?? [],
            trace: review?.trace ?? [],
          },
          null,
          2,
        )}\n`,
      );
  }
}

/** A final copy is refused while its scoring table is open, unless it is meant to go `withoutScore`: nothing is left out in silence. */
export async function exportReport(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  format: ExportFormat,
  kind: ExportKind,
  part: ExportPart = 'report',
  withoutScore = false,
): Promise<Result<ExportedFile>> {
  const read = await loadReport(parts, actor, id);
  if (!read.ok) return read;
  const loaded = read.value;
  const review =
    kind === 'final' || kind === 'review' || format === 'json' ? await reviewLoaded(parts, actor, loaded) : null;
  if (kind === 'final' && review) {
    const score = withoutScore ? null : openScore(loaded);
    const problem = finalBlock(loaded, review, score);
    if (problem) return { ok: false, problem };
  }
  const plain = assembleTree(loaded, !withoutScore);
  const tree = kind === 'review' && review ? withFindings(plain, review.findings) : plain;
  const title = tree.nodes.find((n) => n.type === 'title')?.text ?? '绩效自评报告';
  const suffix = format === 'xlsx' || format === 'csv' || part === 'score' ? '评分表' : '';
  const name = `${title}${suffix}${SUFFIX[kind]}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 150);
  const bytes = await bytesOf(format, kind, part, loaded, tree, review, parts.clock.now(), withoutScore);
  return ok({ name: `${name}.${format}`, type: TYPES[format], bytes });
}
