// Source characters to the tape: one form per character, tags and entities read, invisible characters left out and told.
// Never makes one digit of another.
import type { Residue } from './document.ts';
import { isOrder } from './order-words.ts';
import { INVISIBLE_MESSAGE, ORDER_MESSAGE } from './residue.ts';
import { TO_SIMPLIFIED } from './simplified.ts';
import { SLOT, Tape } from './tape.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ldquo: '“',
  rdquo: '”',
  middot: '·',
  mdash: '—',
  hellip: '…',
};
const BREAKING = /^(?:br|p|div|tr|table|li|ul|ol|h[1-6]|hr|section|title|tbody|thead)$/;
const CELL = /^(?:td|th)$/;
const INLINE = /^(?:span|b|i|u|em|strong|font|a|sup|sub|o:p|html|body|head|img|center|small|meta|col|colgroup)$/;
/** Zero-width, direction, joining, filler, variation and tag characters: nothing of them is seen on paper. */
const isInvisible = (p: number): boolean =>
  p === 0xad ||
  p === 0x34f ||
  p === 0x61c ||
  p === 0x115f ||
  p === 0x1160 ||
  (p >= 0x17b4 && p <= 0x17b5) ||
  (p >= 0x180b && p <= 0x180f) ||
  (p >= 0x200b && p <= 0x200f) ||
  (p >= 0x202a && p <= 0x202e) ||
  (p >= 0x2060 && p <= 0x206f) ||
  p === 0x3164 ||
  (p >= 0xfe00 && p <= 0xfe0f) ||
  p === 0xfeff ||
  p === 0xffa0 ||
  (p >= 0xfff0 && p <= 0xfffb) ||
  (p >= 0x1bca0 && p <= 0x1bca3) ||
  (p >= 0x1d173 && p <= 0x1d17a) ||
  (p >= 0xe0000 && p <= 0xe0fff);
const FULL_PUNCTUATION: Readonly<Record<string, string>> = {
  '％': '%',
  '．': '.',
  '﹪': '%',
  '\u3000': ' ',
  '\u00a0': ' ',
  '≧': '≥',
  '⩾': '≥',
  '≦': '≤',
  '｜': '|',
  '│': '|',
  '＝': '=',
  '－': '-',
  '＋': '+',
  '／': '/',
  '＿': '_',
  '＊': '*',
  '﹝': '（',
  '﹞': '）',
  '＂': '"',
  '「': '“',
  '」': '”',
  '–': '—',
  '―': '—',
  '─': '—',
  '━': '—',
  '−': '-',
  '『': '“',
  '』': '”',
  '〝': '“',
  '〞': '”',
};

/** Radicals that PDF files hold in place of characters and that have no compatibility form: [radical, character] pairs. */
const RADICALS = new Map(
  '⺁厂⺇几⺊卜⺎兀⺟母⺠民⺫目⺮竹⺶羊⺼月⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑长⻒长⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟'
    .match(/../gu)!
    .map((p) => [p[0]!, p[1]!] as const),
);

/** Character by character: full-width to half, compatibility forms, simplified characters, tags, entities, invisible ones. */
export function foldCharacters(source: string, residue: Residue[]): Tape {
  const tape = new Tape(source.length);
  let lastComment = source.lastIndexOf('-->');
  if (lastComment < 0) lastComment = -1;
  for (let i = 0; i < source.length; ) {
    const c = source[i]!;
    const code = source.charCodeAt(i);
    if (code < 0x80) {
      if (c === '<') {
        if (source.startsWith('<!--', i) && i < lastComment) {
          const end = source.indexOf('-->', i) + 3;
          const quote = source.slice(i, end);
          residue.push({
            kind: 'instruction',
            quote,
            start: i,
            end,
            message: isOrder(quote) ? ORDER_MESSAGE : '此处是网页注释，不是报告内容，读取时已忽略，请删除。',
          });
          tape.put('\n', i, end);
          i = end;
          continue;
        }
        const m = /^<\/?([a-z][a-z0-9:]{0,12})\b[^<>\n]{0,400}>/i.exec(source.slice(i, i + 420));
        const name = m?.[1]?.toLowerCase() ?? '';
        if (m && (BREAKING.test(name) || CELL.test(name) || INLINE.test(name))) {
          const end = i + m[0].length;
          // A break inside a cell of a Markdown row does not end the row.
          if (name === 'br' && inRow(source, i)) tape.put(' ', i, end);
          else if (BREAKING.test(name)) tape.put('\n', i, end);
          // Opening a cell parts it from the one before; the first of a row needs no mark.
          else if (CELL.test(name) && m[0][1] !== '/' && tape.last !== '' && tape.last !== '\n') tape.put('\t', i, end);
          i = end;
          continue;
        }
      }
      if (c === '&') {
        const m = /^&(?:#(\d{1,6})|([a-z]{2,8}));/i.exec(source.slice(i, i + 12));
        const to = m?.[1] ? String.fromCodePoint(Math.min(Number(m[1]), 0xffff)) : m?.[2] ? ENTITIES[m[2]] : undefined;
        if (m && to !== undefined) {
          tape.put(to === '\u00a0' ? ' ' : to, i, i + m[0].length);
          i += m[0].length;
          continue;
        }
      }
      if (c === '\r') {
        if (source[i + 1] !== '\n') tape.put('\n', i, i + 1);
      } else if (c === '\f' || c === '\v') tape.put('\n', i, i + 1);
      else if (code >= 32 || c === '\n' || c === '\t') tape.put(c, i, i + 1);
      i++;
      continue;
    }
    const point = source.codePointAt(i)!;
    const size = point > 0xffff ? 2 : 1;
    const whole = size === 2 ? source.slice(i, i + 2) : c;
    if ((point < 0x4e00 || point >= 0xfe00) && isInvisible(point)) {
      let end = i + size;
      while (end < source.length && isInvisible(source.codePointAt(end)!))
        end += source.codePointAt(end)! > 0xffff ? 2 : 1;
      residue.push({ kind: 'invisible', quote: source.slice(i, end), start: i, end, message: INVISIBLE_MESSAGE });
      i = end;
      continue;
    }
    let to = FULL_PUNCTUATION[whole] ?? whole;
    if ((code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a))
      to = String.fromCharCode(code - 0xfee0);
    else if ((code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) {
      to = RADICALS.get(whole) ?? whole.normalize('NFKC');
      to = TO_SIMPLIFIED.get(to) ?? to;
    } else if ((code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x1680) to = ' ';
    else if (code === 0x2028 || code === 0x2029 || code === 0x85) to = '\n';
    else if (code >= 0x4e00) to = TO_SIMPLIFIED.get(whole) ?? to;
    if (code >= 0xe000 && code <= 0xf8ff) to = SLOT;
    tape.put(to, i, i + size);
    i += size;
  }
  return tape;
}

/** Whether the line around `i` is a row between pipes. */
function inRow(source: string, i: number): boolean {
  const from = Math.max(0, i - 400);
  const line = source.slice(Math.max(from, source.lastIndexOf('\n', i - 1) + 1), i);
  return /^\s*\|/.test(line);
}
