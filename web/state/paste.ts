// What the clipboard brought and what of it is sent: HTML before its plain twin, because it keeps tables and list numbers.
// Pure; the page reads the clipboard.
export interface Pasted {
  /** As the box shows it. */
  text: string;
  html: string;
}

const escaped = (s: string): string =>
  `<pre>${s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</pre>`;

/** Pictures inside the markup are not read anyway; their bytes stay here. */
const withoutPictures = (html: string): string => html.replace(/\bsrc\s*=\s*(?:"data:[^"]*"|'data:[^']*')/gi, 'src=""');

/**
 * The clipboard joined to what the box held before (at its end), or null when it has no markup worth more than its words.
 * `before` is what an earlier paste left, if the box still shows exactly that.
 */
export function joinPaste(html: string, text: string, boxText: string, before: Pasted | null): Pasted | null {
  if (!/<[a-z][^>]*>/i.test(html)) return null;
  const clean = withoutPictures(html);
  if (boxText === '') return { text, html: clean };
  const earlier = before && before.text === boxText ? before.html : escaped(boxText);
  return { text: `${boxText}${boxText.endsWith('\n') ? '' : '\n'}${text}`, html: `${earlier}\n${clean}` };
}

export const tablesIn = (html: string): number => html.match(/<table[\s>]/gi)?.length ?? 0;

/** What is sent: the markup while the box still shows its words, the words once a person changed them. */
export const contentOf = (boxText: string, pasted: Pasted | null): { html: string } | { text: string } =>
  pasted !== null && pasted.text === boxText ? { html: pasted.html } : { text: boxText };
