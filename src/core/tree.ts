// The document tree: what Markdown, DOCX and the page are all rendered from. JSON, nothing else.
import type { Run } from './draft/section.ts';
import type { SectionId } from './id.ts';

export type TreeNode =
  | { type: 'title'; text: string }
  /** Level 1 一、 · 2 （一） · 3 1. ; `text` has the number in it as literal text. */
  | { type: 'heading'; level: 1 | 2 | 3; text: string; section: SectionId }
  | {
      type: 'paragraph';
      section: SectionId;
      style: 'body' | 'item';
      runs: Run[];
      origin: 'embedded' | 'model' | 'staff';
    }
  | {
      type: 'table';
      section: SectionId;
      table: string;
      caption: string;
      unitLine: string | null;
      columns: TreeColumn[];
      rows: TreeRow[];
      note: string | null;
    }
  | { type: 'signature'; unit: Run[]; date: Run[] };

export interface TreeColumn {
  title: string;
  align: 'left' | 'right' | 'center';
  /** Share of the text width, summing to 1 over the columns. */
  width: number;
}

export interface TreeRow {
  cells: Run[][];
  /** total: a bold 合计 row; part: an indented 其中 row. */
  kind: 'row' | 'total' | 'part';
}

export interface DocumentTree {
  unitName: string;
  period: number;
  nodes: TreeNode[];
}
