// What a model may put into a section: every fact and figure of its patterns as a slot with its finished phrase, the embedded
// engine's own. Knows no model and judges nothing.
import { definitionOf } from '../catalogue/catalogue.ts';
import { toChineseNumeral } from '../number/numeral.ts';
import type { Pattern, SayPattern } from '../profile.ts';
import { type Brief, composeSection, deskOf, rowScopes } from './compose.ts';
import { contextOf, type Desk, factBacking, passagesOf, slotRuns, withoutEnd, wordRuns } from './compose-sentence.ts';
import type { SlotOffer } from './line.ts';
import { passageRuns } from './passage-runs.ts';
import { nameOf } from './phrase.ts';
import { type Backing, type Run, type SectionDraft, sectionText } from './section.ts';
import { type Node, readPattern, type Slot } from './slot.ts';

export interface Offer extends SlotOffer {
  /** What it becomes, run by run. */
  runs: Run[];
  /** value: one number or date · change: 较上年… · name: of the unit, a project · words: a reason, a passage · open: 【待补】. */
  is: 'value' | 'change' | 'name' | 'words' | 'open';
  /** Where the embedded engine prints it, as an offset into its section's text; -1 where it does not. */
  rank: number;
}

/** Which fact or figure, as one string. */
export const backingId = (by: Backing): string =>
  by.kind === 'fact'
    ? `fact|${by.key}|${by.period ?? ''}|${by.scope ?? ''}|${by.item ?? ''}`
    : by.kind === 'figure'
      ? `figure|${by.key}|${by.scope ?? ''}`
      : `missing|${by.key}`;

/** Facts that every sentence may name without saying anything. */
const PASSING = new Set(['unit_name', 'unit_short_name', 'report_year']);

/** Offsets of the backings in a draft's text, the first one first. */
function printedIn({ paragraphs }: SectionDraft): Map<string, number[]> {
  const at = new Map<string, number[]>();
  let offset = 0;
  for (const p of paragraphs) {
    for (const r of p.runs) {
      if (r.by) at.set(backingId(r.by), [...(at.get(backingId(r.by)) ?? []), offset]);
      offset += r.t.length;
    }
    offset++;
  }
  return at;
}

