// The stored sections of a report as one document: tree, Markdown, and what the verifier says about every quantity in it.
import type { Verdict } from '../core/draft/verdict.ts';
import { type Evidence, verifyText } from '../core/draft/verify.ts';
import type { DocumentTree } from '../core/tree.ts';
import { type MarkdownSpan, toMarkdown } from '../render/markdown.ts';
import { buildTree } from '../render/tree.ts';
import type { Loaded } from './load-report.ts';

export interface Assembled {
  tree: DocumentTree;
  markdown: string;
  /** Which stretches of the Markdown rest on what. */
  spans: MarkdownSpan[];
  trace: Verdict[];
}

export const UNNAMED = '【待补：单位名称】';

/** `scoring` false: the copy goes out without the scoring table, and does not announce it. */
export function assembleTree(loaded: Loaded, scoring = true): DocumentTree {
  const { report, profile, sections, confirmed } = loaded;
  const bySection = new Map(sections.map((s) => [s.section, s]));
  return buildTree({
    profile,
    unitName: loaded.unitName ?? UNNAMED,
    period: report.period,
    sections: profile.outline.flatMap((o) => {
      const row = bySection.get(o.id);
      return row ? [{ section: o.id, paragraphs: row.paragraphs }] : [];
    }),
    book: confirmed.book,
    figures: confirmed.figures,
    scoring,
  });
}

export function assembleDocument(loaded: Loaded, evidence: Evidence): Assembled {
  const tree = assembleTree(loaded);
  const { text, spans } = toMarkdown(tree);
  return { tree, markdown: text, spans, trace: verifyText(text, evidence) };
}
