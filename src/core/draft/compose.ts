// Composes a section from facts and figures with the profile's sentence patterns. No model, no wording of its own beyond the marks.
//
// Reading rules: a `say` is printed when its `needs` are there, none of its `unless` is, and every slot outside a group is filled;
// a `required` one is always printed, with 【待补：…】 for what is missing. A `list` prints one item per passage, an `each` one
// sentence per scope. A heading is printed only with something under it.
import type { FactBook } from '../book.ts';
import type { Figure } from '../figure/figure.ts';
import { exact } from '../number/exact.ts';
import { toChineseNumeral } from '../number/numeral.ts';
import type { EachPattern, ListPattern, Profile, ProfileSection, SayPattern } from '../profile.ts';
import { barOf } from '../score/bar.ts';
import { measure } from '../score/score-indicator.ts';
import type { TextDocument } from '../text/document.ts';
import {
  contextOf,
  type Desk,
  factBacking,
  fill,
  isThere,
  missingRun,
  noteLeft,
  passagesOf,
  sayRuns,
  withoutEnd,
} from './compose-sentence.ts';
import { passageRuns } from './passage-runs.ts';
import { type Paragraph, type Run, type SectionDraft, sectionText } from './section.ts';
import { readPattern, slotsOf } from './slot.ts';

/** Everything a section is written from. */
export interface Brief {
  section: ProfileSection;
  profile: Profile;
  book: FactBook;
  figures: readonly Figure[];
  /** Passages the staff's prior report holds, for carrying over. */
  prior: TextDocument | null;
}

export function deskOf({ profile, book, figures }: Pick<Brief, 'profile' | 'book' | 'figures'>): Desk {
  const byKey = new Map(figures.filter((f) => f.period === book.period).map((f) => [`${f.key}|${f.scope ?? ''}`, f]));
  return { profile, book, figure: (k, scope) => byKey.get(`${k}|${scope ?? ''}`), notes: [] };
}

export function composeSection(brief: Brief): SectionDraft {
  const { section } = brief;
  const desk = deskOf(brief);
  const paragraphs: Paragraph[] = [];
  let heading: string | null = null;
  let printed = 0;
  const put = (style: Paragraph['style'], runs: Run[]): void => {
    // Numbered anew: a heading that has nothing under it leaves no gap.
    if (heading !== null) {
      const t = heading.replace(/^\d+(?=[.．])/, String(++printed));
      paragraphs.push({ style: 'heading', runs: [{ t }], origin: 'embedded' });
    }
    heading = null;
    paragraphs.push({ style, runs: joined(runs), origin: 'embedded' });
  };
  for (const p of section.compose) {
    if ('heading' in p) heading = p.heading;
    else if ('list' in p) for (const { style, runs } of listParagraphs(p, desk)) put(style, runs);
    else if ('each' in p) for (const { style, runs } of eachParagraphs(p, desk)) put(style, runs);
    else {
      const runs = sayRuns(p, desk, null);
      const last = paragraphs.at(-1);
      if (runs && p.join === 'same' && heading === null && last) last.runs = joined([...last.runs, ...runs]);
      else if (runs) put('body', runs);
    }
  }
  desk.notes.push(...lengthNotes(section, paragraphs));
  const marks = paragraphs.flatMap((p) => p.runs.flatMap((r) => (r.by?.kind === 'missing' ? [r.by.key] : [])));
  const draft: SectionDraft = { section: section.id, paragraphs, missing: [...new Set(marks)] };
  return desk.notes.length ? { ...draft, notes: desk.notes } : draft;
}

/** What the bureau's form says of a section's length; code neither cuts nor fills. */
function lengthNotes(
  { minCharacters: least, maxCharacters: most }: ProfileSection,
  ps: readonly Paragraph[],
): string[] {
  const n = sectionText(ps).replace(/\s/g, '').length;
  if (most !== undefined && n > most) return [`本节${n}字，超过格式要求的${most}字，请删减。`];
  return least !== undefined && n < least ? [`本节${n}字，不足格式要求的${least}字，请补充。`] : [];
}

type Item = { style: 'item' | 'body'; runs: Run[] };

