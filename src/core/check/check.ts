// Runs every rule over facts, and over text. Decides nothing itself: rules are the tables it joins.
import type { FactBook } from '../book.ts';
import type { Figure } from '../figure/figure.ts';
import { readings } from '../figure/reading.ts';
import type { Profile } from '../profile.ts';
import { scoreTable } from '../score/score.ts';
import { CLAIMS } from './claims.ts';
import { COMPLETENESS } from './completeness.ts';
import { CONTENT } from './content.ts';
import { COPIED } from './copied.ts';
import type { Finding } from './finding.ts';
import { FOLLOW_UPS } from './followups.ts';
import { grouped, withoutEchoes } from './group.ts';
import { HEADINGS } from './headings.ts';
import { LISTINGS } from './listings.ts';
import { NAMING } from './naming.ts';
import { NARRATIVE } from './narrative.ts';
import { OUTPUT, type OutputScene } from './output.ts';
import { PLAN } from './plan.ts';
import { PRIVATE } from './private.ts';
import { PROBLEM_ENTRIES } from './problem-entries.ts';
import { RATES } from './rates.ts';
import { RESIDUE, unfilled } from './residue.ts';
import { distinctIds, type FactRule, type FactScene, findingsOf } from './rule.ts';
import { SAID_CHANGES } from './said-changes.ts';
import { SAID_RATES } from './said-rates.ts';
import { SAID_SUMS } from './said-sums.ts';
import { SAID_WHOLE } from './said-whole.ts';
import { SCORES } from './scores.ts';
import { SUMS } from './sums.ts';
import { TABLE_SUMS } from './table-sums.ts';
import { TARGETS } from './targets.ts';
import { type TextContext, type TextRule, type TextScene, textFindings, textScene } from './text-rule.ts';
import { WORDING } from './wording.ts';
import { YEARS } from './years.ts';

export const FACT_RULES: readonly FactRule[] = [...SUMS, ...RATES, ...TARGETS, ...SCORES, ...PLAN, ...CONTENT];
/** Rules over the arithmetic of sentences: they want numbers whole, wherever a page broke them. */
const SAID: readonly TextRule[] = [...SAID_SUMS, ...SAID_RATES, ...SAID_CHANGES, ...SAID_WHOLE];
export const TEXT_RULES: readonly TextRule[] = [
  ...SAID,
  ...TABLE_SUMS,
  ...YEARS,
  ...RESIDUE,
  ...CLAIMS,
  ...WORDING,
  ...LISTINGS,
  ...NAMING,
  ...COMPLETENESS,
  ...HEADINGS,
  ...NARRATIVE,
  ...PROBLEM_ENTRIES,
  ...COPIED,
  ...PRIVATE,
];

/** What the facts and figures contradict or leave open. The order of facts does not matter. */
export function checkFacts(book: FactBook, figures: readonly Figure[], profile: Profile): Finding[] {
  const scene = sceneOf(book, figures, profile);
  const found = FACT_RULES.flatMap((rule) => findingsOf(rule, rule.find(scene)));
  return distinctIds(grouped([...found, ...FOLLOW_UPS.flatMap((rule) => findingsOf(rule, rule.find(scene, found)))]));
}

/** What is wrong in an imported or finished text; every place satisfies quote === text.slice(start, end). */
export function checkText(text: string, context: TextContext): Finding[] {
  const scene = textScene(text, context);
  const found = TEXT_RULES.flatMap((rule) => (SAID.includes(rule) ? [] : textFindings(rule, scene)));
  return distinctIds(grouped([...withoutEchoes(saidFindings(text, context, scene), found), ...found]));
}

/** Findings on the text as it is read, at their places in the text as it stands. */
function saidFindings(text: string, context: TextContext, scene: TextScene): Finding[] {
  const { reading } = context;
  const read = reading ? textScene(reading.text, context) : scene;
  const found = SAID.flatMap((rule) => textFindings(rule, read));
  const filled = (f: Finding): boolean => !f.place || !unfilled(scene, f.place);
  if (!reading) return found.filter(filled);
  const placed = found.map((f) => {
    if (!f.place) return f;
    const start = reading.offsets[f.place.start]!;
    const end = reading.ends?.[f.place.end - 1] ?? reading.offsets[f.place.end]!;
    return { ...f, place: { quote: text.slice(start, end), start, end } };
  });
  return placed.filter(filled);
}

/** Which rules had what they need, and which had no inputs: missing inputs are no fault and no approval. */
export interface Coverage {
  checked: string[];
  notApplicable: string[];
}

/** `seen`: what there was to look at; a text or an output that is not there leaves its rules without inputs. */
export function coverageOf(
  seen: {
    book: FactBook;
    figures: readonly Figure[];
    text?: { text: string; context: TextContext } | null;
    output?: OutputScene | null;
  },
  found: readonly Finding[],
): Coverage {
  const { book, figures } = seen;
  const computed = new Set(figures.flatMap((f) => (f.state.is === 'computed' ? [f.key] : [])));
  const there = (key: string): boolean => computed.has(key) || book.every(key).length > 0;
  const done = new Set(found.map((f) => f.rule));
  for (const rule of [...FACT_RULES, ...FOLLOW_UPS])
    if (rule.always || rule.inputs.filter(there).length >= Math.min(rule.inputs.length, 2)) done.add(rule.id);
  if (seen.text) {
    const scene = textScene(seen.text.text, seen.text.context);
    for (const rule of TEXT_RULES) if (rule.applies?.(scene) ?? true) done.add(rule.id);
  }
  if (seen.output) for (const rule of OUTPUT) if (rule.applies(seen.output)) done.add(rule.id);
  const all = [...new Set([...FACT_RULES, ...FOLLOW_UPS, ...TEXT_RULES, ...OUTPUT].map((r) => r.id))].sort();
  return { checked: all.filter((id) => done.has(id)), notApplicable: all.filter((id) => !done.has(id)) };
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
