// The list to send to colleagues: what is still missing, a table for each of those who can supply it, with a column to fill in. Filled in,
// it is read back by filled-list.ts.
import type { Supplier } from '../catalogue/definition.ts';
import type { SectionId } from '../id.ts';
import type { DocumentTree, TreeNode, TreeRow } from '../tree.ts';
import { answerHead, ITEM_HEAD, lastYearHead, PART_MARK } from './filled-list.ts';
import type { Missing } from './next-question.ts';

export interface RequestGroup {
  supplier: Supplier;
  items: Missing[];
}

/** In the order of `missing`; `supplier` null: of everyone. */
export function requestGroups(missing: readonly Missing[], supplier: Supplier | null): RequestGroup[] {
  const suppliers = [...new Set(missing.map((m) => m.supplier))];
  return suppliers
    .filter((s) => supplier === null || s === supplier)
    .map((s) => ({ supplier: s, items: missing.filter((m) => m.supplier === s) }));
}

/** No section of the report: the tree's nodes want one. */
const NOWHERE = 'asks' as SectionId;

const COLUMNS = (period: number): Extract<TreeNode, { type: 'table' }>['columns'] => [
  { title: '序号', align: 'center', width: 0.07 },
  { title: ITEM_HEAD, align: 'left', width: 0.25 },
  { title: '单位', align: 'center', width: 0.09 },
  { title: lastYearHead(period), align: 'right', width: 0.15 },
  { title: answerHead(period), align: 'right', width: 0.22 },
  { title: '在哪里找', align: 'left', width: 0.22 },
];

/** Last year's value without the words around it: 2022年为14人 -> 14人. */
const lastYears = (m: Missing): string => (m.hint ?? '').replace(/^\d{4}年[为有]/, '');

const nameOf = (m: Missing): string => (m.scope ? `${m.scope}${PART_MARK}${m.label}` : m.label);

const wayOf = (m: Missing): string =>
  m.choices
    ? `${m.document}（${m.choices.join('、')}选一项）`
    : m.type === 'list'
      ? `${m.document}（逐条填写）`
      : m.document;

function rowOf(m: Missing, i: number): TreeRow {
  const cells = [String(i + 1), nameOf(m), m.unit, lastYears(m), '', wayOf(m)];
  return { cells: cells.map((t) => [{ t }]), kind: 'row' };
}

export function requestTree(groups: readonly RequestGroup[], unitName: string, period: number): DocumentTree {
  const only = groups.length === 1 ? `（${groups[0]!.supplier}）` : '';
  const nodes: TreeNode[] = [
    { type: 'title', text: `${unitName}${period}年度绩效自评资料清单${only}` },
    {
      type: 'paragraph',
      section: NOWHERE,
      style: 'body',
      origin: 'embedded',
      runs: [
        {
          t: groups.length
            ? `请在“${answerHead(period)}”一栏填写：金额可带单位，没有发生的填“无”，与上年相同的填“和去年一样”，不清楚的留空。填好后把本表原样发回。`
            : '需要的资料都齐了，没有要填的内容。',
        },
      ],
    },
  ];
  for (const { supplier, items } of groups)
    nodes.push(
      { type: 'heading', level: 1, text: `${supplier}（${items.length}项）`, section: NOWHERE },
      {
        type: 'table',
        section: NOWHERE,
        table: `asks-${supplier}`,
        caption: `${supplier}需要提供的资料`,
        unitLine: null,
        columns: COLUMNS(period),
        rows: items.map(rowOf),
        note: null,
      },
    );
  return { unitName, period, nodes };
}
