// The one place that builds a report's working state from the store: books, figures, evidence. It writes nothing.
import { type FactBook, factBook } from '../core/book.ts';
import { carryForward } from '../core/carry.ts';
import { termsOf } from '../core/draft/terms.ts';
import type { Evidence } from '../core/draft/verify.ts';
import type { Fact, StatedFact } from '../core/fact.ts';
import { computeFigures } from '../core/figure/compute.ts';
import type { Figure } from '../core/figure/figure.ts';
import type { ReportId, SourceId } from '../core/id.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import type { Profile } from '../core/profile.ts';
import type { TextDocument } from '../core/text/document.ts';
import type { Actor, ReportRow, SectionRow, SourceRow } from '../ports.ts';
import { statedFigures } from './facts-file.ts';
import { pinnedProfile } from './find-profile.ts';
import type { StepParts } from './parts.ts';

/** Facts with their index and the figures they give. */
export interface Reading {
  facts: readonly StatedFact[];
  book: FactBook;
  figures: readonly Figure[];
}

export interface Loaded {
  report: ReportRow;
  profile: Profile;
  facts: Fact[];
  sections: SectionRow[];
  /** Null while neither the report nor a usable fact says it. */
  unitName: string | null;
  /** Confirmed facts and undisputed candidates: what figures, findings and questions are computed from. */
  usable: Reading;
  /** Confirmed facts only: what texts are drafted from and verified against. */
  confirmed: Reading;
}

export const noReport = () =>
  fail('not-found', 'report_not_found', '没有找到这份报告。它可能已被删除，请回到报告列表重新选择。');

function once<T>(make: () => T): () => T {
  let held: { value: T } | null = null;
  return () => {
    held ??= { value: make() };
    return held.value;
  };
}

/** Confirmed before candidate: a book answers with the first fact of a slot. */
const confirmedFirst = (facts: readonly Fact[]): Fact[] => [
  ...facts.filter((f) => f.standing.is === 'confirmed'),
  ...facts.filter((f) => f.standing.is === 'candidate'),
];

/** With the words of the text it stands in: a corrected value keeps those of the value it replaced. */
function quoted(f: Fact): StatedFact {
  const place = f.raw?.origin ?? f.origin;
  return 'quote' in place && place.from !== 'turn' ? { ...f, quote: place.quote } : f;
}

function reading(facts: readonly Fact[], period: number, profile: Profile): Reading {
  const all = carryForward(facts.map(quoted), period);
  const book = factBook(all, period);
  const figures = once(() => computeFigures(book, profile));
  return {
    facts: all,
    book,
    get figures() {
      return figures();
    },
  };
}

export function workingState(report: ReportRow, profile: Profile, facts: Fact[], sections: SectionRow[]): Loaded {
  const usable = once(() => reading(confirmedFirst(facts), report.period, profile));
  const confirmed = once(() =>
    reading(
      facts.filter((f) => f.standing.is === 'confirmed'),
      report.period,
      profile,
    ),
  );
  return {
    report,
    profile,
    facts,
    sections,
    get unitName() {
      return report.unitName ?? usable().book.get('unit_name')?.value ?? null;
    },
    get usable() {
      return usable();
    },
    get confirmed() {
      return confirmed();
    },
  };
}

export async function loadReport(parts: StepParts, actor: Actor, id: ReportId): Promise<Result<Loaded>> {
  const [report, facts, sections] = await Promise.all([
    parts.store.report(actor, id),
    parts.store.facts(actor, id),
    parts.store.sections(actor, id),
  ]);
  if (!report) return noReport();
  const found = await pinnedProfile(parts, actor, report.profile, report.profileVersion);
  if (!found.ok) return found;
  return ok(workingState(report, found.value.profile, facts, sections));
}

/** Every source's parsed text, in the order they were added. */
export async function sourceDocuments(
  parts: StepParts,
  actor: Actor,
  id: ReportId,
): Promise<{ source: SourceRow; doc: TextDocument }[]> {
  const sources = await parts.store.sources(actor, id);
  const read = sources.map(async (source) => {
    const doc = await parts.documents.of(
      source.id,
      async () => (await parts.store.sourceText(actor, id, source.id as SourceId))?.text ?? null,
    );
    return doc ? [{ source, doc }] : [];
  });
  return (await Promise.all(read)).flat();
}

/** What a finished text may rest on: confirmed facts, their figures, and the words of facts and sources. */
export function evidenceOf(loaded: Loaded, docs: readonly { doc: TextDocument }[]): Evidence {
  const { facts, figures } = loaded.confirmed;
  return {
    unitName: loaded.unitName,
    period: loaded.report.period,
    facts,
    figures: statedFigures(figures),
    terms: termsOf(
      docs.map((d) => d.doc.source),
      facts,
    ),
  };
}
