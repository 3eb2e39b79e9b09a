// Where a line of plain text needs a backslash to stay plain text in Markdown. Chinese text needs next to none.

export type LineKind = 'paragraph' | 'heading' | 'cell';

const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[A-Za-z0-9]/;
const ENTITY = /&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,40});/y;
const LINK_START = /(?:https?|ftp):\/\/|www\./iy;

/** For each UTF-16 unit of the line: true when a backslash must stand before it. Linear in the line. */
export function escapesOf(line: string, kind: LineKind): boolean[] {
  const marks = new Array<boolean>(line.length).fill(false);
  for (let i = 0; i < line.length; i++) marks[i] = inline(line, i, kind);
  if (kind === 'paragraph') {
    const at = blockStart(line);
    if (at !== null) marks[at] = true;
  }
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (c !== 'h' && c !== 'H' && c !== 'f' && c !== 'F' && c !== 'w' && c !== 'W') continue;
    LINK_START.lastIndex = i;
    const m = LINK_START.exec(line);
    // The colon or the dot: without it no reader makes a link of the address, and it can still be read.
    if (m) marks[i + (m[0].endsWith('.') ? 3 : m[0].length - 3)] = true;
  }
  return marks;
}

function inline(line: string, i: number, kind: LineKind): boolean {
  const before = line[i - 1] ?? '';
  const after = line[i + 1] ?? '';
  switch (line[i]) {
    case '\\':
      return after === '' || ASCII_PUNCTUATION.test(after);
    case '`':
    case '*':
    case '[':
    case '~':
      return true;
    case '_':
      return !(WORD.test(before) && WORD.test(after));
    case '<':
      return /[A-Za-z/!?]/.test(after);
    case '&':
      ENTITY.lastIndex = i;
      return ENTITY.test(line);
    case '@':
      return /[A-Za-z0-9._+-]/.test(before) && WORD.test(after);
    case '|':
      return kind === 'cell';
    case '#':
      return kind === 'heading';
    default:
      return false;
  }
}

/** A line that would open a heading, quotation, list, rule or code: the place of the sign that must be kept from it. */
function blockStart(line: string): number | null {
  const first = line[0] ?? '';
  if (first === '#') return /^#{1,6}(?:\s|$)/.test(line) ? 0 : null;
  if (first === '>') return 0;
  if (first === '-' || first === '+') return /^[-+](?:\s|$)/.test(line) || /^-[-\s]*$/.test(line) ? 0 : null;
  const ordered = /^(\d{1,9})[.)](?:\s|$)/.exec(line);
  return ordered ? ordered[1]!.length : null;
}
