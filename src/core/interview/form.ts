// Reads what is filled in rather than said: lines 收入预算总额（万元）：7910 and pasted tables, with a fact, a project, an indicator or a
// sub-unit in each row. Offsets are into the message; what is no form is left to the other readers.
import type { FactBook } from '../book.ts';
import { definitionOf } from '../catalogue/catalogue.ts';
import type { FactDefinition } from '../catalogue/definition.ts';
import type { Candidate } from '../fact.ts';
import { type Cell, type Values, valuesIn } from './cell-value.ts';
import { readFilledList } from './filled-list.ts';
import type { Unread } from './intent.ts';
import { factNamed, isNumeric } from './naming.ts';

export interface Form {
  claims: Candidate[];
  unread: Unread[];
  /** What of the message is read, start to end, in order. */
  spans: { start: number; end: number }[];
}

interface Line extends Cell {
  cells: Cell[];
}

const UNIT_IN = /[（(]\s*(?:单位[：:]\s*)?([^（()）]{1,6})\s*[）)]\s*$/;
const MARK = /^\s*(?:[（(]?\d{1,3}[.．、)）]|[-*•·●])\s*/;
/** ## 财务（12项）: the heading of a list says nothing of its own. */
/** 公开渠道就是区政府网站: a fact in words by its own name. Groups: name, words. */
const NAMED_WORDS = /^([\u4e00-\u9fff]{4,14}?)(?:就是|定为|定在|是|为)([^，。；\n？?吗]{2,60})[。]?$/;
const HEADING = /^#{1,6}\s|^[\u4e00-\u9fff]{2,6}[（(]\d{1,3}项[）)]$/;
const TOTAL = /^(?:合计|总计|小计|共计)$/;
/** UTF-16 units: a cell or a value of a line. */
const LONGEST_LABEL = 40;
/** Cells past this are no table that people fill in. */
const MOST_COLUMNS = 20;
/** Rows of a run that are tried as a table's first; captions stand above it, not thousands of other rows. */
const MOST_HEADS = 60;

const trimmed = (text: string, start: number, end: number): Cell => {
  let [a, b] = [start, end];
  while (a < b && /\s/.test(text[a]!)) a++;
  while (b > a && /\s/.test(text[b - 1]!)) b--;
  return { text: text.slice(a, b), start: a, end: b };
};

function linesOf(message: string): Line[] {
  const lines: Line[] = [];
  for (const m of message.matchAll(/[^\n\r]+/g)) {
    const at = m.index;
    const separator = m[0].includes('\t') ? '\t' : /[|｜]/.test(m[0]) ? '|' : null;
    const cells: Cell[] = [];
    if (separator !== null) {
      let from = at;
      for (let i = at; i <= at + m[0].length; i++) {
        const c = message[i];
        if (i < at + m[0].length && c !== separator && !(separator === '|' && c === '｜')) continue;
        cells.push(trimmed(message, from, i));
        from = i + 1;
      }
      // | a | b |: the bars at both ends make no cells.
      if (separator === '|' && cells[0]?.text === '') cells.shift();
      if (separator === '|' && cells.at(-1)?.text === '') cells.pop();
    }
    lines.push({ ...trimmed(message, at, at + m[0].length), cells });
  }
  return lines;
}

/** Names of the unit itself, from its own facts: a row of it is about the whole. */
const ownNames = (book: FactBook | undefined): ReadonlySet<string> =>
  new Set([
    '本单位',
    '我单位',
    '单位本级',
    '本级',
    '机关',
    '机关本级',
    ...['unit_name', 'unit_short_name'].flatMap((key) => (book?.every(key) ?? []).map((f) => f.value)),
  ]);