/** `composed`: the embedded engine's draft of the same brief; what it prints is required. */
export function offersOf(brief: Brief, composed: SectionDraft = composeSection(brief)): Offer[] {
  const desk = deskOf(brief);
  const printed = printedIn(composed);
  const text = sectionText(composed.paragraphs);
  const offers: Offer[] = [];
  const held = new Set<string>();
  const names = new Set<string>();
  const add = (name: string, label: string, runs: readonly Run[] | null, is: Offer['is']): void => {
    const first = runs?.find((r) => r.by)?.by;
    if (!runs || !first) return;
    const id = `${runs.map((r) => (r.by ? backingId(r.by) : r.t)).join(' ')}|${is}`;
    if (held.has(id)) return;
    held.add(id);
    let own = name;
    for (let n = 2; names.has(own); n++) own = `${name}_${n}`;
    names.add(own);
    const phrase = runs.map((r) => r.t).join('');
    const places = runs.flatMap((r) => (r.by ? [printed.get(backingId(r.by))?.[0] ?? -1] : []));
    // Words stand in the draft as they are, their quantities backed by facts of their own.
    const rank = is === 'words' ? text.indexOf(phrase) : Math.min(...places);
    const required = is !== 'name' && !PASSING.has(first.key) && rank >= 0;
    offers.push({
      name: own,
      label,
      phrase,
      by: first,
      required,
      runs: runs.map((r) => (r.by ? r : { ...r, by: first })),
      is,
      rank,
    });
  };
  const slot = (s: Slot, scope: string | null, nth: number | null): void => {
    const suffix = `${s.as === 'value' ? '' : `_${s.as}`}${s.at === 'prior' ? '_prior' : ''}${nth === null ? '' : `_${nth}`}`;
    const what = s.as === 'change' ? `${changeLabel(s.key, desk)}较上年的变化` : labelOfSlot(s, desk);
    const label = scope === null ? what : `${scope}的${what}`;
    add(`${s.key}${suffix}`, label, slotRuns(s, desk, scope), kindOf(s, desk, scope));
  };
  const nodes = (list: readonly Node[], scope: string | null, nth: number | null): void => {
    for (const n of list) {
      if (n.is === 'slot') slot(n.slot, scope, nth);
      else if (n.is === 'group') for (const either of n.either) nodes(either, scope, nth);
      else if (n.is === 'word' && n.word === 'scope' && scope !== null)
        add(`name_${nth ?? 1}`, '名称', wordRuns('scope', desk, scope), 'name');
    }
  };
  const say = (p: Pick<SayPattern, 'say' | 'parts' | 'end'>, scope: string | null, nth: number | null): void => {
    for (const text of [p.say, ...(p.parts?.items ?? []), ...(p.end === undefined ? [] : [p.end])])
      nodes(readPattern(text), scope, nth);
  };
  for (const [word, label] of [
    ['unit', '单位全称'],
    ['unit_short', '单位简称'],
  ] as const)
    add(word, label, wordRuns(word, desk, null), 'name');
  for (const p of brief.section.compose) pattern(p);
  for (const key of brief.section.requires) {
    if (definitionOf(key)?.many) passages(key, []);
    else slot({ key, at: 'year', as: 'value' }, null, null);
  }
  for (const p of composed.paragraphs)
    for (const r of p.runs)
      if (r.by?.kind === 'missing')
        add(`open_${r.by.key}`, `${nameOf(r.by.key, brief.profile)}，还没有数据`, [r], 'open');
  // What stands only inside words that are themselves a slot comes with them.
  const whole = offers.filter((o) => o.is === 'words' && o.rank >= 0 && o.phrase.length > 20);
  const within = (at: number): boolean => whole.some((w) => at >= w.rank && at < w.rank + w.phrase.length);
  return told(
    offers.map((o) => {
      const places = o.is === 'value' ? (printed.get(backingId(o.by)) ?? []) : [];
      return places.length > 0 && places.every(within) ? { ...o, required: false } : o;
    }),
  );

  function pattern(p: Pattern): void {
    if ('heading' in p) return;
    if ('list' in p) {
      if (p.lead !== undefined) nodes(readPattern(p.lead), null, null);
      passages(p.list, p.keep ?? []);
      for (const also of p.also ?? []) say(also, null, null);
    } else if ('each' in p) {
      for (const [i, scope] of rowScopes(p, brief.book).entries()) say(p, scope, i + 1);
      for (const around of [p.lead, p.total, p.none]) if (around !== undefined) nodes(readPattern(around), null, null);
    } else say(p, null, null);
  }

  function passages(key: string, keep: Parameters<typeof contextOf>[1]): void {
    for (const [i, passage] of passagesOf(key, brief.book).entries()) {
      const { runs } = passageRuns(passage, contextOf(desk, keep));
      const body = withoutEnd(runs);
      const by = factBacking(passage);
      const whole = body.some((r) => r.t.trim()) ? body.map((r) => (r.by ? r : { ...r, by })) : null;
      const what = `${nameOf(key, brief.profile)}之${toChineseNumeral(BigInt(i + 1))}`;
      add(`${key}_${i + 1}`, passage.scope ? `${passage.scope}的${what}` : what, whole, 'words');
    }
  }
}

/** Two slots of one label are told apart by the side of the budget they are on. */
function told(offers: Offer[]): Offer[] {
  const times = new Map<string, number>();
  for (const o of offers) times.set(o.label, (times.get(o.label) ?? 0) + 1);
  return offers.map((o) =>
    times.get(o.label)! < 2 || o.is === 'name'
      ? o
      : { ...o, label: `${/^budget_/.test(o.by.key) ? '预算：' : /^final_/.test(o.by.key) ? '决算：' : ''}${o.label}` },
  );
}

function kindOf(s: Slot, desk: Desk, scope: string | null): Offer['is'] {
  if (s.as === 'change') return 'change';
  const fact = desk.book.get(s.key, { scope });
  const kind = definitionOf(s.key)?.kind;
  if (s.as === 'why' || kind === 'text' || kind === 'passage' || (kind === 'choice' && fact)) return 'words';
  return kind === 'name' ? 'name' : 'value';
}

function labelOfSlot(s: Slot, desk: Desk): string {
  const figure = desk.figure(s.key, null);
  const label = figure && !definitionOf(s.key) ? figure.label : nameOf(s.key, desk.profile);
  return s.at === 'prior' ? `上年${label}` : label;
}

const changeLabel = (stem: string, desk: Desk): string =>
  (desk.figure(`${stem}_change`, null)?.label ?? nameOf(`${stem}_total`, desk.profile)).replace(
    /(?:较上年)?(?:增减[额数]?|变动[额数]?|变化)$/,
    '',
  );
