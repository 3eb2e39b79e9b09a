// What is painted on a PDF page besides text: ruling lines, and whether a picture fills a good part of it.
import { getResolvedPDFJS } from 'unpdf';
import type { PdfDocument, Rule } from './pdf-page.ts';

/** A transformation as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** More ruling lines than any table has: a drawing. */
const MAX_RULES = 6000;

export const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

type Page = Awaited<ReturnType<PdfDocument['getPage']>>;

/** Ruling lines: thin painted shapes and stroked axis-parallel segments. Pictures are told by the space made for them. */
export async function paintedOn(page: Page, view: Matrix, area: number): Promise<{ rules: Rule[]; pictured: boolean }> {
  const { OPS } = await getResolvedPDFJS();
  const list = await page.getOperatorList({ annotationMode: 0 });
  const strokes = new Set<number>([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke]);
  strokes.add(OPS.closeFillStroke).add(OPS.closeEOFillStroke);
  const fills = new Set<number>([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke]);
  fills.add(OPS.closeFillStroke).add(OPS.closeEOFillStroke);
  const rules: Rule[] = [];
  const stack: Matrix[] = [];
  let now: Matrix = view;
  let pictured = false;
  let cut = 0;
  for (let i = 0; i < list.fnArray.length && rules.length < MAX_RULES; i++) {
    const op = list.fnArray[i]!;
    const args = list.argsArray[i] as unknown[];
    if (op === OPS.save) {
      stack.push(now);
      cut = i;
    } else if (op === OPS.restore) {
      // `q … cm Q` with nothing painted between: the place of a picture that was left out.
      if (now !== stack.at(-1) && list.fnArray[i - 1] === OPS.transform && i - cut < 6)
        if (Math.abs(now[0] * now[3] - now[1] * now[2]) > area * 0.2) pictured = true;
      now = stack.pop() ?? view;
    } else if (op === OPS.transform) now = times(now, args as unknown as Matrix);
    else if (op === OPS.paintFormXObjectBegin) {
      stack.push(now);
      if (args[0]) now = times(now, args[0] as Matrix);
    } else if (op === OPS.paintFormXObjectEnd) now = stack.pop() ?? view;
    else if (op === OPS.constructPath) {
      const [paint, data] = args as [number, [Float32Array | null]];
      if (data[0]) pathRules(data[0], now, strokes.has(paint), fills.has(paint), rules);
    } else if (
      op === OPS.paintImageXObject ||
      op === OPS.paintImageMaskXObject ||
      op === OPS.paintInlineImageXObject ||
      op === OPS.paintSolidColorImageMask
    ) {
      if (Math.abs(now[0] * now[3] - now[1] * now[2]) > area * 0.2) pictured = true;
    }
  }
  return { rules: rules.length < MAX_RULES ? rules : [], pictured };
}

/** Points a path step takes: move, line, curve, quadratic, close (pdf.js's own coding of paths). */
const STEP_SIZE = [2, 2, 6, 4, 0];
const THIN = 3;

function pathRules(data: Float32Array, m: Matrix, stroked: boolean, filled: boolean, out: Rule[]): void {
  if (!stroked && !filled) return;
  const at = (k: number): [number, number] => [
    m[0] * data[k]! + m[2] * data[k + 1]! + m[4],
    m[1] * data[k]! + m[3] * data[k + 1]! + m[5],
  ];
  let shape: [number, number][] = [];
  const end = (closed: boolean): void => {
    if (shape.length > 1) {
      if (filled) boxRule(shape, out);
      if (stroked)
        for (let k = 1; k < shape.length + (closed ? 1 : 0); k++)
          segmentRule(shape[k - 1]!, shape[k % shape.length]!, out);
    }
    shape = [];
  };
  for (let k = 0; k < data.length; ) {
    const step = data[k]!;
    const size = STEP_SIZE[step];
    if (size === undefined || k + size >= data.length + (size === 0 ? 1 : 0)) break;
    if (step === 0) end(false);
    if (step === 0 || step === 1) shape.push(at(k + 1));
    else if (step === 4) end(true);
    else shape = [];
    k += 1 + size;
  }
  end(false);
}

function segmentRule(a: readonly [number, number], b: readonly [number, number], out: Rule[]): void {
  const [w, h] = [Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])];
  if (Math.min(w, h) > 1 || Math.max(w, h) < 4) return;
  push(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]), out);
}

function boxRule(shape: readonly (readonly [number, number])[], out: Rule[]): void {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of shape) {
    x1 = Math.min(x1, x);
    x2 = Math.max(x2, x);
    y1 = Math.min(y1, y);
    y2 = Math.max(y2, y);
  }
  if (Math.min(x2 - x1, y2 - y1) <= THIN && Math.max(x2 - x1, y2 - y1) >= 4) push(x1, y1, x2, y2, out);
}

function push(x1: number, y1: number, x2: number, y2: number, out: Rule[]): void {
  if (x2 - x1 >= y2 - y1) out.push({ x1, x2, y1: (y1 + y2) / 2, y2: (y1 + y2) / 2 });
  else out.push({ x1: (x1 + x2) / 2, x2: (x1 + x2) / 2, y1, y2 });
}