export function readForm(message: string, period: number, book?: FactBook): Form {
  const form: Form = { claims: [], unread: [], spans: [] };
  const lines = linesOf(message);
  const own = ownNames(book);
  // The rows in one run, and how often a table was looked for among them.
  let [end, tries] = [0, 0];
  for (let i = 0; i < lines.length; ) {
    if (i >= end) {
      [end, tries] = [i, 0];
      while (end < lines.length && isRow(lines[end]!)) end++;
    }
    if (end - i >= 2 && tries++ < MOST_HEADS) {
      if (readTable(lines.slice(i, end), message, period, unitAbove(lines[i - 1]), own, form)) {
        form.spans.push({ start: lines[i]!.start, end: lines[end - 1]!.end });
        i = end;
        continue;
      }
    }
    const line = lines[i]!;
    if (HEADING.test(line.text)) {
      form.spans.push({ start: line.start, end: line.end });
      i++;
      continue;
    }
    const read = readLine(line, message, period);
    if (read) {
      form.claims.push(...read.claims);
      form.unread.push(...read.unread);
      form.spans.push({ start: line.start, end: line.end });
    }
    i++;
  }
  return form;
}

const isRow = (l: Line): boolean => l.cells.length >= 2 && l.cells.length <= MOST_COLUMNS;
const unitAbove = (line: Line | undefined): string =>
  /(?:^|[（(])(?:金额)?单位[：:]\s*([^（()）\s]{1,4})/.exec(line?.text.slice(0, 200) ?? '')?.[1] ?? '';

/** 收入预算总额（万元）：7910. The label must be one fact's, whole. */
function readLine(line: Cell, message: string, period: number): Values | null {
  const body = line.text.slice(0, 2000);
  const mark = MARK.exec(body)?.[0].length ?? 0;
  const named = NAMED_WORDS.exec(body);
  const stated = named && factOf(named[1]!);
  if (stated && !isNumeric(stated) && !stated.many) {
    const from = line.start + named[0].length - named[2]!.length;
    return valuesIn(stated, trimmed(message, from, line.start + named[0].length), '', period, null);
  }
  const colon = body.slice(mark).search(/[：:]/);
  if (colon < 2 || colon > LONGEST_LABEL) return null;
  const said = body.slice(mark, mark + colon).trim();
  const unit = UNIT_IN.exec(said)?.[1] ?? '';
  const label = factOf(said);
  if (!label) return null;
  const value = trimmed(message, line.start + mark + colon + 1, line.end);
  return value.text === '' ? null : valuesIn(label, value, unit, period, null);
}

function factOf(words: string): FactDefinition | null {
  const bare = words.replace(UNIT_IN, '').trim();
  return bare.length < 2 || bare.length > LONGEST_LABEL ? null : (factNamed(words, null) ?? factNamed(bare, null));
}

const RULE = /^[\s:：-]+$/;
const NUMBERED = /^(?:序号|编号|No\.?)$/i;
const PROJECT = /项目/;
const INDICATOR = /指标/;
const UNITS = /^(?:单位|部门|机构|下属单位|预算单位)(?:名称)?$/;

interface Column {
  key: FactDefinition;
  unit: string;
  period: number;
}

/** The fact of a project's or an indicator's column. */
const COLUMNS: Readonly<Record<'project' | 'indicator', readonly { key: string; head: RegExp }[]>> = {
  project: [
    { key: 'project_budget', head: /预算|安排|批复/ },
    { key: 'project_executed', head: /(?:执行|支出|决算|支付|使用)(?!率|进度)/ },
  ],
  indicator: [
    { key: 'indicator_target', head: /目标|指标值|计划/ },
    { key: 'indicator_actual', head: /实际|完成/ },
    { key: 'indicator_weight', head: /^(?:分值|权重)/ },
    { key: 'indicator_score', head: /^(?:自评)?得分/ },
  ],
};

/** Whether it was a table of ours; false leaves it, and all it holds, to the readers of passages. */
function readTable(
  all: readonly Line[],
  message: string,
  period: number,
  unit: string,
  own: ReadonlySet<string>,
  form: Form,
): boolean {
  const rows = all.map((l) => l.cells).filter((cells) => !cells.every((c) => RULE.test(c.text)));
  const [head, ...body] = rows;
  if (!head || !body.length) return false;
  const filled = readFilledList(rows);
  if (filled) {
    form.claims.push(...filled.claims);
    form.unread.push(...filled.unread);
    return true;
  }
  const first = head[0] && NUMBERED.test(head[0].text.trim()) ? 1 : 0;
  const lead = head[first]?.text.replace(/\s/g, '') ?? '';
  const kind = UNITS.test(lead)
    ? 'sub_unit'
    : INDICATOR.test(lead)
      ? 'indicator'
      : PROJECT.test(lead)
        ? 'project'
        : null;
  const columns = kind ? head.map((c, i) => (i > first ? columnOf(kind, c, unit, period) : null)) : [];
  if (kind && columns.some((c) => c)) return readRows(body, columns, first, kind, own, form);
  return readFacts(rows, first, unit, period, form, message);
}

function columnOf(kind: 'sub_unit' | 'project' | 'indicator', cell: Cell, unit: string, period: number): Column | null {
  const head = cell.text.replace(/\s/g, '').slice(0, LONGEST_LABEL);
  const own = UNIT_IN.exec(head)?.[1] ?? unit;
  const year = /(20\d\d)年?/.exec(head)?.[1];
  const key =
    kind === 'sub_unit'
      ? factOf(head.replace(/20\d\d年度?/, ''))
      : definitionOf(COLUMNS[kind].find((c) => c.head.test(head))?.key ?? '');
  if (!key || (kind === 'sub_unit' && key.scope !== 'sub_unit')) return null;
  return { key, unit: own, period: year ? Number(year) : period };
}

function readRows(
  body: readonly Cell[][],
  columns: readonly (Column | null)[],
  first: number,
  kind: string,
  own: ReadonlySet<string>,
  form: Form,
): boolean {
  const from = form.claims.length;
  for (const cells of body) {
    const name = cells[first]?.text.replace(/[“”"]/g, '').trim() ?? '';
    const total = TOTAL.test(name.replace(/\s/g, ''));
    const scope = kind === 'sub_unit' && own.has(name) ? null : name;
    for (const [i, column] of columns.entries()) {
      const cell = cells[i];
      if (!column || !cell || cell.text === '' || /^[-—–/／]+$/.test(cell.text)) continue;
      const read =
        total || name === '' ? null : valuesIn(column.key, cell, column.unit || column.key.unit, column.period, scope);
      if (read) {
        form.claims.push(...read.claims);
        form.unread.push(...read.unread);
      } else if (/\d/.test(cell.text))
        form.unread.push({ quote: cell.text, start: cell.start, end: cell.end, between: [] });
    }
  }
  return form.claims.length > from;
}

/** A fact in each row: its name, then its value; a heading row may name years. */
function readFacts(
  rows: readonly Cell[][],
  first: number,
  unit: string,
  period: number,
  form: Form,
  message: string,
): boolean {
  const named = rows.map((cells) => factOf(cells[first]?.text.replace(/\s/g, '') ?? ''));
  if (named.filter((d) => d).length * 2 < rows.length || !named.some((d) => d)) return false;
  const years = named[0] ? [] : rows[0]!.map((c) => Number(/^(20\d\d)年?/.exec(c.text)?.[1] ?? 0));
  const claims: Candidate[] = [];
  const unread: Unread[] = [];
  for (const [n, cells] of rows.entries()) {
    const d = named[n];
    const values = cells.slice(first + 1).filter((c) => c.text !== '' && !/^[-—–/／]+$/.test(c.text));
    if (!d) {
      if (n > 0)
        unread.push(
          ...values
            .filter((c) => /\d/.test(c.text))
            .map((c) => ({ quote: c.text, start: c.start, end: c.end, between: [] })),
        );
      continue;
    }
    const own = UNIT_IN.exec(cells[first]!.text)?.[1] ?? unit;
    for (const cell of values) {
      const year = years[cells.indexOf(cell)] || period;
      // With two numbers and no years above them it is not said which is this year's.
      if (values.length > 1 && !years[cells.indexOf(cell)]) return false;
      const found = valuesIn(d, cell, own, year, null);
      if (found) {
        claims.push(...found.claims);
        unread.push(...found.unread);
      } else if (/\d/.test(cell.text)) unread.push({ quote: cell.text, start: cell.start, end: cell.end, between: [] });
    }
  }
  if (!claims.length) return false;
  form.claims.push(...claims.map((c) => ({ ...c, quote: message.slice(c.start, c.end) })));
  form.unread.push(...unread);
  return true;
}
