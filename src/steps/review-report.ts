// What the finance bureau would send the report back for, now: findings on facts, on the text, on what leaves, with their excuses.
import { type Coverage, checkFacts, checkText, coverageOf } from '../core/check/check.ts';
import type { Finding } from '../core/check/finding.ts';
import { checkOutput } from '../core/check/output.ts';
import { problemSeeds, seedWords } from '../core/check/problem-seeds.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import type { ReportId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Actor, Excuse } from '../ports.ts';
import { assembleDocument } from './assemble-document.ts';
import { evidenceOf, type Loaded, loadReport, sourceDocuments } from './load-report.ts';
import { outputScene } from './output-scene.ts';
import { refusal, type StepParts } from './parts.ts';

export interface ReviewedFinding extends Finding {
  excuse: Excuse | null;
  /** What 存在的问题 could say about it; null where it is no such matter, or is said there already. */
  seed: string | null;
}

export interface Review {
  /** Which rules had what they need, and which had no inputs. */
  rules: Coverage;
  findings: ReviewedFinding[];
  /** Quantities of the assembled text; empty while no section has a text. */
  trace: Verdict[];
  markdown: string | null;
}

const ORDER = { E: 0, W: 1, I: 2 };

export async function reviewLoaded(parts: StepParts, actor: Actor, loaded: Loaded): Promise<Review> {
  const { profile, report, usable } = loaded;
  const { book, figures } = usable;
  const found = checkFacts(book, figures, profile);
  const docs = await sourceDocuments(parts, actor, report.id);
  const context = { profile, period: report.period, book, figures };
  const document = loaded.sections.length ? assembleDocument(loaded, evidenceOf(loaded, docs)) : null;
  const markdown = document?.markdown ?? null;
  if (markdown !== null) found.push(...checkText(markdown, context));
  const output = outputScene(loaded, docs, document);
  found.push(...checkOutput(output));
  // The latest entry counts; one without a reason took the one before it back.
  const said = (await parts.store.excuses(actor, report.id)).filter((e) => e.reason !== '');
  const excuses = new Map(said.map((e) => [e.findingId, e]));
  const written = book.list('problems').map((p) => p.value);
  const seeds = new Map(problemSeeds(found, written).map((s) => [s.finding, seedWords(s)]));
  const findings = found
    .map((f) => ({ ...f, excuse: excuses.get(f.id) ?? null, seed: seeds.get(f.id) ?? null }))
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const text = markdown === null ? null : { text: markdown, context };
  const rules = coverageOf({ book, figures, text, output }, found);
  return { findings, trace: document?.trace ?? [], markdown, rules };
}

export async function reviewReport(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<Review>> {
  const loaded = await loadReport(parts, actor, id);
  return loaded.ok ? ok(await reviewLoaded(parts, actor, loaded.value)) : loaded;
}

export const openFindings = (findings: readonly ReviewedFinding[]): ReviewedFinding[] =>
  findings.filter((f) => f.excuse === null);

/** The reason why a finding may stand; '' takes it back, and what was said before stays in the store.
 * A finding that is not there (any more) cannot be excused. */
export async function excuseFinding(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
  findingId: string,
  reason: string,
): Promise<Result<ReviewedFinding>> {
  const review = await reviewReport(parts, actor, id);
  if (!review.ok) return review;
  const finding = review.value.findings.find((f) => f.id === findingId);
  if (!finding)
    return fail('not-found', 'finding_not_found', '没有找到这条审核意见，可能已随数据修改而消失。请刷新后查看。');
  const at = parts.clock.now();
  const excuse: Excuse = { findingId, rule: finding.rule, reason, by: actor.user, at };
  const done = await parts.store.commit(actor, [
    { do: 'touch-report', report: id, at },
    { do: 'excuse-finding', report: id, excuse },
  ]);
  return done.ok ? ok({ ...finding, excuse: reason ? excuse : null }) : refusal(done);
}
