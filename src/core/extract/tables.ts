// Facts in tables: label beside value, header over value, one cell per line, flattened to one line. Which label means what is
// read with the same vocabulary as sentences (money-words.ts).
import type { TableCell } from '../text/document.ts';
import { isNumeric } from '../text/structure.ts';
import type { Ledger } from './ledger.ts';
import { KEYS } from './money.ts';
import { type Aspect, type Concept, readWords } from './money-words.ts';
import { listItems } from './organisation.ts';
import type { Reading } from './reading.ts';

type Table = Reading['tables'][number];

type Meaning =
  | { is: 'count'; key: string; unit: string; year: number | null; alone?: boolean }
  | { is: 'money'; concept: Concept | null; aspect: Aspect | null; year: number | null; total: boolean }
  | { is: 'rate'; of: 'execution' | 'score' | 'grade' | 'target' | 'actual' | 'weight' | 'sign' }
  | { is: 'none' };

const COUNTS: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:人员)?编制(?:人?数|人员)?$|^核定编制(?:人?数)?$|^编制总数$/, 'staff_quota', '人'],
  [
    /^(?:年末)?(?:实际)?在职(?:在编)?(?:人员|人数|人员数|职工人数)?$|^(?:年末)?在编(?:在职)?(?:人员|人数)$/,
    'staff_in_post',
    '人',
  ],
  [/^年末实有(?:人员|人数)?$|^实有人员?数$/, 'staff_total', '人'],
  [/^(?:离退休|退休)(?:人员|人数|人员数)?$/, 'staff_retired', '人'],
  [
    /^(?:长期|编外|临时)?(?:聘用|临聘)(?:人员|人数|人员数)?$|^劳务派遣(?:人员|人数)?$|^编外(?:聘用)?(?:人员|人数)$/,
    'staff_contract',
    '人',
  ],
  [/^内设(?:机构|科室|股室)(?:数|个数|数量)?$/, 'internal_departments', '个'],
  [/^(?:下属|所属)(?:预算)?单位(?:数|个数|数量)?$/, 'subordinate_units', '个'],
  [/^(?:公务用车(?:保有量|数量)?|车辆(?:数|数量)?)(?:（辆）)?$/, 'vehicles_count', '辆'],
];

