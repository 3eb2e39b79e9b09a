// Blanks: those made by layout go, those that part cells and words stay, as one character each.
import { startsPart } from './lines.ts';
import { drop, type Marks, put } from './tape.ts';

/** Blanks of every line, and lines that have nothing left; the other line ends are settled before. */
export function markBlanks(text: string, marks: Marks): void {
  for (let i = 0; i <= text.length; ) {
    let end = text.indexOf('\n', i);
    if (end < 0) end = text.length;
    if (text.slice(i, end).trim() === '') drop(marks, i, Math.min(end + 1, text.length));
    else healLine(text, i, end, marks);
    i = end + 1;
  }
}

/** Only for long lines: where a pasted page became one line, headings inside it start lines again. */
const INLINE_HEADING = /[一二三四五六七八九十]{1,3}、\S|[（(][一二三四五六七八九十]{1,3}[)）]\S/y;

function healLine(text: string, from: number, to: number, marks: Marks): void {
  let line = text.slice(from, to);
  if (!/[ \t]/.test(line)) return;
  if (line.includes('\t') && isProse(line)) line = line.replaceAll('\t', ' ');
  const piped = line.includes('|');
  const flat = !piped && isFlatTable(line);
  // Blanks between all characters part no cells; those beside a figure do.
  const apart = flat && (line.match(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu)?.length ?? 0) > line.length / 12;
  const pasted = to - from > 300 && !flat;
  let heading = -1;
  for (const m of line.matchAll(/[ \t]+/g)) {
    const at = from + m.index;
    const end = at + m[0].length;
    const left = line[m.index - 1] ?? '';
    const right = line[m.index + m[0].length] ?? '';
    drop(marks, at, end);
    if (left === '' || right === '') {
      tabs(m[0], at, marks);
      continue;
    }
    if (piped && (left === '|' || right === '|')) continue;
    if (m[0].includes('\t') || (flat && !(apart && !/\d/.test(left + right)))) {
      if (flat && !m[0].includes('\t')) put(marks, at, '\t');
      tabs(m[0], at, marks);
      continue;
    }
    INLINE_HEADING.lastIndex = m.index + m[0].length;
    if (pasted && INLINE_HEADING.test(line)) {
      put(marks, at, '\n');
      heading = m.index + m[0].length;
      continue;
    }
    if (heading >= 0) {
      const title = line.slice(heading, m.index);
      if (/[。；，]/.test(title) || title.length > 34) heading = -1;
      else if (title.replace(/^[^、)）]*[、)）]/, '').trim().length >= 2) {
        put(marks, at, '\n');
        heading = -1;
        continue;
      }
    }
    // 单位名称：某局  填报日期：… — the next field of a form begins.
    if (
      m[0].length >= 2 &&
      line.length <= 160 &&
      !/[，。；]/.test(left) &&
      /^[\p{Script=Han}（）]{2,10}[：:]/u.test(line.slice(m.index + m[0].length, m.index + m[0].length + 12))
    ) {
      put(marks, at, ' ');
      continue;
    }
    if (joinsAcross(line, m.index, m[0].length, left, right)) continue;
    if (isWord(left) && isWord(right)) put(marks, at, ' ');
    else if (m[0].length >= 3 && !/[。；]/.test(line) && !/[\d]/.test(left + right)) put(marks, at, ' ');
  }
}

/** Tabs that indent a paragraph or stand after its sentences part no cells. */
export function isProse(line: string): boolean {
  if (line.includes('|')) return false;
  const indented = /^[ ]{0,8}\t+([^\t]{4,})$/.exec(line)?.[1];
  if (indented !== undefined && (startsPart(indented) || /[：。；]\s*$/.test(indented))) return true;
  return line.length >= 16 && /[，。；]/.test(line) && !/[^\t\s，。；：！？][ ]{0,4}\t/.test(line);
}

/** Every tab parts two cells, empty ones too. */
function tabs(run: string, at: number, marks: Marks): void {
  for (let k = 0; k < run.length; k++) if (run[k] === '\t') put(marks, at + k, '\t');
}

const isWord = (c: string): boolean => /[A-Za-z0-9]/.test(c);

const UNIT_AHEAD =
  '[ \\t]{0,3}\\n?[ \\t]{0,3}(?:万|亿|元|人|名|个|%|分(?![\\d.])|年|月|日|家|户|项|件|平方|公里|座|辆|台|处|次|余)';

/** A space inside a number: `171 8.47 万元`, `98.3 7%`, `10 .68`. A unit must follow, for table cells stand side by side too. */
function joinsAcross(line: string, at: number, size: number, left: string, right: string): boolean {
  if (!isWord(left) && !isWord(right)) return true;
  const numeric = /[\d.,]/;
  if (!(numeric.test(left) && numeric.test(right))) return !(isWord(left) && isWord(right));
  const head = /[\d.,]{1,24}$/.exec(line.slice(Math.max(0, at - 24), at))?.[0] ?? '';
  const rest = line.slice(at + size, at + size + 40);
  const tail = /^[\d.,]{1,24}/.exec(rest)?.[0] ?? '';
  const whole = head + tail;
  const wellFormed = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,6})?$/.test(whole);
  if (!wellFormed || /\.\d\d$/.test(head)) return false;
  return new RegExp(`^${UNIT_AHEAD}`).test(rest.slice(tail.length)) && !/^\d+$/.test(`${head + tail}x`);
}

/** A table flattened into one line: many bare numbers, each followed by a blank and a word instead of a unit. */
function isFlatTable(line: string): boolean {
  const cells = line.trim().split(/[ \t]+/);
  if (cells.length < 10) return false;
  let bare = 0;
  let measured = 0;
  for (let i = 0; i < cells.length; i++) {
    if (!/^[\d,]+(?:\.\d+)?$/.test(cells[i]!)) continue;
    const next = cells[i + 1] ?? '';
    if (/^(?:万|亿|元|人|名|个|%|分|年|月|日|家|户|项|件|批|天|场|起|台|辆|次|处|亩|公里)/.test(next)) measured++;
    else if (!/^[，。；、）)]/.test(next)) bare++;
  }
  return bare >= 4 && bare > measured * 2;
}
