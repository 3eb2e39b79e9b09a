// Reads back the list that colleagues were sent and have filled in (see request-list.ts): a row for each fact, its name in one column,
// the answer in another. The same rows come from a pasted table and from a file.

import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import { type Cell, type Values, valuesIn } from './cell-value.ts';
import { NONE, SAME } from './commands.ts';
import { isNumeric } from './naming.ts';

/** The heads of the columns by which such a list is known. */
export const ITEM_HEAD = '数据项';
export const answerHead = (period: number): string => `${period}年（请填写）`;
export const lastYearHead = (period: number): string => `${period - 1}年`;

const ANSWER = /^(\d{4})年(?:度)?[（(]请填写[）)]$/;
const LAST_YEAR = /^(\d{4})年(?:度)?$/;
/** 企业服务中心·编制数: a fact of a part. */
export const PART_MARK = '·';

const byLabel = new Map(CATALOGUE.map((d) => [bare(d.label), d]));

function bare(s: string): string {
  return s.normalize('NFKC').replace(/[\s“”"]/g, '');
}

interface Row {
  d: FactDefinition;
  scope: string | null;
  /** Asked of another year than the list's: 2022年“三公”经费决算数. */
  period: number | null;
}

function rowOf(name: string): Row | null {
  const year = /^(\d{4})年(?=\D)/.exec(name);
  const plain = year ? name.slice(year[0].length) : name;
  const period = year ? Number(year[1]) : null;
  const whole = byLabel.get(bare(plain));
  if (whole) return { d: whole, scope: null, period };
  const at = plain.indexOf(PART_MARK);
  const d = at > 0 ? byLabel.get(bare(plain.slice(at + 1))) : undefined;
  return d ? { d, scope: plain.slice(0, at).trim(), period } : null;
}

/** Null: no such list. Rows without an answer are passed over; an answer that is none is left unread. */
export function readFilledList(rows: readonly (readonly Cell[])[]): Values | null {
  const top = rows.findIndex(
    (r) => r.some((c) => bare(c.text) === ITEM_HEAD) && r.some((c) => ANSWER.test(bare(c.text))),
  );
  if (top < 0) return null;
  const heads = rows[top]!.map((c) => bare(c.text));
  const item = heads.indexOf(ITEM_HEAD);
  const answer = heads.findIndex((h) => ANSWER.test(h));
  const last = heads.findIndex((h) => LAST_YEAR.test(h));
  const unit = heads.indexOf('单位');
  const year = Number(ANSWER.exec(heads[answer]!)![1]);
  const out: Values = { claims: [], unread: [] };
  for (const cells of rows.slice(top + 1)) {
    if (cells.length !== heads.length) continue;
    const cell = cells[answer]!;
    const row = rowOf(cells[item]!.text);
    if (!row || cell.text.trim() === '' || /^[_\s—–-]+$/.test(cell.text)) continue;
    const period = row.period ?? year;
    const inUnit = unit >= 0 ? cells[unit]!.text.trim() : '';
    const read = answerIn(row, cell, last >= 0 ? cells[last]! : null, inUnit, period);
    if (read) {
      out.claims.push(...read.claims);
      out.unread.push(...read.unread);
    } else out.unread.push({ quote: cell.text, start: cell.start, end: cell.end, between: [] });
  }
  return out;
}

function answerIn({ d, scope }: Row, cell: Cell, last: Cell | null, unit: string, period: number): Values | null {
  // Each project and indicator has its own: one cell can't say whose.
  if ((d.scope === 'project' || d.scope === 'indicator') && scope === null) return null;
  const said = cell.text.trim().replace(/[。.]$/, '');
  if (NONE.test(said)) {
    const number = isNumeric(d);
    if (number && d.kind !== 'money' && d.kind !== 'count') return null;
    const value = number ? { value: '0', unit: unit || d.unit } : { value: '无', unit: '' };
    const item = d.many ? '1' : null;
    return {
      claims: [
        {
          ...{ key: d.key, period, scope, item, ...value, qualifier: '无', label: null },
          ...{ quote: cell.text, start: cell.start, end: cell.end, also: [], confidence: 'high', reasons: [] },
        },
      ],
      unread: [],
    };
  }
  if (SAME.test(said)) return last && last.text.trim() !== '' ? valuesIn(d, last, unit, period, scope) : null;
  return valuesIn(d, cell, unit || d.unit, period, scope);
}
