// Bytes to characters: UTF-8, UTF-16 (with a mark) and GB18030. Refuses what is no text; guesses nothing else.
import { fail, ok, type Result } from '../core/problem.ts';

/** More than any report: a larger file is the wrong file. */
export const MAX_BYTES = 8 * 1024 * 1024;

const SIGNATURES: readonly (readonly [number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'ole'],
];

const startsWith = (bytes: Uint8Array, head: readonly number[]): boolean => head.every((b, i) => bytes[i] === b);

/** What the content is, whatever the name says: zip (docx, xlsx), pdf, ole (doc, xls) or null for plain bytes. */
export const containerOf = (bytes: Uint8Array): string | null =>
  SIGNATURES.find(([head]) => startsWith(bytes, head))?.[1] ?? null;

function read(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Control characters that no text has; tabs, line ends and form feeds are fine. */
function looksBinary(text: string): boolean {
  let odd = 0;
  const n = Math.min(text.length, 20_000);
  for (let i = 0; i < n; i++) {
    const c = text.charCodeAt(i);
    if (c === 0 || (c < 32 && c !== 9 && c !== 10 && c !== 12 && c !== 13)) odd++;
  }
  return odd > 0 && odd * 200 > n;
}

/** Offsets of facts refer to the returned string; a byte order mark is not part of it. */
export function decodeText(bytes: Uint8Array): Result<string> {
  const mib = (bytes.length / 1024 / 1024).toFixed(1);
  if (bytes.length > MAX_BYTES)
    return fail(
      'too-large',
      'file_too_large',
      `文件有 ${mib} MB，超过 ${MAX_BYTES / 1024 / 1024} MB 上限。请只保留自评报告或决算说明正文后重试。`,
    );
  const utf16 = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : null;
  const text = utf16 ? read(bytes, utf16) : (read(bytes, 'utf-8') ?? read(bytes, 'gb18030'));
  if (text === null || looksBinary(text))
    return fail(
      'unreadable',
      'binary_file',
      '文件不是文本（可能是图片、压缩包或加密文件）。请用 Word 或 WPS 打开后复制正文粘贴，或另存为纯文本（.txt）再上传。',
    );
  if (text.trim() === '')
    return fail('bad-input', 'empty_file', '文件是空的，没有可读取的文字。请检查是否选错了文件。');
  return ok(text);
}
