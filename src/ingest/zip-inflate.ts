// One entry of a zip to its bytes: never more of them than were declared, and only the right ones.
import { Inflate } from 'fflate';
import { damaged, Refusal } from './refusal.ts';
import type { Entry } from './zip-directory.ts';

// Deflate yields at most about a thousand bytes for one: a push this small cannot overshoot by more than some 16 MB.
const PUSH = 16 * 1024;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = CRC_TABLE[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function unpack(entry: Entry): Uint8Array {
  if (entry.method === 0) return entry.packed;
  if (entry.method !== 8) throw damaged('压缩方式不认识');
  const out = new Uint8Array(entry.size);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > entry.size) throw damaged('内容比目录所说的长');
    out.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < entry.packed.length || at === 0; at += PUSH)
      inflate.push(entry.packed.subarray(at, at + PUSH), at + PUSH >= entry.packed.length);
  } catch (cause) {
    throw cause instanceof Refusal ? cause : damaged('压缩内容有错');
  }
  return length === entry.size ? out : out.subarray(0, length);
}

/** Throws a Refusal where length or checksum is not what the directory says. */
export function inflateEntry(entry: Entry): Uint8Array {
  const bytes = unpack(entry);
  if (bytes.length !== entry.size) throw damaged('内容长度不对');
  if (crc32(bytes) !== entry.crc) throw damaged('内容校验不符');
  return bytes;
}
