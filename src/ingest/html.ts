// Pasted or saved HTML to plain text: blocks become lines, table rows become `a | b |` lines. Scripts, styles and
// comments are dropped. Keeps no formatting.
import { Parser } from 'htmlparser2';

const BREAKING = new Set(
  'p div section article header footer main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr br hr blockquote pre form title'.split(
    ' ',
  ),
);
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'xml', 'svg', 'head']);

export function htmlToText(html: string): string {
  let out = '';
  let silent = 0;
  let cell = 0;
  const newline = (): void => {
    if (cell === 0 && out !== '' && !out.endsWith('\n')) out += '\n';
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (SILENT.has(name)) silent++;
        else if (name === 'td' || name === 'th') cell++;
        else if (BREAKING.has(name)) newline();
      },
      ontext(text) {
        if (silent) return;
        const one = text.replace(/[ \t\r\n\u00a0]+/g, ' ');
        out += out === '' || out.endsWith('\n') ? one.replace(/^ /, '') : one;
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent--;
        else if (name === 'td' || name === 'th') {
          cell--;
          if (cell === 0) out = `${out.trimEnd()} | `;
        } else if (BREAKING.has(name)) newline();
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return out
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
