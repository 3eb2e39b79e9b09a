// Amounts that extraction libraries are known to misread: through the scanner, and through the facts where facts are stated.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extract/extract.ts';
import { scanQuantities } from '../../../src/core/number/scan.ts';
import { readDocument } from '../../../src/core/text/read.ts';

interface Vectors {
  /** `want`: value, unit and qualifier of every figure, in order. Values compare as numbers. */
  figures: { about: string; text: string; want: string[] }[];
  /** `want`: facts that must be found; `never`: beginnings of keys that must not. */
  facts: { about: string; text: string; want: string[]; never?: string[] }[];
}
const VECTORS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../cases/amount-vectors.json'), 'utf8'),
) as Vectors;

describe('the scanner reads', () => {
  it.each(VECTORS.figures)('$about: $text', ({ text, want }) => {
    const figures = scanQuantities(text).filter((q) => q.class === 'figure' && q.value !== null);
    expect(
      figures.map((q) =>
        [Number(q.value!.num) / Number(q.value!.den), q.unit, q.qualifier].filter((x) => x !== null).join(' '),
      ),
    ).toEqual(want);
  });
});

describe('the facts are read', () => {
  it.each(VECTORS.facts)('$about', ({ text, want, never = [] }) => {
    const found = extractFacts(readDocument(text)).candidates;
    const said = found.map((c) => `${c.key} ${c.period} ${c.value}${c.unit}`);
    expect(said).toEqual(expect.arrayContaining(want));
    for (const f of found) for (const n of never) expect(f.key.startsWith(n), f.key).toBe(false);
  });
});
