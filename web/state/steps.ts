// The steps of the work: their order, what is still open in each, and the address they have. Pure.
import type { WireReportView, WireSection, WireSectionProgress } from '../../src/http/wire.ts';

export const STEPS = ['source', 'review', 'ask', 'figures', 'score', 'draft', 'download'] as const;
export type Step = (typeof STEPS)[number];

/** Stands in an address where a report's id would: the page of report kinds. No id begins so. */
export const PROFILES = '~profiles';
/** The same for the page of the writing engine. */
export const ENGINE = '~engine';

export interface Route {
  report: string | null;
  step: Step;
  /** A fact or section to look at. */
  focus: string | null;
}

/** `#/<report>/<step>/<focus>`; anything else is the start. */
export function readRoute(hash: string): Route {
  const [report, step, focus] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((p) => {
      try {
        return decodeURIComponent(p);
      } catch {
        return '';
      }
    });
  const known = STEPS.find((s) => s === step);
  return { report: report || null, step: known ?? 'source', focus: focus || null };
}

export const routeHash = (r: { report: string | null; step?: Step; focus?: string | null }): string =>
  r.report === null
    ? '#/'
    : `#/${encodeURIComponent(r.report)}/${r.step ?? 'source'}${r.focus ? `/${encodeURIComponent(r.focus)}` : ''}`;

/** Sections that only hold others (一、 above （一）) have no text of their own. */
export const isContainer = (id: string, all: readonly { id: string }[]): boolean =>
  all.some((s) => s.id.startsWith(`${id}.`));

export const written = (all: readonly WireSectionProgress[]): { done: number; all: number } => {
  const leaves = all.filter((s) => !isContainer(s.id, all));
  return { done: leaves.filter((s) => s.state !== 'empty').length, all: leaves.length };
};

export type Badge = { is: 'open'; n: number } | { is: 'done' } | { is: 'part'; n: number; all: number } | null;

/** What each step says on its tab. `errors`: open findings that forbid a final copy; `toFill`: open rows of the scoring table; null until read. */
export function badges(view: WireReportView, errors: number | null, toFill: number | null): Record<Step, Badge> {
  const { candidate, confirmed, disputed, rejected } = view.facts;
  const any = candidate + confirmed + disputed + rejected > 0;
  const open = candidate + disputed;
  const missing = view.progress.reduce((n, s) => n + Math.max(0, s.needs - s.has), 0);
  const w = written(view.progress);
  return {
    source: any ? { is: 'done' } : null,
    review: !any ? null : open ? { is: 'open', n: open } : { is: 'done' },
    ask: !any ? null : missing ? { is: 'open', n: missing } : { is: 'done' },
    figures: !any || errors === null ? null : errors ? { is: 'open', n: errors } : { is: 'done' },
    score: !any || toFill === null ? null : toFill ? { is: 'open', n: toFill } : { is: 'done' },
    draft: w.done === 0 ? null : w.done < w.all ? { is: 'part', n: w.done, all: w.all } : { is: 'done' },
    download: null,
  };
}

/** Which sections “draft all” writes: those without text, or, to take in new facts, those no person has touched. */
export const toDraft = (sections: readonly WireSection[], again: boolean): WireSection[] =>
  sections.filter((s) => !isContainer(s.id, sections) && (s.state === 'empty' || (again && s.state === 'drafted')));

export const kept = (sections: readonly WireSection[]): WireSection[] =>
  sections.filter((s) => s.state === 'edited' || s.state === 'locked');
