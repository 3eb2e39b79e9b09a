// PDFs written by hand for the tests: text put at exact places, ruling lines, pictures, fonts with and without a table of
// characters. Shares nothing with the reader.

export interface Text {
  text: string;
  x: number;
  /** Baseline, in points from the top. */
  y: number;
  size?: number;
  /** Degrees counter-clockwise. */
  turn?: number;
}

export interface Sheet {
  texts?: Text[];
  /** [x1, y1, x2, y2] in points from the top left. */
  rules?: [number, number, number, number][];
  picture?: boolean;
  landscape?: boolean;
}

export interface Paper {
  sheets: Sheet[];
  /** How the font says what its codes mean. Default: codes are Unicode and a ToUnicode table says so. */
  font?: 'mapped' | 'unmapped' | 'registered' | 'UniGB-UCS2-H' | 'GBK-EUC-H';
  /** An encryption dictionary that no empty password opens. */
  locked?: boolean;
}

const HEIGHT = 842;
const WIDTH = 595;

const hex16 = (text: string): string =>
  [...Array(text.length).keys()].map((i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('');

/** `gbk`: bytes of the characters a test uses, as Node has no encoder for it. */
function encoded(text: string, font: Paper['font'], gbk: Readonly<Record<string, string>>): string {
  if (font !== 'GBK-EUC-H') return hex16(text);
  return [...text].map((c) => gbk[c] ?? c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

export function paperPdf(paper: Paper, gbk: Readonly<Record<string, string>> = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const font = paper.font ?? 'mapped';
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const encoding = font.includes('-') ? font : 'Identity-H';
  const ordering = font === 'mapped' || font === 'unmapped' ? 'Identity' : 'GB1';
  const half = font === 'GBK-EUC-H' ? '814 908' : ordering === 'GB1' ? '1 95' : '32 126';
  add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /${encoding} /DescendantFonts [4 0 R]${font === 'mapped' ? ' /ToUnicode 6 0 R' : ''} >>`,
  );
  add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 /W [${half} 500] >>`,
  );
  add(
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  );
  const map =
    '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap';
  add(`<< /Length ${map.length} >>\nstream\n${map}\nendstream`);
  add(
    '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream',
  );
  const kids: string[] = [];
  for (const sheet of paper.sheets) {
    const [w, h] = sheet.landscape ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT];
    const lines: string[] = [];
    if (sheet.picture) lines.push(`q ${w} 0 0 ${h} 0 0 cm /Im Do Q`);
    for (const [x1, y1, x2, y2] of sheet.rules ?? []) lines.push(`${x1} ${h - y1} m ${x2} ${h - y2} l S`);
    for (const t of sheet.texts ?? []) {
      const angle = ((t.turn ?? 0) * Math.PI) / 180;
      const [c, s] = [Math.cos(angle).toFixed(4), Math.sin(angle).toFixed(4)];
      lines.push(
        `BT /F ${t.size ?? 12} Tf ${c} ${s} ${-Number(s)} ${c} ${t.x} ${h - t.y} Tm <${encoded(t.text, font, gbk)}> Tj ET`,
      );
    }
    const stream = lines.join('\n');
    const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    const page = add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents ${content} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /Im 7 0 R >> >> >>`,
    );
    kids.push(`${page} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  const locked = paper.locked
    ? add(`<< /Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -44 >>`)
    : 0;
  let out = '%PDF-1.5\n';
  const at: number[] = [];
  objects.forEach((body, i) => {
    at.push(out.length);
    out += `${i + 1} 0 obj\n${body}\nendobj\n`;
  });
  const xref = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const o of at) out += `${String(o).padStart(10, '0')} 00000 n \n`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${locked ? ` /Encrypt ${locked} 0 R /ID [<41> <41>]` : ''} >>\nstartxref\n${xref}\n%%EOF\n`;
  return new TextEncoder().encode(out);
}

/** Lines of running text set as an office does: 12 pt, left edge 70, one line every 20 points. */
export const setLines = (lines: readonly string[], top = 120, left = 70): Text[] =>
  lines.map((line, i) => {
    const text = line.trimStart();
    return { text, x: left + (line.length - text.length) * 12, y: top + i * 20 };
  });

/** Rules of a grid with the given edges. */
export function gridRules(xs: readonly number[], ys: readonly number[]): [number, number, number, number][] {
  const [left, right, top, bottom] = [xs[0]!, xs.at(-1)!, ys[0]!, ys.at(-1)!];
  return [
    ...ys.map((y): [number, number, number, number] => [left, y, right, y]),
    ...xs.map((x): [number, number, number, number] => [x, top, x, bottom]),
  ];
}
