// A Word document's parts to text.
import { fail, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';
import type { Package } from './zip.ts';

export function readDocx(_pkg: Package): Result<SourceText> {
  return fail('unreadable', 'unsupported_docx', '这是 Word（.docx）文件，本版本还不能直接读取。请全选复制后粘贴。');
}
