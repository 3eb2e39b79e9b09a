// A workbook's sheets to text, values as printed.
import { fail, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';
import type { Package } from './zip.ts';

export function readXlsx(_pkg: Package): Result<SourceText> {
  return fail('unreadable', 'unsupported_xlsx', '这是 Excel（.xlsx）文件，本版本还不能直接读取。请复制表格后粘贴。');
}
