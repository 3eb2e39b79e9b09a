// A table with rows and columns: header over value, label beside value.
import type { TableCell } from '../text/document.ts';
import { isNumeric, unitNote } from '../text/structure.ts';
import type { Ledger } from './ledger.ts';
import type { Reading } from './reading.ts';
import type { Subjects } from './scope.ts';
import { type Context, contextOf, emit, NUMBER, noteProject, type Table } from './table-cell.ts';
import { type Meaning, meaningOf, tidy } from './table-meaning.ts';
import { gradesIn, indicator, totalScore } from './table-score.ts';

export function readGrid(r: Reading, t: Table, who: Subjects, ledger: Ledger): void {
  const c = contextOf(r, t, ledger);
  // Several units in one table: each holds from the row that prints it.
  c.unit = unitBefore(r, t) ?? c.unit;
  // Several rows named after offices: each is a part of the unit, the row of 合计 the whole.
  const offices = t.rows.filter(
    (row) => row[0] && OFFICE.test(row[0].text) && row.slice(1).some((x) => isNumeric(x.text)),
  );
  const summed = t.rows.some((row) => /^(?:合计|总计)$/.test(row[0]?.text.replace(/\s/g, '') ?? ''));
  // Beside a row of 合计 the unit's own name is its 本级.
  const partOf = (name: string): string | null =>
    offices.length < 2 || !OFFICE.test(name) ? null : !who.isWhole(name) ? name : summed ? '本级' : null;
  let header: TableCell[] | null = null;
  let lines: number[] = [];
  for (const printed of t.rows) {
    // 项目 | 行次 | 决算数: the numbers of the lines are no values.
    if (printed.some((x) => /^(?:收入|支出)?行次$/.test(x.text)))
      lines = printed.flatMap((x, i) => (/^(?:收入|支出)?行次$/.test(x.text) ? [i] : []));
    const row = lines.length && printed.length > lines.at(-1)! ? printed.filter((_, i) => !lines.includes(i)) : printed;
    const filled = row.filter((x) => x.text !== '');
    const numbers = filled.filter((x) => NUMBER.test(x.text.replace(/\s/g, '')) || isNumeric(x.text)).length;
    const first = filled[0];
    if (!first) continue;
    noteProject(c, filled);
    c.unit = unitNote(filled.map((x) => x.text).join(' ')) ?? c.unit;
    if (totalScore(c, filled) || isColumnNumbers(filled)) continue;
    if (numbers === 0) {
      const known = filled.filter((x) => meaningOf(x.text).is !== 'none').length;
      if (known >= 2 || filled.length >= 3) {
        header = row;
        if (/三公/.test(filled.map((x) => x.text).join(''))) c.topic = 'three-public';
        else c.topic = c.caption;
      }
      // 项目 | 本年预算数: the only column of values says their stage.
      const only =
        filled.length === 2 && /^(?:项目|内容|科目)$/.test(first.text.replace(/\s/g, ''))
          ? meaningOf(filled[1]!.text)
          : null;
      if (only?.is === 'money' && only.aspect) c.stage = only.aspect === 'adjusted' ? 'budget' : only.aspect;
      gradesIn(c, filled);
      continue;
    }
    if (header && indicator(c, header, row)) continue;
    // One value alone under its column: 年末结转和结余 | | | 211.39 |.
    const alone = filled.length === 2 && !isNumeric(first.text) && row.length > 2;
    const placed =
      header?.length === row.length && row.length > 2 && (row[1]!.text === '' || alone) && row[0]!.text !== '';
    const under = header && row.length >= 2 && (consecutive(row) >= 2 || placed) && !pairs(row);
    if (under && header) {
      // The name of the row: of the words before its values the last that is known.
      const code =
        /^\d{3,7}$/.test(row[0]!.text) && row[1] !== undefined && row[1].text !== '' && !isNumeric(row[1].text);
      const values = row.findIndex((x, i) => isNumeric(x.text) && !(code && i === 0));
      const leading = row.slice(code ? 1 : 0, Math.max(0, values)).filter((x) => x.text !== '');
      const title = leading.filter((x) => meaningOf(x.text).is !== 'none').at(-1) ?? leading[0] ?? row[0]!;
      const label = meaningOf(title.text);
      c.scope = partOf(title.text.replace(/\s/g, ''));
      const skip = code ? header.length - row.length : shiftOf(header, row);
      // 其中：当年财政拨款 and the like are parts; only carry-overs of them are kept.
      const part = /^其中|拨款$|资金$/.test(title.text) && label.is === 'money' && label.concept !== null;
      for (let i = 0; i < row.length; i++) {
        if (i === 0 && (code || !isNumeric(row[0]!.text))) continue;
        const h = header[i + skip];
        if (!h || !isNumeric(row[i]!.text)) continue;
        if (
          part &&
          label.is === 'money' &&
          (label.concept === 'fiscal' || label.concept === 'general-budget' || label.concept === 'other-income') &&
          meaningOf(h.text).is === 'money'
        )
          continue;
        if (label.is === 'none' && !c.scope && leading.length > 0 && unknownRow(title.text, r)) continue;
        // 收入 | 合计 | … over 金额 | 512.36: the corner names what 合计 is of.
        const col = meaningOf(h.text);
        const corner = meaningOf(header[0]!.text);
        const group = col.is === 'money' && col.total && neutral(title.text) && corner.is === 'money' ? corner : label;
        emit(c, group, col, row[i]!, null);
      }
      c.scope = null;
      continue;
    }
    readPairs(c, row);
    gradesIn(c, filled);
  }
}

