// Character maps for Chinese fonts that a PDF names but does not carry (UniGB-UCS2-H, GBK-EUC-H …), made on the spot from
// the platform's own decoders. Serves text, not drawing: characters beyond ASCII get numbers of our own, above every
// registered one, so that a font which uses the registered numbers is seen as unreadable instead of being misread.

/** [first code point, last, first number]: the blocks Chinese text is made of, numbered from above Adobe-GB1's last CID. */
const BLOCKS: readonly (readonly [number, number, number])[] = [
  [0x4e00, 0x9fff, 31000],
  [0x2000, 0x33ff, 52000],
  [0xff00, 0xffef, 57200],
  [0xa0, 0x4ff, 57500],
];
const FIRST_OWN = 31000;

const cidOf = (point: number): number => {
  const block = BLOCKS.find(([from, to]) => point >= from && point <= to);
  return block ? point - block[0] + block[2] : 0;
};

const hex = (n: number): string => n.toString(16).padStart(4, '0');

function cmap(codespace: readonly string[], body: readonly string[], vertical: boolean): Uint8Array {
  const text = `/CIDInit /ProcSet findresource begin begincmap /WMode ${vertical ? 1 : 0} def
${codespace.length} begincodespacerange ${codespace.join(' ')} endcodespacerange
${body.join('\n')}
endcmap`;
  return new TextEncoder().encode(text);
}

/** Unicode is the code: the ASCII range has its registered numbers because the width tables name those. */
function unicodeMap(vertical: boolean): Uint8Array {
  const ranges = ['<0020> <007e> 1', ...BLOCKS.map(([from, to, cid]) => `<${hex(from)}> <${hex(to)}> ${cid}`)];
  return cmap(['<0000> <ffff>'], [`${ranges.length} begincidrange`, ...ranges, 'endcidrange'], vertical);
}

/** Two-byte national encodings, read off the platform's decoder. `ascii` is the registered number of the blank. */
function encodedMap(encoding: string, ascii: number, vertical: boolean): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const lines: string[] = [`<20> <7e> ${ascii}`];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const cid = text.length === 1 ? cidOf(text.charCodeAt(0)) : 0;
      if (cid) lines.push(`<${hex(lead * 256 + trail)}> <${hex(lead * 256 + trail)}> ${cid}`);
    }
  return cmap(['<00> <80>', '<8140> <fefe>'], [`${lines.length} begincidrange`, ...lines, 'endcidrange'], vertical);
}

/** Number to Unicode, the way back. Registered numbers beyond ASCII become U+FFFD: they cannot be read without the tables. */
function backMap(): Uint8Array {
  const ranges = ['<0001> <005f> <0020>', '<032e> <038c> <0020>'];
  for (const [from, to, cid] of BLOCKS) ranges.push(`<${hex(cid)}> <${hex(cid + to - from)}> <${hex(from)}>`);
  const unknown: string[] = [];
  for (let cid = 0x60; cid < FIRST_OWN; cid++) if (cid < 0x32e || cid > 0x38c) unknown.push(`<${hex(cid)}> <fffd>`);
  const body = [`${ranges.length} beginbfrange`, ...ranges, 'endbfrange'];
  return cmap(['<0000> <ffff>'], [...body, `${unknown.length} beginbfchar`, ...unknown, 'endbfchar'], false);
}

const made = new Map<string, Uint8Array>();

/** The named map, or null where none can be made. */
export function characterMap(name: string): Uint8Array | null {
  const have = made.get(name);
  if (have) return have.slice();
  const vertical = name.endsWith('-V');
  const map = /^Uni(?:GB|CNS|JIS|KS)-(?:UCS2|UTF16)-[HV]$/.test(name)
    ? unicodeMap(vertical)
    : /^GB(?:K|K2K)?-(?:EUC-)?[HV]$|^GB-EUC-[HV]$/.test(name)
      ? encodedMap('gb18030', 814, vertical)
      : /^GB(?:pc|Kp)-EUC-[HV]$/.test(name)
        ? encodedMap('gb18030', 1, vertical)
        : /^(?:ETen|ETenms)-B5-[HV]$|^B5pc-[HV]$/.test(name)
          ? encodedMap('big5', 1, vertical)
          : /^Adobe-(?:GB1|CNS1|Japan1|Korea1)-UCS2$/.test(name)
            ? backMap()
            : null;
  if (!map) return null;
  made.set(name, map);
  return map.slice();
}

/** What pdf.js asks for the files it would otherwise fetch. Fonts and colour tables are not needed for text. */
export class CharacterMaps {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const map = kind === 'cMapUrl' ? characterMap(filename) : null;
    if (!map) throw new Error(`no ${kind} ${filename}`);
    return map;
  }
}
