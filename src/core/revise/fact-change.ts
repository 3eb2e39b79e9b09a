// Whether other words put in place of some would change a fact: a number that a fact backs gets another value. Says which fact, what it
// says and what it would say; changes nothing.
import { definitionOf } from '../catalogue/catalogue.ts';
import type { Backing, Paragraph } from '../draft/section.ts';
import type { StatedFact } from '../fact.ts';
import { toFixed } from '../number/exact.ts';
import { type Quantity, scanQuantities } from '../number/scan.ts';
import { unitOf } from '../number/unit.ts';
import { factAbout } from './named-fact.ts';
import type { ReviseScene } from './revise.ts';

export interface NewValue {
  /** A plain decimal in `unit` as printed. */
  value: string;
  unit: string;
  qualifier: Quantity['qualifier'];
}

export interface FactChange {
  fact: StatedFact;
  to: NewValue;
}

const figures = (text: string): Quantity[] =>
  scanQuantities(text).filter((q) => q.class === 'figure' && q.value !== null);
const saysNew = (q: Quantity): NewValue => ({
  value: toFixed(q.value!, q.decimals),
  unit: q.unit,
  qualifier: q.qualifier,
});

/** The runs that a stretch of the section's text touches and that something backs. */
export function backedIn(all: readonly Paragraph[], start: number, end: number): { t: string; by: Backing }[] {
  const out: { t: string; by: Backing }[] = [];
  let at = 0;
  for (const p of all) {
    for (const { t, by } of p.runs) {
      if (by && at < end && at + t.length > start) out.push({ t, by });
      at += t.length;
    }
    at++;
  }
  return out;
}

/** The one fact whose number the new words would replace; null when there is none, or more than one. */
export function factChange(
  runs: readonly { t: string; by: Backing }[],
  put: string,
  scene: ReviseScene,
): FactChange | null {
  const [q, ...more] = figures(put);
  if (!q || more.length) return null;
  const { book } = scene.brief;
  const facts = runs.flatMap(({ by }) =>
    by.kind === 'fact'
      ? book.all.filter(
          (f) =>
            f.key === by.key &&
            f.scope === by.scope &&
            f.item === by.item &&
            (f.period ?? book.period) === (by.period ?? book.period),
        )
      : [],
  );
  const [fact] = facts;
  return fact && new Set(facts).size === 1 && fits(fact, q) ? { fact, to: saysNew(q) } : null;
}

/** 把收入预算总额改为1360万元: the fact that the words name, where they stand for no one place of the text. */
export function namedChange(find: string, put: string, scene: ReviseScene): FactChange | null {
  const [q, ...more] = figures(put);
  if (!q || more.length || put.replace(q.text, '').replace(/[\s。]/g, '') !== '' || figures(find).length) return null;
  const { book } = scene.brief;
  const near = find.replace(/的?(?:数据|数字|数额|金额|值)$/, '');
  const fact = factAbout({ near, unit: q.unit, year: book.period }, book.all, book.period);
  return fact && fits(fact, q) ? { fact, to: saysNew(q) } : null;
}

/** A figure of the text is computed: what would have to change instead. */
export const figureKeys = (runs: readonly { by: Backing }[]): string[] => [
  ...new Set(runs.flatMap(({ by }) => (by.kind === 'figure' ? [by.key] : []))),
];

function fits(fact: StatedFact, q: Quantity): boolean {
  const unit = fact.unit || definitionOf(fact.key)?.unit || '';
  return q.unit === '' || unit === '' || unitOf(q.unit).dimension === unitOf(unit).dimension;
}
