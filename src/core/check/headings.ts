// The rule about the numbers of headings (C106): one missing in a row, one twice, a level left out, numbers lost altogether.
import { numeralOf } from './ordinals.ts';
import type { Line, TextHit, TextRule, TextScene } from './text-rule.ts';

interface Numbered {
  line: Line;
  level: 1 | 2 | 3;
  n: number;
  /** Short and without an end stop: a heading rather than an entry of a list. */
  bare: boolean;
}

const MARKS: readonly (readonly [RegExp, 1 | 2 | 3])[] = [
  [/^\s*(?:#{1,6}\s*)?([一二三四五六七八九十]{1,3})[、.．]/, 1],
  [/^\s*(?:#{1,6}\s*)?[（(]([一二三四五六七八九十]{1,3})[）)]/, 2],
  [/^\s*(?:#{1,6}\s*)?(\d{1,2})[.．、](?!\d)/, 3],
];

/** Dots or a page number at the end: a line of the contents. */
const CONTENTS = /(?:[.．…·]{3,}|\t)\s*\d{1,3}\s*$|PAGEREF|[\u4e00-\u9fff）)]\s?\d{1,3}$/;
/** Cells of a row, or an amount behind the words. */
const CELL = /[|\t]|\s\d[\d,]*\.\d+\s*$/;
/** A form's table copied cell by cell: the line before or after is a number alone. */
const AMOUNT = /^[\s\d,.|—-]+$/;
/** So many breaks are no slips of an outline: tables, or several papers in one. */
const OUTLINE = 4;

function numbered({ lines }: TextScene): Numbered[] {
  const amount = (i: number): boolean => AMOUNT.test(lines[i]?.text ?? '') && /\d/.test(lines[i]!.text);
  return lines.flatMap((line, i): Numbered[] => {
    if (line.text.length > 2000 || CONTENTS.test(line.text) || CELL.test(line.text)) return [];
    if (amount(i - 1) || amount(i + 1)) return [];
    for (const [mark, level] of MARKS) {
      const m = mark.exec(line.text);
      if (!m) continue;
      const n = level === 3 ? Number(m[1]) : numeralOf(m[1]!);
      const rest = line.text.slice(m[0].length).trim();
      if (!n || !rest) return [];
      return [{ line, level, n, bare: rest.length <= 40 && !/[。；;]$/.test(rest) }];
    }
    return [];
  });
}

const place = (line: Line): TextHit => {
  const lead = line.text.length - line.text.trimStart().length;
  const whole = line.text.trim();
  return {
    start: line.start + lead,
    end: line.start + lead + Math.min(whole.length, 40),
    say: { h: whole.slice(0, 30) },
  };
};

/** A row of numbers goes up by one; it may begin anew at one. */
function breaks(rows: readonly Numbered[]): TextHit[] {
  const hits: TextHit[] = [];
  const last: Record<1 | 2 | 3, number> = { 1: 0, 2: 0, 3: 0 };
  for (const h of rows) {
    const before = last[h.level];
    const anew = h.n === 1 && (before === 0 || before >= 2 || h.level === 3);
    if (h.n !== before + 1 && !anew) {
      // The first of a row that the text does not show from its beginning cannot be judged; entries of lists only when the row is sure.
      if (before > 0 || (h.level < 3 && h.n > 1)) hits.push(place(h.line));
    }
    last[h.level] = h.n;
    if (h.level === 1) last[2] = last[3] = 0;
    if (h.level === 2) last[3] = 0;
  }
  return hits;
}

/** Where （一） is used elsewhere, a 一、 that is followed at once by headings 1. 2. leaves a level out. */
function skipped(rows: readonly Numbered[]): TextHit[] {
  const hits: TextHit[] = [];
  for (let i = 0; i + 2 < rows.length; i++) {
    const [top, a, b] = [rows[i]!, rows[i + 1]!, rows[i + 2]!];
    if (top.level !== 1 || a.level !== 3 || b.level !== 3 || !a.bare || !b.bare || a.n !== 1) continue;
    const end = rows.findIndex((r, k) => k > i && r.level === 1);
    const own = rows.slice(i + 1, end < 0 ? undefined : end);
    if (!own.some((r) => r.level === 2) && rows.some((r) => r.level === 2)) hits.push(place(a.line));
  }
  return hits;
}

/** Headings of the outline stand there without numbers, while 1. and （1） below them kept theirs. */
function lost(scene: TextScene, rows: readonly Numbered[]): TextHit[] {
  const named = scene.parts.filter((p) => p.section !== null);
  const bare = named.filter((p) => !/^\s*(?:#|第?[一二三四五六七八九十]|[（(]|\d)/.test(p.heading.text));
  if (bare.length < 3 || bare.length * 2 <= named.length || !rows.some((r) => r.level === 3)) return [];
  return [{ ...place(bare[0]!.heading), message: '标题缺少序号（如“{h}”），请按“一、（一）1.（1）”补全。' }];
}

export const HEADINGS: readonly TextRule[] = [
  {
    id: 'C106',
    severity: 'W',
    message: '标题层级序号不连续：“{h}”。',
    find: (scene) => {
      const rows = numbered(scene);
      const broken = breaks(rows);
      return [...lost(scene, rows), ...(broken.length > OUTLINE ? [] : broken), ...skipped(rows)];
    },
  },
];
