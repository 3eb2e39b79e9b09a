// One PDF page as marks on paper: runs of text and ruling lines, in points from the top left corner. Does not decide what
// they mean.
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { CharacterMaps } from './pdf-cmap.ts';
import { plainLetters } from './pdf-letters.ts';

/** Text drawn in one go; `base` is its baseline, `size` the height of its font. */
export interface Run {
  text: string;
  x: number;
  right: number;
  base: number;
  size: number;
}

/** A horizontal (y1 = y2) or vertical (x1 = x2) line, x1 <= x2, y1 <= y2. */
export interface Rule {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface PdfPage {
  number: number;
  width: number;
  height: number;
  runs: Run[];
  rules: Rule[];
  /** Texts at an angle to the page's own: watermarks, stamps, binding marks. */
  slanted: string[];
  /** A picture covers a good part of the page. */
  pictured: boolean;
}

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
type Matrix = readonly [number, number, number, number, number, number];

/** More ruling lines than any table has: a drawing. */
const MAX_RULES = 6000;

/** Rejects with pdf.js's exceptions (PasswordException, InvalidPDFException …). The bytes are copied: pdf.js keeps them. */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const options = {
    verbosity: 0,
    // Pictures are of no use here and cost most of the memory.
    maxImageSize: 0,
    disableFontFace: true,
    useSystemFonts: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    stopAtErrors: false,
    cMapUrl: 'cmaps/',
    cMapPacked: false,
    BinaryDataFactory: CharacterMaps,
  };
  return getDocumentProxy(bytes.slice(), options as never);
}

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

interface Mark {
  text: string;
  at: Matrix;
  width: number;
  /** Quarter turns clockwise from upright, or null for any other angle. */
  turn: 0 | 1 | 2 | 3 | null;
}

function turnOf(m: Matrix): Mark['turn'] {
  const angle = Math.atan2(m[1], m[0]) / (Math.PI / 2);
  const near = Math.round(angle);
  return Math.abs(angle - near) > 0.03 ? null : ((((near % 4) + 4) % 4) as 0 | 1 | 2 | 3);
}

export async function readPage(doc: PdfDocument, number: number): Promise<PdfPage> {
  const page = await doc.getPage(number);
  try {
    const viewport = page.getViewport({ scale: 1 });
    const view = viewport.transform as unknown as Matrix;
    const content = await page.getTextContent({ disableNormalization: true });
    const marks: Mark[] = [];
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const at = times(view, item.transform as unknown as Matrix);
      if (at.every(Number.isFinite))
        marks.push({ text: plainLetters(item.str), at, width: item.width, turn: turnOf(at) });
    }
    const painted = await paintedOn(page, view, viewport.width * viewport.height);
    return layOut(number, viewport.width, viewport.height, marks, painted.rules, painted.pictured);
  } finally {
    page.cleanup();
  }
}

/** A page whose text mostly runs sideways is read turned upright; what then still stands at an angle is set aside. */
function layOut(
  number: number,
  width: number,
  height: number,
  marks: readonly Mark[],
  rules: readonly Rule[],
  pictured: boolean,
): PdfPage {
  const weight = [0, 0, 0, 0];
  for (const m of marks) if (m.turn !== null) weight[m.turn]! += m.text.length;
  const main = weight.indexOf(Math.max(...weight)) as 0 | 1 | 2 | 3;
  const point = (x: number, y: number): [number, number] =>
    main === 0 ? [x, y] : main === 1 ? [y, width - x] : main === 2 ? [width - x, height - y] : [height - y, x];
  const runs: Run[] = [];
  const slanted: string[] = [];
  for (const m of marks) {
    if (m.turn !== main) {
      slanted.push(m.text.trim());
      continue;
    }
    const [x, base] = point(m.at[4], m.at[5]);
    const size = Math.hypot(m.at[2], m.at[3]);
    const lead = m.text.length - m.text.trimStart().length;
    const tail = m.text.length - m.text.trimEnd().length;
    const step = m.width / m.text.length;
    // A blank is about half as wide as what it stands beside.
    runs.push({ text: m.text.trim(), x: x + lead * step * 0.5, right: x + m.width - tail * step * 0.5, base, size });
  }
  const turned = rules.map((r): Rule => {
    const [ax, ay] = point(r.x1, r.y1);
    const [bx, by] = point(r.x2, r.y2);
    return { x1: Math.min(ax, bx), y1: Math.min(ay, by), x2: Math.max(ax, bx), y2: Math.max(ay, by) };
  });
  const [w, h] = main % 2 ? [height, width] : [width, height];
  return { number, width: w, height: h, runs, rules: turned, slanted, pictured };
}

type Page = Awaited<ReturnType<PdfDocument['getPage']>>;

/** Ruling lines: thin painted shapes and stroked axis-parallel segments. Pictures are told by the space made for them. */
async function paintedOn(page: Page, view: Matrix, area: number): Promise<{ rules: Rule[]; pictured: boolean }> {
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
