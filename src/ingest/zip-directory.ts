// A zip's table of contents, read from its end and held against the limits before anything is unpacked. Unpacks nothing.
import { damaged, Refusal } from './refusal.ts';

export interface Limits {
  entries: number;
  /** Bytes of one entry and of all that is unpacked. */
  entryBytes: number;
  totalBytes: number;
  /** Unpacked to packed, asked of entries above `ratioFrom` bytes. */
  ratio: number;
  ratioFrom: number;
}

const MIB = 1024 * 1024;
export const LIMITS: Limits = { entries: 2000, entryBytes: 32 * MIB, totalBytes: 96 * MIB, ratio: 200, ratioFrom: MIB };

/** For a runtime whose own memory is 128 MB. */
export const SMALL_LIMITS: Limits = { ...LIMITS, entryBytes: 12 * MIB, totalBytes: 24 * MIB };

export interface Entry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  packed: Uint8Array;
  /** As declared; the unpacker holds the content to it. */
  size: number;
}

const EOCD = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_COMMENT = 0xffff;
const IN_EXTRA = 0xffffffff;

const tooBig = (code: string, what: string): Refusal =>
  new Refusal(
    'too-large',
    code,
    `${what}，为安全起见没有读取。请在 Word、WPS 中只保留正文和表格、删去大图片后另存，或复制正文粘贴。`,
  );

const badName = (code: string, what: string): Refusal =>
  new Refusal(
    'unreadable',
    code,
    `文件内部${what}，不是 Word、WPS 正常保存的文件，没有读取。请重新另存一份再上传，或复制正文粘贴。`,
  );

function endRecord(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) if (view.getUint32(at, true) === EOCD) return at;
  throw damaged('缺少结尾的目录，可能没有下载完整');
}

/** Sizes and offset of a zip64 extra field, in the order of those that the fixed record leaves to it. */
function fromExtra(view: DataView, start: number, length: number, fixed: readonly number[]): number[] {
  let at = start;
  const end = start + length;
  while (at + 4 <= end) {
    const id = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    if (id === 1) {
      let next = at + 4;
      return fixed.map((value) => {
        if (value !== IN_EXTRA) return value;
        if (next + 8 > end) throw damaged('目录记录不完整');
        const wide = Number(view.getBigUint64(next, true));
        next += 8;
        return wide;
      });
    }
    at += 4 + size;
  }
  return [...fixed];
}

function checkName(name: string, seen: Set<string>): void {
  if (name.includes('\\') || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0'))
    throw badName('bad_part_name', '有不规范的路径');
  if (name.split('/').includes('..')) throw badName('bad_part_name', '有越出文件夹的路径');
  const key = name.toLowerCase();
  if (seen.has(key)) throw badName('duplicate_part', '有同名的两个部分');
  seen.add(key);
}

function checkSizes(entry: Entry, total: number, limits: Limits): void {
  const mib = (n: number): string => `${(n / MIB).toFixed(0)} MB`;
  if (entry.size > limits.entryBytes)
    throw tooBig('part_too_large', `文件解压后有一部分达 ${mib(entry.size)}，超过 ${mib(limits.entryBytes)} 上限`);
  if (entry.size > limits.ratioFrom && entry.size > entry.packed.length * limits.ratio)
    throw tooBig('zip_bomb', '文件的压缩比异常，像是“压缩炸弹”');
  if (total > limits.totalBytes) throw tooBig('package_too_large', `文件解压后超过 ${mib(limits.totalBytes)}`);
}

/** Every file of the archive (folders left out). Throws a Refusal on a broken archive or one over the limits. */
export function readDirectory(bytes: Uint8Array, limits: Limits = LIMITS): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 22) throw damaged('太短');
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) throw tooBig('too_many_entries', `文件内部有 ${count} 个部分，超过 ${limits.entries} 个`);
  const names = new TextDecoder();
  const seen = new Set<string>();
  const entries: Entry[] = [];
  let total = 0;
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw damaged('目录记录不完整');
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    if (at + 46 + nameLength + extraLength > end) throw damaged('目录记录不完整');
    const name = names.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const [size, packedSize, offset] = fromExtra(view, at + 46 + nameLength, extraLength, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]) as [number, number, number];
    if (flags & 1)
      throw new Refusal(
        'unreadable',
        'password_protected',
        '压缩包设有密码，不能读取。请解压后上传其中的文件，或复制正文粘贴。',
      );
    checkName(name, seen);
    if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw damaged('内容位置不对');
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (start + packedSize > bytes.length) throw damaged('内容不完整，可能没有下载完整');
    const entry: Entry = {
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: bytes.subarray(start, start + packedSize),
      size,
    };
    total += size;
    checkSizes(entry, total, limits);
    if (!name.endsWith('/')) entries.push(entry);
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}
