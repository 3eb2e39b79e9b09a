// Builds the document tree from a profile's outline, drafted sections and their tables. Writes no prose of its own.
import type { FactBook } from '../core/book.ts';
import type { Paragraph, Run } from '../core/draft/section.ts';
import type { Figure } from '../core/figure/figure.ts';
import type { Profile, ProfileSection } from '../core/profile.ts';
import type { DocumentTree, TreeNode } from '../core/tree.ts';
import { baseDataTables } from './base-data-table.ts';
import { budgetTable } from './budget-table.ts';
import { dateWords } from './date-words.ts';
import { printable } from './printable.ts';
import { projectTable } from './project-table.ts';
import { staffTable } from './staff-table.ts';
import { factBacking } from './value-cell.ts';

export interface DraftedSection {
  section: string;
  paragraphs: Paragraph[];
}

export interface TreeInput {
  profile: Profile;
  unitName: string;
  period: number;
  sections: readonly DraftedSection[];
  book: FactBook;
  figures: readonly Figure[];
  /** false: this copy carries no scoring table. */
  scoring?: boolean;
}

/**
 * Every section of the outline in its order, with its tables after its text, the signature, and the appended tables. A section that has no text yet says so.
 * Throws RangeError when a drafted section is not in the profile's outline: its text would be lost.
 */
export function buildTree(input: TreeInput): DocumentTree {
  const { profile, period, book } = input;
  const unitName = printable(input.unitName).trim() || '【待补：单位全称】';
  const drafted = new Map<string, Paragraph[]>();
  for (const s of input.sections) {
    if (!profile.outline.some((o) => o.id === s.section))
      throw new RangeError(`section ${s.section} is not in the outline of ${profile.id}`);
    drafted.set(s.section, [...(drafted.get(s.section) ?? []), ...s.paragraphs]);
  }
  const nodes: TreeNode[] = [{ type: 'title', text: filledTitle(profile.titlePattern, unitName, period) }];
  const appended = new Map<Appended, { section: string; tables: TreeNode[] }>();
  profile.outline.forEach((section, i) => {
    nodes.push({ type: 'heading', level: section.level, text: headingText(section), section: section.id });
    const paragraphs = (drafted.get(section.id) ?? []).flatMap(lines);
    const isContainer = section.level === 1 && profile.outline[i + 1]?.level === 2;
    if (paragraphs.length) for (const p of paragraphs) nodes.push(paragraphNode(p, section.id));
    else if (!isContainer) nodes.push(undraftedNode(section));
    for (const table of section.tables) {
      const tables = tableNodes(table, section.id, input, unitName);
      if (table !== 'base_data') nodes.push(...tables);
      else if (tables.length) appended.set(table, { section: section.id, tables });
    }
  });
  const order = (profile.appendices ?? ORDER).filter((a) =>
    a === 'scoring' ? input.scoring !== false : appended.has(a),
  );
  nodes.push(
    ...listed(
      order.map((a) => TITLES[a]),
      profile.outline.at(-1)?.id ?? '',
    ),
  );
  nodes.push({ type: 'signature', unit: unitRuns(unitName, book), date: dateRuns(book) });
  order.forEach((a, i) => {
    const own = appended.get(a);
    if (!own) return;
    nodes.push({ type: 'heading', level: 1, text: `附件${i + 1}：${TITLES[a]}`, section: own.section }, ...own.tables);
  });
  return { unitName, period, nodes };
}

/** What stands behind the signature, on pages of its own; the scoring table itself is laid out by the face that prints it. */
type Appended = NonNullable<Profile['appendices']>[number];
const ORDER: readonly Appended[] = ['scoring', 'base_data'];
const TITLES: Record<Appended, string> = {
  scoring: '部门整体支出绩效自评表',
  base_data: '部门整体支出绩效评价基础数据表',
};

