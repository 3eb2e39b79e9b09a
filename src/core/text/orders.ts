// Sentences in a source that give orders to a person or a program: told, and left out of the reading.
import type { Residue } from './document.ts';
import { isOrder, isWholeOrder } from './order-words.ts';
import { ORDER_MESSAGE } from './residue.ts';
import { drop, type Marks, type Tape } from './tape.ts';

interface Span {
  from: number;
  to: number;
}

/** A block between marks of a conversation or a program, over several lines. */
const BLOCKS =
  /<\|im_start\|>[\s\S]{0,1200}?<\|im_end\|>|\[INST\][\s\S]{0,1200}?\[\/INST\]|<<SYS>>[\s\S]{0,1200}?<<\/SYS>>|<(system|assistant|user|prompt|instructions?|admin)>[\s\S]{0,1200}?<\/\1>|begin (?:admin|system|prompt|instructions?)\b[\s\S]{0,1200}?end (?:admin|system|prompt|instructions?)\b/gi;
/** Longer lines are read in pieces of this size, so that time stays linear. */
const PIECE = 4000;
/** How much after an order to disregard the rest still belongs to it. */
const AFTER = 160;

export function markOrders(text: string, marks: Marks, tape: Tape, source: string, residue: Residue[]): void {
  const spans: Span[] = [];
  if (/[<[]|begin /i.test(text))
    for (const m of text.matchAll(BLOCKS)) spans.push({ from: lineStart(text, m.index), to: m.index + m[0].length });
  let line = 0;
  let before: { from: number; text: string } | null = null;
  while (line < text.length) {
    let end = text.indexOf('\n', line);
    if (end < 0) end = text.length;
    const found = end > line ? ordersOfLine(text, line, end) : [];
    const whole = text.slice(line, Math.min(end, line + 200));
    if (found.length > 0) {
      spans.push(...found);
      before = null;
      end = Math.max(end, found.at(-1)!.to);
    } else if (end - line < 100 && whole.trim() !== '') {
      // An order cut in two by a line end.
      if (before && !/[|\t]/.test(before.text + whole) && isOrder(before.text + whole))
        spans.push({ from: before.from, to: end });
      before = { from: line, text: whole };
    } else if (whole.trim() !== '') before = null;
    line = end + 1;
  }
  for (const { from, to } of joined(spans)) {
    const [start, stop] = [tape.starts[from]!, tape.ends[to - 1] ?? source.length];
    residue.push({ kind: 'instruction', quote: source.slice(start, stop), start, end: stop, message: ORDER_MESSAGE });
    drop(marks, from, to);
  }
}

const lineStart = (text: string, i: number): number => Math.max(text.lastIndexOf('\n', i - 1) + 1, i - 40);

function joined(spans: Span[]): Span[] {
  const out: Span[] = [];
  for (const s of spans.sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && s.from <= last.to) last.to = Math.max(last.to, s.to);
    else if (s.to > s.from) out.push({ ...s });
  }
  return out;
}

function ordersOfLine(text: string, from: number, to: number): Span[] {
  const whole = text.slice(from, Math.min(to, from + PIECE));
  if (to - from <= PIECE && !isOrder(whole)) return [];
  if (/[|\t]/.test(whole) && to - from <= PIECE) return cellsOfOrder(text, from, to);
  const open = /^[ \t]*([【（([])/.exec(whole)?.[1];
  if (open && isOrder(whole.slice(0, 400))) {
    // An opened bracket reaches over line ends to its close.
    const close = open === '【' ? '】' : open === '[' ? ']' : /[)）]/.test(whole) ? '' : '）';
    const far = close ? text.indexOf(close, from) : -1;
    if (far > 0 && far - from < 1200)
      return [{ from, to: far + 1 }, ...(far + 1 < to ? sentencesOfOrder(text, far + 1, to) : [])];
    if (to - from <= 200) return [{ from, to }];
  }
  return sentencesOfOrder(text, from, to);
}

/** In a row of a table the ordering cell goes, the others stay. A mark of a conversation has bars of its own. */
function cellsOfOrder(text: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  let at = from;
  for (const cell of text.slice(from, to).split(/[|\t]/)) {
    if (isOrder(cell)) found.push({ from: at, to: at + cell.length });
    at += cell.length + 1;
  }
  return found.length > 0 ? found : [{ from, to }];
}

/** The ordering sentences, with the announcement right before and, after an order to disregard the rest, what follows. */
function sentencesOfOrder(text: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  let reach = from;
  for (const m of text.slice(from, to).matchAll(/[^。！？!?]{0,4000}[。！？!?）)”】]{0,40}/g)) {
    if (!m[0]) continue;
    const at = { from: from + m.index, to: from + m.index + m[0].length };
    const order = isOrder(m[0]);
    if (!order && at.from >= reach) continue;
    if (order) {
      const head = text.slice(Math.max(from, at.from - 60), at.from);
      const announced = /(?:系统提示|提示|备注|注意|说明)[：:][^。]{0,40}。$/.exec(head);
      if (announced) at.from = at.from - head.length + announced.index;
      if (isWholeOrder(m[0])) reach = Math.min(to, at.to + AFTER);
    }
    found.push(at);
  }
  return found;
}
