// A PDF's text layer to text in reading order: opens it within limits, reads page by page, and says what it left out or
// could not read. Reads no pictures, and nothing that is attached to the file.
import { fail, ok, type Problem, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';
import { flow } from './pdf-flow.ts';
import { type Removed, type Sheet, takeFurniture } from './pdf-furniture.ts';
import { type PdfTable, ruledTables } from './pdf-grid.ts';
import { readingOrder } from './pdf-gutter.ts';
import { legibility } from './pdf-legible.ts';
import { openPdf, type PdfDocument, type PdfPage, readPage } from './pdf-page.ts';
import { withoutStrays } from './pdf-strays.ts';

export const MAX_PDF_BYTES = 32 * 1024 * 1024;
export const MAX_PDF_PAGES = 300;
/** As much as a text file may hold. */
export const MAX_PDF_CHARACTERS = 1_300_000;

const ORIGINAL = '请改用 Word 或 Excel 原件';

interface Read {
  sheets: Sheet[];
  tables: PdfTable[];
  slanted: string[];
  empty: number[];
  failed: number[];
  pages: number;
}

/** Never throws on bad content. */
export async function readPdf(bytes: Uint8Array): Promise<Result<SourceText>> {
  if (bytes.length > MAX_PDF_BYTES)
    return fail(
      'too-large',
      'pdf_too_large',
      `PDF 有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，超过 ${MAX_PDF_BYTES / 1024 / 1024} MB 上限。${ORIGINAL}，或只截取自评报告、决算说明的页面后重试。`,
    );
  const read = await withoutStrays(() => readAll(bytes));
  return read.ok ? assembled(read.value) : read;
}

async function readAll(bytes: Uint8Array): Promise<Result<Read>> {
  let doc: PdfDocument;
  try {
    doc = await openPdf(bytes);
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
  return pagesOf(doc).finally(() => doc.loadingTask.destroy());
}

function problemOf(error: unknown): Problem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return fail(
      'unreadable',
      'pdf_encrypted',
      'PDF 设有打开密码，无法读取。请用密码打开后另存为（或打印为）不加密的 PDF，或改用 Word 原件。',
    ).problem;
  return fail(
    'unreadable',
    'pdf_damaged',
    `PDF 文件已损坏或不完整，无法读取。请重新下载或导出一次再上传；仍不行时${ORIGINAL}，或复制正文粘贴。`,
  ).problem;
}

async function pagesOf(doc: PdfDocument): Promise<Result<Read>> {
  const pages = doc.numPages;
  if (pages > MAX_PDF_PAGES)
    return fail(
      'too-large',
      'pdf_too_many_pages',
      `PDF 有 ${pages} 页，超过 ${MAX_PDF_PAGES} 页上限。请只截取自评报告、决算说明的页面，或改用 Word 原件。`,
    );
  const read: Read = { sheets: [], tables: [], slanted: [], empty: [], failed: [], pages };
  let characters = 0;
  for (let n = 1; n <= pages; n++) {
    let page: PdfPage;
    try {
      page = await readPage(doc, n);
    } catch {
      read.failed.push(n);
      continue;
    }
    if (page.runs.length === 0 && page.pictured) read.empty.push(n);
    else if (page.runs.length === 0 && page.slanted.length === 0) read.empty.push(-n);
    for (const run of page.runs) characters += run.text.length;
    if (characters > MAX_PDF_CHARACTERS)
      return fail(
        'too-large',
        'pdf_too_much_text',
        `PDF 的文字超过 ${MAX_PDF_CHARACTERS / 10_000} 万字上限（读到第 ${n} 页）。请只截取自评报告、决算说明的页面后重试。`,
      );
    const { tables, rest } = ruledTables(page.runs, page.rules, n, lastTable(read.tables, n - 1));
    read.tables.push(...tables);
    read.slanted.push(...page.slanted);
    read.sheets.push({ page, lines: readingOrder(rest, n, page.width) });
  }
  if (read.failed.length === pages) return { ok: false, problem: problemOf(null) };
  return ok(read);
}

function assembled(read: Read): Result<SourceText> {
  const removed = takeFurniture(read.sheets);
  const body = read.sheets.some((s) => s.lines.length > 0) || read.tables.length > 0;
  const whole = [...read.sheets.flatMap((s) => s.lines.map((l) => l.text)), ...read.tables.flatMap(cellTexts)].join('');
  if (!body || (whole.length < 8 * read.pages && read.empty.some((n) => n > 0) && whole.length < 40))
    return fail(
      'unreadable',
      'pdf_scanned',
      `PDF 共 ${read.pages} 页，没有可读取的文字：${read.empty.some((n) => n > 0) ? '这是扫描件或图片' : '多为扫描件、图片或空白页'}。请改用 Word 原件；没有原件时，先用文字识别（OCR）软件转成文字，核对数字后再粘贴。`,
    );
  const legible = legibility(whole);
  if (legible.is === 'no')
    return fail(
      'unreadable',
      'pdf_without_characters',
      'PDF 的字体没有附带文字对照表，读出来是乱码，数字也不可信。请改用 Word 原件，或用 WPS、Word 打开后另存再上传；也可以先用文字识别（OCR）软件转成文字，核对数字后粘贴。',
    );
  const { text, unclear } = flow(read);
  return ok({ text, form: 'pdf', notices: noticesOf(read, removed, unclear, legible.broken) });
}

const cellTexts = (t: PdfTable): string[] => t.rows.flatMap((r) => r.map((c) => c.text));

const lastTable = (tables: readonly PdfTable[], page: number): PdfTable | null => {
  const last = tables.at(-1);
  return last?.page === page ? last : null;
};

function noticesOf(read: Read, removed: Removed, unclear: readonly number[], broken: number): string[] {
  const out: string[] = [];
  const list = (pages: readonly number[]): string => {
    const once = [...new Set(pages)];
    return `第 ${once.slice(0, 20).join('、')}${once.length > 20 ? ' 等' : ''} 页`;
  };
  const scanned = read.empty.filter((n) => n > 0);
  if (scanned.length > 0)
    out.push(
      `${list(scanned)}没有可读取的文字，是扫描件或图片，内容没有读入。请改用 Word 原件，或用文字识别（OCR）转成文字核对后补充粘贴。`,
    );
  if (read.failed.length > 0)
    out.push(`${list(read.failed)}已损坏，没有读入。请重新导出 PDF，或复制这些页的正文补充粘贴。`);
  if (broken > 0)
    out.push(
      `有 ${broken} 个字符无法识别（字体没有附带文字对照表），其中可能有数字，请对照原件核对，或${ORIGINAL.slice(1)}。`,
    );
  if (unclear.length > 0)
    out.push(`${list(unclear)}有表格分不清各列，已按原样逐行读入，数字可能对不上栏目。${ORIGINAL}，或逐项核对。`);
  if (removed.pageNumbers > 0) out.push(`已去掉页码 ${removed.pageNumbers} 处。`);
  for (const r of removed.running.slice(0, 5))
    out.push(`已去掉 ${r.pages} 页上重复出现的页眉、页脚或水印“${short(r.text)}”。如果它是正文，请粘贴补充。`);
  if (removed.running.length > 5) out.push(`另有 ${removed.running.length - 5} 种重复的页眉、页脚已去掉。`);
  const slanted = [...new Set(read.slanted)].filter((t) => t !== '');
  if (slanted.length > 0)
    out.push(
      `斜排或竖排的文字（多为水印）没有读入，共 ${slanted.length} 种：${slanted
        .slice(0, 5)
        .map((t) => `“${short(t)}”`)
        .join('、')}${slanted.length > 5 ? '等' : ''}。如果其中有正文，请粘贴补充。`,
    );
  return out;
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
