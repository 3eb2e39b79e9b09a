// One file, or one pasted text, to the text that facts are found in: decides by content which reader takes it. What it
// cannot read it says, with the way out.
import { fail, ok, type Result } from '../core/problem.ts';
import type { SourceForm, SourceText } from '../core/text/source-text.ts';
import { csvToText } from './csv.ts';
import { containerOf, decodeText, MAX_BYTES } from './decode.ts';
import { readHtml } from './html.ts';
import { decodePage } from './html-charset.ts';
import type { Limits } from './zip-directory.ts';

const looksHtml = (text: string): boolean =>
  /^(?:\s|\ufeff|<!--[^>]{0,200}-->|<\?xml[^>]{0,200}\?>){0,20}<(?:!doctype html|html|head|body|meta|table|div|style|h[1-6]|p|span|section|article|center|font|ol|ul)[\s>]/i.test(
    text.slice(0, 4_000),
  ) || /^\s*Version:\d\.\d\s+StartHTML:/.test(text.slice(0, 200));

/** A page saved as one file by Word, WPS or a browser: its parts are encoded. */
const looksArchive = (text: string): boolean =>
  /^(?:[\w-]+:[^\n]{0,400}\n|[ \t][^\n]{0,400}\n){0,20}?Content-Type:\s*multipart\/related/i.test(text.slice(0, 4_000));

const ARCHIVE =
  '这是“单个文件网页”（.mht），不能直接读取。请用 Word、WPS 或浏览器打开，另存为 .docx 或“网页，仅 HTML”，或复制正文粘贴。';

const lostNotice = (n: number): string =>
  `有 ${n} 处字符无法识别（显示为 �）。请核对这些位置的文字和数字，或用 Word、WPS 打开后复制正文粘贴。`;

/** For .txt and .md the text is the file exactly as read. Never throws on bad content; cost is linear in the text. */
export async function readFile(name: string, bytes: Uint8Array, limits?: Limits): Promise<Result<SourceText>> {
  if (bytes.length === 0)
    return fail('bad-input', 'empty_file', '文件是空的，没有可读取的文字。请检查是否选错了文件。');
  const container = containerOf(bytes);
  // Loaded when the first such file comes: a server starts, and a text is read, without them.
  if (container === 'pdf') return (await import('./pdf.ts')).readPdf(bytes);
  if (container) return (await import('./package.ts')).readPackage(bytes, limits);
  const page = bytes.length <= MAX_BYTES ? decodePage(bytes) : null;
  if (page && looksHtml(page.html)) return pageText(page.html, false, page.lost ? [lostNotice(page.lost)] : []);
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const text = decoded.value;
  if (looksArchive(text)) return fail('unreadable', 'web_archive', ARCHIVE);
  if (looksHtml(text)) return pageText(text, false, []);
  if (/\.(?:csv|tsv)$/i.test(name)) return sourceText(csvToText(text), 'csv', []);
  return sourceText(text, /\.(?:md|markdown)$/i.test(name) ? 'md' : 'txt', []);
}

/** Pasted content: HTML wins over its plain-text twin because it keeps the tables, unless nothing can be read in it. */
export function readPasted(pasted: {
  text?: string;
  html?: string;
  csv?: string;
  form?: 'txt' | 'md';
}): Result<SourceText> {
  const raw = pasted.html ?? pasted.csv ?? pasted.text ?? '';
  if (raw.length > MAX_BYTES)
    return fail(
      'too-large',
      'text_too_large',
      `粘贴的文字有 ${raw.length} 个字符，超过上限。请只粘贴自评报告或决算说明正文。`,
    );
  if (pasted.html !== undefined) {
    const page = pageText(pasted.html, true, []);
    return page.ok || !pasted.text?.trim() ? page : sourceText(pasted.text, pasted.form ?? 'txt', []);
  }
  return pasted.csv !== undefined
    ? sourceText(csvToText(pasted.csv), 'csv', [])
    : sourceText(raw, pasted.form ?? 'txt', []);
}

function pageText(html: string, clipboard: boolean, notices: string[]): Result<SourceText> {
  const page = readHtml(html, { clipboard });
  return sourceText(page.text, 'html', [...notices, ...page.notices]);
}

function sourceText(text: string, form: SourceForm, notices: string[]): Result<SourceText> {
  if (text.trim() !== '') return ok({ text, form, notices });
  return fail(
    'bad-input',
    'empty_text',
    notices.length > 0
      ? `没有可读取的文字。${notices.join('')}`
      : '没有可读取的文字。请粘贴上年自评报告或本年资料的正文。',
  );
}
