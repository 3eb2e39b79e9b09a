// Rules over the arithmetic of tables (C002, C006, C014, C030, C067, C069): the row of totals, the column of rates.

import { shown } from '../figure/compute.ts';
import { abs, add, compare, div, type Exact, HUNDRED, isZero, mul, sub, sum, toText, ZERO } from '../number/exact.ts';
import { matchesRate } from './amounts.ts';
import { type Cell, halfPlace, type Table, tablesOf } from './table-cells.ts';
import type { TextHit, TextRule, TextScene } from './text-rule.ts';

const TOTAL = /^(?:合\s?计|总\s?计|总分|合计得分)$/;
const PART_OF = /^(?:其中|#|小\s?计)/;

/** Which rule a column's total belongs to: by its head, by what the table is about. */
const COLUMNS: readonly (readonly [id: string, head: RegExp, about: RegExp | null])[] = [
  ['C069', /得分/, null],
  ['C067', /分值|权重|标准分/, null],
  ['C014', /预算|决算|支出|执行|金额/, /项目(?:支出|资金|清单|安排)|重点项目/],
  ['C002', /预算/, null],
  ['C006', /决算|执行数|支出|金额/, null],
];
const ruleOf = (table: Table, head: string): string | null =>
  /率|占比|比例|备注/.test(head)
    ? null
    : (COLUMNS.find(
        ([, words, about]) => words.test(head) && (!about || about.test(table.caption + table.head[0]!.text)),
      )?.[0] ?? null);

interface Judged {
  id: string;
  hit: TextHit;
}
const judged = new WeakMap<TextScene, readonly Judged[]>();

function verdicts(scene: TextScene): readonly Judged[] {
  const before = judged.get(scene);
  if (before) return before;
  const fresh = tablesOf(scene).flatMap((t) => [...totals(t), ...rates(t)]);
  judged.set(scene, fresh);
  return fresh;
}

function totals(table: Table): Judged[] {
  const at = table.rows.findIndex((r) => TOTAL.test(r[0]!.text));
  if (at < 0) return [];
  const total = table.rows[at]!;
  // The total stands last, or first with its parts below.
  const parts = at === 0 ? table.rows.slice(1) : table.rows.slice(0, at);
  if (parts.length < 2 || parts.some((r) => PART_OF.test(r[0]!.text) || TOTAL.test(r[0]!.text))) return [];
  return table.head.flatMap((head, c): Judged[] => {
    const id = c === 0 ? null : ruleOf(table, head.text);
    const whole = total[c]!;
    const cells = parts.map((r) => r[c]!);
    if (!id || !whole.value || whole.percent || cells.some((x) => !x.value || x.percent)) return [];
    const added = sum(cells.map((x) => x.value!));
    const slack = [whole, ...cells].some((x) => x.places > 0)
      ? [whole, ...cells].map((x) => halfPlace(x.places)).reduce(add, ZERO)
      : ZERO;
    const gap = abs(sub(added, whole.value));
    if (compare(gap, slack) <= 0) return [];
    return [{ id, hit: { ...spanOf(whole), say: say(head.text, added, whole, table) } }];
  });
}

const spanOf = ({ start, end }: Cell): { start: number; end: number } => ({ start, end });

const say = (column: string, added: Exact, whole: Cell, table: Table): Record<string, string> => ({
  column,
  a: `${whole.places ? shown(added, whole.places) : toText(added)}${table.unit ?? ''}`,
  b: `${whole.text}${table.unit ?? ''}`,
});

/** 全年预算数 2800.00, 执行数 2716.00, 执行率 97.00%: the rate of every row follows from its own two numbers. */
function rates(table: Table): Judged[] {
  const column = (words: RegExp): number[] => table.head.flatMap((h, c) => (c > 0 && words.test(h.text) ? [c] : []));
  const [rate] = column(/执行率|支出率|完成率/);
  const used = column(/执行数|决算|实际支出|支出数|完成数/).filter((c) => c !== rate);
  const bases = column(/预算/).filter((c) => c !== rate && !used.includes(c));
  if (rate === undefined || used.length !== 1 || !bases.length) return [];
  return table.rows.flatMap((row): Judged[] => {
    const [said, top] = [row[rate]!, row[used[0]!]!];
    if (!said.value || !said.percent || !top.value) return [];
    const due = bases.flatMap((c) => {
      const base = row[c]!.value;
      const q = base && !isZero(base) ? div(top.value!, base) : null;
      return q ? [mul(q, HUNDRED)] : [];
    });
    if (!due.length || due.some((d) => matchesRate(said.value!, said.places, d))) return [];
    return [
      {
        id: 'C030',
        hit: {
          ...spanOf(said),
          message: '表中“{row}”执行率{a}，按本行数据计算应为{b}%。',
          say: { row: row[0]!.text, a: said.text, b: shown(due.at(-1)!, Math.max(said.places, 2)) },
        },
      },
    ];
  });
}

const tableRule = (id: string, message: string): TextRule => ({
  id,
  severity: 'E',
  message,
  applies: (scene) => tablesOf(scene).length > 0,
  find: (scene) => verdicts(scene).flatMap((v) => (v.id === id ? [v.hit] : [])),
});

const COLUMN_SUM = '表中“{column}”各行合计{a}，与合计行{b}不符。';
export const TABLE_SUMS: readonly TextRule[] = [
  ...['C002', 'C006', 'C014', 'C067', 'C069'].map((id) => tableRule(id, COLUMN_SUM)),
  tableRule('C030', COLUMN_SUM),
];
