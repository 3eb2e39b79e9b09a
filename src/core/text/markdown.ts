// Markdown in a source: heading marks, emphasis, lists, quotations, rules, links. Marked for reading without them; the heading
// marks are handed on with their depth. Text that only looks like it (placeholders **, 12*3, _Toc1) stays as it is.
import { drop, isMarked, type Marks, type Tape } from './tape.ts';

/** What marks said about lines, by the source offset of a line's first character that is read. */
export interface LineMarks {
  /** Depth of a heading's `#` marks, 1 to 6. */
  headings: Map<number, number>;
  /** Items of lists: such a line never goes on the one before. */
  items: Set<number>;
}

const HEADING = /^ {0,3}(#{1,6}[ \t]+(?=[^\s#])|#{2,6}(?=\p{Script=Han}))/u;
const CLOSING = /[ \t]+#{1,6}[ \t]*$/;
const BULLET = /^[ \t]{0,12}(?:[*•·◆▪►➢-]|\+(?=[ \t]+[^\d\s]))[ \t]+(?=\S)/;
const QUOTE = /^ {0,3}(?:>[ \t]?){1,6}/;
const RULE = /^[ \t]*(?:(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,}|={3,}|`{3,}\w{0,12}|~{3,})[ \t]*$/;
const STRONG = [
  /(?<!\*)(\*{2,3})(?=[^\s*])([^*\n]{1,200}?)(?<=[^\s*])\1(?!\*)/g,
  /(?<!_)(__)(?=[^\s_])([^_\n]{1,200}?)(?<=[^\s_])\1(?!_)/g,
];
const EMPHASIS = /(?<![*\w\\])([*`])(?=[^\s*`])([^*`\n]{1,120}?)(?<=[^\s*`])\1(?![*\w])/g;
const LINK = /!?\[([^[\]\n]{1,120})\]\((?:https?:|mailto:|\.{0,2}\/|#)[^()\s]{0,400}(?:\s"[^"\n]{0,100}")?\)/g;
const ESCAPE = /\\(?=[.()[\]_#+\-!~<>|`]|\*(?!\s))/g;
/** What a placeholder of asterisks stands before. */
const COUNTED = /^[个人名万元年月日%％]/;

/** Marks what goes; fills `lines`. */
export function markMarkdown(text: string, marks: Marks, tape: Tape, lines: LineMarks): void {
  for (let i = 0; i < text.length; ) {
    let end = text.indexOf('\n', i);
    if (end < 0) end = text.length;
    if (end > i) lineMarks(text, i, end, marks, tape, lines);
    i = end + 1;
  }
  const has = (c: string): boolean => text.includes(c);
  if (has('**') || has('__'))
    for (const m of STRONG.flatMap((at) => [...text.matchAll(at)])) {
      const [from, to] = [m.index, m.index + m[0].length];
      if (isPlaceholder(text, from, to, m[2]!)) continue;
      drop(marks, from, from + m[1]!.length);
      drop(marks, to - m[1]!.length, to);
    }
  if (has('*') || has('`'))
    for (const m of text.matchAll(EMPHASIS)) {
      const to = m.index + m[0].length;
      if (isMarked(marks, m.index) || isPlaceholder(text, m.index, to, m[2]!)) continue;
      drop(marks, m.index, m.index + 1);
      drop(marks, to - 1, to);
    }
  if (has(']('))
    for (const m of text.matchAll(LINK)) {
      const open = m[0].indexOf('[');
      drop(marks, m.index, m.index + open + 1);
      drop(marks, m.index + open + 1 + m[1]!.length, m.index + m[0].length);
    }
  if (has('\\')) for (const m of text.matchAll(ESCAPE)) drop(marks, m.index, m.index + 1);
}

/** 支出**万元，收入**万元: the stars stand for figures there, also where they seem to enclose words. */
function isPlaceholder(text: string, from: number, to: number, inner: string): boolean {
  return (
    /[\p{Script=Han}\d]/u.test(text[from - 1] ?? ' ') && COUNTED.test(inner) && COUNTED.test(text.slice(to, to + 1))
  );
}

function lineMarks(text: string, from: number, to: number, marks: Marks, tape: Tape, lines: LineMarks): void {
  let at = from;
  const first = text[from]!;
  if (first !== ' ' && first !== '\t' && !'#*->_+=`~•·◆▪►➢'.includes(first)) return;
  const head = text.slice(from, Math.min(to, from + 400));
  const quoted = QUOTE.exec(head);
  if (quoted) {
    drop(marks, from, from + quoted[0].length);
    at += quoted[0].length;
  }
  const rest = text.slice(at, Math.min(to, at + 400));
  // Among the cells of a table, one a line, dashes are an empty cell.
  const cells = (): boolean =>
    /-/.test(rest) && /(?:^|\n)[\d.,%-]+[ \t]*\n\s*$/.test(text.slice(Math.max(0, from - 24), from));
  if (rest.length < 120 && at + rest.length === to && RULE.test(rest) && !cells()) {
    drop(marks, at, to);
    return;
  }
  const heading = HEADING.exec(rest);
  if (heading) {
    drop(marks, at, at + heading[0].length);
    const closing = at + rest.length === to ? CLOSING.exec(rest) : null;
    if (closing) drop(marks, at + closing.index, to);
    lines.headings.set(firstOf(text, at + heading[0].length, tape), heading[1]!.trimEnd().length);
    return;
  }
  const bullet = BULLET.exec(rest);
  // A minus before a number may be its sign.
  if (!bullet || (/-[ \t]+$/.test(bullet[0]) && /^[\d.]/.test(rest.slice(bullet[0].length)))) return;
  drop(marks, at, at + bullet[0].length);
  lines.items.add(firstOf(text, at + bullet[0].length, tape));
}

/** Where the title itself begins: emphasis marks before it go too. */
function firstOf(text: string, i: number, tape: Tape): number {
  let j = i;
  while (j - i < 4 && (text[j] === '*' || text[j] === '_' || text[j] === '`')) j++;
  return tape.starts[j] ?? tape.starts[i]!;
}
