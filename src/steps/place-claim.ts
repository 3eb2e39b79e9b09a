// A person registers what a stored text says at a place they point to: the place must be in the text, and the value in its words.

import { definitionOf } from '../core/catalogue/catalogue.ts';
import { isNumericKind } from '../core/catalogue/definition.ts';
import type { Claim, Origin } from '../core/fact.ts';
import type { SourceId } from '../core/id.ts';
import { compare, toFixed } from '../core/number/exact.ts';
import type { Qualifier } from '../core/number/qualifier.ts';
import { amountOf, numberOf } from '../core/number/quantity.ts';
import { scanQuantities } from '../core/number/scan.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { TextDocument } from '../core/text/document.ts';
import { readDocument } from '../core/text/read.ts';

export interface PointedAt {
  id: string;
  start: number;
  end: number;
}

export interface Placed {
  origin: Origin;
  /** As printed there. */
  qualifier: Qualifier | null;
}

/** UTF-16 units: a passage, not a document. */
const LONGEST = 4000;

/** Fails as bad-input: bad_place, value_not_there. */
export function placeClaim(doc: TextDocument, claim: Claim, at: PointedAt): Result<Placed> {
  const { start, end } = at;
  const bad = (message: string) =>
    fail('bad-input', 'bad_place', message, { field: 'source', length: doc.source.length });
  if (end <= start || end > doc.source.length)
    return bad('所选文字的位置不在这份材料里，没有登记。请刷新后重新选择文字。');
  if (end - start > LONGEST)
    return bad(`所选文字超过 ${LONGEST} 字，没有登记。请只选择写有这个数据的一句话或一个单元格。`);
  const quote = doc.source.slice(start, end);
  if (quote.trim() === '') return bad('所选的只有空白，没有登记。请选择写有这个数据的文字。');
  const saying = sayingOf(quote, claim);
  if (!saying)
    return fail(
      'bad-input',
      'value_not_there',
      `所选文字“${quote.replace(/\s+/g, ' ').slice(0, 40)}”里没有“${claim.value.slice(0, 40)}${claim.unit}”，没有登记。请选择写有这个数的文字，或按原文填写；如果原文有误，请先按原文登记，再修改。`,
      { field: 'value' },
    );
  return ok({ origin: { from: 'text', sourceId: at.id as SourceId, quote, start, end }, ...saying });
}

const bare = (s: string): string => s.normalize('NFKC').replace(/\s+/g, '');

/** Where the quote says the value: the number as printed or in another unit, with its 余 or 约; words word for word. */
function sayingOf(quote: string, claim: Claim): { qualifier: Qualifier | null } | null {
  const d = definitionOf(claim.key);
  const read = readDocument(quote).normal.text;
  const value = d && isNumericKind(d.kind) ? numberOf(claim.value) : null;
  if (!value) return [quote, read].some((t) => bare(t).includes(bare(claim.value))) ? { qualifier: null } : null;
  const wanted = amountOf(claim)!;
  const found = scanQuantities(read).find((q) => {
    if (q.value === null) return false;
    const there = amountOf({ value: toFixed(q.value, q.decimals), unit: q.unit })!;
    // A number beside a unit of the same measure is that amount and no other: 7910元 never says 7910万元.
    if (q.unit !== '' && there.base === wanted.base) return compare(there.amount, wanted.amount) === 0;
    return compare(q.value, value) === 0 && (q.unit === '' || (there.base !== '元' && wanted.base !== '元'));
  });
  return found ? { qualifier: found.qualifier } : null;
}
