// One file, or one pasted text, to the text that facts are found in: decides by content which reader takes it. What it
// cannot read it says, with the way out.
import { fail, ok, type Result } from '../core/problem.ts';
import type { SourceForm, SourceText } from '../core/text/source-text.ts';
import { containerOf, decodeText, MAX_BYTES } from './decode.ts';
import { htmlToText } from './html.ts';
import { readPackage } from './package.ts';
import { readPdf } from './pdf.ts';

const looksHtml = (text: string): boolean =>
  /^\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>])/i.test(text.slice(0, 400));

/** CSV cells joined as `a | b |` rows, the form the table reader knows. Quotes per RFC 4180. */
export function csvToText(csv: string): string {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)!.push(cell.trim());
    cell = '';
  };
  for (let i = 0; i < csv.length; i++) {
    const c = csv[i]!;
    if (quoted) {
      if (c === '"' && csv[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else cell += c === '\n' || c === '\r' ? ' ' : c;
    } else if (c === '"' && cell.trim() === '') quoted = true;
    else if (c === ',') endCell();
    else if (c === '\n') {
      endCell();
      rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  endCell();
  return rows
    .map((r) =>
      r.length > 1
        ? r
            .map((x) => `${x} | `)
            .join('')
            .trimEnd()
        : (r[0] ?? ''),
    )
    .join('\n');
}

/** For .txt and .md the text is the file exactly as read. Never throws on bad content; cost is linear in the text. */
export async function readFile(name: string, bytes: Uint8Array): Promise<Result<SourceText>> {
  if (bytes.length === 0)
    return fail('bad-input', 'empty_file', '文件是空的，没有可读取的文字。请检查是否选错了文件。');
  const container = containerOf(bytes);
  if (container === 'pdf') return readPdf(bytes);
  if (container) return readPackage(bytes);
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  return readPasted(
    /\.csv$/i.test(name)
      ? { csv: decoded.value }
      : looksHtml(decoded.value)
        ? { html: decoded.value }
        : { text: decoded.value, form: /\.(?:md|markdown)$/i.test(name) ? 'md' : 'txt' },
  );
}

/** Pasted content: HTML wins over its plain-text twin because it keeps the tables. */
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
  const text =
    pasted.html !== undefined ? htmlToText(pasted.html) : pasted.csv !== undefined ? csvToText(pasted.csv) : raw;
  if (text.trim() === '')
    return fail('bad-input', 'empty_text', '没有可读取的文字。请粘贴上年自评报告或本年资料的正文。');
  const form: SourceForm =
    pasted.html !== undefined ? 'html' : pasted.csv !== undefined ? 'csv' : (pasted.form ?? 'txt');
  return ok({ text, form, notices: [] });
}