const tidy = (label: string): string =>
  label
    .replace(/\s/g, '')
    .replace(/^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[、.．])/, '')
    .replace(/^其中[：:]?/, '')
    .replace(/（(?:单位：)?(?:万元|元|亿元|人|个|辆|%|分|[A-Z\d/*×÷%分]{1,12}|\d+分\*执行率)）/g, '')
    .replace(/[：:]$/, '');

export function meaningOf(raw: string): Meaning {
  const label = tidy(raw);
  if (label === '' || label.length > 34) return { is: 'none' };
  const year = /((?:19|20)\d{2})年/.exec(label)?.[1];
  const when = year ? Number(year) : null;
  const bare = label.replace(/(?:19|20)\d{2}年(?:度)?(?:末)?/, '');
  for (const [at, key, unit] of COUNTS)
    if (at.test(bare))
      return { is: 'count', key, unit, year: when, alone: key === 'staff_total' && !/年末/.test(label) };
  if (/^(?:预算)?(?:支出)?执行率(?:（%）)?$|^预算执行率$/.test(bare)) return { is: 'rate', of: 'execution' };
  if (/^(?:自评|评价|绩效自评|综合)(?:总)?(?:得分|评分|总分|分数|分)(?:（分）)?$/.test(bare))
    return { is: 'rate', of: 'score' };
  if (/(?:自评|评价|绩效)(?:等级|等次)$|^等级$|^等次$/.test(bare)) return { is: 'rate', of: 'grade' };
  if (/^(?:年度|年初|预期|全年)?(?:指标值|目标值|绩效目标值)$|^年度目标值$|^预期指标值$|^预期值$/.test(bare))
    return { is: 'rate', of: 'target' };
  if (/完成值$|^实际值$|^实际完成(?:情况)?$|^完成情况$/.test(bare)) return { is: 'rate', of: 'actual' };
  if (/^(?:分值|权重|得分|满分)(?:（分）)?$/.test(bare)) return { is: 'rate', of: 'weight' };
  if (/^(?:性质|指标性质|符号)$/.test(bare)) return { is: 'rate', of: 'sign' };
  if (/率$|比例|占比|规模|面积/.test(bare)) return { is: 'none' };
  if (/^全年$/.test(bare)) return { is: 'money', concept: null, aspect: 'adjusted', year: when, total: false };
  const { tokens, unknown } = readWords(bare);
  const concept = tokens.filter((t) => t.is === 'concept' && t.concept !== 'total').at(-1);
  const aspects = tokens.filter((t) => t.is === 'aspect').map((t) => (t.is === 'aspect' ? t.aspect : 'final'));
  const own = concept?.is === 'concept' ? concept : null;
  if (own?.aspect) aspects.unshift(own.aspect);
  const aspect: Aspect | null = aspects.includes('adjusted')
    ? 'adjusted'
    : /决算|执行|实际/.test(bare)
      ? 'final'
      : (aspects.at(-1) ?? null);
  const total =
    /^(?:合计|总计|小计|年度资金总额|资金总额|年度总额|总额)$/.test(bare) || /年度资金总额|部门整体支出/.test(bare);
  if (unknown.length > 2 || (unknown.length > 0 && !own) || tokens.some((t) => t.is === 'named'))
    return total ? { is: 'money', concept: null, aspect: null, year: when, total } : { is: 'none' };
  if (!own && aspect === null && !total) return { is: 'none' };
  if (own && (own.concept === 'foreign' || own.concept === 'function' || own.concept === 'both')) return { is: 'none' };
  return {
    is: 'money',
    concept: own?.concept ?? null,
    aspect: total && /预算调整/.test(bare) ? null : aspect,
    year: when,
    total,
  };
}

export function mineTables(r: Reading, ledger: Ledger): void {
  r.tables.forEach((t) => {
    const single = t.rows.filter((row) => row.length === 1).length;
    const wide = t.rows.length <= 2 || (t.rows.length <= 3 && t.rows.some((row) => row.length >= 20));
    if (single * 2 > t.rows.length || wide) readFlat(r, t, ledger);
    else readGrid(r, t, ledger);
    for (const row of t.rows) for (const cell of row) readInside(r, t, cell, ledger);
    listsIn(r, t, ledger);
  });
}

/** The last words before a table: its caption. */
const captionOf = (r: Reading, t: Table): string => {
  const before = r.text.slice(Math.max(0, t.start - 60), t.start).trimEnd();
  return `${t.under.at(-1) ?? ''} ${before.slice(before.lastIndexOf('\n') + 1)} ${t.rows
    .slice(0, 2)
    .map((x) => x[0]?.text ?? '')
    .join(' ')}`;
};

interface Context {
  r: Reading;
  t: Table;
  ledger: Ledger;
  unit: string;
  stage: Aspect;
  /** Concept of the table or of the group a row stands in. */
  topic: Concept | null;
}

function contextOf(r: Reading, t: Table, ledger: Ledger): Context {
  const caption = captionOf(r, t);
  const stage: Aspect =
    /预算(?:安排|收支|总表|表|简表|情况|公开|批复)|收支预算/.test(caption) && !/决算|执行|自评|评价/.test(caption)
      ? 'budget'
      : r.kind === 'budget'
        ? 'budget'
        : 'final';
  return { r, t, ledger, unit: t.unit ?? r.unit ?? '万元', stage, topic: /三公/.test(caption) ? 'three-public' : null };
}

const NUMBER = /^([≥≤>=<]{0,2})(-?[\d,]+(?:\.\d+)?)(%?)(分|人|个|万元|元)?$/;

function emit(c: Context, row: Meaning, col: Meaning, cell: TableCell, label: TableCell | null, rank = 1): void {
  const m = NUMBER.exec(cell.text.replace(/\s/g, ''));
  if (!m) return;
  const value = m[2]!.replaceAll(',', '');
  const place = {
    start: label && label.end <= cell.start && cell.start - label.end < 6 ? label.start : cell.start,
    end: cell.end,
  };
  const put = (key: string, unit: string, period: number | null, more: object = {}) =>
    c.ledger.add({ key, period, value, unit, ...place, rank, confidence: 'high', ...more });
  const count = col.is === 'count' ? col : row.is === 'count' ? row : null;
  if (count) {
    if (m[3] || value.includes('.')) return;
    put(count.key, count.unit, count.year ?? c.r.period, count.alone ? { label: '实有人数' } : {});
    return;
  }
  const rate = col.is === 'rate' ? col.of : row.is === 'rate' ? row.of : null;
  if (rate === 'execution') {
    const whole = row.is !== 'money' || row.concept === null || row.concept === 'expenditure' || row.total;
    if (row.is === 'money' && row.concept === 'income') {
      put('execution_rate_income', '%', c.r.period);
      return;
    }
    if (
      whole &&
      Number(value) <= 1000 &&
      (row.is === 'money' ? !['basic', 'project'].includes(row.concept ?? '') : true)
    )
      put('execution_rate', '%', c.r.period);
    return;
  }
  if (rate === 'score') {
    if (Number(value) <= 150) put('self_score', '分', c.r.period);
    return;
  }
  if (rate !== null || m[3] || m[1]) return;
  if (col.is !== 'money' && row.is !== 'money') return;
  const [a, b] = [row.is === 'money' ? row : null, col.is === 'money' ? col : null];
  const concept =
    b?.concept ?? a?.concept ?? c.topic ?? ((a?.total ?? b?.total) || b?.aspect || a?.aspect ? 'expenditure' : null);
  if (!concept) return;
  const aspect = b?.aspect ?? a?.aspect ?? c.stage;
  const year = b?.year ?? a?.year ?? c.r.period;
  // The total column of a table without a subject is the whole expenditure only beside a stage word.
  if (!a?.concept && !b?.concept && !c.topic && !(a?.aspect || b?.aspect)) return;
  const key =
    concept === 'carry-begin'
      ? 'carryover_begin'
      : KEYS[concept]?.[aspect === 'adjusted' && !KEYS[concept]?.adjusted ? 'budget' : aspect];
  if (!key) return;
  if (concept === 'carry-begin' && b?.aspect && b.aspect !== 'adjusted') return;
  put(
    key,
    c.unit,
    year,
    concept === 'carry-end' && a === null && /当年|本年/.test(label?.text ?? '') ? { rank: 2 } : {},
  );
}

function readGrid(r: Reading, t: Table, ledger: Ledger): void {
  const c = contextOf(r, t, ledger);
  let header: TableCell[] | null = null;
  for (const row of t.rows) {
    const filled = row.filter((x) => x.text !== '');
    const numbers = filled.filter((x) => NUMBER.test(x.text.replace(/\s/g, '')) || isNumeric(x.text)).length;
    const first = filled[0];
    if (!first) continue;
    if (totalScore(c, filled)) continue;
    if (numbers === 0) {
      const known = filled.filter((x) => meaningOf(x.text).is !== 'none').length;
      if (known >= 2 || filled.length >= 3) {
        header = row;
        if (/三公/.test(filled.map((x) => x.text).join(''))) c.topic = 'three-public';
        else c.topic = null;
      }
      gradesIn(c, filled);
      continue;
    }
    if (header && indicator(c, header, row)) continue;
    const under = header && row.length >= 2 && consecutive(row) >= 2 && !pairs(row);
    if (under && header) {
      // The name of the row: its first cell with words.
      const title = row.find((x) => x.text !== '' && !isNumeric(x.text)) ?? row[0]!;
      const label = meaningOf(title.text);
      const skip =
        row.length < header.length && row[0]!.text !== '' && isNumeric(row[0]!.text) ? header.length - row.length : 0;
      // 其中：当年财政拨款 and the like are parts; only carry-overs of them are kept.
      const part = /^其中|拨款$|资金$/.test(title.text) && label.is === 'money' && label.concept !== null;
      for (let i = 0; i < row.length; i++) {
        if (i === 0 && !isNumeric(row[0]!.text)) continue;
        const h = header[i + skip];
        if (!h || !isNumeric(row[i]!.text)) continue;
        if (
          part &&
          label.is === 'money' &&
          (label.concept === 'fiscal' || label.concept === 'general-budget' || label.concept === 'other-income') &&
          meaningOf(h.text).is === 'money'
        )
          continue;
        if (label.is === 'none' && unknownRow(title.text, r)) continue;
        // 收入 | 合计 | … over 金额 | 512.36: the corner names what 合计 is of.
        const col = meaningOf(h.text);
        const corner = meaningOf(header[0]!.text);
        const group = col.is === 'money' && col.total && neutral(title.text) && corner.is === 'money' ? corner : label;
        emit(c, group, col, row[i]!, null);
      }
      continue;
    }
    readPairs(c, row);
    gradesIn(c, filled);
  }
}

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
      emit(c, group, meaning, next, row[i]!);
      if (meaning.is === 'money' && meaning.concept && group.is === 'none') group = { ...meaning, aspect: null };
      i++;
    } else if (meaning.is === 'money' && (meaning.concept || meaning.total))
      group = { ...meaning, aspect: null, year: null };
    else if (meaning.is === 'none' && !/情况|安排|基本/.test(text)) group = { is: 'none' };
  }
}

