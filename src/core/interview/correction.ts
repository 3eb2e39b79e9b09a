// Reads a stated correction: 不是A，是B, 说错了，是B, K改为B. Which fact B belongs to may be known by its name or by A alone.
import { claimOf, readNumber, type Sentence } from './answer.ts';
import { CHANGED, NOT_BUT, SOFT, WRONG } from './commands.ts';
import type { Asked, Intent } from './intent.ts';
import { meaning, namesIn } from './naming.ts';

/** A stated correction. With a name it is a plain value; without one it is known by the value it replaces. */
export function correctionIn(s: Sentence, asked: Asked | null, period: number): Intent | null {
  const wrong = WRONG.exec(s.text);
  const body: Sentence = wrong ? { text: s.text.slice(wrong[0].length), start: s.start + wrong[0].length } : s;
  const notBut = NOT_BUT.exec(body.text);
  const changed = notBut ? null : CHANGED.exec(body.text);
  if (!wrong && !notBut && (!changed || (asked && SOFT.test(s.text)))) return null;
  const before = notBut?.[1] ?? changed?.[1] ?? '';
  const after = notBut?.[3] ?? changed?.[2] ?? body.text;
  const offset = body.text.length - after.length;
  const now = readNumber(after);
  if (!now) return null;
  const was = notBut ? readNumber(notBut[2]!) : readNumber(before);
  const unit = now.unit || was?.unit || '';
  const value = { ...now, unit, start: offset + now.start, end: offset + now.end };
  const name = namesIn(before).at(-1) ?? namesIn(after.slice(0, now.start)).at(-1);
  if (name) {
    const d = meaning(name, unit, body.text, asked?.key ?? null);
    const claim = d && claimOf(d, value, body, yearOf(before, period), null);
    return claim ? { is: 'give', claims: [claim] } : { is: 'unclear' };
  }
  return {
    is: 'correct',
    was: was && { value: was.value, unit: was.unit },
    claim: {
      key: '',
      period,
      scope: null,
      item: null,
      value: value.value,
      unit,
      qualifier: value.qualifier,
      label: null,
      quote: body.text.slice(value.start, value.end),
      start: body.start + value.start,
      end: body.start + value.end,
      also: [],
      confidence: unit ? 'high' : 'medium',
      reasons: [],
    },
  };
}

const yearOf = (text: string, period: number): number => {
  const year = /(20\d\d)年/.exec(text)?.[1];
  return year ? Number(year) : /(?<![比较同与跟和于])(?:去年|上年|上一年)/.test(text) ? period - 1 : period;
};
