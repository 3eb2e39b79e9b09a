// One file, or one pasted text, to the plain text that facts are found in. What it cannot read it says, with the way out.
import { fail, ok, type Result } from '../core/problem.ts';
import { containerOf, decodeText, MAX_BYTES } from './decode.ts';
import { htmlToText } from './html.ts';

const ADVICE: Record<string, string> = {
  zip: '这是 Word/Excel（.docx/.xlsx）或压缩文件，本版本还不能直接读取。请在 Word、WPS 中全选复制后粘贴，或另存为“纯文本（.txt）”、“网页（.html）”或 CSV 再上传。',
  pdf: '这是 PDF 文件，本版本还不能直接读取。请打开后全选复制正文粘贴，或另存为纯文本（.txt）再上传。',
  ole: '这是旧版 Word/Excel（.doc/.xls）文件，本版本还不能直接读取。请用 Word、WPS 打开，复制正文粘贴，或另存为纯文本（.txt）。',
};

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

/** Facts' offsets refer to `text`; for .txt and .md that is the file exactly as read. */
export function readFile(name: string, bytes: Uint8Array): Result<{ text: string }> {
  if (bytes.length === 0)
    return fail('bad-input', 'empty_file', '文件是空的，没有可读取的文字。请检查是否选错了文件。');
  const container = containerOf(bytes);
  if (container) return fail('unreadable', `unsupported_${container}`, ADVICE[container]!);
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  return readPasted(
    /\.csv$/i.test(name)
      ? { csv: decoded.value }
      : looksHtml(decoded.value)
        ? { html: decoded.value }
        : { text: decoded.value },
  );
}

/** Pasted content: HTML wins over its plain-text twin because it keeps the tables. */
export function readPasted(pasted: { text?: string; html?: string; csv?: string }): Result<{ text: string }> {
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
  return ok({ text });
}