function listParagraphs(p: ListPattern, desk: Desk): Item[] {
  if (p.unless?.some((k) => isThere(k, desk, null))) return [];
  const entries: Run[][] = [];
  for (const passage of passagesOf(p.list, desk.book)) {
    const { runs, left } = passageRuns(passage, contextOf(desk, p.keep ?? []));
    noteLeft(p.list, left, desk);
    const body = withoutEnd(runs);
    if (!body.some((r) => r.t.trim())) continue;
    const named =
      passage.scope && !passage.value.includes(passage.scope)
        ? [{ t: `${passage.scope}：`, by: factBacking(passage) }]
        : [];
    entries.push([...named, ...body, { t: '。' }]);
  }
  if (!entries.length && p.required) entries.push([missingRun(p.list, desk, null), { t: '。' }]);
  for (const also of p.also ?? []) {
    const runs = sayRuns(also, desk, null);
    if (runs) entries.push(runs);
  }
  const lead = entries.length && p.lead !== undefined ? fill(readPattern(p.lead), desk, null, true) : null;
  if (entries.length === 1) return [{ style: 'body', runs: [...(lead ?? []), ...entries[0]!] }];
  return [
    ...(lead ? [{ style: 'body' as const, runs: lead }] : []),
    ...entries.map((runs, i): Item => {
      const mark = markOf(p.style, i + 1);
      return { style: mark ? 'item' : 'body', runs: mark ? [{ t: mark }, ...runs] : runs };
    }),
  ];
}

function markOf(style: ListPattern['style'], n: number): string {
  if (style === '（1）') return `（${n}）`;
  if (style === '1.') return `${n}.`;
  return style === '一是' ? `${toChineseNumeral(BigInt(n))}是` : '';
}

function eachParagraphs(p: EachPattern, desk: Desk): Item[] {
  const sentence: SayPattern = { say: p.say, parts: p.parts, end: p.end, required: p.required };
  const scopes = rowScopes(p, desk.book);
  const kept = p.only ? scopes.filter((scope) => onSide(scope, p.only!, desk)) : scopes;
  if (p.none !== undefined && scopes.length && scopes.every((s) => outcomeOf(s, desk) === other(p.only!))) {
    const runs = fill(readPattern(p.none), desk, null, false);
    return runs ? [{ style: 'body', runs }] : [];
  }
  const filled = kept.flatMap((scope) => {
    if (p.each === 'indicator' && BARE_RATE.test(scope)) {
      desk.notes.push(`指标“${scope}”没有写明分母，不在此处列示；执行情况见预算执行一节。`);
      return [];
    }
    const runs = sayRuns(sentence, desk, scope);
    return runs ? [runs] : [];
  });
  const rows = filled.map((runs, i): Item => {
    const mark = p.style ? markOf(p.style, i + 1) : '';
    return mark ? { style: 'item', runs: [{ t: mark }, ...runs] } : { style: 'body', runs };
  });
  const around = (say: string | undefined): Item[] => {
    const runs = rows.length && say !== undefined ? fill(readPattern(say), desk, null, false) : null;
    return runs ? [{ style: 'body', runs }] : [];
  };
  return [...around(p.lead), ...rows, ...around(p.total)];
}

type Side = NonNullable<EachPattern['only']>;
const other = (side: Side): Side => (side === 'met' ? 'unmet' : 'met');

function onSide(scope: string, side: Side, desk: Desk): boolean {
  const outcome = outcomeOf(scope, desk);
  // Said once: with those that are met.
  if (outcome === null && side === 'met')
    desk.notes.push(`指标“${scope}”的目标值和完成值无法直接比较，没有列为已完成或未完成，请核对后补充。`);
  return outcome === side;
}

/** Null: target or actual is missing, or they cannot be compared. */
function outcomeOf(scope: string, { book, profile }: Desk): Side | null {
  const { scoring } = profile;
  const band = book.get('indicator_band', { scope });
  if (band) return band.value === scoring.bands[0]!.label ? 'met' : 'unmet';
  const [target, actual] = [book.get('indicator_target', { scope }), book.get('indicator_actual', { scope })];
  const [bar, reached] = [target, actual].map((f) => (f ? barOf(f.value + f.unit) : null));
  if (!bar || !reached) return null;
  const measured = measure(bar, reached, WHOLE, scoring);
  return measured.is === 'scored' ? (measured.short ? 'unmet' : 'met') : null;
}
const WHOLE = exact(1n);

/** An indicator that is itself an execution rate names no base; the budget section states it with its base. */
const BARE_RATE = /(?:预算|支出|资金|经费).{0,4}执行率|^执行率/;

/** Scopes of the leading key, then those that only another slot of the row has: no sub-unit is dropped for one missing number. */
export function rowScopes(p: EachPattern, book: FactBook): string[] {
  const slots = [p.say, ...(p.parts?.items ?? [])].flatMap((t) => slotsOf(readPattern(t)));
  const keys = [p.of, ...slots.filter((s) => s.at === 'year' && s.as === 'value').map((s) => s.key)];
  return [...new Set(keys.flatMap((k) => book.scopes(k)))];
}

/** Neighbouring plain runs as one. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const r of runs) {
    const last = out.at(-1);
    if (last && !last.by && !r.by) out[out.length - 1] = { t: last.t + r.t };
    else if (r.t) out.push(r);
  }
  return out;
}
