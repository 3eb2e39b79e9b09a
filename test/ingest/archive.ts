// Archives and workbooks for the tests, written part by part so that odd ones can be made too.
import { zipSync } from 'fflate';

export type Parts = Record<string, string | Uint8Array>;

const bytesOf = (part: string | Uint8Array): Uint8Array =>
  typeof part === 'string' ? new TextEncoder().encode(part) : part;

export const archive = (parts: Parts): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, bytesOf(part)])));

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export const relationships = (
  list: readonly { id: string; type: string; target: string; external?: boolean }[],
): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(
      (r) =>
        `<Relationship Id="${r.id}" Type="${OFFICE}/${r.type}" Target="${r.target}"${r.external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

export const contentTypes = (overrides: Record<string, string>): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
    overrides,
  )
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
    .join('')}</Types>`;

export const SHEET_MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
export const WORD_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

export interface SheetParts {
  name: string;
  /** What stands inside <worksheet>. */
  xml: string;
  state?: 'hidden' | 'veryHidden';
}

export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The parts of a workbook; `styles` are number format codes, cell style n printing with the nth. */
export function workbookParts(
  sheets: readonly SheetParts[],
  given: { strings?: string; styles?: readonly string[]; from1904?: boolean } = {},
): Parts {
  const parts: Parts = {
    '[Content_Types].xml': contentTypes({ 'xl/workbook.xml': SHEET_MAIN }),
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${given.from1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${sheets
      .map(
        (s, i) =>
          `<sheet name="${escaped(s.name)}" sheetId="${i + 1}"${s.state ? ` state="${s.state}"` : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, i) => ({ id: `rId${i + 1}`, type: 'worksheet', target: `worksheets/sheet${i + 1}.xml` })),
      { id: 'rStrings', type: 'sharedStrings', target: 'sharedStrings.xml' },
      { id: 'rStyles', type: 'styles', target: '/xl/styles.xml' },
    ]),
  };
  for (const [i, s] of sheets.entries())
    parts[`xl/worksheets/sheet${i + 1}.xml`] = `${HEAD}<worksheet xmlns="${MAIN}">${s.xml}</worksheet>`;
  if (given.strings !== undefined) parts['xl/sharedStrings.xml'] = `${HEAD}<sst xmlns="${MAIN}">${given.strings}</sst>`;
  if (given.styles !== undefined)
    parts['xl/styles.xml'] = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${given.styles
      .map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${escaped(code).replace(/"/g, '&quot;')}"/>`)
      .join(
        '',
      )}</numFmts><cellXfs>${given.styles.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join('')}</cellXfs></styleSheet>`;
  return parts;
}

export const workbook = (...given: Parameters<typeof workbookParts>): Uint8Array => archive(workbookParts(...given));

/** Rows of texts and numbers as sheet data: a string is an inline string, a number a number, null no cell. */
export const rows = (cells: readonly (readonly (string | number | null)[])[]): string =>
  `<sheetData>${cells
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row
          .map((value, c) => {
            const at = `${String.fromCharCode(65 + c)}${r + 1}`;
            if (value === null) return '';
            return typeof value === 'number'
              ? `<c r="${at}"><v>${value}</v></c>`
              : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
          })
          .join('')}</row>`,
    )
    .join('')}</sheetData>`;

/** Changes the archive's table of contents: fields of the nth entry of the central directory. */
export function patched(
  zip: Uint8Array,
  entry: number,
  change: { size?: number; crc?: number; flags?: number },
): Uint8Array {
  const out = zip.slice();
  const view = new DataView(out.buffer);
  let at = view.getUint32(out.length - 22 + 16, true);
  for (let i = 0; i < entry; i++)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (change.size !== undefined) view.setUint32(at + 24, change.size, true);
  if (change.crc !== undefined) view.setUint32(at + 16, change.crc, true);
  if (change.flags !== undefined) view.setUint16(at + 8, change.flags, true);
  return out;
}
