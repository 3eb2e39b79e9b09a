// A PDF's text layer to text in reading order.
import { fail, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';

const ADVICE = '这是 PDF 文件，本版本还不能直接读取。请打开后全选复制正文粘贴，或另存为纯文本（.txt）再上传。';

export async function readPdf(_bytes: Uint8Array): Promise<Result<SourceText>> {
  return fail('unreadable', 'unsupported_pdf', ADVICE);
}
