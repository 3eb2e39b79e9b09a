// Which characters may stand in an exported file. Removes only what XML forbids or what is invisible control; changes nothing else.

// C0 but tab and line feed, DEL, C1, and the two noncharacters that XML 1.0 leaves out.
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** Text fit for XML 1.0 and Markdown: no control characters, no lone surrogates (U+FFFD stands for them), line ends as \n, tabs as blanks. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '').replace(/\t/g, ' ').toWellFormed();
}
