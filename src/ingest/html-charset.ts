// The encoding that a saved page says it has, and its characters by it. Bytes that are valid UTF-8 are UTF-8 whatever they say.

const META =
  /<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_-]{2,20})|<\?xml[^>]{0,100}encoding\s*=\s*["']([a-z0-9_-]{2,20})/i;

export interface DecodedPage {
  html: string;
  /** Characters that no encoding explains. */
  lost: number;
}

/** Null when the bytes name no encoding, or one nobody knows, or are UTF-8 or UTF-16 anyway: then they are read as any text. */
export function decodePage(bytes: Uint8Array): DecodedPage | null {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return null;
  const m = META.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 4_096)));
  const label = m?.[1] ?? m?.[2];
  if (!label || /^utf-?16/i.test(label)) return null;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return null;
  } catch {
    // Not UTF-8: what it says counts.
  }
  try {
    const html = new TextDecoder(/^(?:gb2312|gbk|x-gbk)$/i.test(label) ? 'gb18030' : label).decode(bytes);
    return { html, lost: html.match(/\ufffd/g)?.length ?? 0 };
  } catch {
    return null;
  }
}