/** 总分 | 100 | 97.52, 合计 | 100 | 97.26: the score beside the full marks. */
function totalScore(c: Context, filled: TableCell[]): boolean {
  const at = filled.findIndex((x) => /^(?:总分|合计|总计|自评总分|得分合计|合计得分)$/.test(x.text.replace(/\s/g, '')));
  if (at < 0) return false;
  const rest = filled.slice(at + 1);
  const full = rest.findIndex((x) => /^100(?:\.0+)?分?$/.test(x.text));
  const lone = rest.filter((x) => isNumeric(x.text));
  if (
    full < 0 &&
    !(lone.length === 1 && /总分/.test(filled[at]!.text.replace(/\s/g, '')) && Number(lone[0]!.text) <= 110)
  )
    return false;
  const score = rest.slice(full + 1).find((x) => /^\d{1,3}(?:\.\d+)?分?$/.test(x.text));
  if (score)
    c.ledger.add({
      key: 'self_score',
      period: c.r.period,
      value: score.text.replace('分', ''),
      unit: '分',
      start: score.start,
      end: score.end,
      rank: 1,
    });
  gradesIn(c, filled);
  return true;
}

function gradesIn(c: Context, cells: TableCell[]): void {
  for (let i = 0; i + 1 < cells.length; i++) {
    const m = meaningOf(cells[i]!.text);
    const value = cells[i + 1]!.text.replace(/[“”"]/g, '');
    if (m.is === 'rate' && m.of === 'grade' && /^(?:优秀|优|良好|良|中等|中|差|合格)$/.test(value))
      c.ledger.add({
        key: 'self_grade',
        period: c.r.period,
        value,
        unit: '',
        start: cells[i + 1]!.start,
        end: cells[i + 1]!.end,
        rank: 1,
      });
  }
}

/** A row of an indicator table: name, target, actual. Satisfaction rows give the two satisfaction facts. */
function indicator(c: Context, header: TableCell[], row: TableCell[]): boolean {
  const column = (of: 'target' | 'actual' | 'sign') =>
    header.findIndex((h) => {
      const m = meaningOf(h.text);
      return m.is === 'rate' && m.of === of;
    });
  const [target, actual, sign] = [column('target'), column('actual'), column('sign')];
  if (target < 0 || row.length <= target) return false;
  const name = row.slice(0, target).filter((x) => x.text !== '' && !/^[≥≤>=<%—]+$/.test(x.text) && !isNumeric(x.text));
  const lead = name[0] ? meaningOf(name[0].text) : null;
  if (lead?.is === 'rate' || /^(?:总分|合计|总计)$/.test(name[0]?.text ?? '')) return false;
  const label = name.filter((x) => /满意/.test(x.text)).at(-1) ?? name[sign > 0 ? 0 : name.length - 1];
  if (!label) return false;
  const symbol = sign >= 0 ? (row[sign]?.text ?? '') : '';
  const put = (kind: 'target' | 'actual', cell: TableCell | undefined) => {
    if (!cell || cell.text === '' || /^[—-]+$/.test(cell.text)) return;
    const shown =
      kind === 'target' && /^[≥≤>=<]/.test(symbol) && !/^[≥≤>=<]/.test(cell.text) ? `${symbol}${cell.text}` : cell.text;
    c.ledger.add({
      key: `indicator_${kind}`,
      period: c.r.period,
      scope: label.text,
      value: shown,
      start: cell.start,
      end: cell.end,
      rank: 1,
      confidence: 'medium',
    });
    const m = /([≥>]?)\s*=?\s*(\d+(?:\.\d+)?)\s*(%?)(以上)?/.exec(shown);
    if (/满意/.test(label.text) && m && Number(m[2]) <= 100 && Number(m[2]) > 1)
      c.ledger.add({
        key: kind === 'target' ? 'satisfaction_target' : 'satisfaction_rate',
        period: c.r.period,
        value: m[2]!,
        unit: '%',
        qualifier: kind === 'target' && (m[1] || m[4]) ? '以上' : null,
        start: cell.start,
        end: cell.end,
        rank: 2,
      });
    if (/^预算执行率$/.test(label.text) && kind === 'actual' && m?.[3])
      c.ledger.add({
        key: 'execution_rate',
        period: c.r.period,
        value: m[2]!,
        unit: '%',
        start: cell.start,
        end: cell.end,
        rank: 3,
        confidence: 'medium',
      });
  };
  put('target', row[target]);
  if (actual >= 0) put('actual', row[actual]);
  return true;
}

/** One cell per line, or a whole table in one line: labels, then as many values. */
function readFlat(r: Reading, t: Table, ledger: Ledger): void {
  const c = contextOf(r, t, ledger);
  const cells = t.rows.flat().filter((x) => x.text !== '');
  const numbered = cells.some((x) => /^行次$/.test(x.text));
  const coded = cells.some((x) => /科目编码/.test(x.text));
  let header: TableCell[] | null = null;
  let labels: TableCell[] = [];
  for (let i = 0; i < cells.length; ) {
    if (!isNumeric(cells[i]!.text)) {
      const tidied = tidy(cells[i]!.text);
      if (tidied !== '' && !/^(?:机构名称|序号|备注|项目|科目名称|金额|行次|栏次)$/.test(tidied))
        labels.push(cells[i]!);
      flatSatisfaction(c, cells, i);
      i++;
      continue;
    }
    let values: TableCell[] = [];
    while (i < cells.length && isNumeric(cells[i]!.text)) values.push(cells[i++]!);
    if (coded && values.length > 1 && /^\d{3,7}$/.test(values.at(-1)!.text)) values = values.slice(0, -1);
    if (numbered && values.length >= 1 && /^\d{1,3}$/.test(values[0]!.text) && values.length !== 1)
      values = values.slice(1, 2);
    else if (
      numbered &&
      values.length === 1 &&
      /^\d{1,3}$/.test(values[0]!.text) &&
      meaningOf(labels.at(-1)?.text ?? '').is !== 'count'
    ) {
      labels = [];
      continue;
    }
    flatGroup(
      c,
      labels,
      values,
      header,
      (h) => {
        header = h;
      },
      coded,
    );
    gradesIn(c, cells.slice(Math.max(0, i - 1), i + 4));
    labels = [];
  }
  gradesIn(c, cells);
}

function flatGroup(
  c: Context,
  labels: TableCell[],
  values: TableCell[],
  header: TableCell[] | null,
  setHeader: (h: TableCell[] | null) => void,
  coded: boolean,
): void {
  const k = values.length;
  const last = labels.at(-1);
  if (!last || k === 0) return;
  if (/^总分$/.test(last.text.replace(/\s/g, '')) && /^100/.test(values[0]!.text)) {
    totalScore(c, [last, ...values]);
    return;
  }
  if (k === 1) {
    const meaning = meaningOf(last.text);
    const group =
      labels.length > 1 && /合计|总计|小计/.test(tidy(last.text))
        ? meaningOf(labels.at(-2)!.text)
        : ({ is: 'none' } as const);
    if (header && header.length > 1 && meaning.is === 'money' && meaning.aspect === null && labels.length === 1) return;
    emit(c, group, meaning, values[0]!, last);
    return;
  }
  const columns = (cs: TableCell[]) => cs.map((x) => meaningOf(x.text));
  const staged = (m: Meaning) =>
    (m.is === 'money' && m.concept === null && m.aspect !== null) ||
    m.is === 'rate' ||
    (m.is === 'money' && m.year !== null);
  const before = labels.slice(-1 - k, -1);
  const rowLike =
    !staged(meaningOf(last.text)) && meaningOf(last.text).is !== 'count' && meaningOf(last.text).is !== 'rate';
  if (header && header.length === k && labels.length <= 2 && rowLike) {
    const row = meaningOf(last.text);
    if (row.is === 'none' && !/^(?:合计|总计)$/.test(tidy(last.text))) return;
    values.forEach((v, j) => {
      emit(c, row, meaningOf(header[j]!.text), v, null);
    });
    return;
  }
  if (before.length === k && rowLike && columns(before).every(staged)) {
    setHeader(before);
    const row = meaningOf(last.text);
    values.forEach((v, j) => {
      emit(c, row, columns(before)[j]!, v, null);
    });
    return;
  }
  const named =
    /(?:局|中心|委员会|委|会|所|站|院|校|馆|办|处|队|政府|园|社|本级）?)$/.test(last.text) &&
    meaningOf(last.text).is === 'none';
  if (named && before.length === k) {
    const topic = c.topic;
    values.forEach((v, j) => {
      emit(c, { is: 'none' }, columns(before)[j]!, v, before[j]!);
    });
    c.topic = topic;
    return;
  }
  if (coded || labels.length < k) return;
  const own = labels.slice(-k);
  const caption = labels.at(-k - 1);
  const group = caption ? meaningOf(caption.text) : ({ is: 'none' } as const);
  values.forEach((v, j) => {
    const col = meaningOf(own[j]!.text);
    emit(c, col.is === 'money' && (col.concept === null || col.total) ? group : { is: 'none' }, col, v, own[j]!);
  });
}

function flatSatisfaction(c: Context, cells: TableCell[], i: number): void {
  const cell = cells[i]!;
  if (!/满意度/.test(cell.text) || cell.text.length > 24) return;
  const heads = cells
    .slice(Math.max(0, i - 60), i)
    .map((x) => meaningOf(x.text))
    .filter((m) => m.is === 'rate');
  if (!heads.some((m) => m.is === 'rate' && m.of === 'target')) return;
  const values: { v: string; cell: TableCell; sign: string }[] = [];
  let sign = '';
  for (const x of cells.slice(i + 1, i + 5)) {
    const m = /^([≥>=≤]*)(\d{1,3}(?:\.\d+)?)?%?$/.exec(x.text);
    if (!m) break;
    if (m[2]) values.push({ v: m[2], cell: x, sign: m[1] || sign });
    else sign = m[1]!;
  }
  const first = values[0];
  if (first)
    c.ledger.add({
      key: 'satisfaction_target',
      period: c.r.period,
      value: first.v,
      unit: '%',
      qualifier: /[≥>]/.test(first.sign) ? '以上' : null,
      start: first.cell.start,
      end: first.cell.end,
      rank: 2,
    });
  const second = values[1];
  if (second && heads.some((m) => m.is === 'rate' && m.of === 'actual'))
    c.ledger.add({
      key: 'satisfaction_rate',
      period: c.r.period,
      value: second.v,
      unit: '%',
      start: second.cell.start,
      end: second.cell.end,
      rank: 2,
    });
}

/** 按支出性质分：基本支出：254.73 inside one cell. */
function readInside(r: Reading, t: Table, cell: TableCell, ledger: Ledger): void {
  const m = /([^：]{2,20})：([\d,]+(?:\.\d+)?)$/.exec(cell.text);
  if (!m) return;
  const meaning = meaningOf(m[1]!);
  const c = contextOf(r, t, ledger);
  if (
    meaning.is === 'money' &&
    meaning.concept &&
    (meaning.concept === 'general-budget' || meaning.concept === 'fiscal')
  )
    return;
  const start = cell.end - m[2]!.length;
  if (meaning.is !== 'none')
    emit(
      c,
      { is: 'none' },
      meaning,
      { text: m[2]!, start, end: cell.end },
      { text: m[1]!, start: start - 1 - m[1]!.length, end: start - 1 },
      2,
    );
}

function listsIn(r: Reading, t: Table, ledger: Ledger): void {
  for (const row of t.rows)
    for (let i = 0; i + 1 < row.length; i++) {
      const label = tidy(row[i]!.text);
      const cell = row[i + 1]!;
      const key = /^内设(?:机构|科室|股室)$/.test(label)
        ? 'internal_departments'
        : /^(?:下属|所属)(?:事业|预算|二级)?(?:单位|机构)$/.test(label)
          ? 'subordinate_units'
          : null;
      if (!key) continue;
      const items = listItems(cell.text, /\p{Script=Han}{2,}$/u);
      const place = { period: r.period, unit: '个', start: cell.start, end: cell.end, rank: 2 };
      if (/^无$/.test(cell.text)) ledger.add({ key, value: '0', qualifier: '无', ...place });
      else if (items && !/等$/.test(cell.text)) ledger.add({ key, value: String(items), qualifier: '列举', ...place });
    }
}
