// The document tree for the page: each run that states a quantity says what backs it and what the verifier thinks of it.
import type { Backing, Run } from '../core/draft/section.ts';
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import type { ReportId } from '../core/id.ts';
import { ok, type Result } from '../core/problem.ts';
import type { DocumentTree, TreeNode } from '../core/tree.ts';
import type { Actor } from '../ports.ts';
import { assembleTree } from './assemble-document.ts';
import { backingOf } from './link-text.ts';
import { evidenceOf, loadReport, sourceDocuments } from './load-report.ts';
import type { StepParts } from './parts.ts';

export interface ShownRun {
  t: string;
  by?: Backing;
  standing?: Verdict['standing'];
  why?: string;
}

type Shown<N> = N extends { type: 'paragraph' }
  ? Omit<N, 'runs'> & { runs: ShownRun[] }
  : N extends { type: 'table' }
    ? Omit<N, 'rows'> & { rows: { cells: ShownRun[][]; kind: 'row' | 'total' | 'part' }[] }
    : N extends { type: 'signature' }
      ? Omit<N, 'unit' | 'date'> & { unit: ShownRun[]; date: ShownRun[] }
      : N;
export type ShownNode = Shown<TreeNode>;
export type ShownDocument = Omit<DocumentTree, 'nodes'> & { nodes: ShownNode[] };

/** Runs cut where a verdict begins or ends; a piece inside a verdict carries it, and the backing it names where it had none. */
export function markRuns(
  runs: readonly Run[],
  offset: number,
  verdicts: readonly Verdict[],
  evidence: Evidence,
): ShownRun[] {
  const out: ShownRun[] = [];
  let at = offset;
  for (const run of runs) {
    const end = at + run.t.length;
    const edges = verdicts.flatMap((v) => [v.start, v.end]).filter((x) => x > at && x < end);
    const cuts = [at, ...new Set(edges.sort((a, b) => a - b)), end];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i]!, cuts[i + 1]!];
      const v = verdicts.find((x) => x.start <= from && to <= x.end);
      const by = run.by ?? (v ? backingOf(v, evidence) : undefined);
      if (from === to) continue;
      out.push({
        t: run.t.slice(from - at, to - at),
        ...(by ? { by } : {}),
        ...(v ? { standing: v.standing } : {}),
        ...(v?.why === undefined ? {} : { why: v.why }),
      });
    }
    at = end;
  }
  return out;
}

/** A cell or a signature is printed by code from the very fact it names: there is nothing to doubt. */
const printedRuns = (runs: readonly Run[]): ShownRun[] =>
  runs.map((r) => (r.by && r.by.kind !== 'missing' ? { ...r, standing: 'backed' as const } : r));

/** Paragraphs are verified together, so that a quantity is read with the year and the subject before it. */
export function markTree(tree: DocumentTree, evidence: Evidence): ShownDocument {
  const textOf = (n: TreeNode): string =>
    n.type === 'paragraph' ? n.runs.map((r) => r.t).join('') : n.type === 'heading' ? n.text : '';
  const texts = tree.nodes.map(textOf);
  const verdicts = verifyText(texts.join('\n'), evidence);
  let offset = 0;
  const nodes = tree.nodes.map((node, i): ShownNode => {
    const start = offset;
    const end = start + texts[i]!.length;
    offset = end + 1;
    if (node.type === 'table')
      return { ...node, rows: node.rows.map((r) => ({ ...r, cells: r.cells.map(printedRuns) })) };
    if (node.type === 'signature') return { ...node, unit: printedRuns(node.unit), date: printedRuns(node.date) };
    if (node.type !== 'paragraph') return node;
    const own = verdicts.filter((v) => v.start >= start && v.end <= end);
    return { ...node, runs: markRuns(node.runs, start, own, evidence) };
  });
  return { ...tree, nodes };
}

export async function showDocument(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<ShownDocument>> {
  const loaded = await loadReport(parts, actor, id);
  if (!loaded.ok) return loaded;
  const docs = await sourceDocuments(parts, actor, id);
  return ok(markTree(assembleTree(loaded.value), evidenceOf(loaded.value, docs)));
}
