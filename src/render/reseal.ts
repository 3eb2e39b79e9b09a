// Packs the parts of an office file again so that equal content gives equal bytes: fixed order, fixed time, no platform mark.
import { strFromU8, strToU8, type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate';

/** A part's new text, from its name and (when asked for) its text; null leaves it as it is. */
export type PartChange = (name: string, text: () => string) => string | null;

const FIRST = '[Content_Types].xml';

export function reseal(bytes: Uint8Array, change: PartChange): Uint8Array {
  // Local-time constructor: the zip writer reads local fields, so the stamp is the same in every time zone.
  const stamp = new Date(1980, 0, 1, 12);
  const parts: Unzipped = unzipSync(bytes);
  const names = Object.keys(parts)
    .filter((n) => !n.endsWith('/'))
    .sort((a, b) => (a === FIRST ? -1 : b === FIRST ? 1 : a < b ? -1 : 1));
  const out: Zippable = {};
  for (const name of names) {
    const part = parts[name]!;
    const text = change(name, () => strFromU8(part));
    out[name] = [text === null ? part : strToU8(text), { mtime: stamp, level: 6, os: 0 }];
  }
  return zipSync(out);
}
