// What scanners and typists put for another character, and pinyin in brackets: marked for reading as what was meant.
import { CONFUSABLE, CONFUSABLE_UNIT, DIGIT_LOOKALIKE } from './confusables.ts';
import { drop, isMarked, type Marks, put, SLOT } from './tape.ts';

const TONED = 'āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ';
const PINYIN = new RegExp(`(?<=\\p{Script=Han})[(（][a-züA-Z${TONED}]{1,7}[)）]`, 'gu');
const HAS_TONE = new RegExp(`[${TONED}ü]`, 'u');

export function markPinyin(text: string, marks: Marks): void {
  for (const m of text.matchAll(PINYIN)) if (HAS_TONE.test(m[0])) drop(marks, m.index, m.index + m[0].length);
}

const WRONG = new RegExp(CONFUSABLE.map(([w]) => w).join('|'), 'g');
const WRONG_ONCE = new RegExp(WRONG.source);
const SLOT_CODE = SLOT.charCodeAt(0);
const RIGHT = new Map(CONFUSABLE);
const UNIT_WRONG = new RegExp(
  `(?<=[\\dlO][ ]?)(?:${CONFUSABLE_UNIT.map(([w]) => w).join('|')})(?![\\p{Script=Han}])`,
  'gu',
);
const UNIT_RIGHT = new Map(CONFUSABLE_UNIT);

export function markLookalikes(text: string, marks: Marks): void {
  const spell = (at: number, s: string) => {
    for (let k = 0; k < s.length; k++) put(marks, at + k, s[k]!);
  };
  for (const m of text.matchAll(WRONG)) spell(m.index, RIGHT.get(m[0])!);
  for (const m of text.matchAll(UNIT_WRONG)) spell(m.index, UNIT_RIGHT.get(m[0])!);
  for (const m of text.matchAll(/[0-9lIOo.,，?？■□�*]+/g)) {
    const run = m[0];
    const before = text[m.index - 1] ?? '';
    const after = text[m.index + run.length] ?? '';
    if (!/\d/.test(run) || /[A-Za-z_\\$]/.test(before) || /[A-Za-z_]/.test(after)) continue;
    // A mark inside a number hides a digit: the number cannot be read and must not be read short.
    if (
      /(?:\d|[lO])[?？■□�*]+[\dlO.,]|^[■□�]+\d|\d[■□�?？*]+$/.test(run) &&
      (/[■□�]/.test(run) || /^[人名个万元%]/.test(after) || /[?？*][\d.]/.test(run))
    ) {
      for (let k = 0; k < run.length; k++) put(marks, m.index + k, SLOT);
      continue;
    }
    if (!/[lIOo]/.test(run)) continue;
    for (let k = 0; k < run.length; k++) {
      const digit = DIGIT_LOOKALIKE[run[k]!];
      if (digit) put(marks, m.index + k, digit);
    }
  }
}

/** The text with look-alikes put right, of equal length; what hides a digit stays as it is. */
export function mended(text: string): string {
  if (!/[lIOo]|万兀|亿兀/.test(text) && !WRONG_ONCE.test(text)) return text;
  const marks: Marks = new Uint16Array(text.length);
  markLookalikes(text, marks);
  let out = '';
  let from = 0;
  for (let k = 0; k < text.length; k++) {
    if (!isMarked(marks, k) || marks[k] === SLOT_CODE) continue;
    out += text.slice(from, k) + String.fromCharCode(marks[k]!);
    from = k + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** Words only: again, after blanks inside them went. */
export function markWords(text: string, marks: Marks): void {
  for (const [at, right] of [
    [WRONG, RIGHT],
    [UNIT_WRONG, UNIT_RIGHT],
  ] as const)
    for (const x of text.matchAll(at))
      for (let k = 0; k < x[0].length; k++) put(marks, x.index + k, right.get(x[0])![k]!);
}
