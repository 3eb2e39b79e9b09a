// One sentence of a profile's pattern, filled from facts and figures; its slots, changes and marks. Knows no paragraphs.
import type { FactBook } from '../book.ts';
import { definitionOf } from '../catalogue/catalogue.ts';
import type { StatedFact } from '../fact.ts';
import type { Figure } from '../figure/figure.ts';
import { compare, type Exact, fromDecimal } from '../number/exact.ts';
import type { Profile, SayPattern } from '../profile.ts';
import { type PassageContext, type PassageRuns, passageRuns } from './passage-runs.ts';
import { statedIn } from './passage-runs-tie.ts';
import { factPhrase, figurePhrase, missingMark, nameOf } from './phrase.ts';
import type { Backing, Run } from './section.ts';
import { type Node, type OwnWord, readPattern, type Slot, slotsOf } from './slot.ts';

/** What a section is written with. */
export interface Desk {
  profile: Profile;
  book: FactBook;
  figure(key: string, scope: string | null): Figure | undefined;
  /** What was left out and why, for the people who confirm the draft. */
  notes: string[];
}

/** The sentence; null when it has nothing to say here. `scope`: the row of an `each`, null for the whole unit. */
export function sayRuns(p: SayPattern, desk: Desk, scope: string | null): Run[] | null {
  if (p.needs?.some((k) => !isThere(k, desk, scope))) return null;
  if (p.unless?.some((k) => isThere(k, desk, scope))) return null;
  if (p.when && !holds(p.when, desk, scope)) return null;
  if (p.unlessSaidIn && saysAll(p.unlessSaidIn, p.needs ?? [], desk)) return null;
  const nodes = readPattern(p.say);
  const items = (p.parts?.items ?? []).map(readPattern);
  const body = fill(nodes, desk, scope, p.required ?? false);
  if (!body) return null;
  const filled = items.flatMap((n) => {
    const runs = fill(n, desk, scope, false);
    return runs?.length ? [runs] : [];
  });
  const runs = [...body];
  if (p.parts && filled.length) {
    runs.push({ t: p.parts.lead });
    for (const [i, part] of filled.entries()) runs.push(...(i ? [{ t: p.parts.between }] : []), ...part);
  }
  if (p.end !== undefined) runs.push({ t: p.end });
  // A sentence made of slots says nothing when none of them is filled.
  const hasSlots = [nodes, ...items].some((n) => slotsOf(n).length);
  if (hasSlots && !p.required && !runs.some((r) => r.by && !(r.by.kind === 'fact' && OF_THE_REPORT.has(r.by.key))))
    return null;
  if (p.general) desk.notes.push(`“${clipped(runs.map((r) => r.t).join(''))}”是通用表述，请结合本单位实际改写。`);
  return runs;
}

/** Facts that every sentence may name without saying anything. */
const OF_THE_REPORT = new Set(['report_year', 'unit_name', 'unit_short_name']);

/** Whether one passage of the list already states every one of the facts, by number. */
const saysAll = (list: string, keys: readonly string[], desk: Desk): boolean =>
  passagesOf(list, desk.book).some((p) => {
    const stated = statedIn(p, desk.book);
    return keys.every((k) => stated.has(k));
  });

type Threshold = 'lowExecution' | 'largeAdjustment' | 'overTarget';

function holds(w: NonNullable<SayPattern['when']>, desk: Desk, scope: string | null): boolean {
  const state = desk.figure(w.key, scope)?.state;
  const stated = desk.book.get(w.key, { scope });
  const value = state?.is === 'computed' ? state.value : stated ? fromDecimal(stated.value) : null;
  if (!value) return false;
  const limit = (l: number | Threshold): Exact =>
    fromDecimal(String(typeof l === 'number' ? l : desk.profile.thresholds[l]))!;
  const over = w.above === undefined || compare(value, limit(w.above)) > 0;
  const under = w.below === undefined || compare(value, limit(w.below)) < 0;
  return over && under && (w.is === undefined || compare(value, limit(w.is)) === 0);
}

/** The nodes as runs; null when a slot outside a group is missing and the sentence is not required. */
export function fill(nodes: readonly Node[], desk: Desk, scope: string | null, required: boolean): Run[] | null {
  const runs: Run[] = [];
  for (const n of nodes) {
    if (n.is === 'text') runs.push({ t: n.text });
    else if (n.is === 'word') runs.push(...wordRuns(n.word, desk, scope));
    else if (n.is === 'slot') {
      const filled = slotRuns(n.slot, desk, scope) ?? (required ? [missingRun(n.slot.key, desk, scope)] : null);
      if (!filled) return null;
      runs.push(...filled);
    } else {
      for (const alternative of n.either) {
        const there = fill(alternative, desk, scope, false);
        if (!there) continue;
        runs.push(...there);
        break;
      }
    }
  }
  return runs;
}

export const isThere = (key: string, desk: Desk, scope: string | null): boolean =>
  desk.book.get(key, { scope }) !== undefined ||
  desk.book.list(key, { scope }).length > 0 ||
  desk.figure(key, scope)?.state.is === 'computed';

