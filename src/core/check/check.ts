// Runs every rule over facts, and over text. Decides nothing itself: rules are the tables it joins.
import type { FactBook } from '../book.ts';
import type { Figure } from '../figure/figure.ts';
import { readings } from '../figure/reading.ts';
import type { Profile } from '../profile.ts';
import { scoreTable } from '../score/score.ts';
import { CLAIMS } from './claims.ts';
import { CONTENT } from './content.ts';
import type { Finding } from './finding.ts';
import { FOLLOW_UPS } from './followups.ts';
import { RATES } from './rates.ts';
import { RESIDUE } from './residue.ts';
import { distinctIds, type FactRule, type FactScene, findingsOf } from './rule.ts';
import { SCORES } from './scores.ts';
import { SUMS } from './sums.ts';
import { TARGETS } from './targets.ts';
import { type TextContext, type TextRule, textFindings, textScene } from './text-rule.ts';
import { WORDING } from './wording.ts';
import { YEARS } from './years.ts';

export const FACT_RULES: readonly FactRule[] = [...SUMS, ...RATES, ...TARGETS, ...SCORES, ...CONTENT];
export const TEXT_RULES: readonly TextRule[] = [...YEARS, ...RESIDUE, ...CLAIMS, ...WORDING];

/** What the facts and figures contradict or leave open. The order of facts does not matter. */
export function checkFacts(book: FactBook, figures: readonly Figure[], profile: Profile): Finding[] {
  const scene = sceneOf(book, figures, profile);
  const found = FACT_RULES.flatMap((rule) => findingsOf(rule, rule.find(scene)));
  return distinctIds([...found, ...FOLLOW_UPS.flatMap((rule) => findingsOf(rule, rule.find(scene, found)))]);
}

/** What is wrong in an imported or finished text; every place satisfies quote === text.slice(start, end). */
export function checkText(text: string, context: TextContext): Finding[] {
  const scene = textScene(text, context);
  return distinctIds(TEXT_RULES.flatMap((rule) => textFindings(rule, scene)));
}

function sceneOf(book: FactBook, figures: readonly Figure[], profile: Profile): FactScene {
  const byKey = new Map(figures.map((f) => [`${f.key}|${f.scope ?? ''}`, f]));
  return {
    book,
    profile,
    facts: readings(book),
    score: scoreTable(profile, book, figures),
    figure: (key, scope = null) => {
      const figure = byKey.get(`${key}|${scope ?? ''}`);
      return figure?.state.is === 'computed' ? { value: figure.state.value, figure } : null;
    },
  };
}
