// A model's line with its slots filled: runs that know what backs them, and what is wrong with the way the slots were written.
import type { Fault } from './fault.ts';
import type { DraftLine } from './line.ts';
import type { Offer } from './offers.ts';
import type { Run } from './section.ts';

/** Stands for a filled slot where the model's own words are read by themselves. No letter, no digit, no mark. */
export const HOLE = '\uFFFC';

export interface FilledLine {
  runs: Run[];
  /** The finished sentence. */
  text: string;
  /** The model's own words, a hole for each slot. */
  own: string;
  /** The slots it has put in, in order. */
  used: Offer[];
  /** Those it says it rests on and those it has put in, each once. */
  cited: Offer[];
  /** Where each of `used` stands in `text`. */
  spans: { offer: Offer; start: number; end: number }[];
  faults: Fault[];
}

/** {{x}} as models write it: one to three braces of either width, blanks inside, backticks around, an f in front of nothing. */
const SLOT = /`?[{｛]{1,3}\s*([A-Za-z][A-Za-z0-9_]*)\s*[}｝]{1,3}`?|`([a-z][a-z0-9_]*)`/g;
const SENTENCE_END = /[。！？；：…][”’）】」』]?$/;

const UNIT_AFTER =
  /^(?:[百千万亿]+元?|元|[%％‰]|个?百分点|人次|批次|平方米|公里|[人名个家户件项份辆台批次处场条份亩吨公里](?![\u4e00-\u9fff]))/;
const NUMERIC_END = /[\d%％‰余多]\s?[\u4e00-\u9fff㎡%％‰]{0,4}$/;
const LOOSE_BEFORE =
  /(?:约|大约|大概|近|将近|接近|超过|超出|超|逾|突破|不足|不到|未达到|不低于|不少于|至少|不超过|不高于|至多|最多|高于|低于|多于|少于|好几|第|[-—－]|(?<![胜自肩担欺亏])负)$/;
const LOOSE_AFTER =
  /^(?:余|多|左右|上下|许|以上|以下|以内|之内|及以上|及以下|倍|成|[-—~～至到](?=[\d\uFFFC零一二三四五六七八九十]))/;
const CHANGE_BEFORE =
  /(?:较上年|比上年|同比|增加|减少|增长|下降|提高|降低|上升|增幅|降幅|提升|回落|压减)(?:了|额|率|为|约)?$/;
const TURNS = /^(?:较上年)?(增加|增长|提高|减少|下降|降低|与上年持平|无差异)/;

/** `offers` by name. Names are read without regard to case; nothing is guessed. */
export function fillLine(line: DraftLine, offers: ReadonlyMap<string, Offer>): FilledLine {
  const faults: Fault[] = [];
  const runs: Run[] = [];
  const used: Offer[] = [];
  const spans: FilledLine['spans'] = [];
  let own = '';
  let text = '';
  const words = (t: string): void => {
    if (!t) return;
    runs.push({ t });
    text += t;
    own += t;
  };
  const source = finished(tidy(line.text));
  let at = 0;
  for (const m of source.matchAll(SLOT)) {
    const name = (m[1] ?? m[2])!.toLowerCase();
    const offer = offers.get(name);
    words(source.slice(at, m.index));
    at = m.index + m[0].length;
    if (!offer) {
      faults.push({ code: 'unknown_slot', words: m[0] });
      continue;
    }
    faults.push(...around(own, source.slice(at), offer));
    spans.push({ offer, start: text.length, end: text.length + offer.phrase.length });
    for (const r of offer.runs) runs.push(r);
    text += offer.phrase;
    own += HOLE;
    used.push(offer);
  }
  words(source.slice(at));
  for (const m of own.matchAll(/[{}｛｝`⟦⟧]+[^{}｛｝`⟦⟧\uFFFC]{0,20}/g))
    faults.push({ code: 'broken_slot', words: m[0] });
  for (const m of own.matchAll(/[A-Za-z]+(?:_[A-Za-z0-9]+)+/g)) faults.push({ code: 'broken_slot', words: m[0] });
  const rests = line.rests.flatMap((r) => offers.get(r.trim().toLowerCase()) ?? []);
  return { runs: runs.filter((r) => r.t), text, own, used, cited: [...new Set([...used, ...rests])], spans, faults };
}

/** Blanks that layout leaves; those between Latin words stay. */
const tidy = (s: string): string =>
  s
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .replace(/ ?([\u3000-\u303f\u4e00-\u9fff\uff00-\uffef{}]) ?/g, '$1')
    .trim();

/** A line that ends with its slot or a plain word of the sentence is closed; whether it was cut short is judged by the gate. */
const finished = (s: string): string => (s === '' || SENTENCE_END.test(s) || !/[}｝`)）”》%]$/.test(s) ? s : `${s}。`);

/** What stands right before and behind a slot may not say its unit, its direction or its words again, nor loosen an exact value. */
function around(before: string, after: string, offer: Offer): Fault[] {
  const { phrase, is } = offer;
  const out: Fault[] = [];
  const near = before.slice(-12);
  const then = after.slice(0, 12);
  const show = `${near.slice(-4).replaceAll(HOLE, '')}{{${offer.name}}}${then.slice(0, 4)}`;
  if (is !== 'words' || phrase.length <= 20) {
    if (NUMERIC_END.test(phrase) || is === 'value' || is === 'change') {
      if (near.endsWith(HOLE)) out.push({ code: 'run_together', words: show });
      if (LOOSE_BEFORE.test(near) || LOOSE_AFTER.test(then)) out.push({ code: 'edited_slot', words: show });
      if (NUMERIC_END.test(phrase) && (UNIT_AFTER.test(then) || repeats(phrase, then)))
        out.push({ code: 'doubled', words: show });
    }
    const turn = TURNS.exec(phrase);
    const said = turn ? CHANGE_BEFORE.exec(near) : null;
    // An amount is not a rise: 预算数为下降0.64%.
    if (turn && /(?:数|合计|总计|总额|金额|收入|支出|经费|费用)(?:为|是|达到?)$/.test(near))
      out.push({ code: 'wrong_slot', words: show });
    if (turn && said)
      out.push({
        code: opposed(said[0], turn[1]!) ? 'wrong_direction' : 'doubled',
        words: show,
      });
  }
  if (!out.some((f) => f.code === 'doubled') && shares(near, phrase)) out.push({ code: 'doubled', words: show });
  return out;
}

/** Two characters or more that end what stands before and begin the phrase. */
function shares(before: string, phrase: string): boolean {
  for (let k = Math.min(before.length, phrase.length, 10); k >= 2; k--)
    if (before.endsWith(phrase.slice(0, k)) && /[\u4e00-\u9fff]/.test(phrase.slice(0, k))) return true;
  return false;
}

/** The phrase's own unit right behind it: …个 + 个. */
function repeats(phrase: string, after: string): boolean {
  const unit = /[\u4e00-\u9fff%㎡]{1,4}$/.exec(phrase.replace(/(?:以上|以下|左右)$/, ''))?.[0];
  return unit !== undefined && /\d/.test(phrase.slice(0, -unit.length)) && after.startsWith(unit);
}

const opposed = (said: string, turn: string): boolean => {
  const up = /增|提|上升/.test(said);
  const down = /减|降|回落/.test(said);
  return (up && /减|降/.test(turn)) || (down && /增|提/.test(turn));
};
