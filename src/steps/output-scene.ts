// What leaves the house, held against what it rests on: gathers for the output rules what the store and the sources know. Judges nothing.
import type { OutputScene, SourcedFact } from '../core/check/output.ts';
import { twoPlaces } from '../core/check/two-places.ts';
import { yearsIn } from '../core/extract/period.ts';
import type { Fact, FactSlot } from '../core/fact.ts';
import { slotKey } from '../core/fact.ts';
import { agreement } from '../core/same-value.ts';
import type { TextDocument } from '../core/text/document.ts';
import type { SourceRow } from '../ports.ts';
import { isModelWritten } from '../render/label.ts';
import type { Assembled } from './assemble-document.ts';
import { conflictsOf } from './find-conflicts.ts';
import type { Loaded } from './load-report.ts';

type Kind = NonNullable<SourcedFact['source']>['kind'];
export interface Source {
  source: SourceRow;
  doc: TextDocument;
}

/** A stored text never changes, so what it is needs to be read once. */
const kinds = new WeakMap<TextDocument, Kind>();

function kindOf({ source, doc }: Source): Kind {
  const before = kinds.get(doc);
  if (before) return before;
  const said = yearsIn(doc, null).kind;
  const named = /决算/.test(source.name) ? 'final-accounts' : /预算/.test(source.name) ? 'budget' : 'other';
  const kind = said === 'final-accounts' || said === 'budget' ? said : said === 'other' ? named : 'other';
  kinds.set(doc, kind);
  return kind;
}

const slotOf = ({ key, period, scope, item }: FactSlot): FactSlot => ({ key, period, scope, item });
const isOpen = (f: Fact): boolean => f.standing.is !== 'rejected';

/** Slots that final accounts added after the text was written give another value for. */
function driftOf(loaded: Loaded, late: ReadonlySet<string>): FactSlot[] {
  const bySlot = new Map<string, Fact[]>();
  for (const f of loaded.facts.filter(isOpen)) bySlot.set(slotKey(f), [...(bySlot.get(slotKey(f)) ?? []), f]);
  return [...bySlot.values()].flatMap((group) => {
    const news = group.filter((f) => f.origin.from === 'text' && late.has(f.origin.sourceId));
    const differs = news.some((n) => group.some((f) => f !== n && agreement(f, n) === 'differ'));
    return differs ? [slotOf(group[0]!)] : [];
  });
}

/** `document`: the assembled text; null while there is none. */
export function outputScene(loaded: Loaded, sources: readonly Source[], document: Assembled | null): OutputScene {
  const byId = new Map(sources.map((s) => [s.source.id as string, s]));
  const sourced = (f: Fact): SourcedFact => {
    const from = f.origin.from === 'text' ? byId.get(f.origin.sourceId) : undefined;
    return {
      ...slotOf(f),
      value: f.value,
      unit: f.unit,
      source: from ? { kind: kindOf(from), period: from.source.period, name: from.source.name } : null,
    };
  };
  const open = loaded.facts.filter(isOpen);
  const byFact = new Map(open.map((f) => [f.id, f]));
  const written = loaded.sections.reduce((last, s) => (s.at > last ? s.at : last), '');
  const late = new Set(
    sources
      .filter((s) => written && s.source.createdAt > written && kindOf(s) === 'final-accounts')
      .map((s) => s.source.id),
  );
  return {
    period: loaded.report.period,
    facts: open.map(sourced),
    disputes: conflictsOf(
      loaded.facts,
      sources.map((s) => s.source),
    ).flatMap((c) => {
      const used = byFact.get(c.suggested);
      const other = c.ids.map((id) => byFact.get(id)).find((f) => f && f !== used);
      return used && other ? [{ slot: slotOf(c), used: sourced(used), other: sourced(other), note: c.note }] : [];
    }),
    unconfirmed: open.filter((f) => f.standing.is === 'candidate' || f.standing.is === 'disputed').map(slotOf),
    ...(document
      ? {
          verdicts: document.trace,
          twoPlaces: twoPlaces(document.markdown, document.spans),
          drift: driftOf(loaded, late),
          // A final copy says so of itself until a reason not to is on record.
          label: { required: isModelWritten(document.tree), present: false },
        }
      : {}),
  };
}
