// What a text says about one of its quantities: the words around it, its year, direction and subject. Knows no facts.
import type { Quantity } from '../number/scan.ts';
import { ARRIVES, DOWN, UP } from './claim-words.ts';

export type Direction = 'up' | 'down' | null;

export interface Claimed {
  quantity: Quantity;
  /** Unit as printed, or the one a table gives it. */
  unit: string;
  /** Words between the previous quantity (or the clause's start) and this one, and those after it. */
  near: string;
  tail: string;
  /** What comes before in the sentence, nearest last: the subject a change or a share refers to. */
  before: string;
  /** The same, from the paragraph's start on. */
  earlier: string;
  clause: string;
  clauseStart: number;
  /** Start of the sentence in the text, for names that govern it. */
  sentenceStart: number;
  /** The year the text gives it, null where it names none. */
  year: number | null;
  /** Another year it may be of: the paragraph's where the sentence names none, the one it is compared with (较上年3250万元). */
  otherYear: number | null;
  /** Another figure stands between the year and this one. */
  yearFar: boolean;
  /** The year is that of a date with its month. */
  yearDated: boolean;
  /** The year a change is measured against, where the text names it. */
  against: number | null;
  direction: Direction;
  /** change: states by how much; arrival: states where a rise or fall ended; level: neither. */
  kind: 'change' | 'arrival' | 'level';
  table: boolean;
}

export interface YearMention {
  at: number;
  end: number;
  year: number;
  compared: boolean;
  /** 上年, 去年: counted from the year of the sentence. */
  relative: boolean;
  /** Of a date with its month. */
  dated: boolean;
}

const SENTENCE_END = '。！？!?\n';
const CLAUSE_END = '，,；;：:。！？!?\n、';
const RELATIVE = /上年度|上一年度|上年|上一年|去年|本年度|本年|当年|今年|次年|明年|下一年度|下年度/g;
const OFFSET: Readonly<Record<string, number>> = { 上: -1, 去: -1, 本: 0, 当: 0, 今: 0, 次: 1, 明: 1, 下: 1 };

const PROBLEMS_OF = /^度?[^，,。；;：:、\d\n]{0,14}(?:问题|整改|指出|反馈)/;

/** Years named in the text, absolute and relative, with whether they are only compared against. */
export function yearMentions(text: string, quantities: readonly Quantity[], period: number): YearMention[] {
  const out: YearMention[] = [];
  for (const q of quantities)
    if ((q.class === 'year' || q.class === 'date') && q.year !== null)
      out.push({
        at: q.start,
        end: q.end,
        year: q.year,
        compared: isCompared(text, q.start, q.end),
        relative: false,
        dated: q.class === 'date',
      });
  for (const m of text.matchAll(RELATIVE)) {
    const end = m.index + m[0].length;
    // 上年结转 is money of this year, and 当年 after a named year is that year.
    if (/^(?:结转|结余)/.test(text.slice(end, end + 2))) continue;
    // 上年绩效评价指出的3个问题全部整改: which problems they are, not when they were dealt with.
    if (PROBLEMS_OF.test(text.slice(end, end + 20))) continue;
    if (m[0] === '当年' || m[0] === '本年') continue;
    out.push({
      at: m.index,
      end,
      year: period + OFFSET[m[0][0]!]!,
      compared: isCompared(text, m.index, end),
      relative: true,
      dated: false,
    });
  }
  return out.sort((a, b) => a.at - b.at);
}

function isCompared(text: string, start: number, end: number): boolean {
  if (
    /(?:较|比|与|同|和|相对|对比|相比|于)\s?$/.test(text.slice(Math.max(0, start - 3), start)) &&
    !/(?:截至|属于|位于|用于|基于|对于)$/.test(text.slice(Math.max(0, start - 2), start))
  )
    return true;
  return /^(?:度)?(?:同期)?(?:预算安排|决算|同期)?(?:数)?(?:相比|比较|增|减|上升|下降)/.test(text.slice(end, end + 8));
}

const UP_DOWN = new RegExp(`(${UP})|(${DOWN})`, 'g');
const ATTACHED = /^(?:了|额|率|幅|幅度|比例|数)?(?:为|达|达到|约|近|超过?|逾|，|：|:|\s)*$/;
const ARRIVAL = new RegExp(`^(?:了)?(?:${ARRIVES})\\s*$`);
/** 新增, 增值, 降雨 … have the characters but no direction. */
const NO_DIRECTION =
  /追加|追减|新增|增值|增收节支|增效|增强|增进|增设|增补|减税|减负|减排|减灾|减免|降雨|降水|降本|降解|升降|压缩包|提升建|加大|增量|增减/g;

/** The last direction word of `near`, and whether the number hangs on it directly. */
export function directionOf(near: string): { direction: Direction; kind: 'change' | 'arrival' | 'level' } {
  if (!/[增减升提涨扩攀递多少超高调净降滑落压缩节精核]/.test(near)) return { direction: null, kind: 'level' };
  const masked = near.replace(NO_DIRECTION, (w) => '　'.repeat(w.length));
  let direction: Direction = null;
  let kind: 'change' | 'arrival' | 'level' = 'level';
  for (const m of masked.matchAll(UP_DOWN)) {
    direction = m[1] ? 'up' : 'down';
    const rest = near.slice(m.index + m[0].length);
    kind = ARRIVAL.test(rest) ? 'arrival' : ATTACHED.test(rest) ? 'change' : 'level';
  }
  return { direction, kind };
}