/** 附件：1.… as GB/T 9704 has it: below the text, above the signature. */
const listed = (names: readonly string[], section: string): TreeNode[] =>
  names.map((name, i) => ({
    type: 'paragraph',
    section,
    style: 'body',
    runs: [{ t: `${i ? '　　　' : '附件：'}${i + 1}.${name}` }],
    origin: 'embedded',
  }));

/** {unit}, {year} and {prior_year}, in single or double braces. */
function filledTitle(pattern: string, unitName: string, period: number): string {
  const words: Record<string, string> = { unit: unitName, year: String(period), prior_year: String(period - 1) };
  return pattern.replace(/\{\{(unit|year|prior_year)\}\}|\{(unit|year|prior_year)\}/g, (_, a, b) => words[a ?? b]!);
}

/** The number stands in the text itself, so that it survives copying: 一、 (level 1), （一） (level 2). */
function headingText({ level, number, title }: ProfileSection): string {
  const bare = number.trim().replace(/^[（(]|[）)、.．]$/g, '');
  if (!bare) return title;
  return level === 1 ? `${bare}、${title}` : `（${bare}）${title}`;
}

function tableNodes(
  table: ProfileSection['tables'][number],
  section: string,
  { profile, book, figures }: TreeInput,
  unitName: string,
): TreeNode[] {
  const one = (node: TreeNode | null): TreeNode[] => (node ? [node] : []);
  switch (table) {
    case 'budget_execution':
      return one(budgetTable(section, profile, book, figures));
    case 'staff':
      return one(staffTable(section, unitName, book, figures));
    case 'projects':
      return one(projectTable(section, profile, book, figures));
    case 'base_data':
      return baseDataTables(section, profile, book, figures);
  }
}

const paragraphNode = (p: Paragraph, section: string): TreeNode =>
  p.style === 'heading'
    ? { type: 'heading', level: 3, text: p.runs.map((r) => r.t).join(''), section }
    : { type: 'paragraph', section, style: p.style, runs: p.runs, origin: p.origin };

const undraftedNode = (section: ProfileSection): TreeNode => ({
  type: 'paragraph',
  section: section.id,
  style: 'body',
  runs: [{ t: '【待补：本节尚未起草】', ...(section.requires[0] ? { by: missing(section.requires[0]) } : {}) }],
  origin: 'embedded',
});

const missing = (key: string) => ({ kind: 'missing', key }) as const;

/** A paragraph for each line of it, without blank ends (the layout makes the indent) and without unprintable characters. */
function lines(p: Paragraph): Paragraph[] {
  const out: Run[][] = [[]];
  for (const run of p.runs) {
    printable(run.t)
      .split('\n')
      .forEach((t, i) => {
        if (i) out.push([]);
        if (t) out.at(-1)!.push({ ...run, t });
      });
  }
  return out.map(trimmed).flatMap((runs) => (runs.length ? [{ ...p, runs }] : []));
}

function trimmed(runs: Run[]): Run[] {
  const out = [...runs];
  while (out.length && !out[0]!.t.trim()) out.shift();
  while (out.length && !out.at(-1)!.t.trim()) out.pop();
  if (out.length) out[0] = { ...out[0]!, t: out[0]!.t.trimStart() };
  if (out.length) out[out.length - 1] = { ...out.at(-1)!, t: out.at(-1)!.t.trimEnd() };
  return out;
}

function unitRuns(unitName: string, book: FactBook): Run[] {
  const fact = book.get('unit_name');
  if (unitName.startsWith('【待补')) return [{ t: unitName, by: missing('unit_name') }];
  return [fact && fact.value === unitName ? { t: unitName, by: factBacking(fact) } : { t: unitName }];
}

function dateRuns(book: FactBook): Run[] {
  const fact = book.get('report_date');
  if (!fact) return [{ t: '【待补：成文日期】', by: missing('report_date') }];
  return [{ t: dateWords(fact.value), by: factBacking(fact) }];
}
