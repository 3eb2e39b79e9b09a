// Sentences in a source that give orders to a person or a program: told, and left out of the reading.
import type { Residue } from './document.ts';
import { isOrder, ORDER_MESSAGE } from './residue.ts';
import { drop, type Marks, type Tape } from './tape.ts';

/** Sentences that give orders, with the bracket or line they stand in. */
export function markOrders(text: string, marks: Marks, tape: Tape, source: string, residue: Residue[]): void {
  let line = 0;
  while (line < text.length) {
    let end = text.indexOf('\n', line);
    if (end < 0) end = text.length;
    if (end - line < 20000 && isOrder(text.slice(line, end))) {
      let from = line;
      let to = end;
      const whole = text.slice(line, end);
      const open = /^[ \t]*([【（([])/.exec(whole)?.[1];
      if (open) {
        // An opened bracket reaches over line ends to its close.
        const close = open === '【' ? '】' : open === '[' ? ']' : /[)）]/.test(whole) ? '' : '）';
        const far = close ? text.indexOf(close, line) : -1;
        if (far > 0 && far - line < 1200) to = Math.max(far + 1, to);
      } else if (whole.length > 60) {
        [from, to] = sentencesOfOrder(text, line, end);
      }
      const [start, stop] = [tape.starts[from]!, tape.ends[to - 1] ?? source.length];
      residue.push({ kind: 'instruction', quote: source.slice(start, stop), start, end: stop, message: ORDER_MESSAGE });
      drop(marks, from, to);
      end = Math.max(end, to);
    }
    line = end + 1;
  }
}

/** In a longer line only the ordering sentences go, with the bracket around them and the announcement right before. */
function sentencesOfOrder(text: string, from: number, to: number): [number, number] {
  let first = -1;
  let last = to;
  for (const m of text.slice(from, to).matchAll(/[^。！？!?]*[。！？!?）)”】]*/g)) {
    if (!m[0]) continue;
    if (isOrder(m[0])) {
      if (first < 0) first = from + m.index;
      last = from + m.index + m[0].length;
    }
  }
  if (first < 0) return [from, to];
  const head = text.slice(from, first);
  const announced = /(?:系统提示|提示|备注|注意|说明)[：:][^。]{0,40}。$/.exec(head);
  return [announced ? from + announced.index : first, last];
}
