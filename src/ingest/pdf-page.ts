// One PDF page as marks on paper: runs of text and ruling lines, in points from the top left corner. Does not decide what
// they mean.
import { getDocumentProxy } from 'unpdf';
import { CharacterMaps } from './pdf-cmap.ts';
import { plainLetters } from './pdf-letters.ts';
import { type Matrix, paintedOn, times } from './pdf-painted.ts';

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
