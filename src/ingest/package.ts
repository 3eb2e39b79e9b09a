// An Office package (.docx, .xlsx) or an old binary one: told apart by content, opened under guard, handed to its reader.
import { fail, type Result } from '../core/problem.ts';
import type { SourceText } from '../core/text/source-text.ts';
import { containerOf, MAX_BYTES } from './decode.ts';
import { openPackage, refusable } from './zip.ts';
import { LIMITS, type Limits } from './zip-directory.ts';

/** Old binary containers by a stream that they hold, the surest first. Stream names stand in the file as UTF-16. */
const OLE: readonly { stream: string; code: string; message: string }[] = [
  {
    stream: 'EncryptedPackage',
    code: 'password_protected',
    message:
      '文件设有打开密码，不能读取。请在 Word、WPS 或 Excel 中输入密码打开，取消密码后另存，再上传；或复制正文粘贴。',
  },
  {
    stream: 'WordDocument',
    code: 'unsupported_doc',
    message:
      '这是旧版 Word（.doc）或 WPS 文字（.wps）文件，不能直接读取。请用 Word、WPS 另存为 .docx 再上传，或复制正文粘贴。',
  },
  {
    stream: 'Workbook',
    code: 'unsupported_xls',
    message:
      '这是旧版 Excel（.xls）或 WPS 表格（.et）文件，不能直接读取。请用 Excel、WPS 另存为 .xlsx 再上传，或复制表格粘贴。',
  },
];
const OLE_OTHER =
  '这是旧版 Word/Excel（.doc/.xls）文件，不能直接读取。请用 Word、WPS 另存为 .docx 或 .xlsx 再上传，或复制正文粘贴。';

function holds(bytes: Uint8Array, name: string): boolean {
  const first = name.charCodeAt(0);
  const last = bytes.length - name.length * 2;
  for (let at = bytes.indexOf(first); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let i = 1;
    while (i < name.length && bytes[at + i * 2] === name.charCodeAt(i) && bytes[at + i * 2 + 1] === 0) i++;
    if (i === name.length && bytes[at + 1] === 0) return true;
  }
  return false;
}

/** As packed. Far more than any report; pictures are what makes a document large. */
export const MAX_PACKAGE_BYTES = 20 * 1024 * 1024;

/** Bytes that begin as a zip or an OLE container. `limits` can be lowered where memory is scarce. */
export async function readPackage(bytes: Uint8Array, limits: Limits = LIMITS): Promise<Result<SourceText>> {
  if (bytes.length > MAX_PACKAGE_BYTES)
    return fail(
      'too-large',
      'file_too_large',
      `文件有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB，超过 ${MAX_PACKAGE_BYTES / 1024 / 1024} MB 上限。请在 Word、WPS 或 Excel 中删去图片后另存，或复制正文粘贴。`,
    );
  if (containerOf(bytes) === 'ole') {
    const known = OLE.find((o) => holds(bytes, o.stream));
    return fail('unreadable', known?.code ?? 'unsupported_ole', known?.message ?? OLE_OTHER);
  }
  const opened = openPackage(bytes, limits);
  if (!opened.ok) return opened;
  const pkg = opened.value;
  const reader = pkg.kind === 'docx' ? (await import('./docx.ts')).readDocx : (await import('./xlsx.ts')).readXlsx;
  const read = refusable(() => reader(pkg));
  if (read.ok && read.value.text.length > MAX_BYTES)
    return fail(
      'too-large',
      'text_too_large',
      `文件的文字有 ${read.value.text.length} 个字符，超过上限。请只保留自评报告或决算表后另存，再上传。`,
    );
  return read;
}