/** Reads what the text says about the quantity at index `k` of its quantities. */
export function claimAt(
  text: string,
  quantities: readonly Quantity[],
  k: number,
  years: readonly YearMention[],
): Claimed {
  const q = quantities[k]!;
  const sentenceStart = lastOf(text, q.start, SENTENCE_END, 400);
  const clauseStart = lastOf(text, q.start, CLAUSE_END, 200);
  let previous = clauseStart;
  for (let j = k - 1; j >= 0 && quantities[j]!.end > clauseStart; j--)
    if (states(quantities[j]!)) {
      previous = quantities[j]!.end;
      break;
    }
  let near = text.slice(previous, q.start);
  const clauseEnd = firstOf(text, q.end, CLAUSE_END, 120);
  let tailEnd = clauseEnd;
  for (let j = k + 1; j < quantities.length && quantities[j]!.start < clauseEnd; j++)
    if (states(quantities[j]!)) {
      tailEnd = quantities[j]!.start;
      break;
    }
  const tail = text.slice(q.end, tailEnd);
  let before = text.slice(sentenceStart, previous);
  // A clause too short to name anything (，共, ，其中) leans on the one before it.
  if (hanCount(near) < 2 && previous === clauseStart && previous > sentenceStart) {
    const earlier = Math.max(sentenceStart, lastOf(text, clauseStart - 1, CLAUSE_END, 200));
    let from = earlier;
    for (let j = k - 1; j >= 0 && quantities[j]!.end > earlier; j--)
      if (states(quantities[j]!)) {
        from = quantities[j]!.end;
        break;
      }
    if (from < previous) {
      near = text.slice(from, q.start);
      before = text.slice(sentenceStart, from);
    }
  }
  const between = (y: YearMention): boolean =>
    quantities.slice(Math.max(0, k - 8), k).some((x) => states(x) && x.start >= y.end);
  // 上年 inside a sentence speaks of the next figure only: 在职21人，上年23人；退休16人.
  const named = lastYear(
    years.filter(
      (y) => !y.relative || y.at <= sentenceStart + 2 || y.at >= q.start || y.at < sentenceStart || !between(y),
    ),
    sentenceStart,
    q.start,
    false,
  );
  const base = lastYear(years, Math.max(sentenceStart, q.start - 60), q.start, true);
  const paragraph = lastOf(text, q.start, '\n', 3000);
  const own = directionOf(near);
  const beside = base && base.at >= q.start - near.length && own.kind !== 'change' ? base.year : null;
  const earlier = named ? null : (lastYear(years, paragraph, sentenceStart, false)?.year ?? null);
  return {
    quantity: q,
    unit: q.unit,
    near,
    tail,
    before,
    earlier: text.slice(Math.max(paragraph, q.start - near.length - 160), Math.max(paragraph, q.start - near.length)),
    clause: text.slice(clauseStart, clauseEnd),
    clauseStart,
    sentenceStart,
    year: named?.year ?? null,
    otherYear: beside ?? earlier,
    yearFar: named !== null && between(named),
    yearDated: named?.dated ?? false,
    against: base && (base.relative && named && !named.relative ? named.year - 1 : base.year),
    ...own,
    table: false,
  };
}

const states = (q: Quantity): boolean => q.class === 'figure';
const hanCount = (s: string): number => {
  let n = 0;
  for (let i = 0; i < s.length; i++) if (s[i]! >= '\u4e00' && s[i]! <= '\u9fff') n++;
  return n;
};

function lastYear(years: readonly YearMention[], from: number, to: number, compared: boolean): YearMention | null {
  let last: YearMention | null = null;
  for (const y of years) {
    if (y.at >= to) break;
    if (y.at >= from && y.compared === compared) last = y;
  }
  return last;
}

/** Offset just behind the last of `stops` before `end`; a comma or point inside a number does not stop. */
function lastOf(text: string, end: number, stops: string, bound: number): number {
  for (let i = end - 1; i >= 0 && end - i < bound; i--)
    if (stops.includes(text[i]!) && !insideNumber(text, i)) return i + 1;
  return Math.max(0, end - bound);
}

function firstOf(text: string, from: number, stops: string, bound: number): number {
  const stop = Math.min(text.length, from + bound);
  for (let i = from; i < stop; i++) if (stops.includes(text[i]!) && !insideNumber(text, i)) return i;
  return stop;
}

const isDigitAt = (text: string, i: number): boolean => text[i] !== undefined && text[i]! >= '0' && text[i]! <= '9';
/** A comma between digits, or a line end that breaks a running sentence, ends nothing. */
function insideNumber(text: string, i: number): boolean {
  const c = text[i]!;
  if (c === '\n') return wraps(text, i);
  if (c === ',' || c === '，')
    return isDigitAt(text, i - 1) && isDigitAt(text, i + 1) && isDigitAt(text, i + 2) && isDigitAt(text, i + 3);
  return false;
}

/** Whether a line end at `i` only wraps a running sentence: a long line, no stop before it, words after it. */
function wraps(text: string, i: number): boolean {
  const isHan = (c: string | undefined): boolean => c !== undefined && c >= '\u4e00' && c <= '\u9fff';
  let b = i - 1;
  while (text[b] === ' ') b--;
  let a = i + 1;
  while (text[a] === ' ') a++;
  // A bracket closes, and the next line goes on with 为 and a number: …（以合同签订为准）⏎为 21,406.33 万元.
  if ('）)'.includes(text[b] ?? '') && /^(?:为|共|达|共计|合计)[ \u3000]*\d/.test(text.slice(a, a + 8))) return true;
  if (!isHan(text[b]) || '一二三四五六七八九十'.includes(text[a] ?? '一')) return false;
  if (!isHan(text[a]) && (!isDigitAt(text, a) || /^\d{1,2}[、．.)）]\D/.test(text.slice(a, a + 4)))) return false;
  const start = text.lastIndexOf('\n', i - 1);
  return i - start > 24;
}