/** 栏次 | 1 | 2 | 3: the columns are numbered, nothing is stated. */
function isColumnNumbers(filled: readonly TableCell[]): boolean {
  const values = filled.filter((x) => x.text !== '栏次');
  const counted = values.every((x, i) => x.text === String(i + 1));
  return counted && (values.length < filled.length || values.length >= 4);
}

/** The unit of the first rows: of the lines before the table, else the first that the table itself prints. */
function unitBefore(r: Reading, t: Table): string | null {
  const notes = t.rows.map((row) => unitNote(row.map((x) => x.text).join(' '))).filter((u) => u !== null);
  if (new Set(notes).size < 2) return null;
  return unitNote(r.text.slice(Math.max(0, t.start - 60), t.start)) ?? notes[0]!;
}

/**
 * Columns that a row lacks on its left because the cell there spans several rows: the header then has more cells without
 * values (a group, 项目) than the row has.
 */
function shiftOf(header: readonly TableCell[], row: readonly TableCell[]): number {
  const missing = header.length - row.length;
  if (missing <= 0) return 0;
  if (row[0]!.text !== '' && isNumeric(row[0]!.text)) return missing;
  const words = row.findIndex((x) => isNumeric(x.text));
  const rows = header.findIndex((h, i) => i > 0 && /^(?:项目|指标|科目|内容|类别|名称)(?:名称)?$/.test(tidy(h.text)));
  const known = header.findIndex(
    (h) => (meaningOf(h.text).is !== 'none' && !/情况/.test(h.text)) || /^(?:合计|总计|小计|金额)/.test(h.text),
  );
  const titles = rows > 0 ? rows + 1 : known;
  return words >= 1 && titles > words ? Math.min(missing, titles - words) : 0;
}

/** A name of an office or a part of one, alone in its cell. */
const OFFICE =
  /^(?:\d{1,2}[.、])?\p{Script=Han}{1,20}(?:机关|本级|中心|所|站|队|院|校|馆|局|委|办|园|林场|中学|小学|学校)(?:（本级）)?$/u;

/** A row label that names something outside the vocabulary (a project, a class): its sums are not the unit's. */
const unknownRow = (text: string, r: Reading): boolean => {
  const label = tidy(text);
  if (label === '' || neutral(text) || /^（.*）$/.test(text) || /资金总额|合计|总计|小计/.test(label)) return false;
  if (/(?:局|中心|委|会|所|站|院|校|馆|办|处|队|政府|园|社)$/.test(label))
    return r.doc.normal.text.indexOf(label) > r.tables[0]!.end + 1e9;
  return true;
};

const neutral = (text: string): boolean => /^(?:金额|数额|数值|数|本年数|)$/.test(tidy(text));

const consecutive = (row: TableCell[]): number => {
  let best = 0;
  let run = 0;
  for (const x of row) {
    run = isNumeric(x.text) ? run + 1 : 0;
    best = Math.max(best, run);
  }
  return best;
};

/** label | value | label | value: at least two values that each follow a label. */
const pairs = (row: TableCell[]): boolean => consecutive(row) === 1 && row.filter((x) => isNumeric(x.text)).length >= 2;

function readPairs(c: Context, row: TableCell[]): void {
  let group: Meaning = { is: 'none' };
  for (let i = 0; i < row.length; i++) {
    const text = row[i]!.text;
    if (text === '' || isNumeric(text)) continue;
    const meaning = meaningOf(text);
    const next = row[i + 1];
    if (next && NUMBER.test(next.text.replace(/\s/g, ''))) {
      // A label outside the vocabulary (a class beside the sources) is not of the group before it.
      if (meaning.is !== 'none' || neutral(text)) emit(c, group, meaning, next, row[i]!);
      if (meaning.is === 'money' && meaning.concept && group.is === 'none') group = { ...meaning, aspect: null };
      i++;
    } else if (meaning.is === 'money' && (meaning.concept || meaning.total))
      group = { ...meaning, aspect: null, year: null };
    else if (meaning.is === 'none' && !/情况|安排|基本/.test(text)) group = { is: 'none' };
  }
}
