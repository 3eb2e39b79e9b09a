// An Office package (.docx, .xlsx) or an old binary one: told apart by content, opened under guard, handed to its reader.
import { fail, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';
import { containerOf } from './decode.ts';

const ADVICE: Record<string, string> = {
  zip: '这是 Word/Excel（.docx/.xlsx）或压缩文件，本版本还不能直接读取。请在 Word、WPS 中全选复制后粘贴，或另存为“纯文本（.txt）”、“网页（.html）”或 CSV 再上传。',
  ole: '这是旧版 Word/Excel（.doc/.xls）文件，本版本还不能直接读取。请用 Word、WPS 打开，复制正文粘贴，或另存为纯文本（.txt）。',
};

export async function readPackage(bytes: Uint8Array): Promise<Result<SourceText>> {
  const container = containerOf(bytes) ?? 'zip';
  return fail('unreadable', `unsupported_${container}`, ADVICE[container]!);
}
