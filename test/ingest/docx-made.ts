// Word files for the tests: from bare parts, and from a text through the independent `docx` library.
import { Document, Packer, Paragraph, Tab, Table, TableCell, TableRow, TextRun } from 'docx';
import { strToU8, zipSync } from 'fflate';
import type { Result } from '../../src/core/problem.ts';
import type { SourceText } from '../../src/core/text/source-text.ts';
import { readDocx } from '../../src/ingest/docx.ts';
import { openPackage } from '../../src/ingest/zip.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const NAMESPACES = [
  ['w', W],
  ['r', REL],
  ['m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  ['wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['w14', 'http://schemas.microsoft.com/office/word/2010/wordml'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['c', 'http://schemas.openxmlformats.org/drawingml/2006/chart'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** The inside of each part's root element; `body` is the inside of w:body. */
export interface Parts {
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  /** Before w:body. */
  before?: string;
}

export function packed(parts: Parts, change: (xml: string) => string = (x) => x): Uint8Array {
  const kinds = (['styles', 'numbering', 'footnotes', 'endnotes'] as const).filter((k) => parts[k] !== undefined);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${kinds.map((k, i) => `<Relationship Id="rId${i + 1}" Type="${REL}/${k}" Target="${k}.xml"/>`).join('')}</Relationships>`,
    'word/document.xml': change(
      `${head}<w:document ${NAMESPACES}>${parts.before ?? ''}<w:body>${parts.body}</w:body></w:document>`,
    ),
  };
  for (const k of kinds) files[`word/${k}.xml`] = change(`${head}<w:${k} ${NAMESPACES}>${parts[k]}</w:${k}>`);
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

export function tryParts(parts: Parts, change?: (xml: string) => string): Result<SourceText> {
  const pkg = openPackage(packed(parts, change));
  return pkg.ok ? readDocx(pkg.value) : pkg;
}

export function readParts(parts: Parts, change?: (xml: string) => string): SourceText {
  const read = tryParts(parts, change);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

/** A paragraph with plain text; `properties` is the inside of w:pPr. */
export const para = (text: string, properties = ''): string =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${run(text)}</w:p>`;
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;

const runsOf = (line: string): TextRun[] => [
  new TextRun({ children: line.split('\t').flatMap((piece, i) => (i === 0 ? [piece] : [new Tab(), piece])) }),
];

const cellsOf = (line: string): string[] =>
  line
    .replace(/\|\s*$/, '')
    .split('|')
    .map((c) => c.trim());

/** Rows that can be one table: every one down to the next plain line has the same number of cells, at least two. */
function tableAt(lines: readonly string[], from: number): string[][] | null {
  const rows: string[][] = [];
  for (let i = from; i < lines.length && lines[i]!.includes('|'); i++) rows.push(cellsOf(lines[i]!));
  const width = rows[0]?.length ?? 0;
  return rows.length > 1 && width > 1 && rows.every((r) => r.length === width) ? rows : null;
}

/** Lines become paragraphs, rows of `a | b |` become tables where they have equally many cells. */
export function wordFile(text: string): Promise<Uint8Array> {
  const lines = text.split(/\r?\n/);
  const children: (Paragraph | Table)[] = [];
  for (let i = 0; i < lines.length; ) {
    const rows = lines[i - 1]?.includes('|') ? null : tableAt(lines, i);
    if (rows) {
      children.push(
        new Table({
          rows: rows.map(
            (cells) =>
              new TableRow({
                children: cells.map((c) => new TableCell({ children: [new Paragraph({ children: runsOf(c) })] })),
              }),
          ),
        }),
      );
      i += rows.length;
    } else children.push(new Paragraph({ children: runsOf(lines[i++]!) }));
  }
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

const escaped = (text: string): string =>
  text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\t/g, '</w:t><w:tab/><w:t xml:space="preserve">');

/** 一 to 九十九, written out. */
const CHINESE = new Map(
  Array.from({ length: 99 }, (_, i) => {
    const [tens, ones] = [Math.floor((i + 1) / 10), (i + 1) % 10];
    const digit = (d: number): string => '〇一二三四五六七八九'[d]!;
    return [`${tens > 1 ? digit(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digit(ones) : ''}`, i + 1] as const;
  }),
);

const COUNTED: readonly (readonly [RegExp, string, string])[] = [
  [/^([一二三四五六七八九十]{1,3})、/, 'chineseCounting', '%1、'],
  [/^（([一二三四五六七八九十]{1,3})）/, 'chineseCounting', '（%2）'],
  [/^(\d{1,2})\.(?!\d)/, 'decimal', '%3.'],
  [/^（(\d{1,2})）/, 'decimal', '（%4）'],
];

/** Numbers typed in front of lines become numbers that Word counts; `outline` gives a line its heading level from 1. */
export function countedFile(
  text: string,
  suffix: string,
  outline: (line: string) => number | undefined,
): { bytes: Uint8Array; numbers: number } {
  let lists = '';
  let numbers = 0;
  const body = text.split(/\r?\n/).map((line) => {
    const level = /[|\t]/.test(line) ? undefined : outline(line);
    const set = level === undefined ? '' : `<w:outlineLvl w:val="${level - 1}"/>`;
    for (const [i, [at]] of COUNTED.entries()) {
      const m = /[|\t]/.test(line) ? null : at.exec(line.trim());
      const n = m ? (CHINESE.get(m[1]!) ?? Number(m[1])) : 0;
      if (!m || !(n > 0)) continue;
      numbers++;
      lists += `<w:num w:numId="${numbers}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="${i}"><w:startOverride w:val="${n}"/></w:lvlOverride></w:num>`;
      const counted = `<w:numPr><w:ilvl w:val="${i}"/><w:numId w:val="${numbers}"/></w:numPr>`;
      return para(escaped(line.trim().slice(m[0].length)), counted + set);
    }
    return para(escaped(line), set);
  });
  const levels = COUNTED.map(
    ([, format, label], i) =>
      `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="${suffix}"/><w:lvlText w:val="${label}"/></w:lvl>`,
  );
  const numbering = `<w:abstractNum w:abstractNumId="0">${levels.join('')}</w:abstractNum>${lists}`;
  return { bytes: packed({ body: body.join(''), numbering }), numbers };
}