export function wordRuns(word: OwnWord, desk: Desk, scope: string | null): Run[] {
  const { book } = desk;
  const unit = book.get('unit_name');
  if (word === 'prior_year') return [{ t: String(book.period - 1) }];
  if (word === 'year') {
    const year = book.get('report_year');
    return [{ t: String(book.period), ...(year ? { by: factBacking(year) } : {}) }];
  }
  if (word === 'scope') {
    // A name may hold a number (三期工程); it is the fact's own.
    const bearer = book.all.find((f) => f.scope === scope && (f.period ?? book.period) === book.period);
    return [{ t: scope ?? '', ...(bearer ? { by: factBacking(bearer) } : {}) }];
  }
  const named = (word === 'unit_short' ? book.get('unit_short_name') : undefined) ?? unit;
  return [named ? { t: named.value, by: factBacking(named) } : missingRun('unit_name', desk, null)];
}

export function slotRuns(slot: Slot, desk: Desk, scope: string | null): Run[] | null {
  const { book, profile } = desk;
  if (slot.as === 'change') return changeRuns(slot.key, desk, scope);
  const where = { scope, ...(slot.at === 'prior' ? { period: book.period - 1 } : {}) };
  const fact = book.get(slot.key, where);
  if (fact && slot.as === 'value') return factRuns(fact, desk);
  const figure = slot.at === 'prior' ? undefined : desk.figure(slot.key, scope);
  if (!figure || figure.state.is !== (slot.as === 'why' ? 'not-applicable' : 'computed')) return null;
  return [{ t: figurePhrase(figure, profile), by: figureBacking(figure) }];
}

/** 较上年增加4660万元，增长143.38% · 与上年持平 · 上年无此项，为本年新增. */
function changeRuns(stem: string, desk: Desk, scope: string | null): Run[] | null {
  const amount = desk.figure(`${stem}_change`, scope);
  const rate = desk.figure(`${stem}_change_rate`, scope);
  const rule = [rate, amount].find((f) => f?.state.is === 'not-applicable');
  if (rule?.state.is === 'not-applicable') {
    // The amount stands just before; the rule's own sentence would say it twice.
    const t = rule.state.code === 'NEW' ? '上年无此项，为本年新增' : figurePhrase(rule, desk.profile);
    return [{ t, by: figureBacking(rule) }];
  }
  if (amount?.state.is !== 'computed') return null;
  const run: Run = { t: figurePhrase(amount, desk.profile), by: figureBacking(amount) };
  if (amount.state.value.num === 0n) return [run];
  const change: Run = { ...run, t: `较上年${run.t}` };
  if (rate?.state.is !== 'computed') return [change];
  return [change, { t: '，' }, { t: figurePhrase(rate, desk.profile), by: figureBacking(rate) }];
}

/** A fact in a sentence. Words with figures in them (a reason, a method) are tied figure by figure. */
function factRuns(fact: StatedFact, desk: Desk): Run[] | null {
  const kind = definitionOf(fact.key)?.kind;
  if ((kind === 'text' || kind === 'passage') && fromDecimal(fact.value) === null) {
    const { runs, left } = passageRuns({ ...fact, value: fact.value.replace(SAID_BEFORE, '') }, contextOf(desk, []));
    noteLeft(fact.key, left, desk);
    const by = factBacking(fact);
    return runs.length ? withoutEnd(runs).map((r) => (r.by ? r : { ...r, by })) : null;
  }
  return [{ t: factPhrase(fact, desk.profile), by: factBacking(fact) }];
}

/** What the sentence around the slot says already: 主要原因是…, 成立…. */
const SAID_BEFORE = /^(?:(?:调整|变动|增加|减少)?的?(?:主要)?原因(?:是|为|在于|：)+|成立了?|根据|按照)/;

export const noteLeft = (key: string, left: PassageRuns['left'], desk: Desk): void => {
  for (const { sentence, why } of left)
    desk.notes.push(`${nameOf(key, desk.profile)}：原文“${clipped(sentence)}”${why}，未写入，请核对后补充。`);
};

export const contextOf = ({ book, profile, figure }: Desk, keep: PassageContext['keep']): PassageContext => ({
  book,
  profile,
  figure: (key) => figure(key, null),
  keep,
});

const END = /[。；，、;,\s]+$/;

export function withoutEnd(runs: readonly Run[]): Run[] {
  const last = runs.at(-1);
  return last ? [...runs.slice(0, -1), { ...last, t: last.t.replace(END, '') }] : [];
}

export const factBacking = ({ key, period, scope, item }: StatedFact): Backing => ({
  kind: 'fact',
  key,
  period,
  scope,
  item,
});
const figureBacking = ({ key, scope }: Figure): Backing => ({ kind: 'figure', key, scope });

/** A missing figure is asked for by the fact it waits for. */
export function missingRun(key: string, desk: Desk, scope: string | null): Run {
  const state = desk.figure(key, scope)?.state;
  const wanted = state?.is === 'waiting' ? (state.for[0] ?? key) : key;
  return { t: missingMark(nameOf(wanted, desk.profile)), by: { kind: 'missing', key: wanted } };
}

/** Entries of the year in item order, the whole unit's first, then those of a project or sub-unit. */
export function passagesOf(key: string, book: FactBook): StatedFact[] {
  const scopes = [null, ...book.scopes(key)];
  return scopes.flatMap((scope) => book.list(key, { scope }));
}

const clipped = (s: string): string => (s.length > 40 ? `${s.slice(0, 40)}……` : s);
