// Passages of last year's text for a section, for their register only: every quantity, year, date and number word masked as ■.
import { sectionsNamed } from '../interview/section-name.ts';
import { scanQuantities } from '../number/scan.ts';
import { isOrder } from '../text/order-words.ts';
import type { Brief } from './compose.ts';

const MASK = '■';
const MOST = 3;
const LONGEST = 220;

/** What a numeral may hide in; set phrases (进一步, 一是) stay words. */
export function masked(text: string): string {
  let out = '';
  let at = 0;
  for (const q of scanQuantities(text)) {
    if (q.class === 'idiom' || (q.class === 'ordinal' && !/\d/.test(q.text))) continue;
    if (q.class === 'term' && !/\d/.test(q.text)) continue;
    out += text.slice(at, q.start) + MASK;
    at = q.end;
  }
  return (out + text.slice(at)).replace(/[\p{Nd}\p{No}\p{Nl}]+/gu, MASK).replace(/■(?:[.,，．-]?■)+/g, MASK);
}

/** A few sentences each; none that gives orders, none of another section. Empty without a prior text. */
export function excerptsOf({ prior, section, profile }: Brief): string[] {
  if (!prior) return [];
  const ids = new Map<string, boolean>();
  const belongs = (heading: string): boolean => {
    const known = ids.get(heading);
    if (known !== undefined) return known;
    const bare = heading.replace(/^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*/, '');
    const found = bare.length <= 40 && sectionsNamed(bare, profile).includes(section.id);
    ids.set(heading, found);
    return found;
  };
  const out: string[] = [];
  for (const b of prior.blocks) {
    if (out.length >= MOST) break;
    if (b.kind !== 'paragraph' || !b.under.some(belongs)) continue;
    const text = prior.normal.text.slice(b.start, b.end).replace(/\s+/g, '');
    if (text.length < 12 || isOrder(text)) continue;
    const end = text.lastIndexOf('。', LONGEST);
    out.push(masked(end > 12 ? text.slice(0, end + 1) : text.slice(0, LONGEST)));
  }
  return out;
}
