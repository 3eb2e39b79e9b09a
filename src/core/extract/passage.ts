// The quantities inside a passage, as claims of their own, each with words that say what it counts.
import type { Claim } from '../fact.ts';
import { toFixed } from '../number/exact.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';

/**
 * `passage_figure` claims in text order; item = `<passage key>.<passage item>.<n>`, n from 1. A range gives its lower end.
 * Years, dates, ordinals, terms and idioms are not figures.
 */
export function passageFigures(passage: Claim): Claim[] {
  const text = passage.value;
  const figures = scanQuantities(text).filter((q) => q.class === 'figure' && q.value !== null);
  return figures.map((q, i) => ({
    key: 'passage_figure',
    period: passage.period,
    scope: passage.scope,
    item: `${passage.key}.${passage.item ?? '1'}.${i + 1}`,
    value: toFixed(q.value!, q.decimals),
    unit: q.unit,
    qualifier: q.qualifier,
    label: clauseLabel(text, q, figures[i - 1], figures[i + 1]),
  }));
}

const BREAK = /[，。；：、！？（）\n]/;
const EMPTY_LEAD =
  /^(?:其中|另外|同时|并|共|全年|累计|共计|合计|完成|已|对|为|将|与|和|及|有|达|到|约|使|在|被|以|按)*$/;

/** The clause around a number without the number: 共排查700余家门店 -> 排查门店; 其中12个项目已完工 -> 项目已完工. */
export function clauseLabel(
  text: string,
  q: Quantity,
  before: Quantity | undefined,
  after: Quantity | undefined,
): string {
  let from = q.start;
  const floor = before ? before.end : 0;
  while (from > floor && !BREAK.test(text[from - 1]!)) from--;
  let lead = text.slice(from, q.start);
  let to = q.end;
  const ceiling = after ? after.start : text.length;
  while (to < ceiling && !BREAK.test(text[to]!)) to++;
  let tail = text.slice(q.end, to);
  // Two numbers in one clause: what follows belongs to the nearer one.
  if (after && to === after.start && tail.length > 12) tail = tail.slice(0, 12);
  lead = lead
    .replace(/^(?:其中|另外|同时|并且|并|还|也|以及|共|全年|累计|截至目前)+/, '')
    .replace(/(?:共计|累计|合计|共|总计|约为|达到|达|到|为|是|有|了|近|超过|超)+$/, '');
  tail = tail.replace(/^(?:的|以上|左右)/, '').replace(/(?:并|和|及|以及|同时)$/, '');
  if (EMPTY_LEAD.test(lead) && tail === '') {
    // 、58人 after 就业困难人员: the words stand one clause further left.
    let i = from - 1;
    while (i > 0 && BREAK.test(text[i]!)) i--;
    let start = i;
    while (start > floor && !BREAK.test(text[start - 1]!)) start--;
    if (i > start) lead = text.slice(start, i + 1);
  }
  if (/^(?:对|将|与|为|向|给)$/.test(lead.trim())) lead = '';
  const label = `${lead}${tail}`.replace(/\s/g, '').slice(0, 40);
  return label || text.slice(Math.max(0, q.start - 12), q.start).replace(/\s/g, '') || q.text;
}
