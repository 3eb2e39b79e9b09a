// What revisions are tried on: paragraphs from plain text, and a scene without facts unless some are given.
import { type FactBook, factBook } from '../../../src/core/book.ts';
import type { Paragraph, Run } from '../../../src/core/draft/section.ts';
import type { StatedFact } from '../../../src/core/fact.ts';
import { computeFigures } from '../../../src/core/figure/compute.ts';
import type { ReviseScene } from '../../../src/core/revise/revise.ts';
import { profileNamed } from '../../profiles.ts';

export const PROFILE = profileNamed('jiangxi-2022');

/** One paragraph a line. [1260万元=budget_income_total] is a run that a fact of 2022 backs. */
export const paragraphs = (text: string, origin: Paragraph['origin'] = 'embedded'): Paragraph[] =>
  text.split('\n').map((line) => ({
    style: /^(?:（\d+）|[一二三四五]是)/.test(line) ? 'item' : /^\d\./.test(line) ? 'heading' : 'body',
    runs: line.split(/(\[[^\]]+\])/).flatMap((t): Run[] => {
      const m = /^\[(.+)=(\w+)\]$/.exec(t);
      if (!m) return t === '' ? [] : [{ t }];
      return [{ t: m[1]!, by: { kind: 'fact', key: m[2]!, period: 2022, scope: null, item: null } }];
    }),
    origin,
  }));

export const stated = (key: string, value: string, unit: string, more: Partial<StatedFact> = {}): StatedFact => ({
  key,
  period: 2022,
  scope: null,
  item: null,
  value,
  unit,
  qualifier: null,
  label: null,
  ...more,
});

export function scene(
  whole: readonly Paragraph[],
  facts: readonly StatedFact[] = [],
  requires = 'budget_income_total',
): ReviseScene {
  const book: FactBook = factBook(facts, 2022);
  const section = PROFILE.outline.find((o) => o.requires.includes(requires))!;
  return {
    brief: { section, profile: PROFILE, book, figures: computeFigures(book, PROFILE), prior: null },
    whole,
    limited: false,
    unitName: '临澜市青屏区档案服务中心',
    names: ['临澜市青屏区档案服务中心'],
  };
}
