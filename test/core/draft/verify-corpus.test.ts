import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { termsOf } from '../../../src/core/draft/terms.ts';
import { verifyText } from '../../../src/core/draft/verify.ts';
import type { StatedFact } from '../../../src/core/fact.ts';

const CORPUS = '../shared/corpus';
interface Label {
  key: string;
  period: number | null;
  value: string;
  unit: string;
  qualifier?: StatedFact['qualifier'];
  scope?: string;
  quote: string;
  start: number;
  end: number;
}

/** Labels stated in running words: the verifier reads sentences and framed tables, not cells that lost their frame. */
const inProse = (f: Label): boolean =>
  /\d|[一二三四五六七八九十百千万]/.test(f.value) &&
  !/^(?:report_year|unit_code|unit_name|disclosure|subordinate|internal)/.test(f.key) &&
  /[\u4e00-\u9fff]{2,}[^\d|\t]{0,12}[\d,.\s]+/.test(f.quote) &&
  !/\n\s*\n|\t|\|/.test(f.quote);

describe.skipIf(!existsSync(CORPUS))('corpus texts against their own labelled facts', () => {
  it('leave at most one in a hundred labelled quantities of running text unbacked', () => {
    let total = 0;
    const missed: string[] = [];
    for (const name of readdirSync(CORPUS).filter((n) => /^\d\d-.*\.json$/.test(n))) {
      // Scanned letters in numbers, pinyin between characters and traditional script are the reader's to mend before.
      if (/ocr|pinyin|trad|html|pipe|tab-/.test(name)) continue;
      const labels = JSON.parse(readFileSync(`${CORPUS}/${name}`, 'utf8')) as { period: number | null; facts: Label[] };
      const text = readFileSync(`${CORPUS}/${name.replace('.json', '.txt')}`, 'utf8');
      const facts = labels.facts.map(
        (f): StatedFact => ({
          item: null,
          label: null,
          qualifier: f.qualifier ?? null,
          scope: f.scope ?? null,
          key: f.key,
          period: f.period,
          value: f.value,
          unit: f.unit,
          quote: f.quote,
        }),
      );
      const unitName = labels.facts.find((f) => f.key === 'unit_name')?.value ?? null;
      const verdicts = verifyText(text, {
        unitName,
        period: labels.period ?? 2022,
        facts,
        figures: [],
        terms: termsOf([text], facts),
      });
      for (const f of labels.facts.filter(inProse)) {
        total++;
        const bad = verdicts.find((v) => v.start < f.end && v.end > f.start && v.standing === 'unbacked');
        if (bad)
          missed.push(`${name.slice(0, 2)} ${f.key}: ${text.slice(Math.max(0, bad.start - 25), bad.end)} ${bad.why}`);
      }
    }
    expect(total).toBeGreaterThan(300);
    expect(missed.length / total, `${missed.length}/${total}\n${missed.join('\n')}`).toBeLessThanOrEqual(0.01);
  });
});
