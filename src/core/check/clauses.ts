// The figures of a text sentence by sentence, each with the words before it: what rules about one sentence's own arithmetic read.
import { type Exact, exact, fromDecimal, mul, ZERO } from '../number/exact.ts';
import { unitOf } from '../number/unit.ts';
import { decimalsOf } from './amounts.ts';
import { scanSentences } from './sentences.ts';
import type { TextScene } from './text-rule.ts';

export interface Figure {
  start: number;
  end: number;
  /** As printed, without separators. */
  digits: string;
  unit: string;
  /** Money in 元; everything else as it stands. */
  amount: Exact;
  money: boolean;
  /** 约, 余, 近 … stand by it. */
  rough: boolean;
  /** The words between it and the figure or stop before. */
  lead: string;
  /** The words after it up to the next figure or stop. */
  tail: string;
}

export interface Sentence {
  start: number;
  end: number;
  text: string;
  figures: readonly Figure[];
  /** Counts the paragraph it stands in. */
  paragraph: number;
}

const FIGURE =
  /(?<![\d.A-Za-z〔])(\d[\d,]{0,18}(?:\.\d{1,8})?)[ 　]{0,2}(万元|亿元|元|个百分点|百分点|[%％‰]|(?:万|亿)?(?:平方米|立方米|平方公里|公里|人次|人日|场次|批次|件次|家次|台次|册次|辆次|[\u4e00-\u9fff]))?/g;
const DATE_UNIT = /^[年月日号时]/;

const known = new WeakMap<TextScene, readonly Sentence[]>();

/** Every sentence with at least one figure; costs one pass over the text, once for all rules. */
export function sentencesOf(scene: TextScene): readonly Sentence[] {
  const before = known.get(scene);
  if (before) return before;
  const fresh = scanSentences(scene).flatMap(({ start, end, paragraph }): Sentence[] => {
    const text = scene.text.slice(start, end);
    const figures = figuresIn(text, start);
    return figures.length ? [{ start, end, text, figures, paragraph }] : [];
  });
  known.set(scene, fresh);
  return fresh;
}

function figuresIn(text: string, offset: number): Figure[] {
  const found: Figure[] = [];
  let last = 0;
  for (const m of text.matchAll(FIGURE)) {
    const unit = m[2] ?? '';
    if (DATE_UNIT.test(unit) || (unit === '' && found.length === 0 && m.index < 3)) {
      last = m.index + m[0].length;
      continue;
    }
    const digits = m[1]!.replaceAll(',', '');
    const value = fromDecimal(digits) ?? ZERO;
    const money = /元$/.test(unit);
    const lead = text.slice(Math.max(last, m.index - 40), m.index);
    const own = lead.slice(Math.max(...STOPS.map((s) => lead.lastIndexOf(s))) + 1);
    const after = text.slice(m.index + m[0].length, m.index + m[0].length + 30);
    const stop = /[，,。；;：:、（）()\d\n]/.exec(after)?.index ?? after.length;
    const wan = /^万(?!元)./.test(unit);
    found.push({
      start: offset + m.index,
      end: offset + m.index + m[0].length,
      digits,
      unit,
      amount: money ? mul(value, unitOf(unit).factor) : wan ? mul(value, exact(10000n)) : value,
      money,
      rough: /[约近超逾]$/.test(lead.trimEnd()) || /^[余多]|^以上|^左右/.test(unit + after),
      lead: own,
      tail: after.slice(0, stop),
    });
    last = m.index + m[0].length;
  }
  return found;
}

const STOPS = ['，', ',', '。', '；', ';', '：', ':', '、', '（', '）', '(', ')', '\n'];

export const placesOf = (f: Figure): number => decimalsOf(f.digits);
